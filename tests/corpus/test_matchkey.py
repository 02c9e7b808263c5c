"""The match key: one form for full and half width, traditional and simplified, any quotes and any white space."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.matchkey import fold_characters, match_key, simplify

EQUAL = [
    ("ＤＲＧ付费（试点）", "drg付费(试点)"),
    ("醫聯體、分級診療", "医联体、分级诊疗"),
    ("臺灣健康保險", "台湾健康保险"),
    ("Salary  Reform\n", "salary reform"),
    ("薪酬\u3000制度", "薪酬 制度"),
    ("pay\u00a0reform", "pay reform"),
    ("re\u00adform", "reform"),
    ("\ufeff薪\u200b酬\u2060", "薪酬"),
    ("“two permits”", '"two permits"'),
    ("people’s", "people's"),
    ("people´s", "people's"),
    ("２０２１年", "2021年"),
    ("㎏", "kg"),
    ("Ⅳ", "iv"),
    ("①", "1"),
    ("cafe\u0301", "café"),
    ("⼀", "一"),  # a radical of the Kangxi dictionary, as PDF files give it
    ("ﬁnance", "finance"),
    ("薴", "苎"),  # simplified twice
    ("ΛΟΓΟΣ", "λογοσ"),
]


@pytest.mark.parametrize(("text", "key"), EQUAL)
def test_what_people_hold_equal_is_equal(text: str, key: str) -> None:
    assert match_key(text) == key


DIFFERENT = [
    ("2021", "2022"),
    ("薪酬", "薪资"),
    ("国办发〔2021〕18号", "国发〔2021〕18号"),
    ("re form", "reform"),
    ("1.2", "12"),
    ("cafe", "café"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(st.text(max_size=40))
@example("e\u00ad\u0301")  # a soft hyphen between a letter and its accent
@example("ΑΣ")
@example("´ x")
@example("İ\u0301")
def test_a_key_is_its_own_key(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)


def test_every_character_of_unicode_has_a_key_that_is_its_own() -> None:
    wrong = [code for code in range(sys.maxunicode + 1) if match_key(match_key(chr(code))) != match_key(chr(code))]
    assert wrong == []


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=30))
def test_full_width_is_half_width(text: str) -> None:
    assert match_key(full_width(text)) == match_key(text)


SPACES = st.text(" \t\n\r\u00a0\u2002\u2003\u2009\u3000\u2028\x1f", min_size=1, max_size=4)


@given(st.lists(st.text("医联体pay1", min_size=1, max_size=4), max_size=5), st.data())
def test_any_white_space_is_one_space(words: list[str], data: st.DataObject) -> None:
    spaced = "".join(word + data.draw(SPACES) for word in words)
    assert match_key(data.draw(SPACES) + spaced) == match_key(" ".join(words))


PAIRS = {"醫": "医", "聯": "联", "體": "体", "療": "疗", "國": "国", "發": "发", "號": "号", "質": "质", "藥": "药", "務": "务"}


@given(st.lists(st.sampled_from([*PAIRS, "a", " ", "。", "一"]), max_size=20))
def test_traditional_is_simplified_whatever_stands_around_it(characters: list[str]) -> None:
    text = "".join(characters)
    simple = "".join(PAIRS.get(character, character) for character in characters)
    assert simplify(text) == simple
    assert match_key(text) == match_key(simple)


@given(st.text(max_size=30))
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text(st.characters(categories=("L", "N", "P")), max_size=20), st.text(st.characters(categories=("L", "N", "P")), max_size=20))
def test_the_key_of_a_word_does_not_depend_on_its_neighbours(one: str, other: str) -> None:
    joined = match_key(f"{one} {other}")
    # Where NFKC moves an accent onto the space between two words, they are no longer two words.
    if all(not unicodedata.normalize("NFKC", word).startswith(" ") for word in (one, other)):
        assert joined == " ".join(filter(None, (match_key(one), match_key(other))))


def test_white_space_is_kept_where_characters_alone_are_folded() -> None:
    assert fold_characters("Ａ  醫\n") == "a  医\n"


def test_an_english_query_does_not_load_the_converter() -> None:
    program = "import sys; from corpus.matchkey import match_key; print(match_key('Pay'), 'opencc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "pay False\n"


def test_a_long_text_has_the_key_of_its_characters() -> None:
    characters = [chr(code) for code in range(0x2000, 0x30000) if not 0xD800 <= code < 0xE000 and not unicodedata.combining(chr(code))]
    alone = [fold_characters(character) for character in characters]
    assert fold_characters(" ".join(characters)).split() == " ".join(alone).split()
