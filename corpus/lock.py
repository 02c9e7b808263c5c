"""The library lock: in goes a library folder, out comes the right to change it, for one process at a time."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError, LockTimeoutError

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK_NAME = ".lock"

_POLL_SECONDS = 0.02
"""Pause between two tries: at most this long is lost after a release, and a waiting process costs < 0.1 % of a core."""


@contextmanager
def library_lock(library: Path | str, *, timeout: float = 30.0) -> Iterator[None]:
    """Hold the lock of ``library`` while the ``with`` block runs; wait up to ``timeout`` seconds for it.

    It is ``flock`` on the file ``.lock`` in the folder, so the system lets go of it when the process ends, however it ends.
    It excludes threads too, and is not re-entrant: a second call inside the block waits for itself. The file stays: taking it
    away while another process waits on it would give two processes the lock. Raises ``LockTimeoutError`` when the time is
    over, ``CorpusError`` when the folder is missing or the file cannot be made.
    """
    file = Path(library) / LOCK_NAME
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise CorpusError(
            f"{file}: cannot be opened ({error.strerror}); check that the library folder exists and that you may write there"
        ) from error
    try:
        _acquire(descriptor, file, timeout)
        try:
            yield
        finally:
            # Explicitly, not by closing: a child forked meanwhile holds a copy of the descriptor, and with it the lock.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, file: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockTimeoutError(
                    f"{file}: another process has held the library for {timeout:g} s; let it finish or end it, then try again"
                ) from None
            time.sleep(_POLL_SECONDS)
        except OSError as error:
            raise CorpusError(f"{file}: cannot be locked ({error.strerror}); keep the library on a local disk") from error
        else:
            return
