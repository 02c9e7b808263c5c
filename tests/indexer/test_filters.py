from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause
from indexer.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.search import Index


@pytest.fixture
def index(indexed: Callable) -> Index:
    return indexed(
        Clause("zh", "薪酬 pay one", "zh", card=Card(published="2021-06-17", source="https://example.gov.cn", issuers=("國務院辦公廳",))),
        Clause("en", "pay two", "en", card=Card(published="2021-06-01", source="/home/pages/News.html", publisher="Ｈｅａｌｔｈ Daily")),
        Clause("mixed", "pay three 薪酬", "mixed", card=Card(published="2020-12-31", issuers=("Ministry of Finance", "财政部"))),
        Clause("und", "pay 4", "und", card=Card()),
        Clause("month", "pay five", "en", card=Card(published="2021-06")),
    )


def found(index: Index, **filters: str) -> set[str]:
    answer = index.search("pay", limit=50, **filters)
    assert answer.total == len(answer.hits)
    return {hit.clause_id for hit in answer.hits}


def test_without_filters_all_are_found(index: Index) -> None:
    assert found(index) == {"zh", "en", "mixed", "und", "month"}


@pytest.mark.parametrize(
    ("lang", "expected"), [("zh", {"zh", "mixed"}), ("en", {"en", "mixed", "month"}), ("mixed", {"mixed"}), ("und", {"und"})]
)
def test_mixed_text_counts_for_both_languages(index: Index, lang: str, expected: set[str]) -> None:
    assert found(index, lang=lang) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2021", None, {"zh", "en", "month"}),
        ("2021-06-17", None, {"zh", "month"}),  # of June 2021 no more is known: it may be the 17th
        ("2021-06-18", None, {"month"}),
        ("2021-07", None, set()),
        (None, "2020", {"mixed"}),
        (None, "2021-06-01", {"en", "mixed", "month"}),
        (None, "2021-06", {"zh", "en", "mixed", "month"}),
        (None, "2021", {"zh", "en", "mixed", "month"}),
        ("2021-06", "2021", {"zh", "en", "month"}),
        ("2021-06-01", "2021-06-01", {"en", "month"}),
        ("2020-12-31", "2021-05", {"mixed"}),
    ],
)
def test_limits_of_time_include_both_ends(index: Index, since: str | None, until: str | None, expected: set[str]) -> None:
    assert found(index, since=since, until=until) == expected


def test_undated_clauses_are_left_out_and_counted(index: Index, indexed: Callable) -> None:
    assert index.search("pay", since="2000").notes == ("1 matching clause without a date left out",)
    assert index.search("pay").notes == ()
    assert index.search("five", since="2000").notes == ()
    assert indexed("pay one", "pay two").search("pay", until="2000").notes == ("2 matching clauses without a date left out",)


@pytest.mark.parametrize(
    ("source", "expected"),
    [("example.GOV.cn", {"zh"}), ("news.html", {"en"}), ("health daily", {"en"}), ("ＤＡＩＬＹ", {"en"}), ("nobody", set())],
)
def test_source_is_part_of_address_file_or_publisher(index: Index, source: str, expected: set[str]) -> None:
    assert found(index, source=source) == expected


@pytest.mark.parametrize(
    ("issuer", "expected"), [("国务院", {"zh"}), ("國務院", {"zh"}), ("ministry of finance", {"mixed"}), ("财政部", {"mixed"})]
)
def test_issuer_is_part_of_a_name_in_any_script(index: Index, issuer: str, expected: set[str]) -> None:
    assert found(index, issuer=issuer) == expected


def test_all_filters_hold_at_once(index: Index) -> None:
    assert found(index, lang="zh", since="2021", source="gov.cn", issuer="国务院") == {"zh"}
    assert found(index, lang="en", since="2021", source="gov.cn", issuer="国务院") == set()


@pytest.mark.parametrize(
    "date", ["", "21", "2021-13", "2021-6", "2021-06-32", "2021-02-31", "0000", "2021/06", "june", "２０２１", "2021-06-17\n"]
)
def test_what_is_no_date_is_refused(index: Index, date: str) -> None:
    with pytest.raises(QueryError, match="is no date; write a year"):
        index.search("pay", since=date)


def test_a_time_that_ends_before_it_begins_is_refused(index: Index) -> None:
    with pytest.raises(QueryError, match="since 2022 is later than until 2021-06"):
        index.search("pay", since="2022", until="2021-06")


def test_an_unknown_language_is_refused(index: Index) -> None:
    with pytest.raises(QueryError, match="'fr' is no language of clauses; use one of zh, en"):
        index.search("pay", lang="fr")
