"""The model as JSON: what is stored comes back equal, whatever a page holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import (
    Block,
    ByteException,
    Card,
    Clause,
    Cleaned,
    CleanSpan,
    Decoded,
    DocNumber,
    Document,
    Edit,
    Flag,
    Part,
    Piece,
    Place,
    RawSpan,
)
from corpus.serial import from_json, from_plain, to_json, to_plain

ANY_TEXT = st.text(st.characters(), max_size=8)  # lone surrogates and control characters too
SPANS = st.builds(RawSpan, st.integers(0, 99), st.integers(0, 99))
FLAGS = st.builds(Flag, ANY_TEXT, SPANS, ANY_TEXT)
TEXTS = st.lists(ANY_TEXT, max_size=2).map(tuple)


def some(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=3).map(tuple)


EDITS = st.builds(
    Edit, st.integers(0, 9), ANY_TEXT, st.integers(1, 9), SPANS, ANY_TEXT, ANY_TEXT,
    inverse=st.none() | ANY_TEXT, twin=st.none() | SPANS, confidence=st.floats(0, 1),
)  # fmt: skip
PIECES = st.builds(Piece, ANY_TEXT, SPANS, st.none() | st.integers(0, 9))
BLOCKS = st.builds(
    Block, st.sampled_from(["title", "gap", "paragraph"]), some(PIECES), ANY_TEXT, ANY_TEXT,
    st.integers(0, 3), st.integers(0, 6), some(FLAGS),
)  # fmt: skip
NUMBERS = st.builds(DocNumber, ANY_TEXT, st.none() | ANY_TEXT)
PARTS = st.builds(Part, st.sampled_from(["policy", "news"]), ANY_TEXT, some(NUMBERS), TEXTS, TEXTS)
DOCUMENTS = st.builds(
    Document, ANY_TEXT, ANY_TEXT, ANY_TEXT, some(BLOCKS), some(PARTS), ANY_TEXT, some(FLAGS),
    st.none() | st.dates(), ANY_TEXT, TEXTS, TEXTS, some(NUMBERS), TEXTS,
)  # fmt: skip
DECODED = st.builds(Decoded, ANY_TEXT, ANY_TEXT, TEXTS, some(st.builds(ByteException, SPANS, st.binary(max_size=5))))
CLEANED = st.builds(Cleaned, DOCUMENTS, some(EDITS), some(SPANS), DECODED)
CARDS = st.builds(Card, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, TEXTS, TEXTS, TEXTS)
PLACES = st.builds(Place, st.integers(0, 9), st.builds(CleanSpan, st.integers(0, 9), st.integers(0, 9)))
CLAUSES = st.builds(
    Clause, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, TEXTS, ANY_TEXT, ANY_TEXT, ANY_TEXT, some(PLACES), CARDS
)  # fmt: skip


@given(CLEANED)
@settings(deadline=None)
def test_a_cleaned_page_comes_back_equal(cleaned: Cleaned) -> None:
    assert from_json(Cleaned, to_json(cleaned)) == cleaned


@given(CLAUSES)
@settings(deadline=None)
def test_a_clause_comes_back_equal(clause: Clause) -> None:
    assert from_json(Clause, to_json(clause)) == clause


def test_types_come_back_and_not_only_equal_tuples() -> None:
    block = Block("paragraph", (Piece("第一条", RawSpan(0, 3)),), flags=(Flag("truncated", RawSpan(1, 2), "…"),))
    document = Document("d", "", "zh", (block,), (), "a", published=date(2021, 6, 17))
    back = from_json(Document, to_json(document))
    assert isinstance(back.blocks[0].pieces[0], Piece)
    assert isinstance(back.blocks[0].pieces[0].raw, RawSpan)
    assert isinstance(back.blocks[0].flags[0], Flag)
    assert back.published == date(2021, 6, 17)


def test_fields_are_written_by_name() -> None:
    decoded = Decoded("中", "gb18030", ("declared",), (ByteException(RawSpan(0, 1), b"\xff\xfe"),))
    assert to_plain(decoded) == {
        "text": "中",
        "encoding": "gb18030",
        "evidence": ["declared"],
        "exceptions": [{"span": [0, 1], "data": "//4="}],
    }


def test_a_field_that_the_file_lacks_takes_its_default() -> None:
    assert from_plain(Card, {"title": "通知"}) == Card(title="通知")


def test_a_field_that_the_model_no_longer_has_is_left_out() -> None:
    assert from_plain(Card, {"title": "通知", "colour": "red"}) == Card(title="通知")


def test_two_halves_of_a_surrogate_pair_stay_two() -> None:
    # Read as UTF-16 they would be one character; as names of files they are two.
    assert from_json(Card, to_json(Card(source="\ud83d\ude00"))).source == "\ud83d\ude00"


def test_what_is_no_part_of_the_model_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no part of the model"):
        to_plain({"a"})
