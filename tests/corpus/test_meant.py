"""The version meant: by its number, by its words, else by the day; where none of these decides, it stays open."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from corpus.identities import Identity
from corpus.meant import Meant, Named, find_meant
from corpus.titles import read_title
from corpus.typed_dates import TypedDate
from corpus.works import Manifestation, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.typed_dates import DateKind

NEWS = Manifestation("news", 0)


def text(doc_id: str, title: str, number: str = "", lang: str = "zh", issuers: tuple[str, ...] = (), **dates: str) -> Identity:
    """Make what a page says that it is, with a date of each kind that is named."""
    typed = tuple(TypedDate(_kind(kind), iso, None) for kind, iso in dates.items())
    return Identity(doc_id, 0, "policy", read_title(title), lang, number, issuers=issuers, dates=typed, sentences=frozenset({doc_id}))


def _kind(name: str) -> DateKind:
    kinds: dict[str, DateKind] = {kind: kind for kind in ("made", "passed", "published", "revised", "effective", "page")}
    return kinds[name]


def meant(texts: Sequence[Identity], day: str, title: str = "", number: str = "", place: Manifestation = NEWS) -> tuple[list[str], bool]:
    """Return the pages of the versions that are meant, and whether that is open; the same whatever the order of the pages."""
    by_place = {Manifestation(one.doc_id, one.part): one for one in texts}
    found: set[Meant] = set()
    for order in permutations(texts):
        (work,) = group(order)
        found.add(find_meant(work, Named(number, title or texts[0].title.base, place, day), by_place.__getitem__))
    (one,) = found
    return [version.manifestations[0].doc_id for version in one.versions], one.is_open


def likeliest(texts: Sequence[Identity], day: str) -> str | None:
    (work,) = group(texts)
    by_place = {Manifestation(one.doc_id, one.part): one for one in texts}
    version = find_meant(work, Named("", texts[0].title.base, NEWS, day), by_place.__getitem__).likeliest
    return version.manifestations[0].doc_id if version else None


LAW = (
    text("2013", "公司法（2013年修正）", passed="1993-12-29", revised="2013-12-28", effective="2006-01-01"),
    text("2018", "公司法（2018年修正）", passed="1993-12-29", revised="2018-10-26", effective="2006-01-01"),
    text("2023", "公司法", passed="1993-12-29", revised="2023-12-29", effective="2024-07-01"),
)
TRIAL = text("trial", "薪酬办法（试行）", "泽卫规〔2019〕3号", made="2019-03-12")
FINAL = text("final", "薪酬办法", "泽卫规〔2021〕9号", made="2021-08-01")
REVISED = text("revised", "薪酬办法（2023年修订）", "泽卫规〔2023〕4号", made="2023-06-05")
SALARIES = (TRIAL, FINAL, REVISED)


# By the day


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2015-06-01", "2013"),
        ("2015", "2013"),
        ("2018-10-25", "2013"),
        ("2018-10-26", "2018"),
        ("2023-12-28", "2018"),
        ("2024-03-01", "2018"),  # passed, and not yet in force
        ("2024-07-01", "2023"),
        ("2025", "2023"),
    ],
)
def test_a_citation_means_the_version_in_force_on_its_day(day: str, version: str) -> None:
    assert meant(LAW, day) == ([version], False)


def test_what_was_said_before_a_version_was_made_cannot_mean_it() -> None:
    assert meant(LAW, "2010-01-01") == ([], False)
    assert meant(SALARIES, "2022-01-01") == (["final"], False)
    assert meant([REVISED], "2022-01-01") == ([], False)
    assert meant([REVISED], "2022-01-01", number=REVISED.number) == ([], False)


def test_a_version_that_no_other_one_precedes_is_meant_before_it_is_in_force() -> None:
    assert meant([text("a", "公开办法", made="2023-06-05", effective="2023-07-01")], "2023-06-10") == (["a"], False)


def test_a_day_that_is_less_precise_than_the_version_leaves_the_one_before_it_open() -> None:
    numbered = text("numbered", "薪酬办法", "泽卫规〔2021〕9号")
    assert meant([TRIAL, numbered], "2021-05-01", "薪酬办法") == (["numbered", "trial"], True)  # a trial is often cited without saying so
    first = text("first", "薪酬办法", "泽卫规〔2015〕1号", made="2015-01-01")
    assert meant([first, numbered], "2021-05-01") == (["numbered", "first"], True)
    assert meant([first, FINAL], "2021") == (["final", "first"], True)
    assert meant([first, numbered], "2022") == (["numbered"], False)


def test_without_a_day_every_version_may_be_meant_and_a_citation_leads_to_the_newest() -> None:
    assert meant(LAW, "") == (["2023", "2018", "2013"], True)
    assert likeliest(LAW, "") == "2023"


# Undated versions


def test_of_undated_versions_nothing_is_guessed() -> None:
    undated = [text("a", "公开办法"), text("b", "公开办法")]
    assert (sorted(meant(undated, "2024-01-01")[0]), meant(undated, "2024-01-01")[1]) == (["a", "b"], True)
    assert likeliest(undated, "2024-01-01") is None
    assert likeliest(undated, "") is None


def test_an_undated_version_beside_a_dated_one_leaves_it_open() -> None:
    texts = [text("dated", "公开办法", made="2015-03-01"), text("undated", "公开办法")]
    assert meant(texts, "2024-01-01") == (["dated", "undated"], True)
    assert meant(texts, "2014-01-01") == (["undated"], True)  # perhaps it was made later still
    assert likeliest(texts, "2024-01-01") == "dated"


def test_the_day_on_which_a_page_was_put_up_is_no_day_of_the_version() -> None:
    assert meant([text("a", "公开办法", page="2024-02-02")], "2015-01-01") == (["a"], True)


# By number and words


def test_a_number_or_words_name_the_version() -> None:
    assert meant(SALARIES, "2024-01-01", number=TRIAL.number) == (["trial"], False)
    assert meant(SALARIES, "2024-01-01", "薪酬办法（试行）") == (["trial"], False)
    assert meant(SALARIES, "2024-01-01", "薪酬办法（2023年修订）") == (["revised"], False)
    assert meant(SALARIES, "", "薪酬办法（试行）") == (["trial"], False)
    assert meant(LAW, "2025-01-01", "公司法（2013年修正）") == (["2013"], False)
    assert meant(LAW, "2025-01-01", "公司法（2005年修订）") == ([], False)  # a version that is not here


def test_a_number_of_another_text_with_the_same_title_means_none() -> None:
    assert meant(SALARIES, "2024-01-01", number="泽卫规〔2010〕8号") == ([], False)
    unnumbered = text("a", "薪酬办法", issuers=("ministry-of-finance",), made="2015-01-01")
    assert meant([unnumbered], "2024-01-01", number="国办发〔2010〕8号") == ([], False)  # the State Council's
    assert meant([unnumbered], "2024-01-01", number="财社〔2015〕8号") == (["a"], False)  # it may be its own
    assert meant([unnumbered], "2024-01-01", number="泽卫规〔2015〕8号") == (["a"], False)


def test_a_draft_is_meant_where_it_is_named_one() -> None:
    draft = text("draft", "薪酬办法（征求意见稿）", made="2023-12-01")
    assert meant([FINAL, draft], "2024-01-01") == (["final"], False)
    assert meant([FINAL, draft], "2024-01-01", "薪酬办法（征求意见稿）") == (["draft"], False)


def test_a_text_is_meant_before_its_translation() -> None:
    english = text("en", "Measures for Salaries", FINAL.number, lang="en", made="2021-08-01")
    assert meant([FINAL, english], "2024-01-01", "Measures for Salaries", FINAL.number) == (["final"], False)
    assert meant([FINAL, english], "") == (["final"], True)  # one version; on what day it is spoken of is open
    assert meant([english], "2024-01-01") == (["en"], False)


# A successor that speaks of its own title


def test_a_successor_means_the_version_before_it_and_never_itself() -> None:
    place = Manifestation("revised", 0)
    assert meant(SALARIES, "2023-06-05", "薪酬办法", place=place) == (["final"], False)
    assert meant(SALARIES, "2023-06-05", "薪酬办法（试行）", place=place) == (["trial"], False)
    assert meant(SALARIES, "2019-03-12", "薪酬办法", place=Manifestation("trial", 0)) == ([], False)
    assert meant(SALARIES, "2023-06-05", "薪酬办法（2023年修订）", place=place) == ([], False)
    assert meant([REVISED], "2023-06-05", "薪酬办法", place=place) == ([], False)


def test_a_successor_of_which_nothing_proves_that_it_came_later_means_what_its_number_names_alone() -> None:
    texts = [text("old", "公开办法", "泽办〔2020〕2号"), text("new", "公开办法", "泽办〔2020〕7号")]
    place = Manifestation("new", 0)
    assert meant(texts, "2020", place=place) == ([], False)
    assert meant(texts, "2020", number="泽办〔2020〕2号", place=place) == (["old"], False)
