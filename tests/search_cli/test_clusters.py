"""``tiaowen clusters``: which pages are copies of one text, which to keep, why, and how a copy differs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from corpus.store import Corpus
from tests.cleaners.copies_pages import policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTE = "昨天，县医保局负责人向记者介绍了新办法的要点，并回答了大家关心的几个问题。"
WHOLE, CUT, NOTED, LATER, APART = policy(1), policy(1)[:900], f"{NOTE}\n{policy(1)}", policy(1, year=2023), policy(3)
PAGES = {"a-whole": WHOLE, "b-cut": CUT, "c-noted": NOTED, "d-later": LATER, "e-apart": APART}


@pytest.fixture
def library(tiaowen: Callable, tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert tiaowen(tmp_path / "library", "add", tmp_path / "pages").code == 0
    return tmp_path / "library"


def ids(library: Path) -> dict[str, str]:
    with Corpus.open(library) as corpus:
        return {corpus.origins(doc_id)[0].rpartition("/")[2].partition(".")[0]: doc_id for doc_id in corpus.doc_ids()}


def test_copies_stand_under_the_page_to_keep_versions_do_not(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "clusters")
    names = ids(library)
    assert [line.split()[:2] for line in result.out.splitlines() if not line.startswith(" ")] == [
        ["keep", names["c-noted"]],
        *sorted((["copy", names["a-whole"]], ["copy", names["b-cut"]]), key=lambda row: row[1]),
    ]
    assert "sentences" in result.out
    assert (result.err, result.code) == ("1 cluster of 3 pages\n", 0)


def test_a_page_is_shown_with_how_it_differs(tiaowen: Callable, library: Path) -> None:
    names = ids(library)
    result = tiaowen(library, "clusters", names["b-cut"][:6])
    assert "removed 24" in result.out
    assert f"from {names['c-noted']}, the page to keep, to {names['b-cut']}" in result.err
    assert "removed" not in tiaowen(library, "clusters", names["c-noted"]).out
    result = tiaowen(library, "clusters", names["e-apart"])
    assert (result.out, result.code) == ("", 1)
    assert "has no copies" in result.err


def test_for_programs_and_spreadsheets(tiaowen: Callable, library: Path) -> None:
    names = ids(library)
    (cluster,) = json.loads(tiaowen(library, "clusters", "--json").out)["clusters"]
    assert cluster["keeper"] == names["c-noted"]
    assert {copy["doc_id"]: copy["relation"]["verdict"] for copy in cluster["copies"]} == {
        names["a-whole"]: "near-duplicate",
        names["b-cut"]: "contained",
    }
    assert cluster["copies"][0]["relation"]["evidence"]["shared_sentences"] > 20
    assert json.loads(tiaowen(library, "clusters", "--jsonl").out) == cluster
    changes = json.loads(tiaowen(library, "clusters", "--json", names["b-cut"]).out)["changes"]
    assert {"removed", "same"} <= {change["op"] for change in changes}
    rows = list(csv.DictReader(io.StringIO(tiaowen(library, "clusters", "--csv").out)))
    assert [row["role"] for row in rows] == ["keeper", "copy", "copy"]
    assert {row["cluster"] for row in rows} == {names["c-noted"]}
    assert tiaowen(library, "clusters", "--csv", "--json").code == 2


def test_an_empty_answer_is_valid_json(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "clusters", "--json", ids(library)["e-apart"])
    assert (json.loads(result.out), result.code) == ({"clusters": []}, 1)


def test_search_shows_a_clause_of_copies_once(tiaowen: Callable, library: Path) -> None:
    names = ids(library)
    query = f'"{WHOLE.splitlines()[3].partition("　")[2][:20]}"'
    (hit, *_) = hits = json.loads(tiaowen(library, "search", "--json", query).out)["hits"]
    copies = {names["a-whole"], names["b-cut"], names["c-noted"]}
    assert {frozenset({one["doc_id"], *one["also_in"]}) for one in hits} == {frozenset(copies), frozenset({names["d-later"]})}
    assert hit["why"]
    assert "also in 2 pages" in " ".join(tiaowen(library, "search", query).out.split())
    every = json.loads(tiaowen(library, "search", "--json", "--all-copies", query).out)["hits"]
    assert {one["doc_id"] for one in every} == copies | {names["d-later"]}


def test_a_page_that_goes_takes_its_place_in_the_cluster_along(tiaowen: Callable, library: Path) -> None:
    names = ids(library)
    assert tiaowen(library, "remove", names["c-noted"]).code == 0
    (cluster,) = json.loads(tiaowen(library, "clusters", "--json").out)["clusters"]
    assert (cluster["keeper"], [copy["doc_id"] for copy in cluster["copies"]]) == (names["a-whole"], [names["b-cut"]])


def test_the_best_text_names_the_page_of_each_clause(tiaowen: Callable, tmp_path: Path) -> None:
    articles = WHOLE.split("\n")
    (tmp_path / "a.txt").write_text("\n".join([*articles[:4], articles[4][:20], *articles[5:]]), encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n".join(articles[:-6]), encoding="utf-8")
    assert tiaowen(tmp_path / "library", "add", tmp_path / "a.txt", tmp_path / "b.txt").code == 0
    with Corpus.open(tmp_path / "library") as corpus:
        clauses = {clause.id: clause for doc_id in corpus.doc_ids() for clause in corpus.clauses(doc_id)}
    for name in (next(iter(clauses)).partition("-")[0], articles[0]):
        (text,) = json.loads(tiaowen(tmp_path / "library", "show", "--best", "--json", name).out)["texts"]
        assert len(text["pages"]) == 2
        assert all(clauses[one["clause_id"]].text == one["text"] for one in text["clauses"])
        assert [one["text"] for one in text["clauses"] if one["path"]] == articles[2:]
        assert {one["source"].rpartition("/")[2] for one in text["clauses"]} == {"a.txt", "b.txt"}
    out = tiaowen(tmp_path / "library", "show", "--best", name).out
    assert "put together from 2 pages; this is the text of none of them" in out
    assert out.count("── from ") >= 3
    assert tiaowen(tmp_path / "library", "show", "--best", f"{name}#3").code == 2


def test_the_best_text_of_a_page_without_copies_is_its_own(tiaowen: Callable, library: Path) -> None:
    page = ids(library)["e-apart"]
    result = tiaowen(library, "show", "--best", page)
    assert "put together" not in result.out
    assert f"── from {page}" in result.out
