"""Pieces of a clause: in go the blocks that a clause is gathered from, out come its places, cut where it is longer than a reader takes.

Cut is at sentence ends. A sentence that is itself longer than a whole clause may be (a line of 100 KB without a full stop) is cut at
its last comma or space before the limit, and where it has none, at the limit. Every character stays, once.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.model import CleanSpan, Place
from corpus.scripts import is_han
from corpus.sentences import HAN_WEIGHT, sentence_ends, weight
from corpus.tables import in_one_cell, in_one_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block

MAX_CLAUSE_WEIGHT = 2000
"""Letters of English (526 Han characters). The longest numbered subsection of the State Council opinions we read has 1,577; split
smaller, several pieces of one subsection take the first places of an answer."""

PIECE_WEIGHT = 1000
"""What a clause above the limit is split into: about 260 Han characters, what a reader takes in at one look."""

_PAUSES = frozenset(" \t\u00a0\u3000,，、:：)）]】|")


def cut(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the places of one clause, or of each of its pieces where it is longer than ``MAX_CLAUSE_WEIGHT``; none is empty."""
    if sum(weight(text_of(blocks, [place])) for place in places) <= MAX_CLAUSE_WEIGHT:
        pieces = [list(places)]
    else:
        pieces = list(_pieces(blocks, places))
    for piece in pieces:
        trimmed = _trim(blocks, piece)
        if trimmed:
            yield trimmed


def text_of(blocks: Sequence[Block], places: Sequence[Place]) -> str:
    """Return the text that stands at ``places``: a line for each, the cells of one row of a table in one line, parted by tabs.

    The paragraphs of one cell are parted by spaces.
    """
    parts = [blocks[place.block].text[slice(*place.span)] for place in places[:1]]
    for before, place in pairwise(places):
        first, second = blocks[before.block], blocks[place.block]
        parts.append(" " if in_one_cell(first, second) else "\t" if in_one_row(first, second) else "\n")
        parts.append(blocks[place.block].text[slice(*place.span)])
    return "".join(parts)


def _pieces(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[list[Place]]:
    piece: list[Place] = []
    gathered = 0.0
    for position, span in places:
        text = blocks[position].text[slice(*span)]
        for start, end in _stretches(text):
            length = weight(text[start:end])
            if piece and gathered + length > PIECE_WEIGHT:
                yield piece
                piece, gathered = [], 0.0
            if piece and piece[-1].block == position:
                piece[-1] = Place(position, CleanSpan(piece[-1].span.start, span.start + end))
            else:
                piece.append(Place(position, CleanSpan(span.start + start, span.start + end)))
            gathered += length
    yield piece


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text``, those that are too long for a clause cut at a pause."""
    for start, end in pairwise([0, *sentence_ends(text), len(text)]):
        if weight(text[start:end]) <= MAX_CLAUSE_WEIGHT:
            yield start, end
        else:
            yield from _cut_at_pauses(text, start, end)


def _cut_at_pauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    gathered = 0.0
    pause = start
    for position in range(start, end):
        gathered += HAN_WEIGHT if is_han(text[position]) else 1
        if gathered > PIECE_WEIGHT:
            at = pause if pause > start else position
            yield start, at
            start = pause = at
            gathered = weight(text[at : position + 1])
        if text[position] in _PAUSES:
            pause = position + 1
    yield start, end


def _trim(blocks: Sequence[Block], places: Sequence[Place]) -> list[Place]:
    """Return ``places`` without white space at the outer edges, so that they give a clause's text exactly."""
    trimmed = list(places)
    while trimmed and not text_of(blocks, trimmed[:1]).strip():
        del trimmed[0]
    while trimmed and not text_of(blocks, trimmed[-1:]).strip():
        del trimmed[-1]
    if trimmed:
        (block, (start, end)), text = trimmed[0], text_of(blocks, trimmed[:1])
        trimmed[0] = Place(block, CleanSpan(start + len(text) - len(text.lstrip()), end))
        (block, (start, end)), text = trimmed[-1], text_of(blocks, trimmed[-1:])
        trimmed[-1] = Place(block, CleanSpan(start, start + len(text.rstrip())))
    return trimmed
