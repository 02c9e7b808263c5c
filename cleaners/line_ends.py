"""Line ends and tabs of HTML source inside a paragraph: a browser shows a space there, and so does the clean text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from corpus.model import RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile("[\r\n\f\v\t\u2028\u2029]")


def replace_line_ends(draft: Draft) -> Iterator[Change]:
    """Yield a space for every line end and tab that an HTML page keeps inside a block."""
    if draft.markup_kind != "html":
        return
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.edit is None:
                for match in _LINE_END.finditer(piece.text):
                    start = piece.raw.start + match.start()
                    yield Replace(RawSpan(start, start + 1), " ", "line end in HTML source")
