"""The union of copies, as numbers: passage 3 is what every copy has in third place, if it has it."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from cleaners.union import union_order
from corpus.numbering import opening


def ordered(*copies: list[int]) -> list[int]:
    return union_order([passage for copy in copies for passage in copy], {})[0]


def test_copies_that_each_lack_something_give_the_whole() -> None:
    assert ordered([0, 1, 3, 4, 6, 7], [0, 1, 2, 3, 5, 6, 7]) in ([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 5, 4, 6, 7])


def test_stretches_of_two_copies_in_turn_are_read_in_order() -> None:
    assert ordered([0, 1, 2, 3], [0, 2, 3], [4, 5, 6], [4, 6, 7], [7, 8, 9], [8, 9]) == list(range(10))


def test_a_passage_that_stood_at_the_end_goes_where_two_other_copies_have_it() -> None:
    assert ordered([0, 1, 3, 4, 5], [2, 3, 4, 5], [0, 1, 2, 3], [1, 2, 3, 5]) == list(range(6))


def test_numbers_of_articles_decide_where_the_page_does_not() -> None:
    texts = ["第一条 甲", "第二条 乙", "第三条 丙", "第四条 丁", "第五条 戊"]
    numbers = {at: opening(text) for at, text in enumerate(texts)}
    order, _ = union_order([0, 1, 3, 4, 2, 3, 4], numbers)
    assert order == [0, 1, 2, 3, 4]


def test_what_stands_between_two_copies_is_no_part_of_the_text() -> None:
    order, outside = union_order([0, 1, 2, 3, 90, 91, 0, 1, 2, 3], {})
    assert (order, outside) == ([90, 91, 0, 1, 2, 3], [90, 91])


@pytest.mark.parametrize("seed", range(20))
def test_every_passage_is_read_once_whatever_the_page(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311  # a sample, no secret
    page = [chosen.randrange(12) for _ in range(60)]
    assert sorted(union_order(page, {})[0]) == sorted(set(page))


@pytest.mark.parametrize("seed", range(10))
def test_four_copies_without_three_in_ten_passages_keep_nearly_all_steps(seed: int) -> None:
    """Measured: 0.98 and more of the steps in the mean."""
    chosen = random.Random(seed)  # noqa: S311  # a sample, no secret
    copies = [[passage for passage in range(30) if chosen.random() > 0.3] for _ in range(4)]
    place = {passage: at for at, passage in enumerate(ordered(*copies))}
    steps = {step for copy in copies for step in pairwise(copy)}
    assert sum(place[one] < place[other] for one, other in steps) >= 0.93 * len(steps)
