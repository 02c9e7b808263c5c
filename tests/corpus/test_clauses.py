"""Clauses: the lowest numbered unit, what belongs to it, what it stands under; whole, in order, with ids that stay."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import ids
from corpus._pieces import MAX_CLAUSE_WEIGHT, text_of
from corpus.clauses import split_clauses
from corpus.ids import text_key
from corpus.matchkey import match_key
from corpus.model import CleanSpan, DocNumber, Document, Flag, Part, Piece, Place, RawSpan
from corpus.sentences import weight
from tests.corpus.pages import Line, clauses, document, heading, outline


class Case(NamedTuple):
    """A page's lines and the path and text of its clauses."""

    why: str
    lines: tuple[str | Line, ...]
    expected: list[tuple[str, str]]


CASES = [
    Case("nothing", (), []),
    Case("only punctuation", ("——", "* * *"), []),
    Case("paragraphs where nothing is numbered", ("医院公开价格。", "病人选择医院。"), [("", "医院公开价格。"), ("", "病人选择医院。")]),
    Case("one clause an article", ("第一条 医院公开。", "第二条 医院审计。"), [("1", "第一条 医院公开。"), ("2", "第二条 医院审计。")]),
    Case(
        "an article's second paragraph and its list belong to it",
        ("第一条 医院公开。", "公开每年一次。", Line("价格", "list-item"), "第二条 医院审计。"),
        [("1", "第一条 医院公开。\n公开每年一次。\n价格"), ("2", "第二条 医院审计。")],
    ),
    Case(
        "items of an article are clauses under it, its first sentence one of its own",
        ("第三条 医院应当公开：", "（一）价格；", "（二）药品。", "第四条 医院审计。"),
        [("3", "第三条 医院应当公开："), ("3.1", "（一）价格；"), ("3.2", "（二）药品。"), ("4", "第四条 医院审计。")],
    ),
    Case(
        "three levels, each number a step of the path",
        ("五、激活新动力", "（一）改革人事。", "（二）改革薪酬", "1.定额。", "2.绩效。", "六、文化", "（一）病人。"),
        [("5.1", "（一）改革人事。"), ("5.2.1", "1.定额。"), ("5.2.2", "2.绩效。"), ("6.1", "（一）病人。")],
    ),
    Case(
        "English levels",
        ("5. New impetus", "(1) Reform staffing. Set posts.", "(2) Reform pay. Set a total.", "6. New culture", "(1) Patients. Listen."),
        [("5.1", "(1) Reform staffing. Set posts."), ("5.2", "(2) Reform pay. Set a total."), ("6.1", "(1) Patients. Listen.")],
    ),
    Case(
        "chapters and articles",
        ("第一章 总则", "第一条 医院公开。", "第二章 监督", "第二条 医院审计。"),
        [("1", "第一条 医院公开。"), ("2", "第二条 医院审计。")],
    ),
    Case(
        "English articles",
        ("Chapter I General", "Article 1 Hospitals publish prices.", "Article 2 Article 1 of this Law does not apply to clinics."),
        [("1", "Article 1 Hospitals publish prices."), ("2", "Article 2 Article 1 of this Law does not apply to clinics.")],
    ),
    Case(
        "a cited article at a line's start stays in its clause",
        ("第一条 医院公开。", "第二十条第一款规定的医院除外。", "Article 5 of this Law shall apply."),
        [("1", "第一条 医院公开。\n第二十条第一款规定的医院除外。\nArticle 5 of this Law shall apply.")],
    ),
    Case(
        "a year and a decimal open nothing",
        ("（一）扩大试点。", "2021年底前完成。", "2.5亿元由财政负担。"),
        [("1", "（一）扩大试点。\n2021年底前完成。\n2.5亿元由财政负担。")],
    ),
    Case(
        "what announces a list takes its unnumbered items",
        ("医院公开下列内容：", Line("价格", "list-item"), Line("药品", "list-item"), "每年一次。"),
        [("", "医院公开下列内容：\n价格\n药品"), ("", "每年一次。")],
    ),
    Case(
        "numbered items after a colon are clauses of their own",
        ("医院公开下列内容：", Line("1. 价格", "list-item"), Line("2. 药品", "list-item")),
        [("", "医院公开下列内容："), ("1", "1. 价格"), ("2", "2. 药品")],
    ),
    Case(
        "a paragraph that announces nothing takes none",
        ("医院公开价格。", Line("价格", "list-item")),
        [("", "医院公开价格。"), ("", "价格")],
    ),
    Case(
        "unnumbered items that nothing announces are clauses",
        (heading("范围"), Line("价格", "list-item"), Line("药品", "list-item")),
        [("", "价格"), ("", "药品")],
    ),
    Case(
        "a table's rows are clauses, and their numbers open nothing",
        ("（一）价格如下。", Line("1. 挂号 10元", "table-row"), Line("2. 诊察 20元", "table-row"), "以上含税。"),
        [("1", "（一）价格如下。"), ("1", "1. 挂号 10元"), ("1", "2. 诊察 20元"), ("1", "以上含税。")],
    ),
    Case(
        "captions, titles, metadata, gaps and boilerplate are none",
        (*(Line("他处", kind) for kind in ("title", "metadata", "caption", "boilerplate", "gap")), "医院公开。"),
        [("", "医院公开。")],
    ),
    Case(
        "boilerplate inside an article does not end it",
        ("第一条 医院公开。", Line("分享到微信", "boilerplate"), "每年一次。"),
        [("1", "第一条 医院公开。\n每年一次。")],
    ),
    Case(
        "after lost text nothing is said to belong to the unit before it",
        ("一、公开", "（一）公开价格。", Line("、。", "gap"), "每年一次。", "（三）公开药品。"),
        [("1.1", "（一）公开价格。"), ("1", "每年一次。"), ("1.3", "（三）公开药品。")],
    ),
    Case(
        "numbering starts again under a new heading",
        (heading("公开"), "1. 价格。", "2. 药品。", heading("审计"), "1. 账目。"),
        [("1", "1. 价格。"), ("2", "2. 药品。"), ("1", "1. 账目。")],
    ),
    Case(
        "two lists of different kind on one page",
        ("1. 价格。", "2. 药品。", "一、总则。", "二、附则。"),
        [("1", "1. 价格。"), ("2", "2. 药品。"), ("1", "一、总则。"), ("2", "二、附则。")],
    ),
    Case(
        "numbers out of order are taken as they stand",
        ("5. 甲。", "2. 乙。", "（三）丙。", "9. 丁。"),
        [("5", "5. 甲。"), ("2", "2. 乙。"), ("3", "（三）丙。"), ("3.9", "9. 丁。")],
    ),
    Case("eleven follows ten", ("十、价格。", "十一、药品。"), [("10", "十、价格。"), ("11", "十一、药品。")]),
    Case("white space at a block's edges opens and ends nothing", ("　第一条 医院公开。 ",), [("1", "第一条 医院公开。")]),
    Case(
        "a heading that heads nothing is a clause, lest it be lost",
        (Line("1. 价格公开", "heading", 2), Line("2. 药品公开", "heading", 2), "3. 账目公开"),
        [("1", "1. 价格公开"), ("2", "2. 药品公开"), ("3", "3. 账目公开")],
    ),
    Case(
        "a heading above one of its own level heads nothing either",
        (Line("1. 价格公开", "heading", 2), heading("说明", 2), "样式。"),
        [("1", "1. 价格公开"), ("", "样式。")],
    ),
    Case("a short line under a longer numbered one belongs to it", ("1. 公开药品价格", "每年一次"), [("1", "1. 公开药品价格\n每年一次")]),
    Case(
        "half a sentence behind an article's number is no heading",
        ("第二十五条 市人民政府应当统筹", "管网建设，扩大供热范围，逐步实现集中供热全覆盖。"),
        [("25", "第二十五条 市人民政府应当统筹\n管网建设，扩大供热范围，逐步实现集中供热全覆盖。")],
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_path_and_text(case: Case) -> None:
    assert outline(*case.lines) == case.expected


# What a clause stands under


def heading_paths(*lines: str | Line) -> list[tuple[str, ...]]:
    return [clause.heading_path for clause in clauses(*lines)]


def test_a_lone_numbered_line_with_text_under_it_is_its_heading() -> None:
    (clause,) = clauses("一、总体要求", "坚持以人民健康为中心，加强公立医院主体地位。")
    assert (clause.text, clause.heading_path) == ("坚持以人民健康为中心，加强公立医院主体地位。", ("一、总体要求",))
    assert (clause.kind, clause.path) == ("item", "1")


def test_white_space_at_the_edges_is_no_part_of_a_heading() -> None:
    assert heading_paths(heading(" 公开\u3000"), "\u3000一、目标 ", "\u3000（一）公开价格。") == [("公开", "一、目标", "（一）")]


def test_a_run_in_heading_gives_the_path_and_stays_in_the_text() -> None:
    (clause,) = clauses("（一）改革薪酬分配。允许医院突破现行水平。")
    assert clause.text == "（一）改革薪酬分配。允许医院突破现行水平。"
    assert clause.heading_path == ("（一）改革薪酬分配",)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("(2) Reform pay. Set a total for each hospital.", "(2) Reform pay"),
        ("（一）医院应当公开价格。每年一次。", "（一）"),  # a command is no heading
        ("(1) Hospitals shall publish prices. Once a year.", "(1)"),
        ("(1) The marshall plan. Once a year.", "(1) The marshall plan"),  # "shall" only as a word
        ("（一）价格；药品。", "（一）"),
        ("(1) Prices; drugs. Once a year.", "(1)"),
        ("（一）公开价格。", "（一）"),  # nothing follows it
        ("第一条 公开价格。每年一次。", "第一条"),
        ("1. " + "word " * 40 + "end. Once a year.", "1."),
    ],
)
def test_the_label_of_a_unit(line: str, label: str) -> None:
    assert heading_paths(line) == [(label,)]


def test_headings_nest_by_number_and_by_level() -> None:
    lines = (
        heading("工作方案", 1), heading("一、目标", 2), heading("近期", 3), "公开价格。",
        heading("远期", 3), "公开药品。", heading("二、措施", 2), "审计账目。",
    )  # fmt: skip
    assert heading_paths(*lines) == [
        ("工作方案", "一、目标", "近期"),
        ("工作方案", "一、目标", "远期"),
        ("工作方案", "二、措施"),
    ]


def test_an_unnumbered_heading_of_plain_text_ends_the_numbering_before_it() -> None:
    assert heading_paths("一、目标。", heading("附件"), "公开药品。") == [("一、",), ("附件",)]


def test_marks_of_markdown_stay_in_the_text_and_not_in_the_headings() -> None:
    lines = ("## 第一章 总则", "**第一条** 公开：", "- **（一）价格。**每年一次。", "**第二章 附则**", "__第二条__ 施行。")
    found = clauses(*lines)
    assert [clause.text for clause in found] == ["**第一条** 公开：", "- **（一）价格。**每年一次。", "__第二条__ 施行。"]
    assert [clause.heading_path for clause in found] == [
        ("第一章 总则", "第一条"),
        ("第一章 总则", "第一条", "（一）价格"),
        ("第二章 附则", "第二条"),
    ]


def test_a_chapter_ends_the_headings_inside_the_one_before() -> None:
    lines = ("第一章 总则", "一、目的", "第一条 公开。", "二、范围", "第二条 审计。", "第二章 罚则", "第三条 罚款。")
    assert heading_paths(*lines) == [
        ("第一章 总则", "一、目的", "第一条"),
        ("第一章 总则", "二、范围", "第二条"),
        ("第二章 罚则", "第三条"),
    ]


def test_a_heading_alone_is_no_clause() -> None:
    assert clauses(heading("附件")) == []
    assert clauses("第一章 总则", "第二章 监督") == []  # a table of contents


def test_each_part_has_its_own_outline() -> None:
    lines = (heading("新闻"), "一、要点。", "说明。", Line("附上全文。", part=1), Line("一、总则", part=1), Line("第一条 公开。", part=2))
    found = clauses(*lines)
    assert [clause.heading_path for clause in found] == [("新闻", "一、"), (), ("一、",), ("第一条",)]
    # The numbered line that ends part 1 heads nothing of part 2.
    assert [clause.text for clause in found] == ["一、要点。\n说明。", "附上全文。", "一、总则", "第一条 公开。"]


def test_kinds() -> None:
    lines = (
        "总述。",
        "第一章 总则",
        "本章适用于医院。",
        "第一条 公开。",
        "（一）价格。",
        Line("甲", "table-row"),
        heading("附"),
        Line("乙", "list-item"),
    )
    kinds = ["paragraph", "chapter", "article", "item", "table-row", "list-item"]
    assert [clause.kind for clause in clauses(*lines)] == kinds


def test_a_paragraph_in_the_other_language_is_not_taken_in() -> None:
    found = clauses(Line("第一条 公开。", lang="zh"), Line("The translation is no law.", lang="en"))
    assert [(clause.lang, clause.text) for clause in found] == [("zh", "第一条 公开。"), ("en", "The translation is no law.")]


@pytest.mark.parametrize(
    ("languages", "expected"),
    [(("zh", "zh"), "zh"), (("zh", "und"), "zh"), (("und", "und"), "und"), (("mixed", "zh"), "mixed")],
)
def test_language_is_that_of_the_blocks(languages: tuple[str, str], expected: str) -> None:
    lines = [Line(text, lang=lang) for text, lang in zip(("第一条 公开。", "Once a year."), languages, strict=True)]
    assert [clause.lang for clause in clauses(*lines)] == [expected]


# The card


def test_the_card_shows_the_part_and_the_page() -> None:
    numbers = (DocNumber("国办发[2021]18号", "国办发〔2021〕18号"), DocNumber("issued (2021) No. 3", None))
    policy = Part("policy", "公开办法", numbers, ("国务院办公厅",), ("2021-06-04",))
    page = replace(
        document("本站讯。", Line("第一条 公开。", part=1), Line("无此部分。", part=9), parts=(Part("news"), policy)),
        title="本站新闻", published=date(2021, 6, 7), publisher="健康报", issuers=("国务院办公厅",),
        flags=(Flag("truncated", RawSpan(0, 1), ""), Flag("case-lost", RawSpan(0, 1), ""), Flag("truncated", RawSpan(1, 2), "")),
    )  # fmt: skip
    news, clause, other = (found.card for found in split_clauses(page))
    assert (clause.title, clause.issuers) == ("公开办法", ("国务院办公厅",))
    assert clause.doc_numbers == ("国办发〔2021〕18号", "issued (2021) No. 3")
    assert (clause.source, clause.publisher, clause.published) == ("a.html", "健康报", "2021-06-07")
    assert clause.flags == ("case-lost", "truncated")
    assert (news.title, news.doc_numbers, news.issuers) == ("本站新闻", (), ())  # the news was not issued by the agency it reports
    assert (other.title, other.issuers) == ("本站新闻", ("国务院办公厅",))
    assert (news.kind, clause.kind, other.kind) == ("news", "policy", "other")


# Ids and keys


def test_ids_are_the_pages_and_depend_on_nothing_but_the_text() -> None:
    one, other = document("甲。", "乙。", doc_id="p"), document("乙。", "丙。", "甲。", doc_id="p")
    ids_of = {clause.text: clause.id for clause in split_clauses(one)}
    assert all(identity.startswith("p-") for identity in ids_of.values())
    assert {clause.text: clause.id for clause in split_clauses(other) if clause.text in ids_of} == ids_of
    elsewhere = split_clauses(document("甲。", doc_id="q"))
    assert elsewhere[0].id.startswith("q-")


def test_equal_text_has_one_key_on_any_page_and_two_ids_on_one() -> None:
    first, second, wide = clauses("公开２０２１", "公开2021", "公開2021")
    assert first.text_key == second.text_key == wide.text_key == text_key(match_key("公开2021"))
    assert len({first.id, second.id, wide.id}) == 3


def test_a_copy_takes_over_the_id_of_the_changed_one_before_it_and_no_other_id_changes() -> None:
    before = clauses("第一条 公开：", "（一）价格；", "第二条 审计：", "（一）价格；", "第三条 报告：", "（一）价格；")
    after = clauses("第一条 公开：", "（一）药品；", "第二条 审计：", "（一）价格；", "第三条 报告：", "（一）价格；")
    copies = [clause.id for clause in before if clause.text == "（一）价格；"]
    assert [clause.id for clause in after if clause.text == "（一）价格；"] == copies[:2]
    unique = {clause.text: clause.id for clause in before if clause.text.startswith("第")}
    assert {clause.text: clause.id for clause in after if clause.text.startswith("第")} == unique


def test_ids_that_collide_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "CLAUSE_ID_LENGTH", 1)  # 31 ids: of 25 clauses several collide
    found = clauses(*(f"医院{number}号" for number in range(25)))
    assert len({clause.id for clause in found}) == 25


TEXTS = st.lists(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6), min_size=2, max_size=8, unique=True)


@given(TEXTS, st.data())
def test_a_change_of_one_clause_leaves_all_other_ids(texts: list[str], data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, len(texts) - 1))
    after = [*texts]
    after[changed] = "改"
    before_ids = [clause.id for clause in clauses(*texts)]
    after_ids = [clause.id for clause in clauses(*after)]
    assert after_ids[:changed] + after_ids[changed + 1 :] == before_ids[:changed] + before_ids[changed + 1 :]
    assert after_ids[changed] != before_ids[changed]


# Length


SENTENCES = st.lists(st.text("医院公开价格，；。. abc1", min_size=1, max_size=900), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(SENTENCES, st.sampled_from(["", "第一条 ", "（一）"]))
def test_a_long_text_is_cut_and_every_word_kept_once(texts: list[str], number: str) -> None:
    page = document(number + texts[0] * 5, *texts[1:])
    found = split_clauses(page)
    kept = [set() for _ in page.blocks]
    for clause in found:
        assert clause.text == text_of(page.blocks, clause.where)
        assert sum(weight(line) for line in clause.text.split("\n")) <= MAX_CLAUSE_WEIGHT
        for place in clause.where:
            characters = set(range(*place.span))
            assert not characters & kept[place.block]
            kept[place.block] |= characters
    headings = {label for clause in found for label in clause.heading_path}
    for block, characters in zip(page.blocks, kept, strict=True):
        lost = [character for position, character in enumerate(block.text) if position not in characters and character.isalnum()]
        assert not lost or block.text.strip() in headings


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("医" * 299 + "。", "。"),  # 300 Han characters a sentence
        ("医" * 99 + "，", "，"),  # no sentence ends at all
        ("word " * 100, "d"),
        ("x" * 100, "x"),  # nowhere to cut
    ],
)
def test_a_line_of_100_kilobytes_is_many_clauses(line: str, ends: str) -> None:
    text = line * (100_000 // len(line))
    found = clauses(text)
    assert len(found) > 40
    assert all(weight(clause.text) <= MAX_CLAUSE_WEIGHT for clause in found)
    assert all(clause.text.endswith(ends) for clause in found)
    assert "".join(clause.text for clause in found).replace(" ", "") == text.replace(" ", "")


def test_a_text_within_the_limit_stays_whole() -> None:
    sentence = "医院公开价格。" * 70  # 7 characters of which 6 are Han: 1,666 letters
    assert weight(sentence) < MAX_CLAUSE_WEIGHT
    assert [clause.text for clause in clauses("第一条 " + sentence)] == ["第一条 " + sentence]


def test_a_block_of_many_pieces_takes_no_longer_to_split_than_one_of_one() -> None:
    text = "".join(f"{number}. 公开价格。" for number in range(1, 4000))
    whole = document(text)
    characters = tuple(Piece(character, RawSpan(at, at + 1)) for at, character in enumerate(text))
    in_pieces = replace(whole, blocks=(replace(whole.blocks[0], pieces=characters),))

    def seconds(page: Document) -> float:
        began = time.process_time()
        assert len(split_clauses(page)) > 50
        return time.process_time() - began

    assert seconds(in_pieces) < max(4 * seconds(whole), 0.5)


def test_pieces_of_a_clause_share_its_place_in_the_outline() -> None:
    found = clauses("第一章 总则", "第三条 " + "医院公开价格。" * 100, "每年一次。")
    assert len(found) > 1
    assert {(clause.path, clause.heading_path, clause.kind) for clause in found} == {("3", ("第一章 总则", "第三条"), "article")}
    assert found[-1].text.endswith("公开价格。\n每年一次。")
    assert len({clause.id for clause in found}) == len(found)


def test_cuts_stand_at_sentence_ends() -> None:
    text = "The cost rose by 3.14 yuan, see No. 18, etc. and so on. " * 60
    for clause in clauses(text):
        assert clause.text.endswith("so on.")
        assert clause.text.startswith("The cost")


# Where


def test_where_gives_the_text_back() -> None:
    page = document(heading("公开"), "第一条 医院公开。", Line("分享", "boilerplate"), "  每年一次。  ")
    (clause,) = split_clauses(page)
    assert clause.where == (Place(1, CleanSpan(0, 9)), Place(3, CleanSpan(0, 7)))
    assert clause.text == "第一条 医院公开。\n  每年一次。"


LINES = st.lists(
    st.builds(
        Line,
        st.text("第一二条章、（）(1).：。，医院公开 年2021\n", max_size=12),
        st.sampled_from(["paragraph", "heading", "list-item", "table-row", "gap", "title", "boilerplate"]),
        st.integers(0, 3), st.integers(0, 1), st.sampled_from(["zh", "en", "und"]),
    ),
    max_size=10,
)  # fmt: skip


@settings(deadline=None)
@given(LINES)
def test_any_page_gives_clauses_that_stand_where_they_say(lines: list[Line]) -> None:
    page = document(*lines)
    found = split_clauses(page)
    assert len({clause.id for clause in found}) == len(found)
    for clause in found:
        assert clause.text == text_of(page.blocks, clause.where)
        assert clause.text == clause.text.strip()
        assert any(map(str.isalnum, clause.text))
        assert all(page.blocks[place.block].kind in {"paragraph", "heading", "list-item", "table-row"} for place in clause.where)
    places = [place for clause in found for place in clause.where]
    assert places == sorted(places)
    assert found == split_clauses(page)
