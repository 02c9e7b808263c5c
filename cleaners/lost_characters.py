"""Lost characters: runs of ``????``, U+FFFD, □ and 锟斤拷 stand where a decoder gave up; what they were is gone, so they are flagged.

``锟斤拷`` is U+FFFD written as UTF-8 and read as GBK; ``烫烫烫`` and ``屯屯屯`` are uninitialised memory read as GBK.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.model import READ_KINDS, Flag, RawSpan
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Change, Draft

_LOST = re.compile(
    rf"\ufffd+|\?{{4,}}|(?<=[{HAN_CLASS}])\?{{2,}}(?=[{HAN_CLASS}])|(?:锟斤拷)+锟?斤?|烫烫烫+|屯屯屯+"
    rf"|(?<=[{HAN_CLASS}])[¿〓]{{2,}}(?=[{HAN_CLASS}])"
    rf"|(?<=[{HAN_CLASS}])(?<![第年月日号])[□▯]{{2,3}}(?=[{HAN_CLASS}])(?![年月日号])"
)
"""Four question marks are lost characters, two between Han characters; three at a sentence's end are emphasis. Two or three boxes
inside a Chinese word are lost characters; before and behind words they are what a form is filled in with. ``¿¿`` is Oracle's
replacement, ``〓〓`` that of Chinese typesetters."""

_SIGNS = re.compile("[\ufffd?锟烫屯¿〓□▯]")
"""What each of them has: one look for a class is ten times as fast as the pattern."""

_EMPHASIS = re.compile(r"(?<=[\w)”’\"'])\?{4,6}(?=[”’\"')]*(?:\s|$))")
"""``Really????``: marks that end a word and a sentence are emphasis, unless the same text has more of them."""


def flag_lost_characters(draft: Draft) -> Iterator[Change]:
    """Yield a flag for every run of characters that replaced lost ones."""
    for block in draft.blocks:
        if block.kind not in READ_KINDS:
            continue
        for piece in block.pieces:
            found = list(_LOST.finditer(piece.text)) if _SIGNS.search(piece.text) else []
            for match in found:
                if len(found) == 1 and _EMPHASIS.match(piece.text, match.start()):
                    continue
                start = piece.raw.start + match.start()
                span = RawSpan(start, start + len(match[0])) if piece.edit is None else piece.raw
                yield Flag("characters-lost", span, f"{len(match[0])} × {match[0][0]}")
