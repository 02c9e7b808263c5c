"""Translations without a document number: by what both languages have at the same places."""

from __future__ import annotations

import pytest

from cleaners import find_duplicates
from cleaners.across.translations import in_other_language, is_translation, likeness, read_figures, sections_of
from cleaners.pipeline import clean_page
from corpus.model import RawPage

WAITING = (3, 20, 45, 7, 12, 90, 15, 36, 5, 60, 8, 24)
MONEY = (2_000, 35_000, 600, 1_200, 80_000, 450, 9_000, 700, 15_000, 2_500, 320, 6_400)


def chinese(days: tuple[int, ...] = WAITING, subject: str = "乡村医生") -> str:
    """Return rules of twelve articles, each with a number of days and of yuan; every third one is longer."""
    lines = [f"{subject}薪酬发放规则", ""]
    for number, (day, money) in enumerate(zip(days, MONEY, strict=True), start=1):
        more = "公立医院和基层医疗卫生机构应当把发放名单贴在门口，听取居民意见。" if number % 3 == 0 else ""
        lines += [f"第{number}条 {subject}的薪酬应当在{day}日内发放，数额不得低于{money}元。{more}", ""]
    return "\n".join(lines)


def english(days: tuple[int, ...] = WAITING, subject: str = "Village Doctors") -> str:
    """Return the same rules in English."""
    lines = [f"Rules for Paying the Salary of {subject}", ""]
    for number, (day, money) in enumerate(zip(days, MONEY, strict=True), start=1):
        more = (
            " Public hospitals and primary health care institutions shall put the list up at the gate and hear what residents say."
            if number % 3 == 0
            else ""
        )
        lines += [f"Article {number} The salary shall be paid within {day} days, and it may not be less than {money:,} yuan.{more}", ""]
    return "\n".join(lines)


def figures(text: str) -> list[int]:
    return sections_of(clean_page(RawPage(text, "a.txt")).document).figures


def test_a_translation_is_told_from_either_side() -> None:
    outcomes = find_duplicates([RawPage(english(), "en.txt"), RawPage(chinese(), "zh.txt")])
    assert [(one.verdict, one.of) for one in outcomes] == [("translation", outcomes[1].doc_id), ("translation", outcomes[0].doc_id)]
    assert "numbers and" in outcomes[0].why
    assert outcomes[0].keeper is None


@pytest.mark.parametrize("other", [chinese((4, 21, 44, 8, 13, 91, 16, 35, 6, 61, 9, 25)), chinese().replace("第7条", "第七十条")])
def test_other_numbers_or_places_are_another_text(other: str) -> None:
    outcomes = find_duplicates([RawPage(english(), "en.txt"), RawPage(other, "zh.txt")])
    assert [one.verdict for one in outcomes] == ["new", "new"]


def test_of_two_that_fit_none_is_told() -> None:
    twin = (
        chinese(subject="社区医生")
        .replace("的薪酬应当在", "的薪酬须于")
        .replace("数额不得低于", "每一份至少")
        .replace("居民意见", "群众说法")
    )
    pages = [RawPage(english(), "en.txt"), RawPage(chinese(), "zh.txt"), RawPage(twin, "twin.txt")]
    outcomes = find_duplicates(pages)
    assert "translation" not in {relation.verdict for relation in outcomes[0].relations}


def test_copies_of_the_other_text_are_no_rivals() -> None:
    copy = "首页 > 通知公告\n\n" + chinese()
    outcomes = find_duplicates([RawPage(english(), "en.txt"), RawPage(chinese(), "zh.txt"), RawPage(copy, "copy.txt")])
    assert [relation.verdict for relation in outcomes[0].relations] == ["translation", "translation"]


def test_pages_find_each_other_by_pairs_of_figures() -> None:
    one, other = (sections_of(clean_page(RawPage(text, "a.txt")).document) for text in (chinese(), english()))
    assert set(in_other_language(one.marks)) & set(other.marks)
    assert not set(one.marks) & set(other.marks)
    assert is_translation(read_figures(one.figures), read_figures(other.figures))
    elsewhere = read_figures(figures(english((9,) * 12)))
    assert likeness(read_figures(one.figures), elsewhere) < likeness(read_figures(one.figures), read_figures(other.figures))


def test_a_page_without_numbered_sections_has_no_figures() -> None:
    assert figures("公告\n\n本院自2021年5月1日起调整门诊时间，请大家互相转告。\n\n联系电话在门口。\n") == []
