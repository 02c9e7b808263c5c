"""Did you mean: in goes a query that finds nothing, out come queries that would, by one or two slips of the keyboard or by pinyin.

A word is compared with the labels of all concepts and with the words of the index. What is offered is never searched unasked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.pinyin import is_pinyin, letters_of, reads_as, spellings
from corpus.scripts import HAN_CLASS, count_han
from indexer.stop_words import STOP_WORDS
from indexer.time_limit import in_time
from indexer.tokens import latin_tokens, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.concepts import Concepts
    from indexer.reader import ClauseReader

MAX_SUGGESTIONS = 3

_LETTERS_PER_SLIP = 4
"""One slip in a word of four letters or more, two in one of eight: Elasticsearch's "auto" fuzziness is near it (3 and 6)."""

_HAN_PER_SLIP = 3
"""医连体: of three characters one may be wrong; of two, every other word would do."""

MAX_SLIPS = 2

_MOST_TRIED = 12
"""Queries that are looked up before giving up."""

_MOST_PIECES = 4
"""Words of a query that are looked at, first those that the index lacks."""

_PIECE = re.compile(f"[{HAN_CLASS}]+|[^\\W\\d_{HAN_CLASS}]+(?:'[a-z]+)?")
_NO_WORDS = re.compile(r"""\b(?:title|heading|cites)[:：]|\b[a-z]+[:：]\s*(?:["“][^"”]*["”]?|\S+)|\b(?:AND|OR|NOT|NEAR)\b""")
"""Names of fields, the values of those that hold no running text, operators."""


def suggest(reader: ClauseReader, query: str, finds: Callable[[str], bool]) -> tuple[str, ...]:
    """Return at most three queries like ``query`` that find something, the likeliest first; ``finds`` tells whether one does."""
    skipped = [match.span() for match in _NO_WORDS.finditer(query)]
    pieces = [match for match in _PIECE.finditer(query) if not any(start <= match.start() < end for start, end in skipped)]
    unknown = [match for match in pieces if not _is_known(reader, match[0])][:_MOST_PIECES]
    together = _all_changed(reader, query, unknown) if len(unknown) > 1 else query
    offered = [together] if together != query and finds(together) else []
    pieces.sort(key=lambda match: match not in unknown)
    for match in islice(pieces, _MOST_PIECES):
        for other in islice(_instead_of(reader, match[0]), _MOST_TRIED):
            changed = query[: match.start()] + other + query[match.end() :]
            if changed not in offered and finds(changed):
                offered.append(changed)
            if len(offered) == MAX_SUGGESTIONS:
                return tuple(offered)
    return tuple(offered)


def _all_changed(reader: ClauseReader, query: str, unknown: Iterable[re.Match[str]]) -> str:
    """Return the query with the likeliest instead of each unknown word: of "salery refrom" both are wrong."""
    for match in sorted(unknown, key=lambda match: -match.start()):
        query = query[: match.start()] + next(iter(_instead_of(reader, match[0])), match[0]) + query[match.end() :]
    return query


def _is_known(reader: ClauseReader, word: str) -> bool:
    """Return whether the index has the word: what it lacks is likelier to be mistyped."""
    key = match_key(word)
    return key in STOP_WORDS or any(reader.document_frequency(field, stem(key)) for field in ("text", "heading", "title"))


def _instead_of(reader: ClauseReader, word: str) -> Iterator[str]:
    """Yield what may have been meant by ``word``, the likeliest first."""
    key = match_key(word)
    if count_han(key):
        yield from _homophones(key)
        yield from _nearest(key, _chinese_words(reader, key), len(key) // _HAN_PER_SLIP)
        return
    letters = letters_of(key)
    if is_pinyin(letters):
        yield from _read_as(letters)
    yield from _nearest(key, _english_words(reader, key), len(key) // _LETTERS_PER_SLIP)


def _nearest(key: str, words: Iterable[str], slips: int) -> list[str]:
    """Return the words within so many slips, nearest first, then those of the same beginning and length."""
    allowed = min(slips, MAX_SLIPS)
    near = {}
    for word in in_time(words):
        distance = edit_distance(key, match_key(word), allowed)
        if 0 < distance <= allowed:
            near[word] = (distance, word[:1] != key[:1], abs(len(word) - len(key)), word)
    return sorted(near, key=near.__getitem__)


def _chinese_words(reader: ClauseReader, key: str) -> Iterator[str]:
    """Yield labels and words of the index that share a character with ``key``."""
    characters = dict.fromkeys(key)
    yield from (label for label in concepts().zh_labels() if not characters.keys().isdisjoint(label))
    for character in characters:
        yield from (term for term in reader.terms("text", character) if len(term) > 1)


def _english_words(reader: ClauseReader, key: str) -> Iterator[str]:
    """Yield the words of labels, and those of the index that begin with the same letter, as they are written."""
    yield from _words_of_labels(concepts())
    slips = min(len(key) // _LETTERS_PER_SLIP, MAX_SLIPS)
    stemmed = stem(key)
    for term in in_time(reader.terms("text", key[:1])):
        if term.isascii() and term.isalpha() and edit_distance(stemmed, term, slips) <= slips:
            yield from _written(reader, term)


@lru_cache(maxsize=1)
def _words_of_labels(known: Concepts) -> tuple[str, ...]:
    return tuple(sorted({word for concept in known for label in concept.labels("en") for word in label.lower().split()}))


def _written(reader: ClauseReader, term: str) -> Iterator[str]:
    """Yield the shortest word with this stem in the first clause that has it: the index keeps stems, ambul for ambulance."""
    first = next(reader.postings("text", term), None)
    if first is not None:
        from corpus.fold import fold  # noqa: PLC0415  # few terms come this far

        folded = fold(reader.shown(first[0])["text"])
        words = {folded.text[token.start : token.end] for token in latin_tokens(folded) if token.text == term}
        yield from sorted(words, key=len)[:1]


def _read_as(letters: str) -> Iterator[str]:
    """Yield the Chinese labels that are read so, then the longest that the letters begin with: yiliantizhidu is 医联体 and more."""
    labels = [match_key(label) for label in concepts().zh_labels()]
    han = [label for label in labels if len(label) == count_han(label) > 1]
    yield from (label for label in han if reads_as(label, letters))
    begins = [label for label in han if len(label) < len(letters) and any(map(letters.startswith, spellings(label)))]
    yield from sorted(begins, key=lambda label: (-len(label), label))


def _homophones(key: str) -> Iterator[str]:
    """Yield labels that sound like ``key`` and are written otherwise."""
    sounds = set(spellings(key))
    for label in concepts().zh_labels():
        if len(label) == len(key) and label != key and not sounds.isdisjoint(spellings(label)):
            yield label


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return how many letters to add, take out, change or swap with their neighbour make one word the other; ``limit`` + 1 for more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place, *[0] * len(other)]
        for column, written in enumerate(other, start=1):
            row[column] = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (letter != written))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == written:
                row[column] = min(row[column], before[column - 2] + 1)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]
