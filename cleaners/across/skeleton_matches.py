"""Matches of skeletons: in go the skeletons of a passage and of a page, out come the places of the page where the passage may stand.

The passage is aligned as a whole with any stretch of the page, at the least cost (Sellers 1980). Where lines end counts little, because
sites break them anew; a passage begins and ends where a line or a sentence does, rather than in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.across.skeletons import LINE_END, information

if TYPE_CHECKING:
    from numpy.typing import NDArray

COST = 4
"""Of a symbol too many, missing or wrong; all others are reckoned in quarters of it."""

LINE_COST = 1
SENTENCE_EDGE_COST = 1
INNER_EDGE_COST = 5
"""Of a line end too many or missing; of a passage that begins or ends with a sentence, and not with a line; of one that does neither."""

EDIT_BITS = 8.0
"""What a wrong symbol takes from what a match tells."""

PLACES = 3
"""Places of a page that are looked at for one passage: the best, and those that may say something else."""

SAME_END = 3
"""Symbols by which two places end apart that are one."""

_SENTENCE_ENDS = tuple(map(ord, "。;:.!"))
_SHIFT = np.int64(32)
_STARTS = (np.int64(1) << _SHIFT) - np.int64(1)


class Match(NamedTuple):
    """Where a passage may stand in a page: symbols ``start`` to ``end``, how many of them are wrong, what the match tells in bits."""

    start: int
    end: int
    edits: float
    bits: float


def matches(passage: NDArray[np.int64], page: NDArray[np.int64]) -> list[Match]:
    """Return the places of ``page`` where ``passage`` may stand, the best first; they may overlap, as those of a list's items do."""
    inner = passage[:-1] if len(passage) and passage[-1] == LINE_END else passage
    costs, starts = _aligned(inner, page)
    tells, length = information(inner), max(int(np.count_nonzero(inner != LINE_END)), 1)
    free = np.ones(len(costs), dtype=bool)
    found: list[Match] = []
    while len(found) < PLACES and free.any():
        end = int(np.argmin(np.where(free, costs, np.iinfo(np.int64).max)))
        start, edits = int(starts[end]), float(costs[end]) / COST
        found.append(Match(start, end, edits, tells * (1 - edits / length) - EDIT_BITS * edits))
        free[max(end - SAME_END, 0) : end + SAME_END + 1] = False
    return found


def _aligned(passage: NDArray[np.int64], page: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the least cost of ``passage`` when it ends before each symbol of ``page``, and behind its last, and where it then begins.

    A row of the table at a time; of each cell the cost and the beginning are one number, so that a minimum carries both.
    """
    gap = np.where(page == LINE_END, LINE_COST, COST).astype(np.int64)
    behind = np.concatenate(([0], np.cumsum(gap))) << _SHIFT
    edge = _edges(page)
    row = (edge << _SHIFT) | np.arange(len(page) + 1, dtype=np.int64)
    for symbol in passage.tolist():
        drop = np.int64(LINE_COST if symbol == LINE_END else COST) << _SHIFT
        wrong = np.where(page == symbol, 0, COST + 1 if symbol == LINE_END else np.where(page == LINE_END, COST + LINE_COST, COST))
        above = row + drop
        above[1:] = np.minimum(above[1:], row[:-1] + (wrong.astype(np.int64) << _SHIFT))
        row = np.minimum.accumulate(above - behind) + behind
    row += edge << _SHIFT
    return row >> _SHIFT, row & _STARTS


def _edges(page: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what it costs a passage to begin or to end before each symbol of ``page``, and behind its last."""
    costs = np.full(len(page) + 1, INNER_EDGE_COST, dtype=np.int64)
    costs[1:][np.isin(page, _SENTENCE_ENDS)] = SENTENCE_EDGE_COST
    costs[1:][page == LINE_END] = 0
    costs[:-1][page == LINE_END] = 0
    costs[0] = costs[-1] = 0
    return costs
