"""Several processes read clauses as one does; a process that is lost is noticed, and the index stays as it was."""

from __future__ import annotations

import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from cleaners import ingest
from corpus.errors import TiaowenError
from corpus.model import Clause, RawPage
from corpus.store import Corpus
from indexer import analysing, build, open_index, update_index
from indexer.analysing import Analysts, documents
from indexer.schema import whoosh_document

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

CLAUSES = [
    Clause(f"c{number}", f"第{number}条 医联体 pays hospital {number} 薪酬制度改革 the annual salary", "mixed") for number in range(25)
]

TERMS = """concept\tzh\tzh_alternative\tzh_negative\ten\ten_alternative\ten_negative
apprenticeship\t学徒制\t\t\tapprenticeship scheme\t\t
"""


def library(folder: Path) -> Path:
    (folder / "library").mkdir()
    (folder / "library" / "terms.tsv").write_text(TERMS, encoding="utf-8")
    with Corpus.open(folder / "library") as corpus:
        pages = [
            RawPage(f"学徒制规定{number}\n\n第一条 学徒制期限为{number}年。\n\n第二条 An apprenticeship lasts.", f"p{number}")
            for number in range(12)
        ]
        assert all(outcome.verdict == "new" for outcome in ingest(pages, corpus))
    return folder / "library"


def contents(folder: Path) -> dict[str, bytes]:
    (generation,) = (path for path in (folder / "index").iterdir() if path.is_dir())
    return {path.name: path.read_bytes() for path in generation.iterdir()}


def killed(batch: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # as the work that it stands for
    if any(clause.id == "c7" for clause in batch.clauses):
        os.kill(os.getpid(), signal.SIGKILL)
    return [whoosh_document(clause) for clause in batch.clauses]


def forgetful(batch: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # as above
    return [whoosh_document(clause) for clause in batch.clauses[1:]]


def test_two_processes_make_the_index_that_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = library(tmp_path)
    shutil.copytree(folder, tmp_path / "alone")
    monkeypatch.setattr(analysing, "BATCH", 3)
    monkeypatch.setattr(build, "FAST_FROM", 1)
    update_index(tmp_path / "alone")
    update_index(folder, workers=2)
    assert contents(folder) == contents(tmp_path / "alone")
    with open_index(folder) as index:
        assert index.search("apprenticeship scheme").hits[0].why == ('concept 学徒制 = "学徒制"',)


@pytest.mark.parametrize("work", [killed, forgetful])
def test_a_lost_process_and_lost_clauses_are_noticed(monkeypatch: pytest.MonkeyPatch, work: Any) -> None:  # noqa: ANN401  # a function
    monkeypatch.setattr(analysing, "BATCH", 5)
    monkeypatch.setattr(analysing, "_analysed", work)
    with pytest.raises(TiaowenError, match="lost"):
        list(documents(CLAUSES, Analysts(2)))


def test_a_list_of_concepts_that_changed_meanwhile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing, "concepts", lambda: type("Other", (), {"hash": "other"}))
    with pytest.raises(TiaowenError, match="terms changed"):
        list(documents(CLAUSES, Analysts(2)))
