"""Numbering: in goes the text of one block, out comes what is written in it like the number of a unit.

Years, decimals and "No. 18" are no numbering; nor is what begins a citation (第三条规定的…). Whether a numbering inside a line opens
a unit, ``corpus.outline`` decides from its row.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus._forms import COUNTED, DECIMAL, DIGITS_GO_ON, IN_WORDS, SENTENCE_GOES_ON, STARTS, WEAK_FORMS, forms_of, line_forms_of
from corpus._marks import MARKS, unmarked
from corpus.numerals import WORDS, from_letter, to_number
from corpus.sentences import LONGEST_KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus._forms import Form

_BLANKS = re.compile(r"\s*")
_BLANKS_AND_STOPS = re.compile(r"[.:：]*\s*")


DIVISIONS = frozenset({"part", "chapter", "section"})
"""Kinds of unit that hold articles and do not enter their paths."""


class Opening(NamedTuple):
    """The numbering a block opens with: its kind, its rank (1 outermost), its number, how it is written, where the text begins."""

    kind: str
    rank: int
    number: int
    written: str
    end: int


class Numbering(NamedTuple):
    """What is written like the number of a unit: its form, its number (5, of 第五条之一 with ``inserted`` 1), its place.

    ``start`` is its first character, ``end`` where the text behind it begins. ``weak`` forms need a row. ``cited`` is one that goes on
    like a sentence which names the unit, or counts things; ``goes_on`` one that may (its text begins with a small letter, or with
    a digit). ``outer`` are the numbers before the own one in 4.3.1, the zeros of 4.0.1 aside; ``chapter`` is
    what stands before the point of § 12.3.
    """

    kind: str
    style: str
    rank: int
    number: int
    inserted: int
    start: int
    end: int
    written: str
    weak: bool
    cited: bool
    goes_on: bool
    outer: tuple[int, ...] = ()
    zeros: int = 0
    chapter: str = ""

    @property
    def label(self) -> str:
        """The number as it stands in a path: ``5``, ``5-1``."""
        return self.chapter + "0." * self.zeros + (f"{self.number}-{self.inserted}" if self.inserted else str(self.number))


def opening(text: str) -> Opening | None:
    """Return the numbering that ``text`` opens with, or None. Leading white space is not looked past, and weak forms open nothing.

    Marks of Markdown are: ``**第一条** 医院`` opens with 第一条.
    """
    return _kept_opening(text) if len(text) <= LONGEST_KEPT else _opening(text)


def _opening(text: str) -> Opening | None:
    begins = 0
    if text[:1] in MARKS:
        text = unmarked(text)
        begins = len(text) - len(text.lstrip())
    for form in forms_of(text[begins : begins + 1]):
        match = form.written.match(text, begins)
        if match and not _is_cited(form, match) and not _goes_on(form, match):
            return Opening(form.kind, form.rank, to_number(match[1]), match[0], _text_begins(match, form.kind))
    return None


_kept_opening = lru_cache(maxsize=8192)(_opening)
"""A dozen rules ask for the opening of each line of a page."""


def numberings(text: str) -> Iterator[Numbering]:
    """Yield everything in ``text`` that is written like the number of a unit, in order; "(i)" twice, as the first and as the ninth."""
    begins = len(text) - len(text.lstrip())
    for form in line_forms_of(text[begins : begins + 1]):
        match = form.written.match(text, begins)
        if match:
            yield _numbering(form, match, weak=True)
    for found in STARTS.finditer(text):
        position = found.start()
        for form in forms_of(text[position]):
            match = form.written.match(text, position)
            if match:
                strong = _numbering(form, match, weak=False)
                yield strong
                decimal = DECIMAL.written.match(text, position) if strong.goes_on else None
                if decimal:
                    yield _numbering(DECIMAL, decimal, weak=True)
                break
        else:
            for form in (*IN_WORDS, *WEAK_FORMS):
                match = form.written.match(text, position)
                if match:
                    yield _numbering(form, match, weak=True)


_LETTERS = frozenset({"A.", "a.", "(a)", "(A)", "a)"})


def _numbering(form: Form, match: re.Match[str], *, weak: bool) -> Numbering:
    inserted = next((to_number(group) for group in match.groups()[1:] if group), 0)
    *outer, number = map(int, re.split("[.．]", match[1])) if form.style == "1.1" else [_value(form.style, match[1])]
    nonzero = tuple(filter(None, outer))
    chapter = match[1].rpartition(".")[0] + "." if form.style == "§" and "." in match[1] else ""
    end = _text_begins(match, form.kind)
    cited, goes_on = _is_cited(form, match), _goes_on(form, match)
    return Numbering(
        form.kind,
        form.style,
        form.rank,
        number,
        inserted,
        match.start(),
        end,
        match[0],
        weak,
        cited,
        goes_on,
        nonzero,
        len(outer) - len(nonzero),
        chapter,
    )


def _value(style: str, written: str) -> int:
    if written.lower() in WORDS:
        return WORDS[written.lower()]
    if style == "§":
        return int(written.rpartition(".")[2])
    return from_letter(written) if style in _LETTERS or written == "A" else to_number(written)


def _text_begins(match: re.Match[str], kind: str) -> int:
    """Return where the text behind a numbering begins: behind white space, of "Article 5." and 第五条： behind stop and colon too."""
    blanks = (_BLANKS if kind == "item" else _BLANKS_AND_STOPS).match(match.string, match.end())
    return blanks.end() if blanks else match.end()


def _is_cited(form: Form, match: re.Match[str]) -> bool:
    """Return whether what looks like a numbering goes on as a sentence that names the unit, or counts things."""
    if form.cited.match(match.string, match.end()):
        return True
    if match[0].endswith("、") and not match[1].isdecimal():
        counted = COUNTED.match(match.string, match.end())
        return counted is not None and to_number(counted[1]) == to_number(match[1]) + 1
    return False


def _goes_on(form: Form, match: re.Match[str]) -> bool:
    """Return whether a sentence may go on ("Article 5 shall", 2.5亿元).

    The text of an article begins with a capital, unless the page has lost them all.
    """
    if form.style == "1.":
        return DIGITS_GO_ON.match(match.string, match.end()) is not None
    return form.kind != "item" and match[0][0].isupper() and SENTENCE_GOES_ON.match(match.string, match.end()) is not None
