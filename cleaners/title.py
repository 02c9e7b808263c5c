"""The title of a page: in goes a page, out comes a title label for its title, and a boilerplate label for all that stands before it.

Where it stands, in order of trust: the name of a shared document; the page's own main heading; the line above the dateline; the
first line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label, Split
from corpus.dates import first_date
from corpus.outline import opening
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

MAX_TITLE_WEIGHT = 400
"""Letters of English. The longest title of a State Council document has 84 characters, which weigh 320."""

HEAD_BLOCKS = 25
"""Blocks among which the dateline of a page is looked for: behind a site's menu, before its text."""

HEAD_WEIGHT = 2500
"""Letters of English that may stand before the dateline; behind more it is the foot of the page."""

_FILE_NAME = re.compile(r"[《【]?(?:【[^】]{1,12}】)?(?P<name>.{4,120}?)\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)\b", re.IGNORECASE)
_CANDIDATES = frozenset({"paragraph", "heading", "title"})
_NO_TITLE_END = ("。", ".", "；", ";", "，", ",", "：", ":")


def label_title(draft: Draft) -> Iterator[Change]:
    """Yield the title's label (and a split where the title is glued to the text), and labels for what stands before it."""
    blocks = draft.blocks
    shared = _shared_name(blocks)
    if shared:
        block, _start, end = shared
        yield Label(block.number, "title")
        if end < len(block.text):
            yield Split(block.pieces[0].raw.start + end)
        title = block
    else:
        found = _main_heading(blocks) or _above_dateline(blocks) or _first_line(blocks)
        if found is None:
            return
        title = found
        yield Label(title.number, "title")
    for block in blocks:
        if block.number == title.number:
            break
        if block.kind in _CANDIDATES or block.kind in {"list-item", "caption"}:
            yield Label(block.number, "boilerplate")


def _shared_name(blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, int, int] | None:
    """Return the block that a shared document's name opens, and where the name stands in it."""
    names = [match["name"] for block in blocks if block.kind == "boilerplate" for match in _FILE_NAME.finditer(block.text)]
    for block in blocks:
        if block.kind not in _CANDIDATES:
            continue
        for name in names:
            at = block.text.find(name)
            if 0 <= at <= len("【讲义文稿】") * 2 and (at == 0 or block.text[at - 1] in "】》 "):
                return block, at, at + len(name)
    return None


def _main_heading(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    return next((block for block in blocks if block.kind == "title"), None)


def _above_dateline(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the last line above the first dateline that can be a title; a table of metadata may stand above the title itself."""
    before = 0.0
    for position, block in enumerate(blocks[:HEAD_BLOCKS]):
        candidates = [other for other in blocks[:position] if _can_be_title(other)]
        if block.kind == "metadata" and candidates and (first_date(block.text) or len(candidates) == 1):
            return candidates[-1]
        if block.kind in _CANDIDATES:
            before += weight(block.text)
        if before > HEAD_WEIGHT:
            return None
    return None


def _first_line(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the first read line where it can be a title and a text follows."""
    candidates = [block for block in blocks if block.kind in _CANDIDATES]
    if len(candidates) > 1 and _can_be_title(candidates[0]):
        return candidates[0]
    return None


def _can_be_title(block: DraftBlock) -> bool:
    text = block.text.strip()
    short = 1 < weight(text) <= MAX_TITLE_WEIGHT
    return block.kind in _CANDIDATES and short and not text.endswith(_NO_TITLE_END) and opening(text) is None
