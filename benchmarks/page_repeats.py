"""Repeats: pages that carry one text two to four times, each copy without some of its passages; one text must come out.

Counted are passages of the union, by their place on the page, white space aside: kept where one stands in what is read, once where it
stands there once, and pairs of passages that follow each other in a copy: right where they do so in what is read.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import laws, plain_lines, taiwan_articles
from benchmarks.page_proof import squeeze
from corpus.model import READ_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.page_proof import Proof
    from corpus.model import Document

SEED = 20261126
PAGES = 300
COPIES = (2, 4)
PASSAGES = (16, 40)
MISSING = 0.3
MIN_PASSAGE = 20
"""Characters. Shorter lines, such as 第一章 总则, stand in many places of a text for good reason."""

LAYOUTS = ("one after the other", "news between", "interleaved")
STRETCH = (3, 8)
"""Passages of one copy that stand together where copies are interleaved."""


class Repeated(NamedTuple):
    """A page with its copies: lists of passages by their number in the text, as they stand on the page, and the passages."""

    page: str
    copies: Sequence[Sequence[int]]
    passages: Sequence[str]

    @property
    def union(self) -> list[int]:
        """The passages that stand in any copy, in order."""
        return sorted({number for copy in self.copies for number in copy})


def repeat(passages: Sequence[str], news: Sequence[Sequence[str]], layout: str, chooser: random.Random) -> Repeated:
    """Return a page that carries the passages in several copies, each without three in ten of them; ``news`` are lines of other texts."""
    copies = [[number for number in range(len(passages)) if chooser.random() >= MISSING] for _ in range(chooser.randint(*COPIES))]
    stretches = list(_interleaved(copies, chooser)) if layout == "interleaved" else copies
    told = [[passages[number] for number in stretch] for stretch in stretches]
    if layout == "news between":
        told = [list(lines) for pair in zip(news, told, strict=False) for lines in pair]
    return Repeated("\n".join(line for lines in told for line in lines), copies, passages)


def _interleaved(copies: Sequence[Sequence[int]], chooser: random.Random) -> Iterator[Sequence[int]]:
    """Yield a stretch of the first copy, one of the second, and so on, until all is said."""
    left = list(copies)
    while any(left):
        for position, copy in enumerate(left):
            length = chooser.randint(*STRETCH)
            yield copy[:length]
            left[position] = copy[length:]


def judge(document: Document, page: Repeated) -> Counter[str]:
    """Return the counts of one page."""
    text = squeeze("".join(block.text for block in document.blocks if block.kind in READ_KINDS))
    keys = {number: squeeze(page.passages[number]) for number in page.union}
    times = {number: text.count(key) for number, key in keys.items()}
    first = {number: text.find(key) for number, key in keys.items()}
    pairs = {pair for copy in page.copies for pair in pairwise(copy) if times[pair[0]] and times[pair[1]]}
    wrong = sum(first[one] > first[other] for one, other in pairs)
    return Counter(
        passages=len(keys),
        kept=sum(count > 0 for count in times.values()),
        once=sum(count == 1 for count in times.values()),
        pairs=len(pairs),
        ordered=len(pairs) - wrong,
        pages=1,
        right=all(count == 1 for count in times.values()) and not wrong,
    )


def measure_repeats(data: Path, proof: Proof, *, show: bool) -> dict[str, float]:
    """Print what becomes of the passages, by layout and language; return the three shares."""
    chooser = random.Random(SEED)  # noqa: S311  # samples, not secrets
    texts = {language: list(some) for language, some in _texts(data).items()}
    counts: dict[str, Counter[str]] = {}
    for position in range(PAGES):
        layout = LAYOUTS[position % len(LAYOUTS)]
        language = list(texts)[position // len(LAYOUTS) % len(texts)]
        passages, *others = chooser.sample(texts[language], 1 + COPIES[1])
        start = chooser.randrange(max(len(passages) - PASSAGES[1], 1))
        some = passages[start : start + chooser.randint(*PASSAGES)]
        page = repeat(some, [other[: chooser.randint(*STRETCH)] for other in others], layout, chooser)
        counted = judge(proof.clean(page.page, f"repeats/{position}").document, page)
        for name in (layout, language, f"{len(page.copies)} copies", "all"):
            counts.setdefault(name, Counter()).update(counted)
        if show and not counted["right"]:
            print(f"    repeats/{position} {layout} {language} {len(page.copies)} copies: {dict(counted)}")
    for name, count in sorted(counts.items()):
        print(
            f"repeated text, {name}, {count['pages']} pages: passages kept {count['kept'] / count['passages']:.4f}, "
            f"once {count['once'] / count['passages']:.4f} of {count['passages']}, "
            f"order right {count['ordered'] / (count['pairs'] or 1):.4f} of {count['pairs']}, pages without fault {count['right']}"
        )
    total = counts["all"]
    kept, once = total["kept"] / total["passages"], total["once"] / total["passages"]
    return {"repeats_kept": kept, "repeats_once": once, "repeats_ordered": total["ordered"] / total["pairs"]}


def _texts(data: Path) -> dict[str, Iterator[list[str]]]:
    """Return texts long enough for a page, as lists of passages that all differ and of which none stands in another."""
    chinese = (plain_lines(law["text"]) for law in laws(data))
    taiwan = groupby(taiwan_articles(data), key=lambda article: article["law_en"])
    english = ([line for article in law for line in article["en"].splitlines()] for _, law in taiwan)
    return {"zh": _distinct(chinese), "en": _distinct(english)}


def _distinct(texts: Iterator[list[str]]) -> Iterator[list[str]]:
    for lines in texts:
        passages = list(dict.fromkeys(line.strip() for line in lines if len(squeeze(line)) >= MIN_PASSAGE))
        whole = squeeze("\n".join(passages))
        if len(passages) >= PASSAGES[1] and all(whole.count(squeeze(passage)) == 1 for passage in passages[: 2 * PASSAGES[1]]):
            yield passages[: 2 * PASSAGES[1]]
