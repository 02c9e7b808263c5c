"""Places: in go a text of a clause and what a question asks for, out come the spans of the text where it stands.

Only what is asked for is looked for, as words, labels or characters, so that an English question needs no segmenter for a Chinese
text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from corpus.concepts import concepts
from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.model import CleanSpan
from corpus.scripts import HAN_CLASS, count_han
from indexer.conditions import Begins, Has
from indexer.numbers import find_numbers, number_term
from indexer.phrases import loose_pattern, phrase_pattern
from indexer.time_limit import check_time
from indexer.tokens import STEM_CHANGES, cut_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.conditions import Close, Stands
    from indexer.question import Unit

_HAN_PER_WORD = 2
"""Han characters between two places of a text that count as one word of NEAR: the mean length of a Chinese word."""

_LEAST_LETTERS = 5
"""Of a stem of which three letters are looked for in the text; a shorter one begins too many words. Of 100,000 clauses, 7,490 of which have
both words, shall NEAR authority takes .78 s so, and 1.93 where all words of each text are cut."""


class Found(NamedTuple):
    """Where a unit stands in a text, and the characters there; ``whole`` unless only a part of the unit stands there."""

    span: CleanSpan
    written: str
    whole: bool


class Text:
    """One text of a clause, prepared once for all units."""

    def __init__(self, text: str) -> None:
        """Fold the text."""
        self.written = text
        self.folded = fold(text)

    @cached_property
    def _numbers(self) -> dict[str, list[CleanSpan]]:
        spans: dict[str, list[CleanSpan]] = {}
        for match in find_numbers(self.folded):
            spans.setdefault(number_term(match.key), []).append(CleanSpan(match.start, match.end))
        return spans

    @cached_property
    def _words(self) -> dict[str, list[tuple[int, int]]]:
        places: dict[str, list[tuple[int, int]]] = {}
        for term, _, _, start, end in cut_latin(self.folded.text):
            places.setdefault(term, []).append((start, end))
        return places

    def _latin(self, term: str) -> Iterator[tuple[int, int]]:
        """Yield where a word stands. Cut is only what stands between blanks and has its beginning: to cut all takes five times as long."""
        text, beginning = self.folded.text, term[:-STEM_CHANGES]
        found = text.find(beginning)
        while found >= 0:
            start = text.rfind(" ", 0, found) + 1
            end = text.find(" ", found)
            end = len(text) if end < 0 else end
            for cut, _, _, first, after in cut_latin(text[start:end]):
                if cut == term:
                    yield start + first, start + after
            found = text.find(beginning, end)

    def find(self, unit: Unit) -> list[Found]:
        """Return where the unit stands; where it does not, where parts of it do."""
        if unit.kind == "concept":
            whole = [CleanSpan(match.start, match.end) for match in concepts().only(unit.concept_id).find(self.written)]
        elif unit.kind == "number":
            whole = self._numbers.get(unit.terms[0].text, [])
        else:
            whole = self._places(unit.terms[0].text)
        if whole:
            return [self._match(span, whole=True) for span in whole]
        return [self._match(span, whole=False) for term in unit.terms[1:] for span in self._places(term.text)]

    def _match(self, span: CleanSpan, *, whole: bool) -> Found:
        return Found(span, " ".join(self.written[span.start : span.end].split()), whole)

    def _places(self, term: str) -> list[CleanSpan]:
        if not count_han(term):
            seldom = len(term) >= _LEAST_LETTERS and not term[0].isdigit()
            return [self.folded.span(*place) for place in (self._latin(term) if seldom else self._words.get(term, ()))]
        return [self.folded.span(*found.span()) for found in re.finditer(loose_pattern(term), self.folded.text)]


def stands_in(stands: Stands, text: str) -> bool:
    """Return whether the phrase stands in ``text``, where it is to be ``titled`` between 《 and 》."""
    key = match_key(text)
    found = phrase_pattern(stands.phrase.key).finditer(key)
    return any(not stands.titled or _in_marks(key, *match.span()) for match in found)


def _in_marks(key: str, start: int, end: int) -> bool:
    return key.count("《", 0, start) > key.count("》", 0, start) and key.count("》", end) > key.count("《", end)


def begins_pattern(begins: Begins) -> re.Pattern[str]:
    """Return the pattern of words that begin so, for folded text; it matches a Latin word whole."""
    if count_han(begins.key):
        return phrase_pattern(begins.key)
    number = r"(?<![0-9][.,])" if begins.key[0].isdigit() else ""
    return re.compile(rf"(?<![^\W_{HAN_CLASS}])(?<![^\W_]'){number}{re.escape(begins.key)}[^\W_{HAN_CLASS}]*")


def is_close(close: Close, text: str) -> bool:
    """Return whether both sides stand in ``text`` with at most ``distance`` words between them."""
    return next(close_spans(close, text), None) is not None


def close_spans(close: Close, text: str) -> Iterator[tuple[CleanSpan, CleanSpan]]:
    """Yield the two spans of each pair of places that are close enough."""
    prepared = Text(text)
    left, right = (sorted(leaf_spans(side, prepared)) for side in (close.left, close.right))
    # From the side with fewer places to the next ones of the other: "the" has a hundred, and few are ever compared.
    swapped = len(right) < len(left)
    few, others = (right, left) if swapped else (left, right)
    starts = [other.start for other in others]
    ending = sorted(others, key=lambda other: other.end)
    ends = [other.end for other in ending]
    for one in few:
        check_time()
        behind = others[bisect_left(starts, one.end) :]
        before = ending[: bisect_right(ends, one.start)]
        near = [
            *_until_too_far(((other, text[one.end : other.start]) for other in behind), close.distance),
            *_until_too_far(((other, text[other.end : one.start]) for other in reversed(before)), close.distance),
        ]
        yield from ((other, one) if swapped else (one, other) for other in near)


def _until_too_far(others: Iterable[tuple[CleanSpan, str]], distance: int) -> Iterator[CleanSpan]:
    """Yield spans until the text that lies between, which grows from one to the next, has more words than ``distance``."""
    return (other for other, _ in takewhile(lambda pair: _has_at_most(distance, pair[1]), others))


def leaf_spans(leaf: Has | Stands | Begins, text: Text) -> Iterator[CleanSpan]:
    """Yield where the thing stands in ``text``."""
    if isinstance(leaf, Has):
        yield from (found.span for found in text.find(leaf.unit) if found.whole)
        return
    pattern = begins_pattern(leaf) if isinstance(leaf, Begins) else phrase_pattern(leaf.phrase.key)
    yield from (text.folded.span(*match.span()) for match in pattern.finditer(text.folded.text))


def _has_at_most(words: int, text: str) -> bool:
    """Return whether the text has so many words or fewer; no more of it is cut than tells."""
    left = words + count_han(text) // -_HAN_PER_WORD
    return left >= 0 and next(islice((kind for _, kind, *_ in cut_latin(fold(text).text) if kind == "word"), left, None), None) is None
