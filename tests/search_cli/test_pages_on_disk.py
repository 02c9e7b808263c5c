from __future__ import annotations

import errno
import os
import pathlib
from typing import TYPE_CHECKING

import pytest

from cleaners.across.ingest import MAX_PAGE_BYTES
from corpus.model import RawPage
from search_cli.pages import Refused, find_pages, pages_of, read_page

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, text: str = "page") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(entry.file.relative_to(folder)) for entry in find_pages(paths or [folder]).files]


def test_a_folder_gives_its_pages_sorted_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "sub/c.html", "sub/.hidden", ".git/config", "README.md", "sub/README.md", "manifest.jsonl"):
        write(tmp_path / name, "")
    assert names(tmp_path) == ["a.txt", "b.html", "sub/c.html"]


def test_a_file_is_taken_once_however_often_it_is_named(tmp_path: Path) -> None:
    page = write(tmp_path / "sub/a.html")
    assert names(tmp_path, page, tmp_path, tmp_path / "sub/../sub/a.html") == ["sub/a.html"]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "sub/a.html")
    (tmp_path / "sub/up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    found = find_pages([tmp_path])
    assert [entry.file.name for entry in found.files] == ["self", "a.html"]
    assert isinstance(read_page(found.files[0]), Refused)


def test_a_manifest_describes_pages_in_its_folder_and_below(tmp_path: Path) -> None:
    write(tmp_path / "a.html")
    write(tmp_path / "sub/b.html")
    lines = '{"file": "a.html", "url": "https://example.org/a"}\n{"file": "sub/b.html", "declared_encoding": "gbk"}\n'
    write(tmp_path / "manifest.jsonl", lines)
    first, second = pages_of(find_pages([tmp_path]).files, [])
    assert first == RawPage(b"page", "https://example.org/a")
    assert second == RawPage(b"page", str(tmp_path / "sub/b.html"), "gbk")


def test_a_page_named_alone_keeps_the_origin_that_its_manifest_gives(tmp_path: Path) -> None:
    page = write(tmp_path / "a.html")
    write(tmp_path / "manifest.jsonl", '{"file": "a.html", "url": "https://example.org/a"}')
    assert [read.origin for read in pages_of(find_pages([page]).files, [])] == ["https://example.org/a"]


def test_a_page_that_a_manifest_names_twice_has_two_origins(tmp_path: Path) -> None:
    write(tmp_path / "a.html")
    write(tmp_path / "manifest.jsonl", '{"file": "a.html", "url": "https://one.example"}\n{"file": "a.html", "url": "https://two.example"}')
    assert [page.origin for page in pages_of(find_pages([tmp_path]).files, [])] == ["https://one.example", "https://two.example"]


def test_a_broken_line_of_a_manifest_is_named_with_its_number(tmp_path: Path) -> None:
    write(tmp_path / "a.html")
    write(tmp_path / "manifest.jsonl", '{"file": "a.html"}\n{"file": \n')
    found = find_pages([tmp_path])
    assert [entry.file.name for entry in found.files] == ["a.html"]
    assert [refused.path for refused in found.refused] == [f"{tmp_path / 'manifest.jsonl'}, line 2"]


def test_a_local_page_comes_from_its_full_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = write(tmp_path / "a.html")
    monkeypatch.chdir(tmp_path)
    assert [read.origin for read in pages_of(find_pages([page.relative_to(tmp_path)]).files, [])] == [str(page)]


def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    large = tmp_path / "large.html"
    with large.open("wb") as stream:
        stream.truncate(MAX_PAGE_BYTES + 1)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # reading it would wait for ever
    refused: list[Refused] = []
    found = find_pages([large, pipe, tmp_path / "absent.html", tmp_path / ("n" * 300)])
    assert list(pages_of(found.files, refused)) == []
    assert [reason.why for reason in (*refused, *found.refused)] == [
        "too large: 10,485,761 bytes, the limit is 10,485,760",
        "neither a file nor a folder",
        "no such file or folder",
        "cannot be read: File name too long",
    ]


@pytest.mark.parametrize(("call", "refused"), [("pathlib.Path.read_bytes", ["manifest.jsonl", "a.html", "b.html"]), ("os.scandir", ["."])])
def test_without_permission_files_and_folders_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, refused: list[str]
) -> None:
    for name in ("manifest.jsonl", "a.html", "sub/b.html"):
        write(tmp_path / name)

    def deny(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(call, deny)
    found = find_pages([tmp_path])
    list(pages_of(found.files, found.refused))
    assert [pathlib.Path(path).name if path != str(tmp_path) else "." for path, _ in found.refused] == refused
    assert {why for _, why in found.refused} == {"cannot be read: Permission denied"}


def test_a_path_through_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    found = find_pages([tmp_path / "loop/a.html"])
    assert list(pages_of(found.files, found.refused)) == []
    assert len(found.refused) == 1


def test_pages_are_read_one_by_one(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.html"), write(tmp_path / "b.html")
    pages = pages_of(find_pages([first, second]).files, [])
    assert next(pages).content == b"page"
    second.write_text("changed meanwhile", encoding="utf-8")
    assert next(pages).content == b"changed meanwhile"
