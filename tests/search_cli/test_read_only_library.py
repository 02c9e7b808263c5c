"""A library that belongs to somebody else, and may only be read, answers every verb that reads."""

from __future__ import annotations

import json
import os
import pickle
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from search_cli.main import command, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOBODY = 65_534
_Value = TypeVar("_Value")


def as_nobody(function: Callable[[], _Value]) -> _Value:
    """Call ``function`` in a child that is no root, for whom permissions hold; return what it returns."""
    if os.geteuid():
        return function()
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            os.setgroups([])
            os.setuid(_NOBODY)
            os.write(writer, pickle.dumps(function()))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    assert said, "the child died"
    return pickle.loads(said)  # noqa: S301  # of our own child


@pytest.fixture(scope="module")
def guarded(page_folder: Path) -> Iterator[Path]:
    """Give a library without permission to write for anybody, in a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        library = Path(parent, "library")
        assert main(["--library", str(library), "add", str(page_folder)]) == 0
        inside = sorted(library.rglob("*"))
        for path in [library, *inside]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield library
        library.chmod(0o755)
        for path in inside:
            path.chmod(0o755)


def run(library: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Call the command as nobody; its modules are imported before, nobody may not be allowed to read them."""
    for verb in ("show", "repairs", "stats", "verify", "search", "add", "remove", "index"):
        assert command.get_command(command.make_context("tiaowen", [], resilient_parsing=True), verb)

    def call() -> tuple[int, str, str]:
        capsys.readouterr()
        return (main(["--library", str(library), *words]), *capsys.readouterr())

    return as_nobody(call)


def test_every_reading_verb_answers(guarded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(guarded.rglob("*"))
    code, out, err = run(guarded, capsys, "search", "--jsonl", "薪酬分配")
    assert (code, err) == (0, "")
    doc_id = json.loads(out.splitlines()[0])["doc_id"]
    for words, found in (
        (["show", doc_id], "（一）改革薪酬分配"),
        (["repairs", doc_id], "no character was changed"),
        (["show", "关于完善公立医院薪酬制度的指导意见"], doc_id),
        (["stats"], "clauses"),
        (["verify"], "sound"),
    ):
        code, out, err = run(guarded, capsys, *words)
        assert (code, err) == (0, "")
        assert found in out
    assert sorted(guarded.rglob("*")) == before


def test_a_copy_of_it_is_not_called_stale(guarded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.utime(guarded / "corpus.sqlite", (0, 0))
    code, _, err = run(guarded, capsys, "search", "薪酬分配")
    assert (code, err) == (0, "")


@pytest.mark.parametrize("words", [["add", sys.executable], ["remove", "abc"], ["index"]])
def test_every_verb_that_changes_it_says_that_it_may_not(guarded: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    code, out, err = run(guarded, capsys, *words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "that you may" in err
