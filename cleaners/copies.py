"""Copies: in go the passages of a page, out comes for each of them which passage it is, where the page holds a text more than once.

Two articles of a law may share a clause, sections of a form their labels. A copy is a run: passages that come again in the same order,
with nothing else in their place, and make up a fair share of the page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus.matchkey import match_key
from corpus.numbering import opening
from corpus.sentences import ends_sentence, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

Run: TypeAlias = "list[tuple[int, int]]"
"""Pairs of positions of equal passages, an earlier and a later one; both grow along the run."""

READABLE = frozenset({"title", "heading", "paragraph", "list-item"})
"""Blocks that may be repeats. Equal table rows are data, equal boilerplate is ordinary."""

MIN_BLOCK_WEIGHT = 120
"""Letters of English of a passage that shows a copy; shorter ones are matched only between and beside such passages."""

MAX_COPIES = 6
"""A passage that stands more often is a formula of the author's and shows no copy; pages with three copies were met."""

MAX_STEP = 12
"""Passages that only one copy has may stand between two that both have; behind more of them another run begins."""

MAX_SHORT_STEP = 3
"""The same where a run is followed beyond its passages into the short lines beside them."""

_SHORT_STEPS = sorted(product(range(1, MAX_SHORT_STEP + 1), repeat=2), key=sum)

MIN_RUN = 2
"""Passages of a run: one that comes again alone is a quotation or a summary."""

MIN_RUN_WEIGHT = 300
"""Letters of English of a run; below, articles of one law share that much (three items of a list, a penalty)."""

MIN_SHARE = 0.15
"""Share of the page's text that all runs make up. Of 3,786 laws 34 have runs of this form, .078 of their text at most."""

MAX_SUBSTITUTED = 0.2
"""Share of the steps of all runs at which either side has something of its own. Copies lack passages; sections of one pattern have
others in their place. Where one copy has (4) and the other (5), each lacks one."""

MAX_RENUMBERED = 0.02
"""Share of the steps at which either side has its own text under the same number: versions of a law, which must not become one."""


class Copies(NamedTuple):
    """What of a page stands more than once: for each block the number of its passage, equal for copies of one, or None.

    ``rank`` gives for each passage a text of the page and its place in it, as all of the copies have it. Two texts may follow each other
    in turn (policy, comment, policy, comment); neither comes first then. Passages that copies have in different orders have no rank.
    """

    passages: list[int | None]
    rank: dict[int, tuple[int, int]]


def find_copies(blocks: Sequence[DraftBlock]) -> Copies:
    """Return which blocks are copies of one passage, and in which order the copies have them."""
    keys = _passage_keys(blocks)
    weights = [weight(block.text) for block in blocks]
    runs = [_filled(run, keys) for run in _runs(keys, weights)]
    runs = [run for run in runs if len(run) >= MIN_RUN and sum(weights[later] for _, later in run) >= MIN_RUN_WEIGHT]
    copied = sum(weights[position] for position in {later for run in runs for _, later in run})
    if not runs or copied < MIN_SHARE * sum(weights) or not _are_copies(runs, blocks):
        return Copies([None] * len(blocks), {})
    first = {position: position for position in range(len(blocks))}
    for earlier, later in (pair for run in runs for pair in run):
        one, other = sorted((_root(first, earlier), _root(first, later)))
        first[other] = one
    roots = [_root(first, position) for position in range(len(blocks))]
    shared = {root for position, root in enumerate(roots) if root != position}
    rank = _ranks([[roots[later] for _, later in run] for run in runs])
    return Copies([root if root in shared else None for root in roots], rank)


def _ranks(orders: Sequence[Sequence[int]]) -> dict[int, tuple[int, int]]:
    """Return text and place of each passage so that all orders are kept; texts that take turns are cut apart where a run begins."""
    steps = {step for order in orders for step in pairwise(order)}
    passages = {passage for order in orders for passage in order}
    places = _places(passages, steps)
    if len(places) < len(passages):
        begins = {order[0] for order in orders}
        steps = {(one, other) for one, other in steps if other not in begins}
        places = _places(passages, steps)
    text = {passage: passage for passage in passages}
    for one, other in steps:
        text[_root(text, other)] = _root(text, one)
    return {passage: (_root(text, passage), place) for passage, place in places.items()}


def _places(passages: set[int], steps: set[tuple[int, int]]) -> dict[int, int]:
    """Return a place for each passage behind all that precede it, the first on the page first; none where steps run in a circle."""
    after: dict[int, list[int]] = {passage: [] for passage in passages}
    for one, other in steps:
        after[one].append(other)
    waits = Counter(other for _, other in steps)
    ready = [passage for passage in passages if not waits[passage]]
    heapify(ready)
    places: dict[int, int] = {}
    while ready:
        passage = heappop(ready)
        places[passage] = len(places)
        for other in after[passage]:
            waits[other] -= 1
            if not waits[other]:
                heappush(ready, other)
    return places


def _passage_keys(blocks: Sequence[DraftBlock]) -> list[str]:
    """Return a key for every block, equal for equal text and for text that another block holds with more sentences around it."""
    sentences = [_sentence_keys(block.text) for block in blocks]
    fullest: dict[str, tuple[str, ...]] = {}
    for keys in sorted(sentences, key=len):
        for key in keys:
            if weight(key) >= MIN_BLOCK_WEIGHT:
                fullest[key] = keys
    found: list[str] = []
    for keys in sentences:
        candidate = next((fullest[key] for key in keys if key in fullest), keys)
        inside = any(candidate[at : at + len(keys)] == keys for at in range(len(candidate) - len(keys) + 1))
        found.append(" ".join(candidate if inside else keys))
    return found


def _sentence_keys(text: str) -> tuple[str, ...]:
    return tuple(match_key(text[start:end]) for start, end in pairwise([0, *sentence_ends(text), len(text)]))


def _runs(keys: Sequence[str], weights: Sequence[float]) -> list[Run]:
    """Return the runs of passages that come again in the same order: each pair goes on with the nearest run that it can go on with."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        if weights[position] >= MIN_BLOCK_WEIGHT:
            places[key].append(position)
    runs: list[Run] = []
    recent: list[Run] = []
    for later in sorted(position for found in places.values() if 1 < len(found) <= MAX_COPIES for position in found):
        recent = [run for run in recent if later - run[-1][1] <= MAX_STEP]
        for earlier in places[keys[later]]:
            if earlier >= later:
                break
            near = [run for run in recent if 0 < earlier - run[-1][0] <= MAX_STEP and run[-1][1] < later and earlier < run[0][1]]
            if near:
                max(near, key=lambda run: (run[-1][0] + run[-1][1], run[-1][0])).append((earlier, later))
            else:
                runs.append([(earlier, later)])
                recent.append(runs[-1])
    return runs


def _filled(run: Run, keys: Sequence[str]) -> Run:
    """Return a run with the short passages that are equal too, between its pairs and beside its ends."""
    filled = list(_beside(run, keys, -1))[::-1]
    for (earlier, later), (next_earlier, next_later) in pairwise(run):
        filled.append((earlier, later))
        cursor = later + 1
        for one in range(earlier + 1, next_earlier):
            other = next((other for other in range(cursor, next_later) if keys[one] == keys[other]), None)
            if other is not None:
                filled.append((one, other))
                cursor = other + 1
    return [*filled, run[-1], *_beside(run, keys, 1)]


def _beside(run: Run, keys: Sequence[str], direction: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal passages beyond an end of a run, outwards; neither side runs into the other."""
    earlier, later = run[-1] if direction > 0 else run[0]
    last_earlier, first_later = run[-1][0], run[0][1]
    while True:
        near = ((earlier + direction * one, later + direction * other) for one, other in _SHORT_STEPS)
        found = next(
            (
                (one, other)
                for one, other in near
                if 0 <= one < first_later and last_earlier < other < len(keys) and keys[one] == keys[other]
            ),
            None,
        )
        if found is None:
            return
        yield found
        earlier, later = found


def _are_copies(runs: Sequence[Run], blocks: Sequence[DraftBlock]) -> bool:
    """Return whether runs lack passages here and there, as copies do, rather than have others in their place."""
    steps = substituted = renumbered = 0
    for (earlier, later), (next_earlier, next_later) in (step for run in runs for step in pairwise(run)):
        one, other = blocks[earlier + 1 : next_earlier], blocks[later + 1 : next_later]
        numbers, other_numbers = _numbers(one), _numbers(other)
        steps += 1
        substituted += bool(one and other) and not (numbers and other_numbers)
        renumbered += bool(numbers & other_numbers)
    if any(_have_own_headings(blocks, *run[0]) for run in runs):
        return False
    return substituted <= MAX_SUBSTITUTED * steps and renumbered <= MAX_RENUMBERED * steps


def _have_own_headings(blocks: Sequence[DraftBlock], earlier: int, later: int) -> bool:
    """Return whether a run stands under a short line of its own on either side: sections that say the same of two things."""
    above = [blocks[position - 1].text.strip() for position in (earlier, later) if position]
    return len(set(above)) > 1 and all(weight(text) < MIN_BLOCK_WEIGHT and not ends_sentence(text) for text in above)


def _numbers(blocks: Sequence[DraftBlock]) -> set[str]:
    return {found.written for block in blocks if (found := opening(block.text))}


def _root(first: dict[int, int], position: int) -> int:
    """Return what stands for all that is joined to ``position``; shortens the way there."""
    while first[position] != position:
        first[position] = first[first[position]]
        position = first[position]
    return position
