"""Translations: in go a page in Chinese and one in English, out comes how surely the one is a translation of the other.

No words are compared: numbers, dates and concepts at one place, by the numbering of articles, how long each article is, and what is
named in the titles. Laws of one pattern differ in little else (of speech therapists, of hearing specialists), so most of it must agree.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from cleaners.across.shingles import mark
from corpus._alignment_numbers import numbers_in
from corpus.concepts import concepts
from corpus.matchkey import fold_characters
from corpus.model import READ_KINDS
from corpus.numbering import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import Document
    from corpus.numbering import Opening

LANGUAGES = frozenset({"zh", "en"})

MIN_SECTIONS = 3
"""Numbered sections of a page that is compared."""

MAX_SECTIONS = 16
"""Sections that are looked at, from the first on. Of 300 laws of Taiwan as many find their other text by 16 as by 40, by 10 they are .01
fewer; and looking for concepts takes more time than all else that a page is compared by."""

CONCEPT_SECTIONS = 8
"""Sections of these in which concepts are looked for; by more as many laws find their other text, and it takes twice the time."""

FEATURES = 12
"""Numbers and concepts of a section of which pairs are made."""

ONE_IN = 2
"""Pairs of which one is kept as a mark: pairs stand in few pages. Of 300 laws of Taiwan among 1,062 the other text is among the candidates
for .993 of the English and .990 of the Chinese ones; by single numbers and concepts, which stand in many pages, for .93."""

MIN_NUMBERS, MIN_CONCEPTS, MIN_PLACES, MIN_LENGTHS, MIN_SHARED = 0.9, 0.2, 0.95, -0.2, 16
"""Share of the numbers of both pages, of their concepts and of their sections that are common; what the length of a section tells on
average, in bits; and how many numbers and concepts are common. Chosen on every other one of 1,062 laws of Taiwan."""

LEAD = 10.0
"""By how much a translation must be likelier than any other page, copies of it aside."""

_STRETCH, _SPREAD, _ANY_SPREAD = 1.25, 0.3, 0.9
"""Logarithm of how many letters of English a character of Chinese makes, on average; its spread in translations, and between any two
sections; so on both halves of these laws."""

_WORST = -4.0
"""What one section's length tells at least."""

_KINDS = ("place", "number", "concept", "title")
_BITS = 60
_LENGTH_BITS = 16
_MASK = (1 << 44) - 1
_FACTOR, _OTHER_FACTOR = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
_DROPPED, _PAIR_MASK = 40, (1 << 48) - 1
"""A pair is one number made of two, each multiplied by an odd number, as in ``cleaners.across.shingles``; the middle bits depend on all."""

_ARTICLE = "article"


class Figures(NamedTuple):
    """What a page has that its translation has: sections with their lengths, numbers and concepts by section, concepts of its title."""

    places: dict[int, int]
    numbers: frozenset[int]
    concepts: frozenset[int]
    title: frozenset[int]


class Sections(NamedTuple):
    """What of a page is kept: its figures as numbers below 2^62, and the marks by which a page in the other language finds it."""

    figures: list[int]
    marks: list[int]


def sections_of(document: Document) -> Sections:
    """Return the figures of a page and the marks of pairs of them; none of a page in neither language, or with hardly any numbering."""
    texts = list(islice(_sections(document), MAX_SECTIONS)) if document.lang in LANGUAGES else []
    if len(texts) < MIN_SECTIONS:
        return Sections([], [])
    figures: list[int] = []
    marks: set[int] = set()
    folded = _folded([text for _, text in texts])
    for number, (place, text) in enumerate(texts):
        numbers = _numbers(place, folded[number], chinese=document.lang == "zh")
        found = [*numbers, *(_concepts(place, text) if number < CONCEPT_SECTIONS else ())]
        features = [_packed(kind, name) for kind, name in found]
        figures += [_packed("place", place, min(len(text), (1 << _LENGTH_BITS) - 1)), *features]
        for one, other in combinations(sorted(features)[:FEATURES], 2):
            pair = (one * _FACTOR ^ other * _OTHER_FACTOR) >> _DROPPED & _PAIR_MASK
            if pair % (2 * ONE_IN) < 2:  # noqa: PLR2004  # the lowest bit says the language
                marks.add(pair & ~1 | (document.lang == "en"))
    figures += [_packed("title", match.concept_id) for match in concepts().find(document.title)]
    return Sections(figures, sorted(marks))


def in_other_language(marks: Iterable[int]) -> list[int]:
    """Return the marks by which pages in the other language are found."""
    return [number ^ 1 for number in marks]


def read_figures(packed: Iterable[int]) -> Figures:
    """Return the figures of a page as they are compared."""
    found: tuple[dict[int, int], set[int], set[int], set[int]] = ({}, set(), set(), set())
    for number in packed:
        kind, value = number >> _BITS, number & ((1 << _BITS) - 1)
        if kind == 0:
            found[0][value >> _LENGTH_BITS] = value & ((1 << _LENGTH_BITS) - 1)
        else:
            found[kind].add(value)  # type: ignore[union-attr]  # 0 alone is a dictionary
    return Figures(found[0], frozenset(found[1]), frozenset(found[2]), frozenset(found[3]))


def is_translation(chinese: Figures, english: Figures) -> bool:
    """Return whether so much agrees that the two can be one text."""
    together = (chinese.numbers & english.numbers) | (chinese.concepts & english.concepts)
    return (
        len(together) >= MIN_SHARED
        and _common(chinese.numbers, english.numbers) >= MIN_NUMBERS
        and _common(chinese.concepts, english.concepts) >= MIN_CONCEPTS
        and _common(chinese.places.keys(), english.places.keys()) >= MIN_PLACES
        and _lengths(chinese, english) / max(len(chinese.places.keys() | english.places.keys()), 1) >= MIN_LENGTHS
        and bool(chinese.title & english.title or not chinese.title | english.title)
    )


def likeness(chinese: Figures, english: Figures) -> float:
    """Return how much the figures of two pages agree, by which the likelier of two pages is told; below 0 where more disagree."""
    numbers, named = chinese.numbers & english.numbers, chinese.concepts & english.concepts
    return (
        3.0 * (len(numbers) + len(named))
        - 0.5 * len(chinese.numbers ^ english.numbers)
        - 0.25 * len(chinese.concepts ^ english.concepts)
        - len(chinese.places.keys() ^ english.places.keys())
        + _lengths(chinese, english)
    )


def why(chinese: Figures, english: Figures) -> str:
    """Return in words what agrees."""
    numbers, named = chinese.numbers & english.numbers, chinese.concepts & english.concepts
    places = chinese.places.keys() & english.places.keys()
    return (
        f"{len(numbers)} of {len(chinese.numbers | english.numbers)} numbers and {len(named)} concepts at the same places"
        f" of {len(places)} sections, of lengths that go together"
    )


def _common(ours: Iterable[int], theirs: Iterable[int]) -> float:
    one, other = set(ours), set(theirs)
    return len(one & other) / max(len(one | other), 1)


def _lengths(chinese: Figures, english: Figures) -> float:
    """Return what the lengths of the common sections tell, in bits."""
    bits = 0.0
    for place, length in chinese.places.items():
        if place in english.places:
            stretch = math.log(max(english.places[place], 1) / max(length, 1)) - _STRETCH
            told = math.log(_ANY_SPREAD / _SPREAD) - stretch**2 / 2 * (_SPREAD**-2 - _ANY_SPREAD**-2)
            bits += max(told, _WORST) / math.log(2)
    return bits


def _packed(kind: str, name: str, length: int | None = None) -> int:
    value = mark(kind, name) & _MASK
    return _KINDS.index(kind) << _BITS | (value if length is None else value << _LENGTH_BITS | length)


def _folded(texts: Sequence[str]) -> list[str]:
    """Return the match key of each text, its line ends as they are; of all together it takes a third of the time."""
    lines = iter(fold_characters("\n".join(texts)).split("\n"))
    return ["\n".join(" ".join(line.split()) for line in islice(lines, text.count("\n") + 1)) for text in texts]


def _numbers(place: str, folded: str, *, chinese: bool) -> Iterator[tuple[str, str]]:
    """Yield the numbers and dates of a folded section, each once, with its place."""
    for number in sorted(set(numbers_in(folded, chinese=chinese))):
        yield "number", f"{place} {number}"


def _concepts(place: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the concepts of a section, each once, with its place."""
    for concept in sorted({match.concept_id for match in concepts().find(text)}):
        yield "concept", f"{place} {concept}"


def _sections(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the sections of a page with their places: its articles, else what its outermost numbering numbers."""
    lines = [line for block in document.blocks if block.kind in READ_KINDS for line in block.text.split("\n")]
    openings: list[Opening | None] = []
    counts: Counter[tuple[bool, int]] = Counter()
    for line in lines:
        openings.append(found := opening(line))
        if found:
            counts[found.kind != _ARTICLE, found.rank] += 1
            if found.kind == _ARTICLE and counts[False, found.rank] == MIN_SECTIONS:
                break  # no other numbering is before that of articles: what numbers lines that nobody asks for need not be known
    level = min((level for level, count in counts.items() if count >= MIN_SECTIONS), default=None)
    seen: Counter[int] = Counter()
    place = ""
    text: list[str] = []
    for line, found in zip(lines, chain(openings, map(opening, lines[len(openings) :])), strict=True):
        if found and (found.kind != _ARTICLE, found.rank) == level:
            if place:
                yield place, "\n".join(text)
            seen[found.number] += 1
            place, text = f"{found.number}.{seen[found.number]}", [re.sub(r"^\s*-\d+", "", line[found.end :])]
        else:
            text.append(line)
    if place:
        yield place, "\n".join(text)
