"""The command as a person calls it, and a small library to ask."""

from __future__ import annotations

import errno
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from search_cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "import sys; from search_cli.main import main; sys.exit(main())"]

PAGES = {
    "opinions.txt": """关于完善公立医院薪酬制度的指导意见

发布日期：2021-06-17

一、总体要求

坚持公立医院的公益性，调动医务人员的积极性。

二、主要任务

（一）改革薪酬分配。允许公立医院自主确定内部分配办法，薪酬向临床一线倾斜。

（二）建设紧密型医联体。推动优质医疗资源下沉到基层，方便群众就近就医。
""",
    "news.html": """<html><head><title>County hospitals test a new pay scheme</title></head><body>
<h1>County hospitals test a new pay scheme</h1>
<p>Three county hospitals began a trial of salary reform this spring, officials of the health &amp; labour departments said.</p>
<h2>Who pays</h2>
<p>The county treasury covers the base salary, and the hospitals cover bonuses out of their service income.</p>
</body></html>
""",
}

MANIFEST = '{"file": "news.html", "url": "https://news.example.org/2026/pay.html", "fetched": "2026-11-03"}\n'


class Result(NamedTuple):
    """What a call of the command gave."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "manifest.jsonl").write_text(MANIFEST, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory, page_folder: Path) -> Path:
    """Give a library of two pages, for tests that only read."""
    library = tmp_path_factory.mktemp("libraries") / "small"
    assert main(["--library", str(library), "add", str(page_folder)]) == 0
    return library


@pytest.fixture
def tiaowen(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Give the command as a function of the library and the words that follow."""

    def run(library: Path, *words: str | Path) -> Result:
        capsys.readouterr()
        code = main(["--library", str(library), *map(str, words)])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def on_terminal() -> Callable[..., str]:
    """Give a function from a number of columns, words and variables to what the command writes on such a terminal."""
    return _on_terminal


def _on_terminal(columns: int, *words: str | Path, **variables: str) -> str:
    """Return what the command writes on a terminal of so many columns."""
    primary, secondary = pty.openpty()
    ours = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}  # of the terminal the tests run on
    process = subprocess.Popen(
        ["sh", "-c", f'stty columns {columns} rows 50 && exec "$0" "$@"', *COMMAND, *words],
        stdin=secondary,
        stdout=secondary,
        stderr=subprocess.STDOUT,
        env={**ours, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TERM": "xterm", **variables},
    )
    os.close(secondary)
    written = b""
    while True:
        try:
            read = os.read(primary, 65536)
        except OSError as error:
            assert error.errno == errno.EIO  # the other end is closed  # noqa: PT017
            break
        if not read:
            break
        written += read
    os.close(primary)
    process.wait(timeout=60)
    return written.decode().replace("\r\n", "\n")
