from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search_cli.cells import width_of
from search_cli.excerpt import choose_excerpt, choose_excerpts


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return sorted((position, position + len(word)) for word in words for position in _places(text, word))


def _places(text: str, word: str) -> list[int]:
    return [position for position in range(len(text)) if text.startswith(word, position)]


def excerpt(text: str, matches: list[tuple[int, int]], cells: int) -> str:
    return text[slice(*choose_excerpt(text, matches, cells))]


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("Reform the salary system.", [(11, 17)], 80) == "Reform the salary system."


def test_the_densest_place_is_chosen() -> None:
    text = "salary " + "filler " * 40 + "The salary reform and salary rules stand here. " + "filler " * 40
    assert "salary reform and salary rules" in excerpt(text, spans(text, "salary"), 80)


def test_of_equal_places_the_first_is_chosen() -> None:
    text = "薪酬甲" + "一二三四五六七八九十" * 10 + "薪酬乙" + "一二三四五六七八九十" * 10
    assert excerpt(text, spans(text, "薪酬"), 40).startswith("薪酬甲")


def test_it_begins_with_the_sentence_of_the_match() -> None:
    text = "前言" * 60 + "。完善薪酬制度，" + "后文" * 60
    assert excerpt(text, spans(text, "薪酬"), 80).startswith("完善薪酬制度")


def test_it_cuts_no_english_word() -> None:
    text = "establishing comprehensive hospital administration " * 20
    shown = excerpt(text, spans(text, "hospital")[4:5], 90)
    assert set(shown.split()) <= set(text.split())


def test_without_matches_it_is_the_beginning() -> None:
    text = "十四个字的一段话没有任何匹配。" * 30
    assert excerpt(text, [], 60) == text[:30]


@given(st.text(st.sampled_from("ab。, 薪酬"), max_size=300), st.data())
def test_it_fits_and_shows_a_match(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.sets(st.integers(0, max(len(text) - 2, 0)), max_size=8))
    matches = [(start, start + 1) for start in sorted(starts) if start < len(text)]
    start, end = choose_excerpt(text, matches, 40)
    assert 0 <= start <= end <= len(text)
    assert width_of(text[start:end]) <= 40
    assert not matches or any(start <= first and last <= end for first, last in matches) or text[matches[0][0]].isspace()


def best(text: str, words: list[str], cells: int) -> list[str]:
    return [text[slice(*one)] for one in choose_excerpts(text, spans(text, *words), cells)]


FILLER = "此句与所问无关,只是占去地方。" * 6


def test_the_best_sentences_are_shown_each_whole_and_in_order() -> None:
    text = f"建立医联体。{FILLER}完善薪酬制度。{FILLER}鼓励养老。"
    assert best(text, ["医联体", "薪酬", "养老"], 50) == ["建立医联体。", "完善薪酬制度。", "鼓励养老。"]
    assert best(text, ["医联体", "薪酬"], 36) == ["建立医联体。", "完善薪酬制度。"]


def test_what_was_not_said_yet_comes_before_what_is_said_again() -> None:
    text = f"The salary and the salary. {'Nothing of it. ' * 9}Salary again. {'Nothing of it. ' * 9}The fee."
    assert best(text, ["salary", "Salary", "fee"], 44) == ["The salary and the salary.", "The fee."]


def test_room_that_is_left_goes_to_the_sentences_around() -> None:
    text = f"{FILLER}前一句。完善薪酬制度。后一句。{FILLER}"
    assert best(text, ["薪酬"], 36) == ["前一句。完善薪酬制度。后一句。"]


def test_a_sentence_longer_than_the_room_is_cut() -> None:
    text = "，".join(["一二三四五六七八"] * 9 + ["薪酬制度"] + ["一二三四五六七八"] * 9) + "。"
    (shown,) = best(text, ["薪酬"], 60)
    assert "薪酬制度" in shown
    assert width_of(shown) <= 60


@given(st.text(st.sampled_from("ab。, 薪酬\n"), max_size=300), st.data())
def test_several_fit_in_order_and_show_a_match(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.sets(st.integers(0, max(len(text) - 2, 0)), max_size=8))
    matches = [(start, start + 1) for start in sorted(starts) if start < len(text) and not text[start].isspace()]
    shown = choose_excerpts(text, matches, 40)
    assert all(one.end < other.start for one, other in pairwise(shown))
    assert sum(width_of(text[slice(*one)]) for one in shown) + 3 * (len(shown) - 1) <= 40
    assert not matches or any(start <= first and last <= end for first, last in matches for start, end in shown)
