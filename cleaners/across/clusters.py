"""Clusters: in goes a corpus, out come its clusters of copies, of each the page to keep and what the others are to it.

Pages that hang together by being copies of one text are a cluster. The keeper is the page that has the text most completely: without
lost text, then the longest, then the smallest id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaners.across.duplicates import profile_of, stored_relations
from cleaners.across.relations import completeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.across.relations import Relation
    from corpus.store import Corpus


class Copy(NamedTuple):
    """A page that is not to be kept, and what it is to the keeper, or to the page closest to it where it was not compared with the keeper.

    ``relation`` is None for a page of equal text that older rules cleaned.
    """

    doc_id: str
    relation: Relation | None


class Cluster(NamedTuple):
    """Pages that are copies of one text: the one to keep, and the others, by id."""

    keeper: str
    copies: tuple[Copy, ...]


def clusters(corpus: Corpus) -> list[Cluster]:
    """Return the clusters of a corpus, the largest first, then by keeper; the same for any order in which the pages came."""
    found = [_cluster(pages, corpus) for pages in corpus.clusters()]
    return sorted(found, key=lambda cluster: (-len(cluster.copies), cluster.keeper))


def cluster_of(doc_id: str, corpus: Corpus) -> Cluster | None:
    """Return the cluster that a page is of, None where it has no copies."""
    pages = next((pages for pages in corpus.clusters() if doc_id in pages), None)
    return _cluster(pages, corpus) if pages else None


def most_complete_first(pages: Sequence[str], corpus: Corpus) -> list[str]:
    """Return pages that are copies of one text, the one to keep first; those that older rules cleaned last, by id."""
    signed = sorted(filter(None, (profile_of(doc_id, corpus) for doc_id in pages)), key=completeness)
    found = [profile.doc_id for profile in signed]
    return [*found, *sorted(set(pages) - set(found))]


def _cluster(pages: Sequence[str], corpus: Corpus) -> Cluster:
    keeper = most_complete_first(pages, corpus)[0]
    return Cluster(keeper, tuple(Copy(doc_id, _relation(doc_id, keeper, pages, corpus)) for doc_id in pages if doc_id != keeper))


def _relation(doc_id: str, keeper: str, pages: Sequence[str], corpus: Corpus) -> Relation | None:
    inside = [one for one in stored_relations(doc_id, corpus) if one.other in pages and one.is_copy]
    return next((one for one in inside if one.other == keeper), inside[0] if inside else None)
