"""Words in a row: in go documents that have every word of a phrase, out comes in which of them these stand right behind one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from indexer.codec.postings import MARKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from indexer.codec.postings import PostingList
    from indexer.vectors import Numbers

_PLACE_BITS = 32


def in_a_row(lists: Sequence[PostingList], places: Sequence[Numbers], order: Sequence[int]) -> NDArray[np.bool_]:
    """Return of each document, given by its places in the lists, whether the words stand there so; ``order`` is theirs in the phrase."""
    begin = _positions(lists[0], places[0]) - order[0]
    for postings, at, distance in zip(lists[1:], places[1:], order[1:], strict=True):
        begin = begin[among(begin, _positions(postings, at) - distance)]
    found = np.zeros(len(places[0]), bool)
    found[begin >> _PLACE_BITS] = True
    return found


def _positions(postings: PostingList, which: Numbers) -> Numbers:
    """Return the positions of the postings ``which``, each with its posting's place in ``which`` above the lower bits."""
    counts, positions, marks = postings.marked_positions()
    times = np.asarray(counts)
    here = times[which].astype(np.int64)
    if marks is None or len(which) * MARKED > len(times):
        starts = times.cumsum(dtype=np.int64)[which] - here
    else:
        starts = _starts(times, np.asarray(marks), which)
    ends = here.cumsum()
    at = (starts - ends + here).repeat(here) + np.arange(int(ends[-1]) if len(ends) else 0)
    # Room below, so that a phrase that would begin before the text borrows nothing from the document's place.
    owners = np.arange(1 << (_PLACE_BITS - 1), len(which) << _PLACE_BITS, 1 << _PLACE_BITS)
    found: Numbers = owners.repeat(here) + np.asarray(positions)[at]
    return found


def _starts(times: NDArray[np.unsignedinteger], marks: NDArray[np.uint32], which: Numbers) -> Numbers:
    """Return where the positions of the postings ``which`` begin: from the mark before each on, as many as stand between."""
    block = which // MARKED
    known = marks[block - 1].astype(np.int64)
    known[block == 0] = 0
    between = (block * MARKED)[:, np.newaxis] + np.arange(MARKED)
    # The last block may end before it is full; what stands behind the list's end does not count.
    counts = times.take(between, mode="clip") * (between < which[:, np.newaxis])
    starts: Numbers = known + counts.sum(axis=1, dtype=np.int64)
    return starts


def among(some: Numbers, numbers: Numbers) -> NDArray[np.bool_]:
    """Return of each of ``some`` whether it is among ``numbers``, which are in order."""
    if not len(numbers):
        return np.zeros(len(some), bool)
    places = numbers.searchsorted(some)
    places[places == len(numbers)] = 0
    found: NDArray[np.bool_] = numbers[places] == some
    return found
