"""Name of a page: in goes a page with its title, out comes a label for what a scraper put above: the title, a site's name behind it.

``关于…的通知_通知公告_云河市交通运输局`` is what ``<title>`` says; the title itself stands below it, or the subject below ``Guidance``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.model import READ_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEHIND = re.compile(r"\s*(?:[-_|｜–—·»:：]|[(（]共?\s?\d+\s?页).{1,80}")
_BEFORE = re.compile(r".{1,80}?\s*[-_|｜–—]\s*")
_MARK = re.compile(r"^[\[【(（]?\d{1,2}[\]】)）、]\s?")

MIN_TITLE = 8
"""Characters of a title; a shorter one may be a word of the line above it."""

MAX_ABOVE = 4
"""Blocks at the head of a page among which its name stands."""


def label_page_name(draft: Draft) -> Iterator[Change]:
    """Yield a boilerplate label for the lines above a title that say it again with a site's name behind it."""
    titles = [(at, _MARK.sub("", block.text.strip())) for at, block in enumerate(draft.blocks) if block.kind == "title"]
    for at, block in enumerate(draft.blocks[:MAX_ABOVE]):
        if block.kind not in READ_KINDS and block.kind != "title":
            continue
        if any(place > at and _names(block.text.strip(), title) for place, title in titles):
            yield Label(block.number, "boilerplate")


def _names(text: str, title: str) -> bool:
    """Return whether a line says a title, and a site's name beside it."""
    return len(title) >= MIN_TITLE and is_beside_name(text, title)


def is_beside_name(text: str, title: str) -> bool:
    """Return whether ``text`` is ``title`` with a name behind or before it: 通知_甲市交通运输局, 甲下载-通知."""
    start = text.find(title)
    if start < 0:
        return False
    return _BEHIND.fullmatch(text[start + len(title) :]) is not None or (
        start + len(title) == len(text) and _BEFORE.fullmatch(text[:start]) is not None
    )
