"""Headings of plain text: a short line without a sentence end, above a longer paragraph, is a heading.

Numbered lines are left to the outline grammar. Example: ``grasp the “three accelerations” to enhance core competitiveness``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.lines import gap_between
from corpus.model import READ_KINDS
from corpus.outline import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import DraftBlock

MAX_HEADING_WEIGHT = 160
"""Letters of English. The longest unnumbered headings of the news pages read weigh about 130."""

MIN_BODY_WEIGHT = 100
"""Letters of English that the paragraph under a heading has at least: lines of one length under each other are a list."""

_SALUTATION = re.compile(r"(?:各|致|尊敬的|dear\b|to (?:all|whom|the)\b|(?:the )?people's governments\b|all )", re.IGNORECASE)
_ENDS_OPEN = (",", "，", "、", ";", "；", "“", "(", "（", "-", "—")


def label_headings(draft: Draft) -> Iterator[Change]:
    """Yield a heading label for every line of a plain-text page that heads the paragraph after it."""
    if draft.markup_kind == "html":
        return
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    for before, block, following in zip([None, *blocks], blocks, blocks[1:], strict=False):
        if _can_head(block) and _stands_alone(draft, before, block) and _has_body(block, following):
            yield Label(block.number, "heading", level=1)


def _can_head(block: DraftBlock) -> bool:
    text = block.text.strip()
    if block.kind != "paragraph" or weight(text) > MAX_HEADING_WEIGHT or opening(text) is not None or text.endswith(_ENDS_OPEN):
        return False
    if text.endswith((":", "：")):
        return not _SALUTATION.match(text)
    return not ends_sentence(text) or text.endswith(("?", "？"))


def _stands_alone(draft: Draft, before: DraftBlock | None, block: DraftBlock) -> bool:
    """Return whether the line is set off from what precedes: a line under an unfinished one may be its end."""
    if before is None or before.kind != "paragraph" or ends_sentence(before.text):
        return True
    gap = gap_between(draft, before, block)
    return gap is None or gap.line_ends > 1


def _has_body(block: DraftBlock, following: DraftBlock) -> bool:
    body = weight(following.text)
    return following.kind == "paragraph" and body >= MIN_BODY_WEIGHT and body > weight(block.text) and _sentences(following)


def _sentences(block: DraftBlock) -> bool:
    return opening(block.text) is not None or any(mark in block.text for mark in "。.！？!?；;")
