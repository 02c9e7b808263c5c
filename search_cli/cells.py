"""Display cells: in goes text, out comes how wide a terminal shows it and where its lines break."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = frozenset("WF")
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))

_WORD = re.compile(r"[^\s\u2e80-\U0003ffff]+|\s+|.", re.DOTALL)
"""What a line break leaves whole: characters between two spaces, but for Chinese, Japanese and Korean ones (from U+2E80 on)."""

_NEVER_FIRST = frozenset("、。，．；：？！）】〕〉》」』”’…,.;:?!)]}%")
"""Punctuation that belongs to what stands before it and opens no line (GB/T 15834-2011, 5.1.1)."""


def cell_width(character: str) -> int:
    """Return how many cells a terminal gives the character: 0 for marks and joiners, 2 for wide ones (Unicode Annex 11)."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def width_of(text: str) -> int:
    """Return how many cells a terminal gives ``text``, one line of it."""
    return len(text) if text.isascii() else sum(map(cell_width, text))


def shorten(text: str, cells: int) -> str:
    """Return ``text``, or its beginning and ``…`` where it is wider than ``cells``."""
    if width_of(text) <= cells:
        return text
    room = cells - 1
    for position, character in enumerate(text):
        room -= cell_width(character)
        if room < 0:
            return text[:position].rstrip() + "…"
    return text


def break_lines(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Return the lines of ``text`` as (start, end): ``first`` cells for the first line, ``rest`` for the others.

    Lines break at white space, which is left out there, and between Chinese characters; a word wider than a line is cut.
    """
    breaks = [0]
    used, room = 0, first
    for start, end in _units(text, min(first, rest)):
        width = width_of(text[start:end])
        if used + width > room and used and not text[start].isspace():
            breaks.append(start)
            used, room = 0, rest
        used += width
    return [_stripped(text, *line) for line in pairwise([*breaks, len(text)])]


def _units(text: str, widest: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``text`` that stay on one line: words, and punctuation with the character before it."""
    start = end = 0
    for match in _WORD.finditer(text):
        if match[0][0] not in _NEVER_FIRST or match.start() == 0 or text[match.start() - 1].isspace():
            yield from _cut(text, start, end, widest)
            start = match.start()
        end = match.end()
    yield from _cut(text, start, end, widest)


def _cut(text: str, start: int, end: int, widest: int) -> Iterator[tuple[int, int]]:
    """Yield the stretch whole, or in pieces of at most ``widest`` cells."""
    used = 0
    for position in range(start, end):
        width = cell_width(text[position])
        if used and used + width > widest:
            yield start, position
            start, used = position, 0
        used += width
    if start < end:
        yield start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the white space at the end of a line, and that which a break left at its beginning."""
    line = text[start:end]
    kept = line.lstrip() if start else line
    return end - len(kept), end - len(kept) + len(kept.rstrip())
