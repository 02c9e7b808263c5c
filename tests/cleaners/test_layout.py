"""Plain text to draft: a block a line, layout at its edges, every character in its place."""

from __future__ import annotations

import pytest

from cleaners.decode import decode_text
from cleaners.layout import is_layout, lay_out_text, shown


def lines(text: str) -> list[str]:
    draft = lay_out_text(decode_text(text))
    assert "".join(draft.text[segment.start : segment.end] for segment in draft.segments) == text
    return [block.text for block in draft.blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\n \u3000\n", "\f", "\v", "\u2028", "\u2029", "\n\ufeff\n", "\n&nbsp;\n"])
def test_a_line_is_a_block_and_a_blank_one_is_none(end: str) -> None:
    assert lines(f"第一行{end}第二行") == ["第一行", "第二行"]


def test_next_line_of_windows_1252_ends_no_line() -> None:
    assert lines("and so on\x85 it goes") == ["and so on\x85 it goes"]


@pytest.mark.parametrize(
    "edge", [" ", "\t", "\u00a0", "\u3000\u3000", "\u2002", "\ufeff", "\u200b", "&nbsp;&nbsp;", "&amp;nbsp;", "&#12288;", " &emsp; "]
)
def test_white_space_at_the_edges_is_layout_written_as_a_reference_or_not(edge: str) -> None:
    assert lines(f"{edge}第一行{edge}\n{edge}\n{edge}第二行") == ["第一行", "第二行"]


@pytest.mark.parametrize("text", ["第一\u3000\u3000行", "a\u00a0b", "药品&nbsp;耗材", "R&D", "&nbs;p", "x&", "&", "&lt;p&gt;"])
def test_what_stands_inside_a_line_is_text(text: str) -> None:
    assert lines(text) == [text]


def test_a_no_break_space_that_may_be_half_a_letter_is_kept() -> None:
    assert lines("voilÃ\u00a0\nÃ\u00a0") == ["voilÃ\u00a0", "Ã\u00a0"]


def test_many_edges_in_a_row_are_one_edge() -> None:
    assert lines("\u3000" * 500 + "行" + " &nbsp;" * 500) == ["行"]


def test_bullets_make_list_items() -> None:
    text = "• 第一\n- second\n* third\n–\n-5 degrees\n1. fourth\n——署名"
    draft = lay_out_text(decode_text(text))
    assert [block.kind for block in draft.blocks] == ["list-item"] * 3 + ["paragraph"] * 4


@pytest.mark.parametrize("text", ["", "\n", " \r\n\u3000\n", "&nbsp;"])
def test_a_page_of_white_space_has_no_block(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize("text", ["", " \r\n\u3000", "\u200b&nbsp;\ufeff", "&amp;nbsp;"])
def test_white_space_and_what_shows_nothing_is_layout(text: str) -> None:
    assert is_layout(text)
    assert not is_layout(f"{text}.{text}")


@pytest.mark.parametrize(
    ("layout", "says"), [("", ""), ("\u200b\ufeff", ""), ("\u3000\u3000", "\u3000\u3000"), ("&nbsp;\u200b&#12288;", "  ")]
)
def test_a_reference_shows_a_blank_and_a_zero_width_space_nothing(layout: str, says: str) -> None:
    assert shown(layout) == says
