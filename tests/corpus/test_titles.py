"""Titles: what names the work stays when marks, issuer, version words and the state's name are off; wrappers give up what they hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.editions import Version, split_version
from corpus.titles import read_title, title_key

VERSIONS: dict[str, tuple[str, Version]] = {
    "薪酬总量核定办法（试行）": ("薪酬总量核定办法", Version("试行", "trial")),
    "财产管理暂行办法": ("财产管理办法", Version("暂行", "trial")),
    "公司法（2018年修正）": ("公司法", Version("2018年修正", year=2018, amended=True)),
    "计量条例(２０２１年修订)": ("计量条例", Version("２０２１年修订", year=2021, amended=True)),
    "文物保护法（2017年11月4日修正）": ("文物保护法", Version("2017年11月4日修正", year=2017, amended=True)),
    "诊疗方案（试行第八版 修订版）": ("诊疗方案", Version("试行第八版 修订版", "trial", edition=8, amended=True)),
    "诊疗方案第十一版": ("诊疗方案", Version("第十一版", edition=11)),
    "公司法（修订草案征求意见稿）": ("公司法", Version("修订草案征求意见稿", "draft", amended=False)),
    "醫療機構管理辦法（徵求意見稿）": ("醫療機構管理辦法", Version("徵求意見稿", "draft")),
    "药品目录（2023年）": ("药品目录", Version("2023年", year=2023)),
    "建设标准（2020年版）": ("建设标准", Version("2020年版", year=2020)),
    "办法（试行）（2021年修订）": ("办法", Version("试行 2021年修订", "trial", 2021, amended=True)),
    "Payroll Measures (Trial)": ("Payroll Measures", Version("Trial", "trial")),
    "Payroll Measures (For Trial Implementation)": ("Payroll Measures", Version("For Trial Implementation", "trial")),
    "Interim Measures for Payroll": ("Measures for Payroll", Version("Interim", "trial")),
    "Payroll Rules (Revised 2021)": ("Payroll Rules", Version("Revised 2021", year=2021, amended=True)),
    "Patent Law (2018 Amendment)": ("Patent Law", Version("2018 Amendment", year=2018, amended=True)),
    "Clinical Guidelines (Third Edition)": ("Clinical Guidelines", Version("Third Edition", edition=3)),
    "Clinical Guidelines (7th Trial Version)": ("Clinical Guidelines", Version("7th Trial Version", edition=7)),
    "Data Rules (Draft for Comments)": ("Data Rules", Version("Draft for Comments", "draft")),
}


@pytest.mark.parametrize("title", VERSIONS)
def test_version_words_are_taken_apart(title: str) -> None:
    assert split_version(title) == VERSIONS[title]


@pytest.mark.parametrize(
    "title",
    [
        "刑法修正案（十一）",
        "管理办法（北京）",
        "政府工作报告（2021年）",
        "关于试行年薪制的通知",
        "2021年重点工作任务",
        "关于修订章程的决定",
        "（试行）",
        "Rules on Drug Trials",
        "Notice on the Revised Catalogue",
    ],
)
def test_other_words_stay(title: str) -> None:
    assert split_version(title) == (title, Version())


SAME_KEY = [
    ("《中华人民共和国公司法》", "公司法（2018年修正）"),
    ("上海市实施《中华人民共和国义务教育法》办法", "上海市实施 〈义务教育法〉办法"),
    ("国务院办公厅关于推动公立医院高质量发展的意见", "關於推動公立醫院高質量發展的意見"),
    ("最高人民法院 关于适用《中华人民共和国民事诉讼法》的 解释", "最高人民法院关于适用《民事诉讼法》的解释"),
    ("Company Law of the People's Republic of China", "COMPANY LAW OF THE PEOPLE’S REPUBLIC OF CHINA (2018 Amendment)"),
    (
        "State Council General Office's Opinions on Medical Alliances",
        "Opinions of the General Office of the State Council on medical alliances",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME_KEY)
def test_one_work_has_one_key_however_its_title_is_printed(one: str, other: str) -> None:
    assert read_title(one).key == read_title(other).key != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("土地增值税暂行条例", "增值税暂行条例"),
        ("公司法", "公司法实施条例"),
        ("上海市城市绿化条例", "城市绿化条例"),
        ("深化改革2021年重点任务", "深化改革2022年重点任务"),
        ("政府工作报告（2021年）", "政府工作报告（2022年）"),
        ("刑法修正案（十）", "刑法修正案（十一）"),
        # Taiwan's Criminal Code is another law than the mainland's.
        ("中華民國刑法", "中华人民共和国刑法"),
        ("国务院关于修改《公司登记条例》的决定", "公司登记条例"),
    ],
)
def test_another_work_has_another_key(one: str, other: str) -> None:
    assert read_title(one).key != read_title(other).key


@pytest.mark.parametrize(
    ("title", "issuer", "base"),
    [
        ("国家卫生健康委 财政部关于调整补助的通知", "国家卫生健康委 财政部", "关于调整补助的通知"),
        ("国家发展改革委等十部门关于消费的意见", "国家发展改革委等十部门", "关于消费的意见"),
        ("国家卫生健康委员会公告2021年第5号", "国家卫生健康委员会", "公告2021年第5号"),
        ("Notice of the Linzhou Municipal Health Commission on Payroll", "Linzhou Municipal Health Commission", "Notice on Payroll"),
        ("云泽省公立医院薪酬办法", "", "云泽省公立医院薪酬办法"),
        ("Measures of Linzhou City for Family Doctors", "", "Measures of Linzhou City for Family Doctors"),
    ],
)
def test_the_issuer_is_no_part_of_the_base(title: str, issuer: str, base: str) -> None:
    assert (read_title(title).issuer, read_title(title).base) == (issuer, base)


def chain(title: str) -> list[tuple[str, str]]:
    read = read_title(title)
    return [(inside.action, inside.base) for inside in (read, *read.all_wrapped())]


def test_a_wrapper_gives_up_what_it_prints() -> None:
    assert chain("国务院办公厅关于印发《医联体建设方案（试行）》的通知") == [
        ("issue", "关于印发《医联体建设方案（试行）》的通知"),
        ("", "医联体建设方案"),
    ]
    assert chain("国务院办公厅关于印发深化医改2021年重点工作任务的通知")[1] == ("", "深化医改2021年重点工作任务")
    assert chain("关于發布《電子病歷規範》的公告")[1] == ("", "電子病歷規範")
    assert read_title("关于印发《医联体建设方案（试行）》的通知").version == Version("试行", "trial")


def test_wrappers_nest() -> None:
    assert [action for action, _ in chain("临州市政府办公室转发云泽省政府办公厅关于印发《医联体办法》的通知的通知")] == [
        "forward",
        "issue",
        "",
    ]
    assert read_title("云泽省财政厅转发财政部关于印发《医联体办法》的通知").named.action == "forward"
    assert read_title("财政部关于印发《医联体办法》的通知").named.base == "医联体办法"


def test_several_texts_in_one_wrapper_are_all_given_and_none_names_the_work() -> None:
    assert [base for _, base in chain("财政部关于印发《医联体办法》和《医共体办法》的通知")] == [
        "关于印发《医联体办法》和《医共体办法》的通知",
        "医联体办法",
        "医共体办法",
    ]
    assert read_title("财政部关于印发《医联体办法》和《医共体办法》的通知").named.action == "issue"


def test_what_is_forwarded_keeps_its_own_issuer() -> None:
    forwarded = read_title("国务院办公厅转发国家发展改革委等部门关于促进社会服务消费意见的通知").wrapped[0]
    assert (forwarded.issuer, forwarded.key) == ("国家发展改革委等部门", read_title("关于促进社会服务消费的意见").key)


def test_english_wrappers() -> None:
    assert chain("Notice of the General Office of the State Council on Printing and Distributing the Key Tasks for 2021") == [
        ("issue", "Notice on Printing and Distributing the Key Tasks for 2021"),
        ("", "Key Tasks for 2021"),
    ]
    assert chain("Circular of the Ministry of Finance Forwarding the Opinions of the State Council on Payroll")[1] == (
        "",
        "Opinions on Payroll",
    )
    assert chain("Announcement on Promulgating the Payroll Measures (Trial)")[1] == ("", "Payroll Measures")


def test_a_request_for_comments_is_no_issue() -> None:
    title = read_title("关于公开征求《医联体办法（征求意见稿）》意见的通知")
    assert (title.action, title.wrapped[0].base, title.wrapped[0].version.stage) == ("consult", "医联体办法", "draft")
    assert title.named is title


@pytest.mark.parametrize(
    "title", ["关于公布取消行政许可的通知", "关于加强药品发布管理的意见", "Opinions on Publishing Prices Online", "印发登记表"]
)
def test_what_wraps_nothing_stays_whole(title: str) -> None:
    assert read_title(title).wrapped == ()


def test_titles_that_name_only_a_kind_are_generic() -> None:
    for generic in (
        "政府工作报告",
        "2021年政府工作报告",
        "实施细则",
        "国家药监局公告2021年第5号",
        "Notice of the Ministry of Finance",
        "Implementing Rules",
    ):
        assert read_title(generic).is_generic or read_title(generic).key == "notice of ministry of finance"
    for telling in ("公司法", "关于医联体的通知", "公司法实施细则", "Opinions on Medical Alliances"):
        assert not read_title(telling).is_generic


def test_marks_within_a_title_stay() -> None:
    assert read_title("《关于实施〈公司法〉的意见》").base == "关于实施〈公司法〉的意见"
    assert read_title("《医联体办法》和《医共体办法》").base == "《医联体办法》和《医共体办法》"


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_its_key_is_its_own_key(text: str) -> None:
    key = read_title(text).key
    assert title_key(key) == key


def test_reading_takes_no_longer_on_hostile_titles() -> None:
    started = time.process_time()
    for hostile in (
        "国务院" * 300,
        "《" * 900,
        "notice of the " * 90,
        "关于印发" * 300,
        "(" * 500 + "试行",
        "opinions of office " * 60,
        "《》" * 300,
    ):
        read_title(hostile)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "title",
    [
        "Drug Administration Law of the People's Republic of China",
        "the Drug Administration Law of China",
        "Drug Administration Law of the P. R. China",
        "Drug Administration Law (PRC)",
    ],
)
def test_the_state_s_english_names_are_left_out(title: str) -> None:
    assert title_key(title) == "drug administration law"
