"""Share sites' pieces on whole pages, simulated from a text: joined without a space, whatever the length of a piece."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage

BODY = "".join(
    f"第{number}家医院与乡镇卫生院统一管理人员、经费和药品，居民在家门口就能看好常见病；县里提前支付经费，结余归医院使用，"
    f"超支由医院承担。去年诊疗量上升{number}个百分点，住院费用下降，群众比较满意，其他县也来学习经验。"
    for number in range(11, 40)
)


def text_of(page: str) -> str:
    result = clean_page(RawPage(page, "page"))
    result.check()
    return result.document.text


@pytest.mark.parametrize("size", range(100, 520, 30))
def test_a_text_cut_by_length_comes_back(size: int) -> None:
    pieces = [BODY[at : at + size] for at in range(0, len(BODY), size)]
    page = "\n".join(f"{number}、{piece}" for number, piece in enumerate(pieces, 1))
    assert text_of(page).replace("\n", "") == BODY


def test_the_marker_is_named_in_the_edit() -> None:
    pieces = [BODY[at : at + 200] for at in range(0, 800, 200)]
    result = clean_page(RawPage("\n".join(f"{number}、{piece}" for number, piece in enumerate(pieces, 1)), "page"))
    edits = [edit for edit in result.edits if edit.rule == "chunk-markers"]
    assert [result.decoded.text[slice(*edit.span)] for edit in edits] == ["1、", "\n2、", "\n3、", "\n4、"]
    assert edits[1].reason == "share site's chunk marker 2、"


@pytest.mark.parametrize("length", range(8, 40, 4))
def test_an_authors_list_of_equal_items_keeps_its_numbers(length: int) -> None:
    items = [f"{number}、{BODY[number * 50 : number * 50 + length * 4].rstrip('，；。')}；" for number in range(1, 12)]
    page = "\n".join(items)
    assert text_of(page) == page


@pytest.mark.data
def test_the_laws_numbered_runs_are_left_alone(laws: list[dict[str, str]]) -> None:
    numbered = 0
    for law in laws:
        result = clean_page(RawPage("\n".join(line for line in law["text"].splitlines() if line[:1].isdecimal())[:4000], "page"))
        numbered += len(result.document.blocks)
        assert not [edit for edit in result.edits if edit.rule == "chunk-markers"], law["title"]
    assert numbered > 1000
