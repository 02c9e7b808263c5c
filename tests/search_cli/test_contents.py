"""show --toc: every numbered clause at its line, under its path; chapters without one, attachments under theirs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from corpus.clauses import split_clauses
from corpus.model import Part
from search_cli.contents import contents
from tests.corpus.pages import Line, document
from tests.search_cli.policy_pages import ENGLISH, OPINIONS, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WITH_NEWS = """<html><body><h1>薪酬办法公布</h1>
<p>记者从会上获悉，新的办法已经公布，各地正在组织学习，有关部门将加强督导，确保各项要求落到实处。</p>
<h1>霁川市医院公开办法</h1><p>霁卫发〔2022〕7号</p>
<p>第一条　为了规范医院公开，制定本办法。</p><p>第二条　医院每年公开价格。</p><p>第三条　本办法自2022年7月1日起施行。</p>
<p>霁川市卫生健康委员会</p><p>2022年6月5日</p></body></html>
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    pages = {f"{name}.txt": text.encode() for name, text in enumerate((TRIAL, REVISED, OPINIONS, ENGLISH, WITH_NEWS))}
    return make_library(tmp_path_factory.mktemp("contents"), pages)


def toc(tiaowen: Callable, library: Path, name: str) -> list[dict[str, object]]:
    return json.loads(tiaowen(library, "show", "--toc", "--json", name).out)["contents"]


@pytest.mark.parametrize("text", [TRIAL, REVISED, OPINIONS, ENGLISH, WITH_NEWS])
def test_every_numbered_clause_is_at_its_line(tiaowen: Callable, made: tuple[Path, dict[bytes, str]], text: str) -> None:
    library, ids = made
    page = ids[text.encode()]
    entries = {entry["clause_id"]: entry for entry in toc(tiaowen, library, page) if entry["clause_id"]}
    shown = [
        json.loads(tiaowen(library, "show", "--json", one).out)
        for one in json.loads(tiaowen(library, "show", "--json", page).out)["clauses"]
    ]
    numbered = [
        clause for clause in shown if clause["kind"] in {"article", "item"} and clause["text"].startswith(clause["heading_path"][-1])
    ]
    assert len(numbered) >= 2
    for clause in numbered:
        entry = entries[clause["id"]]
        assert entry["path"] == clause["path"]
        assert " ".join(clause["text"].split()).startswith(str(entry["label"]))


def test_chapters_have_no_path_and_articles_stand_deeper(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, _ = made
    told = [(entry["depth"], entry["kind"], entry["path"], entry["label"]) for entry in toc(tiaowen, library, "泽卫规〔2019〕3号")]
    assert told == [
        (0, "chapter", "", "第一章 总则"),
        (1, "article", "1", "第一条 为了规范公立医院薪酬管理，制定本办法。"),
        (1, "article", "2", "第二条 公立医院薪酬总量由基础总量和考核总量组成，考核总量不超过基础总量的30%。"),
        (1, "article", "3", "第三条 核定薪酬总量坚持下列原则："),
        (2, "item", "3.1", "（一）坚持公益性，收入分配不得与药品收入挂钩；"),
        (2, "item", "3.2", "（二）坚持多劳多得、优绩优酬，并依照前款规定动态调整。"),
        (0, "chapter", "", "第二章 附则"),
        (1, "article", "4", "第四条 医院主要负责人实行年薪制，年薪标准由主管部门每年核定。"),
        (1, "article", "5", "第五条 本办法自2019年5月1日起施行。"),
    ]


def test_an_attachment_has_the_path_that_show_takes(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, _ = made
    told = [(entry["path"], entry["depth"]) for entry in toc(tiaowen, library, "泽卫规〔2023〕4号")][-3:]
    assert told == [("A1", 0), ("A1:1", 1), ("A1:2", 1)]


def test_every_path_of_the_table_is_a_place(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, _ = made
    for name in ("泽卫规〔2023〕4号", "国办发〔2021〕18号"):
        paths = [entry["path"] for entry in toc(tiaowen, library, name) if entry["path"]]
        assert len(paths) >= 4
        assert [path for path in paths if tiaowen(library, "show", f"{name}#{path}").code] == []


def test_of_a_policy_its_part_alone_of_a_page_all(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    policy = [entry["label"] for entry in toc(tiaowen, library, "霁卫发〔2022〕7号")]
    page = [entry["label"] for entry in toc(tiaowen, library, ids[WITH_NEWS.encode()])]
    assert policy == page[-3:]
    assert policy[0] == "第一条 为了规范医院公开，制定本办法。"


def test_people_read_a_line_a_unit_long_ones_cut(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    result = tiaowen(library, "show", "--toc", ids[REVISED.encode()])
    lines = result.out.splitlines()
    assert (result.code, len(lines)) == (0, 13)
    assert lines[0] == "      第一章 总则"
    assert lines[5].startswith("4.1       （一）坚持公益性，收入分配不得与药品收入挂钩；  ")
    assert [line.split()[0] for line in lines[-3:]] == ["A1", "A1:1", "A1:2"]
    assert "…  " in lines[2]  # 第二条 is wider than the line allows


def test_a_page_without_numbers_has_its_paragraphs_in_the_table(tiaowen: Callable, tmp_path: Path) -> None:
    library, ids = make_library(tmp_path, {"a.txt": "医院每年公开价格。\n\n病人选择医院。\n".encode()})
    told = toc(tiaowen, library, *ids.values())
    assert [(entry["path"], entry["numbered"], entry["label"]) for entry in told] == [
        ("", False, "医院每年公开价格。"),
        ("", False, "病人选择医院。"),
    ]
    lines = tiaowen(library, "show", "--toc", *ids.values()).out.splitlines()
    assert [line.split()[0] for line in lines] == ["–", "–"]


def test_paragraphs_and_table_rows_stand_where_they_are_read_without_a_path() -> None:
    page = document(
        "总的要求如下。",
        "一、价格",
        "医院公开价格，每年一次，并接受监督。",
        Line("项目", "table-row", 1),
        Line("价格", "table-row", 1),
        Line("挂号", "table-row", 2),
        Line("10元", "table-row", 2),
        "二、审计。",
        "每年一次。",
        "（一）账目。",
    )
    told = contents(page, split_clauses(page))
    assert [(entry.depth, entry.kind, entry.path, entry.numbered, entry.label) for entry in told] == [
        (0, "paragraph", "", False, "总的要求如下。"),
        (0, "item", "1", True, "一、价格"),
        (1, "paragraph", "", False, "医院公开价格，每年一次，并接受监督。"),
        (1, "table-row", "", False, "项目 | 价格"),
        (1, "table-row", "", False, "挂号 | 10元"),
        (0, "item", "2", True, "二、审计。"),  # with its second paragraph
        (1, "item", "2.1", True, "（一）账目。"),
    ]


def test_the_later_pieces_of_a_long_clause_are_no_lines_of_their_own() -> None:
    # 41 sentences fill the first piece of the article: its second one begins where the second block does.
    page = document("第一条 " + "医院公开价格。" * 41, "医院每年审计。" * 200, Line("公开药品。" * 300, part=1), parts=(Part(), Part()))
    clauses = split_clauses(page)
    assert len(clauses) > 4
    assert clauses[1].where[0] == (1, (0, clauses[1].where[0].span.end))
    assert [entry.path for entry in contents(page, clauses)] == ["1", ""]
    assert [entry.label[:5] for entry in contents(page, clauses, 1)] == ["公开药品。"]


def test_sections_stand_in_chapters_and_headings_under_them() -> None:
    page = document(
        "第一编 通则", "第一章 总则", "第一节 原则", "第一条 医院公开。", "第二条 医院审计。", "第二章 监督", "第三条 政府监督。"
    )
    assert [(entry.depth, entry.path) for entry in contents(page, [])] == [(0, ""), (1, ""), (2, ""), (3, "1"), (3, "2"), (1, ""), (2, "3")]
    assert {entry.clause_id for entry in contents(page, [])} == {None}


def test_one_part_is_told_apart() -> None:
    page = document("一、甲", "（一）公开。", Line("一、乙", part=1), Line("（一）审计。", part=1))
    assert [entry.label for entry in contents(page, [], 1)] == ["一、乙", "（一）审计。"]
    assert len(contents(page, [])) == 4
