"""Attachments: in goes a draft, out come the files that its text links to, each under the name that the page gives it.

A link is one to an attachment where its address ends in the name of a document's file (``./P020210917.doc``, ``down.jsp?name=a.pdf``), or
its words say so (附件1：任务分工表).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from cleaners.html_shape import ATTACHMENT, FILE
from corpus.model import Attachment, CleanSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Draft, DraftBlock, Link

MAX_ADDRESS = 2_000
"""Characters of an address; browsers' bounds are near it, and longer ones hold the file itself."""

_SCHEME = re.compile(r"\s*(?!https?:|ftp:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""``javascript:``, ``mailto:``, ``data:``: no address of a file that can be fetched."""

_GENERIC = re.compile(
    r"\W*(?:点击|立即|文件|附件)*(?:下载|查看|打开|download|click here|here|view|pdf|docx?|xlsx?|wps|ofd)*\W*", re.IGNORECASE
)
"""What links of no name of their own say: 点击下载."""


def find_attachments(draft: Draft) -> tuple[Attachment, ...]:
    """Return the attachments of a page in page order, each address once; what was left out as the site's links to none."""
    found: dict[str, str] = {}
    for link, name in _named(draft):
        address = link.address.strip()
        if len(address) > MAX_ADDRESS or address.startswith("#") or not address or _SCHEME.match(address):
            continue
        if FILE.search(address) or ATTACHMENT.match(name):
            found.setdefault(address, name)
    return tuple(Attachment(name, address) for address, name in found.items())


def _named(draft: Draft) -> Iterator[tuple[Link, str]]:
    """Yield every link of the text with what it says; where that says nothing, with what its line says."""
    if not draft.links:
        return
    blocks = sorted((block for block in draft.blocks if block.kind not in {"boilerplate", "gap"}), key=lambda block: block.raw)
    starts = [block.raw.start for block in blocks]
    for link in draft.links:
        at = bisect_left(starts, link.span.end) - 1
        if at >= 0 and link.span.start < blocks[at].raw.end:
            said = _said(blocks[at], link)
            yield link, " ".join((blocks[at].text if _GENERIC.fullmatch(said) else said).split())


def _said(block: DraftBlock, link: Link) -> str:
    """Return what of a block's text stands in a link."""
    parts: list[str] = []
    for piece in block.pieces:
        start, end = max(piece.raw.start, link.span.start), min(piece.raw.end, link.span.end)
        if start < end:
            span = CleanSpan(start - piece.raw.start, end - piece.raw.start)
            parts.append(piece.text[slice(*span)] if piece.edit is None else piece.text)
    return "".join(parts)
