"""Attacks: in goes nothing, out comes a table of what was done to a library and its index, and how often that went wrong.

Run: ``make bench-attacks``, an hour on two cores; with ``--quick`` every twentieth is tried. Nothing is read but what is made here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.attack_crash import CUTS, Case, crash, kills, steps_of
from benchmarks.attack_flips import flips
from benchmarks.attack_queries import HOSTILE, ask, common_clauses, random_queries
from benchmarks.attack_writers import crowd
from cleaners import ingest
from corpus.model import RawPage
from corpus.store import Corpus
from indexer.build import build_index, update_index
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.attack_crash import Cut
    from benchmarks.attack_queries import Tried
    from benchmarks.traced import Act

RAW = Path(__file__).resolve().parent.parent / "raw"
KINDS = ("update", "first")
FLIPS, KILLS, QUERIES, CLAUSES = 1000, 200, 10_000, 20_000
WRITERS, BATCHES, READERS, SEARCHES = 4, 50, 8, 1000
SECONDS = 1.05
"""Of processor time: a second, and what lies between two looks at the clock."""

_TOLD = 5
_QUICK = 20


class Row(NamedTuple):
    """An attack, how often it was tried, and what went wrong; ``note`` says more."""

    attack: str
    tried: int
    faults: list[str]
    note: str = ""


def main() -> int:
    """Print the table; return 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=[attack.__name__ for attack in ATTACKS])
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # Whoosh leaves files open where it fails
    faults = 0
    print(f"{'attack':<52}{'tried':>8}{'faults':>8}  note")
    for attack in ATTACKS:
        if options.only not in {None, attack.__name__}:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for row in attack(Path(folder), _QUICK if options.quick else 1):
                faults += len(row.faults)
                print(f"{row.attack:<52}{row.tried:>8,}{len(row.faults):>8,}  {row.note}", flush=True)
                for fault in row.faults[:_TOLD]:
                    print(f"    {fault}")
    return 1 if faults else 0


def crashes(folder: Path, every: int) -> Iterator[Row]:
    """Stop and fail an add at each of its changes to the disk; cut the power there."""
    for kind in KINDS:
        case = Case(folder / kind, kind)
        steps = len(steps_of(case))
        tries: list[tuple[str, Act, Cut]] = [
            ("killed", "kill", ""),
            ("fails", "fail", ""),
            ("the disk is full from it on", "fill", ""),
            *((f"power cut, {cut}", "kill", cut) for cut in CUTS),
        ]
        for name, act, cut in tries:
            at = [*range(1, steps + 1, every), *([0] if cut else [])]
            yield Row(f"{kind}, each step: {name}", len(at), [f"{step}: {fault}" for step in at for fault in crash(case, step, act, cut)])
        number = KILLS // len(KINDS) // every
        yield Row(f"{kind}: killed at random", number, list(chain.from_iterable(kills(case, number, seed=1))))


def bits(folder: Path, every: int) -> Iterator[Row]:
    """Flip bits of the sample pages' library."""
    with Corpus.open(folder) as corpus:
        files = sorted(path for path in RAW.iterdir() if path.suffix in {".html", ".txt"})
        list(ingest([RawPage(path.read_bytes(), path.name) for path in files], corpus))
    update_index(folder)
    found = list(flips(folder, FLIPS // every, seed=1))
    for where in ("index", "corpus"):
        here = [flip for flip in found if flip.file.startswith(where)]
        wrong = [flip for flip in here if flip.traceback or flip.wrong or flip.verdict == "silent"]
        counts: Counter[str] = Counter(flip.verdict for flip in here)
        yield Row(f"bits flipped in the {where}", len(here), list(map(str, wrong)), _told(counts))


def writers(folder: Path, every: int) -> Iterator[Row]:
    """Let many processes write and search at once."""
    batches, searches = max(2, BATCHES // every), SEARCHES // every
    found = crowd(folder, WRITERS, batches, READERS, searches)
    yield Row(
        f"{WRITERS} writers × {batches} batches, {READERS} readers × {searches} searches",
        WRITERS * batches + READERS * searches,
        [*found.errors, *found.lost, *found.damages],
        f"{len(found.errors)} errors, {len(found.lost)} pages lost, {len(found.damages)} damages",
    )


def queries(folder: Path, every: int) -> Iterator[Row]:
    """Ask what takes search programs down."""
    clauses = CLAUSES // every
    build_index(common_clauses(clauses), folder)
    asked: tuple[tuple[str, Iterable[str]], ...] = (("named", HOSTILE.values()), ("random", random_queries(QUERIES // every, seed=1)))
    with open_index(folder) as index:
        index.search("薪酬", timeout=60)  # loads the dictionary
        for name, given in asked:
            found = sorted(ask(index, given), key=lambda one: one.seconds)
            counts: Counter[str] = Counter(one.became for one in found)
            times = f"p50 {found[len(found) // 2].seconds * 1000:.1f} ms, most {found[-1].seconds * 1000:.0f} ms"
            yield Row(
                f"{name} queries, {clauses:,} clauses", len(found), list(map(_fault, filter(_is_wrong, found))), f"{_told(counts)}; {times}"
            )


def _is_wrong(one: Tried) -> bool:
    return one.became == "traceback" or one.seconds > SECONDS


def _fault(one: Tried) -> str:
    return f"{one.query[:80]!r}: {one.seconds:.2f} s, {one.became} {one.error}"


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{times} {became}" for became, times in counts.items())


ATTACKS: tuple[Callable[[Path, int], Iterator[Row]], ...] = (crashes, bits, writers, queries)

if __name__ == "__main__":
    sys.exit(main())
