"""Restorations: in goes what stood where a page lost text, as another page has it, out it comes by page; it is never part of a page.

Each names its source and the place there, and goes when the source goes. What is found and why is a matter of ``cleaners.across``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.model import RawSpan

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

RESTORED = "restored"
"""Kind and flag of a clause that is told by another page (``corpus.restored``)."""

GapKind: TypeAlias = Literal["passage", "end", "characters", "quotes"]
"""What a page lost: the Chinese of whole lines, its end, characters within a line, a quotation mark."""


class Restoration(NamedTuple):
    """What stood at ``gap`` of page ``doc_id``, as page ``source`` has it: both spans are of the page's decoded text.

    ``score`` is what the match tells in bits, ``margin`` by how many it leads what says something else.
    """

    doc_id: str
    gap: RawSpan
    kind: GapKind
    source: str
    source_span: RawSpan
    text: str
    score: float
    margin: float
    version: int


class RestorationTable:
    """The restorations of an open database that has ``RESTORATION_TABLES``. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the table of ``connection``."""
        self._connection = connection

    def of(self, doc_id: str) -> list[Restoration]:
        """Return what stood where a page lost text, in page order."""
        rows = self._connection.execute("SELECT * FROM restorations WHERE doc_id = ? ORDER BY start", (doc_id,))
        return [_restoration(row) for row in rows]

    def all_by_page(self) -> dict[str, list[Restoration]]:
        """Return all restorations by page, in page order."""
        found: dict[str, list[Restoration]] = {}
        for row in self._connection.execute("SELECT * FROM restorations ORDER BY doc_id, start"):
            found.setdefault(row[0], []).append(_restoration(row))
        return found

    def write(self, doc_id: str, restorations: Sequence[Restoration]) -> None:
        """Put the restorations of a page in the place of those that are there."""
        self._connection.execute("DELETE FROM restorations WHERE doc_id = ?", (doc_id,))
        rows = [
            (one.doc_id, *one.gap, one.kind, one.source, *one.source_span, one.text, one.score, one.margin, one.version)
            for one in restorations
        ]
        self._connection.executemany("INSERT INTO restorations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _restoration(row: tuple[str, int, int, GapKind, str, int, int, str, float, float, int]) -> Restoration:
    doc_id, start, stop, kind, source, source_start, source_stop, *rest = row
    return Restoration(doc_id, RawSpan(start, stop), kind, source, RawSpan(source_start, source_stop), *rest)  # type: ignore[arg-type]
