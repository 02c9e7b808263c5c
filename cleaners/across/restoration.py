"""Restoration: in go a page that lost passages and pages that may have them, out comes what stood there, with the page that has it.

Another law may have the marks of a passage, and a law modelled on this one those of a few of its articles. So the page decides first: most
of its passages must be found in one source, in its order, and nearly all of its symbols must be right there. Of 300 pages of Chinese laws
whose source was taken out 3 passed that with .10 wrong symbols, one of them by another version of its own law; with their source, and
3 % of their symbols wrong, 285 of 300 have .062 at most (``benchmarks/restoration.py``). Only then the passages are told, each where it
stands between its neighbours. Another version of the text whose words alone were changed has the same marks: the source is always named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.across.skeleton_matches import Match, matches
from cleaners.across.skeletons import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.across.lost_passages import Passage, Whole

EVIDENCE_BITS = 24.0
"""What a match tells that counts for a source; 15 symbols."""

LEAD_BITS = 15.0
"""By how much a match leads what says something else."""

MOST = 0.5
"""Share of a page's passages that must count for the source."""

TOGETHER_BITS = 100.0
"""What they tell together, three passages or more: two articles of one law may be worded like those of another."""

MOST_WRONG = 0.08
"""Share of the page's symbols that may be wrong in the source."""

RESTORED_BITS = 12.0
"""What a match tells of a passage whose place is told by its neighbours; of some hundred places between them one has 8 by chance."""

MOST_BETWEEN = 20
"""Symbols between two passages that follow one another on the page, from which something else stands between them in the source."""

REACH = 3
"""How many times its own length a passage may stand from its only neighbour."""


class Found(NamedTuple):
    """A passage found in a source: both by position, its place and text there, and by how many bits it leads another text."""

    passage: int
    source: int
    match: Match
    text: str
    margin: float


class Verdict(NamedTuple):
    """What is told of a page: its passages that are restored, from which source, and why, or why not."""

    source: int
    found: tuple[Found, ...]
    why: str


def restore_passages(passages: Sequence[Passage], sources: Sequence[Whole]) -> Verdict:
    """Return what stood in the passages of a page, as one of the sources has it."""
    chains = sorted(_chains(passages, sources), key=lambda chain: (-sum(one.match.bits for one in chain), chain[0].source))
    if not chains:
        return Verdict(-1, (), "no page of the library has marks like these")
    chain = chains[0]
    source = chain[0].source
    bits = sum(one.match.bits for one in chain)
    if len(chain) < MOST * len(passages):
        return Verdict(source, (), f"only {len(chain)} of {len(passages)} passages are found there")
    if bits < TOGETHER_BITS:
        return Verdict(source, (), f"too little is left to tell: {bits:.0f} bits, {TOGETHER_BITS:.0f} are needed")
    placed = list(_between(passages, chain, sources[source]))
    wrong = _share_wrong(passages, placed)
    if wrong > MOST_WRONG:
        return Verdict(source, (), f"{wrong:.0%} of the marks differ there: another text, or another version of it")
    rivals = [sources[other[0].source] for other in chains[1:]]
    told = [one for one in (_with_margin(one, passages, rivals) for one in placed) if one]
    told = list(_tiled(told, passages, sources[source]))
    return Verdict(source, tuple(told), f"{len(chain)} of {len(passages)} passages, {bits:.0f} bits, {wrong:.1%} of the marks differ")


def _chains(passages: Sequence[Passage], sources: Sequence[Whole]) -> Iterator[list[Found]]:
    """Yield for each source the passages that count for it and stand there in the page's order, the most telling ones."""
    counting: dict[int, list[Found]] = {}
    for number, passage in enumerate(passages):
        for one in _best_places(number, passage, sources):
            if one.match.bits >= EVIDENCE_BITS and one.margin >= LEAD_BITS:
                counting.setdefault(one.source, []).append(one)
    yield from map(_in_order, counting.values())


def _best_places(number: int, passage: Passage, sources: Sequence[Whole]) -> list[Found]:
    """Return the best place of a passage in each source that has the text of the best place of all."""
    places = [
        Found(number, at, match, text_of(source, match), 0.0)
        for at, source in enumerate(sources)
        for match in matches(passage.symbols, source.skeleton.symbols)
    ]
    if not places:
        return []
    places.sort(key=lambda one: (-one.match.bits, sources[one.source].doc_id, one.match.start))
    key = words_of(places[0].text)
    other = max((one.match.bits for one in places if words_of(one.text) != key), default=0.0)
    best: dict[int, Found] = {}
    for one in places:
        if words_of(one.text) == key:
            best.setdefault(one.source, one._replace(margin=one.match.bits - max(other, 0.0)))
    return list(best.values())


def _in_order(found: Sequence[Found]) -> list[Found]:
    """Return those that stand in a source in the order of the page, the most bits together."""
    best: list[tuple[float, int]] = []
    for at, one in enumerate(found):
        before = max(
            (earlier for earlier in range(at) if found[earlier].match.end <= one.match.start + 1), key=lambda at: best[at][0], default=-1
        )
        best.append((one.match.bits + (best[before][0] if before >= 0 else 0.0), before))
    chain: list[Found] = []
    at = max(range(len(best)), key=lambda at: best[at][0], default=-1)
    while at >= 0:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1]


def _between(passages: Sequence[Passage], chain: Sequence[Found], source: Whole) -> Iterator[Found]:
    """Yield the passages of a chain, and those between and beside them at their best place there."""
    symbols = source.skeleton.symbols
    known = {one.passage: one for one in chain}
    start, following = 0, iter([*chain, None])
    after = next(following)
    for number, passage in enumerate(passages):
        if number in known:
            yield known[number]
            start, after = known[number].match.end, next(following)
            continue
        reach = REACH * len(passage.symbols)
        low = start or (max(after.match.start - reach, 0) if after else 0)
        high = after.match.start + 1 if after else min(start + reach, len(symbols))
        places = matches(passage.symbols, symbols[low:high])
        if places:
            moved = places[0]._replace(start=places[0].start + low, end=places[0].end + low)
            margin = places[0].bits - max(places[1].bits if len(places) > 1 else 0.0, 0.0)
            yield Found(number, chain[0].source, moved, text_of(source, moved), margin)


def _share_wrong(passages: Sequence[Passage], placed: Sequence[Found]) -> float:
    """Return the share of the page's symbols that are wrong in the source; what has no place there is."""
    lengths = [int(np.count_nonzero(passage.symbols != LINE_END)) for passage in passages]
    right = sum(max(lengths[one.passage] - one.match.edits, 0.0) for one in placed)
    return 1 - right / sum(lengths)


def _with_margin(one: Found, passages: Sequence[Passage], rivals: Sequence[Whole]) -> Found | None:
    """Return a passage with its lead over what else may have stood there, None where it tells too little or leads by too little.

    That is what stands elsewhere in a source that passages count for, such as another version of the text.
    """
    key = words_of(one.text)
    other = max(
        (
            match.bits
            for rival in rivals
            for match in matches(passages[one.passage].symbols, rival.skeleton.symbols)[:1]
            if words_of(text_of(rival, match)) != key
        ),
        default=0.0,
    )
    margin = min(one.margin, one.match.bits - max(other, 0.0))
    return one._replace(margin=margin) if key and one.match.bits >= RESTORED_BITS and margin >= RESTORED_BITS else None


def _tiled(told: Sequence[Found], passages: Sequence[Passage], source: Whole) -> Iterator[Found]:
    """Yield passages so that each begins where the one before it on the page ends, if nothing else stands between them.

    A line whose marks were lost, or that never had one, such as a heading, is then not lost between two.
    """
    before: Found | None = None
    for found in told:
        one = found
        follows = before is not None and before.passage == one.passage - 1 and passages[one.passage].follows
        if before and follows and before.match.end != one.match.start and abs(one.match.start - before.match.end) < MOST_BETWEEN:
            match = one.match._replace(start=min(before.match.end, one.match.end))
            one = one._replace(match=match, text=text_of(source, match))
        yield one
        before = one


def words_of(text: str) -> str:
    """Return the letters, figures and characters of a text: what two texts that say the same have alike."""
    return "".join(filter(str.isalnum, text))


def place_of(source: Whole, match: Match) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first line of a match and the character of it from which it stands, and the last one and the character before which."""
    symbols, lines, places = source.skeleton
    start, end = match.start, match.end
    while start < end and symbols[start] == LINE_END:
        start += 1
    while start < end and symbols[end - 1] == LINE_END:
        end -= 1
    begins = start == 0 or symbols[start - 1] == LINE_END
    first = (int(lines[min(start, len(lines) - 1)]), 0) if begins else (int(lines[start - 1]), int(places[start - 1]) + 1)
    ends = end < len(symbols) and symbols[end] == LINE_END
    last = (int(lines[end]), int(places[end])) if ends else (int(lines[end - 1]), int(places[end - 1]) + 1)
    return first, last


def text_of(source: Whole, match: Match) -> str:
    """Return the text of a match, with the lines of the source."""
    (first, start), (last, end) = place_of(source, match)
    texts = [block.text for block in source.blocks[first : last + 1]]
    if texts:
        texts[-1] = texts[-1][:end]
        texts[0] = texts[0][start:]
    return "\n".join(texts)
