"""Texts that a notice issues on its own page: in goes the part of the notice, out come the parts that carry them.

A page has 关于印发《甲办法》的通知, 海卫发〔2019〕33号, and below it 甲办法, whose articles people cite by the number of the notice:
海卫发〔2019〕33号第八条.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.policies import is_under
from corpus.works import Manifestation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import Clause
    from corpus.policies import Policies

_IN_ATTACHMENT = re.compile(r"(A\d*):(.+)")


def issued_at(policies: Policies, notice: Manifestation) -> list[Manifestation]:
    """Return the other parts of the page whose title is that of a text which the title of ``notice`` issues or forwards; in page order."""
    inside = {title.named.key for title in policies.identity(notice).title.all_wrapped()} - {""}
    if not inside:
        return []
    parts = range(len(policies.cleaned(notice.doc_id).document.parts))
    others = [place for part in parts if (place := Manifestation(notice.doc_id, part)) != notice]
    return [place for place in others if not policies.identity(place).title.wrapped and policies.identity(place).key in inside]


def texts_first(policies: Policies, places: Iterable[Manifestation]) -> list[Manifestation]:
    """Return places of one work, the notices behind the others that only issue it: 甲办法 names the text, not the notice above it."""
    return sorted(places, key=lambda place: bool(issued_at(policies, place)))


def clauses_issued(policies: Policies, notices: Sequence[Manifestation], path: str) -> dict[str, list[Clause]]:
    """Return the clauses at ``path`` of every text that the notices, copies of one, issue: each text's by its title."""
    found: dict[str, list[Clause]] = {}
    for notice in notices:
        for place in issued_at(policies, notice):
            clauses = [clause for clause in policies.clauses_of(place) if is_under(clause.path, path)]
            if clauses:
                found.setdefault(policies.identity(place).title.printed, clauses)
    return found


def clauses_attached(policies: Policies, places: Sequence[Manifestation], path: str) -> dict[str, list[Clause]]:
    """Return the clauses at ``path`` of the attachments (A1:3 for 3) of the first of ``places`` that has any, by attachment."""
    for place in places:
        found: dict[str, list[Clause]] = {}
        for clause in policies.clauses_of(place):
            attached = _IN_ATTACHMENT.fullmatch(clause.path)
            if attached and is_under(attached[2], path):
                found.setdefault(attached[1], []).append(clause)
        if found:
            return found
    return {}
