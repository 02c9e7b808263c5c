"""Which numbering a block opens with: every form in both widths and scripts, and all that looks like a numbering and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus._forms import LINE_FORMS, line_forms_of
from corpus.numbering import Opening, numberings, opening
from corpus.numerals import to_number

OPENINGS: dict[str, tuple[str, int, int, str]] = {
    # text: kind, rank, number, where the text begins
    "第一编 总则": ("part", 1, 1, "总则"),
    "第二章　机构": ("chapter", 2, 2, "机构"),
    "第二章机构": ("chapter", 2, 2, "机构"),
    "第十二节 听证": ("section", 3, 12, "听证"),
    "第五章 等级评定": ("chapter", 2, 5, "等级评定"),
    "第八章修改与解释": ("chapter", 2, 8, "修改与解释"),
    "**第一条** 为了": ("article", 4, 1, "为了"),
    "**一、总体要求**": ("item", 5, 1, "总体要求**"),
    "### 第二章　机构": ("chapter", 2, 2, "机构"),
    "- （一）薪酬": ("item", 6, 1, "薪酬"),
    "__二、__附则": ("item", 5, 2, "附则"),
    "第一条 为了规范采购": ("article", 4, 1, "为了规范采购"),
    "第一条为了规范采购": ("article", 4, 1, "为了规范采购"),
    "第 12 条 医院": ("article", 4, 12, "医院"),
    "第１２条　医院": ("article", 4, 12, "医院"),
    "第一百零五条 附则": ("article", 4, 105, "附则"),
    "第五条之一 医院": ("article", 4, 5, "医院"),
    "第三条": ("article", 4, 3, ""),
    "第三条：医院": ("article", 4, 3, "医院"),
    "第三条（目的）医院": ("article", 4, 3, "（目的）医院"),
    "第四条 规定价格的医院": ("article", 4, 4, "规定价格的医院"),
    "第四条中医医院应当": ("article", 4, 4, "中医医院应当"),
    "第六条所有医院": ("article", 4, 6, "所有医院"),
    "第六条项目法人": ("article", 4, 6, "项目法人"),
    "第七条第三人": ("article", 4, 7, "第三人"),
    "第三條 醫院": ("article", 4, 3, "醫院"),
    "第一節 通則": ("section", 3, 1, "通則"),
    "第二編 分則": ("part", 1, 2, "分則"),
    "Part I General": ("part", 1, 1, "General"),
    "Chapter III Hospitals": ("chapter", 2, 3, "Hospitals"),
    "Chapter 3. Hospitals": ("chapter", 2, 3, "Hospitals"),
    "Section 2: Pay": ("section", 3, 2, "Pay"),
    "Article 5 The State": ("article", 4, 5, "The State"),
    "Article 5. The State": ("article", 4, 5, "The State"),
    "ARTICLE XIV THE STATE": ("article", 4, 14, "THE STATE"),
    "article 5 the state": ("article", 4, 5, "the state"),
    "Article 5-1 The State": ("article", 4, 5, "The State"),
    "Article 5": ("article", 4, 5, ""),
    "一、总体要求": ("item", 5, 1, "总体要求"),
    "十、附则": ("item", 5, 10, "附则"),
    "十一、附则": ("item", 5, 11, "附则"),
    "二十三、附则": ("item", 5, 23, "附则"),
    "二．附则": ("item", 5, 2, "附则"),
    "一、2021年工作": ("item", 5, 1, "2021年工作"),
    "二、三大任务": ("item", 5, 2, "三大任务"),
    "二、二〇二五年目标": ("item", 5, 2, "二〇二五年目标"),
    "一、三级医院": ("item", 5, 1, "三级医院"),
    "（一）薪酬": ("item", 6, 1, "薪酬"),
    "(一)薪酬": ("item", 6, 1, "薪酬"),
    "( 十二 )薪酬": ("item", 6, 12, "薪酬"),
    "（一)、薪酬": ("item", 6, 1, "薪酬"),
    "㈡薪酬": ("item", 6, 2, "薪酬"),
    "（一）二级医院": ("item", 6, 1, "二级医院"),
    "（一）项目名称": ("item", 6, 1, "项目名称"),
    "（三）款项支付": ("item", 6, 3, "款项支付"),
    "（二）及时公开": ("item", 6, 2, "及时公开"),
    "（一）至少每月一次": ("item", 6, 1, "至少每月一次"),
    "（三）或有事项": ("item", 6, 3, "或有事项"),
    "（四）与医院有关的": ("item", 6, 4, "与医院有关的"),
    "（一）（1）薪酬": ("item", 6, 1, "（1）薪酬"),
    "1.薪酬": ("item", 7, 1, "薪酬"),
    "1. Pay": ("item", 7, 1, "Pay"),
    "１．薪酬": ("item", 7, 1, "薪酬"),
    "12、薪酬": ("item", 7, 12, "薪酬"),
    "⒈薪酬": ("item", 7, 1, "薪酬"),
    "1.2021年底前": ("item", 7, 1, "2021年底前"),
    "1、2021年底前": ("item", 7, 1, "2021年底前"),
    "2. 5 hospitals": ("item", 7, 2, "5 hospitals"),
    "（1）薪酬": ("item", 8, 1, "薪酬"),
    "(1) Pay": ("item", 8, 1, "Pay"),
    "（１）薪酬": ("item", 8, 1, "薪酬"),
    "⑴薪酬": ("item", 8, 1, "薪酬"),
    "(2) 5 hospitals": ("item", 8, 2, "5 hospitals"),
    "（1）2021年底前": ("item", 8, 1, "2021年底前"),
    "③薪酬": ("item", 9, 3, "薪酬"),
}

NOT_OPENINGS: dict[str, str] = {
    # text: what it is
    "2021年，医院": "a year",
    "2021年6月17日": "a date",
    "2021.6.17 公告": "a date",
    "2021-06-17": "a date",
    "21.6.17": "a date",
    "10.1 holidays": "a day",
    "3.15晚会": "a day",
    "（2021）": "a year in brackets",
    "(2021) No. 18": "a document number",
    "No. 18 of 2021": "a number with its sign",
    "第18号": "a number with its sign",
    "2.5亿元": "a decimal",
    "1.2万": "a decimal",
    "１．２万": "a decimal in full width",
    "3.14": "a decimal",
    "50%的医院": "a percentage",
    "2.50%": "a percentage",
    "10．5％": "a percentage",
    "(10)%": "a percentage",
    "1,200 beds": "a number with a separator",
    "3、4月份": "two numbers",
    "一、二级医院应当": "two grades",
    "二、三类器械": "two classes",
    "七、八月份": "two months",
    "一、二、三产业": "three sectors",
    "十一、十二月份": "two months",
    "（十四五）规划": "a name of a plan",
    "第三条规定的情形": "a citation",
    "第三条的规定": "a citation",
    "第三条所称医院": "a citation",
    "第三条、第五条": "a citation",
    "第三条，应当": "a citation",
    "第三条和第五条": "a citation",
    "第三条或者第五条": "a citation",
    "第三条至第五条": "a citation",
    "第二十条第一款规定，": "a citation",
    "第二十条第（二）项": "a citation",
    "第二十条（二）项": "a citation",
    "第二十条中的医院": "a citation",
    "第二十条之规定": "a citation",
    "第三条修改为：": "an amendment",
    "第三條規定的": "a citation in traditional characters",
    "第二章第三节": "a citation",
    "第二章规定的": "a citation",
    "第一编辑部": "an office",
    "第三节课": "a lesson",
    "（一）至（三）项所列": "a citation",
    "（四）、（五）项所列": "a citation",
    "（一）（二）项": "a citation",
    "（一）项所列": "a citation",
    "(1) and (2) above": "a citation",
    "(1), (2)": "a citation",
    "Article 5 of this Law shall": "a citation",
    "Article 5 shall apply": "a citation",
    "Article 5 applies": "a citation",
    "Article 5, paragraph 2": "a citation",
    "Article 5 Paragraph 2": "a citation",
    "article 5 of this law": "a citation without capitals",
    "article 5 to article 7": "a citation without capitals",
    "Articles 5 and 6": "a citation",
    "Article 5(1)": "a citation",
    "Chapter 3 of this report": "a citation",
    "Section 2  of": "a citation with two spaces",
    "Part I provides": "a citation",
    "Part civil society": "a word of Roman digits",
    "Part list": "a word that begins with a Roman digit",
    "Partial list": "a word",
    "(86) 10 66100000": "a telephone number",
    "(02)2345-6789": "a telephone number",
    "百、": "no number that people write",
    "一一、": "no number that people write",
    "1": "a bare number",
    "一": "a bare number",
    "第三": "an ordinal",
    "": "nothing",
    " 一、总则": "white space is not looked past",
    "医院应当按照第三条": "inside a sentence",
}


@pytest.mark.parametrize(("text", "expected"), OPENINGS.items())
def test_what_opens_a_clause(text: str, expected: tuple[str, int, int, str]) -> None:
    found = opening(text)
    assert found is not None
    assert (found.kind, found.rank, found.number, text[found.end :]) == expected
    assert text.lstrip("*_#- ").startswith(found.written)


@pytest.mark.parametrize("text", NOT_OPENINGS)
def test_what_opens_none(text: str) -> None:
    assert opening(text) is None, NOT_OPENINGS[text]


def test_the_number_is_given_as_written_without_what_parts_it_from_the_text() -> None:
    assert opening("第三条：  医院") == Opening("article", 4, 3, "第三条", 6)
    assert opening("（一）、 医院") == Opening("item", 6, 1, "（一）、", 5)
    assert opening("Article 5. The State") == Opening("article", 4, 5, "Article 5", 11)


def test_ranks_follow_the_standard() -> None:
    nested = ["第一编 x", "第一章 x", "第一节 x", "第一条 x", "一、x", "（一）x", "1.x", "（1）x", "①x"]
    ranks = [found.rank for found in map(opening, nested) if found]
    assert ranks == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def in_chinese(number: int) -> str:
    """Write 1 to 999 as people do: 十一, 二十, 一百零五."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        written += (digits[tens] if tens > 1 or hundreds else "") + "十"
    elif hundreds and ones:
        written += "零"
    return written + (digits[ones] if ones else "")


@given(st.integers(1, 999))
def test_every_article_number_is_read_back(number: int) -> None:
    assert to_number(in_chinese(number)) == number
    found = opening(f"第{in_chinese(number)}条 医院")
    assert found is not None
    assert found.number == number


@given(st.integers(1, 99), st.sampled_from(["{}、x", "（{}）x", "({}) x"]))
def test_every_chinese_item_number_is_read_back(number: int, form: str) -> None:
    found = opening(form.format(in_chinese(number)))
    assert found is not None
    assert found.number == number


@given(st.integers(1, 99), st.sampled_from(["{}. x", "{}、x", "({}) x", "（{}）x", "{}．x"]))
def test_every_arabic_item_number_is_read_back(number: int, form: str) -> None:
    found = opening(form.format(number))
    assert found is not None
    assert found.number == number


@given(
    st.integers(1900, 2099), st.sampled_from(["{}年", "{}. x", "{}、x", "（{}）x", "({}) No. 18", "{}-06-17", "{} x"]), st.text(max_size=5)
)
def test_no_year_opens_anything(year: int, form: str, rest: str) -> None:
    assert opening(form.format(year) + rest) is None


@given(st.text("一二三四十百第条章节编項项款（）()、.．，。0123456789１２①⑴ArticlePSon IVX", max_size=12))
def test_any_text_opens_something_sound_or_nothing(text: str) -> None:
    found = opening(text)
    if found:
        assert len(found.written) <= found.end <= len(text)
        assert text.lstrip("*_#- ").startswith(found.written)
        assert found.number >= 0
        assert found.end == len(text) or not text[found.end].isspace()


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("§ 12.3 Permits", "§"),
        ("Q3：怎样备案", "Q1"),
        ("A, the hospital", "First"),
        ("貳、補助對象", "壹、"),
        ("议题一：总额预付", "议题一"),
        ("RECOMMENDATION two: pay", "Step"),
        ("ſtep one: pay", "Step"),
        ("三，完善制度", "一、"),
        ("第二，完善制度", "第一，"),
        ("第二步：备案", "第一步"),
        ("secondly, the hospital", "First"),
        ("4.3.1 Water", "1.1"),
        ("１２3、药品", "1."),
        ("（１01）药品", "(1)"),
        ("二百零一、药品", "一、"),
        ("（一百）药品", "（一）"),
        ("3，完善制度", "1,"),
        ("3 Water", "1"),
    ],
)
def test_a_line_is_read_by_every_form_that_its_first_character_can_begin(line: str, style: str) -> None:
    """Forms are left out by the first character: the odd ones (a full-width digit, a long s) must be left in."""
    assert any(form.style == style and form.written.match(line) for form in LINE_FORMS)
    assert {form for form in LINE_FORMS if form.written.match(line)} <= set(line_forms_of(line[0]))
    assert style in {found.style for found in numberings(line)}
