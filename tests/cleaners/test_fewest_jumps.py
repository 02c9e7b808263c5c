"""The order in which a page jumps least: passage 3 is what stands third in the text."""

from __future__ import annotations

from cleaners.fewest_jumps import fewest_jumps, steps_of


def test_a_text_begins_where_its_copies_begin() -> None:
    page = [0, 1, 2, 3, 4, 0, 1, 3, 4, 0, 2, 3, 4]
    assert fewest_jumps([3, 4, 0, 1, 2], steps_of(page)) == [0, 1, 2, 3, 4]


def test_passages_that_stand_too_late_are_read_where_the_page_has_them() -> None:
    page = [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 4, 5, 6, 7]
    assert fewest_jumps([0, 1, 4, 5, 6, 7, 2, 3], steps_of(page)) == list(range(8))


def test_an_order_in_which_the_page_does_not_jump_is_kept() -> None:
    assert fewest_jumps([4, 2, 7], steps_of([4, 2, 7])) == [4, 2, 7]


def test_a_page_of_nothing_has_no_order() -> None:
    assert fewest_jumps([], steps_of([])) == []


def test_no_passage_is_lost_where_the_page_contradicts_itself() -> None:
    page = [3, 1, 2, 1, 3, 2, 3, 1, 0, 2, 0]
    assert sorted(fewest_jumps([0, 1, 2, 3], steps_of(page))) == [0, 1, 2, 3]
