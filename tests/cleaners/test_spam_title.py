"""Spam titles on whole pages: the page's own title is found behind them."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import RawPage

TEXT = ["The county pays its hospitals in advance and lets them keep what they save.", "Other counties want to follow."]


@pytest.mark.parametrize("spam", ["hosp-凯发网", "尊龙凯时官网", "乐鱼体育app", "Best Online Casino Bonus", "澳门金沙真人荷官"])
def test_the_title_is_the_line_behind_the_spam(spam: str) -> None:
    document = clean_page(
        RawPage("\n\n".join([spam, "position: news > policy > article", "county hospitals", "source: daily | 2023-02-23", *TEXT]), "page")
    ).document
    assert document.title == "county hospitals"
    assert [flag.name for flag in document.flags] == ["spam-title"]
    assert spam not in document.text


def test_spam_that_stands_twice_says_nothing_of_the_text() -> None:
    lines = ["hosp-凯发网", "county hospitals", *TEXT, *(f"{text} {text}" for text in TEXT), "hosp-凯发网"]
    document = clean_page(RawPage("\n\n".join(lines), "page")).document
    assert (document.title, [flag.name for flag in document.flags]) == ("county hospitals", ["spam-title"])


def test_clauses_on_gambling_are_found() -> None:
    lines = [
        "新省彩票投注站管理办法",
        "第一条 为了规范投注站，制定本办法。",
        "第二条 禁止利用网络从事博彩。",
        "第三条 投注站不得向未成年人售票。",
    ]
    result = clean_page(RawPage("\n\n".join(lines), "page"))
    assert result.document.title == lines[0]
    assert [clause.text for clause in split_clauses(result.document)] == lines[1:]
    assert result.document.flags == ()
