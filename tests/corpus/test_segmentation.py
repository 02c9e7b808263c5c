"""The outline grammar on 150 laws whose articles, items and headings somebody else marked, and on the lines of 3,475 laws.

Denominators: the gold marks at line starts (title lines aside); 17,591 lines in all. Items that the gold leaves unmarked (1., 2. under
（一）) count as false here, although they open something.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from benchmarks.data_sets import laws, marked_laws
from corpus.clauses import split_clauses
from corpus.numbering import opening
from tests.conftest import DATA
from tests.corpus.pages import document

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.data

ITEM_RANK = 6
FAMILY_OF_MARK = {"article": "article", "item": "item", "heading1": "heading", "heading2": "heading"}


class Floor(NamedTuple):
    """How many marks of a family the gold has, and what share must be right and found."""

    marks: int
    precision: float
    recall: float


FLOORS = {"article": Floor(7074, 0.999, 0.999), "item": Floor(4537, 0.994, 0.999), "heading": Floor(779, 0.999, 0.999)}
"""Measured: articles 7,073 of 7,073 right and of 7,074 found; items 4,537 of 4,559 and 4,537; headings 779 of 779 and 779."""

CLAUSE_FLOOR = 0.999
"""Share of the 11,611 marked articles and items at which a clause begins; measured 1."""


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return marked_laws(DATA)


def family(line: str) -> str | None:
    """Return what a line opens, in the gold's terms: there 一、 is a heading."""
    found = opening(line)
    if found is None or found.kind == "article":
        return found and "article"
    return "item" if found.rank >= ITEM_RANK else "heading"


def starts_of_lines(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for line in text.split("\n"):
        yield position, line
        position += len(line) + 1


@pytest.mark.parametrize("name", FLOORS)
def test_openings_line_by_line(gold: list[dict[str, Any]], name: str) -> None:
    marked, read = set(), set()
    for number, row in enumerate(gold):
        marked |= {(number, mark["start"]) for mark in row["gold"] if FAMILY_OF_MARK.get(mark["kind"]) == name}
        read |= {(number, start) for start, line in starts_of_lines(row["text"]) if family(line) == name}
    floor = FLOORS[name]
    assert len(marked) == floor.marks
    right = len(marked & read)
    assert right / len(read) >= floor.precision, f"{right} of {len(read)}"
    assert right / len(marked) >= floor.recall, f"{right} of {len(marked)}"


def test_a_clause_begins_at_every_marked_unit(gold: list[dict[str, Any]]) -> None:
    marked = missed = 0
    for row in gold:
        lines = list(starts_of_lines(row["text"]))
        begun = {
            lines[clause.where[0].block][0]
            for clause in split_clauses(document(*(line for _, line in lines)))
            if clause.where[0].span.start == 0
        }
        for mark in row["gold"]:
            if FAMILY_OF_MARK.get(mark["kind"]) in {"article", "item"}:
                marked += 1
                missed += mark["start"] not in begun
    assert marked == FLOORS["article"].marks + FLOORS["item"].marks
    assert 1 - missed / marked >= CLAUSE_FLOOR, f"{missed} of {marked} missed"


def test_no_word_of_a_law_is_lost_or_doubled(gold: list[dict[str, Any]]) -> None:
    for row in gold:
        page = document(*row["text"].split("\n"))
        found = split_clauses(page)
        places = [place for clause in found for place in clause.where]
        assert places == sorted(places)
        assert all(one.block != other.block or one.span.end <= other.span.start for one, other in pairwise(places))
        read = {place.block for place in places}
        unread = {block.text for line, block in enumerate(page.blocks) if line not in read and any(map(str.isalnum, block.text))}
        assert unread <= {label for clause in found for label in clause.heading_path}


def test_lines_that_start_with_a_year_open_nothing() -> None:
    lines = [line for row in laws(DATA) for line in row["text"].split("\n") if re.match(r"(?:19|20)\d\d", line)]
    assert len(lines) == 7876
    assert [line[:40] for line in lines if opening(line)] == []
