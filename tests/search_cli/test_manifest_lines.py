from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from search_cli.manifest import Entry, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

GOOD = '{"file": "a.html", "url": "https://example.org/a", "declared_encoding": "gbk", "fetched": "2026-11-03T08:00:00Z"}'


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text("a", encoding="utf-8")
    return tmp_path / "manifest.jsonl"


def test_a_line_describes_a_page(manifest: Path) -> None:
    manifest.write_text("\ufeff" + GOOD + "\n\n", encoding="utf-8")
    entry = Entry(manifest.parent / "a.html", "https://example.org/a", "gbk", date(2026, 11, 3))
    assert read_manifest(manifest) == ([entry], [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"file": "a.html"', "no JSON: Expecting ',' delimiter at column 18"),
        (b"[1]", "no JSON object"),
        (b'{"url": "https://example.org/a"}', '"file" is missing'),
        (b'{"file": 3}', '"file" is no text'),
        (b'{"file": ""}', '"file" is no text'),
        (b'{"file": "b.html"}', "there is no file b.html"),
        (b'{"file": "a\\u0000.html"}', "there is no file"),
        (b'{"file": "a.html", "fetched": "yesterday"}', '"fetched" is no date'),
        (b'{"file": "a.html", "url": {}}', '"url" is no text'),
        (b'{"file": "\xff.html"}', "not UTF-8"),
        (b"[" * 100_000, ""),
    ],
)
def test_a_broken_line_is_named_and_the_others_hold(manifest: Path, line: bytes, why: str) -> None:
    manifest.write_bytes(GOOD.encode() + b"\n" + line + b"\n" + GOOD.encode())
    entries, broken = read_manifest(manifest)
    assert len(entries) == 2
    assert [number for number, _ in broken] == [2]
    assert why in broken[0].why
