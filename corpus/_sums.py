"""Sums: in goes a page of a library, out come checksums of all that is kept of it, by which a changed bit is noticed.

SQLite looks after its pages and trees, not after what stands in a row. ``kept`` is of the truth (bytes, origins), ``derived`` of what
the rules made of it, which can be made again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlite3

SUM_TABLE = """
    CREATE TABLE sums (
        doc_id TEXT PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
        kept BLOB NOT NULL,
        derived BLOB
    ) WITHOUT ROWID
"""
"""A step of the library's schema: never changed, only followed by another."""

KEPT = ("pages", "origins")
DERIVED = ("documents", "clauses", "tallies", "policies", "cited", "site_pages", "site_lines", "signatures")
"""The tables whose rows are each one page's. What counts over several pages follows from them, and ``marks`` from ``signatures``."""


def page_sum(connection: sqlite3.Connection, doc_id: str, tables: tuple[str, ...]) -> bytes:
    """Return the SHA-256 of all rows that the tables have of a page."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update(f"{table}\n".encode())
        # By all columns: the order in which rows come must not depend on that in which they were written.
        for row in sorted(map(repr, connection.execute(f"SELECT * FROM {table} WHERE doc_id = ?", (doc_id,)))):  # noqa: S608  # our own names
            digest.update(row.encode("utf-8", "surrogatepass") + b"\n")
    return digest.digest()


def sum_kept(connection: sqlite3.Connection, doc_id: str) -> None:
    """Note the sum of what is kept of a page; what is noted of the derived rows stays."""
    insert = "INSERT INTO sums (doc_id, kept) VALUES (?, ?) ON CONFLICT DO UPDATE SET kept = excluded.kept"
    connection.execute(insert, (doc_id, page_sum(connection, doc_id, KEPT)))


def sum_derived(connection: sqlite3.Connection, doc_id: str) -> None:
    """Note the sum of what was derived from a page; of one that has no sums yet, from an older library, that of what is kept, too."""
    if not connection.execute("SELECT 1 FROM sums WHERE doc_id = ?", (doc_id,)).fetchone():
        sum_kept(connection, doc_id)
    connection.execute("UPDATE sums SET derived = ? WHERE doc_id = ?", (page_sum(connection, doc_id, DERIVED), doc_id))


def page_state(connection: sqlite3.Connection, doc_id: str) -> Literal["whole", "unsummed", "kept", "derived"]:
    """Return which of a page's rows are not those that were written; ``unsummed`` where an older version wrote them."""
    row = connection.execute("SELECT kept, derived FROM sums WHERE doc_id = ?", (doc_id,)).fetchone()
    if row is None:
        return "unsummed"
    if row[0] != page_sum(connection, doc_id, KEPT):
        return "kept"
    return "whole" if row[1] == page_sum(connection, doc_id, DERIVED) else "derived"
