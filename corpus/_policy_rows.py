"""What the store writes of a page's policies: in go a document and its clauses, out come rows that find works and citations again.

They are keys only: what a page says that it is, and what it cites, is read again from the page (``corpus.works``, ``corpus.citations``).
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from corpus.citations import find_citations
from corpus.works import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Clause, Document


class PolicyRow(NamedTuple):
    """A part that is the text of a policy: its number in normal form and the key of its title, "" where it has none."""

    part: int
    number: str
    title_key: str


class CitedRow(NamedTuple):
    """A text that a page cites: number and title key as above, its title or what is written, and how often."""

    number: str
    title_key: str
    title: str
    times: int


def policy_rows(document: Document) -> list[PolicyRow]:
    """Return a row for every part of ``document`` that is the text of a policy."""
    identities = (identify(document, part) for part in range(len(document.parts)))
    return [PolicyRow(identity.part, identity.number, identity.key) for identity in identities if identity.is_policy]


def cited_rows(document: Document, clauses: Sequence[Clause]) -> list[CitedRow]:
    """Return a row for every text that ``document`` cites in full, or by a name that it gave."""
    times: Counter[tuple[str, str]] = Counter()
    titles: dict[tuple[str, str], str] = {}
    for part in parts_of(document, clauses):
        for citation in find_citations(part):
            root = citation.root
            if root == "self" or not (root.number or root.title_key):
                continue
            key = (root.number or "", root.title_key)
            times[key] += 1
            titles.setdefault(key, root.title or root.written)
    return [CitedRow(*key, titles[key], count) for key, count in sorted(times.items())]


def parts_of(document: Document, clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Yield the clauses of each part of ``document``, in page order."""
    for _, inside in groupby(clauses, key=lambda clause: part_of(document, clause)):
        yield list(inside)


def part_of(document: Document, clause: Clause) -> int:
    """Return the part in which ``clause`` stands; a clause that does not say where it stands is the first part's."""
    return document.blocks[clause.where[0].block].part if clause.where else 0
