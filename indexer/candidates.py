"""Candidates for terms: in go aligned clauses, out come pairs of phrases that no concept has yet and that seem to render each other.

A Chinese candidate is a run of whole words, an English one a run of words that begins and ends with one that says something. Two are a
pair where each is the other's best by how often they stand side by side (Dice's coefficient), and that is no chance
(log-likelihood ratio: Dunning 1993).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS
from indexer.segment import segmenter
from indexer.stop_words import STOP_WORDS
from indexer.tokens import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.mining import AlignedPair

MOST_WORDS = 4
MOST_HAN = 10
"""Of a phrase. Of the built-in concepts' preferred names nine in ten are within both."""

LEAST_HAN, LEAST_WORDS = 3, 2
"""A pair of which the Chinese side is shorter *and* the English side is one word is a dictionary's (缴纳, pay), not a term."""

LEAST_CLAUSES = 4
LEAST_DOCUMENTS = 2
"""In which both stand side by side: what one document alone says may be its drafter's way to speak."""

COMMON = 0.05
"""Share of the clauses above which a phrase is a formula of drafting (the competent authority), not a term; of at least ``ALWAYS``."""

ALWAYS = 20
"""Clauses: in a small library, 5 % are too few to tell."""

LEAST_DICE = 0.8
DOUBT = 2
"""Dice's coefficient is taken as if each phrase stood once more without the other: 4 clauses of 4 are less than 12 of 12. Of 296 candidates
from 3,049 clauses of Taiwan's laws 202 stand in other laws: each of the two beside the other in half of its clauses or more in .62 of them,
one of the two in .88; from .8 on in .73 and .93 of 97, below in .51 and .83 of 105. From laws that did not help to choose: .80 and .97
of 142, below .65 and .91 of 139."""

LIKELIHOOD_RATIO = 10.83
"""The value of χ² with one degree of freedom that chance exceeds once in 1,000 times."""

EXAMPLES = 2

DRAFTING_WORDS = STOP_WORDS | frozenset(
    """shall may must not no any said such other each more less than within under upon after before per pursuant according accordance
    article paragraph subparagraph item act following preceding foregoing hereinafter referred prescribed one two three four five six seven
    eight nine ten first second third half year years month months day days
    不 应 应当 得 不得 可以 依 依照 按照 之 之一 其 该 本 本法 本条 前 前条 前项 项 条 款 者 时 后 内 外 上 下 中 均 须 即 已
    未 另 经 由 于 自 起 施行 至 向 从 到 各 每 每年 第 以上 以下 简称 下列 有下列 情形 规定 有规定 期间 办法 年 月 日 个 个月
    一 二 三 四 五 六 七 八 九 十 二分之一 三分之二""".split()
)
"""Words of drafting, which are no part of a term; as single characters inside words (应急, 成本) they may be."""

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_LATIN_RUN = re.compile(r"[a-z][a-z'-]*(?:\s+[a-z][a-z'-]*)*")


class Candidate(NamedTuple):
    """Two phrases that seem to render each other: how alike their places are, 0 to 1, in how many clauses and documents, with examples."""

    zh: str
    en: str
    dice: float
    clauses: int
    documents: int
    examples: tuple[tuple[str, str], ...]


class _Side(NamedTuple):
    """The phrases of one language: the clauses of each by number, how each is written, and those of each clause."""

    places: Mapping[str, Sequence[int]]
    written: Mapping[str, str]
    inside: Sequence[Sequence[str]]


def suggest_terms(pairs: Iterable[AlignedPair]) -> list[Candidate]:
    """Return the candidates, those with the most evidence first; the order in which the pairs come makes no difference."""
    given = sorted(set(pairs))
    documents = [pair.document for pair in given]
    chinese = _side([dict(_chinese(pair.zh)) for pair in given], documents)
    english = _side([dict(_english(pair.en)) for pair in given], documents)
    there = {zh: _best(chinese.places[zh], english) for zh in chinese.places}
    back = {en: _best(english.places[en], chinese) for en in {found[0] for found in there.values() if found}}
    found = []
    for zh, one in there.items():
        other = back[one[0]] if one else None
        if one is None or other is None or other[0] != zh:
            continue
        shared = sorted(set(chinese.places[zh]) & set(english.places[one[0]]))
        within = {documents[place] for place in shared}
        counts = (len(shared), len(chinese.places[zh]), len(english.places[one[0]]), len(given))
        if len(shared) >= LEAST_CLAUSES and len(within) >= LEAST_DOCUMENTS and _is_no_chance(*counts):
            examples = tuple((given[place].zh, given[place].en) for place in sorted(shared, key=lambda at: len(given[at].zh))[:EXAMPLES])
            found.append(Candidate(chinese.written[zh], english.written[one[0]], one[1], len(shared), len(within), examples))
    return sorted(_outermost(found), key=lambda one: (-one.documents, -one.clauses, -one.dice, one.zh))


def _side(phrases: Sequence[dict[str, str]], documents: Sequence[str]) -> _Side:
    """Return the phrases that stand in enough clauses and documents, and not everywhere."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, found in enumerate(phrases):
        for key, written in found.items():
            places[key].append(number)
            spellings[key][written] += 1
    most = max(COMMON * len(phrases), ALWAYS)
    kept = {
        key: standing
        for key, standing in places.items()
        if LEAST_CLAUSES <= len(standing) <= most and len({documents[place] for place in standing}) >= LEAST_DOCUMENTS
    }
    usual = {key: min(spellings[key], key=lambda one: (-spellings[key][one], one)) for key in kept}
    return _Side(kept, usual, [[key for key in found if key in kept] for found in phrases])


def _best(places: Sequence[int], others: _Side) -> tuple[str, float] | None:
    """Return the phrase of the other language with the most alike places, with Dice's coefficient: of equals the one that has all the rest.

    Where no one does, as in a sentence that several documents copied, nothing tells them apart.
    """
    beside = Counter(key for place in places for key in others.inside[place])
    scored = {key: 2 * times / (len(places) + len(others.places[key]) + DOUBT) for key, times in beside.items()}
    dice = max(scored.values(), default=0.0)
    equals = sorted((key for key, score in scored.items() if score == dice), key=len)
    if dice < LEAST_DICE or not all(key in equals[-1] for key in equals):
        return None
    return equals[-1], dice


def _is_no_chance(both: int, ours: int, theirs: int, every: int) -> bool:
    """Return whether two phrases stand side by side in more clauses, ``both``, than chance has it."""
    cells = (both, ours - both, theirs - both, every - ours - theirs + both)
    margins = (ours, every - ours, theirs, every - theirs)
    ratio = 2 * (sum(map(_entropy, cells)) - sum(map(_entropy, margins)) + _entropy(every))
    return ratio >= LIKELIHOOD_RATIO


def _entropy(count: int) -> float:
    return count * math.log(count) if count > 0 else 0.0


def _outermost(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield those that are terms, have no name of a concept, and are no part, on both sides, of another in as many clauses."""
    for one in found:
        longer = (
            other for other in found if other is not one and one.zh in other.zh and one.en in other.en and one.clauses <= other.clauses
        )
        is_term = len(one.zh) >= LEAST_HAN or len(one.en.split()) >= LEAST_WORDS
        if is_term and next(longer, None) is None and not (_is_name(one.zh) or _is_name(one.en)):
            yield one


def _chinese(text: str) -> Iterator[tuple[str, str]]:
    """Yield each phrase of whole words, twice: what it is compared by, and how it is written."""
    for run in _HAN_RUN.findall(match_key(text)):
        words = [word.text for word in segmenter().words(run) if word.whole]
        for part in _parts(words):
            phrase = "".join(part)
            if 1 < len(phrase) <= MOST_HAN:
                yield phrase, phrase


def _english(text: str) -> Iterator[tuple[str, str]]:
    """Yield each phrase: its stems, and how it is written."""
    for run in _LATIN_RUN.findall(match_key(text)):
        for part in _parts(run.split()):
            yield " ".join(map(stem, part)), " ".join(part)


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield each run of words, up to ``MOST_WORDS``, that may be a term; what stands in no term may link two words (system of pay)."""
    for first in range(len(words)):
        for after in range(first + 1, min(first + MOST_WORDS, len(words)) + 1):
            part = words[first:after]
            if not {part[0], part[-1]} & DRAFTING_WORDS and not set(part) & (DRAFTING_WORDS - STOP_WORDS):
                yield part


def _is_name(phrase: str) -> bool:
    """Return whether a concept is called so."""
    return any((match.start, match.end) == (0, len(phrase)) for match in concepts().find(phrase))
