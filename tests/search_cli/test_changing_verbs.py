"""remove, reclean, index: what changes a library that is there."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

import cleaners.across.ingest
import search_cli.reclean
from corpus.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, small_library: Path) -> Path:
    return shutil.copytree(small_library, tmp_path / "library")


def doc_ids(library: Path) -> list[str]:
    with Corpus.open(library, create=False) as corpus:
        return corpus.doc_ids()


def test_a_removed_page_is_named_and_found_no_more(tiaowen: Callable, library: Path) -> None:
    doc_id = json.loads(tiaowen(library, "search", "--json", "treasury").out)["hits"][0]["doc_id"]
    result = tiaowen(library, "remove", doc_id[:5])
    assert result.code == 0
    assert result.out == f"removed  {doc_id}  County hospitals test a new pay scheme  (https://news.example.org/2026/pay.html)\n"
    assert result.err == "1 removed; index: 3 clauses\n"
    assert tiaowen(library, "search", "treasury").code == 1


def test_what_cannot_be_removed_is_named_and_the_rest_goes(tiaowen: Callable, library: Path) -> None:
    first, second = doc_ids(library)
    with Corpus.open(library) as corpus:
        clause = corpus.clauses(second)[0].id
    result = tiaowen(library, "remove", first, "zzzzz", clause)
    assert result.code == 3
    assert doc_ids(library) == [second]
    assert f"{clause} is a clause; remove its page with: tiaowen remove {second}" in result.err
    assert tiaowen(library, "remove", "zzzzz").code == 2


def test_reclean_makes_again_what_older_rules_made(tiaowen: Callable, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tiaowen(library, "reclean").err.startswith("0 cleaned again; ")
    for module in (cleaners.across.ingest, search_cli.reclean):
        monkeypatch.setattr(module, "RULES_VERSION", "newer")
    result = tiaowen(library, "reclean", "--json")
    assert result.code == 0
    assert [outcome["doc_id"] for outcome in json.loads(result.out)["outcomes"]] == doc_ids(library)
    assert tiaowen(library, "reclean").out == ""


def test_index_makes_a_lost_index_again(tiaowen: Callable, library: Path) -> None:
    shutil.rmtree(library / "index")
    assert tiaowen(library, "search", "treasury").code == 2
    report = json.loads(tiaowen(library, "index", "--json").out)
    assert (report["documents"], report["clauses"], report["added"]) == (2, 5, 2)
    assert tiaowen(library, "search", "treasury").code == 0
    assert "5 clauses of 2 pages; 0 added, 0 removed" in tiaowen(library, "index").out
