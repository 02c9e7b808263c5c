from __future__ import annotations

import pytest

from corpus.fold import fold
from indexer.numbers import find_numbers, number_term
from indexer.tokens import tokenize


def found(text: str) -> list[tuple[str, str]]:
    return [(match.key, text[match.start : match.end]) for match in find_numbers(fold(text))]


@pytest.mark.parametrize(
    "written",
    [
        "国办发〔2021〕18号",
        "国办发[2021]18号",
        "国办发（2021）18号",
        "国办发【2021】第018号",
        "國辦發〔２０２１〕１８號",
        "国办发 〔2021年〕 18 号",
        "国办发[2021]18",
        "Guobanfa [2021] No. 18",
        "guobanfa (2021) no.18",
        "Guobanfa [2021] No.\n18",
        "State Council Document No. 18 [2021]",
        "No. 18 (2021)",
    ],
)
def test_a_number_is_the_same_in_any_bracket_width_case_and_language(written: str) -> None:
    assert [key for key, _ in found(f"see {written}, and act.")] == ["2021/18"]


@pytest.mark.parametrize(
    "written",
    [
        "in the survey (2021) 18 hospitals",
        "增长（2021）18%",
        "〔2021〕18.5",
        "kino 18 (2021)",
        "(1821) No. 18",
        "(2021) No. 181234567",
        "2021年18号楼",
        "第18号",
        "No. 18",
    ],
)
def test_other_numbers_are_none(written: str) -> None:
    assert found(written) == []


def test_several_numbers_come_in_order_with_their_places() -> None:
    assert found("按国办发〔2021〕18号和Guofa [2016] No. 78执行") == [("2021/18", "〔2021〕18号"), ("2016/78", "[2016] No. 78")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("国办发〔2021〕18、19号", ["2021/18", "2021/19"]),
        ("国办发〔2021〕18号、19号和第020号", ["2021/18", "2021/19", "2021/20"]),
        ("國辦發（2021）18、19號", ["2021/18", "2021/19"]),
        ("国办发〔2021〕18号、〔2022〕19号", ["2021/18", "2022/19"]),
        ("国办发〔2021〕18号、15号前", ["2021/18"]),
        ("〔2021〕18号、3号楼", ["2021/18"]),
        ("Guobanfa [2021] No. 18, 19号", ["2021/18"]),
    ],
)
def test_every_number_of_a_list_is_read(text: str, keys: list[str]) -> None:
    assert [key for key, _ in found(text)] == keys


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("国办发〔2021〕18号", "国办发"),
        ("Guobanfa [2021] No. 18", "Guobanfa "),
        ("薪酬 国卫办医发〔2021〕18号", "国卫办医发"),
        ("see Lin Wei Fa [2022] No. 15", "Lin Wei Fa "),
        ("the lawyers of fa [2022] No. 15", "fa "),
        ("〔2021〕18号", ""),
        ("2021〔2021〕18号", ""),
        ("按照国务院办公厅国办发〔2021〕18号", ""),  # a run this long is a sentence, not an agency
    ],
)
def test_the_agency_is_what_directly_precedes(text: str, agency: str) -> None:
    (match,) = find_numbers(fold(text))
    assert text[match.agency : match.start] == agency


def test_no_word_of_a_text_is_the_term_of_a_number() -> None:
    term = number_term("2021/18")
    assert term not in {token.text for token in tokenize(f"{term} № 2021/18")}
