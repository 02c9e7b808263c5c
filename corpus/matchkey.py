"""The match key: in goes text as people read it, out comes the one form in which text is indexed and compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

from corpus.scripts import HAN_CLASS
from corpus.sentences import LONGEST_KEPT

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_MARKS = dict.fromkeys(map(ord, "’‘´"), "'") | dict.fromkeys(map(ord, "“”"), '"') | dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
"""Curly quotes, and the accent typed for one, fold to straight quotes, because a page that went through three sites has either. Soft
hyphen, zero-width space, word joiner and byte-order mark fold to nothing. Before NFKC: they would keep an accent from its letter."""


_ANY_MARK = re.compile(f"[{''.join(map(chr, _MARKS))}]")


class _Simplified(dict[int, str]):
    """Translation table that converts one character at a time, when it is first met.

    By character, not by phrase: the key of a text must not depend on what stands around it, or a phrase query would miss it.
    """

    def __missing__(self, code: int) -> str:
        character = _converter().convert(chr(code))
        # Twice: 薴 is simplified 苧, which is itself the traditional form of 苎; a key must be its own key.
        character = _converter().convert(character)
        self[code] = character if len(character) == 1 else chr(code)
        return self[code]


class _Converter(Protocol):
    """What is used of OpenCC, which ships no types."""

    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415  # an English query must not pay for it

    converter: _Converter = OpenCC("t2s")
    return converter


_SIMPLIFIED = _Simplified()


def simplify(text: str) -> str:
    """Return ``text`` with every traditional character in its simplified form, character by character, length unchanged."""
    return _kept_simplified(text) if len(text) <= LONGEST_KEPT else _simplify(text)


def _simplify(text: str) -> str:
    return _HAN_RUN.sub(lambda match: match[0].translate(_SIMPLIFIED), text)


_kept_simplified = lru_cache(maxsize=8192)(_simplify)
"""The labels, titles and dates of a page are each looked for in its simplified lines."""


def fold_characters(text: str) -> str:
    """Return ``text`` in the form of its match key, white space as it is.

    NFKC is Unicode's own folding of full-width forms; simplification follows OpenCC's character table. A final sigma folds to the
    other one: the key of a character must not depend on what stands around it.
    """
    if text.isascii():
        return text.lower()
    marked = text.translate(_MARKS) if _ANY_MARK.search(text) else text
    return simplify(unicodedata.normalize("NFKC", marked)).lower().replace("ς", "σ")


def match_key(text: str) -> str:
    """Return the match key of ``text``: NFKC, simplified characters, lower case, straight quotes, single spaces.

    Never shown or stored.
    """
    return " ".join(fold_characters(text).split())
