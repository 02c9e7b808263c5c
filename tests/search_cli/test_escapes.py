"""A page made to attack the reader's terminal goes through every verb; nothing of it is obeyed."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from indexer.answer import Answer, Hit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ATTACK = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe\u2066\x08\x0e"
"""Clears the screen, sets the window's title, colours, reverses what follows, deletes, shifts to another character set."""

TEXT = f"""关于薪酬{ATTACK}制度的通知

来源：卫生{ATTACK}报  2021-06-17

一、总体{ATTACK}要求

（一）改革薪酬{ATTACK}分配。允许医院自主确定内部{ATTACK}分配办法。
{"各地应当结合实际，稳步推进这项工作。" * 20}
"""


def obeyed(text: str) -> set[str]:
    reordering = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
    return {character for character in text if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in reordering} - {
        "\n"
    }


@pytest.fixture
def library(tiaowen: Callable, tmp_path: Path) -> tuple[Path, str, str]:
    """Give a library with the page, added from a folder whose name attacks too, and the ids of the page and of a clause."""
    folder = tmp_path / f"downloads{ATTACK}"
    folder.mkdir()
    (folder / f"page{ATTACK}.txt").write_text(TEXT, encoding="utf-8")
    (folder / f"empty{ATTACK}.txt").touch()
    (folder / "other.txt").write_text("关于医联体的通知\n\n各医院应当协作。\n", encoding="utf-8")
    lines = [{"file": "other.txt", "url": f"https://example.org/{ATTACK}"}, {"file": f"absent{ATTACK}"}]
    (folder / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = tiaowen(tmp_path / "library", "add", folder)
    assert result.code == 3
    assert not obeyed(result.out + result.err)
    hit = json.loads(tiaowen(tmp_path / "library", "search", "--json", "分配办法").out)["hits"][0]
    return tmp_path / "library", hit["doc_id"], hit["clause_id"]


@pytest.mark.parametrize("form", [[], ["--json"], ["--jsonl"]])
def test_hits(tiaowen: Callable, library: tuple[Path, str, str], form: list[str]) -> None:
    for query in ("分配办法", "医联体", f"分配{ATTACK}", f"zzyzx{ATTACK}"):
        result = tiaowen(library[0], "search", *form, query)
        assert result.code in {0, 1}
        assert not obeyed(result.out + result.err)


@pytest.mark.parametrize("form", [[], ["--json"], ["--jsonl"]])
def test_an_index_that_attacks(tiaowen: Callable, library: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, form: list[str]) -> None:
    hits = []
    for publisher in (ATTACK, ""):
        source = f"http://[{ATTACK}"
        names = (ATTACK,)
        hits.append(
            Hit(ATTACK, 1.0, ATTACK * 90, ATTACK, names, ATTACK, ATTACK, ATTACK, source, publisher, ATTACK, names, names, names, (), names)
        )
    answer = Answer(ATTACK, tuple(hits), 9, (ATTACK,))
    monkeypatch.setattr("indexer.search.Index.search", lambda *_, **__: answer)
    result = tiaowen(library[0], "search", *form, "薪酬")
    assert result.code == 0
    assert not obeyed(result.out + result.err)


@pytest.mark.parametrize("verb", [["show"], ["show", "--json"], ["repairs"], ["repairs", "--json"]])
def test_a_page_and_a_clause(tiaowen: Callable, library: tuple[Path, str, str], verb: list[str]) -> None:
    folder, doc_id, clause_id = library
    for identifier in (doc_id, clause_id):
        result = tiaowen(folder, *verb, identifier)
        assert result.code == 0
        assert doc_id in result.out
        assert not obeyed(result.out + result.err)


def test_adding_again_as_json_and_removing(tiaowen: Callable, library: tuple[Path, str, str], tmp_path: Path) -> None:
    for form in ([], ["--json"], ["--jsonl"]):
        result = tiaowen(library[0], "add", *form, tmp_path / f"downloads{ATTACK}")
        assert result.code == 3
        assert not obeyed(result.out + result.err)
    result = tiaowen(library[0], "remove", library[1])
    assert result.code == 0
    assert not obeyed(result.out + result.err)


def test_cleaned_text(tiaowen: Callable, library: tuple[Path, str, str], tmp_path: Path) -> None:
    for form in ([], ["--json"], ["--explain"], ["--diff"]):
        result = tiaowen(library[0], "clean", *form, tmp_path / f"downloads{ATTACK}" / f"page{ATTACK}.txt")
        assert result.code == 0
        assert not obeyed((result.out + result.err).replace("\t", ""))  # a diff has a tab behind the name of its file


@pytest.mark.parametrize(
    "words",
    [
        ["show", ATTACK],
        ["remove", f"abc{ATTACK}"],
        ["clean", f"/absent/{ATTACK}"],
        ["search", "--since", ATTACK, "薪酬"],
        [ATTACK],
        [f"--{ATTACK}"],
    ],
)
def test_errors(tiaowen: Callable, library: tuple[Path, str, str], words: list[str]) -> None:
    result = tiaowen(library[0], *words)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert not obeyed(result.err)


def test_a_fault_of_ours_reports_itself_safely(tiaowen: Callable, library: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError(ATTACK)

    monkeypatch.setattr("corpus.store.Corpus.stats", fail)
    result = tiaowen(library[0], "stats")
    assert result.code == 2
    assert result.err.startswith("tiaowen: a fault in tiaowen itself; please report it")
    assert "ZeroDivisionError" in result.err
    assert not obeyed(result.err)


def test_a_library_whose_name_attacks(tiaowen: Callable, tmp_path: Path) -> None:
    result = tiaowen(tmp_path / f"absent{ATTACK}", "search", "薪酬")
    assert result.code == 2
    assert os.fsencode(tmp_path).decode() in result.err
    assert not obeyed(result.err)
