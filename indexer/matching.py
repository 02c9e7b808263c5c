"""Matching: in go conditions, out come the clauses that meet them, by set algebra; what postings cannot tell, the text does."""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, Any, assert_never

from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.scripts import count_han
from indexer.conditions import BODY_FIELDS, All, AnyOf, Begins, Close, Dated, Has, Is, Stands, Without
from indexer.errors import QueryError
from indexer.filters import Filters
from indexer.limits import MAX_EXPANSIONS
from indexer.numbers import find_numbers
from indexer.phrases import find_candidates
from indexer.places import begins_pattern, is_close, stands_in
from indexer.question import certain_phrase
from indexer.time_limit import in_time
from indexer.tokens import STEM_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.conditions import Condition
    from indexer.question import Unit
    from indexer.reader import ClauseReader

_SHORTEST_STEM = 2
"""Letters of a stem by which the words behind a prefix are looked up."""

_PAIR = 2
"""Han characters: each pair is a term itself, whoever cut the words."""

_COSTS: dict[type, int] = {Is: 2, Dated: 2, Without: 3}
"""The order in which parts are looked at: postings first, then what is looked up clause by clause, then what is taken away."""


def limits_time(conditions: Iterable[Condition]) -> bool:
    """Return whether a limit of time is among the conditions."""
    for condition in conditions:
        parts = (condition.part,) if isinstance(condition, Without) else condition.parts if isinstance(condition, (All, AnyOf)) else ()
        if isinstance(condition, Dated) or limits_time(parts):
            return True
    return False


class Matcher:
    """Finds the clauses of one opened generation that meet conditions."""

    def __init__(self, reader: ClauseReader) -> None:
        """Take the clauses."""
        self._reader = reader
        self._shown: dict[int, dict[str, Any]] = {}
        self._keyed: dict[tuple[int, str], tuple[str, ...]] = {}
        self.undated: set[int] | None = None
        """Where it is a set, undated clauses pass every limit of time, and are put into it."""

    def find(self, condition: Condition, within: set[int]) -> set[int]:  # noqa: PLR0911  # one for each kind
        """Return the clauses of ``within`` that meet the condition."""
        match condition:
            case All(parts):
                return reduce(lambda left, part: self.find(part, left) if left else left, sorted(parts, key=_cost), within)
            case AnyOf(parts):
                return set().union(*(self.find(part, within) for part in parts))
            case Without(part):
                return within - self.find(part, within)
            case Has(unit, fields):
                return self._has(unit, fields, within)
            case Stands():
                return self._stands(condition, within)
            case Begins():
                return self._begins(condition, within)
            case Close():
                both = self.find(condition.left, within)
                both = self.find(condition.right, both)
                return {number for number in in_time(both) if any(is_close(condition, text) for text in self._texts(number, BODY_FIELDS))}
            case Is(name, value):
                return {number for number in in_time(within) if self._is(name, value, number)}
            case Dated(since, until):
                return self._dated(Filters(since=since or None, until=until or None), within)
            case _:
                assert_never(condition)

    def _has(self, unit: Unit, fields: Sequence[str], within: set[int]) -> set[int]:
        found = set().union(*(within.intersection(self._reader.clauses_with(field, unit.terms[0].text)) for field in fields))
        if unit.kind != "word" or not _PAIR < len(unit.written) == count_han(unit.written):
            return found
        # What the text's own segmentation cut otherwise stands there all the same.
        return found | self._stands(Stands(certain_phrase(unit.written), tuple(fields)), within - found)

    def _stands(self, stands: Stands, within: set[int]) -> set[int]:
        found: set[int] = set()
        for field in stands.fields:
            candidates = find_candidates(self._reader, field, stands.phrase).keys() & within
            if stands.phrase.is_sure and not stands.titled:
                found |= candidates
                continue
            found |= {
                number for number in in_time(candidates - found) if any(stands_in(stands, text) for text in self._texts(number, (field,)))
            }
        return found

    def _begins(self, begins: Begins, within: set[int]) -> set[int]:
        if count_han(begins.key):
            return self._stands(Stands(certain_phrase(begins.key), begins.fields), within)
        found: set[int] = set()
        pattern = begins_pattern(begins)
        for field in begins.fields:
            for term in in_time(self._stems(field, begins)):
                numbers = within.intersection(self._reader.clauses_with(field, term))
                if begins.key[0].isdigit() or not term[:-STEM_CHANGES].startswith(begins.key):
                    numbers = {
                        number for number in in_time(numbers - found) if any(pattern.search(key) for key in self._keys(number, field))
                    }
                found |= numbers
        return found

    def _stems(self, field: str, begins: Begins) -> list[str]:
        """Return the terms that words beginning so may have: reimburs for reimbursem, polici for policy.

        Raises ``QueryError`` for a prefix that stands for too many.
        """
        key = begins.key
        stems = []
        for term in in_time(self._reader.terms(field, key[:_SHORTEST_STEM])):
            shared = len(_common(term, key))
            if shared >= min(len(key), len(term) - STEM_CHANGES) or term.replace(",", "")[:1].isdigit():
                stems.append(term)
        if len(stems) > MAX_EXPANSIONS:
            raise QueryError(
                f"{begins.written}* may stand for {len(stems)} words here, at most {MAX_EXPANSIONS} are looked up; give more of the word"
            )
        return stems

    def _is(self, name: str, value: str, number: int) -> bool:
        if name == "lang":
            return Filters(lang=value).admit(self._reader, number)
        shown = self._seen(number)
        if name == "kind":
            return bool(shown["kind"] == value)
        if name == "number":
            wanted = {match.key for match in find_numbers(fold(value))}
            own = {match.key for written in shown["doc_numbers"] for match in find_numbers(fold(written))}
            named = value if not wanted else re.split(r"[〔\[(【]", value)[0].strip()
            return (not wanted or bool(wanted & own)) and any(named in match_key(written) for written in shown["doc_numbers"])
        if name == "flag":
            return value in map(match_key, shown["flags"])
        texts = shown["issuers"] if name == "issuer" else (shown["source"], shown["publisher"])
        return any(value in match_key(text) for text in texts)

    def _dated(self, limits: Filters, within: set[int]) -> set[int]:
        dates = {number: self._reader.value("published", number).decode() for number in in_time(within)}
        undated = {number for number, date in dates.items() if not date} if self.undated is not None else set()
        if self.undated is not None:
            self.undated |= undated
        return undated | {number for number, date in dates.items() if date and limits.in_time(date)}

    def _seen(self, number: int) -> dict[str, Any]:
        if number not in self._shown:
            self._shown[number] = self._reader.shown(number)
        return self._shown[number]

    def _texts(self, number: int, fields: Sequence[str]) -> Iterator[str]:
        """Yield each text of the clause's fields; the title's field has the numbers of the document, too, as in the index."""
        shown = self._seen(number)
        for field in fields:
            yield from {"text": (shown["text"],), "heading": shown["heading_path"], "title": (shown["title"], *shown["doc_numbers"])}[field]

    def _keys(self, number: int, field: str) -> tuple[str, ...]:
        """Return the match keys of the clause's texts in the field, made once: forty prefixes look at the same clauses."""
        if (number, field) not in self._keyed:
            self._keyed[number, field] = tuple(map(match_key, self._texts(number, (field,))))
        return self._keyed[number, field]


def _common(one: str, other: str) -> str:
    length = next((place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))
    return one[:length]


def _cost(condition: Condition) -> int:
    return _COSTS.get(type(condition), 1)
