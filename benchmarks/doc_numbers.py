"""How well document numbers are found: on 400 sentences of laws, with gold written by reading, its halves apart.

Run: ``python -m benchmarks.doc_numbers [--data DIR] [--show]``. A number is right if its normal form and the place of its first
character are. Orders (国务院令第476号) have a column of their own in the gold and are counted apart. Denominators: for precision, what
we find; for recall, what the gold has.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from benchmarks.data_sets import records
from benchmarks.floors import hold
from corpus.citing.numbers import locate_numbers
from corpus.editions import fold_title

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "doc_numbers.tsv"


def texts(data: Path) -> dict[str, str]:
    """Return the texts of both collections by id."""
    found: dict[str, str] = {}
    for name in ("lawrefbook", "just_laws"):
        found |= {law["id"]: law["text"] for law in records(data, f"{name}/docs")}
    return found


def marks(cell: str) -> set[tuple[str, int]]:
    """Return the normal forms and offsets in a cell of the gold."""
    pairs = (mark.rpartition("@") for mark in cell.split("|") if mark)
    return {(number, int(offset)) for number, _, offset in pairs}


def main() -> int:
    """Print precision and recall of both halves; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--show", action="store_true", help="show what is wrong in the open half")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no data at {arguments.data}: give it with --data DIR")
        return 0
    laws = texts(arguments.data)
    counts: Counter[tuple[str, str]] = Counter()
    with GOLD.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            start, end, half = int(row["start"]), int(row["end"]), "sealed" if row["sealed"] == "1" else "open"
            text = laws[row["document"]][start:end]
            ours = {(one.number.normalised, start + one.start) for one in locate_numbers(text, fold_title(text)) if one.number.normalised}
            ours -= marks(row["optional"])
            for kind, gold in (("numbers", marks(row["numbers"])), ("orders", marks(row["orders"]))):
                found = {one for one in ours if ("〔" in one[0]) == (kind == "numbers")}
                counts.update(
                    {(half, f"{kind} right"): len(found & gold), (half, f"{kind} found"): len(found), (half, f"{kind} marked"): len(gold)}
                )
                if arguments.show and half == "open" and found != gold:
                    print(row["row"], kind, "missed", sorted(gold - found), "wrong", sorted(found - gold), repr(text[:160]))
    for half in ("open", "sealed"):
        for kind in ("numbers", "orders"):
            right, said, marked = (counts[half, f"{kind} {what}"] for what in ("right", "found", "marked"))
            print(f"{half:7} {kind:8} P {right / (said or 1):.3f} ({right}/{said})  R {right / (marked or 1):.3f} ({right}/{marked})")
    right, said, marked = (sum(counts[half, f"numbers {what}"] for half in ("open", "sealed")) for what in ("right", "found", "marked"))
    print(f"both    numbers  P {right / said:.3f} ({right}/{said})  R {right / marked:.3f} ({right}/{marked})")
    return hold("doc_numbers", {"precision": right / said, "recall": right / marked})


if __name__ == "__main__":
    sys.exit(main())
