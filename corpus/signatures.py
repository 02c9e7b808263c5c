"""Signatures: in goes what pages are compared by, out come the pages that share some of it.

What a signature holds is made and read by ``cleaners.across``; here it is kept. A *mark* is a number that pages share when they share a
passage, a title, a document number or a figure at one place; of a mark that many pages have only the first ones are looked at, by id,
so that a page costs the same in a large library, and the answer depends on the set of pages alone.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

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

PAGES_OF_A_MARK = 24
"""Pages that are looked at for one mark. A page has 100 marks and more, and few of them stand in so many."""

_WIDTH = 8
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


_MARK_TABLES = {"marks": "marks", "skeleton": "skeleton_marks", "lost": "lost_marks", "pairs": "pair_marks"}
"""The column of a signature and the table in which each of its marks is found."""


class SignatureTable:
    """The signatures of an open database that has ``SIGNATURE_TABLES`` and ``RESTORATION_TABLES``. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``."""
        self._connection = connection

    def write(self, doc_id: str, signature: Signature) -> None:
        """Put the signature of a page in the place of the one that is there."""
        self.delete(doc_id)
        page = _number(doc_id)
        self._connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (page, doc_id, *signature))
        for column, table in _MARK_TABLES.items():
            rows = [(mark, page) for mark in _unpack(getattr(signature, column))]
            self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)  # noqa: S608  # of three names
        self._note_due(page, signature.marks, signature.skeleton)
        if signature.lost:
            self._connection.execute("INSERT OR IGNORE INTO restorations_due VALUES (?)", (page,))

    def delete(self, doc_id: str) -> None:
        """Take the signature of a page out, with its marks, if it is there."""
        page = _number(doc_id)
        row = self._connection.execute("SELECT marks, skeleton, lost, pairs FROM signatures WHERE page = ?", (page,)).fetchone()
        if row:
            for marks, table in zip(row, _MARK_TABLES.values(), strict=True):
                rows = [(mark, page) for mark in _unpack(marks)]
                self._connection.executemany(f"DELETE FROM {table} WHERE mark = ? AND page = ?", rows)  # noqa: S608  # of three names
            self._note_due(page, *row[:2])
            self._connection.execute("DELETE FROM signatures WHERE page = ?", (page,))
            self._connection.execute("DELETE FROM restorations_due WHERE page = ?", (page,))

    def _note_due(self, page: int, *marks: bytes) -> None:
        """Note that pages which lost something that has one of these marks are due, all of them but ``page``."""
        query = "SELECT DISTINCT page FROM lost_marks WHERE mark IN (SELECT value FROM json_each(?)) AND page <> ?"
        shared = str([mark for some in marks for mark in _unpack(some)])
        self._connection.execute(f"INSERT OR IGNORE INTO restorations_due {query}", (shared, page))

    def get(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, or None where it has none."""
        query = "SELECT version, shingles, sentences, figures, marks, facts, skeleton, lost, pairs FROM signatures WHERE page = ?"
        row = self._connection.execute(query, (_number(doc_id),)).fetchone()
        return Signature(*row) if row else None

    def sharing(self, marks: Iterable[int], column: Literal["marks", "skeleton", "pairs"] = "marks") -> Counter[str]:
        """Return how many of these marks each page has, of each mark the first ``PAGES_OF_A_MARK`` pages."""
        find = self._connection.execute
        query = f"SELECT page FROM {_MARK_TABLES[column]} WHERE mark = ? ORDER BY page LIMIT {PAGES_OF_A_MARK}"  # noqa: S608  # a constant
        found = Counter(page for mark in marks for (page,) in find(query, (mark,)))
        return Counter({_doc_id(page): times for page, times in found.items()})

    def due(self) -> list[str]:
        """Return the pages of which it must be told again what stood where they lost text, sorted."""
        return [_doc_id(page) for (page,) in self._connection.execute("SELECT page FROM restorations_due ORDER BY page")]

    def not_due(self, doc_id: str) -> None:
        """Note that it was told what stood where a page lost text."""
        self._connection.execute("DELETE FROM restorations_due WHERE page = ?", (_number(doc_id),))

    def damaged(self) -> list[str]:
        """Return the pages that lost something, sorted."""
        return [doc_id for (doc_id,) in self._connection.execute("SELECT doc_id FROM signatures WHERE lost <> x'' ORDER BY page")]


def pack_marks(marks: Iterable[int]) -> bytes:
    """Return marks, each from 0 to 2^63 - 1, as the bytes of a signature."""
    return b"".join(mark.to_bytes(_WIDTH, "little") for mark in marks)


def _unpack(marks: bytes) -> list[int]:
    return [int.from_bytes(marks[at : at + _WIDTH], "little") for at in range(0, len(marks), _WIDTH)]


def _number(doc_id: str) -> int:
    """Return an id as a number, its digits the letters of its alphabet: the order of ids is the order of their numbers."""
    return reduce(lambda number, character: number * len(ALPHABET) + _DIGITS[character], doc_id, 0)


def _doc_id(number: int) -> str:
    """Return the id that ``_number`` made a number of."""
    characters = []
    for _ in range(DOCUMENT_ID_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[digit])
    return "".join(reversed(characters))
