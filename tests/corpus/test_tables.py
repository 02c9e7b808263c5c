"""Tables: which cells are one row, which stand side by side in two languages, and which header belongs to a row."""

from __future__ import annotations

from typing import Literal

import pytest

from corpus.model import Block, Cell, Piece, RawSpan
from corpus.sentences import weight
from corpus.tables import MAX_HEADER_CELL, MIN_TEXT_CELL, in_one_cell, in_one_row, row_headings, text_cells
from tests.corpus.pages import Line, clauses, document

ZH = "第一条　为了推进分级诊疗，制定本办法。"
EN = "Article 1 These Measures promote graded diagnosis."


def cell(text: str, row: int, lang: str = "zh", part: int = 0) -> Line:
    return Line(text, "table-row", row, part, lang)


def test_cells_of_one_row_are_read_as_one_line() -> None:
    name, number, below, whole, paragraph = document(
        cell("县域住院率", 1), cell("85%", 1), cell("签约率", 2), Line("合计 | 9", "table-row"), Line("85%", level=1)
    ).blocks
    assert in_one_row(name, number)
    assert not in_one_row(number, below)
    assert not in_one_row(whole, whole)  # level 0: the whole row is one block already
    assert not in_one_row(name, paragraph)


def test_one_text_in_two_languages_is_no_row() -> None:
    chinese, english = document(cell(ZH, 1), cell(EN, 1, "en")).blocks
    assert not in_one_row(chinese, english)
    assert not in_one_row(english, chinese)
    short, name = document(cell("计算机断层扫描", 1), cell("CT", 1, "en")).blocks
    assert in_one_row(short, name)  # a name and its translation: a row
    assert in_one_row(chinese, chinese)


@pytest.mark.parametrize(("letters", "side_by_side"), [(MIN_TEXT_CELL, True), (MIN_TEXT_CELL - 1, False)])
def test_how_long_a_cell_must_be_to_be_text(letters: int, side_by_side: bool) -> None:  # noqa: FBT001  # what is expected
    english = "x" * letters
    assert weight(english) == letters
    assert text_cells(document(cell(ZH, 1), cell(english, 1, "en")).blocks) == (frozenset({0, 1}) if side_by_side else frozenset())


def test_cells_side_by_side_are_found_wherever_they_stand() -> None:
    blocks = document(
        Line("办法"), cell("中文", 1), cell("English", 1, "en"), cell(ZH, 2), cell(EN, 2, "en"), cell(ZH, 3), cell(EN, 4, "en")
    ).blocks
    assert text_cells(blocks) == {3, 4}  # the names in the header are none, nor are cells of two rows


def headings(*lines: str | Line) -> dict[int, tuple[str, ...]]:
    parts = document().parts * 2
    return row_headings(document(*lines, parts=parts).blocks)


def test_each_row_below_the_header_has_it() -> None:
    """Rows without a grid, as older rules stored them: where a cell is empty nobody knows, so each has the whole header."""
    table = (cell("指标", 1), cell("2022年", 1), cell("住院率", 2), cell("85%", 2), cell("签约率", 3), cell("75%", 3))
    header = ("指标\t2022年",)
    assert headings("监测结果", *table) == {3: header, 5: header}
    second = ("项目\t经费",)
    assert headings(*table, "说明", cell("项目", 1), cell("经费", 1), cell("培训", 2), cell("3", 2)) == {2: header, 4: header, 9: second}


@pytest.mark.parametrize(
    "first",
    [
        (cell("监测结果", 1),),
        (cell("住院率", 1), cell("85.2%", 1)),
        (cell("指标", 1), cell("各地报送的数据经过核对。", 1)),
        (cell("指标", 1), cell("x" * (MAX_HEADER_CELL + 1), 1, "en")),
    ],
    ids=["one cell", "a number", "a sentence", "a long cell"],
)
def test_a_first_row_that_names_no_columns_is_no_header(first: tuple[Line, ...]) -> None:
    assert headings(*first, cell("签约率", 2), cell("75%", 2)) == {}


def test_a_header_without_rows_and_one_of_another_part_head_nothing() -> None:
    assert headings(cell("指标", 1), cell("数值", 1)) == {}
    assert headings(cell("指标", 1), cell("数值", 1), cell("签约率", 2, part=1), cell("75%", 2, part=1)) == {}
    assert headings("没有表格。") == {}


def gridded(text: str, *place: int, names: Literal["", "row", "column"] = "") -> Block:
    """Make a cell of the first table: ``place`` is its row, its column, and how many of each it spans."""
    row, column, *spans = place
    return Block("table-row", (Piece(text, RawSpan(0, len(text))),), level=row, cell=Cell(1, row, column, *spans, names=names))


def test_a_row_left_out_between_two_others_parts_no_table() -> None:
    blocks = [gridded("指标", 1, 1), gridded("数量", 1, 2), Block("boilerplate", ()), gridded("床位", 3, 1), gridded("5", 3, 2)]
    assert row_headings(blocks) == {3: ("指标\t数量",)}


def test_a_header_of_more_rows_than_any_is_none() -> None:
    rows = [gridded(f"第{row}行第{column}列", row, column, names="column") for row in range(1, 7) for column in (1, 2)]
    assert row_headings([*rows, gridded("床位", 7, 1), gridded("5", 7, 2)]) == {}


def test_paragraphs_of_one_cell_are_told_from_cells() -> None:
    first, second, other = gridded("甲", 1, 1), gridded("乙", 1, 1), gridded("丙", 1, 2)
    assert in_one_cell(first, second)
    assert not in_one_cell(second, other)
    assert not in_one_cell(*document(cell("甲", 1), cell("乙", 1)).blocks)


def test_a_clause_of_a_row_stands_under_its_header() -> None:
    rows = clauses("一、监测结果", cell("指标", 1), cell("2022年", 1), cell("住院率", 2), cell("85%", 2), cell("签约率", 3), cell("75%", 3))
    told = [(clause.text, clause.heading_path[-1]) for clause in rows if clause.kind == "table-row"]
    assert told[-2:] == [("住院率\t85%", "指标\t2022年"), ("签约率\t75%", "指标\t2022年")]


def test_articles_side_by_side_are_two_clauses() -> None:
    assert [(clause.path, clause.text) for clause in clauses(cell(ZH, 1), cell(EN, 1, "en"))] == [("1", ZH), ("1", EN)]


def test_rows_that_are_one_block_have_the_names_of_their_columns_too() -> None:
    blocks = document(*(Line(text, "table-row") for text in ("序号\t项目\t价格（元）", "1\t门诊诊察\t12", "2\t一级护理\t35"))).blocks
    assert row_headings(blocks) == {1: ("序号\t项目\t价格（元）",), 2: ("序号\t项目\t价格（元）",)}
