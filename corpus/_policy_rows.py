"""What the store writes of a page's policies: in go a document and its clauses, out come rows that find works and citations again.

They are keys only: what a page says that it is, and what it cites, is read again from the page (``corpus.works``, ``corpus.citations``).
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from corpus.citations import find_citations
from corpus.status import find_status
from corpus.titles import read_title
from corpus.works import identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from corpus.citations import Citation
    from corpus.model import Clause, Document
    from corpus.works import Identity


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


def identify_parts(document: Document) -> list[Identity]:
    """Return what each part of ``document`` says that it is."""
    return [identify(document, part) for part in range(len(document.parts))]


def policy_rows(identities: Iterable[Identity]) -> list[PolicyRow]:
    """Return a row for every part that is the text of a policy."""
    return [PolicyRow(identity.part, identity.number, identity.key) for identity in identities if identity.is_policy]


def cited_rows(document: Document, clauses: Sequence[Clause], identities: Sequence[Identity]) -> list[CitedRow]:
    """Return a row for every other text that ``document``, its parts being ``identities``, cites in full, or by a name that it gave."""
    times: Counter[tuple[str, str]] = Counter()
    titles: dict[tuple[str, str], str] = {}
    for citation in citations_of_others(document, clauses, identities):
        root = citation.root
        if root == "self" or not (root.number or root.title_key):
            continue
        key = (root.number or "", root.title_key)
        times[key] += 1
        titles.setdefault(key, root.title or root.written)
    return [CitedRow(*key, titles[key], count) for key, count in sorted(times.items())]


def citations_of_others(document: Document, clauses: Sequence[Clause], identities: Sequence[Identity]) -> list[Citation]:
    """Return the citations in ``document``, its parts being ``identities``, save those by which a part means itself; in reading order."""
    found: list[Citation] = []
    for inside in parts_of(document, clauses):
        identity = identities[part_of(document, inside[0])] if identities else None
        by_id = {clause.id: clause.text for clause in inside}
        found += [
            citation
            for citation in find_citations(inside)
            if citation.root != "self" and not (identity and _names_itself(citation.root, identity, by_id))
        ]
    return found


def _names_itself(citation: Citation, identity: Identity, texts: Mapping[str, str]) -> bool:
    """Return whether a text names itself: by the number that stands at its head, or by its title (现将《…》印发给你们).

    The title of another version (《…（试行）》), or of one that is repealed here (原《…》同时废止), is an earlier text's.
    """
    if citation.number:
        return citation.number == identity.number
    own = identity.title.named
    if not own.key or citation.title_key != own.key or read_title(citation.title).named.version != own.version:
        return False
    return not any(citation.title in one.title for one in find_status(texts[citation.clause_id]))


def parts_of(document: Document, clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Yield the clauses of each part of ``document``, in page order."""
    for _, inside in groupby(clauses, key=lambda clause: part_of(document, clause)):
        yield list(inside)


def part_of(document: Document, clause: Clause) -> int:
    """Return the part in which ``clause`` stands; a clause that does not say where it stands is the first part's."""
    return document.blocks[clause.where[0].block].part if clause.where else 0
