"""Lists of marks: the same whether they are late or in their tables, whoever wrote them, and whatever was rolled back."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.ids import document_id
from corpus.mark_lists import pack_marks
from corpus.signatures import ALL_TABLES, Signature, SignatureTable, page_number

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [document_id(str(number).encode()) for number in range(30)]
MARKS = range(40)
COLUMNS = ("marks", "skeleton", "pairs", "lost")


class Model:
    """What the lists are to be."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, set[int]]] = {}

    def holders(self, column: str, limit: int) -> dict[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for doc_id, columns in self.pages.items():
            for mark in columns[column]:
                found[mark].append(page_number(doc_id))
        return {mark: sorted(pages)[: limit or None] for mark, pages in found.items()}


def signature(columns: dict[str, set[int]]) -> Signature:
    return Signature(1, b"", b"", b"", facts="{}", **{column: pack_marks(sorted(marks)) for column, marks in columns.items()})


def opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def made(file: Path) -> None:
    with closing(opened(file)) as connection:
        connection.executescript(ALL_TABLES.replace("REFERENCES documents ON DELETE CASCADE", ""))


@pytest.mark.parametrize("seed", range(8))
def test_two_who_write_by_turns_and_roll_back_have_the_same_lists(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.mark_lists.LATE_PAGES", 7)
    monkeypatch.setattr("corpus.mark_lists.MAX_REMEMBERED", 50)
    chooser = random.Random(seed)  # noqa: S311  # no secret
    file, model = tmp_path / "x", Model()
    made(file)
    with closing(opened(file)) as one, closing(opened(file)) as other:
        tables = [(connection, SignatureTable(connection)) for connection in (one, other)]
        for _ in range(150):
            connection, table = chooser.choice(tables)
            doc_id = chooser.choice(PAGES)
            columns = {column: set(chooser.sample(MARKS, chooser.choice((3, 6, 30)))) for column in COLUMNS}
            is_kept = chooser.random() > 0.2
            connection.execute("BEGIN IMMEDIATE")
            table.delete(doc_id)
            is_there = chooser.random() > 0.3
            if is_there:
                table.write(doc_id, signature(columns))
            connection.execute("COMMIT" if is_kept else "ROLLBACK")
            if is_kept:
                model.pages.pop(doc_id, None)
                model.pages |= {doc_id: columns} if is_there else {}
            for _, reader in chooser.sample(tables, chooser.randint(0, 2)):
                for column in COLUMNS:
                    for limit in (0, 3, 40):
                        assert reader.holders(MARKS, limit, column) == model.holders(column, limit)  # type: ignore[arg-type]  # four names
                for times, share in ((chooser.randint(1, 40), chooser.random()) for _ in range(3)):
                    alike = {page_number(doc_id) for doc_id, own in model.pages.items() if times >= share * len(own["marks"])}
                    assert reader.of_a_share(dict.fromkeys(map(page_number, PAGES), times), share) == alike
                assert reader.is_consistent()


def test_marks_go_to_their_tables_when_pages_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.mark_lists.LATE_PAGES", 3)
    made(tmp_path / "x")
    with closing(opened(tmp_path / "x")) as connection:
        table = SignatureTable(connection)
        written: list[int] = []
        for number, doc_id in enumerate(PAGES[:7]):
            table.write(doc_id, signature({column: {number} for column in COLUMNS}))
            written.append(connection.execute("SELECT count(*) FROM marks").fetchone()[0])
        assert written == [0, 0, 3, 3, 3, 6, 6]
        assert connection.execute("SELECT page FROM late_pages").fetchall() == [(page_number(PAGES[6]),)]
        assert table.holders(range(7)) == {number: [page_number(doc_id)] for number, doc_id in enumerate(PAGES[:7])}
