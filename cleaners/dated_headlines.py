"""Dated headlines: in go the lines of a page, out come those of a list of a site's other pages, newest first, behind the text.

``关于废止部分规范性文件的决定 | 2018/4/11`` three times and more is such a list, linked or not, with the line that heads it (同栏目信息). A
policy's own list of documents is numbered, has a row of names above it, or gives the oldest first.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.dates import first_date
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock

MIN_ENTRIES = 3
"""Headlines of a list. Two dated lines may be a notice and its annex."""

MIN_HEADLINE_WEIGHT = 16
"""Letters of English: six Han characters. 姓名, 项目 and names of months are shorter."""

MAX_HEADLINE_WEIGHT = 300
"""Letters of English: a title of a hundred Han characters."""

MAX_HEADING_WEIGHT = 30
"""Letters of English of the line above the list: ten Han characters."""

_DAY = r"[\[(（【]?(?:19|20)\d\d(?:[-/.]|年)\d{1,2}(?:[-/.]|月)\d{1,2}日?[\])）】]?"
_BARE_DAY = re.compile(_DAY)
_WITH_DAY = re.compile(rf"{_DAY}\s+(?P<after>\S.*)|(?P<before>.*\S)\s+{_DAY}")


class _Entry(NamedTuple):
    """A headline with its day, and the place of the line behind it."""

    day: str
    end: int


def dated_headlines(blocks: Sequence[DraftBlock], texts: Sequence[str], start: int) -> set[int]:
    """Return the places of the lists of dated headlines from ``start`` on; ``texts`` are those of ``blocks``, stripped."""
    found: set[int] = set()
    at = start
    while at < len(texts):
        days: list[str] = []
        end = at
        while end < len(texts) and (entry := _entry(texts, end)) is not None:
            days.append(entry.day)
            end = entry.end
        if len(days) >= MIN_ENTRIES and all(later <= earlier for earlier, later in pairwise(days)) and days[0] > days[-1]:
            first = at - (at > start and _heads(blocks[at - 1], texts[at - 1], blocks[at]))
            if first == at or not _names_columns(texts[first]):
                found.update(range(first, end))
        at = max(end, at + 1)
    return found


def _entry(texts: Sequence[str], at: int) -> _Entry | None:
    text = texts[at]
    with_day = _WITH_DAY.fullmatch(text) if weight(text) <= MAX_HEADLINE_WEIGHT else None
    if with_day:
        return _Entry(str(first_date(text)), at + 1) if _is_headline(with_day["after"] or with_day["before"]) else None
    if at + 1 < len(texts) and _BARE_DAY.fullmatch(texts[at + 1]) and _is_headline(text):
        return _Entry(str(first_date(texts[at + 1])), at + 2)
    return None


def _is_headline(text: str) -> bool:
    return MIN_HEADLINE_WEIGHT <= weight(text) <= MAX_HEADLINE_WEIGHT and not ends_sentence(text) and opening(text) is None


def _heads(block: DraftBlock, text: str, below: DraftBlock) -> bool:
    """Return whether a line right above a list is its heading: a row of its own or a heading, short."""
    return weight(text) <= MAX_HEADING_WEIGHT and not ends_sentence(text) and block.kind in {"heading", below.kind}


def _names_columns(text: str) -> bool:
    """Return whether a line above a list names what its columns are: then the list is a table of the text's."""
    return re.search(r"日期|时间|date", text, re.IGNORECASE) is not None
