"""Language beside its cases: the same answer every time, und for other languages, and none that costs an English page its index."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.data_sets import health_sentences, taiwan_articles
from cleaners.decode import decode_text
from cleaners.language import identify_language, identify_variant, label_language
from cleaners.layout import lay_out_text
from cleaners.pipeline import clean_page
from corpus.model import RawPage
from tests.conftest import DATA

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "language"


NEGATIVE = json.loads((CASES / "negative.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", NEGATIVE, ids=lambda case: case["name"])
def test_what_is_neither_chinese_nor_english_is_undetermined(case: dict[str, Any]) -> None:
    assert identify_language(case["page"]) == "und"


def test_the_empty_text_is_undetermined() -> None:
    assert identify_language("") == "und"
    assert identify_variant("") == ""


def test_a_variant_is_told_of_chinese_only() -> None:
    draft = lay_out_text(decode_text("醫療機構\nMedical institutions\n醫療機構 Medical institutions"))
    draft.apply("language", 1, list(label_language(draft)))
    assert [(block.lang, block.variant) for block in draft.blocks] == [("zh", "Hant"), ("en", ""), ("mixed", "Hant")]


@pytest.mark.parametrize("character", "里后面范余云")
def test_characters_of_both_variants_say_nothing(character: str) -> None:
    assert identify_variant(character) == ""


def test_a_page_has_the_language_of_what_is_read_on_it() -> None:
    chinese = "县里提前向医院支付经费，结余归医院使用。\n医院有了节约的动力，群众的负担也减轻了。"
    english = "The county pays its hospitals in advance.\nThey keep what they save in the course of a year."
    assert clean_page(RawPage(chinese, "page")).document.lang == "zh"
    assert clean_page(RawPage(english, "page")).document.lang == "en"
    assert clean_page(RawPage(f"{chinese}\n\n{english}", "page")).document.lang == "mixed"


def test_the_answer_does_not_change_from_time_to_time() -> None:
    """langdetect draws lots; unseeded it takes headings of a table such as these now for English, now for Catalan or Romanian."""
    headings = (
        "Instrument Social Information Medical Test Formula Bonus Data Hospital Model",
        "Model Bonus Quarter County Minimum Formula Index Digital Annual Data",
        "Medical Bonus Kilometer Region Instrument Regional Personal Hospital Social Central",
    )
    for text in headings:
        assert len({identify_language(text) for _ in range(25)}) == 1


@pytest.mark.data
def test_sentences_of_two_languages_are_told_apart() -> None:
    pairs = health_sentences(DATA)
    assert len(pairs) == 3071
    english = Counter(identify_language(pair["en"]) for pair in pairs)
    chinese = Counter(identify_language(pair["zh"]) for pair in pairs)
    assert english["en"] >= 0.999 * len(pairs)
    assert chinese["zh"] >= 0.99 * len(pairs)
    assert chinese["zh"] + chinese["mixed"] == len(pairs), "names of viruses may weigh as much as the Chinese around them"


@pytest.mark.data
def test_the_variant_of_an_article_is_never_the_other_one() -> None:
    articles = taiwan_articles(DATA)[::10]
    for wanted, key in (("Hant", "zh_hant"), ("Hans", "zh")):
        told = Counter(identify_variant(article[key]) for article in articles)
        assert told[wanted] >= 0.99 * len(articles)
        assert told[wanted] + told[""] == len(articles)
