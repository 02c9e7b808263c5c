"""Queries that cost too much: one line that says what and what to do, and exit code 2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from indexer import time_limit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("x" * 1001, "the query has 1001 characters, at most 1000 are read; shorten it"),
        ("(" * 21 + "a OR b" + ")" * 21, "brackets stand more than 20 deep (character 21); leave some out"),
        ("salary " + "-a " * 200, "the query has 200 conditions, at most 128 are read; shorten it"),
        ("*form", "* stands before a word (character 1); a word is found by its beginning: write word*, or leave the * out"),
        ("医*", "医* stands for too many words (character 1); give at least 2 Chinese characters or 3 letters before the *"),
        ("re*", "re* stands for too many words (character 1); give at least 2 Chinese characters or 3 letters before the *"),
    ],
)
def test_what_is_too_much_is_said_with_the_next_step(tiaowen: Callable, small_library: Path, query: str, says: str) -> None:
    result = tiaowen(small_library, "search", query)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"tiaowen: {says}"


def test_a_search_that_takes_too_long_is_refused(tiaowen: Callable, small_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(1_000_000))
    monkeypatch.setattr(time_limit, "thread_time", lambda: float(next(seconds)))
    result = tiaowen(small_library, "search", "--timeout", "3", "salary")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "tiaowen: the search was not done after 3 s; ask for less (rarer words, longer prefixes, fewer alternatives),"
        " or give it more time: --timeout 12\n"
    )
    assert tiaowen(small_library, "search", "--timeout", "1e6", "salary").code == 0
    clause_id = json.loads(tiaowen(small_library, "search", "--timeout", "1e6", "--json", "salary").out)["hits"][0]["clause_id"]
    assert tiaowen(small_library, "more-like", clause_id).code == 2
    assert tiaowen(small_library, "more-like", "--timeout", "1e6", clause_id).code == 0


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "soon"])
def test_a_limit_that_is_none_is_refused(tiaowen: Callable, small_library: Path, seconds: str) -> None:
    result = tiaowen(small_library, "search", "--timeout", seconds, "salary")
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1


def test_one_query_of_a_file_that_is_refused_stops_no_other(tiaowen: Callable, small_library: Path, tmp_path: Path) -> None:
    (tmp_path / "queries.txt").write_text("*form\nsalary\n", encoding="utf-8")
    result = tiaowen(small_library, "search", "--jsonl", "--file", tmp_path / "queries.txt")
    assert result.code == 3
    assert [("error" in line, "hits" in line) for line in result.out.splitlines()] == [(True, False), (False, True)]
