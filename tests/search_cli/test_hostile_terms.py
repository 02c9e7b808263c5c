"""A library's own list of terms that is damaged, or made to do harm: each verb says so in a line, or is as quick as ever."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from corpus.concept_rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 3.0
"""Of processor time for a verb; a sound list takes a tenth."""

HEADER = "\t".join(COLUMNS).encode() + b"\n"


def row(*cells: str) -> bytes:
    return "\t".join(cells).encode("utf-8", "surrogatepass") + b"\n"


CONTENTS = {
    "nothing": b"",
    "zeros": bytes(4096),
    "no UTF-8": HEADER + b"a\t\xff\xfe\t\t\tb\t\t\n",
    "half a header": HEADER[:20],
    "a header twice": HEADER + HEADER,
    "a row too short": HEADER + b"a\tb\n",
    "a row cut in a character": HEADER + row("a", "医农协同", "", "", "farming care", "", "")[:-12],
    "no label": HEADER + row("a", "", "", "", "b", "", ""),
    "only bars": HEADER + row("a", "医农协同", "|||", "", "farming care", "", ""),
    "marks for labels": HEADER + row("a", "（）", "", "", "...", "", ""),
    "a label of all": HEADER + row("a", "的", "", "", "the", "", ""),
    "a name of another": HEADER + row("a", "医联体", "", "", "medical alliance", "", ""),
    "a concept twice": HEADER + row("a", "医农协同", "", "", "farming care", "", "") * 2,
    "a regular expression": HEADER + row("(a+)+$", "医.*农", "", "", "(a+)+$", "", ""),
    "escapes": HEADER + row("\x1b[31m", "医农\x1b[0m", "", "", "farming\x07 care", "", ""),
    "a lone surrogate": HEADER + row("a", "医\ud800农", "", "", "farming care", "", ""),
    "a megabyte": HEADER + row("a", "医" * 300_000, "", "", "farming " * 40_000, "", ""),
    "many labels": HEADER + row("a", "医农协同", "|".join(f"医农{chr(0x4E00 + n)}" for n in range(9000)), "", "farming care", "", ""),
    "nested labels": HEADER + row("a", "医农", "|".join("医" * n + "农" for n in range(2, 400)), "", "farming care", "", ""),
    "a path": HEADER + row("../../etc/passwd", "医农协同", "", "", "farming care", "", ""),
}


@pytest.fixture
def library(small_library: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_library, tmp_path / "library")


@pytest.mark.parametrize("content", CONTENTS)
def test_a_list_of_terms_does_no_harm(tiaowen: Callable, library: Path, content: str) -> None:
    (library / "terms.tsv").write_bytes(CONTENTS[content])
    for words in (["search", "医农协同 farming"], ["terms", "医农"], ["terms", "export"], ["terms", "add", "医牧协同", "pastoral care"]):
        started = time.process_time()
        result = tiaowen(library, *words)
        assert "Traceback" not in result.err, words
        assert result.code in {0, 1, 2, 3}, words
        if result.code == 2:
            assert "terms.tsv" in result.err
            assert len(result.err.splitlines()) == 1
        assert "\x1b" not in result.out + result.err
        assert time.process_time() - started < SECONDS, words
    if tiaowen(library, "search", "salary").code == 2:
        assert tiaowen(library, "index").code == 2


def test_a_folder_in_its_place_is_named(tiaowen: Callable, library: Path) -> None:
    (library / "terms.tsv").mkdir()
    for words in (["search", "salary"], ["terms", "医农"], ["terms", "export"], ["terms", "add", "医牧协同", "pastoral care"], ["index"]):
        result = tiaowen(library, *words)
        assert (result.code, len(result.err.splitlines())) == (2, 1), words
        assert "terms.tsv: cannot be read" in result.err


def test_a_list_is_on_disk_before_it_takes_the_place_of_the_old_one(
    tiaowen: Callable, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    sync, rename = os.fsync, os.replace
    unsafe: list[str] = []

    def note(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        sync(descriptor)

    def cut(source: Path, target: Path) -> None:
        if os.fspath(target).endswith("terms.tsv") and os.stat(source).st_ino not in synced:  # noqa: PTH116  # a path or its text
            unsafe.append(os.fspath(source))
        rename(source, target)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(os, "replace", cut)
    assert tiaowen(library, "terms", "add", "医牧协同", "pastoral care").code == 0
    assert unsafe == []
    assert library.stat().st_ino in synced
