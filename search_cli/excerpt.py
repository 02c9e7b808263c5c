"""Excerpts: in goes a clause's text with the spans that matched, out comes the stretch of it that is worth showing."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from search_cli.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

EXCERPT_CELLS = 320
"""About 160 Chinese characters or 55 English words: four lines at 80 columns, so that three hits fit on one screen."""

_CONTEXT_SHARE = 4
"""A quarter of the excerpt, at most, stands before the first match: enough for the half sentence that leads to it."""

_SENTENCE_END = re.compile(r"[。！？；]|[.!?;](?=\s)")
_BOUNDARY = re.compile(r"[，、：,:]|\s+")


class Excerpt(NamedTuple):
    """A stretch of a text: from ``start`` to ``end``."""

    start: int
    end: int


def choose_excerpt(text: str, matches: Sequence[tuple[int, int]], cells: int = EXCERPT_CELLS) -> Excerpt:
    """Return the stretch of at most ``cells`` cells that holds the most matches, the earliest of equals; all of a short text.

    It begins at a sentence, else a word, with some context before its first match, and ends at a word. ``matches`` are spans of
    ``text`` in order.
    """
    before = [0, *accumulate(map(cell_width, text))]
    if before[-1] <= cells:
        return Excerpt(0, len(text))
    context = cells // _CONTEXT_SHARE
    held = {match: _held(matches, match[0], _reach(before, match[0], cells - context)) for match in matches}
    first = max(held, key=held.__getitem__, default=(0, 0))[0]
    start = _opening(text, _reach_back(before, first, context), first)
    if before[-1] - before[start] <= cells:
        return Excerpt(_opening(text, _reach_back(before, len(text), cells), len(text)), len(text))
    return Excerpt(start, _closing(text, start, _reach(before, start, cells)))


def _held(matches: Sequence[tuple[int, int]], start: int, end: int) -> int:
    return sum(start <= match[0] and match[1] <= end for match in matches)


def _reach(before: Sequence[int], start: int, cells: int) -> int:
    """Return how far the text goes from ``start`` within ``cells`` cells."""
    end = start
    while end + 1 < len(before) and before[end + 1] - before[start] <= cells:
        end += 1
    return end


def _reach_back(before: Sequence[int], end: int, cells: int) -> int:
    start = end
    while start and before[end] - before[start - 1] <= cells:
        start -= 1
    return start


def _opening(text: str, earliest: int, latest: int) -> int:
    """Return the best place to begin between two places: the text's own beginning, a sentence's, a word's, else the earlier."""
    if earliest == 0:
        return 0
    for pattern in (_SENTENCE_END, _BOUNDARY):
        found = pattern.search(text, earliest, latest)
        if found:
            return found.end() + len(text[found.end() : latest]) - len(text[found.end() : latest].lstrip())
    return earliest


def _closing(text: str, start: int, end: int) -> int:
    """Return where to end: at ``end``, but in no word, and not after white space."""
    if end < len(text) and text[end - 1].isascii() and text[end - 1].isalnum() and text[end].isalnum():
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return start + len(text[start:end].rstrip())
