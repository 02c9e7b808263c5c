from __future__ import annotations

import subprocess
import sys

import pytest

from indexer.tokens import stem, tokenize


def texts(text: str, *kinds: str) -> list[str]:
    return [token.text for token in tokenize(text) if not kinds or token.kind in kinds]


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Reforming hospitals' salaries", ["reform", "hospit", "salari"]),
        ("the people's hospital", ["the", "peopl", "hospit"]),
        ("1,200.5 beds", ["1200.5", "bed"]),
        ("about 35.6% in 2021", ["about", "35.6%", "in", "2021"]),
        ("２０２１", ["2021"]),
        ("5G and COVID-19", ["5g", "and", "covid-19", "covid", "19"]),
        ("No.18", ["no", "18"]),
        ("snake_case", ["snake", "case"]),
        ("(,.;)", []),
    ],
)
def test_latin_text_and_numbers(written: str, tokens: list[str]) -> None:
    assert texts(written) == tokens


def test_a_hyphenated_word_is_found_whole_and_by_its_parts() -> None:
    tokens = list(tokenize("a medium-sized hospital"))
    assert [(token.text, token.kind, token.position) for token in tokens[1:]] == [
        ("medium-sized", "word", 1),
        ("medium", "part", 1),
        ("size", "part", 1),
        ("hospit", "word", 2),
    ]


def test_a_year_before_a_han_character_is_a_number() -> None:
    assert texts("2021年", "word") == ["2021", "年"]


def test_han_runs_give_words_and_all_their_bigrams() -> None:
    assert texts("完善薪酬", "word") == ["完善", "薪酬"]
    assert texts("完善薪酬", "bigram") == ["完善", "善薪", "薪酬"]


def test_a_long_word_gives_the_words_inside_it() -> None:
    assert "共和" in texts("中华人民共和国", "part")


@pytest.mark.parametrize("mark", ["，", "。", "、", "(", "A", "5", "\n。\n"])
def test_bigrams_do_not_cross_anything_but_white_space(mark: str) -> None:
    assert texts(f"完善{mark}薪酬", "bigram") == ["完善", "薪酬"]


@pytest.mark.parametrize("space", [" ", "\n", "\u3000", " \r\n\t "])
def test_bigrams_cross_white_space_between_han_characters(space: str) -> None:
    text = f"完善{space}薪酬"
    tokens = list(tokenize(text))
    assert [(token.text, token.kind, token.position) for token in tokens] == [
        ("完善", "word", 0),
        ("完善", "bigram", 0),
        ("善薪", "bigram", 0),
        ("薪酬", "word", 1),
        ("薪酬", "bigram", 1),
    ]
    assert text[tokens[2].start : tokens[2].end] == f"善{space}薪"


def test_positions_count_words_whatever_their_length_and_language() -> None:
    words = [(token.text, token.position) for token in tokenize("深化 DRG 改革 reform 35%") if token.kind == "word"]
    assert words == [("深化", 0), ("drg", 1), ("改革", 2), ("reform", 3), ("35%", 4)]


def test_a_bigram_has_the_position_of_the_word_it_begins_in() -> None:
    positions = {token.text: token.position for token in tokenize("完善薪酬") if token.kind == "bigram"}
    assert positions == {"完善": 0, "善薪": 0, "薪酬": 1}


def test_traditional_and_simplified_text_give_the_same_terms() -> None:
    assert texts("醫療衛生體制改革") == texts("医疗卫生体制改革")


def test_every_token_points_at_its_characters() -> None:
    text = "The ＤＲＧ system 醫聯體, 1,200 ㎏"
    places = {token.text: text[token.start : token.end] for token in tokenize(text)}
    assert places["drg"] == "ＤＲＧ"
    assert places["system"] == "system"
    assert places["医联"] == "醫聯"
    assert places["1200"] == "1,200"
    assert places["kg"] == "㎏"


def test_words_of_other_scripts_are_not_stemmed() -> None:
    assert stem("реформы") == "реформы"
    assert stem("café") == "café"


def test_a_megabyte_without_a_break_is_cut_in_linear_time() -> None:
    assert len(texts("a" * 1_000_000)) == 1
    assert len(texts("1." * 200_000 + "g")) > 0


def test_english_text_needs_no_segmenter() -> None:
    code = "import sys; from indexer.tokens import tokenize; list(tokenize('Salary reform')); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.replace("'", " ").replace(",", " ").split())
    assert not loaded & {"jieba", "opencc", "numpy", "sqlite3", "pkg_resources"}
