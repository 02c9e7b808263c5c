from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import indexer
from corpus.model import Card, Clause
from indexer.build import build_index, update_index
from indexer.errors import IndexUnusableError, QueryError
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Callable


def ids(answer: indexer.Answer) -> list[str]:
    return [hit.clause_id for hit in answer.hits]


def test_the_public_names_are_there() -> None:
    assert {name for name in indexer.__all__ if getattr(indexer, name)} == {
        "Answer",
        "Hit",
        "Index",
        "build_index",
        "open_index",
        "update_index",
    }
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = indexer.nothing


def test_an_index_is_opened_by_library_or_by_its_own_folder(library: Any, tmp_path: Path) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    update_index(library.folder)
    build_index([Clause("b", "salary", "en")], tmp_path / "alone")
    for folder in (library.folder, library.folder / "index", str(library.folder), tmp_path / "alone", str(tmp_path / "alone")):
        with open_index(folder) as index:
            assert index.search("salary").total == 1


@pytest.mark.parametrize("made", [True, False])
def test_no_index_is_told_with_the_next_step(tmp_path: Path, *, made: bool) -> None:
    folder = tmp_path if made else tmp_path / "missing"
    with pytest.raises(IndexUnusableError, match=r"there is no index here; .*tiaowen index"):
        open_index(folder)


def test_opening_and_closing_keeps_no_file_open(tmp_path: Path) -> None:
    build_index([Clause("b", "salary", "en")], tmp_path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with open_index(tmp_path) as index:
        assert index.search("salary 薪酬", lang="en", since="2020", source="x").total == 0
        assert index.search("salary").hits[0].score > 0
        assert len(list(Path("/proc/self/fd").iterdir())) > before
    index.close()  # a second time does nothing
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_at_most_limit_hits_come_and_the_total_counts_all(indexed: Callable) -> None:
    index = indexed(*(f"salary {'bonus ' * number}" for number in range(30)))
    assert len(index.search("salary").hits) == 10
    answer = index.search("salary", limit=3)
    assert (len(answer.hits), answer.total, answer.query) == (3, 30, "salary")
    assert ids(index.search("salary", limit=1000))[:3] == ids(answer)


@pytest.mark.parametrize("limit", [0, -1])
def test_fewer_than_one_hit_cannot_be_asked(indexed: Callable, limit: int) -> None:
    with pytest.raises(QueryError, match="ask for at least one"):
        indexed("salary").search("salary", limit=limit)


def test_equal_scores_come_by_id(indexed: Callable) -> None:
    names = ["m", "b", "zz", "a", "k"]
    index = indexed(*(Clause(name, f"salary {name}", "en") for name in names))
    assert ids(index.search("salary")) == sorted(names)
    assert ids(index.search("salary", limit=2)) == sorted(names)[:2]


def test_of_equal_text_the_best_is_shown_and_counted_once(indexed: Callable) -> None:
    """The same sentence on two pages, one of them traditional and full-width."""
    index = indexed(
        Clause("a", "完善醫療服務（２０２１）", "zh"),
        Clause("b", "完善医疗服务(2021)", "zh", heading_path=("医疗服务",)),
        Clause("c", "医疗", "zh"),
    )
    answer = index.search("医疗服务")
    assert set(ids(answer)) == {"b", "c"}
    assert answer.total == 2
    assert set(ids(index.search("医疗服务", limit=1000))) == {"b", "c"}


@pytest.mark.parametrize(
    "query",
    [
        "医院薪酬",
        "醫院薪酬",
        "醫院　薪酬",
        "２０２１ 醫院",
        "hospital PAY",
        "ｈｏｓｐｉｔａｌ",
        "Hospitals",
        "hospital's",
        "ＨＯＳＰＩＴＡＬ　ｐａｙ",
    ],
)
def test_a_query_may_be_traditional_full_width_or_in_capitals(indexed: Callable, query: str) -> None:
    assert ids(indexed("公立医院薪酬 2021, pay in a hospital", "其他").search(query)) == ["c0"]


def test_any_word_is_enough_and_more_come_first(indexed: Callable) -> None:
    index = indexed("county bonus", "county office", "county bonus paid by the hospital", "salary", "leave")
    assert ids(index.search("county bonus hospital")) == ["c2", "c0", "c1"]


def test_single_characters_of_a_word_are_no_match(indexed: Callable) -> None:
    assert ids(indexed("薪资与报酬", "完善薪酬").search("薪酬")) == ["c1"]


NUMBERED = (
    Clause("own1", "完善薪酬制度。", "zh", card=Card(title="意见", doc_numbers=("国办发〔2021〕18号",))),
    Clause("own2", "建设医联体。", "zh", card=Card(title="意见", doc_numbers=("国办发〔2021〕18号",))),
    Clause("other", "完善薪酬制度!", "zh", card=Card(title="通知", doc_numbers=("国发〔2021〕18号",))),
    Clause("cites", "按照《意见》（国办发[2021]18号）执行。", "zh"),
    Clause("english", "Carry out Guobanfa (2021) No. 18.", "en"),
    Clause("near", "国办发〔2021〕19号与2018年第21号", "zh"),
    Clause("agency", "国办发〔2016〕78号", "zh"),
)


@pytest.mark.parametrize(
    "query",
    [
        "国办发〔2021〕18号",
        "国办发[2021]18号",
        "国办发（2021）18号",
        "國辦發〔２０２１〕１８號",
        "国办发 【2021】 第18号",
        "国办发[2021]18",
    ],
)
def test_a_document_number_finds_the_document_and_what_cites_it(indexed: Callable, query: str) -> None:
    answer = indexed(*NUMBERED).search(query)
    assert set(ids(answer)) == {"own1", "own2", "cites", "english", "other"}
    assert set(ids(answer)[:2]) == {"own1", "own2"}  # what carries the number, before what cites it
    assert ids(answer)[-1] == "other"  # another agency's number of the same year
    assert all(any("document number" in reason for reason in hit.why) for hit in answer.hits)


def test_a_document_number_in_english_finds_the_same(indexed: Callable) -> None:
    assert set(ids(indexed(*NUMBERED).search("Guobanfa [2021] No. 18"))) == {"own1", "own2", "cites", "english", "other"}


def test_a_number_that_nobody_has_finds_nothing(indexed: Callable) -> None:
    """Not the other documents of the agency either."""
    assert indexed(*NUMBERED).search("国办发〔2021〕99号").total == 0


def test_words_choose_among_the_clauses_of_a_numbered_document(indexed: Callable) -> None:
    assert ids(indexed(*NUMBERED).search("医联体 国办发〔2021〕18号"))[0] == "own2"


@pytest.mark.usefixtures("_files_left_open")
@pytest.mark.parametrize("kind", [".pst", "._stored.col", ".trm"])
def test_damage_that_shows_only_while_searching_is_told(tmp_path: Path, kind: str) -> None:
    """Bytes changed, sizes not: opening cannot see it."""
    build_index([Clause(f"c{number}", f"salary {number}", "en") for number in range(50)], tmp_path)
    for file in (tmp_path / "000001").iterdir():
        if file.name.endswith(kind):
            file.write_bytes(b"\x7f" * file.stat().st_size)

    def ask() -> None:
        with open_index(tmp_path) as index:
            index.search("salary")

    with pytest.raises(IndexUnusableError, match=r"damaged \(.*tiaowen index"):
        ask()


def test_a_search_writes_nothing(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    update_index(library.folder)
    before = {path: path.stat().st_mtime_ns for path in library.folder.rglob("*")}
    with open_index(library.folder) as index:
        assert index.search("salary").total == 1
    assert {path: path.stat().st_mtime_ns for path in library.folder.rglob("*")} == before


def test_a_moved_index_is_still_one(tmp_path: Path) -> None:
    build_index([Clause("b", "salary", "en")], tmp_path / "one")
    shutil.move(tmp_path / "one", tmp_path / "other")
    with open_index(tmp_path / "other") as index:
        assert index.search("salary").total == 1
