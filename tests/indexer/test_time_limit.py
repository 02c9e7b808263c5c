"""A search that runs out of time is refused, wherever it is by then; nothing else depends on the clock."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause
from indexer import time_limit
from indexer.errors import QueryError
from indexer.time_limit import OutOfTimeError, check_time, in_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.search import Index

CARD = Card(title="药品管理法", source="https://example.org/a", issuers=("云泽省人民政府",), published="2021-06-01")
CLAUSES = [
    Clause("p-1", "完善公立医院薪酬制度，推进医联体建设。", "zh", path="1", doc_id="p", card=CARD),
    Clause("p-2", "The salary system of public hospitals is reformed.", "en", heading_path=("Salary",), path="2", doc_id="p", card=CARD),
    Clause("q-1", "reimbursement of drugs; salary rules", "en", doc_id="q"),
]

QUERIES = [
    ("words", "salary reform", {}),
    ("a phrase", '"salary system"', {}),
    ("a lone character", '"薪" 医联体', {}),
    ("conditions", "salary -drugs source:example", {}),
    ("a prefix", "reim*", {}),
    ("near", "salary NEAR/5 public", {}),
    ("dates", "salary date:2020..2022", {}),
    ("a citation", "药品管理法第一条", {}),
    ("facets", "salary", {"facets": ("issuer",)}),
    ("limits", "salary", {"since": "2020", "issuer": "云泽"}),
]


def stop_at(patch: pytest.MonkeyPatch, look: int) -> Callable[[], int]:
    """Let the time be over at the given look at the clock, the first being the one that sets the limit; return how many there were."""
    looks = count()
    seen = [0]

    def clock() -> float:
        seen[0] = next(looks)
        return 0.0 if seen[0] < look else 2.0

    patch.setattr(time_limit, "thread_time", clock)
    return lambda: seen[0]


@pytest.mark.parametrize(("query", "options"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_wherever_the_time_is_over_the_search_is_refused_whole(
    indexed: Callable[..., Index], monkeypatch: pytest.MonkeyPatch, query: str, options: dict[str, object]
) -> None:
    index = indexed(*CLAUSES)
    whole = index.search(query, **options, timeout=float("inf"))
    assert whole.total
    looks = 0
    for look in count(1):
        seen = stop_at(monkeypatch, look)
        try:
            answer = index.search(query, **options)
        except OutOfTimeError as error:
            assert str(error).startswith("the search was not done after 1 s; ask for less")  # noqa: PT017
            assert "--timeout 4" in str(error)  # noqa: PT017
            looks += 1
            continue
        assert seen() < look
        assert answer == whole
        break
    assert looks > 2


def test_what_was_meant_is_left_out_and_said_where_the_time_is_over(indexed: Callable[..., Index], monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed(*CLAUSES)
    assert index.search("salery").suggestions == ("salary",)
    said = set()
    for look in count(1):
        seen = stop_at(monkeypatch, look)
        try:
            answer = index.search("salery")
        except OutOfTimeError:
            continue
        said.add((answer.suggestions, answer.notes))
        if seen() < look:
            break
    assert said == {
        ((), ("no time was left to look for what may have been meant; give it more with --timeout",)),
        (("salary",), ()),
    }


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_limit_that_is_none_is_refused(indexed: Callable[..., Index], seconds: float) -> None:
    with pytest.raises(QueryError, match="leaves no time to search; give more than 0 seconds"):
        indexed(*CLAUSES).search("salary", timeout=seconds)


def test_more_like_this_has_a_limit_too(indexed: Callable[..., Index], monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed(*CLAUSES)
    assert index.more_like("p-2").hits
    stop_at(monkeypatch, 2)
    with pytest.raises(OutOfTimeError):
        index.more_like("p-2")


def test_a_long_list_is_stopped_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_at(monkeypatch, 3)
    taken: list[int] = []
    with time_limit.time_limit(1), pytest.raises(OutOfTimeError):
        taken.extend(in_time(range(100_000)))
    assert 0 < len(taken) < 1000
    check_time()  # outside there is no limit
