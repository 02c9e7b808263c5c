"""Ranking: in goes a question, out come the clauses that answer it, each with its score.

BM25F (Robertson, Zaragoza, Taylor 2004): how often a term stands in each field, divided by that field's relative length, is added
up over the fields with their weights *before* it saturates. A unit's terms are added; then the sum is multiplied by a power of the
share of the question that the clause covers, so that a clause with all units comes before one with a single unit many times. A
clause whose document answers in other clauses too gets a part of theirs: one article seldom says by itself what it is about.

What was mined of a unit (``indexer.association``) counts as one term that stands wherever a rendering does, as often as its share
(probabilistic structured queries: Darwish and Oard 2003): a word with many renderings is as rare as they are together.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from corpus.matchkey import match_key
from corpus.scripts import count_han
from indexer.association import renderings_of
from indexer.cited import lifts
from indexer.fields import DOCUMENT_COLUMN, FIELDS, length_column
from indexer.phrases import find_phrases
from indexer.phrases_asked import phrases_asked
from indexer.time_limit import in_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.association import Rendering
    from indexer.phrases import Occurrences
    from indexer.phrases_asked import MinedPhrase
    from indexer.question import Question, Term, Unit
    from indexer.reader import ClauseReader
    from indexer.vectors import Values

_Frequency = TypeVar("_Frequency", float, "Values")

FIELD_WEIGHTS = {"text": 1.0, "heading": 1.5, "title": 0.2}
"""A heading says what its clause is about. A title says it of all clauses of its page alike: enough to put a page on the subject
first among equals, not enough to drown the clauses of other pages."""

SATURATION = 1.2
"""BM25's k1, its usual value."""

LENGTH_INFLUENCE = {"text": 0.75, "heading": 0.3, "title": 0.3}
"""BM25's b: its usual value for the text; headings are long because they are many, not because they say less."""


COVERAGE_INFLUENCE = 0.3
"""The power of the share covered. On the development half of the lay questions (``benchmarks/search_quality.py``) 1 loses .006 of
MRR@10 against .3, and 0 gains .004; without it a clause with one word many times passes one that has them all."""

DOCUMENT_SUPPORT = 0.8
"""What a clause gets of the mean score of its document's best clauses. MRR@10 on all of these questions: .6 .425, .8 .426, 1 .425;
0 loses .02. What the neighbouring clauses score loses .004 to .014 instead."""

SUPPORTING_CLAUSES = 12
"""A document's best clauses that make the mean; of a document with fewer, the rest counts as 0. 5 .413, 8 .416, 12 .419,
20 .418, all else as it was then."""

SUPPORT_DEPTH = 300
"""Best clauses among which documents are looked at: a document that says a word of the question in every clause is no better for it."""

RENDERING_WEIGHT = 0.5
"""What a mined rendering weighs beside the word that was typed: a clause that says the word itself comes first. Where renderings were
mined of a concept's name, the concept weighs as much in clauses of the other language, and the stronger of the two counts: the words
beside it have their renderings alone. MRR@10 over Taiwan's health laws, to English: the concept at its full weight, both added up, .79;
this .855; .4 .861, no concept .854."""


PARTS_OF_CONCEPT = 0.3
"""What the single words of a concept's name count where the concept is not: a label nested in another way still scores, but "medical"
alone must not lift a clause on medical devices above one on 医联体."""

AS_TYPED = 0.5
"""What a concept gains where all words stand by which the question named it: "salary reform" finds "salary reform" before 薪酬制度改革.
Open relevance tests that fail of 126: .3 6, .5 and .7 5. Not for Chinese names, whose pairs of characters count beside the words and
are more than the concept anyway: MRR@10 of lay questions with it .419, without .424."""


LONG = 1_000
LONG_ENOUGH_TO_IMPORT = 50_000
"""Postings from which arrays are faster: 2 µs each without them; with them 2 ms in all, and 100 ms for numpy where it is not there yet."""


class Statistics(NamedTuple):
    """The number of clauses, and the average number of words in each field."""

    clauses: int
    average: Mapping[str, float]


class _Sums(NamedTuple):
    """What is added up for each clause: its score, how much of the question it covers, what it gains by the words that were typed."""

    scores: dict[int, float]
    covered: dict[int, float]
    gained: dict[int, float]


def rank(reader: ClauseReader, statistics: Statistics, question: Question) -> dict[int, float]:
    """Return the score of every clause that has all phrases of the question and, where there are none, any of its units."""
    if _are_long(reader, question):
        from indexer.long_ranking import Ranker  # noqa: PLC0415  # numpy takes longer to import than a short list to add up

        return Ranker(reader, statistics).rank(question)
    sums = _Sums(defaultdict(float), defaultdict(float), defaultdict(float))
    asked = 0.0
    required: set[int] | None = None
    for phrase, occurrences in zip(question.phrases, find_phrases(reader, question.phrases), strict=True):
        found = _phrase_frequencies(reader, statistics, occurrences)
        rare = rarity(statistics, len(found))
        asked += rare * len(phrase.terms)
        for number, frequency in found.items():
            sums.scores[number] += rare * len(phrase.terms) * saturated(frequency)
            sums.covered[number] += rare * len(phrase.terms)
        required = set(found) if required is None else required & set(found)
    for unit in question.units:
        asked += _add_unit(reader, statistics, unit, sums, mined=not question.exact)
    for mined in mined_phrases(reader, question):
        asked += _add_mined(reader, statistics, mined, sums)
    share = {number: (covered / asked) ** COVERAGE_INFLUENCE for number, covered in sums.covered.items() if covered}
    found = {number: sums.scores[number] * part for number, part in share.items() if required is None or number in required}
    supported = _supported(reader, found)
    return {number: score + sums.gained.get(number, 0.0) * share[number] for number, score in supported.items()}


def mined_phrases(reader: ClauseReader, question: Question) -> list[MinedPhrase]:
    """Return the phrases of the question of which renderings were mined."""
    associations = None if question.exact else reader.associations()
    return list(phrases_asked(question.plain, associations.renderings)) if associations else []


def _are_long(reader: ClauseReader, question: Question) -> bool:
    """Return whether the question's posting lists are so long that arrays are faster; until numpy is there, all questions' together."""
    terms = {term.text for unit in question.units for term in unit.terms}
    if reader.size * len(terms) <= LONG:
        return False
    found = sum(reader.document_frequency(field, term) for term in terms for field in FIELDS)
    if found <= LONG or "numpy" in sys.modules:
        return found > LONG
    reader.ranked_singly += found
    return reader.ranked_singly > LONG_ENOUGH_TO_IMPORT


def _supported(reader: ClauseReader, scores: dict[int, float]) -> dict[int, float]:
    """Return the scores with what each clause gets of its document; the best clauses with what they gain where others cite it."""
    ordered = sorted(scores.values(), reverse=True)
    least = ordered[min(len(ordered), SUPPORT_DEPTH) - 1] if ordered else 0.0
    documents = reader.column(DOCUMENT_COLUMN)
    top = [number for number, score in in_time(scores.items()) if score >= least]
    best: dict[bytes, list[float]] = defaultdict(list)
    for number in top:
        best[documents[number]].append(scores[number])
    best.pop(b"", None)
    support = {document: sum(sorted(found)[-SUPPORTING_CLAUSES:]) / SUPPORTING_CLAUSES for document, found in best.items()}
    supported = {number: score + DOCUMENT_SUPPORT * support.get(documents[number], 0.0) for number, score in scores.items()}
    for number, lift in lifts(reader, top):
        supported[number] *= lift
    return supported


def _add_unit(reader: ClauseReader, statistics: Statistics, unit: Unit, sums: _Sums, *, mined: bool) -> float:
    """Add the unit's part to the sums; return what covering all of it would count."""
    shares: dict[int, float] = defaultdict(float)
    own, documents = _own_scores(reader, statistics, unit, sums, shares)
    standing = float(documents)
    associations = reader.associations() if mined else None
    groups = renderings_of(associations, unit) if associations else []
    weight = weight_as_word(unit)
    rendered: dict[int, float] = defaultdict(float)
    for group in groups:
        found, document_frequency = _rendered(reader, statistics, group)
        rare = rarity(statistics, document_frequency)
        standing += document_frequency / len(groups)
        for number, (frequency, share) in found.items():
            rendered[number] += RENDERING_WEIGHT * weight * rare * saturated(frequency) / len(groups)
            shares[number] += share / len(groups)
    if unit.kind == "concept" and groups:
        other = b"en" if count_han(unit.written) else b"zh"
        languages = reader.column("lang")
        for number, score in own.items():
            across = RENDERING_WEIGHT if languages[number] == other else 1.0
            sums.scores[number] += max(across * score, rendered.pop(number, 0.0))
        own = {}
    for scores in (own, rendered):
        for number, score in scores.items():
            sums.scores[number] += score
    importance = unit.breadth * rarity(statistics, standing)
    for number, share in shares.items():
        sums.covered[number] += importance * min(1.0, share)
    return importance


def _add_mined(reader: ClauseReader, statistics: Statistics, mined: MinedPhrase, sums: _Sums) -> float:
    """Add the part of a mined phrase to the sums; return what covering it would count.

    It comes on top of its words, in clauses that say all of them and in those that say what renders it. Two renderings count more than
    one that stands twice: 接触者 and 追踪 are halves of one.
    """
    own = set.intersection(*(set(reader.clauses_with("text", term)) for term in mined.terms))
    found, standing = _rendered(reader, statistics, mined.renderings, saturating=True)
    importance = mined.weight * rarity(statistics, len(own) + standing)
    for number in in_time(own):
        sums.scores[number] += mined.weight * rarity(statistics, len(own))
        sums.covered[number] += importance
    rare = rarity(statistics, standing)
    for number, (frequency, share) in found.items():
        if number not in own:
            sums.scores[number] += RENDERING_WEIGHT * mined.weight * rare * saturated(frequency)
            sums.covered[number] += importance * min(1.0, share)
    return importance


def weight_as_word(unit: Unit) -> float:
    """Return what a unit weighs, a concept at least as the word that its name is: 医院 is a word and a pair of characters, and weighs 2."""
    return max(term.weight for term in unit.terms if term == unit.terms[0] or term.text == match_key(unit.written))


def _own_scores(
    reader: ClauseReader, statistics: Statistics, unit: Unit, sums: _Sums, shares: dict[int, float]
) -> tuple[dict[int, float], int]:
    """Return what each clause gets for the unit's own terms, and in how many clauses the unit stands; add the shares that it has.

    A concept counts as the words by which it was named, or as itself, whichever is more: a clause that says these words must not be
    worse off because they are a concept, nor one that says others.
    """
    whole, *parts = unit.terms
    scores, standing = _term_scores(reader, statistics, whole)
    own: dict[int, float] = {}
    in_words: dict[int, float] = defaultdict(float)
    for term in parts:
        for number, score in _term_scores(reader, statistics, term)[0].items():
            in_words[number] += score
            shares[number] += term.share
    for number, score in scores.items():
        shares[number] += whole.share
        words = in_words.pop(number, 0.0)
        own[number] = max(score, words) if unit.kind == "concept" else score + words
    for number, score in in_words.items():
        own[number] = PARTS_OF_CONCEPT * score if unit.kind == "concept" else score
    if unit.kind == "concept" and not count_han(unit.written):
        for number in _as_typed(reader, unit, scores):
            sums.gained[number] += AS_TYPED * scores[number]
    return own, standing


def _term_scores(reader: ClauseReader, statistics: Statistics, term: Term) -> tuple[dict[int, float], int]:
    """Return what each clause gets for a term, and in how many clauses that stands."""
    found, document_frequency = _frequencies(reader, statistics, term.text)
    weight = term.weight * rarity(statistics, document_frequency)
    return {number: weight * saturated(frequency) for number, frequency in found.items()}, document_frequency


def _as_typed(reader: ClauseReader, unit: Unit, among: Iterable[int]) -> set[int]:
    """Return those clauses that say the concept in the words that were typed; a title of such words stands over others, too."""
    found = set(among)
    for term in unit.terms[1:]:
        found.intersection_update(reader.clauses_with("text", term.text))
    return found


def _rendered(
    reader: ClauseReader, statistics: Statistics, group: Iterable[Rendering], *, saturating: bool = False
) -> tuple[dict[int, tuple[float, float]], float]:
    """Return each clause's frequency of a term's renderings and the share of them it has, and in how many clauses they stand.

    ``saturating``: each rendering's frequency saturates by itself.
    """
    frequencies: dict[int, float] = defaultdict(float)
    shares: dict[int, float] = defaultdict(float)
    standing = 0.0
    for row in group:
        found, document_frequency = _frequencies(reader, statistics, row.term)
        standing += row.share * document_frequency
        for number, frequency in found.items():
            frequencies[number] += row.share * (saturated(frequency) if saturating else frequency)
            shares[number] += row.share
    return {number: (frequency, shares[number]) for number, frequency in frequencies.items()}, standing


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
    lengths = reader.column(length_column(field))
    average = statistics.average[field] or 1.0
    for number, frequency in in_time(occurrences):
        relative = lengths[number] / average
        found[number] += FIELD_WEIGHTS[field] * frequency / (1 - influence + influence * relative)


def rarity(statistics: Statistics, document_frequency: float) -> float:
    """Return BM25's inverse document frequency, in the form that is never negative.

    A word and its renderings may together stand in more clauses than there are; they tell as much as a word that stands in each.
    """
    return log(1 + (max(0.0, statistics.clauses - document_frequency) + 0.5) / (document_frequency + 0.5))


def saturated(frequency: _Frequency) -> _Frequency:
    """Return what a frequency counts, or each of an array of them."""
    return frequency * (SATURATION + 1) / (frequency + SATURATION)
