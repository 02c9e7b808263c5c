"""How much one Han character says in letters of English: in go the sentence pairs of TICO-19, out comes the ratio.

Run: ``python -m benchmarks.measure_han_weight [--data DIR]``. Figures, letters and marks that stand in both are taken off first.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.data_sets import health_sentences
from corpus.scripts import count_han

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the ratio and its denominators."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    pairs = han = english = 0
    for pair in health_sentences(data):
        pairs += 1
        here = count_han(pair["zh"])
        han += here
        english += len(pair["en"]) - (len(pair["zh"]) - here)
    print(f"{pairs} pairs, {han} Han characters, {english} letters: {english / han:.2f} letters a character")


if __name__ == "__main__":
    main()
