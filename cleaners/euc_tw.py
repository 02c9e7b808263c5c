"""EUC-TW: in go bytes, out comes whether they are text in this charset of Unix in Taiwan, which is named and not read.

Python has no codec for it. Its bytes are also valid GB2312, and would be read as rare characters without a sign that anything is wrong.
"""

from __future__ import annotations

import re

from cleaners.byte_sample import telling_bytes
from cleaners.likelihood import IMPROBABLE_BITS, UNSEEN_BITS, bits

WINDOW = 4096
"""Bytes that are looked at: two thousand characters."""

MIN_HAN = 32
"""Han characters below which, and half of all characters of two bytes below which, nothing is said: a short string in GBK may look the
same, and kana stand where this charset has its marks."""

MAX_SHARE = 0.8
"""Bits of this reading against those of the likeliest other one: .63 on the one real file, 1.15 and more on strings and files in GB2312."""

MARK_BITS = 6
"""A punctuation mark, in rows 1 to 6 of plane 1; a comma or full stop costs 4 or 5."""

_STRUCTURE = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xfe]{2}|\x8e[\xa1-\xb0][\xa1-\xfe]{2})*+[\x8e\xa1-\xfe]{0,3}")
_CHARACTER = re.compile(rb"\x8e.[\xa1-\xfe]{2}|[\xa1-\xfe]{2}", re.DOTALL)
_FIRST_HAN_ROW, _FIRST_SYMBOL_ROW, _CELLS = 0xC4, 0xA7, 94
_BIG5_CELLS, _BIG5_LOW_CELLS = 157, 63

_DISTANCE = 2819
"""CNS 11643 has its common characters in the order of Big5, 2,819 places further on; parts of the table are one place off, and read as the
next character of as many strokes, which is as likely a one: .63 instead of .62."""


def is_euc_tw(data: bytes) -> bool:
    """Return whether ``data`` is Chinese text in EUC-TW beyond doubt."""
    head = telling_bytes(data, WINDOW)
    if head.isascii() or not _STRUCTURE.fullmatch(head):
        return False
    characters = _CHARACTER.findall(head)
    han = "".join(map(_as_big5, characters))
    if len(han) < max(MIN_HAN, len(characters) / 2):
        return False
    other = min(bits(head.decode(encoding, "surrogateescape")) for encoding in ("gb18030", "big5hkscs"))
    return sum(map(_fixed_cost, characters)) + bits(han) <= MAX_SHARE * other


def _fixed_cost(character: bytes) -> int:
    if character[0] == 0x8E:  # noqa: PLR2004  # single shift two: a character of another plane, which are rare ones
        return UNSEEN_BITS
    if character[0] < _FIRST_SYMBOL_ROW:
        return MARK_BITS
    return IMPROBABLE_BITS if character[0] < _FIRST_HAN_ROW else 0


def _as_big5(character: bytes) -> str:
    """Return the Han character of plane 1, or an empty string."""
    if character[0] < _FIRST_HAN_ROW:
        return ""
    row, cell = divmod((character[0] - 0xA1) * _CELLS + character[1] - 0xA1 - _DISTANCE, _BIG5_CELLS)
    return bytes([0xA1 + row, cell + (0x40 if cell < _BIG5_LOW_CELLS else 0x62)]).decode("big5", "replace")
