"""Document numbers: in goes text, out come the year and number of every official document that it cites, in whatever brackets.

国办发〔2021〕18号, 国办发[2021]18号, "Guobanfa (2021) No. 18" and "Document No. 18 [2021]" all give ``2021/18``, full-width or in
lower case. The agency is left to the words: pages write it in two languages, or leave it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.fold import Folded

_YEAR = r"\s*((?:19|20)\d\d)\s*年?\s*"
_NUMBER = re.compile(
    rf"[〔\[(【]{_YEAR}[〕\])】]\s*,?\s*(?:第?\s*0*(\d{{1,5}})\s*号|no\.?\s*0*(\d{{1,5}})(?!\d))"
    rf"|[〔\[【]{_YEAR}[〕\]】]\s*0*(\d{{1,5}})(?![\d%]|[.,]\d)"
    rf"|(?<![a-z])no\.?\s*0*(\d{{1,5}})\s*[〔\[(]{_YEAR}[〕\])]",
    re.ASCII,
)
"""On folded text. A number without 号 or "No." counts only after the brackets that no other year stands in."""

_AGENCY = re.compile(rf"(?:(?<![{HAN_CLASS}])[{HAN_CLASS}]{{1,6}}|(?<![a-z])[a-z]+)\s*$")
"""What directly precedes a number: one Latin word, or a Han run no longer than the prefixes in use (国卫办医发 has five)."""

_MARK = "№"
"""Begins the term of a number; folding makes "no" of it, so no word of a text begins with it."""


class NumberMatch(NamedTuple):
    """A document number, as year and number, and where it stands; from ``agency`` on with what names the agency."""

    key: str
    agency: int
    start: int
    end: int


def find_numbers(folded: Folded) -> Iterator[NumberMatch]:
    """Yield the document numbers that a folded text cites, in order, with their places in the text as it was."""
    for match in _NUMBER.finditer(folded.text):
        first, second = (group for group in match.groups() if group)
        year, number = (second, first) if match[6] else (first, second)
        agency = _AGENCY.search(folded.text, 0, match.start())
        start, end = folded.span(*match.span())
        yield NumberMatch(f"{year}/{number}", folded.starts[agency.start()] if agency else start, start, end)


def number_term(key: str) -> str:
    """Return the term by which clauses that cite the document, or are part of it, are found."""
    return _MARK + key
