"""EUC-TW: named where it is beyond doubt, and never of a page in another charset."""

from __future__ import annotations

import pytest

from cleaners.decode import decode
from cleaners.euc_tw import is_euc_tw

TRADITIONAL = "醫療機構應當公開收費標準，並接受社會監督。縣市主管機關每年檢查一次，並公告其結果。病人得向醫院索取明細。"
SIMPLIFIED = "各地要加强组织领导，明确责任分工，确保各项任务落到实处。县里每年检查一次，并公布结果。患者可以向医院索取明细。"


def test_chinese_in_euc_tw_is_known_and_decoding_says_so(euc_tw: bytes) -> None:
    assert is_euc_tw(euc_tw)
    assert is_euc_tw(b"<html><body><p>" + euc_tw + b"</p></body></html>")
    decoded = decode(euc_tw)
    assert decoded.evidence[1] == "most likely EUC-TW, which cannot be read"
    assert decoded.to_bytes() == euc_tw


def test_a_character_of_another_plane_and_a_cut_one_change_nothing(euc_tw: bytes) -> None:
    assert is_euc_tw(b"\x8e\xa2\xa1\xa1" + euc_tw + b"\x8e\xa2")


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "big5", "utf-8", "cp1252", "utf-16-le"])
def test_no_other_charset_is_taken_for_it(encoding: str) -> None:
    for text in (SIMPLIFIED, TRADITIONAL, "The café’s “fee” is £30."):
        assert not is_euc_tw(text.encode(encoding, "ignore") * 3)


def test_kana_which_stand_where_its_marks_do_are_no_proof(euc_tw: bytes) -> None:
    assert not is_euc_tw("これはひらがなのぶんしょうです".encode("gb2312") * 10 + euc_tw)


def test_of_a_short_string_nothing_is_said(euc_tw: bytes) -> None:
    assert not is_euc_tw(euc_tw[:40])


@pytest.mark.parametrize("data", [b"", b"\xa1", b"\xfd\xfe" * 50, b"\xa4\xa1" * 50, b"\x8e" * 60, bytes(range(256))])
def test_no_bytes_raise(data: bytes) -> None:
    assert not is_euc_tw(data)
