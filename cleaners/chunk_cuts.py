"""Chunk cuts: in go the two lines beside the mark of a piece, out comes whether the mark cuts a sentence apart, and how sure that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.likelihood import attested_at, frequent_pairs
from corpus.dates import first_date
from corpus.numbering import DIVISIONS, opening
from corpus.scripts import is_han
from corpus.sentences import CLOSING, TERMINAL, is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.chunk_marks import Mark
    from cleaners.draft import DraftBlock

FREQUENT_PAIR, SELDOM_PAIR, UNKNOWN_PAIR = 2.2, -0.5, -2.0
"""Evidence (natural logarithm of a likelihood ratio) of two Han characters that two halves are of one sentence, and not the end of an item
and the beginning of the next. Of neighbours in laws .72 are frequent pairs, .20 seldom, .08 unknown (9,624 pairs); of the last character
of one line and the first of the next .08, .33 and .59 (28,393 pairs)."""

MARK_AT_CUT = 3.0
"""The same of a half that begins with a comma or ends with an opening bracket, as no item does, and of a mark inside a word."""

COMMA_AT_CUT = 0.7
"""The same of a half that ends with a comma before a Han character: of cuts by length 7 in 100 do, of items 3."""

KNOWN_PHRASE = 4.0
"""The same where the four Han characters around the cut stand together elsewhere on the page, as the ends of two items never do."""

SMALL_LETTER = 0.4
"""The same of a half that begins with a small letter: items of statutes do, too."""

_COMMAS = "，、,"
_OPENERS = "（(《“‘【[「『〔"
_NEVER_FIRST = "，。、；：！？,;!?)）」』》】〉〕”’%％"
PHRASE = 4
"""Characters around a cut that are looked for elsewhere, half of them on either side."""

_ITEM_GOES_ON = re.compile(r"\b(?:and|or)$")
"""Items of one sentence end so, or in a comma."""

_IN_WORDS = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred)\s?$", re.IGNORECASE)
"""A number that is said twice, as contracts do: ``within three (3) months``."""

_EDGES = re.compile(r"(?:[ \u3000]{6,}|\u3000{3,})")
EDGES = 2
"""Names at the two edges of a line, and the blanks between them."""

_WINDOW = 200
"""Characters beside a mark that are looked at; more is no heading, and a page may be one line of many marks."""


def beside(blocks: Sequence[DraftBlock], mark: Mark) -> tuple[str, str]:
    """Return the text of the line before a mark and of the line behind it, without the mark, up to ``_WINDOW`` characters of each."""
    text = blocks[mark.block].text
    before = text[max(mark.start - _WINDOW, 0) : mark.start]
    after = text[mark.end : mark.end + _WINDOW]
    if not before.strip() and mark.block > 0:
        before = blocks[mark.block - 1].text[-_WINDOW:]
    if not after.strip() and mark.block + 1 < len(blocks):
        after = blocks[mark.block + 1].text[:_WINDOW]
    return before, after


def is_torn(before: str, after: str, *, inside: bool = False) -> bool:
    """Return whether a sentence was cut apart between two stretches of text: neither ends or begins as an author's line does.

    ``inside`` a line only words that meet say so: ``（3）`` and ``[4]`` stand beside commas and brackets for good reason.
    """
    before = before.rstrip()
    last, first = before[-1:], after.lstrip()[:1]
    if not last or not first:
        return False
    if last.isalnum() and (first.isalnum() or first in _OPENERS):
        return not (_ITEM_GOES_ON.search(before) or (inside and _IN_WORDS.search(before)) or is_heading(before))
    if inside:
        return False
    return (last in _COMMAS and is_han(first)) or (_marks_a_cut(last, first) and (last not in TERMINAL or first not in CLOSING))


def kinship(before: str, after: str, page: str = "", *, inside: bool = False) -> float:
    """Return the evidence that two halves are of one sentence; 0 where they are not torn or nothing speaks for or against it.

    ``page`` is the text in which the phrase may stand again.
    """
    if not is_torn(before, after, inside=inside):
        return 0.0
    if inside and before[-1].islower() and after[0].islower():
        return MARK_AT_CUT
    before, after = before.rstrip(), after.lstrip()
    last, first = before[-1], after[0]
    if _marks_a_cut(last, first):
        return MARK_AT_CUT
    if last in _COMMAS:
        return COMMA_AT_CUT
    phrase = before[-PHRASE // 2 :] + after[: PHRASE // 2]
    if page and len(phrase) == PHRASE and all(map(is_han, phrase)) and phrase in page:
        return KNOWN_PHRASE
    return pair_evidence(last, first) or (SMALL_LETTER if first.islower() and not inside else 0.0)


def pair_evidence(last: str, first: str) -> float:
    """Return the evidence that two characters, both Han, stand beside each other in one sentence; 0 for others."""
    if not (is_han(last) and is_han(first)):
        return 0.0
    if frequent_pairs(last + first):
        return FREQUENT_PAIR
    return SELDOM_PAIR if attested_at(last + first)[1] else UNKNOWN_PAIR


def is_heading(text: str) -> bool:
    """Return whether a line is numbered as a division is (第三章 罚则, 三、保障措施) and has no sentence."""
    numbered = opening(text)
    if numbered is None or numbered.end == len(text) or not is_name(text):
        return False
    return numbered.kind in DIVISIONS or (is_han(numbered.written[0]) and numbered.written[-1] == "、")


def _marks_a_cut(last: str, first: str) -> bool:
    return first in _NEVER_FIRST or last in _OPENERS


def is_set_apart(text: str) -> bool:
    """Return whether a line is two names at the two edges of a page: ``政府公报　　　　市政府文件``.

    ``Circular 2018/6          Guidelines for Cold Rooms`` is one in English.
    """
    parts = [part for part in _EDGES.split(text.strip()) if part]
    return len(parts) == EDGES and all(is_name(part) and opening(part) is None and not first_date(part) for part in parts)
