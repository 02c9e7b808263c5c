"""Misreadings: text is read again byte for byte, in units that each prove themselves; what is lost is a gap, never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.misreading import GAP, Step, Unit, follows, misread, most_said, parse, reread
from corpus.scripts import count_han

HAN = st.text("县医院实行总额预付的一是了人大中。，、（）2021", min_size=1, max_size=30)
PAIRS = [
    Step(actual, mistaken)
    for actual, mistaken in (
        ("utf-8", "latin-1"),
        ("utf-8", "cp1252"),
        ("utf-8", "gbk"),
        ("utf-8", "gb18030"),
        ("utf-8", "cp932"),
        ("gbk", "latin-1"),
        ("gbk", "big5hkscs"),
        ("big5hkscs", "gb18030"),
    )
]


def said(units: list[Unit]) -> str:
    return "".join(unit.after for unit in units)


def test_an_inverse_names_its_steps() -> None:
    assert parse("utf-8 read as gbk, then utf-8 read as latin-1, bytes lost") == (Step("utf-8", "gbk"), Step("utf-8", "latin-1"))


def test_units_are_as_small_as_the_two_codecs_allow() -> None:
    """Three bytes of UTF-8 and two of GBK end together after six."""
    assert reread("鍏充簬鎺ㄨ繘", [Step("utf-8", "gbk")]) == [Unit("鍏充簬", "关于"), Unit("鎺ㄨ繘", "推进")]
    assert reread("ÏØ¼¶", [Step("gbk", "latin-1")]) == [Unit("ÏØ", "县"), Unit("¼¶", "级")]


def test_units_of_two_steps_end_where_both_do() -> None:
    steps = [Step("gbk", "latin-1"), Step("utf-8", "latin-1")]
    garbled = misread(misread("县级", steps[0]), steps[1])
    assert reread(garbled, steps) == [Unit(garbled[:4], "县"), Unit(garbled[4:], "级")]


@pytest.mark.parametrize("step", PAIRS)
@given(text=HAN)
def test_what_can_be_misread_is_read_again(step: Step, text: str) -> None:
    try:
        garbled = misread(text, step)
    except UnicodeError:
        return
    units = reread(garbled, [step])
    assert "".join(unit.before for unit in units) == garbled
    for unit in units:
        if GAP not in unit.after:
            assert follows(unit.before, unit.after, f"{step.actual} read as {step.mistaken}")


@given(text=HAN)
def test_nothing_is_said_that_stands_not_in_what_survived(text: str) -> None:
    """U+FFFD for bytes: the characters that come back stand in the text in the same order."""
    garbled = text.encode().decode("gbk", "replace")
    rest = iter(text)
    assert all(character in rest for character in said(reread(garbled, [Step("utf-8", "gbk")])) if character != GAP)


@pytest.mark.parametrize(
    ("garbled", "reading"),
    [
        ("瀹炶�屾�婚��", "实���"),  # 行, 总 and 额 each without a byte: a gap each
        ("鍘垮煙?", "县域?"),  # nothing is missing before the question mark
        ("璁?", "�"),  # a byte is
        ("銆\ufffd", "�"),
        ("\ufffd", "�"),
    ],
)
def test_each_hole_is_a_gap(garbled: str, reading: str) -> None:
    assert said(reread(garbled, [Step("utf-8", "gbk")])) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [("县。关", "县。关"), ("县、于", "县、于"), ("一于县", "�于县"), ("县〇于", "县�于")],
)
def test_a_hole_is_filled_with_punctuation_and_with_nothing_else(text: str, reading: str) -> None:
    """Byte 80 has no character in GBK. 。 (E3 80 82) can be nothing else in Chinese; 一 (E4 B8 80) can be 个 or 中."""
    garbled = text.encode().decode("gbk", "replace")
    assert GAP in garbled
    assert said(reread(garbled, [Step("utf-8", "gbk")])) == reading


def test_the_euro_sign_is_byte_80_unless_what_follows_needs_its_other_form() -> None:
    """Byte 80 ends 一, and GBK's own euro sign, A2 E3, is the end of 换 and the beginning of 。, whose 80 is lost."""
    step = Step("utf-8", "gb18030")
    assert misread("一", step) == "涓€"
    assert said(reread("涓€", [step])) == "一"
    garbled = "换。关".encode().decode("gb18030", "replace")
    assert garbled[1:3] == "€\ufffd"
    assert said(reread(garbled, [step])) == "换。关"


def test_a_euro_sign_before_a_hole_may_be_either_and_says_nothing() -> None:
    """Of 形。 the bytes E5 BD A2 E3 are left, and the euro sign may as well be 80, of 彀."""
    step = Step("utf-8", "gb18030")
    garbled = "形。".encode().decode("gb18030", "replace")
    assert garbled == "褰€\ufffd\ufffd"
    assert reread(garbled, [step]) == [Unit(garbled, "\ufffd\ufffd")]


def test_only_a_space_where_a_byte_is_missing_is_one_that_was_folded() -> None:
    step = [Step("utf-8", "cp1252")]
    assert said(reread("voilÃ tout là", step, spaces=True)) == "voilàtout l�"
    assert said(reread("voilÃ ", step)) == "voil� "


@pytest.mark.parametrize(
    ("before", "after", "inverse"),
    [
        ("县", "县", "utf-8 read as klingon"),
        ("县", "院", "utf-8 read as gbk"),
        ("鍏充簬", "关系", "utf-8 read as gbk"),
        ("鍏�", "关", "utf-8 read as gbk, bytes lost"),
        ("Ã©", "è", "utf-8 read as cp1252, spaces folded"),
        ("&Atilde;&copy;", "è", "utf-8 read as cp1252, then html-entity"),
    ],
)
def test_what_does_not_follow_is_refused(before: str, after: str, inverse: str) -> None:
    try:
        proven = follows(before, after, inverse)
    except (UnicodeError, LookupError):
        return
    assert not proven


@pytest.mark.parametrize(
    ("before", "after", "inverse"),
    [
        ("鍏充簬", "关于", "utf-8 read as gbk"),
        ("鍏�", "�", "utf-8 read as gbk, bytes lost"),
        ("Ã ", "à", "utf-8 read as cp1252, spaces folded"),
        ("&Atilde;&copy;", "é", "utf-8 read as cp1252, then html-entity"),
        ("í\xa0½í¸\x8d", "😍", "cesu-8 read as latin-1"),
        ("Â\x8fÃ\x98", "\x8fØ", "utf-8 read as latin-1"),
    ],
)
def test_what_follows_is_proven(before: str, after: str, inverse: str) -> None:
    assert follows(before, after, inverse)


@given(HAN, st.sampled_from(PAIRS), st.sampled_from(PAIRS))
def test_a_text_says_no_more_than_its_bytes_can(text: str, step: Step, other: Step) -> None:
    """Readings that are not made for that reason must be those that say too little: also of clean text, and of another misreading."""
    try:
        texts = [text, misread(text, step), misread(text, other)]
    except UnicodeError:
        texts = [text]
    for one in texts:
        assert count_han(said([unit for unit in reread(one, [step]) if unit.before != unit.after])) <= most_said(one, step)
