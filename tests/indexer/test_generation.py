from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import IndexUnusableError
from indexer.generation import new_generation, pin_generation, prepare, remove_leftovers, seal, take_over
from indexer.manifest import Manifest, check_content, write_manifest

EMPTY = Manifest("", {}, "1", "jieba", "hash", 0, "", 0, 0, {"text": 0, "heading": 0, "title": 0})


def publish(index_dir: Path, content: str) -> Manifest:
    with new_generation(index_dir) as folder:
        (folder / "data").write_text(content)
        manifest = replace(EMPTY, generation=folder.name, files=seal(folder, {}))
    write_manifest(index_dir, manifest)
    return manifest


def folders(index_dir: Path) -> list[str]:
    return sorted(path.name for path in index_dir.iterdir() if path.is_dir())


def test_generations_are_numbered_on(tmp_path: Path) -> None:
    assert [publish(tmp_path, "a").generation, publish(tmp_path, "b").generation] == ["000001", "000002"]


def test_a_failed_generation_is_taken_away(tmp_path: Path) -> None:
    def fail() -> None:
        with new_generation(tmp_path) as folder:
            (folder / "part").mkdir()
            (folder / "part" / "data").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert folders(tmp_path) == []


def test_what_stands_stays_and_all_else_goes(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    standing = publish(tmp_path, "b")
    (tmp_path / "000003").mkdir()  # killed before it had a pin
    (tmp_path / "manifest.json.new").write_text("half")
    remove_leftovers(tmp_path, standing.generation)
    assert folders(tmp_path) == ["000002"]
    assert not (tmp_path / "manifest.json.new").exists()


def test_a_pinned_generation_stays_until_it_is_let_go(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    _, pin = pin_generation(tmp_path)
    standing = publish(tmp_path, "b")
    remove_leftovers(tmp_path, standing.generation)
    assert folders(tmp_path) == ["000001", "000002"]
    assert (tmp_path / "000001" / "data").read_text() == "a"
    os.close(pin)
    remove_leftovers(tmp_path, standing.generation)
    assert folders(tmp_path) == ["000002"]


def test_two_readers_pin_one_generation(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    (_, one), (_, two) = pin_generation(tmp_path), pin_generation(tmp_path)
    publish(tmp_path, "b")
    os.close(one)
    remove_leftovers(tmp_path, "000002")
    assert folders(tmp_path) == ["000001", "000002"]
    os.close(two)


def test_a_killed_reader_pins_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    code = (
        "import os, pathlib, sys; from indexer.generation import pin_generation; pin_generation(pathlib.Path(sys.argv[1]));"
        "print('pinned', flush=True); sys.stdin.read()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"pinned\n"
        standing = publish(tmp_path, "b")
        remove_leftovers(tmp_path, standing.generation)
        assert folders(tmp_path) == ["000001", "000002"]
        reader.kill()
    remove_leftovers(tmp_path, standing.generation)
    assert folders(tmp_path) == ["000002"]


def test_a_reader_that_comes_too_late_reads_the_next_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading the manifest and pinning, another process publishes and takes the old generation away."""
    publish(tmp_path, "a")
    opened = os.open

    def late(path: Path, flags: int, *more: int) -> int:
        monkeypatch.setattr("os.open", opened)
        remove_leftovers(tmp_path, publish(tmp_path, "b").generation)
        return opened(path, flags, *more)

    monkeypatch.setattr("os.open", late)
    manifest, pin = pin_generation(tmp_path)
    os.close(pin)
    assert manifest.generation == "000002"


def test_a_pin_taken_while_its_folder_goes_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening the pin and locking it, another process takes the generation away."""
    publish(tmp_path, "a")
    from indexer import generation  # noqa: PLC0415  # its fcntl is replaced

    lock = generation.fcntl.flock

    def late(descriptor: int, operation: int) -> None:
        monkeypatch.setattr(generation.fcntl, "flock", lock)
        remove_leftovers(tmp_path, publish(tmp_path, "b").generation)
        lock(descriptor, operation)

    monkeypatch.setattr(generation.fcntl, "flock", late)
    manifest, pin = pin_generation(tmp_path)
    os.close(pin)
    assert manifest.generation == "000002"


def test_a_generation_that_is_gone_is_told(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    shutil.rmtree(tmp_path / "000001")
    with pytest.raises(IndexUnusableError, match=r"the generation that the manifest names is missing; .*tiaowen index"):
        pin_generation(tmp_path)


def test_no_descriptor_is_kept_of_a_damaged_generation(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    (tmp_path / "000001" / "data").unlink()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(IndexUnusableError, match="data: missing"):
        pin_generation(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize("links", [True, False])
def test_files_are_taken_over_by_link_or_by_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    old = publish(tmp_path, "a")
    if not links:

        def refuse(*_: object) -> None:
            raise PermissionError(1, "this disk has no links")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    with new_generation(tmp_path) as folder:
        take_over(tmp_path, old, folder)
        (folder / "more").write_text("b")
        new = replace(EMPTY, generation=folder.name, files=seal(folder, old.files))
    assert (folder / "data").samefile(tmp_path / "000001" / "data") is links
    check_content(tmp_path, new)
    assert set(new.files) == {"data", "more"}


def test_a_folder_for_an_index_is_made(tmp_path: Path) -> None:
    prepare(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_with_other_files_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(IndexUnusableError, match=r"holds notes\.txt, which is no part of an index; move it away, or name another folder"):
        prepare(tmp_path)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("mine")
    with pytest.raises(IndexUnusableError, match="cannot be used for an index"):
        prepare(tmp_path / "index")


def test_folders_named_by_numbers_are_not_taken_for_generations(tmp_path: Path) -> None:
    """An archive of pages by month must not be lost to a mistyped path."""
    page = tmp_path / "202106" / "page.html"
    page.parent.mkdir()
    page.write_text("mine")
    with pytest.raises(IndexUnusableError, match="holds 202106"):
        prepare(tmp_path)
    publish(tmp_path, "a")
    remove_leftovers(tmp_path, None)
    assert folders(tmp_path) == ["202106"]
    assert page.read_text() == "mine"


def test_what_a_file_browser_leaves_does_not_stop_an_index(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    (tmp_path / ".DS_Store").write_text("x")
    prepare(tmp_path)
    assert publish(tmp_path, "b").generation == "000002"
    assert (tmp_path / ".DS_Store").exists()


def test_an_index_of_somebody_else_s_format_is_not_overwritten_beside_other_files(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a web application"}')
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(IndexUnusableError, match=r"holds index\.html"):
        prepare(tmp_path)
