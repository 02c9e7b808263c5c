"""Ranking: in goes a question, out come the clauses that answer it, each with its score.

BM25F (Robertson, Zaragoza, Taylor 2004): how often a term stands in each field, divided by that field's relative length, is added
up over the fields with their weights *before* it saturates. A unit's terms are added; then the sum is multiplied by the share of
the question that the clause covers, so that a clause with all units comes before one with a single unit many times.
"""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

from indexer.phrases import find_phrases
from indexer.schema import FIELDS, length_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.phrases import Occurrences
    from indexer.question import Question, Unit
    from indexer.reader import ClauseReader

FIELD_WEIGHTS = {"text": 1.0, "heading": 1.5, "title": 0.2}
"""A heading says what its clause is about. A title says it of all clauses of its page alike: enough to put a page on the subject
first among equals, not enough to drown the clauses of other pages."""

SATURATION = 1.2
"""BM25's k1, its usual value."""

LENGTH_INFLUENCE = {"text": 0.75, "heading": 0.3, "title": 0.3}
"""BM25's b: its usual value for the text; headings are long because they are many, not because they say less."""


class Statistics(NamedTuple):
    """The number of clauses, and the average number of words in each field."""

    clauses: int
    average: Mapping[str, float]


def rank(reader: ClauseReader, statistics: Statistics, question: Question) -> dict[int, float]:
    """Return the score of every clause that has all phrases of the question and, where there are none, any of its units."""
    scores: dict[int, float] = defaultdict(float)
    covered: dict[int, float] = defaultdict(float)
    asked = 0.0
    required: set[int] | None = None
    for phrase, occurrences in zip(question.phrases, find_phrases(reader, question.phrases), strict=True):
        found = _phrase_frequencies(reader, statistics, occurrences)
        rarity = _rarity(statistics, len(found))
        asked += rarity * len(phrase.terms)
        for number, frequency in found.items():
            scores[number] += rarity * len(phrase.terms) * _saturated(frequency)
            covered[number] += rarity * len(phrase.terms)
        required = set(found) if required is None else required & set(found)
    for unit in question.units:
        asked += _add_unit(reader, statistics, unit, scores, covered)
    return {
        number: score * covered[number] / asked
        for number, score in scores.items()
        if covered[number] and (required is None or number in required)
    }


def _add_unit(reader: ClauseReader, statistics: Statistics, unit: Unit, scores: dict[int, float], covered: dict[int, float]) -> float:
    """Add the unit's part to the scores and to what is covered; return what covering all of it would count."""
    shares: dict[int, float] = defaultdict(float)
    importance = 0.0
    for place, term in enumerate(unit.terms):
        found, document_frequency = _frequencies(reader, statistics, term.text)
        rarity = _rarity(statistics, document_frequency)
        if place == 0:
            importance = unit.breadth * rarity
        for number, frequency in found.items():
            scores[number] += term.weight * rarity * _saturated(frequency)
            shares[number] += term.share
    for number, share in shares.items():
        covered[number] += importance * min(1.0, share)
    return importance


def _frequencies(reader: ClauseReader, statistics: Statistics, term: str) -> tuple[dict[int, float], int]:
    """Return each clause's weighted frequency of ``term``, and in how many clauses it stands.

    A title counts for the latter only when the term stands nowhere else: it would make every word of a title common.
    """
    found: dict[int, float] = defaultdict(float)
    document_frequency = 0
    for field in FIELDS:
        if field == "title":
            document_frequency = len(found)
        _add_field(reader, statistics, field, reader.postings(field, term), found)
    return found, document_frequency or len(found)


def _phrase_frequencies(reader: ClauseReader, statistics: Statistics, occurrences: Occurrences) -> dict[int, float]:
    found: dict[int, float] = defaultdict(float)
    for field, times in occurrences.items():
        _add_field(reader, statistics, field, times.items(), found)
    return found


def _add_field(
    reader: ClauseReader, statistics: Statistics, field: str, occurrences: Iterable[tuple[int, float]], found: dict[int, float]
) -> None:
    """Add the frequencies in one field, divided by its relative length and weighted, to ``found``."""
    influence = LENGTH_INFLUENCE[field]
    column = length_column(field)
    average = statistics.average[field] or 1.0
    for number, frequency in occurrences:
        relative = reader.value(column, number) / average
        found[number] += FIELD_WEIGHTS[field] * frequency / (1 - influence + influence * relative)


def _rarity(statistics: Statistics, document_frequency: int) -> float:
    """Return BM25's inverse document frequency, in the form that is never negative."""
    return log(1 + (statistics.clauses - document_frequency + 0.5) / (document_frequency + 0.5))


def _saturated(frequency: float) -> float:
    return frequency * (SATURATION + 1) / (frequency + SATURATION)
