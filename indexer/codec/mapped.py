"""Mapped files: in goes the path of a file and its kind, out come its bytes, mapped and not read, refused if they are of another kind."""

from __future__ import annotations

import mmap
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEADER = struct.Struct("=8s4sI")
"""What every file begins with: whose it is and of which version, its kind, and the order of bytes in numbers."""

_OURS = b"tiaowen\1"
_BYTE_ORDER = 0x01020304

_ALIGNMENT = 4

_SIZES = {typecode: struct.calcsize(f"={typecode}") for typecode in "bBhHiIlLqQfd"}
"""Bytes of each of ``array``'s letters."""


class DamagedFileError(ValueError):
    """A file of the index is not what its name says; the text names it."""


def header(kind: bytes) -> bytes:
    """Return what a file of ``kind``, four letters, begins with."""
    return HEADER.pack(_OURS, kind, _BYTE_ORDER)


def open_mapped(path: Path, kind: bytes | None = None) -> memoryview:
    """Return the bytes of a file, its header included; raise ``DamagedFileError`` if it is not ours, or not of ``kind``.

    The map goes when the last view of it does.
    """
    with path.open("rb") as file:
        try:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError:  # an empty file has no map
            raise DamagedFileError(f"{path.name}: empty") from None
    check_header(view, path.name, kind)
    return view


def check_header(view: memoryview, name: str, kind: bytes | None) -> None:
    """Raise ``DamagedFileError`` unless the bytes begin as a file of ours, of ``kind`` if that is given."""
    if len(view) < HEADER.size:
        raise DamagedFileError(f"{name}: too short to be a file of an index")
    ours, found, order = HEADER.unpack_from(view)
    if ours != _OURS or (kind is not None and found != kind):
        raise DamagedFileError(f"{name}: does not begin as such a file of an index does")
    if order != _BYTE_ORDER:
        raise DamagedFileError(f"{name}: written on a machine that orders the bytes of a number otherwise")


def kind_of(view: memoryview) -> bytes:
    """Return the kind of a file whose header was checked."""
    return bytes(HEADER.unpack_from(view)[1])


def slice_of(view: memoryview, name: str, typecode: str, start: int, count: int) -> memoryview:
    """Return ``count`` numbers of ``array``'s type from byte ``start``; raise ``DamagedFileError`` where the file ends before.

    The letter may come from the file.
    """
    size = _SIZES.get(typecode)
    if size is None:
        raise DamagedFileError(f"{name}: holds numbers of no known kind")
    end = start + count * size
    if start < 0 or count < 0 or end > len(view):
        raise DamagedFileError(f"{name}: ends before what it should hold")
    return view[start:end].cast(typecode)  # type: ignore[call-overload, no-any-return]  # any of array's letters


def padding(length: int) -> bytes:
    """Return what fills ``length`` bytes up to the next multiple of four, at which the numbers behind them may begin."""
    return b"\0" * (-length % _ALIGNMENT)
