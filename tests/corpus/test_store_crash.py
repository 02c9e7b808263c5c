"""Killed at every single statement of a change, a library holds all of it or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from corpus.ids import document_id
from corpus.store import Corpus

if TYPE_CHECKING:
    from pathlib import Path

DIE_AT_EVERY_STATEMENT = """
import os, signal, sys
from pathlib import Path
from corpus.ids import document_id
from corpus.model import Block, Clause, Cleaned, Decoded, Document, Flag, Piece, RawPage, RawSpan
from corpus.store import Corpus

def page(number, origin="a"):
    return RawPage(f"第{number}条 公开价格。".encode() * 50, origin)

def cleaned(raw):
    text = raw.data.decode()
    block = Block("paragraph", (Piece(text, RawSpan(0, len(text))),), flags=(Flag("truncated", RawSpan(0, 1), ""),))
    return Cleaned(Document(document_id(raw.data), "", "zh", (block,), (), raw.origin), (), (), Decoded(text, "utf-8"))

def clauses(raw, count):
    doc_id = document_id(raw.data)
    return [Clause(f"{doc_id}-{number}", f"{count}", "zh", doc_id=doc_id) for number in range(count)]

def put(corpus):
    corpus.put(page(2), cleaned(page(2)), clauses(page(2), 5), "1")

def put_elsewhere(corpus):
    corpus.put(page(1, "0"), cleaned(page(1, "0")), clauses(page(1), 5), "2")

def replace(corpus):
    corpus.replace(document_id(page(1).data), cleaned(page(1)), clauses(page(1), 5), "2")

def remove(corpus):
    corpus.remove(document_id(page(1).data))

change, folder = globals()[sys.argv[1]], Path(sys.argv[2])
for last in range(100):
    library = folder / str(last)
    with Corpus.open(library) as corpus:
        corpus.put(page(1), cleaned(page(1)), clauses(page(1), 3), "1")
    if os.fork() == 0:
        seen = -1
        def count(statement):
            global seen
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)
        corpus = Corpus.open(library)
        corpus._connection.set_trace_callback(count)
        change(corpus)
        os._exit(0)
    if os.wait()[1] == 0:
        print(last)
        break
"""
"""Runs one change in a library of its own as often as it has statements, each time killed before the next one; prints how many."""


class State(NamedTuple):
    """What a library holds, as counted behind the store's back."""

    revision: int
    pages: int
    origins: int
    versions: tuple[str, ...]
    clauses: int
    tallies: int


def state(library: Path) -> State:
    with Corpus.open(library, create=False) as corpus:
        connection = corpus._connection
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

        def count(table: str) -> int:
            return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # our own names

        versions = tuple(row[0] for row in connection.execute("SELECT rules_version FROM documents ORDER BY rules_version"))
        return State(corpus.revision, count("pages"), count("origins"), versions, count("clauses"), count("tallies"))


BEFORE = State(1, 1, 1, ("1",), 3, 1)
AFTER = {
    "put": State(2, 2, 2, ("1", "1"), 8, 2),
    "put_elsewhere": State(2, 1, 2, ("2",), 5, 1),
    "replace": State(2, 1, 1, ("2",), 5, 1),
    "remove": State(2, 0, 0, (), 0, 0),
}
LEAST_STATEMENTS = {"put": 8, "put_elsewhere": 8, "replace": 6, "remove": 4}
"""How many stops make sure that the test bites."""


@pytest.mark.parametrize("change", AFTER)
def test_killed_at_any_statement_it_is_all_or_nothing(tmp_path: Path, change: str) -> None:
    command = [sys.executable, "-c", DIE_AT_EVERY_STATEMENT, change, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    statements = int(done.stdout)
    assert statements >= LEAST_STATEMENTS[change]
    found = [state(tmp_path / str(number)) for number in range(statements + 1)]
    assert found[0] == BEFORE
    assert found[-1] == AFTER[change]
    assert set(found) == {BEFORE, AFTER[change]}


def test_what_was_killed_can_be_done_again(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DIE_AT_EVERY_STATEMENT, "put", str(tmp_path)]
    subprocess.run(command, capture_output=True, check=True)
    for library in sorted(tmp_path.iterdir()):
        with Corpus.open(library) as corpus:
            doc_id = document_id("第1条 公开价格。".encode() * 50)
            corpus.replace(doc_id, corpus.cleaned(doc_id), corpus.clauses(doc_id), "3")
            assert corpus.stale("3") == [other for other in corpus.doc_ids() if other != doc_id]
