"""Share sites: laws cut into numbered pieces and joined again, and the numbered lists of laws, of which none may be joined.

A page is a law's text, its lines run together or kept, cut at fixed or varying lengths and marked in one of six styles, as document-
sharing sites do. It is re-joined where its blocks, white space aside, are the law's text, and whole where no cut ends a block.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import laws, plain_lines
from benchmarks.page_proof import squeeze
from corpus.model import READ_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.page_proof import Proof
    from corpus.model import Document

SEED = 20261126
LAWS = 300
RUNS = 8_000
MIN_LINES = 3
"""Numbered lines from which on they make a run."""

LENGTHS = {"fixed": (200, 500), "page": (350, 1_200)}
"""Characters of a piece: one length for all, or each of its own; share sites cut every few hundred, printed pages at up to 1,200."""

MIN_LENGTH = 4 * LENGTHS["page"][1]
"""Characters of a law that is cut: four pieces or more. Laws with characters for private use are not taken: those go on any page."""

STYLES: dict[str, Callable[[int, int], str]] = {
    "2、": lambda number, _: f"{number}、",
    "【4】": lambda number, _: f"【{number}】",
    "第3页": lambda number, _: f"第{number}页",
    "5/12": lambda number, total: f"{number}/{total}",
    "- 7 -": lambda number, _: f"- {number} -",
    "（3）": lambda number, _: f"（{number}）",
}
"""Marks of a piece, from its number and how many there are."""

ON_OWN_LINE = frozenset({"第3页", "5/12", "- 7 -"})
"""Marks of pages stand on a line of their own, at the head or the foot; the others before the first word of the piece."""

TEXT_KINDS = READ_KINDS | {"metadata"}
_LIST_STYLES = ("{}、", "（{}）", "{}.", "({})", "【{}】")
_NUMBERS = {character: value for value, character in enumerate("一二三四五六七八九十", start=1)}
_OPENING = re.compile(r"[(（](?P<han>[一二三四五六七八九十])[)）]|[(（](?P<in_brackets>\d{1,2})[)）]|(?P<plain>\d{1,2})(?:、|[.．](?!\d))")


class Cut(NamedTuple):
    """A law as a share site shows it: the page, the law's lines, and where it was cut, counted without white space."""

    page: str
    lines: Sequence[str]
    cuts: frozenset[int]


def cut_law(lines: Sequence[str], style: str, lengths: str, chooser: random.Random) -> Cut:
    """Return a law cut into pieces in one style; its lines are run together in half of the pages."""
    text = chooser.choice(("", "\n")).join(lines)
    low, high = LENGTHS[lengths]
    fixed = chooser.randint(low, high)
    pieces: list[str] = []
    position = 0
    while position < len(text):
        length = fixed if lengths == "fixed" else chooser.randint(low, high)
        pieces.append(text[position : position + length])
        position += length
    at_foot = chooser.random() < 0.5  # noqa: PLR2004  # as often as not
    shown = []
    for number, piece in enumerate(pieces, start=1):
        mark = STYLES[style](number, len(pieces))
        own_line = [piece, mark] if at_foot else [mark, piece]
        shown.append("\n".join(own_line) if style in ON_OWN_LINE else mark + piece)
    ends = list(accumulate(len(squeeze(piece)) for piece in pieces))
    line_ends = set(accumulate(len(squeeze(line)) for line in text.split("\n")))
    return Cut("\n".join(shown), lines, frozenset(ends[:-1]) - line_ends)


def is_rejoined(document: Document, cut: Cut) -> bool:
    """Return whether the text of the page is the law's, white space aside."""
    return squeeze("".join(block.text for block in document.blocks if block.kind in TEXT_KINDS)) == squeeze("".join(cut.lines))


def is_whole(document: Document, cut: Cut) -> bool:
    """Return whether the page is re-joined and no block ends where the share site cut a line."""
    ends = accumulate(len(squeeze(block.text)) for block in document.blocks if block.kind in TEXT_KINDS)
    return is_rejoined(document, cut) and not cut.cuts & set(ends)


def measure_share_sites(data: Path, proof: Proof, *, show: bool) -> dict[str, float]:
    """Print how many laws are re-joined, by style and kind of length, and how many lists of laws are joined; return the shares."""
    chooser = random.Random(SEED)  # noqa: S311  # samples, not secrets
    texts = [plain_lines(law["text"]) for law in laws(data)]
    fit = [lines for lines in texts if sum(map(len, lines)) >= MIN_LENGTH and squeeze("".join(lines)).isprintable()]
    rejoined, whole, pages = Counter[str](), Counter[str](), Counter[str]()
    untouched = 0
    for position, lines in enumerate(chooser.sample(fit, LAWS)):
        style = list(STYLES)[position % len(STYLES)]
        lengths = list(LENGTHS)[position // len(STYLES) % len(LENGTHS)]
        cut = cut_law(lines, style, lengths, chooser)
        document = proof.clean(cut.page, f"share/{position}").document
        for name in (style, lengths, "all"):
            pages[name] += 1
            rejoined[name] += is_rejoined(document, cut)
            whole[name] += is_whole(document, cut)
        untouched += is_rejoined(proof.clean("\n".join(lines), f"share/uncut/{position}").document, cut)
        if show and not is_whole(document, cut):
            print(f"    share/{position} {style} {lengths}: re-joined {is_rejoined(document, cut)}, {len(cut.cuts)} cuts")
    print(f"laws cut by share sites: re-joined exactly {rejoined['all']} of {pages['all']}, no cut left in {whole['all']}")
    print(f"  the same laws uncut: text exact in {untouched}")
    print("  " + ", ".join(f"{name} {rejoined[name]} ({whole[name]} whole) of {pages[name]}" for name in pages if name != "all"))
    joined = _joined_runs(texts, chooser, proof, show=show)
    return {"share_rejoined": rejoined["all"] / LAWS, "share_whole": whole["all"] / LAWS, "runs_left_alone": 1 - joined / RUNS}


def _joined_runs(texts: Sequence[Sequence[str]], chooser: random.Random, proof: Proof, *, show: bool) -> int:
    """Return in how many runs a line, its number first, does not begin a block."""
    runs = [run for lines in texts for run in numbered_runs(lines)]
    styles = Counter[str]()
    joined = Counter[str]()
    for position, run in enumerate(chooser.sample(runs, min(RUNS, len(runs)))):
        style = "as written" if position % 4 == 0 else chooser.choice(_LIST_STYLES)
        lines = list(run) if style == "as written" else [run[0], *_renumbered(run[1:], style)]
        document = proof.clean("\n".join(lines), f"runs/{position}").document
        starts = {block.pieces[0].raw.start for block in document.blocks}
        wanted = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
        styles[style] += 1
        if not starts.issuperset(wanted):
            joined[style] += 1
            if show:
                print(f"    runs/{position} {style}: {lines[0][-30:]!r} {[line[:14] for line in lines[1:5]]}")
    print(f"numbered runs of laws: joined {joined.total()} of {styles.total()} ({len(runs)} in all)")
    print("  " + ", ".join(f"{style} {joined[style]} of {count}" for style, count in styles.items()))
    return joined.total()


def numbered_runs(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield every run of three lines or more that count up from 1 in one style, with the line before it."""
    start = style = 0
    for position, line in enumerate([*lines, ""]):
        match = _OPENING.match(line)
        number = _number(match) if match else 0
        own = match.lastindex or 0 if match else 0
        if number and own == style and number == position - start + 1:
            continue
        if style and position - start >= MIN_LINES and start:
            yield lines[start - 1 : position]
        start, style = (position, own) if number == 1 else (position, 0)


def _number(match: re.Match[str]) -> int:
    return _NUMBERS[match["han"]] if match["han"] else int(match["in_brackets"] or match["plain"])


def _renumbered(lines: Sequence[str], style: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        yield style.format(number) + _OPENING.sub("", line, count=1).lstrip()
