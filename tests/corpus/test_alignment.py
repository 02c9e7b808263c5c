"""Alignment: clauses in two languages that say the same are found, also where one language joins, parts, drops or renumbers them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.alignment import align
from corpus.model import Clause

if TYPE_CHECKING:
    from collections.abc import Sequence

ZH = (
    "为了规范公立医院薪酬管理，制定本办法。",
    "公立医院薪酬总量由基础总量和考核总量组成，考核总量不超过基础总量的30%。",
    "牵头组建医联体的医院，应当于2021年7月1日前把派驻人员名单报送主管部门，并向社会公布。",
    "三分之一以上的职工代表提出异议的，医院应当重新公布分配方案。",
    "家庭医生签约服务费由医保基金和签约居民共同分担。",
    "本办法自公布之日起施行。",
)
EN = (
    "These Measures are formulated to regulate the salaries of public hospitals.",
    "The payroll of a public hospital consists of a base and a bonus pool; the bonus pool shall not exceed 30 percent of the base.",
    "A hospital that leads a medical alliance shall report the staff sent out to the competent department before July 1, 2021, in public.",
    "Where one third or more of the staff representatives object, the hospital shall publish its plan of distribution anew.",
    "The fee for contracted family doctor services is shared by the medical insurance fund and the residents under contract.",
    "These Measures shall come into force on the day of their promulgation.",
)


def clauses(texts: Sequence[str], lang: str, paths: Sequence[str] = ()) -> list[Clause]:
    return [
        Clause(f"{lang}{at}", text, lang, "article", path=path)
        for at, (text, path) in enumerate(zip(texts, paths or [""] * len(texts), strict=True), start=1)
    ]


def links(zh: Sequence[Clause], en: Sequence[Clause]) -> list[tuple[str, str]]:
    """Return the numbers of the clauses of each group, as "2+3"."""
    return [
        ("+".join(one.removeprefix("zh") for one in group.zh_ids), "+".join(one.removeprefix("en") for one in group.en_ids))
        for group in align(zh, en)
    ]


def test_clauses_are_aligned_without_any_numbering() -> None:
    assert links(clauses(ZH, "zh"), clauses(EN, "en")) == [(str(at), str(at)) for at in range(1, 7)]


def test_a_clause_that_one_language_lacks_stands_alone() -> None:
    without_third, without_fifth = clauses(EN[:2] + EN[3:], "en"), clauses(ZH[:4] + ZH[5:], "zh")
    assert links(clauses(ZH, "zh"), without_third) == [("1", "1"), ("2", "2"), ("3", ""), ("4", "3"), ("5", "4"), ("6", "5")]
    assert links(without_fifth, clauses(EN, "en"))[-2:] == [("", "5"), ("5", "6")]


def test_clauses_joined_or_parted_in_translation_make_one_group() -> None:
    joined = [*EN[:2], f"{EN[2]} {EN[3]}", *EN[4:]]
    assert links(clauses(ZH, "zh"), clauses(joined, "en"))[2:4] == [("3+4", "3"), ("5", "4")]
    halves = [*EN[:1], *EN[1].split("; "), *EN[2:]]
    assert links(clauses(ZH, "zh"), clauses(halves, "en"))[1:3] == [("2", "2+3"), ("3", "4")]


def test_an_article_with_its_items_is_aligned_with_one_paragraph() -> None:
    items = ["医院应当公开下列事项：", "（一）药品价格；", "（二）检查费用；", "（三）投诉电话；", "（四）专家门诊时间。"]
    zh = clauses([*ZH[:3], *items, *ZH[3:]], "zh", ["1", "2", "3", "4", "4.1", "4.2", "4.3", "4.4", "5", "6", "7"])
    paragraph = (
        "Hospitals shall make public the following: the prices of drugs; the fees for examinations; the number for complaints;"
        " and the hours of specialists."
    )
    en = clauses([*EN[:3], paragraph, *EN[3:]], "en", ["1", "2", "3", "4", "5", "6", "7"])
    assert links(zh, en)[3:5] == [("4+5+6+7+8", "4"), ("9", "5")]


def test_a_shifted_numbering_gives_way_to_what_the_clauses_say() -> None:
    zh = clauses(ZH, "zh", [str(at) for at in range(1, 7)])
    en = clauses(EN, "en", [str(at) for at in range(2, 8)])
    assert links(zh, en) == [(str(at), str(at)) for at in range(1, 7)]


def test_the_evidence_says_in_words_why() -> None:
    zh, en = clauses(ZH, "zh", ["1", "2", "3", "4", "5", "6"]), clauses(EN, "en", ["1", "2", "3", "", "6", "6"])
    groups = align(zh, en)
    assert groups[2].evidence[:2] == ("both are Article 3", "share 2021-07-01, 医联体 = medical alliance, 主管部门 = competent department")
    assert groups[3].evidence[0] == "share 1/3"
    assert groups[4].evidence[0] == "numbered 5 and 6"
    (lone,) = [one for one in align(zh, [*en[:2], *en[3:]]) if not one.en_ids]
    assert (lone.zh_ids, lone.evidence) == (("zh3",), ("no clause in English fits here",))


def test_a_doubtful_pair_is_less_sure_than_a_plain_one() -> None:
    zh = clauses([*ZH[:3], "医院应当依法公开。", *ZH[3:]], "zh")
    en = clauses([*EN[:3], "Every person has the duty to keep the streets of the city clean and quiet at night.", *EN[3:]], "en")
    scores = {one.zh_ids: one.score for one in align(zh, en) if one.zh_ids}
    assert scores["zh4",] < 0.99 < scores["zh2",]


def test_a_text_without_a_counterpart_is_all_alone() -> None:
    zh = clauses(ZH, "zh")
    assert align([], []) == []
    assert [(one.zh_ids, one.en_ids) for one in align(zh, [])] == [((clause.id,), ()) for clause in zh]
    assert [one.en_ids for one in align([], clauses(EN, "en"))] == [(f"en{at}",) for at in range(1, 7)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*ZH, "", "一、", "2021"]), max_size=9),
    st.lists(st.sampled_from([*EN, "", "(1)", "2021"]), max_size=9),
)
def test_every_clause_stands_in_the_alignment_once_and_in_order(zh: list[str], en: list[str]) -> None:
    groups = align(clauses(zh, "zh"), clauses(en, "en"))
    assert [one for group in groups for one in group.zh_ids] == [f"zh{at}" for at in range(1, len(zh) + 1)]
    assert [one for group in groups for one in group.en_ids] == [f"en{at}" for at in range(1, len(en) + 1)]
    assert all(0 <= group.score <= 1 and group.evidence for group in groups)


def long_text(size: int) -> tuple[list[Clause], list[Clause], set[tuple[str, str]]]:
    """Return a text made of the sentences above, each with numbers of its own, of which either side drops some."""
    chance = random.Random(7)  # noqa: S311  # the same text in every run
    zh: list[Clause] = []
    en: list[Clause] = []
    right: set[tuple[str, str]] = set()
    for at in range(size):
        kind, number = chance.randrange(len(ZH)), chance.randrange(1000, 9000)
        here, there = chance.random() > 0.05, chance.random() > 0.05
        if here:
            zh.append(Clause(f"zh{at}", f"{ZH[kind]}经费{number}元。", "zh", "article"))
        if there:
            en.append(Clause(f"en{at}", f"{EN[kind]} The budget is {number} yuan.", "en", "article"))
        if here and there:
            right.add((f"zh{at}", f"en{at}"))
    return zh, en, right


def test_a_long_text_is_aligned_in_a_band_in_time() -> None:
    zh, en, right = long_text(1200)
    start = time.process_time()
    found = {(ours, theirs) for one in align(zh, en) for ours in one.zh_ids for theirs in one.en_ids}
    assert time.process_time() - start < 8
    assert 2 * len(found & right) / (len(found) + len(right)) > 0.99


def test_words_that_go_together_in_one_half_align_the_other() -> None:
    things = {"橘子": "oranges", "石头": "stones", "铁轨": "rails", "瓷器": "porcelain", "木材": "timber"}
    order = [*things] * 10
    zh = [f"{one}应当妥善保管{f'，每{at + 200}件一箱' if at < 30 else ''}。" for at, one in enumerate(order)]
    en = [f"{things[one]} shall be kept well{f', {at + 200} to a box' if at < 30 else ''}." for at, one in enumerate(order)]
    dropped = 41
    found = links(clauses(zh, "zh"), clauses(en[: dropped - 1] + en[dropped:], "en"))
    assert [group for group in found if not group[1]] == [(str(dropped), "")]


def test_the_alignment_does_not_depend_on_the_hash_seed() -> None:
    program = "from tests.corpus.test_alignment import *; zh, en, _ = long_text(90); print(align(zh, en))"
    root = Path(corpus.__file__).parents[1]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"en3" in outputs.pop()


def test_align_is_offered_by_the_package() -> None:
    assert corpus.align is align
