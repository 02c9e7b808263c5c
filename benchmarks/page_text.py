"""Main text: word F1 on two sets of pages with gold text, readers of web pages beside us.

The figure is the mean over pages of the F1 of words as a bag, Han characters one by one: with it trafilatura has .959 and .936,
readability .955 and .964 (.953 where the words of neighbouring paragraphs are glued). A page with neither gold nor text counts 1.
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import html_pages
from corpus.model import READ_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from benchmarks.page_proof import Proof
    from corpus.model import Document

SETS = ("scrapinghub", "readability")
HALVES = {"odd": 1, "even": 0}
"""Pages at odd places of a set may be looked at; those at even places only give figures."""

OURS = "ours"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+")


class Score(NamedTuple):
    """How a text compares with the gold: shares of its words that are right, and of the gold's that it has."""

    precision: float
    recall: float
    f1: float


class Read(NamedTuple):
    """A page and the score of each reader."""

    name: str
    scores: Mapping[str, Score]


def main_text(document: Document) -> str:
    """Return what the index reads of a page, a line each, without its title: the gold of both sets has none."""
    return "\n".join(block.text for block in document.blocks if block.kind in READ_KINDS and block.kind != "title")


def score(gold: str, text: str) -> Score:
    """Return the score of ``text`` against the gold, words as a bag."""
    wanted, given = Counter(_WORD.findall(gold)), Counter(_WORD.findall(text))
    right = (wanted & given).total()
    total = wanted.total() + given.total()
    return Score(
        right / given.total() if given else float(not wanted),
        right / wanted.total() if wanted else 1.0,
        2 * right / total if total else 1.0,
    )


def measure_text(data: Path, peers: Mapping[str, Callable[[str], str]], proof: Proof, *, show: bool) -> dict[str, float]:
    """Print the F1 of every reader on each half of each set; return ours, and by how much we are above the best peer."""
    figures: dict[str, float] = {}
    for name in SETS:
        pages = []
        with_title = []
        for record in html_pages(data, name):
            document = proof.clean(record["html"], f"{name}/{record['id']}").document
            scores = {OURS: score(record["text"], main_text(document))}
            with_title.append(score(record["text"], document.text).f1)
            for peer, reader in peers.items():
                scores[peer] = score(record["text"], reader(record["html"]))
            pages.append(Read(record["id"][:12], scores))
        for half, parity in HALVES.items():
            _print(f"{name} {half} half", pages[parity::2])
        means = _print(f"{name} all", pages)
        print(f"  with our title {mean(with_title):.4f}")
        figures[f"text_{name}"] = means[OURS]
        figures |= {f"text_{name}_above_{peer}": means[OURS] - theirs for peer, theirs in means.items() if peer != OURS}
        if show:
            _show(pages[HALVES["odd"] :: 2])
    return figures


def _print(label: str, pages: Sequence[Read]) -> dict[str, float]:
    means = {reader: mean(page.scores[reader].f1 for page in pages) for reader in pages[0].scores}
    print(f"main text, {label}, {len(pages)} pages: word F1 " + ", ".join(f"{reader} {value:.4f}" for reader, value in means.items()))
    return means


def _show(pages: Sequence[Read]) -> None:
    """Print every page of the half that may be looked at, worst first."""
    for page in sorted(pages, key=lambda page: page.scores[OURS].f1):
        ours = page.scores[OURS]
        others = " ".join(f"{reader} {value.f1:.2f}" for reader, value in page.scores.items() if reader != OURS)
        print(f"    {page.name:12} F1 {ours.f1:.3f} P {ours.precision:.3f} R {ours.recall:.3f}   {others}")
