"""A word in -ence that only stands as -ance in the library finds nothing, and what was meant is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.model import Clause
from indexer.build import build_index
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.search import Index

CLAUSES = (
    Clause("ambulance", "An ambulance reaches every village.", "en"),
    Clause("reference", "The reference price, and its referral.", "en"),
    Clause("assist", "Doctors assist the poor.", "en"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("slips")
    build_index(CLAUSES, folder)
    with open_index(folder) as opened:
        yield opened


@pytest.mark.parametrize("query", ["ambulence", "Ambulences", "AMBULENCE"])
def test_a_misspelt_word_finds_nothing_and_the_right_one_is_offered(index: Index, query: str) -> None:
    answer = index.search(query)
    assert answer.hits == ()
    assert any(offered.lower().startswith("ambulance") for offered in answer.suggestions)


@pytest.mark.parametrize(
    ("query", "found"), [("ambulance", "ambulance"), ("ambulances", "ambulance"), ("reference", "reference"), ("assistance", "assist")]
)
def test_words_and_their_other_forms_are_found(index: Index, query: str, found: str) -> None:
    assert [hit.clause_id for hit in index.search(query).hits] == [found]


def test_beside_a_misspelt_word_the_others_are_found(index: Index) -> None:
    assert [hit.clause_id for hit in index.search("ambulence doctors").hits] == ["assist"]
