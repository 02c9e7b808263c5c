"""How well the outline is read: on 150 laws marked by others, line by line and run together, and on our own gold, halves apart.

Run ``python -m benchmarks.clauses [--data DIR]``. Denominators: the gold's marks; for precision, our units of the same family.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.data_sets import marked_laws
from benchmarks.floors import hold
from cleaners import clean_page
from corpus import split_clauses
from corpus.model import Block, Piece, RawPage, RawSpan
from corpus.numbering import DIVISIONS
from corpus.outline import Unit, read_outline
from tests.gold.outline_gold import read

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "outline"
CHINESE_COMMA_RANK = 5
NOTICES = re.compile("notice|opinions|reply|announcement|minutes|plan(?!ning)|action|party|proposal|forward|division")
"""Notices, opinions and their like, by the names of the gold's files; the others are statutes, standards, guides, circulars abroad."""

NUMBERED = DIVISIONS | {"article", "item"}
FAMILIES = {"article": "article", "item": "item", "heading1": "heading", "heading2": "heading"}
"""The family of a mark in the laws' gold; there a heading is a chapter or a 节."""


class Found(NamedTuple):
    """One opening: where in the text, what, and its path."""

    start: int
    tag: str
    path: str


def blocks_of(text: str) -> list[Block]:
    """Return a block for every line of ``text``."""
    blocks, position = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", (Piece(line, RawSpan(position, position + len(line))),)))
        position += len(line) + 1
    return blocks


def units_in(text: str) -> list[tuple[int, Unit]]:
    """Return every unit of ``text`` with its place."""
    blocks = blocks_of(text)
    return [(blocks[unit.block].pieces[0].raw.start + unit.start, unit) for unit in read_outline(blocks)]


def found_in(text: str) -> list[Found]:
    """Return every unit of ``text`` by its place in it, in the tags of our gold."""
    found = []
    for start, unit in units_in(text):
        if unit.kind == "closing":
            continue  # the gold marks it as text
        tag = "heading" if unit.kind == "item" and unit.is_heading else unit.kind.removesuffix("-heading")
        found.append(Found(start, tag, "-" if unit.kind == "heading" else unit.path if unit.kind in NUMBERED else ""))
    return found


class Score(NamedTuple):
    """Right ones of those found and of those marked."""

    right: int
    found: int
    marked: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        return 2 * self.right / (self.found + self.marked) if self.found + self.marked else 1.0

    def __str__(self) -> str:
        """Return precision, recall and F1 with their counts."""
        precision, recall = self.right / (self.found or 1), self.right / (self.marked or 1)
        return f"P {precision:.4f} ({self.right}/{self.found})  R {recall:.4f} ({self.right}/{self.marked})  F1 {self.f1:.4f}"


def family(unit: Unit) -> str:
    """Return the laws' family of a unit: chapters, 节 and their like are headings, and so is 一、."""
    return "heading" if unit.kind in DIVISIONS or (unit.kind == "item" and unit.rank == CHINESE_COMMA_RANK) else unit.kind


def score_laws(data: Path, text: str, start: str, show: int) -> dict[str, Score]:
    """Return the score of every family on the laws' texts called ``text``, whose marks stand at ``start``."""
    counts: Counter[tuple[str, str]] = Counter()
    for law in marked_laws(data):
        gold = {(mark[start], FAMILIES[mark["kind"]]) for mark in law["gold"] if mark["kind"] != "title"}
        ours = {(place, family(unit)) for place, unit in units_in(law[text]) if family(unit) in {"article", "item", "heading"}}
        for name, marks in (("right", gold & ours), ("found", ours), ("marked", gold)):
            counts.update((name, mark[1]) for mark in marks)
        for mark in sorted(gold ^ ours)[:show]:
            print(
                "missed" if mark in gold else "wrong ",
                mark[1],
                repr(law[text][max(mark[0] - 15, 0) : mark[0]]),
                "|",
                repr(law[text][mark[0] : mark[0] + 25]),
            )
    return {name: Score(counts["right", name], counts["found", name], counts["marked", name]) for name in ("article", "item", "heading")}


def level(one: Found) -> str:
    """Return the level at which an opening is counted."""
    if one.tag in {"item", "heading"} and one.path not in {"", "-"}:
        return f"level {one.path.count('.') + 1}"
    return one.tag


def score_gold(half: str, *, show: bool) -> dict[str, Score]:
    """Return the score of every level on one half of our gold; an opening is right if place, tag and path are."""
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted((GOLD / half).glob("*.txt")):
        text, marks = read(path)
        gold = {Found(mark.start, mark.tag, mark.path) for mark in marks if mark.tag not in {"text", "title", "table"}}
        ours = set(found_in(text))
        for name, some in (("right", gold & ours), ("found", ours), ("marked", gold)):
            counts.update((name, level(one)) for one in some)
            counts.update((name, "all") for _ in some)
            if NOTICES.search(path.stem):
                counts.update((name, f"notices, {level(one)}") for one in some if level(one).startswith("level"))
                counts.update((name, "notices") for _ in some)
        if show:
            for one in sorted(gold ^ ours):
                print(
                    path.stem,
                    "missed" if one in gold else "wrong ",
                    one.tag,
                    one.path,
                    repr(text[max(one.start - 10, 0) : one.start]),
                    "|",
                    repr(text[one.start : one.start + 30]),
                )
    levels = sorted({name for _, name in counts})
    return {name: Score(counts["right", name], counts["found", name], counts["marked", name]) for name in levels}


def score_clauses(data: Path, text: str, start: str) -> tuple[Score, float]:
    """Return how many of the marked articles and items a clause begins at, as a user gets it, and MB of text a second to split it."""
    right = clauses = marked = 0
    size = seconds = 0.0
    for law in marked_laws(data):
        document = clean_page(RawPage(law[text], f"{law['id']}.txt")).document
        began = time.process_time()
        split = split_clauses(document)
        seconds += time.process_time() - began
        size += len(law[text].encode()) / 1e6
        begins = {document.blocks[clause.where[0].block].to_raw(clause.where[0].span)[0].start for clause in split if clause.path}
        gold = {mark[start] for mark in law["gold"] if mark["kind"] in {"article", "item"}}
        right, clauses, marked = right + len(gold & begins), clauses + len(begins), marked + len(gold)
    return Score(right, clauses, marked), size / seconds


def score_baseline(data: Path) -> Score:
    """Return the score of the baseline on run-together text: any 第N条 opens an article."""
    right = found = marked = 0
    for law in marked_laws(data):
        gold = {mark["start_flat"] for mark in law["gold"] if mark["kind"] == "article"}
        any_article = {match.start() for match in re.finditer("第[〇零一二三四五六七八九十百千]+条", law["text_flat"])}
        right, found, marked = right + len(gold & any_article), found + len(any_article), marked + len(gold)
    return Score(right, found, marked)


def main() -> int:
    """Print every figure; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--show", action="store_true", help="show what is wrong; of our own gold, in the open half only")
    arguments = parser.parse_args()
    figures: dict[str, float] = {}
    for half in ("open", "sealed"):
        for name, score in score_gold(half, show=arguments.show and half == "open").items():
            print(f"{half:7} {name:17} {score}")
            figures[f"{half}_{name.replace(' ', '_')}"] = score.f1
    if not arguments.data.is_dir():
        print(f"no laws in {arguments.data}: give the folder of the evaluation data with --data")
        return 0
    for text, start, label in (("text", "start", "lines"), ("text_flat", "start_flat", "run together")):
        for name, score in score_laws(arguments.data, text, start, 3 if arguments.show else 0).items():
            print(f"{label:13} {name:8} {score}")
            figures |= {f"{text}_{name}_precision": score.right / score.found, f"{text}_{name}_recall": score.right / score.marked}
        score, speed = score_clauses(arguments.data, text, start)
        print(f"{label:13} clauses  {score}; split at {speed:.2f} MB/s")
        figures |= {f"{text}_clauses_recall": score.right / score.marked, f"{text}_speed": speed}
    print(f"{'run together':13} baseline {score_baseline(arguments.data)}: any 第N条 opens an article")
    return hold("clauses", figures)


if __name__ == "__main__":
    sys.exit(main())
