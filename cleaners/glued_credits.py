"""Glued credits: in go paragraphs and captions, out come their ends split off that say who took a picture or wrote a line.

``…on May 10, 2019. (Photo by Qi Wen)`` · ``…检查水质。（张三 摄）``. A bracket at the end of a sentence may say more of its
subject, so it must open with a word of pictures or of editors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Split
from cleaners.pieces import held
from cleaners.running_heads import is_page_number
from corpus.model import CleanSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

_CREDIT = re.compile(
    r"(?<=[.。!?！？”\"’])\s*[（(\[【](?:(?:photos?|images?|pictures?|graphics?|file photo|video|credit)\b[^()（）\[\]]{0,60}"
    r"|(?:图片?|照片|视频|摄影|资料图|图源|配图|制图)[^()（）\[\]，。；]{0,24}|(?:新华社|本报|本网)?(?:记者|通讯员)?\s?[\u4e00-\u9fff]{2,4}\s?[摄攝]"
    r"|(?:责任编辑|责编|编辑|责校|校对|editors?)\s?[:：][^()（）\[\]]{1,30})[)）\]】]\s*$",
    re.IGNORECASE,
)

_NAMED = re.compile(r"(?<=[.!?])\s+(?:Image|Photo|Picture|Photograph|Illustration)s?\s?(?:[:：]|credit|by\b)\s?[^.。]{2,60}$")
"""The same without brackets: ``… while the other composts. Image: Wikimedia``."""

_PAGE = re.compile(
    r"(?<=[^\s第至到、\d—–-])\s?第\s?\d{1,3}\s?[页頁]\s{0,3}[,，/]?\s?共\s?\d{1,3}\s?[页頁]$|(?<=\w)\s?page \d{1,3} of \d{1,3}$",
    re.IGNORECASE,
)
"""The number of a page glued to the line that it cuts: …抽取第1页 共3页."""

MIN_PAGES = 2
"""Lines of a page with such a number, of which one may be about a page."""

MAX_CREDIT = 90
"""Characters from the end of a block in which its credit stands."""

KINDS = frozenset({"paragraph", "caption", "list-item"})


def split_glued_credits(draft: Draft) -> Iterator[Change]:
    """Yield a split before every credit; what follows it is boilerplate."""
    pages = sum(
        _PAGE.search(block.text, max(len(block.text) - MAX_CREDIT, 0)) is not None or is_page_number(block.text) for block in draft.blocks
    )
    for block in draft.blocks:
        if block.kind not in KINDS:
            continue
        start = max(len(block.text) - MAX_CREDIT, 0)
        bracketed = block.text.rstrip().endswith((")", "）", "]", "】"))
        credit = (_CREDIT if bracketed else _NAMED).search(block.text, start)
        if credit is None and pages >= MIN_PAGES:
            credit = _PAGE.search(block.text, start)
        if credit is None:
            continue
        begin = credit.start() + len(credit[0]) - len(credit[0].lstrip())
        found = list(held(block, [CleanSpan(begin, begin + 1)]))
        if begin and len(found) == 1 and found[0].piece.edit is None:
            yield Split(found[0].raw(found[0].spans[0]).start, "boilerplate")
