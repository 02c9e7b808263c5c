"""Sorted lines: in goes a file of lines and how one begins, out come the lines that begin so.

A file is mapped and searched by bisection, so that a question reads its own lines and nothing else; nothing in it is executed.
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

from indexer.errors import IndexUnusableError
from indexer.manifest import REMEDY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def pack_lines(lines: Iterable[str]) -> bytes:
    """Return the bytes of a file of lines, sorted; the same ones in any order give the same."""
    return b"".join(sorted(f"{line}\n".encode() for line in lines))


def write_lines(file: Path, lines: Iterable[str]) -> None:
    """Write the lines as ``pack_lines`` gives them."""
    file.write_bytes(pack_lines(lines))


class SortedLines:
    """A file that ``write_lines`` wrote, mapped."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``IndexUnusableError`` where it cannot be read."""
        self.file = file
        try:
            with file.open("rb") as stream:
                self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"{file}: cannot be read ({error}); {REMEDY}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()

    def beginning(self, start: str) -> Iterator[str]:
        """Yield the lines that begin with ``start``, in order."""
        wanted = start.encode()
        low, high = 0, len(self._data)
        while low < high:
            middle = (low + high) // 2
            place = self._data.rfind(b"\n", 0, middle) + 1
            if self._line(place) < wanted:
                low = place + len(self._line(place)) + 1
            else:
                high = place
        while low < len(self._data) and self._line(low).startswith(wanted):
            yield self._line(low).decode("utf-8", "replace")
            low += len(self._line(low)) + 1

    def damaged(self, what: str) -> IndexUnusableError:
        """Return the error that tells of a line that cannot be."""
        return IndexUnusableError(f"{self.file}: damaged, {what}; {REMEDY}")

    def _line(self, start: int) -> bytes:
        end = self._data.find(b"\n", start)
        return self._data[start : end if end >= 0 else len(self._data)]
