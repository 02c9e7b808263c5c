"""Truncation: a page that breaks off in mid-sentence is flagged; what is lost is not on the page.

Example: a share site shows 2,400 characters of a speech and ends ``成为北京市唯一获此荣誉的基层医疗机构;集``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.model import Flag
from corpus.sentences import CLOSING, TERMINAL, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Change, Draft

MIN_WEIGHT = 150
"""Letters of English of the last paragraph: a signature, a date or a list's last item may well end without a full stop."""

_READ_MORE = re.compile(
    r"(?:\.{3}|…+)?\s*[\[【(（]?\s?(?:阅读全文|查看全文|展开全文|read more|continue reading|full text)\s?[\]】)）]?\s*[>»]*\W*$",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:\.{3}|…+)$")


def flag_truncated(draft: Draft) -> Iterator[Change]:
    """Yield a flag where the last paragraph of the page has sentences, but does not end one."""
    blocks = [block for block in draft.blocks if block.kind in {"paragraph", "list-item"}]
    if not blocks:
        return
    last = blocks[-1]
    text = last.text.rstrip()
    if _READ_MORE.search(text) and weight(text) >= MIN_WEIGHT:
        yield Flag("truncated", last.raw, f"the text ends in a link to the rest: {text[-20:]}")
        return
    finished = text.rstrip(CLOSING).endswith((*TERMINAL, ":", "："))
    if weight(text) >= MIN_WEIGHT and next(sentence_ends(text), None) and (not finished or _ELLIPSIS.search(text)):
        yield Flag("truncated", last.raw, f"the text breaks off: {text[-20:]}")
