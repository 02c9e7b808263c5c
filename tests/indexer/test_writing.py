from __future__ import annotations

import os
import random
import shutil
from math import log
from typing import TYPE_CHECKING

import pytest

from corpus.model import Clause
from indexer.reader import ClauseReader
from indexer.writing import write_clauses

if TYPE_CHECKING:
    from pathlib import Path


def clauses(*names: str) -> list[Clause]:
    return [Clause(name, f"salary of {name}", "en", doc_id=name) for name in names]


def follow(old: Path, number: int) -> Path:
    """Return a folder for generation ``number`` with the files of ``old`` in it, as links."""
    return shutil.copytree(old, old.parent / str(number), copy_function=os.link)


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.trm")))


def ids(folder: Path) -> set[str]:
    reader = ClauseReader(folder)
    try:
        return {reader.value("clause_id", number).decode() for number, _ in reader.postings("text", "salari")}
    finally:
        reader.close()


@pytest.fixture
def first(tmp_path: Path) -> Path:
    (tmp_path / "0").mkdir()
    write_clauses(tmp_path / "0", clauses("a", "b", "c"), [])
    return tmp_path / "0"


def test_clauses_are_added_and_removed(first: Path) -> None:
    second = follow(first, 1)
    count, words = write_clauses(second, clauses("d"), ["a", "c"])
    assert (count, words["text"]) == (2, 6)
    assert ids(second) == {"b", "d"}


def test_the_old_files_are_never_changed(first: Path) -> None:
    before = {file.name: file.read_bytes() for file in first.iterdir()}
    write_clauses(follow(first, 1), clauses("d"), ["a"])
    assert {file.name: file.read_bytes() for file in first.iterdir()} == before


def test_nor_when_the_shared_random_numbers_begin_anew(first: Path) -> None:
    """Whoosh names segments by them: alike named, the new files would be written into the linked old ones."""
    random.seed(7)
    write_clauses(second := follow(first, 1), clauses(*(f"e{number}" for number in range(40))), [])
    before = {file.name: file.read_bytes() for file in second.iterdir()}
    random.seed(7)
    write_clauses(third := follow(second, 2), clauses("f"), [])
    assert {file.name: file.read_bytes() for file in second.iterdir()} == before
    assert len(ids(third)) == 44


def test_many_small_writes_leave_few_segments(first: Path) -> None:
    written = 40
    folder = first
    most = 0
    for number in range(1, written + 1):
        folder = follow(folder, number)
        write_clauses(folder, clauses(f"p{number}"), [])
        most = max(most, segments(folder))
        assert segments(folder) <= log(number + 3, 5) + 1
    assert most > 1  # else everything is copied every time
    assert len(ids(folder)) == written + 3


def test_a_segment_that_is_mostly_removed_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()
    names = [f"p{number}" for number in range(30)]
    write_clauses(tmp_path / "0", clauses(*names), [])
    folder = follow(tmp_path / "0", 1)
    write_clauses(folder, [], names[:20])
    assert segments(folder) == 1
    reader = ClauseReader(folder)
    assert reader.document_frequency("text", "salari") == 10  # whoosh counts removed clauses as long as they are there
    reader.close()


def test_an_index_of_which_all_is_removed_is_empty(first: Path) -> None:
    second = follow(first, 1)
    assert write_clauses(second, [], ["a", "b", "c"]) == (0, {"text": 0, "heading": 0, "title": 0})
    assert ids(second) == set()
    third = follow(second, 2)
    write_clauses(third, clauses("z"), [])
    assert ids(third) == {"z"}


def test_nothing_of_whoosh_s_work_is_left(first: Path) -> None:
    assert {file.suffix for file in first.iterdir()} == {".toc", ".trm", ".pst", ".pos", ".col"}


def test_to_read_the_files_takes_no_writer_of_ours(first: Path) -> None:
    for file in first.iterdir():
        assert b"indexer.writing" not in file.read_bytes()


def test_a_clause_that_cannot_be_had_leaves_the_index_as_it_was(first: Path) -> None:
    def failing() -> object:
        yield from clauses("d")
        raise OSError(5, "no such page")

    with pytest.raises(OSError, match="no such page"):
        write_clauses(second := follow(first, 1), failing(), ["a"])
    assert ids(second) == {"a", "b", "c"}
