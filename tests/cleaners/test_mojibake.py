"""Mojibake: what was misread is read again, run by run, with a proof; what nobody misread is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.mojibake import Repaired, garbled_runs, repair_text
from cleaners.pipeline import clean_page
from corpus.model import RawPage

ROOT = Path(__file__).resolve().parents[2]


def garbled(text: str, encoding: str = "latin-1") -> str:
    return text.encode("utf-8").decode(encoding)


def test_text_comes_with_its_edits_and_their_spans_into_what_was_given() -> None:
    text = f"The county{garbled('’', 'cp1252')}s caf{garbled('é')}."
    repaired = repair_text(text)
    assert repaired.text == "The county’s café."
    assert [(edit.number, text[slice(*edit.span)], edit.after) for edit in repaired.edits] == [(1, "â€™", "’"), (2, "Ã©", "é")]
    assert {edit.rule for edit in repaired.edits} == {"mojibake"}


def test_an_edit_names_the_misreading_that_it_undoes() -> None:
    (edit,) = repair_text("countyâ€™s").edits
    assert (edit.inverse, edit.reason) == ("utf-8 read as cp1252", "UTF-8 was read as cp1252")
    (edit,) = repair_text("county\x92s").edits
    assert (edit.inverse, edit.reason, edit.after) == ("cp1252 read as latin-1", "cp1252 was read as latin-1", "’")


def test_clean_text_comes_back_as_it_is() -> None:
    for text in ("", "县医院", "The café’s fee is €30 – or £26.", "（试行）２０２１①"):
        assert repair_text(text) == Repaired(text, ())


def test_only_the_run_is_changed_never_the_line() -> None:
    text = f"（试行）　《{garbled('县医院')}》　２０２１"
    assert repair_text(text).text == "（试行）　《县医院》　２０２１"
    edits = repair_text(text).edits
    assert [(edit.span.start, edit.after) for edit in edits] == [(6, "县"), (9, "医"), (12, "院")]
    assert edits[-1].span.end == 6 + len(garbled("县医院"))


def test_a_reading_is_proven_up_to_the_spaces_that_somebody_folded() -> None:
    """``Ã`` and a no-break space are ``à``; of that space and the one behind it one is left."""
    (edit,) = repair_text("voilÃ tout, trÃ¨s bien").edits[:1]
    assert (edit.after, edit.inverse) == ("à ", "utf-8 read as cp1252, spaces folded")


def test_no_han_comes_out_of_rare_codecs() -> None:
    """ftfy reads these three letters as Mac Roman, and has 墉."""
    assert repair_text("Â¢â").edits == ()


def test_a_sign_beside_a_lost_character_is_no_evidence() -> None:
    """``×`` is the first byte of a character of two, for ftfy; two characters of three are evidence, and so is a letter in a word."""
    assert repair_text("n = Vj\ufffd×\ufffdCj in the formula").edits == ()
    assert repair_text("SlovenÄ\ufffdina").text == "Sloven\ufffdina"
    assert repair_text("the countyâ€\ufffds budget").text == "the county\ufffds budget"


def test_a_letter_of_a_rare_codec_beside_a_lost_character_is_no_evidence() -> None:
    """A Greek capital iota for a Roman one: ftfy takes it for the first byte of a character whose second is lost."""
    assert repair_text("Th\ufffd\ufffd tanks of Category \u0399\ufffdwith l\ufffdw pressure").edits == ()
    assert repair_text("Asia, Ă\ufffdfrica, AmĂ©rica").text == "Asia, \ufffdfrica, América"


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_misread_up_to_three_times(rounds: int) -> None:
    text = "县医院"
    for _ in range(rounds):
        text = garbled(text)
    assert repair_text(text).text == "县医院"


def test_each_run_of_a_block_is_found_where_it_stands_on_the_page() -> None:
    page = f"一、总则\n\n各地（caf{garbled('é')}）与{garbled('县医院')}签约。"
    cleaned = clean_page(RawPage(page, "page"))
    cleaned.check()
    assert cleaned.document.text == "一、总则\n各地（café）与县医院签约。"
    assert [page[slice(*edit.span)] for edit in cleaned.edits] == [garbled(character) for character in "é县医院"]


def test_spans_are_in_order_and_take_no_space_with_them() -> None:
    runs = [garbled("é"), garbled("–", "cp1252"), "\x92", garbled("县")]
    text = f"{runs[0]} x {runs[1]} x{runs[2]}s {runs[3]} x"
    assert [text[slice(*span)] for span, _, _ in garbled_runs(text)] == runs


def test_text_without_a_suspect_run_does_not_pay_for_the_import() -> None:
    code = "import sys; from cleaners import repair_text; repair_text('县医院 Hospital （试行）'); print('ftfy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
