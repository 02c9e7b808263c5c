from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.fold import fold
from corpus.model import Card, Clause
from indexer import explain as explain_module
from indexer.explain import Explanation, explain
from indexer.question import understand

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def told(query: str, text: str, heading_path: tuple[str, ...] = (), title: str = "", doc_numbers: tuple[str, ...] = ()) -> Explanation:
    return explain(understand(query), text, heading_path, title, doc_numbers)


def marked(query: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in told(query, text).highlights]


def test_a_concept_is_told_with_the_label_that_stands_there() -> None:
    text = "Counties build Medical  Alliances."
    assert told("医联体", text).why == ('concept 医联体 = "Medical Alliances"',)
    assert marked("医联体", text) == ["Medical  Alliances"]
    assert told("medical alliance", "推進醫聯體建設").why == ('concept 医联体 = "醫聯體"',)


def test_a_concept_in_a_heading_or_title_is_told_so() -> None:
    assert told("医联体", "Share the work.", ("2. Tasks", "(1) Medical alliances")).why == (
        'concept 医联体 = "Medical alliances" (in heading)',
    )
    assert told("医联体", "Share the work.", (), "On medical alliances").why == ('concept 医联体 = "medical alliances" (in title)',)


def test_a_whole_label_in_a_heading_tells_more_than_a_word_of_it_in_the_text() -> None:
    explanation = told("medical alliance", "The alliance shares beds.", ("Medical alliances",))
    assert explanation.why == ('concept 医联体 = "Medical alliances" (in heading)',)
    assert marked("medical alliance", "The alliance shares beds.") == ["alliance"]


def test_a_negative_label_is_no_concept() -> None:
    text = "The Chinese Medical Association met."
    assert told("医联体", text + " Medical alliances grew.").why == ('concept 医联体 = "Medical alliances"',)
    assert marked("医联体", text) == []


def test_of_a_concept_that_is_not_there_its_words_are_told() -> None:
    assert told("medical alliance", "An alliance of clinics for medical care and MEDICAL aid.").why == ("words: medical, alliance",)
    assert marked("薪酬制度改革", "改革薪酬分配") == ["改革薪酬"]


def test_words_are_told_as_the_clause_writes_them() -> None:
    assert told("reform of salaries", "Salary rules; the Reforms, the reform.").why == ("words: Reforms, Salary",)
    assert marked("reform of salaries", "Salary rules; the Reforms, the reform.") == ["Salary", "Reforms", "reform"]
    assert told("医院", "公立醫院").why == ("words: 醫院",)


def test_each_word_is_told_where_it_stands() -> None:
    explanation = told("salary bonus county", "Pay a bonus.", ("Salary",), "County hospitals")
    assert explanation.why == ("words: bonus", "words: Salary (in heading)", "words: County (in title)")


def test_the_numbers_of_clause_and_document_are_told() -> None:
    assert told("国办发〔2021〕18号", "按Guobanfa (2021) No. 18执行").why == ('document number "(2021) No. 18"',)
    assert marked("国办发〔2021〕18号", "按Guobanfa (2021) No. 18执行") == ["(2021) No. 18"]
    explanation = told("国办发[2021]18号", "完善薪酬", (), "意见", ("国办发〔2021〕18号",))
    assert explanation == (('document number "〔2021〕18号" (in the document\'s number)',), ())


def test_phrases_come_first() -> None:
    explanation = told('rules "annual\tsalary"', "Rules for the annual salary; ANNUAL SALARY.")
    assert explanation.why == ('exact phrase "annual\tsalary"', "words: Rules")
    assert marked('"annual salary"', "Rules for the annual salary; ANNUAL SALARY.") == ["annual salary", "ANNUAL SALARY"]


def test_highlights_that_touch_are_one() -> None:
    assert marked("薪酬 制度 酬制", "完善薪酬制度建设") == ["薪酬制度"]


def test_a_break_inside_a_match_is_not_told() -> None:
    assert told("医院", "公立医\n院").why == ("words: 医 院",)
    assert told("medical alliance", "medical\nalliance").why == ('concept 医联体 = "medical alliance"',)


def test_hints_are_neither_told_nor_marked() -> None:
    assert told("薪酬完善", "薪酬。酬完").why == ("words: 薪酬",)
    assert marked("薪酬完善", "薪酬。酬完") == ["薪酬"]


def test_a_concept_that_another_list_named_is_told_so() -> None:
    """The index was made with a label that is gone: the clause is a hit, and nothing of today's list stands in it."""
    assert told("医联体", "Shared hospitals.").why == ("concept 医联体, by another list of concepts",)


WORDS = (
    "薪酬",
    "制度",
    "改革",
    "医联体",
    "醫院",
    "医",
    "的",
    "salary",
    "Salaries",
    "reform",
    "medical",
    "alliances",
    "medium-sized",
    "2021",
    "35%",
)
MARKS = (" ", "\n", "，", "。", ", ", "", "国办发〔2021〕18号", "Guobanfa [2021] No. 18")
TEXTS = st.lists(st.sampled_from(WORDS + MARKS), min_size=1, max_size=12).map("".join)
QUERIES = st.lists(
    st.sampled_from([*WORDS, "国办发[2021]18号", '"salary reform"', '"薪酬制度"', '"2021"', "sized", "((salary"]), min_size=1, max_size=4
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), QUERIES.map(" ".join))
def test_every_hit_says_why_and_marks_what_matched(indexed: Callable, clauses: list[tuple[str, str, str]], query: str) -> None:
    index = indexed(
        *(
            Clause(f"c{number}", text, "zh", heading_path=(heading,), card=Card(title=title))
            for number, (text, heading, title) in enumerate(clauses)
        )
    )
    for hit in index.search(query, limit=9).hits:
        assert hit.why
        end = 0
        for span in hit.highlights:
            assert end <= span.start < span.end <= len(hit.text)
            end = span.end + 1  # spans that touch would be one
        for reason in hit.why:
            check(reason, hit.text, hit.heading_path, hit.title, [hit.text[span.start : span.end] for span in hit.highlights])


def check(reason: str, text: str, heading_path: tuple[str, ...], title: str, highlights: list[str]) -> None:
    """Assert that what a reason names stands where it says, and is marked if that is the text."""
    written = {"heading": heading_path, "title": (title,)}.get((re.findall(r" \(in (\w+)\)$", reason) or [""])[0], (text,))
    bare = re.sub(r" \(in \w+\)$", "", reason)
    named = re.findall('"([^"]+)"$', bare) or bare.removeprefix("words: ").split(", ")
    for word in named:
        assert any(squeezed(word) in squeezed(other) for other in written), (reason, written)
        if written == (text,):
            assert any(squeezed(word) in squeezed(mark) for mark in highlights), (reason, highlights)


def squeezed(text: str) -> str:
    return "".join(fold(text).text.split())


def test_nothing_is_analysed_that_the_question_does_not_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English question must not pay for the segmenter or for the list of concepts, whatever the hit holds."""
    question = understand("salary")

    def refuse() -> None:
        raise AssertionError("not needed")

    monkeypatch.setattr(explain_module, "concepts", refuse)
    monkeypatch.setattr("indexer.tokens.segmenter", refuse)
    assert explain(question, "完善薪酬 salary 医联体", (), "").why == ("words: salary",)
