"""Lost passages: in goes a cleaned page, out come the stretches of it whose Chinese was stripped, as skeletons, and its own whole lines.

A line of a law leaves five symbols, which tell nothing; so lines that follow one another are gathered until they tell something.
"""

from __future__ import annotations

from itertools import groupby, islice, pairwise
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


MAX_PASSAGES = 200
"""Passages of a page that are looked for, from the first on; the seed page of three copies has fewer than a hundred."""

MAX_LINES_SYMBOLS = 30_000
"""Symbols of a page in which they are looked for, from its beginning on; the longest of 3,475 laws has 25,000. A page of as many as both
allow takes some seconds."""

LOST_WITHIN = frozenset({"characters-lost", "quotes-lost", "truncated"})
"""Flags of text that is not there, but what stands around it is."""

_BARRIER = "\x01" * PASSAGE


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
    runs = (list(blocks) for is_gap, blocks in groupby(shown, key=lambda block: block.kind == "gap") if is_gap)
    return list(islice((passage for run in runs for passage in _gathered(run)), MAX_PASSAGES))


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
    follows = False
    for first, last in pairwise(cuts):
        inside = (left.lines >= first) & (left.lines < last)
        if np.any(left.symbols[inside] != LINE_END):
            spans = [piece.raw for block in blocks[first:last] for piece in block.pieces]
            yield Passage(RawSpan(min(spans)[0], max(span.end for span in spans)), left.symbols[inside], follows)
            follows = True


def runs_of(passages: Sequence[Passage]) -> list[NDArray[np.int64]]:
    """Return the symbols of the passages between which no text stands, together."""
    runs: list[list[NDArray[np.int64]]] = []
    for passage in passages:
        if passage.follows:
            runs[-1].append(passage.symbols)
        else:
            runs.append([passage.symbols])
    return [np.concatenate(run) for run in runs]


class Whole(NamedTuple):
    """The Chinese lines of a page with their skeleton: what a lost passage may be found in."""

    doc_id: str
    blocks: tuple[Block, ...]
    skeleton: Skeleton


def whole_lines(document: Document) -> Whole:
    """Return the lines of a page that are Chinese; in the place of a line that is not whole stands what matches nothing."""
    flags = {*document.flags, *(flag for block in document.blocks for flag in block.flags)}
    lost = [flag.span for flag in flags if flag.name in LOST_WITHIN]
    blocks = tuple(block for block in document.blocks if block.kind in READ_KINDS and has_han(block.text))
    lines = [
        _BARRIER
        if lost and any(block.pieces[0].raw.start < span.end and span.start < block.pieces[-1].raw.end for span in lost)
        else block.text.replace("\n", " ")
        for block in blocks
    ]
    return Whole(document.doc_id, blocks, Skeleton(*(values[:MAX_LINES_SYMBOLS] for values in skeleton(lines))))
