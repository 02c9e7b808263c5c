"""Outline numbering: in goes the text of one block, out comes the numbering it opens with, if it opens with one.

Chinese levels are ordered as in GB/T 9704-2012, 7.3.3 (一、 then （一） then 1. then （1）) and in the legislation rules (编, 章, 节, 条);
English ones as translations number them (Chapter, Section, Article, 1., (1)). Only what stands at the start of a block opens a
clause: 第三条 inside a sentence, years, decimals and "No. 18" do not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ZH_NUMBER = "[〇零一二三四五六七八九十百千两]"

_FORMS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, rank, re.compile(pattern, re.IGNORECASE))
    for kind, rank, pattern in (
        ("part", 1, rf"第\s?({_ZH_NUMBER}+|\d+)\s?编(?:\s+|(?=[^\s的、和至])|$)"),
        ("chapter", 2, rf"第\s?({_ZH_NUMBER}+|\d+)\s?章(?:\s+|(?=[^\s的、和至])|$)"),
        ("section", 3, rf"第\s?({_ZH_NUMBER}+|\d+)\s?节(?:\s+|(?=[^\s的、和至])|$)"),
        ("article", 4, rf"第\s?({_ZH_NUMBER}+|\d+)\s?条(?:之{_ZH_NUMBER})?(?:[\s:：]+|(?=[^\s的第、和及至或规所款项中])|$)"),
        ("part", 1, r"Part\s+([IVXLC]+|\d+)\b[.:]?(?:\s+|$)"),
        ("chapter", 2, r"Chapter\s+([IVXLC]+|\d+)\b[.:]?(?:\s+|$)"),
        ("section", 3, r"Section\s+([IVXLC]+|\d+)\b[.:]?(?:\s+(?!of\b)|$)"),
        ("article", 4, r"Article\s+([IVXLC]+|\d+)\b[.:]?(?:\s+(?!of\b|shall\b|and\b|to\b)|$)"),
        ("item", 5, r"([一二三四五六七八九十百]{1,5})\s?[、．.](?!\d)\s*"),
        ("item", 6, r"[（(]\s?([一二三四五六七八九十百]{1,5})\s?[）)][、.．]?\s*"),
        ("item", 7, r"(\d{1,2})\s?[.．、](?![\d%])\s*"),
        ("item", 8, r"[（(]\s?(\d{1,2})\s?[）)][、.．]?\s*(?![%\d])"),
        ("item", 9, r"([①-⑳])\s*"),
    )
)
"""Kind, rank (smaller is outer) and form of every numbering, in the order in which they are tried."""


class Opening(NamedTuple):
    """The numbering a block opens with: its kind, its rank (1 outermost), its number, how it is written, where the text begins."""

    kind: str
    rank: int
    number: int
    written: str
    end: int


def opening(text: str) -> Opening | None:
    """Return the numbering that ``text`` opens with, or None. Leading white space is not looked past."""
    for kind, rank, pattern in _FORMS:
        match = pattern.match(text)
        if match:
            return Opening(kind, rank, to_number(match[1]), match[0].strip(), match.end())
    return None


def to_number(written: str) -> int:
    """Return the value of a number in Arabic, Roman, circled or Chinese digits (二十三, 一百零五, 二〇二一)."""
    if written.isdecimal():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    if written[0].upper() in _ROMAN:
        values = [_ROMAN[letter] for letter in written.upper()]
        return sum(-value if value < later else value for value, later in zip(values, [*values[1:], 0], strict=True))
    if not _UNITS.keys() & set(written):
        return int("".join(str(_DIGITS[character]) for character in written))
    total = digit = 0
    for character in written:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
