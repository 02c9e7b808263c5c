"""Readings of Chinese characters: in goes the pinyin table of the package pypinyin, out comes ``corpus/pinyin.tsv``.

Run: ``pip install pypinyin && PYTHONPATH=. python benchmarks/make_pinyin.py``. A line is a syllable without its tone and the characters
of GB 2312 that are read so. Of each character the two readings that its table names first are kept: the others are dialect or poetry.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).resolve().parent.parent / "corpus" / "pinyin.tsv"
FIRST_LEAD, LAST_LEAD = 0xB0, 0xF7
FIRST_TRAIL, LAST_TRAIL = 0xA1, 0xFE
READINGS = 2
VOWELS = frozenset("aeiouv")


def characters() -> list[str]:
    """Return the characters of GB 2312."""
    pairs = (bytes((lead, trail)) for lead in range(FIRST_LEAD, LAST_LEAD + 1) for trail in range(FIRST_TRAIL, LAST_TRAIL + 1))
    return [character for pair in pairs if (character := pair.decode("gb2312", "ignore"))]


def syllable(reading: str) -> str:
    """Return a reading without its tone, ü as v."""
    parts = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v").replace("ǚ", "v").replace("ǜ", "v"))
    return "".join(letter for letter in parts if letter.isascii())


def main() -> None:
    """Write the table."""
    by_syllable: dict[str, list[str]] = {}
    for character in characters():
        said = dict.fromkeys(map(syllable, pinyin_dict[ord(character)].split(",")))
        for one in [one for one in said if VOWELS & set(one)][:READINGS]:
            by_syllable.setdefault(one, []).append(character)
    lines = ["syllable\tcharacters", *(f"{one}\t{''.join(by_syllable[one])}" for one in sorted(by_syllable))]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
