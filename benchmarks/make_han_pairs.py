"""Statistics of pairs of Chinese characters: in go open texts and jieba's word counts, out comes ``cleaners/han_pairs.tsv``.

Run: ``python -m benchmarks.make_han_pairs [--data DIR]``. A line is a character, those that stand behind it frequently,
and those that stand there often enough to be no chance. Traditional characters are folded. Only texts at even places of their files
are counted, the others are for figures; only these pairs are kept, no text is.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import jieba

from benchmarks.data_sets import records
from corpus.matchkey import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "cleaners" / "han_pairs.tsv"

IN_TEXTS = 4
"""Times that a pair stands in the texts, at least."""

IN_WORDS = 60
"""Times that jieba's dictionary counts the words that have the pair, at least."""

FREQUENT = 15
"""Times as often as that a frequent pair stands."""

_HAN = re.compile("[\u4e00-\u9fff]+")


def pairs_of(text: str) -> Iterator[str]:
    """Yield the pairs of Han characters that stand beside each other."""
    for run in _HAN.findall(simplify(text)):
        for first, second in pairwise(run):
            yield first + second


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    in_texts: Counter[str] = Counter()
    for path, key in (("stard/corpus", "text"), ("mojlaw/pairs", "zh_hant"), ("tico19/pairs", "zh")):
        for record in records(data, path)[::2]:
            in_texts.update(pairs_of(record[key]))
    in_words: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        for pair in pairs_of(word):
            in_words[pair] += int(frequency)
    following: dict[str, tuple[list[str], list[str]]] = {}
    for pair in sorted(in_texts.keys() | in_words.keys()):
        times = max(in_texts[pair] / IN_TEXTS, in_words[pair] / IN_WORDS)
        if times >= 1:
            following.setdefault(pair[0], ([], []))[times < FREQUENT].append(pair[1])
    rows = [f"{first}\t{''.join(often)}\t{''.join(seldom)}" for first, (often, seldom) in sorted(following.items())]
    TARGET.write_text("first\tfrequent\tseldom\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{sum(len(often) + len(seldom) for often, seldom in following.values())} pairs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
