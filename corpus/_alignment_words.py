"""Words of two texts that go together: in goes a first alignment, out come pairs of a Chinese word and an English one as further features.

After Moore (2002): what is aligned with certainty tells which words translate each other, and these tell more of the alignment. A
Chinese word is any two characters in a row; an English one has three letters or more. A pair counts where each is the other's best.
"""

from __future__ import annotations

import re
from collections import Counter
from math import isqrt
from typing import TYPE_CHECKING

from corpus._alignment_features import Feature
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus._alignment_chain import Group
    from corpus._alignment_scores import Side

MIN_TIMES = 4
"""Groups in which both words must stand; with 2 the first alignment's errors confirm themselves (F1 .970, .974 with 4)."""

MIN_DICE = 0.5
"""Share of the groups with either word that have both (Dice); .7 is as good."""

MAX_WORDS = 50
"""Words of a clause that are looked at, the rarest first; more add nothing."""

MAX_PAIRS = 1_000_000
"""Pairs of words that are counted, half a second; of longer texts fewer words of each clause are looked at."""

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_ENGLISH = re.compile("[a-z]{3,}")


def with_words(zh: Side, en: Side, chain: Sequence[Group]) -> tuple[Side, Side]:
    """Return both sides with the words that go together in ``chain`` among their features."""
    chinese = [dict.fromkeys(_chinese_words(clause.text)) for clause in zh.clauses]
    english = [dict.fromkeys(_english_words(clause.text)) for clause in en.clauses]
    pairs = _pairs(chinese, english, chain)
    by_english = {word: Feature("word", f"{han}={word}") for han, word in pairs.items()}
    by_chinese = {han: by_english[word] for han, word in pairs.items()}
    return _extended(zh, chinese, by_chinese), _extended(en, english, by_english)


def _extended(side: Side, words: Sequence[dict[str, None]], known: dict[str, Feature]) -> Side:
    more = [{known[word]: word for word in some if word in known} for some in words]
    return side._replace(features=[features | some for features, some in zip(side.features, more, strict=True)])


def _chinese_words(text: str) -> Iterator[str]:
    for run in _HAN_RUN.findall(match_key(text)):
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _english_words(text: str) -> Iterator[str]:
    """Yield words without a plural's s."""
    return (word.removesuffix("s") for word in _ENGLISH.findall(match_key(text)))


def _pairs(chinese: Sequence[dict[str, None]], english: Sequence[dict[str, None]], chain: Sequence[Group]) -> dict[str, str]:
    """Return for each Chinese word the English one that goes with it, where each is the other's best; the first of equals."""
    linked = [
        (_joined(chinese[group.zh_start : group.zh_end]), _joined(english[group.en_start : group.en_end]))
        for group in chain
        if group.is_linked
    ]
    here = Counter(word for words, _ in linked for word in words)
    there = Counter(word for _, words in linked for word in words)
    most = min(MAX_WORDS, isqrt(MAX_PAIRS // max(len(linked), 1)))
    both: Counter[tuple[str, str]] = Counter()
    for ours, theirs in linked:
        rare = _rarest(theirs, there)[:most]
        both.update((han, word) for han in _rarest(ours, here)[:most] for word in rare)
    scored = [(2 * times / (here[han] + there[word]), times, han, word) for (han, word), times in both.items() if times >= MIN_TIMES]
    best: dict[str, str] = {}
    taken: set[str] = set()
    for dice, _, han, word in sorted(scored, key=lambda one: (-one[0], -one[1], one[2:])):
        if dice >= MIN_DICE and han not in best and word not in taken:
            best[han] = word
            taken.add(word)
    return best


def _joined(words: Sequence[dict[str, None]]) -> dict[str, None]:
    return {word: None for some in words for word in some}


def _rarest(words: dict[str, None], counts: Counter[str]) -> list[str]:
    """Return the words that may make a pair, the rarest ones."""
    return sorted((word for word in words if counts[word] >= MIN_TIMES), key=lambda word: (counts[word], word))
