"""Spaced Chinese: in goes a page on which every character is set apart (``医 疗 保 险``), out comes the removal of the spaces.

Scanners and typesetters leave a space behind each character. Two names of two characters (``张 三``), headings that are set wide
(``总 则``), cells and verses have single spaces, too: a run of six characters is demanded, and in it
words that ordinary Chinese has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from cleaners.likelihood import frequent_pairs
from corpus.model import READ_KINDS, RawSpan
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = "，。、；：！？（）《》〈〉“”‘’【】「」『』〔〕"
_BLANK = "[ \u00a0\u2002-\u2009\u202f]{1,2}"
MIN_BLANKS = 3
"""Blanks of a run; most lines have none or one."""

_RUN = re.compile(rf"(?<![{HAN_CLASS}])(?:[{HAN_CLASS}{_MARK}]{_BLANK}){{{MIN_BLANKS},}}[{HAN_CLASS}{_MARK}](?![{HAN_CLASS}])")
_BLANKS = re.compile(_BLANK)
_HAN = re.compile(f"[{HAN_CLASS}]")

MIN_RUN = 6
"""Han characters set apart in a row: lists of names with single characters between spaces (赵 钱 孙 李) are shorter or make no words."""

MIN_DIFFERENT = 5
"""Different characters of a run: boxes of a form (是 否 是 否) repeat two."""

MIN_SHARE_FREQUENT = 0.4
"""Share of neighbours that are frequent pairs: of laws' .72, of the last character of one word and the first of an unrelated one .08."""

MIN_SHARE_LONG, MIN_BEYOND_CHANCE = 0.2, 1.2
"""The same in long runs, where chance evens out: of 31 neighbours 8, which unrelated characters reach in 1 of 500 runs. Text on nursing
or buildings, whose words are no laws', has .35."""


SPACED_PAGE = 3
"""Runs of text set apart from which on all of the page was, short ones too (``部 门 文 件``, ``（ 一 ）``)."""

_SHORT_RUN = re.compile(
    rf"(?<![{HAN_CLASS}])(?:[{HAN_CLASS}{_MARK}]{_BLANK})+[{HAN_CLASS}{_MARK}](?![{HAN_CLASS}])"
    rf"|(?<=\d){_BLANK}(?=[{HAN_CLASS}{_MARK}])|(?<=[{HAN_CLASS}{_MARK}]){_BLANK}(?=\d)"
)
"""On a page that is set apart also a figure beside a character: ``2022 年 1 月 1 日``."""


def close_spaced_han(draft: Draft) -> Iterator[Change]:
    """Yield the removal of every space inside a run of Han characters that are set apart one by one."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    spaced = [piece for block in blocks for piece in block.pieces if piece.edit is None and len(piece.text.split(None, 1)) > 1]
    found = [(piece, run.span()) for piece in spaced for run in _RUN.finditer(piece.text) if _is_text(run[0])]
    if len(found) >= SPACED_PAGE:
        found = [(piece, run.span()) for piece in spaced for run in _SHORT_RUN.finditer(piece.text)]
    for piece, place in found:
        for blank in _BLANKS.finditer(piece.text, *place):
            span = RawSpan(piece.raw.start + blank.start(), piece.raw.start + blank.end())
            yield Replace(span, "", "space between Han characters set apart")


def _is_text(run: str) -> bool:
    """Return whether characters set apart are the words of a text."""
    characters = "".join(_HAN.findall(run))
    if len(characters) < MIN_RUN or len(set(characters)) < MIN_DIFFERENT:
        return False
    neighbours = len(characters) - 1
    return frequent_pairs(characters) >= min(MIN_SHARE_FREQUENT * neighbours, MIN_SHARE_LONG * neighbours + MIN_BEYOND_CHANCE)
