"""Why a clause matched: in go the question and a clause's texts, out come reasons in words and the matched spans of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.model import CleanSpan
from indexer.conditions import BODY_FIELDS, All, AnyOf, Begins, Close, Dated, Has, Is, Stands, Without
from indexer.phrases import phrase_spans
from indexer.places import Text, close_spans, leaf_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.association import Mined
    from indexer.conditions import Condition
    from indexer.question import Phrase, Question, Unit

_PLACES = {"text": "", "heading": " (in heading)", "title": " (in title)", "number": " (in the document's number)"}
"""The fields in the order in which they are searched for a reason; the first that has one is named."""


class Explanation(NamedTuple):
    """Reasons, strongest first, and the spans of the clause's text that matched: in order, not overlapping."""

    why: tuple[str, ...]
    highlights: tuple[CleanSpan, ...]


def explain(  # noqa: PLR0913  # what is searched of a clause
    question: Question,
    text: str,
    heading_path: Sequence[str],
    title: str,
    doc_numbers: Sequence[str] = (),
    *,
    cited: str = "",
    mined: Sequence[Mined] = (),
) -> Explanation:
    """Return why the clause with this text, under these headings, of a document with this title and numbers, answers ``question``.

    ``cited`` is the reason of a clause that the question cites; it comes first. ``mined`` are the mined renderings in the text; last.
    """
    written = {"text": (text,), "heading": heading_path, "title": (title,), "number": doc_numbers}
    fields = {place: list(map(Text, texts)) for place, texts in written.items()}
    phrases = [*([cited] if cited else []), *(_phrase_reason(phrase, text) for phrase in question.phrases)]
    spans = [span for phrase in question.phrases for span in phrase_spans(text, phrase)]
    spans += [span for rendering in mined for span in rendering.spans]
    units = [unit for unit in question.units if unit.breadth and unit.kind != "text"]
    for condition, certain in _leaves(question.conditions):
        reason, marked = _explain_condition(condition, fields, certain=certain)
        phrases += [reason] if reason else []
        spans += marked
    exactly = [match_key(one.written) for one in (*question.phrases, *_phrases_of(question.conditions))]
    explanation = _explain_units(units, fields, phrases, spans, exactly)
    explanation = explanation._replace(why=(*explanation.why, *(rendering.reason for rendering in mined)))
    # What was found and does not stand there can only be a concept that the list of today names otherwise.
    named = [f"concept {_preferred(unit.concept_id)}, by another list of concepts" for unit in question.units if unit.kind == "concept"]
    if explanation.why or named:
        return explanation if explanation.why else Explanation(tuple(named), ())
    return Explanation(("nothing of it was asked to be left out",), ())


def _explain_units(
    units: Iterable[Unit], fields: Mapping[str, Sequence[Text]], phrases: Sequence[str], spans: Sequence[CleanSpan], exactly: Sequence[str]
) -> Explanation:
    """Return the reasons of the units behind those of ``phrases``; words that stand in what must stand ``exactly`` so are no news."""
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
    news = {place: [word for word in found if not any(match_key(word) in one for one in exactly)] for place, found in words.items()}
    told = [f"words: {', '.join(_distinct(found))}{_PLACES[place]}" for place, found in news.items() if found]
    return Explanation((*phrases, *labels, *told), _merged(marked))


def _phrases_of(conditions: Iterable[Condition]) -> Iterator[Phrase]:
    """Yield the phrases that are sure to stand in a clause that meets the conditions."""
    yield from (
        condition.phrase
        for condition, certain in _leaves(conditions)
        if certain and isinstance(condition, Stands) and condition.fields == BODY_FIELDS
    )


def _leaves(conditions: Iterable[Condition], *, certain: bool = True) -> Iterator[tuple[Condition, bool]]:
    """Yield the conditions that joined ones are made of, but for what must not be there, and whether each is sure to hold."""
    for condition in conditions:
        if isinstance(condition, (All, AnyOf)):
            yield from _leaves(condition.parts, certain=certain and isinstance(condition, All))
        elif not isinstance(condition, Without):
            yield condition, certain


def _explain_condition(condition: Condition, fields: Mapping[str, Sequence[Text]], *, certain: bool) -> tuple[str, list[CleanSpan]]:
    """Return the reason that a clause meets the condition, "" where it does not or its units tell it, and the spans in its text."""
    if isinstance(condition, (Is, Dated)):
        return (_told(condition) if certain else ""), []
    if isinstance(condition, Close):
        found = {place: [pair for text in fields[place] for pair in close_spans(condition, text.written)] for place in ("text", "heading")}
        spans = [span for pair in found["text"] for span in pair]
        place = next((place for place in found if found[place]), None)
        return (f"{_told(condition)}{_PLACES[place]}" if place else ""), spans
    if not isinstance(condition, (Stands, Begins)):
        return "", []
    places = {place: [span for text in fields[place] for span in leaf_spans(condition, text)] for place in condition.fields}
    place = next((place for place in places if places[place]), None)
    return (f"{_told(condition)}{_PLACES[place]}" if place else ""), places.get("text", [])


def describe(question: Question) -> Iterator[tuple[int, str]]:
    """Yield how a query was read, line by line in plain words, each with how deep it stands."""
    if question.asked:
        yield 0, "words, all of them or, further down, some:" if len(question.asked) > 1 else "asked for:"
        for unit in question.asked:
            yield 1, _unit_told(unit)
    for citation in question.citations:
        yield 0, f"cited: {citation.written}"
    for phrase in question.phrases:
        yield 0, f'must stand there: exactly "{phrase.written}"'
    for condition in question.conditions:
        yield from _describe(condition, 0)


def _describe(condition: Condition, depth: int) -> Iterator[tuple[int, str]]:
    if isinstance(condition, (All, AnyOf)):
        yield depth, "all of:" if isinstance(condition, All) else "one of, or several:"
        for part in condition.parts:
            yield from _describe(part, depth + 1)
    elif isinstance(condition, Without):
        yield depth, "without:"
        yield from _describe(condition.part, depth + 1)
    else:
        yield depth, _told(condition)


def _told(condition: Has | Stands | Begins | Close | Is | Dated) -> str:  # noqa: PLR0911  # one for each kind
    """Return the condition in plain words."""
    if isinstance(condition, Has):
        return _unit_told(condition.unit) + _where(condition.fields)
    if isinstance(condition, Stands):
        kind = "cites the title" if condition.titled else "exactly"
        return f'{kind} "{condition.phrase.written}"{_where(condition.fields)}'
    if isinstance(condition, Begins):
        return f'begins with "{condition.written}"{_where(condition.fields)}'
    if isinstance(condition, Close):
        return f"{_told(condition.left)} within {condition.distance} words of {_told(condition.right)}"
    if isinstance(condition, Is):
        return f"{condition.name}: {condition.value}"
    if condition.since == condition.until:
        return f"dated {condition.since}"
    return " ".join(
        ["dated", *([f"from {condition.since}"] if condition.since else []), *([f"to {condition.until}"] if condition.until else [])]
    )


def _where(fields: Sequence[str]) -> str:
    return f" in the {fields[0]}" if len(fields) == 1 else ""


def _unit_told(unit: Unit) -> str:
    if unit.kind != "concept":
        return f'{"document number" if unit.kind == "number" else "word"} "{unit.written}"'
    known = concepts()
    names = [known.preferred(unit.concept_id, lang) for lang in ("zh", "en")]
    return f'concept "{unit.written}": {" = ".join(names)}, under any of its names'


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
