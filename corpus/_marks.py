"""Marks of Markdown around numbers: in goes a line, out come the places of its marks, and the line with blanks in their stead.

Converters write ``**第一条** …``, ``### 第一章 总则``, ``- （一）…``, ``__一、__``. The marks are no part of the number, and the text keeps
them. A bullet is one only before a number, for a line may begin with a minus or a dash; emphasis inside a line only around a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus._forms import STARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_EMPHASIS = 200
"""Characters between two marks of emphasis: without a bound, marks that never close take the square of the text's length."""

MARKS = frozenset("#*_-+•")
"""First characters of a marked line."""

_LOOK_AHEAD = 24
_BULLET = re.compile(r"\s*(?P<mark>[-+*•])\s+")
_HEADING = re.compile(r"\s*(?P<mark>#{1,6})\s*(?=[^\s#])")
_EMPHASIS = re.compile(rf"(?P<mark>\*{{1,3}}|_{{1,3}})(?=[^\s*_])(?P<said>.{{0,{MAX_EMPHASIS}}}?[^\s*_])(?P=mark)(?![*_])")
_STRONG = re.compile(rf"(?<![*_])(?P<mark>\*\*|__)(?=[^\s*_])(?P<said>.{{0,{MAX_EMPHASIS}}}?[^\s*_])(?P=mark)(?![*_])")


def unmarked(text: str) -> str:
    """Return ``text``, of the same length, with a blank for every character of a mark."""
    return _replaced(text, " ")


def without_marks(text: str) -> str:
    """Return ``text`` without its marks, as its words are shown in the path of a heading."""
    return _replaced(text, "")


def may_be_marked(text: str) -> bool:
    """Return whether ``text`` may have marks: most lines have none, and need not be searched."""
    return text.lstrip()[:1] in MARKS or "**" in text or "__" in text


def _replaced(text: str, by: str) -> str:
    if not may_be_marked(text):
        return text
    parts: list[str] = []
    position = 0
    for start, end in sorted(_marks(text)):
        parts += (text[position:start], by * (end - start))
        position = end
    return "".join((*parts, text[position:]))


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of every mark, none twice."""
    begins = 0
    bullet = _BULLET.match(text)
    if bullet:
        after = _HEADING.match(text, bullet.end()) or _EMPHASIS.match(text, bullet.end())
        if not after and not _numbered(text[bullet.end() :]):
            return
        yield bullet.span("mark")
        begins = bullet.end()
    heading = _HEADING.match(text, begins)
    if heading:
        yield heading.span("mark")
        begins = heading.end()
    begins += len(text[begins:]) - len(text[begins:].lstrip())
    first = _EMPHASIS.match(text, begins)
    if first:
        yield from _pair(first)
        begins = first.end()
    for inside in _STRONG.finditer(text, begins):
        if _numbered(inside["said"]):
            yield from _pair(inside)


def _pair(emphasis: re.Match[str]) -> Iterator[tuple[int, int]]:
    yield emphasis.span("mark")
    yield emphasis.end() - len(emphasis["mark"]), emphasis.end()


def _numbered(text: str) -> bool:
    return STARTS.match(text[:_LOOK_AHEAD].lstrip()) is not None
