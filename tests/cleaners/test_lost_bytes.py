"""Lost bytes: the half character that a lost byte leaves is found, and the line is in step again; clean bytes have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.lost_bytes import half_characters

TEXT = "各级财政部门应当足额拨付基层医疗卫生机构补助资金，确保家庭医生签约服务顺利开展。"


def read_around(data: bytes, halves: tuple[int, ...], encoding: str = "gb18030") -> str:
    starts = [0, *(at + 1 for at in halves)]
    return "\ufffd".join(data[start:end].decode(encoding) for start, end in zip(starts, [*halves, len(data)], strict=True))


@pytest.mark.parametrize("lost", [0, 1, 6, 7, 20, 21, 30])
def test_one_lost_byte_costs_one_character(lost: int) -> None:
    data = TEXT.encode("gb18030")
    damaged = data[:lost] + data[lost + 1 :]
    halves = half_characters(damaged, "gb18030")
    assert len(halves) == 1
    read = read_around(damaged, halves)
    assert len(read) == len(TEXT)
    assert sum(one != other for one, other in zip(read, TEXT, strict=True)) <= 2


def test_each_line_is_looked_at_by_itself() -> None:
    lines = [TEXT.encode("gb18030")] * 3
    damaged = b"\n".join((lines[0], lines[1][:6] + lines[1][7:], lines[2]))
    (half,) = half_characters(damaged, "gb18030")
    assert len(lines[0]) < half < len(lines[0]) + len(lines[1])


def test_two_bytes_lost_far_apart_are_two_halves() -> None:
    data = TEXT.encode("gb18030")
    damaged = data[:5] + data[6:51] + data[52:]
    assert len(half_characters(damaged, "gb18030")) == 2


CLEAN = (
    TEXT,
    "魑魅魍魉、饕餮、龃龉、囹圄、踽踽独行",
    "锂、铍、铷、铯、镉、铊、钋、镭、锕、钍",
    "されている場合がありますので、ご注意ください。",
    "㐀㐁㐂㐃㐄㐅 병원 예산은",
    "Fees 2021 <p>\r\n10 °C",
    "",
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_bytes_have_no_halves(text: str) -> None:
    assert half_characters(text.encode("gb18030"), "gb18030") == ()


@given(st.binary(max_size=60), st.sampled_from(["gb18030", "big5hkscs"]))
def test_any_bytes_are_read_in_step_between_their_halves(data: bytes, encoding: str) -> None:
    halves = half_characters(data, encoding)
    assert all(data[at] >= 0x80 for at in halves)
    assert list(halves) == sorted(set(halves))
