"""Skeletons: what is left of a text is the same whether a site took its Chinese or we do."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaners.across.skeleton_matches import matches
from cleaners.across.skeletons import LINE_END, information, marks_of, skeleton
from corpus.scripts import HAN_CLASS
from tests.cleaners.lost_pages import ARTICLES

LINES = st.lists(st.text("甲乙丙丁、，。；：（）《》“”12aB ", max_size=30), max_size=6)


def left(lines: list[str]) -> list[str]:
    return [re.sub(f"[{HAN_CLASS}]", "", line) for line in lines]


@given(LINES)
def test_a_text_and_what_is_left_of_it_have_one_skeleton(lines: list[str]) -> None:
    assert np.array_equal(skeleton(lines).symbols, skeleton(left(lines)).symbols)


def test_widths_quotes_and_spaces_make_no_difference() -> None:
    assert np.array_equal(skeleton(["（１２）“甲”，乙；"]).symbols, skeleton(['(12) "" , ;']).symbols)
    assert skeleton(["????，\ufffd。"]).length == 2


def test_each_symbol_knows_its_place() -> None:
    lines = ["甲，乙。", "丙"]
    found = skeleton(lines)
    assert [(chr(symbol), line, place) for symbol, line, place in zip(*found, strict=True)] == [
        ("，".translate({0xFF0C: ","}), 0, 1),
        ("。", 0, 3),
        ("\n", 0, 4),
        ("\n", 1, 1),
    ]


def test_a_figure_tells_more_than_a_list() -> None:
    assert information(skeleton(["、、、、"]).symbols) < information(skeleton(["，2021"]).symbols) / 2


def test_two_pages_share_marks_where_they_share_a_run() -> None:
    whole, part = skeleton(ARTICLES), skeleton(left(list(ARTICLES[4:9])))
    assert set(marks_of(part.symbols)) & set(marks_of(whole.symbols))
    assert not marks_of(skeleton(["，。"]).symbols)


@given(st.integers(0, 10), st.integers(2, 4), st.integers(0, 1))
def test_a_passage_is_found_where_it_stands(first: int, length: int, lost: int) -> None:
    page = skeleton(ARTICLES)
    symbols = skeleton(left(list(ARTICLES[first : first + length]))).symbols
    found = matches(np.delete(symbols, 3) if lost else symbols, page.symbols)[0]
    assert found.edits == lost
    if not lost:
        inside = page.lines[found.start : found.end][page.symbols[found.start : found.end] != LINE_END]
        assert (inside.min(), inside.max()) == (first, min(first + length, len(ARTICLES)) - 1)
