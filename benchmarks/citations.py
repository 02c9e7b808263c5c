"""Citations: in go the gold of both halves and 3,475 laws, out come precision, recall, F1, the share of titles that resolve, and speed.

Run: ``python -m benchmarks.citations [--data DIR] [--laws N]``. Only figures are printed, also of the half that is not to be read.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import Record, laws
from corpus import citations
from corpus.citing.marks import marked_titles
from corpus.citing.words import base_key, kind_of
from corpus.model import Card, Clause
from tests.gold.citations_gold import Marked, read

if TYPE_CHECKING:
    from corpus.citations import Citation

ROOT = Path(__file__).resolve().parent.parent

HOSTILE = (
    "《",
    "《》",
    "第一条",
    "第一条、",
    "《办法》第一条",
    "前款",
    "本办法",
    "Law of the ",
    "Article 1 and 2 of ",
    "国办发〔2021〕18号",
    '"a ',
    "（",
)
HOSTILE_LENGTH = 100_000


class Score(NamedTuple):
    """How many citations the gold has, how many were found, and how many of these agree: in span; then also in kind, meaning, places."""

    gold: int = 0
    found: int = 0
    span: int = 0
    kind: int = 0
    target: int = 0
    pins: int = 0


def means(citation: Citation) -> str:
    """Return what a citation means, as the gold writes it."""
    root = citation.root
    return "self" if root == "self" else root.number or root.title_key or root.written


def score(half: str) -> Score:
    """Return the score of one half of the gold; a target counts in kind, meaning and places only where its span is right."""
    total = Counter[str]()
    for path in sorted((ROOT / "tests" / "gold" / "citations" / half).glob("*.txt")):
        clauses, marks = read(path)
        position = {clause.id: index for index, clause in enumerate(clauses)}
        found = {(position[one.clause_id], *one.span): one for one in citations.find_citations(clauses)}
        total.update(gold=len(marks), found=len(found))
        for mark in marks:
            one = found.get((mark.clause, mark.start, mark.end))
            if one:
                total.update(span=1, kind=one.kind == mark.kind, target=_same(one, mark), pins=tuple(map(str, one.pins)) == mark.pins)
    return Score(**total)


def _same(citation: Citation, mark: Marked) -> bool:
    return means(citation) in (mark.target, base_key(mark.target))


def print_score(half: str) -> None:
    """Print precision, recall and F1 of one half: of spans, and of spans with kind, meaning or places right."""
    counts = score(half)
    print(f"{half}: {counts.gold} citations, {counts.found} found")
    for name in ("span", "kind", "target", "pins"):
        right = getattr(counts, name)
        precision, recall = right / counts.found, right / counts.gold
        print(f"  {name:7} P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")


def clauses_of(law: Record) -> list[Clause]:
    """Return the law's clauses: a line is one."""
    texts = [text.strip() for text in law["text"].splitlines() if text.strip() and text[0] not in "#<"]
    return [Clause(f"{index}", text, "zh", card=Card(title=law["title"])) for index, text in enumerate(texts)]


def print_laws(data: Path, limit: int | None) -> None:
    """Print how many titles in marks are found and resolve by title among the laws, and the speed."""
    works: dict[str, list[str]] = {}
    read = laws(data)
    for law in read:
        works.setdefault(base_key(law["title"]), []).append(law["id"])
    total = Counter[str]()
    size = 0
    seconds = 0.0
    for clauses in map(clauses_of, read[:limit]):
        size += sum(len(clause.text.encode()) for clause in clauses)
        started = time.process_time()
        found = citations.find_citations(clauses)
        seconds += time.process_time() - started
        marked = [title.title for clause in clauses for title in marked_titles(clause.text)]
        cited = [one for one in found if "《" in one.written and one.kind in ("full", "short")]
        resolved = citations.resolve(cited, citations.Works({}, works, lambda _work, _path: None))
        total.update(one.kind for one in found)
        total.update(marked=len(marked), policy=sum(bool(kind_of(title)) for title in marked), cited=len(cited))
        total.update(resolved=sum(bool(link.works) for link in resolved.links), one=sum(len(link.works) == 1 for link in resolved.links))
    print(f"laws: {total['marked']} titles in 《》, {total['policy']} end in a kind of policy text, {total['cited']} are cited")
    print(f"  resolved by title: {total['resolved']} ({total['resolved'] / total['cited']:.1%}), to one law: {total['one']}")
    print(f"  citations: full {total['full']}, short {total['short']}, id {total['id']}, pin {total['pin']}")
    print(f"  speed: {size / 1e6:.1f} MB of UTF-8 in {seconds:.1f} s of CPU: {size / 1e6 / seconds:.2f} MB/s")


def print_hostile() -> None:
    """Print the worst time on text made to be slow, and how it grows with the length."""
    worst = ("", 0.0, 0.0)
    for unit in HOSTILE:
        times = []
        for length in (HOSTILE_LENGTH // 2, HOSTILE_LENGTH):
            clause = Clause("0", unit * (length // len(unit)), "zh")
            started = time.process_time()
            citations.find_citations([clause])
            times.append(time.process_time() - started)
        worst = max(worst, (unit, times[0], times[1]), key=lambda one: one[2])
    print(f"hostile: worst of {len(HOSTILE)} is {worst[0]!r}: {worst[1]:.2f} s, twice as long {worst[2]:.2f} s")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--laws", type=int, help="only the first N laws")
    arguments = parser.parse_args()
    for half in ("open", "sealed"):
        print_score(half)
    print_hostile()
    if (arguments.data / "lawrefbook").exists():
        print_laws(arguments.data, arguments.laws)


if __name__ == "__main__":
    main()
