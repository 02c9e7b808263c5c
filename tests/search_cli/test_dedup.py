"""``tiaowen dedup``: what pages are to one another and to the library, for people, spreadsheets and scripts; nothing is stored."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from corpus.store import Corpus
from search_cli.printing import say_csv
from tests.cleaners.copies_pages import policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name, text in (("a-whole", policy(1)), ("b-cut", policy(1)[:900]), ("c-later", policy(1, year=2023)), ("d-apart", policy(3))):
        (tmp_path / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "pages"


def test_pages_are_told_apart_and_nothing_is_stored(tiaowen: Callable, folder: Path, tmp_path: Path) -> None:
    result = tiaowen(tmp_path / "library", "dedup", folder)
    lines = result.out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["contains", "contained", "version", "new"]
    assert f"of {folder / 'a-whole.txt'}" in " ".join(lines[3].split())
    assert "keep " in lines[3]
    assert result.err == "1 new, 3 related to others, 0 rejected\n"
    assert result.code == 0
    assert not (tmp_path / "library").exists()


def test_exit_codes(tiaowen: Callable, folder: Path, tmp_path: Path) -> None:
    assert tiaowen(tmp_path / "library", "dedup", folder / "d-apart.txt").code == 1
    (folder / "e.pdf").write_bytes(b"%PDF-1.7")
    result = tiaowen(tmp_path / "library", "dedup", folder)
    assert (result.code, "a PDF" in result.out) == (3, True)
    assert tiaowen(tmp_path / "library", "dedup", "--csv", "--json", folder).code == 2


def test_pages_are_held_against_the_library(tiaowen: Callable, folder: Path, tmp_path: Path) -> None:
    assert tiaowen(tmp_path / "library", "add", folder / "a-whole.txt").code == 0
    (outcome,) = json.loads(tiaowen(tmp_path / "library", "dedup", "--json", folder / "b-cut.txt").out)["outcomes"]
    with Corpus.open(tmp_path / "library", create=False) as corpus:
        (known,) = corpus.doc_ids()
    assert (outcome["verdict"], outcome["of"], outcome["keeper"]) == ("contained", known, known)
    assert outcome["relations"][0]["evidence"]["share_of_one"] == 1.0


def test_pages_that_older_rules_cleaned_are_counted(
    tiaowen: Callable, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiaowen(tmp_path / "library", "add", folder / "d-apart.txt")
    assert "reclean" not in tiaowen(tmp_path / "library", "dedup", folder / "b-cut.txt").err
    monkeypatch.setattr("search_cli.dedup.RULES_VERSION", "newer")
    result = tiaowen(tmp_path / "library", "dedup", folder / "b-cut.txt")
    assert "older rules cleaned 1 page of the library, which may not be compared; run `tiaowen reclean`" in result.err


def test_a_table_for_spreadsheets(tiaowen: Callable, folder: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(tiaowen(tmp_path / "library", "dedup", "--csv", folder).out)))
    assert [row["verdict"] for row in rows] == ["contains", "contained", "version", "new"]
    assert rows[1]["of_origin"] == rows[0]["origin"] == str(folder / "a-whole.txt")
    assert rows[1]["keeper"] == rows[0]["doc_id"]


def test_a_cell_is_no_formula_and_obeys_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say_csv([["=1+1", "@sum", "a,b", 'say "x"', "\x1b[2J"]])
    out = capsys.readouterr().out
    assert next(csv.reader([out]))[:4] == ["'=1+1", "'@sum", "a,b", 'say "x"']
    assert "\x1b" not in out
