"""Repeats: in goes a page that holds the same text two or three times, out come drops of the copies, so that it is read once and whole.

Two articles of a law may share a clause, a form its labels: a copy is a stretch of passages that come again in the same order, with
nothing else in their place, and make up a fair share of the page. The longest stretch of the page without a repeat is the backbone.
What stands in it keeps its place; a repeated passage outside it is dropped, its twin named; what only a dropped copy had is read where
that copy had it, after the same neighbour. A passage that another copy holds with a sentence more is the same passage; the fuller one
is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.copies import READABLE, Copies, find_copies
from cleaners.doubled_lines import doubled_lines
from cleaners.draft import Change, Draft, Drop, Order
from cleaners.union import union_order
from corpus.numbering import opening
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.draft import DraftBlock

MIN_TURNS = 2
"""Times that the first of two texts follows the second where they take turns; in copies of one text the end is followed by the beginning
as often, but the page does not end in the middle."""


def merge_repeats(draft: Draft) -> Iterator[Change]:
    """Yield a drop for every repeated block but one, and an order for each block that only a dropped copy had."""
    doubled = doubled_lines(draft.blocks)
    readable = [block for block in draft.blocks if block.kind in READABLE]
    for block in readable:
        if block.number in doubled:
            twin = doubled[block.number]
            equal = block.text == twin.text
            yield Drop(block.number, "the same line directly above" if equal else "the line beside it says the same and more", twin.raw)
    blocks = [block for block in readable if block.number not in doubled]
    copies = find_copies(blocks)
    if any(passage is not None for passage in copies.passages):
        yield from _merge(blocks, copies)


def _merge(blocks: Sequence[DraftBlock], copies: Copies) -> Iterator[Change]:
    """Yield the drops and orders that make one text of all copies."""
    readings: dict[int, list[int]] = defaultdict(list)
    passages = [len(blocks) + position if passage is None else passage for position, passage in enumerate(copies.passages)]
    for position, passage in enumerate(passages):
        readings[passage].append(position)
    openings = {passage: opening(blocks[positions[0]].text) for passage, positions in readings.items()}
    order, outside = union_order(passages, openings)
    choices = {passage: _fullest(blocks, positions) for passage, positions in readings.items()}
    weights = [weight(block.text) for block in blocks]
    order = max((order, *_turned(order, passages)), key=lambda one: _heaviest(passages, weights, one)[0])
    kept = _kept(passages, weights, choices, order)
    order = _with_outside_behind(order, outside, kept, {passage for passage, positions in readings.items() if len(positions) > 1})
    for passage in order:
        twin = blocks[kept[passage]]
        for position in readings[passage]:
            if position != kept[passage]:
                fuller = weight(blocks[position].text) < weight(twin.text)
                reason = "a fuller copy of the passage stands" if fuller else "the same passage stands"
                yield Drop(blocks[position].number, f"{reason} elsewhere on the page", twin.raw)
    in_place = _rising([kept[passage] for passage in order])
    for before, passage in pairwise(order):
        if kept[passage] not in in_place:
            yield Order(blocks[kept[passage]].number, blocks[kept[before]].number)


def _with_outside_behind(order: list[int], outside: Sequence[int], kept: Mapping[int, int], shared: set[int]) -> list[int]:
    """Return the order with what stood between two copies behind the text, where most of the text that is kept stands before it."""
    places = sorted(kept[passage] for passage in shared)
    late = {passage for passage in outside if kept[passage] > places[len(places) // 2]}
    last = max(at for at, passage in enumerate(order) if passage in shared)
    text = [passage for passage in order[: last + 1] if passage not in late]
    return [*text, *(passage for passage in outside if passage in late), *(passage for passage in order[last + 1 :] if passage not in late)]


def _fullest(blocks: Sequence[DraftBlock], positions: Sequence[int]) -> list[int]:
    """Return the positions of the longest of several copies of a passage."""
    most = max(weight(blocks[position].text) for position in positions)
    return [position for position in positions if weight(blocks[position].text) == most]


def _turned(order: list[int], passages: Sequence[int]) -> Iterator[list[int]]:
    """Yield the order with the second of two texts first, where they take turns (policy, comment, policy, comment, policy).

    Neither comes first then: the page ends with the first of them, and goes on to it from the second as often as the other way round.
    """
    times = Counter(passages)
    told = [passage for passage in passages if times[passage] > 1]
    steps = Counter(pairwise(told))
    shared = [passage for passage in order if times[passage] > 1]
    last = shared.index(told[-1])
    again = steps[shared[-1], shared[0]]
    if last + 1 < len(shared) and again >= MIN_TURNS and steps[shared[last], shared[last + 1]] <= again:
        first, cut, end = order.index(shared[0]), order.index(shared[last]) + 1, order.index(shared[-1]) + 1
        yield [*order[:first], *order[cut:end], *order[first:cut], *order[end:]]


def _heaviest(passages: Sequence[int], weights: Sequence[float], order: Sequence[int]) -> tuple[float, int, int]:
    """Return weight, start and end of the heaviest stretch that the page has in order."""
    rank = {passage: at for at, passage in enumerate(order)}
    times = Counter(passages)
    best = (0.0, 0, 0)
    total = 0.0
    start = 0
    reached, behind = -1, 0
    for position, passage in enumerate(passages):
        total += weights[position]
        if times[passage] == 1:
            continue
        if rank[passage] <= reached:
            start, total = behind, sum(weights[behind : position + 1])
        reached, behind = rank[passage], position + 1
        best = max(best, (total, -start, behind))
    return best[0], -best[1], best[2]


def _kept(passages: Sequence[int], weights: Sequence[float], choices: Mapping[int, Sequence[int]], order: Sequence[int]) -> dict[int, int]:
    """Return which copy of each passage is kept: that of the heaviest stretch that the page has in order, the first of all others."""
    _, start, end = _heaviest(passages, weights, order)
    stretch = range(start, end)
    return {passage: next((at for at in positions if at in stretch), positions[0]) for passage, positions in choices.items()}


def _rising(positions: Sequence[int]) -> set[int]:
    """Return the most positions that rise, the first one among them."""
    rest = [position for position in positions if position > positions[0]]
    return {positions[0], *(rest[at] for at in _longest_rising(rest))}


def _longest_rising(values: Sequence[int]) -> list[int]:
    """Return the places of the longest series in ``values`` that rises."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [at]
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at != -1:
        found.append(at)
        at = before[at]
    return found[::-1]
