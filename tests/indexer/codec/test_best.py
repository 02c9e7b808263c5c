"""The best few are found without scoring the rest: the very documents and scores that scoring all would give."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from indexer.codec import postings, segment_search, writing
from indexer.codec.best import Scorer
from indexer.codec.index import ArrayIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

WORDS = [f"w{number}" for number in range(40)]
"""The first stand in nearly every text, the last in few."""

SIZES = (3_000, 700, 90)


def text(chance: random.Random) -> str:
    return " ".join(WORDS[min(int(chance.expovariate(0.15)), len(WORDS) - 1)] for _ in range(chance.choice((1, 2, 5, 12, 30, 80))))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Three segments with removed documents, all lists of twenty documents with a table of their ranges, and marks."""
    schema = Schema(name=ID(unique=True), text=TEXT(analyzer=SpaceSeparatedTokenizer()))
    index = ArrayIndex.create(FileStorage(str(tmp_path_factory.mktemp("best"))), schema, "MAIN")
    chance = random.Random(1)  # noqa: S311  # no secret
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_LEAST_POSTINGS", 20)
        patch.setattr(postings, "_LEAST_MARKED", 20)
        patch.setattr(segment_search, "_MANY", 0)
        for first, size in zip((0, 10_000, 20_000), SIZES, strict=True):
            writer = index.writer()
            for number in range(first, first + size):
                writer.add_document(name=str(number), text=text(chance))
            writer.commit(merge=False)
        writer = index.writer()
        for number in (*range(0, 3_000, 7), *range(10_000, 10_010)):
            writer.delete_by_term("name", str(number))
        writer.commit(merge=False)
        with index.searcher() as opened:
            assert len(opened.leaf_searchers()) == len(SIZES)
            yield opened


TERMS = st.builds(query.Term, st.just("text"), st.sampled_from([*WORDS, "absent"]), boost=st.sampled_from([1.0, 1.0, 2.5]))
QUERIES = st.one_of(
    TERMS,
    st.builds(query.And, st.lists(TERMS, min_size=1, max_size=4)),
    st.builds(query.Or, st.lists(TERMS, min_size=1, max_size=6)),
    st.builds(query.Phrase, st.just("text"), st.lists(st.sampled_from(WORDS[:12]), min_size=2, max_size=3)),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    asked=QUERIES,
    limit=st.sampled_from([1, 3, 10, 200]),
    limits=st.fixed_dictionaries({}, optional={"filter": TERMS, "mask": TERMS}),
)
def test_the_best_few_are_those_of_all(searcher: Any, asked: query.Query, limit: int, limits: dict[str, query.Query]) -> None:  # noqa: ANN401  # whoosh's
    every, few = (searcher.search(asked, limit=many, **limits) for many in (None, limit))
    assert few.top_n == every.top_n[:limit]
    assert (len(few), few.docs()) == (len(every), {number for _, number in every.top_n})


@pytest.mark.parametrize(
    "asked",
    [
        query.Term("text", "w0"),
        query.Or([query.Term("text", "w0"), query.Term("text", "w5")]),
        query.And([query.Term("text", "w0"), query.Term("text", "w1")]),
        query.Phrase("text", ["w0", "w1"]),
    ],
)
def test_most_postings_are_not_scored(searcher: Any, monkeypatch: pytest.MonkeyPatch, asked: query.Query) -> None:  # noqa: ANN401  # as above
    scored = []
    scores = Scorer.scores

    def counted(self: Scorer, weights: NDArray[Any], numbers: NDArray[Any]) -> NDArray[Any]:
        scored.append(len(numbers))
        return scores(self, weights, numbers)

    monkeypatch.setattr(Scorer, "scores", counted)
    searcher.search(asked, limit=1)
    few = sum(scored)
    scored.clear()
    searcher.search(asked, limit=None)
    assert 0 < few < sum(scored) / 2
