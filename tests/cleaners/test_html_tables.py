"""Tables of HTML pages: under which headings each of their rows stands, held against cases written before the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaners.html_grid import MAX_COLUMNS, MAX_ROWS, Grid
from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import Cell, Cleaned, RawPage

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "tables.json").read_text(encoding="utf-8"))
PROSE = "<p>各地要加强组织领导，明确责任分工，确保各项任务落到实处，并总结推广好的经验做法，及时报告进展情况。</p>" * 3
"""A page's own text, so that no table is its column."""


def cleaned(body: str) -> Cleaned:
    page = clean_page(RawPage(f"<html><body><h1>关于监测结果的通知</h1>{PROSE}{body}{PROSE}</body></html>", "page"))
    page.check()
    return page


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_row_stands_under_the_names_of_its_columns(case: dict[str, Any]) -> None:
    rows = [clause for clause in split_clauses(cleaned(case["body"]).document) if clause.kind == "table-row"]
    assert [(list(clause.heading_path), clause.text) for clause in rows] == [(each["under"], each["text"]) for each in case["clauses"]]


def test_each_cell_stands_in_one_block() -> None:
    page = cleaned("<table><tr><td rowspan=2>医院</td><td>2021</td></tr><tr><td>2022</td></tr></table>")
    told = [(block.text, block.cell) for block in page.document.blocks if block.kind == "table-row"]
    assert told == [("医院", Cell(1, 1, 1, rows=2)), ("2021", Cell(1, 1, 2)), ("2022", Cell(1, 2, 2))]


def test_a_layout_table_has_no_cells() -> None:
    page = cleaned("<table><tr><td>甲方负责建档。</td></tr><tr><td>乙方负责随访。</td></tr></table>")
    assert [(block.kind, block.cell) for block in page.document.blocks if "方负责" in block.text] == [("paragraph", None)] * 2


def test_a_page_that_is_one_table_of_two_languages_is_read_whole() -> None:
    rows = [
        ("中文", "English"),
        ("第一条　为了推进分级诊疗，制定本办法。", "Article 1 These Measures promote graded diagnosis."),
        ("第二条　本办法适用于本市。", "Article 2 These Measures apply to this city as a whole."),
    ]
    table = "".join(f"<tr><td>{chinese}</td><td>{english}</td></tr>" for chinese, english in rows)
    page = clean_page(RawPage(f"<html><body><table>{table}</table></body></html>", "page"))
    assert [block.text for block in page.document.blocks if block.kind == "table-row"] == [cell for row in rows for cell in row]
    assert [clause.path for clause in split_clauses(page.document)] == ["", "1", "1", "2", "2"]


def test_a_cell_stands_in_the_first_column_that_none_above_fills() -> None:
    grid = Grid(7)
    grid.enter("tr", {}, 3)
    assert grid.enter("td", {"rowspan": "2", "colspan": "2"}, 3) == Cell(7, 1, 1, 2, 2)
    assert grid.enter("th", {}, 3) == Cell(7, 1, 3, names="column")
    grid.enter("tr", {}, 4)
    assert grid.enter("td", {}, 4) == Cell(7, 2, 3)
    grid.enter("tr", {}, 5)
    assert grid.enter("th", {"scope": "Row"}, 5) == Cell(7, 3, 1, names="row")


def test_spans_are_bounded() -> None:
    grid = Grid(1)
    assert grid.enter("td", {}, 0) is None
    grid.enter("tr", {}, 1)
    assert grid.enter("td", {"rowspan": "9" * 50, "colspan": "1000"}, 1) == Cell(1, 1, 1, MAX_ROWS, MAX_COLUMNS)
    assert grid.enter("td", {}, 1) is None
    grid.enter("tr", {}, 2)
    assert grid.enter("td", {}, 2) is None
