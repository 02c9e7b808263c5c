"""Columns: in goes a value for each clause, out comes a file of them, and from it the value for any clause.

A file's kind says how it is laid out: numbers, bytes of one length, bytes of any length, or references to the distinct values. Its
last bytes say how many there are.
"""

from __future__ import annotations

import struct
from array import array
from typing import IO, TYPE_CHECKING, Any, Protocol

from indexer.codec.mapped import HEADER, DamagedFileError, header, kind_of, open_mapped, padding, slice_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NUMBERS, FIXED, VARIABLE, REFERENCES = b"numb", b"fixd", b"vari", b"refs"

_TRAILER = struct.Struct("=QII")
"""What a file ends with: bytes of data, number of values, and the letter of their type, their length, or how many distinct ones."""


class ColumnWriter(Protocol):
    """Takes the values of a column in order; a clause for which none is given has the kind's default: 0, zeros, or nothing."""

    def add(self, number: int, value: Any) -> None:  # noqa: ANN401  # a number or bytes, by kind
        """Take the value of clause ``number``."""

    def finish(self, count: int) -> None:
        """Write what is left; the column has ``count`` values."""


class NumberWriter:
    """Writes unsigned numbers of one type, ``B``, ``H`` or ``I``."""

    def __init__(self, file: IO[bytes], typecode: str) -> None:
        """Take the file and the type."""
        self._file = file
        self.values = array(typecode)

    def add(self, number: int, value: int) -> None:
        """Take the number of clause ``number``."""
        if number > len(self.values):
            self._fill(number)
        self.values.append(value)

    def _fill(self, count: int) -> None:
        self.values.frombytes(bytes((count - len(self.values)) * self.values.itemsize))

    def finish(self, count: int) -> None:
        """Write the numbers."""
        self._fill(count)
        data = self.values.tobytes()
        self._file.write(header(NUMBERS) + data + padding(len(data)) + _TRAILER.pack(len(data), count, ord(self.values.typecode)))


class FixedWriter:
    """Writes bytes of one length."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        """Take the file and the length."""
        self._file = file
        self._length = length
        self._count = 0
        file.write(header(FIXED))

    def add(self, number: int, value: bytes) -> None:
        """Take the bytes of clause ``number``."""
        if len(value) != self._length:
            raise ValueError(f"{value!r} has not the {self._length} bytes of its column")
        self._file.write(bytes((number - self._count) * self._length) + value)
        self._count = number + 1

    def finish(self, count: int) -> None:
        """Write what is left."""
        size = count * self._length
        self._file.write(bytes((count - self._count) * self._length) + padding(size) + _TRAILER.pack(size, count, self._length))


class VariableWriter:
    """Writes bytes of any length as they come; where each begins stands behind them."""

    def __init__(self, file: IO[bytes]) -> None:
        """Take the file."""
        self._file = file
        self._ends = array("Q")
        self._size = 0
        file.write(header(VARIABLE))

    def add(self, number: int, value: bytes) -> None:
        """Take the bytes of clause ``number``."""
        self._fill(number)
        self._file.write(value)
        self._size += len(value)
        self._ends.append(self._size)

    def _fill(self, count: int) -> None:
        self._ends.extend([self._size] * (count - len(self._ends)))

    def finish(self, count: int) -> None:
        """Write where each value begins and ends, in numbers as small as will do."""
        self._fill(count)
        ends = array("I" if self._size < 1 << 32 else "Q", [0, *self._ends])
        self._file.write(padding(self._size) + ends.tobytes() + _TRAILER.pack(self._size, count, ord(ends.typecode)))


class ReferenceWriter:
    """Writes each distinct value once, and for each clause which one it has."""

    def __init__(self, file: IO[bytes]) -> None:
        """Take the file."""
        self._file = file
        self._numbers = array("I")
        self._known = {b"": 0}

    def add(self, number: int, value: bytes) -> None:
        """Take the bytes of clause ``number``."""
        self._numbers.extend([0] * (number - len(self._numbers)))
        self._numbers.append(self._known.setdefault(value, len(self._known)))

    def finish(self, count: int) -> None:
        """Write the references, then the distinct values."""
        self._numbers.extend([0] * (count - len(self._numbers)))
        references = array(_narrowest(len(self._known)), self._numbers).tobytes()
        ends = array("I", [0])
        for value in self._known:
            ends.append(ends[-1] + len(value))
        data = references + padding(len(references)) + ends.tobytes() + b"".join(self._known)
        self._file.write(header(REFERENCES) + data + padding(len(data)) + _TRAILER.pack(len(data), count, len(self._known)))


def _narrowest(count: int) -> str:
    """Return the letter of the narrowest numbers that tell ``count`` values apart."""
    return "B" if count <= 1 << 8 else "H" if count <= 1 << 16 else "I"


class FixedColumn:
    """Bytes of one length for each clause."""

    def __init__(self, data: memoryview, length: int) -> None:
        """Take the values' bytes."""
        self._data = data
        self._length = length

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self._data) // self._length

    def __getitem__(self, number: int) -> bytes:
        """Return the value for clause ``number``."""
        start = number * self._length
        value = bytes(self._data[start : start + self._length])
        if not value:
            raise IndexError(number)
        return value


class VariableColumn:
    """Bytes of any length for each clause."""

    def __init__(self, data: memoryview, ends: Sequence[int]) -> None:
        """Take the values' bytes, and the places between them, the first and the last one's included."""
        self._data = data
        self._ends = ends

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        """Return the value for clause ``number``."""
        start, end = self._ends[number], self._ends[number + 1]
        if not start <= end <= len(self._data):
            raise DamagedFileError(f"a column has no bytes {start} to {end}")
        return bytes(self._data[start:end])


class ReferenceColumn:
    """One of a few values for each clause."""

    def __init__(self, references: Sequence[int], values: VariableColumn) -> None:
        """Take which value each clause has, and the distinct values."""
        self.references = references
        self.values = values
        self._known: dict[int, bytes] = {}

    def __len__(self) -> int:
        """Return the number of clauses."""
        return len(self.references)

    def __getitem__(self, number: int) -> bytes:
        """Return the value for clause ``number``."""
        reference = self.references[number]
        value = self._known.get(reference)
        if value is None:
            value = self._known[reference] = self.values[reference]
        return value


Column = memoryview | FixedColumn | VariableColumn | ReferenceColumn
"""A column that was opened; one of numbers is the numbers themselves."""


def open_column(path: Path) -> Column:
    """Return the column of a file; raise ``DamagedFileError`` if it is none."""
    return read_column(open_mapped(path), path.name)


def read_column(view: memoryview, name: str) -> Column:
    """Return the column in the bytes of a file called ``name``, whose header was checked."""
    body = view[: len(view) - _TRAILER.size]
    if len(body) < HEADER.size:
        raise DamagedFileError(f"{name}: too short to be a column")
    size, count, parameter = _TRAILER.unpack_from(view, len(body))
    kind = kind_of(view)
    data = slice_of(body, name, "B", HEADER.size, size)
    behind = HEADER.size + size + len(padding(size))
    if len(body) != behind + ((count + 1) * array(chr(parameter)).itemsize if kind == VARIABLE and chr(parameter) in "IQ" else 0):
        raise DamagedFileError(f"{name}: longer or shorter than it says")
    if kind == NUMBERS and chr(parameter) in "BHI":
        return slice_of(data, name, chr(parameter), 0, count)
    if kind == FIXED and size == count * parameter > 0:
        return FixedColumn(data, parameter)
    if kind == VARIABLE and chr(parameter) in "IQ":
        return VariableColumn(data, slice_of(body, name, chr(parameter), behind, count + 1))
    if kind == REFERENCES:
        references = slice_of(data, name, _narrowest(parameter), 0, count)
        start = references.nbytes + len(padding(references.nbytes))
        ends = slice_of(data, name, "I", start, parameter + 1)
        return ReferenceColumn(references, VariableColumn(data[start + ends.nbytes :], ends))
    if kind == FIXED and not size:
        return memoryview(b"")
    raise DamagedFileError(f"{name}: no column of this index")
