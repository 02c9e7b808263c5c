"""Which 50 documents of the segmentation gold are checked by hand: in goes the data folder, out come ids or line beginnings.

Run: ``python -m benchmarks.gold.sample_documents [--data DIR] [--lines FROM TO]``. ``--lines`` prints the first characters of every line
of these documents with the kind that the gold gives it.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

from benchmarks.data_sets import marked_laws

ROOT = Path(__file__).resolve().parents[2]
SEED = 19540920
WANTED = 50
#: Enough of a line to see its number, and whether a heading or a sentence follows.
SHOWN = 25


def sample(data: Path) -> list[dict[str, Any]]:
    """Draw the documents, each with ``id``, ``text``, ``text_flat`` and ``gold``."""
    documents = sorted(marked_laws(data), key=lambda document: str(document["id"]))
    return random.Random(SEED).sample(documents, WANTED)  # noqa: S311 - a sample, not a secret


def line_beginnings(document: dict[str, Any]) -> list[str]:
    """Give for every line its offset, the gold's kind and label where it has a mark there, and its first characters."""
    marks = {mark["start"]: f"{mark['kind']} {mark['label']}" for mark in document["gold"]}
    rows = []
    offset = 0
    for line in document["text"].split("\n"):
        inside = [f"  !! inside the line at {at}: {marks[at]}" for at in range(offset + 1, offset + len(line) + 1) if at in marks]
        rows.append(f"{offset}\t{marks.get(offset, '-')}\t{line[:SHOWN]}{''.join(inside)}")
        offset += len(line) + 1
    return rows


def main() -> None:
    """Print the ids, or the line beginnings of some documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--lines", type=int, nargs=2, metavar=("FROM", "TO"))
    arguments = parser.parse_args()
    documents = list(enumerate(sample(arguments.data), start=1))
    first, last = arguments.lines or (1, WANTED)
    for number, document in documents[first - 1 : last]:
        print(number, document["id"], len(document["gold"]), sep="\t")
        if arguments.lines:
            print(*line_beginnings(document), sep="\n")


if __name__ == "__main__":
    main()
