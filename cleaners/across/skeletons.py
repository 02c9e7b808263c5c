"""Skeletons: in go lines of a text, out comes what is left of them when their Chinese is taken: marks, digits, Latin letters, line ends.

An intact page and one that a site stripped leave the same skeleton, save where marks were lost or folded. So widths, quotes and brackets of
one kind are one symbol, spaces are none, and neither are the signs that stand for lost characters. How much a skeleton tells is reckoned
from how often three symbols follow one another in Chinese laws (``skeleton_counts.tsv``, made by ``benchmarks/make_skeleton_counts.py``):
a list of ``、、、、`` tells little, a figure much.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.across.shingles import hash_runs, winnowed
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


LINE_END = ord("\n")

RUN = 12
"""Symbols that pages share; 20 bits: of 100,000 pages of 500 symbols each some dozens have one by chance. With every change of what a
symbol is, or how its runs are hashed, ``RULES_VERSION`` grows: runs are kept."""

WINDOW = 8
"""Runs of which the one with the smallest number is kept: two skeletons that share 19 symbols share one that is kept."""

DIGIT_BITS, LATIN_BITS = 2.0, 3.0
"""What a digit or a letter tells beside being one; of ten digits each would tell 3.3 if years did not begin 19 and 20."""

COUNTS_FILE = "skeleton_counts.tsv"

_NO_SYMBOL = re.compile(rf"[{HAN_CLASS}\s?？\ufffd□▯¿〓\u200b-\u200d\ufeff…·•—–-]")
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(mark): ord(to)
    for marks, to in (
        ("“”„‟＂「」『』‘’′`´'", '"'),
        ("〔【［", "["),
        ("〕】］", "]"),
        ("﹑､", "、"),
        ("｡", "。"),
        ("〈", "《"),
        ("〉", "》"),
    )
    for mark in marks
}
_CLASSES = ',、。;:()《》".[]'
_CONTEXT = 2


class Skeleton(NamedTuple):
    """Symbols as code points, lower case, and where each stands: in which line, from which character of it on.

    A ``LINE_END`` stands behind every line.
    """

    symbols: NDArray[np.int64]
    lines: NDArray[np.int64]
    places: NDArray[np.int64]

    @property
    def length(self) -> int:
        """How many symbols there are, line ends aside."""
        return int(np.count_nonzero(self.symbols != LINE_END))


def skeleton(lines: Sequence[str]) -> Skeleton:
    """Return the skeleton of these lines."""
    text = "".join(line.replace("\n", " ") + "\n" for line in lines)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    is_end = codes == LINE_END
    numbers = np.cumsum(is_end) - is_end
    starts = np.concatenate(([0], np.flatnonzero(is_end) + 1))
    symbols = _symbols()[codes]
    kept = np.flatnonzero(symbols)
    return Skeleton(symbols[kept], numbers[kept], kept - starts[numbers[kept]])


@cache
def _symbols() -> NDArray[np.int64]:
    """Return the symbol that each code point is, 0 for none."""
    cased = range(0x20000)  # no letter above has two cases
    folded = "".join(map(chr, cased)).translate(_FOLDED)
    lower = [small if len(small := letter.lower()) == 1 else letter for letter in folded]
    symbols = np.arange(sys.maxunicode + 1, dtype=np.int64)
    symbols[: len(cased)] = [ord(letter) for letter in lower]
    symbols[[match.start() for match in _NO_SYMBOL.finditer("".join(lower))]] = 0
    symbols[0x20000:0x323B0] = 0  # Han, as in corpus.scripts
    symbols[LINE_END] = LINE_END
    return symbols


def marks_of(symbols: NDArray[np.int64]) -> list[int]:
    """Return the numbers by which pages share runs of symbols, line ends aside: sorted, each once, without those that tell too little."""
    codes = symbols[symbols != LINE_END]
    if len(codes) < RUN:
        return []
    kept: list[int] = np.unique(winnowed(hash_runs(codes.astype(np.uint64), RUN), WINDOW) >> np.uint64(16)).tolist()
    return kept


def information(symbols: NDArray[np.int64]) -> float:
    """Return how many bits a stretch of symbols tells; line ends tell none, because sites break lines anew."""
    classes = classes_of(symbols)
    bits = sum(_bits(classes[max(at - _CONTEXT, 0) : at], classes[at]) for at in range(len(classes)))
    return bits + DIGIT_BITS * classes.count("0") + LATIN_BITS * classes.count("a")


def classes_of(symbols: NDArray[np.int64]) -> str:
    """Return a letter for each symbol but line ends: a mark is itself, ``0`` a digit, ``a`` a letter, ``x`` any other."""
    return "".join(_class_of(chr(code)) for code in symbols.tolist() if code != LINE_END)


def _class_of(symbol: str) -> str:
    return "0" if symbol.isdigit() else "a" if symbol.isalpha() else symbol if symbol in _CLASSES else "x"


@cache
def _bits(context: str, symbol: str) -> float:
    """Return how much a class of symbols tells behind the ``context`` of up to two others."""
    return -math.log2(_share(context, symbol))


def _share(context: str, symbol: str) -> float:
    """Return how likely a class is behind a context: by what was counted there, and by the shorter context (Witten and Bell 1991)."""
    shorter = _share(context[1:], symbol) if context else 1 / (len(_CLASSES) + 3)
    seen = {run: count for run, count in _counts()[len(context)].items() if run.startswith(context)}
    total = sum(seen.values())
    return (seen.get(context + symbol, 0) + len(seen) * shorter) / (total + len(seen)) if total else shorter


@cache
def _counts() -> tuple[Counter[str], ...]:
    """Return how often runs of one, two and three classes were counted."""
    counts = tuple(Counter[str]() for _ in range(_CONTEXT + 1))
    for line in files("cleaners.across").joinpath(COUNTS_FILE).read_text(encoding="utf-8").splitlines():
        run, count = line.split("\t")
        for length in range(1, _CONTEXT + 2):
            counts[length - 1][run[:length]] += int(count)
    return counts
