"""Lists of texts: each item under a heading that says so is told; what the heading or the item leaves open is not."""

from __future__ import annotations

import pytest

from corpus.clauses import split_clauses
from corpus.listed import announced, find_listed
from corpus.model import Clause, Part
from tests.corpus.pages import Line, clauses, document, heading


def row(number: int, *cells: str) -> list[Line]:
    return [Line(cell, "table-row", number, lang="zh") for cell in cells]


def told(found: list[Clause]) -> list[tuple[str, str, str]]:
    """Return standing, title and number of every item."""
    return [statement[:3] for _, statement in find_listed(found)]


OLD = ("1.《甲办法》（卫医发〔2006〕3号）；", "2.《乙办法（试行）》（卫医发〔2007〕4号）。")
REPEALED = [("repealed", "甲办法", "卫医发〔2006〕3号"), ("repealed", "乙办法（试行）", "卫医发〔2007〕4号")]


@pytest.mark.parametrize(
    "announcement",
    [
        "一、废止下列规范性文件",
        "一、废止下列规范性文件：",
        "一、下列规范性文件予以废止：",
        "一、决定废止的规范性文件目录（2件）",
        "一、废止的文件",
        "第四十条　本办法自2024年7月1日起施行。下列规定同时废止：",
        "第四十条　下列规定自本办法施行之日起同时废止：",
        "为了推进依法行政，根据《立法法》，省政府决定废止以下2件文件：",
        "下列规定已纳入本法或者已不适用，自本法施行之日起，予以废止：",
        "现将废止的規範性文件目錄公布如下：",
    ],
)
def test_items_under_an_announcement(announcement: str) -> None:
    assert told(clauses(announcement, *OLD)) == REPEALED


def test_each_heading_announces_its_own_items() -> None:
    found = clauses(
        "一、废止下列文件",
        "1.《甲办法》",
        "二、下列文件继续有效：",
        "（一）《乙办法》；",
        "（二）《丙办法》。",
        "三、宣布失效的文件目录",
        "1.《丁办法》",
        "四、本决定自公布之日起施行，由《戊办法》规定的部门解释。",
    )
    assert [(one, title) for one, title, _ in told(found)] == [
        ("repealed", "甲办法"),
        ("in-force", "乙办法"),
        ("in-force", "丙办法"),
        ("lapsed", "丁办法"),
    ]


def test_a_table_below_a_heading() -> None:
    found = clauses(
        heading("一、废止的规范性文件目录"),
        *row(1, "序号", "文件名称", "文号"),
        *row(2, "1", "关于印发甲办法的通知", "卫医发〔2006〕3号"),
        *row(3, "2", "《乙办法》", "卫医发〔2007〕4号"),
        heading("二、继续有效的规范性文件目录"),
        *row(1, "文号", "文件名称"),
        *row(2, "卫医发〔2008〕5号", "关于丙补助的意见"),
    )
    assert told(found) == [
        ("repealed", "关于印发甲办法的通知", "卫医发〔2006〕3号"),
        ("repealed", "乙办法", "卫医发〔2007〕4号"),
        ("in-force", "关于丙补助的意见", "卫医发〔2008〕5号"),
    ]


def test_attachments_and_their_groups() -> None:
    found = clauses(
        "现公布清理结果。",
        "附件：1.失效的文件目录",
        "云泽省人民政府",
        "2024年5月6日",
        "附件1",
        "失效的文件目录",
        "一、薪酬类",
        "1.关于甲补助的意见（卫医发〔2006〕3号）",
        "2.关于乙补助的意见（卫医发〔2006〕4号）",
        "二、价格类",
        "1.关于丙补助的意见（卫医发〔2006〕5号）",
        "附件2",
        "修改的文件目录",
        "1.关于丁补助的意见（卫医发〔2006〕6号）",
    )
    assert [(one, title) for one, title, _ in told(found)] == [
        ("lapsed", "关于甲补助的意见"),
        ("lapsed", "关于乙补助的意见"),
        ("lapsed", "关于丙补助的意见"),
    ]


def test_titles_in_one_cell_share_no_number_of_another_cell() -> None:
    found = clauses(
        heading("一、废止的文件目录"), *row(1, "1", "《甲办法》《乙办法》", "卫医发〔2006〕3号"), *row(2, "2", "《丙办法》", "")
    )
    assert told(found) == [("repealed", "甲办法", ""), ("repealed", "乙办法", ""), ("repealed", "丙办法", "")]


@pytest.mark.parametrize(
    "other",
    [
        ["三、其他文件", "（一）《乙办法》", "（二）《丙办法》"],
        ["附件1　其他文件", "1.《乙办法》", "2.《丙办法》"],
        ["其他的文件目录", *row(1, "1", "《乙办法》"), *row(2, "2", "《丙办法》")],
    ],
    ids=["under another heading", "in an attachment", "below another title"],
)
def test_what_is_announced_is_not_said_of_another_list(other: list[str | Line]) -> None:
    for lines in (
        ["二、下列文件予以废止：", "（一）《甲办法》。"],
        ["下列文件予以废止：", *row(1, "1", "《甲办法》"), *row(2, "2", "《末办法》")],
    ):
        assert {title for _, title, _ in told(clauses(*lines, *other))} <= {"甲办法", "末办法"}
        assert told(clauses(*lines, *other))[0] == ("repealed", "甲办法", "")


def test_the_last_announcement_above_an_item_counts() -> None:
    below = clauses(
        "下列文件予以废止：", *row(1, "1", "《甲办法》"), *row(2, "2", "《乙办法》"), heading("一、失效的文件"), *row(1, "1", "《丙办法》")
    )
    assert told(below)[-1] == ("lapsed", "丙办法", "")
    grouped = clauses(
        "下列文件予以废止：", "一、价格类", "1.《甲办法》", "二、失效的文件", "1.《乙办法》", "附件1　其他文件", "1.《丙办法》"
    )
    assert told(grouped) == [("repealed", "甲办法", ""), ("lapsed", "乙办法", "")]
    inside = clauses(heading("一、废止的文件目录"), "下列文件继续有效：", *row(1, "1", "《甲办法》"), *row(2, "2", "《乙办法》"))
    assert told(inside) == [("in-force", "甲办法", ""), ("in-force", "乙办法", "")]


def test_a_page_that_is_a_list() -> None:
    page = document("1.《甲办法》", "2.《乙办法》", parts=(Part("policy", "云泽省现行有效的规范性文件目录（2024年）"),))
    assert [title for _, title, _ in told(split_clauses(page))] == ["甲办法", "乙办法"]
    assert told(clauses("1.《甲办法》", "2.《乙办法》")) == []


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ("1.卫医发〔2006〕3号", [("", "卫医发〔2006〕3号")]),
        ("1.卫医发〔2006〕3号 关于甲补助的意见", [("关于甲补助的意见", "卫医发〔2006〕3号")]),
        ("1.《甲办法》（试行）（卫医发〔2006〕3号）", [("甲办法（试行）", "卫医发〔2006〕3号")]),
        ("1.卫生部发布的《甲办法》", [("甲办法", "")]),
        (
            "1.《甲办法》（卫医发〔2006〕3号）和《乙办法》（卫医发〔2007〕4号）",
            [("甲办法", "卫医发〔2006〕3号"), ("乙办法", "卫医发〔2007〕4号")],
        ),
        ("1.《甲办法》和《乙办法》（卫医发〔2007〕4号）", [("甲办法", ""), ("乙办法", "卫医发〔2007〕4号")]),
        # The longer title, not the one in it.
        ("1.关于修改《甲办法》的决定（卫医发〔2006〕3号）", [("关于修改《甲办法》的决定", "卫医发〔2006〕3号")]),
        ("1.《甲办法》实施细则", [("《甲办法》实施细则", "")]),
        ("1.关于公布废止的规章目录的决定（卫医发〔2006〕3号）", [("关于公布废止的规章目录的决定", "卫医发〔2006〕3号")]),
        ("1.关于公布废止的文件目录（卫医发〔2006〕3号）", [("关于公布废止的文件目录", "卫医发〔2006〕3号")]),
        # A part, or another standing.
        ("1.《甲办法》（卫医发〔2006〕3号，继续有效）", []),
        ("1.《甲办法》（卫医发〔2006〕3号）第三条", []),
        ("1.《甲办法》中有关收费的规范", []),
        ("1.关于甲补助的通知（卫医发〔2006〕3号）（部分条款）", []),
        ("1.关于甲补助的通知（卫医发〔2006〕3号）附件2", []),
        ("1.《甲办法》不予废止", []),
        ("1.甲医院", []),
    ],
)
def test_what_an_item_names(item: str, named: list[tuple[str, str]]) -> None:
    assert [statement[1:] for statement in told(clauses("一、废止下列文件", item, "2.《末办法》"))] == [*named, ("末办法", "")]


@pytest.mark.parametrize(
    "announcement",
    [
        "一、建议废止下列文件",
        "一、拟废止的文件目录",
        "一、下列文件不予废止",
        "一、可以废止下列文件",
        "一、废止和失效的文件目录",
        "一、废止、修改的文件目录",
        "一、部分条款失效的文件目录",
        "一、废止下列文件的第三条：",
        "第三条　有下列情形之一的，批准失效：",
        "一、废止的文件目录（征求意见稿）",
        "一、如新办法出台，废止下列文件",
        "一、修改下列文件",
        "一、制定下列文件",
        "一、有效期为五年的文件目录",
    ],
)
def test_a_heading_that_leaves_it_open(announcement: str) -> None:
    assert told(clauses(announcement, *OLD)) == []


def test_an_open_heading_inside_hides_the_one_outside() -> None:
    assert told(clauses("一、废止的文件目录", "（一）拟废止的文件目录", "1.《甲办法》", "（二）其他", "1.《乙办法》")) == [
        ("repealed", "乙办法", "")
    ]


def test_a_list_ends_where_the_text_goes_on() -> None:
    found = clauses("决定废止下列文件：", "1.《甲办法》。", "以上决定自公布之日起执行。", "各地应当学习：", "1.《乙办法》")
    assert told(found) == [("repealed", "甲办法", "")]


def test_a_list_of_hundreds_is_read_to_its_end() -> None:
    items = [f"{at}.关于第{at}号补助的通知（卫医发〔2006〕{at}号）；" for at in range(1, 251)]
    found = clauses("下列文件予以废止：", *items, "251.关于公开的意见。", "（一）《末办法》")
    assert told(found) == [
        *(("repealed", f"关于第{at}号补助的通知", f"卫医发〔2006〕{at}号") for at in range(1, 251)),
        ("repealed", "关于公开的意见", ""),
        ("repealed", "末办法", ""),
    ]
    assert {clause.text[slice(*statement.span)][:2] for clause, statement in find_listed(found)} == {"关于", "《末"}


def test_a_statement_stands_at_the_title_and_names_its_heading() -> None:
    ((clause, statement),) = find_listed(clauses("一、废止下列文件", "1.《甲办法》（卫医发〔2006〕3号）；"))
    assert clause.text[slice(*statement.span)] == "《甲办法》（卫医发〔2006〕3号）"
    assert statement.heading == "一、废止下列文件"


def test_text_that_is_long_or_strange_announces_nothing() -> None:
    for text in ("", "。", "：：：", "（" * 20_000, " " * 20_000, "废止" * 20_000, "下列" * 20_000, "《" * 20_000):
        assert announced(text) is None
