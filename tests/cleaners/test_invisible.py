"""Invisible characters on whole pages: words are found again, and what only looks invisible stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners.decode import decode_text
from cleaners.entities import read_entities
from cleaners.invisible import remove_invisible
from cleaners.layout import lay_out_text
from cleaners.pipeline import clean_page
from corpus.model import Cleaned, RawPage
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable


def cleaned(text: str) -> Cleaned:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result


def removing(text: str) -> Callable[[], object]:
    """Return the rule's work on a page whose references were read."""
    draft = lay_out_text(decode_text(text))
    draft.apply("entities", 1, list(read_entities(draft)))
    return lambda: draft.apply("invisible", 1, list(remove_invisible(draft)))


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u200e", "\u2060", "\x07", "\x7f", "\U000e0041"])
def test_a_word_is_whole_without_it_and_the_edit_names_it(character: str) -> None:
    result = cleaned(f"县域医{character}共体实行总额预付。")
    assert result.document.text == "县域医共体实行总额预付。"
    assert [(edit.rule, edit.after, edit.reason) for edit in result.edits] == [
        ("invisible", "", f"invisible characters U+{ord(character):04X}")
    ]


def test_a_run_is_one_edit() -> None:
    (edit,) = cleaned("医\u200b\u200b\u200b\u200b\u200b共体。").edits
    assert edit.span == (1, 6)
    assert edit.reason == "invisible characters U+200B U+200B U+200B U+200B"


@pytest.mark.parametrize("reference", ["&#8203;", "&shy;", "&#xAD;", "&ZeroWidthSpace;", "&amp;shy;"])
def test_what_was_written_as_a_reference_is_removed_too(reference: str) -> None:
    assert cleaned(f"县域医{reference}共体实行总额预付。").document.text == "县域医共体实行总额预付。"


@pytest.mark.parametrize(
    "text", ["\U0001f468\u200d\U0001f469", "می\u200cخواهد", "12\u00a0000", "主任\u3000\u3000副主任", "e\u0301", "葛\U000e0100"]
)
def test_what_belongs_to_a_character_or_shows_as_a_space_stays(text: str) -> None:
    result = cleaned(f"x {text} y")
    assert result.document.text == f"x {text} y"
    assert result.edits == ()


@pytest.mark.parametrize("unit", ["\ue000", "\u200d", "\u200b", "\U000e0041", "\ufe0f", "\u202e", "\u3164", "医\ue000", "a\u200d\u0628"])
@pytest.mark.parametrize("before", ["医", "\u0628", "\U0001f3f4"])
def test_a_hostile_run_takes_time_with_its_length_only(unit: str, before: str) -> None:
    assert is_linear(lambda count: removing(before + unit * count + "院"), 25_000 // len(unit))


def test_many_references_to_invisible_characters_take_time_with_their_number_only() -> None:
    assert is_linear(lambda count: removing("医&shy;" * count), 5_000)


def test_a_lost_character_written_as_a_reference_is_flagged_where_it_stands() -> None:
    result = cleaned("途经害&#xE5F9;疫区。")
    assert [(flag.name, flag.span) for flag in result.document.flags] == [("characters-lost", (3, 11))]
    assert result.document.text == "途经害\ue5f9疫区。"
