"""Lines of a page: in go two neighbouring blocks of a draft, out comes how they stood to each other on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaners.layout import is_layout, shown
from corpus.model import RawSpan
from corpus.scripts import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Draft, DraftBlock

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\ue000-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\ufffd\U0001f300-\U0003fffd]"
)
"""Wide and full-width characters of Unicode Annex 11. U+FFFD and private use are what damaged characters of two bytes are read as."""

_WIDE_IN_CHINESE = re.compile("[“”‘’…—·①-⑳]")
_GOES_ON_BEHIND_HYPHEN = re.compile(r"(?:and|or|to|nor)\b")
_SHOWN_BLANK = re.compile("[\u3000\u2002\u2003\u00a0]")
_BREAK_TAG = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_ONLY_TAGS = re.compile(r"(?:\s|</?(?:div|p|span|font|section)\b[^<>]*>)*", re.IGNORECASE)
MAX_BETWEEN = 400
"""Characters of tags between two elements that each hold a line of print."""

MAX_INDENT = 200
"""Characters of layout before a line that are looked at."""

LINE_KINDS = frozenset({"paragraph", "list-item"})
"""Blocks that a later cleaner may still join; headings, table rows and gaps stand for themselves."""


class Gap(NamedTuple):
    """What stands between two neighbouring blocks: where, and how many lines it ends."""

    span: RawSpan
    line_ends: int


class Line(NamedTuple):
    """A line of a page: its block, what it says, the gap before it (None where it begins a group), by how many cells it is set in."""

    block: DraftBlock
    text: str
    gap: Gap | None
    indent: int


def gap_between(draft: Draft, first: DraftBlock, second: DraftBlock) -> Gap | None:
    """Return the gap between two blocks, or None where more than line ends separates them on the page."""
    span = RawSpan(first.raw.end, second.raw.start)
    if span.end < span.start:
        return None
    between = draft.text[span.start : span.end]
    if between == "\n":
        return Gap(span, 1) if draft.markup_kind == "text" else None
    if draft.markup_kind == "html":
        breaks = len(_BREAK_TAG.findall(between))
        rest = _BREAK_TAG.sub("", between)
        return Gap(span, breaks) if breaks and is_layout(rest) else None
    ends = count_line_ends(between)
    return Gap(span, ends) if ends and is_layout(between) else None


def line_groups(draft: Draft) -> Iterator[list[Line]]:
    """Yield runs of blocks that stood on neighbouring lines without a blank one between, each with the gap before it."""
    group: list[Line] = []
    for block in draft.blocks:
        if block.kind not in LINE_KINDS:
            if group:
                yield group
                group = []
            continue
        gap = gap_between(draft, group[-1].block, block) if group else None
        if group and (gap is None or gap.line_ends != 1):
            yield group
            group = []
            gap = None
        group.append(Line(block, block.text, gap, _indent(draft, block.raw.start)))
    if group:
        yield group


def element_groups(draft: Draft) -> Iterator[list[Line]]:
    """Yield runs of paragraphs of an HTML page between which nothing stands but the tags that end one and begin the next.

    A converter of PDF files makes an element of each printed line; none of other pages.
    """
    if draft.markup_kind != "html":
        return
    group: list[Line] = []
    for block in draft.blocks:
        span = RawSpan(group[-1].block.raw.end if group else 0, block.raw.start)
        beside = span.end - span.start <= MAX_BETWEEN and _ONLY_TAGS.fullmatch(draft.text, *span) is not None
        if group and (block.kind != "paragraph" or span.end <= span.start or not beside):
            yield group
            group = []
        if block.kind == "paragraph":
            group.append(Line(block, block.text, Gap(span, 1) if group else None, 0))
    if group:
        yield group


def _indent(draft: Draft, start: int) -> int:
    """Return how many cells of layout stand before the text of a line; in HTML only blanks that a browser shows set a line in."""
    if start == 0 or draft.text[start - 1] in "\r\n":
        return 0
    before = draft.text[max(start - MAX_INDENT, 0) : start]
    if draft.markup_kind == "html":
        return cells("".join(_SHOWN_BLANK.findall(shown(before[before.rfind(">") + 1 :]))))
    before = _LINE_END.split(before)[-1]
    return cells(shown(before)) if is_layout(before) else 0


def count_line_ends(text: str) -> int:
    """Return how many line ends ``text`` holds."""
    return 1 if text == "\n" else len(_LINE_END.findall(text))


def separator(before: str, line: str) -> str:
    """Return what stands between two joined lines: nothing beside a Han character, a full-width mark or a hyphen, else a space.

    ``short-⏎and long-term`` keeps its space.
    """
    if before.endswith("-") and before[-2:-1].isalpha() and line[0].isalpha():
        return " " if _GOES_ON_BEHIND_HYPHEN.match(line) else ""
    wide = any(
        is_han(character) or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" for character in (before[-1], line[0])
    )
    return "" if wide else " "


def cells(text: str) -> int:
    """Return how many cells ``text`` took where its lines were broken: two for a wide or full-width character (Unicode Annex 11).

    Two also for the quotation marks and dashes that Chinese shares with English, where the text has wide characters at all.
    """
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return len(text) + wide + (len(_WIDE_IN_CHINESE.findall(text)) if wide else 0)
