"""Likelihood of a decoding: the right reading of the same bytes costs fewer bits than any other, on very little text."""

from __future__ import annotations

import re

import pytest

from cleaners.likelihood import (
    ALONE_BITS,
    ALPHABET_BITS,
    IMPROBABLE_BITS,
    LATIN_BITS,
    UNSEEN_BITS,
    attested_at,
    attested_pairs,
    bits,
    costs,
    costs_as_found,
    rare_characters,
)

READINGS = ("gb18030", "big5hkscs", "cp1252", "latin-1", "shift_jis", "euc_kr")


@pytest.mark.parametrize("text", ["县域医疗服务", "药品费用标准", "关于印发通知", "醫療費用標準"])
def test_six_characters_of_gbk_read_as_anything_else_cost_more(text: str) -> None:
    data = text.encode("gbk")
    others = [bits(data.decode(encoding, "replace")) for encoding in READINGS if encoding != "gb18030"]
    assert bits(text) < min(others)


@pytest.mark.parametrize("text", ["醫療費用標準", "公開資訊規則", "政府辦公廳令"])
def test_six_characters_of_big5_read_as_anything_else_cost_more(text: str) -> None:
    data = text.encode("big5")
    others = [bits(data.decode(encoding, "replace")) for encoding in READINGS if encoding != "big5hkscs"]
    assert bits(text) < min(others)


def test_ascii_costs_nothing_in_any_encoding() -> None:
    assert bits("") == bits("Fees 2021 <p>\r\n\t") == 0


def test_common_characters_cost_less_than_rare_ones_and_rare_ones_less_than_none() -> None:
    assert bits("的") < bits("医") < bits("龘") <= UNSEEN_BITS < IMPROBABLE_BITS


@pytest.mark.parametrize("character", ["\ufffd", "\ue000", "\x85", "\u0378", "\U0001f3e5"])
def test_what_no_page_holds_costs_most(character: str) -> None:
    """Characters outside the basic plane, too: in GB18030 any four bytes that fit are one."""
    assert bits(character) == IMPROBABLE_BITS


@pytest.mark.parametrize("character", "éßñŁřǚț")
def test_letters_of_europe_and_pinyin_cost_less_than_rare_han(character: str) -> None:
    assert bits(character) == LATIN_BITS < UNSEEN_BITS


@pytest.mark.parametrize("mark", "！￥＆［］『』【】Ｗｗ４")
def test_full_width_marks_that_no_law_has_cost_less_than_rare_han(mark: str) -> None:
    assert bits("的") < bits(mark) < bits("龘")


def test_costs_add_up() -> None:
    assert bits("县医院" * 1000) == 1000 * bits("县医院")


def test_as_found_text_of_any_language_costs_little_and_rare_han_much() -> None:
    assert costs_as_found("サービスがあります").max() <= ALPHABET_BITS
    assert costs_as_found("Больница").max() <= ALPHABET_BITS
    assert costs_as_found("鍏充簬鎺").mean() > 14
    assert list(costs_as_found("医ゅ院")) == [costs("医")[0], ALONE_BITS, costs("院")[0]]


def test_pairs_are_attested_in_either_script_and_not_in_garbled_text() -> None:
    assert attested_pairs("醫療機構") == attested_pairs("医疗机构") == (3, 3)
    assert attested_pairs("洛励诀篶") == (0, 3)
    assert attested_at("医疗、机构") == [False, True, False, False, True]


@pytest.mark.parametrize("character", "鍏鎺\ue0a4ゅЖ")
def test_rare_characters_are_those_that_garbled_text_is_made_of(character: str) -> None:
    rare = re.compile(f"[{rare_characters(14)}]")
    assert rare.match(character)
    assert not rare.search("关于医疗机构的、。（）abcÉ“”")
