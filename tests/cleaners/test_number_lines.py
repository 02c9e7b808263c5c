"""Number lines: what a line or the value of a label is the number of; what is a day, a year or a word is none."""

from __future__ import annotations

import pytest

from cleaners.number_lines import is_number_line, is_own_file, read_announcement, read_number

IN_NORMAL_FORM = {
    "云水发〔2021〕12号": "云水发〔2021〕12号",
    "后财〔2021〕5号": "后财〔2021〕5号",
    "云水发2021年12号": "云水发〔2021〕12号",
    "云水发2021-12号": "云水发〔2021〕12号",
    "云水发2021〔12〕号": "云水发〔2021〕12号",
    "云水[2021]12": "云水〔2021〕12号",
    "财办建（2021）12号": "财办建〔2021〕12号",
    "财政部 税务总局公告2021年第3号": "财政部、税务总局公告2021年第3号",
    "国家药监局2021年第53号公告": "国家药监局公告2021年第53号",
    "中华人民共和国交通运输部令2021年第12号": "交通运输部令2021年第12号",
    "云州市水利局公告〔2021〕9号": "云州市水利局公告〔2021〕9号",
    "（云州市水利局通告2021年第9号）": "云州市水利局通告2021年第9号",
}

AS_WRITTEN = ("DH ORPHF 45/23/7", "EDB(SBPS)/ADM/50/1/7", "2021年第9号", "2021-045", "GB/T 9704-2012", "Circular No. 12/2021")

NO_NUMBERS = (
    "",
    "无",
    "2021",
    "2021年",
    "2021-05-09",
    "2021年5月9日",
    "另行通知",
    "5",
    "关于登记水井的通知，见2021年第9期和第10期的公报全文及其附件一览",
)


@pytest.mark.parametrize(("value", "normalised"), IN_NORMAL_FORM.items())
def test_the_value_of_a_label_in_normal_form(value: str, normalised: str) -> None:
    assert [number.normalised for number in read_number(value)] == [normalised]


@pytest.mark.parametrize("value", AS_WRITTEN)
def test_a_number_in_no_known_form_stays_as_it_is_written(value: str) -> None:
    assert [(number.written, number.normalised) for number in read_number(value)] == [(value, None)]


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_is_no_number_is_none(value: str) -> None:
    assert read_number(value) == []


@pytest.mark.parametrize(
    "line",
    [
        "云水发〔2021〕12号",
        "（云水发〔2021〕12号）",
        "国家税务总局云州市税务局公告2020年第5号",
        "云水发2021年12号",
        "云水发〔2021〕12号　　签发人：王某",
        "L.N. 12 of 2021",
        "第12/2021號行政法規",
    ],
)
def test_a_line_that_is_nothing_but_a_number(line: str) -> None:
    assert is_number_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "云水渠2021年12号",
        "云州市水利局2021年第12期",
        "第41/2022號社會文化司司長批示",
        "Wells Act 2021",
        "按照云水发〔2021〕12号文件的规定办理",
    ],
)
def test_a_line_that_is_more_or_something_else(line: str) -> None:
    assert not is_number_line(line)


def test_an_announcement_names_who_makes_it() -> None:
    assert read_announcement("2021年第9号公告") is None
    assert read_announcement("今年发布公告2021年第9号") is None


@pytest.mark.parametrize(
    ("line", "own"), [("本署檔號：DH 45/23", True), ("Our Ref.: DH 45/23", True), ("Your Ref.: DH 45/23", False), ("来函檔號：1/2", False)]
)
def test_the_file_of_who_writes(line: str, *, own: bool) -> None:
    assert is_own_file(line) is own
