"""All that Whoosh does with its own files it does with ours, with the same results and scores: on random documents, segments, removals."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import CompressedBytesColumn, PickleColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import create_in
from whoosh.query import spans
from whoosh.searching import Searcher

from indexer.codec import inversion
from indexer.codec.formats import PlainPositions
from indexer.codec.index import ArrayIndex
from indexer.codec.writing import ArrayCodec
from indexer.columns import NameColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = ["law", "laws", "lawn", "tax", "taxes", "fine", "规定", "规", "应当"]
SCHEMA = Schema(
    name=ID(stored=True, unique=True),
    text=TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
    plain=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
    kind=KEYWORD(stored=True, sortable=True, commas=True),
    year=NUMERIC(stored=True, sortable=True),
    shown=STORED,
)

Document = dict[str, Any]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    words = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
    document: Document = {"text": draw(words), "plain": draw(words), "year": draw(st.integers(1990, 1999))}
    if draw(st.booleans()):
        document["kind"] = draw(st.sampled_from(["act", "notice"]))
        document["shown"] = {"a": [1, None, "医"], "b": draw(st.text(max_size=3))}
    if draw(st.integers(0, 4)) == 0:
        document["_text_boost"] = draw(st.sampled_from([0.5, 2.0, 3.0]))
    return document


LEAVES = st.one_of(
    st.builds(query.Term, st.sampled_from(["text", "plain"]), st.sampled_from(WORDS), boost=st.sampled_from([1.0, 2.5])),
    st.builds(query.Prefix, st.just("text"), st.sampled_from(["law", "t", "规"])),
    st.builds(query.Wildcard, st.just("plain"), st.sampled_from(["*ax*", "l?w"])),
    st.builds(query.FuzzyTerm, st.just("text"), st.sampled_from(["lax", "tine"])),
    st.builds(query.Variations, st.just("text"), st.just("tax")),
    st.builds(query.TermRange, st.just("text"), st.just("g"), st.just("lawz")),
    st.builds(query.NumericRange, st.just("year"), st.integers(1990, 1995), st.just(1997)),
    st.builds(query.Phrase, st.just("text"), st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), slop=st.integers(1, 3)),
    st.just(query.Every()),
    st.builds(query.Every, st.just("kind")),
)


def near(left: str, right: str, slop: int) -> query.Query:
    return spans.SpanNear(query.Term("text", left), query.Term("text", right), slop=slop)


QUERIES = st.recursive(
    st.one_of(LEAVES, st.builds(near, st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(1, 4))),
    lambda inner: st.one_of(
        st.builds(query.And, st.lists(inner, min_size=1, max_size=3)),
        st.builds(query.Or, st.lists(inner, min_size=1, max_size=4)),
        st.builds(query.AndNot, inner, inner),
        st.builds(query.AndMaybe, inner, inner),
        st.builds(query.Require, inner, inner),
        st.builds(query.DisjunctionMax, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda one, other: query.And([one, query.Not(other)]), inner, inner),
    ),
    max_leaves=6,
)


def fill(index: Any, batches: list[list[Document]], removed: list[int], *, optimize: bool) -> Any:  # noqa: ANN401  # whoosh's
    number = 0
    for batch in batches:
        writer = index.writer()
        for document in batch:
            writer.add_document(name=str(number), **document)
            number += 1
        writer.commit(merge=False)
    writer = index.writer()
    for name in removed:
        writer.delete_by_term("name", str(name))
    writer.commit(merge=False, optimize=optimize)
    return index


@st.composite
def filled(draw: st.DrawFn) -> dict[str, Any]:
    batches = draw(st.lists(st.lists(documents(), min_size=1, max_size=8), min_size=1, max_size=3))
    count = sum(map(len, batches))
    return {"batches": batches, "removed": draw(st.lists(st.integers(0, count - 1), max_size=4)), "optimize": draw(st.booleans())}


def outcome(searcher: Any, asked: query.Query, options: dict[str, Any]) -> object:  # noqa: ANN401  # whoosh's
    """Return each hit with its score, and the groups; where Whoosh fails on its own files, as on some odd queries, only how."""
    try:
        results = searcher.search(asked, **options)
        return [(hit.fields(), hit.score) for hit in results], {name: results.groups(name) for name in results.facet_names()}
    except Exception as error:  # noqa: BLE001  # whatever it is, with our files it must be the same
        return type(error)


@pytest.fixture(scope="module")
def stock_and_ours(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Any, Any]]:
    def both(**given: Any) -> tuple[Any, Any]:  # noqa: ANN401  # as fill
        ours = ArrayIndex.create(FileStorage(str(tmp_path_factory.mktemp("ours"))), SCHEMA, "MAIN")
        return fill(create_in(str(tmp_path_factory.mktemp("stock")), SCHEMA), **given), fill(ours, **given)

    return both


SLOW = settings(
    deadline=None,
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(given_=filled(), asked=st.lists(QUERIES, min_size=1, max_size=6), facet=st.sampled_from(["year", "kind"]))
def test_every_query_finds_and_scores_the_same(
    stock_and_ours: Callable[..., tuple[Any, Any]], given_: dict[str, Any], asked: list[query.Query], facet: str
) -> None:
    stock, ours = stock_and_ours(**given_)
    with stock.searcher() as one, Searcher(ours.reader()) as other:
        for wanted in asked:
            for options in ({"limit": 3}, {"limit": None}, {"limit": None, "sortedby": facet}, {"limit": None, "groupedby": facet}):
                assert outcome(other, wanted, options) == outcome(one, wanted, options)


@SLOW
@given(given_=filled())
def test_terms_and_documents_are_the_same(stock_and_ours: Callable[..., tuple[Any, Any]], given_: dict[str, Any]) -> None:
    stock, ours = stock_and_ours(**given_)
    with stock.reader() as one, ours.reader() as other:
        assert list(other.all_terms()) == list(one.all_terms())
        assert list(other.all_stored_fields()) == list(one.all_stored_fields())
        assert (other.doc_count(), other.doc_count_all()) == (one.doc_count(), one.doc_count_all())
        for field, term in one.all_terms():
            infos = [reader.term_info(field, term) for reader in (one, other)]
            assert vars(infos[1]) == {name: value for name, value in vars(infos[0]).items() if name in vars(infos[1])}
            for kind in ("frequency", "weight", *(("positions",) if field == "text" else ())):
                items = [list(reader.postings(field, term).items_as(kind)) for reader in (one, other)]
                assert items[1] == items[0]
        for field in ("text", "plain"):
            assert other.field_length(field) == one.field_length(field)
            assert list(other.terms_from(field, "law")) == list(one.terms_from(field, "law"))
            assert list(other.terms_within(field, "lax", 1)) == list(one.terms_within(field, "lax", 1))
            assert [other.doc_field_length(n, field) for n in other.all_doc_ids()] == [
                one.doc_field_length(n, field) for n in one.all_doc_ids()
            ]


PHRASES = st.builds(
    query.Phrase, st.just("text"), st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), boost=st.sampled_from([1.0, 2.0])
)
TERMS = st.builds(
    query.Term, st.sampled_from(["text", "plain", "kind"]), st.sampled_from([*WORDS, "act"]), boost=st.sampled_from([1.0, 2.5])
)
IN_ARRAYS = st.recursive(
    st.one_of(TERMS, TERMS, PHRASES),
    lambda inner: st.one_of(
        st.builds(query.And, st.lists(inner, min_size=1, max_size=3), boost=st.sampled_from([1.0, 0.5])),
        st.builds(query.Or, st.lists(inner, min_size=1, max_size=5), boost=st.sampled_from([1.0, 3.0])),
        st.builds(query.Not, inner),
        st.builds(lambda one, other: query.And([one, query.Not(other)]), inner, inner),
    ),
    max_leaves=8,
)
LIMITS = st.fixed_dictionaries({}, optional={"filter": IN_ARRAYS, "mask": IN_ARRAYS})


@SLOW
@given(given_=filled(), asked=st.lists(IN_ARRAYS, min_size=1, max_size=8), limits=LIMITS)
def test_arrays_find_what_whoosh_finds_with_its_scores(
    stock_and_ours: Callable[..., tuple[Any, Any]], given_: dict[str, Any], asked: list[query.Query], limits: dict[str, query.Query]
) -> None:
    stock, ours = stock_and_ours(**given_)
    with stock.searcher() as one, ours.searcher() as other, pytest.MonkeyPatch.context() as patch:
        # Whoosh's Not lets a removed document pass if it is the last one that its part does not find.
        there = {number for number in range(one.doc_count_all()) if not one.reader().is_deleted(number)}
        expected = [{hit.docnum: hit.score for hit in one.search(wanted, limit=None, **limits) if hit.docnum in there} for wanted in asked]
        patch.delattr(Searcher, "search")  # else Whoosh would be compared with itself
        for wanted, scores in zip(asked, expected, strict=True):
            every, best = (other.search(wanted, limit=limit, **limits) for limit in (None, 3))
            assert {hit.docnum: hit.score for hit in every} == pytest.approx(scores, rel=1e-12)
            assert [hit.score for hit in every] == sorted((hit.score for hit in every), reverse=True)
            assert [(hit.docnum, hit.score) for hit in best] == [(hit.docnum, hit.score) for hit in every][:3]
            assert (len(best), len(every)) == (len(scores), len(scores))
        # Whoosh's own AndNot forgets to look at its second part's documents before the first one of its first part.
        for (left, scores), (right, others) in pairwise(zip(asked, expected, strict=True)):
            kept = {number: score for number, score in scores.items() if number not in others}
            assert {hit.docnum: hit.score for hit in other.search(query.AndNot(left, right), limit=None, **limits)} == pytest.approx(
                kept, rel=1e-12
            )


@SLOW
@given(given_=filled(), asked=QUERIES)
def test_what_has_no_form_in_arrays_goes_through_whoosh(
    stock_and_ours: Callable[..., tuple[Any, Any]], given_: dict[str, Any], asked: query.Query
) -> None:
    stock, ours = stock_and_ours(**given_)
    with stock.searcher() as one, ours.searcher() as other:
        for options in ({"limit": None, "sortedby": "year"}, {"limit": None, "groupedby": "kind"}, {"limit": None, "terms": True}):
            assert outcome(other, asked, options) == outcome(one, asked, options)


@pytest.mark.parametrize("field", [COLUMN(PickleColumn(CompressedBytesColumn())), TEXT(vector=Positions()), TEXT(chars=True)])
def test_a_field_that_would_be_pickled_or_has_no_form_is_refused_by_name(tmp_path: Path, field: object) -> None:
    index = ArrayIndex.create(FileStorage(str(tmp_path)), Schema(odd=field), "MAIN")
    with pytest.raises(TypeError, match="field odd"):
        index.writer()


def test_what_json_has_no_form_for_is_not_stored(tmp_path: Path) -> None:
    writer = ArrayIndex.create(FileStorage(str(tmp_path)), Schema(made=STORED), "MAIN").writer()
    with pytest.raises(TypeError, match="datetime"):
        writer.add_document(made=datetime(2021, 6, 17, tzinfo=UTC))
    writer.cancel()


def test_more_values_than_whoosh_s_own_column_keeps(tmp_path: Path) -> None:
    """Whoosh warns, and gives the 65,536th value and all behind it as nothing: no support of a document for its clauses."""
    index = ArrayIndex.create(FileStorage(str(tmp_path)), Schema(page=COLUMN(NameColumn())), "MAIN")
    count = 66_000
    writer = index.writer()
    for number in range(count):
        writer.add_document(page=str(number).encode())
    writer.commit()
    with index.reader() as reader:
        column = reader.column_reader("page", translate=False)
        assert [column[number] for number in (0, 255, 256, 65_535, 65_536, count - 1)] == [
            b"0",
            b"255",
            b"256",
            b"65535",
            b"65536",
            b"65999",
        ]


@pytest.mark.parametrize("bound", [1, 40, 200])
def test_postings_that_memory_does_not_hold_come_out_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: int) -> None:
    batch = [{"text": f"law {'tax ' * number}w{number}", "plain": "law fine fine", "_text_boost": 2.0} for number in range(30)]

    def files(folder: Path) -> dict[str, bytes]:
        folder.mkdir()
        index = ArrayIndex.create(FileStorage(str(folder)), SCHEMA, "MAIN")
        writer = index.writer(codec=ArrayCodec("1"))
        for document in batch:
            writer.add_document(**document)
        writer.commit()
        return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}

    whole = files(tmp_path / "whole")
    monkeypatch.setattr(inversion, "MOST_IN_MEMORY", bound)
    assert files(tmp_path / "runs") == whole


def test_plain_positions_are_whoosh_s_positions(tmp_path: Path) -> None:
    def index(name: str, format_: Positions) -> Any:  # noqa: ANN401  # whoosh's
        text = TEXT(analyzer=SpaceSeparatedTokenizer())
        text.format = format_
        (tmp_path / name).mkdir()
        made = ArrayIndex.create(FileStorage(str(tmp_path / name)), Schema(text=text), "MAIN")
        batch = [{"text": text} for text in ("tax law tax", "law tax", "规定 应当 规定", "", "tax " * 300 + "law")]
        writer = made.writer()
        for document in batch:
            writer.add_document(**document)
        writer.commit()
        return made

    with index("stock", Positions()).searcher() as one, index("plain", PlainPositions()).searcher() as other:
        for term in one.reader().field_terms("text"):
            for kind in ("positions", "frequency", "weight"):
                items = [list(searcher.postings("text", term).items_as(kind)) for searcher in (one, other)]
                assert items[0] == items[1]
        asked = query.Phrase("text", ["tax", "law"])
        assert [hit.docnum for hit in other.search(asked)] == [hit.docnum for hit in one.search(asked)]
        assert {hit.docnum for hit in other.search(asked)} == {0, 4}


def test_documents_without_any_column_are_counted_when_they_are_merged(tmp_path: Path) -> None:
    index = ArrayIndex.create(FileStorage(str(tmp_path)), Schema(text=TEXT(analyzer=SpaceSeparatedTokenizer())), "MAIN")
    for text in ("", "law", ""):
        writer = index.writer()
        writer.add_document(text=text)
        writer.commit(optimize=True)
    with index.searcher() as searcher:
        assert searcher.doc_count_all() == 3
        assert [searcher.reader().doc_field_length(number, "text", 0) for number in range(3)].count(1) == 1
