"""Phrases asked: in goes text, out come its phrases, for mining, and those of a question that were mined, with their renderings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS, count_han
from indexer.segment import segmenter
from indexer.stop_words import STOP_WORDS
from indexer.tokens import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from indexer.association import Rendering

MOST_WORDS = 2
MOST_HAN = 5
"""Of a phrase. First hits for terms on health, by any rendering: 2 words and 5 characters .787 and .773, 3 and 6 .788 and .774, 4 and 10
no more, at twice as much to keep."""

_LEAST_HAN = 2

LONGEST_TERM = 12
"""Han characters of a question in which Chinese phrases are looked for: in a sentence they drown what its words tell together. Every
sixth question from Taiwan's health laws to English, MRR@10, with them .890, without .902."""

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_LATIN_RUN = re.compile(r"[a-z][a-z']*(?:[\s-]+[a-z][a-z']*)*")
_BETWEEN_WORDS = re.compile(r"[\s-]+")


class MinedPhrase(NamedTuple):
    """A phrase of a question: what it weighs, the terms of a clause that says it, and its renderings."""

    written: str
    weight: float
    terms: tuple[str, ...]
    renderings: tuple[Rendering, ...]


def english_phrases(text: str) -> set[str]:
    """Return the pairs of neighbouring words that both say something, as their stems with spaces between."""
    found: set[str] = set()
    for words in _english_runs(text):
        for first in range(len(words)):
            found.update(_joined(words[first:after]) for after in range(first + 2, min(first + MOST_WORDS, len(words)) + 1))
    return found - {""}


def _joined(words: Sequence[str]) -> str:
    return "" if {words[0], words[-1]} & STOP_WORDS else " ".join(map(stem, words))


def _english_runs(text: str) -> Iterator[list[str]]:
    return (_BETWEEN_WORDS.split(run) for run in _LATIN_RUN.findall(match_key(text)))


def chinese_phrases(text: str) -> set[str]:
    """Return the runs of Han characters, no single words, that begin and end where words or parts of them do."""
    found: set[str] = set()
    for run in _HAN_RUN.findall(match_key(text)):
        words = {(word.start, word.end) for word in segmenter().words(run)}
        borders = sorted({place for word in words for place in word})
        for start in borders:
            ends = (end for end in borders if _LEAST_HAN <= end - start <= MOST_HAN and (start, end) not in words)
            found.update(run[start:end] for end in ends if not {run[start], run[end - 1]} & STOP_WORDS)
    return found


def phrases_asked(texts: Sequence[str], renderings: Callable[[str], tuple[Rendering, ...]]) -> Iterator[MinedPhrase]:
    """Yield the longest phrases of a question's ``texts`` of which renderings were mined, none overlapping."""
    for key in map(match_key, texts):
        for words in _english_runs(key):
            stems = list(map(stem, words))
            yield from _longest(stems, " ", range(MOST_WORDS, 1, -1), renderings)
        for run in _HAN_RUN.findall(key) if count_han(key) <= LONGEST_TERM else ():
            yield from _longest(run, "", range(MOST_HAN, _LEAST_HAN - 1, -1), renderings)


def _longest(
    units: Sequence[str], between: str, lengths: range, renderings: Callable[[str], tuple[Rendering, ...]]
) -> Iterator[MinedPhrase]:
    place = 0
    while place < len(units):
        pieces = (units[place : place + length] for length in lengths if place + length <= len(units))
        known = ((piece, rows) for piece in pieces if (rows := renderings(between.join(piece))))
        piece, rows = next(known, (units[place : place + 1], ()))
        if rows:
            terms = tuple(piece) if between else tuple("".join(piece[at : at + 2]) for at in range(len(piece) - 1))
            yield MinedPhrase(between.join(piece), float(len(piece)), terms, rows)
        place += len(piece)
