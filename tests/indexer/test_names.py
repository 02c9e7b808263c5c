from __future__ import annotations

import pytest

from indexer.names import MAX_KEY, SHORT, WHOLE, name_after, name_before, name_key, names_issued, names_of, short_names

NAMES = "刑法 药品管理法 农民专业合作社法 商法 保险法 通知 宪法修正案2004年 解释（二）".split()
KNOWN = {name_key(name) for name in [*NAMES, "Drug Administration Law"]}


def known(key: str) -> bool:
    return key in KNOWN


@pytest.mark.parametrize(
    "written",
    ["刑法", "《刑法》", "中华人民共和国刑法", "中華人民共和國刑法", "《中华人民共和国刑法》", "刑 法", "“刑法”"],
)
def test_one_law_has_one_key_however_it_is_written(written: str) -> None:
    assert name_key(written) == "刑法"


@pytest.mark.parametrize(
    "written",
    [
        "Drug Administration Law",
        "the Drug  Administration Law",
        "Drug Administration Law of the People's Republic of China",
        "DRUG ADMINISTRATION LAW OF THE PRC",
        "Drug Administration Law of the People’s Republic of China",
        "Drug Administration Law of China",
    ],
)
def test_english_names_differ_by_the_state_s_name_and_articles_only(written: str) -> None:
    assert name_key(written) == name_key("Drug Administration Law")


@pytest.mark.parametrize(
    "title",
    [
        "公司法（2018年修正）",
        "公司法(2018修正)",
        "公司法【2018年10月26日修正】",
        "公司法（2018年第四次修正）",
        "公司法2018年修正",
        "公司法（试行）（2018年修订）",
    ],
)
def test_version_words_do_not_count(title: str) -> None:
    assert names_of(title)["公司法"] == SHORT
    assert names_of(title)[name_key(title)] == WHOLE


@pytest.mark.parametrize("title", ["刑法修正案（十一）", "公司法若干问题的规定（二）", "消防条例（北京市）", "计划（2021-2025）指标"])
def test_other_brackets_belong_to_the_name(title: str) -> None:
    assert names_of(title) == {name_key(title): WHOLE}


def test_a_text_is_also_called_without_its_issuer() -> None:
    names = names_of("国务院办公厅关于推动公立医院高质量发展的意见")
    assert names == {"国务院办公厅关于推动公立医院高质量发展的意见": WHOLE, "关于推动公立医院高质量发展的意见": SHORT}


def test_the_texts_that_a_notice_issues_or_forwards_are_known_by_their_names() -> None:
    assert names_issued("某委关于印发《甲管理办法（试行）》的通知") == ("甲管理办法试行", "甲管理办法")
    assert names_issued("转发国务院办公厅关于推进甲事的意见的通知")[-1] == "关于推进甲事的意见"
    assert names_issued("甲管理办法") == ()


@pytest.mark.parametrize("title", ["", "法", "《》", "x" * (MAX_KEY + 1)])
def test_what_is_too_short_or_too_long_is_no_name(title: str) -> None:
    assert names_of(title) == {}


@pytest.mark.parametrize(
    ("text", "key", "longer"),
    [
        ("民法商法农民专业合作社法", "农民专业合作社法", ""),
        ("根据刑法", "刑法", ""),
        ("我国《刑法》", "刑法", ""),
        ("中华人民共和国药品管理法的", "药品管理法", ""),
        ("药品管理法（2019年修订）", "药品管理法", ""),
        ("宪法修正案2004年", "宪法修正案2004年", ""),
        ("什么是解释（二）", "解释二", ""),
        ("药品管理法（以下简称药品法）", "药品管理法", ""),
        ("社会保险法", "保险法", "社会保险法"),
        ("under the Drug Administration Law, ", "drugadministrationlaw", ""),
        ("the new drug administration law", "drugadministrationlaw", "new drug administration law"),
    ],
)
def test_the_longest_name_at_the_end_is_found_and_a_doubtful_one_told(text: str, key: str, longer: str) -> None:
    found = name_before(text.lower().replace("（", "(").replace("）", ")"), known)
    assert found is not None
    assert (found.key, found.longer) == (key, longer)


@pytest.mark.parametrize(
    "text",
    ["药品法", "刑法总则", "《社会保险法》", "关于印发方案的通知", "刑法 总则", "superdrug administration law", ""],
)
def test_no_name_is_guessed(text: str) -> None:
    assert name_before(text, known) is None


def test_a_name_s_place_includes_its_marks_and_the_state() -> None:
    text = "依照《中华人民共和国刑法》"
    found = name_before(text, known)
    assert found is not None
    assert text[found.start : found.end] == "《中华人民共和国刑法》"


def test_the_longest_name_at_the_beginning_is_found() -> None:
    text = "the drug administration law of the people's republic of china and more"
    found = name_after(text, known)
    assert found is not None
    assert text[: found.end] == "the drug administration law of the people's republic of china"
    assert name_after("drug administration lawyers", known) is None


def test_a_short_name_stands_for_the_name_before_it() -> None:
    assert short_names("按照药品管理法(以下简称药品法)和商法(简称《商》)办", known) == {"药品法": "药品管理法", "商": "商法"}
    assert short_names("按照疫苗法(以下简称苗法)", known) == {}
