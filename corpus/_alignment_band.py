"""The band: in go both sides, out comes which places in English are looked at behind each clause in Chinese.

Of short texts all; of long ones those near a line from anchor to anchor. An anchor is a number, date, concept or Latin word that each side
has in a few clauses; of anchors that cross, the longest row in order counts.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus._alignment_chain import Group
    from corpus._alignment_scores import Side

MAX_WHOLE = 5_000
"""Places of a text of which all are looked at, that is of 70 clauses against 70."""

MAX_USES = 3
"""Clauses of each side in which an anchor may stand."""

AROUND = 6
"""Places on either side of the line between two anchors."""

MAX_WIDER = 16
"""Further places at most: half as many as there are clauses between two anchors, for what lies between may run off the line."""


def first_band(zh: Side, en: Side) -> list[range]:
    """Return the band in which the first chain is looked for."""
    rows, columns = len(zh.clauses), len(en.clauses)
    if rows * columns <= MAX_WHOLE:
        return [range(columns + 1)] * (rows + 1)
    return _around([(0, 0), *_anchors(zh, en), (rows, columns)])


def band_around(chain: Sequence[Group], rows: int, columns: int) -> list[range]:
    """Return the band around a chain through ``rows`` and ``columns`` clauses."""
    return _around([(0, 0), *((group.zh_end, group.en_end) for group in chain), (rows, columns)])


def _around(line: Sequence[tuple[int, int]]) -> list[range]:
    """Return the places near a line given by its corners, which rises on both sides; the rows hang together."""
    rows, columns = line[-1]
    lowest, highest = [columns] * (rows + 1), [0] * (rows + 1)
    for (row, column), (next_row, next_column) in pairwise(line):
        wider = AROUND + min(max(next_row - row, next_column - column) // 2, MAX_WIDER)
        for at in range(max(row - 1, 0), min(next_row + 1, rows) + 1):
            share = min(max((at - row) / max(next_row - row, 1), 0.0), 1.0)
            middle = column + share * (next_column - column)
            steep = (next_column - column) / max(next_row - row, 1)
            lowest[at] = min(lowest[at], max(int(middle - wider - steep), 0))
            highest[at] = max(highest[at], min(int(middle + wider + steep) + 1, columns))
    lowest[0], highest[rows] = 0, columns
    return [range(low, high + 1) for low, high in zip(lowest, highest, strict=True)]


def _anchors(zh: Side, en: Side) -> list[tuple[int, int]]:
    """Return the longest row of anchors that rise on both sides."""
    here, there = _places(zh), _places(en)
    candidates = {
        (row, -column)
        for key, rows in here.items()
        if len(rows) <= MAX_USES and len(there.get(key, ())) <= MAX_USES
        for row in rows
        for column in there.get(key, ())
    }
    return _longest_rising([(row, -column) for row, column in sorted(candidates)])


def _places(side: Side) -> dict[object, list[int]]:
    """Return the clauses in which each number of a clause and each feature stands."""
    places: dict[object, list[int]] = {}
    for at, (features, path) in enumerate(zip(side.features, side.paths, strict=True)):
        for key in (*features, *filter(None, [path])):
            places.setdefault(key, []).append(at)
    return places


def _longest_rising(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of points that rises in both coordinates, of points in order of the first, then falling in the second."""
    ends: list[int] = []  # the least second coordinate in which a row of each length ends
    last: list[int] = []  # the point there
    before: list[int] = []
    for at, (_, column) in enumerate(points):
        length = bisect_left(ends, column)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [column]
        last[length : length + 1] = [at]
    row: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        row.append(points[at])
        at = before[at]
    return row[::-1]
