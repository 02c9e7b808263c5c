from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.suggest import edit_distance

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = (
    "Ambulances reach every village.",
    "Each county builds a medical alliance.",
    "各县组建医联体，由一家医院牵头。",
    "退出程序由章程规定。",
    "Pharmacists teach.",
)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("pharmasists", "pharmacists"),
        ("vilage", "village"),
        ("yiliantizhidu", "医联体"),
        ("医连体", "医联体"),
        ("推出程序牵头人", None),
        ("zzzzzzz", None),
    ],
)
def test_what_was_meant_is_offered_and_finds_something(indexed: Callable, query: str, offered: str | None) -> None:
    index = indexed(*TEXTS)
    answer = index.search(query)
    if offered is None:
        assert answer.suggestions == ()
        return
    assert answer.hits == ()
    assert answer.suggestions[0] == offered
    assert all(index.search(suggestion).total for suggestion in answer.suggestions)


def test_only_the_word_at_fault_is_changed(indexed: Callable) -> None:
    answer = indexed(*TEXTS).search("county AND aliance")
    assert (answer.total, answer.suggestions) == (0, ("county AND alliance",))


def test_two_words_at_fault_are_changed_together_first(indexed: Callable) -> None:
    assert indexed(*TEXTS).search("vilage AND ambulanses").suggestions[0] == "village AND ambulance"


def test_nothing_is_offered_where_something_is_found(indexed: Callable) -> None:
    answer = indexed(*TEXTS).search("village")
    assert (answer.total, answer.suggestions) == (1, ())


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("abc", "abc", 0), ("abc", "abd", 1), ("abcd", "acbd", 1), ("abc", "abcd", 1), ("abc", "xyz", 3), ("", "ab", 2)],
)
def test_edit_distance(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 2) == edit_distance(other, one, 2) == distance
