"""The outline of pages as people make them: Markdown around numbers, headings above articles, contents pages run together, orders."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from corpus.outline import Unit, read_outline
from tests.corpus.pages import document


def units(*lines: str) -> list[Unit]:
    return read_outline(document(*lines).blocks)


class Case(NamedTuple):
    """Lines of a page, and kind and path of each of its units."""

    why: str
    lines: tuple[str, ...]
    expected: list[tuple[str, str]]


MARKED = [
    Case(
        "Markdown around numbers",
        (
            "### 第一章 总则",
            "**第一条** 下列事项公开：",
            "- （一）价格；",
            "- **（二）** 药品。",
            "## 第二章 附则",
            "__第二条__　施行。",
            "*第三条* 解释。",
        ),
        [
            ("chapter", "1"),
            ("article", "1"),
            ("item", "1.1"),
            ("item", "1.2"),
            ("chapter", "2"),
            ("article", "2"),
            ("article", "3"),
        ],
    ),
    Case(
        "Markdown inside a line",
        ("**一、公开。**下列事项：**（一）**价格；**（二）**药品。", "__二、__审计。"),
        [("item", "1"), ("item", "1.1"), ("item", "1.2"), ("item", "2")],
    ),
    Case(
        "English Markdown",
        ("**Article 1** Publish:", "- (1) prices;", "* (2) drugs."),
        [("article", "1"), ("item", "1.1"), ("item", "1.2")],
    ),
    Case(
        "what only looks like Markdown",
        ("一、甲。", "- 1 病床", "- 2 药品", "- 3 -", "-2.5%的降幅。", "* 本表含税。", "张**、李**参加。", "**重点**公开。", "二、乙。"),
        [("item", "1"), ("item", "2")],
    ),
]

ABOVE_ARTICLES = [
    Case(
        "names in a row above articles that go on",
        ("一、总则", "第一条 甲。", "第二条 乙。", "二、监督", "第三条 下列：", "（一）丙；", "（二）丁。", "三、附则", "第四条 戊。"),
        [
            ("heading", ""),
            ("article", "1"),
            ("article", "2"),
            ("heading", ""),
            ("article", "3"),
            ("item", "3.1"),
            ("item", "3.2"),
            ("heading", ""),
            ("article", "4"),
        ],
    ),
    Case(
        "lists of names inside articles",
        ("第一条 公开：", "一、价格", "二、药品", "第二条 审计：", "一、经费", "二、人员", "第三条 施行。"),
        [
            ("article", "1"),
            ("item", "1.1"),
            ("item", "1.2"),
            ("article", "2"),
            ("item", "2.1"),
            ("item", "2.2"),
            ("article", "3"),
        ],
    ),
    Case(
        "a list of one name",
        ("第一条 公开：", "一、价格", "第二条 审计。"),
        [("article", "1"), ("item", "1.1"), ("article", "2")],
    ),
    Case(
        "sentences above articles",
        ("一、公开价格。", "第一条 甲。", "二、公开药品。", "第二条 乙。"),
        [("item", "1"), ("article", "1"), ("item", "1.2"), ("article", "2")],
    ),
]

CONTENTS = [
    Case(
        "a contents page in one line, the text in its own",
        ("某条例目录 第一章 总则 第二章 监督", "第一章 总则", "第一条 公开。", "第二章 监督", "第二条 审计。"),
        [("chapter", "1"), ("article", "1"), ("chapter", "2"), ("article", "2")],
    ),
    Case(
        "one with page numbers in the lines below the word",
        ("目　录", "一、公开…1（一）价格…1", "二、审计…2（一）账目…3", "一、公开", "（一）价格。", "二、审计", "（一）账目。"),
        [("heading", "1"), ("item", "1.1"), ("heading", "2"), ("item", "2.1")],
    ),
    Case(
        "a line with the word 目录 that nothing repeats",
        ("目录 第一章 总则 第二章 监督", "第三章 附则", "第一条 公开。"),
        [("chapter", "1"), ("chapter", "2"), ("chapter", "3"), ("article", "1")],
    ),
]

ORDERS = [
    Case(
        "an order, and the law that it brings into force",
        (
            "财政部令第108号",
            "《会计公开办法》已经2021年8月20日部务会议通过，现予公布，自2022年1月1日起施行。",
            "部　长　林某某",
            "2021年9月1日",
            "会计公开办法",
            "第一条 公开。",
            "第二条 施行。",
        ),
        [("signature", ""), ("date", ""), ("article", "1"), ("article", "2")],
    ),
    Case(
        "an order whose date the page has elsewhere, and one that amends",
        ("《公开法》已由会议通过，现予公布。", "中华人民共和国主席　林某某", "一、将第三条修改为：“第三条　公开。”", "二、删去第四条。"),
        [("signature", ""), ("item", "1"), ("item", "2")],
    ),
    Case(
        "an English order",
        (
            "The Disclosure Law, adopted by the Standing Committee of the Congress, is hereby promulgated, effective as of March 1, 2022.",
            "Lin Moumou",
            "President of the Republic",
            "Article 1 Publish.",
            "Article 2 Audit.",
        ),
        [("article", "1"), ("article", "2")],
    ),
    Case(
        "an English order that is a text of its own",
        (
            "Order No. 45",
            "The Disclosure Law, adopted by the Standing Committee of the Congress, is hereby promulgated, effective as of March 1, 2022.",
            "Lin Moumou",
            "President of the Republic",
            "Office of the Council",
        ),
        [("signature", ""), ("signature", ""), ("signature", "")],
    ),
]


@pytest.mark.parametrize("case", [*MARKED, *ABOVE_ARTICLES, *CONTENTS, *ORDERS], ids=lambda case: case.why)
def test_units_and_paths(case: Case) -> None:
    found = units(*case.lines)
    assert [("heading" if unit.is_heading and unit.kind == "item" else unit.kind, unit.path) for unit in found] == case.expected


def test_marks_before_a_number_go_with_its_unit_and_are_no_part_of_its_text() -> None:
    line = "  - **三、** 报销：**1.** 审批单；**2.** 发票。"
    found = units(line)
    assert [line[unit.start : unit.end] for unit in found] == ["- **三、** 报销：", "**1.** 审批单；", "**2.** 发票。"]
    assert [line[unit.text_start : unit.end] for unit in found] == ["报销：", "审批单；", "发票。"]
