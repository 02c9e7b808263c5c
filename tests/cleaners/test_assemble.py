"""The finished document: its blocks with their flags, its language, what it cites, and the proof that goes with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from cleaners.assemble import assemble
from cleaners.decode import decode_text
from cleaners.draft import Label
from cleaners.layout import lay_out_text
from cleaners.pipeline import clean_page
from corpus.model import Cleaned, Flag, RawPage, RawSpan
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable

NOTICE = (
    "新省卫生健康委 新省财政厅关于推进医共体建设的通知\n新卫发〔2020〕7号\n各县卫生健康局：\n"
    "根据《医疗机构管理条例》和国办发〔2019〕8号，现通知如下。\n一、明确目标。\n"
    "二、落实《医共体标准》，标准见《医疗机构管理条例》。\n2020年5月2日"
)


def cleaned(text: str, origin: str = "page") -> Cleaned:
    result = clean_page(RawPage(text, origin))
    result.check()
    return result


def test_a_policys_own_number_is_not_one_that_it_cites() -> None:
    document = cleaned(NOTICE).document
    assert [number.normalised for number in document.doc_numbers] == ["新卫发〔2020〕7号"]


def test_a_policy_without_a_number_has_none_though_it_cites_one() -> None:
    document = cleaned("新县医共体管理办法\n根据国办发〔2019〕8号，制定本办法。\n第一条 目标。\n第二条 经费。").document
    assert document.doc_numbers == ()


def test_issuers_beside_each_other_are_two() -> None:
    assert cleaned(NOTICE).document.issuers == ("新省卫生健康委", "新省财政厅")


def test_titles_that_it_cites_once_each_in_page_order() -> None:
    assert cleaned(NOTICE).document.cited_titles == ("医疗机构管理条例", "医共体标准")


def test_an_undated_page_has_the_day_of_its_signature() -> None:
    assert str(cleaned(NOTICE).document.published) == "2020-05-02"
    assert cleaned(f"成文日期：2020-05-02\n{NOTICE}").document.published is None


def test_a_number_stands_alone_at_the_head_of_official_texts_only() -> None:
    reply = "对第125号建议的答复\nB类\n新卫函〔2023〕64号\n尊敬的代表：\n一、关于布局。已有四家。\n二、关于支付。已经纳入。"
    (part,) = cleaned(reply).document.parts
    assert (part.kind, [number.normalised for number in part.doc_numbers]) == ("policy", ["新卫函〔2023〕64号"])
    news = "县里学习上级文件\n2023年6月8日 10:20\n县里学习了新卫函〔2023〕64号文件，决定实行总额预付，结余归医院使用。"
    (part,) = cleaned(news).document.parts
    assert (part.kind, part.doc_numbers) == ("news", ())


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("新省电梯补贴实施细则\n新建规〔2022〕3号新省电梯补贴实施细则", "新建规〔2022〕3号"),
        ("新省电梯补贴实施细则\n新建规〔2022〕\n3号", "新建规〔2022〕3号"),
        ("新省电梯补贴实施细则\n（新建规［２０２２］ 3 号）", "新建规〔2022〕3号"),
        ("新省电梯补贴实施细则\n（财政部令第45号）", "财政部令第45号"),
        ("新省电梯补贴实施细则\n（2021年12月28日财政部令第45号公布　自2022年3月1日起施行）", "财政部令第45号"),
        ("新省电梯补贴实施细则\n（根据2021年12月28日财政部令第45号修改）", None),
        ("新省人民政府公告2021年第4号\n新省人民政府关于电梯补贴的公告", "新省人民政府公告2021年第4号"),
    ],
)
def test_the_number_of_a_text(head: str, number: str | None) -> None:
    document = cleaned(f"{head}\n第一条　为了推进加装电梯，制定本细则。\n第二条　补贴由财政承担。").document
    assert [one.normalised for one in document.parts[0].doc_numbers] == ([number] if number else [])


def test_the_notice_names_the_page_and_its_number_is_not_that_of_what_it_prints() -> None:
    page = (
        "发文字号：新政办〔2021〕27号\n发布日期：2021-06-18\n新县人民政府办公室关于印发《新县巡诊服务实施方案》的通知\n各乡镇人民政府：\n"
        "现将《新县巡诊服务实施方案》印发给你们，请认真执行。\n新县人民政府办公室\n2021年5月31日\n新县巡诊服务实施方案\n"
        "一、服务对象。本县老年人。\n二、服务内容。每月上门一次，测量血压血糖，指导用药，护理压疮，训练康复，当日录入系统。"
    )
    document = cleaned(page).document
    assert document.title == "新县人民政府办公室关于印发《新县巡诊服务实施方案》的通知"
    assert [[number.normalised for number in part.doc_numbers] for part in document.parts] == [["新政办〔2021〕27号"], []]
    assert [number.normalised for number in document.doc_numbers] == ["新政办〔2021〕27号"]


def test_time_grows_with_the_text_not_with_its_square() -> None:
    def cleaning(size: int) -> Callable[[], object]:
        line = "2021年6月8日财政部令第45号，" * size
        return partial(cleaned, f"新省电梯补贴实施细则\n{line}\n第一条　略。\n第二条　略。")

    assert is_linear(cleaning, 2_000)


def test_where_it_came_from_is_not_who_published_it() -> None:
    document = cleaned(NOTICE, "https://example.org/7").document
    assert (document.source, document.publisher) == ("https://example.org/7", "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (NOTICE, "zh"),
        ("County hospitals share one budget\nThe county pays in advance.\n《》,、,,。\n,,、《》", "en"),
        ("County hospitals share one budget and one board.\n县医院实行总额预付，结余归医院使用。", "mixed"),
        ("2018 2019\n2020 2021", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_what_can_be_read(text: str, language: str) -> None:
    assert cleaned(text).document.lang == language


def test_a_flag_goes_with_every_block_that_it_touches_and_no_other() -> None:
    text = "one\ntwo\nthree\nfour"
    draft = lay_out_text(decode_text(text))
    flag = Flag("characters-lost", RawSpan(5, 9), "evidence")
    between = Flag("structure-lost", RawSpan(13, 14), "evidence")
    draft.apply("test", 1, [flag, Flag("case-lost", RawSpan(0, 3), "evidence"), between])
    blocks = assemble(draft, RawPage(text, "page")).document.blocks
    assert [[one.name for one in block.flags] for block in blocks] == [["case-lost"], ["characters-lost"], ["characters-lost"], []]


def test_the_main_part_is_the_one_with_the_most_text() -> None:
    text = "news\nshort\npolicy\n" + "long " * 30
    draft = lay_out_text(decode_text(text))
    draft.apply("test", 1, [Label(0, "title"), *(Label(at, part=1) for at in (2, 3)), Label(2, "title")])
    assert assemble(draft, RawPage(text, "page")).document.title == "policy"


def test_the_same_page_twice_gives_the_same_document() -> None:
    assert cleaned(NOTICE) == cleaned(NOTICE)


@pytest.mark.seeds
def test_every_seed_is_proven(seeds: list) -> None:
    for path in seeds:
        result = clean_page(RawPage(path.read_bytes(), path.name))
        result.check()
        assert result.decoded.to_bytes() == path.read_bytes()


def test_a_number_in_the_cell_behind_its_label_is_the_texts() -> None:
    """English pages of a ministry give the Chinese number of a text whose English title names no kind of policy."""
    cells = "<tr><td>Index No.</td><td>00823-2023</td><td>Doc. No.</td><td>{}</td></tr>"
    cells += "<tr><td>Issuing body</td><td>Bureau of Trade</td><td>Released on</td><td>2023-04-19</td></tr>"
    text = "<p>The operator of a brand files it with the bureau.</p><p>The bureau charges no fee.</p>"
    page = f"<html><body><div><table>{cells}</table><h1>Filing of catering brands</h1>{text}</div></body></html>"
    for value, numbers in (("云商告〔2023〕6号", ["云商告〔2023〕6号"]), ("none", [])):
        document = clean_page(RawPage(page.format(value), "page")).document
        assert [number.normalised for part in document.parts for number in part.doc_numbers] == numbers


@pytest.mark.parametrize("label", ["# ", "标题：", "Title: ", "问："])
def test_a_title_is_called_without_its_label(label: str) -> None:
    text = f"{label}县医院的账本怎么算\n各县提前向医院支付经费，结余归医院使用，超支由医院承担。\n医院有了节约的动力，群众的负担也减轻了。"
    document = cleaned(text).document
    assert document.title == "县医院的账本怎么算"
    assert document.blocks[0].text == f"{label}县医院的账本怎么算"
