"""Generations: in go the files of a finished index, out comes a folder that readers can pin and later writers take away.

``index/<number>/`` holds one generation and is never changed after it was published. A reader holds a shared lock on its ``pin``;
a writer takes away only folders whose pin nobody holds. Locks fall with the process, so a killed reader pins nothing. A folder is
taken for a generation only if it has a pin or nothing at all: 202106/ may as well be somebody's pages.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from corpus.durable import make_folder, sync
from indexer.errors import IndexUnusableError
from indexer.manifest import MANIFEST_NAME, REMEDY, FileFacts, check_files, checksum, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from indexer.manifest import Manifest

PIN_NAME = "pin"
_LOCK = ".lock"
_DIGITS = 6
_NUMBER = re.compile(rf"\d{{{_DIGITS},}}", re.ASCII)

_PIN_TRIES = 10
"""A try fails only when a new generation was published and the old one taken away between two lines of ours."""


def pin_generation(index_dir: Path) -> tuple[Manifest, int]:
    """Return the manifest that stands and an open descriptor that keeps its generation; close it to let go.

    Raises ``IndexUnusableError`` when there is no index, or when it is damaged.
    """
    for _ in range(_PIN_TRIES):
        manifest = read_manifest(index_dir)
        pin = index_dir / manifest.generation / PIN_NAME
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


def restore_pin(index_dir: Path, manifest: Manifest) -> None:
    """Make the pin of a generation that is whole but for it."""
    pin = index_dir / manifest.generation / PIN_NAME
    if not pin.exists():
        pin.touch()
        sync(pin.parent)


@contextmanager
def new_generation(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder for a new generation; take it away again when the ``with`` block fails."""
    taken = [int(path.name) for path in index_dir.iterdir() if _NUMBER.fullmatch(path.name)]
    folder = index_dir / f"{max(taken, default=0) + 1:0{_DIGITS}}"
    folder.mkdir()
    try:
        (folder / PIN_NAME).touch()
        yield folder
    except BaseException:
        _remove_unpinned(folder)
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
        sync(file)
        if file.name != PIN_NAME:
            facts[file.name] = known.get(file.name) or FileFacts(file.stat().st_size, checksum(file))
    sync(folder)
    sync(folder.parent)
    return facts


def remove_leftovers(index_dir: Path, standing: str | None) -> None:
    """Take away every generation except ``standing`` that nobody reads, unfinished ones of killed writers among them."""
    with suppress(OSError):
        (index_dir / f"{MANIFEST_NAME}.new").unlink(missing_ok=True)
    for name in _generations(index_dir):
        if name != standing:
            _remove_unpinned(index_dir / name)


def _remove_unpinned(folder: Path) -> None:
    """Take a generation away unless a reader holds its pin; what cannot be taken away now is left to a later writer.

    The pin goes last, so that what a killed writer leaves of a generation is still known as ours.
    """
    with suppress(OSError):
        pin = folder / PIN_NAME
        if not pin.exists():
            folder.rmdir()
            return
        _remove_pinned(folder, pin)


def _remove_pinned(folder: Path, pin: Path) -> None:
    descriptor = os.open(pin, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for file in sorted(folder.iterdir()):
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            elif file != pin:
                file.unlink()
        pin.unlink()
        folder.rmdir()
    finally:
        os.close(descriptor)


def _generations(index_dir: Path) -> list[str]:
    return sorted(path.name for path in index_dir.iterdir() if _NUMBER.fullmatch(path.name) and path.is_dir() and _is_ours(path))


def _is_ours(folder: Path) -> bool:
    return (folder / PIN_NAME).exists() or not any(folder.iterdir())


def prepare(index_dir: Path) -> None:
    """Make ``index_dir`` if it is missing; raise ``IndexUnusableError`` for a folder that holds anything but an index."""
    try:
        make_folder(index_dir)
        names = {path.name for path in index_dir.iterdir()}
    except OSError as error:
        raise IndexUnusableError(f"{index_dir}: cannot be used for an index ({error.strerror})") from error
    foreign = names - {MANIFEST_NAME, f"{MANIFEST_NAME}.new", _LOCK} - set(_generations(index_dir))
    if foreign and not _is_index(index_dir):
        raise IndexUnusableError(
            f"{index_dir}: holds {min(foreign)}, which is no part of an index; move it away, or name another folder for the index"
        )


def _is_index(index_dir: Path) -> bool:
    """Return whether the folder has a manifest of ours; then what else lies there (.DS_Store) is left alone."""
    try:
        read_manifest(index_dir)
    except IndexUnusableError:
        return False
    return True
