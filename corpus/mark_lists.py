"""Lists of marks: in goes a mark, out come the pages that have it, whether it stands in a table or came with one of the last pages.

The marks of a page stand in 300 places of three trees, so that a page of which they are written at once takes a megabyte of the log. They
are in its signature already: so of the pages that came last they are *late*, held in memory, read from there by whoever opens the library,
and written in the order of the trees when there are many. What memory holds follows the file: every change leaves a stamp, no two of which
are alike, and the last one tells whether another process wrote or what we wrote was rolled back.
"""

from __future__ import annotations

import json
import struct
from bisect import insort
from collections import defaultdict
from random import SystemRandom
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LATE_TABLES = """
    CREATE TABLE late_pages (page INTEGER PRIMARY KEY, stamp INTEGER NOT NULL);
    CREATE TABLE late_stamp (stamp INTEGER NOT NULL);
    INSERT INTO late_stamp VALUES (0);
    CREATE INDEX short_pages ON sizes (page) WHERE marks <= 20
"""
"""The pages whose marks are in no table of marks yet, the stamp of the last change, and the pages of few marks. A step of the library's
schema: never changed, only followed by another."""

SHORT = 20
"""Marks of a page that is in ``short_pages``. Of 600 pages that share a formula with a page five in six share one or two marks alone: how
many a page has need be known of the others only, and of the short ones, of 3,475 laws every thirtieth."""

LATE_PAGES = 1_024
"""Pages whose marks go to their tables together: in 3,475 laws a page takes 1.6 ms to be written so, 3.0 where each is written at once. Who
opens the library reads up to so many in 0.2 s; by fewer, most leaves of the trees of 100,000 pages would be written for a single mark."""

LATE = {"marks": "marks", "skeleton": "skeleton_marks", "pairs": "pair_marks"}
"""The columns of a signature whose marks may come late, and their tables."""

MARK_TABLES = LATE | {"lost": "lost_marks"}
"""All columns and their tables. Few pages have lost anything: what they lost is written at once, and the file's queries join it."""

REMEMBERED = 25
"""Pages of a mark that are remembered, of those that its table has: a formula is asked for with every page that comes."""

MAX_REMEMBERED = 1 << 17
"""Marks of which that is so, in 30 MB."""

_STAMP_BITS = 63
_WIDTH = 8


class _Late(NamedTuple):
    stamp: int | None
    columns: tuple[Sequence[int], ...]


class MarkLists:
    """The marks of an open database with their pages. The caller holds the transaction in which anything is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the tables of ``connection``; nothing is read yet."""
        self._connection = connection
        self._random = SystemRandom()
        self._stamp: int | None = None
        self._late: dict[int, _Late] = {}
        self._lists: dict[str, defaultdict[int, list[int]]] = {column: defaultdict(list) for column in LATE}
        self._remembered: dict[int, list[int]] = {}
        self._first: dict[int, list[int]] = {}
        self._sizes: dict[int, int] = {}
        self._short: set[int] | None = None

    def holders(self, column: str, marks: Iterable[int], limit: int) -> dict[int, list[int]]:
        """Return the pages that have each mark of a ``column``, in order, the first ``limit`` of them unless that is 0."""
        self._follow()
        wanted = list(marks)
        if column != "marks" or not 0 < limit <= REMEMBERED:
            return {mark: pages for mark, pages in self._joined(column, wanted, self._tabled(column, wanted, limit), limit) if pages}
        # Asked for when a page is written, and again when it is compared.
        if len(self._first) > MAX_REMEMBERED:
            self._first.clear()
        new = [mark for mark in wanted if mark not in self._first]
        self._first.update(self._joined(column, new, self._recalled(new), REMEMBERED))
        return {mark: pages[:limit] for mark in wanted if (pages := self._first[mark])}

    def of_a_share(self, marks: Mapping[int, int], share: float) -> set[int]:
        """Return those of these pages of whose marks so many are a ``share`` or more; those that are not here are left out."""
        self._follow()
        if self._short is None:
            self._short = {page for (page,) in self._connection.execute(f"SELECT page FROM sizes WHERE marks <= {SHORT}")}  # noqa: S608  # a number
        short, most = self._short, share * SHORT
        wanted = [page for page, shared in marks.items() if shared > most or page in short]
        new = [page for page in wanted if page not in self._sizes]
        if new:
            if len(self._sizes) + len(new) > MAX_REMEMBERED:
                self._sizes.clear()
                new = wanted
            query = "SELECT page, marks FROM json_each(?) CROSS JOIN sizes ON page = value"
            self._sizes.update(self._connection.execute(query, (json.dumps(new),)))
        return {page for page in wanted if page in self._sizes and marks[page] >= share * self._sizes[page]}

    def late_pages(self) -> set[int]:
        """Return the pages whose marks are in no table of marks."""
        self._follow()
        return set(self._late)

    def add(self, page: int, columns: Mapping[str, bytes]) -> None:
        """Take in the marks of a page, and write those of all late ones to their tables where they are many."""
        self._follow()
        size = len(columns["marks"]) // _WIDTH
        self._connection.execute("INSERT INTO sizes VALUES (?, ?)", (page, size))
        if self._short is not None and size <= SHORT:
            self._short.add(page)
        rows = [(mark, page) for mark in unpack_marks(columns["lost"])]
        self._connection.executemany("INSERT OR IGNORE INTO lost_marks VALUES (?, ?)", rows)
        self._stamp_change()
        self._connection.execute("INSERT INTO late_pages VALUES (?, ?)", (page, self._stamp))
        self._hold(page, self._stamp, [columns[column] for column in LATE])
        if len(self._late) >= LATE_PAGES:
            self.write_late()

    def remove(self, page: int, columns: Mapping[str, bytes]) -> None:
        """Take the marks of a page out."""
        self._follow()
        is_late = page in self._late
        if is_late:
            self._drop(page)
            self._connection.execute("DELETE FROM late_pages WHERE page = ?", (page,))
        for column, table in MARK_TABLES.items():
            if not is_late or column not in LATE:
                rows = [(mark, page) for mark in unpack_marks(columns[column])]
                self._connection.executemany(f"DELETE FROM {table} WHERE mark = ? AND page = ?", rows)  # noqa: S608  # of four names
        self._connection.execute("DELETE FROM sizes WHERE page = ?", (page,))
        self._forget()
        self._stamp_change()

    def write_late(self) -> None:
        """Write all late marks to their tables."""
        self._follow()
        for column, table in LATE.items():
            held = self._lists[column]
            rows = ((mark, page) for mark in sorted(held) for page in held[mark])
            self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)  # noqa: S608  # of three names
            held.clear()
        self._connection.execute("DELETE FROM late_pages")
        self._late.clear()
        self._forget()
        self._stamp_change()

    def _joined(self, column: str, marks: Iterable[int], tabled: Mapping[int, list[int]], limit: int) -> Iterator[tuple[int, list[int]]]:
        """Yield for each mark the first pages of those that its table has and of the late ones."""
        late: Mapping[int, list[int]] = self._lists.get(column, {})
        for mark in marks:
            pages = tabled[mark]
            if mark in late:  # a page is in both where another process has just written them to their table
                pages = [*dict.fromkeys(sorted(pages + late[mark][: limit or None]))] if pages else late[mark]
            yield mark, pages[: limit or None]

    def _recalled(self, marks: list[int]) -> dict[int, list[int]]:
        """Return of each mark the first pages that its table has, and remember them."""
        known = self._remembered
        new = [mark for mark in marks if mark not in known]
        if len(known) + len(new) > MAX_REMEMBERED:
            known.clear()
            new = marks
        if new:
            known.update(self._tabled("marks", new, REMEMBERED))
        return known

    def _tabled(self, column: str, marks: list[int], limit: int) -> dict[int, list[int]]:
        """Return of each mark the first ``limit`` pages that its table has, all of them where that is 0."""
        # One statement for all, and a row for each: asking one by one takes half as long again.
        inside = f"SELECT page FROM {MARK_TABLES[column]} WHERE mark = value ORDER BY page LIMIT ?"  # noqa: S608  # of four names
        query = f"SELECT value, (SELECT group_concat(page) FROM ({inside})) FROM json_each(?)"  # noqa: S608  # as above
        rows = self._connection.execute(query, (limit or -1, json.dumps(marks)))
        return {mark: sorted(map(int, pages.split(","))) if pages else [] for mark, pages in rows}

    def _stamp_change(self) -> None:
        self._stamp = self._random.getrandbits(_STAMP_BITS)
        self._connection.execute("UPDATE late_stamp SET stamp = ?", (self._stamp,))
        self._first.clear()

    def _forget(self) -> None:
        self._remembered.clear()
        self._first.clear()
        self._sizes.clear()
        self._short = None

    def _follow(self) -> None:
        """Bring what memory holds to what the file says: others may have written, or what we wrote was rolled back."""
        (stamp,) = self._connection.execute("SELECT stamp FROM late_stamp").fetchone()
        if stamp == self._stamp:
            return
        self._forget()
        there = dict(self._connection.execute("SELECT page, stamp FROM late_pages").fetchall())
        for page in [page for page, late in self._late.items() if there.get(page) != late.stamp]:
            self._drop(page)
        names = ", ".join(LATE)
        query = f"SELECT page, stamp, {names} FROM late_pages JOIN signatures USING (page) WHERE page = ?"  # noqa: S608  # of three names
        for new in there.keys() - self._late.keys():
            for page, one, *columns in self._connection.execute(query, (new,)):
                self._hold(page, one, columns)
        self._stamp = stamp

    def _hold(self, page: int, stamp: int | None, columns: Iterable[bytes]) -> None:
        marks = tuple(map(unpack_marks, columns))
        self._late[page] = _Late(stamp, marks)
        for lists, own in zip(self._lists.values(), marks, strict=True):
            for mark in own:
                insort(lists[mark], page)

    def _drop(self, page: int) -> None:
        for lists, own in zip(self._lists.values(), self._late.pop(page).columns, strict=True):
            for mark in own:
                lists[mark].remove(page)
                if not lists[mark]:
                    del lists[mark]


def pack_marks(marks: Sequence[int]) -> bytes:
    """Return marks, each from 0 to 2^63 - 1, as the bytes of a signature."""
    return struct.pack(f"<{len(marks)}Q", *marks)


def unpack_marks(marks: bytes) -> tuple[int, ...]:
    """Return the marks that ``pack_marks`` packed."""
    return struct.unpack(f"<{len(marks) // _WIDTH}Q", marks)
