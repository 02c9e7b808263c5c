"""Lost bytes: the half character that a lost byte leaves is found, and the line is in step again; clean bytes have none."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.decode import decode
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
    "醫療機構應當公開收費標準，並接受社會監督。",
    "郭鑫、李淼、王骉、赵犇、孙喆、钱堃、吴祎、郑彧",
    "┌──┬──┐│①②③│ⅠⅡⅢ│└──┴──┘",
    "５００㎎，１２０％，（试行）！￥30～40",
    "αβγδε、Больница、ㄅㄆㄇㄈ",
    "<html><head><meta charset=gb2312></head><body><p>县医院</p></body></html>",
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_bytes_have_no_halves(text: str) -> None:
    assert half_characters(text.encode("gb18030"), "gb18030") == ()


class Torn(NamedTuple):
    """A character that lost its first or second byte, and what stands around it."""

    before: str
    character: str
    left: int
    behind: str
    encoding: str = "gb18030"

    @property
    def data(self) -> bytes:
        """The bytes of the page."""
        before, character, behind = (text.encode(self.encoding) for text in (self.before, self.character, self.behind))
        return before + character[self.left : self.left + 1] + behind


WILD = {
    "a paragraph of a page": Torn("<p>县医院实行药品零差价销售，", "所", 0, "需经费由县级财政部门给予补助</p>\r\n<p>二</p>"),
    "the other half": Torn("<p>县医院实行药品零差价销售，", "所", 1, "需经费由县级财政部门给予补助</p>\r\n<p>二</p>"),
    "a buffer that begins inside a character": Torn("", "卫", 1, "生院和社区卫生服务中心307家，村医可以在平台上预约"),
    "a buffer that ends inside one": Torn("家庭医生签约服务费由医保基金", "和", 0, "\n个人共同负担"),
    "a quoted mail": Torn("> 全省统一的转诊平台本月起在两市试运", "行", 0, "，平台已经接入三级医院22家。\r\n> 乡镇卫生院"),
    "a page in Big5": Torn("主管機關得委", "託", 0, "醫療機構辦理轉診業務", "big5hkscs"),
}
KNOWN_FAILURES = {
    "the half and the next byte are a plausible character": Torn("<td>基层医疗卫生机", "构", 1, "补助资金（万元）</td>"),
    "too little text to tell": Torn("各", "地", 0, "要落实"),
    "the half is an ASCII letter": Torn("公立醫院薪", "酬", 1, "制度改革方案公開徵求意見", "big5hkscs"),
    "the line falls in step again by chance": Torn("醫療機", "構", 0, "應當公開收費標準", "big5hkscs"),
}


known = pytest.mark.xfail(strict=True, reason="known failure")


@pytest.mark.parametrize(
    "torn", [*WILD.values(), *(pytest.param(torn, marks=known) for torn in KNOWN_FAILURES.values())], ids=[*WILD, *KNOWN_FAILURES]
)
def test_what_is_left_of_a_torn_character_is_a_gap_and_the_rest_is_read(torn: Torn) -> None:
    decoded = decode(torn.data, torn.encoding)
    assert decoded.to_bytes() == torn.data
    assert decoded.text == f"{torn.before}\ufffd{torn.behind}"


@given(st.binary(max_size=60), st.sampled_from(["gb18030", "big5hkscs"]))
def test_any_bytes_are_read_in_step_between_their_halves(data: bytes, encoding: str) -> None:
    halves = half_characters(data, encoding)
    assert all(data[at] >= 0x80 for at in halves)
    assert list(halves) == sorted(set(halves))
