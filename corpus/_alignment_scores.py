"""Evidence that clauses of two languages say the same: in go both texts, out come scores of groups of clauses.

A score is in nats: how much likelier what is seen is of clauses that translate each other than of clauses taken at random, as a
logarithm. It adds up what length (after Gale and Church, 1993, with a heavier tail), numbering and shared features say. The constants
were chosen on one half of the laws that ``benchmarks/alignment.py`` reads; around each the share of right links changes by .003 or less.
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import pstdev
from typing import TYPE_CHECKING, NamedTuple

from corpus._alignment_features import features_of
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus._alignment_features import Feature
    from corpus.model import Clause

ZH, EN = 0, 1

HELD = {"number": 0.75, "concept": 0.6, "latin": 0.8, "word": 0.6}
"""How often a feature of a clause stands in its translation too, by kind."""

MAX_WORTH = 4.0
"""Nats that one shared feature is worth at most: even a rare number may be another one's."""

LENGTH_OFFSET = 20.0
"""Letters added to every length, so that of two short clauses a few letters more do not count."""

SPREAD, SPREAD_OF_SHORT = 0.13, 1.5
"""Mean deviation of the logarithm of the ratio of lengths: SPREAD, and SPREAD_OF_SHORT over the square root of the length."""

MIN_BACKGROUND = 0.45
"""Least deviation of that logarithm between clauses taken at random; texts of equally long clauses tell little by length."""

MAX_NUMBERING = 6.0
"""Nats that an equal number is worth at most."""

LEFT_OVER, LEFT_OVER_BOTH = 1.0, 3.0
"""What numbers cost that only one side of a group has beside a common one; and where both sides have such numbers."""

LONE = -3.0
"""Prior of a clause that has no counterpart."""

MAX_JOINED = 6
"""Clauses that one clause of the other language may hold: an article with its items that a translation has as one paragraph."""

JOINED, JOINED_MORE, TWO_AND_TWO = -2.5, -1.5, -6.0
"""Priors of one clause against two, of each further clause, of two against two."""

OUTGROWN = 2.5
"""How much longer than its counterpart a group may be before no further clause is joined to it."""


class Trust(NamedTuple):
    """What holds between two texts: how often clauses that translate each other have one number, and how much longer English is.

    ``stretch`` is the logarithm of the ratio of lengths in letters of English. The defaults are what is held before the texts are
    known; laws are translated at greater length than the sentences by which ``HAN_WEIGHT`` was measured.
    """

    numbering: float = 0.9
    stretch: float = 0.25


class Side(NamedTuple):
    """The clauses of one language, ready to be compared."""

    clauses: Sequence[Clause]
    weights: list[float]
    paths: list[str]
    features: list[dict[Feature, str]]


def prepare(zh: Sequence[Clause], en: Sequence[Clause]) -> tuple[Side, Side]:
    """Return both sides; the Latin words of the English one count where the Chinese one has them too."""
    chinese = features_of(zh, chinese=True)
    latin = {feature.key for features in chinese for feature in features if feature.kind == "latin"}
    english = features_of(en, chinese=False, latin=latin)
    return _side(zh, chinese), _side(en, english)


def _side(clauses: Sequence[Clause], features: list[dict[Feature, str]]) -> Side:
    return Side(clauses, [weight(clause.text) for clause in clauses], [clause.path for clause in clauses], features)


class Scores:
    """Scores of groups of clauses of two sides."""

    def __init__(self, zh: Side, en: Side, trust: Trust) -> None:
        """Count how common each feature and each number is."""
        self.sides = (zh, en)
        self.trust = trust
        self._background = max(math.hypot(_deviation(zh.weights), _deviation(en.weights)), MIN_BACKGROUND)
        self.met, self._missed = _worths(zh.features, en.features)
        self._gained = {feature: worth - self._missed[feature] for feature, worth in self.met.items()}
        self._lost = [[sum(map(self._missed.__getitem__, some)) for some in side.features] for side in self.sides]
        largest = max(len(zh.paths), len(en.paths))
        uses = [Counter(side.paths) for side in self.sides]
        self._same_number = {
            path: min(max(math.log(trust.numbering * largest / max(uses[ZH][path], uses[EN][path])), 0.0), MAX_NUMBERING)
            for path in uses[ZH].keys() & uses[EN].keys()
        }
        self._other_number = math.log((1 - trust.numbering) / (1 - 1 / (largest + 1)))

    def joined(self, side: int, at: int, first: int, least: int = 1) -> Iterator[tuple[int, float]]:
        """Yield how many clauses of the other side, from ``first`` on, are held against clause ``at`` of ``side``, and the score.

        ``least`` is the smallest number of them that is asked for.
        """
        own, other = self.sides[side], self.sides[1 - side]
        features, length = own.features[at], own.weights[at]
        most = self._most(side, length)
        shared, joined, prior = self._lost[side][at], 0.0, 0.0
        seen: set[Feature] = set()
        paths: list[str] = []
        for count, place in enumerate(range(first, min(first + MAX_JOINED, len(other.weights))), start=1):
            joined += other.weights[place]
            if joined > most and count > 1:
                return
            for feature in other.features[place]:
                if feature not in seen:
                    seen.add(feature)
                    shared += self._gained[feature] if feature in features else self._missed[feature]
            if other.paths[place]:
                paths.append(other.paths[place])
            if count >= least:
                said = self._length(length, joined) if side == ZH else self._length(joined, length)
                numbers = self._numbering([own.paths[at]], paths) if paths and own.paths[at] else 0.0
                yield count, prior + said + shared + numbers
            prior = prior + JOINED_MORE if prior else JOINED

    def two_and_two(self, here: int, there: int) -> float | None:
        """Return the score of two clauses from ``here`` on against two from ``there`` on, None where their lengths speak against it."""
        zh, en = self.sides
        said = self._length(sum(zh.weights[here : here + 2]), sum(en.weights[there : there + 2]))
        if said < 0:
            return None
        ours, theirs = zh.features[here] | zh.features[here + 1], en.features[there] | en.features[there + 1]
        score = sum(self.met[feature] if feature in theirs else self._missed[feature] for feature in ours)
        score += sum(self._missed[feature] for feature in theirs if feature not in ours)
        return TWO_AND_TWO + said + score + self._numbering(zh.paths[here : here + 2], en.paths[there : there + 2])

    def _length(self, zh_weight: float, en_weight: float) -> float:
        """Return what the lengths of two stretches say for their being one (Laplace against normal density of the log ratio)."""
        ratio = math.log((en_weight + LENGTH_OFFSET) / (zh_weight + LENGTH_OFFSET))
        spread = SPREAD + SPREAD_OF_SHORT / math.sqrt(zh_weight + LENGTH_OFFSET)
        linked = -abs(ratio - self.trust.stretch) / spread - math.log(2 * spread)
        at_random = -0.5 * (ratio / self._background) ** 2 - math.log(self._background * math.sqrt(2 * math.pi))
        return linked - at_random

    def off_length(self, zh_start: int, zh_end: int, en_start: int, en_end: int) -> float:
        """Return how many times as long as usual in these texts the English clauses are, compared with the Chinese ones."""
        zh_weight, en_weight = sum(self.sides[ZH].weights[zh_start:zh_end]), sum(self.sides[EN].weights[en_start:en_end])
        return (en_weight + LENGTH_OFFSET) / (zh_weight + LENGTH_OFFSET) / math.exp(self.trust.stretch)

    def _most(self, side: int, length: float) -> float:
        """Return how long a group may be that is held against a clause of this length."""
        stretch = self.trust.stretch if side == ZH else -self.trust.stretch
        return OUTGROWN * (length * math.exp(stretch) + LENGTH_OFFSET) - LENGTH_OFFSET

    def _numbering(self, ours: Sequence[str], theirs: Sequence[str]) -> float:
        """Return what the numbers of two groups say: 3 against 3 speaks for them, 3 against 4 against; no number says nothing."""
        here, there = set(filter(None, ours)), set(filter(None, theirs))
        if not here or not there:
            return 0.0
        common = here & there
        if not common:
            return self._other_number
        more, less = _left_over(here, common), _left_over(there, common)
        cost = LEFT_OVER_BOTH if more and less else LEFT_OVER * (more + less)
        return min(math.fsum(self._same_number[path] for path in common), MAX_NUMBERING) - cost


def _left_over(paths: Iterable[str], common: set[str]) -> int:
    """Return how many paths are neither common nor stand under one that is: 3.1 is held by 3."""
    return sum(not any(path == one or path.startswith(f"{one}.") for one in common) for path in paths)


def _deviation(weights: Sequence[float]) -> float:
    return pstdev(math.log(one + LENGTH_OFFSET) for one in weights)


def _worths(zh: Sequence[dict[Feature, str]], en: Sequence[dict[Feature, str]]) -> tuple[dict[Feature, float], dict[Feature, float]]:
    """Return for each feature what it is worth in both clauses, and what it costs in one alone (half, as both sides are asked)."""
    counts = [Counter(feature for features in side for feature in features) for side in (zh, en)]
    met: dict[Feature, float] = {}
    missed: dict[Feature, float] = {}
    for feature in counts[ZH] | counts[EN]:
        at_random = max((count[feature] + 0.5) / (len(side) + 1.5) for count, side in zip(counts, (zh, en), strict=True))
        held = HELD[feature.kind] + (1 - HELD[feature.kind]) * at_random
        met[feature] = min(math.log(held / at_random), MAX_WORTH)
        missed[feature] = math.log((1 - held) / (1 - at_random)) / 2
    return met, missed
