"""Which 30 revision pairs are laid side by side by hand: in goes the data folder, out come the pairs, one a line, in the order of reading.

Run: ``python -m benchmarks.gold.sample_pairs [--data DIR]``. Nothing here reads what changed: the gold in ``revisions.tsv`` is a reader's.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from benchmarks.data_sets import laws, laws_of_another_source

ROOT = Path(__file__).resolve().parents[2]
SEED = 20240807
WANTED = 30
#: Longer laws cannot be read side by side with care in one sitting; 98 of the 119 pairs pass.
MOST_ARTICLES = 120
#: Good enough to count by; it decides nothing but which laws are short enough.
ARTICLE_OPENING = re.compile(r"^[\s*#]*第[一二三四五六七八九十百零]+条", re.MULTILINE)


def read_texts(data: Path) -> dict[str, str]:
    """Give the text of every document of both collections by its id."""
    return {document["id"]: document["text"] for document in (*laws(data), *laws_of_another_source(data))}


def choose_pairs(pairs: list[tuple[str, str]], texts: dict[str, str]) -> list[tuple[str, str]]:
    """Draw ``WANTED`` of the pairs that can be read; amendments to the constitution are out: each is a work, none a version."""
    readable = [
        pair
        for pair in sorted(pairs)
        if all("宪法修正案" not in side and len(ARTICLE_OPENING.findall(texts[side])) <= MOST_ARTICLES for side in pair)
    ]
    return random.Random(SEED).sample(readable, WANTED)  # noqa: S311 - a sample, not a secret


def main() -> None:
    """Print the pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    rows = [line.split("\t") for line in (data / "just_laws" / "near_dup_pairs.tsv").read_text(encoding="utf-8").splitlines()]
    pairs = [(row[0], row[1]) for row in rows if row[3] == "revision"]
    for pair in choose_pairs(pairs, read_texts(data)):
        print(*pair, sep="\t")


if __name__ == "__main__":
    main()
