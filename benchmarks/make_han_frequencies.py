"""Statistics of Chinese characters: in go open texts and jieba's word counts, out comes ``cleaners/han_frequencies.tsv``.

Run: ``python -m benchmarks.make_han_frequencies [--data DIR]``. The table gives for every character outside ASCII how many bits
it costs in ordinary simplified or traditional text, whichever is less: ``-log2`` of its share among such characters, rounded. A
traditional character costs at most ``FOLDED`` bits more than its simplified form, a full-width mark at most as much as their
median. Only texts at even places of their files are counted, the others are for figures; only these counts are kept, no text is.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import jieba

from benchmarks.data_sets import health_sentences, statute_articles, taiwan_articles
from corpus.matchkey import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "cleaners" / "han_frequencies.tsv"

FOLDED = 1
"""Bits. The traditional texts are of law and lack everyday words (燈, 閃), the simplified ones have both."""

HAN = range(0x3400, 0xA000)

WIDE = (*range(0xFF01, 0xFF5F), *range(0x3008, 0x3012), *range(0x3014, 0x3018), 0xFFE5)
"""Full-width forms of ASCII, brackets and the yuan sign. Laws neither exclaim nor name prices: they have ``？`` and ``～``, but no ``！``
and no ``￥``."""


def count(texts: Iterable[str]) -> Counter[str]:
    """Count the characters outside ASCII."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(character for character in text if character > "\x7f")
    return counts


def dictionary() -> Counter[str]:
    """Count the characters of jieba's dictionary, each word as often as its own count says."""
    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        for character in word:
            if character > "\x7f":
                counts[character] += int(frequency)
    return counts


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    models = (
        # Every second record: the others are what garbled text is measured on.
        count(article["text"] for article in statute_articles(data)[::2]) + count(pair["zh"] for pair in health_sentences(data)[::2]),
        count(article["zh_hant"] for article in taiwan_articles(data)[::2]),
        dictionary(),
    )
    cost: dict[str, int] = {}
    for counts in models:
        total = sum(counts.values())
        for character, seen in counts.items():
            if seen > 1 and character.isprintable():
                bits = round(-math.log2(seen / total))
                cost[character] = min(bits, cost.get(character, bits))
    for character in map(chr, HAN):
        simplified = simplify(character)
        if simplified != character and simplified in cost:
            cost[character] = min(cost[simplified] + FOLDED, cost.get(character, cost[simplified] + FOLDED))
    typical = round(median(cost[character] for character in map(chr, WIDE) if character in cost))
    for character in map(chr, WIDE):
        cost[character] = min(typical, cost.get(character, typical))
    bands: dict[int, list[str]] = {}
    for character, bits in cost.items():
        bands.setdefault(bits, []).append(character)
    rows = [f"{bits}\t{''.join(sorted(bands[bits]))}" for bits in sorted(bands)]
    TARGET.write_text("bits\tcharacters\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(cost)} characters in {len(bands)} bands, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
