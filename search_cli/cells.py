"""Display cells: in goes text, out comes how wide a terminal shows it and where its lines break."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import accumulate

_WIDE = frozenset("WF")
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))

_FIRST_WIDE = "\u2e80"
"""From here on: Chinese, Japanese and Korean characters and their punctuation, between which lines break; other words stay whole."""

_NEVER_FIRST = frozenset("、。，．；：？！）】〕〉》」』”’…,.;:?!)]}%")
"""Punctuation that belongs to what stands before it and opens no line (GB/T 15834-2011, 5.1.1)."""


@cache
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


def shorten_front(text: str, cells: int) -> str:
    """Return ``text``, or ``…`` and its end where it is wider than ``cells``."""
    if width_of(text) <= cells:
        return text
    room = cells - 1
    for position in range(len(text) - 1, -1, -1):
        room -= cell_width(text[position])
        if room < 0:
            return "…" + text[position + 1 :].lstrip()
    return text


def break_lines(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Return the lines of ``text`` as (start, end): ``first`` cells for the first line, ``rest`` for the others.

    Lines break at white space, which is left out there, and between Chinese characters; a word wider than a line is cut.
    """
    before = range(len(text) + 1) if text.isascii() else [0, *accumulate(map(cell_width, text))]
    lines: list[tuple[int, int]] = []
    start, room = 0, first
    while True:
        end = max(bisect_right(before, before[start] + room) - 1, start + 1)
        if end < len(text):
            end = _last_break(text, start, end)
        lines.append((start, start + len(text[start:end].rstrip())))
        while end < len(text) and text[end].isspace():
            end += 1
        if end >= len(text):
            return lines
        start, room = end, rest


def _last_break(text: str, start: int, end: int) -> int:
    """Return the last place up to ``end`` where the line that begins at ``start`` may break; ``end`` itself where there is none."""
    return next((position for position in range(end, start, -1) if _may_break(text[position - 1], text[position])), end)


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    return (before >= _FIRST_WIDE or after >= _FIRST_WIDE) and after not in _NEVER_FIRST
