"""The files beside the postings, damaged in any way and even with a manifest made to fit: told in a line, and mended by an update."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus.errors import TiaowenError
from indexer.association import ASSOCIATIONS_NAME
from indexer.build import update_index
from indexer.counterparts import COUNTERPARTS_NAME, FAMILIES_NAME
from indexer.documents import DOCUMENTS_NAME
from indexer.manifest import FileFacts, checksum, read_manifest, write_manifest
from indexer.search import open_index
from indexer.verify import check_index, index_of

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = {
    "nothing": b"",
    "a zero byte": b"\0",
    "zeros": bytes(4096),
    "no UTF-8": b"\xff\xfe\xfd\t\xff\n" * 50,
    "tabs": b"\t" * 4096 + b"\n",
    "lines out of order": b"z\t1\t1\t1\t1\na\t1\t1\t1\t1\nsalary\tx\ty\tz\tw\n",
    "cells of other kinds": b"salary\t\xe5\x8c\xbb\t-1\t1e9\tnan\n",
    "null": b"null",
    "a list": b"[1, [2], {}]",
    "half a document": b'{"a": [["b", ["c"], [[["d"]',
    "values of other kinds": b'{"a": 1, "b": [[1, 2]], "c": {"d": "e"}}',
    "pairs of numbers": b'{"a": [[1, [2], [[3, 4, 5]]]]}',
    "deep brackets": b"[" * 100_000,
    "an endless number": b"1" * 100_000,
    "not a number": b'{"a": NaN, "b": Infinity}',
}
NAMES = (DOCUMENTS_NAME, FAMILIES_NAME, COUNTERPARTS_NAME, ASSOCIATIONS_NAME)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the library of conftest with each of the files."""
    from tests.indexer.conftest import Library  # noqa: PLC0415

    library = Library(tmp_path_factory.mktemp("sidecars"))
    library.put("a", "salary rules", "完善薪酬制度")
    update_index(library.folder)
    return library.folder


def put(folder: Path, name: str, content: bytes) -> None:
    """Give a file of the generation that stands this content, and make the manifest fit."""
    index_dir = index_of(folder)
    manifest = read_manifest(index_dir)
    file = index_dir / manifest.generation / name
    file.write_bytes(content)
    write_manifest(index_dir, replace(manifest, files={**manifest.files, name: FileFacts(len(content), checksum(file))}))


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_told_and_mended(folder: Path, name: str, content: str) -> None:
    put(folder, name, CONTENTS[content])
    try:
        with open_index(folder) as index:
            for query in ("salary", "薪酬制度", "rules"):
                assert index.search(query).total
    except TiaowenError as error:
        assert "tiaowen index --rebuild" in str(error)  # noqa: PT017  # the next step
    assert isinstance(check_index(index_of(folder)), list)
    update_index(folder)
    update_index(folder, rebuild=True)
    assert check_index(index_of(folder)) == []
    with open_index(folder) as index:
        assert index.search("salary").total == 1
