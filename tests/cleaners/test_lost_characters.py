"""Lost characters on whole pages: flagged with their place and number, never removed, never made up."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Cleaned, Flag, RawPage, RawSpan

REST = "\n\n各地要加强组织领导，明确责任分工，确保各项任务落到实处。"


def cleaned(content: str | bytes, declared: str | None = None) -> Cleaned:
    result = clean_page(RawPage(content, "page", declared))
    result.check()
    return result


@pytest.mark.parametrize(
    ("lost", "evidence"),
    [("\ufffd\ufffd", "2 × \ufffd"), ("????", "4 × ?"), ("锟斤拷锟斤拷", "6 × 锟"), ("□□", "2 × □"), ("烫烫烫", "3 × 烫")],
)
def test_a_flag_has_place_and_number_and_the_text_stays(lost: str, evidence: str) -> None:
    result = cleaned(f"推进{lost}体建设。{REST}")
    assert result.document.flags == (Flag("characters-lost", RawSpan(2, 2 + len(lost)), evidence),)
    assert result.document.blocks[0].text == f"推进{lost}体建设。"
    assert result.edits == ()


def test_a_flag_stands_at_the_block_that_it_concerns() -> None:
    blocks = cleaned(f"推进\ufffd体建设。{REST}").document.blocks
    assert [len(block.flags) for block in blocks] == [1, 0]


def test_bytes_that_are_no_character_are_lost_characters() -> None:
    data = f"推进医疗联合体建设。{REST}".encode("gbk")
    result = cleaned(data[:4] + b"\xff" + data[4:], "gbk")
    assert [flag.name for flag in result.document.flags] == ["characters-lost"]
    assert result.document.blocks[0].text == "推进\ufffd医疗联合体建设。"
    assert result.decoded.to_bytes() == data[:4] + b"\xff" + data[4:]


def test_u_fffd_that_was_garbled_is_read_and_flagged() -> None:
    result = cleaned(f"The countyï¿½s café.{REST}")
    assert result.document.blocks[0].text == "The county\ufffds café."
    assert [flag.name for flag in result.document.flags] == ["characters-lost"]


def test_a_reference_to_u_fffd_is_flagged_where_it_was_written() -> None:
    result = cleaned(f"县&#65533;医院{REST}")
    assert result.document.flags == (Flag("characters-lost", RawSpan(1, 9), "1 × \ufffd"),)


def test_emphasis_of_a_question_is_no_loss() -> None:
    assert cleaned(f"真的吗???? 是的。{REST}").document.flags == ()
