"""Dates: every form in which pages write them, as precise as they are written, and nothing that is no date."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_dates, first_date, is_bare_date, to_day

DATES: dict[str, str] = {
    "2021-06-17": "2021-06-17",
    "2021-6-7": "2021-06-07",
    "2021/6/7": "2021-06-07",
    "2021.06.17": "2021-06-17",
    "2021 - 06 - 17": "2021-06-17",
    "2021. 6. 17": "2021-06-17",
    "２０２１－０６－１７": "2021-06-17",
    "2021-06-17T09:37:40Z": "2021-06-17",
    "2021-06-17 09:37": "2021-06-17",
    "Date:2021-07-10 Hits:333": "2021-07-10",
    "2021年6月17日": "2021-06-17",
    "2021年06月17日": "2021-06-17",
    "2021 年 6 月 17 日": "2021-06-17",
    "２０２１年６月１７日": "2021-06-17",
    "2021年6月17号": "2021-06-17",
    "2021年6月17號": "2021-06-17",
    "2021年6月": "2021-06",
    "自2021年12月1日起施行": "2021-12-01",
    "2021年6月底前": "2021-06",
    "二〇二一年六月四日": "2021-06-04",
    "二○二一年六月四日": "2021-06-04",
    "二O二一年六月四日": "2021-06-04",
    "二0二一年六月四日": "2021-06-04",
    "二零二一年十二月三十一日": "2021-12-31",
    "一九九九年十月一日": "1999-10-01",
    "二〇二一年六月": "2021-06",
    "二〇二一年 六月 二十日": "2021-06-20",
    "June 17, 2021": "2021-06-17",
    "June 17,2021": "2021-06-17",
    "June 17 2021": "2021-06-17",
    "June 17th, 2021": "2021-06-17",
    "june 1st, 2021": "2021-06-01",
    "JUNE 2ND, 2021": "2021-06-02",
    "Jun. 17, 2021": "2021-06-17",
    "Sept. 5, 2021": "2021-09-05",
    "June-17-2021": "2021-06-17",
    "17 June 2021": "2021-06-17",
    "17th of June, 2021": "2021-06-17",
    "17-Jun-2021": "2021-06-17",
    "Thursday, June 17, 2021": "2021-06-17",
    "the 17th day of June 2021": "2021-06-17",
    "17/06/2021": "2021-06-17",
    "06/17/2021": "2021-06-17",
    "17-06-2021": "2021-06-17",
    "June 2021": "2021-06",
    "June, 2021": "2021-06",
    "by the end of May 2021": "2021-05",
    "June 4–7, 2021": "2021-06-04",
    "June 4 to 7, 2021": "2021-06-04",
    "4-7 June 2021": "2021-06-04",
    "2021年6月4日至7日": "2021-06-04",
    "2021年6月4日—7月7日": "2021-06-04",
    "2024-02-29": "2024-02-29",
    "中華民國112年8月11日": "2023-08-11",
    "民國 112 年 8 月 11 日": "2023-08-11",
    "民國一百十二年三月一日": "2023-03-01",
    "民国一一二年三月一日": "2023-03-01",
    "民國88年3月": "1999-03",
    "自112年9月1日生效": "2023-09-01",
    "2021–06–17": "2021-06-17",
    "2021\\06\\17": "2021-06-17",
    "2021年6月十七日": "2021-06",
    "2021年六月十七日": "2021-06-17",
    "2021年06月17": "2021-06-17",
    "2021年6月5个": "2021-06",
    "2 0 2 1 年 6 月 1 7 日": "2021-06-17",
    "6月17日 2021年": "2021-06-17",
    "17Jun2021": "2021-06-17",
    "Jun 17 20214:29 AM": "2021-06-17",
    "一一○年六月十七日": "2021-06-17",
    "自一百十年六月一日施行": "2021-06-01",
    "中　華　民　國　110　年　6　月　17　日": "2021-06-17",
}

NOT_DATES: dict[str, str] = {
    "June 7": "the year is missing",
    "6月7日": "the year is missing",
    "六月四日": "the year is missing",
    "10.1": "the year is missing",
    "2021": "a year alone",
    "2021年": "a year alone",
    "二〇二一年": "a year alone",
    "2021-06": "as likely a range of years",
    "06/07/2021": "day and month may be either",
    "2021-13-45": "no such month",
    "2021-02-30": "no such day",
    "2023-02-29": "no leap year",
    "2021年13月1日": "no such month",
    "2021年6月31日": "no such day, and not the month either",
    "2021年0月1日": "no such month",
    "June 31, 2021": "no such day",
    "31 June 2021": "no such day, and not the month either",
    "二〇二一年十三月一日": "no such month",
    "1821-06-17": "before such pages",
    "2121年6月17日": "after such pages",
    "12021-06-17": "inside a longer number",
    "2021-06-170": "inside a longer number",
    "13800002021-06-17": "inside a longer number",
    "010-20210617": "a telephone number",
    "20210617": "a number",
    "400-2021-0617": "a telephone number",
    "10.2021.6.17": "a version or an address",
    "2021.6.17.3": "a version or an address",
    "2021-06/17": "two kinds of stroke",
    "2019. 10 - 12": "a sentence's end and a range",
    "http://a.cn/2021-06/17/c.htm": "a path",
    "http://a.cn/2021/06/17/c.htm": "a path",
    "公元112年6月17日": "of the common era",
    "第112年6月17日": "a count of years",
    "合同期112年": "no month",
    "112-08-16": "a number, where no label says that it is a date",
    "二十一二年六月四日": "no year",
    "summary 7, 2021": "no month",
    "maybe 2021": "no month",
    "国办发〔2021〕18号": "a document number",
}


@pytest.mark.parametrize(("text", "iso"), DATES.items())
def test_what_is_a_date(text: str, iso: str) -> None:
    assert first_date(text) == iso
    assert len(list(find_dates(text))) == 1


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_none(text: str) -> None:
    assert list(find_dates(text)) == [], NOT_DATES[text]
    assert first_date(text) == ""


def test_every_date_in_order_with_its_place() -> None:
    text = "6月7日讯，2021年6月4日印发（二〇二一年六月），updated June 17, 2021 and 2021/6/18."
    found = list(find_dates(text))
    assert [iso for _, _, iso in found] == ["2021-06-04", "2021-06", "2021-06-17", "2021-06-18"]
    assert [text[start:end] for start, end, _ in found] == ["2021年6月4日", "二〇二一年六月", "June 17, 2021", "2021/6/18"]


def test_ranges_with_two_whole_dates_are_two() -> None:
    for text in ("2021-06-10至2021-06-20", "2021-06-10 — 2021-06-20", "June 10, 2021 – June 20, 2021", "2021年6月10日—2021年6月20日"):
        assert [iso for _, _, iso in find_dates(text)] == ["2021-06-10", "2021-06-20"], text


def test_of_a_range_over_two_months_only_the_day_with_a_year() -> None:
    assert [iso for _, _, iso in find_dates("June 28 – July 2, 2021")] == ["2021-07-02"]


MONTHS = "January February March April May June July August September October November December".split()
FORMS = ("{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{3} {2}, {0}", "{2} {3} {0}", "{4}. {2}, {0}")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS), st.sampled_from(["", "于", " ", "(", "日期："]))
def test_every_day_is_read_back(day: date, form: str, before: str) -> None:
    month = MONTHS[day.month - 1]
    text = before + form.format(day.year, day.month, day.day, month, month[:3]) + "。"
    ((start, end, iso),) = find_dates(text)
    assert iso == day.isoformat()
    assert (text[:start], text[end:]) == (before, "。")
    assert to_day(iso) == day


HAN = "〇一二三四五六七八九"


def in_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_in_han_digits_is_read_back(day: date) -> None:
    year = "".join(HAN[int(digit)] for digit in str(day.year))
    assert first_date(f"{year}年{in_han(day.month)}月{in_han(day.day)}日") == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("-./"), st.from_regex(r"\d{1,4}", fullmatch=True))
def test_no_date_inside_a_longer_run_of_digits(day: date, mark: str, more: str) -> None:
    written = mark.join(str(day).split("-"))
    assert list(find_dates(more + written)) == []
    assert list(find_dates(written + more)) == []


@given(st.text("20211年月日-/.6 ,JuneMay一二〇", max_size=30))
def test_whatever_is_found_is_a_day_of_the_calendar(text: str) -> None:
    position = 0
    for start, end, iso in find_dates(text):
        assert position <= start < end <= len(text)
        position = end
        if to_day(iso) is None:
            year, month = map(int, iso.split("-"))
            assert date(year, month, 1) + timedelta(0)


BARE = [
    "2021-06-17", " 2021-06-17 09:37:40 ", "2021-06-17T09:37:40+08:00", "2021-06-17T09:37:40Z", "（2021年6月17日）", "2021年6月17日 星期四",
    "2021年6月17日 上午9:30", "Thursday, June 17, 2021", "June 17, 2021 10:30 AM", "June 17, 2021 10:30 CST", "2021-06-10至2021-06-20",
    "2021年6月4日至7日", "2021年6月",
]  # fmt: skip
NOT_BARE = [
    "", "2021", "星期四", "2021-06-17 来源：健康报", "Published June 17, 2021", "2021-06-17 the State Council said on 2021-06-18",
    "印发日期2021-06-17", "June 17, 2021 tax", "2021年6月17日印发", "2021年6月17日 " * 50,
]  # fmt: skip


@pytest.mark.parametrize("text", BARE)
def test_a_line_of_nothing_but_a_date(text: str) -> None:
    assert is_bare_date(text)


@pytest.mark.parametrize("text", NOT_BARE)
def test_a_line_with_more_than_a_date(text: str) -> None:
    assert not is_bare_date(text)


def test_days_and_less() -> None:
    assert to_day("2021-06-17") == date(2021, 6, 17)
    assert to_day("2021-06") is None
    assert to_day("") is None


@pytest.mark.parametrize("text", ["2021-06-17 ", "1", "1 ", "june ", "2021年", "june 17 ", " " * 50 + "1"])
def test_long_text_takes_no_long_time(text: str) -> None:
    long = text * (200_000 // len(text))
    started = time.process_time()
    list(find_dates(long))
    is_bare_date(long)
    assert time.process_time() - started < 5  # measured: 0.5 s at most; the danger is minutes


def test_what_a_label_calls_a_date_may_be_of_the_republic_calendar() -> None:
    assert first_date("112-08-16", labelled=True) == "2023-08-16"
    assert first_date("112/8/16 10:20", labelled=True) == "2023-08-16"
    assert first_date("192.112.08.16", labelled=True) == ""
