"""Why a clause matched: in go the question and a clause's texts, out come reasons in words and the matched spans of its text.

Only what the question asks for is looked for, as words, labels or characters, so that an English question needs no segmenter to
explain a Chinese hit.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from corpus.concepts import concepts
from corpus.fold import fold
from corpus.model import CleanSpan
from corpus.scripts import count_han
from indexer.numbers import find_numbers, number_term
from indexer.phrases import loose_pattern, phrase_spans
from indexer.tokens import latin_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.question import Phrase, Question, Unit

_PLACES = {"text": "", "heading": " (in heading)", "title": " (in title)", "number": " (in the document's number)"}
"""The fields in the order in which they are searched for a reason; the first that has one is named."""


class Explanation(NamedTuple):
    """Reasons, strongest first, and the spans of the clause's text that matched: in order, not overlapping."""

    why: tuple[str, ...]
    highlights: tuple[CleanSpan, ...]


class _Match(NamedTuple):
    """Where a unit stands in a text, and the characters there; ``whole`` unless only a part of the unit stands there."""

    span: CleanSpan
    written: str
    whole: bool


def explain(  # noqa: PLR0913  # what is searched of a clause
    question: Question, text: str, heading_path: Sequence[str], title: str, doc_numbers: Sequence[str] = (), *, cited: str = ""
) -> Explanation:
    """Return why the clause with this text, under these headings, of a document with this title and numbers, answers ``question``.

    ``cited`` is the reason of a clause that the question cites; it comes first.
    """
    written = {"text": (text,), "heading": heading_path, "title": (title,), "number": doc_numbers}
    fields = {place: list(map(_Text, texts)) for place, texts in written.items()}
    phrases = [*([cited] if cited else []), *(_phrase_reason(phrase, text) for phrase in question.phrases)]
    spans = [span for phrase in question.phrases for span in phrase_spans(text, phrase)]
    explanation = _explain_units([unit for unit in question.units if unit.breadth], fields, phrases, spans)
    # What was found and does not stand there can only be a concept that the list of today names otherwise.
    named = [f"concept {_preferred(unit.concept_id)}, by another list of concepts" for unit in question.units if unit.kind == "concept"]
    return explanation if explanation.why else Explanation(tuple(named), ())


def _explain_units(
    units: Iterable[Unit], fields: Mapping[str, Sequence[_Text]], phrases: Sequence[str], spans: Sequence[CleanSpan]
) -> Explanation:
    labels: list[str] = []
    words: dict[str, list[str]] = {place: [] for place in fields}
    marked = list(spans)
    for unit in units:
        found = {place: [match for text in texts for match in text.find(unit)] for place, texts in fields.items()}
        marked += [match.span for match in found["text"]]
        # A label in a heading tells more than a single word of it in the text.
        best = max(found, key=lambda place: (any(match.whole for match in found[place]), bool(found[place])))
        whole = next((match.written for match in found[best] if match.whole), None)
        if whole is None:
            words[best] += [match.written for match in found[best]]
        elif unit.kind == "concept":
            labels.append(f'concept {_preferred(unit.concept_id)} = "{whole}"{_PLACES[best]}')
        elif unit.kind == "number":
            labels.append(f'document number "{whole}"{_PLACES[best]}')
        else:
            words[best].append(whole)
    told = [f"words: {', '.join(_distinct(found))}{_PLACES[place]}" for place, found in words.items() if found]
    return Explanation((*phrases, *labels, *told), _merged(marked))


class _Text:
    """One text of a clause, prepared once for all units."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold(text)

    @cached_property
    def _labels(self) -> dict[str, list[CleanSpan]]:
        spans: dict[str, list[CleanSpan]] = {}
        for match in concepts().find(self._text):
            spans.setdefault(match.concept_id, []).append(CleanSpan(match.start, match.end))
        return spans

    @cached_property
    def _numbers(self) -> dict[str, list[CleanSpan]]:
        spans: dict[str, list[CleanSpan]] = {}
        for match in find_numbers(self._folded):
            spans.setdefault(number_term(match.key), []).append(CleanSpan(match.start, match.end))
        return spans

    @cached_property
    def _words(self) -> dict[str, list[CleanSpan]]:
        spans: dict[str, list[CleanSpan]] = {}
        for token in latin_tokens(self._folded):
            spans.setdefault(token.text, []).append(CleanSpan(token.start, token.end))
        return spans

    def find(self, unit: Unit) -> list[_Match]:
        """Return where the unit stands; where it does not, where parts of it do."""
        if unit.kind == "concept":
            whole = self._labels.get(unit.concept_id, [])
        elif unit.kind == "number":
            whole = self._numbers.get(unit.terms[0].text, [])
        else:
            whole = self._places(unit.terms[0].text)
        if whole:
            return [self._match(span, whole=True) for span in whole]
        return [self._match(span, whole=False) for term in unit.terms[1:] for span in self._places(term.text)]

    def _match(self, span: CleanSpan, *, whole: bool) -> _Match:
        return _Match(span, " ".join(self._text[span.start : span.end].split()), whole)

    def _places(self, term: str) -> list[CleanSpan]:
        if not count_han(term):
            return self._words.get(term, [])
        return [self._folded.span(*found.span()) for found in re.finditer(loose_pattern(term), self._folded.text)]


def _phrase_reason(phrase: Phrase, text: str) -> str:
    place = "text" if any(phrase_spans(text, phrase)) else "heading"
    return f'exact phrase "{phrase.written}"{_PLACES[place]}'


def _preferred(concept_id: str) -> str:
    """Return how the concept is called: by its preferred Chinese label, the shorter name of the two."""
    known = concepts()
    return known.preferred(concept_id, "zh") or known.preferred(concept_id, "en")


def _distinct(words: Iterable[str]) -> Iterable[str]:
    """Return the words as first written, whatever the case in which they come again."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return first.values()


def _merged(spans: Iterable[CleanSpan]) -> tuple[CleanSpan, ...]:
    """Return the spans in order, those that touch or overlap made one."""
    merged: list[CleanSpan] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = CleanSpan(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
