"""Versions in order: each kind of evidence decides where stronger ones are silent; what nothing decides stays open."""

from __future__ import annotations

from itertools import permutations

import pytest

from corpus.editions import Version
from corpus.typed_dates import TypedDate
from corpus.versions import Timeline, compare_versions, confirm, contradict, order_versions, read_timeline


@pytest.mark.parametrize(
    ("earlier", "later", "evidence"),
    [
        (Timeline(edition=8), Timeline(edition=9, published="2020"), "edition 8 before edition 9"),
        (Timeline(passed="2018-10-26"), Timeline(passed="2023-12-29"), "enacted 2018-10-26 before enacted 2023-12-29"),
        (Timeline(passed="2018"), Timeline(passed="2023-12-29"), "enacted 2018 before enacted 2023-12-29"),
        (Timeline(made="2021-05"), Timeline(made="2021-06-17"), "made 2021-05 before made 2021-06-17"),
        (
            Timeline(effective="2009-08-01"),
            Timeline(effective="2024-10-01", passed="2024-08-22"),
            "effective 2009-08-01 before effective 2024-10-01",
        ),
        (
            Timeline(published="1999-10-07"),
            Timeline(published="1999-10-07", passed="2023-04-27"),
            "last dated 1999-10-07 before last dated 2023-04-27",
        ),
        (Timeline(number_year="2019"), Timeline(number_year="2021"), "numbered 2019 before numbered 2021"),
        (Timeline(stage="trial"), Timeline(), "trial before final"),
        (Timeline(stage="draft"), Timeline(stage="trial"), "draft before trial"),
        # A trial that came after a first final text: dates are stronger than stages.
        (Timeline(passed="2015-01-01"), Timeline(passed="2019-01-01", stage="trial"), "enacted 2015-01-01 before enacted 2019-01-01"),
        (Timeline(page="2019-01-01"), Timeline(page="2022-03-01"), "page of 2019-01-01 before page of 2022-03-01"),
    ],
)
def test_what_proves_an_order(earlier: Timeline, later: Timeline, evidence: str) -> None:
    assert compare_versions(earlier, later) == (-1, evidence)
    assert compare_versions(later, earlier) == (1, evidence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Timeline(passed="2018"), Timeline(passed="2018-10-26")),
        (Timeline(effective="2001-09-01"), Timeline(effective="2001-09-01", passed="2024-12-31")),
        (Timeline(), Timeline(passed="2024-12-31")),
    ],
)
def test_what_proves_none(one: Timeline, other: Timeline) -> None:
    assert compare_versions(one, other) == (0, "")


def test_versions_come_in_order_whatever_the_order_in_which_they_are_given() -> None:
    versions = [
        Timeline(stage="draft"),
        Timeline(stage="trial", passed="2015-03-01"),
        *(Timeline(passed=f"{year}-01-01") for year in (2018, 2020, 2023)),
    ]
    for shuffled in permutations(versions):
        steps = order_versions(shuffled)
        assert [shuffled[step.version] for step in steps] == versions
        assert [bool(step.evidence) for step in steps] == [False, True, True, True, True]


def test_without_proof_there_is_an_order_but_no_evidence() -> None:
    assert [step.evidence for step in order_versions([Timeline(), Timeline(passed="2020-01-01")])] == ["", ""]


def test_a_timeline_is_read_from_dates_title_and_number() -> None:
    dates = [
        TypedDate("passed", "1999-04-29", None),
        TypedDate("revised", "2009-08-27", None),
        TypedDate("revised", "2017-09-01", None),
        TypedDate("effective", "1999-10-01", None),
        TypedDate("made", "--06-04", None),
    ]
    assert read_timeline(dates, Version(), "国办发〔2021〕18号") == Timeline(
        passed="1999-04-29", revised="2017-09-01", effective="1999-10-01", number_year="2021"
    )
    assert read_timeline([], Version("2018年修正", year=2018, amended=True), "") == Timeline(revised="2018")
    assert read_timeline([], Version("2020年版", year=2020), "").published == "2020"


def test_a_text_from_before_a_revision_is_another_version() -> None:
    before = Timeline(published="1999-10-07")
    after = Timeline(published="1999-10-07", revised="2023-04-27")
    assert contradict(before, after)
    assert contradict(after, before)
    # Put out anew after the revision, it is the revised text.
    assert not contradict(Timeline(published="2023-05-01"), Timeline(revised="2023-04-27"))


def test_what_confirms_a_version_and_what_contradicts_it() -> None:
    assert confirm(Timeline(passed="2018"), Timeline(passed="2018-10-26"))
    assert not contradict(Timeline(passed="2018"), Timeline(passed="2018-10-26"))
    assert contradict(Timeline(passed="2018-10-26"), Timeline(passed="2018-10-27"))
    assert contradict(Timeline(stage="trial"), Timeline())
    # Passed and put out on different days: each page tells one of them.
    assert not contradict(Timeline(passed="2012-11-05"), Timeline(published="2012-12-20"))
    assert not confirm(Timeline(passed="2012-11-05"), Timeline(published="2012-12-20"))
    assert not confirm(Timeline(effective="2013-01-01"), Timeline(effective="2013-01-01"))


def test_an_amended_text_keeps_the_day_on_which_it_was_passed() -> None:
    amended = read_timeline([TypedDate("passed", "1995-03-18", None), TypedDate("revised", "2021-04-29", None)], Version(), "")
    assert (amended.passed, amended.revised, amended.enacted) == ("1995-03-18", "2021-04-29", "2021-04-29")
    first = Timeline(passed="1995-03-18")
    assert compare_versions(first, amended) == (-1, "enacted 1995-03-18 before enacted 2021-04-29")
