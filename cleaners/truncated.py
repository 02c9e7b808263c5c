"""Truncation: in goes a page, out comes a flag where it breaks off in mid-sentence; what is lost is not on the page.

Example: a share site shows 2,400 characters of a speech and ends ``成为北京市唯一获此荣誉的基层医疗机构;集``. A signature, a date, a
list of attachments, a table, a note in brackets and a web address end a text without a full stop.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.model import READ_KINDS, Flag
from corpus.sentences import TERMINAL, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Change, Draft

MIN_WEIGHT = 150
"""Letters of English of the last paragraph: a signature, a date or a list's last item may well end without a full stop."""

MAX_LAST_SENTENCE = 4000
"""Characters from the end in which the last sentence's beginning is looked for."""

MAX_BARS = 3
"""Bars of a paragraph that is a flattened row of a table."""

_MORE = r"(?:阅读|查看|展开)(?:全文|更多|原文)|read more|continue reading|(?:read|view) (?:the )?full (?:text|article|story)"
_READ_MORE = re.compile(rf"(?:(?:\.{{3}}|…)\s*[\[【(（]?\s?|[\[【(（]\s?|^\W*)(?:{_MORE})\s?[\]】)）]?\s*[>»]*\W*$", re.IGNORECASE)
_ELLIPSIS = re.compile(r"(?:\.{3}|…+)$")
_CLOSED = re.compile(r"[”’\"')）」』》】\]:：]$")
_APPENDED = re.compile(r"附|注[:：1-9]|抄送|联系|电话|责任编辑|来源|annex|attachment|appendix|note\b|source\b|cc\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S+$", re.IGNORECASE)


def flag_truncated(draft: Draft) -> Iterator[Change]:
    """Yield a flag where the last paragraph of the page has sentences, but does not end one."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    if not blocks or blocks[-1].kind not in {"paragraph", "list-item"}:
        return
    last = blocks[-1]
    text = last.text.strip()
    if _READ_MORE.search(text) and sum(weight(block.text) for block in blocks[-2:]) >= MIN_WEIGHT:
        yield Flag("truncated", last.raw, f"the text ends in a link to the rest: {text[-20:]}")
    elif weight(text) >= MIN_WEIGHT and _breaks_off(text):
        yield Flag("truncated", last.raw, f"the text breaks off: {text[-20:]}")


def _breaks_off(text: str) -> bool:
    """Return whether a paragraph has sentences, and behind the last of them the beginning of another."""
    ends = list(sentence_ends(text[-MAX_LAST_SENTENCE:]))
    if not ends or text.count("|") >= MAX_BARS or _APPENDED.match(text):
        return False
    if _ELLIPSIS.search(text):
        return True
    if text.endswith(tuple(TERMINAL)) or _CLOSED.search(text) or _ADDRESS.search(text):
        return False
    rest = text[-MAX_LAST_SENTENCE:][ends[-1] :]
    dates = list(find_dates(rest))
    return not (_APPENDED.match(rest) or (dates and dates[-1][1] == len(rest)))
