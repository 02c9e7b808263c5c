"""Headings of plain text: in goes a page, out come labels for short lines without a sentence end above a longer paragraph.

Numbered lines are left to the outline grammar. Example: ``grasp the “three accelerations” to enhance core competitiveness``. A heading
is no clause of its own, so what opens a list or a speech, says when a law was passed or is a row of a table, is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.lines import gap_between
from corpus.dates import first_date, is_bare_date
from corpus.model import READ_KINDS
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import DraftBlock

MAX_HEADING_WEIGHT = 160
"""Letters of English. The longest unnumbered headings of the news pages read weigh about 130."""

MIN_BODY_WEIGHT = 100
"""Letters of English that the paragraph under a heading has at least: lines of one length under each other are a list."""

_SALUTATION = re.compile(r"(?:各|致|尊敬的|dear\b|each\b|to (?:all|whom|the)\b|(?:the )?people['’]s governments\b|all )", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"[\u3400-\u9fff].*|.*(?:\bfollow(?:ing|s)?\b|\binclud(?:e|es|ing)\b|\bbelow\b|\bnamely\b"
    r"|\b(?:said|says|stated|added|stressed|noted|asked|replied|answered|pointed out)\b).*",
    re.IGNORECASE,
)
"""A line with a colon that opens a list or a speech; in Chinese every such line does (应当履行下列职责：, 会议指出：)."""

_EVENT = re.compile(
    r"[通過]过|通過|批准|核定|公布|[发發]布|施行|[制訂订]定|修[订正改訂]|[废廢]止|[删刪]除|adopted|promulgated|amended|effective|deleted",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[（(【\[].*[）)】\]]|.*[=＝×].*")
_BYLINE = re.compile(r"记者|通讯员|特约|\breporter\b|\bcorrespondent\b", re.IGNORECASE)
_ENDS_OPEN = (",", "，", "、", ";", "；", "“", "(", "（", "-", "—")

MIN_LETTER_SHARE = 0.5
"""Share of letters in a heading; a row of a table is figures."""


def label_headings(draft: Draft) -> Iterator[Change]:
    """Yield a heading label for every line of a plain-text page that heads the paragraph after it."""
    if draft.markup_kind == "html":
        return
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    for before, block, following in zip([None, *blocks], blocks, blocks[1:], strict=False):
        if _has_body(block, following) and _can_head(block) and _stands_alone(draft, before, block):
            yield Label(block.number, "heading", level=1)


def _can_head(block: DraftBlock) -> bool:
    text = block.text.strip()
    if block.kind != "paragraph" or weight(text) > MAX_HEADING_WEIGHT or opening(text) is not None or text.endswith(_ENDS_OPEN):
        return False
    if sum(map(str.isalpha, text)) < MIN_LETTER_SHARE * len(text) or _BRACKETED.fullmatch(text) or _BYLINE.search(text):
        return False
    if first_date(text) and (is_bare_date(text) or _EVENT.search(text)):
        return False
    if text.endswith((":", "：")):
        return not (_SALUTATION.match(text) or _INTRODUCES.fullmatch(text))
    return not ends_sentence(text) or text.endswith(("?", "？"))


def _stands_alone(draft: Draft, before: DraftBlock | None, block: DraftBlock) -> bool:
    """Return whether the line is set off from what precedes: a line under an unfinished one may be its end."""
    if before is None or before.kind != "paragraph" or ends_sentence(before.text):
        return True
    gap = gap_between(draft, before, block)
    return gap is None or gap.line_ends > 1


def _has_body(block: DraftBlock, following: DraftBlock) -> bool:
    body = weight(following.text)
    if body < MIN_BODY_WEIGHT:
        return False
    if block.text.rstrip().endswith((":", "：")) and opening(following.text) is not None:
        return False
    return following.kind == "paragraph" and body > weight(block.text) and _sentences(following)


def _sentences(block: DraftBlock) -> bool:
    return opening(block.text) is not None or any(mark in block.text for mark in "。.！？!?；;")
