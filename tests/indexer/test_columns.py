from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from whoosh.columns import FixedBytesColumn, NumericColumn
from whoosh.filedb.filestore import FileStorage

from indexer.columns import CountColumn, KeyColumn

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 5


def read(folder: Path, column: Any, values: dict[int, Any]) -> list[Any]:  # noqa: ANN401  # whoosh ships no types
    """Write ``values`` by clause number as whoosh would, and read the numbers of all ``COUNT`` clauses back."""
    storage = FileStorage(str(folder))
    with storage.create_file("column") as file:
        writer = column.writer(file)
        for number, value in values.items():
            writer.add(number, value)
        writer.finish(COUNT)
    with storage.open_file("column") as file:
        reader = column.reader(file, 0, storage.file_length("column"), COUNT)
        return [reader[number] for number in range(COUNT)]


@pytest.mark.parametrize("values", [{0: 3, 1: 70_000, 2: 1, 3: 4, 4: 5}, {1: 7}, {4: 2**32 - 1}, {}, {0: 0, 3: 9}])
def test_counts_come_back_also_where_none_was_given(tmp_path: Path, values: dict[int, int]) -> None:
    expected = [values.get(number, 0) for number in range(COUNT)]
    assert read(tmp_path, CountColumn(), values) == expected
    assert read(tmp_path, NumericColumn("I"), values) == expected


@pytest.mark.parametrize("values", [{0: b"aa", 1: b"bb", 2: b"cc", 3: b"dd", 4: b"ee"}, {1: b"bb"}, {}])
def test_keys_come_back_also_where_none_was_given(tmp_path: Path, values: dict[int, bytes]) -> None:
    expected = [values.get(number, b"\0\0") for number in range(COUNT)]
    assert read(tmp_path, KeyColumn(2), values) == expected
    assert read(tmp_path, FixedBytesColumn(2), values) == expected
