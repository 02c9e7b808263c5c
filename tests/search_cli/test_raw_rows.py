"""Each block beside the raw text that it was made of."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Block, Cleaned, Decoded, Document, Edit, Part, Piece, RawPage, RawSpan
from search_cli.raw_rows import Row, rows_of


def page(text: str, blocks: tuple[Block, ...], *edits: Edit) -> Cleaned:
    document = Document("page", "", "en", blocks, (Part(),), "page.txt")
    claimed = sorted([*(piece.raw for block in blocks for piece in block.pieces), *(edit.span for edit in edits)])
    ends = [0, *(span.end for span in claimed)]
    starts = [*(span.start for span in claimed), len(text)]
    markup = tuple(RawSpan(end, start) for end, start in zip(ends, starts, strict=True) if end < start)
    return Cleaned(document, edits, markup, Decoded(text, "utf-8"))


def edit(number: int, start: int, end: int, after: str = "", twin: RawSpan | None = None) -> Edit:
    return Edit(number, "rule", 1, RawSpan(start, end), after, "why", twin=twin)


def kept(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end], RawSpan(start, end))


def read(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.raw, row.block.text if row.block else "") for row in rows]


def test_what_was_removed_stands_in_the_block_around_or_beside_it() -> None:
    text = "1. One two, three"  # "1. " is removed at the front, "," in the middle
    block = Block("paragraph", (kept(text, 3, 10), kept(text, 11, 17)))
    cleaned = page(text, (block,), edit(1, 0, 3), edit(2, 10, 11))
    cleaned.check()
    (row,) = rows_of(cleaned)
    assert (row.raw, row.block) == (text, block)
    assert [(part.raw, part.clean) for part in row.parts if part.changed] == [("1. ", ""), (",", "")]


def test_what_was_removed_at_the_end_of_a_block_stays_with_it() -> None:
    text = "Pay.*\nPost"  # "*" is removed; the next block has nothing to do with it
    blocks = (Block("paragraph", (kept(text, 0, 4),)), Block("paragraph", (kept(text, 6, 10),)))
    cleaned = page(text, blocks, edit(1, 4, 5))
    cleaned.check()
    assert read(rows_of(cleaned)) == [("Pay.*", "Pay."), ("Post", "Post")]


def test_a_block_that_was_taken_out_is_a_row_behind_the_one_before_it() -> None:
    text = "Pay\nPay\nPost"
    blocks = (Block("paragraph", (kept(text, 0, 3),)), Block("paragraph", (kept(text, 8, 12),)))
    cleaned = page(text, blocks, edit(1, 4, 7, twin=RawSpan(0, 3)))
    cleaned.check()
    assert read(rows_of(cleaned)) == [("Pay", "Pay"), ("Pay", ""), ("Post", "Post")]


def test_a_block_that_is_read_elsewhere_is_known() -> None:
    text = "A\nB\nC\nD"
    blocks = tuple(Block("paragraph", (kept(text, at, at + 1),)) for at in (2, 4, 0, 6))
    assert [(row.raw, row.moved) for row in rows_of(page(text, blocks))] == [("B", False), ("C", False), ("A", True), ("D", False)]


@pytest.mark.parametrize(
    ("source", "raw", "clean"),
    [
        ("health &amp; labour\n  departments", "health &amp; labour departments", "health & labour departments"),
        ("<b>health</b> and <i>labour</i>", "health and labour", "health and labour"),
    ],
)
def test_markup_is_left_out_and_references_stay(source: str, raw: str, clean: str) -> None:
    cleaned = clean_page(RawPage(f"<html><body><p>{source} began a trial.</p></body></html>", "page.html"))
    (row,) = rows_of(cleaned)
    assert (row.raw, row.block and row.block.text) == (f"{raw} began a trial.", f"{clean} began a trial.")


def test_an_edit_that_joins_two_paragraphs_shows_their_two_lines() -> None:
    text = "<html><body><p>the pay of</p>\n<p>doctors</p></body></html>"
    first, second = text.index("the"), text.index("doctors")
    gap = (first + len("the pay of"), second)
    block = Block("paragraph", (kept(text, first, gap[0]), Piece(" ", RawSpan(*gap), 1), kept(text, second, second + len("doctors"))))
    cleaned = page(text, (block,), edit(1, *gap, " "))
    cleaned.check()
    assert read(rows_of(cleaned)) == [("the pay of\ndoctors", "the pay of doctors")]


def test_every_character_that_is_no_markup_stands_in_one_row() -> None:
    text = "关于薪酬的通知\n\n一、总则\n\n1、医院应当\n协作，共同发展。\n\n医院应当协作，共同发展。\n"
    rows = rows_of(clean_page(RawPage(text, "page.txt")))
    assert "".join(sorted("".join("".join(row.raw for row in rows).split()))) == "".join(sorted("".join(text.split())))
