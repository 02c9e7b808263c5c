"""Evidence: in go terms of aligned clauses, out come those of the other language that stand beside one more often than chance has it.

What counts is the log-likelihood ratio (Dunning 1993). ``indexer.mining`` looks for what renders words, ``indexer.mined_phrases`` for
what renders phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MINIMUM_CLAUSES = 3
MINIMUM_DOCUMENTS = 2
"""Clauses and documents in which two terms must stand side by side: a name of one document alone renders anything in it."""

COMMON = 0.5
"""Share of the clauses above which a term says nothing of its neighbour (shall, 之)."""

CANDIDATES = 30
"""Renderings of a term that enter the competition."""

LIKELIHOOD_RATIO = 10.83
"""Least log-likelihood ratio of a candidate: the value of χ² with one degree of freedom that chance exceeds once in 1,000 times."""

ROUNDS = 4
"""Rounds of the competition, a usual number for model 1."""

NO_RENDERING = 0.02
"""What "rendered by nothing" holds against a clause's terms."""

RETURNED_AT_LEAST = 0.01
"""What a rendering is taken to give back at least: a term that is the only rendering of many has little for each.

A share is the root of what a term gives its rendering times what that gives back (Wang and Oard 2006). Taiwan's health laws, MRR@10 with
the shares of one direction alone: to Chinese .858, this .884; to English .854, this .867; first hits for terms on health, by any rendering:
to Chinese .727 and .724, to English .719 and .729."""


class Side(NamedTuple):
    """The terms of one language in all pairs: for each pair the numbers of its terms, in order."""

    terms: list[str]
    in_pair: list[NDArray[np.int64]]
    pairs_with: NDArray[np.int64]


def side_of(terms_of: Sequence[set[str]]) -> Side:
    """Return one language of all pairs, from the terms of each."""
    terms = sorted(set().union(*terms_of))
    numbers = {term: number for number, term in enumerate(terms)}
    in_pair = [np.array(sorted(numbers[term] for term in found), dtype=np.int64) for found in terms_of]
    return Side(terms, in_pair, np.bincount(np.concatenate(in_pair), minlength=len(terms)))


def most_telling(beside: NDArray[np.int64], pairs: int, target: Side, every: int) -> NDArray[np.int64]:
    """Return the targets with the highest log-likelihood ratio, ``beside`` being those of ``pairs`` of ``every`` aligned pairs."""
    terms, together = np.unique(beside, return_counts=True)
    with_term = target.pairs_with[terms]
    telling = (together >= MINIMUM_CLAUSES) & (with_term <= COMMON * every) & (together * every > pairs * with_term)
    chosen, both, whole = terms[telling], together[telling].astype(float), with_term[telling]
    cells = (both, pairs - both, whole - both, every - pairs - whole + both)
    margins = (
        np.full(len(chosen), float(pairs)),
        np.full(len(chosen), float(every - pairs)),
        whole.astype(float),
        every - whole.astype(float),
    )
    ratio = 2 * (sum(map(_entropy, cells)) - sum(map(_entropy, margins)) + every * np.log(every))
    best = np.lexsort((chosen, -ratio))[:CANDIDATES]
    return np.asarray(np.sort(chosen[best[ratio[best] >= LIKELIHOOD_RATIO]]), dtype=np.int64)


def _entropy(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(counts * np.log(np.maximum(counts, 1.0)), dtype=np.float64)
