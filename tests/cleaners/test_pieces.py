"""Pieces that hold spans of a block's text: every character of a span once, wherever tags and edits cut it."""

from __future__ import annotations

from cleaners.pieces import held
from corpus.model import Block, CleanSpan, Piece, RawSpan

BLOCK = Block("paragraph", (Piece("县医", RawSpan(3, 5)), Piece("&", RawSpan(5, 10), 1), Piece("院费用", RawSpan(14, 17))))


def test_a_span_over_three_pieces_is_given_piece_by_piece() -> None:
    found = [(one.piece.text, one.spans, [one.raw(span) for span in one.spans]) for one in held(BLOCK, [CleanSpan(1, 5)])]
    assert found == [
        ("县医", [(1, 2)], [RawSpan(4, 5)]),
        ("&", [(0, 1)], [RawSpan(5, 10)]),
        ("院费用", [(0, 2)], [RawSpan(14, 16)]),
    ]


def test_spans_of_one_piece_stay_together_and_pieces_without_any_are_passed_over() -> None:
    found = [(one.piece.text, one.spans) for one in held(BLOCK, [CleanSpan(0, 1), CleanSpan(1, 2), CleanSpan(4, 6)])]
    assert found == [("县医", [(0, 1), (1, 2)]), ("院费用", [(1, 3)])]


def test_no_span_is_held_by_nothing() -> None:
    assert list(held(BLOCK, [])) == []
