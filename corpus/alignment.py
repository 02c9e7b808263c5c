"""Alignment: in go the clauses of a text in Chinese and in English, out comes which of them say the same, how surely, and why.

Texts of one work have their clauses in one order, so the best chain of groups is looked for, one clause against one, none, two or more
(``corpus._alignment_chain``). It is looked for twice: the first chain tells how far the numbering of these two texts agrees, how much
longer the English one is, and which of their words go together.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from corpus._alignment_band import band_around, first_band
from corpus._alignment_chain import Lattice
from corpus._alignment_evidence import evidence_of
from corpus._alignment_scores import LENGTH_OFFSET, Scores, Trust, prepare
from corpus._alignment_texts import Pair, find_pair, language_of, pair_of, text_language
from corpus._alignment_words import with_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus._alignment_chain import Group
    from corpus._alignment_scores import Side
    from corpus.model import Clause

__all__ = ["Alignment", "Pair", "align", "find_pair", "language_of", "pair_of", "text_language"]

SURE_ENOUGH = 0.5
"""Score from which a clause is taken for a counterpart: it is likelier than all other ways together. Of 260 groups that score .5 to .6
151 are right, of 17,343 of .9 and more 16,937 (``benchmarks/alignment.py``)."""

HELD_BEFORE = 10
"""Groups that the trust held before the texts are known is worth: of a text of five clauses it decides, of one of fifty it does not."""

MOST_TRUST = 0.98
"""However often numbers agree, one that does not is possible."""

LENGTHS_BEFORE = 5
"""Groups that the usual stretch is worth."""


class Alignment(NamedTuple):
    """Clauses that say the same, by id; one side is empty where a clause has no counterpart.

    ``score`` is how sure that is, from 0 to 1, as compared with every other way to align these clauses; ``evidence`` says why, in words.
    """

    zh_ids: tuple[str, ...]
    en_ids: tuple[str, ...]
    score: float
    evidence: tuple[str, ...]


def align(zh: Sequence[Clause], en: Sequence[Clause]) -> list[Alignment]:
    """Return the alignment of a Chinese text, simplified or traditional, and an English one; each clause stands in it exactly once.

    Both are given in reading order and kept so: of clauses that changed places one of the two remains without a counterpart. The time
    goes with the sum of both lengths times a bounded width; 3,000 against 3,000 clauses take some seconds.
    """
    if not (zh and en):
        return [Alignment((clause.id,), (), 1.0, ("there is no text in English",)) for clause in zh] + [
            Alignment((), (clause.id,), 1.0, ("there is no text in Chinese",)) for clause in en
        ]
    chinese, english = prepare(zh, en)
    first = Lattice(Scores(chinese, english, Trust()), first_band(chinese, english)).chain()
    scores = Scores(*with_words(chinese, english, first), _trust(chinese, english, first))
    lattice = Lattice(scores, band_around(first, len(zh), len(en)))
    groups = lattice.chain()
    return [
        Alignment(
            tuple(clause.id for clause in zh[group.zh_start : group.zh_end]),
            tuple(clause.id for clause in en[group.en_start : group.en_end]),
            score,
            evidence_of(scores, group),
        )
        for group, score in zip(groups, lattice.confidences(groups), strict=True)
    ]


def _trust(zh: Side, en: Side, chain: Sequence[Group]) -> Trust:
    """Return what the groups of one against one in a first chain tell of two texts."""
    ones = [(one.zh_start, one.en_start) for one in chain if one.zh_end - one.zh_start == 1 == one.en_end - one.en_start]
    if not ones:
        return Trust()
    before = Trust()
    numbers = [(zh.paths[here], en.paths[there]) for here, there in ones if zh.paths[here] and en.paths[there]]
    agreeing = sum(ours == theirs for ours, theirs in numbers)
    stretches = [math.log((en.weights[there] + LENGTH_OFFSET) / (zh.weights[here] + LENGTH_OFFSET)) for here, there in ones]
    return Trust(
        min((agreeing + HELD_BEFORE * before.numbering) / (len(numbers) + HELD_BEFORE), MOST_TRUST),
        (median(stretches) * len(ones) + LENGTHS_BEFORE * before.stretch) / (len(ones) + LENGTHS_BEFORE),
    )
