"""The finished document: its blocks with their flags, its language, what it cites, and the proof that goes with it."""

from __future__ import annotations

import pytest

from cleaners.assemble import assemble
from cleaners.decode import decode_text
from cleaners.draft import Label
from cleaners.layout import lay_out_text
from cleaners.pipeline import clean_page
from corpus.model import Cleaned, Flag, RawPage, RawSpan

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
