"""Injected pinyin on whole pages: words are whole again, each removal is an edit, and no reading that an author wrote is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.data_sets import taiwan_articles
from cleaners.decode import decode_text
from cleaners.injected_pinyin import remove_injected_pinyin
from cleaners.layout import lay_out_text
from cleaners.pipeline import clean_page
from corpus.matchkey import match_key
from corpus.model import RawPage
from tests.conftest import DATA
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable

TREATED = "為發(fā)展縣域醫聯(lián)體，提高服務(wù)質(zhì)量，各醫聯(lián)體應當統(tǒng)一業(yè)務(wù)標準。"


def test_each_reading_is_one_edit_that_adds_nothing_and_words_are_found_again() -> None:
    cleaned = clean_page(RawPage(TREATED, "page"))
    cleaned.check()
    assert "医联体应当统一业务标准" in match_key(cleaned.document.text)
    assert {(edit.rule, edit.after, edit.inverse) for edit in cleaned.edits} == {("injected-pinyin", "", None)}
    removed = [TREATED[slice(*edit.span)] for edit in cleaned.edits]
    assert removed == ["(fā)", "(lián)", "(wù)", "(zhì)", "(lián)", "(tǒng)", "(yè)", "(wù)"]
    assert cleaned.edits[2].reason == "pinyin (wù) that a converter wrote"


def test_the_page_is_treated_as_a_whole_or_not_at_all() -> None:
    lines = TREATED.replace("，", "，\n")
    assert "(" not in clean_page(RawPage(lines, "page")).document.text
    first = lines.split("\n")[0]
    assert clean_page(RawPage(first, "page")).document.text == first


def test_accents_written_as_references_are_read_first() -> None:
    page = TREATED.replace("ù", "&ugrave;").replace("ì", "&#236;").replace("á", "&aacute;")
    cleaned = clean_page(RawPage(page, "page"))
    cleaned.check()
    assert cleaned.document.text == "為發展縣域醫聯體，提高服務質量，各醫聯體應當統一業務標準。"


def test_many_readings_in_one_block_take_time_with_their_number_only() -> None:
    def removing(count: int) -> Callable[[], object]:
        draft = lay_out_text(decode_text("務(wù)質(zhì)" * count))
        return lambda: draft.apply("injected-pinyin", 1, list(remove_injected_pinyin(draft)))

    assert is_linear(removing, 5_000)


@pytest.mark.data
def test_no_article_of_traditional_law_is_touched() -> None:
    articles = [article["zh_hant"] for article in taiwan_articles(DATA)]
    page = lay_out_text(decode_text("\n".join(articles)))
    assert list(remove_injected_pinyin(page)) == []
