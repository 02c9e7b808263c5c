from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from cleaners.across.ingest import MAX_PAGE_BYTES
from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

TEXT = "关于完善薪酬制度的通知\n\n一、允许医院自主确定内部分配办法。\n"


def id_of(text: str) -> str:
    return document_id(text.encode())


def test_each_page_has_its_line(tiaowen: Callable, tmp_path: Path, page_folder: Path) -> None:
    result = tiaowen(tmp_path / "library", "add", page_folder)
    assert result.code == 0
    first, second = result.out.splitlines()
    assert first.startswith("new       ")
    assert "County hospitals test a new pay scheme  (2 clauses)" in first
    assert "关于完善公立医院薪酬制度的指导意见  (3 clauses)" in second
    assert result.err == "2 new, 0 duplicates, 0 rejected; index: 5 clauses\n"


def test_adding_again_adds_nothing_and_says_so(tiaowen: Callable, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    tiaowen(tmp_path / "library", "add", page)
    result = tiaowen(tmp_path / "library", "add", page)
    assert result.code == 0
    assert result.out == f"duplicate {id_of(TEXT)} of {id_of(TEXT)}  {page} (the same page is already there)\n"
    assert result.err == "0 new, 1 duplicate, 0 rejected; index: 1 clause\n"


def test_what_is_no_page_is_named_and_the_others_are_added(tiaowen: Callable, tmp_path: Path) -> None:
    contents = {
        "empty.txt": b"",
        "blank.txt": b" \n\n",
        "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        "report.docx": b"PK\x03\x04\x14\x00\x06\x00",
        "photo.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "program.bin": bytes(range(256)) * 20,
        "good.txt": TEXT.encode(),
        "utf16.txt": "关于完善薪酬制度的另一个通知\n".encode("utf-16"),
    }
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(MAX_PAGE_BYTES + 1)
    result = tiaowen(tmp_path / "library", "add", folder, tmp_path / "absent.txt")
    assert result.code == 3
    verdicts = {line.split()[1].rpartition("/")[2].rstrip(":"): line for line in result.out.splitlines() if line.startswith("rejected")}
    assert set(verdicts) == {*contents, "large.txt", "absent.txt"} - {"good.txt", "utf16.txt"}
    assert "a PDF; extract its text first" in verdicts["paper.pdf"]
    assert "empty" in verdicts["empty.txt"]
    assert "10,485,761 bytes" in verdicts["large.txt"]
    assert "no such file or folder" in verdicts["absent.txt"]
    assert result.err.startswith("2 new, 0 duplicates, 8 rejected; ")
    with Corpus.open(tmp_path / "library", create=False) as corpus:
        assert len(corpus.doc_ids()) == 2


def test_lines_stand_in_the_order_of_the_pages(tiaowen: Callable, tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(f"{TEXT}{name}", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("nowhere")
    (tmp_path / "d.txt").touch()
    result = tiaowen(tmp_path / "library", "add", tmp_path)
    lines = result.out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["new", "rejected", "new", "rejected"]
    assert f" of {id_of(TEXT + 'a.txt')} (" in lines[3]


def test_an_origin_is_the_address_in_the_manifest_else_the_full_path(tiaowen: Callable, small_library: Path, page_folder: Path) -> None:
    hits = json.loads(tiaowen(small_library, "search", "--json", "salary", "薪酬").out)["hits"]
    assert {hit["source"] for hit in hits} == {"https://news.example.org/2026/pay.html", str(page_folder / "opinions.txt")}


def test_a_broken_line_of_a_manifest_costs_only_itself(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.jsonl").write_text('{"file": "page.txt", "url": "https://example.org/1"}\n{"file"\n', encoding="utf-8")
    result = tiaowen(tmp_path / "library", "add", tmp_path / "page.txt")
    assert result.code == 3
    assert f"rejected  {tmp_path / 'manifest.jsonl'}, line 2: no JSON" in result.out
    assert f"new       {id_of(TEXT)}" in result.out


def test_a_declared_encoding_is_used(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes("關於完善薪酬制度的通知\n\n允許醫院自主確定內部分配辦法。\n".encode("big5"))
    (tmp_path / "manifest.jsonl").write_text('{"file": "page.txt", "declared_encoding": "big5"}\n', encoding="utf-8")
    result = tiaowen(tmp_path / "library", "add", tmp_path / "page.txt")
    assert "關於完善薪酬制度的通知" in result.out


def test_outcomes_as_json(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    words = ("add", tmp_path / "page.txt", tmp_path / "absent.txt")
    answer = json.loads(tiaowen(tmp_path / "one", *words, "--json").out)
    lines = [json.loads(line) for line in tiaowen(tmp_path / "two", *words, "--jsonl").out.splitlines()]
    assert answer["outcomes"] == lines
    assert lines[0] == {
        "origin": str(tmp_path / "page.txt"),
        "doc_id": id_of(TEXT),
        "verdict": "new",
        "of": None,
        "why": "",
        "score": None,
        "keeper": None,
        "relations": [],
    }
    assert (lines[1]["verdict"], lines[1]["why"]) == ("rejected", "no such file or folder")
    assert answer["index"]["clauses"] == 1


def test_a_folder_without_pages_is_nothing_found(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    result = tiaowen(tmp_path / "library", "add", tmp_path / "pages")
    assert (result.code, result.out) == (1, "")
    assert "no pages in" in result.err
    assert not (tmp_path / "library").exists()


def test_a_file_name_that_is_not_utf_8(tiaowen: Callable, tmp_path: Path) -> None:
    name = os.fsdecode("薪酬.txt".encode("gbk"))
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert tiaowen(tmp_path / "library", "add", tmp_path / name).code == 0
    shown = tiaowen(tmp_path / "library", "show", id_of(TEXT)).out
    assert "н\\udcb3\\udcea.txt" in shown  # D0 BD happens to be a letter in UTF-8, B3 EA is none
    hit = json.loads(tiaowen(tmp_path / "library", "search", "--json", "分配").out)["hits"][0]
    assert hit["source"] == str(tmp_path / name)


def test_an_error_of_the_library_ends_the_batch_in_one_line(
    tiaowen: Callable, tmp_path: Path, page_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CorpusError("library: the disk is full; make room and add again")

    monkeypatch.setattr(Corpus, "put_derived", fail)
    result = tiaowen(tmp_path / "library", "add", page_folder)
    assert result.code == 2
    assert result.err == "tiaowen: library: the disk is full; make room and add again\n"
