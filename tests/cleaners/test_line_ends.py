"""Line ends of HTML source on whole pages: one space, an edit that says so, and blocks that can be found by phrase."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import RawPage


def test_a_phrase_over_a_line_end_of_the_source_is_whole_in_the_clause() -> None:
    page = RawPage("<html><body><p>Hospitals keep the annual\r\n\t salary of directors.</p><p>Two.</p></body></html>", "page")
    cleaned = clean_page(page)
    cleaned.check()
    assert "annual salary" in split_clauses(cleaned.document)[0].text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\t", "\f", "\v", "\u2028", "\n\n", "\r\n\r\n"])
def test_any_line_end_is_one_space_and_one_edit(end: str) -> None:
    cleaned = clean_page(RawPage(f"<html><body><p>Hospitals keep{end}the rest.</p><p>Two.</p></body></html>", "page"))
    cleaned.check()
    assert cleaned.document.blocks[0].text == "Hospitals keep the rest."
    assert [(edit.rule, edit.after, edit.reason) for edit in cleaned.edits] == [("line-ends", " ", "line end in HTML source")]


def test_where_a_space_stands_beside_the_line_end_nothing_is_edited() -> None:
    cleaned = clean_page(RawPage("<html><body><p>Hospitals keep \n the rest.</p><p>Two.</p></body></html>", "page"))
    assert cleaned.document.blocks[0].text == "Hospitals keep the rest."
    assert cleaned.edits == ()
