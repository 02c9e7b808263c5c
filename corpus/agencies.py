"""Agencies: in goes text, out come the bodies named in it, each with one id under all its names: over time, short, in either language.

卫生部 (to 2013), 国家卫生和计划生育委员会 (to 2018), 国家卫健委 and "National Health Commission" are one agency. Central bodies and
those of Taiwan, Hong Kong and Macau stand in ``agencies.tsv``; those of the 31 provinces are made from ``provinces.tsv`` and
``departments.tsv``.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from corpus.editions import fold_title
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Name(NamedTuple):
    """A Chinese name and the years in which it was the agency's own; None where it still is, or the year is not recorded."""

    name: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that issues policy: its official names over time, its other names, its English names, the prefixes of its numbers.

    ``names`` run from the oldest to today's; the first of ``en`` is the official one; a prefix that ends in ``*`` stands for all that
    begin so (国卫医发).
    """

    id: str
    names: tuple[Name, ...]
    zh_other: tuple[str, ...]
    en: tuple[str, ...]
    prefixes: tuple[str, ...]

    @property
    def zh(self) -> str:
        """Today's Chinese name, or the last."""
        return self.names[-1].name

    def name_in(self, year: int) -> str:
        """Return the official name in ``year``; where none is recorded for that year, today's."""
        for name in reversed(self.names):
            if (name.since or 0) <= year and (name.until is None or year <= name.until):
                return name.name
        return self.zh


class Found(NamedTuple):
    """An agency named in a text, and where."""

    agency: str
    start: int
    end: int


SHORTEST_FREE = 3
"""Characters of a Chinese name that may stand within other words; shorter ones (国办, 中办) are read only where no Han touches them."""

_FIRST = 2
"""Characters by which names are looked up before they are compared."""

_NO_NAME_AFTER = {
    "部": "门署分队级长下件位",
    "局": "面部限长势",
    "委": "员托派任",
    "会": "议计",
    "院": "校士落内长",
    "署": "长名",
    "厅": "长局级",
    "办": "法理公事学好案",
    "行": "为政业",
    "府": "部",
}
"""What may not follow the last character of a name: 财政部门 and 人民政府部门 are no ministry, 部署 is a verb."""

_STATE = re.compile(r"(?:中华人民共和国|原)+\Z")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_UNREAD_WORDS = frozenset({"the", "of"})
"""Left out on both sides: machine translation drops and adds them."""


@cache
def agencies() -> dict[str, Agency]:
    """Return every agency by its id; read once."""
    return {agency.id: agency for agency in (*_central(), *_provincial())}


def find_issuers(text: str) -> list[Found]:
    """Return the agencies named in ``text``, in order, the longest name at each place; one that is named twice is given twice.

    中华人民共和国 and 原 before a name belong to it.
    """
    folded = fold_title(text)
    found = [*_find_chinese(folded), *_find_english(folded)]
    return sorted(found, key=lambda one: one.start)


def issuer_of_number(number: str) -> str | None:
    """Return the id of the agency whose prefix a document number in normal form has, or None where no agency is known by it."""
    prefix = number.partition("〔")[0]
    exact, stems = _prefixes()
    if prefix in exact:
        return exact[prefix]
    return next((stems[prefix[:length]] for length in range(len(prefix), 0, -1) if prefix[:length] in stems), None)


def _find_chinese(text: str) -> Iterator[Found]:
    names = _chinese_names()
    at = 0
    while at < len(text) - 1:
        for name, agency in names.get(text[at : at + _FIRST], ()):
            end = at + len(name)
            if text.startswith(name, at) and _ends_name(text, end) and (len(name) >= SHORTEST_FREE or _stands_alone(text, at, end)):
                state = _STATE.search(text, max(at - 8, 0), at)
                yield Found(agency, state.start() if state else at, end)
                at = end - 1
                break
        at += 1


def _ends_name(text: str, end: int) -> bool:
    return text[end : end + 1] not in _NO_NAME_AFTER.get(text[end - 1], "") or end == len(text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return re.search(rf"[{HAN_CLASS}]", around) is None


def _find_english(text: str) -> Iterator[Found]:
    words = [match for match in _WORD.finditer(text) if match[0].lower() not in _UNREAD_WORDS]
    read = [_word(match[0]) for match in words]
    at = 0
    while at < len(words):
        for name, agency in _english_names().get(read[at], ()):
            # Abbreviations are read in capitals only: CAS, not "cas".
            if tuple(read[at : at + len(name)]) == name and (len(name) > 1 or words[at][0].isupper()):
                yield Found(agency, words[at].start(), words[at + len(name) - 1].end())
                at += len(name) - 1
                break
        at += 1


def _word(written: str) -> str:
    return written.replace("’", "'").lower()


@cache
def _chinese_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return names with ids by their first characters, the longest first."""
    by_start: dict[str, list[tuple[str, str]]] = {}
    for agency in agencies().values():
        for name in dict.fromkeys([*(name.name for name in agency.names), *agency.zh_other]):
            by_start.setdefault(name[:_FIRST], []).append((name, agency.id))
    return {start: tuple(sorted(names, key=lambda name: (-len(name[0]), name))) for start, names in by_start.items()}


@cache
def _english_names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return names as words, with ids, by their first word, the longest first; of two bodies of one name the one listed first."""
    ids: dict[tuple[str, ...], str] = {}
    for agency in agencies().values():
        for name in agency.en:
            ids.setdefault(tuple(word for written in _WORD.findall(name) if (word := _word(written)) not in _UNREAD_WORDS), agency.id)
    by_start: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, agency_id in ids.items():
        by_start.setdefault(words[0], []).append((words, agency_id))
    return {start: tuple(sorted(names, key=lambda name: (-len(name[0]), name))) for start, names in by_start.items()}


@cache
def _prefixes() -> tuple[dict[str, str], dict[str, str]]:
    """Return prefixes that stand for themselves, and those that begin others, each with its agency."""
    said = [(prefix, agency.id) for agency in agencies().values() for prefix in agency.prefixes]
    return {prefix: agency for prefix, agency in said if prefix[-1] != "*"}, {
        prefix[:-1]: agency for prefix, agency in said if prefix[-1] == "*"
    }


def _central() -> Iterator[Agency]:
    for row in _rows("agencies.tsv"):
        names = tuple(_name(cell) for cell in _cell(row["zh"]))
        yield Agency(row["id"], names, _cell(row["zh_other"]), (row["en"], *_cell(row["en_other"])), _cell(row["prefixes"]))


def _provincial() -> Iterator[Agency]:
    departments = list(_rows("departments.tsv"))
    for province in _rows("provinces.tsv"):
        for department in departments:
            zh = [form + body for form in dict.fromkeys((province["zh"], *_short(province))) for body in _cell(department["zh"])]
            en = dict.fromkeys(name for body in _cell(department["en"]) for name in _english(province, body))
            prefixes = {"government": (f"{province['prefix']}*",), "government-general-office": (f"{province['prefix']}办*",)}
            own = prefixes.get(department["id"], ()) if province["prefix"] else ()
            yield Agency(f"{province['id']}-{department['id']}", (Name(zh[0]),), tuple(zh[1:]), tuple(en), own)


def _short(province: dict[str, str]) -> tuple[str, ...]:
    """Return the shorter names of a region (广西, 广西自治区), or of a province or municipality none: 湖南财政厅 is not written."""
    return (f"{province['short']}自治区", province["short"]) if province["rank"] == "region" else ()


def _english(province: dict[str, str], body: str) -> Iterator[str]:
    place = province["en"]
    rank = {"province": "Provincial", "municipality": "Municipal", "region": "Autonomous Region"}[province["rank"]]
    if "*" in body:
        yield from (body.replace("*", f"{place} {rank}"), body.replace("*", place))
        return
    kind = {"province": "Province", "municipality": "Municipality", "region": "Autonomous Region"}[province["rank"]]
    yield from (f"{place} {rank} {body}", f"{place} {body}", f"{body} of {place} {kind}", f"{body} of {place}", f"{place} {kind} {body}")
    if province["rank"] == "municipality":
        yield f"{body} of {place} City"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("corpus").joinpath(name).open("r", encoding="utf-8") as table:
        yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _name(cell: str) -> Name:
    name, _, years = cell.partition("@")
    since, _, until = years.partition("-")
    return Name(name, int(since) if since else None, int(until) if until else None)
