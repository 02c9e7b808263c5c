"""Lost case on whole pages: text as written, put into small letters, is flagged, and as written it is not."""

from __future__ import annotations

import pytest

from benchmarks.data_sets import health_sentences
from cleaners.pipeline import clean_page
from corpus.model import RawPage
from tests.conftest import DATA

TEXT = (
    "The county set up a fund in May. It pays for the training of village doctors and for new equipment. Residents may choose any of the "
    "health centres in New Town. The Board publishes its accounts every quarter. The province audits them once a year,"
    " before it makes the new budget."
)


def flags(text: str) -> list[str]:
    return [flag.name for flag in clean_page(RawPage(text, "page")).document.flags]


def test_small_letters_are_flagged_where_the_page_has_sentences() -> None:
    assert flags(TEXT.lower()) == ["case-lost"]
    assert flags(TEXT) == []


def test_a_menu_with_capitals_does_not_hide_the_loss() -> None:
    assert flags(f"Home > News > Policy\n\ncounty fund\n\n{TEXT.lower()}") == ["case-lost"]


def test_nothing_is_capitalised() -> None:
    assert clean_page(RawPage(TEXT.lower(), "page")).document.text == TEXT.lower()


@pytest.mark.data
def test_english_sentences_as_written_and_in_small_letters() -> None:
    sentences = [pair["en"] for pair in health_sentences(DATA) if pair["en"][:1].isupper() and pair["en"].endswith(".")][:400]
    assert len(sentences) == 400
    assert "case-lost" not in flags("\n\n".join(sentences))
    assert "case-lost" in flags("\n\n".join(sentences).lower())
