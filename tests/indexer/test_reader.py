from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from corpus.model import Clause
from indexer.errors import IndexUnusableError
from indexer.reader import ClauseReader
from indexer.writing import write_clauses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def clause(name: str, text: str) -> Clause:
    return Clause(name, text, "en", doc_id=name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A generation of two segments, with one clause of the first taken out: whoosh keeps it until it merges."""
    write_clauses(tmp_path / "1", [clause(f"a{number}", "salary " * number + "bonus") for number in range(1, 8)], [])
    shutil.copytree(tmp_path / "1", tmp_path / "2")
    write_clauses(tmp_path / "2", [clause("b", "salary leave")], ["a3"])
    return tmp_path / "2"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()


def by_id(reader: ClauseReader, found: dict[int, float]) -> dict[str, float]:
    return {reader.value("clause_id", number).decode(): frequency for number, frequency in found.items()}


def test_postings_run_through_all_segments_without_what_was_removed(folder: Path) -> None:
    reader = ClauseReader(folder)
    found = by_id(reader, dict(reader.postings("text", "salari")))
    reader.close()
    assert found == {"a1": 1, "a2": 2, "a4": 4, "a5": 5, "a6": 6, "a7": 7, "b": 1}


def test_a_term_or_field_that_is_not_there_has_no_postings(folder: Path) -> None:
    reader = ClauseReader(folder)
    assert list(reader.postings("text", "nothing")) == []
    assert list(reader.postings("heading", "salari")) == []
    assert reader.document_frequency("heading", "salari") == 0
    reader.close()


def test_counts_leave_out_what_was_removed(folder: Path) -> None:
    reader = ClauseReader(folder)
    assert reader.count() == 7
    assert reader.count_words() == {"text": 2 + 3 + 5 + 6 + 7 + 8 + 2, "heading": 0, "title": 0}
    assert 7 <= reader.document_frequency("text", "salari") <= 8
    reader.close()


def test_what_is_shown_belongs_to_the_clause_of_the_number(folder: Path) -> None:
    reader = ClauseReader(folder)
    for number, _ in reader.postings("text", "salari"):
        assert reader.shown(number)["clause_id"] == reader.value("clause_id", number).decode()
    reader.close()


def test_an_empty_index_has_nothing(tmp_path: Path) -> None:
    assert write_clauses(tmp_path / "1", [], []) == (0, {"text": 0, "heading": 0, "title": 0})
    reader = ClauseReader(tmp_path / "1")
    assert list(reader.postings("text", "salari")) == []
    reader.close()


READS: dict[str, Callable[[ClauseReader], object]] = {
    ".pst": lambda reader: list(reader.postings("text", "salari")),
    ".trm": lambda reader: [list(reader.postings("text", term)) for term in ("salari", "bonu", "leav")],
    "._stored.col": lambda reader: [reader.shown(number) for number in range(7)],
    ".clause_id.col": lambda reader: [reader.value("clause_id", number) for number in range(7)],
    ".toc": lambda reader: reader.count(),
}


@pytest.mark.parametrize("kind", READS)
@pytest.mark.usefixtures("_files_left_open")
def test_damage_is_told_with_the_next_step_whatever_whoosh_makes_of_it(folder: Path, kind: str) -> None:
    """Ones in the place of every byte: no length, offset, checksum or pickle survives that."""
    for file in folder.iterdir():
        if file.name.endswith(kind):
            file.write_bytes(b"\xff" * file.stat().st_size)

    def read_all() -> None:
        reader = ClauseReader(folder)
        try:
            READS[kind](reader)
        finally:
            reader.close()

    with pytest.raises(IndexUnusableError, match=r"damaged \(.*tiaowen index"):
        read_all()
