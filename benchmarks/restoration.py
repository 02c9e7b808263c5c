"""Restored text: how much of what pages lost is told by another page of the library, how much of that is right.

Run ``python -m benchmarks.restoration [--data DIR] [--only NAME…] [--pages N] [--half 0|1] [--show]``. The library are Chinese laws, one of
each title. Thresholds were chosen on every other one of them (``--half 0``); figures are of pages made of the others. A passage is right
where the restored text is that of the law, character by character, marks aside, and no line more or less.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.copies_texts import Text, chinese_laws, cleaned, of_usual_length
from benchmarks.data_sets import plain_lines, records
from benchmarks.floors import hold
from benchmarks.restoration_pages import Library, Stripped, id_of, intact, strip, told
from benchmarks.restoration_within import DAMAGES
from benchmarks.versions import read_pairs
from cleaners.across.lost_passages import lost_passages
from cleaners.across.restore import account_of
from corpus.editions import split_version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from cleaners.across.lost_passages import Passage
    from corpus.restorations import Restoration

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261127
PAGES = 600
NOISE = 0.03


class Bench:
    """A library of laws, and the half of them of which pages are made."""

    def __init__(self, data: Path, half: int, *, show: bool) -> None:
        """Read and sign all laws of usual length."""
        self.data, self.show = data, show
        laws = of_usual_length(chinese_laws(data))
        self.laws = laws[half::2]
        self.library = Library()
        self.by_title: dict[str, list[str]] = {}
        for record in records(data, "lawrefbook/docs"):
            self.by_title.setdefault(split_version(record["title"])[0], []).append(record["id"])
        for law in laws:
            self.library.add(intact(law.name, law.text), law.text)

    def passages(self, page: Stripped, without: frozenset[str] = frozenset()) -> tuple[int, int, int]:
        """Return how many passages a page lost, how many are restored, and of those how many right, in a library without these laws."""
        document = cleaned(page.text, "stripped").document
        lost = lost_passages(document)
        self.library.hidden = frozenset(map(id_of, without))
        self.library.add(document, page.text)
        account = account_of(document.doc_id, self.library)
        self.library.remove(document.doc_id)
        right = sum(_count_right(page, stretch) for stretch in _stretches(lost, account.restorations))
        if self.show and (right < len(account.restorations) or not account.restorations):
            print(f"    {page.law[0]}: {right} right of {len(account.restorations)}; {account.why}")
        return len(lost), len(account.restorations), right

    def total(self, pages: Sequence[tuple[Stripped, frozenset[str]]]) -> tuple[int, int, int]:
        """Return the sums of ``passages`` over pages."""
        found = [self.passages(page, without) for page, without in pages]
        return sum(one[0] for one in found), sum(one[1] for one in found), sum(one[2] for one in found)

    def stripped(self, count: int, noise: float, cut: Literal["no", "sentences"] = "no") -> list[tuple[Text, Stripped]]:
        """Return stripped pages, of a law each."""
        chooser = random.Random(f"{SEED} {noise} {cut}")  # noqa: S311  # samples, not secrets
        laws = chooser.sample(self.laws, min(count, len(self.laws)))
        pages = [(law, strip(law.text.split("\n"), noise, chooser, cut)) for law in laws]
        return [(law, page) for law, page in pages if page]


def _stretches(lost: Sequence[Passage], restored: Sequence[Restoration]) -> list[list[Restoration]]:
    """Return what is restored of passages that follow one another, together: between them a line may belong to either."""
    number = {passage.span: at for at, passage in enumerate(lost)}
    numbered = [(number[one.gap], one) for one in restored]
    return [[one for _, (_, one) in run] for _, run in groupby(enumerate(numbered), key=lambda at: at[1][0] - at[0])]


def _count_right(page: Stripped, stretch: Sequence[Restoration]) -> int:
    """Return how many of these are right: all where they are together, else those that are alone."""
    gap = stretch[0].gap._replace(end=stretch[-1].gap.end)
    if told("\n".join(one.text for one in stretch)) in page.truth(gap):
        return len(stretch)
    return sum(told(one.text) in page.truth(one.gap) for one in stretch)


def _say(what: str, pages: int, found: tuple[int, int, int]) -> None:
    passages, restored, right = found
    precision = right / restored if restored else 1.0
    print(f"  {what:44} {pages:4} pages, {passages:5} passages: restored {restored:5}, right {right:5}", end="")
    print(f"; precision {precision:.4f}, recall {right / passages:.3f}", flush=True)


def measure_present(bench: Bench, pages: int) -> dict[str, float]:
    """Print what is restored where the source is in the library; return the shares with 3 % of the symbols wrong."""
    found = (0, 0, 0)
    for noise, cut in ((0.0, "no"), (0.08, "no"), (NOISE, "sentences"), (NOISE, "no")):
        made = bench.stripped(pages if (noise, cut) == (NOISE, "no") else pages // 3, noise, cut)  # type: ignore[arg-type]
        found = bench.total([(page, frozenset()) for _, page in made])
        _say(f"source present, noise {noise}, cut anew: {cut}", len(made), found)
    return {"present_precision": found[2] / found[1], "present_recall": found[2] / found[0]}


def measure_absent(bench: Bench, pages: int) -> dict[str, float]:
    """Print what is restored where every other page's source is absent; return the share that is right, and that of what is there."""
    made = bench.stripped(pages, NOISE)
    there = bench.total([(page, frozenset()) for _, page in made[::2]])
    absent = bench.total([(page, frozenset({law.name})) for law, page in made[1::2]])
    _say("source present", len(made[::2]), there)
    _say("source absent", len(made[1::2]), absent)
    return {"absent_precision": (there[2] + absent[2]) / (there[1] + absent[1]), "absent_recall": there[2] / there[0]}


def measure_versions(bench: Bench, _: int) -> dict[str, float]:
    """Print what is restored of revised laws where only the other version is in the library: what it says may have been changed."""
    known = {law["id"]: law for name in ("lawrefbook/docs", "just_laws/docs") for law in records(bench.data, name)}
    chooser = random.Random(SEED)  # noqa: S311
    found: Counter[str] = Counter()
    revisions = [pair for pair in read_pairs(bench.data) if pair.kind == "revision"]
    for pair in revisions:
        texts = ["\n".join(plain_lines(known[one]["text"])) for one in (pair.one, pair.other)]
        titles = {split_version(known[one]["title"])[0] for one in (pair.one, pair.other)}
        other = intact("other version", texts[1])
        page = strip(texts[0].split("\n"), 0.0, chooser)
        if page is None:
            continue
        bench.library.add(other, texts[1])
        same = frozenset(name for title in titles for name in bench.by_title.get(title, ()))
        lost, restored, right = bench.passages(page, same)
        bench.library.remove(other.doc_id)
        found += Counter(pages=1, told=bool(restored), passages=lost, restored=restored, right=right)
    print(f"  another version alone: {found['told']} of {found['pages']} pages restored from it, each says so;", end="")
    print(f" {found['restored']} of {found['passages']} passages, {found['right']} of them word for word")
    return {"versions_right": found["right"] / found["restored"] if found["restored"] else 1.0}


def measure_within(bench: Bench, pages: int) -> dict[str, float]:
    """Print what is restored of ends, characters and quotations of copies; return the shares that are right, and of all that was lost."""
    figures: dict[str, float] = {}
    for kind, damage in DAMAGES.items():
        chooser = random.Random(f"{SEED} {kind}")  # noqa: S311
        laws = chooser.sample(bench.laws, min(pages // 4, len(bench.laws)))
        found: Counter[str] = Counter()
        for law in laws:
            page = damage(law.text, chooser)
            if page is None:
                continue
            document = cleaned(page.text, kind).document
            bench.library.add(document, page.text)
            account = account_of(document.doc_id, bench.library)
            bench.library.remove(document.doc_id)
            restored = [one for one in account.restorations if one.kind == kind]
            right = page.count_right(restored)
            found += Counter(
                pages=1, lost=len(page.lost), restored=len(restored), right=right, others=len(account.restorations) - len(restored)
            )
            if bench.show and right < len(page.lost):
                print(f"    {law.name}: {right} right of {len(restored)}, {len(page.lost)} lost; {account.why}")
        precision = found["right"] / found["restored"] if found["restored"] else 1.0
        recall = found["right"] / found["lost"]
        print(
            f"  {kind:12} {found['pages']:4} pages, {found['lost']:5} lost: restored {found['restored']:5}, right {found['right']:5};",
            end="",
        )
        print(f" of other kinds {found['others']}; precision {precision:.4f}, recall {recall:.3f}", flush=True)
        figures |= {f"{kind}_precision": precision, f"{kind}_recall": recall}
    return figures


def main() -> int:
    """Print every figure; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--only", nargs="*", default=[], help="present, absent, versions, within")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages that lost text")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), default=1, help="the laws that pages are made of: 0 those that thresholds were chosen on"
    )
    parser.add_argument("--show", action="store_true", help="name what is wrong or not restored")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no evaluation data in {arguments.data}: give its folder with --data")
        return 0
    began = time.monotonic()
    bench = Bench(arguments.data, arguments.half, show=arguments.show)
    print(f"   (library read and signed: {time.monotonic() - began:.0f} s)", flush=True)
    measures: dict[str, Callable[[Bench, int], dict[str, float]]] = {
        "present": measure_present,
        "absent": measure_absent,
        "versions": measure_versions,
        "within": measure_within,
    }
    broken = 0
    for name, measure in measures.items():
        if not arguments.only or name in arguments.only:
            began = time.monotonic()
            print(f"== {name}", flush=True)
            broken |= hold(f"restoration_{name}", measure(bench, arguments.pages))
            print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
