"""Differences: in go the texts of two pages that are nearly one, out comes what people changed between them, and what noise did.

A copy differs from its original by lines that a site put around it, by a cut, and by noise: a wrong character here and there, never
the same one for the same. A revision, or a notice of the same template, differs by what it says: another figure, another name wherever
the name stands, another wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.across.shingles import SENTENCE_END, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Tokens = tuple[str, ...]

MAX_SENTENCES = 60
"""Sentences that are looked at of those that only one page has, evenly chosen; where there are more, the text is noisy throughout."""

MIN_TOKENS = 6
"""Characters or words of a sentence that is looked at: "浏览次数 1024" is no text."""

SAME_SENTENCE = 0.6
"""How alike two sentences are that say the same, but for a change (``difflib``); what is less alike came in or went out as a whole."""

SAME_WORD = 0.6
"""How alike two Latin words are of which one is the other misread."""

SHORT_WORD = 3
"""Letters of a Latin word that noise makes another one of: no, to, of."""

NOISE_BESIDE_CHANGE = 8
"""Wrong characters for each change that noise may look like: of one wrong in twenty every twentieth stands beside another."""

LEAST_REWORDED = 2
"""Places that read otherwise from which on a text was reworded; a single one is a slip of the typist."""

MOST_ALONE = 0.25
"""Share of the sentences looked at that may be too damaged to be known again; of two laws of one subject most are."""

SHOWN = 3
"""Changes that are told."""

_TOKEN_BITS = 32
"""Two numbers of tokens make one."""

_NUMERAL = re.compile(r"[一二三四五六七八九十百千两〇零]+")
_TOKEN = re.compile(rf"\d+|[^\W\d_\u3400-\u9fff]+|{_NUMERAL.pattern}|[\u3400-\u9fff]")


class _Change(NamedTuple):
    """What stands in the one sentence and in the other at one place, and whether it is inside both."""

    before: Tokens
    after: Tokens
    inside: bool


class Differences(NamedTuple):
    """How two texts differ: what was changed, in words, and places that may be misread.

    Of the sentences ``looked_at``, so many stand ``alone``: the other text has them in no form.
    """

    changed: str = ""
    noise: int = 0
    looked_at: int = 0
    alone: int = 0

    @property
    def only_noise(self) -> bool:
        """Whether they are one text, read badly."""
        return self.mostly_noise and not self.alone

    @property
    def mostly_noise(self) -> bool:
        """Whether nothing was changed that both have, and hardly anything stands in one alone."""
        return not self.changed and self.noise > 0 and self.alone <= MOST_ALONE * self.looked_at


def differences(one: str, other: str, titles: tuple[str, str] = ("", ""), *, noise_alone: bool = False) -> Differences:
    """Return how two texts differ, apart from what only one of them has.

    A name in the place of another in their ``titles`` counts as much as a figure: it need not stand in the text again. Where it is asked
    whether they differ by ``noise_alone``, the first sentence that only one of them has ends it.
    """
    in_titles = _between(*(tuple(_TOKEN.findall(comparable(title))) for title in titles)) or ()
    figures = Counter(_told(change) for change in in_titles if _is_swap(change))
    words: Counter[str] = Counter()
    noise = looked_at = alone = 0
    for changes in _compared(one, other):
        looked_at += 1
        alone += changes is None
        if alone and noise_alone:
            return Differences("", 0, looked_at, alone)
        for change in changes or ():
            if _is_figure(change):
                figures[_told(change)] += 1
            elif _is_noise(change):
                noise += 1
            elif change.inside:
                words[_told(change)] += 1
    allowed = round(noise / NOISE_BESIDE_CHANGE)
    if figures.total() <= allowed and words.total() < allowed + LEAST_REWORDED:
        return Differences("", noise, looked_at, alone)
    found = figures + words
    return Differences(", ".join(sorted(found, key=lambda told: (-found[told], told))[:SHOWN]), noise, looked_at, alone)


def _compared(one: str, other: str) -> Iterator[list[_Change] | None]:
    """Yield for each sentence that only one of two texts has where it differs from its like in the other, None where it has none."""
    ours, theirs = _sentences(one), _sentences(other)
    shared = set(ours) & set(theirs)
    mine, rest = ([sentence for sentence in side if sentence not in shared] for side in (ours, theirs))
    if len(mine) > len(rest):
        mine, rest = rest, mine
    step = max(len(mine) / MAX_SENTENCES, 1)
    chosen = [mine[int(at * step)] for at in range(int(len(mine) / step))]
    yield from [None] * (len(rest) - len(mine))
    for sentence, like in zip(chosen, _likes(chosen, rest), strict=True):
        yield _between(sentence, rest[like]) if like is not None else None


def _likes(chosen: Sequence[Tokens], rest: Sequence[Tokens]) -> list[int | None]:
    """Return for each sentence which of the others shares most pairs of neighbouring tokens with it, the first of several, if any does."""
    if not chosen or not rest:
        return [None] * len(chosen)
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    pairs, holders = _pairs(rest, numbers)
    order = np.argsort(pairs, kind="stable")
    pairs, holders = pairs[order], holders[order]
    asked, askers = _pairs(chosen, numbers)
    first, last = (np.searchsorted(pairs, asked, side) for side in ("left", "right"))
    times = last - first
    places = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times) + np.repeat(first, times)
    votes = np.bincount(np.repeat(askers, times) * len(rest) + holders[places], minlength=len(chosen) * len(rest))
    by_sentence = votes.reshape(len(chosen), len(rest))
    return [int(row.argmax()) if row.any() else None for row in by_sentence]


def _pairs(sentences: Sequence[Tokens], numbers: Mapping[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of neighbouring tokens of each sentence, each once, as numbers, and of which sentence each is."""
    tokens = np.array([numbers[token] for sentence in sentences for token in sentence], dtype=np.int64)
    holders = np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences])
    inside = holders[1:] == holders[:-1]
    pairs = ((tokens[:-1] << _TOKEN_BITS) + tokens[1:])[inside]
    order = np.lexsort((pairs, holders[1:][inside]))
    pairs, holders = pairs[order], holders[1:][inside][order]
    is_first = np.ones(len(pairs), dtype=np.bool_)
    is_first[1:] = (pairs[1:] != pairs[:-1]) | (holders[1:] != holders[:-1])
    return pairs[is_first], holders[is_first]


def _sentences(text: str) -> list[Tokens]:
    """Return the sentences of a text that are long enough, each once, in order."""
    found = (tuple(_TOKEN.findall(sentence)) for sentence in SENTENCE_END.split(comparable(text)))
    return [*dict.fromkeys(sentence for sentence in found if len(sentence) >= MIN_TOKENS)]


def _between(one: Tokens, other: Tokens) -> list[_Change] | None:
    """Return where two sentences differ, None where they are two."""
    one, other = sorted((one, other))
    ahead = _same_from(one, other)
    behind = _same_from(one[ahead:][::-1], other[ahead:][::-1])
    # What stands between the first and the last difference is read alone: most of a sentence is the same, and difflib is slow.
    matcher = SequenceMatcher(None, one[ahead : len(one) - behind], other[ahead : len(other) - behind], autojunk=False)
    same = ahead + behind + sum(block.size for block in matcher.get_matching_blocks())
    if 2 * same < SAME_SENTENCE * (len(one) + len(other)):
        return None
    return [
        _Change(
            one[ahead + start : ahead + end],
            other[ahead + first : ahead + last],
            ahead + min(start, first) > 0 and ahead + end < len(one) and ahead + last < len(other),
        )
        for op, start, end, first, last in matcher.get_opcodes()
        if op != "equal"
    ]


def _same_from(one: Tokens, other: Tokens) -> int:
    """Return how many tokens are the same from the first on."""
    return next((at for at, (ours, theirs) in enumerate(zip(one, other, strict=False)) if ours != theirs), min(len(one), len(other)))


def _is_figure(change: _Change) -> bool:
    """Return whether one figure stands in the place of another."""
    digits = [[token for token in side if token[0].isdecimal()] for side in (change.before, change.after)]
    if digits[0] and len(digits[0]) == len(digits[1]):
        return digits[0] != digits[1]
    numerals = ["".join(side) for side in (change.before, change.after)]
    # 千 alone is no number: 千个工作日 is 三个工作日, misread.
    return all(_NUMERAL.fullmatch(one) and one not in "百千〇零" for one in numerals)


def _is_swap(change: _Change) -> bool:
    """Return whether words stand in the place of others, more than noise would spoil."""
    return min(len(change.before), len(change.after)) > 1 and not _is_noise(change)


def _is_noise(change: _Change) -> bool:
    """Return whether a single character, or a letter or two of each word, may be misread, or a single one lost."""
    before, after = ("".join(side) for side in (change.before, change.after))
    if not before or not after:
        return len(change.before) + len(change.after) == 1
    if not before.isascii() or not after.isascii():
        return len(before) == len(after) and sum(one != other for one, other in zip(before, after, strict=True)) == 1
    return len(change.before) == len(change.after) and all(map(_misread, change.before, change.after))


def _misread(one: str, other: str) -> bool:
    return min(len(one), len(other)) <= SHORT_WORD or SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_WORD


def _told(change: _Change) -> str:
    """Return a change as people read it, the same from either side."""
    return "/".join(sorted(_joined(side) for side in (change.before, change.after)))


def _joined(side: Sequence[str]) -> str:
    return "".join(token if not token.isascii() else f" {token} " for token in side).replace("  ", " ").strip() or "–"
