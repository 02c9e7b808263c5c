"""Lists of contents that a site or a printer makes: in go the lines of a page, out come those of a list of what follows on it.

``1. Purpose ........ 1`` three times, or ``Contents [hide]`` above names that all stand again further down. The bare word 目录 above the
chapters is a law's own, and is left to the outline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEADERS = re.compile(r".{1,80}?\s?(?:(?:\.\s?){4,}|…{2,}|·{4,}|－{4,}|_{4,})\s?\d{1,3}")
_HEAD = re.compile(
    (
        r"\W*(?:(?:本文|文章|本页|章节|导航|页面|快速|全文)(?:目录|导航|导读)|(?:显示|隐藏|展开|收起|返回)目录"
        r"|目录\s?[\[【(（]?\s?(?:隐藏|收起|展开|hide)\s?[\]】)）]?|目录导航"
        r"|(?:table of )?contents\s?[\[(]?\s?(?:hide|show|toggle|collapse)\s?[\])]?|(?:chapter|section) list|(?:in"
        r"|on) this (?:page|article|guide|section)|jump to(?: section)?|quick links to sections|page contents)\W*"
    ),
    re.IGNORECASE,
)
_BARE = frozenset({"目录", "Contents", "CONTENTS", "Table of contents"})
_FOLDS = re.compile(r"[\[【(（]?\s?(?:收起|展开|隐藏|显示|hide|show|collapse)\s?[\]】)）]?", re.IGNORECASE)
"""The button below the bare word 目录 that a site puts above its own list."""

_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)、\s]*|(?:[ivx]{1,4}|[a-z])[.)、]\s*)?", re.IGNORECASE)
_SPACE = re.compile(r"[\s\W]+")

MIN_LEADERS = 2
"""Lines with leaders and the number of a page."""

MAX_ENTRIES = 40
MAX_ENTRY_WEIGHT = 160
"""Lines of a list and letters of English of one."""


def contents_lists(texts: Sequence[str]) -> set[int]:
    """Return the places of the lines of such lists; ``texts`` are those of a page, stripped."""
    leaders = {at for at, text in enumerate(texts) if text[-1:].isdecimal() and _LEADERS.fullmatch(text)}
    found = leaders if len(leaders) >= MIN_LEADERS else set()
    for at, text in enumerate(texts):
        if len(text) <= MAX_ENTRY_WEIGHT and _HEAD.fullmatch(text):
            found |= {at, *_entries(texts, at + 1)}
        elif text in _BARE and at + 1 < len(texts) and _FOLDS.fullmatch(texts[at + 1]):
            found |= {at, at + 1, *_entries(texts, at + 2)}
    return found


def _entries(texts: Sequence[str], start: int) -> set[int]:
    """Return the places of the lines that stand again below the list."""
    keys = [_key(text) for text in texts[start:]]
    end = 0
    while end < min(len(keys), MAX_ENTRIES) and weight(texts[start + end]) <= MAX_ENTRY_WEIGHT and not ends_sentence(texts[start + end]):
        if keys[end] and keys[end] not in keys[end + 1 :]:
            break
        end += 1
    while end and keys[end - 1] in keys[: end - 1]:
        end -= 1  # the text has begun: its first heading stood in the list
    return set(range(start, start + end))


def _key(text: str) -> str:
    return _SPACE.sub("", _NUMBER.sub("", text)).lower()
