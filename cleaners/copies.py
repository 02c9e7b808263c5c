"""Copies: in go the passages of a page, out comes for each of them which passage it is, where the page holds a text more than once.

Two articles of a law may share a clause, sections of a form their labels. A copy is a run: passages that come again in the same order,
with nothing else in their place, and make up a fair share of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice, pairwise, product
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

MIN_DIFFERENT = 3
"""Different passages of all runs; a pull quote, a chorus, a designer's sample text are one or two."""

MIN_RUN_WEIGHT = 300
"""Letters of English of a run; below, articles of one law share that much (three items of a list, a penalty)."""

MIN_SHARE = 0.15
"""Share of the page's text that all runs make up. Of 3,786 laws 34 have runs of this form, .078 of their text at most."""

MAX_SUBSTITUTED = 0.2
"""Share of the steps of all runs at which either side has something of its own. Copies lack passages; sections of one pattern have
others in their place. Where one copy has (4) and the other (5), each lacks one."""

SLACK = 2.0
"""Standard deviations by which a page may exceed that share by chance: where 9 passages are shared, with .14 in the mean, it does often.
Of fewer than ``MIN_STEPS`` steps only where one side lacks something at least half as often as both have something: of copies that is
twice as often, of sections of one pattern seldom."""

MIN_STEPS = 8

MAX_RENUMBERED = 0.03
"""Share of the steps at which either side has its own text under the same number: versions of a law, which must not become one."""


MIN_AGAIN, MIN_SENTENCE = 0.05, 10
"""Share of the page's characters in sentences, of ten characters and more, that stand twice; of copies a third of ``MIN_SHARE``, for
one of them may be in other characters, or have other blanks."""

_SENTENCE_ENDS = re.compile("[\n。；.;!?！？]")

MIN_MOST = ((0.2, 8), (0.4, 5))
"""Share of the page's text in passages that come again, and how many different ones, where the page is copies, interleaved or not: of
1,738 laws .15 at most, and pages of a designer's sample text repeat two or three."""

MIN_PASSAGE_WEIGHT = 40
"""Letters of English of such a passage."""

MIN_SHORT_WEIGHT = 12
"""Letters of English of a line that is a copy where one of its neighbours is; what a section repeats has others beside it."""

NEIGHBOURS = 3
"""Blocks on either side that may be such a neighbour."""

MIN_LACKING, MIN_LACKING_STEPS = 0.2, 4
"""Share and number of the steps at which one side lacks something, from which the page is copies, whatever stands above them: ``Post:
nurse`` and ``Post: doctor`` have the same conditions without a gap."""

MIN_GAPS_A_VERSION = 5
"""Steps at which one side lacks something, for each at which both say nearly the same: versions of a law lack next to nothing."""

MAX_SHARE_HEADED = 0.5
"""Share of the runs of such a page that may stand under different short lines: the end of another copy's sentence, too, is one."""

SHINGLE, MIN_VERSION = 5, 0.5
"""Share of common stretches of five characters of two versions of a clause; those of two clauses of one law have .3 at most, if long."""

MAX_COMPARED = 16
"""Pairs of passages that are compared in one place."""


class Copies(NamedTuple):
    """What of a page stands more than once: for each block the number of its passage, equal for copies of one, or None."""

    passages: list[int | None]


def find_copies(blocks: Sequence[DraftBlock]) -> Copies:
    """Return which blocks are copies of one passage."""
    if not _says_again(blocks):
        return Copies([None] * len(blocks))
    keys = _passage_keys(blocks)
    weights = [weight(block.text) for block in blocks]
    times = Counter(keys)
    repeated = [1 < times[key] <= MAX_COPIES and one >= MIN_PASSAGE_WEIGHT for key, one in zip(keys, weights, strict=True)]
    share = sum(one for one, again in zip(weights, repeated, strict=True) if again) / (sum(weights) or 1)
    different = len({key for key, again in zip(keys, repeated, strict=True) if again})
    of_all = any(share >= least and different >= passages for least, passages in MIN_MOST)
    for whole in (True, False) if of_all else (False,):
        runs = [_filled(run, keys) for run in _runs(keys, weights, MIN_PASSAGE_WEIGHT if whole else MIN_BLOCK_WEIGHT)]
        runs = [run for run in runs if len(run) >= MIN_RUN and sum(weights[later] for _, later in run) >= MIN_RUN_WEIGHT]
        copied = sum(weights[position] for position in {later for run in runs for _, later in run})
        enough = copied >= MIN_SHARE * sum(weights) and len({keys[later] for run in runs for _, later in run}) >= MIN_DIFFERENT
        if runs and enough and _are_copies(runs, blocks, of_all=whole):
            pairs = [pair for run in runs for pair in run]
            return Copies(_passages([*pairs, *(_pairs_of_all(keys, weights, repeated) if whole else ())], len(keys)))
    return Copies([None] * len(blocks))


def _says_again(blocks: Sequence[DraftBlock]) -> bool:
    """Return whether sentences that stand twice, as they are written, make up enough of the page to look closer."""
    text = "\n".join(block.text for block in blocks)
    sentences = [sentence for sentence in _SENTENCE_ENDS.split(text) if len(sentence) >= MIN_SENTENCE]
    return len(sentences) > 1 and sum(map(len, sentences)) - sum(map(len, set(sentences))) >= MIN_AGAIN * len(text)


def _passages(pairs: Sequence[tuple[int, int]], count: int) -> list[int | None]:
    """Return for each of ``count`` blocks the first block that ``pairs`` make equal to it; None for one alone."""
    first = {position: position for position in range(count)}
    for earlier, later in pairs:
        one, other = sorted((_root(first, earlier), _root(first, later)))
        first[other] = one
    roots = [_root(first, position) for position in range(count)]
    shared = {root for position, root in enumerate(roots) if root != position}
    return [root if root in shared else None for root in roots]


def _pairs_of_all(keys: Sequence[str], weights: Sequence[float], repeated: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield each repeated passage with its first place, and each short line with the place where the same passages stand beside it."""
    times = Counter(keys)
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if repeated[at]:
            yield places[key][0] if places[key] else at, at
        elif weights[at] >= MIN_SHORT_WEIGHT and times[key] <= MAX_COPIES:
            yield from ((earlier, at) for earlier in places[key] if _beside_both(keys, repeated, earlier, at))
        places[key].append(at)


def _beside_both(keys: Sequence[str], repeated: Sequence[bool], earlier: int, later: int) -> bool:
    """Return whether a repeated passage stands before, or behind, either place."""
    for step in (-1, 1) if later - earlier > 2 * NEIGHBOURS else ():
        near = (
            {keys[at] for at in range(place, place + step * NEIGHBOURS + step, step) if 0 <= at < len(keys) and repeated[at]}
            for place in (earlier, later)
        )
        if set.intersection(*near):
            return True
    return False


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


def _runs(keys: Sequence[str], weights: Sequence[float], least: float) -> list[Run]:
    """Return the runs of passages that come again in the same order: each pair goes on with the nearest run that it can go on with."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        if weights[position] >= least:
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


def _are_copies(runs: Sequence[Run], blocks: Sequence[DraftBlock], *, of_all: bool) -> bool:
    """Return whether runs lack passages here and there, as copies do, rather than have others in their place."""
    steps = substituted = renumbered = lacking = 0
    for (earlier, later), (next_earlier, next_later) in (step for run in runs for step in pairwise(run)):
        one, other = blocks[earlier + 1 : next_earlier], blocks[later + 1 : next_later]
        numbers, other_numbers = _numbers(one), _numbers(other)
        steps += 1
        lacking += bool(one) != bool(other)
        substituted += bool(one and other) and not (numbers and other_numbers)
        renumbered += _are_versions(one, other) if of_all else bool(numbers & other_numbers)
    times = Counter(block.text.strip() for block in blocks) if of_all else Counter()
    own_headings = sum(_have_own_headings(blocks, times, *run[0]) for run in runs)
    gaps = lacking if of_all else 0
    if own_headings > (MAX_SHARE_HEADED * len(runs) if of_all else 0) and gaps < max(MIN_LACKING * steps, MIN_LACKING_STEPS):
        return False
    slack = (
        SLACK * (steps * MAX_SUBSTITUTED * (1 - MAX_SUBSTITUTED)) ** 0.5
        if of_all and (steps >= MIN_STEPS or 2 * gaps >= substituted)
        else 0.0
    )
    return substituted <= MAX_SUBSTITUTED * steps + slack and renumbered <= max(MAX_RENUMBERED * steps, gaps / MIN_GAPS_A_VERSION)


def _are_versions(one: Sequence[DraftBlock], other: Sequence[DraftBlock]) -> bool:
    """Return whether two stretches say nearly the same in one place: versions of a clause, or sections with figures of their own."""
    return any(_is_version(first.text, second.text) for first, second in islice(product(one, other), MAX_COMPARED))


def _is_version(one: str, other: str) -> bool:
    """Return whether two passages are one but for a phrase; under different numbers they are two, articles of one number are one."""
    own, others = opening(one), opening(other)
    if own and others and (own.kind, own.number) != (others.kind, others.number):
        return False
    if own and others and own.kind == "article":
        return True
    shingles, other_shingles = ({text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)} for text in (one, other))
    return 2 * len(shingles & other_shingles) >= MIN_VERSION * (len(shingles) + len(other_shingles)) > 0


def _have_own_headings(blocks: Sequence[DraftBlock], times: Counter[str], earlier: int, later: int) -> bool:
    """Return whether a run stands under a short line of its own on either side: sections that say the same of two things."""
    above = [blocks[position - 1].text.strip() for position in (earlier, later) if position]
    return len(set(above)) > 1 and all(times[text] <= 1 and weight(text) < MIN_BLOCK_WEIGHT and not ends_sentence(text) for text in above)


def _numbers(blocks: Sequence[DraftBlock]) -> set[str]:
    return {found.written for block in blocks if (found := opening(block.text))}


def _root(first: dict[int, int], position: int) -> int:
    """Return what stands for all that is joined to ``position``; shortens the way there."""
    while first[position] != position:
        first[position] = first[first[position]]
        position = first[position]
    return position
