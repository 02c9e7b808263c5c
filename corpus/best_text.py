"""Best text: in go the clauses of several copies of one text, out comes each clause from the copy that has it whole, with its origin.

It is a reading of several pages and the text of none: each clause keeps its own id, which names the page that it stands on.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from corpus.changes import compare
from corpus.matchkey import match_key
from corpus.model import word_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Clause

_LOST = re.compile(r"\ufffd|\?{2,}|锟斤拷|□{2,}")
"""What stands where characters were lost."""

_ENDS = re.compile(r"[。；：！？.;:!?…”’」』）)》〉]\s*\Z")
"""How a clause ends that is not cut off."""


class BestClause(NamedTuple):
    """A clause as the best copy has it; how many of the copies have it, and how many of these read it so."""

    clause: Clause
    copies: int
    agreeing: int


def best_text(copies: Sequence[Sequence[Clause]]) -> list[BestClause]:
    """Return the clauses of a text of which there are ``copies``, the most complete first: its clauses, in their order.

    Of a clause the reading counts that is not cut off and has no lost characters, then the one that most copies have, then that of the
    most complete copy. A numbered clause that this one lacks is put in behind the one that it follows elsewhere.
    """
    base = list(copies[0]) if copies else []
    readings: dict[str, list[Clause]] = {clause.id: [clause] for clause in base}
    behind: dict[str, list[str]] = {}
    held = {clause.path: clause.id for clause in base if clause.path}
    for other in copies[1:]:
        meant = {change.later: change.earlier for change in reversed(compare(base, other)) if change.earlier and change.later}
        last = ""
        for clause in other:
            place = meant.get(clause.id) or held.get(clause.path, "") if clause.id in meant or clause.path else ""
            if place:
                readings[place].append(clause)
            elif clause.path:
                held[clause.path] = place = clause.id
                readings[place] = [clause]
                behind.setdefault(last, []).append(place)
            last = place or last
    return [_chosen(readings[place]) for place in _in_order([clause.id for clause in base], behind)]


def _in_order(base: Sequence[str], behind: dict[str, list[str]]) -> list[str]:
    """Return places in order: those of the base, each followed by what was put in behind it."""
    ordered: list[str] = []
    to_place = ["", *base][::-1]
    while to_place:
        place = to_place.pop()
        ordered += [place] if place else []
        to_place += behind.pop(place, [])[::-1]
    return ordered


def _chosen(readings: Sequence[Clause]) -> BestClause:
    keys = [word_characters(match_key(clause.text)) for clause in readings]
    times = Counter(keys)

    def worth(at: int) -> tuple[int, int, int, int]:
        is_cut = any(other != keys[at] and other.startswith(keys[at]) for other in times) and not _ENDS.search(readings[at].text)
        return len(_LOST.findall(readings[at].text)), is_cut, -times[keys[at]], at

    best = min(range(len(readings)), key=worth)
    return BestClause(readings[best], len(readings), times[keys[best]])
