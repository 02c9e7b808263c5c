"""Pins: in go the words of a citation that name a place, out come places in the normal form of outlines.

Chinese: 第三十三条第二款第（一）项, lists and ranges of them, 第N部分, 第N章. The mainland counts 条, 款 (paragraph), 项 (item), 目; Taiwan
條, 項 (paragraph), 款 (item), 目 (Legislation Law, article 61; 中央法規標準法, article 8).
"""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

from corpus.numerals import to_number

MAX_RANGE = 100
"""Members of a range that are told one by one (第三条至第五条); of a longer one the ends only."""

MAX_PINS = 500
"""Places that one citation may name; the longest list in 3,475 laws has 38."""

ARTICLE, PARAGRAPH, ITEM, SUBITEM, DIVISION = "article paragraph item subitem division".split()
_DEPTH = {DIVISION: 0, ARTICLE: 1, PARAGRAPH: 2, ITEM: 3, SUBITEM: 4}


class Pin(NamedTuple):
    """A place in a text. ``article`` is 33 or 33-1 (第三十三条之一), ``items`` the numbers below it, the paragraph (款) apart.

    Of a text without articles ``article`` is the outermost number (五 of 五（二）). ``division`` is a chapter or the like.
    """

    article: str = ""
    paragraph: int | None = None
    items: tuple[str, ...] = ()
    division: str = ""

    @property
    def path(self) -> str:
        """The place as a clause's path tells it: article and items, without the paragraph, which no outline numbers."""
        return ".".join(filter(None, (self.article, *self.items)))

    def __str__(self) -> str:
        """Return the place in one word: 33¶2.1; 2.3; chapter 4."""
        paragraph = f"¶{self.paragraph}" if self.paragraph is not None else ""
        items = ".".join(self.items)
        head = self.article + paragraph
        return (f"{head}.{items}" if head and items else head + items) or self.division


class PinGroup(NamedTuple):
    """Places named together, and where in the text: one citation's pins."""

    start: int
    end: int
    pins: tuple[Pin, ...]


class Step(NamedTuple):
    """One step of a path: its level, and the numbers that stand there (第三、四条 has two)."""

    level: str
    numbers: tuple[str, ...]


def to_pins(steps: dict[str, tuple[str, ...]]) -> list[Pin]:
    """Return the places that ``steps`` (level to numbers) name, in order: the product of their numbers."""
    levels = [steps.get(level) or ("",) for level in (DIVISION, ARTICLE, PARAGRAPH, ITEM, SUBITEM)]
    found: list[Pin] = []
    for division, article, paragraph, item, subitem in product(*levels):
        items = tuple(part for number in (item, subitem) if number for part in number.split("."))
        found.append(Pin(article, int(paragraph) if paragraph else None, items, division))
        if len(found) == MAX_PINS:
            break
    return found


def span_of(first: str, last: str) -> tuple[str, ...]:
    """Return the numbers from ``first`` to ``last``, ends included; where they cannot be counted, or are too many, the two."""
    if first.isdecimal() and last.isdecimal() and int(first) < int(last) < int(first) + MAX_RANGE:
        return tuple(str(number) for number in range(int(first), int(last) + 1))
    for mark in ".-":
        head, found, tail = first.rpartition(mark)
        last_head, _, last_tail = last.rpartition(mark)
        if found and head == last_head and tail.isdecimal() and last_tail.isdecimal():
            return tuple(f"{head}{mark}{number}" for number in span_of(tail, last_tail))
    return first, last


_DIGITS = "〇零一二三四五六七八九十百千两"
_NUMBER = rf"(?:[{_DIGITS}]{{1,9}}|\d{{1,4}}(?:\.\d{{1,3}}){{0,3}})"
_BARE_OR_BRACKET = rf"(?:\(\s?{_NUMBER}\s?\)|{_NUMBER})"
_COUNTED = "件路道途战河船街龙高铁理约文线腿腰铜钢"
_UNIT = rf"(?:部分|条(?![{_COUNTED}]|通道|生产)|款(?![项式物产车])|项(?![目工任])|章(?!程)|节(?![课目约日])|[编点]|目(?![标录前]))"
"""The units of a text, not before what makes them a thing that is counted: 第二条途径, 第一条生产线, 第三项工作."""

_INSERTED = rf"(?:之[{_DIGITS}]{{1,3}}(?![{_DIGITS}]))?"
_ONE = rf"第\s?{_BARE_OR_BRACKET}(?:[、和至]{_BARE_OR_BRACKET}){{0,9}}\s?{_UNIT}{_INSERTED}"
_FIRST = rf"(?:{_ONE})(?!(?<=目)的)(?:\s?(?:{_ONE}|\({_NUMBER}\)(?:[、和至]\({_NUMBER}\)){{0,9}}(?:项)?))*"
_SEPARATOR = r"\s?(?:、|以及|和|及|与|或者|或|至|到|—|-|~)\s?"
CHINESE_GROUP = re.compile(rf"{_FIRST}(?:{_SEPARATOR}{_FIRST})*")
_PATH_ONLY = re.compile(rf"[一二三四五六七八九十]{{1,3}}(?:、?\s?\({_NUMBER}\)\s?(?:\d{{1,2}}[.、]?)?|(?=\s?[,。;)、]))(?!项)")
"""五（二）, 五（二）3: the outline path of a notice, behind its name only."""

_STEP = re.compile(
    rf"(?P<separator>{_SEPARATOR})|第\s?(?P<numbers>{_BARE_OR_BRACKET}(?:[、和至]{_BARE_OR_BRACKET}){{0,9}})\s?(?P<unit>部分|[条款项章节编点目])"
    rf"(?:之(?P<inserted>[{_DIGITS}]{{1,3}})(?![{_DIGITS}]))?|(?P<bracket>\({_NUMBER}\)(?:[、和至]\({_NUMBER}\)){{0,9}})项?|\s"
)
_MAINLAND = {"条": ARTICLE, "款": PARAGRAPH, "项": ITEM, "目": SUBITEM, "部分": ARTICLE, "点": ARTICLE}
_TAIWAN = _MAINLAND | {"项": PARAGRAPH, "款": ITEM}
_DIVISIONS = {"章": "chapter", "节": "section", "编": "part"}
_LIST = re.compile(r"([、和至])")


def chinese_groups(text: str, begin: int = 0, *, taiwan: bool) -> list[PinGroup]:
    """Return the groups of pins in ``text`` from ``begin`` on; it is simplified and half-width. ``taiwan``: 項 is the paragraph."""
    if "第" not in text:
        return []
    return [PinGroup(match.start(), match.end(), _read_chinese(match[0], taiwan=taiwan)) for match in CHINESE_GROUP.finditer(text, begin)]


def outline_path(text: str, start: int) -> PinGroup | None:
    """Return the outline path (五（二）) that stands at ``start``, behind the name of a text."""
    match = _PATH_ONLY.match(text, start)
    if not match:
        return None
    article, *items = (str(to_number(number)) for number in re.findall(rf"[{_DIGITS}]+|\d+", match[0]))
    return PinGroup(match.start(), match.end(), (Pin(article, items=tuple(items)),))


def _read_chinese(group: str, *, taiwan: bool) -> tuple[Pin, ...]:
    units = _TAIWAN if taiwan else _MAINLAND
    pins: list[Pin] = []
    current: dict[str, tuple[str, ...]] = {}
    range_from: str | None = None
    separated = False
    for match in _STEP.finditer(group):
        if match["separator"]:
            separated, range_from = True, "" if match["separator"].strip() in "至到—-~" else None
            continue
        step = _step(match, units)
        if step is None:
            continue
        if separated or (step.level in current and step.level != DIVISION):
            pins += to_pins(current)
            before = current.get(step.level, ("",))[-1]
            current = {level: numbers[-1:] for level, numbers in current.items() if _DEPTH[level] < _DEPTH[step.level]}
            if range_from == "" and before:
                step = Step(step.level, span_of(before, step.numbers[0])[1:] + step.numbers[1:])
            separated, range_from = False, None
        if step.level == DIVISION and DIVISION in current:
            step = Step(DIVISION, (f"{current[DIVISION][-1]} {step.numbers[0]}",))
        current[step.level] = step.numbers
        if len(pins) >= MAX_PINS:
            break
    return tuple((pins + to_pins(current))[:MAX_PINS])


def _step(match: re.Match[str], units: dict[str, str]) -> Step | None:
    if match["bracket"]:
        return Step(ITEM, _numbers(match["bracket"]))
    if not match["unit"]:
        return None
    numbers = _numbers(match["numbers"])
    if match["unit"] in _DIVISIONS:
        return Step(DIVISION, tuple(f"{_DIVISIONS[match['unit']]} {number}" for number in numbers))
    if match["inserted"]:
        numbers = (*numbers[:-1], f"{numbers[-1]}-{to_number(match['inserted'])}")
    return Step(units[match["unit"]], numbers)


def _numbers(written: str) -> tuple[str, ...]:
    """Return the numbers of 三、四 or (一)至(三)."""
    found: list[str] = []
    joined = ""
    for piece in _LIST.split(written):
        if piece in ("、", "和", "至"):
            joined = piece
            continue
        bare = piece.strip("() ")
        number = bare if "." in bare else str(to_number(bare))
        found += span_of(found[-1], number)[1:] if joined == "至" and found else (number,)
    return tuple(found)
