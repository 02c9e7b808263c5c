"""What a query finds, with operators: exactly the clauses that a reader would pick, on small sets and on random queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.query_language import Writer, difference, read_clauses
from corpus.model import Card, Clause
from indexer.errors import QueryError
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from indexer.search import Index

RANDOM_QUERIES = 150

CARDS = {
    "zh1": Card(
        "关于医联体的意见",
        source="https://www.example.org/1",
        published="2021-06-17",
        issuers=("云泽省人民政府",),
        doc_numbers=("云政发〔2021〕7号",),
        flags=("truncated",),
        kind="policy",
    ),
    "zh2": Card("年会通知", published="2019"),
    "en1": Card("Rules", source="/pages/rules.txt", publisher="Health Daily", published="2021-02"),
    "en2": Card("Alliance news", kind="news"),
    "mix": Card("Mixed", published="2017"),
}
CLAUSES = (
    Clause("zh1", "医联体内实行薪酬改革，学徒三年期满，考核合格的准予出师。", "zh", heading_path=("三、激励机制",), card=CARDS["zh1"]),
    Clause("zh2", "中医联合会举办年会，依照《药品管理法》采购1,200件。", "zh", card=CARDS["zh2"]),
    Clause("en1", "A medical alliance pays a fine of 35% or 1,200.5 yuan; the hospital's policy applies.", "en", card=CARDS["en1"]),
    Clause(
        "en2", "Reimbursement follows covid-19 policies of county hospitals, under the Drug Administration Law.", "en", card=CARDS["en2"]
    ),
    Clause("mix", "云政发〔2021〕7号 requires a biannual salary report.", "mixed", heading_path=("Annual salary",), card=CARDS["mix"]),
)


@pytest.fixture
def found(indexed: Callable[..., Index]) -> Callable[[str], set[str]]:
    index = indexed(*CLAUSES)
    return lambda query: {hit.clause_id for hit in index.search(query).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("医联体 AND -薪酬", "en1"),
        ("medical alliance AND NOT lang:zh", "en1"),
        ("薪酬 OR salary", "zh1 mix"),
        ("(薪酬 OR 采购) AND 医联*", "zh1 zh2"),
        ("医联*", "zh1 zh2"),
        ("reimbursem*", "en2"),
        ("policy*", "en1"),
        ("polic*", "en1 en2"),
        ("covid*", "en2"),
        ('"1,200"', "zh2"),
        ('"35"', ""),
        ('"hospital"', "en1"),
        ('"annual salary"', "mix"),
        ('"biannual salary"', "mix"),
        ('"医联体" OR "fine of"', "zh1 en1"),
        ("学徒 NEAR/3 考核", "zh1"),
        ("考核 NEAR/3 学徒", "zh1"),
        ("学徒 NEAR/2 考核", "zh1"),
        ("学徒 NEAR/1 考核", ""),
        ("alliance NEAR yuan", "en1"),
        ("alliance NEAR/2 yuan", ""),
        ("lang:en", "en1 en2 mix"),
        ("lang:mixed", "mix"),
        ("title:alliance", "en2"),
        ("title:医联体", "zh1"),
        ('title:"alliance"', "en2"),
        ("heading:激励机制", "zh1"),
        ("source:example.org", "zh1"),
        ('source:"health daily"', "en1"),
        ("issuer:人民政府", "zh1"),
        ("number:云政发（2021）7号", "zh1"),
        ("cites:云政发[2021]7号", "mix"),
        ("cites:药品管理法", "zh2"),
        ("cites:采购", ""),
        ('cites:"drug administration law"', "en2"),
        ("flag:truncated", "zh1"),
        ("kind:policy", "zh1"),
        ("kind:News OR 采购", "zh2 en2"),
        ("医联体 AND -kind:policy", "en1"),
        ("date:2021", "zh1 en1"),
        ("date:2019..2021-03", "zh2 en1"),
        ("date:..2019", "zh2 mix"),
        ("date:2017.. -date:2021", "zh2 mix"),
    ],
)
def test_a_query_finds_what_meets_it(found: Callable[[str], set[str]], query: str, expected: str) -> None:
    assert found(query) == set(expected.split())


def test_undated_pages_are_left_out_and_counted(indexed: Callable[..., Index]) -> None:
    answer = indexed(*CLAUSES).search("date:2000.. AND (hospital OR 采购)")
    assert {hit.clause_id for hit in answer.hits} == {"zh2", "en1"}
    assert answer.notes == ("1 matching clause without a date left out",)


def test_every_hit_says_why_and_is_marked(indexed: Callable[..., Index]) -> None:
    (hit,) = indexed(*CLAUSES).search("学徒 NEAR/3 考核 issuer:云泽省").hits
    assert hit.why[:2] == ('exactly "学徒" within 3 words of exactly "考核"', "issuer: 云泽省")
    assert [hit.text[span.start : span.end] for span in hit.highlights] == ["学徒", "考核"]


def test_a_translation_is_marked(indexed: Callable[..., Index]) -> None:
    (hit,) = indexed(*CLAUSES).search("医联体 AND lang:en").hits
    assert [hit.text[span.start : span.end] for span in hit.highlights] == ["medical alliance"]


def test_all_words_come_before_some_however_well_these_match(indexed: Callable[..., Index]) -> None:
    common = [f"county number {number}" for number in range(30)]
    partly = Clause("partly", "bonus " * 9, "en", heading_path=("Bonus",))
    wholly = Clause("wholly", "a bonus that the county pays " + "over and over again " * 200, "en")
    answer = indexed(partly, wholly, *common).search("bonus county")
    assert answer.hits[0].clause_id == "wholly"
    assert (answer.complete, answer.total) == (1, 32)


@pytest.mark.parametrize("query", ["-薪酬", "NOT (a OR b)", "薪酬 OR -医院"])
def test_a_query_that_only_leaves_out_is_refused(indexed: Callable[..., Index], query: str) -> None:
    with pytest.raises(QueryError, match="only says what to leave out"):
        indexed(*CLAUSES).search(query)


@pytest.mark.parametrize(
    ("query", "says"),
    [("date:2021-02-31", "no date"), ("date:2022..2021", "swap"), ("lang:fr", "no language"), ("kind:law", "use policy, news, other")],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(indexed: Callable[..., Index], query: str, says: str) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        indexed(*CLAUSES).search(query)
    assert caught.value.place == (5, len(query))


def test_a_prefix_of_too_many_words_is_refused(indexed: Callable[..., Index], monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed("reform reformed reforming reference", "refer refund refuse")
    assert index.search("ref*").total == 2
    monkeypatch.setattr("indexer.matching.MAX_EXPANSIONS", 3)
    assert index.search("refo*").total == 1
    with pytest.raises(QueryError, match=r"ref\* may stand for 4 words here, at most 3 are looked up; give more of the word"):
        index.search("salary OR ref*")


def test_random_queries_find_what_a_scan_finds(tmp_path: Path) -> None:
    clauses = read_clauses(tmp_path / "library")
    with open_index(tmp_path / "library") as index:
        searched = {hit.clause_id for hit in index.search("lang:zh OR lang:en OR lang:und", limit=len(clauses)).hits}
        keys = {clause.text_key for clause in clauses if clause.id in searched}
        clauses = [clause for clause in clauses if clause.text_key in keys]
        assert len(clauses) > 500
        writer = Writer(clauses, seed=5)
        wrong = [difference(index, clauses, writer.case()) for _ in range(RANDOM_QUERIES)]
    assert list(filter(None, wrong)) == []
