"""One process at a time changes a library; another waits, and a dead one holds nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from corpus.errors import CorpusError, LockTimeoutError
from corpus.lock import library_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLD = """
import sys
from corpus.lock import library_lock
with library_lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
print("released", flush=True)
sys.stdin.readline()
"""
"""Holds the lock until a line comes in, then lives on without it until another comes."""


@contextmanager
def holder(library: Path, program: str = HOLD) -> Iterator[subprocess.Popen[str]]:
    """Run a second process that holds the lock."""
    command = [sys.executable, "-c", program, str(library)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_a_held_lock_times_out_with_file_and_next_step(tmp_path: Path) -> None:
    with (
        holder(tmp_path),
        pytest.raises(LockTimeoutError, match=r"\.lock: another process has held .* 0\.1 s; .*try again"),
        library_lock(tmp_path, timeout=0.1),
    ):
        pass


def test_a_waiting_process_gets_the_lock_when_the_holder_lets_go(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        timer = threading.Timer(0.3, tell, [process])
        timer.start()
        started = time.monotonic()
        with library_lock(tmp_path, timeout=20):
            assert time.monotonic() - started >= 0.25
            assert process.poll() is None  # it lives: the lock was let go of, not lost
        timer.join()


def test_a_killed_holder_releases_the_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
        process.wait()
        with library_lock(tmp_path, timeout=0):
            pass


def test_a_child_forked_meanwhile_does_not_keep_the_lock(tmp_path: Path) -> None:
    program = HOLD.replace("import sys", "import os, sys").replace(
        "    sys.stdin.readline()\n",
        "    sys.stdin.readline()\n    if os.fork() == 0:\n        import time; time.sleep(3); os._exit(0)\n",
    )
    with holder(tmp_path, program) as process:
        tell(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "released\n"
        with library_lock(tmp_path, timeout=0):
            pass


def test_the_lock_is_free_after_an_error_inside(tmp_path: Path) -> None:
    with pytest.raises(KeyError), library_lock(tmp_path):
        raise KeyError
    with library_lock(tmp_path, timeout=0):
        pass


def test_it_excludes_within_one_process_too(tmp_path: Path) -> None:
    with library_lock(tmp_path), pytest.raises(LockTimeoutError), library_lock(tmp_path, timeout=0):
        pass


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nowhere.*check that the library folder exists"), library_lock(tmp_path / "nowhere"):
        pass
