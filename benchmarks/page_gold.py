"""Our own gold pages, open, sealed and fresh ones apart: what of the text is kept, and what that is no text comes with it.

Strings are compared without white space and in one form of width. A paragraph is kept where it stands whole in one block that is
neither boilerplate nor gap; a heading, where a heading or a further text's title is it; a cell, where a cell is it. Boilerplate is let
through where it stands in an indexed block outside of what the gold keeps. No miss is shown of the sealed half.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.page_peers import structure_by_trafilatura
from benchmarks.page_proof import squeeze_key
from corpus.clauses import split_clauses
from corpus.matchkey import match_key
from corpus.model import READ_KINDS
from corpus.typed_dates import find_typed_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.page_proof import Proof
    from corpus.model import Document

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold" / "pages"
HALVES = ("open", "sealed", "fresh")
"""Open and fresh pages may be looked at; the fresh ones were written later, before a rule was changed for them."""
KEPT_KINDS = READ_KINDS | {"metadata"}
"""A number or a date below the title may be read as what the page says of itself: it is kept, and shown with every hit."""

SAID = ("title", "published", "made", "effective", "numbers")
FIGURES = ("paragraphs", "headings", "cells", *SAID)
BESIDE = frozenset({"paragraphs indexed", "paragraphs alone", "headings over clauses"})
"""Second looks at what is counted already: paragraphs that the index reads, those that are a block with nothing else in it, headings that
stand above a clause, blocks of that kind or not."""

_MADE = frozenset({"made", "passed", "revised"})
"""The gold's day of making is that of adoption or promulgation where a text has one."""

_NO_AGENCY = re.compile(
    r"\W*\d|(?:the)?(?:\w*(?:office|council|government|ministry|commission))?(?:issued|document|doc)\W*\(?(?:19|20)\d\d", re.IGNORECASE
)
"""〔2021〕44号 and "Provincial Office issued (2021) No. 44": neither gives the agency's prefix."""

WORST = 12
"""Misses shown of one page."""


@dataclass(slots=True)
class Tally:
    """Counts by figure: how many there are and how many hold, what failed by page, and what was said that the gold does not have."""

    total: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    extra: Counter[str] = field(default_factory=Counter)

    def note(self, page: str, figure: str, text: str, *, holds: bool) -> None:
        """Count one thing of the gold; one that is wrong is kept with its page."""
        self.total[figure] += 1
        self.held[figure] += holds
        if holds == (figure == "through"):
            self.misses.append((page, figure, text))

    def share(self, figure: str) -> float:
        """Return the share of a figure that holds; 1 where the gold has none, 0 for what must not be."""
        if not self.total[figure]:
            return float(figure != "through")
        return self.held[figure] / self.total[figure]


def gold_pages(half: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the pages of one set with their gold, by name."""
    for path in sorted((GOLD / half).glob("*.json")):
        page = next((path.with_suffix(suffix) for suffix in (".html", ".txt") if path.with_suffix(suffix).is_file()), None)
        if page is not None:
            yield page, json.loads(path.read_text(encoding="utf-8"))


def measure_gold(proof: Proof, *, with_trafilatura: bool, show: bool) -> dict[str, float]:
    """Print every figure of each set, trafilatura's beside; return ours: ``kept_out`` is boilerplate not let through."""
    figures: dict[str, float] = {}
    for half in HALVES:
        ours, theirs = Tally(), Tally()
        pages = 0
        for path, gold in gold_pages(half):
            pages += 1
            data = path.read_bytes()
            judge(path.stem, gold, proof.clean(data, f"gold/{path.name}").document, ours)
            if with_trafilatura and path.suffix == ".html":
                _judge_peer(path.stem, gold, structure_by_trafilatura(data.decode()), theirs)
        if not pages:
            print(f"no gold pages in {half}: not measured")
            continue
        _print(f"gold pages, {half}, {pages}", ours)
        if theirs.total:
            _print_peer(half, theirs)
        figures |= {f"{half}_{figure}": ours.share(figure) for figure in FIGURES}
        figures[f"{half}_kept_out"] = 1 - ours.share("through")
        if show and half != "sealed":
            _show(ours)
    return figures


def judge(page: str, gold: dict[str, Any], document: Document, tally: Tally) -> None:
    """Count what of the gold of one page holds for our document."""
    kept = [squeeze_key(block.text) for block in document.blocks if block.kind in KEPT_KINDS]
    read = [squeeze_key(block.text) for block in document.blocks if block.kind in READ_KINDS]
    headings = {squeeze_key(block.text) for block in document.blocks if block.kind in {"heading", "title"}}
    cells = {squeeze_key(cell) for block in document.blocks if block.kind == "table-row" for cell in block.text.split("\t")}
    wholes = {squeeze_key(block.text) for block in document.blocks if block.kind == "table-row"}
    above = {squeeze_key(label) for clause in split_clauses(document) for label in clause.heading_path}
    for text in gold["with"]:
        key = squeeze_key(text)
        tally.note(page, "paragraphs", text, holds=any(key in block for block in kept))
        tally.note(page, "paragraphs indexed", text, holds=any(key in block for block in read))
        tally.note(page, "paragraphs alone", text, holds=key in read)
    for text in gold["headings"]:
        tally.note(page, "headings", text, holds=squeeze_key(text) in headings)
        tally.note(page, "headings over clauses", text, holds=squeeze_key(text) in above)
    for text in gold["cells"]:
        tally.note(page, "cells", text, holds=squeeze_key(text) in cells | wholes)
    known = {squeeze_key(text) for text in (*gold["headings"], gold["title"])}
    tally.extra["headings"] += len(headings - known)
    rest = _beside(read, [gold["title"], *gold["with"], *gold["headings"], *gold["cells"]])
    for text in gold["without"]:
        tally.note(page, "through", text, holds=squeeze_key(text) in rest)
    if gold["title"]:
        tally.note(page, "title", f"{gold['title']} | {document.title}", holds=squeeze_key(document.title) == squeeze_key(gold["title"]))
    _judge_dates(page, gold["dates"], document, tally)
    numbers = {_number(number.normalised or number.written) for part in document.parts for number in part.doc_numbers}
    for number in gold["numbers"]:
        tally.note(page, "numbers", f"{number} | {sorted(numbers)}", holds=_number(number) in numbers)
    tally.extra["numbers"] += len(numbers - set(map(_number, gold["numbers"])))


def _number(written: str) -> str:
    """Return the key of a number: its match key, or year and number where it names no agency."""
    key = squeeze_key(match_key(written))
    return "".join(re.findall(r"\d+", key)) if _NO_AGENCY.match(key) else key


def _judge_dates(page: str, gold: dict[str, str], document: Document, tally: Tally) -> None:
    said = [date for part in range(len(document.parts)) for date in find_typed_dates(document, part)]
    published = document.published.isoformat() if document.published else ""
    if gold.get("published"):
        tally.note(page, "published", f"{gold['published']} | {published}", holds=published == gold["published"])
    elif published:
        tally.extra["published"] += 1
    for kind in ("made", "effective"):
        given = {date.iso for date in said if date.kind in (_MADE if kind == "made" else {kind})}
        if gold.get(kind):
            tally.note(page, kind, f"{gold[kind]} | {sorted(given)}", holds=gold[kind] in given)
        elif given:
            tally.extra[kind] += 1


def _beside(blocks: Iterable[str], kept: Sequence[str]) -> str:
    """Return the text of the blocks without every string that the gold keeps: 首页 may well stand in a sentence of the text."""
    text = "\n".join(blocks)
    for key in sorted({squeeze_key(string) for string in kept}, key=len, reverse=True):
        text = text.replace(key, "\n") if key else text
    return text


def _judge_peer(page: str, gold: dict[str, Any], said: dict[str, list[str]], tally: Tally) -> None:
    texts = [squeeze_key(text) for text in said["text"]]
    headings, cells = ({squeeze_key(text) for text in said[tag]} for tag in ("head", "cell"))
    for text in gold["with"]:
        tally.note(page, "paragraphs", text, holds=any(squeeze_key(text) in other for other in texts))
    for text in gold["headings"]:
        tally.note(page, "headings", text, holds=squeeze_key(text) in headings)
    for text in gold["cells"]:
        tally.note(page, "cells", text, holds=squeeze_key(text) in cells)
    rest = _beside(texts, [gold["title"], *gold["with"], *gold["headings"], *gold["cells"]])
    for text in gold["without"]:
        tally.note(page, "through", text, holds=squeeze_key(text) in rest)


def _print(label: str, tally: Tally) -> None:
    def cell(figure: str) -> str:
        return f"{figure} {tally.share(figure):.3f} ({tally.held[figure]}/{tally.total[figure]})"

    print(
        f"{label}: "
        + ", ".join(
            map(cell, ("paragraphs", "paragraphs indexed", "paragraphs alone", "headings", "headings over clauses", "cells", "through"))
        )
    )
    print("  " + ", ".join(map(cell, SAID)))
    print("  said beside the gold: " + ", ".join(f"{figure} {count}" for figure, count in sorted(tally.extra.items())))


def _print_peer(half: str, tally: Tally) -> None:
    shares = ("paragraphs", "headings", "cells", "through")
    print(f"  trafilatura, {half}, HTML pages: " + ", ".join(f"{name} {tally.share(name):.3f} of {tally.total[name]}" for name in shares))


def _show(tally: Tally) -> None:
    """Print what failed, the pages with most failures first, a few strings for each."""
    misses = [miss for miss in tally.misses if miss[1] not in BESIDE]
    by_page = Counter(page for page, _, _ in misses)
    for page, count in by_page.most_common():
        print(f"    {page}: {count}")
        for figure, text in [(figure, text) for where, figure, text in misses if where == page][:WORST]:
            print(f"        {figure:11} {text[:90]!r}")
