"""Pinyin: what characters may be read as, and which letters are syllables one after another."""

from __future__ import annotations

import pytest

from corpus.pinyin import is_pinyin, letters_of, reads_as, spellings


def test_each_reading_of_a_character_is_one() -> None:
    assert spellings("临卫发") == ["linweifa"]
    assert set(spellings("长政发")) == {"changzhengfa", "zhangzhengfa"}


def test_what_is_no_chinese_character_has_no_spelling() -> None:
    assert spellings("") == []
    assert spellings("A发") == []
    assert not reads_as("", "")


@pytest.mark.parametrize(
    ("han", "letters"), [("渝府办发", "yufubanfa"), ("厦府办", "xiafuban"), ("厦府办", "shafuban"), ("绿办发", "lvbanfa")]
)
def test_characters_are_read_as_letters(han: str, letters: str) -> None:
    assert reads_as(han, letters)


@pytest.mark.parametrize(("han", "letters"), [("渝府办发", "yufubanfah"), ("渝府办发", "yufuban"), ("渝府办", "yufabanfu")])
def test_other_letters_are_not(han: str, letters: str) -> None:
    assert not reads_as(han, letters)


def test_letters_are_compared_without_case_gaps_and_marks() -> None:
    assert letters_of("Lü Ban-Fa") == "lvbanfa"


@pytest.mark.parametrize("letters", ["guobanfa", "haizhengbanfa", "xianfa"])
def test_syllables_one_after_another_are_pinyin(letters: str) -> None:
    assert is_pinyin(letters)


@pytest.mark.parametrize("letters", ["", "document", "order", "notice", "announcement", "fa" * 21])
def test_english_words_and_what_is_too_long_are_not(letters: str) -> None:
    assert not is_pinyin(letters)
