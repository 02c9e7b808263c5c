"""Signatures: in goes what pages are compared by, out come the pages that share some of it.

What a signature holds is made and read by ``cleaners.across``; here it is kept. A *mark* is a number that pages share when they share a
passage, a title, a document number or a figure at one place; of a mark that many pages have only the first ones are looked at, by id,
so that a page costs the same in a large library, and the answer depends on the set of pages alone.
"""

from __future__ import annotations

from collections import Counter
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

PAGES_OF_A_MARK = 24
"""Pages that are looked at for one mark. A page has 100 marks and more, and few of them stand in so many."""

_WIDTH = 8
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
    """The signatures of an open database that has ``SIGNATURE_TABLES``. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``."""
        self._connection = connection

    def write(self, doc_id: str, signature: Signature) -> None:
        """Put the signature of a page in the place of the one that is there."""
        self.delete(doc_id)
        page = _number(doc_id)
        self._connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (page, doc_id, *signature))
        self._connection.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?)", [(mark, page) for mark in _unpack(signature.marks)])

    def delete(self, doc_id: str) -> None:
        """Take the signature of a page out, with its marks, if it is there."""
        page = _number(doc_id)
        row = self._connection.execute("SELECT marks FROM signatures WHERE page = ?", (page,)).fetchone()
        if row:
            self._connection.executemany("DELETE FROM marks WHERE mark = ? AND page = ?", [(mark, page) for mark in _unpack(row[0])])
            self._connection.execute("DELETE FROM signatures WHERE page = ?", (page,))

    def get(self, doc_id: str) -> Signature | None:
        """Return the signature of a page, or None where it has none."""
        query = "SELECT version, shingles, sentences, figures, marks, facts FROM signatures WHERE page = ?"
        row = self._connection.execute(query, (_number(doc_id),)).fetchone()
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
        return bool(self._connection.execute("SELECT count(*) FROM marks").fetchone() == (expected,))

    def sharing(self, marks: Iterable[int]) -> Counter[str]:
        """Return how many of these marks each page has, of each mark the first ``PAGES_OF_A_MARK`` pages."""
        find = self._connection.execute
        query = f"SELECT page FROM marks WHERE mark = ? ORDER BY page LIMIT {PAGES_OF_A_MARK}"  # noqa: S608  # a constant
        found = Counter(page for mark in marks for (page,) in find(query, (mark,)))
        return Counter({_doc_id(page): times for page, times in found.items()})


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
