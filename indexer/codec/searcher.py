"""Whoosh's searcher in arrays: in goes a query of terms, And, Or, Not, AndNot, phrases and boosts, out come Whoosh's own results.

Each part of a query becomes an array of documents with an array of their scores, which are joined at one stroke. What has no such
form (prefixes, spans, sorting, facets, another way to score) goes through Whoosh's matchers.
"""

from __future__ import annotations

from functools import reduce
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from whoosh import query as whoosh_query
from whoosh.scoring import BM25F
from whoosh.searching import Results, Searcher
from whoosh.util.numeric import byte_to_length

from indexer.codec.reading import SegmentDocuments
from indexer.vectors import list_arrays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from indexer.codec.postings import PostingList
    from indexer.vectors import Numbers, Values

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)
"""What Whoosh takes each byte for a length to mean."""

_SPARSE = 8
"""A union of lists that have less than one document in so many is sorted; a longer one is added up over all documents."""


class _Found(NamedTuple):
    """Documents of one segment, in order, and the score of each."""

    numbers: Numbers
    scores: Values


_NOTHING = _Found(np.empty(0, np.int64), np.empty(0))


class _NoArraysError(Exception):
    """A query has a part that only Whoosh's matchers can do."""


class ArraySearcher(Searcher):  # type: ignore[misc]  # whoosh ships no types
    """Searches an ``ArrayIndex``; scores and results are those of Whoosh's own searcher."""

    def search(self, asked: Any, **options: Any) -> Results:  # noqa: ANN401  # a query, and what Whoosh's searcher takes
        """Return the best ``limit`` documents of those that ``filter`` finds and ``mask`` does not, equal ones by number."""
        started = perf_counter()
        limit = options.get("limit", 10)
        plain = options.keys() <= {"limit", "filter", "mask"} and (limit is None or limit > 0) and type(self.weighting) is BM25F
        try:
            found = self._search(asked, limit, options.get("filter"), options.get("mask")) if plain else None
        except _NoArraysError:
            found = None
        if found is None:
            return super().search(asked, **options)
        results = Results(self, asked, found[1], runtime=perf_counter() - started)
        results._total = found[0]  # noqa: SLF001  # a collector would know it, and there is none
        return results

    def _search(self, asked: Any, limit: int | None, only: Any, without: Any) -> tuple[int, list[tuple[float, int]]]:  # noqa: ANN401  # queries
        total = 0
        best: list[tuple[float, int]] = []
        for segment, offset in self._segments():
            found = segment.evaluate(asked)
            if only is not None:
                found = _kept(found, segment.evaluate(only).numbers, having=True)
            if without is not None:
                found = _kept(found, segment.evaluate(without).numbers, having=False)
            if segment.removed is not None:
                there = ~segment.removed[found.numbers]
                found = _Found(found.numbers[there], found.scores[there])
            total += len(found.numbers)
            if limit is not None and len(found.numbers) > limit:
                least = np.partition(found.scores, len(found.scores) - limit)[len(found.scores) - limit]
                top = np.flatnonzero(found.scores >= least)
                found = _Found(found.numbers[top], found.scores[top])
            best += zip(found.scores.tolist(), (found.numbers + offset).tolist(), strict=True)
        best.sort(key=lambda pair: (-pair[0], pair[1]))
        return total, best[:limit]

    def _segments(self) -> list[tuple[_SegmentSearch, int]]:
        """Return each segment with the number of its first document; raise ``_NoArraysError`` for an index of other files."""
        known: list[tuple[_SegmentSearch, int]] | None = getattr(self, "_array_segments", None)
        if known is None:
            leaves = [(self, 0)] if self.is_atomic() else list(self.leaf_searchers())
            if not all(isinstance(getattr(leaf.reader(), "_perdoc", None), SegmentDocuments) for leaf, _ in leaves):
                raise _NoArraysError
            known = self._array_segments = [(_SegmentSearch(self, leaf.reader()._perdoc), offset) for leaf, offset in leaves]  # noqa: SLF001  # as above
        return known


class _SegmentSearch:
    """One segment, with the lengths of its documents as they enter BM25."""

    def __init__(self, searcher: ArraySearcher, documents: SegmentDocuments) -> None:
        """Take the segment of a searcher."""
        self._searcher = searcher
        self._documents = documents
        self._segment = documents.segment
        self._count = documents.doc_count_all()
        self._norms: dict[str, Values | float] = {}
        self.removed = None
        if documents.has_deletions():
            self.removed = np.zeros(self._count, bool)
            self.removed[list(documents.deleted_docs())] = True
        self._kinds: dict[type, Callable[[Any], _Found]] = {
            whoosh_query.Term: lambda asked: self._boosted(self._term(asked.fieldname, self._bytes(asked.fieldname, asked.text)), asked),
            whoosh_query.And: self._and,
            whoosh_query.Or: self._or,
            whoosh_query.Not: self._not,
            whoosh_query.AndNot: lambda asked: _kept(self.evaluate(asked.a), self.evaluate(asked.b).numbers, having=False),
            whoosh_query.Phrase: self._phrase,
        }

    def evaluate(self, asked: Any) -> _Found:  # noqa: ANN401  # a query
        """Return the documents, removed ones among them, that the query finds; raise ``_NoArraysError`` for one that has no such form."""
        evaluate = self._kinds.get(type(asked))
        if evaluate is None:
            raise _NoArraysError
        return evaluate(asked)

    def _bytes(self, field: str, text: str | bytes) -> bytes | None:
        """Return the text as the field has it, None where it cannot have it."""
        if field not in self._searcher.schema:
            return None
        try:
            return bytes(self._searcher.schema[field].to_bytes(text))
        except ValueError:
            return None

    def _term(self, field: str, term: bytes | None) -> _Found:
        postings = self._segment.find(field, term) if term is not None else None
        return _NOTHING if postings is None or term is None else self._scored(field, term, postings)

    def _scored(self, field: str, term: bytes, postings: PostingList) -> _Found:
        numbers, weights = list_arrays(postings)
        if not self._searcher.schema[field].scorable:
            return _Found(numbers, np.ones(len(numbers)) if weights is None else weights)
        if weights is None:
            weights = np.ones(len(numbers))
        factor = self._searcher.weighting.K1 + 1
        norms = self._norm(field)
        return _Found(
            numbers,
            self._searcher.idf(field, term) * ((weights * factor) / (weights + (norms if isinstance(norms, float) else norms[numbers]))),
        )

    def _norm(self, field: str) -> Values | float:
        """Return what BM25 adds to the weight, for each document."""
        if field not in self._norms:
            weighting = self._searcher.weighting
            influence = weighting._field_B.get(field, weighting.B)  # noqa: SLF001  # as BM25F itself
            lengths = self._documents.lengths(field)
            average = self._searcher.avg_field_length(field) or 1
            relative = influence * (1.0 if lengths is None else _LENGTHS[np.asarray(lengths)]) / average
            self._norms[field] = weighting.K1 * ((1 - influence) + relative)
        return self._norms[field]

    @staticmethod
    def _boosted(found: _Found, asked: Any) -> _Found:  # noqa: ANN401  # a query
        return found if asked.boost == 1.0 else _Found(found.numbers, found.scores * asked.boost)

    def _and(self, asked: Any) -> _Found:  # noqa: ANN401  # as above
        parts = asked.subqueries
        if len(parts) < 2:  # noqa: PLR2004  # a single part stands for the whole, without its boost, as in Whoosh
            return self.evaluate(parts[0]) if parts else _NOTHING
        without = [self.evaluate(part.query).numbers for part in parts if type(part) is whoosh_query.Not]
        found = [self.evaluate(part) for part in parts if type(part) is not whoosh_query.Not]
        if not found:
            return self._boosted(reduce(_joined, map(self._not, parts)), asked)
        joined = reduce(_joined, sorted(found, key=lambda one: len(one.numbers)))
        for numbers in without:
            joined = _kept(joined, numbers, having=False)
        # Whoosh's Not gives 1 to each document that it lets pass.
        return self._boosted(_Found(joined.numbers, joined.scores + len(without)) if without else joined, asked)

    def _or(self, asked: Any) -> _Found:  # noqa: ANN401  # as above
        parts = asked.subqueries
        if asked.minmatch or asked.scale:
            raise _NoArraysError
        if len(parts) < 2:  # noqa: PLR2004  # as above
            return self.evaluate(parts[0]) if parts else _NOTHING
        found = [one for one in map(self.evaluate, parts) if len(one.numbers)]
        return self._boosted(self._union(found), asked)

    def _union(self, found: Sequence[_Found]) -> _Found:
        if not found:
            return _NOTHING
        if sum(len(one.numbers) for one in found) * _SPARSE < self._count:
            numbers, places = np.unique(np.concatenate([one.numbers for one in found]), return_inverse=True)
            scores = np.zeros(len(numbers))
            np.add.at(scores, places, np.concatenate([one.scores for one in found]))
            return _Found(numbers, scores)
        total, there = np.zeros(self._count), np.zeros(self._count, bool)
        for one in found:
            total[one.numbers] += one.scores
            there[one.numbers] = True
        numbers = np.flatnonzero(there)
        return _Found(numbers, total[numbers])

    def _not(self, asked: Any) -> _Found:  # noqa: ANN401  # as above
        there = np.ones(self._count, bool)
        there[self.evaluate(asked.query).numbers] = False
        numbers = np.flatnonzero(there)
        return _Found(numbers, np.ones(len(numbers)))

    def _phrase(self, asked: Any) -> _Found:  # noqa: ANN401  # as above
        """Return the documents in which the words stand one right behind the other, with the sum of their scores."""
        field = asked.fieldname
        terms = [self._bytes(field, word) for word in asked.words]
        if asked.slop != 1 or len(terms) < 2 or field not in self._searcher.schema:  # noqa: PLR2004  # Whoosh sees to the odd ones
            raise _NoArraysError
        lists = [self._segment.find(field, term) if term is not None else None for term in terms]
        if not self._searcher.schema[field].format.supports("positions"):
            raise _NoArraysError
        if any(one is None for one in lists):
            return _NOTHING
        scored = [self._scored(field, term, one) for term, one in zip(terms, lists, strict=True) if term is not None and one is not None]
        joined = reduce(_joined, sorted(scored, key=lambda one: len(one.numbers)))
        places: Numbers | None = None
        for distance, (one, found) in enumerate(zip(lists, scored, strict=True)):
            if one is not None:
                here = _places(one, np.searchsorted(found.numbers, joined.numbers)) - distance
                places = here if places is None else places[_among(places, here)]
        owners = places >> _PLACE_BITS if places is not None else np.empty(0, np.int64)
        kept = owners[np.diff(owners, prepend=-1) != 0]
        return self._boosted(_Found(joined.numbers[kept], joined.scores[kept]), asked)


_PLACE_BITS = 32


def _places(postings: PostingList, which: Numbers) -> Numbers:
    """Return the positions of the postings ``which``, each with its posting's place in ``which`` above the lower bits."""
    counts, positions = map(np.asarray, postings.counted_positions())
    ends = np.cumsum(counts, dtype=np.int64)
    lengths = counts[which].astype(np.int64)
    owners = np.repeat(np.arange(len(which)), lengths)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    # Room below, so that a phrase that would begin before the text borrows nothing from the document's place.
    return (
        (owners << _PLACE_BITS) + positions[np.repeat(ends[which] - lengths, lengths) + within].astype(np.int64) + (1 << (_PLACE_BITS - 1))
    )


def _joined(one: _Found, other: _Found) -> _Found:
    """Return the documents of both, with the sums of their scores; the first is the shorter."""
    if not len(one.numbers) or not len(other.numbers):
        return _NOTHING
    places = np.searchsorted(other.numbers, one.numbers)
    places[places == len(other.numbers)] = 0
    both = other.numbers[places] == one.numbers
    return _Found(one.numbers[both], one.scores[both] + other.scores[places[both]])


def _kept(found: _Found, numbers: Numbers, *, having: bool) -> _Found:
    """Return of ``found`` what is among ``numbers``, or what is not."""
    there = _among(found.numbers, numbers) == having
    return _Found(found.numbers[there], found.scores[there])


def _among(some: Numbers, numbers: Numbers) -> NDArray[np.bool_]:
    """Return of each of ``some`` whether it is among ``numbers``, which are in order."""
    if not len(numbers):
        return np.zeros(len(some), bool)
    places = np.searchsorted(numbers, some)
    places[places == len(numbers)] = 0
    found: NDArray[np.bool_] = numbers[places] == some
    return found
