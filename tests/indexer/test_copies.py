"""Copies in the index: a clause that stands on copies of one page is one answer, which names the others; unrelated pages keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.related import Related
from corpus.store import Corpus
from indexer.build import update_index
from indexer.copies import COPIES_NAME, copy_lines
from indexer.errors import IndexUnusableError
from indexer.lines import pack_lines
from indexer.manifest import read_manifest
from indexer.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.answer import Answer

CLAUSE = "The salary pool is approved once a year."


def relate(folder: Path, one: str, other: str, *, is_copy: bool = True) -> None:
    with Corpus.open(folder) as corpus:
        corpus.relate(one, [(Related(other, is_copy, "[]"), Related(one, is_copy, "[]"))])


def ask(library: Any, query: str = "salary", **options: Any) -> Answer:  # noqa: ANN401  # conftest's, and what search takes
    update_index(library.folder)
    with open_index(library.folder) as index:
        return index.search(query, **options)


@pytest.fixture
def pages(library: Any) -> list[str]:  # noqa: ANN401  # conftest's
    """Three pages with one clause in common, and one each of their own."""
    return [library.put(name, CLAUSE, f"{name} writes on pensions") for name in ("first", "second", "third")]


def test_unrelated_pages_with_one_clause_are_answers_each(library: Any, pages: list[str]) -> None:  # noqa: ANN401
    answer = ask(library)
    assert {hit.doc_id for hit in answer.hits} == set(pages)
    assert {hit.also_in for hit in answer.hits} == {()}
    relate(library.folder, pages[0], pages[1], is_copy=False)
    assert ask(library).total == 3


def test_copies_give_one_answer_that_names_the_others(library: Any, pages: list[str]) -> None:  # noqa: ANN401
    relate(library.folder, pages[0], pages[1])
    answer = ask(library)
    assert answer.total == len(answer.hits) == 2
    alone, both = sorted(answer.hits, key=lambda hit: len(hit.also_in))
    assert (alone.doc_id, alone.also_in) == (pages[2], ())
    assert {both.doc_id, *both.also_in} == {pages[0], pages[1]}
    assert ask(library, "pensions").total == 3
    assert {hit.doc_id for hit in ask(library, all_copies=True).hits} == set(pages)


def test_a_page_left_out_for_its_equal_is_named(library: Any) -> None:  # noqa: ANN401
    same = sorted([library.put("first", CLAUSE), library.put("second", CLAUSE)])
    with Corpus.open(library.folder) as corpus:
        corpus._connection.execute("UPDATE documents SET text_key = 'equal'")
        assert corpus.same_texts() == corpus.clusters() == [tuple(same)]
    (hit,) = ask(library).hits
    assert (hit.doc_id, hit.also_in) == (same[0], (same[1],))
    (hit,) = ask(library, all_copies=True).hits
    assert hit.also_in == (same[1],)


def test_a_clause_that_a_page_repeats_is_one_answer(library: Any) -> None:  # noqa: ANN401
    library.put("first", CLAUSE, CLAUSE)
    assert ask(library).total == 1


def test_a_change_of_clusters_rewrites_no_postings(library: Any, pages: list[str]) -> None:  # noqa: ANN401
    first = update_index(library.folder)
    before = _files(library.folder, first.generation)
    relate(library.folder, pages[0], pages[1])
    second = update_index(library.folder)
    assert (second.added, second.removed, second.generation > first.generation) == (0, 0, True)
    after = _files(library.folder, second.generation)
    segments = {name for name in before if name.endswith((".trm", ".pst", ".col", ".fls", ".dci"))}
    assert segments
    assert {name: after[name] for name in segments} == {name: before[name] for name in segments}
    assert COPIES_NAME in read_manifest(library.folder / "index").files
    assert update_index(library.folder).generation == second.generation
    relate(library.folder, pages[0], pages[1], is_copy=False)
    update_index(library.folder)
    assert COPIES_NAME not in read_manifest(library.folder / "index").files


def _files(folder: Path, generation: str) -> dict[str, str]:
    manifest = read_manifest(folder / "index")
    assert manifest.generation == generation
    return {name: facts.sha256 for name, facts in manifest.files.items()}


def test_the_table_is_the_same_for_any_order_of_clusters() -> None:
    clusters = [("a", "c", "d"), ("b", "e")]
    lines = copy_lines(clusters, [("a", "c")], {"a", "d", "b", "e"})
    assert pack_lines(lines) == pack_lines(reversed(copy_lines(reversed(clusters), [("a", "c")], {"e", "b", "d", "a"})))
    assert sorted(lines) == ["a\ta\tc", "b\tb\t", "d\ta\t", "e\tb\t"]


def test_a_damaged_table_is_named(library: Any, pages: list[str]) -> None:  # noqa: ANN401
    relate(library.folder, pages[0], pages[1])
    report = update_index(library.folder)
    file = library.folder / "index" / report.generation / COPIES_NAME
    file.write_bytes(file.read_bytes().replace(b"\t\n", b" \n"))
    with open_index(library.folder) as index, pytest.raises(IndexUnusableError, match="damaged"):
        index.search("salary", limit=1)
