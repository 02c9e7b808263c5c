"""The five real pages added again, in another order, and among files that are no pages."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import pytest

from cleaners import ingest
from corpus import Corpus, RawPage
from search_cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.seeds


def test_adding_again_adds_nothing_and_says_so(seed_library: Path, seeds: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    with Corpus.open(seed_library) as corpus:
        before = list(corpus.export())
    capsys.readouterr()
    assert main(["--library", str(seed_library), "add", *map(str, seeds)]) == 0
    out, err = capsys.readouterr()
    assert out.count("duplicate") == len(seeds)
    assert out.count("the same page is already there") == len(seeds)
    assert err.startswith("0 new, 5 duplicates, 0 rejected")
    with Corpus.open(seed_library) as corpus:
        assert list(corpus.export()) == before


def test_any_order_gives_the_same_export(tmp_path: Path, seeds: list[Path]) -> None:
    exports = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(seeds), 0, 120, 40)):
        with Corpus.open(tmp_path / str(number)) as corpus:
            for _ in ingest((RawPage(path.read_bytes(), path.name) for path in order), corpus):
                pass
            exports.add(json.dumps(list(corpus.export()), ensure_ascii=False))
    assert len(exports) == 1


def test_what_is_no_page_is_named_and_the_others_are_added(tmp_path: Path, seeds: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    bad = {
        "empty.txt": b"",
        "program.bin": bytes(range(256)) * 64,
        "large.txt": b"a" * (10 * 1024 * 1024 + 1),
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    paths = [*(tmp_path / name for name in bad), tmp_path / "missing.html", *seeds]
    assert main(["--library", str(tmp_path / "library"), "add", *map(str, paths)]) == 3
    out, err = capsys.readouterr()
    rejected = [line for line in out.splitlines() if line.startswith("rejected")]
    assert len(rejected) == 4
    for name, reason in {"empty.txt": "empty", "program.bin": "not text", "large.txt": "too large", "missing.html": "no such file"}.items():
        assert len([line for line in rejected if name in line and reason in line]) == 1
    assert err.startswith("5 new, 0 duplicates, 4 rejected")


def test_a_wrongly_declared_charset_is_put_right(tmp_path: Path, seeds: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    text = next(path for path in seeds if path.name.startswith("004")).read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_bytes(b'<html><head><meta charset="big5"></head><body><p>' + text.encode("gb18030") + b"</p></body></html>")
    assert main(["--library", str(tmp_path / "library"), "clean", "--json", str(page)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["encoding"] == "gb18030"
    assert any("big5" in evidence for evidence in found["evidence"])
    assert "紧密型医联体建设" in json.dumps(found["document"], ensure_ascii=False)
