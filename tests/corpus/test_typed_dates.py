"""Typed dates: what each date is the date of, as precise as it is written, at its place; dates of other things are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from corpus.model import CleanSpan, Part, Place
from corpus.typed_dates import find_typed_dates
from tests.corpus.pages import Line, document
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "云泽省公立医院薪酬办法"
ARTICLE = "第一条　为了规范薪酬，制定本办法。"


def dates(*lines: str | Line, title: str = TITLE) -> list[tuple[str, str]]:
    page = document(Line(title, "title"), *lines, parts=(Part("policy", title),))
    return [(found.kind, found.iso) for found in find_typed_dates(page, 0)]


def test_a_note_below_the_title_tells_each_event() -> None:
    note = (
        "（1999年4月29日第九届全国人民代表大会常务委员会第九次会议通过　根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议"
        "《关于修改〈甲法〉等部分法律的决定》第一次修正　2023年9月1日第十四届全国人民代表大会常务委员会第五次会议修订）"
    )
    assert dates(note, ARTICLE) == [("passed", "1999-04-29"), ("revised", "2009-08-27"), ("revised", "2023-09-01")]


def test_a_note_of_one_line_an_event() -> None:
    assert dates("2012年12月20日 国务院令第1号公布", "2013年1月1日 施行", "2019年3月2日第一次修订", ARTICLE) == [
        ("published", "2012-12-20"),
        ("effective", "2013-01-01"),
        ("revised", "2019-03-02"),
    ]


def test_two_meetings_that_passed_one_text() -> None:
    assert dates("2013年4月28日最高人民法院第1576次会议、2013年5月2日最高人民检察院第5次会议通过", ARTICLE) == [
        ("passed", "2013-04-28"),
        ("passed", "2013-05-02"),
    ]


def test_what_was_passed_then_was_the_amendment() -> None:
    assert dates("2003年4月18日第二次会议通过的《薪酬办法修正案》修正", ARTICLE) == [("revised", "2003-04-18")]


def test_what_a_quoted_title_says_did_not_happen_then() -> None:
    assert dates("2021年3月1日国务院《关于公布、施行甲法的决定》公布", ARTICLE) == [("published", "2021-03-01")]


def test_the_closing_clause_tells_from_when_a_text_is_in_force() -> None:
    assert dates(ARTICLE, "第二条　本办法自2021年7月1日起施行。2006年3月1日发布的《旧办法》同时废止。") == [("effective", "2021-07-01")]
    assert dates(ARTICLE, "第二条　《云泽省公立医院薪酬办法》自2021年7月1日起施行。") == [("effective", "2021-07-01")]
    assert dates(ARTICLE, "Article 2 These Measures shall come into force as of July 1, 2021.") == [("effective", "2021-07-01")]
    assert dates(ARTICLE, "The Regulation will commence operation on 1 July 2021.") == [("effective", "2021-07-01")]


def test_another_texts_dates_are_not_this_ones() -> None:
    assert dates("根据2020年10月1日起施行的《医师法》，制定本办法。", ARTICLE) == []
    assert dates(ARTICLE, "第二条　《医师法》自2022年3月1日起施行。") == []
    assert dates("2021年6月4日，国务院常务会议审议通过了《意见》，推动改革。", ARTICLE) == []
    assert (
        dates("In order to implement the Opinions issued by the State Council on June 4, 2021, the following is notified.", ARTICLE) == []
    )
    assert dates(ARTICLE, "第二条　2021年6月4日前发放的薪酬不再调整。") == []


def test_a_missing_year_stays_missing_and_a_month_or_year_alone_is_all_there_is() -> None:
    assert dates(ARTICLE, "第二条　本办法自7月1日起施行。") == [("effective", "--07-01")]
    assert dates("2021年6月云泽省人民政府公布", ARTICLE) == [("published", "2021-06")]
    assert dates("1988年第七次会议通过", ARTICLE) == [("passed", "1988")]


def test_below_the_text_stands_when_it_was_made_and_printed() -> None:
    assert dates(ARTICLE, "第二条　略。", "云泽省人民政府办公厅", "2021年5月14日") == [("made", "2021-05-14")]
    assert dates(ARTICLE, "第二条　略。", "云泽省人民政府办公厅　二〇二一年五月十四日") == [("made", "2021-05-14")]
    assert dates(ARTICLE, "第二条　略。", "云泽省人民政府办公厅2021年5月17日印发") == [("published", "2021-05-17")]


def test_the_signature_tells_when_a_text_was_made_though_a_long_attachment_follows_it() -> None:
    attachment = (
        "附件：薪酬表",
        *(f"第{number}等　每月若干元" for number in "一二三四五六七八九"),
        "云泽省人民政府办公厅2021年5月17日印发",
    )
    signed = ("云泽省人民政府办公厅", "2021年5月14日", "附件1", *attachment[1:])
    assert dates(ARTICLE, "第二条　略。", *signed) == [("made", "2021-05-14"), ("published", "2021-05-17")]


def test_metadata_tell_by_their_labels() -> None:
    meta = [Line(text, "metadata") for text in ("成文日期：2021-05-14", "发布日期：2021-06-01", "实施日期：2021-07-01")]
    assert dates(*meta, ARTICLE) == [("made", "2021-05-14"), ("page", "2021-06-01"), ("effective", "2021-07-01")]
    cells = [Line(text, "metadata") for text in ("成文日期：", "2021年05月14日")]
    assert dates(*cells, ARTICLE) == [("made", "2021-05-14")]
    assert dates(Line("2021-06-17 09:30 健康报", "metadata"), ARTICLE) == [("page", "2021-06-17")]


def test_labels_in_traditional_characters_and_in_cells_without_a_colon() -> None:
    meta = [
        Line(text, "metadata")
        for text in ("發布日期：2021-06-01", "修正日期：2022-07-01", "公發布日：2020-05-14", "發文日期", "2020-05-15")
    ]
    assert dates(*meta, ARTICLE) == [
        ("page", "2021-06-01"),
        ("revised", "2022-07-01"),
        ("published", "2020-05-14"),
        ("made", "2020-05-15"),
    ]


def test_english_labels_and_those_of_a_library_of_laws() -> None:
    labels = ("Date of issue: 2021-05-14", "Date of publication: 2021-06-01", "Effective as of: 2021-07-01", "Adopted on: 2021-05-02")
    assert dates(*(Line(text, "metadata") for text in labels), ARTICLE) == [
        ("made", "2021-05-14"),
        ("page", "2021-06-01"),
        ("effective", "2021-07-01"),
        ("passed", "2021-05-02"),
    ]
    stored = [Line(text, "metadata") for text in ("【发布日期】2021-05-14", "【入库日期】2021-06-01")]
    assert dates(*stored, ARTICLE) == [("published", "2021-05-14"), ("page", "2021-06-01")]
    assert dates(Line("發布日期：112-08-16", "metadata"), ARTICLE) == [("page", "2023-08-16")]
    assert dates(Line("云泽省人民政府公告2021年第4号", "metadata"), ARTICLE) == []


def test_a_short_text_without_numbers_has_its_signature_too() -> None:
    text = ("因系统升级，大厅暂停办理业务。", "急需办理的，请提前到大厅办理。")
    assert dates(*text, "云泽省医疗保障局", Line("2021年5月14日", "metadata")) == [("made", "2021-05-14")]
    assert dates(Line("2021年5月14日", "metadata"), *text) == [("page", "2021-05-14")]


def test_an_order_says_from_when_the_text_that_it_makes_public_is_in_force() -> None:
    text = "《云泽省老人优待办法》已经2021年11月1日第98次会议通过，现予公布，自2022年1月1日起施行。"
    assert ("effective", "2022-01-01") in dates(text, title="云泽省人民政府令")


def test_who_tells_of_a_text_tells_of_another_one() -> None:
    assert dates("方案自2021年4月1日起实施。", ARTICLE) == []
    assert dates("经研究决定，自2021年4月1日起执行。", ARTICLE) == [("effective", "2021-04-01")]
    news = "2021年3月20日，省里印发《云泽省公立医院薪酬办法》，将于6月1日起施行。现解读如下。"
    assert dates(news, ARTICLE, title="《云泽省公立医院薪酬办法》解读") == []
    told = "《云泽省公立医院薪酬办法》已由省里审议，自2021年6月1日起施行。"
    assert dates(told, title="一图读懂《云泽省公立医院薪酬办法》") == []


@pytest.mark.parametrize(
    "line",
    [
        "第二条　本办法从2021年7月1日起执行。",
        "第二条　本办法于2021年7月1日起施行。",
        "第二条　本办法自2021年7月1日零时起施行。",
        "第二条　本办法有效期五年，2021年7月1日起施行。",
        "Article 2 These Measures shall apply with effect from July 1, 2021.",
        "Article 2 These Measures shall take effect on July 1, 2021.",
        "第二条　本办法2021年7月1日起施行。",
        "第二条　本办法从2021年7月1日开始施行。",
        "第二条　本办法自2021年7月1日起试行，试行期两年。",
        "第二条　本办法的施行日期为2021年7月1日。",
        "第二条　本办法执行期限为2021年7月1日至2023年6月30日。",
        "Article 2 These Measures shall apply from July 1, 2021.",
        "Article 2 The Interim Measures shall be put into effect on July 1, 2021.",
        "Article 2 These Measures shall be valid from July 1, 2021 to June 30, 2023.",
        "Article 2 These Measures shall be implemented on a trial basis as of the date of July 1, 2021.",
        "Article 2 With effect from 1 July 2021, these Measures replace those of 2008.",
        "第二条　本办法自2021年7月1日起启用。",
        "第二条　自2021年7月1日起，本办法正式施行。",
        "第二条　本办法自2021年7月1日起在全市范围内施行。",
        "第二条　本办法自2021年7月1日（含）起施行。",
        "第二条　本办法于2021年7月1日正式实施。",
        "第二条　调整后的标准自2021年7月1日起执行。",
        "现将《云泽省公立医院薪酬办法》印发给你们，自2021年7月1日起执行。",
        "Article 2 These Measures shall commence on 1 July 2021.",
        "Article 2 These Measures will take effect starting July 1, 2021.",
        "Article 2 The implementation date of these Measures is July 1, 2021.",
        "The Payroll Measures are hereby promulgated and shall come into force on July 1, 2021.",
    ],
)
def test_every_way_of_saying_from_when_a_text_is_in_force(line: str) -> None:
    assert dates(ARTICLE, line) == [("effective", "2021-07-01")]


@pytest.mark.parametrize(
    "line",
    [
        "第二条　本办法有效期至2021年7月1日。",
        "第二条　劳动合同自2021年7月1日起生效。",
        "本报讯，省里印发《办法》，自2021年7月1日起施行。",
        "第二条　服务窗口自2021年7月1日起启用。",
        "第二条　申请的受理期限为2021年7月1日至12月31日。",
        "Article 2 These Measures shall apply to contracts that were signed on July 1, 2021.",
        "Article 2 The certificates shall be valid from July 1, 2021.",
        "With effect from 1 July 2021, the company moves to another place.",
    ],
)
def test_other_days_in_a_clause_are_not_those_from_which_the_text_is_in_force(line: str) -> None:
    assert dates(ARTICLE, line) == []


@pytest.mark.parametrize(
    ("title", "line", "day"),
    [
        ("关于启用新版登记卡的公告", "省里决定自2021年7月1日起启用新版登记卡。", "2021-07-01"),
        ("关于调整收费标准的公示", "我院自2021年7月1日零时起，对收费标准进行调整，现予公示。", "2021-07-01"),
        ("關於登記的通函", "經諮詢後，由2021年7月1日起，協議須載列以下各項：", "2021-07-01"),
        ("关于设立办事窗口的公告", "窗口自2021年7月1日起启用。", None),
        ("关于登记水井的通知", "请自2021年7月1日起登记水井。", None),
    ],
)
def test_what_a_notice_is_called_after_begins_on_the_day_that_it_says(title: str, line: str, day: str | None) -> None:
    assert dates(line, title=title) == ([("effective", day)] if day else [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("民国二十三年十月五日市政会议议决，同年十一月一日施行", [("made", "1934-10-05"), ("effective", "1934-11-01")]),
        (
            "中華民國110年3月9日府農漁字第1100041883號函訂定，並自中華民國110年4月1日生效",
            [("made", "2021-03-09"), ("effective", "2021-04-01")],
        ),
        ("[1 July 2021]", [("effective", "2021-07-01")]),
        ("[1 July 2021] L.N. 12 of 2021", [("effective", "2021-07-01")]),
        ("Made 6th May 2021", [("made", "2021-05-06")]),
        ("——2021年1月20日在云泽省第十三届人民代表大会第一次会议上", [("made", "2021-01-20")]),
        ("（2018年6月11日云泽省人民政府令第63号公布）", [("made", "2018-06-11"), ("published", "2018-06-11")]),
        ("Coming into force 1st July 2021", [("effective", "2021-07-01")]),
    ],
)
def test_more_notes_below_a_title(line: str, found: list[tuple[str, str]]) -> None:
    assert dates(line, ARTICLE) == found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("本法自公布翌日起生效。", "2021-05-15"),
        ("本法自公布后满三十日起生效。", "2021-06-13"),
        ("本办法从公布之日起施行。", "2021-05-14"),
        ("These Measures come into force 30 days after the date of promulgation.", "2021-06-13"),
    ],
)
def test_days_counted_from_the_issue(line: str, day: str) -> None:
    assert ("effective", day) in dates(Line("公布日期：2021-05-14", "metadata"), ARTICLE, line)


def test_a_text_that_is_repealed_from_the_day_of_issue() -> None:
    made = Line("成文日期：2021-05-14", "metadata")
    line = "决定废止《薪酬办法》，自印发之日起停止执行。"
    assert ("effective", "2021-05-14") in dates(made, line, title="关于废止《薪酬办法》的通知")
    assert dates(made, line, title="关于薪酬的通知") == [("made", "2021-05-14")]


def test_the_day_of_promulgation_is_that_of_making_where_nothing_else_is_said() -> None:
    promulgated = Line("Promulgation date: 2021-05-14", "metadata")
    assert dates(promulgated, ARTICLE) == [("made", "2021-05-14"), ("published", "2021-05-14")]
    assert ("made", "2021-05-14") not in dates(promulgated, Line("Adopted on: 2021-05-02", "metadata"), ARTICLE)


def test_a_label_that_tells_of_something_else_gives_no_date() -> None:
    for line in ("截止日期：2021-05-14", "注册时间：2021-05-14", "Version date: 2021-05-14", "Joined: Fri May 14, 2021"):
        assert dates(Line(line, "metadata"), ARTICLE) == []


@pytest.mark.parametrize("line", ["（沐政发〔2019〕8号　2019年3月12日）", "沐政发〔2019〕8号 2019-03-12"])
def test_the_day_beside_the_number_is_that_of_making(line: str) -> None:
    assert dates(Line(line, "metadata"), ARTICLE) == [("made", "2019-03-12")]


@pytest.mark.parametrize("line", ["(In force from 1 July 2021)", "Came into force on 1 July 2021"])
def test_a_line_of_metadata_that_says_from_when_the_text_is_in_force(line: str) -> None:
    assert dates(Line(line, "metadata"), ARTICLE) == [("effective", "2021-07-01")]


def test_traditional_text_is_in_force_from_a_day_of_the_republic_calendar() -> None:
    assert dates("主旨：修正「薪酬方案」，並自中華民國112年9月1日生效。") == [("effective", "2023-09-01")]


def test_of_two_policies_on_one_page_each_has_its_own_dates() -> None:
    lines = (Line(TITLE, "title"), Line("成文日期：2021-05-14", "metadata"), ARTICLE)
    other = tuple(Line(text, kind, part=1) for text, kind in (("云泽省奖金办法", "title"), (ARTICLE, "paragraph")))  # type: ignore[arg-type]
    page = document(*lines, *other, parts=(Part("policy", TITLE), Part("policy", "云泽省奖金办法")))
    assert [found.kind for found in find_typed_dates(page, 0)] == ["made"]
    assert find_typed_dates(page, 1) == ()


def test_an_english_note() -> None:
    note = (
        "(Adopted at the Ninth Session on April 29, 1999, amended for the first time on August 27, 2009; effective as of October 1, 1999)"
    )
    assert dates(note, "Article 1 These Measures apply.", title="Payroll Measures") == [
        ("passed", "1999-04-29"),
        ("revised", "2009-08-27"),
        ("effective", "1999-10-01"),
    ]


def test_a_date_stands_at_its_place_and_the_pages_own_may_have_none() -> None:
    page = document(Line(TITLE, "title"), "2013年1月1日 施行", ARTICLE, parts=(Part("policy", TITLE),))
    (found,) = find_typed_dates(page, 0)
    assert found.place == Place(1, CleanSpan(0, 9))
    assert page.blocks[1].text[found.place.span.start : found.place.span.end] == "2013年1月1日"
    (found,) = find_typed_dates(replace(document("正文。"), published=date(2021, 6, 1)), 0)
    assert (found.kind, found.iso, found.place) == ("page", "2021-06-01", None)


BOMBS = (
    "第3批名单于2024年1月1日公布；",
    "2024年1月1日",
    "2024年1月1日\n",
    "《甲办法》自2024年1月1日起施行，",
    "《《甲》",
    "adopted and and on June 1, 2021 ",
    "2024年",
    "(",
)


@pytest.mark.parametrize("kind", ["paragraph", "metadata"])
@pytest.mark.parametrize("unit", BOMBS)
def test_time_grows_with_the_text_not_with_its_square(unit: str, kind: str) -> None:
    def finding(size: int) -> Callable[[], object]:
        lines = [Line(line, kind) for line in f"发布日期：{unit * (size // len(unit))}".split("\n")]  # type: ignore[arg-type]
        page = document(Line(TITLE, "title"), *lines, parts=(Part("policy", TITLE),))
        return partial(find_typed_dates, page, 0)

    assert is_linear(finding, 20_000)
