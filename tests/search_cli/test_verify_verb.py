"""``tiaowen verify`` names each damage with what to do, and what it names as a remedy helps."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def library(small_library: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_library, tmp_path / "library")


def test_a_sound_library_is_called_sound(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "verify")
    assert (result.code, result.out, result.err) == (0, "sound\n", "")
    assert json.loads(tiaowen(library, "verify", "--json").out) == {"sound": True, "damages": []}


def test_a_damaged_index_is_named_and_made_again(tiaowen: Callable, library: Path) -> None:
    file = max((library / "index").glob("0*/*"), key=lambda path: path.stat().st_size)
    data = file.read_bytes()
    file.write_bytes(data[:100] + bytes([data[100] ^ 4]) + data[101:])
    result = tiaowen(library, "verify")
    assert result.code == 2
    assert result.out == f"damaged  {file}: its content is not what was written; make it again with `tiaowen index --rebuild`\n"
    assert result.err == "1 damage found\n"
    damage = {"what": f"{file}: its content is not what was written", "remedy": "make it again with `tiaowen index --rebuild`"}
    assert json.loads(tiaowen(library, "verify", "--json").out) == {"sound": False, "damages": [damage]}
    assert tiaowen(library, "index", "--rebuild").code == 0
    assert tiaowen(library, "verify").code == 0


@pytest.mark.parametrize("column", ["text", "card"])
def test_a_damaged_page_is_named_and_made_again(tiaowen: Callable, library: Path, column: str) -> None:
    connection = sqlite3.connect(library / "corpus.sqlite", isolation_level=None)
    doc_id = connection.execute("SELECT min(doc_id) FROM pages").fetchone()[0]
    connection.execute(f"UPDATE clauses SET {column} = '\"' WHERE doc_id = ?", (doc_id,))  # noqa: S608  # one of two names
    connection.close()
    result = tiaowen(library, "verify")
    assert result.code == 2
    assert result.out.endswith(f"make it again with `tiaowen reclean {doc_id}`\n")
    assert tiaowen(library, "reclean", doc_id[:6]).code == 0
    assert tiaowen(library, "verify").out == "sound\n"


def test_a_page_whose_bytes_are_damaged_can_be_removed(tiaowen: Callable, library: Path) -> None:
    connection = sqlite3.connect(library / "corpus.sqlite", isolation_level=None)
    doc_id = connection.execute("SELECT min(doc_id) FROM pages").fetchone()[0]
    for table, column in (("pages", "raw"), ("documents", "cleaned")):
        connection.execute(f"UPDATE {table} SET {column} = substr({column}, 2) WHERE doc_id = ?", (doc_id,))  # noqa: S608  # our own names
    connection.close()
    result = tiaowen(library, "verify")
    assert f"remove it with `tiaowen remove {doc_id}` and add it again" in result.out
    reclean = tiaowen(library, "reclean", doc_id)
    assert reclean.code == 3
    assert "stored data is damaged" in reclean.out
    assert tiaowen(library, "remove", doc_id).code == 0
    assert tiaowen(library, "verify").code == 0


def test_an_index_that_is_out_of_date_is_told_and_no_damage(tiaowen: Callable, library: Path) -> None:
    connection = sqlite3.connect(library / "corpus.sqlite", isolation_level=None)
    connection.execute("UPDATE library SET revision = revision + 1")
    connection.close()
    result = tiaowen(library, "verify")
    assert (result.code, result.out) == (0, "sound\n")
    assert "run: tiaowen index" in result.err
