"""Ranking where posting lists are long: in goes a question, out come the very scores of ``indexer.ranking``, added up in arrays.

Each sum is an array over all clauses, and a list's part is added to it at one stroke, in the order in which ``indexer.ranking`` adds it:
so no score differs in a single bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.scripts import count_han
from indexer.association import renderings_of
from indexer.cited import lifts
from indexer.fields import DOCUMENT_COLUMN, FIELDS, length_column
from indexer.phrases import find_phrases
from indexer.ranking import (
    AS_TYPED,
    COVERAGE_INFLUENCE,
    DOCUMENT_SUPPORT,
    FIELD_WEIGHTS,
    LENGTH_INFLUENCE,
    PARTS_OF_CONCEPT,
    RENDERING_WEIGHT,
    SUPPORT_DEPTH,
    SUPPORTING_CLAUSES,
    mined_phrases,
    rarity,
    saturated,
    weight_as_word,
)
from indexer.time_limit import check_time
from indexer.vectors import number_column, posting_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from indexer.association import Rendering
    from indexer.phrases import Occurrences
    from indexer.phrases_asked import MinedPhrase
    from indexer.question import Question, Term, Unit
    from indexer.ranking import Statistics
    from indexer.reader import ClauseReader
    from indexer.vectors import Numbers, Values


class Ranker:
    """The sums for one question."""

    def __init__(self, reader: ClauseReader, statistics: Statistics) -> None:
        """Begin with nothing."""
        self._reader = reader
        self._statistics = statistics
        self._size = reader.size
        self._scores, self._covered, self._gained = (np.zeros(self._size) for _ in range(3))
        self._norms: dict[str, Values] = {}

    def rank(self, question: Question) -> dict[int, float]:
        """Return what ``indexer.ranking.rank`` does."""
        asked = 0.0
        required: Numbers | None = None
        for phrase, occurrences in zip(question.phrases, find_phrases(self._reader, question.phrases), strict=True):
            numbers, frequencies = self._phrase(occurrences)
            rare = rarity(self._statistics, len(numbers))
            asked += rare * len(phrase.terms)
            self._scores[numbers] += rare * len(phrase.terms) * saturated(frequencies)
            self._covered[numbers] += rare * len(phrase.terms)
            required = numbers if required is None else np.intersect1d(required, numbers)
        for unit in question.units:
            asked += self._add_unit(unit, mined=not question.exact)
        for mined in mined_phrases(self._reader, question):
            asked += self._add_mined(mined)
        numbers = np.flatnonzero(self._covered) if required is None else required[self._covered[required] != 0]
        distinct, which = np.unique(self._covered[numbers], return_inverse=True)
        # By Python's own power: numpy's may differ in the last bit.
        shares = np.array([(covered / asked) ** COVERAGE_INFLUENCE for covered in distinct.tolist()])[which]
        scores = self._supported(numbers, self._scores[numbers] * shares) + self._gained[numbers] * shares
        return dict(zip(numbers.tolist(), scores.tolist(), strict=True))

    def _supported(self, numbers: Numbers, scores: Values) -> Values:
        """Return the scores with what each clause gets of its document, all of whose clauses lie in one segment."""
        if not len(numbers):
            return scores
        depth = min(len(scores), SUPPORT_DEPTH)
        least = np.partition(scores, len(scores) - depth)[len(scores) - depth]
        supported = scores.copy()
        for column, (first, last) in zip(self._reader.segment_columns(DOCUMENT_COLUMN), self._reader.ranges(), strict=True):
            here = slice(*np.searchsorted(numbers, (first, last)))
            documents = np.asarray(column.references)[numbers[here] - first]
            best: dict[int, list[float]] = {}
            top = scores[here] >= least
            for document, score in zip(documents[top].tolist(), scores[here][top].tolist(), strict=True):
                best.setdefault(document, []).append(score)
            support = np.zeros(len(column.values))
            for document, found in best.items():
                if column.values[document]:
                    support[document] = sum(sorted(found)[-SUPPORTING_CLAUSES:]) / SUPPORTING_CLAUSES
            supported[here] += DOCUMENT_SUPPORT * support[documents]
        top = np.flatnonzero(scores >= least)
        for place, (_, lift) in zip(top.tolist(), lifts(self._reader, numbers[top].tolist()), strict=True):
            supported[place] *= lift
        return supported

    def _add_unit(self, unit: Unit, *, mined: bool) -> float:
        """Add the unit's part to the sums; return what covering all of it would count."""
        shares = np.zeros(self._size)
        own, documents = self._own_scores(unit, shares)
        standing = float(documents)
        associations = self._reader.associations() if mined else None
        groups = renderings_of(associations, unit) if associations else []
        weight = weight_as_word(unit)
        rendered = np.zeros(self._size)
        for group in groups:
            numbers, frequencies, having, document_frequency = self._rendered(group)
            rare = rarity(self._statistics, document_frequency)
            standing += document_frequency / len(groups)
            rendered[numbers] += RENDERING_WEIGHT * weight * rare * saturated(frequencies) / len(groups)
            shares[numbers] += having / len(groups)
        if unit.kind == "concept" and groups:
            across = np.where(self._written_in(b"en" if count_han(unit.written) else b"zh"), RENDERING_WEIGHT, 1.0)
            self._scores += np.maximum(across * own, rendered)
        else:
            self._scores += own
            self._scores += rendered
        importance = unit.breadth * rarity(self._statistics, standing)
        touched = np.flatnonzero(shares)
        self._covered[touched] += importance * np.minimum(1.0, shares[touched])
        return importance

    def _add_mined(self, mined: MinedPhrase) -> float:
        """Add the part of a mined phrase to the sums, see ``indexer.ranking``; return what covering it would count."""
        own, *others = (posting_arrays(self._reader, "text", term)[0] for term in mined.terms)
        for numbers in others:
            own = np.intersect1d(own, numbers, assume_unique=True)
        numbers, frequencies, having, standing = self._rendered(mined.renderings, saturating=True)
        importance = mined.weight * rarity(self._statistics, len(own) + standing)
        self._scores[own] += mined.weight * rarity(self._statistics, len(own))
        self._covered[own] += importance
        other = ~np.isin(numbers, own)
        rare = rarity(self._statistics, standing)
        self._scores[numbers[other]] += RENDERING_WEIGHT * mined.weight * rare * saturated(frequencies[other])
        self._covered[numbers[other]] += importance * np.minimum(1.0, having[other])
        return importance

    def _written_in(self, language: bytes) -> NDArray[np.bool_]:
        """Return for each clause whether it is in ``language``."""
        found = np.zeros(self._size, bool)
        for column, (first, last) in zip(self._reader.segment_columns("lang"), self._reader.ranges(), strict=True):
            found[first:last] = np.array([value == language for value in column.values])[np.asarray(column.references)]
        return found

    def _own_scores(self, unit: Unit, shares: Values) -> tuple[Values, int]:
        """Return what each clause gets for the unit's own terms, and in how many clauses the unit stands; add the shares that it has."""
        whole, *parts = unit.terms
        concept = unit.kind == "concept"
        numbers, scores, standing = self._term_scores(whole)
        in_words = np.zeros(self._size)
        for term in parts:
            having, part_scores, _ = self._term_scores(term)
            in_words[having] += part_scores
            shares[having] += term.share
        shares[numbers] += whole.share
        words = in_words[numbers]
        own = PARTS_OF_CONCEPT * in_words if concept else in_words
        own[numbers] = np.maximum(scores, words) if concept else scores + words
        if concept and not count_han(unit.written):
            typed = numbers
            for term in parts:
                typed = np.intersect1d(typed, posting_arrays(self._reader, "text", term.text)[0], assume_unique=True)
            self._gained[typed] += AS_TYPED * scores[np.searchsorted(numbers, typed)]
        return own, standing

    def _term_scores(self, term: Term) -> tuple[Numbers, Values, int]:
        numbers, frequencies, document_frequency = self._frequencies(term.text)
        weight = term.weight * rarity(self._statistics, document_frequency)
        return numbers, weight * saturated(frequencies), document_frequency

    def _rendered(self, group: Iterable[Rendering], *, saturating: bool = False) -> tuple[Numbers, Values, Values, float]:
        """Return the clauses with a term's renderings, their frequency, the share of them each has, and in how many they stand."""
        frequencies, shares = np.zeros(self._size), np.zeros(self._size)
        standing = 0.0
        for row in group:
            numbers, found, document_frequency = self._frequencies(row.term)
            standing += row.share * document_frequency
            frequencies[numbers] += row.share * (saturated(found) if saturating else found)
            shares[numbers] += row.share
        touched = np.flatnonzero(shares)
        return touched, frequencies[touched], shares[touched], standing

    def _frequencies(self, term: str) -> tuple[Numbers, Values, int]:
        """Return the clauses with ``term``, their weighted frequency, and in how many it stands, see ``indexer.ranking``."""
        check_time()
        found = [(field, *posting_arrays(self._reader, field, term)) for field in FIELDS]
        document_frequency = len(np.unique(np.concatenate([numbers for field, numbers, _ in found if field != "title"])))
        numbers, weighted = self._added(found)
        return numbers, weighted, document_frequency or len(numbers)

    def _phrase(self, occurrences: Occurrences) -> tuple[Numbers, Values]:
        check_time()
        return self._added(
            [
                (field, np.fromiter(times.keys(), np.int64, len(times)), np.fromiter(times.values(), np.float64, len(times)))
                for field, times in occurrences.items()
            ]
        )

    def _added(self, found: Iterable[tuple[str, Numbers, Values]]) -> tuple[Numbers, Values]:
        """Return all clauses with their frequencies, divided by each field's relative length and weighted, added up."""
        standing = [(field, numbers, frequencies) for field, numbers, frequencies in found if len(numbers)]
        if len(standing) == 1:
            ((field, numbers, frequencies),) = standing
            return numbers, FIELD_WEIGHTS[field] * frequencies / self._norm(field)[numbers]
        total = np.zeros(self._size)
        for field, numbers, frequencies in standing:
            total[numbers] += FIELD_WEIGHTS[field] * frequencies / self._norm(field)[numbers]
        touched = np.flatnonzero(total)
        return touched, total[touched]

    def _norm(self, field: str) -> Values:
        if field not in self._norms:
            influence = LENGTH_INFLUENCE[field]
            relative = number_column(self._reader, length_column(field)) / (self._statistics.average[field] or 1.0)
            self._norms[field] = 1 - influence + influence * relative
        return self._norms[field]
