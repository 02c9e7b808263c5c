"""Document numbers: in goes text, out come the numbers of official documents in it, as written and in normal form.

Normal form is that of GB/T 9704-2012, 7.2.5: agency's prefix, year in hexagonal brackets, number without zeros: 国办发〔2021〕18号.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.model import DocNumber
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PINYIN = {
    "guofa": "国发",
    "guobanfa": "国办发",
    "guohan": "国函",
    "guobanhan": "国办函",
    "guolingfa": "国令发",
    "zhongfa": "中发",
    "zhongbanfa": "中办发",
    "zhongban": "中办发",
    "guoweifa": "国卫发",
    "guoweiyifa": "国卫医发",
    "guoweibanyifa": "国卫办医发",
    "guoweitigaifa": "国卫体改发",
    "yibaofa": "医保发",
    "renshebufa": "人社部发",
    "guoziweifa": "国资委发",
    "guozifa": "国资发",
    "fagaishehui": "发改社会",
    "caishe": "财社",
}
"""Prefixes in the pinyin that English renderings give them: "Guobanfa [2021] No. 18"."""

_PREFIX = rf"[{HAN_CLASS}]{{1,10}}?(?:发|函|字|办|规|令|通|明电|电|医改|社会|社|资产|改革|分配|考分)"
_CHINESE = re.compile(
    rf"(?P<prefix>(?:国办发|国发|国办函|国函|中办发|中发|{_PREFIX}))?\s?[〔\[［（(【﹝]\s?(?P<year>(?:19|20)\d\d)\s?年?\s?[〕\]］）)】﹞]\s?第?\s?0*(?P<number>\d{{1,5}})\s?号"
)
_ENGLISH = re.compile(
    r"(?P<prefix>(?:[A-Z][a-z]+\s?){1,3}|[A-Z][A-Za-z ]{2,60}?(?:issued|Document|Doc\.?)\s?)"
    r"[\[〔(（]\s?(?P<year>(?:19|20)\d\d)\s?[\]〕)）]\s?,?\s?No\.?\s?0*(?P<number>\d{1,5})"
)
_LEFT = ("按照", "根据", "依据", "按", "依", "以", "及", "和", "与", "见", "印发", "下发", "转发", "执行", "落实", "贯彻")
"""Words that may stand directly before a number in running text (按国办发〔2021〕18号) and are no part of a prefix."""


def find_doc_numbers(text: str) -> Iterator[DocNumber]:
    """Yield every document number in ``text``; ``normalised`` is None where the prefix does not name the agency."""
    for match in _CHINESE.finditer(text):
        prefix = match["prefix"] or ""
        for word in _LEFT:
            if prefix.startswith(word) and len(prefix) > len(word) + 1:
                prefix = prefix[len(word) :]
        written = match[0][len(match["prefix"] or "") - len(prefix) :].strip()
        yield DocNumber(written, f"{prefix}〔{match['year']}〕{match['number']}号" if prefix else None)
    for match in _ENGLISH.finditer(text):
        prefix = _PINYIN.get(match["prefix"].replace(" ", "").lower())
        yield DocNumber(match[0].strip(), f"{prefix}〔{match['year']}〕{match['number']}号" if prefix else None)


def resolve(numbers: Sequence[DocNumber], seen: Sequence[DocNumber]) -> tuple[DocNumber, ...]:
    """Return ``numbers`` with each one that names no agency resolved by the one number of ``seen`` with its year and number.

    Example: "State Council issued (2021) No. 18" above a text that the same page calls "Guobanfa [2021] No. 18".
    """
    resolved: dict[DocNumber, None] = {}
    for number in numbers:
        candidates = {other.normalised for other in seen if other.normalised and _year_and_number(other) == _year_and_number(number)}
        if number.normalised is None and len(candidates) == 1:
            resolved[DocNumber(number.written, candidates.pop())] = None
        else:
            resolved[number] = None
    return tuple(resolved)


def _year_and_number(number: DocNumber) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", number.written))
