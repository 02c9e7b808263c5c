"""The segmenter's dictionary as a mapped file: in goes a first character, out come the words that begin with it.

Layout, numbers little-endian: ``MAGIC``; total frequency (u64) and number of shards (u32); checksum of these and the table (u32);
the table, sorted by character: code point, offset, length, checksum (u32 each); the shards, UTF-8 lines ``word<TAB>frequency``.
Nothing in it is executed, and a query reads only the shards of its own characters (jieba's own file is read whole: 1 s).
"""

from __future__ import annotations

import mmap
import os
import stat
import struct
import tempfile
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping

MAGIC = b"tiaowen dictionary 1\n"
_COUNTS = struct.Struct("<QI")
_CHECKSUM = struct.Struct("<I")
_ENTRY = struct.Struct("<IIII")
_CHECKSUM_START = len(MAGIC) + _COUNTS.size
_TABLE_START = _CHECKSUM_START + _CHECKSUM.size


class FileUnusableError(Exception):
    """The dictionary file is missing, damaged or not ours; it is made again."""


def private_folder() -> Path | None:
    """Return our cache folder, made with mode 0700, or None unless it belongs to this user and to nobody else.

    It is ``tiaowen`` in ``$XDG_CACHE_HOME`` (an absolute path, by the XDG base directory specification) or in ``~/.cache``.
    """
    configured = os.environ.get("XDG_CACHE_HOME", "")
    try:
        parent = Path(configured) if Path(configured).is_absolute() else Path.home() / ".cache"
        folder = parent / "tiaowen"
        parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except (OSError, RuntimeError):
        return None
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
    return folder if private else None


def pack(frequencies: Mapping[str, int], total: int) -> bytes:
    """Return the bytes of the dictionary file for ``frequencies`` (prefixes of words, with frequency 0, among them)."""
    lines: dict[int, list[str]] = {}
    for word in sorted(frequencies):
        lines.setdefault(ord(word[0]), []).append(f"{word}\t{frequencies[word]}")
    shards = {code: "\n".join(words).encode() for code, words in sorted(lines.items())}
    offset = _TABLE_START + _ENTRY.size * len(shards)
    table = bytearray()
    for code, shard in shards.items():
        table += _ENTRY.pack(code, offset, len(shard), crc32(shard))
        offset += len(shard)
    counts = _COUNTS.pack(total, len(shards))
    return b"".join([MAGIC, counts, _CHECKSUM.pack(crc32(counts + table)), table, *shards.values()])


def write_atomically(file: Path, data: bytes) -> None:
    """Write ``data`` as ``file``, readable by this user alone, so that every reader sees all of it or the file before."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class DictionaryFile:
    """A dictionary file, mapped; its header and table are checked when it is opened, a shard when it is read."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``FileUnusableError`` unless it is whole, of this format, and this user's alone."""
        self.file = file
        try:
            descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                found = os.fstat(descriptor)
                if found.st_uid != os.geteuid() or found.st_mode & 0o022:
                    raise FileUnusableError(f"{file}: others may write it")
                self._data = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
            finally:
                os.close(descriptor)
            self._read_header()
        except (OSError, ValueError, struct.error) as error:
            raise FileUnusableError(f"{file}: {error}") from error

    def _read_header(self) -> None:
        if self._data[: len(MAGIC)] != MAGIC:
            raise FileUnusableError(f"{self.file}: not a dictionary of this format")
        self.total, self._count = _COUNTS.unpack_from(self._data, len(MAGIC))
        (checksum,) = _CHECKSUM.unpack_from(self._data, _CHECKSUM_START)
        table = self._data[_TABLE_START : _TABLE_START + _ENTRY.size * self._count]
        if self._count == 0 or crc32(self._data[len(MAGIC) : _CHECKSUM_START] + table) != checksum:
            raise FileUnusableError(f"{self.file}: its table is damaged")
        _, offset, length, _ = self._entry(self._count - 1)
        if offset + length != len(self._data):
            raise FileUnusableError(f"{self.file}: cut off")

    def _entry(self, number: int) -> tuple[int, int, int, int]:
        code, offset, length, checksum = _ENTRY.unpack_from(self._data, _TABLE_START + _ENTRY.size * number)
        return code, offset, length, checksum

    def shard(self, character: str) -> dict[str, int]:
        """Return the words that begin with ``character``, with their frequencies; raise ``FileUnusableError`` for a damaged one."""
        number = bisect_left(range(self._count), ord(character), key=lambda place: self._entry(place)[0])
        if number == self._count or self._entry(number)[0] != ord(character):
            return {}
        _, offset, length, checksum = self._entry(number)
        data = self._data[offset : offset + length]
        if crc32(data) != checksum:
            raise FileUnusableError(f"the words with {character} are damaged")
        words = (line.split("\t") for line in data.decode().split("\n"))
        return {word: int(frequency) for word, frequency in words}
