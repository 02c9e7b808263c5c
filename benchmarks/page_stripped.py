"""Stripped Chinese: pages of which every Han character was taken, its marks and digits left; and the same pages whole.

A line of a stripped page that came of Chinese is found where all that is left of it stands in gaps. A clean line is taken for one
where any of it does: English beside the skeletons, the same pages unstripped, laws with tables and lists.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import health_sentences, laws, plain_lines, taiwan_articles
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.page_proof import Proof
    from corpus.model import Document

SEED = 20261126
PAGES = 500
ARTICLES = (8, 24)
"""Passages of a page; an article of Taiwan's law is one with several lines."""

CLEAN_LAWS = 1_000
"""Laws whose lines, with tables and lists, are held against false gaps."""

WIDTHS = (30, 80)
"""Characters of a line where a page was re-wrapped before it was stripped; a page cut anew at sentences was so after."""

LOST_MARKS = 0.05
_HAN = re.compile(f"[{HAN_CLASS}]+")
_MARK = re.compile(r"[、。，；：！？《》〈〉「」『』（）“”,;:()!?.]")
_SENTENCE_END = re.compile(r"(?<=[。；！？.;!?])")
_FOLDED = str.maketrans("，；：（）！？", ",;:()!?")
"""What a scraper that writes full-width marks as ASCII does; 、。《》 stay."""


class Line(NamedTuple):
    """A line of a page, and whether it is what was left of Chinese."""

    text: str
    stripped: bool


class Look(NamedTuple):
    """How a page was damaged: what stands for a run of Han, whether marks were folded, whether lines were cut anew, English beside."""

    blank: str
    folded: bool
    wrapped: str
    beside: str


def looks(chooser: random.Random) -> Look:
    """Return a way to damage a page."""
    blank, folded = chooser.choice(("", "", " ")), chooser.choice((True, False))
    return Look(blank, folded, chooser.choice(("no", "sentences", "width")), chooser.choice(("no", "yes")))


def strip(text: str, look: Look, chooser: random.Random) -> str:
    """Return a line without its Han characters and without one mark in twenty."""
    left = _HAN.sub(look.blank, text)
    left = _MARK.sub(lambda mark: "" if chooser.random() < LOST_MARKS else mark[0], left)
    return left.translate(_FOLDED) if look.folded else left


def wrap(text: str, look: Look, chooser: random.Random) -> list[str]:
    """Return the lines that a text becomes when it is cut anew, at every sentence or at a width."""
    if look.wrapped == "no":
        return [text]
    if look.wrapped == "sentences":
        return _SENTENCE_END.split(text)
    width = chooser.randint(*WIDTHS)
    return [text[start : start + width] for start in range(0, len(text), width)]


def stripped_page(articles: Sequence[dict[str, str]], look: Look, chooser: random.Random) -> list[Line]:
    """Return the lines of a page: what is left of each Chinese passage, with its English below where the page has both."""
    lines: list[Line] = []
    for article in articles:
        for paragraph in article["zh"].splitlines():
            cut = wrap(paragraph, look, chooser) if look.wrapped == "width" else [paragraph]
            left = [strip(line, look, chooser) for line in cut]
            if look.wrapped == "sentences":
                left = [sentence for line in left for sentence in wrap(line, look, chooser)]
            lines += [Line(line.strip(), stripped=True) for line in left]
        if look.beside == "yes":
            lines += [Line(line.strip(), stripped=False) for line in article["en"].splitlines()]
    return [line for line in lines if line.text]


def in_gaps(document: Document, lines: Sequence[Line]) -> Iterator[tuple[bool, bool]]:
    """Yield for each line of a page, one behind the other, whether all and whether any of it stands in gaps; white space aside."""
    pieces = sorted(
        (piece.raw, block.kind == "gap") for block in document.blocks for piece in block.pieces if piece.raw.end > piece.raw.start
    )
    starts = [raw.start for raw, _ in pieces]
    position = 0
    for line in lines:
        end = position + len(line.text)
        first = max(bisect_right(starts, position) - 1, 0)
        touched = [is_gap for raw, is_gap in pieces[first : bisect_right(starts, end - 1)] if raw.end > position]
        yield bool(touched) and all(touched), any(touched)
        position = end + 1


def measure_stripped(data: Path, proof: Proof, *, show: bool) -> dict[str, float]:
    """Print how many skeleton lines are found, by kind of page, and how many clean lines are taken for one; return both figures."""
    chooser = random.Random(SEED)  # noqa: S311  # samples, not secrets
    articles = [article for article in taiwan_articles(data) if article["zh"] and article["en"]]
    found, total = Counter[str](), Counter[str]()
    false = clean = 0
    for position in range(PAGES):
        start = chooser.randrange(len(articles) - ARTICLES[1])
        some = articles[start : start + chooser.randint(*ARTICLES)]
        look = looks(chooser)
        lines = stripped_page(some, look, chooser)
        labels = list(in_gaps(proof.clean("\n".join(line.text for line in lines), f"stripped/{position}").document, lines))
        for line, (whole, part) in zip(lines, labels, strict=True):
            if not line.stripped:
                clean, false = clean + 1, false + part
                continue
            for name in ("all", f"English beside: {look.beside}", f"cut anew: {look.wrapped}", _marks(line.text)):
                total[name] += 1
                found[name] += whole
        if show:
            missed = [line.text for line, (whole, _) in zip(lines, labels, strict=True) if line.stripped and not whole]
            print(f"    stripped/{position} {look}: missed {len(missed)} of {len(lines)}, such as {missed[:3]}")
    print(f"lines of stripped Chinese, {PAGES} pages: found {found['all'] / total['all']:.4f} of {total['all']}")
    print("  " + ", ".join(f"{name} {found[name] / count:.3f} of {count}" for name, count in sorted(total.items()) if name != "all"))
    more_false, more = _false_gaps(data, articles, chooser, proof, show=show)
    rate = 10_000 * (false + more_false) / (clean + more)
    print(f"clean lines taken for stripped ones: {false + more_false} of {clean + more}, {rate:.2f} in 10,000;")
    print(f"  of them beside skeletons {false} of {clean}")
    return {"stripped_found": found["all"] / total["all"], "stripped_left_alone": 1 - (false + more_false) / (clean + more)}


def _marks(text: str) -> str:
    """Return to which kind of line a skeleton belongs: one mark or none is hard to tell from an orphan."""
    return "two marks or more" if len(_MARK.findall(text)) > 1 else "one mark or none"


def _false_gaps(data: Path, articles: Sequence[dict[str, str]], chooser: random.Random, proof: Proof, *, show: bool) -> tuple[int, int]:
    """Return how many lines of clean pages stand in gaps, and how many lines there are."""
    pages: list[list[str]] = []
    for _ in range(PAGES):
        start = chooser.randrange(len(articles) - ARTICLES[1])
        some = articles[start : start + chooser.randint(*ARTICLES)]
        look = looks(chooser)
        text = "\n".join(f"{article['zh']}\n{article['en']}" if look.beside == "yes" else article["zh"] for article in some)
        pages.append([line for paragraph in text.splitlines() for line in wrap(paragraph, look, chooser)])
    pages += [plain_lines(law["text"]) for law in chooser.sample(laws(data), CLEAN_LAWS)]
    pages.append([sentence for pair in health_sentences(data) for sentence in (pair["zh"], pair["en"])])
    false = total = 0
    for position, page in enumerate(pages):
        lines = [Line(text.strip(), stripped=False) for text in page if text.strip()]
        document = proof.clean("\n".join(line.text for line in lines), f"clean/{position}").document
        wrong = [line.text for line, (_, part) in zip(lines, in_gaps(document, lines), strict=True) if part]
        false, total = false + len(wrong), total + len(lines)
        if show and wrong:
            print(f"    clean/{position}: {wrong[:3]}")
    return false, total
