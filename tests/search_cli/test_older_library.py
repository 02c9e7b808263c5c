"""A library of schema 1, made before policies were known, opens, keeps what it has, and learns the rest when it is cleaned again."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from cleaners.rules import RULES_VERSION
from corpus._schema import APPLICATION_ID, FILE_NAME, MIGRATIONS
from corpus.store import Corpus
from tests.search_cli.policy_pages import make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCHEMA_1 = """
    CREATE TABLE library (revision INTEGER NOT NULL);
    CREATE TABLE pages (doc_id TEXT PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, raw BLOB NOT NULL);
    CREATE TABLE origins (doc_id TEXT NOT NULL REFERENCES pages ON DELETE CASCADE, origin BLOB NOT NULL, declared_encoding BLOB,
        fetched TEXT, PRIMARY KEY (doc_id, origin)) WITHOUT ROWID;
    CREATE TABLE documents (doc_id TEXT PRIMARY KEY REFERENCES pages ON DELETE CASCADE, rules_version TEXT NOT NULL, text_key TEXT,
        published TEXT, fingerprint BLOB NOT NULL, cleaned BLOB NOT NULL);
    CREATE INDEX documents_by_text ON documents (text_key, doc_id);
    CREATE TABLE clauses (id TEXT PRIMARY KEY, doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
        text TEXT NOT NULL, lang TEXT NOT NULL, kind TEXT NOT NULL, heading_path TEXT NOT NULL, path TEXT NOT NULL,
        text_key TEXT NOT NULL, places TEXT NOT NULL, card TEXT NOT NULL, UNIQUE (doc_id, position));
    CREATE TABLE tallies (doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        what TEXT NOT NULL CHECK (what IN ('flag', 'edit')), name TEXT NOT NULL, times INTEGER NOT NULL,
        PRIMARY KEY (doc_id, what, name)) WITHOUT ROWID
"""
"""As it was released; what stands in ``MIGRATIONS`` may be written otherwise but must not be another."""

TABLES = ("library", "pages", "origins", "documents", "clauses", "tallies")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Give a library of schema 1 with the pages of ``policy_pages``, as the rules of its time would have written them."""
    new, _ = make_library(tmp_path / "new")
    (tmp_path / "older").mkdir()
    connection = sqlite3.connect(tmp_path / "older" / FILE_NAME)
    connection.executescript(SCHEMA_1)
    connection.execute("ATTACH ? AS new", (str(new / FILE_NAME),))
    for name in TABLES:
        connection.execute(f"INSERT INTO {name} SELECT * FROM new.{name}")  # noqa: S608  # own names
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return tmp_path / "older"


def columns(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in TABLES}


def test_the_first_step_still_makes_what_was_released() -> None:
    released, now = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    released.executescript(SCHEMA_1)
    now.executescript(MIGRATIONS[0])
    assert columns(now) == columns(released)
    for connection in (released, now):
        connection.close()


def test_it_opens_and_has_all_it_had(tiaowen: Callable, older: Path) -> None:
    with Corpus.open(older.parent / "new") as new, Corpus.open(older, create=False) as opened:
        assert opened.doc_ids() == new.doc_ids()
        for doc_id in new.doc_ids():
            assert opened.clauses(doc_id) == new.clauses(doc_id)
            assert opened.cleaned(doc_id) == new.cleaned(doc_id)
            assert opened.page(doc_id) == new.page(doc_id)
        assert opened.index_state() == new.index_state()
    assert tiaowen(older, "stats").code == 0


def test_cleaning_again_fills_what_is_new(tiaowen: Callable, older: Path) -> None:
    before = tiaowen(older, "show", "国办发〔2021〕18号")
    assert before.code == 2
    assert "5 of its pages were cleaned by older rules: run `tiaowen reclean`" in before.err
    assert tiaowen(older, "reclean").code == 0
    for words in (
        ["show", "国办发〔2021〕18号"],
        ["cites", "--wanted"],
        ["cited-by", "泽卫规〔2019〕3号"],
        ["diff", "泽卫规〔2019〕3号", "泽卫规〔2023〕4号"],
    ):
        assert tiaowen(older, *words) == tiaowen(older.parent / "new", *words)
        assert tiaowen(older, *words).code == 0
    with Corpus.open(older.parent / "new") as new, Corpus.open(older, create=False) as opened:
        assert opened.stale(RULES_VERSION) == []
        assert list(opened.export()) == list(new.export())
        for name in ("policies", "cited"):
            rows = f"SELECT * FROM {name} ORDER BY 1, 2, 3"  # noqa: S608  # own names
            assert opened._rows(rows) == new._rows(rows) != []
