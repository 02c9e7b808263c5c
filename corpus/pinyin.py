"""Pinyin: in go Chinese characters or Latin letters, out comes which letters the characters are read as.

English renderings give the prefix of a document number so: 临卫发 is "Linweifa", 渝府办发 "Yu Fu Ban Fa". ``pinyin.tsv`` has the
characters of GB 2312 by syllable, each under its two commonest readings (长: chang, zhang).
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product

MAX_LETTERS = 40
"""Letters of a prefix. Nine characters, which no prefix in use exceeds, of four letters each have 36."""

MAX_SPELLINGS = 16
"""Spellings of one prefix: four characters of two readings each."""


def letters_of(written: str) -> str:
    """Return the letters of ``written`` as pinyin is compared: lower case, ü as v, no gaps, hyphens or apostrophes."""
    return "".join(letter for letter in written.lower().replace("ü", "v") if letter.isascii() and letter.isalpha())


@lru_cache(maxsize=1024)
def is_pinyin(letters: str) -> bool:
    """Return whether ``letters``, as ``letters_of`` gives them, are syllables one after another: "linweifa", not "document"."""
    if not 0 < len(letters) <= MAX_LETTERS:
        return False
    syllables, longest = _syllables()
    ends = {0}
    for start in range(len(letters)):
        if start in ends:
            ends |= {start + length for length in range(1, longest + 1) if letters[start : start + length] in syllables}
    return len(letters) in ends


def spellings(han: str) -> list[str]:
    """Return the letters that simplified characters may be read as, at most ``MAX_SPELLINGS``; none where one is not in the table."""
    readings = [_readings().get(character, ()) for character in han]
    return ["".join(chosen) for chosen in islice(product(*readings), MAX_SPELLINGS)] if han else []


def reads_as(han: str, letters: str) -> bool:
    """Return whether simplified characters are read as ``letters``, which ``letters_of`` gave."""
    ends = {0}
    for character in han:
        ends = {end + len(said) for end in ends for said in _readings().get(character, ()) if letters.startswith(said, end)}
    return len(letters) in ends and bool(han)


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Return the readings of each character; read once."""
    readings: dict[str, tuple[str, ...]] = {}
    with files("corpus").joinpath("pinyin.tsv").open("r", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            for character in row["characters"]:
                readings[character] = (*readings.get(character, ()), row["syllable"])
    return readings


@cache
def _syllables() -> tuple[frozenset[str], int]:
    """Return every syllable, and the length of the longest; one letter alone (a, e, o) is read in no prefix."""
    syllables = frozenset(said for several in _readings().values() for said in several if len(said) > 1)
    return syllables, max(map(len, syllables))
