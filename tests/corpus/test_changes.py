"""Changes between versions: what stayed is told from what only moved, and what was rewritten from what came and went."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from corpus.changes import ClauseChange, compare
from corpus.clauses import split_clauses
from corpus.model import Clause
from tests.corpus.pages import document

PURPOSE = "为了规范薪酬总量的核定，制定本办法。"
SCOPE = "本办法适用于各级人民政府举办的公立医院。"
BASIS = "薪酬总量按照上年末在岗人数和当地绩效工资基准线核定。"
SALARY = "医院主要负责人实行年薪制，年薪由基本年薪和绩效年薪组成。"
AUDIT = "财政部门对薪酬总量的使用进行年度审计。"
FORCE = "本办法自公布之日起施行。"
NUMERALS = "一二三四五六七八九十"


def law(*articles: str) -> list[Clause]:
    return split_clauses(document(*(f"第{NUMERALS[at]}条　{text}" for at, text in enumerate(articles))))


def told(earlier: list[Clause], later: list[Clause]) -> list[tuple[str, str, str]]:
    """Return operation and numbers of every change."""
    numbers = {clause.id: clause.path for clause in (*earlier, *later)}
    return [(change.op, numbers.get(change.earlier or "", ""), numbers.get(change.later or "", "")) for change in compare(earlier, later)]


def test_the_same_text_is_the_same_throughout() -> None:
    assert [change.op for change in compare(law(PURPOSE, SCOPE, FORCE), law(PURPOSE, SCOPE, FORCE))] == ["same"] * 3


def test_an_inserted_article_renumbers_those_that_follow_and_changes_none() -> None:
    assert told(law(PURPOSE, SCOPE, SALARY, FORCE), law(PURPOSE, BASIS, SCOPE, SALARY, FORCE)) == [
        ("same", "1", "1"),
        ("added", "", "2"),
        ("renumbered", "2", "3"),
        ("renumbered", "3", "4"),
        ("renumbered", "4", "5"),
    ]


def test_a_removed_article_is_told_where_it_stood() -> None:
    assert told(law(PURPOSE, BASIS, SCOPE, FORCE), law(PURPOSE, SCOPE, FORCE)) == [
        ("same", "1", "1"),
        ("removed", "2", ""),
        ("renumbered", "3", "2"),
        ("renumbered", "4", "3"),
    ]
    assert told(law(PURPOSE, FORCE), law(PURPOSE)) == [("same", "1", "1"), ("removed", "2", "")]


def test_a_rewritten_article_is_changed_even_when_it_was_renumbered() -> None:
    rewritten = SALARY.replace("基本年薪", "基础年薪").replace("主要负责人", "主要负责人和总会计师")
    changes = compare(law(PURPOSE, SALARY, FORCE), law(PURPOSE, AUDIT, rewritten, FORCE))
    assert [change.op for change in changes] == ["same", "added", "changed", "renumbered"]
    assert 0.6 < changes[2].similarity < 1


def test_an_article_in_whose_place_stands_another_is_removed_and_the_other_added() -> None:
    assert told(law(PURPOSE, SALARY, FORCE), law(PURPOSE, "本省设立医学科学院。", FORCE)) == [
        ("same", "1", "1"),
        ("added", "", "2"),
        ("removed", "2", ""),
        ("same", "3", "3"),
    ]


def test_a_moved_article_is_renumbered_not_removed_and_added() -> None:
    assert ("renumbered", "2", "4") in told(law(PURPOSE, SALARY, SCOPE, BASIS, FORCE), law(PURPOSE, SCOPE, BASIS, SALARY, FORCE))


def test_an_article_split_in_two_is_changed_in_both_halves() -> None:
    assert told(law(PURPOSE, BASIS + SALARY, FORCE), law(PURPOSE, BASIS, SALARY, FORCE)) == [
        ("same", "1", "1"),
        ("changed", "2", "2"),
        ("changed", "2", "3"),
        ("renumbered", "3", "4"),
    ]


def test_articles_made_one_are_both_changed() -> None:
    assert told(law(PURPOSE, BASIS, SALARY, FORCE), law(PURPOSE, BASIS + SALARY, FORCE))[1:3] == [
        ("changed", "2", "2"),
        ("changed", "3", "2"),
    ]


def test_repeated_items_are_paired_one_to_one() -> None:
    repeated = "法律、法规规定的其他情形。"
    earlier, later = law(PURPOSE, repeated, SALARY, repeated), law(PURPOSE, repeated, SALARY, AUDIT, repeated)
    assert told(earlier, later) == [
        ("same", "1", "1"),
        ("same", "2", "2"),
        ("same", "3", "3"),
        ("added", "", "4"),
        ("renumbered", "4", "5"),
    ]


def test_items_count_within_their_article_and_articles_through_chapters() -> None:
    items = ("第一条　核定遵循下列原则：", "（一）坚持公益性；", "（二）坚持动态调整。")
    earlier = split_clauses(document("第一章　总则", *items, "第二章　附则", "第二条　" + FORCE))
    later = split_clauses(document("第一章　总则", *items, "第二章　罚则", "第三章　附则", "第二条　" + FORCE))
    assert [change.op for change in compare(earlier, later)] == ["same"] * 4
    inserted = split_clauses(document("第一章　总则", "第一条　" + SALARY, "第二条　核定遵循下列原则：", *items[1:]))
    assert [change.op for change in compare(earlier, inserted)][:4] == ["added", "renumbered", "renumbered", "renumbered"]


def test_script_width_white_space_and_punctuation_change_nothing_but_a_per_mille_sign_does() -> None:
    assert told(law("薪酬 总量，上浮５％。"), law("薪酬總量,上浮5%")) == [("same", "1", "1")]
    assert told(law("薪酬总量上浮5%。"), law("薪酬总量上浮5‰。")) == [("changed", "1", "1")]


def test_english_articles() -> None:
    one, two = "Article 1 These Measures apply to public hospitals.", "Article 2 The payroll is approved once a year by the authorities."
    earlier = split_clauses(document(one, two))
    later = split_clauses(
        document(one, "Article 2 Directors draw an annual salary.", two.replace("Article 2", "Article 3").replace("once", "twice"))
    )
    assert [change.op for change in compare(earlier, later)] == ["same", "added", "changed"]


def test_nothing_against_something() -> None:
    (clause,) = law(PURPOSE)
    assert compare([], [clause]) == [ClauseChange("added", None, clause.id, 0.0)]
    assert compare([clause], []) == [ClauseChange("removed", clause.id, None, 0.0)]
    assert compare([], []) == []


TEXTS = st.lists(st.sampled_from([PURPOSE, SCOPE, BASIS, SALARY, AUDIT, FORCE, BASIS + SALARY, "略。"]), max_size=8)


@given(TEXTS, TEXTS)
def test_every_clause_is_told_of_and_none_twice_unless_split_or_joined(earlier: list[str], later: list[str]) -> None:
    before, after = law(*earlier), law(*later)
    changes = compare(before, after)
    assert {change.earlier for change in changes if change.earlier} == {clause.id for clause in before}
    assert {change.later for change in changes if change.later} == {clause.id for clause in after}
    added = [change.later for change in changes if change.op == "added"]
    assert not {change.later for change in changes if change.op != "added"} & set(added)
    alone = [change for change in changes if change.op in {"same", "renumbered"}]
    assert len({change.earlier for change in alone}) == len({change.later for change in alone}) == len(alone)


def test_three_thousand_equal_clauses_take_no_time() -> None:
    clauses = [Clause(str(at), "法律、法规规定的其他情形。", "zh") for at in range(3000)]
    started = time.process_time()
    changes = compare(clauses, clauses[1:])
    assert time.process_time() - started < 2
    assert sum(change.op == "same" for change in changes) == 2999
