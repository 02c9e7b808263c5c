"""Signatures: in goes what pages are compared by, out come the pages that share some of it.

What a signature holds is made and read by ``cleaners.across``; here it is kept. A *mark* is a number that pages share when they share a
passage, a title, a document number or a figure at one place. Of a mark that many pages have, each page is compared with the first ones
by id, and these with all: so that a page costs the same in a large library, and what is compared depends on the set of pages alone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.ids import ALPHABET, DOCUMENT_ID_LENGTH

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

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

Column: TypeAlias = Literal["marks", "skeleton", "lost", "pairs"]
"""The kinds of mark."""

PAGES_OF_A_MARK = 24
"""Pages of one mark, the first by id, that all others that have it are compared with. A page has 100 marks and more, and few of them
stand in so many."""

_WIDTH = 8
_ABOVE_ALL = 2**63 - 1
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


_MARK_TABLES: dict[Column, str] = {"marks": "marks", "skeleton": "skeleton_marks", "lost": "lost_marks", "pairs": "pair_marks"}
"""The column of a signature and the table in which each of its marks is found."""


class SignatureTable:
    """The signatures of an open database that has the three sets of tables. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``."""
        self._connection = connection

    def write(self, doc_id: str, signature: Signature) -> set[str]:
        """Put in the signature of a page that has none; return the pages that are compared with fewer others for it."""
        page, marks = page_number(doc_id), _unpack(signature.marks)
        self._connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (page, doc_id, *signature))
        for column, table in _MARK_TABLES.items():
            rows = [(mark, page) for mark in _unpack(getattr(signature, column))]
            self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)  # noqa: S608  # of four names
        self._connection.execute("INSERT INTO sizes VALUES (?, ?)", (page, len(marks)))
        self._note_due(page, signature.marks, signature.skeleton)
        if signature.lost:
            self._connection.execute("INSERT OR IGNORE INTO restorations_due VALUES (?)", (page,))
        return self._behind(page, marks)

    def delete(self, doc_id: str) -> set[str]:
        """Take the signature of a page out, with its marks, if it is there; return the pages that are compared with more others for it."""
        page = page_number(doc_id)
        row = self._connection.execute("SELECT marks, skeleton, lost, pairs FROM signatures WHERE page = ?", (page,)).fetchone()
        if not row:
            return set()
        moved = self._behind(page, _unpack(row[0]))
        for marks, table in zip(row, _MARK_TABLES.values(), strict=True):
            rows = [(mark, page) for mark in _unpack(marks)]
            self._connection.executemany(f"DELETE FROM {table} WHERE mark = ? AND page = ?", rows)  # noqa: S608  # of four names
        self._note_due(page, *row[:2])
        for table in ("signatures", "sizes", "restorations_due"):
            self._connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))  # noqa: S608  # of three names
        return moved

    def _note_due(self, page: int, *marks: bytes) -> None:
        """Note that pages which lost something that has one of these marks are due, all of them but ``page``."""
        query = "SELECT DISTINCT page FROM lost_marks WHERE mark IN (SELECT value FROM json_each(?)) AND page <> ?"
        shared = json.dumps([mark for some in marks for mark in _unpack(some)])
        self._connection.execute(f"INSERT OR IGNORE INTO restorations_due {query}", (shared, page))

    def get(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, or None where it has none."""
        query = "SELECT version, shingles, sentences, figures, marks, facts, skeleton, lost, pairs FROM signatures WHERE page = ?"
        row = self._connection.execute(query, (page_number(doc_id),)).fetchone()
        return Signature(*row) if row else None

    def is_consistent(self) -> bool:
        """Return whether the tables of marks are those of all signatures."""
        find = self._connection.execute
        expected: Counter[str] = Counter()
        for page, *columns in find("SELECT page, marks, skeleton, lost, pairs FROM signatures"):
            for marks, table in zip(columns, _MARK_TABLES.values(), strict=True):
                own = set(_unpack(marks))
                expected[table] += len(own)
                query = f"SELECT 1 FROM {table} WHERE mark = ? AND page = ?"  # noqa: S608  # of four names
                if not all(find(query, (mark, page)).fetchone() for mark in own):
                    return False
            if find("SELECT marks FROM sizes WHERE page = ?", (page,)).fetchone() != (len(columns[0]) // _WIDTH,):
                return False
        return all(find(f"SELECT count(*) FROM {table}").fetchone() == (expected[table],) for table in _MARK_TABLES.values())  # noqa: S608  # as above

    def holders(self, marks: Iterable[int], limit: int = 0, column: Column = "marks") -> dict[int, list[int]]:
        """Return the numbers of the pages that have each mark, in order, the first ``limit`` of them unless that is 0."""
        # One statement for all: a page has 100 marks and more, and asking for each takes twice as long.
        table = _MARK_TABLES[column]
        last = f"(SELECT page FROM {table} WHERE mark = value ORDER BY page LIMIT 1 OFFSET {limit - 1})"  # noqa: S608  # a name, a number
        bound = f"AND page <= ifnull({last}, {_ABOVE_ALL})" if limit else ""
        query = f"SELECT value, page FROM json_each(?) CROSS JOIN {table} ON mark = value {bound} ORDER BY value, page"  # noqa: S608  # as above
        found: defaultdict[int, list[int]] = defaultdict(list)
        for mark, page in self._connection.execute(query, (json.dumps(list(marks)),)):
            found[mark].append(page)
        return dict(found)

    def sharing(self, marks: Iterable[int], column: Column = "marks") -> Counter[str]:
        """Return how many of these marks each page has, of each mark the first ``PAGES_OF_A_MARK`` pages."""
        held = self.holders(set(marks), PAGES_OF_A_MARK, column)
        return Counter(page_id(page) for pages in held.values() for page in pages)

    def count_marks(self, pages: Iterable[int]) -> dict[int, int]:
        """Return how many marks each of these pages has, by number; those that are not here are left out."""
        query = "SELECT page, marks FROM sizes WHERE page IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (json.dumps(list(pages)),)).fetchall())

    def _behind(self, page: int, marks: Iterable[int]) -> set[str]:
        """Return the pages that are the first behind those that all are compared with, and would be among them without ``page``."""
        behind = f"(SELECT page FROM marks WHERE mark = value ORDER BY page LIMIT 1 OFFSET {PAGES_OF_A_MARK})"  # noqa: S608  # a constant
        query = f"SELECT DISTINCT {behind} AS other FROM json_each(?) WHERE other > ?"  # noqa: S608  # as above
        return {page_id(row[0]) for row in self._connection.execute(query, (json.dumps(list(marks)), page))}

    def due(self) -> list[str]:
        """Return the pages of which it must be told again what stood where they lost text, sorted."""
        return [page_id(page) for (page,) in self._connection.execute("SELECT page FROM restorations_due ORDER BY page")]

    def not_due(self, doc_id: str) -> None:
        """Note that it was told what stood where a page lost text."""
        self._connection.execute("DELETE FROM restorations_due WHERE page = ?", (page_number(doc_id),))

    def damaged(self) -> list[str]:
        """Return the pages that lost something, sorted."""
        return [doc_id for (doc_id,) in self._connection.execute("SELECT doc_id FROM signatures WHERE lost <> x'' ORDER BY page")]


def pack_marks(marks: Iterable[int]) -> bytes:
    """Return marks, each from 0 to 2^63 - 1, as the bytes of a signature."""
    return b"".join(mark.to_bytes(_WIDTH, "little") for mark in marks)


def _unpack(marks: bytes) -> list[int]:
    return [int.from_bytes(marks[at : at + _WIDTH], "little") for at in range(0, len(marks), _WIDTH)]


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
