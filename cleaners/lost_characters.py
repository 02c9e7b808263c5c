"""Lost characters: runs of ``????``, U+FFFD, □ and 锟斤拷 stand where a decoder gave up; what they were is gone, so they are flagged.

``锟斤拷`` is U+FFFD written as UTF-8 and read as GBK; ``烫烫烫`` and ``屯屯屯`` are uninitialised memory read as GBK.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.model import READ_KINDS, Flag, RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Change, Draft

_LOST = re.compile("\ufffd+|[□▯]{2,}|\\?{4,}|(?<=[㐀-鿿])\\?{2,}(?=[㐀-鿿])|(?:锟斤拷)+|烫烫烫+|屯屯屯+")
"""Four question marks are lost characters anywhere, two between Han characters; three at a sentence's end are emphasis."""


def flag_lost_characters(draft: Draft) -> Iterator[Change]:
    """Yield a flag for every run of characters that replaced lost ones."""
    for block in draft.blocks:
        if block.kind not in READ_KINDS:
            continue
        for piece in block.pieces:
            for match in _LOST.finditer(piece.text):
                start = piece.raw.start + match.start() if piece.edit is None else piece.raw.start
                yield Flag("characters-lost", RawSpan(start, start + len(match[0])), f"{len(match[0])} × {match[0][0]}")
