"""Mining: in go aligned clauses, out comes which terms of one language render which of the other.

Candidates are pairs of terms that stand side by side more often than chance has it (log-likelihood ratio: Dunning 1993). Then the
terms of each clause compete for what they render (expectation maximisation: IBM's model 1, Brown et al. 1993): 医院 stands beside
"medical" in half of its clauses, and yields it to 医疗. Both languages are gone through, because a word may have many renderings and be
the only rendering of each; what both say counts most. Phrases come last, see ``indexer.mined_phrases``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.fold import fold
from corpus.scripts import count_han
from indexer.association import Rendering
from indexer.evidence import (
    COMMON,
    MINIMUM_CLAUSES,
    MINIMUM_DOCUMENTS,
    NO_RENDERING,
    RETURNED_AT_LEAST,
    ROUNDS,
    Side,
    most_telling,
    side_of,
)
from indexer.mined_phrases import phrase_renderings
from indexer.phrases_asked import chinese_phrases, english_phrases
from indexer.stop_words import STOP_WORDS
from indexer.tokens import tokenize_folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

MINIMUM_PAIRS = 1_000
"""Aligned clauses. Held-back Taiwan laws, English questions, MRR@10 by clauses mined from: 948 .64, 2,670 .76, 5,205 .78, 10,162 .83,
21,307 .85; a list of concepts alone .11. Counted by a scorer in memory; `Index.search` gives .81 at 21,307."""

LEAST_SHARE = 0.03
MOST_RENDERINGS = 8
"""What is kept of a term. With 20 renderings from 1 % on the same figure, at 21,307 clauses, is .844 for .849."""


class AlignedPair(NamedTuple):
    """A clause in both languages, and the document or work that it is of."""

    zh: str
    en: str
    document: str


class _Candidates(NamedTuple):
    """Pairs of terms that may render each other, by the number of the source and of the target.

    Each has a ``seat`` for every aligned pair in which both stand: ``place`` is the target's place there, ``candidate`` who sits.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    documents: NDArray[np.int64]
    candidate: NDArray[np.int64]
    place: NDArray[np.int64]


class _Shares(NamedTuple):
    """How much of each source term every candidate renders, and in how many pairs the two stand."""

    source: Side
    target: Side
    found: _Candidates
    clauses: NDArray[np.int64]
    share: NDArray[np.float64]

    def claimed(self) -> NDArray[np.float64]:
        """Return how much the source's terms claim of each place of the target's terms."""
        places = sum(map(len, self.target.in_pair))
        return np.asarray(np.bincount(self.found.place, self.share[self.found.candidate], places) + NO_RENDERING, dtype=np.float64)


def mine(pairs: Iterable[AlignedPair]) -> list[Rendering]:
    """Return the renderings of words and phrases in either language; none where fewer than ``MINIMUM_PAIRS`` are given.

    Needs two minutes for 21,000.
    """
    given = sorted(set(pairs))
    if len(given) < MINIMUM_PAIRS:
        return []
    documents = {name: number for number, name in enumerate(sorted({pair.document for pair in given}))}
    of_document = np.array([documents[pair.document] for pair in given])
    english = side_of([_terms(pair.en, {"word", "part"}) for pair in given])
    chinese = side_of([_terms(pair.zh, {"word", "part", "bigram"}) for pair in given])
    words = frozenset[str]().union(*(_terms(pair.zh, {"word", "part"}) for pair in given))
    there, back = _shares(english, chinese, of_document), _shares(chinese, english, of_document)
    return [
        *_renderings(there, back),
        *(row for row in _renderings(back, there) if row.source in words),
        *phrase_renderings([english_phrases(pair.en) for pair in given], "en", chinese, there.claimed(), of_document),
        *phrase_renderings([chinese_phrases(pair.zh) for pair in given], "zh", english, back.claimed(), of_document),
    ]


def _terms(text: str, kinds: set[str]) -> set[str]:
    """Return the terms of one language: neither numbers and Latin words in Chinese, nor what says nothing."""
    tokens = [token for token in tokenize_folded(fold(text)) if token.kind in kinds]
    han = "bigram" in kinds or any(count_han(token.text) for token in tokens)
    return {token.text for token in tokens if token.text not in STOP_WORDS and bool(count_han(token.text)) == han}


def _shares(source: Side, target: Side, of_document: NDArray[np.int64]) -> _Shares:
    found = _candidates(source, target, of_document)
    clauses = np.bincount(found.candidate, minlength=len(found.source))
    return _Shares(source, target, found, clauses, _compete(found, clauses, source, target))


def _renderings(there: _Shares, back: _Shares) -> Iterator[Rendering]:
    found = there.found
    shares = _agreed(there, back)
    order = np.lexsort((found.target, -shares, found.source))
    held = 0
    last = -1
    for number in order:
        held = held + 1 if found.source[number] == last else 1
        last = found.source[number]
        if held <= MOST_RENDERINGS and shares[number] >= LEAST_SHARE:
            names = there.source.terms[last], there.target.terms[found.target[number]]
            yield Rendering(*names, float(shares[number]), int(there.clauses[number]), int(found.documents[number]))


def _agreed(there: _Shares, back: _Shares) -> NDArray[np.float64]:
    """Return the shares of ``there`` as far as ``back`` has them too; the candidates of a term add up to 1."""
    given = dict(zip(zip(back.found.target.tolist(), back.found.source.tolist(), strict=True), back.share.tolist(), strict=True))
    pairs = zip(there.found.source.tolist(), there.found.target.tolist(), strict=True)
    returned = np.array([given.get(pair, 0.0) for pair in pairs])
    agreed = np.sqrt(there.share * (returned + RETURNED_AT_LEAST))
    return np.asarray(agreed / np.bincount(there.found.source, agreed)[there.found.source], dtype=np.float64)


def _compete(found: _Candidates, clauses: NDArray[np.int64], source: Side, target: Side) -> NDArray[np.float64]:
    """Return how much of each source term every candidate renders; the candidates of a term add up to 1."""
    share = 2 * clauses / (source.pairs_with[found.source] + target.pairs_with[found.target])
    for _ in range(ROUNDS):
        claimed = np.bincount(found.place, share[found.candidate]) + NO_RENDERING
        won = np.bincount(found.candidate, share[found.candidate] / claimed[found.place], minlength=len(share))
        share = won / np.bincount(found.source, won)[found.source]
    return np.asarray(share, dtype=np.float64)


def _candidates(source: Side, target: Side, of_document: NDArray[np.int64]) -> _Candidates:
    """Return for each source term the targets that stand beside it most tellingly."""
    pairs_of = _pairs_of(source)
    first_place = np.concatenate([[0], np.cumsum([len(terms) for terms in target.in_pair])])
    rows: list[tuple[NDArray[np.int64], ...]] = []
    count = 0
    for number, pairs in enumerate(pairs_of):
        if not MINIMUM_CLAUSES <= len(pairs) <= COMMON * len(of_document):
            continue
        beside = np.concatenate([target.in_pair[pair] for pair in pairs])
        chosen = most_telling(beside, len(pairs), target, len(of_document))
        column = np.full(len(target.terms), -1)
        column[chosen] = np.arange(len(chosen))
        places = np.concatenate([np.arange(first_place[pair], first_place[pair + 1]) for pair in pairs])
        document = np.repeat(of_document[pairs], [len(target.in_pair[pair]) for pair in pairs])
        seated = column[beside] >= 0
        candidate = column[beside][seated]
        documents = np.bincount(np.unique(np.stack([candidate, document[seated]]), axis=1)[0], minlength=len(chosen))
        kept = documents >= MINIMUM_DOCUMENTS
        renumbered = np.cumsum(kept) - 1
        stays = kept[candidate]
        rows.append(
            (
                np.full(kept.sum(), number),
                chosen[kept],
                documents[kept],
                renumbered[candidate[stays]] + count,
                places[seated][stays],
            )
        )
        count += int(kept.sum())
    columns = zip(*rows, strict=True) if rows else [[np.zeros(0, dtype=np.int64)]] * len(_Candidates._fields)
    return _Candidates(*(np.concatenate(list(column)) for column in columns))


def _pairs_of(side: Side) -> list[NDArray[np.int64]]:
    """Return for each term the pairs that have it."""
    terms = np.concatenate(side.in_pair)
    pairs = np.repeat(np.arange(len(side.in_pair)), [len(found) for found in side.in_pair])
    order = np.argsort(terms, kind="stable")
    return np.split(pairs[order], np.cumsum(side.pairs_with)[:-1])
