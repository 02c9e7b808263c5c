"""Numerals: in goes a number as policy texts write it, out comes its value."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_DIGITS |= {
    character: value for characters in ("壹贰叁肆伍陆柒捌玖", "壹貳參肆伍陸柒捌玖") for value, character in enumerate(characters, start=1)
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}

CARDINALS = tuple("one two three four five six seven eight nine ten eleven twelve".split())
ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
WORDS = {word: value for words in (CARDINALS, ORDINALS) for value, word in enumerate(words, start=1)}
"""Numbers in words, as translations number their paragraphs ("First, …", "one, …"); none with more than twelve was met."""


def from_letter(letter: str) -> int:
    """Return the place of a letter of the alphabet: a is 1, z and Z are 26."""
    return ord(letter.lower()) - ord("a") + 1


@lru_cache(maxsize=4096)
def to_number(written: str) -> int:
    """Return the value of a number in Arabic, Roman, circled or Chinese digits (二十三, 一百零五, 二〇二一)."""
    written = "".join(written.split())
    if written.isdecimal():
        return int(written)
    if written.lower() in WORDS:
        return WORDS[written.lower()]
    if written[0].upper() in _ROMAN:
        values = [_ROMAN[letter] for letter in written.upper()]
        return sum(-value if value < later else value for value, later in zip(values, [*values[1:], 0], strict=True))
    if len(written) == 1 and written not in _DIGITS:
        return int(unicodedata.numeric(written))
    if not _UNITS.keys() & set(written):
        return int("".join(str(_DIGITS[character]) for character in written))
    total = digit = 0
    for character in written:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
