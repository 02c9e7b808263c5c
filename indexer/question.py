"""Questions: in goes a query as it was typed, out come the units that a clause should hold and the phrases that it must hold.

A unit is what a person would call one thing asked for: a concept, by whatever label it was named, or a word. It counts once,
however many terms stand for it in the index.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.scripts import count_han
from indexer.errors import QueryError
from indexer.schema import concept_term
from indexer.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.concepts import ConceptMatch
    from indexer.tokens import Token

MAX_QUERY_LENGTH = 1000
"""Code points. The longest title of a State Council document that we met has 112."""

MAX_UNITS = 64
"""A pasted sentence of law has 20 to 40 words; each unit costs a pass over its postings."""

CONCEPT_WORD_WEIGHT = 0.3
"""What the single words of a concept's label weigh beside the concept: a label nested in another way still scores, but "medical"
alone must not lift a clause on medical devices above one on 医联体."""

CONCEPT_WORD_SHARE = 0.5
"""How much of a concept counts as found where all words of its label stand in a clause, but not as a label."""

_HAN_PER_WORD = 2
"""Chinese words of policy language have 2.0 characters on average; a concept weighs as much as the words of its label."""

_PHRASE = re.compile('["“”„＂]([^"“”„＂]*)["“”„＂]')

STOP_WORDS = frozenset("的了和与及或在是为等对以之也就都而其并") | frozenset(
    """a an and are as at be been by for from has have in into is it its of on or that the their there these this those to was
    were which who will with""".split()  # as a list it takes forty lines
)
"""Words that say nothing of a clause's subject; dropped from a question unless nothing else is left."""

Kind: TypeAlias = Literal["concept", "word", "neighbours"]


class Term(NamedTuple):
    """A term of the index that stands for a unit: its weight in the score, and the share of the unit that it is.

    ``written`` is what to look for in a folded text to show the match; empty for a concept.
    """

    text: str
    weight: float
    share: float


class Unit(NamedTuple):
    """One thing asked for. ``breadth`` is how many words it stands for; 0 for neighbours, which only add to the score.

    The first of its terms is the unit itself, the others are parts of it. Neighbours are the pairs of Han characters across the
    border of two words: they tell 薪酬制度 from 制度 … 薪酬.
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


class Question(NamedTuple):
    """A query, understood."""

    units: tuple[Unit, ...]
    phrases: tuple[Phrase, ...]


def understand(query: str) -> Question:
    """Return what ``query`` asks for: ``"phrases"`` in quotes, concepts by longest match, and the words that are left.

    Raises ``QueryError`` for a query that is empty, has nothing but punctuation, or is too long.
    """
    if len(query) > MAX_QUERY_LENGTH:
        raise QueryError(f"the query has {len(query)} characters, at most {MAX_QUERY_LENGTH} are read; shorten it")
    if not query.strip():
        raise QueryError('the query is empty; give words, a concept, or a "phrase" in quotes')
    phrases = tuple(filter(None, map(_phrase, _distinct(found[1] for found in _PHRASE.finditer(query)))))
    units: dict[tuple[Term, ...], Unit] = {}
    for stretch in _PHRASE.sub('"', query).split('"'):
        for unit in _units(stretch):
            units.setdefault(unit.terms, unit)
    telling = [unit for unit in units.values() if unit.written not in STOP_WORDS]
    kept = telling if telling or phrases else list(units.values())
    if not kept and not phrases:
        raise QueryError(f'the query {query.strip()[:40]!r} has no word in it; give words, a concept, or a "phrase" in quotes')
    count = sum(unit.breadth > 0 for unit in kept) + len(phrases)
    if count > MAX_UNITS:
        raise QueryError(f"the query has {count} words and phrases, at most {MAX_UNITS} are read; shorten it")
    return Question(tuple(kept), phrases)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _phrase(written: str) -> Phrase | None:
    """Return the phrase, or None where there is no word in it."""
    tokens = list(tokenize(written))
    if not tokens:
        return None
    bigrams = [token.text for token in tokens if token.kind == "bigram"]
    # jieba may cut a phrase otherwise than the sentence around it, so of Han characters only the pairs are certain.
    certain = [token.text for token in tokens if token.kind == "word" and not count_han(token.text)]
    terms = _distinct([*bigrams, *certain]) or [token.text for token in tokens]
    return Phrase(written.strip(), match_key(written), tuple(terms))


def _units(stretch: str) -> Iterator[Unit]:
    """Yield the units of unquoted text: each concept's span is one, the text between them is cut into words."""
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
            yield Unit("neighbours", match_key(stretch[token.start : token.end]), (Term(token.text, 1.0, 0.0),), 0.0)


def _word(word: Token, inner: list[Token], written: str) -> Unit:
    """Return the unit of a word: itself, and its parts, which share what the word itself would count."""
    texts = [text for text in _distinct(token.text for token in inner) if text != word.text]
    terms = [Term(word.text, 1.0, 1.0), *(Term(text, 1.0, 1.0 / len(texts)) for text in texts)]
    return Unit("word", written, tuple(terms), 1.0)
