"""Readings in their context: what a wrong charset puts in the middle of words costs more than what an author writes there."""

from __future__ import annotations

import pytest

from cleaners.decode import decode
from cleaners.likelihood import bits
from cleaners.readings import MISPLACED_HAN_BITS, MISPLACED_SIGN_BITS, cost


@pytest.mark.parametrize("text", ["可以嗎？！OK", "好吧...ok", "用藥…你好…", "「線上看診」w", "護士說！讀RSS"])
def test_a_short_string_in_big5_is_not_read_as_signs_in_words(text: str) -> None:
    assert decode(text.encode("big5")).text == text


@pytest.mark.parametrize(
    "text",
    [
        "pays the “price of care",
        "warm: 16\u00a0°C at night",
        "le conseil –\u00a0et lui",
        "jusqu’à cinq ans",
        "mesures légales",
        "“¡Hola!”, dijo él",
        "l’été «chaud» à 30 °C",
        "don´t – m²",
        "Gesund\u00adheits\u00adamt für Müller",
    ],
)
def test_a_western_string_is_not_read_as_single_han_characters(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(("text", "misplaced"), [("¤F¦n§a", 3), ("¡A¹Ç", 1), ("¡Hola", 0), ("30 °C, 5 µg, £5, don´t, col·lecció, «Le»", 0)])
def test_a_sign_before_a_letter_is_misplaced_unless_authors_put_it_there(text: str, misplaced: int) -> None:
    assert cost(text, "cp1252") == bits(text) + misplaced * MISPLACED_SIGN_BITS


@pytest.mark.parametrize(
    ("text", "misplaced"),
    [("l間ales", 1), ("the 損rice", 1), ("16牥C", 1), ("A类药品，B类药品", 0), ("共5年", 0), ("3 元", 0), ("（B超）", 0), ("T恤衫", 0)],
)
def test_a_han_character_alone_between_letters_is_misplaced(text: str, misplaced: int) -> None:
    assert cost(text, "gb18030") == bits(text) + misplaced * MISPLACED_HAN_BITS
