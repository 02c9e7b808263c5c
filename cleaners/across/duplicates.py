"""Duplicates: in go pages and a corpus, out comes for each page what it is to the others, of the corpus and of the batch.

Whether two pages are related is a matter of these two. Which pages are compared is a matter of the set: those that share a name, and those
that share most passages. So the same set gives the same relations, in whatever order its pages came.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal, Protocol

from cleaners.across.relations import COPIES, Relation, relate
from cleaners.across.shingles import HASH_VERSION
from cleaners.across.signatures import open_signature, sign
from cleaners.across.translations import LANGUAGES, LEAD, in_other_language, likeness
from corpus.identities import identify
from corpus.signatures import RESTORATION_TABLES, SIGNATURE_TABLES, SignatureTable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from cleaners.across.signatures import Profile
    from corpus.model import Document
    from corpus.signatures import Signature

MAX_COMPARED = 16
"""Pages that a page is compared with, those that share most passages with it first, beside those that share a name with it."""

MAX_TRANSLATIONS = 48
"""Pages in the other language that it is compared with, those that share most figures with it first. Of laws of one pattern dozens do: of
300 laws of Taiwan 290 have their Chinese text first among 3,000 where 16 are compared."""

MOST = 0.5
"""Share of a page."""

_ORDER = {name: at for at, name in enumerate(("duplicate", "near-duplicate", "contained", "contains", "version", "translation"))}


class Signatures(Protocol):
    """Signatures by page, and the pages that share marks: a corpus, or a batch that is not stored."""

    def signature(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, None where there is none."""

    def sharing(self, marks: Iterable[int], column: Literal["marks", "skeleton", "pairs"] = "marks") -> Counter[str]:
        """Return how many of these marks each page has."""


class Batch:
    """The signatures of pages that are compared and not stored; close it at the end."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.executescript(f"{SIGNATURE_TABLES};{RESTORATION_TABLES}".replace("REFERENCES documents ON DELETE CASCADE", ""))
        self._table = SignatureTable(self._connection)
        self.signature = self._table.get
        self.sharing = self._table.sharing

    def add(self, document: Document) -> None:
        """Take a cleaned page in."""
        self._table.write(document.doc_id, sign(document, [identify(document, part) for part in range(len(document.parts))]))

    def close(self) -> None:
        """Let go of what is held."""
        self._connection.close()


def relations_of(doc_id: str, *pools: Signatures) -> list[Relation]:
    """Return what page ``doc_id`` of one of the pools is to all other pages of them, the closest first.

    Empty also for a page without a signature.
    """
    own = _profile(doc_id, pools)
    if own is None:
        return []
    others = [other for other in (_profile(one, pools) for one in _candidates(own, pools)) if other]
    found = [relation for relation in (relate(own, other) for other in others) if relation]
    return sorted(_without_rivals(own, found, others), key=closeness)


def ranked_translations(doc_id: str, *pools: Signatures) -> list[str]:
    """Return the pages in the other language with which page ``doc_id`` has figures at the same places in common, the likeliest first."""
    own = _profile(doc_id, pools)
    others = [other for other in (_profile(one, pools) for one in _candidates(own, pools)) if other] if own else []
    scores = {other.doc_id: _likeness(own, other) for other in others if own and {own.lang, other.lang} == LANGUAGES}
    return sorted(scores, key=lambda one: (-scores[one], one))


def _without_rivals(own: Profile, found: Sequence[Relation], others: Sequence[Profile]) -> list[Relation]:
    """Return relations without translations told by figures that are no likelier than another page is, copies of it aside."""
    known = {other.doc_id: other for other in others}
    scores = {doc_id: _likeness(own, other) for doc_id, other in known.items() if {own.lang, other.lang} == LANGUAGES}

    def leads(relation: Relation) -> bool:
        rivals = [doc_id for doc_id, score in scores.items() if score > scores[relation.other] - LEAD and doc_id != relation.other]
        alike = (relate(known[relation.other], known[rival]) for rival in rivals)
        return all(one is not None and one.verdict in COPIES for one in alike)

    return [one for one in found if one.verdict != "translation" or one.evidence.number or leads(one)]


def _likeness(one: Profile, other: Profile) -> float:
    chinese, english = (one, other) if one.lang == "zh" else (other, one)
    return likeness(chinese.figures, english.figures)


def closeness(relation: Relation) -> tuple[int, float, str]:
    """Return what relations of a page are sorted by: what makes it superfluous first, then the more alike.

    Whose version a page is goes before what it quotes, and behind what makes up most of it.
    """
    is_quoted = relation.verdict == "contains" and relation.evidence.share_of_one < MOST
    return _ORDER[relation.verdict] + (len(_ORDER) if is_quoted else 0), -relation.score, relation.other


def _profile(doc_id: str, pools: Iterable[Signatures]) -> Profile | None:
    signature = next(filter(None, (pool.signature(doc_id) for pool in pools)), None)
    return open_signature(doc_id, signature) if signature and signature.version == HASH_VERSION else None


def _candidates(page: Profile, pools: Sequence[Signatures]) -> list[str]:
    """Return the pages that ``page`` is compared with: those of its names, and those that share most passages or figures with it."""
    named: dict[str, None] = {}
    sharing: dict[str, int] = {}
    translating: dict[str, int] = {}
    for pool in pools:
        named |= dict.fromkeys(sorted(pool.sharing(page.names)))
        for doc_id, times in pool.sharing(set(page.marks) - page.names).items():
            sharing[doc_id] = max(times, sharing.get(doc_id, 0))
        for doc_id, times in pool.sharing(in_other_language(page.pairs), "pairs").items():
            translating[doc_id] = max(times, translating.get(doc_id, 0))
    first = [*_most(sharing, page.doc_id, MAX_COMPARED), *_most(translating, page.doc_id, MAX_TRANSLATIONS)]
    return [doc_id for doc_id in dict.fromkeys([*first, *named]) if doc_id != page.doc_id]


def _most(sharing: Mapping[str, int], own: str, limit: int) -> list[str]:
    """Return the pages that share most, but for the page itself."""
    return [doc_id for doc_id in sorted(sharing, key=lambda doc_id: (-sharing[doc_id], doc_id)) if doc_id != own][:limit]
