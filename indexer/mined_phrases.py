"""Mined phrases: in go the phrases of aligned clauses, out come the terms of the other language that render each as a whole.

"contact tracing" is 追踪 with 接触者, and neither word alone says that. A phrase competes with the words of its clauses for what stands
beside it, as words do among themselves in ``indexer.mining``, whose claims stand by then: each phrase is looked at by itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from indexer.association import Rendering
from indexer.evidence import COMMON, MINIMUM_CLAUSES, MINIMUM_DOCUMENTS, RETURNED_AT_LEAST, ROUNDS, most_telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from indexer.evidence import Side

MOST_RENDERINGS = 4
LEAST_SHARE = 0.03
"""What is kept of a phrase. First hits for terms on health, by any rendering: with 8 renderings .788 and .774, with 4 .788 and .773, with
4 of a tenth or more .786 and .770."""

CLEAR = {"zh": 0.2, "en": 0.0}
"""Least share of the best rendering of a phrase of this language. A run of Chinese characters without a clear one is a piece of a sentence
(first hits to English with .2 or without: .774 both). What renders an English phrase comes as a word, its parts and its pairs of
characters, so that no share is large: with .2 to Chinese .763 for .788."""


def phrase_renderings(
    phrases: Sequence[set[str]], lang: str, target: Side, claimed: NDArray[np.float64], of_document: NDArray[np.int64]
) -> Iterator[Rendering]:
    """Yield the renderings of the phrases that stand in enough clauses and documents.

    ``phrases`` are those of each aligned clause, ``claimed`` is how much the words of the phrases' language claim of each place of
    ``target``.
    """
    first_place = np.concatenate([[0], np.cumsum([len(terms) for terms in target.in_pair])])
    standing: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(phrases):
        for phrase in found:
            standing[phrase].append(number)
    for phrase in sorted(standing):
        pairs = standing[phrase]
        if MINIMUM_CLAUSES <= len(pairs) <= COMMON * len(phrases) and len(set(of_document[pairs].tolist())) >= MINIMUM_DOCUMENTS:
            rows = list(_renderings(phrase, pairs, target, first_place, claimed, of_document))
            if rows and rows[0].share >= CLEAR[lang]:
                yield from rows


def _renderings(  # noqa: PLR0913, PLR0917  # a phrase, and all that it is looked at beside
    phrase: str,
    pairs: Sequence[int],
    target: Side,
    first_place: NDArray[np.int64],
    claimed: NDArray[np.float64],
    of_document: NDArray[np.int64],
) -> Iterator[Rendering]:
    beside = np.concatenate([target.in_pair[pair] for pair in pairs])
    chosen = most_telling(beside, len(pairs), target, len(target.in_pair))
    if not len(chosen):
        return
    candidate = np.searchsorted(chosen, beside)
    seated = (candidate < len(chosen)) & (chosen[np.minimum(candidate, len(chosen) - 1)] == beside)
    candidate = candidate[seated]
    places = np.concatenate([np.arange(first_place[pair], first_place[pair + 1]) for pair in pairs])[seated]
    document = np.repeat(of_document[pairs], [len(target.in_pair[pair]) for pair in pairs])[seated]
    clauses = np.bincount(candidate, minlength=len(chosen))
    share = 2 * clauses / (len(pairs) + target.pairs_with[chosen])
    for _ in range(ROUNDS):
        won = np.bincount(candidate, share[candidate] / (claimed[places] + share[candidate]), minlength=len(chosen))
        share = won / won.sum()
    agreed = np.sqrt(share * (clauses / target.pairs_with[chosen] + RETURNED_AT_LEAST))
    agreed /= agreed.sum()
    for number in np.argsort(-agreed, kind="stable")[:MOST_RENDERINGS].tolist():
        documents = len(np.unique(document[candidate == number]))
        if agreed[number] >= LEAST_SHARE and documents >= MINIMUM_DOCUMENTS:
            yield Rendering(phrase, target.terms[chosen[number]], float(agreed[number]), int(clauses[number]), documents)
