"""A library in which nothing may be written can be read.

SQLite reads a file in WAL mode with the help of a second one, ``corpus.sqlite-shm``. Where a link bears that name it cannot make
that file, whoever asks, root too: as in another user's folder, or on a read-only disk.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus import _schema
from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.model import Block, Clause, Cleaned, Decoded, Document, Piece, RawPage, RawSpan
from corpus.store import Corpus

PAGE = RawPage("第一条 深化薪酬制度改革。".encode(), "a.html")
DOC_ID = document_id(PAGE.data)


def put(corpus: Corpus) -> None:
    text = PAGE.data.decode()
    document = Document(DOC_ID, "", "zh", (Block("paragraph", (Piece(text, RawSpan(0, len(text))),)),), (), PAGE.origin)
    corpus.put(PAGE, Cleaned(document, (), (), Decoded(text, "utf-8")), [Clause(f"{DOC_ID}-aaaaa", text, "zh", doc_id=DOC_ID)], "1")


def _forbid_writing(library: Path) -> None:
    (library / "corpus.sqlite-shm").symlink_to("corpus.sqlite-shm")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Give a library of one page, in a folder whose name has what means something in an address."""
    folder = tmp_path / "100% of? #them 条文"
    with Corpus.open(folder) as corpus:
        put(corpus)
    _forbid_writing(folder)
    return folder


def test_it_is_read(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library.parent)
    for folder in (library, Path(library.name)):
        with Corpus.open(folder, create=False) as corpus:
            assert corpus.page(DOC_ID) == PAGE
            assert [clause.text for clause in corpus.clauses(DOC_ID)] == ["第一条 深化薪酬制度改革。"]
            assert corpus.stats().pages == 1


def test_it_is_not_written(library: Path) -> None:
    with Corpus.open(library, create=False) as corpus:
        with pytest.raises(CorpusError, match="readonly database; check that you may write in its folder"):
            corpus.remove(DOC_ID)
        assert DOC_ID in corpus
    with pytest.raises(CorpusError, match="unable to open database file; check that it is a file and that you may"):
        Corpus.open(library)  # for adding pages


def test_pages_in_a_log_that_cannot_be_read_are_not_passed_over(library: Path) -> None:
    (library / "corpus.sqlite-wal").write_bytes(b"a page that a killed process has not written back")
    with pytest.raises(CorpusError, match="unable to open database file"):
        Corpus.open(library, create=False)


def test_an_older_one_cannot_be_brought_up_to_date(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_schema, "MIGRATIONS", (*_schema.MIGRATIONS, "CREATE TABLE newer (x)"))
    with pytest.raises(CorpusError, match=r"was made by an older tiaowen \(schema \d, this one has \d\) and may not be written"):
        Corpus.open(library, create=False)


def test_another_program_s_file_is_refused_all_the_same(library: Path) -> None:
    (library / "corpus.sqlite-shm").unlink()
    other = sqlite3.connect(library / "corpus.sqlite")
    other.execute("PRAGMA application_id = 7")
    other.close()
    _forbid_writing(library)
    with pytest.raises(CorpusError, match="another program"):
        Corpus.open(library, create=False)
