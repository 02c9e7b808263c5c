"""Broken lines on whole pages: sentences are whole again, and everything that only has short lines is as it was."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import Cleaned, RawPage


def cleaned(text: str) -> Cleaned:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result


def texts(text: str) -> list[str]:
    return [block.text for block in cleaned(text).document.blocks]


SPLIT_POLICY = """
    Opinions of the General Office of the Province on Sharing Budgets

    Provincial Office issued (2020 ) No.
    7

    The people's governments of all counties:

    1.
    General requirements

    Counties pay in advance.
    Hospitals keep what they save
    .

       (1) Set up boards
    .
    Boards have doctors, residents, insurers, etc.
    as members.
    They met 12.
    5 times a year on average, according to data from Board.
    org, and decide on:
    budgets, staff, etc.
    , and on complaints
    .
"""


def test_a_policy_cut_at_every_stop_is_whole_again() -> None:
    assert texts(SPLIT_POLICY) == [
        "Opinions of the General Office of the Province on Sharing Budgets",
        "Provincial Office issued (2020 ) No. 7",
        "The people's governments of all counties:",
        "1. General requirements",
        "Counties pay in advance. Hospitals keep what they save.",
        (
            "(1) Set up boards. Boards have doctors, residents, insurers, etc. as members. They met 12.5 times a year on average, "
            "according to data from Board.org, and decide on: budgets, staff, etc., and on complaints."
        ),
    ]


def test_rejoining_makes_the_numbering_readable() -> None:
    paths = [clause.path for clause in split_clauses(cleaned(SPLIT_POLICY).document) if clause.path]
    assert paths == ["1", "1.1"]


def test_only_white_space_is_edited() -> None:
    for edit in cleaned(SPLIT_POLICY).edits:
        before = cleaned(SPLIT_POLICY).decoded.text[slice(*edit.span)]
        assert (before.strip(), edit.after.strip()) == ("", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert texts(f"Hospitals keep what they save{end}.{end}The county pays in advance{end}.")[-1].endswith(
        "what they save. The county pays in advance."
    )


def test_a_cut_decimal_never_makes_a_number_of_two_sentences() -> None:
    text = "The list was closed by June 30.\n12 provinces had joined by then, and three more followed in 2019.\n6 did not."
    assert "30.12" not in "\n".join(texts(text))
    assert "2019.6" not in "\n".join(texts(text))


def test_each_join_says_why() -> None:
    reasons = {edit.reason for edit in cleaned(SPLIT_POLICY).edits if edit.rule == "broken-lines"}
    assert reasons == {
        "closing mark cut off its sentence",
        "number cut from its sign",
        "numbering cut from its text",
        "decimal number cut apart",
        "host name cut apart",
        "sentence cut apart",
        "line end inside a paragraph",
    }


def test_a_page_without_blank_lines_is_not_made_one_paragraph_by_a_stop() -> None:
    lines = [f"Paragraph {number} of the report says what hospital {number} did." for number in range(60)]
    assert len(texts("\n".join([*lines[:30], ".", *lines[30:]]))) == 60


def test_a_long_page_cut_at_stops_without_blank_lines_is_not_one_paragraph() -> None:
    lines = [f"Paragraph {number} of the report says what hospital {number} did" for number in range(60)]
    assert texts("\n.\n".join(lines)) == [f"{line}." for line in lines[:-1]] + lines[-1:]


def test_wrapped_paragraphs_without_blank_lines_end_at_their_short_lines() -> None:
    first = (
        "县里提前向医院支付经费，结余归医院使用，超支由医院承担，医院有\n"
        "了节约的动力，群众的负担也减轻了，住院的人少了，医生也愿意留在\n乡镇工作。"
    )
    second = (
        "下一步，县里要把做法推广到全部乡镇，培训更多的医生，更新更多的\n"
        "设备，让居民在家门口就能看好常见病，少跑路，少花钱，看好病，同\n时加强监督。"
    )
    assert texts(f"{first}\n{second}") == [first.replace("\n", ""), second.replace("\n", "")]


def test_an_indent_begins_a_paragraph() -> None:
    text = "  The county pays in advance\n.\nHospitals save\n.\n  The province looks on\n.\nIt audits once a year\n."
    assert texts(text) == ["The county pays in advance. Hospitals save.", "The province looks on. It audits once a year."]


def test_indents_part_the_paragraphs_of_a_long_page_without_blank_lines() -> None:
    paragraphs = [f"  The county paid hospital {number} in advance\n.\nIt saved a tenth\n." for number in range(30)]
    assert texts("\n".join(paragraphs)) == [f"The county paid hospital {number} in advance. It saved a tenth." for number in range(30)]
