"""Document numbers: in goes text, out come the year and number of every official document that it cites, in whatever brackets.

国办发〔2021〕18号, 国办发[2021]18号, "Guobanfa (2021) No. 18" and "Document No. 18 [2021]" all give ``2021/18``, full-width or in
lower case. The agency is left to the words: pages write it in two languages, or leave it out. Of 国办发〔2021〕18、19号 both are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.pinyin import is_pinyin, letters_of
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.fold import Folded

_YEAR = r"\s*((?:19|20)\d\d)\s*年?\s*"
_AND = r"\s?[、和及与]\s?(?:第\s?)?"
_LIST_GOES_ON = rf"(?=(?:{_AND}\d{{1,5}}){{1,20}}\s?号)"
_NUMBER = re.compile(
    rf"[〔\[(【]{_YEAR}[〕\])】]\s*,?\s*(?:第?\s*0*(\d{{1,5}})(?:\s*号|{_LIST_GOES_ON})|no\.?\s*0*(\d{{1,5}})(?!\d))"
    rf"|[〔\[【]{_YEAR}[〕\]】]\s*0*(\d{{1,5}})(?![\d%]|[.,]\d)"
    rf"|(?<![a-z])no\.?\s*0*(\d{{1,5}})\s*[〔\[(]{_YEAR}[〕\])]",
    re.ASCII,
)
"""On folded text. A number without 号 or "No." counts only after the brackets that no other year stands in."""

_FURTHER = re.compile(
    rf"{_AND}(?P<written>0*(?P<number>[1-9]\d{{0,4}})(?:\s?号(?![楼院线房门码床])|{_LIST_GOES_ON}))(?![前后起至到以之上下])", re.ASCII
)
"""、19号 of one year and agency with the number before it, as in ``corpus.doc_numbers``."""

_AGENCY = re.compile(rf"(?:(?<![{HAN_CLASS}])[{HAN_CLASS}]{{1,6}}|(?<![a-z])[a-z]+)\s*$")
"""What directly precedes a number: one Latin word, or a Han run no longer than the prefixes in use (国卫办医发 has five)."""

MAX_AGENCY = 50
"""Characters of a prefix in pinyin: seven syllables of six letters with their blanks."""

_SYLLABLES = re.compile(r"(?<![a-z])(?:[a-z]{2,6}\s){1,6}(?:fa|han|zi|ban|gui|ling|tong|dian)\s*$")
"""Lin Wei Fa, syllable by syllable."""

_MARK = "№"
"""Begins the term of a number; folding makes "no" of it, so no word of a text begins with it."""


class NumberMatch(NamedTuple):
    """A document number, as year and number, and where it stands; from ``agency`` on with what names the agency.

    Of a list that is all that stands before it: of 19号 in 国办发〔2021〕18、19号 from 国办发 on.
    """

    key: str
    agency: int
    start: int
    end: int


def find_numbers(folded: Folded) -> Iterator[NumberMatch]:
    """Yield the document numbers that a folded text cites, in order, with their places in the text as it was."""
    for match in _NUMBER.finditer(folded.text):
        first, second = (group for group in match.groups() if group)
        year, number = (second, first) if match[6] else (first, second)
        start, end = folded.span(*match.span())
        agency = _agency_begins(folded.text, match.start())
        begins = folded.starts[agency] if agency < match.start() else start
        yield NumberMatch(f"{year}/{number}", begins, start, end)
        further = _FURTHER.match(folded.text, match.end()) if match[2] or match[5] else None
        while further:
            yield NumberMatch(f"{year}/{further['number']}", begins, *folded.span(*further.span("written")))
            further = _FURTHER.match(folded.text, further.end())


def _agency_begins(text: str, end: int) -> int:
    """Return where what names the agency begins, directly before a number that starts at ``end``; ``end`` where nothing does."""
    looked_at = max(end - MAX_AGENCY, 0)
    syllables = _SYLLABLES.search(text, looked_at, end)
    starts = [syllables.start() + word.start() for word in re.finditer(r"\S+", syllables[0])] if syllables else []
    for start in starts[:-1]:
        if is_pinyin(letters_of(text[start:end])):
            return start
    named = _AGENCY.search(text, looked_at, end)
    return named.start() if named else end


def number_term(key: str) -> str:
    """Return the term by which clauses that cite the document, or are part of it, are found."""
    return _MARK + key
