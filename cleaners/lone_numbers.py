"""Lone numbers: in go lines of which some are nothing but the number of a heading or an item, out comes each joined to its text.

``II.⏎Entrust disposal``: scrapers and word processors set the number of a list in an element of its own. Two numbers of one form that
count up are demanded; 第一条 above its text is how Taiwan prints its laws, and is left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from cleaners.lines import LINE_KINDS, gap_between
from corpus.model import RawSpan
from corpus.numbering import opening
from corpus.numerals import to_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import DraftBlock

_FORMS = (
    re.compile(r"([IVX]{1,5})\."),
    re.compile(r"([一二三四五六七八九十]{1,3})、"),
    re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"[（(](\d{1,2})[）)]"),
)
MIN_NUMBERS = 2
"""Lone numbers of one form, each by one larger than the last; the first is 1."""


def join_lone_numbers(draft: Draft) -> Iterator[Change]:
    """Yield the join of each lone number to the line behind it."""
    blocks = [block for block in draft.blocks if block.kind in LINE_KINDS]
    for form in _FORMS:
        found = [(at, to_number(number[1])) for at, block in enumerate(blocks) if (number := form.fullmatch(block.text.strip()))]
        if len(found) < MIN_NUMBERS or [value for _, value in found] != list(range(1, len(found) + 1)):
            continue
        for at, _ in found:
            if at + 1 < len(blocks) and _may_follow(draft, blocks[at], blocks[at + 1]):
                joint = " " if blocks[at].text.strip().isascii() else ""
                span = RawSpan(blocks[at].raw.end, blocks[at + 1].raw.start)
                yield Replace(span, joint, "number on a line of its own", joins=True)


def _may_follow(draft: Draft, number: DraftBlock, line: DraftBlock) -> bool:
    """Return whether the line behind a lone number is its text: no number itself, and with nothing between but line ends."""
    return opening(line.text) is None and gap_between(draft, number, line) is not None
