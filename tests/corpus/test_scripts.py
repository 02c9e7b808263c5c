"""Scripts: which characters are Han and which are Latin."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.scripts import HAN_CLASS, count_han, count_latin, is_han

HAN = {
    "中": "common",
    "體": "traditional",
    "〇": "the digit nought",
    "㐀": "extension A",
    "𠀀": "extension B",
    "\uf900": "the first of the compatibility block",
    "\ufaff": "the last of the compatibility block",
    "鿿": "the last of the first block",
}
NOT_HAN = {
    "。": "a mark",
    "々": "an iteration mark",
    "ア": "kana",
    "한": "hangul",
    "\ud800": "a lone surrogate",
    "\ue000": "private use",
    "ꀀ": "Yi",
    "a": "Latin",
    "１": "a digit",
    "⼀": "a radical",
    "○": "a circle",
}


@pytest.mark.parametrize("character", HAN)
def test_what_is_han(character: str) -> None:
    assert is_han(character), HAN[character]
    assert count_han(f"a{character}。{character}") == 2


@pytest.mark.parametrize("character", NOT_HAN)
def test_what_is_not_han(character: str) -> None:
    assert not is_han(character), NOT_HAN[character]
    assert count_han(character) == 0


def test_latin_letters_with_and_without_accents() -> None:
    assert count_latin("Pay für José, 薪酬 × ÷ 1 Ａ") == len("Pay") + len("für") + len("José")


@given(st.text(max_size=30))
def test_counts_add_up(text: str) -> None:
    assert count_han(text) == sum(map(is_han, text))
    assert count_latin(text) == sum(map(count_latin, text))
    assert count_han(text) + count_latin(text) <= len(text)


@given(st.characters(categories=("Lo",)))
def test_han_is_what_unicode_names_so(character: str) -> None:
    name = unicodedata.name(character, "")
    if name:
        assert is_han(character) == name.startswith("CJK ")


def test_the_class_fits_into_a_larger_one() -> None:
    assert re.fullmatch(f"[{HAN_CLASS}a-z]+", "薪a〇𠀀") is not None
