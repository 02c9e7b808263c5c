"""Signatures: in goes what pages are compared by, out come the pages that share some of it.

What a signature holds is made and read by ``cleaners.across``; here it is kept. A *mark* is a number that pages share when they share a
passage, a title, a document number or a figure at one place. Of a mark that many pages have, each page is compared with the first ones
by id, and these with all: so that a page costs the same in a large library, and what is compared depends on the set of pages alone.
"""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

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

PAGES_OF_A_MARK = 24
"""Pages of one mark, the first by id, that all others that have it are compared with. A page has 100 marks and more, and few of them
stand in so many."""

_WIDTH = 8
_ABOVE_ALL = 2**63 - 1
_DIGITS = {character: number for number, character in enumerate(ALPHABET)}


class Signature(NamedTuple):
    """What a page is compared by: arrays of little-endian numbers as bytes, ``facts`` as JSON, by the rules of ``version``."""

    version: int
    shingles: bytes
    sentences: bytes
    figures: bytes
    marks: bytes
    facts: str


class SignatureTable:
    """The signatures of an open database that has ``SIGNATURE_TABLES`` and ``SIZE_TABLE``. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``."""
        self._connection = connection

    def write(self, doc_id: str, signature: Signature) -> set[str]:
        """Put in the signature of a page that has none; return the pages that are compared with fewer others for it."""
        page, marks = page_number(doc_id), _unpack(signature.marks)
        self._connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (page, doc_id, *signature))
        self._connection.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?)", [(mark, page) for mark in marks])
        self._connection.execute("INSERT INTO sizes VALUES (?, ?)", (page, len(marks)))
        return self._behind(page, marks)

    def delete(self, doc_id: str) -> set[str]:
        """Take the signature of a page out, with its marks, if it is there; return the pages that are compared with more others for it."""
        page = page_number(doc_id)
        row = self._connection.execute("SELECT marks FROM signatures WHERE page = ?", (page,)).fetchone()
        if not row:
            return set()
        marks = _unpack(row[0])
        moved = self._behind(page, marks)
        self._connection.executemany("DELETE FROM marks WHERE mark = ? AND page = ?", [(mark, page) for mark in marks])
        self._connection.execute("DELETE FROM signatures WHERE page = ?", (page,))
        self._connection.execute("DELETE FROM sizes WHERE page = ?", (page,))
        return moved

    def get(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, or None where it has none."""
        query = "SELECT version, shingles, sentences, figures, marks, facts FROM signatures WHERE page = ?"
        row = self._connection.execute(query, (page_number(doc_id),)).fetchone()
        return Signature(*row) if row else None

    def is_consistent(self) -> bool:
        """Return whether the table of marks is that of all signatures."""
        expected = 0
        for page, marks in self._connection.execute("SELECT page, marks FROM signatures"):
            own = set(_unpack(marks))
            expected += len(own)
            find = self._connection.execute
            if not all(find("SELECT 1 FROM marks WHERE mark = ? AND page = ?", (mark, page)).fetchone() for mark in own):
                return False
            if find("SELECT marks FROM sizes WHERE page = ?", (page,)).fetchone() != (len(own),):
                return False
        return bool(self._connection.execute("SELECT count(*) FROM marks").fetchone() == (expected,))

    def holders(self, marks: Iterable[int], limit: int = 0) -> dict[int, list[int]]:
        """Return the numbers of the pages that have each mark, in order, the first ``limit`` of them unless that is 0."""
        # One statement for all: a page has 100 marks and more, and asking for each takes twice as long.
        last = f"(SELECT page FROM marks WHERE mark = value ORDER BY page LIMIT 1 OFFSET {limit - 1})"  # noqa: S608  # a number
        bound = f"AND page <= ifnull({last}, {_ABOVE_ALL})" if limit else ""
        query = f"SELECT value, page FROM json_each(?) CROSS JOIN marks ON mark = value {bound} ORDER BY value, page"  # noqa: S608  # as above
        found: dict[int, list[int]] = {}
        for mark, page in self._connection.execute(query, (json.dumps(list(marks)),)):
            found.setdefault(mark, []).append(page)
        return found

    def count_marks(self, pages: Iterable[int]) -> dict[int, int]:
        """Return how many marks each of these pages has, by number; those that are not here are left out."""
        query = "SELECT page, marks FROM sizes WHERE page IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (json.dumps(list(pages)),)).fetchall())

    def _behind(self, page: int, marks: Iterable[int]) -> set[str]:
        """Return the pages that are the first behind those that all are compared with, and would be among them without ``page``."""
        behind = f"(SELECT page FROM marks WHERE mark = value ORDER BY page LIMIT 1 OFFSET {PAGES_OF_A_MARK})"  # noqa: S608  # a constant
        query = f"SELECT DISTINCT {behind} AS other FROM json_each(?) WHERE other > ?"  # noqa: S608  # as above
        return {page_id(row[0]) for row in self._connection.execute(query, (json.dumps(list(marks)), page))}


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
