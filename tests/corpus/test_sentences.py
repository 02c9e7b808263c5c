"""Where sentences end, and how much a reader has to read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import CLOSING, HAN_WEIGHT, TERMINAL, ends_sentence, sentence_ends, weight

SENTENCES = {
    "Chinese": ["医院公开价格。", "病人选择医院！", "谁付费？", "医保；", "个人……", "完"],
    "English": ["Hospitals publish prices. ", "Who pays? ", "All! ", "Then; ", "this… ", "end."],
    "quotes stay with their sentence": ["他说：“公开。”", "She said “yes.” ", "(Both did.) ", "完"],
    "several marks are one end": ["真的？！", "Really?! ", "No…… ", "x"],
    "white space behind an end belongs to it": ["One.   ", "Two.\n", "Three。\u3000", "x"],
    "full width stops": ["价格． ", "药品｡", "x"],
    "a number": ["The cost grew to 3.14. ", "Then it fell to 5. ", "It is 1.5 times."],
    "one sentence": ["医院公开价格"],
    "nothing": [""],
}

NOT_ENDS = {
    "No. 18 of 2021": "a number",
    "see no. 18": "a number in a page without capitals",
    "Nos. 5 and 6": "numbers",
    "hospitals, etc. and clinics": "etc.",
    "e.g. clinics, i.e. small ones": "e.g.",
    "the U.S. Department": "initials",
    "Mr. J. Smith of Co. Ltd. and Inc. there": "names",
    "see Fig. 3 and Art. 5": "figures",
    "3.14 and 2.5": "decimals",
    "2. Reform pay": "a numbering at the start",
    "(2. Reform": "a numbering at the start",
    "12. Reform": "a numbering at the start",
    "www.gov.cn and a.b": "a host",
    "见No. 18文": "a number beside Han characters",
    "国办发.18": "a point without white space",
    "一、总则：价格，药品、耗材": "no stop at all",
}


@pytest.mark.parametrize("sentences", SENTENCES.values(), ids=SENTENCES)
def test_sentences(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert [text[start:end] for start, end in pairwise([0, *sentence_ends(text), len(text)])] == sentences


@pytest.mark.parametrize("text", NOT_ENDS)
def test_what_ends_no_sentence(text: str) -> None:
    assert list(sentence_ends(text)) == [], NOT_ENDS[text]


def test_a_word_that_looks_like_an_abbreviation_ends_one() -> None:
    text = "They said no. Then casino. Then agenda no. 5."
    assert [text[start:end] for start, end in pairwise([0, *sentence_ends(text), len(text)])] == [
        "They said no. ",
        "Then casino. ",
        "Then agenda no. 5.",
    ]


@given(st.text("医院abNo etc.。;；!?“”)\n 1", max_size=60))
def test_ends_are_inside_the_text_in_order_and_behind_a_mark(text: str) -> None:
    ends = list(sentence_ends(text))
    assert ends == sorted(set(ends))
    for end in ends:
        assert 0 < end < len(text)
        assert text[:end].rstrip().rstrip(CLOSING)[-1] in TERMINAL
        assert not text[end].isspace()


@pytest.mark.parametrize("text", ["完。", "end.", "“完。”", "(end.) ", "完；", "完…", "完！》", "完．"])
def test_what_ends_like_a_sentence(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["", "完", "价格：", "price,", "“完”", "(end)", "。完", "一、"])
def test_what_does_not(text: str) -> None:
    assert not ends_sentence(text)


def test_weight_is_in_letters_of_english() -> None:
    assert weight("") == 0
    assert weight("pay, 18") == 7
    assert weight("薪酬") == pytest.approx(2 * HAN_WEIGHT)
    assert weight("薪酬。") == pytest.approx(2 * HAN_WEIGHT + 1)


@given(st.text(max_size=20), st.text(max_size=20))
def test_weights_add_up(one: str, other: str) -> None:
    assert weight(one + other) == pytest.approx(weight(one) + weight(other))
