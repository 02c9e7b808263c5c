"""Killed at any moment, full disk, power cut: the index is the old generation or the new one, and the next update ends right.

In the manner of notmuch's atomicity test: the update is run again and again, and dies at the first, the second, … step at which
it changes the disk, until it comes through.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from whoosh.filedb.filestore import FileStorage

from corpus.errors import TiaowenError
from indexer import build
from indexer.build import update_index
from indexer.errors import IndexUnusableError
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = {
    os: ("fsync", "rename", "replace", "link", "unlink", "remove", "mkdir", "rmdir", "open"),
    Path: ("write_text", "touch"),
    FileStorage: ("create_file", "rename_file"),
}
WRITE_TEXT = Path.write_text
FEWEST_STEPS = 30
"""A test that meets fewer no longer sees what an update does; the one below meets about 150."""

Answers = list[tuple[str, float, tuple[str, ...]]]


def answers(library: Path) -> Answers | None:
    """Return what the index answers, None where there is none that can be used."""
    try:
        with open_index(library) as index:
            found = [hit for query in ("salary", "医联体", '"county rules"') for hit in index.search(query).hits]
    except IndexUnusableError:
        return None
    return [(hit.clause_id, round(hit.score, 9), hit.why) for hit in found]


def at_step(patch: pytest.MonkeyPatch, number: int, act: Callable[[], object]) -> None:
    """Make the ``number``-th step that changes the disk ``act`` first; of a text that is to be written half is there then."""
    left = [number]

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401  # as the call itself
            left[0] -= 1
            if left[0] == 0:
                if call is WRITE_TEXT:
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2], **options)
                act()
            return call(*arguments, **options)

        return step

    for owner, names in STEPS.items():
        for name in names:
            patch.setattr(owner, name, counted(getattr(owner, name)))


def in_child(run: Callable[[], object]) -> int:
    """Return what became of a process that does ``run``: 0 when it came through."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException:  # noqa: BLE001  # whatever it is, the child must not go on as a second test run
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


class Case:
    """A library before and after an update, to be copied for each try."""

    def __init__(self, library: Any, tmp_path: Path, kind: str) -> None:  # noqa: ANN401  # conftest's
        self.base: Path = library.folder
        self.work = tmp_path / "work"
        for name in ("a", "b", "c", "d", "e", "f"):
            library.put(name, f"salary rules {name}", "完善医联体", "county rules")
        if kind != "first":
            update_index(self.base)
            library.put("a", "salary of county hospitals")
            library.put("g", "medical alliances", "salary")
            library.remove("b")
        if kind == "damaged":
            postings = next((self.base / "index" / "000001").glob("*.pst"))
            postings.write_bytes(postings.read_bytes()[:-1] + b"\0")
        self.old = answers(self.base)
        self.new = self.fresh() and update_index(self.work) and answers(self.work)

    def fresh(self) -> Path:
        """Return a copy of the library as it was before the update."""
        shutil.rmtree(self.work, ignore_errors=True)
        return shutil.copytree(self.base, self.work)

    def check_recovery(self) -> None:
        """Assert that the next update ends right, with nothing of the failed one left."""
        update_index(self.work)
        assert answers(self.work) == self.new
        assert len(list((self.work / "index").iterdir())) == len(["a generation", "manifest.json"])


@pytest.fixture(params=["first", "update", "damaged"])
def case(library: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Case]:  # noqa: ANN401  # conftest's
    made = Case(library, tmp_path, request.param)
    assert made.new is not None
    assert made.new != made.old
    yield made
    shutil.rmtree(made.work, ignore_errors=True)


def test_killed_at_any_step_the_index_is_the_old_or_the_new_one(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    step = 0
    seen: list[Answers | None] = []
    ended = 1
    while ended != 0:
        step += 1
        folder = case.fresh()

        def die(number: int = step, library: Path = folder) -> None:
            at_step(monkeypatch, number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            update_index(library)

        ended = in_child(die)
        assert ended in {0, signal.SIGKILL}
        seen.append(answers(folder))
        assert seen[-1] in (case.old, case.new), step
        case.check_recovery()
    assert step > FEWEST_STEPS
    assert case.old in seen
    assert seen.index(case.new) < step - 1  # it is published before the last step, which takes the old one away
    assert seen == sorted(seen, key=lambda found: found == case.new)  # once the new one stands, it stands


@pytest.mark.usefixtures("_files_left_open")
def test_a_full_disk_at_any_step_is_told_and_leaves_an_index(case: Case) -> None:
    step = raised = 0
    reached = True
    while reached:
        step += 1
        folder = case.fresh()
        reached = False

        def fill() -> None:
            nonlocal reached
            reached = True
            raise OSError(28, "No space left on device")

        with pytest.MonkeyPatch.context() as patch:
            at_step(patch, step, fill)
            try:
                update_index(folder)
                done = True
            except (OSError, TiaowenError):
                raised += 1
                done = False
        assert answers(folder) in ((case.new,) if done else (case.old, case.new)), step
        case.check_recovery()
    assert raised > FEWEST_STEPS


@pytest.mark.parametrize("limit", [0, 1, 40, 200, 1000])
def test_a_file_that_cannot_be_written_to_its_end_is_told(case: Case, limit: int) -> None:
    folder = case.fresh()
    write_clauses = build.write_clauses

    def limited(*arguments: Any) -> Any:  # noqa: ANN401  # as write_clauses
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # not before: SQLite's files would not fit either
        return write_clauses(*arguments)

    def write() -> None:
        build.write_clauses = limited
        try:
            update_index(folder)
        except OSError:
            os._exit(7)

    assert os.waitstatus_to_exitcode(in_child(write)) == 7
    assert answers(folder) == case.old
    case.check_recovery()


@pytest.mark.parametrize("links", [True, False])
def test_a_power_cut_takes_nothing_that_the_manifest_names(case: Case, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    """When the manifest is renamed, all that it names, and itself, must have been synced: what was not is emptied here."""
    synced: set[int] = set()
    sync, rename = os.fsync, os.replace
    unsafe: list[str] = []
    folder = case.fresh()

    def note(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        sync(descriptor)

    def cut(source: Path, target: Path) -> None:
        if Path(target).name == "manifest.json":
            newest = max((folder / "index").glob("0*"))
            for path in (newest, newest.parent, Path(source), *newest.iterdir()):
                unsafe.extend([path.name] if path.stat().st_ino not in synced else [])
        rename(source, target)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "this disk has no links")

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(os, "replace", cut)
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    update_index(folder)
    assert synced
    assert unsafe == []
    assert (folder / "index").stat().st_ino in synced


@pytest.mark.parametrize("case", ["update"], indirect=True)
def test_a_reader_goes_on_with_its_generation_while_it_is_replaced(case: Case) -> None:
    folder = case.fresh()
    with open_index(folder) as reader:
        update_index(folder)
        found = [hit for query in ("salary", "医联体", '"county rules"') for hit in reader.search(query).hits]
        assert [(hit.clause_id, round(hit.score, 9), hit.why) for hit in found] == case.old
        assert answers(folder) == case.new
        assert len(list((folder / "index").glob("0*"))) == 2
    case.check_recovery()
