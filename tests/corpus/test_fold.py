from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.model import CleanSpan


def test_plain_text_is_lower_case_at_the_same_places() -> None:
    folded = fold("Salary Reform")
    assert folded.text == "salary reform"
    assert folded.span(7, 13) == CleanSpan(7, 13)


def test_full_width_and_traditional_characters_keep_their_places() -> None:
    text = "ＤＲＧ，醫聯體"
    folded = fold(text)
    assert folded.text == "drg,医联体"
    assert folded.span(4, 7) == CleanSpan(4, 7)


def test_one_character_that_becomes_two_is_pointed_at_by_both() -> None:
    folded = fold("重5㎏。")
    assert folded.text == "重5kg。"
    assert folded.span(2, 4) == CleanSpan(2, 3)


def test_two_characters_that_become_one_are_pointed_at_together() -> None:
    folded = fold("cafe\u0301 x")
    assert folded.text == "café x"
    assert folded.span(3, 4) == CleanSpan(3, 5)


def test_soft_hyphens_leave_nothing_and_move_nothing() -> None:
    text = "re\u00adform now"
    folded = fold(text)
    assert folded.text == "reform now"
    start, end = folded.span(0, 6)
    assert text[start:end] == "re\u00adform"


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=40))
def test_folding_by_character_gives_the_match_key(text: str) -> None:
    assert " ".join(fold(text).text.split()) == " ".join(match_key(character) for character in [text])


@given(st.text(max_size=60))
def test_every_folded_character_has_its_place_in_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


RUN = "医聯體〔2021〕18号，《意见》。（一）１２％！\u3001“a”’"


@given(st.text(RUN + "\u0301㎏\u3000\n\u00ad", max_size=20))
def test_characters_of_a_run_keep_their_places_beside_others(text: str) -> None:
    folded = fold(text)
    for key, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert key in fold(text[start:end]).text


def test_each_character_that_is_read_in_a_run_is_one_in_its_key() -> None:
    """What ``_SEGMENT`` reads in one go."""
    for first, last in (0x20, 0x7E), (0x2018, 0x2019), (0x201C, 0x201D), (0x3001, 0x3015), (0x4E00, 0x9FFF), (0xFF01, 0xFF5E):
        for code in range(first, last + 1):
            assert len(match_key(f"x{chr(code)}x")) == 3, hex(code)


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aΣ医醫\u0301\u3099ｶｰ\u00ad\uffff\t\u3000İ가")), max_size=40))
def test_what_stands_behind_changes_no_place(text: str) -> None:
    """A text without odd characters is folded at one stroke; with one behind it, character by character: to the same."""
    one, other = fold(text), fold(text + "\u338f")
    assert other.text == one.text + "kg"
    assert (list(one.starts), list(one.ends)) == (list(other.starts)[:-2], list(other.ends)[:-2])
