from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.ids import TEXT_KEY_LENGTH
from corpus.model import Card, Clause
from indexer.fields import concept_term
from indexer.schema import count_terms, whoosh_document

if TYPE_CHECKING:
    from collections.abc import Callable

ALLIANCE = "医联体"


def terms(clause: Clause, field: str) -> set[str]:
    return set(whoosh_document(clause)[field])


def concept_terms(text: str) -> list[str]:
    return [term for term in count_terms(text)[0] if term.startswith(concept_term(""))]


def test_words_parts_bigrams_and_concepts_are_terms_with_their_counts() -> None:
    counts, words = count_terms("完善薪酬, salary salaries 35%")
    assert dict(counts) == {"完善": 2, "善薪": 1, "薪酬": 2, "$酬": 1, "salari": 2, "35%": 1}  # 完善 is a word and a bigram
    assert words == 5


def test_labels_of_both_languages_are_one_term() -> None:
    (term,) = concept_terms("Medical alliances, 醫聯體")
    assert concept_terms(ALLIANCE) == [term]
    assert count_terms("Medical alliances, 醫聯體")[0][term] == 2


def test_a_document_number_is_a_term() -> None:
    assert "№2021/18" in count_terms("按国办发[2021]18号")[0]


def test_headings_are_counted_one_by_one() -> None:
    """Neither a concept nor a pair of characters has one half in one heading and one in the next."""
    clause = Clause("a", "x", "en", heading_path=("On medical", "alliances", "完善", "薪酬"))
    assert "善薪" not in terms(clause, "heading")
    assert not [term for term in terms(clause, "heading") if term.startswith(concept_term(""))]
    assert whoosh_document(clause)["heading_length"] == 5


def test_the_document_s_numbers_stand_with_its_title() -> None:
    clause = Clause("a", "x", "en", card=Card(title="Opinions", doc_numbers=("国办发〔2021〕18号",)))
    assert {"opinion", "№2021/18", "国办", "2021", "18"} <= terms(clause, "title")
    assert "№2021/18" not in terms(clause, "text")


def test_a_clause_needs_only_id_text_and_language(indexed: Callable) -> None:
    (hit,) = indexed(Clause(id="a", text="salary", lang="en")).search("salary").hits
    assert (hit.clause_id, hit.text, hit.lang) == ("a", "salary", "en")
    assert (hit.heading_path, hit.path, hit.title, hit.doc_id, hit.source, hit.published, hit.issuers) == ((), "", "", "", "", "", ())


def test_everything_that_is_shown_comes_back(indexed: Callable) -> None:
    card = Card("Title", "https://example.org", "Daily", "2021-06-17", ("财政部",), ("财社〔2021〕1号",), ("truncated",), "news")
    clause = Clause("a", "salary\n薪酬", "mixed", "list-item", ("One", "Two"), "1.2", "doc", "", (), card)
    (hit,) = indexed(clause).search("salary").hits
    assert (hit.text, hit.lang, hit.heading_path, hit.path, hit.doc_id) == ("salary\n薪酬", "mixed", ("One", "Two"), "1.2", "doc")
    assert (hit.title, hit.source, hit.publisher, hit.published) == ("Title", "https://example.org", "Daily", "2021-06-17")
    assert (hit.issuers, hit.doc_numbers, hit.flags, hit.kind) == (("财政部",), ("财社〔2021〕1号",), ("truncated",), "news")


@pytest.mark.parametrize("given", ["", "short", "k" * TEXT_KEY_LENGTH])
def test_equal_text_has_an_equal_key_whatever_the_clause_says(given: str) -> None:
    """Whoosh's column takes keys of one length only, and a foreign key must not hide another clause."""
    made = whoosh_document(Clause("a", "完善薪酬", "zh", text_key=given))["text_key"]
    assert made == whoosh_document(Clause("b", "完善薪酬", "zh"))["text_key"]
    assert len(made) == TEXT_KEY_LENGTH


@pytest.mark.parametrize(
    "text", ["\0", "😀", "a\u0301b", "\ufffd", "\u202e salary", "ﷺ", "x" * 70_000, "药" * 70_000, "1," * 30_000, "-a" * 5_000]
)
def test_any_text_can_be_indexed_and_comes_back(indexed: Callable, text: str) -> None:
    (hit,) = indexed(Clause("a", "salary " + text, "en")).search("salary").hits
    assert hit.text == "salary " + text


def test_a_lone_surrogate_can_be_indexed_and_comes_back(indexed: Callable) -> None:
    (hit,) = indexed(Clause("a", "salary \ud800\udcff", "en")).search("salary").hits
    assert hit.text == "salary \ud800\udcff"
