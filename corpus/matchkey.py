"""The match key: in goes text as people read it, out comes the one form in which text is indexed and compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

from corpus.scripts import HAN_CLASS

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_MARKS = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', 0xAD: None, 0x200B: None}
"""Curly quotes fold to straight ones, because a page that went through three sites has either; soft hyphens and zero-width
spaces fold to nothing."""


class _Simplified(dict[int, str]):
    """Translation table that converts one character at a time, when it is first met.

    By character, not by phrase: the key of a text must not depend on what stands around it, or a phrase query would miss it.
    """

    def __missing__(self, code: int) -> str:
        character = _converter().convert(chr(code))
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
    return _HAN_RUN.sub(lambda match: match[0].translate(_SIMPLIFIED), text)


def match_key(text: str) -> str:
    """Return the match key of ``text``: NFKC, simplified characters, lower case, straight quotes, single spaces.

    NFKC is Unicode's own folding of full-width forms; simplification follows OpenCC's character table. Never shown or stored.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return " ".join(simplify(folded).lower().split())
