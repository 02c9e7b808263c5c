"""Whoosh's searcher in arrays: in goes a query of terms, And, Or, Not, AndNot, phrases and boosts, out come Whoosh's own results.

Each part of a query becomes an array of documents with an array of their scores, which are joined at one stroke. What has no such
form (prefixes, spans, sorting, facets, another way to score) goes through Whoosh's matchers.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

from whoosh.scoring import BM25F
from whoosh.searching import Results, Searcher

from indexer.codec.reading import SegmentDocuments
from indexer.codec.segment_search import NoArraysError, SegmentSearch


class ArraySearcher(Searcher):  # type: ignore[misc]  # whoosh ships no types
    """Searches an ``ArrayIndex``; scores and results are those of Whoosh's own searcher."""

    def search(self, asked: Any, **options: Any) -> Results:  # noqa: ANN401  # a query, and what Whoosh's searcher takes
        """Return the best ``limit`` documents of those that ``filter`` finds and ``mask`` does not, equal ones by number."""
        started = perf_counter()
        limit = options.get("limit", 10)
        plain = options.keys() <= {"limit", "filter", "mask"} and (limit is None or limit > 0) and type(self.weighting) is BM25F
        try:
            found = self._search(asked, limit, options.get("filter"), options.get("mask")) if plain else None
        except NoArraysError:
            found = None
        if found is None:
            return super().search(asked, **options)
        results = Results(self, asked, found[1], runtime=perf_counter() - started)
        results.collector = _Matching(self, asked, options)
        results._total = found[0]  # noqa: SLF001  # where it is None, Whoosh asks the collector
        return results

    def _search(self, asked: Any, limit: int | None, only: Any, without: Any) -> tuple[int | None, list[tuple[float, int]]]:  # noqa: ANN401  # queries
        """Return how many documents there are, None where only those were looked at that may be among the best, and the best."""
        total: int | None = 0
        found: list[tuple[float, int]] = []
        for segment, offset in self._segments():
            admitted = segment.admitting(only, without)
            singly = None if admitted else segment.scored_singly(asked)
            if singly is not None:
                total = None if total is None else total + len(singly)
                found += [(score, number + offset) for score, number in singly]
            else:
                least = found[limit - 1][0] if limit is not None and len(found) >= limit else 0.0
                few = None if limit is None else segment.best(asked, limit, least, admitted)
                here = segment.evaluate(asked) if few is None else few
                if few is None and admitted:
                    here = admitted(here)
                total = None if total is None or few is not None else total + len(here.numbers)
                if limit is not None:
                    here = here.best(limit)
                found += zip(here.scores.tolist(), (here.numbers + offset).tolist(), strict=True)
            found.sort(key=_by_score)
        return total, found[:limit]

    def _segments(self) -> list[tuple[SegmentSearch, int]]:
        """Return each segment with the number of its first document; raise ``NoArraysError`` for an index of other files."""
        known: list[tuple[SegmentSearch, int]] | None = getattr(self, "_array_segments", None)
        if known is None:
            leaves = [(self, 0)] if self.is_atomic() else list(self.leaf_searchers())
            if not all(isinstance(getattr(leaf.reader(), "_perdoc", None), SegmentDocuments) for leaf, _ in leaves):
                raise NoArraysError
            known = self._array_segments = [(SegmentSearch(self, leaf.reader()._perdoc), offset) for leaf, offset in leaves]  # noqa: SLF001  # as above
        return known


def _by_score(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]


class _Matching:
    """What Whoosh's results ask of all documents that were found: they are looked for only then."""

    def __init__(self, searcher: ArraySearcher, asked: Any, options: dict[str, Any]) -> None:  # noqa: ANN401  # a query
        """Take what was asked."""
        self._searcher = searcher
        self._asked = asked
        self._options = options | {"limit": None}

    def computes_count(self) -> bool:
        """Return that to count them may take as long as the search."""
        return False

    def count(self) -> int:
        """Return how many there are."""
        return len(self._searcher.search(self._asked, **self._options))

    def all_ids(self) -> list[int]:
        """Return their numbers."""
        return [number for _, number in self._searcher.search(self._asked, **self._options).top_n]
