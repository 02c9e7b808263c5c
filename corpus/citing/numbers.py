"""Numbers that cite a text: in goes text, out come document numbers, orders (国务院令第739号, Decree No. 44 of …) and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.agencies import agencies, find_issuers
from corpus.doc_numbers import FoundNumber, locate_doc_numbers
from corpus.model import DocNumber
from corpus.numerals import to_number
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDINAL = r"\d{1,4}|[〇零一二三四五六七八九十百]{1,6}"
_ORDER = re.compile(rf"(?P<kind>令|公告)\s?\(?第?\s?(?P<number>{_ORDINAL})\s?号\)?|第\s?(?P<before>{_ORDINAL})\s?号\s?(?P<behind>令|公告)")
"""国务院令第303号, 浙江省人民代表大会常务委员会公告第13号, 山东省人民政府第7号令."""

_STATES_ISSUER = re.compile(r"(?:中华人民共和国)?(?:国务院|主席)\Z")
_RUN = re.compile(rf"[{HAN_CLASS}、]{{1,40}}\Z")
_WORDS = re.compile(r"公布|发布|按照|根据|依照|依据|[以按依见及与的由]|(?<!共)和")
_ISSUER_ENDS = ("国务院", "委员会", "常委会", "代表大会", "总局", "政府", "部", "局", "署", "厅", "银行", "检察院", "法院")
_LOOK_BACK = 40
_STATE = "中华人民共和国"
_PRESIDENT = "主席"

_ENGLISH_ISSUERS = {
    "state council": "国务院",
    "ministry of health": "卫生部",
    "ministry of finance": "财政部",
    "ministry of commerce": "商务部",
    "ministry of education": "教育部",
    "ministry of justice": "司法部",
    "ministry of civil affairs": "民政部",
    "ministry of public security": "公安部",
    "ministry of labor and social security": "劳动和社会保障部",
    "ministry of human resources and social security": "人力资源和社会保障部",
    "national health commission": "国家卫生健康委员会",
    "national development and reform commission": "国家发展和改革委员会",
    "state administration for market regulation": "国家市场监督管理总局",
    "china food and drug administration": "国家食品药品监督管理总局",
}
"""Bodies whose orders are cited in English, as their orders name them in Chinese."""

_ISSUERS = "|".join(sorted(_ENGLISH_ISSUERS, key=len, reverse=True))
_ENGLISH_ORDER = re.compile(
    rf"(?:\b(?P<before>{_ISSUERS})(?:'s)?\s)?\b(?:decree|order)\s(?:no\.?\s?)(?P<number>\d{{1,4}})\b"
    rf"(?:,?\s(?:of|by|issued by)\s(?:the\s)?(?P<behind>{_ISSUERS}))?"
    rf"|\b(?:decree|order)\sof\s(?:the\s)?(?P<between>{_ISSUERS})\s?,?\s?\(?no\.?\s?(?P<last>\d{{1,4}})\b",
    re.IGNORECASE,
)

_ENGLISH_ORDER_OF = re.compile(
    r"\b(?:decree|order)(?:\s(?:of|by)\s(?:the\s)?(?P<of>[A-Z][^.;:()\d]{3,80}?))?,?\s{1,2}\(?no\.?\s?(?P<number>\d{1,4})\b\)?"
    r"(?:,?\s(?:of|(?:issued\s)?by)\s(?:the\s)?(?P<by>[A-Z][^.;:()\d]{3,80}))?",
    re.IGNORECASE,
)
"""Order No. 45 of the Ministry of Transport, Decree of the State Council No. 764: of every other body whose English name is known."""


def locate_numbers(text: str, folded: str) -> list[FoundNumber]:
    """Return document numbers and orders in the order of the text; ``folded`` is ``text`` simplified and half-width, of equal length.

    Orders of the President are counted anew under each one: theirs is no normal form.
    """
    found: list[FoundNumber] = []
    if "号" in folded or "o" in folded or "O" in folded:
        found = [*locate_doc_numbers(text), *_orders(text, folded)]
    found.sort(key=lambda number: number.start)
    return found


def _orders(text: str, folded: str) -> Iterator[FoundNumber]:
    for match in _ORDER.finditer(folded):
        issuer = _issuer(folded[max(match.start() - _LOOK_BACK, 0) : match.start()])
        if issuer:
            start = match.start() - len(issuer)
            name = "、".join(body.removeprefix(_STATE) for body in issuer.split("、"))
            kind, ordinal = match["kind"] or match["behind"], to_number(match["number"] or match["before"])
            normalised = None if name.endswith("主席") else f"{name}{kind}第{ordinal}号"
            yield FoundNumber(DocNumber(text[start : match.end()], normalised), start, match.end())
    for match in _ENGLISH_ORDER.finditer(folded):
        known = _name_of(match)
        if known:
            number = match["number"] or match["last"]
            normalised = f"{_ENGLISH_ISSUERS[known.lower()]}令第{int(number)}号"
            yield FoundNumber(DocNumber(text[match.start() : match.end()], normalised), match.start(), match.end())
    for match in _ENGLISH_ORDER_OF.finditer(folded):
        start, end, body = _body_of(folded, match)
        if body and not any(map(_name_of, _ENGLISH_ORDER.finditer(folded[start:end]))):
            normalised = None if body == _PRESIDENT else f"{body}令第{int(match['number'])}号"
            yield FoundNumber(DocNumber(text[start:end], normalised), start, end)


def _name_of(match: re.Match[str]) -> str | None:
    return match["before"] or match["behind"] or match["between"]


def _body_of(folded: str, match: re.Match[str]) -> tuple[int, int, str]:
    """Return where an English order with the name of its body begins and ends, and the body in Chinese or an empty string."""
    start, end = match.span()
    named = match["of"] or match["by"] or ""
    if named:
        found = find_issuers(named)
        if match["by"]:
            end = match.start("by") + (found[0].end if found else len(named))
        is_presidents = named.lower().startswith("president")
        return start, end, agencies()[found[0].agency].zh if found and not found[0].start else _PRESIDENT if is_presidents else ""
    first = max(start - _LOOK_BACK * 2, 0)
    before = folded[first:start].rstrip()
    found = [one for one in find_issuers(before) if one.end == len(before)]
    return (first + found[-1].start, end, agencies()[found[-1].agency].zh) if found else (start, end, "")


def _issuer(before: str) -> str:
    """Return the body whose order follows ``before``, or "" where the words before it name none."""
    run = _RUN.search(before)
    if not run:
        return ""
    state = _STATES_ISSUER.search(run[0])
    if state:
        return state[0]
    name = run[0]
    for word in _WORDS.finditer(run[0]):
        name = run[0][word.end() :]
    return name if name.endswith(_ISSUER_ENDS) else ""
