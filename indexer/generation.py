"""Generations: in go the files of a finished index, out comes a folder that readers can pin and later writers take away.

``index/<number>/`` holds one generation and is never changed after it was published. A reader holds a shared lock on its ``pin``;
a writer takes away only folders whose pin nobody holds. Locks fall with the process, so a killed reader pins nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from indexer.errors import IndexUnusableError
from indexer.manifest import MANIFEST_NAME, REMEDY, FileFacts, check_files, read_manifest, sync

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from indexer.manifest import Manifest

_PIN = "pin"
_LOCK = ".lock"
_DIGITS = 6

_PIN_TRIES = 10
"""A try fails only when a new generation was published and the old one taken away between two lines of ours."""


def pin_generation(index_dir: Path) -> tuple[Manifest, int]:
    """Return the manifest that stands and an open descriptor that keeps its generation; close it to let go.

    Raises ``IndexUnusableError`` when there is no index, or when it is damaged.
    """
    for _ in range(_PIN_TRIES):
        manifest = read_manifest(index_dir)
        pin = index_dir / manifest.generation / _PIN
        try:
            descriptor = os.open(pin, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise IndexUnusableError(f"{pin}: cannot be read ({error.strerror})") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink:
                check_files(index_dir, manifest)
                return manifest, descriptor
        except BlockingIOError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise IndexUnusableError(f"{index_dir / manifest.generation}: the generation that the manifest names is missing; {REMEDY}")


@contextmanager
def new_generation(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder for a new generation; take it away again when the ``with`` block fails."""
    taken = [int(name) for name in _generations(index_dir)]
    folder = index_dir / f"{max(taken, default=0) + 1:0{_DIGITS}}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def take_over(index_dir: Path, manifest: Manifest, folder: Path) -> None:
    """Put the files of the generation that stands into ``folder``, as hard links where the disk has them.

    Whoosh never changes a file that it has written; it writes new ones and unlinks the old.
    """
    for name in manifest.files:
        old = index_dir / manifest.generation / name
        try:
            (folder / name).hardlink_to(old)
        except OSError:
            shutil.copyfile(old, folder / name)


def seal(folder: Path, known: Mapping[str, FileFacts]) -> dict[str, FileFacts]:
    """Return the facts of every file in ``folder``; all of it is on disk, with a pin, before this returns.

    Files of the generation before, whose facts are ``known``, are not read again.
    """
    facts: dict[str, FileFacts] = {}
    for file in sorted(folder.iterdir()):
        if file.name in known:
            facts[file.name] = known[file.name]
            continue
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            os.fsync(stream.fileno())
        facts[file.name] = FileFacts(file.stat().st_size, digest)
    (folder / _PIN).touch()
    sync(folder)
    sync(folder.parent)
    return facts


def remove_leftovers(index_dir: Path, standing: str | None) -> None:
    """Take away every generation except ``standing`` that nobody reads, unfinished ones of killed writers among them."""
    (index_dir / f"{MANIFEST_NAME}.new").unlink(missing_ok=True)
    for name in _generations(index_dir):
        if name != standing:
            _remove_unpinned(index_dir / name)


def _remove_unpinned(folder: Path) -> None:
    try:
        descriptor = os.open(folder / _PIN, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (folder / _PIN).unlink()
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return  # pinned: a later writer takes it away
    finally:
        os.close(descriptor)


def _generations(index_dir: Path) -> list[str]:
    return sorted(path.name for path in index_dir.iterdir() if path.is_dir() and path.name.isdecimal() and path.name.isascii())


def prepare(index_dir: Path) -> None:
    """Make ``index_dir`` if it is missing; raise ``IndexUnusableError`` for a folder that holds anything but an index."""
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in index_dir.iterdir()}
    except OSError as error:
        raise IndexUnusableError(f"{index_dir}: cannot be used for an index ({error.strerror})") from error
    foreign = names - {MANIFEST_NAME, f"{MANIFEST_NAME}.new", _LOCK} - set(_generations(index_dir))
    if foreign:
        raise IndexUnusableError(
            f"{index_dir}: holds {min(foreign)}, which is no part of an index; name an empty or a new folder for the index"
        )
