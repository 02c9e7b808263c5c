"""Shingles: what scripts, widths, lines and converters do to a text changes none of them; what the text says does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.across.shingles import HAN_WINDOW, SAMPLE, below, shingle
from tests.cleaners.copies_pages import english, policy

TEXT = policy(1)
ROOT = Path(__file__).resolve().parents[2]


def equal(one: str, other: str) -> bool:
    ours, theirs = shingle(one), shingle(other)
    return ours.words == theirs.words and np.array_equal(ours.sample, theirs.sample) and np.array_equal(ours.anchors, theirs.anchors)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.translate(str.maketrans("医乡镇机构对复，；", "醫鄉鎮機構對復,;")),
        TEXT.replace("医", "医(yī)").replace("预", "预（yù）"),
        "\n\n".join(TEXT[at : at + 31] for at in range(0, len(TEXT), 31)),
        TEXT.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
    ],
    ids=["traditional", "pinyin", "re-wrapped", "full width"],
)
def test_a_text_is_the_same_in_any_script_width_and_line(other: str) -> None:
    assert other != TEXT
    assert equal(TEXT, other)


def test_case_makes_no_difference() -> None:
    assert equal(english(1), english(1).upper())


def test_one_digit_makes_another_text() -> None:
    assert not equal(TEXT, TEXT.replace("2021", "2022"))


def test_english_between_chinese_paragraphs_parts_neither() -> None:
    pairs = zip(policy(1).split("\n"), english(1).split("\n"), strict=False)
    both = shingle("\n".join(line for pair in pairs for line in pair))
    for one in (policy(1), english(1)):
        share = np.isin(shingle(one).sample, both.sample).mean()
        assert share > 0.9 or both.rate


def test_texts_that_share_a_long_passage_share_an_anchor() -> None:
    passage = policy(3).replace("\n", "")[200 : 200 + HAN_WINDOW + 5]
    for number in range(20):
        host = f"{policy(number + 10)[:400]}{passage}{policy(number + 40)[:300]}"
        assert set(shingle(passage).anchors.tolist()) & set(shingle(host).anchors.tolist())


def test_a_long_text_is_compared_by_a_sample_of_bounded_size() -> None:
    text = "\n".join(policy(number) for number in range(60))
    found = shingle(text)
    assert SAMPLE / 4 < len(found.sample) <= 2 * SAMPLE
    assert found.length > 50 * SAMPLE
    assert len(below(found.sample, found.rate + 1)) < len(found.sample)


@pytest.mark.parametrize("text", ["", " \n", "。，；", "医", "2021 2022 2023", "\udcff"])
def test_what_is_no_text_has_nothing_to_compare(text: str) -> None:
    found = shingle(text)
    assert (found.length, len(found.anchors)) == (0, 0)


@given(st.text(max_size=300))
def test_any_text_has_shingles_that_do_not_repeat(text: str) -> None:
    found = shingle(text)
    for numbers in (found.sample, found.anchors, found.sentences):
        assert sorted(set(numbers.tolist())) == numbers.tolist()


def test_the_hash_is_our_own_and_does_not_change() -> None:
    """These numbers stand in libraries: another hash needs another version."""
    code = "from cleaners.across.shingles import *; print(int(shingle(sys.argv[1]).sample[0]), mark('number', sys.argv[2]))"
    told = {
        subprocess.run(
            [sys.executable, "-c", f"import sys; {code}", "深化公立医院薪酬制度改革", "国办发〔2021〕18号"],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert told == {"4260673479888038477 222663233711173\n"}
