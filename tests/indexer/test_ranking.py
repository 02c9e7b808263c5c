from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.search import Index

SMALL = (
    Clause("a", "salary salary bonus", "en"),
    Clause("b", "salary leave", "en"),
    Clause("c", "leave bonus county office", "en", heading_path=("Salary",), card=Card(title="Pay")),
)
"""Three clauses; on average 3 words of text, a third of a word in headings, a third in titles."""


def scores(index: Index, query: str) -> dict[str, float]:
    return {hit.clause_id: hit.score for hit in index.search(query).hits}


def test_scores_are_those_of_bm25f_by_hand(indexed: Callable) -> None:
    """k1 1.2; text: weight 1, b .75; heading: weight 1.5, b .3. In all three clauses: idf = ln(1 + .5/3.5) = .1335314."""
    assert scores(indexed(*SMALL), "salary") == pytest.approx(
        {
            "a": 0.1836057,  # 2 / (.25 + .75·3/3) = 2;          2·2.2/(2 + 1.2) = 1.375
            "b": 0.1546153,  # 1 / (.25 + .75·2/3) = 1.3333;     1.3333·2.2/2.5333 = 1.157895
            "c": 0.1288461,  # 1.5 / (.7 + .3·1/(1/3)) = .9375;  .9375·2.2/2.1375 = .9649123
        },
        abs=1e-6,
    )


def test_the_score_is_multiplied_by_a_power_of_the_share_of_the_question_that_is_covered(indexed: Callable) -> None:
    """Bonus stands in two of three clauses: idf = ln(1 + 1.5/2.5) = .4700036; all that is asked for: .603535."""
    assert scores(indexed(*SMALL), "salary bonus") == pytest.approx(
        {
            "a": 0.6536093,  # (.1836057 + .4700036·1) · 1: one bonus in a text of average length saturates to 1
            "b": 0.0983370,  # .1546153 · (.1335314/.603535)^.3 = .1546153 · .6360104
            "c": 0.5424493,  # bonus: 1/(.25 + .75·4/3) = .8; .8·2.2/2 = .88; (.1288461 + .4700036·.88) · 1
        },
        abs=1e-6,
    )


def test_fields_are_added_before_they_saturate(indexed: Callable) -> None:
    """Text 1/(.25 + .75·1) = 1, heading 1.5/1 = 1.5, title .2/1 = .2, together 2.7: 2.7·2.2/3.9 = 1.5230769; idf = ln(1 + .5/1.5)."""
    index = indexed(Clause("a", "salary", "en", heading_path=("salary",), card=Card(title="salary")))
    assert scores(index, "salary") == pytest.approx({"a": 0.4381621}, abs=1e-6)


def test_a_title_makes_no_word_common(indexed: Callable) -> None:
    """Salary stands in one text and in three titles: idf = ln(1 + 2.5/1.5) = .9808293, not ln(1 + .5/3.5)."""
    index = indexed(*(Clause(text, text, "en", card=Card(title="salary")) for text in ("salary", "bonus", "leave")))
    # Title: .2/1 = .2; text: 1/(.25 + .75·1) = 1. .2·2.2/1.4 = .3142857; 1.2·2.2/2.4 = 1.1.
    assert scores(index, "salary") == pytest.approx({"salary": 1.0789122, "bonus": 0.3082606, "leave": 0.3082606}, abs=1e-6)


def test_a_word_in_titles_alone_is_found(indexed: Callable) -> None:
    index = indexed(Clause("a", "bonus", "en", card=Card(title="salary")), Clause("b", "leave", "en"))
    assert list(scores(index, "salary")) == ["a"]


def test_a_concept_counts_once_whichever_label_stands_there(indexed: Callable) -> None:
    """One frequency for both languages: a clause with one label of each has the concept twice."""
    index = indexed("县域医联体 medical alliance", "医联体", "medical alliance", "clinics")
    found = scores(index, "医联体")
    assert set(found) == {"c0", "c1", "c2"}
    assert max(found, key=lambda clause_id: found[clause_id]) == "c1"  # the shortest text


def test_all_units_come_before_one_unit_many_times(indexed: Callable) -> None:
    index = indexed("bonus bonus bonus bonus bonus bonus", "salary in place of bonus", "leave", "office")
    assert next(iter(scores(index, "salary bonus"))) == "c1"


def test_words_in_order_come_before_the_same_words_apart(indexed: Callable) -> None:
    index = indexed("制度完善与薪酬提高。", "薪酬制度与完善提高。", "其他。")
    assert list(scores(index, "薪酬制度")) == ["c1", "c0"]


def test_hints_alone_find_nothing(indexed: Callable) -> None:
    """The pair 酬完 of the query stands in the second clause, none of its words does."""
    index = indexed("薪酬", "报酬完成")
    assert list(scores(index, "薪酬完善")) == ["c0"]


def test_a_clause_whose_document_answers_elsewhere_too_comes_first(indexed: Callable) -> None:
    """Both are alike; the second's document has another clause with the word. A clause without a document is supported by none."""
    index = indexed(
        Clause("a", "salary leave", "en", doc_id="one"),
        Clause("b", "salary bonus", "en", doc_id="two"),
        Clause("c", "salary office", "en", doc_id="two"),
        Clause("d", "salary county", "en"),
    )
    found = scores(index, "salary")
    plain = found["d"]
    assert found["a"] == pytest.approx(plain * (1 + 0.8 * 1 / 12))
    assert found["b"] == pytest.approx(plain * (1 + 0.8 * 2 / 12))
    assert found["b"] == found["c"]


def test_a_word_of_two_characters_weighs_twice_beside_one_of_one_character(indexed: Callable) -> None:
    """医院 is a word and a pair of characters, in the question (2) and in the clause (2·2.2/3.2 = 1.375); 税 is a word only (1)."""
    found = scores(indexed("医院", "税"), "医院、税")
    assert found["c0"] == pytest.approx(2 * 1.375 * found["c1"])


def test_the_words_of_a_concept_apart_count_less_than_the_concept_under_another_name(indexed: Callable) -> None:
    found = scores(indexed("medical alliance", "医疗联合体", "medical devices, alliance of ports", "leave", "office"), "medical alliance")
    assert list(found) == ["c0", "c1", "c2"]
    assert found["c2"] < found["c1"] / 3
