"""Duplicates: in go pages and a corpus, out comes for each page what it is to the others, of the corpus and of the batch.

Whether two pages are related is a matter of these two. Which pages are compared is a matter of the set: those that share a name, and those
that share passages. So the same set gives the same relations, in whatever order its pages came.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from cleaners.across.relations import COPIES, HALF, Evidence, Relation, likeness_of, relate
from cleaners.across.shingles import HASH_VERSION
from cleaners.across.signatures import open_signature, sign
from cleaners.across.translations import LEAD, in_other_language
from corpus.identities import identify
from corpus.lock import library_lock
from corpus.related import Related
from corpus.signatures import ALL_TABLES, PAGES_OF_A_MARK, SignatureTable, page_id, page_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaners.across.signatures import Profile
    from corpus.model import Clause, Document
    from corpus.signatures import Column, Signature
    from corpus.store import Corpus

SHARED_MARKS = 0.1
"""Share of the marks of the page that has fewer, from which two pages are compared. Where .4 of the shingles are right, the least of a text
that is one, a quarter of the marks are; a formula of all laws is one mark."""

SHARED_PAIRS = 2
"""Pairs of figures that a page shares with one in the other language with which it is compared. One in four is a mark; a page has 120."""

_ORDER = {name: at for at, name in enumerate(("duplicate", "near-duplicate", "contained", "contains", "version", "translation"))}


class Signatures(Protocol):
    """Signatures by page, and the pages that have a mark: a corpus, or a batch that is not stored."""

    def signature(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, None where there is none."""

    def holders(self, marks: Iterable[int], limit: int = 0, column: Column = "marks") -> dict[int, list[int]]:
        """Return the numbers of the pages that have each mark, in order, the first ``limit`` of them unless that is 0."""

    def of_a_share(self, marks: Mapping[int, int], share: float) -> set[int]:
        """Return those of these pages of whose marks so many are a ``share`` or more; those that are not here are left out."""

    def text(self, doc_id: str) -> str:
        """Return the text of a page's clauses, a line each; "" for a page that is not here."""


class Batch:
    """The signatures of pages that are compared and not stored; close it at the end. What memory does not hold goes to a temporary file."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(ALL_TABLES.replace("REFERENCES documents ON DELETE CASCADE", ""))
        self._connection.executescript("CREATE TABLE texts (doc_id TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID; BEGIN")
        self._table = SignatureTable(self._connection)
        self.signature = self._table.get
        self.holders = self._table.holders
        self.of_a_share = self._table.of_a_share

    def add(self, document: Document, clauses: Iterable[Clause]) -> None:
        """Take a cleaned page in."""
        self.put(document.doc_id, *signed(document, clauses))

    def put(self, doc_id: str, signature: Signature, text: str) -> None:
        """Take in what a page is compared by."""
        self._table.delete(doc_id)
        self._table.write(doc_id, signature)
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
        self._connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (doc_id, packed))

    def text(self, doc_id: str) -> str:
        """Return the text of a page's clauses, a line each; "" for a page that is not here."""
        row = self._connection.execute("SELECT text FROM texts WHERE doc_id = ?", (doc_id,)).fetchone()
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row else ""

    def close(self) -> None:
        """Let go of what is held."""
        self._connection.close()


def signed(document: Document, clauses: Iterable[Clause]) -> tuple[Signature, str]:
    """Return what a cleaned page is compared by: its signature, and the text of its clauses, a line each."""
    identities = [identify(document, part) for part in range(len(document.parts))]
    return sign(document, identities), "\n".join(clause.text for clause in clauses)


def relations_of(doc_id: str, *pools: Signatures) -> list[Relation]:
    """Return what page ``doc_id`` of one of the pools is to all other pages of them, the closest first.

    Empty also for a page without a signature.
    """
    own = profile_of(doc_id, *pools)
    return sorted(_without_rivals(_pairwise(own, pools), pools), key=closeness)


def _pairwise(own: Profile | None, pools: Sequence[Signatures]) -> list[Relation]:
    """Return what a page is to each other one, whatever third ones are to them."""
    if own is None:
        return []
    others = filter(None, (profile_of(one, *pools) for one in _candidates(own, pools)))
    return [relation for other in others if (relation := relate(own, other))]


def _without_rivals(found: Iterable[Relation], pools: Sequence[Signatures]) -> list[Relation]:
    """Return relations without translations by figures that are no likelier than another page is, for either of the two.

    Asked for whenever relations are read: a page that comes later may be as likely.
    """
    return [one for one in found if not one.by_figures or _leads(one, pools)]


def _leads(relation: Relation, pools: Sequence[Signatures]) -> bool:
    one, other = (profile_of(doc_id, *pools) for doc_id in (relation.one, relation.other))
    return one is not None and other is not None and not _has_rival(one, other, pools) and not _has_rival(other, one, pools)


def _has_rival(page: Profile, partner: Profile, pools: Sequence[Signatures]) -> bool:
    """Return whether a third page is about as likely the text of ``page`` in the other language, copies of ``partner`` aside."""
    least = likeness_of(page, partner) - LEAD
    for rival in (profile_of(doc_id, *pools) for doc_id in translating(page, pools) if doc_id != partner.doc_id):
        if rival and likeness_of(page, rival) > least:
            relation = relate(partner, rival)
            if relation is None or relation.verdict not in COPIES:
                return True
    return False


def closeness(relation: Relation) -> tuple[int, float, str]:
    """Return what relations of a page are sorted by: what makes it superfluous first, then the more alike.

    Whose version a page is goes before what it quotes, and behind what makes up most of it.
    """
    is_quoted = relation.verdict == "contains" and relation.evidence.share_of_one < HALF
    return _ORDER[relation.verdict] + (len(_ORDER) if is_quoted else 0), -relation.score, relation.other


def settle(corpus: Corpus) -> None:
    """Compare the pages of a corpus that wait for it, and keep what they are to others."""
    for doc_id in corpus.waiting():
        with library_lock(corpus.library):
            settle_page(doc_id, corpus)


def settle_page(doc_id: str, corpus: Corpus) -> list[Relation]:
    """Compare one page with the others of a corpus, keep and return what it is to them. The caller holds the library's lock."""
    found = _pairwise(profile_of(doc_id, corpus), [corpus])
    corpus.relate(doc_id, [(_packed(one), _packed(one.inverse)) for one in found])
    return sorted(_without_rivals(found, [corpus]), key=closeness)


def stored_relations(doc_id: str, corpus: Corpus) -> list[Relation]:
    """Return what a page was found to be to others when they were last compared, the closest first."""
    return sorted(_without_rivals((_unpacked(doc_id, one) for one in corpus.related(doc_id)), [corpus]), key=closeness)


def _packed(relation: Relation) -> Related:
    facts = [relation.verdict, relation.score, relation.evidence, relation.why, relation.keeper]
    return Related(relation.other, relation.is_copy, json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


def _unpacked(doc_id: str, related: Related) -> Relation:
    verdict, score, evidence, why, keeper = json.loads(related.facts)
    return Relation(doc_id, related.other, verdict, score, Evidence(*evidence), why, keeper, related.is_copy)


def profile_of(doc_id: str, *pools: Signatures) -> Profile | None:
    """Return what a page of one of the pools is compared by; None where no signature of this version is there."""
    signature = next(filter(None, (pool.signature(doc_id) for pool in pools)), None)
    if not signature or signature.version != HASH_VERSION:
        return None
    return open_signature(doc_id, signature, lambda one: next(filter(None, (pool.text(one) for pool in pools)), ""))


def _candidates(page: Profile, pools: Sequence[Signatures]) -> list[str]:
    """Return the pages that ``page`` is compared with: those of its names, and those that share passages or figures enough with it."""
    own = page_number(page.doc_id)
    compared = _compared(set(page.marks) | page.names, own, pools)
    named = {other for mark in page.names for other in compared[mark]}
    sharing = Counter(chain.from_iterable(others for mark, others in compared.items() if mark not in page.names))
    enough = SHARED_MARKS * len(page.marks)
    alike = {other for other, times in sharing.items() if times >= enough}.union(
        *(pool.of_a_share(sharing, SHARED_MARKS) for pool in pools)
    )
    return sorted({page_id(other) for other in (named | alike) - {own}} | set(translating(page, pools)))


def translating(page: Profile, pools: Sequence[Signatures]) -> list[str]:
    """Return the pages in the other language that share pairs of figures enough with ``page``."""
    marks = in_other_language(page.pairs)
    sharing = Counter(chain.from_iterable(_merged(marks, pools, column="pairs").values()))
    return [page_id(other) for other, times in sorted(sharing.items()) if times >= SHARED_PAIRS]


def _compared(marks: Iterable[int], page: int, pools: Sequence[Signatures]) -> dict[int, list[int]]:
    """Return for each mark the pages that ``page`` is compared with: the first ones that have it, and all where it is one of these."""
    first = _merged(marks, pools, PAGES_OF_A_MARK)
    is_first = [mark for mark, pages in first.items() if len(pages) >= PAGES_OF_A_MARK and page <= pages[PAGES_OF_A_MARK - 1]]
    return {mark: pages[:PAGES_OF_A_MARK] for mark, pages in first.items()} | _merged(is_first, pools)


def _merged(marks: Iterable[int], pools: Sequence[Signatures], limit: int = 0, column: Column = "marks") -> dict[int, list[int]]:
    """Return the pages of all pools that have each mark, in order; of more than the first ``limit`` none need be told."""
    held = [pool.holders(marks, limit, column) for pool in pools]
    merged: dict[int, list[int]] = {}
    for mark in marks:
        found = [pages[mark] for pages in held if mark in pages]
        merged[mark] = found[0] if len(found) == 1 else sorted({*chain.from_iterable(found)})
    return merged
