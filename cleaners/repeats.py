"""Repeats: in goes a page that holds the same text two or three times, out come drops of the copies, so that it is read once and whole.

Two articles of a law may share a clause, a form its labels: a copy is a stretch of passages that come again in the same order, with
nothing else in their place, and make up a fair share of the page. The longest stretch of the page without a repeat is the backbone.
What stands in it keeps its place; a repeated passage outside it is dropped, its twin named; what only a dropped copy had is read where
that copy had it, after the same neighbour. A passage that another copy holds with a sentence more is the same passage; the fuller one
is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cleaners.copies import READABLE, Copies, find_copies
from cleaners.draft import Change, Draft, Drop, Order
from corpus.numbering import opening
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

MAX_LOOK = 200
"""Blocks among which the place of a numbered clause is looked for; the longest policy met has 160."""

MIN_DOUBLED_WEIGHT = 12
"""A line that stands twice, directly below itself, is a rendering fault from this length on; below, it is a cell or a mark."""

MIN_DOUBLED_ALONE = 100
"""Letters of English. A shorter line that stands twice must be numbered or head a passage of this length: cells of a table repeat too."""


@dataclass(slots=True)
class _Reading:
    """The page as it will be read: the block kept of each passage, the place in the backbone where it is read, and what comes next."""

    blocks: Sequence[DraftBlock]
    passages: Sequence[int | None]
    kept: dict[int, DraftBlock] = field(default_factory=dict)
    place: dict[int, int] = field(default_factory=dict)
    following: dict[int, DraftBlock] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)

    def twin(self, position: int) -> DraftBlock | None:
        """Return the block that is kept of the passage at ``position``."""
        passage = self.passages[position]
        return None if passage is None else self.kept.get(passage)

    def keep(self, position: int, place: int) -> None:
        """Note that the block at ``position`` is read at ``place``, and kept of its passage."""
        block, passage = self.blocks[position], self.passages[position]
        self.place[block.number] = place
        if passage is not None:
            self.kept[passage] = block

    def put(self, position: int, after: DraftBlock) -> Change:
        """Return the order that reads the block at ``position`` behind ``after``."""
        block = self.blocks[position]
        if after.number in self.following:
            self.following[block.number] = self.following[after.number]
        self.following[after.number] = block
        self.moved.add(block.number)
        self.keep(position, self.place[after.number])
        return Order(block.number, after.number)

    def neighbour(self, block: DraftBlock, after: DraftBlock, until: DraftBlock | None) -> DraftBlock:
        """Return behind which block ``block`` is read, ``after`` or, where either copy has clauses of its own, one that its number follows.

        Between ``after`` and ``until`` the backbone may have (4) where a dropped copy has (5).
        """
        own = opening(block.text)
        best, seen, smaller = after, after, False
        for _ in range(MAX_LOOK):
            other = self.following.get(seen.number)
            if other is None or (until is not None and other.number == until.number):
                break
            numbering = opening(other.text)
            beyond = own and numbering and (numbering.rank < own.rank or (numbering.rank == own.rank and numbering.number > own.number))
            if beyond or (own is None and other.number not in self.moved):
                break
            smaller = smaller or bool(own and numbering and numbering.rank == own.rank)
            seen = other
            if smaller or other.number in self.moved:
                best = other
        return best


def merge_repeats(draft: Draft) -> Iterator[Change]:
    """Yield a drop for every repeated block but one, and an order for each block that only a dropped copy had."""
    doubled = _doubled(draft.blocks)
    for number, above in doubled.items():
        yield Drop(number, "the same line directly above", above.raw)
    blocks = [block for block in draft.blocks if block.kind in READABLE and block.number not in doubled]
    copies = find_copies(blocks)
    if any(passage is not None for passage in copies.passages):
        yield from _merge(blocks, copies)


def _merge(blocks: Sequence[DraftBlock], copies: Copies) -> Iterator[Change]:
    """Yield the drops and orders that make one text of the backbone and of what stands before and behind it."""
    passages = copies.passages
    start, end = _backbone(blocks, copies)
    reading = _Reading(blocks, passages)
    for position in range(start, end):
        reading.keep(position, position)
    reading.following = {one.number: other for one, other in pairwise(blocks[start:end])}
    for region, outside in ((range(start), start - 1), (range(end, len(blocks)), end)):
        before: int | None = None
        waiting: list[int] = []
        for position in region:
            twin = reading.twin(position)
            if twin is None:
                waiting.append(position)
                continue
            yield from _settle(reading, waiting, before, outside, twin)
            waiting = []
            yield from _drop(reading, position, twin)
            before = passages[position]
        yield from _settle(reading, waiting, before, outside, None)


def _settle(reading: _Reading, waiting: Sequence[int], before: int | None, outside: int, until: DraftBlock | None) -> Iterator[Change]:
    """Yield an order for each waiting block that belongs to a copy: all where the copy goes on behind them, else up to a repeated one.

    ``before`` is the passage that precedes them in the copy; without one they stay ``outside`` the backbone, where they are. ``until``
    is the kept block of the passage that comes next.
    """
    after = None if before is None else reading.kept[before]
    inside = after is not None and until is not None and reading.place[after.number] <= reading.place[until.number]
    member = max((at for at, position in enumerate(waiting) if reading.passages[position] is not None), default=-1)
    for at, position in enumerate(waiting):
        if after is not None and (inside or at <= member):
            yield reading.put(position, reading.neighbour(reading.blocks[position], after, until if inside else None))
            after = reading.blocks[position]
        else:
            reading.keep(position, outside)


def _drop(reading: _Reading, position: int, twin: DraftBlock) -> Iterator[Change]:
    """Yield the drop of the one of two equal passages that has less."""
    block = reading.blocks[position]
    if weight(block.text) > weight(twin.text):
        yield reading.put(position, twin)
        yield Drop(twin.number, "a fuller copy of the passage stands elsewhere on the page", block.raw)
    else:
        yield Drop(block.number, "the same passage stands elsewhere on the page", twin.raw)


def _doubled(blocks: Sequence[DraftBlock]) -> dict[int, DraftBlock]:
    """Return every block that only says again what stands directly above it, with that block."""
    runs = [list(run) for _, run in groupby(blocks, key=lambda block: (block.kind in READABLE, block.text))]
    found: dict[int, DraftBlock] = {}
    heads_passage = False
    for run in reversed(runs):
        length = weight(run[0].text)
        numbering = opening(run[0].text)
        sure = length >= MIN_DOUBLED_ALONE or (numbering is not None and any(map(str.isalpha, run[0].text[numbering.end :])))
        twice = len(run) == 2 and heads_passage  # noqa: PLR2004  # a line and its double; three of a kind are data
        if len(run) > 1 and run[0].kind in READABLE and (sure or (twice and length >= MIN_DOUBLED_WEIGHT)):
            found.update((block.number, run[0]) for block in run[1:])
            heads_passage = True
        else:
            heads_passage = run[0].kind in READABLE and length >= MIN_DOUBLED_ALONE
    return found


def _backbone(blocks: Sequence[DraftBlock], copies: Copies) -> tuple[int, int]:
    """Return start and end of the heaviest stretch in which no passage stands twice, nor out of the order that the copies have.

    Without that order the end of one copy and the beginning of the next (C A B of A B C A B) would weigh as much as either.
    """
    weights = [weight(block.text) for block in blocks]
    best = (0.0, 0, 0)
    start = 0
    total = 0.0
    last: dict[int, int] = {}
    reached: dict[int, tuple[int, int]] = {}
    for position, passage in enumerate(copies.passages):
        total += weights[position]
        if passage is not None:
            text, place = copies.rank.get(passage, (-1, position))
            furthest, latest = reached.get(text, (-1, -1))
            allowed = max(last.get(passage, -1), latest if place <= furthest else -1)
            while start <= allowed:
                total -= weights[start]
                start += 1
            last[passage] = position
            reached[text] = (place, position)
        best = max(best, (total, -start, position + 1))
    return -best[1], best[2]
