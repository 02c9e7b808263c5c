"""Pins: in goes folded text, out come the units that it points at (第三十三条第（二）项, Article 33(2), 五（二）), each as a path.

The paths are those of clauses: 33.2, 17-1 for 第十七条之一, A1:2 in the first attachment. Paragraphs (款) have no place in a path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.numerals import to_number

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = re.compile(r"(?:[Aa][0-9]{0,2}:)?[0-9]{1,4}(?:-[0-9]{1,3})?(?:\.[0-9]{1,4}(?:-[0-9]{1,3})?)*")
"""A path in normal form."""

_ZH = "(?:[0-9]{1,4}|[〇零一二三四五六七八九十百千两]{1,9})"
_SMALL = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_EN = r"(?:[0-9]{1,4}|[ivxl]{1,7}\b)"
_ARTICLE = rf"""
    (?:第\s?(?P<article>{_ZH})\s?条(?!例)|(?P<bare>{_ZH})\s?条(?![例款件约目]))(?:\s?之\s?(?P<inserted>{_ZH}))?
    (?:[\s,]?第?\s?{_ZH}\s?款)?
    (?:[\s,]?第?\s?\(?\s?(?P<item>{_SMALL})\s?\)?\s?项|\s?\(\s?(?P<bracket>{_SMALL})\s?\))?
    (?:[\s,]?第?\s?(?P<under>{_SMALL})\s?目)?
"""
_ENGLISH = rf"""
    \b(?P<word>articles?|art\.|sections?|sec\.|items?|paragraphs?|points?|clauses?)\s?
    (?P<english>{_EN})(?:-(?P<english_inserted>[0-9]{{1,3}})(?![0-9]))?(?:\.(?P<dotted_item>[0-9]{{1,3}})(?![0-9]))?
    (?:,?\s?para(?:graph|\.)\s?[0-9]+)?
    (?:\s?\(\s?(?P<english_item>[0-9]{{1,3}}|[a-z]|[ivx]{{1,5}})\s?\)|,?\s?(?:item|subparagraph|point)\s?\(?(?P<named_item>[0-9]{{1,3}})\)?)?
    (?:\s?\(\s?(?P<english_under>[0-9]{{1,3}}|[a-z]|[ivx]{{1,5}})\s?\))?
    (?!\w)
"""
_OUTLINE = rf"""
    \#?(?P<path>(?:a[0-9]{{0,2}}:)?[0-9]{{1,3}}(?:-[0-9]{{1,2}})?(?:\.[0-9]{{1,3}}(?:-[0-9]{{1,2}})?)+)(?![0-9a-z%])
    |\#(?P<marked>(?:a[0-9]{{0,2}}:)?[0-9]{{1,3}}(?:-[0-9]{{1,2}})?)(?![0-9a-z%])
    |第?\s?(?P<section>{_SMALL}|\b[ivx]{{1,5}})\s?(?:部分|大?点|[、.])?\s?\(\s?(?P<sub>{_SMALL})\s?\)\s?[、项]?
        (?:\s?第?\s?(?P<deep>[0-9]{{1,2}})\s?[.、]?(?![\w%])(?:\s?\(\s?(?P<deepest>[0-9]{{1,2}})\s?\))?)?
    |第\s?(?P<part>{_SMALL})\s?(?:部分|大?点|项)
    |(?P<as_short>(?P<lone>[一二三四五六七八九十]{{1,3}})(?=\s?[,、.;。?!:]?\s*$)|\(\s?(?P<only>{_SMALL})\s?\)\s?项?)
"""
_PIN = re.compile(
    rf"(?P<attached>(?:附件|\b(?:annex|attachment|appendix))\s?(?P<attachment>{_SMALL})?[\s,的:]*)?(?:(?P<as_article>{_ARTICLE})|(?P<as_english>{_ENGLISH})|{_OUTLINE})",
    re.VERBOSE,
)
_PARTS = (
    "article bare english section part lone only".split(),
    "item bracket english_item named_item dotted_item sub".split(),
    "under english_under deep".split(),
    ["deepest"],
)


class Pin(NamedTuple):
    """A unit that a text points at: its path, its place; ``kind`` is ``article``, ``english``, ``outline`` or ``short``.

    An outline number (五（二）, 5.2) is a pin only directly behind the name of a work, a short one (五, （二）) only behind a document
    number: 解释（二） is the name of a work. Elsewhere they are numbers.
    """

    path: str
    start: int
    end: int
    kind: str

    @property
    def is_article(self) -> bool:
        """Whether it is one by itself, whatever stands before."""
        return self.kind in {"article", "english"}


def find_pins(folded: str) -> Iterator[Pin]:
    """Yield the pins of a folded text in order."""
    for match in _PIN.finditer(folded):
        kind = next((kind for kind in ("article", "english", "short") if match[f"as_{kind}"]), "outline")
        yield Pin(_path(match), match.start(), match.end(), kind)


def _path(match: re.Match[str]) -> str:
    prefix = f"A{_value(match['attachment'] or '1')}:" if match["attached"] else ""
    written = match["path"] or match["marked"]
    if written:
        return prefix + written.upper()
    numbers = [next((_value(match[name]) for name in names if match[name]), None) for names in _PARTS]
    inserted = match["inserted"] or match["english_inserted"]
    labels = [str(number) for number in numbers if number is not None]
    if inserted:
        labels[0] += f"-{_value(inserted)}"
    return prefix + ".".join(labels)


def _value(written: str) -> int:
    """Return the value of a number; a letter other than i, v and x counts by its place in the alphabet."""
    if len(written) == 1 and "a" <= written <= "z" and written not in "ivx":
        return ord(written) - ord("a") + 1
    return to_number(written)
