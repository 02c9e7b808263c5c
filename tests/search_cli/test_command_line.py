"""The command as a process: its help, its streams, its exit codes, its colours."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import search_cli.stats
from search_cli.main import VERBS, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "import sys; from search_cli.main import main; sys.exit(main())"]


def start(*words: str | Path, out: int = subprocess.PIPE, **variables: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **variables}
    return subprocess.Popen([*COMMAND, *words], stdout=out, stderr=subprocess.PIPE, env=environment)


def call(*words: str | Path, **variables: str) -> tuple[int, bytes, bytes]:
    process = start(*words, **variables)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize("words", [["-h"], ["--help"], *([verb, option] for verb in VERBS for option in ("-h", "--help"))])
def test_every_help_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: tiaowen")
    assert re.search(r"Examples:\n +tiaowen ", out)


def test_the_list_of_verbs_says_what_each_help_says(capsys: pytest.CaptureFixture[str]) -> None:
    for verb, what in VERBS.items():
        main([verb, "-h"])
        assert what.rstrip(".") in " ".join(capsys.readouterr().out.split())


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        installed = version("tiaowen")
    except PackageNotFoundError:
        pytest.skip("tiaowen is not installed")
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"tiaowen {installed}\n"


def test_without_a_verb_it_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Usage: tiaowen" in capsys.readouterr().err


def test_a_library_named_after_the_verb_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--library", "x", "salary"]) == 2
    assert capsys.readouterr().err == "tiaowen: --library stands before the verb: tiaowen --library DIR VERB …\n"


def test_the_library_may_stand_in_the_environment(small_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIAOWEN_LIBRARY", str(small_library))
    assert main(["search", "salary"]) == 0
    monkeypatch.delenv("TIAOWEN_LIBRARY")
    assert main(["search", "salary"]) == 2  # the platform's own folder, where no library is


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """A shell lets what it starts behind its back ignore interrupts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_an_interrupt_is_quiet(small_library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(search_cli.stats.Corpus, "open", interrupt)
    assert main(["--library", str(small_library), "stats"]) == 130
    assert capsys.readouterr().err.strip() == ""


def test_a_reader_who_leaves_stops_nothing(tmp_path: Path, page_folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start("--library", tmp_path / "library", "add", page_folder, out=writer)
    os.close(writer)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err == b"2 new, 0 duplicates, 0 rejected; index: 5 clauses\n"


def in_shell(redirected: str, *words: str | Path) -> tuple[int, bytes, bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    words = ("sh", "-c", f'"$0" "$@" {redirected}', *COMMAND, *words)
    ended = subprocess.run(words, capture_output=True, env=environment, timeout=60, check=False)
    return ended.returncode, ended.stdout, ended.stderr


def test_an_answer_to_a_closed_stdout_is_not_done(small_library: Path) -> None:
    lost = b"tiaowen: stdout: is closed, and there was something to say\n"
    assert in_shell(">&-", "--library", small_library, "search", "salary") == (2, b"", lost)
    assert in_shell(">&-", "--library", small_library, "search", "--json", "zzyzx")[0] == 2
    code, _, err = in_shell(">&-", "--library", small_library, "search", "zzyzx")
    assert code == 1  # nothing found, and so nothing that could not be said
    assert err.startswith(b"nothing found")
    assert in_shell(">&- 2>&-", "--library", small_library, "stats") == (2, b"", b"")


def test_a_closed_stderr_is_no_fault(small_library: Path) -> None:
    assert in_shell("2>&-", "--library", small_library, "search", "zzyzx") == (1, b"", b"")


full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")


@full_device
def test_a_full_disk_under_stdout_is_one_line(small_library: Path) -> None:
    for words in (["search", "salary"], ["stats", "--json"]):
        assert in_shell(">/dev/full", "--library", small_library, *words) == (2, b"", b"tiaowen: stdout: No space left on device\n")


@full_device
def test_a_full_disk_under_stderr_is_an_error_too(small_library: Path) -> None:
    code, out, _ = in_shell("2>/dev/full", "--library", small_library, "search", "--limit", "1", "hospitals")
    assert code == 2  # 1 says that nothing was found
    assert b"hospitals" in out
    assert in_shell("2>/dev/full", "--library", small_library, "search", "zzyzx") == (2, b"", b"")
    assert in_shell(">/dev/full 2>/dev/full", "--library", small_library, "search", "hospitals")[0] == 2
    assert in_shell("2>/dev/full", "--library", small_library, "show", "zz")[0] == 2


@full_device
def test_a_full_disk_under_the_outcomes_leaves_no_page_out(tmp_path: Path, page_folder: Path) -> None:
    code, _, err = in_shell(">/dev/full", "--library", tmp_path / "library", "add", page_folder)
    assert code == 2
    assert err.splitlines() == [b"2 new, 0 duplicates, 0 rejected; index: 5 clauses", b"tiaowen: stdout: No space left on device"]
    assert call("--library", tmp_path / "library", "search", "salary")[0] == 0


def test_a_locale_without_chinese(small_library: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code, out, err = call("--library", small_library, "search", "医联体", **ascii_only)
    assert (code, err) == (0, b"")
    assert "医联体".encode("ascii", "backslashreplace") in out
    code, out, _ = call("--library", small_library, "search", "--json", "医联体 👍", **ascii_only)
    assert json.loads(out)["query"] == "医联体 👍"


def test_colour_is_for_terminals_alone(small_library: Path, on_terminal: Callable[..., str]) -> None:
    words = ("--library", small_library, "search", "treasury")
    assert "\x1b[1mtreasury\x1b[0m" in on_terminal(80, *words)
    assert "\x1b" not in on_terminal(80, *words, NO_COLOR="1")
    assert "\x1b" not in on_terminal(80, *words, TERM="dumb")
    assert b"\x1b" not in call(*words)[1]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    small_library: Path, page_folder: Path, columns: int, cells_of: Callable[[str], int], on_terminal: Callable[..., str]
) -> None:
    for words in (["search", "薪酬 salary"], ["search", "zzyzx"], ["stats"], ["add", page_folder]):
        shown = on_terminal(columns, "--library", small_library, *words, NO_COLOR="1")
        # What a progress bar draws is taken away by control sequences again.
        lines = [line for line in shown.splitlines() if "\x1b" not in line]
        assert lines
        assert max(map(cells_of, lines)) <= min(columns, 100)


@pytest.fixture
def cells_of() -> Callable[[str], int]:
    """Count cells by a rule of our own: Han characters and full-width punctuation take two."""
    return lambda text: len(text) + len(re.findall(r"[\u3000-\u9fff\uff00-\uff60]", text))


def test_progress_is_shown_on_a_terminal_alone(tmp_path: Path, page_folder: Path, on_terminal: Callable[..., str]) -> None:
    shown = on_terminal(80, "--library", tmp_path / "one", "add", page_folder)
    assert "adding" in shown
    assert "County hospitals test a new pay scheme" in shown
    assert "adding" not in on_terminal(80, "--library", tmp_path / "three", "add", page_folder, TERM="dumb")
    _, out, err = call("--library", tmp_path / "two", "add", page_folder)
    assert b"adding" not in out + err


def test_search_imports_nothing_that_it_does_not_need(small_library: Path) -> None:
    program = (
        "import sys; from search_cli.main import main; "
        f"assert main(['--library', {str(small_library)!r}, 'search', 'salary reform']) == 0; "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, timeout=60, check=True)
    imported = set(ended.stderr.decode().split())
    assert "click" in imported
    assert not imported & {"rich", "sqlite3", "cleaners", "platformdirs", "bs4", "lxml", "ftfy"}
