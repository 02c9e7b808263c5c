"""Ranges: in goes a long posting list, out comes what bounds a score in each range of clauses, so that most of it need not be scored.

A range is 16 clause numbers in a row, the same ones for every term (Dimopoulos, Nepomnyachiy and Suel 2013, "docid-oriented block-max
index"): so what several terms may score together in a range is a sum of arrays. How long texts are on average is known only when an index
is asked. So ranges that would score alike by this segment's average share a class, one byte a range, and of each class those postings are
written to which no other is equal or better, that is, stands in a shorter text or more often.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.util.numeric import byte_to_length

from indexer.codec.mapped import padding, slice_of
from indexer.codec.postings import RANGE_BITS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from indexer.vectors import Numbers, Values

    Bounds = NDArray[np.float32]

GROUP_BITS = 4
"""The lower bits of a range's number. Where the postings of a range begin is written in full for each 16th, of others from there on."""

_CLASSES = 254
"""Classes of ranges, beside 0 for those without postings, and that of the best."""

_K1, _B = 1.2, 0.75
"""Whoosh's usual BM25; with other values, or another average length, bounds hold as well and are less tight."""

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)
"""What Whoosh takes each byte for a length to mean."""

ROUNDING = 1.001
"""What a bound is multiplied by, so that no rounding puts it below a score: bounds have 32 bits, the sum of 16,000 is off by less."""

_LEAD = struct.Struct("=II")
"""How many ranges there are, and how many postings are written of all classes."""


def range_table(numbers: Sequence[int], frequencies: Sequence[float] | None, lengths: Sequence[int]) -> bytes:
    """Return the table of a list; ``lengths`` are the bytes for the length of each clause's text."""
    clauses = np.array(numbers, np.int64)
    times = np.ones(len(clauses), np.int64) if frequencies is None else np.array(frequencies, np.int64)
    ranges = clauses >> RANGE_BITS
    many = int(ranges[-1]) + 1
    long = np.asarray(lengths)[clauses].astype(np.int64)
    starts = np.searchsorted(ranges, np.arange(many + 1))
    there = np.flatnonzero(starts[:-1] < starts[1:])
    words = LENGTHS[np.asarray(lengths)]
    average = float(words.sum()) / (np.count_nonzero(words) or 1)
    likely = times / (times + _K1 * (1 - _B + _B * words[clauses] / average))
    most: Values = np.maximum.reduceat(likely, starts[there])
    classes = np.zeros(many, np.uint8)
    width: float = np.ptp(most)
    classes[there] = 1 + _CLASSES * (most - most.min()) / (width or 1.0)
    own = classes[ranges].astype(np.int64)
    order = np.lexsort((long, -times, own))
    # Falls from class to class by more than lengths differ: what is below all before it is the shortest of its class so far.
    falling = long[order] - (own[order] << 8)
    written = order[np.concatenate(([True], falling[1:] < np.minimum.accumulate(falling)[:-1]))]
    groups = starts[:: 1 << GROUP_BITS]
    arrays = (
        groups.astype(np.uint32),
        times[written].astype(np.uint16),
        own[written].astype(np.uint8),
        long[written].astype(np.uint8),
        (starts - np.repeat(groups, 1 << GROUP_BITS)[: many + 1]).astype(np.uint8),
        classes,
    )
    table = _LEAD.pack(many, len(written)) + b"".join(array.tobytes() for array in arrays)
    return table + padding(len(table))


def beginnings(numbers: NDArray[Any]) -> Numbers:
    """Return the places at which other numbers begin, the first among them."""
    return np.concatenate((np.zeros(min(1, len(numbers)), np.int64), (numbers[1:] != numbers[:-1]).nonzero()[0] + 1))


class Ranges:
    """The table of a list."""

    def __init__(self, view: memoryview, name: str, place: int) -> None:
        """Read the table that begins at byte ``place`` of a file called ``name``."""
        self.many, written = _LEAD.unpack_from(view, place)
        place += _LEAD.size
        arrays: list[Any] = []
        for typecode, count in (
            ("I", (self.many >> GROUP_BITS) + 1),
            ("H", written),
            ("B", written),
            ("B", written),
            ("B", self.many + 1),
            ("B", self.many),
        ):
            found = slice_of(view, name, typecode, place, count)
            arrays.append(np.asarray(found))
            place += found.nbytes
        self._groups, self._times, self._owners, self._lengths, self._offsets, self._classes = arrays

    def most(self, score: Callable[[Values, NDArray[np.uint8]], Values], none: float) -> Bounds:
        """Return the most that a posting of each range scores by ``score``, which takes weights and lengths; ``none`` without postings."""
        by_class = np.zeros(256, np.float32)
        first = beginnings(self._owners)
        by_class[self._owners[first]] = ROUNDING * np.maximum.reduceat(score(self._times.astype(np.float64), self._lengths), first)
        by_class[0] = none
        # Each class is a byte, so no check is needed: of 24,000 ranges that takes 26 us instead of 55.
        most: Bounds = by_class.take(self._classes, mode="clip")
        return most

    def spans(self, ranges: Numbers) -> tuple[Numbers, Numbers]:
        """Return where in the list the postings of ranges begin, and how many there are; none behind the last one."""
        known = np.minimum(np.concatenate((ranges, ranges + 1)), self.many)
        begin, end = (self._groups[known >> GROUP_BITS].astype(np.int64) + self._offsets[known]).reshape(2, -1)
        return begin, end - begin
