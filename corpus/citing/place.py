"""Where a clause stands: in go the clauses of a text in order, out come the places that 本条, 前条, 前款 and 前项 mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from corpus.citing.pins import Pin
from corpus.numerals import to_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Clause

_DIGITS = "〇零一二三四五六七八九十百千两"
_OPENS = re.compile(
    rf"\s*(?:第\s?([{_DIGITS}]{{1,9}}|\d{{1,4}})\s?[条條](?:之([{_DIGITS}]{{1,3}}))?|(?:article|section)\s(\d{{1,4}}(?:-\d{{1,3}})?)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"\s*(?:[(（]\s?(?:[{_DIGITS}]{{1,4}}|\d{{1,3}}|[a-z])\s?[)）]|(?:[{_DIGITS}]{{1,4}}|\d{{1,3}})\s?[、.．]|[①-⑳⑴-⒇])")

_LINE_END = re.compile("\n")
_N = r"第\s?\(?\s?[〇零一二三四五六七八九十百\d]{1,5}\s?\)?\s?"
_MAINLAND_ORDER = re.compile(rf"{_N}款{_N}项")
_TAIWAN_ORDER = re.compile(rf"{_N}项{_N}款")


class Place:
    """The article, paragraph and item that is being read; ``articles`` are those passed, in order."""

    def __init__(self) -> None:
        """Begin before the first clause."""
        self.article = ""
        self.articles: list[str] = []
        self._path: tuple[str, ...] = ()
        self._paragraph = 0  # the one that the clause's first line stands in; each line that opens no item begins another
        self._begins: list[int] = []
        self._first_line = -1
        self.opening_end = 0

    def enter(self, clause: Clause, folded: str) -> None:
        """Go on to ``clause``, whose folded text is given; ``opening_end`` is then where the number that it opens with ends."""
        self._paragraph += len(self._begins)
        self._begins = [line.end() for line in _LINE_END.finditer(folded) if not _ITEM.match(folded, line.end())]
        self._first_line = folded.find("\n")
        self._path = tuple(clause.path.split(".")) if clause.path else ()
        opens = _OPENS.match(folded)
        self.opening_end = 0
        if opens and not _is_cited(folded, opens.end(), clause):
            number = str(to_number(opens[1] or opens[3])) if "-" not in (opens[3] or "") else opens[3]
            self.article = f"{number}-{to_number(opens[2])}" if opens[2] else number
            self.articles.append(self.article)
            self._paragraph = 1
            self.opening_end = opens.end()
        elif self.article and self._path and self.article not in self._path:
            self.article = ""

    def own(self, level: str) -> Pin:
        """Return the place that 本条, 本款, 本项 mean; of a chapter nothing is known."""
        article = self.article or (self._path[0] if self._path else "")
        if level == "item" and self._item:
            return Pin(article, items=(self._item,))
        return Pin(article) if level in ("article", "item", "paragraph", "section") else Pin()

    def preceding(self, level: str, count: int, offset: int) -> list[Pin]:
        """Return the ``count`` places before this one, at ``offset`` of the clause: 前条, 前两款."""
        if level in ("article", "section"):
            before = self.articles[:-1] if self.articles else _before(self._path[0] if self._path else "")
            return [Pin(article) for article in before[-count:]]
        if level == "paragraph" and self.article:
            here = self._paragraph + bisect_right(self._begins, offset)
            return [Pin(self.article, number) for number in range(max(here - count, 1), here)] or [Pin(self.article)]
        if level == "item" and self._item.isdecimal() and not -1 < self._first_line < offset:
            last = int(self._item)
            return [Pin(self.article, items=(str(number),)) for number in range(max(last - count, 1), last)] or [Pin(self.article)]
        return [Pin(self.article)]

    @property
    def _item(self) -> str:
        return self._path[-1] if self._path and self._path[-1] != self.article else ""


def _before(number: str) -> list[str]:
    """Return the numbers before ``number``."""
    return [str(value) for value in range(1, int(number))] if number.isdecimal() else []


def _is_cited(folded: str, end: int, clause: Clause) -> bool:
    """Return whether the unit at a clause's start is cited, not opened (Article 3 of these Measures shall not …)."""
    if clause.path or not folded[end : end + 1].strip():
        return folded[end : end + 4].lstrip().startswith(("of ", "规定"))
    return True


def counts_as_taiwan(clauses: Sequence[Clause], folded: Sequence[str]) -> bool:
    """Return whether 項 is the paragraph and 款 the item: by the order in which the text itself puts them, else by its characters.

    A mainland text in traditional characters has law titles in 《》.
    """
    mainland = taiwan = marks = traditional = 0
    for clause, text in zip(clauses, folded, strict=True):
        mainland += len(_MAINLAND_ORDER.findall(text))
        taiwan += len(_TAIWAN_ORDER.findall(text))
        marks += text.count("法》")
        traditional += clause.text.count("條") - clause.text.count("条")
    return taiwan > mainland if taiwan or mainland else traditional > 0 and not marks
