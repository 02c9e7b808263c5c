# ruff: noqa: ANN401 - the fixture ``library`` is a class of conftest, which tests cannot import
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import TiaowenError
from indexer.build import update_index
from indexer.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "concept\tzh\tzh_alternative\tzh_negative\ten\ten_alternative\ten_negative\n{}\n"
FARMING = TABLE.format("care-with-farming\t医农协同\t\t\tcare with farming\trural care bonus\t")


def test_a_library_is_indexed_and_asked_with_its_own_terms(library: Any) -> None:
    library.put("a", "the rural care bonus is paid", "各县建立医农协同机制。")
    update_index(library.folder)
    own = library.folder / "terms.tsv"
    own.write_text(FARMING, encoding="utf-8")
    with open_index(library.folder) as index:
        assert index.search("医农协同").notes == ("the index was made with another list of concepts; run: tiaowen index",)
    report = update_index(library.folder)
    assert (report.generation, report.added) == ("000002", 1)
    with open_index(library.folder) as index:
        answer = index.search("rural care bonus")
        assert (answer.notes, answer.complete) == ((), 2)
        assert {hit.why for hit in answer.hits} == {('concept 医农协同 = "rural care bonus"',), ('concept 医农协同 = "医农协同"',)}
        assert index.describe("医农协同")[1][1].endswith("医农协同 = care with farming, under any of its names")
    own.unlink()
    assert update_index(library.folder).generation == "000003"


def test_two_libraries_of_one_process_keep_their_terms_apart(library: Any, tmp_path: Path) -> None:
    """The title's words are counted once for all clauses under it, and once for each list of concepts."""
    other = type(library)(tmp_path / "other")
    (other.folder / "terms.tsv").write_text(FARMING, encoding="utf-8")
    for one in (library, other):
        one.put("a", "各县建立医农协同机制。", title="医农协同")
    update_index(library.folder)
    update_index(other.folder)
    with open_index(library.folder) as without, open_index(other.folder) as having:
        for _ in range(2):
            assert without.search("care with farming").hits == ()
            assert having.search("care with farming").hits[0].why == ('concept 医农协同 = "医农协同"',)
            assert without.search("医农协同").hits[0].why == ("words: 农协",)
            assert having.search("title:医农协同").hits[0].why == ('concept 医农协同 = "医农协同"',)


def test_a_damaged_list_of_terms_is_named(library: Any) -> None:
    library.put("a", "salary")
    update_index(library.folder)
    (library.folder / "terms.tsv").write_text("broken", encoding="utf-8")
    for refused in (update_index, open_index):
        with pytest.raises(TiaowenError, match=r"terms\.tsv, line 1"):
            refused(library.folder)
