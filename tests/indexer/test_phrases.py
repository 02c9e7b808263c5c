from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause
from indexer.phrases import phrase_spans
from indexer.question import understand

if TYPE_CHECKING:
    from collections.abc import Callable


def stands(text: str, phrase: str) -> list[str]:
    (understood,) = understand(f'"{phrase}"').phrases
    return [text[span.start : span.end] for span in phrase_spans(text, understood)]


HOLDS = [
    ("The annual salary system starts.", "annual salary system", ["annual salary system"]),
    ("The Annual\nsalary  system ends.", "annual salary System", ["Annual\nsalary  system"]),
    ("按DRG付费，也可DRG 付费", "DRG付费", ["DRG付费", "DRG 付费"]),
    ("按ＤＲＧ付费", "drg付费", ["ＤＲＧ付费"]),
    ("推進醫療聯合體建設", "医疗联合体建设", ["醫療聯合體建設"]),
    ("推进医疗联合体建设。", "醫療聯合體建設", ["医疗联合体建设"]),
    ("公立医院薪酬\n制度改革", "薪酬制度改革", ["薪酬\n制度改革"]),
    ("公立医院薪酬制度改革", "公立医院 薪酬", ["公立医院薪酬"]),
    ("坚持公益性（２０２１年）", "公益性(2021年)", ["公益性（２０２１年）"]),
    ("the hospital’s pay", "hospital's pay", ["hospital’s pay"]),
    ("post-covid-19 wards", "covid-19 wards", ["covid-19 wards"]),
    ("改革，开放", "改革, 开放", ["改革，开放"]),
    ("rules. Annual salary. Annual salary!", "annual salary", ["Annual salary", "Annual salary"]),
]
LACKS = [
    ("biannual salary", "annual salary"),
    ("annual salary2", "annual salary"),
    ("annual salaryé", "annual salary"),
    ("annual salaries", "annual salary"),
    ("annual, salary", "annual salary"),
    ("It is annual. Salary is paid.", "annual salary"),
    ("完善医疗。机构改革", "医疗机构"),
    ("完善医疗，机构改革", "医疗机构"),
    ("salary annual", "annual salary"),
    ("annualsalary", "annual salary"),
    ("薪酬与制度改革", "薪酬制度"),
    ("No. 2018", "no. 20"),
]


@pytest.mark.parametrize(("text", "phrase", "found"), HOLDS)
def test_where_a_phrase_stands(text: str, phrase: str, found: list[str]) -> None:
    assert stands(text, phrase) == found


@pytest.mark.parametrize(("text", "phrase"), LACKS)
def test_where_it_does_not(text: str, phrase: str) -> None:
    assert stands(text, phrase) == []


def test_a_search_gives_the_clauses_that_hold_it_and_no_other(indexed: Callable) -> None:
    """The postings must let every clause through that the text has, so all phrases are asked of all clauses at once."""
    texts = [text for text, *_ in HOLDS] + [text for text, _ in LACKS]
    index = indexed(*dict.fromkeys(texts))
    for phrase in {case[1] for case in [*HOLDS, *LACKS]}:
        answer = index.search(f'"{phrase}"', limit=100)
        assert {hit.text for hit in answer.hits} == {text for text in texts if stands(text, phrase)}, phrase
        assert answer.total == len(answer.hits)


def test_two_characters_are_found_without_looking_at_the_text(indexed: Callable) -> None:
    index = indexed("完善薪酬制度", "薪\n酬", "薪水与报酬", "薪。酬")
    assert {hit.text for hit in index.search('"薪酬"').hits} == {"完善薪酬制度", "薪\n酬"}


def test_one_character_is_found_wherever_it_stands_without_looking_at_the_text(indexed: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    having = ("完税", "税", "缴纳附加税的", "国 税\n务", "稅務機關", "房产税，土地", "tax 税 tax", "按税DRG")
    index = indexed(*having, "薪酬", "tax", Clause("under", "另行规定。", "zh", heading_path=("三、税",)))
    monkeypatch.setattr("indexer.phrases.match_key", None)
    for query in ('"税"', '"稅"', '"税" OR title:x', "税 AND -薪酬"):
        assert {hit.clause_id for hit in index.search(query, limit=20).hits} == {*(f"c{number}" for number in range(8)), "under"}, query
    assert index.search('"税"').hits[0].why == ('exact phrase "税"',)
    assert {hit.clause_id for hit in index.search('"务"').hits} == {"c3", "c4"}
    assert index.search('"酬" "税"').hits == ()


def test_all_phrases_are_required_and_words_are_not(indexed: Callable) -> None:
    index = indexed("annual salary of county hospitals", "annual salary", "county hospitals", "annual salary, county hospitals, rules")
    found = [hit.text for hit in index.search('"annual salary" "county hospitals" rules').hits]
    assert found == ["annual salary, county hospitals, rules", "annual salary of county hospitals"]


def test_a_phrase_is_found_in_a_heading_and_not_in_a_title(indexed: Callable) -> None:

    index = indexed(
        Clause("under", "Pay doctors by the year.", "en", heading_path=("Part 2", "The annual salary system")),
        Clause("titled", "Pay doctors by the month.", "en", card=Card(title="The annual salary system")),
        Clause("across", "Pay doctors by the day.", "en", heading_path=("The annual", "salary system")),
    )
    (hit,) = index.search('"annual salary"').hits
    assert hit.clause_id == "under"
    assert hit.why == ('exact phrase "annual salary" (in heading)',)
    assert hit.highlights == ()


def test_a_phrase_that_stands_more_often_comes_first(indexed: Callable) -> None:
    index = indexed("annual salary and bonus and leave", "annual salary and annual salary only")
    assert [hit.clause_id for hit in index.search('"annual salary"').hits] == ["c1", "c0"]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("200 beds", "1,200 beds", False),
        ("200", "200%, 200.5 and 200,000", False),
        ("200", "has 200, not 300", True),
        ("hospital", "the hospital's beds", True),
        ("don", "they don't", False),
        ("annual", "l'annual", False),
    ],
)
def test_a_phrase_ends_where_words_and_numbers_end(phrase: str, text: str, found: bool) -> None:  # noqa: FBT001  # a table of cases
    (read,) = understand(f'"{phrase}"').phrases
    assert any(phrase_spans(text, read)) == found
