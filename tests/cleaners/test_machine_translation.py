"""Machine translation on whole pages: flagged with what shows it; people's English, official or not, is not."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from benchmarks.data_sets import taiwan_articles
from cleaners.pipeline import clean_page
from corpus.model import Cleaned, RawPage
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Zhao wenbin said that the county pays its hospitals in advance."
VISITS = "Last year there were 35,000 person-times."
MASSES = "The masses were satisfied."
PLAIN = "The county pays its hospitals in advance and keeps the accounts of every village in its own books for ten years."


def cleaned(*paragraphs: str) -> Cleaned:
    result = clean_page(RawPage("\n\n".join(paragraphs), "page"))
    result.check()
    return result


def flags(*paragraphs: str) -> list[str]:
    return [flag.name for flag in cleaned(*paragraphs).document.flags]


def test_three_kinds_together_are_flagged_and_named() -> None:
    (flag,) = cleaned(PLAIN, NAME, VISITS, MASSES, PLAIN).document.flags
    assert flag.name == "machine-translated"
    for words in ("Zhao wenbin said", "person-times", "The masses"):
        assert words in flag.evidence


def test_the_flag_spans_the_evidence() -> None:
    result = cleaned(PLAIN, NAME, VISITS, MASSES, PLAIN)
    assert result.decoded.text[slice(*result.document.flags[0].span)] == f"{NAME}\n\n{VISITS}\n\n{MASSES}"


@pytest.mark.parametrize("paragraphs", [(NAME, VISITS), (NAME, MASSES), (VISITS, MASSES), (NAME, NAME, NAME)])
def test_less_is_not(paragraphs: tuple[str, ...]) -> None:
    assert flags(PLAIN, *paragraphs, PLAIN) == []


def test_nor_is_what_stands_far_apart() -> None:
    between = [f"{PLAIN} It does so in the year {year}." for year in range(1990, 2020)]
    assert flags(NAME, *between, VISITS, *between[:1], MASSES) == []


def test_nothing_is_edited() -> None:
    assert cleaned(PLAIN, NAME, VISITS, MASSES, PLAIN).edits == ()


@pytest.mark.data
def test_laws_that_people_translated_are_not_flagged() -> None:
    laws = [list(law) for _, law in groupby(taiwan_articles(DATA), key=lambda article: article["law_en"])][::40]
    assert len(laws) > 20
    flagged = [law[0]["law_en"] for law in laws if "machine-translated" in flags(*(article["en"] for article in law))]
    assert flagged == []


@pytest.mark.seeds
@pytest.mark.parametrize(("seed", "expected"), [("000", True), ("001", False), ("002", True), ("003", True), ("004", False)])
def test_the_seeds(seeds: list[Path], seed: str, *, expected: bool) -> None:
    path = next(path for path in seeds if path.name.startswith(seed))
    assert ("machine-translated" in flags(path.read_text(encoding="utf-8"))) is expected
