"""How much one Han character says in letters of English: in go the sentence pairs of TICO-19, out comes the ratio.

Run: ``python benchmarks/measure_han_weight.py [--data DIR]``. Figures, letters and marks that stand in both are taken off first.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from corpus.scripts import count_han

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the ratio and its denominators."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    path = parser.parse_args().data / "tico19" / "pairs.jsonl.gz"
    pairs = han = english = 0
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            pair = json.loads(line)
            pairs += 1
            here = count_han(pair["zh"])
            han += here
            english += len(pair["en"]) - (len(pair["zh"]) - here)
    print(f"{pairs} pairs, {han} Han characters, {english} letters: {english / han:.2f} letters a character")


if __name__ == "__main__":
    main()
