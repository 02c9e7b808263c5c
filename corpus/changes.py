"""What changed between two versions: in go their clauses, out comes for each whether it stayed, changed, came, went or was renumbered.

Clauses are paired by what they say, then by their order and number: an article inserted at the front renumbers all that follow and
changes none of them. Neither numbering, white space nor punctuation makes a clause another one; % and ‰ are no punctuation.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.matchkey import match_key
from corpus.numbering import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Clause

Operation: TypeAlias = Literal["same", "changed", "added", "removed", "renumbered"]

MIN_SCORE = 0.2
"""Likeness (Dice over weighted character pairs) from which two clauses are one, changed. On 30 pairs of laws whose changes were read by
hand F1 over all that changed, came and went is .934; .911 at .12, .929 at .15, .921 at .25."""

MIN_HELD = 0.5
"""Share of a clause that another clause must hold for it to be a part of that one; without such halves F1 is .919 on the same pairs."""

SAME_NUMBER = 0.05
"""What the same number adds where two are alike: of two articles the one that kept its number is meant. Little depends on it."""

RIVAL = 0.7
"""A pair that scores less than this share of the better pair of either clause is not considered: it would break that pair up."""

MAX_CLAUSES = 200
"""Clauses in which a character pair may stand and still tell them apart; it also bounds the work to this many steps a character pair."""

_KEPT_PUNCTUATION = frozenset("%‰")


class ClauseChange(NamedTuple):
    """What became of one clause: ``earlier`` and ``later`` are ids, None where it was added or removed.

    ``similarity`` is the share of character pairs that both have (Dice), 1 where the text is the same, 0 where there is no other.
    """

    op: Operation
    earlier: str | None
    later: str | None
    similarity: float


class _Body(NamedTuple):
    """A clause as it is compared: its text without number, white space and punctuation, its pairs of characters, its number."""

    text: str
    pairs: frozenset[str]
    number: str


def compare(earlier: Sequence[Clause], later: Sequence[Clause]) -> list[ClauseChange]:
    """Return what became of every clause, in the order of the later version, what was removed at the place where it stood.

    Both are the clauses of one part in reading order. Of a clause split in two, and of two made one, each half is ``changed``: the
    whole stands in two changes.
    """
    before, after = [_body(clause) for clause in earlier], [_body(clause) for clause in later]
    partners: dict[int, list[int]] = {}
    for here, there in sorted(_pairs(before, after)):
        partners.setdefault(there, []).append(here)
    lone = sorted(set(range(len(before))).difference(*partners.values()))
    changes: list[ClauseChange] = []
    for there, clause in enumerate(later):
        for here in partners.get(there, ()):
            while lone and lone[0] < here:
                changes.append(ClauseChange("removed", earlier[lone.pop(0)].id, None, 0.0))
            changes.append(_judge(earlier[here].id, before[here], clause.id, after[there]))
        if there not in partners:
            changes.append(ClauseChange("added", None, clause.id, 0.0))
    return changes + [ClauseChange("removed", earlier[here].id, None, 0.0) for here in lone]


def _judge(earlier: str, before: _Body, later: str, after: _Body) -> ClauseChange:
    """Return what became of a clause of which both versions are known."""
    if before.text == after.text:
        return ClauseChange("same" if before.number == after.number else "renumbered", earlier, later, 1.0)
    similarity = 2 * len(before.pairs & after.pairs) / (len(before.pairs) + len(after.pairs))
    return ClauseChange("changed", earlier, later, similarity)


def _body(clause: Clause) -> _Body:
    found = opening(clause.text.strip())
    text = match_key(clause.text.strip()[found.end if found else 0 :])
    text = "".join(filter(_tells, text))
    return _Body(text, frozenset(map("".join, pairwise(text))) or frozenset({text}), _number(clause))


def _tells(character: str) -> bool:
    return not (character.isspace() or (unicodedata.category(character)[0] == "P" and character not in _KEPT_PUNCTUATION))


def _number(clause: Clause) -> str:
    """Return the number by which a clause is cited: articles count through chapters, so theirs are left out."""
    kinds = [found.kind for label in clause.heading_path if (found := opening(label))]
    numbers = clause.path.split(".")
    return ".".join(numbers[-(len(kinds) - kinds.index("article")) :]) if "article" in kinds else clause.path


def _pairs(before: Sequence[_Body], after: Sequence[_Body]) -> set[tuple[int, int]]:
    """Return which clause became which, by position.

    The best chain in order first, then what was moved, the most alike first; then the halves of what was split or made one.
    """
    weights = _weights(before, after)
    own = [sum(weights.get(pair, 0.0) for pair in sorted(body.pairs)) for body in before]
    other = [sum(weights.get(pair, 0.0) for pair in sorted(body.pairs)) for body in after]
    shared = _shared(before, after, weights)
    alike = {(here, there): 2 * weight / (own[here] + other[there]) for (here, there), weight in shared.items()}
    alike = {pair: share for pair, share in alike.items() if share >= MIN_SCORE} | dict.fromkeys(_equal(before, after), 1.0)
    same_number = {
        (here, there): SAME_NUMBER for here, there in alike if before[here].number and before[here].number == after[there].number
    }
    chosen = _choose(_without_rivals({pair: share + same_number.get(pair, 0.0) for pair, share in alike.items()}))
    taken_here, taken_there = {here for here, _ in chosen}, {there for _, there in chosen}
    # A second copy of an article is no half of it.
    parts = {(here, there): weight for (here, there), weight in shared.items() if before[here].text != after[there].text}
    merged = {(here, there): weight / own[here] for (here, there), weight in parts.items() if here not in taken_here}
    split = {(there, here): weight / other[there] for (here, there), weight in parts.items() if there not in taken_there}
    return chosen | _best(merged) | {(here, there) for there, here in _best(split)}


def _choose(scores: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Return pairs of which no two have a clause in common: the heaviest chain in order, then the best of what stands out of it."""
    partner = dict(_heaviest_chain(scores))
    taken = set(partner.values())
    for _, here, there in sorted((-score, *pair) for pair, score in scores.items()):
        if here not in partner and there not in taken:
            partner[here] = there
            taken.add(there)
    return set(partner.items())


def _best(shares: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Return for each clause without a partner the one that holds the most of it, where that is enough; the first of equals."""
    best: dict[int, tuple[float, int]] = {}
    for (clause, holder), share in shares.items():
        if share >= MIN_HELD:
            best[clause] = max(best.get(clause, (0.0, 0)), (share, -holder))
    return {(clause, -holder) for clause, (_, holder) in best.items()}


def _weights(before: Sequence[_Body], after: Sequence[_Body]) -> dict[str, float]:
    """Return the weight of every character pair that tells clauses apart: the more, the fewer clauses have it, as in any search."""
    found_in = Counter(pair for body in (*before, *after) for pair in body.pairs)
    total = len(before) + len(after)
    return {pair: math.log(1 + total / count) for pair, count in found_in.items() if count <= MAX_CLAUSES}


def _shared(before: Sequence[_Body], after: Sequence[_Body], weights: dict[str, float]) -> dict[tuple[int, int], float]:
    """Return the weight of what two clauses have in common, for all that have anything."""
    postings: dict[str, list[int]] = {}
    for there, body in enumerate(after):
        for pair in body.pairs & weights.keys():
            postings.setdefault(pair, []).append(there)
    shared: dict[tuple[int, int], float] = {}
    for here, body in enumerate(before):
        for pair in sorted(body.pairs & postings.keys()):
            for there in postings[pair]:
                shared[here, there] = shared.get((here, there), 0.0) + weights[pair]
    return shared


def _equal(before: Sequence[_Body], after: Sequence[_Body]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal text, of one that is repeated the first with the first and so on."""
    places: dict[str, list[int]] = {}
    for there, body in enumerate(after):
        places.setdefault(body.text, []).append(there)
    seen: Counter[str] = Counter()
    for here, body in enumerate(before):
        if seen[body.text] < len(places.get(body.text, ())):
            yield here, places[body.text][seen[body.text]]
        seen[body.text] += 1


def _without_rivals(scores: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Return the pairs that are not much worse than another pair of the same clause."""
    best_here: dict[int, float] = {}
    best_there: dict[int, float] = {}
    for (here, there), score in scores.items():
        best_here[here] = max(best_here.get(here, 0.0), score)
        best_there[there] = max(best_there.get(there, 0.0), score)
    return {(here, there): score for (here, there), score in scores.items() if score >= RIVAL * max(best_here[here], best_there[there])}


def _heaviest_chain(scores: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of the chain, rising on both sides, whose scores add up to the most; of equal ones always the same."""
    size = max((there for _, there in scores), default=-1) + 1
    # A Fenwick tree of prefix maxima: the heaviest chain that ends at or before a place of the later version.
    heaviest: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    links: list[tuple[tuple[int, int], int]] = []
    # The last place first within one clause: its own pairs must not follow one another.
    for here, there in sorted(scores, key=lambda pair: (pair[0], -pair[1])):
        total, before = 0.0, -1
        at = there
        while at > 0:
            if heaviest[at][0] > total:
                total, before = heaviest[at]
            at -= at & -at
        links.append(((here, there), before))
        entry = (total + scores[here, there], len(links) - 1)
        at = there + 1
        while at <= size:
            if entry[0] > heaviest[at][0]:
                heaviest[at] = entry
            at += at & -at
    link = max(heaviest, key=lambda entry: entry[0])[1]
    while link != -1:
        pair, link = links[link]
        yield pair
