"""Lost characters: runs of ``????``, U+FFFD, □ and 锟斤拷 stand where a decoder gave up; what they were is gone, so they are flagged.

A line of nothing else (``????????????,2021??18??``) is a gap: a paragraph stood there.

``锟斤拷`` is U+FFFD written as UTF-8 and read as GBK; ``烫烫烫`` and ``屯屯屯`` are uninitialised memory read as GBK.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Label
from cleaners.lines import LINE_KINDS
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


_REPLACED = re.compile("[?\ufffd]|锟斤|斤拷")
_BOXES = re.compile("[□▯]")
_RUN_OF_MARKS = re.compile(r"\?\?|\ufffd|锟斤拷")
_RUN_OF_BOXES = re.compile("[□▯]{3}")
_SENTENCE_MARK = re.compile("[，。；、,;]")

MIN_LOST = 4
"""Characters that a line of nothing else has at least; ``???`` alone is an answer in a talk."""

MAX_SHARE_LEFT = 0.5
"""Letters and figures left on such a line, by its lost characters: years and document numbers stay when Chinese is lost."""


def flag_lost_characters(draft: Draft) -> Iterator[Change]:
    """Yield a flag for every run of characters that replaced lost ones, and a gap label for every line of nothing else."""
    for block in draft.blocks:
        if block.kind not in READ_KINDS or not _SIGNS.search(block.text):
            continue
        if block.kind in LINE_KINDS and _is_gap(block.text):
            yield Label(block.number, "gap")
            yield Flag("characters-lost", block.raw, f"a line of nothing else, such as {block.text[:20]}")
            continue
        for piece in block.pieces:
            found = list(_LOST.finditer(piece.text)) if _SIGNS.search(piece.text) else []
            for match in found:
                if len(found) == 1 and _EMPHASIS.match(piece.text, match.start()):
                    continue
                start = piece.raw.start + match.start()
                span = RawSpan(start, start + len(match[0])) if piece.edit is None else piece.raw
                yield Flag("characters-lost", span, f"{len(match[0])} × {match[0][0]}")


def _is_gap(text: str) -> bool:
    """Return whether a line is nothing but lost characters; boxes only where marks of sentences stand between them, as in no form."""
    marks, boxes = len(_REPLACED.findall(text)), len(_BOXES.findall(text))
    lost = marks + boxes
    left = sum(map(str.isalnum, _REPLACED.sub("", text)))
    if lost < MIN_LOST or left > MAX_SHARE_LEFT * lost:
        return False
    if boxes > marks:
        return _RUN_OF_BOXES.search(text) is not None and _SENTENCE_MARK.search(text) is not None
    return _RUN_OF_MARKS.search(text) is not None
