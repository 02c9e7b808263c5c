"""Worker processes: results in order, the same for any number; a lost process is noticed and named, and nothing else is lost with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaners import find_duplicates, ingest
from cleaners.across import ingest as ingest_module
from corpus.model import RawPage
from corpus.store import Corpus
from corpus.workers import Lost, in_order
from tests.cleaners.copies_pages import policy

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(RawPage(policy(number, articles=6), f"page {number}") for number in range(6)),
    RawPage(policy(1, articles=6)[:300], "cut"),
    RawPage("", "empty"),
    RawPage(policy(2, articles=6), "again"),
]


def double(number: int) -> int:
    return 2 * number


def double_or_die(number: int) -> int:
    if number % 7 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(workers: int) -> None:
    assert list(in_order(double, range(20), workers)) == [(number, 2 * number) for number in range(20)]


def test_what_takes_its_process_along_is_named_and_all_else_is_done() -> None:
    found = list(in_order(double_or_die, range(12), 2))
    assert [number for number, _ in found] == list(range(12))
    assert [number for number, result in found if isinstance(result, Lost)] == [3, 10]
    assert all(result == 2 * number for number, result in found if number not in (3, 10))


def test_any_number_of_workers_gives_the_same_library(tmp_path: Path) -> None:
    exports, outcomes = [], []
    for workers in (1, 2):
        with Corpus.open(tmp_path / str(workers)) as corpus:
            outcomes.append(list(ingest(PAGES, corpus, workers=workers)))
            exports.append((list(corpus.export()), [corpus.related(doc_id) for doc_id in corpus.doc_ids()], corpus.clusters()))
    assert exports[0] == exports[1]
    assert outcomes[0] == outcomes[1]
    assert find_duplicates(PAGES, workers=2) == find_duplicates(PAGES)


def test_a_page_whose_process_was_lost_is_rejected_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_lost(work, items, _workers):  # noqa: ANN001, ANN202  # as in_order
        return ((item, Lost() if item.page.origin == "page 1" else work(item)) for item in items)

    monkeypatch.setattr(ingest_module, "in_order", one_lost)
    with Corpus.open(tmp_path) as corpus:
        outcomes = list(ingest(PAGES[:3], corpus))
    assert [one.verdict for one in outcomes] == ["new", "rejected", "new"]
    assert outcomes[1].origin == "page 1"
    assert "process that cleaned it was lost" in outcomes[1].why


def test_pages_that_are_there_are_not_cleaned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        first = list(ingest(PAGES[:3], corpus))
        revision = corpus.revision
        monkeypatch.setattr("cleaners.across.ingest.clean_page", lambda _: 1 / 0)
        again = list(ingest(PAGES[:3], corpus))
        assert [(one.verdict, one.of) for one in again] == [("duplicate", one.doc_id) for one in first]
        assert corpus.revision == revision


ADD = """
import sys
from cleaners import ingest
from corpus import Corpus
from tests.cleaners.test_workers import PAGES
if __name__ == "__main__":
    with Corpus.open(sys.argv[1]) as corpus:
        for outcome in ingest(PAGES * int(sys.argv[3]), corpus, workers=int(sys.argv[2])):
            print(outcome.origin, flush=True)
"""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_batch_goes_on_where_it_was(tmp_path: Path, workers: str) -> None:
    script = tmp_path / "add.py"
    script.write_text(ADD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    library = tmp_path / "killed"
    with subprocess.Popen([sys.executable, script, library, workers, "1"], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        for _ in range(3):
            assert process.stdout.readline()
        process.kill()
    with Corpus.open(library) as killed, Corpus.open(tmp_path / "whole") as whole:
        stored = set(killed.doc_ids())
        assert 3 <= len(stored) < len(PAGES)
        outcomes = list(ingest(PAGES, killed))
        assert {one.doc_id for one in outcomes if one.verdict == "duplicate"} >= stored
        list(ingest(PAGES, whole))
        assert list(killed.export()) == list(whole.export())
        assert [killed.related(one) for one in killed.doc_ids()] == [whole.related(one) for one in whole.doc_ids()]


def test_processes_end_with_the_one_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "add.py"
    script.write_text(ADD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, script, tmp_path / "library", "2", "50"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        assert len(children) >= 2
        process.kill()
    deadline = time.monotonic() + 30
    while any(_lives(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_lives(child) for child in children)


def _lives(process: str) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] != "Z"
