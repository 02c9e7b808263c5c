"""Verifying a corpus: in goes a library, out comes each damage of its ``corpus.sqlite`` with what to do about it.

Checked are SQLite's own structure, the schema, references between rows, every page's bytes by their hash, every row of a page by the
page's sums (``corpus._sums``), and the tables that follow from these. What SQLite leaves unused in the file holds nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from typing import TYPE_CHECKING, NamedTuple, Self

from corpus._schema import DAMAGED, FILE_NAME, MIGRATIONS, connect, explained
from corpus._site_rows import miscounted
from corpus._sums import page_state
from corpus.errors import CorpusError
from corpus.signatures import SignatureTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.errors import TiaowenError

_FAULTS_TOLD = 5
"""Of SQLite's own, which lists a hundred where one tree is broken."""


class Damage(NamedTuple):
    """What is damaged, and what to do about it."""

    what: str
    remedy: str

    @classmethod
    def of(cls, error: TiaowenError) -> Self:
        """Return the damage that an error tells: its text ends with the next step."""
        what, _, remedy = str(error).rpartition("; ")
        return cls(what or remedy, remedy.removeprefix("damaged, ") if what else DAMAGED)


def check_corpus(library: Path) -> list[Damage]:
    """Return the damages of the library's corpus, none for a sound one. Raises ``CorpusError`` where no library is."""
    file = library / FILE_NAME
    if not file.exists():
        connect(library, create=False).close()  # raises, and says what is there instead
    found: list[Damage] = []
    try:
        connection = connect(library, create=False)
    except CorpusError as error:
        return [Damage.of(error)]
    try:
        # One reading of the file as it stands now, whatever is added meanwhile.
        connection.execute("BEGIN")
        with explained(file):
            for damage in _damages(connection, file):
                found.append(damage)  # noqa: PERF402  # what was found before the file could not be read any further
    except CorpusError as error:
        found.append(Damage.of(error))
    except Exception as error:  # noqa: BLE001  # on damaged bytes Python's module raises whatever they lead to
        found.append(Damage(f"{file}: cannot be read ({type(error).__name__}: {error})", DAMAGED))
    finally:
        connection.close()
    return found


def _damages(connection: sqlite3.Connection, file: Path) -> Iterator[Damage]:
    faults = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_FAULTS_TOLD})")]
    if faults != ["ok"]:
        yield from (Damage(f"{file}: {fault.splitlines()[-1]}", DAMAGED) for fault in faults)
    if _schema(connection) != _schema_of_ours():
        yield Damage(f"{file}: its tables are not those of this version", DAMAGED)
        return
    for table, count in sorted(_dangling(connection).items()):
        yield Damage(f"{file}: {count} rows of {table} belong to nothing", DAMAGED)
    if connection.execute("SELECT count(*) FROM library").fetchone() != (1,):
        yield Damage(f"{file}: its revision is not known", DAMAGED)
    yield from _damaged_pages(connection, file)
    if miscounted(connection) or not SignatureTable(connection).is_consistent():
        yield Damage(f"{file}: what it counts over several pages does not fit these", DAMAGED)


def _damaged_pages(connection: sqlite3.Connection, file: Path) -> Iterator[Damage]:
    unsummed = 0
    for (doc_id,) in connection.execute("SELECT doc_id FROM pages ORDER BY doc_id").fetchall():
        state = page_state(connection, doc_id)
        unsummed += state == "unsummed"
        if not _is_whole(connection, doc_id):
            yield _lost(file, doc_id, "its bytes are not those that came")
        elif state == "kept":
            yield _lost(file, doc_id, "where it was found is not what was noted")
        elif state == "derived":
            remedy = f"make it again with `tiaowen reclean {doc_id}`"
            yield Damage(f"{file}: page {doc_id}: what was made of it is not what was stored", remedy)
    if unsummed:
        what = f"{file}: {unsummed} pages cannot be verified, because an older tiaowen put them here"
        yield Damage(what, "make their sums with `tiaowen reclean`")


def _lost(file: Path, doc_id: str, what: str) -> Damage:
    return Damage(f"{file}: page {doc_id}: {what}", f"remove it with `tiaowen remove {doc_id}` and add it again")


def _is_whole(connection: sqlite3.Connection, doc_id: str) -> bool:
    digest, size, raw = connection.execute("SELECT sha256, size, raw FROM pages WHERE doc_id = ?", (doc_id,)).fetchone()
    try:
        data = zlib.decompress(raw)
    except (zlib.error, TypeError):
        return False
    return (len(data), hashlib.sha256(data).digest()) == (size, digest)


def _dangling(connection: sqlite3.Connection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        counts[table] = counts.get(table, 0) + 1
    return counts


def _schema(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"))


def _schema_of_ours() -> set[tuple[str, ...]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in MIGRATIONS:
            for statement in step.split(";"):
                connection.execute(statement)
        return _schema(connection)
    finally:
        connection.close()
