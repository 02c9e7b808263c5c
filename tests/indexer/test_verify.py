"""What ``check_index`` and ``open_index(verify=True)`` see of damage."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.attack_flips import flips
from corpus.model import Clause
from indexer.build import build_index, update_index
from indexer.errors import IndexUnusableError
from indexer.manifest import FileFacts, checksum, read_manifest, write_manifest
from indexer.search import open_index
from indexer.verify import check_index, index_of, out_of_date

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = 20
REBUILD = "make it again with `tiaowen index --rebuild`"


@pytest.fixture
def folder(library: Any) -> Path:  # noqa: ANN401  # conftest's
    library.put("a", "salary rules of hospitals", "完善医联体", "county rules")
    library.put("b", "reimbursement of drugs")
    update_index(library.folder)
    return library.folder


@pytest.mark.usefixtures("_files_left_open")
def test_no_flipped_bit_goes_unnoticed(folder: Path) -> None:
    found = list(flips(folder, FLIPS, seed=7))
    assert [flip for flip in found if flip.traceback or flip.wrong or flip.verdict == "silent"] == []
    in_index = [flip.verdict for flip in found if flip.file.startswith("index/")]
    assert set(in_index) == {"reported"}
    assert len(in_index) < len(found)
    assert check_index(index_of(folder)) == []  # the attack leaves the library as it was


def test_every_damaged_file_is_named_and_a_rebuild_mends_all(folder: Path) -> None:
    generation = index_of(folder) / "000001"
    files = sorted(file for file in generation.iterdir() if file.stat().st_size)
    for file in files:
        data = file.read_bytes()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    files[0].unlink()
    assert [(damage.what.partition(":")[0], damage.remedy) for damage in check_index(index_of(folder))] == [
        (str(file), REBUILD) for file in files
    ]
    with pytest.raises(IndexUnusableError, match=r"tiaowen index --rebuild"):
        open_index(folder, verify=True)
    assert update_index(folder, rebuild=True).generation == "000002"
    assert check_index(index_of(folder)) == []
    with open_index(folder, verify=True) as index:
        assert index.search("salary").total == 1


def test_a_rebuild_makes_a_sound_index_again_too(folder: Path) -> None:
    assert update_index(folder).generation == "000001"
    report = update_index(folder, rebuild=True)
    assert (report.generation, report.added) == ("000002", 2)


@pytest.mark.parametrize("what", ["a stray file", "no pin", "no manifest", "no generation"])
def test_what_does_not_belong_or_is_not_there_is_named(folder: Path, what: str) -> None:
    generation = index_of(folder) / "000001"
    if what == "a stray file":
        (generation / "_MAIN_2.toc").write_bytes(b"")
    elif what == "no pin":
        (generation / "pin").unlink()
    elif what == "no manifest":
        (index_of(folder) / "manifest.json").unlink()
    else:
        generation.rename(folder / "elsewhere")
    found = check_index(index_of(folder))
    assert found
    assert all(REBUILD in damage.remedy for damage in found)


@pytest.mark.parametrize("change", [{"clauses": 9}, {"words": {"text": 1, "heading": 2, "title": 3}}, {"documents": 1}, {"analysis": "0"}])
def test_counts_that_do_not_fit_the_files_are_named(folder: Path, change: dict[str, Any]) -> None:
    index_dir = index_of(folder)
    write_manifest(index_dir, replace(read_manifest(index_dir), **change))
    (found,) = check_index(index_dir)
    assert found.remedy == REBUILD


def test_an_index_of_other_pages_than_the_library_s_is_named(folder: Path) -> None:
    index_dir = index_of(folder)
    manifest = read_manifest(index_dir)
    file = index_dir / "000001" / "documents.json"
    documents = json.loads(file.read_bytes())
    file.write_text(json.dumps({**dict.fromkeys(documents, "0")}))
    write_manifest(index_dir, replace(manifest, files={**manifest.files, file.name: FileFacts(file.stat().st_size, checksum(file))}))
    (found,) = check_index(index_dir)
    assert "is not made from the pages of the library" in found.what


def test_an_index_that_is_only_out_of_date_is_not_damaged(library: Any, folder: Path) -> None:  # noqa: ANN401  # conftest's
    library.put("c", "more")
    assert check_index(index_of(folder)) == []
    assert "run: tiaowen index" in out_of_date(index_of(folder))


def test_an_index_of_clauses_alone_is_checked(tmp_path: Path) -> None:
    build_index([Clause("a", "salary", "en")], tmp_path)
    assert check_index(tmp_path) == []
    assert out_of_date(tmp_path) == ""
