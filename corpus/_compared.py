"""Compared pages: in goes an open library, out come the pages that share something, what they are to each other, what tells lost text.

Found by ``cleaners.across`` and kept here; the part of the corpus that looks at several pages at once.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from corpus._schema import explained, intact, transaction
from corpus.related import RelationTable, joined
from corpus.restorations import RestorationTable
from corpus.signatures import SignatureTable

if TYPE_CHECKING:
    import sqlite3
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from corpus.related import Related
    from corpus.restorations import Restoration
    from corpus.signatures import Column, Signature


class ComparedPages:
    """The signatures, relations and restorations of an open library."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        """Use an open connection to ``file``."""
        self._file = file
        self._connection = connection
        self._signatures = SignatureTable(connection)
        self._relations = RelationTable(connection)
        self._restorations = RestorationTable(connection)

    def signature(self, doc_id: str) -> Signature | None:
        """Return what page ``doc_id`` is compared by, None for a page that older rules cleaned, or that is not here."""
        with explained(self._file), intact(self._file):
            return self._signatures.get(doc_id)

    def holders(self, marks: Iterable[int], limit: int = 0, column: Column = "marks") -> dict[int, list[int]]:
        """Return the numbers of the pages that have each mark, in order, the first ``limit`` of them unless that is 0."""
        with explained(self._file), intact(self._file):
            return self._signatures.holders(marks, limit, column)

    def sharing(self, marks: Iterable[int], column: Column = "marks") -> Counter[str]:
        """Return how many of these marks each page has; of a mark that many have, only the first pages are told."""
        with explained(self._file):
            return self._signatures.sharing(marks, column)

    def of_a_share(self, marks: Mapping[int, int], share: float) -> set[int]:
        """Return those of these pages of whose marks so many are a ``share`` or more; those that are not here are left out."""
        with explained(self._file):
            return self._signatures.of_a_share(marks, share)

    def text(self, doc_id: str) -> str:
        """Return the text of a page's clauses, a line each; "" for a page that is not here."""
        return "\n".join(row[0] for row in self._rows("SELECT text FROM clauses WHERE doc_id = ? ORDER BY position", doc_id))

    def waiting(self) -> list[str]:
        """Return the pages that came, or whose neighbours changed, since they were last compared with others, by id."""
        with explained(self._file):
            return self._relations.waiting()

    def relate(self, doc_id: str, relations: Sequence[tuple[Related, Related]]) -> None:
        """Keep what a page is to others, each relation as seen from either page; it no longer waits to be compared."""
        with explained(self._file), transaction(self._connection):
            if self._relations.write(doc_id, relations):
                self._grow_revision()

    def related(self, doc_id: str) -> list[Related]:
        """Return what a page is to others, by their ids."""
        with explained(self._file):
            return self._relations.of(doc_id)

    def same_texts(self) -> list[tuple[str, ...]]:
        """Return the pages with the same document text, where there are several, each time sorted, by their first: that one is indexed."""
        rows = self._rows(
            "SELECT text_key, doc_id FROM documents WHERE text_key IN (SELECT text_key FROM documents"
            " GROUP BY text_key HAVING count(*) > 1) ORDER BY text_key, doc_id"
        )
        return sorted(tuple(doc_id for _, doc_id in group) for _, group in groupby(rows, key=itemgetter(0)))

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters of pages that are copies of one text, of two pages or more, each sorted, by their first."""
        with explained(self._file):
            pairs = self._relations.copies()
        return joined([*pairs, *((pages[0], other) for pages in self.same_texts() for other in pages[1:])])

    def restorations(self, doc_id: str) -> list[Restoration]:
        """Return what stood where the page lost text, by other pages, in page order; it is no part of the page."""
        with explained(self._file):
            return self._restorations.of(doc_id)

    def restorations_due(self) -> list[str]:
        """Return the pages that lost something of which it must be told again what, since pages came, changed or went; sorted."""
        with explained(self._file):
            return self._signatures.due()

    def damaged(self) -> list[str]:
        """Return the pages that lost text which another page may have, sorted."""
        with explained(self._file):
            return self._signatures.damaged()

    def restore(self, doc_id: str, restorations: Sequence[Restoration]) -> None:
        """Put what stood where the page lost text in the place of what is told of it; the page is no longer due."""
        with explained(self._file), transaction(self._connection):
            if self._restorations.of(doc_id) != list(restorations):
                self._restorations.write(doc_id, restorations)
                self._grow_revision()
            self._signatures.not_due(doc_id)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with explained(self._file):
            return self._connection.execute(query, values).fetchall()

    def _grow_revision(self) -> None:
        self._connection.execute("UPDATE library SET revision = revision + 1")
