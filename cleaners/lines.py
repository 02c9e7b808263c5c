"""Lines of a page: in go two neighbouring blocks of a draft, out comes how they stood to each other on the page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from cleaners.layout import is_layout, shown_width
from corpus.model import RawSpan
from corpus.scripts import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Draft, DraftBlock

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_DAMAGED = re.compile("[\ufffd\ue000-\uf8ff]")
_BREAK_TAG = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
LINE_KINDS = frozenset({"paragraph", "list-item"})
"""Blocks that a later cleaner may still join; headings, table rows and gaps stand for themselves."""


class Gap(NamedTuple):
    """What stands between two neighbouring blocks: where, how many lines it ends, and how far the second is indented."""

    span: RawSpan
    line_ends: int
    indent: int


def gap_between(draft: Draft, first: DraftBlock, second: DraftBlock) -> Gap | None:
    """Return the gap between two blocks, or None where more than line ends separates them on the page."""
    span = RawSpan(first.raw.end, second.raw.start)
    if span.end < span.start:
        return None
    between = draft.text[span.start : span.end]
    if draft.markup_kind == "html":
        breaks = len(_BREAK_TAG.findall(between))
        rest = _BREAK_TAG.sub("", between)
        return Gap(span, breaks, 0) if breaks and is_layout(rest) else None
    ends = list(_LINE_END.finditer(between))
    if not ends or not is_layout(between):
        return None
    return Gap(span, len(ends), shown_width(between[ends[-1].end() :]))


def line_groups(draft: Draft) -> Iterator[list[tuple[DraftBlock, Gap | None]]]:
    """Yield runs of blocks that stood on neighbouring lines without a blank one between, each with the gap before it."""
    group: list[tuple[DraftBlock, Gap | None]] = []
    for block in draft.blocks:
        gap = gap_between(draft, group[-1][0], block) if group else None
        if group and (block.kind not in LINE_KINDS or gap is None or gap.line_ends != 1):
            yield group
            group = []
            gap = None
        if block.kind in LINE_KINDS:
            group.append((block, gap))
    if group:
        yield group


def count_line_ends(text: str) -> int:
    """Return how many line ends ``text`` holds."""
    return len(_LINE_END.findall(text))


def separator(before: str, line: str) -> str:
    """Return what stands between two joined lines: nothing beside a Han character, a full-width mark or a hyphen, else a space."""
    if before.endswith("-") and before[-2:-1].isalpha() and line[0].isalpha():
        return ""
    wide = any(
        is_han(character) or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" for character in (before[-1], line[0])
    )
    return "" if wide else " "


def cells(text: str) -> int:
    """Return how many cells ``text`` took where its lines were broken: two for a wide or full-width character (Unicode Annex 11).

    Two also for U+FFFD and private use: in a text of Chinese that is what damaged characters of two bytes are read as.
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" or _DAMAGED.match(character) else 1 for character in text)
