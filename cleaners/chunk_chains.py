"""Chunk chains: in go the marks of a page, out come the series of them that number the pieces a text was cut into.

Such a series counts up by one in one style, has at least a hundred characters from mark to mark, and most of its cuts fall in
mid-sentence. A mark that authors use as well (``2、``, ``（3）``) has to count from 1; standing inside a line it has to cut phrases, too.
"""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from cleaners.chunk_cuts import beside, is_torn, kinship
from cleaners.chunk_marks import LIST, PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.chunk_marks import Mark
    from cleaners.draft import DraftBlock

MIN_CHUNKS = 3
"""Two numbered lines of one length happen by chance; three never did on the laws tried."""

MIN_CHUNK_LENGTH = 100
"""Characters. Share sites cut every 200 to 500; numbered lines of one length below 100 are tables and catalogues."""

MIN_TORN_LENGTH = 30
"""The same before a mark at the start of a line that cuts a sentence: what a text was cut by is not always even."""

LENGTH_TOLERANCE = 3
"""Characters by which pieces of one length may differ: white space that was trimmed at a cut."""

MAX_RATIO = 6.0
"""How much longer than the middle piece a piece of a list's marks may be; pages of simulated sites vary from 350 to 1,200 characters."""

MIN_SHARE_CUT = 0.5
"""Share of the cuts that fall in mid-sentence. Cutting by length ends one piece in 30 at a sentence end; authors nearly all."""

MIN_SHARE_CUT_INSIDE = 0.6
"""Share of the cuts that part words, for marks inside lines: of cuts by length .8 do."""

MIN_SHARE_BEFORE = 0.5
"""Share of a middle piece's length: with less text before it the first mark stands at the head of its piece, unless the last one ends
the page."""

MIN_EVIDENCE = 1.0
"""Evidence, summed over the cuts, that a list's marks number pieces of one text: of lists whose items end without a stop, each of three
sentences, 2 in 100 reach it by chance."""

MAX_EXAMINED = 40
"""Cuts of a series whose evidence is weighed; those of the first few tell."""

EQUAL_LENGTHS = 2.3
"""Evidence of each further piece that is of one length with the others: by chance one in ten is."""

ANNOUNCED = -3.0
"""Evidence of a line that ends in a colon before the first mark: it announces a list."""


class Chain(NamedTuple):
    """The marks of a series in order.

    ``cuts``: which of them stand between two pieces; the first often heads the text, the last often ends it. ``torn``: most of
    these cut a sentence apart. ``equal``: all pieces are of one length.
    """

    marks: Sequence[Mark]
    cuts: Sequence[bool]
    torn: bool
    equal: bool


def find_chains(blocks: Sequence[DraftBlock], marks: Iterable[Mark]) -> Iterator[Chain]:
    """Yield every series of marks that number pieces, the longest first; a style that stands on lines is not looked for inside them."""
    by_style: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_style[mark.style].append(mark)
    found = [chain for some in by_style.values() if len(some) >= MIN_CHUNKS for chain in _chains_of(blocks, some)]
    yield from sorted(found, key=lambda chain: (-len(chain.marks), chain.marks[0].offset))


def _chains_of(blocks: Sequence[DraftBlock], marks: Sequence[Mark]) -> list[Chain]:
    on_lines = [mark for mark in marks if mark.edge in {"alone", "start"} or (mark.edge == "end" and mark.kind == PAGE)]
    for some in (on_lines, marks):
        if len(some) < MIN_CHUNKS:
            continue
        torn = {mark: is_torn(*beside(blocks, mark), inside=mark.edge == "inside") for mark in some}
        whole = (_with_last(series, some) for series in _series(some, torn))
        chains = [chain for series in whole if (chain := _judge(series, torn, blocks)) is not None]
        if chains:
            return chains
    return []


def _with_last(series: list[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """Return a series with the number of the last page, which may hold a line or two, below them."""
    last = series[-1]
    if last.kind != PAGE or last.edge == "start":
        return series
    following = (mark for mark in marks if mark.number == last.number + 1 and mark.edge == last.edge)
    return [*series, *(mark for mark in following if 0 < mark.offset - last.offset < MIN_CHUNK_LENGTH)][: len(series) + 1]


def _series(marks: Sequence[Mark], torn: dict[Mark, bool]) -> Iterator[list[Mark]]:
    """Yield, longest first, series that share no mark: of all that count up to a mark, the one that cuts most, then the most even one."""
    best: dict[Mark, tuple[int, int, float]] = {}
    before: dict[Mark, Mark] = {}
    waiting: dict[int, deque[Mark]] = defaultdict(deque)
    leader: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        queue = waiting[mark.number - 1]
        least = MIN_TORN_LENGTH if torn[mark] and mark.edge == "start" else MIN_CHUNK_LENGTH
        while queue and mark.offset - queue[0].offset >= least:
            leader[mark.number - 1] = _leaders(leader[mark.number - 1], queue.popleft(), best)
        options = leader[mark.number - 1]
        if options:
            chosen = max(options, key=lambda one: _score(best[one], mark.offset - one.offset))
            count, cuts, squares = best[chosen]
            best[mark] = (count + 1, cuts + torn[mark], squares - (mark.offset - chosen.offset) ** 2)
            before[mark] = chosen
        elif mark.number == 1 or (mark.kind == PAGE and mark.edge == "alone"):
            best[mark] = (1, int(torn[mark]), 0.0)
        else:
            continue
        waiting[mark.number].append(mark)
    taken: set[Mark] = set()
    for mark in sorted(best, key=lambda mark: best[mark], reverse=True):
        series: list[Mark] = []
        at: Mark | None = mark
        while at is not None and at not in taken:
            series.append(at)
            at = before.get(at)
        if at is None and len(series) >= MIN_CHUNKS:
            yield series[::-1]
        taken.update(series)


MAX_LEADERS = 8
"""Series that count up to one number and are kept while the next number is looked for; real ones compete with one or two lists."""


def _leaders(known: list[Mark], new: Mark, best: dict[Mark, tuple[int, int, float]]) -> list[Mark]:
    """Return the best series that reach a number, at most ``MAX_LEADERS``."""
    if len(known) < MAX_LEADERS:
        return [*known, new]
    worst = min(known, key=lambda one: (best[one], one.offset))
    return [*(one for one in known if one is not worst), new] if best[new] >= best[worst] else known


def _score(reached: tuple[int, int, float], gap: int) -> tuple[int, int, float]:
    count, cuts, squares = reached
    return count, cuts, squares - gap**2


def _judge(series: Sequence[Mark], torn: dict[Mark, bool], blocks: Sequence[DraftBlock]) -> Chain | None:
    """Return the chain that a series is, or None where the pieces or the cuts speak against it."""
    gaps = [other.offset - one.offset for one, other in pairwise(series)]
    first, last = series[0], series[-1]
    closes = last.edge in {"alone", "end"} and last.block + 1 == len(blocks)
    heads = first.edge == "start" or (not closes and first.offset < MIN_SHARE_BEFORE * median(gaps))
    ends = closes or (last.edge != "start" and not (heads or torn[last]))
    cuts = [not heads and (closes or torn[first]), *[True] * (len(series) - 2), not ends]
    equal = _are_equal(gaps, blocks, series)
    if equal and last.edge == "start" and len(blocks[last.block].text) > max(gaps) + LENGTH_TOLERANCE:
        return None
    inner = series[heads : len(series) - ends]
    share = sum(torn[mark] for mark in inner) / len(inner)
    inside = sum(mark.edge == "inside" for mark in series) > 1
    alone = all(mark.edge == "alone" for mark in series) and first.kind == PAGE
    if not (alone and first.style != "N"):
        if share < (MIN_SHARE_CUT_INSIDE if inside else MIN_SHARE_CUT):
            return None
        page = "\n".join(block.text for block in blocks)
        evidence = sum(kinship(*beside(blocks, mark), page, inside=mark.edge == "inside") for mark in inner[:MAX_EXAMINED])
        evidence += EQUAL_LENGTHS * (len(gaps) - 1) * equal + ANNOUNCED * _opens_list(blocks, first)
        if evidence < MIN_EVIDENCE:
            return None
        if not equal and first.kind == LIST and max(gaps) > MAX_RATIO * median(gaps):
            return None
    return Chain(series, cuts, share >= MIN_SHARE_CUT, equal)


def _opens_list(blocks: Sequence[DraftBlock], first: Mark) -> bool:
    """Return whether the text before the first mark announces a list: ``下列材料：``."""
    return beside(blocks, first)[0].rstrip().endswith((":", "："))


def _are_equal(gaps: Sequence[int], blocks: Sequence[DraftBlock], series: Sequence[Mark]) -> bool:
    """Return whether all pieces have one length, counted with their line ends or without, the marks themselves aside."""
    shown = [gap - (one.end - one.start) for gap, one in zip(gaps, series, strict=False)]
    ends = [other.block - one.block for one, other in pairwise(series)]
    raw = [blocks[other.block].raw.start - blocks[one.block].raw.start - one.end + other.start for one, other in pairwise(series)]
    with_ends = [one + other for one, other in zip(shown, ends, strict=True)]
    return any(max(lengths) - min(lengths) <= LENGTH_TOLERANCE for lengths in (shown, with_ends, raw))
