from __future__ import annotations

from itertools import islice, product
from string import ascii_lowercase

import pytest

import indexer.question
from indexer.conditions import AnyOf, Stands
from indexer.errors import QueryError
from indexer.fields import concept_term
from indexer.limits import MAX_CONDITIONS, MAX_PHRASES, MAX_QUERY_LENGTH, MAX_UNITS
from indexer.question import Question, certain_phrase, understand

FEW_TERMS = 256
"""A chain of hyphens within MAX_QUERY_LENGTH has no more than 333 parts."""


def units(query: str) -> list[tuple[str, str]]:
    return [(unit.kind, unit.written) for unit in understand(query).units if unit.breadth]


def hints(query: str) -> list[str]:
    return [unit.written for unit in understand(query).units if not unit.breadth]


@pytest.mark.parametrize(
    "query", ["医联体", "醫聯體", "medical alliance", "Medical Alliances", "ＭＥＤＩＣＡＬ  alliance", "the medical alliance"]
)
def test_every_label_of_a_concept_is_the_same_one_unit(query: str) -> None:
    (unit,) = [unit for unit in understand(query).units if unit.kind == "concept"]
    assert unit.terms[0].text == concept_term(unit.concept_id)
    assert unit.concept_id == understand("医联体").units[0].concept_id
    assert unit.terms[0].share == 1.0


def test_a_concept_is_cut_out_and_the_rest_are_words() -> None:
    assert units("rules on medical alliances") == [("word", "rules"), ("concept", "medical alliances")]
    assert units("完善医联体") == [("word", "完善"), ("concept", "医联体")]


def test_a_concept_weighs_as_the_words_of_its_label() -> None:
    (concept,) = understand("medical alliance").units
    assert concept.breadth == 2.0
    assert concept.terms[0].weight == 2.0


def test_the_words_of_a_concept_count_for_half_of_it_together() -> None:
    (concept,) = understand("medical alliance").units
    parts = concept.terms[1:]
    assert [term.text for term in parts] == ["medic", "allianc"]
    assert sum(term.share for term in parts) == pytest.approx(0.5)
    assert [term.weight for term in parts] == [1.0, 1.0]  # what each would weigh by itself


def test_pairs_of_characters_across_a_concepts_border_are_hints() -> None:
    """宅基地 is a concept; 地继 tells 宅基地继承 from 继承 … 宅基地, as it does between two words."""
    assert hints("农村宅基地继承") == ["村宅", "地继"]
    assert hints("农村、宅基地 rules") == []


def test_a_word_that_comes_twice_is_asked_once() -> None:
    assert units("salary Salary salaries") == [("word", "salary")]


def test_stop_words_are_dropped_where_something_else_is_asked() -> None:
    assert units("the rules of the hospital") == [("word", "rules"), ("word", "hospital")]
    assert units("医院的改革") == [("word", "医院"), ("word", "改革")]


@pytest.mark.parametrize("query", ["之 的 医院 AND 改革", "医院 AND 改革 的"])
def test_links_apart_from_what_they_link_ask_for_nothing(query: str) -> None:
    written = [condition.phrase.written for condition in understand(query).conditions if isinstance(condition, Stands)]
    assert written == ["医院", "改革"]


@pytest.mark.parametrize("query", ["(的 的 OR 加强) salary", "(了 的 OR 加强) salary"])
def test_links_alone_are_words_and_no_phrase(query: str) -> None:
    either = understand(query).conditions[0]
    assert isinstance(either, AnyOf)
    assert Stands(certain_phrase("加强")) in either.parts
    assert all(condition.phrase.terms for condition in either.parts if isinstance(condition, Stands))


@pytest.mark.parametrize("query", ["of the", "的了", "的"])
def test_a_query_of_stop_words_alone_asks_for_them(query: str) -> None:
    assert units(query)


def test_pairs_across_two_words_are_hints() -> None:
    assert units("薪酬完善") == [("word", "薪酬"), ("word", "完善")]
    assert hints("薪酬完善") == ["酬完"]


def test_parts_of_a_hyphenated_word_share_it() -> None:
    (word,) = understand("medium-sized").units
    assert [(term.text, term.share) for term in word.terms] == [("medium-sized", 1.0), ("medium", 0.5), ("size", 0.5)]


@pytest.mark.parametrize("query", ["国办发〔2021〕18号", "国办发（２０２１）１８号", "guobanfa [2021] no. 18"])
def test_a_document_number_is_one_unit_and_its_agency_a_hint(query: str) -> None:
    question = understand(query)
    (unit,) = [unit for unit in question.units if unit.breadth]
    assert (unit.kind, unit.terms[0].text) == ("number", "№2021/18")
    assert hints(query)


def test_words_beside_a_document_number_are_asked_too() -> None:
    assert units("薪酬 国办发〔2021〕18号 完善") == [("word", "薪酬"), ("number", "国办发〔2021〕18号"), ("word", "完善")]


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "＂＂", '“"'])
def test_quotes_of_any_kind_make_a_phrase(quotes: str) -> None:
    question = understand(f"rules {quotes[0]}Annual  Salary{quotes[1]} hospital")
    (phrase,) = question.phrases
    assert (phrase.written, phrase.key, phrase.terms) == ("Annual  Salary", "annual salary", ("annual", "salari"))
    assert [unit.written for unit in question.units] == ["rules", "hospital"]


def test_phrases_are_in_match_key_form() -> None:
    (phrase,) = understand("“薪酬制度（ＤＲＧ）”").phrases
    assert phrase.key == "薪酬制度(drg)"
    assert set(phrase.terms) == {"薪酬", "酬制", "制度", "drg"}


def test_of_a_chain_of_hyphens_a_phrase_asks_for_the_parts() -> None:
    (phrase,) = understand('"covid-19 wards"').phrases
    assert phrase.terms == ("covid", "19", "ward")


def test_an_unclosed_quote_is_none() -> None:
    assert understand('"annual salary').phrases == ()
    assert units('"annual salary') == [("word", "annual"), ("word", "salary")]


def test_empty_quotes_are_left_out() -> None:
    assert understand('"" “ ” "…" salary').phrases == ()


def test_words_are_not_joined_across_a_phrase() -> None:
    assert "联体" not in {
        term.text for unit in understand('医 "annual salary" 联体').units for term in unit.terms if unit.kind == "concept"
    }
    assert all(unit.kind == "word" for unit in understand('医 "annual salary" 联体').units)


@pytest.mark.parametrize("query", ["", " ", "\n\t\u3000", "\u200b"])
def test_an_empty_query_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"empty|no word"):
        understand(query)


@pytest.mark.parametrize("query", ["?!…", "、。（）", "***", '""', "\0", "😀", "_"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        understand(query)


@pytest.mark.parametrize("query", ['"（药）"', '"药，医"'])
def test_a_phrase_too_short_to_be_found_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="too short") as refused:
        understand(f"薪酬 {query}")
    assert refused.value.place == (3, 3 + len(query))
    assert query[1:-1] in str(refused.value)  # as it was typed, in the width of the typist


def test_the_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.limits, "MAX_TERMS", FEW_TERMS)
    words = [f"word{number}" for number in range(MAX_UNITS + 1)]
    assert isinstance(understand(" ".join(words[:-1])), Question)
    for query, limit in (
        (" ".join(words), MAX_UNITS),
        ("-".join(islice(map("".join, product(ascii_lowercase, repeat=2)), FEW_TERMS)), FEW_TERMS),
        (" ".join(f'"phrase {number}"' for number in range(MAX_PHRASES + 1)), MAX_PHRASES),
        ("x" * (MAX_QUERY_LENGTH + 1), MAX_QUERY_LENGTH),
        ("salary" + "".join(f" -{letter}{other}" for letter, other in product(ascii_lowercase[:12], repeat=2)), MAX_CONDITIONS),
        ("salary AND (" + " OR ".join("".join(pair) for pair in product(ascii_lowercase[:12], repeat=2)) + ")", MAX_CONDITIONS),
    ):
        with pytest.raises(QueryError, match=rf"at most {limit} .*shorten"):
            understand(query)
