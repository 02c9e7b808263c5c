"""Wrapped lines: real laws, broken as printers, mail programs and converters of PDF files break them, joined again.

A paragraph comes back where it is one block of the cleaned page, white space aside. Beside it stand the edits on pages as they are, a
paragraph a line: there none may be joined. Widths are in cells, two for a Han character.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import laws, plain_lines, taiwan_articles
from benchmarks.page_proof import squeeze
from cleaners.lines import cells
from corpus.scripts import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.page_proof import Proof

LAW_STEP, ARTICLE_STEP, ARTICLES = 70, 1_000, 12
MAX_PARAGRAPHS = 120
NEVER_FIRST = "，。、；：！？）》”"
JOINING_RULES = frozenset({"broken-lines", "running-heads", "chunk-markers"})


class Layout(NamedTuple):
    """How a page is set: cells of a line, by how many it may be shorter, cells of a paragraph's indent, what parts paragraphs."""

    name: str
    width: int
    ragged: int
    indent: int
    between: str


LAYOUTS = (
    Layout("one width, indents", 60, 0, 4, "\n"),
    Layout("one width, blank lines", 76, 0, 0, "\n\n"),
    Layout("one width, nothing between", 60, 0, 0, "\n"),
    Layout("differing widths, indents", 64, 16, 4, "\n"),
    Layout("differing widths, blank lines", 64, 16, 0, "\n\n"),
    Layout("differing widths, nothing between", 64, 16, 0, "\n"),
)


def measure_wrapped(data: Path, proof: Proof, *, show: bool) -> dict[str, float]:
    """Print the share of paragraphs that come back in each layout and language; return the means and the share of pages left alone."""
    zh = [[line for line in plain_lines(law["text"])[:MAX_PARAGRAPHS] if line != "\u200b"] for law in laws(data)[5::LAW_STEP]]
    articles = taiwan_articles(data)
    starts = range(300, len(articles) - ARTICLES, ARTICLE_STEP)
    en = [[line for row in articles[at : at + ARTICLES] for line in plain_lines(row["en"])] for at in starts]
    figures: dict[str, float] = {}
    for lang, pages in (("zh", zh), ("en", en)):
        shares = [_rejoined(lang, layout, pages, proof, show=show) for layout in LAYOUTS]
        figures[f"wrapped_{lang}"] = sum(shares) / len(shares)
    joined = sum(any(edit.rule in JOINING_RULES for edit in proof.clean("\n".join(page), "as it is").edits) for page in zh)
    print(f"Chinese pages as they are: {len(zh) - joined} of {len(zh)} without a join")
    return figures | {"wrapped_left_alone": 1 - joined / len(zh)}


def _rejoined(lang: str, layout: Layout, pages: Sequence[Sequence[str]], proof: Proof, *, show: bool) -> float:
    chance = random.Random(layout.name)  # noqa: S311  # seeded: the same pages each time
    total = held = 0
    for page in pages:
        text = layout.between.join("\n".join(_wrap(paragraph, layout, chance)) for paragraph in page)
        blocks = {squeeze(block.text) for block in proof.clean(text, f"wrapped {lang}, {layout.name}").document.blocks}
        missed = [paragraph for paragraph in page if squeeze(paragraph) not in blocks]
        total += len(page)
        held += len(page) - len(missed)
        if show and missed:
            print(f"    {missed[0][:80]}")
    print(f"wrapped {lang}, {layout.name}: {held / total:.4f} of {total} paragraphs come back")
    return held / total


def _wrap(paragraph: str, layout: Layout, chance: random.Random) -> Iterator[str]:
    """Yield the lines of a paragraph: Chinese is broken behind any character, English between words."""
    units = list(paragraph) if has_han(paragraph) else [f"{word} " for word in paragraph.split()]
    line, used = " " * layout.indent, layout.indent
    limit = layout.width - chance.randint(0, layout.ragged)
    for unit in units:
        size = cells(unit.rstrip())
        if used + size > limit and line.strip() and unit not in NEVER_FIRST:
            yield line.rstrip()
            line, used = "", 0
            limit = layout.width - chance.randint(0, layout.ragged)
        line += unit
        used += cells(unit)
    yield line.rstrip()
