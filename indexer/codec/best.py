"""The best few: in go the posting lists of a query's terms, out come the documents that may be among the best, and the scores of these.

What each term may score in a range of 16 documents is known from the tables of ``indexer.codec.ranges``, or, of a short list, from its
scores. The ranges that promise most are scored first; then only those that promise as much as the worst of the best documents there.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from indexer.codec.postings import RANGE_BITS
from indexer.codec.ranges import GROUP_BITS, ROUNDING, beginnings
from indexer.vectors import list_arrays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from indexer.codec.postings import PostingList
    from indexer.codec.ranges import Bounds, Ranges
    from indexer.vectors import Numbers, Values

_FIRST_RANGES, _MORE_RANGES = 40, 300
"""Ranges that are scored first, and then, beside as many as documents are wanted, before all that may still hold one of the best."""

_TINY = 1e-30
"""Less than any score, and more than a range without documents promises."""

_WITHIN = (1 << RANGE_BITS) - 1


class Found(NamedTuple):
    """Documents of one segment, in order, and the score of each."""

    numbers: Numbers
    scores: Values

    def scored(self, places: Numbers) -> Values:
        """Return the scores of those at some places."""
        return self.scores[places]

    def best(self, wanted: int) -> Found:
        """Return those that score no less than the one at place ``wanted`` does."""
        surplus = len(self.scores) - wanted
        if surplus <= 0:
            return self
        kept = (self.scores >= np.partition(self.scores, surplus)[surplus]).nonzero()[0]
        return Found(self.numbers[kept], self.scores[kept])


NOTHING = Found(np.empty(0, np.int64), np.empty(0))


class Norms:
    """What BM25F adds to a weight, for each of Whoosh's bytes for a length; without ``lengths`` each text counts as long as one word."""

    def __init__(self, added: Values, lengths: Sequence[int] | None) -> None:
        """Take both; the lengths are those of all documents."""
        self.added = added
        self.lengths = None if lengths is None else np.asarray(lengths, np.uint8)
        self._each_added: list[float] = added.tolist()
        self._each_length = lengths

    def of(self, number: int) -> float:
        """Return what is added for one document."""
        return self._each_added[1 if self._each_length is None else self._each_length[number]]


class Scorer(NamedTuple):
    """BM25F of one term: its rarity, K1 + 1, and what is added to the weight; boosted at last.

    Without ``norms``, in a field that is not scorable, the weight is the score.
    """

    idf: float
    factor: float
    norms: Norms | None
    boost: float

    def scores(self, weights: Values, numbers: Numbers) -> Values:
        """Return the scores of documents in which the term has these weights."""
        lengths = self.norms.lengths if self.norms else None
        return self.by_length(weights, 1 if lengths is None else lengths[numbers])

    def by_length(self, weights: Values, lengths: NDArray[np.uint8] | int) -> Values:
        """Return the scores of documents of these lengths."""
        scores = weights if self.norms is None else self.idf * ((weights * self.factor) / (weights + self.norms.added[lengths]))
        return scores if self.boost == 1.0 else scores * self.boost

    def score(self, weight: float, number: int) -> float:
        """Return the score of one document, the very one that ``scores`` returns."""
        score = weight if self.norms is None else self.idf * ((weight * self.factor) / (weight + self.norms.of(number)))
        return score * self.boost


class Part(Protocol):
    """One term of a query."""

    def promise(self, promised: Bounds, *, every: bool) -> None:
        """Add the most that it scores in each range; with ``every`` take out the ranges where it has no document."""

    def slots(self, ranges: Numbers) -> tuple[Numbers, Numbers]:
        """Return the places in the list of its documents in the given ranges, and their slots among all that these ranges have."""

    def scored(self, places: Numbers, numbers: Numbers) -> Values:
        """Return the scores of the documents ``numbers``, which stand at ``places``."""


class ListedPart:
    """A term of which the whole list is read."""

    def __init__(self, postings: PostingList, scorer: Scorer) -> None:
        """Take the list, and what scores it."""
        self.postings = postings
        self.numbers, self._weights = list_arrays(postings)
        self._scorer = scorer

    def promise(self, promised: Bounds, *, every: bool) -> None:
        """Add the most that is scored in each range, see ``Part``."""
        ranges = self.numbers >> RANGE_BITS
        first = beginnings(ranges)
        having = ranges[first]
        most = (np.maximum.reduceat(self.found().scores, first) * ROUNDING).astype(np.float32)
        if every:
            most += promised[having]
            promised[:] = -np.inf
            promised[having] = most
        else:
            promised[having] += most

    def slots(self, ranges: Numbers) -> tuple[Numbers, Numbers]:
        """Return places and slots, see ``Part``."""
        own = self.numbers >> RANGE_BITS
        which = np.searchsorted(ranges, own)
        which[which == len(ranges)] = 0
        places = (ranges[which] == own).nonzero()[0]
        return places, (which[places] << RANGE_BITS) + (self.numbers[places] & _WITHIN)

    def scored(self, places: Numbers, numbers: Numbers | None = None) -> Values:
        """Return the scores of those at some places."""
        weights = np.ones(len(places)) if self._weights is None else self._weights[places].astype(np.float64)
        return self._scorer.scores(weights, self.numbers[places] if numbers is None else numbers)

    def found(self) -> Found:
        """Return all documents, with their scores."""
        weights = np.ones(len(self.numbers)) if self._weights is None else self._weights.astype(np.float64)
        return Found(self.numbers, self._scorer.scores(weights, self.numbers))


class TabledPart:
    """A term whose list has a table of its ranges."""

    def __init__(self, postings: PostingList, table: Ranges, scorer: Scorer) -> None:
        """Take the list, its table and what scores it."""
        self._ranges = table
        self._scorer = scorer
        self._lower = np.asarray(postings.parts()[0])
        weights = postings.frequencies()
        self._weights = None if weights is None else np.asarray(weights)

    def promise(self, promised: Bounds, *, every: bool) -> None:
        """Add the most that is scored in each range, see ``Part``."""
        most = self._ranges.most(self._scorer.by_length, -np.inf if every else 0.0)
        promised[: len(most)] += most
        if every:
            promised[len(most) :] = -np.inf

    def slots(self, ranges: Numbers) -> tuple[Numbers, Numbers]:
        """Return places and slots, see ``Part``."""
        starts, counts = self._ranges.spans(ranges)
        before = np.cumsum(counts) - counts
        places = np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
        return places, np.repeat(np.arange(0, len(ranges) << RANGE_BITS, 1 << RANGE_BITS), counts) + (self._lower[places] & _WITHIN)

    def scored(self, places: Numbers, numbers: Numbers) -> Values:
        """Return scores, see ``Part``."""
        return self._scorer.scores(np.ones(len(places)) if self._weights is None else self._weights[places].astype(np.float64), numbers)


def _count_ranges(documents: int) -> int:
    """Return how many ranges a segment of so many documents has, in whole groups."""
    return ((documents >> (RANGE_BITS + GROUP_BITS)) + 1) << GROUP_BITS


class Joined(NamedTuple):
    """The parts of a query over a segment of so many ``documents``: these have one of them, or ``every`` one.

    Their scores are added up in the order of the parts. ``stand`` says of documents that have every part, given by their places in each,
    whether these stand there as they should.
    """

    parts: Sequence[Part]
    documents: int
    every: bool
    stand: Callable[[list[Numbers]], NDArray[np.bool_]] | None = None


def best(joined: Joined, wanted: int, least: float, admitted: Callable[[Found], Found] | None) -> Found:
    """Return ``admitted`` documents among which are the best ``wanted`` of those scoring at least ``least``."""
    promised = np.zeros(_count_ranges(joined.documents), np.float32)
    for part in joined.parts:
        part.promise(promised, every=joined.every)
    # Taken as rows, groups of distant ranges are compared at one stroke.
    by_group = promised.reshape(1 << GROUP_BITS, -1).max(axis=0)
    counts = [min(count + wanted, len(by_group)) for count in (_FIRST_RANGES, _MORE_RANGES)]
    by_group.partition([len(by_group) - count for count in counts])
    found = NOTHING
    most = np.inf
    for wished in (*(float(by_group[len(by_group) - count]) for count in counts), 0.0):
        bound = max(least, wished, _TINY)
        ranges = ((promised >= bound) & (promised < most)).nonzero()[0]
        if len(ranges):
            more = _evaluated(joined, ranges, least)
            if admitted:
                more = admitted(more)
            found = Found(np.concatenate((found.numbers, more.numbers)), np.concatenate((found.scores, more.scores)))
            if len(found.scores) >= wanted:
                least = max(least, float(np.partition(found.scores, len(found.scores) - wanted)[len(found.scores) - wanted]))
        if bound <= least:
            break
        most = bound
    return found


def _evaluated(joined: Joined, ranges: Numbers, least: float) -> Found:
    """Return the documents in the given ranges that the query finds and that score at least ``least``."""
    if joined.every:
        return _evaluated_every(joined, ranges, least)
    placed = [part.slots(ranges) for part in joined.parts]
    total = np.zeros(len(ranges) << RANGE_BITS)
    for part, (places, slots) in zip(joined.parts, placed, strict=True):
        total[slots] += part.scored(places, _numbers(ranges, slots))
    slots = (total >= max(least, _TINY)).nonzero()[0]
    return Found(_numbers(ranges, slots), total[slots])


def _evaluated_every(joined: Joined, ranges: Numbers, least: float) -> Found:
    """Return the same of documents that have every part."""
    placed = [part.slots(ranges) for part in joined.parts]
    places, slots = [places for places, _ in placed], placed[0][1]
    if len(placed) > 1:
        having = np.zeros(len(ranges) << RANGE_BITS, np.uint16)
        for _, own in placed:
            having[own] += 1
        complete = having == len(placed)
        slots = complete.nonzero()[0]
        places = [at[complete[own]] for at, own in placed]
    if not len(slots):
        return NOTHING
    numbers = _numbers(ranges, slots)
    scores = reduce(np.add, (part.scored(at, numbers) for part, at in zip(joined.parts, places, strict=True)))
    good = (scores >= least).nonzero()[0]
    if joined.stand is not None:
        good = good[joined.stand([at[good] for at in places])]
    return Found(numbers[good], scores[good])


def _numbers(ranges: Numbers, slots: Numbers) -> Numbers:
    """Return the documents of slots."""
    numbers: Numbers = (ranges[slots >> RANGE_BITS] << RANGE_BITS) + (slots & _WITHIN)
    return numbers
