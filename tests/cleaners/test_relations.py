"""Relations: copies, parts and versions are told apart; the one is to the other what the other is to the one."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from cleaners.across.relations import relate
from tests.cleaners.copies_pages import english, policy, profile

MENU = "首页 > 政务公开 > 政策文件\n打印本页 关闭窗口 字号：大 中 小\n"
WRONG = "曰木未末土士干于千王玉主目自白"


NOTE = "昨天，县医保局负责人向记者介绍了新办法的要点，并回答了大家关心的几个问题。"


def verdict(one: str, other: str) -> str:
    found = relate(profile(one), profile(other))
    return found.verdict if found else "new"


def noisy(text: str, share: float) -> str:
    chooser = random.Random(7)  # noqa: S311  # no secret
    return "".join(chooser.choice(WRONG) if "\u4e00" <= one <= "\u9fff" and chooser.random() < share else one for one in text)


def test_the_same_text_is_a_duplicate() -> None:
    assert verdict(policy(1), policy(1).replace("\n", "\r\n\r\n")) == "duplicate"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: MENU + text, "duplicate"),
        (lambda text: f"{NOTE}\n{text}", "near-duplicate"),
        (lambda text: text[: len(text) * 6 // 10], "contained"),
        (lambda text: text[500:760], "contained"),
        (lambda text: f"{policy(2)}\n{text}\n{policy(3)}", "contains"),
        (lambda text: noisy(text, 0.02), "near-duplicate"),
        (lambda text: noisy(text, 0.05), "near-duplicate"),
        (lambda text: text.replace("2021年", "2023年"), "version"),
        (lambda text: text.replace("管理办法", "管理办法（试行）"), "version"),
        (lambda _: policy(2), "new"),
        (lambda text: policy(2) + "\n" + text[700:760], "new"),
    ],
    ids=["menu", "note", "cut", "quoted", "merged", "noise", "more noise", "another year", "on trial", "another text", "one sentence"],
)
def test_what_a_page_is_to_the_one_it_was_made_of(change, expected: str) -> None:  # noqa: ANN001  # a lambda
    one, other = profile(change(policy(1))), profile(policy(1))
    found, back = relate(one, other), relate(other, one)
    assert (found.verdict if found else "new") == expected
    assert (found.inverse if found else None) == back


@pytest.mark.parametrize("change", [str.lower, lambda text: text[: len(text) // 2], lambda text: f"{english(2)}\n{text}\n{english(3)}"])
def test_english_is_told_as_well(change) -> None:  # noqa: ANN001
    assert verdict(change(english(1)), english(1)) in ("duplicate", "contained", "contains")


def test_policies_of_one_pattern_are_no_copies() -> None:
    pages = [profile(policy(number)) for number in range(1, 16)] + [profile(english(number)) for number in range(1, 16)]
    assert [(one.title, other.title) for one, other in combinations(pages, 2) if relate(one, other)] == []


def test_the_page_without_lost_text_is_kept_then_the_longer_one() -> None:
    whole, cut = profile(policy(1)), profile(policy(1)[:-300])
    found = relate(cut, whole)
    assert found is not None
    assert found.keeper == whole.doc_id
    menu = profile(MENU + policy(1))
    kept = relate(menu, whole)
    assert kept is not None
    assert kept.keeper in (menu.doc_id, whole.doc_id)


def test_versions_are_kept_both() -> None:
    found = relate(profile(policy(1)), profile(policy(1, year=2023)))
    assert found is not None
    assert (found.verdict, found.keeper) == ("version", "")
    assert "2021" in found.why
    assert "2023" in found.why


def test_evidence_counts_sentences_and_shares() -> None:
    found = relate(profile("\n".join(policy(1).split("\n")[:14])), profile(policy(1)))
    assert found is not None
    assert found.evidence.share_of_one == 1.0
    assert found.evidence.shared_sentences == found.evidence.sentences
    assert 0.5 < found.evidence.jaccard < 0.8


@pytest.mark.parametrize("text", ["", "404", "页面不存在，请返回首页"])
def test_pages_that_say_nothing_are_not_related(text: str) -> None:
    assert verdict(text, policy(1)) == "new"
    assert verdict(text, "页面找不到，请返回首页") == "new"


def test_a_shared_document_number_makes_a_translation() -> None:
    chinese = "国务院办公厅关于推动公立医院高质量发展的意见\n国办发〔2021〕18号\n" + "\n".join(policy(1).split("\n")[2:])
    head = "Opinions of the General Office of the State Council on Promoting the High-quality Development of Public Hospitals"
    translated = f"{head}\nGuobanfa [2021] No. {{}}\n" + "\n".join(english(1).split("\n")[1:])
    found = relate(profile(translated.format(18)), profile(chinese))
    assert found is not None
    assert (found.verdict, found.evidence.number, found.keeper) == ("translation", "国办发〔2021〕18号", "")
    assert relate(profile(translated.format(19)), profile(chinese)) is None
