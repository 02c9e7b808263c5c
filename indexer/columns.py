"""Our columns as Whoosh's schema names them: in goes a kind of column, out comes what writes and reads it by Whoosh's protocol."""

from __future__ import annotations

from typing import Any

from whoosh.columns import Column, ColumnReader

from indexer.codec.columns import FixedWriter, NumberWriter, ReferenceWriter, VariableWriter, read_column
from indexer.codec.mapped import check_header


class _Plain(Column):  # type: ignore[misc]  # whoosh ships no types
    """What the kinds share."""

    _default: Any = b""

    def reader(self, file: Any, start: int, length: int, count: int) -> ColumnReader:  # noqa: ANN401  # whoosh's
        """Return the values in a file."""
        return _Reader(file, start, length, count)


class _Reader(ColumnReader):  # type: ignore[misc]  # as above
    """Reads a column whole."""

    def __init__(self, file: Any, start: int, length: int, count: int) -> None:  # noqa: ANN401  # as above
        """Read the values."""
        super().__init__(file, start, length, count)
        view = memoryview(file.get(start, length))
        check_header(view, str(file), None)
        self._values = read_column(view, str(file))

    def __getitem__(self, number: int) -> Any:  # noqa: ANN401  # a number or bytes, by kind
        """Return the value for a clause."""
        return self._values[number]


class CountColumn(_Plain):
    """A number from 0 to 2³² - 1 for each clause."""

    _default = 0

    def writer(self, file: Any) -> NumberWriter:  # noqa: ANN401  # as above
        """Return what writes the numbers."""
        return NumberWriter(file, "I")


class KeyColumn(_Plain):
    """Bytes of one length for each clause."""

    def __init__(self, length: int) -> None:
        """Take the length."""
        self._length = length
        self._default = bytes(length)

    def writer(self, file: Any) -> FixedWriter:  # noqa: ANN401  # as above
        """Return what writes the bytes."""
        return FixedWriter(file, self._length)


class TextColumn(_Plain):
    """Bytes of any length for each clause."""

    def writer(self, file: Any) -> VariableWriter:  # noqa: ANN401  # as above
        """Return what writes the bytes."""
        return VariableWriter(file)


class NameColumn(_Plain):
    """One of a limited number of values for each clause, each of which is kept once. Whoosh's own forgets all but 65,535."""

    def writer(self, file: Any) -> ReferenceWriter:  # noqa: ANN401  # as above
        """Return what writes the values."""
        return ReferenceWriter(file)
