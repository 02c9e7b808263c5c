"""Crashes: in goes a library and pages to add, out comes what stands after the add was stopped, or failed, at each change to the disk.

After each the corpus must be sound and hold the old pages or some of the new ones whole, the index must answer as the old or the new
one, and doing it again must end as if nothing had happened.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import closing
from typing import TYPE_CHECKING, Literal, NamedTuple

from benchmarks.traced import Disk, trace
from cleaners import ingest
from corpus.errors import TiaowenError
from corpus.model import RawPage
from corpus.store import Corpus
from corpus.verify import check_corpus
from indexer.build import update_index
from indexer.errors import IndexUnusableError
from indexer.search import open_index
from indexer.verify import check_index, index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from benchmarks.traced import Act, Step

Cut = Literal["", "lost", "zeroed", "truncated"]
CUTS: tuple[Cut, ...] = ("lost", "zeroed", "truncated")
"""What a power cut leaves of what was not synced; "": the process was killed, the system lives on."""

QUERIES = ("salary", "医联体", '"county rules"', "NOTHING")

OLD = [
    RawPage(f"关于医联体的通知（{number}）\n\n一、salary rules {number}\n\n二、完善医联体建设。\n", f"old/{number}") for number in range(4)
]
NEW = [
    RawPage(f"County rules {number}\n\n1. Salary\n\nThe salary of county hospitals.\n\n2. Medical alliances\n", f"new/{number}")
    for number in range(2)
]


class State(NamedTuple):
    """What a library holds, as far as a user can tell: its pages, and what its index answers, None where it has none."""

    pages: tuple[str, ...]
    answers: tuple[object, ...] | None


class Case:
    """A library before and after an add, to be copied for each try; ``kind`` is ``first`` for an empty one, else ``update``."""

    def __init__(self, folder: Path, kind: str) -> None:
        """Make the library in ``folder``, and note what the add should end in."""
        self.base, self.work = folder / "base", folder / "work"
        self.base.mkdir(parents=True)
        if kind == "update":
            _add(self.base, OLD)
        self.old = state(self.base)
        self.fresh()
        self.add()
        self.new = state(self.work)

    def fresh(self) -> Path:
        """Return a copy of the library as it was before."""
        shutil.rmtree(self.work, ignore_errors=True)
        return shutil.copytree(self.base, self.work)

    def add(self) -> None:
        """Do what is to be crashed."""
        _add(self.work, NEW)

    def faults(self, *, done: bool = False) -> list[str]:
        """Return what is wrong with the library as it stands, and after the add was done again; ``done``: it said that it was done."""
        found = [f"corpus: {damage}" for damage in self._corpus_damages()]
        found += [f"index: {damage}" for damage in check_index(index_of(self.work))] if self.old.answers or done else []
        try:
            there = state(self.work)
        except TiaowenError as error:
            return [*found, f"cannot be opened: {error}"]
        if not set(self.old.pages) <= set(there.pages) <= set(self.new.pages):
            found.append(f"pages: {there.pages}")
        if there.answers not in ((self.new.answers,) if done else (self.old.answers, self.new.answers, *self._between())):
            found.append(f"answers: {there.answers}")
        if done and there.pages != self.new.pages:
            found.append("said to be done, and is not")
        self.add()
        if state(self.work) != self.new or check_corpus(self.work) or check_index(index_of(self.work)):
            found.append("done again, it does not end the same")
        left = {path.name for path in index_of(self.work).iterdir()}
        if len(left) != len({"a generation", "manifest.json"}):
            found.append(f"left over: {sorted(left)}")
        return found

    def _corpus_damages(self) -> Iterable[object]:
        try:
            return check_corpus(self.work)
        except TiaowenError:
            return [] if not self.old.pages else ["there is no corpus"]

    def _between(self) -> tuple[None, ...]:
        return () if self.old.answers else (None,)


def _add(library: Path, pages: list[RawPage]) -> None:
    with Corpus.open(library) as corpus:
        for outcome in ingest(pages, corpus):
            if outcome.verdict == "rejected":
                raise AssertionError(outcome.why)
    update_index(library)


def state(library: Path) -> State:
    """Return what the library holds."""
    pages: tuple[str, ...] = ()
    if (library / "corpus.sqlite").exists():
        with Corpus.open(library, create=False) as corpus:
            pages = tuple(corpus.doc_ids())
    try:
        with open_index(library, verify=True) as index:
            hits = [hit for query in QUERIES for hit in index.search(query, timeout=60).hits]
    except IndexUnusableError:
        return State(pages, None)
    return State(pages, tuple((hit.clause_id, round(hit.score, 9), hit.why) for hit in hits))


def steps_of(case: Case) -> list[Step]:
    """Return the steps of the add when nobody disturbs it."""
    case.fresh()
    ended = trace(case.add, case.work)
    if ended.code:
        raise AssertionError(ended.said)
    return ended.steps


def crash(case: Case, at: int, act: Act, cut: Cut = "") -> list[str]:
    """Return what is wrong after the add was acted upon at step ``at`` (0: after the last), and the power was cut then."""
    case.fresh()
    with closing(Disk(case.work)) as disk:
        ended = trace(case.add, case.work, at=at, act=act, disk=disk if cut else None)
        if cut:
            disk.cut(cut)
    if ended.code == 1:
        return [f"traceback: {ended.said}"]
    return case.faults(done=ended.code == 0)


def kills(case: Case, number: int, seed: int) -> Iterator[list[str]]:
    """Yield what is wrong after each of so many adds that were killed at a random moment."""
    case.fresh()
    started = time.perf_counter()
    os.waitpid(_start(case.add), 0)
    whole = time.perf_counter() - started
    chance = random.Random(seed)  # noqa: S311  # no secret
    for _ in range(number):
        case.fresh()
        child = _start(case.add)
        time.sleep(chance.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        yield case.faults()


def _start(run: Callable[[], object]) -> int:
    """Return the number of a new process that does ``run``."""
    child = os.fork()
    if child == 0:
        try:
            run()
        finally:
            os._exit(0)
    return child
