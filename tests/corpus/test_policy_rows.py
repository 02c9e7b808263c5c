"""Rows of policies: what is written of a page, so that its works and citations are found again; no text cites itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import _policy_rows
from corpus._policy_rows import CitedRow, PolicyRow, cited_rows, identify_parts, part_of, parts_of, policy_rows
from corpus._rows import derive
from corpus.clauses import split_clauses
from corpus.model import Clause, Cleaned, Decoded, DocNumber, Document, Part
from corpus.works import identify
from tests.corpus.pages import Line, document

if TYPE_CHECKING:
    import pytest

    from corpus.works import Identity

NUMBER = "泽卫规〔2023〕4号"
TITLE = "云泽省薪酬办法（2023年修订）"


def policy(*lines: str | Line, title: str = TITLE, number: str = NUMBER) -> Document:
    return document(*lines, parts=(Part("policy", title, (DocNumber(number, number),) if number else ()),))


def cited(*lines: str, title: str = TITLE, number: str = NUMBER) -> list[CitedRow]:
    page = policy(*lines, title=title, number=number)
    return cited_rows(page, split_clauses(page), identify_parts(page))


def test_a_row_for_each_part_that_is_a_policy_with_the_key_of_its_title() -> None:
    parts = (
        Part("news", "记者获悉"),
        Part("policy", "财政部关于印发《薪酬办法（试行）》的通知", (DocNumber("财社[2021]3号", "财社〔2021〕3号"),)),
        Part("policy", "补助办法"),
    )
    page = document("新闻。", Line("第一条　公开。", part=1), Line("第一条　补助。", part=2), parts=parts)
    assert policy_rows(identify_parts(page)) == [PolicyRow(1, "财社〔2021〕3号", "薪酬办法"), PolicyRow(2, "", "补助办法")]
    assert policy_rows(identify_parts(document("没有部分。", parts=()))) == []


def test_what_is_cited_is_counted_under_number_and_title_key() -> None:
    rows = cited(
        "第一条　根据《药品管理法》第三条和《关于薪酬的指导意见》（人社部发[2021]52号），制定本办法。",
        "第二条　药品依照中华人民共和国药品管理法第五条、本办法第一条和前款规定管理。",
        "第三条　财社（2020）1号文件另有规定的除外。",
    )
    assert rows == [
        CitedRow("", "药品管理法", "药品管理法", 2),
        CitedRow("人社部发〔2021〕52号", "关于薪酬的指导意见", "关于薪酬的指导意见", 1),
        CitedRow("财社〔2020〕1号", "", "财社（2020）1号", 1),
    ]


def test_a_short_name_counts_for_what_it_stands_for() -> None:
    assert cited("第一条　根据《药品管理法》（以下简称《药法》），制定本办法。", "第二条　依照《药法》第五条管理。") == [
        CitedRow("", "药品管理法", "药品管理法", 2)
    ]


def test_a_text_that_names_itself_cites_nothing() -> None:
    assert cited(NUMBER, "现将《云泽省薪酬办法（2023年修订）》印发给你们。", "第一条　依照本办法第三条执行。") == []
    # In the bracket that a site writes, and by a short name for the text itself.
    assert (
        cited("泽卫规[2023]4号", "《云泽省薪酬办法（2023年修订）》（以下简称《办法》）已经通过。", "《办法》第三条自7月1日起执行。") == []
    )


def test_a_text_cites_earlier_versions_of_itself() -> None:
    (by_number,) = cited("第九条　《云泽省薪酬办法（试行）》（泽卫规〔2019〕3号）同时废止。")
    assert by_number == CitedRow("泽卫规〔2019〕3号", "云泽省薪酬办法", "云泽省薪酬办法（试行）", 1)
    (by_title,) = cited("第九条　《云泽省薪酬办法（试行）》由省卫生健康委解释。")
    assert (by_title.number, by_title.title) == ("", "云泽省薪酬办法（试行）")
    (repealed,) = cited("第九条　2019年公布的《云泽省薪酬办法》同时废止。", title="云泽省薪酬办法")
    assert repealed.title_key == "云泽省薪酬办法"
    assert cited("第九条　《云泽省薪酬办法》由省卫生健康委解释。", title="云泽省薪酬办法") == []


def test_a_part_may_cite_the_other_part_of_its_page() -> None:
    parts = (Part("news", "新办法公布"), Part("policy", TITLE, (DocNumber(NUMBER, NUMBER),)))
    page = document("省卫生健康委公布新办法（泽卫规〔2023〕4号）。", Line("第一条　泽卫规〔2023〕4号公开。", part=1), parts=parts)
    assert cited_rows(page, split_clauses(page), identify_parts(page)) == [CitedRow(NUMBER, "", NUMBER, 1)]


def test_a_page_that_is_stored_is_identified_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(page: Document, part: int) -> Identity:
        asked.append(part)
        return identify(page, part)

    monkeypatch.setattr(_policy_rows, "identify", counted)
    page = document("一。", Line("第一条　公开。", part=1), parts=(Part("news", "新闻"), Part("policy", "公开办法")))
    derived = derive("p", Cleaned(page, (), (), Decoded("", "utf-8")), split_clauses(page), "1")
    assert [row.title_key for row in derived.policies] == ["公开办法"]
    assert asked == [0, 1]


def test_clauses_are_parted_as_their_page_is() -> None:
    parts = (Part("news", "新闻"), Part("policy", "办法"))
    page = document("一。", "二。", Line("第一条　公开。", part=1), parts=parts)
    clauses = split_clauses(page)
    assert [[clause.text for clause in inside] for inside in parts_of(page, clauses)] == [["一。", "二。"], ["第一条　公开。"]]
    assert [part_of(page, clause) for clause in clauses] == [0, 0, 1]
    assert part_of(page, Clause("c", "没有位置", "zh")) == 0
    assert list(parts_of(page, [])) == []
