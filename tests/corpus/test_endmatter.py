"""The end of a text: list of attachments, signature, date, notes and copy lines; and what only looks like them."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from corpus.endmatter import MAX_ATTACHMENT_WEIGHT, TAIL, attachment_name, end_inside, end_lines

BODY = ("关于印发薪酬办法的通知", "各市人民政府：", "一、坚持公益。", "二、按月发放。")
BODY_EN = ("Notice on Salaries", "To all hospitals:", "1. Hospitals serve the public.", "2. Salaries are paid monthly.")


class Case(NamedTuple):
    """Lines below the body, and the kind of each, "" where it belongs to the text."""

    why: str
    lines: tuple[str, ...]
    kinds: str
    body: tuple[str, ...] = BODY


A, H, S, D, C, E = "attachment attachment-heading signature date copy closing".split()

CASES = [
    Case("a text that just ends", ("三、按年公开。",), "-"),
    Case("signature and date", ("霁川市财政局", "2023年10月20日"), f"{S} {D}"),
    Case("date in Han figures", ("云泽省卫生健康委员会", "二〇二三年六月五日"), f"{S} {D}"),
    Case("several bodies, one a line", ("霁川市财政局", "霁川市卫生健康委员会", "2023年10月20日"), f"{S} {S} {D}"),
    Case("body and date in one line", ("霁川市财政局2023年10月20日",), S),
    Case("signed without a date", ("二〇二三年是关键的一年。", "霁川市财政局"), f"- {S}"),
    Case("a list of attachments, one a line", ("附件：1.分工表", "2.进度表", "霁川市财政局", "2023年10月20日"), f"{A} {A} {S} {D}"),
    Case("one attachment named", ("附件：分工表", "霁川市财政局", "2023年10月20日"), f"{A} {S} {D}"),
    Case(
        "an attachment with its own text", ("霁川市财政局", "2023年10月20日", "附件1", "分工表", "一、财政部门负责。"), f"{S} {D} {H} - -"
    ),
    Case(
        "copy line and the printing office's",
        ("霁川市财政局", "2023年10月20日", "抄送：市委办公室，市人大。", "霁川市财政局办公室　2023年10月20日印发"),
        f"{S} {D} {C} {C}",
    ),
    Case("a note in brackets and a closing formula", ("特此通知。", "（此件公开发布）"), f"{E} {E}"),
    Case("when it takes effect, below the last number", ("本通知自印发之日起施行。", "霁川市财政局", "2023年10月20日"), f"{E} {S} {D}"),
    Case("whom to ask", ("联系人：陈喆，联系电话：000-55501234。",), E),
    Case("English signature and date", ("Jichuan Municipal Finance Bureau", "October 20, 2023"), f"{S} {D}", BODY_EN),
    Case("English attachments", ("Annex 1", "Division of Tasks", "1. By 2025 it shall be done."), f"{H} - -", BODY_EN),
    Case("cc", ("cc: Office of the Municipal Party Committee",), C, BODY_EN),
    # What only looks like it:
    Case("a sentence that begins with the word", ("附件中的目录由市财政局每年公布。",), "-"),
    Case("a sentence that begins with a numbered one", ("附件1 所列的目录由市财政局公布。",), "-"),
    Case("a date inside the text, more numbers follow", ("2023年10月20日", "三、按年公开。"), "- -"),
    Case("a body inside the text", ("霁川市财政局", "三、按年公开。"), "- -"),
    Case("to whom, not to whom else", ("三、报送下列部门：", "四、按年公开。"), "- -"),
    Case("an effect that has a number", ("三、本通知自印发之日起施行。",), "-"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_lines_at_the_end(case: Case) -> None:
    kinds = end_lines([*case.body, *case.lines])
    assert [kinds.get(len(case.body) + at, "-") for at in range(len(case.lines))] == case.kinds.split()
    assert set(kinds) <= set(range(len(case.body), len(case.body) + len(case.lines)))


def test_nothing_ends_an_empty_text_and_a_title_is_no_end() -> None:
    assert end_lines([]) == {}
    assert end_lines(["附件1"]) == {}
    assert end_lines(["抄送：市财政局"]) == {}
    assert end_lines(["2023年10月20日"]) == {}


def test_without_numbers_a_closing_formula_is_text() -> None:
    assert end_lines(["关于公开的通知", "医院每年公开价格。", "特此通知。"]) == {}


def test_a_date_far_from_the_end_is_none_of_the_text() -> None:
    far = (*BODY, "2023年10月20日", *["坚持公益，按月发放。"] * (TAIL + 1))
    assert end_lines(far) == {}
    near = (*BODY, "2023年10月20日", *["坚持公益，按月发放。"] * 2)
    assert end_lines(near) == {len(BODY): "date"}


def test_a_long_line_that_begins_with_the_word_is_no_attachment() -> None:
    name = "分" * MAX_ATTACHMENT_WEIGHT
    assert end_lines([*BODY, f"附件 {name}", "霁川市财政局", "2023年10月20日"]).get(len(BODY)) is None


# Ends inside a line


def pieces(text: str, title: str = "霁川市关于薪酬的通知") -> list[tuple[str, str]]:
    ends = end_inside(text, title)
    starts = [*(start for start, _ in ends), len(text)]
    return [(kind, text[start:stop]) for (start, kind), stop in zip(ends, starts[1:], strict=True)]


def test_a_line_that_holds_the_end_is_taken_apart() -> None:
    assert pieces("按年公开。霁川市财政局2023年10月20日") == [(S, "霁川市财政局"), (D, "2023年10月20日")]
    assert pieces("按年公开。附件：分工表霁川市财政局2023年10月20日") == [(A, "附件：分工表"), (S, "霁川市财政局"), (D, "2023年10月20日")]
    assert pieces("Salaries are paid. Ministry of Finance May 14, 2021") == [(S, "Ministry of Finance "), (D, "May 14, 2021")]


@pytest.mark.parametrize(
    "text", ["按年公开。", "本办法自2023年7月1日起施行。", "2023年10月20日", "会议于2023年10月20日", "通知发布于2023年10月20日", "", "附件"]
)
def test_a_line_without_a_signature_is_left_whole(text: str) -> None:
    assert pieces(text) == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("附件1：分工表", "附件1"),
        ("附件 1", "附件1"),
        ("附 件", "附件"),
        ("【附件二】", "附件二"),
        ("附录A 目录", "附录A"),
        ("附表1", "附表1"),
        ("Annex 1: Tasks", "Annex 1"),
        ("APPENDIX II", "APPENDIX II"),
        ("附件分工", ""),
        ("总则", ""),
        ("", ""),
        ("Annexation of land", ""),
    ],
)
def test_what_an_attachment_is_called(heading: str, name: str) -> None:
    assert attachment_name(heading) == name
