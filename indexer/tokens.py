"""Tokens: in goes text, out come the terms it is found by, each with its word number and its place in the text.

Latin text and numbers are cut by one regular expression; only runs of Han characters go to the segmenter, which spoils English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from whoosh.lang.porter import stem as porter_stem

from corpus.fold import fold
from corpus.scripts import HAN_CLASS
from indexer.segment import segmenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.fold import Folded

ANALYSIS_VERSION = "7"
"""Changes whenever the same clause gives other terms or columns: an index of another version is made again from scratch."""

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_LATIN = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*(?![^\W_])%?)"
    r"|(?P<word>[^\W_]+(?:'[^\W_]+)*(?P<more>(?:-[^\W_]+(?:'[^\W_]+)*)*))"
)
"""Applied between runs of Han characters, so that 2021 is a number in 2021年 as well. 1,200.5 and 35% are one number; 5g is a word."""
_PART = re.compile("[^-]+")

STEM_CHANGES = 2
"""Letters at the end of a word that Porter's stem may write otherwise (policy, polici)."""

Kind: TypeAlias = Literal["word", "part", "bigram"]


class Token(NamedTuple):
    """One term of a text.

    ``position`` is the number of its word, from 0; parts of a word share the word's, a bigram has that of the word it begins in.
    ``start`` and ``end`` are code points of the text as it was. A ``part`` is a word inside a word (medium and sized of
    medium-sized, 医疗 of 医疗保险); ``bigram`` is any two Han characters with at most white space between them.
    """

    text: str
    kind: Kind
    position: int
    start: int
    end: int


Cut: TypeAlias = tuple[str, Kind, int, int, int]
"""A token whose start and end are places in the folded text: where those in the text itself do not matter it is found in half the time."""


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``; see ``tokenize_folded``."""
    return tokenize_folded(fold(text))


def tokenize_folded(folded: Folded) -> Iterator[Token]:
    """Yield the tokens of a folded text in order of their words, a word before its parts and bigrams."""
    starts, ends = folded.starts, folded.ends
    return (Token(text, kind, position, starts[start], ends[end - 1]) for text, kind, position, start, end in cut(folded.text))


def latin_tokens(folded: Folded) -> Iterator[Token]:
    """Yield the tokens of folded text that are not Han, for which no segmenter is needed; positions count from each Han run."""
    starts, ends = folded.starts, folded.ends
    return (Token(text, kind, position, starts[start], ends[end - 1]) for text, kind, position, start, end in cut_latin(folded.text))


def cut(text: str) -> Iterator[Cut]:
    """Yield the tokens of a text that was folded, with their places in it.

    White space between Han characters (a line's end, 通　知) parts no words in Chinese, so a bigram leads across it.
    """
    position = 0
    last_han = None
    for (start, end), is_han in _stretches(text):
        if is_han and last_han is not None and text[last_han + 1 : start].isspace():
            yield text[last_han] + text[start], "bigram", position - 1, last_han, start + 1
        for token in (_cut_han if is_han else _cut_latin)(text, start, end, position):
            yield token
            position = max(position, token[2] + 1)
        last_han = end - 1 if is_han else last_han


def cut_latin(text: str) -> Iterator[Cut]:
    """Yield what ``cut`` does, of the tokens of ``latin_tokens``."""
    for stretch, is_han in _stretches(text):
        if not is_han:
            yield from _cut_latin(text, *stretch, 0)


def _stretches(text: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield start and end of each run of Han characters, and of what stands between them."""
    position = 0
    for run in _HAN_RUN.finditer(text):
        yield (position, run.start()), False
        yield run.span(), True
        position = run.end()
    yield (position, len(text)), False


def _cut_latin(text: str, start: int, end: int, position: int) -> Iterator[Cut]:
    for match in _LATIN.finditer(text, start, end):
        number, word, more = match.groups()
        first, after = match.span()
        if number:
            yield number.replace(",", ""), "word", position, first, after
        elif not more:
            yield stem(word), "word", position, first, after
        else:
            yield word, "word", position, first, after
            for part in _PART.finditer(text, first, after):
                yield stem(part[0]), "part", position, *part.span()
        position += 1


def _cut_han(text: str, start: int, end: int, position: int) -> Iterator[Cut]:
    run = text[start:end]
    last = len(run) - 1
    for word, first, after, whole in segmenter().words(run):
        if whole:
            yield word, "word", position, start + first, start + after
            for left in range(first, min(after, last)):
                yield run[left : left + 2], "bigram", position, start + left, start + left + 2
            position += 1
        else:
            yield word, "part", position - 1, start + first, start + after


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a folded English word by Porter's algorithm; 's is cut off, words of other scripts stay as they are."""
    word = word.removesuffix("'s")
    if not (word.isascii() and word.isalpha()):
        return word
    stemmed: str = porter_stem(word)
    return stemmed
