"""Lost passages: in goes a cleaned page, out come the stretches of it whose Chinese was stripped, as skeletons, and its own whole lines.

A line of a law leaves five symbols, which tell nothing; so lines that follow one another are gathered until they tell something.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.across.skeletons import LINE_END, Skeleton, skeleton
from corpus.model import READ_KINDS, RawSpan
from corpus.scripts import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.model import Block, Document

PASSAGE = 20
"""Symbols, line ends aside, that lines are gathered to: 35 bits."""


class Passage(NamedTuple):
    """A stretch of lost lines: where it stands in the page's decoded text, and the symbols that are left of it.

    It ``follows`` the passage before it where no text stands between them.
    """

    span: RawSpan
    symbols: NDArray[np.int64]
    follows: bool


def lost_passages(document: Document) -> list[Passage]:
    """Return the stretches of gaps of a page, in page order; none reaches across text that is there."""
    shown = [block for block in document.blocks if block.kind == "gap" or block.kind in READ_KINDS]
    return [
        passage for is_gap, blocks in groupby(shown, key=lambda block: block.kind == "gap") if is_gap for passage in _gathered(list(blocks))
    ]


def _gathered(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yield the passages of a run of gaps; what is left at its end, too short for one, belongs to the last."""
    left = skeleton([block.text for block in blocks])
    cuts: list[int] = [0]
    length = 0
    for number in range(len(blocks)):
        length += int(np.count_nonzero((left.lines == number) & (left.symbols != LINE_END)))
        if length >= PASSAGE:
            cuts.append(number + 1)
            length = 0
    if cuts[-1] < len(blocks):
        cuts = [*cuts[:-1], len(blocks)] if len(cuts) > 1 else [0, len(blocks)]
    for first, last in zip(cuts, cuts[1:], strict=False):
        inside = (left.lines >= first) & (left.lines < last)
        if np.any(left.symbols[inside] != LINE_END):
            spans = [piece.raw for block in blocks[first:last] for piece in block.pieces]
            yield Passage(RawSpan(min(spans)[0], max(span.end for span in spans)), left.symbols[inside], first > 0)


class Whole(NamedTuple):
    """The Chinese lines of a page with their skeleton: what a lost passage may be found in."""

    doc_id: str
    blocks: tuple[Block, ...]
    skeleton: Skeleton


def whole_lines(document: Document) -> Whole:
    """Return the lines of a page that are there and are Chinese."""
    blocks = tuple(block for block in document.blocks if block.kind in READ_KINDS and has_han(block.text))
    return Whole(document.doc_id, blocks, skeleton([block.text.replace("\n", " ") for block in blocks]))
