"""How likely a text is ordinary Chinese or Western text: in goes text, out come the bits that its non-ASCII characters cost.

Fewer bits, likelier text. Decodings of the same bytes are compared by their sums: the same bytes are explained by each of them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNSEEN_BITS = 24
"""A character of the CJK blocks that the table lacks. The rarest it has cost 22 to 26 bits; measured on legal and news text,
the table covers 99.99 % of characters."""

IMPROBABLE_BITS = 40
"""A character that no page holds: unassigned, private use, control, or the replacement character."""

LATIN_BITS = 9
"""An accented Latin letter, or a typographic mark that the table lacks; one byte of a single-byte encoding, against 4 to 5 bits for half
a Han character."""

_LATIN = ((0xA0, 0x17F), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2010, 0x203F))
"""European letters, those of pinyin and Romanian, typographic marks. The rest of Latin Extended-B is what GBK looks like where it is
valid UTF-8 by chance (药品 as ҩƷ), and is no letter of a policy page."""

_REPLACEMENT = 0xFFFD


@cache
def _table() -> NDArray[np.uint8]:
    """Return the cost in bits of every code point up to U+FFFF; 0 for ASCII."""
    table = np.full(0x10000, UNSEEN_BITS, dtype=np.uint8)
    table[:0x80] = 0
    for first, last in _LATIN:
        table[first : last + 1] = LATIN_BITS
    for row in (files("cleaners") / "han_frequencies.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        bits, characters = row.split("\t")
        for character in characters:
            if ord(character) < len(table):
                table[ord(character)] = int(bits)
    for code in range(0x80, len(table)):
        if unicodedata.category(chr(code)) in {"Cc", "Cn", "Co", "Cs"}:
            table[code] = IMPROBABLE_BITS
    table[_REPLACEMENT] = IMPROBABLE_BITS
    return table


def bits(text: str) -> int:
    """Return the bits that the non-ASCII characters of ``text`` cost; 0 for pure ASCII. Lone surrogates cost as improbable ones."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return int(_table()[np.minimum(codes, _REPLACEMENT)].sum(dtype=np.int64)) if len(codes) else 0
