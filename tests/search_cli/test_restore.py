"""What is told of lost text, as a person meets it: shown between marks, found with its flag, never cited as the page's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cleaners.lost_pages import POLICY, cut, stripped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.search_cli.conftest import Result


@pytest.fixture
def library(tmp_path: Path, tiaowen: Callable[..., Result]) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("stripped.txt", stripped()), ("whole.txt", POLICY), ("cut.txt", cut())):
        (folder / name).write_text(text, encoding="utf-8")
    assert tiaowen(tmp_path / "library", "add", folder).code == 0
    return tmp_path / "library"


def hits(result: Result) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(result.out)["hits"]
    return found


def test_a_hit_in_restored_text_says_so(library: Path, tiaowen: Callable[..., Result]) -> None:
    (restored,) = hits(tiaowen(library, "search", "--json", "flag:restored 烈属"))
    assert "restored" in restored["flags"]
    assert "-restored-" in str(restored["clause_id"])


def test_restored_text_never_takes_the_place_of_a_pages_own(library: Path, tiaowen: Callable[..., Result]) -> None:
    for query in ("烈属", "market news 烈属", "烈属优先抽签"):
        found = hits(tiaowen(library, "search", "--json", query))
        own = [hit for hit in found if "烈属" in str(hit["text"]) and "restored" not in hit["flags"]]
        assert [str(hit["source"]).rsplit("/", 1)[-1] for hit in own] == ["whole.txt"]


def test_a_page_shows_what_is_restored_with_its_source_and_version(library: Path, tiaowen: Callable[..., Result]) -> None:
    hit = hits(tiaowen(library, "search", "--json", "flag:restored 烈属"))[0]
    shown = tiaowen(library, "show", str(hit["doc_id"])).out
    assert "⟦restored from " in shown
    assert "临洲市集镇摊点管理办法, passed 2021-04-02, effective 2021-05-01; another version may have stood here: " in shown
    assert shown.count("⟦") == shown.count("⟧")
    one = tiaowen(library, "show", str(hit["clause_id"])).out
    assert "⟦restored from " in one
    assert "烈属" in one


def test_restored_text_is_not_cited_as_the_pages(library: Path, tiaowen: Callable[..., Result]) -> None:
    hit = hits(tiaowen(library, "search", "--json", "flag:restored 烈属"))[0]
    for view in ("--cite=plain", "--raw", "--context"):
        refused = tiaowen(library, "show", view, str(hit["clause_id"]))
        assert refused.code == 2
        assert "no clause of" in refused.err


def test_restore_lists_what_is_told_and_why(library: Path, tiaowen: Callable[..., Result]) -> None:
    said = tiaowen(library, "restore")
    assert said.code == 0
    assert "2 pages lost text" in said.err
    assert "passages, " in said.out
    pages = json.loads(tiaowen(library, "restore", "--json").out)["pages"]
    assert {restoration["kind"] for page in pages for restoration in page["restorations"]} == {"passage", "end"}
    assert all(page["why"] or page["restorations"][0]["kind"] == "end" for page in pages)


def test_nothing_is_found_any_more_when_the_source_is_removed(library: Path, tiaowen: Callable[..., Result]) -> None:
    (whole,) = (hit for hit in hits(tiaowen(library, "search", "--json", "烈属")) if "restored" not in hit["flags"])
    assert tiaowen(library, "remove", str(whole["doc_id"])).code == 0
    assert tiaowen(library, "search", "烈属").code == 1
    assert tiaowen(library, "restore").code == 1


def test_index_does_what_a_killed_add_left_to_do(tmp_path: Path, tiaowen: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library"
    for name, text in (("stripped.txt", stripped()), ("whole.txt", POLICY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with monkeypatch.context() as killed:
        killed.setattr("cleaners.across.ingest.catch_up", lambda _: None)
        assert tiaowen(library, "add", tmp_path / "stripped.txt", tmp_path / "whole.txt").code == 0
    assert tiaowen(library, "search", "flag:restored 烈属").code == 1
    assert tiaowen(library, "index").code == 0
    assert hits(tiaowen(library, "search", "--json", "flag:restored 烈属"))
