"""Buttons behind the words of a line, and badges before those of a heading, are lines of their own; its number stays."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage

TEXT = "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并按季度公开资金使用情况，接受群众监督。"


def lines(heading: str) -> list[tuple[str, str]]:
    body = f"<h1>关于整治公共浴室的通知</h1><p>{TEXT}</p>{heading}<p>{TEXT}</p>"
    page = clean_page(RawPage(f"<html><body>{body}</body></html>", "page"))
    page.check()
    return [(block.kind, block.text) for block in page.document.blocks if block.text not in {TEXT, "关于整治公共浴室的通知"}]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("<h3><span>支持对象</span><em>收起 ▲</em></h3>", [("heading", "支持对象"), ("boilerplate", "收起 ▲")]),
        ("<h3>支持对象 <a href='#c'>返回目录</a></h3>", [("heading", "支持对象"), ("boilerplate", "返回目录")]),
        ("<h3>Eligibility<a href='#e'>¶</a></h3>", [("heading", "Eligibility"), ("boilerplate", "¶")]),
        ("<h2><i>1</i>支持对象</h2>", [("boilerplate", "1"), ("heading", "支持对象")]),
        ("<h2><em class=ic>Q2</em>支持谁？</h2>", [("boilerplate", "Q2"), ("heading", "支持谁？")]),
        (
            "<div><a href=x>立即下载</a><span>下载遇到问题？联系客服</span></div>",
            [("boilerplate", "立即下载"), ("boilerplate", "下载遇到问题？联系客服")],
        ),
    ],
)
def test_what_is_set_into_a_line_stands_apart(heading: str, told: list[tuple[str, str]]) -> None:
    assert lines(heading) == told


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("<h2><span class=secno>1.</span> 支持对象</h2>", [("heading", "1. 支持对象")]),
        ("<h2>支持<b>对象</b></h2>", [("heading", "支持对象")]),
        ("<h2><b>下载</b>和安装</h2>", [("heading", "下载和安装")]),
        ("<table><tr><td><b>1</b>号</td><td>五张床</td></tr><tr><td>2号</td><td>六张床</td></tr></table>",
         [("table-row", "1号"), ("table-row", "五张床"), ("table-row", "2号"), ("table-row", "六张床")]),
    ],
)  # fmt: skip
def test_words_and_numbers_of_the_text_stay_in_their_line(heading: str, told: list[tuple[str, str]]) -> None:
    assert lines(heading) == told
