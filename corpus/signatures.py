"""Signatures: in goes what pages are compared by, out come the pages that share some of it.

What a signature holds is made and read by ``cleaners.across``; here it is kept. A *mark* is a number that pages share when they share a
passage, a title, a document number or a figure at one place. Of a mark that many pages have, each page is compared with the first ones
by id, and these with all: so that a page costs the same in a large library, and what is compared depends on the set of pages alone.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.ids import ALPHABET, DOCUMENT_ID_LENGTH
from corpus.mark_lists import LATE, LATE_TABLES, MARK_TABLES, MarkLists, unpack_marks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

SIGNATURE_TABLES = """
    CREATE TABLE signatures (
        page INTEGER PRIMARY KEY,  -- doc_id as a number, in the same order
        doc_id TEXT NOT NULL UNIQUE REFERENCES documents ON DELETE CASCADE,
        version INTEGER NOT NULL,
        shingles BLOB NOT NULL,
        sentences BLOB NOT NULL,
        figures BLOB NOT NULL,
        marks BLOB NOT NULL,
        facts TEXT NOT NULL
    );
    CREATE TABLE marks (
        mark INTEGER NOT NULL,
        page INTEGER NOT NULL,
        PRIMARY KEY (mark, page)
    ) WITHOUT ROWID
"""
"""Two tables, in a library and in memory for pages that are compared and not stored. A step of the library's schema: never changed, only
followed by another."""

SIZE_TABLE = """
    CREATE TABLE sizes (page INTEGER PRIMARY KEY, marks INTEGER NOT NULL);
    INSERT INTO sizes SELECT page, length(marks) / 8 FROM signatures
"""
"""How many marks a page has, apart from its signature: 500 share a formula with a page, and few of them are read."""

RESTORATION_TABLES = """
    ALTER TABLE signatures ADD COLUMN skeleton BLOB NOT NULL DEFAULT x'';
    ALTER TABLE signatures ADD COLUMN lost BLOB NOT NULL DEFAULT x'';
    ALTER TABLE signatures ADD COLUMN pairs BLOB NOT NULL DEFAULT x'';
    CREATE TABLE pair_marks (
        mark INTEGER NOT NULL,
        page INTEGER NOT NULL,
        PRIMARY KEY (mark, page)
    ) WITHOUT ROWID;
    CREATE TABLE skeleton_marks (
        mark INTEGER NOT NULL,
        page INTEGER NOT NULL,
        PRIMARY KEY (mark, page)
    ) WITHOUT ROWID;
    CREATE TABLE lost_marks (
        mark INTEGER NOT NULL,
        page INTEGER NOT NULL,
        PRIMARY KEY (mark, page)
    ) WITHOUT ROWID;
    CREATE TABLE restorations_due (page INTEGER PRIMARY KEY);
    CREATE TABLE restorations (
        doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        kind TEXT NOT NULL,
        source TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        source_start INTEGER NOT NULL,
        source_stop INTEGER NOT NULL,
        text TEXT NOT NULL,
        score REAL NOT NULL,
        margin REAL NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (doc_id, start)
    ) WITHOUT ROWID;
    CREATE INDEX restorations_by_source ON restorations (source)
"""
"""What is lost on a page, and what stood there by another page; the next step of the schema. ``skeleton`` are the marks by which a page is
found that has what another one lost, ``lost`` those by which a page that lost something finds one. A page is due where one came, changed or
went that shares a mark with what it lost."""

ALL_TABLES = f"{SIGNATURE_TABLES};{SIZE_TABLE};{RESTORATION_TABLES};{LATE_TABLES}"
"""All that a ``SignatureTable`` uses."""

Column: TypeAlias = Literal["marks", "skeleton", "lost", "pairs"]
"""The kinds of mark."""

PAGES_OF_A_MARK = 24
"""Pages of one mark, the first by id, that all others that have it are compared with. A page has 100 marks and more, and few of them
stand in so many."""

_DIGITS = {character: number for number, character in enumerate(ALPHABET)}


class Signature(NamedTuple):
    """What a page is compared by: arrays of little-endian numbers as bytes, ``facts`` as JSON, by the rules of ``version``.

    ``skeleton`` are the marks of what it has, ``lost`` those of what it lost, ``pairs`` those of figures, by which translations are found.
    """

    version: int
    shingles: bytes
    sentences: bytes
    figures: bytes
    marks: bytes
    facts: str
    skeleton: bytes = b""
    lost: bytes = b""
    pairs: bytes = b""


_COLUMNS = ", ".join(MARK_TABLES)


class SignatureTable:
    """The signatures of an open database that has ``ALL_TABLES``. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``."""
        self._connection = connection
        self._lists = MarkLists(connection)

    def write(self, doc_id: str, signature: Signature) -> set[str]:
        """Put in the signature of a page that has none; return the pages that are compared with fewer others for it."""
        page = page_number(doc_id)
        self._connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (page, doc_id, *signature))
        self._lists.add(page, {column: getattr(signature, column) for column in MARK_TABLES})
        self._note_due(page, signature.marks, signature.skeleton)
        if signature.lost:
            self._connection.execute("INSERT OR IGNORE INTO restorations_due VALUES (?)", (page,))
        return self._behind(page, unpack_marks(signature.marks))

    def delete(self, doc_id: str) -> set[str]:
        """Take the signature of a page out, with its marks, if it is there; return the pages that are compared with more others for it."""
        page = page_number(doc_id)
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM signatures WHERE page = ?", (page,)).fetchone()  # noqa: S608  # of four names
        if not row:
            return set()
        held = dict(zip(MARK_TABLES, row, strict=True))
        moved = self._behind(page, unpack_marks(held["marks"]))
        self._lists.remove(page, held)
        self._note_due(page, held["marks"], held["skeleton"])
        for table in ("signatures", "restorations_due"):
            self._connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))  # noqa: S608  # of two names
        return moved

    def write_late(self) -> None:
        """Write the marks of the pages that came last to their tables; done by itself where these are many."""
        self._lists.write_late()

    def _note_due(self, page: int, *marks: bytes) -> None:
        """Note that pages which lost something that has one of these marks are due, all of them but ``page``."""
        query = "SELECT DISTINCT page FROM lost_marks WHERE mark IN (SELECT value FROM json_each(?)) AND page <> ?"
        shared = json.dumps([mark for some in marks for mark in unpack_marks(some)])
        self._connection.execute(f"INSERT OR IGNORE INTO restorations_due {query}", (shared, page))

    def get(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, or None where it has none."""
        query = "SELECT version, shingles, sentences, figures, marks, facts, skeleton, lost, pairs FROM signatures WHERE page = ?"
        row = self._connection.execute(query, (page_number(doc_id),)).fetchone()
        return Signature(*row) if row else None

    def is_consistent(self) -> bool:
        """Return whether the tables of marks are those of all signatures, but for those whose marks are late."""
        find = self._connection.execute
        expected: Counter[str] = Counter()
        if (
            find("SELECT count(*) FROM late_stamp").fetchone() != (1,)
            or find("SELECT page FROM late_pages EXCEPT SELECT page FROM signatures").fetchone()
        ):
            return False
        late = self._lists.late_pages()
        for page, *columns in find(f"SELECT page, {_COLUMNS} FROM signatures"):  # noqa: S608  # of four names
            for (column, table), marks in zip(MARK_TABLES.items(), columns, strict=True):
                own = set() if page in late and column in LATE else set(unpack_marks(marks))
                expected[table] += len(own)
                query = f"SELECT 1 FROM {table} WHERE mark = ? AND page = ?"  # noqa: S608  # of four names
                if not all(find(query, (mark, page)).fetchone() for mark in own):
                    return False
            if find("SELECT marks FROM sizes WHERE page = ?", (page,)).fetchone() != (len(unpack_marks(columns[0])),):
                return False
        return all(find(f"SELECT count(*) FROM {table}").fetchone() == (expected[table],) for table in MARK_TABLES.values())  # noqa: S608  # as above

    def holders(self, marks: Iterable[int], limit: int = 0, column: Column = "marks") -> dict[int, list[int]]:
        """Return the numbers of the pages that have each mark, in order, the first ``limit`` of them unless that is 0."""
        return self._lists.holders(column, marks, limit)

    def sharing(self, marks: Iterable[int], column: Column = "marks") -> Counter[str]:
        """Return how many of these marks each page has, of each mark the first ``PAGES_OF_A_MARK`` pages."""
        held = self.holders(set(marks), PAGES_OF_A_MARK, column)
        return Counter(page_id(page) for pages in held.values() for page in pages)

    def of_a_share(self, marks: Mapping[int, int], share: float) -> set[int]:
        """Return those of these pages of whose marks so many are a ``share`` or more; those that are not here are left out."""
        return self._lists.of_a_share(marks, share)

    def _behind(self, page: int, marks: Iterable[int]) -> set[str]:
        """Return the pages that are the first behind those that all are compared with, and would be among them without ``page``."""
        behind = {pages[-1] for pages in self.holders(marks, PAGES_OF_A_MARK + 1).values() if len(pages) > PAGES_OF_A_MARK}
        return {page_id(other) for other in behind if other > page}

    def due(self) -> list[str]:
        """Return the pages of which it must be told again what stood where they lost text, sorted."""
        return [page_id(page) for (page,) in self._connection.execute("SELECT page FROM restorations_due ORDER BY page")]

    def not_due(self, doc_id: str) -> None:
        """Note that it was told what stood where a page lost text."""
        self._connection.execute("DELETE FROM restorations_due WHERE page = ?", (page_number(doc_id),))

    def damaged(self) -> list[str]:
        """Return the pages that lost something, sorted."""
        return [doc_id for (doc_id,) in self._connection.execute("SELECT doc_id FROM signatures WHERE lost <> x'' ORDER BY page")]


def page_number(doc_id: str) -> int:
    """Return an id as a number, its digits the letters of its alphabet: the order of ids is the order of their numbers."""
    return reduce(lambda number, character: number * len(ALPHABET) + _DIGITS[character], doc_id, 0)


def page_id(number: int) -> str:
    """Return the id that ``page_number`` made a number of."""
    characters = []
    for _ in range(DOCUMENT_ID_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[digit])
    return "".join(reversed(characters))
