"""Fewest jumps: in goes an order of passages and the page they stand on, out comes the order in which the page jumps least.

A copy runs forwards through its text and leaves out a passage here and there. Where one copy ends and another begins the page jumps: back,
or far ahead. So of two orders the better one is that in which the page has fewer jumps and leaves out fewer passages. It tells where
a text begins, too: four copies jump three times from its end to its beginning, and four times wherever else it might begin.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

JUMP = 5
"""What a jump costs, in passages left out. A copy that lacks three in ten passages lacks five in a row once in four hundred times."""

RETURN = 2
"""What a jump costs at least: from the last passage of the text to the first, as between two copies that stand one after the other."""

BEGINNING, END = -1, -2
"""What stands before the first passage of the page, and behind the last."""

MAX_STRETCH = 8
"""Passages that are moved together at most."""

MAX_WORK = 1_000_000
"""Steps of the page that are priced at most: a page of 100 passages in four copies takes a third of it, in half a second."""

Step = tuple[int, int]


def fewest_jumps(order: Sequence[int], steps: Mapping[Step, int]) -> list[int]:
    """Return ``order`` after every move of a few passages that spares jumps; ``steps`` are what follows what on the page, with weights."""
    best = list(order)
    price = _price(best, steps)
    work = 0
    better = True
    while better and work < MAX_WORK:
        better = False
        for moved in _moves(best, steps):
            work += len(steps)
            new = _price(moved, steps)
            if new < price:
                best, price, better = moved, new, True
                break
            if work >= MAX_WORK:
                break
    return best


def _price(order: Sequence[int], steps: Mapping[Step, int]) -> int:
    """Return what the steps of the page cost in an order: passages that they leave out, at most as many as a jump costs."""
    rank = {passage: at for at, passage in enumerate(order)} | {BEGINNING: -1, END: len(order)}
    total = 0
    for (one, other), weight in steps.items():
        ahead = rank[other] - rank[one]
        if ahead > 0:
            total += weight * min(ahead - 1, JUMP)
        else:
            total += weight * min(RETURN + len(order) + ahead, JUMP)
    return total


def _moves(order: Sequence[int], steps: Mapping[Step, int]) -> Iterator[list[int]]:
    """Yield the orders in which a step of the page is none ahead: the text begun elsewhere, or a few passages put elsewhere."""
    rank = {passage: at for at, passage in enumerate(order)}
    told = ((rank[one], rank[other]) for one, other in steps if one in rank and other in rank)
    jumps = sorted((jump for jump in told if jump[1] != jump[0] + 1), key=lambda jump: jump[1])
    for cut in sorted({at for _, at in jumps} | {at + 1 for at, _ in jumps}):
        yield [*order[cut:], *order[:cut]]
    for one, other in jumps:
        for size in range(1, MAX_STRETCH + 1):
            if not other <= one < other + size and other + size <= len(order):
                yield _moved(order, other, other + size, one + 1)
            if not one - size < other <= one and one - size + 1 >= 0:
                yield _moved(order, one - size + 1, one + 1, other)


def _moved(order: Sequence[int], start: int, end: int, to: int) -> list[int]:
    """Return the order with what stands at ``start`` to ``end`` put before what stands at ``to``."""
    stretch = order[start:end]
    if to < start:
        return [*order[:to], *stretch, *order[to:start], *order[end:]]
    return [*order[:start], *order[end:to], *stretch, *order[to:]]


def steps_of(passages: Sequence[int]) -> Counter[Step]:
    """Return what follows what on the page, its beginning and its end included."""
    return Counter((one, other) for one, other in pairwise([BEGINNING, *passages, END]) if one != other)
