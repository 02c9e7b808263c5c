"""Counts how often three symbols of a skeleton follow one another in every other Chinese law: ``cleaners/across/skeleton_counts.tsv``.

Run ``python -m benchmarks.make_skeleton_counts [--data DIR]``. The laws between them are left for ``benchmarks/restoration.py``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from benchmarks.copies_texts import chinese_laws
from cleaners.across.skeletons import COUNTS_FILE, classes_of, skeleton

ROOT = Path(__file__).resolve().parent.parent
RUN = 3


def main() -> int:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    counts: Counter[str] = Counter()
    for text in list(chinese_laws(parser.parse_args().data))[::2]:
        classes = classes_of(skeleton(text.text.split("\n")).symbols)
        counts.update(classes[at : at + RUN] for at in range(len(classes) - RUN + 1))
    lines = [f"{run}\t{count}\n" for run, count in sorted(counts.items())]
    (ROOT / "cleaners" / "across" / COUNTS_FILE).write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} runs of {RUN} classes, counted {counts.total()} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
