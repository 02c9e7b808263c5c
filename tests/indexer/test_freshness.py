from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from corpus._schema import FILE_NAME
from corpus.model import Clause
from corpus.store import Corpus
from indexer import freshness
from indexer.build import build_index, update_index
from indexer.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

STALE = "the library has changed since the index was made; run: tiaowen index"


def notes(folder: Path) -> tuple[str, ...]:
    with open_index(folder) as index:
        return index.search("salary").notes


@pytest.fixture
def folder(library: Any) -> Path:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    update_index(library.folder)
    return library.folder


def test_the_names_of_the_corpus_s_files_are_known() -> None:
    """They are repeated there because the store's module brings SQLite."""
    assert (FILE_NAME, f"{FILE_NAME}-wal") == freshness._CORPUS_FILES


def test_an_index_that_is_up_to_date_says_nothing(folder: Path) -> None:
    assert notes(folder) == ()
    assert notes(folder / "index") == ()


@pytest.mark.parametrize("change", ["put", "replace", "remove"])
def test_a_change_of_the_library_is_told_until_the_next_update(library: Any, folder: Path, change: str) -> None:  # noqa: ANN401
    if change == "put":
        library.put("b", "bonus")
    elif change == "replace":
        library.put("a", "salary, bonus")
    else:
        library.remove("a")
    assert notes(folder) == (STALE,)
    assert notes(folder / "index") == (STALE,)
    update_index(folder)
    assert notes(folder) == ()


def test_a_stale_index_answers_all_the_same(library: Any, folder: Path) -> None:  # noqa: ANN401  # conftest's
    library.put("b", "salary too")
    with open_index(folder) as index:
        assert [hit.text for hit in index.search("salary").hits] == ["salary"]


def test_a_change_while_the_index_is_open_is_told(library: Any, folder: Path) -> None:  # noqa: ANN401  # conftest's
    with open_index(folder) as index:
        assert index.search("salary").notes == ()
        library.put("b", "bonus")
        assert index.search("salary").notes == (STALE,)


def test_a_change_that_still_stands_in_the_log_is_told(library: Any, folder: Path) -> None:  # noqa: ANN401  # conftest's
    with Corpus.open(folder):  # keeps the log from being written back
        before = (folder / FILE_NAME).read_bytes()
        library.put("b", "bonus")
        assert (folder / FILE_NAME).read_bytes() == before
        assert notes(folder) == (STALE,)
        update_index(folder)
        assert notes(folder) == ()
    assert notes(folder) == ()  # now the log was written back: other files, the same pages


def test_a_copied_library_is_not_taken_for_a_changed_one(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copyfile)
    os.utime(copy / FILE_NAME, (1, 1))
    assert notes(copy) == ()


def test_an_older_corpus_put_back_is_told(library: Any, folder: Path, tmp_path: Path) -> None:  # noqa: ANN401  # conftest's
    shutil.copy2(folder / FILE_NAME, tmp_path / "backup")
    library.put("b", "bonus")
    update_index(folder)
    shutil.copy2(tmp_path / "backup", folder / FILE_NAME)
    assert notes(folder) == (STALE,)


def test_an_index_without_its_library_says_nothing(folder: Path) -> None:
    (folder / FILE_NAME).unlink()
    assert notes(folder) == ()


def test_an_index_of_clauses_alone_says_nothing_even_inside_a_library(folder: Path) -> None:
    build_index([Clause("a", "salary", "en")], folder / "other")
    assert notes(folder / "other") == ()


def test_a_corpus_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"no database" * 500)
    (note,) = notes(folder)
    assert note.startswith("cannot tell whether the index is up to date: ")


def test_a_search_in_an_unchanged_library_does_not_pay_for_sqlite(folder: Path) -> None:
    code = (
        "import sys; from indexer import open_index; index = open_index(sys.argv[1]); answer = index.search('salary reform');"
        "print(answer.total, answer.notes, 'sqlite3' in sys.modules, 'numpy' in sys.modules, 'jieba' in sys.modules); index.close()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout == "1 () False False False\n"
