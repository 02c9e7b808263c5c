"""Titles in marks and quotes, and the names that a text gives them: in goes text, out come their places.

Marks nest: 《关于印发〈…〉的通知》 and, against the standard (GB/T 15834-2011), 《关于印发《…》的通知》. Where one of a pair
is lost, what is still paired counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.citing.words import kind_of

MAX_TITLE = 240
"""Characters between title marks; the longest of 13,105 titles in 3,475 laws has 102."""

MAX_NAME = 30
"""Characters of a name in quotes that a text may have given and that does not end like a title: “双减”."""

_MARK = re.compile("[《》]")
_QUOTE = re.compile(
    rf"(?<!\w)\"(?=\S)([^\"\n]{{1,{MAX_TITLE}}})(?<=\S)\"(?!\w)|“([^“”\n]{{1,{MAX_TITLE}}})”|「([^「」\n]{{1,{MAX_TITLE}}})」"
)


class Marked(NamedTuple):
    """A title with its marks at ``text[start:end]``, and what stands between them."""

    start: int
    end: int
    title: str
    is_quote: bool = False


def marked_titles(text: str) -> list[Marked]:
    """Return what stands in 《》, the outermost pairs only."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        if mark[0] == "《":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.start() - start <= MAX_TITLE:
                pairs.append((start, mark.end()))
    pairs.sort()
    found: list[Marked] = []
    for start, end in pairs:
        title = text[start + 1 : end - 1]
        if (not found or start >= found[-1].end) and title.strip():
            found.append(Marked(start, end, title))
    return found


def quoted_titles(text: str) -> list[Marked]:
    """Return what stands in quotes and may be the title of a policy text or a name that the text has given to one."""
    if not any(quote in text for quote in '"“「'):
        return []
    found = []
    for match in _QUOTE.finditer(text):
        title = match[1] or match[2] or match[3]
        if len(title) <= MAX_NAME or kind_of(title) or title[0].isascii():
            found.append(Marked(match.start(), match.end(), title, is_quote=True))
    return found


_HEREAFTER = re.compile(
    r"(?:文件|文)?\s?(?:[^()《》。;,]{0,8}[,;、]\s?|\([^()《》。;]{0,40}?)?(?:以下|下)(?:分别|并|均)?(?:简称|统称|合称|称)(?:之)?(?:为|作)?[::]?\s?"
    r"[\"“‘「『]?(?:《(?P<marked>[^《》]{1,40})》|(?P<bare>[^《》“”\"‘’「」『』(),。;\s]{1,30}))[\"”’」』]?\s?\)?"
)
_REFERRED = r"(?:(?:collectively\s+|individually\s+)?(?:referred\s+to|known|abbreviated|called|cited)\s*(?:as)?)"
_NAME = r"[\"“'‘《](?:the\s+)?(?P<quoted{0}>[^\"”’》()]{{1,60}}?)[\"”'’》]"
_HEREINAFTER = re.compile(
    rf"\s?\(\s?(?:(?:hereinafter|hereafter)\s?,?\s*{_REFERRED}?\s*[:,]?\s*)?(?:the\s+)?{_NAME.format('_in')}\s?(?:(?:hereinafter|hereafter)\s?)?\)"
    rf"|\s?\(\s?(?:hereinafter|hereafter)\s?,?\s*{_REFERRED}?\s*(?:the\s+)?(?P<plain>[A-Z][\w -]{{1,40}}?)\s?\)"
    rf"|\s?,?\s?(?:hereinafter|hereafter)\s?,?\s*{_REFERRED}?\s*[:,]?\s*(?:the\s+)?{_NAME.format('_out')}",
    re.IGNORECASE,
)


class Definition(NamedTuple):
    """A name that a text gives to what it has just cited; the words that give it end at ``end``."""

    name: str
    end: int


def definition_at(folded: str, position: int) -> Definition | None:
    """Return the name given right behind a citation that ends at ``position``: （以下简称《办法》）, (hereinafter "the Rules")."""
    match = _HEREAFTER.match(folded, position)
    if match:
        return Definition(match["marked"] or match["bare"], match.end())
    match = _HEREINAFTER.match(folded, position)
    if match:
        return Definition(match["quoted_in"] or match["plain"] or match["quoted_out"], match.end())
    return None
