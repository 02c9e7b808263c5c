"""Cards of WeChat accounts: in goes a page of plain text, out come boilerplate labels for the card that stands below an article's title.

A flattened article has, below its title, who wrote it and what the account says of itself, a line each or several on one::

    原创 张三 县医改观察 / 县医改观察 / 微信号 xyggc / 功能介绍 一周一篇，讲县里的医院。 / 前天 / 收录于合集 #医共体 12个

What says so is a WeChat id or the account's own description; names above them are the author's and the account's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.regions import HEAD_BLOCKS
from corpus.model import READ_KINDS
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_SAID = r"[A-Za-z][\w-]{3,30}"
"""An account's id."""

_ID = re.compile(rf"(?:微信(?:公[众眾])?[号號]|公[众眾][号號]|[帐账帳]号|WeChat ID)\s?[:：]?\s?(?P<said>{_SAID})?", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"(?:功能介[绍紹]|(?:[账帐]号|公众号)(?:简介|主体|类型|迁移)|IP\s?属地|认证(?:信息|主体)|个性签名|(?-i:Intro(?:duction)?))\s?[:：]?\s?(?P<said>.*)",
    re.IGNORECASE,
)
_MINE = re.compile(r"(?:原[创創]|转载|Original)(?:\s.{1,40})?")
_SERIES = re.compile(r"(?:收[录錄][于於]|(?:合集|专辑|话题)\s?#).{0,60}|#\S{1,20}|\d{1,4}\s?[个個篇]")
_DAY = re.compile(r"(?:刚刚|今天|昨天|前天|上?周[一二三四五六日]|\d{1,3}\s?(?:分钟|小时|天|周|个?月)前)(?:\s?\d{1,2}:\d{2})?|发表于\S{2,8}")

MAX_NAME = 50
"""Letters of English of an author's or an account's name; an account has 30 characters at most, 15 of Chinese (WeChat's rules)."""

MAX_NAMES = 3
"""Names above the id: the author's, and the account's twice."""

MAX_DESCRIPTION = 500
"""Letters of English of what an account says of itself: at most 120 characters (WeChat's rules)."""


def label_account_cards(draft: Draft) -> Iterator[Change]:
    """Yield boilerplate labels for the card of an account at the head of the page."""
    if draft.markup_kind == "html":
        return
    blocks = [block for block in draft.blocks[:HEAD_BLOCKS] if block.kind in READ_KINDS or block.kind == "metadata"]
    first = next((at for at, block in enumerate(blocks) if at and _is_card(blocks, at)), None)
    if first is None:
        return
    begin = first
    while begin > 1 and first - begin < MAX_NAMES + 1 and _is_name(blocks[begin - 1]):
        begin -= 1
        if _MINE.fullmatch(blocks[begin].text.strip()):
            break
    at = first
    while at < len(blocks) and (took := _taken(blocks, at)):
        at += took
    yield from (Label(block.number, "boilerplate") for block in blocks[begin:at] if block.kind != "metadata")


def _is_card(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Return whether a line is an account's id, and an id or a description stands on it or below."""
    match = _ID.fullmatch(blocks[at].text.strip())
    if match is None:
        return False
    below = blocks[at + 1].text.strip() if at + 1 < len(blocks) else ""
    return bool(match["said"] or _INTRODUCTION.match(below) or re.fullmatch(_SAID, below))


def _is_name(block: DraftBlock) -> bool:
    text = block.text.strip()
    return block.kind != "metadata" and weight(text) <= MAX_NAME and not ends_sentence(text)


def _taken(blocks: Sequence[DraftBlock], at: int) -> int:
    """Return how many lines from ``at`` on are of the card: two where a label stands alone above what it says."""
    block = blocks[at]
    text = block.text.strip()
    if block.kind == "metadata":
        return 1
    for form in (_ID, _INTRODUCTION):
        match = form.fullmatch(text)
        if match and weight(text) <= MAX_DESCRIPTION:
            return 1 if match["said"] or at + 1 == len(blocks) else 2
    return int(any(form.fullmatch(text) for form in (_MINE, _SERIES, _DAY)))
