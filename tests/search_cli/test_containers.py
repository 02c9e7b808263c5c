"""What ``add`` and ``dedup`` take: patterns, lists of paths on stdin, lines of JSON, web archives; each broken piece is named."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.model import RawPage
from corpus.store import Corpus
from search_cli import containers
from search_cli.containers import pages_in
from search_cli.manifest import Refused
from search_cli.pages import find_pages, pages_of
from tests.cleaners.copies_pages import policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WITH_GB = "<meta charset=gb2312><h1>临洲市药品目录管理办法</h1><p>药品目录每年调整一次，由医保部门公布。</p>"


class Stdin:
    """A stdin that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def named(*paths: Path) -> list[str]:
    return [entry.file.name for entry in find_pages(paths).files]


def test_a_pattern_gives_the_files_that_fit(tmp_path: Path) -> None:
    for name in ("a.html", "b.txt", "sub/c.html", "odd[1].html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert named(tmp_path / "*.html") == ["a.html", "odd[1].html"]
    assert named(tmp_path / "**" / "*.html") == ["a.html", "odd[1].html", "c.html"]
    assert named(tmp_path / "odd[1].html") == ["odd[1].html"]
    found = find_pages([tmp_path / "*.pdf"])
    refused: list[Refused] = []
    assert list(pages_of(found.files, refused)) == []
    assert [(one.path.endswith("*.pdf"), one.why) for one in refused] == [(True, "no such file or folder")]


@pytest.mark.parametrize("between", [b"\n", b"\0"])
def test_a_list_of_paths_is_read_from_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: bytes) -> None:
    (tmp_path / "a page.html").touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").touch()
    listed = between.join([str(tmp_path / "a page.html").encode(), str(tmp_path / "sub").encode(), b""])
    monkeypatch.setattr(sys, "stdin", Stdin(listed))
    assert named(type(tmp_path)("-")) == ["a page.html", "b.html"]


def test_lines_of_json_are_pages_and_broken_ones_are_named(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": policy(1), "url": "https://gov.example/1", "fetched": "2026-11-03T10:00:00Z"}),
        "",
        json.dumps({"html": WITH_GB, "other": 1}),
        '{"text": 7}',
        "[1]",
        "{broken",
        json.dumps({"text": "x", "fetched": "yesterday"}),
        json.dumps({"text": "the end", "url": "https://gov.example/2"}),
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = list(pages_in(file))
    assert found[0] == RawPage(policy(1), "https://gov.example/1", None, date(2026, 11, 3))
    assert found[1] == RawPage(WITH_GB, f"{file}, line 3")
    assert [one.path for one in found[2:6] if isinstance(one, Refused)] == [f"{file}, line {number}" for number in (4, 5, 6, 7)]
    assert found[6] == RawPage("the end", "https://gov.example/2")


def test_a_line_without_end_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_LINE", 100)
    file = tmp_path / "pages.jsonl"
    file.write_text(json.dumps({"text": "long" * 200}) + '\n{"text": "short"}\n', encoding="utf-8")
    first, second = pages_in(file)
    assert isinstance(first, Refused)
    assert "too long" in first.why
    assert second == RawPage("short", f"{file}, line 2")


def test_html_in_json_is_read_as_it_stands_whatever_charset_it_names(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(json.dumps({"html": WITH_GB, "url": "https://gov.example/a"}), encoding="utf-8")
    assert tiaowen(tmp_path / "library", "add", tmp_path / "pages.jsonl").code == 0
    with Corpus.open(tmp_path / "library") as corpus:
        (doc_id,) = corpus.doc_ids()
        assert corpus.origins(doc_id) == ["https://gov.example/a"]
        assert "药品目录每年调整一次" in corpus.text(doc_id)


def test_a_broken_line_stops_nothing_and_is_told_in_the_exit_code(tiaowen: Callable, tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join([json.dumps({"text": policy(1)}), "{", json.dumps({"text": policy(1)[:900]})]), encoding="utf-8")
    result = tiaowen(tmp_path / "library", "dedup", "--workers", "2", "--jsonl", file)
    assert [json.loads(line)["verdict"] for line in result.out.splitlines()] == ["contains", "contained", "rejected"]
    assert f"{file}, line 2" in result.out
    assert result.code == 3
    result = tiaowen(tmp_path / "library", "add", "--jsonl", file)
    assert [json.loads(line)["verdict"] for line in result.out.splitlines()] == ["new", "rejected", "contained"]
    assert result.code == 3


RECORD = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: https://gov.example/{name}\r\n"
    "WARC-Date: 2026-11-03T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
)


def record(name: str, kind: str, status: str, body: bytes) -> bytes:
    """Return a record of a web archive: what a server answered."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    return gzip.compress(RECORD.format(name=name, length=len(answer)).encode() + answer + b"\r\n\r\n")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a web archive of two pages and of what is none."""
    pytest.importorskip("warcio")
    records = [
        record("a", "text/html; charset=gb2312", "200 OK", WITH_GB.encode("gb18030")),
        record("b", "image/png", "200 OK", b"\x89PNG"),
        record("c", "text/html", "404 Not Found", b"nothing"),
        record("d", "text/plain", "200 OK", policy(2).encode()),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(records))
    return tmp_path / "crawl.warc.gz"


def test_a_web_archive_gives_its_pages_with_address_charset_and_day(archive: Path) -> None:
    assert list(pages_in(archive)) == [
        RawPage(WITH_GB.encode("gb18030"), "https://gov.example/a", "gb2312", date(2026, 11, 3)),
        RawPage(policy(2).encode(), "https://gov.example/d", None, date(2026, 11, 3)),
    ]


def test_a_damaged_archive_gives_what_comes_before(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-400])
    first, *rest = pages_in(archive)
    assert isinstance(first, RawPage)
    assert [one.why.partition(":")[0] for one in rest if isinstance(one, Refused)] == ["cut off"]
    assert len(rest) == 1
    archive.write_bytes(b"<html>\n<body>no archive</body>\n</html>\n")
    (refused,) = pages_in(archive)
    assert isinstance(refused, Refused)
    assert "damaged" in refused.why
    archive.write_bytes(b"")
    (refused,) = pages_in(archive)
    assert isinstance(refused, Refused)
    assert refused.why == "holds no record of a web archive"


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (tmp_path / "crawl.warc").touch()
    (refused,) = pages_in(tmp_path / "crawl.warc")
    assert isinstance(refused, Refused)
    assert "pip install 'tiaowen[warc]'" in refused.why
