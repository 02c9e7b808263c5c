from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.decode import decode_text
from cleaners.draft import Draft, Drop, Label, Order, Replace, Split
from cleaners.layout import lay_out_text
from corpus.model import Block, Cleaned, Document, Flag, RawSpan
from tests.growth import is_linear

if TYPE_CHECKING:
    from cleaners.draft import Change

"""Ten times what the work takes on a busy machine; with a quadratic step it takes minutes."""

PAGE = "第一段。\n第二段。\n\nThird line.\n"


def draft_of(page: str = PAGE) -> Draft:
    return lay_out_text(decode_text(page))


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def span_of(page: str, part: str) -> RawSpan:
    start = page.index(part)
    return RawSpan(start, start + len(part))


def state(draft: Draft) -> object:
    return deepcopy((draft.segments, draft.labels, draft.order, draft.edits, draft.flags, draft.blocks))


def prove(draft: Draft) -> None:
    """Hold the draft against the model's own proof, and see that segments cover the page once, in order."""
    blocks = tuple(Block(block.kind, block.pieces) for block in draft.blocks)
    document = Document("x", "", "und", blocks, (), "x")
    Cleaned(document, tuple(draft.edits.values()), draft.markup, draft.decoded).check()
    position = 0
    for segment in draft.segments:
        assert segment.start == position < segment.end
        position = segment.end
    assert position == len(draft.text)


def test_a_replacement_changes_what_is_read_and_not_what_was_decoded() -> None:
    draft = draft_of()
    draft.apply("rule", 3, [Replace(span_of(PAGE, "第二段"), "第段", "why", confidence=0.5)])
    assert texts(draft) == ["第一段。", "第段。", "Third line."]
    assert draft.text == PAGE
    (edit,) = draft.edits.values()
    assert (edit.rule, edit.version, edit.after, edit.reason, edit.confidence) == ("rule", 3, "第段", "why", 0.5)
    assert draft.text[edit.span.start : edit.span.end] == "第二段"
    prove(draft)


def test_a_join_makes_one_block_of_two_and_keeps_the_place_of_the_first() -> None:
    draft = draft_of()
    draft.apply("rule", 1, [Replace(RawSpan(4, 5), "", "why", joins=True)])
    assert texts(draft) == ["第一段。第二段。", "Third line."]
    prove(draft)


def test_joins_in_a_row_make_one_block_of_all() -> None:
    draft = draft_of()
    draft.apply("rule", 1, [Replace(RawSpan(4, 5), " ", "why", joins=True), Replace(RawSpan(9, 11), " ", "why", joins=True)])
    assert texts(draft) == ["第一段。 第二段。 Third line."]
    prove(draft)


def test_a_join_may_cover_text_on_both_sides() -> None:
    draft = draft_of()
    draft.apply("rule", 1, [Replace(span_of(PAGE, "段。\n第二"), "", "why", joins=True)])
    assert texts(draft) == ["第一段。", "Third line."]
    prove(draft)


def test_a_join_across_an_emptied_block_loses_no_text() -> None:
    draft = draft_of("甲\n乙\n丙")
    draft.apply("one", 1, [Replace(RawSpan(2, 3), "", "why")])
    assert texts(draft) == ["甲", "丙"]
    draft.apply("two", 1, [Replace(RawSpan(1, 4), "", "why", joins=True)])
    assert texts(draft) == ["甲丙"]
    assert len(draft.edits) == 1
    prove(draft)


def test_a_join_directly_behind_an_emptied_block_loses_no_text() -> None:
    draft = draft_of("甲\n乙\n丙")
    draft.apply("one", 1, [Replace(RawSpan(2, 3), "", "why")])
    draft.apply("two", 1, [Replace(RawSpan(3, 4), "", "why", joins=True)])
    assert texts(draft) == ["甲", "丙"]
    prove(draft)


def test_an_edit_on_an_edit_is_fused_into_one() -> None:
    draft = draft_of("a&nbsp;b c")
    draft.apply("entities", 1, [Replace(RawSpan(1, 7), "\xa0", "why", inverse="html-entity")])
    draft.apply("later", 2, [Replace(RawSpan(0, 8), "ab", "narrower")])
    assert texts(draft) == ["ab c"]
    (edit,) = draft.edits.values()
    assert (edit.span, edit.rule, edit.inverse) == (RawSpan(0, 8), "later", None)
    prove(draft)


def test_a_change_may_not_cut_an_edit() -> None:
    draft = draft_of("a&nbsp;b c")
    draft.apply("entities", 1, [Replace(RawSpan(1, 7), "\xa0", "why", inverse="html-entity")])
    with pytest.raises(ValueError, match="cuts edit"):
        draft.apply("later", 1, [Replace(RawSpan(3, 8), "", "why")])


def test_a_dropped_block_names_the_twin_that_stays() -> None:
    draft = draft_of("同文。\n别文。\n同文。")
    twin = draft.blocks[0].raw
    draft.apply("repeats", 1, [Drop(draft.blocks[2].number, "stands above", twin)])
    assert texts(draft) == ["同文。", "别文。"]
    (edit,) = draft.edits.values()
    assert (edit.after, edit.twin) == ("", twin)
    prove(draft)


def test_labels_change_what_they_name_and_leave_the_rest() -> None:
    draft = draft_of()
    first, second, _ = draft.blocks
    draft.apply("rule", 1, [Label(first.number, "heading", level=2), Label(second.number, part=1, lang="zh", variant="Hans")])
    draft.apply("rule", 1, [Label(first.number, part=1)])
    assert [(block.kind, block.level, block.part, block.lang) for block in draft.blocks[:2]] == [
        ("heading", 2, 1, "und"),
        ("paragraph", 0, 1, "zh"),
    ]
    assert draft.edits == {}


def test_a_split_gives_the_rest_a_block_of_its_own_behind_the_first() -> None:
    draft = draft_of("标题正文\n后文")
    draft.apply("title", 1, [Label(draft.blocks[0].number, "title", part=1), Split(2)])
    assert [(block.text, block.kind, block.part) for block in draft.blocks] == [
        ("标题", "title", 1),
        ("正文", "paragraph", 1),
        ("后文", "paragraph", 0),
    ]
    prove(draft)


def test_two_splits_of_one_block_give_three_in_order() -> None:
    draft = draft_of("甲乙丙\n丁")
    draft.apply("rule", 1, [Split(2), Split(1, "heading")])
    assert [(block.text, block.kind) for block in draft.blocks] == [
        ("甲", "paragraph"),
        ("乙", "heading"),
        ("丙", "paragraph"),
        ("丁", "paragraph"),
    ]
    prove(draft)


def test_a_split_and_a_replacement_on_either_side_of_it_go_together() -> None:
    draft = draft_of("甲，乙")
    draft.apply("rule", 1, [Split(2), Replace(RawSpan(1, 2), "", "why")])
    assert texts(draft) == ["甲", "乙"]
    prove(draft)


def test_a_split_may_stand_before_an_edit_but_not_inside() -> None:
    draft = draft_of("甲&amp;乙")
    draft.apply("entities", 1, [Replace(RawSpan(1, 6), "&", "why", inverse="html-entity")])
    with pytest.raises(ValueError, match="no text of a block"):
        draft.apply("rule", 1, [Split(3)])
    draft.apply("rule", 1, [Split(1)])
    assert texts(draft) == ["甲", "&乙"]
    prove(draft)


@pytest.mark.parametrize("at", [-1, 4, 22, 23, 99])
def test_a_split_outside_the_text_of_a_block_is_refused(at: int) -> None:
    draft = draft_of()
    assert len(PAGE) == 23
    with pytest.raises(ValueError, match="raw offset"):
        draft.apply("rule", 1, [Split(at)])


def test_order_moves_what_is_read_and_leaves_offsets_alone() -> None:
    draft = draft_of("甲\n乙\n丙\n丁")
    numbers = [block.number for block in draft.blocks]
    draft.apply("repeats", 1, [Order(numbers[3], numbers[0]), Order(numbers[1], numbers[2])])
    assert texts(draft) == ["甲", "丁", "丙", "乙"]
    assert [block.raw.start for block in draft.blocks] == [0, 6, 4, 2]
    prove(draft)


def test_blocks_ordered_after_a_joined_one_follow_the_block_it_is_now_part_of() -> None:
    draft = draft_of("甲\n乙\n丙")
    numbers = [block.number for block in draft.blocks]
    draft.apply("rule", 1, [Replace(RawSpan(1, 2), "", "why", joins=True), Order(numbers[2], numbers[1])])
    assert texts(draft) == ["甲乙", "丙"]


BAD: list[list[Change]] = [
    [Replace(RawSpan(0, 2), "", "why"), Replace(RawSpan(1, 3), "", "why")],
    [Replace(RawSpan(0, 2), "", "why"), Replace(RawSpan(0, 2), "", "why")],
    [Replace(RawSpan(2, 2), "", "nothing covered")],
    [Replace(RawSpan(3, 1), "", "backwards")],
    [Replace(RawSpan(-1, 2), "", "before the page")],
    [Replace(RawSpan(22, 24), "", "behind the page")],
    [Replace(RawSpan(0, 1), "新", "invented")],
    [Replace(RawSpan(0, 2), "一第", "out of order")],
    [Replace(RawSpan(0, 1), "&", "no such reference", inverse="html-entity")],
    [Replace(RawSpan(0, 1), "é", "no such mistake", inverse="utf-8 read as cp1252")],
    [Replace(RawSpan(0, 1), "é", "no such codec", inverse="utf-8 read as nonsense")],
    [Replace(RawSpan(2, 7), "", "two blocks, not joined")],
    [Replace(RawSpan(4, 5), " ", "no block would hold it")],
    [Replace(RawSpan(0, 2), "", "nothing before it", joins=True)],
    [Replace(RawSpan(22, 23), "", "nothing behind it", joins=True)],
    [Drop(99, "no such block", RawSpan(0, 1))],
    [Label(99, "heading")],
    [Order(99, 0)],
    [Order(0, 99)],
    [Order(0, 0)],
    [Split(4)],
    [Flag("outside", RawSpan(20, 40), "")],
    [Drop(0, "twice", RawSpan(5, 9)), Drop(0, "twice", RawSpan(5, 9))],
]


@pytest.mark.parametrize("bad", BAD, ids=[f"{number}-{type(bad[-1]).__name__}" for number, bad in enumerate(BAD)])
def test_of_a_bad_change_nothing_is_applied_and_nothing_before_it(bad: list[Change]) -> None:
    draft = draft_of()
    good: list[Change] = [
        Label(1, "heading", level=1),
        Split(12),
        Replace(span_of(PAGE, "line"), "lin", "why"),
        Order(1, 2),
        Flag("seen", RawSpan(0, 1), "x"),
    ]
    before = state(draft)
    with pytest.raises(ValueError, match=r"."):
        draft.apply("rule", 1, [*good, *bad])
    assert state(draft) == before
    draft.apply("rule", 1, good)
    assert texts(draft) == ["第一段。", "T", "第二段。", "hird lin."]
    prove(draft)


def test_markup_joins_neighbours_and_holds_all_that_is_not_read() -> None:
    draft = draft_of("  甲 \n\n 乙")
    assert [draft.text[start:end] for start, end in draft.markup] == ["  ", " \n\n "]


# ---- random pages and changes ---------------------------------------------------------------------------------------------------

PIECES = ["甲乙，丙", "丁。", "\n", "\n\n", "  ", "stay here", ".", "18", "&lt;"]
PAGES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


def owners(draft: Draft) -> list[str]:
    """Give what each raw character is read as: itself, nothing, or, at an edit's first character, what the edit made of it all."""
    read = [""] * len(draft.text)
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.edit is None:
                read[piece.raw.start : piece.raw.end] = list(piece.text)
            else:
                read[piece.raw.start] = piece.text
    return read


def draw_after(data: st.DataObject, before: str) -> str:
    kept = "".join(character for character in before if data.draw(st.booleans(), label="keep"))
    return data.draw(st.sampled_from(["", " ", "，", kept, kept + "."]), label="after")


def draw_replaces(data: st.DataObject, draft: Draft) -> list[Replace]:
    """Draw changes that are valid: disjoint, cutting no edit, inventing nothing, joining where they cover two blocks."""
    inside = {at for segment in draft.segments if segment.edit is not None for at in range(segment.start + 1, segment.end)}
    places = [at for at in range(len(draft.text) + 1) if at not in inside]
    cuts = sorted(data.draw(st.lists(st.sampled_from(places), max_size=8, unique=True), label="cuts"))
    replaces = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        touched = {segment.block for segment in draft.segments if segment.start < end and segment.end > start} - {None}
        before = any(segment.block is not None for segment in draft.segments if segment.start < start)
        if len(touched) == 1 or (touched and before):
            replaces.append(Replace(RawSpan(start, end), draw_after(data, draft.text[start:end]), "why", joins=len(touched) > 1))
    return replaces


def draw_others(data: st.DataObject, draft: Draft, replaces: list[Replace]) -> list[Change]:
    """Draw labels, splits outside of edits and replacements, moves among blocks that no replacement joins away, and flags."""
    others: list[Change] = []
    numbers = [block.number for block in draft.blocks]
    joins = [change.span for change in replaces if change.joins]
    joined = {segment.block for span in joins for segment in draft.segments if segment.start <= span.end}
    if numbers:
        others.append(Label(data.draw(st.sampled_from(numbers)), data.draw(st.sampled_from(["heading", "gap", None])), level=1))
    movable = [number for number in numbers if number not in joined]
    if len(movable) > 1:
        block, after = data.draw(st.lists(st.sampled_from(movable), min_size=2, max_size=2, unique=True), label="order")
        others.append(Order(block, after))
    free = [
        at
        for segment in draft.segments
        if segment.block is not None and segment.edit is None
        for at in range(segment.start, segment.end)
        if not any(change.span.start < at < change.span.end for change in replaces)
    ]
    if free and not joins:
        others += [Split(at) for at in data.draw(st.lists(st.sampled_from(free), max_size=2, unique=True), label="splits")]
    others.append(Flag("seen", RawSpan(0, len(draft.text)), "x"))
    return others


@settings(deadline=None, max_examples=300)
@given(PAGES, st.data())
def test_any_sequence_of_valid_changes_keeps_the_partition_and_reads_as_said(page: str, data: st.DataObject) -> None:
    draft = draft_of(page)
    for version in range(data.draw(st.integers(1, 4), label="rounds")):
        replaces = draw_replaces(data, draft)
        expected = owners(draft)
        for change in replaces:
            expected[change.span.start : change.span.end] = [change.after] + [""] * (change.span.end - change.span.start - 1)
        draft.apply("rule", version, data.draw(st.permutations([*replaces, *draw_others(data, draft, replaces)]), label="changes"))
        prove(draft)
        assert owners(draft) == expected
        assert len({block.number for block in draft.blocks}) == len(draft.blocks)


@settings(deadline=None, max_examples=200)
@given(PAGES, st.data())
def test_undoing_every_edit_in_raw_order_gives_the_page(page: str, data: st.DataObject) -> None:
    draft = draft_of(page)
    draft.apply("one", 1, draw_replaces(data, draft))
    draft.apply("two", 1, draw_replaces(data, draft))
    claims = [(span, draft.text[span.start : span.end]) for span in (*draft.markup, *(edit.span for edit in draft.edits.values()))]
    claims += [(piece.raw, piece.text) for block in draft.blocks for piece in block.pieces if piece.edit is None]
    assert "".join(raw for _, raw in sorted(claims)) == page


@settings(deadline=None, max_examples=200)
@given(PAGES, st.data())
def test_overlapping_and_inventing_changes_are_refused_and_change_nothing(page: str, data: st.DataObject) -> None:
    draft = draft_of(page)
    draft.apply("one", 1, draw_replaces(data, draft))
    replaces = draw_replaces(data, draft)
    if not replaces:
        return
    victim = data.draw(st.sampled_from(replaces), label="victim")
    bad = data.draw(
        st.sampled_from(
            [
                Replace(RawSpan(victim.span.start, victim.span.end), "", "the same place", joins=victim.joins),
                Replace(RawSpan(victim.span.start, len(draft.text)), "", "over it", joins=True),
                Replace(RawSpan(len(draft.text) - 1, len(draft.text) + 1), "", "outside"),
                Label(10**6, "heading"),
            ]
        ),
        label="bad",
    )
    before = state(draft)
    with pytest.raises(ValueError, match=r"."):
        draft.apply("two", 1, [*replaces, bad])
    assert state(draft) == before
    invented = [Replace(change.span, change.after + "新", "why", joins=change.joins) if change is victim else change for change in replaces]
    with pytest.raises(ValueError, match="adds a word"):
        draft.apply("two", 1, invented)
    assert state(draft) == before


def test_time_does_not_grow_with_the_square_of_replacements_and_joins() -> None:
    def joined(count: int) -> Draft:
        draft = draft_of("a\u200bb\n" * count)
        draft.apply("one", 1, [Replace(RawSpan(4 * line + 1, 4 * line + 2), "", "why") for line in range(count)])
        draft.apply("two", 1, [Replace(RawSpan(4 * line + 3, 4 * line + 4), "", "why", joins=True) for line in range(count - 1)])
        return draft

    assert texts(joined(1_000)) == ["ab" * 1_000]
    assert is_linear(lambda count: partial(joined, count), 10_000)


def test_time_does_not_grow_with_the_square_of_splits_and_moves() -> None:
    def reversed_lines(count: int) -> tuple[list[int], Draft]:
        draft = draft_of("a" * count)
        draft.apply("one", 1, [Split(at) for at in range(1, count)])
        numbers = [block.number for block in draft.blocks]
        draft.apply("two", 1, [Order(number, numbers[0]) for number in numbers[1:]])
        return numbers, draft

    numbers, draft = reversed_lines(1_000)
    assert [block.number for block in draft.blocks] == [numbers[0], *reversed(numbers[1:])]
    assert is_linear(lambda count: partial(reversed_lines, count), 25_000)
