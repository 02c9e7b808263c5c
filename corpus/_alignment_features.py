"""What two languages share: in goes a clause, out come the features by which it is known in the other language.

Numbers and dates, concepts of ``corpus.terms``, and Latin words that a Chinese text has too (DRG, ISO 9001, COVID-19).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus._alignment_numbers import numbers_in
from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.numbering import opening

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from corpus.model import Clause

_LATIN = re.compile(r"(?<![a-z0-9])[a-z](?:[a-z0-9]|[-./](?=[a-z0-9]))+")


class Feature(NamedTuple):
    """What is compared: its kind (``number``, ``concept``, ``latin``) and the form that it has in both languages."""

    kind: str
    key: str


def features_of(clauses: Sequence[Clause], *, chinese: bool, latin: Collection[str] | None = None) -> list[dict[Feature, str]]:
    """Return the features of each clause, each with the words that say it there.

    ``latin`` are the Latin words that count, None for all that there are.
    """
    return [_features(_without_number(clause), chinese=chinese, latin=latin) for clause in clauses]


def _without_number(clause: Clause) -> str:
    """Return the text of a clause without its own number, which its path says already."""
    begins = opening(clause.text) if clause.path else None
    return clause.text[begins.end :] if begins else clause.text


def _features(text: str, *, chinese: bool, latin: Collection[str] | None) -> dict[Feature, str]:
    folded = "\n".join(match_key(line) for line in text.split("\n"))
    found = {Feature("number", number): number for number in numbers_in(folded, chinese=chinese)}
    for word in _LATIN.findall(folded):
        if latin is None or word in latin:
            found[Feature("latin", word)] = word
    for match in concepts().find(text):
        found.setdefault(Feature("concept", match.concept_id), text[match.start : match.end])
    return found
