"""Which 400 sentences are read for document numbers: in goes the data folder, out come rows of stratum, document, start, end.

Run: ``python -m benchmarks.gold.sample_sentences [--data DIR] [--text FROM TO]``; ``--text`` prints the sentences of these rows to be read.
The patterns below only spread the sample over what is easily taken for a document number; they decide nothing about what is one.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path
from typing import NamedTuple

from benchmarks.data_sets import laws, laws_of_another_source

ROOT = Path(__file__).resolve().parents[2]
SEED = 20210618
#: Rows by stratum: a bracketed year with 号 near it, 第N号 or 令, any other 号, and any other sentence with a figure or a bracket.
WANTED = {"year": 110, "ordinal": 50, "hao": 40, "plain": 200}
SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
YEAR_THEN_HAO = re.compile(
    r"[〔【［\[(（〈<《{｛〖]\s*[0-9０-９〇○零一二三四五六七八九]{2,4}\s*年?\s*[〕】］\])）〉>》}｝〗][^。；\n]{0,16}?号"
)
ORDINAL = re.compile(r"第\s*[0-9０-９〇零一二三四五六七八九十百]+\s*号|令")
FIGURE_OR_BRACKET = re.compile(r"[0-9０-９〔〕（）()\[\]【】［］]")


class Sentence(NamedTuple):
    """A stretch of one document's ``text``; ``end`` is exclusive."""

    stratum: str
    document: str
    start: int
    end: int
    text: str


def stratum_of(sentence: str) -> str | None:
    """Name the stratum of a sentence; None where it has neither figure nor bracket nor 号."""
    if "号" not in sentence:
        return "plain" if FIGURE_OR_BRACKET.search(sentence) else None
    if YEAR_THEN_HAO.search(sentence):
        return "year"
    return "ordinal" if ORDINAL.search(sentence) else "hao"


def sample(data: Path) -> list[Sentence]:
    """Draw the rows, each text once, in an order that mixes the strata."""
    pools: dict[str, list[Sentence]] = {name: [] for name in WANTED}
    seen: set[str] = set()
    for document in (*laws(data), *laws_of_another_source(data)):
        for match in SENTENCE.finditer(document["text"]):
            text = match[0].strip()
            stratum = stratum_of(text)
            if stratum is None or text in seen:
                continue
            seen.add(text)
            start = match.start() + match[0].index(text)
            pools[stratum].append(Sentence(stratum, document["id"], start, start + len(text), text))
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    rows = [row for name, wanted in WANTED.items() for row in draw.sample(pools[name], wanted)]
    draw.shuffle(rows)
    return rows


def main() -> None:
    """Print the rows, or the text of some of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--text", type=int, nargs=2, metavar=("FROM", "TO"))
    arguments = parser.parse_args()
    rows = list(enumerate(sample(arguments.data), start=1))
    if arguments.text:
        first, last = arguments.text
        for number, row in rows[first - 1 : last]:
            print(number, row.text, sep="\t")
        return
    for number, row in rows:
        print(number, *row[:4], sep="\t")


if __name__ == "__main__":
    main()
