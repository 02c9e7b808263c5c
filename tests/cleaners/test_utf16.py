"""UTF-16 without a byte order mark: known from a few characters on, and nothing else taken for it."""

from __future__ import annotations

import pytest

from cleaners.decode import decode
from cleaners.utf16 import byte_order

TEXTS = (
    "县立医院实行总额预付。\n结余留用。\n",
    "醫療機構應當公開收費標準",
    "Hospitals",
    "第3条　The fund pays 50%\r\n",
    "县立医院",
    "10 °C – “warm”",
)
OTHERS = (
    *(text.encode(encoding, "ignore") for text in TEXTS for encoding in ("gb18030", "big5hkscs", "utf-8", "cp1252")),
    "药品".encode("gbk"),
    "計畫計畫".encode("gbk"),
    "銷燬銷燬".encode("gbk"),
    "十年".encode("big5"),
    "He said: “The".encode("cp1252")[-5:],
    "café!".encode("cp1252"),
    b"",
    b"\0",
    b"\0" * 100,
    b"\0\0\0 page",
    b"\x00\x01\x02\x03" * 50,
    b"\x7fELF" + b"\0" * 60 + b"text" * 100,
    bytes(range(256)),
    b"Bush hid the facts",
    b"\0" + "公立医院改革方案".encode("gb18030") + b"\n\0\0",
)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_known_in_either_byte_order_and_read(text: str, order: str) -> None:
    data = text.encode(order)
    assert byte_order(data) == byte_order(data + b"\x00") == order
    decoded = decode(data)
    assert (decoded.encoding, decoded.text) == (order, text)
    assert decoded.evidence == ("no charset declared", f"reads as {order}")
    assert decoded.to_bytes() == data


def test_half_a_character_at_the_end_is_no_text_and_comes_back() -> None:
    decoded = decode("县立医院".encode("utf-16-le") + b"\x53")
    assert decoded.text == "县立医院\ufffd"
    assert decoded.to_bytes() == "县立医院".encode("utf-16-le") + b"\x53"


@pytest.mark.parametrize("data", OTHERS)
def test_no_other_bytes_are_taken_for_it(data: bytes) -> None:
    assert byte_order(data) == ""


def test_the_order_of_the_bytes_is_believed_before_the_declared_one() -> None:
    data = "一、总体要求\r\n".encode("utf-16-be")
    assert decode(data, "utf-16").encoding == decode(data, "utf-16-le").encoding == "utf-16-be"
    assert decode(b"A\0", "utf-16-le").text == "A"
