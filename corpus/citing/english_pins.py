"""English pins: in goes text, out come the places it names: Article 33, paragraph 2; items (1) to (3) of Article 61; Section 3(a)(ii)."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.citing.pins import ARTICLE, DIVISION, ITEM, MAX_PINS, PARAGRAPH, SUBITEM, Pin, PinGroup, span_of, to_pins
from corpus.numerals import to_number

_ORDINALS = {
    word: str(value) for value, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
_LEVELS = {
    "article": ARTICLE,
    "art": ARTICLE,
    "section": ARTICLE,
    "sec": ARTICLE,
    "part": ARTICLE,
    "clause": ARTICLE,
    "chapter": DIVISION,
    "paragraph": PARAGRAPH,
    "para": PARAGRAPH,
    "item": ITEM,
    "point": ITEM,
    "subparagraph": ITEM,
    "subitem": SUBITEM,
}
_DEPTH = {DIVISION: 0, ARTICLE: 1, PARAGRAPH: 2, ITEM: 3, SUBITEM: 4}
_PART = "part"
"""Marks a reference into a text without articles: what its Part II calls a paragraph is an item of the outline."""

_UNIT = r"(?:articles?|arts?\.|sections?|secs?\.|parts?|clauses?|chapters?|(?:sub)?paragraphs?|paras?\.|(?:sub)?items?|points?)"
_ROMAN = r"(?:(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))"
_BELOW = rf"\((?:\d{{1,3}}|[a-z]|{_ROMAN})\)"
_NUMBER = rf"(?:\d{{1,4}}(?:[.-]\d{{1,3}}){{0,3}}|{_ROMAN})(?![\w%])(?:\s?{_BELOW}){{0,4}}|(?:{_BELOW}){{1,4}}"
_AND = r"(?:\s?,\s?(?:and\s|or\s|to\s)?|\s(?:and|or|to|through)\s|\s?[–-]\s?)"
_STEP = (
    rf"(?:\b{_UNIT} ?(?:{_NUMBER})(?:{_AND}(?:{_NUMBER})(?!\s+(?:days?|months?|years?|percent|yuan)\b)){{0,40}}"
    rf"|\bthe\s(?:{'|'.join(_ORDINALS)})\s(?:paragraph|item|article|section|part|chapter)\b)"
)
_GLUE = r"\s?,\s?(?:of\s|and\s|or\s|to\s)?(?:the\s)?|\s(?:of|and|or|to|through|under|in)\s(?:the\s)?|\s"
_GROUP = re.compile(rf"{_STEP}(?:(?:{_GLUE}){_STEP}){{0,60}}", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<unit>\b{_UNIT}) ?(?P<numbers>(?:{_NUMBER})(?:{_AND}(?:{_NUMBER})){{0,40}})"
    rf"|\bthe\s(?P<ordinal>{'|'.join(_ORDINALS)})\s(?P<noun>paragraph|item|article|section|part|chapter)\b|(?P<glue>[^\w]*\b(?:of|and|or|to|through|under|in)\b|,)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?P<number>{_NUMBER})|(?P<range>\b(?:to|through)\b|[–-])", re.IGNORECASE)
_MARK = re.compile(
    r"\b(?:art|sec|part|clause|chapter|para|item|point|subitem|subpara|the\s(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s)",
    re.IGNORECASE,
)


class _Step(NamedTuple):
    """One step: its level, each number with what stands below it (33(2) is 33, 2), and the word that ties it to the step before."""

    level: str
    unit: str
    numbers: tuple[tuple[str, ...], ...]
    glue: str


def english_groups(text: str) -> list[PinGroup]:
    """Return the groups of pins in ``text``; a unit without a number (this Article) is none."""
    if not _MARK.search(text):
        return []
    groups = []
    for match in _GROUP.finditer(text):
        pins = _places(_steps(match[0]))
        if pins:
            groups.append(PinGroup(match.start(), match.end(), pins))
    return groups


def _steps(group: str) -> list[_Step]:
    steps: list[_Step] = []
    glue = ""
    for match in _PIECE.finditer(group):
        if match["glue"]:
            glue = match["glue"].strip(" ,").lower() or ","
            continue
        unit = (match["unit"] or match["noun"]).lower().rstrip("s.").removesuffix("s")
        numbers = ((_ORDINALS[match["ordinal"].lower()],),) if match["ordinal"] else _numbers(match["numbers"])
        steps.append(_Step(_LEVELS[unit], unit, numbers, glue))
        glue = ""
    return steps


def _numbers(written: str) -> tuple[tuple[str, ...], ...]:
    """Return the numbers of "5, 6 and 7", "(1) to (3)", "3(a)(ii)": each as itself and what stands below it."""
    found: list[tuple[str, ...]] = []
    is_range = False
    for match in _ONE.finditer(written):
        if match["range"]:
            is_range = True
            continue
        number = _parts(match["number"])
        if is_range and found and len(found[-1]) == len(number) and found[-1][:-1] == number[:-1]:
            found += [(*number[:-1], member) for member in span_of(found[-1][-1], number[-1])[1:]]
        else:
            found.append(number)
        is_range = False
    return tuple(found)


def _parts(written: str) -> tuple[str, ...]:
    """Return the numbers of 3(a)(ii): 3, 1, 2. A letter is a letter's place, unless it can be a Roman number and is none of c, d, l, m."""
    head, *below = written.split("(")
    parts = [head.strip()] if head.strip() else []
    parts += [part.strip(") ") for part in below]
    return tuple(_value(part) for part in parts)


def _value(part: str) -> str:
    if part[0].isdecimal():
        return part
    if set(part.lower()) <= set("ivx"):
        return str(to_number(part))
    return str(ord(part.lower()) - ord("a") + 1)


def _places(steps: list[_Step]) -> tuple[Pin, ...]:
    """Return the places, whether told from the outermost level in (Article 2, item 1) or from the innermost out (item 1 of Article 2)."""
    done: list[Pin] = []
    open_refs: list[dict[str, tuple[str, ...]]] = []
    for step in steps:
        refs = [_reference(step, number) for number in step.numbers]
        inner = open_refs and all(_finest(ref) > _DEPTH[step.level] for ref in open_refs)
        deeper = open_refs and _finest(open_refs[-1]) < _DEPTH[step.level]
        if inner and step.glue in ("of", "in", "under", ","):
            open_refs = [outer | ref for ref in open_refs for outer in refs]
        elif deeper and step.glue not in ("of", "in", "under"):
            last = open_refs.pop()
            open_refs += [last | ref for ref in refs]
        elif open_refs and step.glue in ("and", "or", ",", "to", "through") and _finest(open_refs[-1]) >= _DEPTH[step.level]:
            shared = {level: value for level, value in open_refs[-1].items() if _DEPTH[level] < _DEPTH[step.level]}
            open_refs += [shared | ref for ref in refs]
        else:
            done += _pins(open_refs)
            open_refs = refs
        if len(open_refs) > MAX_PINS:
            break
    return tuple((done + _pins(open_refs))[:MAX_PINS])


def _reference(step: _Step, number: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return what one number of a step names: 33(2) of an article is article 33, item 2."""
    if step.level == DIVISION:
        return {DIVISION: (f"{step.unit} {number[0]}",)}
    if step.level == ARTICLE and len(number) > 1:
        return {ARTICLE: number[:1], ITEM: (".".join(number[1:]),)}
    return {step.level: (".".join(number),)} | ({_PART: ()} if step.unit == "part" else {})


def _finest(reference: dict[str, tuple[str, ...]]) -> int:
    return max(_DEPTH[level] for level in reference if level in _DEPTH)


def _pins(references: list[dict[str, tuple[str, ...]]]) -> list[Pin]:
    found: list[Pin] = []
    for reference in references:
        levels = {level: value for level, value in reference.items() if level in _DEPTH}
        if _PART in reference and PARAGRAPH in levels:
            levels[ITEM] = levels.pop(PARAGRAPH)
        found += to_pins(levels)
    return found
