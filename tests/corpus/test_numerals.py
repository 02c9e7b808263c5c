"""Numbers as policy texts write them."""

from __future__ import annotations

import pytest

from corpus.numerals import to_number

NUMBERS = {
    "0": 0,
    "７": 7,
    "42": 42,
    "一": 1,
    "两": 2,
    "十": 10,
    "十五": 15,
    "二十": 20,
    "九十九": 99,
    "一百": 100,
    "一百零五": 105,
    "一百一十": 110,
    "百二十": 120,
    "一千二百六十": 1260,
    "二〇二一": 2021,
    "IV": 4,
    "ix": 9,
    "XL": 40,
    "LXXXVIII": 88,
    "①": 1,
    "⑳": 20,
    "⑾": 11,
    "⒈": 1,
    "㈩": 10,
}


@pytest.mark.parametrize(("written", "value"), NUMBERS.items())
def test_numbers_in_every_kind_of_digit(written: str, value: int) -> None:
    assert to_number(written) == value
