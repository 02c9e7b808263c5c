"""The match key: in goes text as people read it, out comes the one form in which text is indexed and compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

from corpus.scripts import HAN_CLASS, is_han
from corpus.sentences import LONGEST_KEPT

_FROM_HAN = re.compile(f"[{HAN_CLASS}][^\x00-\x7f]*+")
"""A Han character and what stands behind it up to the next of ASCII: whole sentences, marks and all, are translated at once."""

_MARKS = dict.fromkeys(map(ord, "’‘´"), "'") | dict.fromkeys(map(ord, "“”"), '"') | dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
"""Curly quotes, and the accent typed for one, fold to straight quotes, because a page that went through three sites has either. Soft
hyphen, zero-width space, word joiner and byte-order mark fold to nothing. Before NFKC: they would keep an accent from its letter."""


_ANY_MARK = re.compile(f"[{''.join(map(chr, _MARKS))}]")


_PLANE = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
"""The Han characters of ``corpus.scripts`` below U+20000."""

_WIDE = (("，", ","), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")"), ("？", "?"), ("！", "!"), ("％", "%"), ("\u3000", " "))
"""What NFKC folds in any Chinese text: without these most are in its form already, and finding that takes a tenth of the time."""

MAX_MEMO = 1 << 17
"""Characters whose simplified form is remembered, but for Han ones, of which there are 98,000."""


class _Simplified(dict[int, str]):
    """Translation table that converts one character at a time, when it is first met.

    By character, not by phrase: the key of a text must not depend on what stands around it, or a phrase query would miss it.
    """

    def __missing__(self, code: int) -> str:
        if not is_han(chr(code)):
            return chr(code) if len(self) >= MAX_MEMO else self.setdefault(code, chr(code))
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
    if len(text) > LONGEST_KEPT and not _traditional().search(text):
        return text
    return _FROM_HAN.sub(lambda match: match[0].translate(_SIMPLIFIED), text)


@cache
def _traditional() -> re.Pattern[str]:
    """Return what finds a character that may have a simplified form: a long text is mostly without, and is read in a twentieth of the time.

    Making it takes 10 ms. The planes above have rare characters, of which every fiftieth has one.
    """
    characters = [chr(code) for first, last in _PLANE for code in range(first, last + 1)]
    simple = _converter().convert("\n".join(characters)).split("\n")
    return re.compile(f"[{''.join(one for one, other in zip(characters, simple, strict=True) if one != other)}\U00020000-\U000323af]")


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
    for wide, narrow in _WIDE:
        marked = marked.replace(wide, narrow)
    return simplify(unicodedata.normalize("NFKC", marked)).lower().replace("ς", "σ")


def match_key(text: str) -> str:
    """Return the match key of ``text``: NFKC, simplified characters, lower case, straight quotes, single spaces.

    Never shown or stored.
    """
    return " ".join(fold_characters(text).split())
