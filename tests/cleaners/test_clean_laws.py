"""Clean text is left alone: real laws as plain-text pages are neither edited nor flagged nor hidden, not even where they repeat."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import READ_KINDS, Cleaned, RawPage
from corpus.numbering import opening
from tests.conftest import DATA

pytestmark = pytest.mark.data


def cleaned(text: str) -> Cleaned:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result


@pytest.fixture(scope="module")
def pages(laws: list[dict[str, str]]) -> list[tuple[str, Cleaned]]:
    return [(law["title"], cleaned(law["text"])) for law in laws]


def test_nothing_is_dropped_moved_or_joined(pages: list[tuple[str, Cleaned]]) -> None:
    assert len(pages) == 520
    edits = [
        (title, edit.rule, result.decoded.text[max(edit.span.start - 30, 0) : edit.span.end + 30])
        for title, result in pages
        for edit in result.edits
        if edit.rule in {"broken-lines", "chunk-markers", "repeats"} and edit.reason != "line end inside a title"
    ]
    assert edits == []


def test_no_line_is_a_gap_nor_a_sites_nor_a_caption(pages: list[tuple[str, Cleaned]]) -> None:
    hidden = [
        (title, block.text)
        for title, result in pages
        for block in result.document.blocks
        if block.kind in {"gap", "boilerplate", "caption"}
    ]
    assert hidden == []


def test_metadata_are_dates_numbers_and_signatures_only(pages: list[tuple[str, Cleaned]]) -> None:
    """Looked at by hand: numbers below a title, dates and the issuers above them; none is longer than a line."""
    found = [block.text for _, result in pages for block in result.document.blocks if block.kind == "metadata"]
    assert len(found) <= 0.05 * len(pages)
    assert max(map(len, found), default=0) <= 30


def test_nothing_is_flagged(pages: list[tuple[str, Cleaned]]) -> None:
    flagged = [(title, flag) for title, result in pages for flag in result.document.flags if flag.name != "characters-lost"]
    assert flagged == []


def test_every_line_is_found_in_a_clause_or_above_one(pages: list[tuple[str, Cleaned]]) -> None:
    """A numbered line may head nothing, where the source has lost the text below it."""
    for title, result in pages:
        clauses = split_clauses(result.document)
        said = "".join("".join(clause.text.split()) for clause in clauses)
        above = {heading for clause in clauses for heading in clause.heading_path}
        for block in result.document.blocks:
            if block.kind in READ_KINDS - {"title", "heading"} and _letters(block.text):
                assert "".join(block.text.split()) in said or block.text in above or opening(block.text), (title, block.text)


def test_titles_stand_at_the_head_of_the_page(pages: list[tuple[str, Cleaned]]) -> None:
    """The page's first line, or, of decided cases with a date below their names, the line above that date."""
    first = 0
    for title, result in pages:
        lines = [_letters(line) for line in result.decoded.text.split("\n\n")]
        found = _letters(result.document.title)
        assert found, title
        assert found in "".join(lines[:6]), (title, result.document.title)
        first += found == lines[0]
    assert first >= 0.97 * len(pages)


def test_a_law_is_one_text(pages: list[tuple[str, Cleaned]]) -> None:
    several = [title for title, result in pages if len(result.document.parts) > 1]
    assert len(several) <= 0.01 * len(pages), several


def test_headings_are_no_sentences(pages: list[tuple[str, Cleaned]]) -> None:
    headings = Counter(block.text for _, result in pages for block in result.document.blocks if block.kind == "heading")
    assert not [heading for heading in headings if "。" in heading or heading.endswith(("：", "；", "，")) or len(heading) > 40]


def test_lines_without_blank_ones_between_them_are_not_joined(laws: list[dict[str, str]]) -> None:
    """A line that ends in a comma, a bracket or an enumeration was cut in the source too, and no other is joined."""
    for law in laws[::6]:
        result = cleaned(law["text"].replace("\n\n", "\n"))
        for edit in result.edits:
            if edit.rule == "broken-lines":
                before, after = result.decoded.text[edit.span.start - 1], result.decoded.text[edit.span.end]
                assert before in "，、,（(“《" or after in "，。；：、”）", (
                    law["title"],
                    result.decoded.text[edit.span.start - 20 : edit.span.end + 20],
                )


def test_sentences_of_two_languages_are_left_alone() -> None:
    with (DATA / "tico19" / "g_en_zh-CN.csv").open(encoding="utf-8") as file:
        rows = [cell for row in csv.reader(file) for cell in row if len(cell) > 3]
    result = cleaned("\n\n".join(["Terms of public health", *rows[:600]]))
    assert [edit for edit in result.edits if edit.rule not in {"entities", "invisible"}] == []
    assert [block.text for block in result.document.blocks if block.kind in {"gap", "boilerplate", "caption"}] == []


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
