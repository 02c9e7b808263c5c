"""The file of a library: in goes a folder, out comes a connection to its ``corpus.sqlite`` at this version's schema.

``pages`` and ``origins`` are the truth; ``documents``, ``clauses``, ``tallies``, ``policies``, ``cited``, ``site_pages``, ``site_lines``,
``signatures``, ``marks``, ``skeleton_marks``, ``lost_marks``, ``pair_marks``, ``sizes`` and ``relations`` are derived from it by the
rules that ``documents.rules_version`` names (one version a page) and can be made again; ``site_texts`` and ``site_counts`` count the
site's lines; ``waiting`` are pages to be compared with others, ``restorations`` is what pages lost, by other pages, and
``restorations_due`` of which pages that must be told again; ``late_pages`` are those whose marks are not in the tables of marks yet,
``late_stamp`` tells when that changed. ``sums`` tell whether a page's rows are those that were written.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus._sums import SUM_TABLE
from corpus.durable import make_folder
from corpus.errors import CorpusError
from corpus.mark_lists import LATE_TABLES
from corpus.related import RELATION_TABLES
from corpus.signatures import RESTORATION_TABLES, SIGNATURE_TABLES, SIZE_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE_NAME = "corpus.sqlite"

APPLICATION_ID = 0x7469_616F
"""``tiao`` in ASCII, in the header of the file: tells a library from any other SQLite file."""

BUSY_SECONDS = 30.0
"""How long a write waits for another process's; one page is written in milliseconds, so a longer wait means a stuck process."""

LOG_PAGES = 8_000
"""Pages of the log, of 4 KB each, from which on it is written into the file, and waited for: of a batch of 1,000 in 3,475 laws a page took
9 ms, with SQLite's own 1,000 it took 16."""

_POLL_SECONDS = 0.02

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE library (revision INTEGER NOT NULL);
    INSERT INTO library (revision) VALUES (0);

    CREATE TABLE pages (
        doc_id TEXT PRIMARY KEY,
        sha256 BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        raw BLOB NOT NULL
    );
    CREATE TABLE origins (  -- names are BLOBs: a file's name need not be valid Unicode
        doc_id TEXT NOT NULL REFERENCES pages ON DELETE CASCADE,
        origin BLOB NOT NULL,
        declared_encoding BLOB,
        fetched TEXT,
        PRIMARY KEY (doc_id, origin)
    ) WITHOUT ROWID;

    CREATE TABLE documents (
        doc_id TEXT PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
        rules_version TEXT NOT NULL,
        text_key TEXT,
        published TEXT,
        fingerprint BLOB NOT NULL,
        cleaned BLOB NOT NULL
    );
    CREATE INDEX documents_by_text ON documents (text_key, doc_id);
    CREATE TABLE clauses (
        id TEXT PRIMARY KEY,
        doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        lang TEXT NOT NULL,
        kind TEXT NOT NULL,
        heading_path TEXT NOT NULL,
        path TEXT NOT NULL,
        text_key TEXT NOT NULL,
        places TEXT NOT NULL,
        card TEXT NOT NULL,
        UNIQUE (doc_id, position)
    );
    CREATE TABLE tallies (
        doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        what TEXT NOT NULL CHECK (what IN ('flag', 'edit')),
        name TEXT NOT NULL,
        times INTEGER NOT NULL,
        PRIMARY KEY (doc_id, what, name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE policies (
        doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        part INTEGER NOT NULL,
        number TEXT NOT NULL,
        title_key TEXT NOT NULL,
        PRIMARY KEY (doc_id, part)
    ) WITHOUT ROWID;
    CREATE INDEX policies_by_number ON policies (number) WHERE number <> '';
    CREATE INDEX policies_by_title ON policies (title_key) WHERE title_key <> '';
    CREATE TABLE cited (
        doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        number TEXT NOT NULL,
        title_key TEXT NOT NULL,
        title TEXT NOT NULL,
        times INTEGER NOT NULL,
        PRIMARY KEY (doc_id, number, title_key)
    ) WITHOUT ROWID;
    CREATE INDEX cited_by_number ON cited (number) WHERE number <> '';
    CREATE INDEX cited_by_title ON cited (title_key) WHERE title_key <> '';
    UPDATE documents SET rules_version = ''  -- what these tables hold, cleaning again finds
    """,
    """
    CREATE TABLE site_pages (
        doc_id TEXT PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
        site TEXT NOT NULL,
        text INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE site_lines (
        doc_id TEXT NOT NULL REFERENCES site_pages ON DELETE CASCADE,
        line INTEGER NOT NULL,
        PRIMARY KEY (doc_id, line)
    ) WITHOUT ROWID;
    CREATE INDEX site_lines_by_line ON site_lines (line, doc_id);
    CREATE TABLE site_texts (
        site TEXT NOT NULL,
        text INTEGER NOT NULL,
        line INTEGER NOT NULL,
        pages INTEGER NOT NULL,
        PRIMARY KEY (site, text, line)
    ) WITHOUT ROWID;
    CREATE TABLE site_counts (
        site TEXT NOT NULL,
        line INTEGER NOT NULL,
        texts INTEGER NOT NULL,
        PRIMARY KEY (site, line)
    ) WITHOUT ROWID;
    CREATE INDEX site_counts_by_texts ON site_counts (site, texts);
    UPDATE documents SET rules_version = ''
    """,
    SIGNATURE_TABLES + "; UPDATE documents SET rules_version = ''",  # noqa: S608  # as above
    SUM_TABLE + "; UPDATE documents SET rules_version = ''",  # noqa: S608  # as above
    RELATION_TABLES + ";" + SIZE_TABLE,
    RESTORATION_TABLES + "; UPDATE documents SET rules_version = ''",  # noqa: S608  # as above
    LATE_TABLES,
)
"""Step *n* takes a file from schema version *n* to *n* + 1; a released step is never changed, only followed.
A semicolon stands between statements and nowhere else: they run one by one, because ``executescript`` would commit midway."""

_NEXT_STEPS = {
    sqlite3.SQLITE_BUSY: "another process is writing to it: let it finish, then try again",
    sqlite3.SQLITE_FULL: "free some disk space, then try again",
    sqlite3.SQLITE_IOERR: "check the disk and the space left on it, then try again",
    sqlite3.SQLITE_CANTOPEN: "check that it is a file and that you may read and write in its folder",
    sqlite3.SQLITE_PERM: "check that you may read and write in its folder",
    sqlite3.SQLITE_READONLY: "check that you may write in its folder",
}
_NOT_WRITABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY})
_PRIMARY = 0xFF
"""The low byte of an error code is SQLite's primary code."""

_NO_TEXT = "Could not decode to UTF-8"
"""How Python's module begins to tell of a damaged text, without a code."""

DAMAGED = "move it away and add the pages again, or put back a copy"


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a ``CorpusError`` that names the file and the next step."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None and not str(error).startswith(_NO_TEXT):  # by Python's module itself: a mistake of ours, no state of the file
            raise
        if code is None:
            raise CorpusError(f"{file}: stored data is damaged (no UTF-8); {DAMAGED}") from error
        step = _NEXT_STEPS.get(code & _PRIMARY, DAMAGED)
        raise CorpusError(f"{file}: {error}; {step}") from error
    except UnicodeDecodeError as error:  # SQLite tells of a damaged statement of the schema in that statement's own bytes
        raise CorpusError(f"{file}: its schema is damaged (no UTF-8); {DAMAGED}") from error


@contextmanager
def intact(file: Path) -> Iterator[None]:
    """Turn what our decoders raise inside the block, on rows that are not what was stored, into a ``CorpusError``."""
    try:
        yield
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError) as error:
        raise CorpusError(f"{file}: stored data is damaged ({type(error).__name__}: {error}); {DAMAGED}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit everything that the block writes, or nothing of it when the block raises or the process dies."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Return a connection to the library in ``folder``, its schema brought up to date; ``create`` makes a missing one.

    Without ``create``, a library in which nothing may be written (another user's, a read-only disk) is opened for reading alone.
    Raises ``CorpusError`` for a missing, foreign, damaged, newer or unreadable library.
    """
    file = folder / FILE_NAME
    try:
        _check_folder(folder, create=create)
    except OSError as error:
        raise CorpusError(f"{folder}: {error.strerror}; check the path and that you may write there") from error
    with explained(file):
        try:
            return _opened(file, str(file), _prepare)
        except sqlite3.OperationalError as error:
            if create or error.sqlite_errorcode & _PRIMARY not in _NOT_WRITABLE or _has_log(file):
                raise
        # Without a log of its own SQLite reads no file in WAL mode, unless it is told that nobody writes to it (sqlite.org/wal.html).
        return _opened(file, f"{file.absolute().as_uri()}?mode=ro&immutable=1", _check_current)


def _opened(file: Path, address: str, prepare: Callable[[sqlite3.Connection, Path], None]) -> sqlite3.Connection:
    connection = sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, uri=address.startswith("file:"))
    try:
        prepare(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def _has_log(file: Path) -> bool:
    """Return whether pages stand in the log that are not in the file yet; a reader who cannot read it must not miss them unnoticed."""
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _check_current(connection: sqlite3.Connection, file: Path) -> None:
    version = _version(connection, file)
    if version < len(MIGRATIONS):
        raise CorpusError(
            f"{file}: was made by an older tiaowen (schema {version}, this one has {len(MIGRATIONS)}) and may not be written;"
            " let its owner run `tiaowen index` with this one"
        )


def _check_folder(folder: Path, *, create: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise CorpusError(f"{folder}: is a file, not a library folder; name a folder with --library")
    if create:
        make_folder(folder)
    elif not (folder / FILE_NAME).exists():
        raise CorpusError(f"{folder}: no library is here; make one with `tiaowen add PATH`, or name another with --library")


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    # Looked at before anything is set: switching to WAL would rewrite the header of somebody else's file.
    _version(connection, file)
    _switch_to_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    if _version(connection, file) < len(MIGRATIONS):
        with transaction(connection):
            # Read again: another process may have migrated while this one waited.
            for number in range(_version(connection, file), len(MIGRATIONS)):
                for statement in MIGRATIONS[number].split(";"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch a new file to the write-ahead log; SQLite's own waiting does not cover processes that do so at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(_POLL_SECONDS)
        else:
            return


def _version(connection: sqlite3.Connection, file: Path) -> int:
    """Return the file's schema version, 0 for an empty file; raise ``CorpusError`` unless it is one that we can read."""
    # In this order: another process may make the file's first schema between these reads, and must not look like a stranger.
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if application_id != APPLICATION_ID and not (application_id == version == 0 and is_empty):
        raise CorpusError(f"{file}: is an SQLite file of another program; name another folder with --library")
    if version > len(MIGRATIONS):
        raise CorpusError(
            f"{file}: was made by a newer tiaowen (schema {version}, this one knows {len(MIGRATIONS)});"
            " upgrade with `pip install --upgrade tiaowen`"
        )
    return version
