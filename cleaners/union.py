"""Union of copies: in goes a page as a series of passages of which some come again, out comes one order in which each stands once.

Copies of a text agree on its order, so that a page is a series of stretches that all run forwards in it; where one copy ends and the next
begins, the page jumps. What follows what on the page is therefore a wish, and the order that breaks the fewest of them is the text's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from cleaners.fewest_jumps import fewest_jumps, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from corpus.numbering import Opening

MAX_STRETCH = 8
"""Passages that are moved together at most, when an order is improved; stretches of interleaved copies have three to eight."""

MAX_TRIES = 4_000
"""Moves that are tried on a page; simulated pages of four copies need some hundreds."""

REACH = (12, 6, 4, 3)
"""Weight of the wish that one passage comes before another, by how many places behind it that one stands on the page. With the nearest
alone, of simulated pages of interleaved copies .90 of the steps come out right, with four .92."""

NUMBERED, AGAINST_NUMBERS = 2, -3
"""By what the weight of a step is multiplied where the numbers of the passages rise by little, and divided where they fall: there the page
jumps. Articles are put in the order of their numbers with the weight of three such steps."""


def union_order(passages: Sequence[int], numbers: Mapping[int, Opening | None]) -> tuple[list[int], list[int]]:
    """Return every passage once, in the order that agrees best with the order of all of them on the page, and with their numbers.

    What stood between two copies of the text comes before it, and is returned by itself, too.
    """
    order, outside = _merged(passages, numbers)
    wishes: Counter[tuple[int, int]] = Counter()
    for distance, weight in enumerate(REACH, start=1):
        for one, other in zip(passages, passages[distance:], strict=False):
            if one != other:
                wishes[one, other] += _by_numbers(weight, numbers.get(one), numbers.get(other))
    for one, other in pairwise(_articles(numbers)):
        wishes[one, other] += 3 * REACH[0] * NUMBERED
    net = {step: times - wishes.get((step[1], step[0]), 0) for step, times in wishes.items()}
    improved = _improved(order, {step: times for step, times in net.items() if times > 0})
    return _with_outside_before(fewest_jumps(improved, _steps(passages, numbers)), outside, Counter(passages))


def _with_outside_before(order: Sequence[int], outside: Sequence[int], times: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Return the order with what is no part of the text before it, and that alone; what stands inside the text now is a part of it."""
    shared = [at for at, passage in enumerate(order) if times[passage] > 1]
    if not shared:
        return list(order), []
    first, end = shared[0], shared[-1] + 1
    inside = set(order[first:end])
    before = [passage for passage in outside if passage not in inside]
    moved = set(before)
    return [
        *(passage for passage in order[:first] if passage not in moved),
        *before,
        *order[first:end],
        *(passage for passage in order[end:] if passage not in moved),
    ], before


def _steps(passages: Sequence[int], numbers: Mapping[int, Opening | None]) -> Counter[tuple[int, int]]:
    """Return what follows what on the page, with weights by their numbers, and the articles in the order of theirs."""
    steps: Counter[tuple[int, int]] = Counter()
    for (one, other), times in steps_of(passages).items():
        steps[one, other] = times * _by_numbers(2, numbers.get(one), numbers.get(other))
    for one, other in pairwise(_articles({passage: numbers.get(passage) for passage in passages})):
        steps[one, other] += 3
    return steps


def _by_numbers(weight: int, one: Opening | None, other: Opening | None) -> int:
    """Return the weight of the wish that ``one`` comes before ``other``, by their numbers, where these are of one kind and rank."""
    if one is None or other is None or (one.kind, one.rank) != (other.kind, other.rank):
        return weight
    return weight * NUMBERED if one.number < other.number <= one.number + MAX_STEP else weight // -AGAINST_NUMBERS


def _articles(numbers: Mapping[int, Opening | None]) -> list[int]:
    """Return the articles in the order of their numbers, those whose number stands once."""
    articles = [(found.number, passage) for passage, found in numbers.items() if found is not None and found.kind == "article"]
    times = Counter(number for number, _ in articles)
    return [passage for number, passage in sorted(articles) if times[number] == 1]


def _is_behind(own: Opening | None, other: Opening | None) -> bool:
    """Return whether a numbered clause is read behind another one: it is of the same rank with a greater number, or inside that one."""
    if own is None or other is None:
        return False
    return other.rank > own.rank or (other.rank == own.rank and other.number < own.number)


MAX_STEP = 4
"""By how much the number of the next passage of a copy may be greater, of those it lacks three in a row."""


class _Line:
    """Passages in an order that can be asked which of two comes first, and into which others can be put.

    ``head`` is what stands directly before the text, ``outside`` what stood between two of its copies.
    """

    def __init__(self) -> None:
        self.following: dict[int, int] = {}
        self.label: dict[int, float] = {}
        self.head = START
        self.outside: list[int] = []

    def put(self, passage: int, after: int) -> None:
        """Put a passage directly behind another one."""
        behind = self.following.get(after)
        self.following[passage] = behind if behind is not None else END
        self.following[after] = passage
        low = self.label[after]
        high = self.label[behind] if behind is not None and behind != END else low + 2.0
        middle = (low + high) / 2
        self.label[passage] = middle
        if not low < middle < high:
            self._renumber()

    def _renumber(self) -> None:
        self.label = {passage: float(at) for at, passage in enumerate(self.passages(START))}

    def first(self, count: int) -> list[int]:
        """Return the first passages of the text."""
        return list(islice(self.passages(self.head), 1, 1 + count))

    def passages(self, at: int) -> Iterator[int]:
        """Yield a passage, or the start of the line, and every passage behind it."""
        while at != END:
            yield at
            at = self.following.get(at, END)


START, END = -1, -2


def _merged(passages: Sequence[int], numbers: Mapping[int, Opening | None]) -> tuple[list[int], list[int]]:
    """Return the passages in order of their first reading, what only a later copy has between the neighbours that it has there."""
    line = _Line()
    line.label[START] = 0.0
    line.following[START] = END
    after = START
    times = Counter(passages)
    waiting: dict[int, None] = {}
    for passage in passages:
        if passage not in line.label and passage not in waiting:
            waiting[passage] = None
            continue
        if passage in waiting:
            shared = max(at for at, one in enumerate(waiting) if times[one] > 1)
            copied = list(waiting)[: shared + 1]
            _settle(line, copied, after, END, numbers)
            if after == START:
                line.head = ([START, *copied])[min(at for at, one in enumerate(copied) if times[one] > 1)]
            after = copied[-1]
            waiting = dict.fromkeys(list(waiting)[shared + 1 :])
        _settle(line, waiting, after, passage, numbers)
        waiting = {}
        after = passage
    _settle(line, waiting, after, END, numbers)
    return [passage for passage in line.passages(START) if passage != START], line.outside


def _settle(line: _Line, waiting: Iterable[int], after: int, until: int, numbers: Mapping[int, Opening | None]) -> None:
    """Put the passages that wait behind ``after``, each as far down as its own number says, before ``until``.

    Where the text begins anew behind them they are no part of it (a comment between two copies) and are read before it, save those that go
    on by their numbers.
    """
    anew = until in line.first(MAX_LACKING + 1)
    last = after
    for passage in waiting:
        if anew and not _is_behind(numbers.get(passage), numbers.get(after)):
            line.put(passage, line.head)
            line.head = passage
            line.outside.append(passage)
            continue
        seen, best = line.following.get(last, END), last
        for _ in range(MAX_LOOK):
            if seen in {END, until} or not _is_behind(numbers.get(passage), numbers.get(seen)):
                break
            best, seen = seen, line.following.get(seen, END)
        line.put(passage, best)
        last = passage


MAX_LACKING = 2
"""Passages that a copy may lack at its beginning."""

MAX_LOOK = 200
"""Passages among which the place of a numbered one is looked for; the longest policy met has 160."""


def _improved(order: list[int], wishes: Mapping[tuple[int, int], int]) -> list[int]:
    """Return the order after every move of a few neighbours that breaks fewer wishes than before."""
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), times in wishes.items():
        beside[one].append((other, times))
        beside[other].append((one, -times))
    tries = 0
    better = True
    while better:
        better = False
        at = {passage: position for position, passage in enumerate(order)}
        broken = sorted((step for step in wishes if at[step[0]] > at[step[1]]), key=lambda step: (-wishes[step], at[step[0]] - at[step[1]]))
        for one, other in broken:
            best = (0, 0, 0, 0)
            for start, end, to in _moves(at[one], at[other], len(order)):
                tries += 1
                low, high = (to, start) if to < start else (end, to)
                crossed = [times for passage in order[start:end] for other, times in beside[passage] if low <= at[other] < high]
                best = min(best, (sum(crossed) * (-1 if to < start else 1), start, end, to))
            if best[0] < 0:
                _, start, end, to = best
                order = _moved(order, start, end, to)
                better = True
                break
            if tries > MAX_TRIES:
                return order
    return order


def _moves(late: int, early: int, length: int) -> Iterator[tuple[int, int, int]]:
    """Yield stretches and where each may go, so that what stands at ``late`` comes before what stands at ``early``."""
    for size in range(1, MAX_STRETCH + 1):
        for start in {late - size + 1, late}:
            if early < start and start + size <= length:
                yield start, start + size, early
        for start in {early - size + 1, early}:
            if start >= 0 and start + size <= late:
                yield start, start + size, late + 1


def _moved(order: list[int], start: int, end: int, to: int) -> list[int]:
    stretch = order[start:end]
    if to < start:
        return [*order[:to], *stretch, *order[to:start], *order[end:]]
    return [*order[:start], *order[end:to], *stretch, *order[to:]]
