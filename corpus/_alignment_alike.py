"""Numbers that are read alike: in go document numbers, out comes which Chinese one an English rendering writes in pinyin.

"Lanweigui [2023] No. 6" is 岚卫规〔2023〕6号, and may be another body's whose prefix sounds so (豫 and 渝 are both yu). So it counts
only where no other number of the library is read so, and where the English title names the place of the Chinese one (Lanjiang: 岚江省).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.doc_numbers import same_number
from corpus.matchkey import match_key
from corpus.pinyin import letters_of, reads_as
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = re.compile(f"([{HAN_CLASS}]{{2,4}}?)(?:省|自治区|市|县|区|自治州|州|盟|旗)")
"""The place that opens a title or an issuer's name."""


def read_alike(numbers: Iterable[str]) -> dict[str, str]:
    """Return for each number the one other number that is it in the other language's writing, where there is exactly one."""
    by_digits: dict[tuple[str, ...], list[str]] = {}
    for number in sorted(set(numbers)):
        by_digits.setdefault(tuple(re.findall(r"\d+", number)), []).append(number)
    alike: dict[str, list[str]] = {}
    for together in by_digits.values():
        for number in together:
            alike[number] = [other for other in together if other != number and same_number(number, other)]
    return {number: others[0] for number, others in alike.items() if len(others) == 1 and len(alike[others[0]]) == 1}


def names_place(chinese: Iterable[str], english: Iterable[str]) -> bool:
    """Return whether a place that opens a Chinese title or issuer's name stands in pinyin in an English one."""
    words = {letters_of(word) for text in english for word in text.split()}
    places = {found[1] for text in chinese if (found := _PLACE.match(match_key(text)))}
    return any(reads_as(place, word) for place in places for word in words)
