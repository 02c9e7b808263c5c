"""Running heads: what stands between two pages and is no head is the text's."""

from __future__ import annotations

from cleaners.pipeline import clean_page
from corpus.model import RawPage

PAGE = (
    "第一条 为加强村卫生室建设，规范乡村医生执业行为，根据有关规定，制定本办法，有效期至\n"
    "第 1 页 共 3 页\n2026年12月31日。\n各单位应当认真遵照执行，乡镇卫生院负责业务指导。\n"
    "第 2 页 共 3 页\n村卫生室应当公示服务项目。"
)


def test_a_day_below_a_pages_number_is_not_swallowed_with_it() -> None:
    """It was taken for a line of metadata, and the join of the sentence around the number reached across it."""
    result = clean_page(RawPage(PAGE, "gazette"))
    result.check()
    assert "2026年12月31日" in "".join(block.text for block in result.document.blocks if block.kind != "boilerplate")
