from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from indexer.errors import IndexUnusableError
from indexer.manifest import FORMAT, FileFacts, Manifest, check_content, check_files, checksum, manifest_sum, read_manifest, write_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANIFEST = Manifest(
    generation="000003",
    files={"a.trm": FileFacts(3, "f" * 64)},
    analysis="1",
    segmenter="jieba 0",
    concepts="hash",
    revision=7,
    corpus="corpus.sqlite 1 2",
    documents=1,
    clauses=2,
    words={"text": 5, "heading": 0, "title": 1},
)


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    assert read_manifest(tmp_path) == MANIFEST
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]


def test_a_later_manifest_takes_the_place_of_the_first(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    write_manifest(tmp_path, replace(MANIFEST, generation="000004"))
    assert read_manifest(tmp_path).generation == "000004"


def test_a_missing_one_is_told_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match=r"there is no index here; .*tiaowen index"):
        read_manifest(tmp_path)


def test_every_truncation_is_told(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    whole = (tmp_path / "manifest.json").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "manifest.json").write_bytes(whole[:length])
        with pytest.raises(IndexUnusableError, match=r"damaged, not a manifest; .*tiaowen index"):
            read_manifest(tmp_path)


def test_another_format_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": FORMAT + 1, "generation": 5}))
    with pytest.raises(IndexUnusableError, match=rf"format {FORMAT + 1}, this program reads format {FORMAT}; .*tiaowen index"):
        read_manifest(tmp_path)


DAMAGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "name leads out": lambda plain: plain.update(generation="../elsewhere"),
    "name is a folder up": lambda plain: plain.update(generation=".."),
    "name is empty": lambda plain: plain.update(generation=""),
    "name holds a zero byte": lambda plain: plain.update(generation="a\0b"),
    "name is a number": lambda plain: plain.update(generation=3),
    "file leads out": lambda plain: plain["files"].update({"../../x": [1, "f"]}),
    "files are a list": lambda plain: plain.update(files=["a.trm"]),
    "facts are too few": lambda plain: plain["files"].update({"a.trm": [3]}),
    "size is a text": lambda plain: plain["files"].update({"a.trm": ["3", "f"]}),
    "size is true": lambda plain: plain["files"].update({"a.trm": [True, "f"]}),
    "size is negative": lambda plain: plain["files"].update({"a.trm": [-1, "f"]}),
    "checksum is a number": lambda plain: plain["files"].update({"a.trm": [3, 4]}),
    "clauses are a fraction": lambda plain: plain.update(clauses=2.5),
    "revision is infinite": lambda plain: plain.update(revision=float("inf")),
    "words lack a field": lambda plain: plain["words"].pop("title"),
    "words are a list": lambda plain: plain.update(words=[1, 2, 3]),
    "analysis is a number": lambda plain: plain.update(analysis=1),
    "corpus is missing": lambda plain: plain.pop("corpus"),
    "something is unknown": lambda plain: plain.update(more=1),
    "format is missing": lambda plain: plain.pop("format"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_does_not_make_sense_is_told(tmp_path: Path, damage: str) -> None:
    write_manifest(tmp_path, MANIFEST)
    plain = json.loads((tmp_path / "manifest.json").read_bytes())
    del plain["sum"]
    DAMAGES[damage](plain)
    (tmp_path / "manifest.json").write_text(json.dumps({**plain, "sum": manifest_sum(plain)}))
    with pytest.raises(IndexUnusableError, match=r"damaged, not a manifest; .*tiaowen index"):
        read_manifest(tmp_path)


def test_a_changed_bit_is_told_in_every_byte(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    whole = (tmp_path / "manifest.json").read_bytes()
    for place in range(0, 8 * len(whole), 5):  # 5 and 8 have no factor in common: every byte, each time another bit
        data = bytearray(whole)
        data[place // 8] ^= 1 << place % 8
        (tmp_path / "manifest.json").write_bytes(data)
        with pytest.raises(IndexUnusableError, match=r"tiaowen index --rebuild"):
            read_manifest(tmp_path)


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"3", b"\xff\xfe", b"[" * 100_000, b'{"format": %d}' % FORMAT, b"1" * 5_000])
def test_other_files_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(IndexUnusableError, match="damaged, not a manifest"):
        read_manifest(tmp_path)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(IndexUnusableError, match="cannot be read"):
        read_manifest(tmp_path)


@pytest.fixture
def written(tmp_path: Path) -> Manifest:
    file = tmp_path / "000003" / "a.trm"
    file.parent.mkdir()
    file.write_bytes(b"abc")
    return replace(MANIFEST, files={"a.trm": FileFacts(3, checksum(file))})


def test_whole_files_pass(tmp_path: Path, written: Manifest) -> None:
    check_content(tmp_path, written)


def test_a_missing_and_a_cut_file_are_told(tmp_path: Path, written: Manifest) -> None:
    (tmp_path / "000003" / "a.trm").write_bytes(b"ab")
    with pytest.raises(IndexUnusableError, match=r"a\.trm: 2 bytes where 3 were written; damaged, .*tiaowen index"):
        check_files(tmp_path, written)
    (tmp_path / "000003" / "a.trm").unlink()
    with pytest.raises(IndexUnusableError, match=r"a\.trm: missing; .*tiaowen index"):
        check_files(tmp_path, written)


def test_a_changed_byte_is_seen_by_content_not_by_size(tmp_path: Path, written: Manifest) -> None:
    (tmp_path / "000003" / "a.trm").write_bytes(b"abd")
    check_files(tmp_path, written)
    with pytest.raises(IndexUnusableError, match=r"a\.trm: its content is not what was written; .*tiaowen index"):
        check_content(tmp_path, written)
