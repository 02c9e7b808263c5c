"""Pages on disk: in go paths of files and folders, out come the pages found there, read one by one, and what is no page.

A path may be a pattern (``downloads/**/*.html``), and ``-`` stands for a list of paths on stdin.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners.across.ingest import MAX_PAGE_BYTES
from corpus.model import RawPage
from search_cli.containers import holds_pages, pages_in
from search_cli.manifest import MANIFEST_NAME, Entry, Refused, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"

_NO_PAGES = frozenset((MANIFEST_NAME, "README.md"))
"""Files of a folder that tell of its pages and are none."""


@dataclass(slots=True)
class Found:
    """The page files found, in order, with what their manifests say, and the paths refused."""

    files: list[Entry] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def find_pages(paths: Iterable[Path]) -> Found:
    """Return the page files at ``paths``: files themselves, folders with all below them, sorted by name; nothing is read yet.

    Left out of a folder are hidden files, ``manifest.jsonl``, ``README.md`` and what links to other folders hold, which may lead
    in circles. Each file is named once, however many of the paths lead to it.
    """
    finder = _Finder()
    for path in _named(paths):
        try:
            is_folder = path.is_dir()
        except OSError as error:
            finder.refuse(path, error)
            continue
        if is_folder:
            finder.walk(path)
        else:
            finder.read_manifest(path.parent)
            finder.add(path)
    return finder.found


def _named(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the paths that are named: those listed on stdin, a line or, as of ``find -print0``, a NUL each; those that fit a pattern."""
    for path in paths:
        if str(path) == STDIN:
            listed = sys.stdin.buffer.read()
            yield from (Path(os.fsdecode(name)) for name in listed.split(b"\0" if b"\0" in listed else b"\n") if name.strip())
        elif any(mark in str(path) for mark in "*?[") and not os.path.lexists(path):
            yield from map(Path, sorted(glob(str(path), recursive=True)) or [str(path)])  # noqa: PTH207  # a pattern may be absolute
        else:
            yield path


def read_page(file: Entry) -> RawPage | Refused:
    """Return the page in ``file``, or why it cannot be read; one that is too large is not read at all."""
    try:
        facts = file.file.stat()
        if not stat.S_ISREG(facts.st_mode):
            return Refused(str(file.file), "neither a file nor a folder")
        if facts.st_size > MAX_PAGE_BYTES:
            return Refused(str(file.file), f"too large: {facts.st_size:,} bytes, the limit is {MAX_PAGE_BYTES:,}")
        data = file.file.read_bytes()
    except FileNotFoundError:
        return Refused(str(file.file), "no such file or folder")
    except OSError as error:
        return Refused(str(file.file), _unreadable(error))
    return RawPage(data, file.url or str(file.file.resolve()), file.declared_encoding, file.fetched)


class _Finder:
    """Collects page files; keeps what the manifests met on the way say of them."""

    def __init__(self) -> None:
        self.found = Found()
        self._entries: dict[Path, list[Entry]] = {}
        self._manifests: set[Path] = set()
        self._seen: set[Path] = set()

    def walk(self, folder: Path) -> None:
        """Take every page of ``folder`` and of the folders below it."""
        for parent, folders, names in os.walk(folder, onerror=lambda error: self.refuse(Path(error.filename), error)):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            self.read_manifest(Path(parent))
            for name in sorted(names):
                if not name.startswith(".") and name not in _NO_PAGES:
                    self.add(Path(parent, name))

    def add(self, file: Path) -> None:
        """Take one file, unless it was taken before: as its manifest describes it, else as it is."""
        key = _absolute(file)
        if key not in self._seen:
            self._seen.add(key)
            self.found.files += self._entries.get(key, [Entry(file)])

    def read_manifest(self, folder: Path) -> None:
        """Note what the folder's manifest says; a manifest holds for the pages in its folder and below."""
        manifest = folder / MANIFEST_NAME
        if _absolute(manifest) in self._manifests:
            return
        self._manifests.add(_absolute(manifest))
        try:
            entries, broken = read_manifest(manifest) if manifest.is_file() else ([], [])
        except OSError as error:
            self.refuse(manifest, error)
            return
        self.found.refused += (Refused(f"{manifest}, line {line.number}", line.why) for line in broken)
        for entry in entries:
            self._entries.setdefault(_absolute(entry.file), []).append(entry)

    def refuse(self, path: Path, error: OSError) -> None:
        """Note that ``path`` cannot be read, and why."""
        self.found.refused.append(Refused(str(path), _unreadable(error)))


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"


def _absolute(path: Path) -> Path:
    """Return the path without links in its folders, so that two ways to one file are one."""
    return Path(os.path.realpath(path.parent), path.name)  # Path.resolve raises an error where links go in circles


def pages_of(files: Iterable[Entry], refuse: list[Refused]) -> Iterator[RawPage]:
    """Yield the pages of each file, read when they are asked for; put what cannot be read into ``refuse``."""
    for file in files:
        for page in pages_in(file.file) if holds_pages(file.file) else [read_page(file)]:
            if isinstance(page, Refused):
                refuse.append(page)
            else:
                yield page


def count_pages(files: Iterable[Entry]) -> int | None:
    """Return how many pages the files hold, None where it takes reading them to know."""
    named = [file.file for file in files]
    return None if any(map(holds_pages, named)) else len(named)
