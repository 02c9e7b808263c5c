"""The file of a library: set up to survive, migrated forward, never another program's, whole after a kill."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from corpus import _schema
from corpus._schema import MIGRATIONS
from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.model import Block, Clause, Cleaned, Decoded, Document, Piece, RawPage, RawSpan
from corpus.store import Corpus

PAGE = RawPage("第一条 深化薪酬制度改革。".encode(), "a.html")


def put(corpus: Corpus, raw: RawPage = PAGE) -> str:
    """Put a page of one paragraph and one clause; return its id."""
    doc_id, text = document_id(raw.data), raw.data.decode()
    block = Block("paragraph", (Piece(text, RawSpan(0, len(text))),))
    document = Document(doc_id, "", "zh", (block,), (), raw.origin)
    clauses = [Clause(f"{doc_id}-aaaaa", text, "zh", doc_id=doc_id)]
    return corpus.put(raw, Cleaned(document, (), (), Decoded(text, "utf-8")), clauses, "1").doc_id


def test_the_file_is_set_up_to_survive(tmp_path: Path) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
    with Corpus.open(tmp_path) as corpus:
        values = [corpus._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert values == ["wal", 2, 1, 30_000, len(MIGRATIONS)]


def test_an_empty_file_is_migrated_from_version_0(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").touch()
    with Corpus.open(tmp_path, create=False) as corpus:
        assert put(corpus) in corpus


def test_opening_waits_for_a_process_that_makes_the_same_library(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "corpus.sqlite", check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, other.close)  # undoes what it began
    timer.start()
    with Corpus.open(tmp_path) as corpus:
        assert put(corpus) in corpus
    timer.join()


def test_an_older_file_is_migrated_and_keeps_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        doc_id = put(corpus)
    step = "CREATE TABLE clusters (doc_id TEXT); INSERT INTO clusters SELECT doc_id FROM pages"
    monkeypatch.setattr(_schema, "MIGRATIONS", (*MIGRATIONS, step))
    for _ in range(2):  # the second time there is nothing to do
        with Corpus.open(tmp_path) as corpus:
            assert corpus._connection.execute("SELECT doc_id FROM clusters").fetchall() == [(doc_id,)]
            assert corpus.page(doc_id) == PAGE


def test_a_library_from_before_restorations_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(_schema, "MIGRATIONS", MIGRATIONS[:4])
        _schema.connect(tmp_path, create=True).close()
    with Corpus.open(tmp_path) as corpus:
        doc_id = put(corpus)
        assert (corpus.restorations(doc_id), corpus.restorations_due(), corpus.damaged()) == ([], [], [])


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        put(corpus)
    with monkeypatch.context() as patch:
        patch.setattr(_schema, "MIGRATIONS", (*MIGRATIONS, "DROP TABLE tallies; SELECT nonsense"))
        with pytest.raises(CorpusError, match="nonsense"):
            Corpus.open(tmp_path)
    with Corpus.open(tmp_path) as corpus:
        assert corpus.stats().flags == {}


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        corpus._connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CorpusError, match=r"corpus\.sqlite: was made by a newer tiaowen \(schema 99.*pip install --upgrade"):
        Corpus.open(tmp_path)


def test_a_missing_library_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nowhere: no library is here; make one with `tiaowen add"):
        Corpus.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "library").touch()
    with pytest.raises(CorpusError, match="library: is a file, not a library folder; name a folder"):
        Corpus.open(tmp_path / "library")
    with pytest.raises(CorpusError, match=r"inner: .*check the path"):
        Corpus.open(tmp_path / "library" / "inner")


def test_a_folder_where_the_file_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").mkdir()
    with pytest.raises(CorpusError, match=r"corpus\.sqlite: .*check that it is a file"):
        Corpus.open(tmp_path)


def test_a_file_that_is_no_sqlite_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"<html>" * 1000)
    with pytest.raises(CorpusError, match=r"corpus\.sqlite: file is not a database; move it away"):
        Corpus.open(tmp_path)


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "corpus.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(CorpusError, match="of another program"):
        Corpus.open(tmp_path)
    assert file.read_bytes() == before


def test_a_full_disk_is_named_and_leaves_the_corpus_as_it_was(tmp_path: Path) -> None:
    large = RawPage("".join(map(chr, range(0x4E00, 0x9000))).encode(), "b.html")
    with Corpus.open(tmp_path) as corpus:
        doc_id = put(corpus)
        corpus._connection.execute("PRAGMA max_page_count = 30")
        with pytest.raises(CorpusError, match="disk is full; free some disk space"):
            put(corpus, large)
        assert (corpus.doc_ids(), corpus.revision) == ([doc_id], 1)
        corpus._connection.execute("PRAGMA max_page_count = 1000000")
        assert put(corpus, large) in corpus


def test_damage_is_named_whenever_it_is_met(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        for number in range(40):
            put(corpus, RawPage((f"{number}" + "第一条" * 500).encode(), "a"))
    file = tmp_path / "corpus.sqlite"
    data = file.read_bytes()
    file.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))
    with pytest.raises(CorpusError, match=r"corpus\.sqlite: .*move it away"), Corpus.open(tmp_path) as corpus:
        list(corpus.export())


OPEN_AS_NOBODY = """
import os, sys
from corpus.errors import CorpusError
from corpus.store import Corpus
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Corpus.open(sys.argv[1])
except CorpusError as error:
    print(error)
"""


@pytest.mark.parametrize("is_there", [True, False])
def test_a_read_only_folder_is_named(is_there: bool) -> None:  # noqa: FBT001  # a parameter of the test
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, which nobody else may enter
        library = Path(folder)
        if is_there:
            with Corpus.open(library) as corpus:
                put(corpus)
        library.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", OPEN_AS_NOBODY, folder], capture_output=True, text=True, check=True)
        library.chmod(0o755)
    assert done.stdout.startswith(f"{library / 'corpus.sqlite'}: ")
    assert "check that" in done.stdout


# Several processes, and killed ones

PUT_PAGES = """
import sys
from corpus.ids import document_id
from corpus.model import *
from corpus import _policy_rows  # the time that its import takes is not the store's
from corpus.store import Corpus
with Corpus.open(sys.argv[1]) as corpus:
    print("open", flush=True)
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        text = f"{number} " + "医院公开价格" * 1000
        raw = RawPage(text.encode(), f"{number}.html")
        doc_id = document_id(raw.data)
        block = Block("paragraph", (Piece(text, RawSpan(0, len(text))),))
        document = Document(doc_id, "", "zh", (block,), (), raw.origin)
        clauses = [Clause(f"{doc_id}-{n}", text, "zh", doc_id=doc_id) for n in range(20)]
        corpus.put(raw, Cleaned(document, (), (), Decoded(text, "utf-8")), clauses, "1")
"""


def put_pages(library: Path, first: int, last: int) -> subprocess.Popen[str]:
    """Start a process that puts pages ``first`` to ``last`` (exclusive), of 20 clauses each; return it once the corpus is open."""
    command = [sys.executable, "-c", PUT_PAGES, str(library), str(first), str(last)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process


def test_a_killed_process_leaves_all_of_a_page_or_none(tmp_path: Path) -> None:
    moments = random.Random(1)  # noqa: S311  # no secret
    put_so_far = 0
    for number in range(100):  # under load a process may be killed before its first page
        if number >= 10 and put_so_far:
            break
        with put_pages(tmp_path, number * 10_000, (number + 1) * 10_000) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            time.sleep(moments.uniform(0, 0.12))
            os.kill(process.pid, signal.SIGKILL)
        with Corpus.open(tmp_path) as corpus:
            assert corpus._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            put_so_far = corpus.revision
            assert put_so_far == len(corpus.doc_ids())
            for doc_id in corpus.doc_ids():
                text = corpus.page(doc_id).data.decode()
                assert corpus.cleaned(doc_id).document.text == text
                assert [one.text for one in corpus.clauses(doc_id)] == [text] * 20
    assert put_so_far > 0, "no process lived long enough to put a page"


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    processes = [put_pages(tmp_path, number * 5, number * 5 + 5) for number in range(4)]
    assert [process.communicate()[0] for process in processes] == ["open\n"] * 4
    with Corpus.open(tmp_path, create=False) as corpus:
        assert (len(corpus.doc_ids()), corpus.revision) == (20, 20)
