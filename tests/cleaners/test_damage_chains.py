"""Real text under random chains of damage, and arbitrary text and bytes: every page is proven, and what was repaired stays as it is."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners.decode import decode
from cleaners.mojibake import repair_text
from cleaners.pipeline import clean_page
from corpus.model import RawPage

if TYPE_CHECKING:
    from collections.abc import Callable

damaging = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No deadline: the machine may be busy."""

LINES = (
    "关于进一步完善县域医疗服务的实施意见",
    "各地要加强组织领导，明确责任分工，确保各项任务落到实处！",
    "本办法自2021年10月1日起施行。",
    "第三条　医疗机构应当公开收费标准（试行）",
    "醫療機構應當公開收費標準，並接受社會監督。",
    "主管機關得委託醫療機構辦理轉診業務",
    "The county’s hospitals share one budget – and keep what they save.",
    "Le café de l’hôpital est ouvert à midi, señor.",
    "医院与 WHO 合作开展培训（training of trainers），为期三周。",
    "病院の予算は年度の初めに前払いとする。",
    "室温18℃，①②③，５００㎎",
)
CODECS = ("utf-8", "gbk", "gb18030", "big5", "big5hkscs", "latin-1", "cp1252", "shift_jis", "cp932", "utf-16-le", "mac-roman")


def misread(actual: str, mistaken: str) -> Callable[[str], str]:
    return lambda text: text.encode(actual, "replace").decode(mistaken, "replace")


def without_every(number: int, filler: str) -> Callable[[str], str]:
    return lambda text: "".join(filler if at % number == number - 1 else character for at, character in enumerate(text))


def referred(text: str) -> str:
    return "".join(f"&#{ord(character)};" if character > "\x7f" else character for character in text)


def escaped(text: str) -> str:
    return html.escape(text)


misreadings = st.builds(misread, st.sampled_from(CODECS), st.sampled_from(CODECS))
losses = st.builds(without_every, st.integers(2, 9), st.sampled_from(["", "\ufffd", "?", "\u200b", "\x92", "\n"]))
damages = misreadings | losses | st.sampled_from([referred, escaped])
texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map("\n\n".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Real text under one to three kinds of damage, the next on what the last one left."""
    text = draw(texts)
    for damage in draw(st.lists(damages, min_size=1, max_size=3)):
        text = damage(text)
    return text


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """The same as bytes in some encoding, of which some are lost."""
    data = draw(damaged() | texts).encode(draw(st.sampled_from(CODECS)), "replace")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + data[at + 1 :]
    return data


@damaging
@given(damaged())
def test_a_page_of_damaged_text_is_proven(text: str) -> None:
    cleaned = clean_page(RawPage(text, "page"))
    cleaned.check()
    assert cleaned.decoded.to_bytes() == text.encode("utf-8", "surrogatepass")


@damaging
@given(damaged_bytes(), st.sampled_from([None, "gb2312", "big5", "utf-8", "iso-8859-1"]))
def test_a_page_of_damaged_bytes_is_proven(data: bytes, label: str | None) -> None:
    cleaned = clean_page(RawPage(data, "page", label))
    cleaned.check()
    assert cleaned.decoded.to_bytes() == data


@damaging
@given(damaged())
def test_damaged_text_that_was_repaired_is_not_changed_again(text: str) -> None:
    assert repair_text(repair_text(text).text).edits == ()


@damaging
@given(st.text())
def test_nor_is_any_other_text(text: str) -> None:
    assert repair_text(repair_text(text).text).edits == ()


@damaging
@given(st.binary(max_size=200) | damaged_bytes())
def test_nor_is_the_text_of_any_bytes(data: bytes) -> None:
    assert repair_text(repair_text(decode(data).text).text).edits == ()
