from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_cli.cells import break_lines, cell_width, shorten, shorten_front, width_of


def lines_of(text: str, first: int, rest: int | None = None) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, first, first if rest is None else rest)]


@pytest.mark.parametrize(("text", "cells"), [("salary", 6), ("薪酬", 4), ("（２）", 6), ("e\u0301", 1), ("“”", 2), ("", 0), ("𠮷", 2)])
def test_wide_characters_take_two_cells(text: str, cells: int) -> None:
    assert width_of(text) == cells


def test_english_breaks_between_words() -> None:
    assert lines_of("reform of the salary system", 10) == ["reform of", "the salary", "system"]


def test_chinese_breaks_anywhere_but_before_punctuation() -> None:
    assert lines_of("改革薪酬制度，完善", 12) == ["改革薪酬制", "度，完善"]


def test_the_first_line_may_be_shorter() -> None:
    assert lines_of("one two three", 5, 13) == ["one", "two three"]


def test_an_option_is_not_torn_from_its_hyphens() -> None:
    assert lines_of("for more: --limit 38", 13) == ["for more:", "--limit 38"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert lines_of("https://example.org/a", 8) == ["https://", "example.", "org/a"]


@given(st.text(st.sampled_from("ab 薪酬，。-“”\u0301")), st.integers(4, 30), st.integers(4, 30))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, first: int, rest: int) -> None:
    lines = lines_of(text, first, rest)
    assert width_of(lines[0]) <= first
    assert all(width_of(line) <= rest for line in lines[1:])
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(), st.integers(1, 20))
def test_shortened_text_fits(text: str, cells: int) -> None:
    shown = shorten(text, cells)
    assert shown == text or (sum(map(cell_width, shown)) <= cells and shown.endswith("…"))
    assert (shown == text) == (width_of(text) <= cells or text == shown)


@given(st.text(), st.integers(1, 20))
def test_text_shortened_at_its_front_fits(text: str, cells: int) -> None:
    shown = shorten_front(text, cells)
    assert shown == text or (width_of(shown) <= cells and shown.startswith("…") and text.endswith(shown[1:]))
    assert (shown == text) == (width_of(text) <= cells or text == shown)


def test_a_column_of_one_cell_loses_no_character() -> None:
    assert lines_of("薪酬ab", 1) == ["薪", "酬", "a", "b"]
