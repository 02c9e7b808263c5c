"""How well versions of one law are told from copies and from other laws: in go pairs of real laws, out come shares.

Run: ``python -m benchmarks.versions [--data DIR]``. The pairs are those of ``just_laws/near_dup_pairs.tsv``: two states of one law
(revision), one law from two collections (cross_source), two laws of related titles. They are judged by what ``clean_page`` reads off
plain pages; the collections' own dates are only what the answers are held against. What changed is held against
``gold/revisions.tsv``, read by hand.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import records
from benchmarks.floors import hold
from cleaners import clean_page
from corpus import RawPage, split_clauses
from corpus.changes import compare
from corpus.numbering import opening
from corpus.works import Work, group, identify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Clause, Document

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "revisions.tsv"

ONE_TEXT = Path(__file__).parent / "gold" / "one_text.tsv"
"""Pairs that the collection calls revisions, and that were read: their texts are one, under two dates in their names."""

_MARKS = re.compile(r"<!--.*?-->|^#+\s*|\*\*|\u200b|\u200d|\ufeff|</?[a-zA-Z][^<>\n]{0,80}>", re.MULTILINE)
"""Marks of Markdown and of HTML that the collections have added to the laws."""


class Pair(NamedTuple):
    """Two laws, what they are to each other, and the collections' dates, "" where they give none."""

    one: str
    other: str
    kind: str
    dates: tuple[str, str]


class Laws:
    """The laws of both collections as cleaned pages, each cleaned when it is first asked for."""

    def __init__(self, data: Path) -> None:
        """Read the texts."""
        self._texts: dict[str, str] = {}
        for name in ("lawrefbook", "just_laws"):
            self._texts |= {law["id"]: law["text"] for law in records(data, f"{name}/docs")}
        self.page = cache(self._page)

    def _page(self, law: str) -> Document:
        lines = (line.strip() for line in _MARKS.sub("", self._texts[law]).splitlines())
        return clean_page(RawPage("\n\n".join(filter(None, lines)), law)).document

    def articles(self, law: str) -> list[Clause]:
        """Return the articles of a law, each with its items, its number as its id."""
        found: dict[str, Clause] = {}
        for clause in split_clauses(self.page(law)):
            kinds = [numbered.kind for label in clause.heading_path if (numbered := opening(label))]
            if "article" not in kinds:
                continue
            number = clause.path.split(".")[kinds.index("article") - len(kinds)]
            text = f"{found[number].text}\n{clause.text}" if number in found else clause.text
            found[number] = replace(clause, id=number, path=number, heading_path=(), text=text)
        return list(found.values())


def read_pairs(data: Path) -> Iterator[Pair]:
    """Yield the pairs of laws."""
    with (data / "just_laws" / "near_dup_pairs.tsv").open(encoding="utf-8") as rows:
        for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Pair(row[0], row[1], row[3], (row[4], row[5]))


def works_of(laws: Laws, pair: Pair) -> list[Work]:
    """Return the works that the two pages of a pair carry."""
    pages = [laws.page(law) for law in (pair.one, pair.other)]
    return group(identify(page, part) for page in pages for part in range(len(page.parts)))


def judge(laws: Laws, pair: Pair) -> str:
    """Return what the two pages of a pair are taken for, in order of the pair where they are versions."""
    if laws.page(pair.one).doc_id == laws.page(pair.other).doc_id:
        return "one page"
    both = [
        work for work in works_of(laws, pair) if len({place.doc_id for version in work.expressions for place in version.manifestations}) > 1
    ]
    if not both:
        return "other works"
    versions = both[0].expressions
    if len(versions) == 1:
        return "one expression"
    if not versions[-1].evidence:
        return "versions, order open"
    first = versions[0].manifestations[0].doc_id == laws.page(pair.one).doc_id
    return "versions, first one first" if first else "versions, first one last"


def read_one_text() -> set[tuple[str, str]]:
    """Return the pairs of the collection's revisions that were read and are one text."""
    with ONE_TEXT.open(encoding="utf-8") as rows:
        return {(row["idA"], row["idB"]) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)}


def measure_pairs(laws: Laws, pairs: list[Pair]) -> float:
    """Print how many pairs are taken for what they are; return the share of revisions that are."""
    verdicts = {pair: judge(laws, pair) for pair in pairs}
    one_text = read_one_text()
    listed = [pair for pair in pairs if pair.kind == "revision"]
    revisions = [pair for pair in listed if (pair.one, pair.other) not in one_text]
    recognised = [pair for pair in revisions if verdicts[pair].startswith("versions")]
    dated = [pair for pair in revisions if all(pair.dates)]
    ordered = [pair for pair in dated if verdicts[pair] == f"versions, first one {'first' if pair.dates[0] < pair.dates[1] else 'last'}"]
    asserted = [pair for pair in revisions if not all(pair.dates) and verdicts[pair].startswith("versions, first")]
    alike = sum(verdicts[pair] == "one page" for pair in revisions)
    print(f"revisions taken for versions of one work: {len(recognised)} of {len(revisions)}, {alike} are twice the same page")
    as_one = sum(not verdicts[pair].startswith(("versions", "other works")) for pair in listed if pair not in revisions)
    print(f"  of {len(listed) - len(revisions)} more that the collection lists and that were read as one text, so taken: {as_one}")
    print(f"  in the right order, of those that the collection dates: {len(ordered)} of {len(dated)}")
    print(f"  of those that it does not date an order is given for: {len(asserted)} of {len(revisions) - len(dated)}")
    copies = [pair for pair in pairs if pair.kind == "cross_source"]
    same = [pair for pair in copies if pair.dates[0] == pair.dates[1]]
    print(f"laws from two sources taken for one work: {sum(verdicts[pair] != 'other works' for pair in copies)} of {len(copies)}")
    print(f"  of one date, for one expression: {sum(verdicts[pair] == 'one expression' for pair in same)} of {len(same)}")
    apart = [pair for pair in copies if pair not in same]
    print(f"  of two dates, for two versions: {sum(verdicts[pair].startswith('versions') for pair in apart)} of {len(apart)}")
    others = [pair for pair in pairs if pair.kind == "different_doc_related_title"]
    print(f"other laws of a related title wrongly linked: {sum(verdicts[pair] != 'other works' for pair in others)} of {len(others)}")
    for pair, verdict in verdicts.items():
        wrong = (
            (pair in revisions and pair not in recognised)
            or (pair in dated and pair not in ordered)
            or (pair in same and verdict != "one expression")
            or (pair in apart and not verdict.startswith("versions"))
            or (pair in others and verdict != "other works")
        )
        if wrong:
            print(f"    {pair.kind}: {pair.one} / {pair.other} {' '.join(pair.dates)}: {verdict}")
    return len(recognised) / len(revisions)


def measure_changes(laws: Laws) -> float:
    """Print how well changes between two versions are told, over pairs read by hand; return F1 over all that changed."""
    if not GOLD.is_file():
        print(f"no {GOLD.relative_to(ROOT)}: changes are not measured")
        return 0.0
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    whole = pairs = 0
    with GOLD.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            debatable = set(_cells(row["debatable"]))
            open_ends = {end for link in debatable for end in (f"{link.split('>')[0]}>", f">{link.split('>')[1]}")}
            first, second = (row["idA"], row["idB"]) if row["earlier"] == "A" else (row["idB"], row["idA"])
            found = {
                (change.op, f"{change.earlier or ''}>{change.later or ''}")
                for change in compare(laws.articles(first), laws.articles(second))
            }
            gold = {(name, link) for name in ("changed", "renumbered") for link in _cells(row[name])}
            gold |= {("added", f">{link}") for link in _cells(row["added"])} | {("removed", f"{link}>") for link in _cells(row["removed"])}
            found = {change for change in found if change[0] != "same" and change[1] not in debatable | open_ends}
            gold = {change for change in gold if change[1] not in debatable | open_ends}
            pairs += 1
            whole += found == gold
            right.update(name for name, _ in found & gold)
            given.update(name for name, _ in found)
            wanted.update(name for name, _ in gold)
    for name in ("changed", "added", "removed", "renumbered"):
        print(f"  {name}: P {right[name]} of {given[name]}, R {right[name]} of {wanted[name]}")
    total = 2 * right.total() / (given.total() + wanted.total())
    print(f"changes on {pairs} pairs read by hand: F1 {total:.3f}; without any fault: {whole} pairs")
    return total


def _cells(cell: str | None) -> list[str]:
    return [entry for entry in (cell or "").split(",") if entry]


def main() -> int:
    """Measure, or say in one line that there is nothing to measure; return 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    if not (data / "just_laws" / "near_dup_pairs.tsv").is_file():
        print(f"no evaluation data in {data}: nothing is measured")
        return 0
    laws = Laws(data)
    recognised = measure_pairs(laws, list(read_pairs(data)))
    return hold("versions", {"recognised": recognised, "changes_f1": measure_changes(laws)})


if __name__ == "__main__":
    sys.exit(main())
