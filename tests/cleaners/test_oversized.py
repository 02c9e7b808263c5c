"""Pages larger than any real one: all of the text is kept and read, and only what looks at one line is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners import html_layout, layout, oversized, pipeline
from cleaners.decode import decode_text
from cleaners.html_source import MAX_TAGS
from cleaners.layout import lay_out_text
from cleaners.oversized import MAX_CHARACTERS, OVERSIZED, flag_oversized
from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import Cleaned, RawPage

if TYPE_CHECKING:
    import pytest

PASSAGE = "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并总结推广好的经验做法。"
OTHER = "县级财政按照核定的床位数安排补助资金，并在年度终了后三个月以内完成结算，结余资金可以转入下一年度使用。"

FEW = 300
"""Lines of pages that stand for those of more than ``MAX_BLOCKS``."""


def test_a_law_of_a_megabyte_is_not_oversized() -> None:
    """Twice as long as the longest."""
    law = "\n".join(f"第{number}条　本市的医疗机构应当公开{number}项价格，每年{number}次向社会报告。" for number in range(1_000, 12_000))
    assert len(law.encode()) > 1_000_000
    draft = lay_out_text(decode_text(law))
    assert not flag_oversized(draft)
    assert draft.flags == []


def cleaned(text: str) -> Cleaned:
    page = clean_page(RawPage(text, "page"))
    page.check()
    assert page.decoded.to_bytes() == text.encode()
    return page


def flags(page: Cleaned) -> set[str]:
    return {flag.name for flag in page.document.flags}


def numbered(count: int) -> list[str]:
    return [f"第{number}项：药品&mdash;耗材的费用由县里承担。" for number in range(count)]


def test_a_page_of_more_lines_than_any_is_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oversized, "MAX_BLOCKS", FEW)
    lines = ["关于费用的通知", "2021年9月14日 来源：卫生健康委", *numbered(FEW), PASSAGE, PASSAGE]
    page = cleaned("\n".join(lines))
    assert flags(page) == {OVERSIZED}
    assert [block.text for block in page.document.blocks] == [line.replace("&mdash;", "—") for line in lines]
    assert page.document.title == "关于费用的通知"
    assert str(page.document.published) == "2021-09-14"
    assert len(split_clauses(page.document)) == FEW + 2


def test_a_page_with_more_characters_than_any_is_read_and_cut_into_clauses() -> None:
    page = cleaned("关于费用的通知\n" + "县里承担费用。" * (MAX_CHARACTERS // 7 + 1) + "\n最后一句。")
    assert flags(page) == {OVERSIZED}
    assert page.document.text.endswith("\n最后一句。")
    assert split_clauses(page.document)[-1].text == "最后一句。"


def test_a_page_of_just_as_many_lines_is_cleaned_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oversized, "MAX_BLOCKS", FEW)
    page = cleaned("\n".join((*numbered(FEW - 4), PASSAGE, PASSAGE, OTHER, OTHER)))
    assert OVERSIZED not in flags(page)
    assert page.document.text.count(PASSAGE) == 1


def test_a_rule_that_would_change_too_much_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_CHANGES", 2)
    monkeypatch.setattr(oversized, "MAX_CHANGES", 2)
    page = cleaned("药品&mdash;耗材&mdash;设备&mdash;费用由县里承担。")
    assert page.document.text == "药品&mdash;耗材&mdash;设备&mdash;费用由县里承担。"
    assert [flag.evidence for flag in page.document.flags] == ["entities: more than 2 changes"]


def test_what_follows_the_lines_that_are_told_apart_is_one_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_LINES", 2)
    assert [block.text for block in cleaned("第一行。\n\n第二行。\n第三行。\n\n第四行。\n").document.blocks] == [
        "第一行。",
        "第二行。",
        "第三行。\n\n第四行。",
    ]


def test_cells_of_a_flooded_page_stay_apart_and_with_their_row() -> None:
    """A price list of 5,000 drugs on one line of the source."""
    cells = ["<td>药品</td><td>规格</td>", "<td>阿莫西林</td><td><p>0.25g</p>\n</td>", "<td>布洛芬</td><td>0.3g<b>\n缓释</b></td>"]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = cleaned(f"<html><body><p>价格表</p><table>{table}</table><p>说明</p>{'<i></i>' * MAX_TAGS}</body></html>")
    assert "structure-lost" in flags(page)
    assert page.document.title == "价格表"
    assert [(clause.kind, clause.text) for clause in split_clauses(page.document)] == [
        ("table-row", "药品\t规格"),
        ("table-row", "阿莫西林\t0.25g"),
        ("table-row", "布洛芬\t0.3g 缓释"),
        ("paragraph", "说明"),
    ]


def test_what_follows_the_stretches_that_are_told_apart_is_kept_with_its_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_layout, "MAX_RUNS", 2)
    page = cleaned("<html><body><p>第一段。</p><p>第二段。</p><p>第三<b>段</b>。</p><p>第四段。</p></body></html>\n")
    assert flags(page) == {"structure-lost"}
    assert [block.text for block in page.document.blocks] == ["第一段。", "第二段。", "第三<b>段</b>。</p><p>第四段。</p></body></html>"]
