"""Figures of a library: in goes its database, out comes how much it holds and what cleaning found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Stats:
    """What a library holds.

    ``duplicates`` are the pages whose text another page (with a smaller id) has too; ``clauses`` counts by language,
    ``flags`` by name, ``edits`` by rule; ``raw_bytes`` are the pages as they came, ``stored_bytes`` the database file with
    everything in it; ``published`` are the first and the last ISO date that a page gives, or None.
    """

    pages: int
    duplicates: int
    clauses: dict[str, int]
    flags: dict[str, int]
    edits: dict[str, int]
    raw_bytes: int
    stored_bytes: int
    published: tuple[str, str] | None


def read_stats(connection: sqlite3.Connection) -> Stats:
    """Return the figures of the library behind ``connection``."""
    pages, raw_bytes = connection.execute("SELECT count(*), coalesce(sum(size), 0) FROM pages").fetchone()
    distinct, texts = connection.execute("SELECT count(DISTINCT text_key), count(text_key) FROM documents").fetchone()
    first, last = connection.execute("SELECT min(published), max(published) FROM documents").fetchone()
    page_count = connection.execute("PRAGMA page_count").fetchone()[0]
    page_size = connection.execute("PRAGMA page_size").fetchone()[0]
    return Stats(
        pages=pages,
        duplicates=texts - distinct,
        clauses=dict(connection.execute("SELECT lang, count(*) FROM clauses GROUP BY lang ORDER BY lang")),
        flags=_tallied(connection, "flag"),
        edits=_tallied(connection, "edit"),
        raw_bytes=raw_bytes,
        stored_bytes=page_count * page_size,
        published=None if first is None else (first, last),
    )


def _tallied(connection: sqlite3.Connection, what: str) -> dict[str, int]:
    query = "SELECT name, sum(times) FROM tallies WHERE what = ? GROUP BY name ORDER BY name"
    return dict(connection.execute(query, (what,)))
