"""Queries over one segment: in goes a query, out come the documents that it finds, in order, with the score of each, as arrays."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from whoosh import query as whoosh_query

from indexer.codec.best import NOTHING, Found, Joined, ListedPart, Norms, Scorer, TabledPart, best
from indexer.codec.in_a_row import among, in_a_row
from indexer.codec.ranges import LENGTHS, Ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from whoosh.searching import Searcher

    from indexer.codec.best import Part
    from indexer.codec.postings import PostingList
    from indexer.codec.reading import SegmentDocuments
    from indexer.vectors import Numbers, Values

    Admitted = Callable[[Found], Found]

_FEW = 32
"""Postings up to which one term's are scored one by one: numpy's calls, some thirty, take longer."""

_MANY = 45_000
"""Postings from which it is faster to score only those documents that may be among the best. Of 389,091 clauses, whole and so, in ms: two
words joined by Or, of 43,000 postings .38 and .45, of 55,000 .46 and .39; joined by And, of 42,000 .27 and .32, of 60,000 .55 and .31; six
by Or, of 26,000 .35 and .98; a phrase, of 30,000 .37 and 1.22, of 130,000 .87 and .44."""

_SPARSE = 16
"""A union of lists that have less than one document in so many is sorted; a longer one is added up over all documents. Six words joined by
Or, of 389,091 documents, take .32 ms so and .51 added up; where other programs have had the processor's caches, .79 and 1.02 (p50)."""
_PLACES = (1 << 16) - 1
"""Postings of a union that may be sorted, less one."""

_LEAST_BOOST = 1e-6
"""A term that is boosted by less, or by more than its inverse, is scored whole."""

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


class _Word(NamedTuple):
    """A word of a query: its place there, its list and what scores it."""

    place: int
    postings: PostingList
    scorer: Scorer


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
        """Return ``admitted`` documents that hold the best ``wanted`` of those that score ``least``.

        Return None for all but terms, one or several joined by And or Or, and phrases.
        """
        words = self._words(asked)
        if words is None:
            return None
        known = self._known(words)
        every = type(asked) is not whoosh_query.Or
        if not known or (every and len(known) < len(words)):
            return NOTHING
        if every:
            known.sort(key=lambda word: word.postings.count)
        stand = _standing(known) if type(asked) is whoosh_query.Phrase else None
        if sum(word.postings.count for word in known) >= _MANY or (len(known) == 1 and known[0].postings.table() is not None):
            return best(Joined([_part(word) for word in known], self._count, every, stand), wanted, least, admitted)
        parts = [ListedPart(word.postings, word.scorer) for word in known]
        found = _joined(parts, stand) if every else _union([part.found() for part in parts], self._count)
        return admitted(found) if admitted else found

    def _known(self, words: Sequence[Any]) -> list[_Word]:
        """Return those of the words that stand in the segment."""
        known = []
        for place, word in enumerate(words):
            term = self._bytes(word.fieldname, word.text)
            postings = self._list(word.fieldname, term)
            if postings is not None:
                known.append(_Word(place, postings, self._scorer(word.fieldname, term, word.boost)))
        return known

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
        return words if words and all(map(_is_plain_term, words)) else None

    def _is_plain(self, phrase: Any) -> bool:  # noqa: ANN401  # as above
        """Return whether a phrase is one that we can look for; Whoosh sees to the odd ones."""
        schema = self._searcher.schema
        name = phrase.fieldname
        return phrase.slop == 1 and len(phrase.words) > 1 and name in schema and schema[name].format.supports("positions")

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

    def _term(self, asked: Any) -> ListedPart | None:  # noqa: ANN401  # a query
        term = self._bytes(asked.fieldname, asked.text)
        postings = self._list(asked.fieldname, term)
        return None if postings is None else ListedPart(postings, self._scorer(asked.fieldname, term, asked.boost))

    def _whole(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        term = self._term(asked)
        return NOTHING if term is None else term.found()

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
        return _boosted(_union(found, self._count), asked)

    def _not(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        there = np.ones(self._count, bool)
        there[self.evaluate(asked.query).numbers] = False
        numbers = np.flatnonzero(there)
        return Found(numbers, np.ones(len(numbers)))

    def _phrase(self, asked: Any) -> Found:  # noqa: ANN401  # as above
        """Return the documents in which the words stand one right behind the other, with the sum of their scores."""
        if not self._is_plain(asked):
            raise NoArraysError
        known = self._known([whoosh_query.Term(asked.fieldname, word) for word in asked.words])
        if len(known) < len(asked.words):
            return NOTHING
        known.sort(key=lambda word: word.postings.count)
        return _boosted(_joined([ListedPart(word.postings, word.scorer) for word in known], _standing(known)), asked)


def _is_plain_term(word: Any) -> bool:  # noqa: ANN401  # a query
    """Return whether it is a term, boosted by so little that bounds of 32 bits hold its scores."""
    return type(word) is whoosh_query.Term and _LEAST_BOOST <= word.boost <= 1 / _LEAST_BOOST


def _part(word: _Word) -> Part:
    table = word.postings.table()
    return ListedPart(word.postings, word.scorer) if table is None else TabledPart(word.postings, Ranges(*table), word.scorer)


def _standing(words: Sequence[_Word]) -> Callable[[list[Numbers]], NDArray[np.bool_]]:
    """Return what tells of documents, given by their places in the lists of the words, whether these stand there as in the phrase."""
    lists, order = [word.postings for word in words], [word.place for word in words]
    return lambda places: in_a_row(lists, places, order)


def _union(found: Sequence[Found], documents: int) -> Found:
    """Return the documents of any part, of a segment of so many, with the sums of their scores in the order of the parts."""
    if not found:
        return NOTHING
    numbers = np.concatenate([one.numbers for one in found])
    scores = np.concatenate([one.scores for one in found])
    if len(numbers) * _SPARSE > documents or len(numbers) > _PLACES:
        total = np.bincount(numbers, scores)
        there = np.zeros(len(total), bool)
        there[numbers] = True
        numbers = there.nonzero()[0]
        return Found(numbers, total[numbers].astype(np.float64, copy=False))
    # Each with its place in the lower bits, so that numpy sorts numbers, which takes a quarter of the time of sorting places by them.
    order = (numbers << _PLACES.bit_length()) + np.arange(len(numbers))
    order.sort()
    numbers = order >> _PLACES.bit_length()
    first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    total = np.bincount(first.cumsum() - 1, scores[order & _PLACES])
    return Found(numbers[first], total.astype(np.float64, copy=False))


def _boosted(found: Found, asked: Any) -> Found:  # noqa: ANN401  # a query
    return found if asked.boost == 1.0 else Found(found.numbers, found.scores * asked.boost)


def _joined(operands: Sequence[_Operand], stand: Callable[[list[Numbers]], NDArray[np.bool_]] | None = None) -> Found:
    """Return the documents that all have and that ``stand``, with the sums of their scores, the fewest documents' first."""
    ordered = sorted(operands, key=lambda operand: len(operand.numbers))
    numbers = ordered[0].numbers
    places = [np.arange(len(numbers))]
    for operand in ordered[1:]:
        found = operand.numbers.searchsorted(numbers)
        found[found == len(operand.numbers)] = 0
        both = operand.numbers[found] == numbers if len(operand.numbers) else np.zeros(0, bool)
        numbers = numbers[both]
        places = [*(one[both] for one in places), found[both]]
    if stand:
        standing = stand(places)
        numbers, places = numbers[standing], [one[standing] for one in places]
    return Found(numbers, reduce(np.add, (operand.scored(at) for operand, at in zip(ordered, places, strict=True))))


def _kept(found: Found, numbers: Numbers, *, having: bool) -> Found:
    """Return of ``found`` what is among ``numbers``, or what is not."""
    there = among(found.numbers, numbers) == having
    return Found(found.numbers[there], found.scores[there])
