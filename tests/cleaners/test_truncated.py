"""Truncation on whole pages: every cut of a text is seen, its own end is not taken for one."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage

TEXT = (
    "县里提前向医院支付经费，结余归医院使用，超支由医院承担。医院有了节约的动力，群众的负担也减轻了。"
    "下一步，县里要把做法推广到全部乡镇，培训更多的医生，更新更多的设备，让居民在家门口就能看好常见病。"
)


def flags(text: str) -> list[str]:
    return [flag.name for flag in clean_page(RawPage(text, "page")).document.flags]


@pytest.mark.parametrize("cut", [at for at in range(60, len(TEXT)) if TEXT[at - 1] != "。"])
def test_a_cut_in_mid_sentence_is_flagged(cut: int) -> None:
    assert flags(f"新县的做法\n{TEXT[:cut]}") == ["truncated"]


@pytest.mark.parametrize(
    "end",
    ["", "（完）", "\n新县人民政府\n2021年6月4日", "\n附件：1. 名单；2. 标准", "\n（此件公开发布）", "\n责任编辑：王某", "\n打印本页"],
)
def test_a_whole_text_is_not(end: str) -> None:
    assert flags(f"新县的做法\n{TEXT}{end}") == []


def test_the_flag_points_at_the_last_paragraph() -> None:
    result = clean_page(RawPage(f"新县的做法\n{TEXT}\n{TEXT[:70]}", "page"))
    assert result.decoded.text[slice(*result.document.flags[0].span)] == TEXT[:70]


def test_what_a_share_site_says_behind_the_cut_does_not_hide_it() -> None:
    notes = "- 配套讲稿:\n如文件首页显示图标,表示已包含讲稿。\n- 关 键 词:\n- 医院"
    shared = "《新县的做法.docx》由会员分享,可在线阅读,更多相关《新县的做法.docx(5页珍藏版)》请在某某文库上搜索。"
    assert flags(f"{shared}\n新县的做法\n{TEXT}\n{TEXT[:70]}\n{notes}") == ["truncated"]


@pytest.mark.seeds
@pytest.mark.parametrize(("seed", "expected"), [("000", []), ("001", []), ("002", []), ("003", []), ("004", ["truncated"])])
def test_the_seeds(seeds: list, seed: str, expected: list[str]) -> None:
    path = next(path for path in seeds if path.name.startswith(seed))
    assert [name for name in flags(path.read_text(encoding="utf-8")) if name == "truncated"] == expected
