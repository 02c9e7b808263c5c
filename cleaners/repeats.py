"""Repeats: a page that holds the same text two or three times, each copy with other passages missing, is read once and whole.

The longest stretch of the page without a repeat is the backbone. What stands in it keeps its place; a repeated passage outside it
is dropped, its twin named; what only a dropped copy had is read where that copy had it, after the same neighbour. A passage that
another copy holds with a sentence more is the same passage; the fuller one is kept.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Drop, Order
from corpus.matchkey import match_key
from corpus.sentences import sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock
    from corpus.model import RawSpan

READABLE = frozenset({"title", "heading", "paragraph", "list-item"})
"""Blocks that may be repeats. Equal table rows are data, equal boilerplate is ordinary."""

MIN_RUN_WEIGHT = 300
"""Letters of English that neighbouring repeated blocks must have together: forms repeat short labels, laws a formula or two."""

MIN_BLOCK_WEIGHT = 120
"""Letters of English that one of them must have: a run of short lines alone is a form or a table of contents."""

MIN_DOUBLED_WEIGHT = 12
"""A line that stands twice, directly below itself, is a rendering fault from this length on; below, it is a cell or a mark."""

NATURAL_END = 1.1
"""What a stretch of repeats weighs more for each end that is also an end of the repeats: more than the passages by which copies of
one text differ, which are read in any case, less than a whole second text."""

MAX_BREAK = 2
"""Blocks that only one copy has may interrupt a run of repeats; a longer stretch ends it."""


def merge_repeats(draft: Draft) -> Iterator[Change]:
    """Yield a drop for every repeated block but one, and an order for each block that only a dropped copy had."""
    doubled = dict(_doubled(draft.blocks))
    for number, above in doubled.items():
        yield Drop(number, "the same line directly above", above)
    blocks = [block for block in draft.blocks if block.kind in READABLE and block.number not in doubled]
    keys = _passage_keys(blocks)
    repeated = _repeated_positions(blocks, keys)
    if not repeated:
        return
    start, end = _backbone(blocks, keys, repeated)
    kept = {keys[position]: blocks[position] for position in range(start, end) if position in repeated}
    previous: DraftBlock | None = None
    for position, block in enumerate(blocks):
        outside = not start <= position < end
        if position in repeated and outside:
            twin = kept.setdefault(keys[position], block)
            if weight(block.text) > weight(twin.text):
                yield Order(block.number, twin.number)
                yield Drop(twin.number, "a fuller copy of the passage stands elsewhere on the page", block.raw)
                twin = kept[keys[position]] = block
            elif twin is not block:
                yield Drop(block.number, "the same passage stands elsewhere on the page", twin.raw)
            elif previous is not None:
                yield Order(block.number, previous.number)
            previous = twin
        elif outside and previous is not None and _inside_copy(position, repeated, len(blocks)):
            yield Order(block.number, previous.number)
            previous = block
        else:
            previous = kept.get(keys[position]) if position in repeated else None


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


def _doubled(blocks: Sequence[DraftBlock]) -> Iterator[tuple[int, RawSpan]]:
    for before, block in pairwise(blocks):
        if {before.kind, block.kind} <= READABLE and before.text == block.text and weight(block.text) >= MIN_DOUBLED_WEIGHT:
            yield block.number, before.raw


def _repeated_positions(blocks: Sequence[DraftBlock], keys: Sequence[str]) -> set[int]:
    """Return the positions of blocks that stand in a run of repeats long enough to be no accident."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        places[key].append(position)
    marked = [position for position, key in enumerate(keys) if len(places[key]) > 1]
    runs: list[list[int]] = []
    for position in marked:
        if runs and position - runs[-1][-1] <= MAX_BREAK:
            runs[-1].append(position)
        else:
            runs.append([position])
    found: set[int] = set()
    for run in runs:
        weights = [weight(blocks[position].text) for position in run]
        if sum(weights) >= MIN_RUN_WEIGHT and max(weights) >= MIN_BLOCK_WEIGHT:
            found.update(run)
    return {position for position in found if sum(other in found for other in places[keys[position]]) > 1}


def _backbone(blocks: Sequence[DraftBlock], keys: Sequence[str], repeated: set[int]) -> tuple[int, int]:
    """Return start and end of the best stretch in which no repeated block stands twice: the heaviest, natural ends counted in.

    Copies that follow each other without a break (A B A B) have equally heavy stretches at every rotation; the one that begins or
    ends where the repeats do is the one an author wrote.
    """
    best = (0.0, 0, 0)
    start = 0
    total = 0.0
    last: dict[str, int] = {}
    for position, block in enumerate(blocks):
        total += weight(block.text)
        if position in repeated:
            before = last.get(keys[position], -1)
            while start <= before:
                total -= weight(blocks[start].text)
                start += 1
            last[keys[position]] = position
        natural_ends = (start - 1 not in repeated) + (position + 1 not in repeated)
        best = max(best, (total * NATURAL_END**natural_ends, -start, position + 1))
    return -best[1], best[2]


def _inside_copy(position: int, repeated: set[int], count: int) -> bool:
    """Return whether a block that stands once has repeats on both sides, so that it belongs to a copy and not to the page."""
    before = any(other in repeated for other in range(max(position - MAX_BREAK, 0), position))
    after = any(other in repeated for other in range(position + 1, min(position + 1 + MAX_BREAK, count)))
    return before and after
