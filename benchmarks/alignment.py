"""How well clauses of two languages are aligned: in go laws of Taiwan in both, damaged on purpose, out comes the share of right links.

Run: ``python -m benchmarks.alignment [--data DIR]``. Of ``mojlaw`` each law of ten articles and more: on either side articles are
dropped, joined with the next one and cut in two at the end of a sentence, and half of the English ones lose their number; the law's id
alone decides what is done to it. A link is two clauses with text of one article. The constants of ``corpus.alignment`` were chosen on
the development half. Baselines are the same search with less to go by.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from benchmarks.data_sets import taiwan_articles
from benchmarks.floors import hold
from corpus import _alignment_scores as scores
from corpus.alignment import align
from corpus.model import Clause
from corpus.sentences import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.data_sets import Record

ROOT = Path(__file__).resolve().parent.parent
MIN_ARTICLES = 10
DROPPED = JOINED = CUT = 0.06
UNNUMBERED = 0.5
LONG_TEXT = 3_000


class Unit(NamedTuple):
    """A clause with the articles that it has text of."""

    articles: frozenset[int]
    text: str
    number: str


class Case(NamedTuple):
    """A damaged law: its clauses in both languages, and which of them say the same, by place."""

    zh: list[Clause]
    en: list[Clause]
    links: frozenset[tuple[int, int]]


def laws(data: Path) -> dict[str, list[Record]]:
    """Return the articles of each law that has enough of them, by the law's id."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for article in taiwan_articles(data):
        found[article["id"].partition("#")[0]].append(article)
    return {law: articles for law, articles in found.items() if len(articles) >= MIN_ARTICLES}


def is_held_out(law: str) -> bool:
    """Return whether a law is of the half that no constant was chosen on."""
    return sha256(law.encode()).digest()[0] % 2 == 1


def damage(units: Iterable[Unit], chance: random.Random) -> list[Unit]:
    """Return the units with some dropped, some joined with the next one, some cut in two; the second half has no number."""
    left = [unit for unit in units if chance.random() >= DROPPED]
    damaged: list[Unit] = []
    while left:
        unit = left.pop(0)
        drawn = chance.random()
        ends = [end for end in sentence_ends(unit.text) if unit.text[:end].strip() and unit.text[end:].strip()]
        if drawn < JOINED and left:
            following = left.pop(0)
            damaged.append(Unit(unit.articles | following.articles, f"{unit.text}\n{following.text}", unit.number))
        elif JOINED <= drawn < JOINED + CUT and ends:
            end = chance.choice(ends)
            damaged += [unit._replace(text=unit.text[:end].strip()), unit._replace(text=unit.text[end:].strip(), number="")]
        else:
            damaged.append(unit)
    return damaged


def case_of(law: str, articles: Sequence[Record], unnumbered: float = UNNUMBERED) -> Case:
    """Return a law, damaged."""
    chance = random.Random(law)  # noqa: S311  # no secret: the same damage in every run
    zh = damage((Unit(frozenset([at]), article["zh"], article["no"]) for at, article in enumerate(articles)), chance)
    en = damage((Unit(frozenset([at]), article["en"], article["no"]) for at, article in enumerate(articles)), chance)
    en = [unit._replace(number="") if chance.random() < unnumbered else unit for unit in en]
    links = {(here, there) for here, one in enumerate(zh) for there, other in enumerate(en) if one.articles & other.articles}
    return Case(_clauses(zh, "zh"), _clauses(en, "en"), frozenset(links))


def _clauses(units: Sequence[Unit], lang: str) -> list[Clause]:
    return [Clause(f"{lang}{at}", unit.text, lang, "article", path=unit.number) for at, unit in enumerate(units)]


class Score:
    """Counts of links, and of groups by how sure they are said to be."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.right = self.found = self.marked = 0
        self.groups: Counter[int] = Counter()
        self.right_groups: Counter[int] = Counter()

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.marked)

    def __str__(self) -> str:
        """Return the figures with their denominators."""
        shares = self.right / self.found, self.right / self.marked
        return f"F1 {self.f1:.4f}  precision {shares[0]:.4f} of {self.found}, recall {shares[1]:.4f} of {self.marked}"

    def add(self, case: Case) -> None:
        """Align a case and count."""
        here = {clause.id: at for at, clause in enumerate(case.zh)}
        there = {clause.id: at for at, clause in enumerate(case.en)}
        links = set()
        for one in align(case.zh, case.en):
            ours, theirs = {here[identifier] for identifier in one.zh_ids}, {there[identifier] for identifier in one.en_ids}
            group = {(row, column) for row in ours for column in theirs}
            links |= group
            if group:
                tenth = min(int(10 * one.score), 9)
                self.groups[tenth] += 1
                self.right_groups[tenth] += group == {link for link in case.links if link[0] in ours or link[1] in theirs}
        self.right += len(links & case.links)
        self.found += len(links)
        self.marked += len(case.links)


def measure(cases: Iterable[Case]) -> Score:
    """Return the score over cases."""
    score = Score()
    for case in cases:
        score.add(case)
    return score


def less_to_go_by(*, numbering: bool) -> Callable[..., tuple[scores.Side, scores.Side]]:
    """Return what prepares two sides without features, and without numbers unless ``numbering``."""

    def prepare(*sides: Sequence[Clause]) -> tuple[scores.Side, scores.Side]:
        zh, en = (
            side._replace(features=[{} for _ in side.clauses], paths=side.paths if numbering else ["" for _ in side.clauses])
            for side in scores.prepare(*sides)
        )
        return zh, en

    return prepare


def long_case(cases: Iterable[Case]) -> Case:
    """Return laws one after another, as one text of ``LONG_TEXT`` clauses a side and a little more; their numbering begins anew in each."""
    zh: list[Clause] = []
    en: list[Clause] = []
    links: set[tuple[int, int]] = set()
    for case in cases:
        links |= {(here + len(zh), there + len(en)) for here, there in case.links}
        zh += [replace(clause, id=f"zh{len(zh) + at}") for at, clause in enumerate(case.zh)]
        en += [replace(clause, id=f"en{len(en) + at}") for at, clause in enumerate(case.en)]
        if min(len(zh), len(en)) >= LONG_TEXT:
            break
    return Case(zh, en, frozenset(links))


def main() -> int:
    """Print every figure; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no laws in {arguments.data}: give the folder of the evaluation data with --data")
        return 0
    articles = laws(arguments.data)
    halves = {name: [law for law in articles if is_held_out(law) == (name == "held_out")] for name in ("development", "held_out")}
    figures: dict[str, float] = {}
    for name, half in halves.items():
        score = measure(case_of(law, articles[law]) for law in half)
        figures[name] = score.f1
        print(f"{name:22} {len(half)} laws  {score}")
        shares = (f".{tenth}: {score.right_groups[tenth]}/{score.groups[tenth]}" for tenth in sorted(score.groups))
        print(f"{'  groups right, by score':22} {'  '.join(shares)}")
    held_out = [case_of(law, articles[law]) for law in halves["held_out"]]
    score = measure(case_of(law, articles[law], unnumbered=1.0) for law in halves["held_out"])
    figures["held_out_unnumbered"] = score.f1
    print(f"{'no English number':22} {score}")
    for name, numbering in (("length alone", False), ("length and numbering", True)):
        with (
            patch("corpus.alignment.prepare", less_to_go_by(numbering=numbering)),
            patch("corpus.alignment.with_words", lambda zh, en, _: (zh, en)),
        ):
            print(f"{name:22} {measure(held_out)}")
    case = long_case(case_of(law, articles[law]) for law in halves["development"])
    start, score = time.process_time(), measure([case])
    seconds = time.process_time() - start
    figures["long_clauses_a_second"] = (len(case.zh) + len(case.en)) / seconds
    print(f"{'one long text':22} {len(case.zh)} × {len(case.en)} clauses in {seconds:.1f} s of processor time  {score}")
    return hold("alignment", figures)


if __name__ == "__main__":
    sys.exit(main())
