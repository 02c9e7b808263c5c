"""Stripped Chinese, simulated: a page without its Han characters is all gap, and no page with them has one."""

from __future__ import annotations

import re

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import Cleaned, RawPage

PAGE = """新县医共体管理办法
第一条 为了规范管理，根据《医疗机构管理条例》《基本医疗卫生与健康促进法》，制定本办法。
第二条 县里提前向医院支付经费，结余归医院使用；超支由医院承担。
第三条 医院、卫生院、卫生室实行“统一人员、统一药品、统一经费”，并使用DRG、DIP付费。
第四条 本办法自2020年5月1日起施行，（此前的规定同时废止）。"""
FOLDED = str.maketrans("，；：（）", ",;:()")


def cleaned(text: str) -> Cleaned:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result


@pytest.mark.parametrize("page", [PAGE, PAGE.translate(FOLDED)], ids=["full-width stops", "folded stops"])
def test_a_page_without_its_characters_is_all_gap(page: str) -> None:
    skeleton = re.sub("[㐀-鿿]", "", page)
    found = cleaned(skeleton).document
    assert {block.kind for block in found.blocks} == {"gap"}
    assert [flag.name for flag in found.flags] == ["chinese-lost"]
    assert split_clauses(cleaned(skeleton).document) == []


def test_the_page_itself_has_no_gap() -> None:
    found = cleaned(PAGE).document
    assert found.flags == ()
    assert len(split_clauses(found)) == 4


def test_a_gap_between_english_paragraphs_is_flagged_where_it_stands() -> None:
    skeleton = re.sub("[㐀-鿿]", "", PAGE.translate(FOLDED).split("\n", 1)[1])
    english = ["The county pays its hospitals in advance.", "Hospitals keep what they save."]
    result = cleaned(f"{english[0]}\n\n{skeleton}\n\n{english[1]}")
    assert [block.text for block in result.document.blocks if block.kind != "gap"] == english
    flag = result.document.flags[0]
    assert result.decoded.text[slice(*flag.span)] == skeleton.strip()


@pytest.mark.data
def test_no_law_has_a_gap_and_every_stripped_one_is_found(laws: list[dict[str, str]]) -> None:
    lines = [line for law in laws for line in law["text"].splitlines() if line.strip()]
    blocks = cleaned("\n".join(lines[:4000])).document.blocks
    assert not [block.text for block in blocks if block.kind == "gap"]
    paragraphs = [line for line in lines[:4000] if len(line) > 60 and line.count("，") > 2]
    skeleton = "\n".join(re.sub("[㐀-鿿〇]", "", line) for line in paragraphs)
    found = cleaned(skeleton).document.blocks
    assert sum(block.kind == "gap" for block in found) >= 0.99 * len(found)
