"""Queries over one segment: in goes a query, out come the documents that it finds, in order, with the score of each, as arrays."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from whoosh import query as whoosh_query

from indexer.codec.best import NOTHING, Found, Joined, Norms, Part, ScoredPart, Scorer, TabledPart, best
from indexer.codec.postings import MARKED
from indexer.codec.ranges import LENGTHS, Ranges, beginnings
from indexer.vectors import list_arrays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from whoosh.searching import Searcher

    from indexer.codec.postings import PostingList
    from indexer.codec.reading import SegmentDocuments
    from indexer.vectors import Numbers, Values

    Admitted = Callable[[Found], Found]

_FEW = 32
"""Postings up to which one term's are scored one by one: numpy's calls, some thirty, take longer."""

_MANY = 20_000
"""Postings from which it is faster to score only those documents that may be among the best. Two words joined by Or, p50: of some 5,000
postings .16 ms scored whole, .29 so; of some 150,000 2.4 and 1.1."""

_JOINED = {whoosh_query.And, whoosh_query.Or, whoosh_query.Phrase}
"""Queries whose scores are sums."""


class NoArraysError(Exception):
    """A query has a part that only Whoosh's matchers can do."""


class _Operand(Protocol):
    """Documents whose scores are asked for when it is known which of them count."""

    @property
    def numbers(self) -> Numbers:
        """Their numbers, in order."""

    def scored(self, places: Numbers) -> Values:
        """Return the scores of those at some places."""


class _Term:
    """The documents of a term."""

    def __init__(self, postings: PostingList, scorer: Scorer) -> None:
        """Take the list, and what scores it."""
        self.postings = postings
        self.numbers, self._weights = list_arrays(postings)
        self._scorer = scorer

    def scored(self, places: Numbers | slice = slice(None)) -> Values:
        """Return the scores of those at some places."""
        numbers = self.numbers[places]
        weights = np.ones(len(numbers)) if self._weights is None else self._weights[places].astype(np.float64)
        return self._scorer.scores(weights, numbers)


class SegmentSearch:
    """One segment, with the lengths of its documents as they enter BM25."""

    def __init__(self, searcher: Searcher, documents: SegmentDocuments) -> None:
        """Take the segment of a searcher, whose weighting is BM25F."""
        self._searcher = searcher
        self._documents = documents
        self._segment = documents.segment
        self._count = documents.doc_count_all()
        self._norms: dict[str, Norms] = {}
        self._removed = None
        if documents.has_deletions():
            self._removed = np.zeros(self._count, bool)
            self._removed[list(documents.deleted_docs())] = True
        self._kinds: dict[type, Callable[[Any], Found]] = {
            whoosh_query.Term: self._whole,
            whoosh_query.And: self._and,
            whoosh_query.Or: self._or,
            whoosh_query.Not: self._not,
            whoosh_query.AndNot: lambda asked: _kept(self.evaluate(asked.a), self.evaluate(asked.b).numbers, having=False),
            whoosh_query.Phrase: self._phrase,
        }

    def evaluate(self, asked: Any) -> Found:  # noqa: ANN401  # a query
        """Return the documents, removed ones among them, that the query finds; raise ``NoArraysError`` for one that has no such form."""
        evaluate = self._kinds.get(type(asked))
        if evaluate is None:
            raise NoArraysError
        return evaluate(asked)

    def admitting(self, only: Any, without: Any) -> Admitted | None:  # noqa: ANN401  # queries
        """Return what keeps those that were not removed, that ``only`` finds and ``without`` does not; None where all are kept."""
        among = None if only is None else self.evaluate(only).numbers
        left_out = None if without is None else self.evaluate(without).numbers
        if among is None and left_out is None and self._removed is None:
            return None

        def admitted(found: Found) -> Found:
            if among is not None:
                found = _kept(found, among, having=True)
            if left_out is not None:
                found = _kept(found, left_out, having=False)
            if self._removed is not None:
                there = ~self._removed[found.numbers]
                found = Found(found.numbers[there], found.scores[there])
            return found

        return admitted

    def scored_singly(self, asked: Any) -> list[tuple[float, int]] | None:  # noqa: ANN401  # a query
        """Return the score and the number of each document that has a term, None where many have it, and for all but terms."""
        if type(asked) is not whoosh_query.Term:
            return None
        term = self._bytes(asked.fieldname, asked.text)
        postings = self._list(asked.fieldname, term)
        if postings is None:
            return []
        if postings.count > _FEW:
            return None
        score = self._scorer(asked.fieldname, term, asked.boost).score
        weights = postings.frequencies() or (1.0,) * postings.count
        return [(score(float(weight), number), number) for number, weight in zip(postings.numbers(), weights, strict=True)]

    def best(self, asked: Any, wanted: int, least: float, admitted: Admitted | None) -> Found | None:  # noqa: ANN401  # a query
        """Return ``admitted`` documents that hold the best ``wanted`` of those that score ``least``; None where all are to be scored.

        So it is for all but terms, one or several joined by And or Or, and phrases, and where there are few postings to be intersected.
        """
        words = self._words(asked)
        lists = [] if words is None else [(word, self._list(word.fieldname, self._bytes(word.fieldname, word.text))) for word in words]
        standing = [(word, postings) for word, postings in lists if postings is not None]
        every = type(asked) is not whoosh_query.Or
        if not standing or (every and len(standing) < len(lists)):
            return None if words is None else NOTHING
        few = sum(postings.count for _, postings in standing) < _MANY
        if few and not every:
            found = self._union([self._scored(*one) for one in standing], None if admitted else wanted)
            return admitted(found) if admitted else found
        phrase = type(asked) is whoosh_query.Phrase
        if (few and len(lists) > 1) or (phrase and any(postings.table() is None for _, postings in standing)):
            return None
        order = list(range(len(standing)))
        if every:
            order.sort(key=lambda which: standing[which][1].count)
        parts = [self._part(*standing[which]) for which in order]
        if few and isinstance(parts[0], ScoredPart):
            return admitted(parts[0].found) if admitted else parts[0].found

        def stand(places: list[Numbers]) -> NDArray[np.bool_]:
            there = np.zeros(len(places[0]), bool)
            there[_in_a_row([standing[which][1] for which in order], places, order)] = True
            return there

        return best(Joined(parts, self._count, every, stand if phrase else None), wanted, least, admitted)

    def _words(self, asked: Any) -> Sequence[Any] | None:  # noqa: ANN401  # a query
        """Return the terms of which a query's score is the sum; None where it is not, or not theirs alone."""
        kind = type(asked)
        if kind is whoosh_query.Term:
            words = [asked]
        elif kind not in _JOINED or asked.boost != 1.0 or getattr(asked, "minmatch", 0) or getattr(asked, "scale", None):
            return None
        elif kind is whoosh_query.Phrase:
            words = [whoosh_query.Term(asked.fieldname, word) for word in asked.words] if self._is_plain(asked) else []
        else:
            words = asked.subqueries if len(asked.subqueries) > 1 else []
        return words if words and all(type(word) is whoosh_query.Term and word.boost > 0 for word in words) else None

    def _is_plain(self, phrase: Any) -> bool:  # noqa: ANN401  # as above
        """Return whether a phrase is one that we can look for; Whoosh sees to the odd ones."""
        schema = self._searcher.schema
        name = phrase.fieldname
        return phrase.slop == 1 and len(phrase.words) > 1 and name in schema and schema[name].format.supports("positions")

    def _part(self, asked: Any, postings: PostingList) -> Part:  # noqa: ANN401  # as above
        table = postings.table()
        if table is None:
            return ScoredPart(self._scored(asked, postings))
        return TabledPart(postings, Ranges(*table), self._scorer(asked.fieldname, self._bytes(asked.fieldname, asked.text), asked.boost))

    def _scored(self, asked: Any, postings: PostingList) -> Found:  # noqa: ANN401  # as above
        term = _Term(postings, self._scorer(asked.fieldname, self._bytes(asked.fieldname, asked.text), asked.boost))
        return Found(term.numbers, term.scored())

    def _bytes(self, field: str, text: str | bytes) -> bytes | None:
        """Return the text as the field has it, None where it cannot have it."""
        if field not in self._searcher.schema:
            return None
        try:
            return bytes(self._searcher.schema[field].to_bytes(text))
        except ValueError:
            return None

    def _list(self, field: str, term: bytes | None) -> PostingList | None:
        return None if term is None else self._segment.find(field, term)

    def _scorer(self, field: str, term: bytes | None, boost: float = 1.0) -> Scorer:
        if not self._searcher.schema[field].scorable:
            return Scorer(1.0, 1.0, None, boost)
        weighting = self._searcher.weighting
        if field not in self._norms:
            influence = weighting._field_B.get(field, weighting.B)  # noqa: SLF001  # as BM25F itself
            average = self._searcher.avg_field_length(field) or 1
            lengths = self._documents.lengths(field)
            relative = influence * (np.ones(2) if lengths is None else LENGTHS) / average
            self._norms[field] = Norms(weighting.K1 * ((1 - influence) + relative), lengths)
        return Scorer(self._searcher.idf(field, term), weighting.K1 + 1, self._norms[field], boost)

    def _term(self, asked: Any) -> _Term | None:  # noqa: ANN401  # a query
        term = self._bytes(asked.fieldname, asked.text)
        postings = self._list(asked.fieldname, term)
        return None if postings is None else _Term(postings, self._scorer(asked.fieldname, term, asked.boost))

    def _whole(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        term = self._term(asked)
        return NOTHING if term is None else Found(term.numbers, term.scored())

    def _operand(self, asked: Any) -> _Operand:  # noqa: ANN401  # as above
        return (self._term(asked) or NOTHING) if type(asked) is whoosh_query.Term else self.evaluate(asked)

    def _and(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        parts = asked.subqueries
        if len(parts) < 2:  # noqa: PLR2004  # a single part stands for the whole, without its boost, as in Whoosh
            return self.evaluate(parts[0]) if parts else NOTHING
        without = [self.evaluate(part.query).numbers for part in parts if type(part) is whoosh_query.Not]
        found = [self._operand(part) for part in parts if type(part) is not whoosh_query.Not]
        if not found:
            return _boosted(_joined([self._not(part) for part in parts]), asked)
        joined = _joined(found)
        for numbers in without:
            joined = _kept(joined, numbers, having=False)
        # Whoosh's Not gives 1 to each document that it lets pass.
        return _boosted(Found(joined.numbers, joined.scores + len(without)) if without else joined, asked)

    def _or(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        parts = asked.subqueries
        if asked.minmatch or asked.scale:
            raise NoArraysError
        if len(parts) < 2:  # noqa: PLR2004  # as above
            return self.evaluate(parts[0]) if parts else NOTHING
        found = [one for one in map(self.evaluate, parts) if len(one.numbers)]
        return _boosted(self._union(found), asked)

    def _union(self, found: Sequence[Found], wanted: int | None = None) -> Found:
        """Return the documents of any part, with the sums of their scores, or only those that may be among the best ``wanted``."""
        if not found:
            return NOTHING
        numbers = np.concatenate([one.numbers for one in found])
        total: Values = np.bincount(numbers, np.concatenate([one.scores for one in found]))
        # Each document stands there once for every part that has it.
        surplus = 0 if wanted is None else len(numbers) - wanted * len(found)
        if surplus > 0:
            sums = total[numbers]
            numbers = np.unique(numbers[sums >= np.partition(sums, surplus)[surplus]])
        else:
            there = np.zeros(len(total), bool)
            there[numbers] = True
            numbers = there.nonzero()[0]
        return Found(numbers, total[numbers])

    def _not(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        there = np.ones(self._count, bool)
        there[self.evaluate(asked.query).numbers] = False
        numbers = np.flatnonzero(there)
        return Found(numbers, np.ones(len(numbers)))

    def _phrase(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        """Return the documents in which the words stand one right behind the other, with the sum of their scores."""
        if not self._is_plain(asked):
            raise NoArraysError
        terms = [self._term(whoosh_query.Term(asked.fieldname, word)) for word in asked.words]
        known = [term for term in terms if term is not None]
        if len(known) < len(terms):
            return NOTHING
        order, numbers, places = _intersected(known)
        found = _in_a_row([known[which].postings for which in order], places, order)
        scores = [known[which].scored(at[found]) for which, at in zip(order, places, strict=True)]
        return _boosted(Found(numbers[found], reduce(np.add, scores)), asked)


_PLACE_BITS = 32


def _in_a_row(lists: Sequence[PostingList], places: Sequence[Numbers], order: Sequence[int]) -> Numbers:
    """Return which documents, given by their places in the lists, have the words right behind one another, ``order`` is the words'."""
    standing: Numbers | None = None
    for postings, at, distance in zip(lists, places, order, strict=True):
        here = _positions(postings, at) - distance
        standing = here if standing is None else standing[_among(standing, here)]
    owners = standing >> _PLACE_BITS if standing is not None else np.empty(0, np.int64)
    return owners[beginnings(owners)]


def _positions(postings: PostingList, which: Numbers) -> Numbers:
    """Return the positions of the postings ``which``, each with its posting's place in ``which`` above the lower bits."""
    counts, positions = map(np.asarray, postings.counted_positions())
    lengths = counts[which].astype(np.int64)
    starts = _starts(postings, counts, which)
    before = np.cumsum(lengths) - lengths
    owners = np.repeat(np.arange(len(which)), lengths)
    at = np.arange(len(owners)) + (starts - before)[owners]
    # Room below, so that a phrase that would begin before the text borrows nothing from the document's place.
    return (owners << _PLACE_BITS) + (positions[at].astype(np.int64) + (1 << (_PLACE_BITS - 1)))


def _starts(postings: PostingList, counts: NDArray[Any], which: Numbers) -> Numbers:
    """Return where the positions of the postings ``which`` begin."""
    marks = postings.marks()
    if marks is None or len(which) * MARKED > len(counts):
        return np.cumsum(counts, dtype=np.int64)[which] - counts[which]
    block = which // MARKED
    known = np.asarray(marks)[block - 1].astype(np.int64)
    known[block == 0] = 0
    between = block[:, np.newaxis] * MARKED + np.arange(MARKED)
    # The last block may end before it is full; what stands behind the list's end does not count.
    there = np.take(counts, between, mode="clip")
    starts: Numbers = known + np.where(between < which[:, np.newaxis], there, 0).sum(axis=1, dtype=np.int64)
    return starts


def _boosted(found: Found, asked: Any) -> Found:  # noqa: ANN401  # a query
    return found if asked.boost == 1.0 else Found(found.numbers, found.scores * asked.boost)


def _intersected(operands: Sequence[_Operand]) -> tuple[list[int], Numbers, list[Numbers]]:
    """Return the operands' order, the shortest first, the documents that all have, and the place of these in each, in that order."""
    order = sorted(range(len(operands)), key=lambda which: len(operands[which].numbers))
    numbers = operands[order[0]].numbers
    places = [np.arange(len(numbers))]
    for which in order[1:]:
        others = operands[which].numbers
        found = np.searchsorted(others, numbers)
        found[found == len(others)] = 0
        both = others[found] == numbers if len(others) else np.zeros(0, bool)
        numbers = numbers[both]
        places = [*(one[both] for one in places), found[both]]
    return order, numbers, places


def _joined(operands: Sequence[_Operand]) -> Found:
    """Return the documents that all have, with the sums of their scores."""
    order, numbers, places = _intersected(operands)
    return Found(numbers, reduce(np.add, (operands[which].scored(at) for which, at in zip(order, places, strict=True))))


def _kept(found: Found, numbers: Numbers, *, having: bool) -> Found:
    """Return of ``found`` what is among ``numbers``, or what is not."""
    there = _among(found.numbers, numbers) == having
    return Found(found.numbers[there], found.scores[there])


def _among(some: Numbers, numbers: Numbers) -> NDArray[np.bool_]:
    """Return of each of ``some`` whether it is among ``numbers``, which are in order."""
    if not len(numbers):
        return np.zeros(len(some), bool)
    places = np.searchsorted(numbers, some)
    places[places == len(numbers)] = 0
    found: NDArray[np.bool_] = numbers[places] == some
    return found
