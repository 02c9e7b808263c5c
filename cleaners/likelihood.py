"""How likely a text is ordinary Chinese or Western text: in goes text, out come the bits that its non-ASCII characters cost.

Fewer bits, likelier text. Decodings of the same bytes are compared by their sums: the same bytes are explained by each of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.matchkey import simplify
from corpus.scripts import HAN_CLASS, is_han

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

_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_REPLACEMENT = 0xFFFD

ALPHABET_BITS = 7
"""A kana, a letter of another alphabet, a symbol, where the question is not which codec is right but whether text that stands on a
page may be meant so: Japanese, Greek and lists of symbols are."""

ALONE_BITS = 14
"""A letter of another script that has none of its kind beside it: Big5 read as GBK is strewn with them (``顶琿矗ㄑゅて毙▅の``)."""

_SCRIPTS = ((0x370, 0x3FF), (0x400, 0x4FF), (0x3041, 0x309F), (0x30A0, 0x30FF), (0x3100, 0x312F), (0xFE30, 0xFE6F))
"""Greek, Cyrillic, hiragana, katakana, bopomofo, small and vertical forms."""

_PARTICLES = "のはをがにとでもへやか"
"""Hiragana that stand alone between kanji."""

PRIVATE_BITS = 16
"""A private-use character that stands on a page: icon fonts have them, and so has UTF-8 that was read as GB 18030."""


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


@cache
def _table_as_found() -> NDArray[np.uint8]:
    """Return the cost of every code point up to U+FFFF in a text that may be of any language."""
    table = _table().copy()
    for code in range(0x80, len(table)):
        character = chr(code)
        if is_han(character):
            continue
        category = unicodedata.category(character)
        if category == "Co":
            table[code] = PRIVATE_BITS
        elif category == "Cc" or code == _REPLACEMENT:
            table[code] = LATIN_BITS
        elif category not in {"Cn", "Cs"} and table[code] > LATIN_BITS:
            table[code] = ALPHABET_BITS
    return table


def costs(text: str) -> NDArray[np.uint8]:
    """Return the bits that each character of ``text`` costs as Chinese or Western text."""
    return _table()[_codes(text)]


@cache
def _scripts() -> NDArray[np.uint8]:
    """Return for every code point up to U+FFFF which of ``_SCRIPTS`` it is of, counted from 1; 0 for any other."""
    scripts = np.zeros(0x10000, dtype=np.uint8)
    for number, (first, last) in enumerate(_SCRIPTS, start=1):
        scripts[first : last + 1] = number
    for particle in _PARTICLES:
        scripts[ord(particle)] = 0
    return scripts


def costs_as_found(text: str) -> NDArray[np.uint8]:
    """Return the bits that each character of ``text`` costs as text of any language: rare Han is suspect, and letters that stand alone."""
    codes = _codes(text)
    scripts = _scripts()[codes]
    alone = scripts > 0
    alone[1:] &= scripts[1:] != scripts[:-1]
    alone[:-1] &= scripts[:-1] != scripts[1:]
    return np.where(alone, ALONE_BITS, _table_as_found()[codes])


def rare_characters(least: int) -> str:
    """Return the characters that can cost ``least`` bits or more as found, Latin ones aside, for a regular expression's class."""
    rare = (_table_as_found() >= least) | (_scripts() > 0)
    rare[:0x370] = rare[0xD800:0xE000] = False
    codes = np.flatnonzero(rare).tolist()
    ends = [at for at in range(1, len(codes)) if codes[at] != codes[at - 1] + 1]
    return "".join(f"{chr(codes[start])}-{chr(codes[end - 1])}" for start, end in pairwise([0, *ends, len(codes)]))


def attested_pairs(text: str) -> tuple[int, int]:
    """Return how many pairs of neighbouring Han characters ``text`` has, those that ordinary Chinese has too first, then all.

    Of windows of 12 characters of open text, 99 of 100 have a third of their pairs attested; of garbled ones, a seventh at most.
    """
    return sum(attested_at(text)), sum(len(run) - 1 for run in _HAN_RUN.findall(text))


def attested_at(text: str) -> list[bool]:
    """Return for each character of ``text`` whether it makes a pair with the one before it that ordinary Chinese has."""
    known = _pairs()
    folded = simplify(text)
    return [False, *(second in known.get(first, "") for first, second in pairwise(folded))][: len(text)]


def frequent_pairs(text: str) -> int:
    """Return how many of the attested pairs of ``text`` are frequent ones."""
    frequent = _pairs(frequent=True)
    return sum(second in frequent.get(first, "") for first, second in pairwise(simplify(text)))


@cache
def _pairs(*, frequent: bool = False) -> dict[str, str]:
    """Return for each Han character those that stand, or stand frequently, behind it in ordinary Chinese, in simplified form."""
    rows = (files("cleaners") / "han_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = (row.split("\t") for row in rows)
    return {first: often if frequent else often + seldom for first, often, seldom in cells}


def codes_of(text: str) -> NDArray[np.uint32]:
    """Return the code point of each character of ``text``."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.minimum(codes_of(text), _REPLACEMENT)


def bits(text: str) -> int:
    """Return the bits that the non-ASCII characters of ``text`` cost; 0 for pure ASCII. Lone surrogates cost as improbable ones."""
    return int(costs(text).sum(dtype=np.int64))
