"""Questions: in goes a query as it was typed, out come the units that a clause should hold and the phrases that it must hold.

A unit is what a person would call one thing asked for: a concept, by whatever label it was named, a document number, or a word. It
counts once, however many terms stand for it in the index.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from corpus.concepts import concepts
from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.scripts import count_han
from indexer.errors import QueryError
from indexer.numbers import find_numbers, number_term
from indexer.schema import concept_term
from indexer.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.concepts import ConceptMatch
    from indexer.citations import Citation
    from indexer.tokens import Token

MAX_QUERY_LENGTH = 1000
"""Code points. The longest title of a State Council document that we met has 112."""

MAX_UNITS = 64
"""A pasted sentence of law has 20 to 40 words; each unit costs a pass over its postings."""

MAX_TERMS = 256
"""A sentence of 40 Chinese words has up to 200: words, the parts of long ones, neighbours. A chain of 300 hyphens has more."""

MAX_PHRASES = 8
"""Each is looked for in the text of every clause that has its terms: 55 µs a clause."""

CONCEPT_WORD_WEIGHT = 0.3
"""What the single words of a concept's label weigh beside the concept: a label nested in another way still scores, but "medical"
alone must not lift a clause on medical devices above one on 医联体."""

CONCEPT_WORD_SHARE = 0.5
"""How much of a concept counts as found where all words of its label stand in a clause, but not as a label."""

_NUMBER_BREADTH = 2.0
"""A document number counts as its year and its number."""

_HAN_PER_WORD = 2
"""Chinese words of policy language have 2.0 characters on average; a concept weighs as much as the words of its label."""

_MAY_CITE = re.compile(
    r"[条條第号號#\]〕]|\b(?:art|sec|no)\b|\b(?:article|section)|[一二三四五六七八九十\d][、.．]?\s?[（(]|\d\.\d", re.IGNORECASE
)
"""Without one of these nothing is cited: 第N条, 第二部分, 五（二）, 5.2, Article, a document's number."""

_PHRASE = re.compile('["“”„＂]([^"“”„＂]*)["“”„＂]')

_QUOTED_SHORT_NAME = re.compile('((?:以下|简|簡)[称稱]为?|hereinafter [a-z ]*)["“”„＂]([^"“”„＂]{1,60})["“”„＂]')
"""（以下简称“药品法”） defines a name; its quotes ask for no phrase."""

STOP_WORDS = frozenset("的了和与及或在是为等对以之也就都而其并") | frozenset(
    """a an and are as at be been by for from has have in into is it its of on or that the their there these this those to was
    were which who will with""".split()  # as a list it takes forty lines
)
"""Words that say nothing of a clause's subject; dropped from a question unless nothing else is left."""

_Item = TypeVar("_Item")

Kind: TypeAlias = Literal["concept", "number", "word"]


class Term(NamedTuple):
    """A term of the index that stands for a unit: its weight in the score, and the share of the unit that it is."""

    text: str
    weight: float
    share: float


class Unit(NamedTuple):
    """One thing asked for. ``breadth`` is how many words it stands for; 0 for a hint, which adds to the score and finds nothing.

    The first of its terms is the unit itself, the others are parts of it. Hints are the pairs of Han characters across the border
    of two words, which tell 薪酬制度 from 制度 … 薪酬, and the agency before a document number.
    """

    kind: Kind
    written: str
    terms: tuple[Term, ...]
    breadth: float
    concept_id: str = ""


class Phrase(NamedTuple):
    """Text that must stand in a clause exactly: its match key, and the terms that every such clause has."""

    written: str
    key: str
    terms: tuple[str, ...]

    @property
    def is_pair(self) -> bool:
        """Whether it is two Han characters: then each clause with its one term holds it, and no text needs to be looked at."""
        return len(self.key) == count_han(self.key) == len("医院")


class Question(NamedTuple):
    """A query, understood; ``notes`` tell what of it the index cannot answer."""

    units: tuple[Unit, ...]
    phrases: tuple[Phrase, ...]
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()


def _no_works(_name: str) -> bool:
    return False


def understand(query: str, works: Callable[[str], bool] = _no_works) -> Question:
    """Return what ``query`` asks for: ``"phrases"`` in quotes, citations, concepts by longest match, and the words that are left.

    ``works`` tells whether the index has a work of a name (see ``indexer.names``): only what it has is cited.

    Raises ``QueryError`` for a query that is empty, has nothing but punctuation, or is too long.
    """
    if len(query) > MAX_QUERY_LENGTH:
        raise QueryError(f"the query has {len(query)} characters, at most {MAX_QUERY_LENGTH} are read; shorten it")
    query = _QUOTED_SHORT_NAME.sub(r"\1\2", query)
    if not query.strip():
        raise QueryError('the query is empty; give words, a concept, or a "phrase" in quotes')
    phrases = tuple(filter(None, map(_phrase, _distinct(found[1] for found in _PHRASE.finditer(query)))))
    units: dict[tuple[Term, ...], Unit] = {}
    stretches, citations, notes = _cut_citations(_PHRASE.sub('"', query).split('"'), works)
    for stretch in stretches:
        for unit in _units(stretch):
            units.setdefault(unit.terms, unit)
    telling = [unit for unit in units.values() if unit.written not in STOP_WORDS]
    finding = any(unit.breadth for unit in telling)
    kept = tuple(telling if finding or phrases else units.values())
    if not (kept or phrases or citations):
        raise QueryError(f'the query {query.strip()[:40]!r} has no word in it; give words, a concept, or a "phrase" in quotes')
    question = Question(kept, phrases, citations, notes)
    _check_size(question)
    return question


def _cut_citations(stretches: list[str], works: Callable[[str], bool]) -> tuple[list[str], tuple[Citation, ...], tuple[str, ...]]:
    """Return unquoted text without its citations, these, and notes on what is cited and not there."""
    if not any(_MAY_CITE.search(stretch) for stretch in stretches):
        return stretches, (), ()
    from indexer.citations import read_citations  # noqa: PLC0415  # most questions cite nothing

    read = [read_citations(stretch, works) for stretch in stretches]
    citations = _distinct(citation for cited in read for citation in cited.citations)
    notes = _distinct(note for cited in read for note in cited.notes)
    return [rest for cited in read for rest in cited.rest], tuple(citations), tuple(notes)


def _check_size(question: Question) -> None:
    """Raise ``QueryError`` for a question that would cost more than a person waits for."""
    for what, count, limit in (
        ("phrases", len(question.phrases), MAX_PHRASES),
        ("citations", len(question.citations), MAX_UNITS),
        ("words and phrases", sum(unit.breadth > 0 for unit in question.units) + len(question.phrases), MAX_UNITS),
        ("words and parts of words", sum(len(unit.terms) for unit in question.units), MAX_TERMS),
    ):
        if count > limit:
            raise QueryError(f"the query has {count} {what}, at most {limit} are read; shorten it")


def _distinct(items: Iterable[_Item]) -> list[_Item]:
    return list(dict.fromkeys(items))


def _phrase(written: str) -> Phrase | None:
    """Return the phrase, or None where there is no word in it; raise ``QueryError`` where no term is sure to be there."""
    tokens = list(tokenize(written))
    if not tokens:
        return None
    # The text around a phrase may make other words of it: of Han characters only the pairs are certain, of a-b-c the parts.
    certain = [token.text for token in tokens if token.kind == "bigram" or not (count_han(token.text) or "-" in token.text)]
    if not certain:
        raise QueryError(f'the phrase "{written.strip()}" is too short to be found; give two characters, or leave out the quotes')
    return Phrase(written.strip(), match_key(written), tuple(_distinct(certain)))


def _units(stretch: str) -> Iterator[Unit]:
    """Yield the units of unquoted text: each document number is one, the agency before it a hint."""
    position = 0
    for match in find_numbers(fold(stretch)):
        agency = max(match.agency, position)
        yield from _concepts_and_words(stretch[position:agency])
        yield Unit("number", stretch[match.start : match.end], (Term(number_term(match.key), _NUMBER_BREADTH, 1.0),), _NUMBER_BREADTH)
        yield from (word._replace(breadth=0.0) for word in _words(stretch[agency : match.start]))
        position = match.end
    yield from _concepts_and_words(stretch[position:])


def _concepts_and_words(stretch: str) -> Iterator[Unit]:
    """Yield the units of text without numbers: each concept's span is one, the text between them is cut into words."""
    position = 0
    for match in concepts().longest(stretch):
        yield from _words(stretch[position : match.start])
        yield _concept(match, stretch[match.start : match.end])
        position = match.end
    yield from _words(stretch[position:])


def _concept(match: ConceptMatch, written: str) -> Unit:
    tokens = list(tokenize(written))
    han = count_han(written)
    words = sum(token.kind == "word" for token in tokens if not count_han(token.text))
    breadth = words + math.ceil(han / _HAN_PER_WORD)
    parts = [token for token in tokens if token.kind == ("bigram" if count_han(token.text) else "word")]
    share = CONCEPT_WORD_SHARE / max(1, len(parts))
    terms = [Term(concept_term(match.concept_id), float(breadth), 1.0)]
    terms += [Term(text, CONCEPT_WORD_WEIGHT, share) for text in _distinct(part.text for part in parts)]
    return Unit("concept", written, tuple(terms), float(breadth), match.concept_id)


def _words(stretch: str) -> Iterator[Unit]:
    tokens = list(tokenize(stretch))
    whole = [token for token in tokens if token.kind == "word"]
    for word in whole:
        inner = [token for token in tokens if token.kind != "word" and word.start <= token.start and token.end <= word.end]
        yield _word(word, inner, match_key(stretch[word.start : word.end]))
    for token in tokens:
        if token.kind == "bigram" and not any(word.start <= token.start and token.end <= word.end for word in whole):
            yield Unit("word", match_key(stretch[token.start : token.end]), (Term(token.text, 1.0, 0.0),), 0.0)


def _word(word: Token, inner: list[Token], written: str) -> Unit:
    """Return the unit of a word: itself, and its parts, which share what the word itself would count."""
    texts = [text for text in _distinct(token.text for token in inner) if text != word.text]
    terms = [Term(word.text, 1.0, 1.0), *(Term(text, 1.0, 1.0 / len(texts)) for text in texts)]
    return Unit("word", written, tuple(terms), 1.0)
