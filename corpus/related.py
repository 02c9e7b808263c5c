"""Related pages: in goes what a page is to others, out come these relations again, and the clusters of copies that they make.

What relates two pages is found by ``cleaners.across``; here it is kept. A page waits to be compared from the moment that it is stored,
so that a process killed in between leaves nothing out: whoever compares next takes it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.signatures import page_id, page_number

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

RELATION_TABLES = """
    CREATE TABLE relations (  -- each from both of its pages
        page INTEGER NOT NULL,
        other INTEGER NOT NULL,
        is_copy INTEGER NOT NULL,
        facts TEXT NOT NULL,
        PRIMARY KEY (page, other)
    ) WITHOUT ROWID;
    CREATE INDEX relations_of_copies ON relations (page, other) WHERE is_copy;
    CREATE TABLE waiting (page INTEGER PRIMARY KEY);  -- to be compared
    INSERT INTO waiting SELECT page FROM signatures
"""
"""A step of the library's schema: never changed, only followed by another."""


class Related(NamedTuple):
    """What a page is to page ``other``: whether they are copies of one text, and the rest as JSON."""

    other: str
    is_copy: bool
    facts: str


class RelationTable:
    """The relations of an open library. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``."""
        self._connection = connection

    def wait(self, doc_ids: Iterable[str]) -> None:
        """Note that pages are to be compared."""
        self._connection.executemany("INSERT OR IGNORE INTO waiting VALUES (?)", [(page_number(one),) for one in doc_ids])

    def wait_if_related(self, doc_ids: Iterable[str]) -> None:
        """Note that those of the pages that are related to any are to be compared: what is compared with fewer can only lose relations."""
        query = "INSERT OR IGNORE INTO waiting SELECT DISTINCT page FROM relations WHERE page = ?"
        self._connection.executemany(query, [(page_number(one),) for one in doc_ids])

    def waiting(self) -> list[str]:
        """Return the pages that are to be compared, by id."""
        return [page_id(page) for (page,) in self._connection.execute("SELECT page FROM waiting ORDER BY page")]

    def forget(self, doc_id: str) -> None:
        """Take a page's relations out, from both sides, and let it no longer wait."""
        page = page_number(doc_id)
        others = self._connection.execute("SELECT other FROM relations WHERE page = ?", (page,)).fetchall()
        self._connection.executemany("DELETE FROM relations WHERE page = ? AND other = ?", [(other, page) for (other,) in others])
        self._connection.execute("DELETE FROM relations WHERE page = ?", (page,))
        self._connection.execute("DELETE FROM waiting WHERE page = ?", (page,))

    def write(self, doc_id: str, relations: Iterable[tuple[Related, Related]]) -> bool:
        """Put a page's relations, each as seen from either page, in the place of those that are there; return whether they differ."""
        before = self.of(doc_id)
        self.forget(doc_id)
        page = page_number(doc_id)
        pairs = list(relations)
        rows = [(page, page_number(ours.other), ours.is_copy, ours.facts) for ours, _ in pairs]
        rows += [(page_number(ours.other), page, theirs.is_copy, theirs.facts) for ours, theirs in pairs]
        self._connection.executemany("INSERT INTO relations VALUES (?, ?, ?, ?)", rows)
        return before != sorted(ours for ours, _ in pairs)

    def of(self, doc_id: str) -> list[Related]:
        """Return what a page is to others, by their ids."""
        query = "SELECT other, is_copy, facts FROM relations WHERE page = ? ORDER BY other"
        return [
            Related(page_id(other), bool(copy), facts) for other, copy, facts in self._connection.execute(query, (page_number(doc_id),))
        ]

    def copies(self) -> list[tuple[str, str]]:
        """Return every two pages that are copies of one text, the smaller id first."""
        query = "SELECT page, other FROM relations WHERE is_copy AND page < other"
        return [(page_id(one), page_id(other)) for one, other in self._connection.execute(query)]


def joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the sets of two names or more that hang together by pairs, each sorted, by their first: the same for any order of pairs."""
    set_of: dict[str, list[str]] = {}
    for pair in pairs:
        small, large = sorted((set_of.setdefault(one, [one]) for one in pair), key=len)
        if small is not large:
            large += small
            set_of |= dict.fromkeys(small, large)
    return sorted({tuple(sorted(members)) for members in {id(one): one for one in set_of.values()}.values()})
