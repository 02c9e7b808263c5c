"""Attachments: the files that a text links to, by name and address; nothing else that a page links to."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Attachment, Cleaned, RawPage
from corpus.serial import from_json, to_json

PROSE = "<p>各地要加强组织领导，明确责任分工，确保各项任务落到实处，并总结推广好的经验做法，及时报告进展情况。</p>" * 3


def attached(body: str) -> list[tuple[str, str]]:
    page = clean_page(RawPage(f"<html><body><h1>关于推进医联体建设的通知</h1>{PROSE}{body}</body></html>", "page"))
    page.check()
    return [(each.name, each.address) for each in page.document.attachments]


@pytest.mark.parametrize(
    ("body", "name", "address"),
    [
        ("<p>附件：<a href='./P0210917.doc'>任务分工表</a></p>", "任务分工表", "./P0210917.doc"),
        ("<p><a href='/files/a.PDF'>1.任务<b>分工</b>表.pdf</a></p>", "1.任务分工表.pdf", "/files/a.PDF"),
        ("<p><a href='down.jsp?file=a.xlsx&amp;id=3'>任务&mdash;分工</a></p>", "任务—分工", "down.jsp?file=a.xlsx&id=3"),
        ("<p><a href='/download?id=3'>附件1：任务分工表</a></p>", "附件1：任务分工表", "/download?id=3"),
        ("<p>附件2：任务分工表<a href='a.ofd'> 点击下载 </a></p>", "附件2：任务分工表 点击下载", "a.ofd"),
        ("<ul class=fujian><li><a href='a.wps'>\n任务分工表\n</a></li></ul>", "任务分工表", "a.wps"),
        ("<p>Annex: <a href='https://gov.example/a.docx'>Division of tasks</a></p>", "Division of tasks", "https://gov.example/a.docx"),
        ("<table><tr><td>1</td><td><a href=' a.et '>任务分工表</a></td></tr></table>", "任务分工表", "a.et"),
    ],
)
def test_a_file_is_named_as_the_page_names_it(body: str, name: str, address: str) -> None:
    assert attached(body) == [(name, address)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>按照<a href='/zcfg/2021/18.html'>国办发〔2021〕18号</a>执行。</p>",
        "<p>见<a href='#fj1'>附件1</a>。</p>",
        "<p>见<a href='javascript:down(\"a.doc\")'>附件1：任务分工表</a>。</p>",
        "<p>见<a href='mailto:a@b.doc'>来信</a>，<a>附件2</a>。</p>",
        f"<p>见<a href='{'a' * 2000}.doc'>附件1</a>。</p>",
        "<div class=footer><a href='help.pdf'>网站使用帮助</a></div>",
        "<p>附件：任务分工表.doc</p>",
    ],
    ids=["page", "place on the page", "script", "mail", "too long", "the site's", "no link"],
)
def test_other_links_are_none(body: str) -> None:
    assert attached(body) == []


def test_each_file_is_named_once_in_page_order() -> None:
    first = "<p><a href='b.doc'>附件1：分工表</a><a href='b.doc'>下载</a></p>"
    body = f"{first}<p><a href='a.doc'>附件2：名单</a></p><p><a href='b.doc'>下载</a></p>"
    assert attached(body) == [("附件1：分工表下载", "b.doc"), ("附件2：名单", "a.doc")]


@pytest.mark.parametrize(
    ("source", "address", "url"),
    [
        ("https://gov.example/zc/1.html", "./a.doc", "https://gov.example/zc/a.doc"),
        ("https://gov.example/zc/1.html", "/a.doc", "https://gov.example/a.doc"),
        ("https://gov.example/zc/1.html", "//files.example/a.doc", "https://files.example/a.doc"),
        ("https://gov.example/zc/1.html", "http://[a.doc", "http://[a.doc"),
        ("pages/1.html", "./a.doc", "./a.doc"),
    ],
)
def test_an_address_is_completed_by_where_the_page_came_from(source: str, address: str, url: str) -> None:
    assert Attachment("名单", address).url(source) == url


def test_attachments_are_stored_and_older_pages_have_none() -> None:
    cleaned = clean_page(RawPage(f"<html><body>{PROSE}<p><a href='a.doc'>附件：名单</a></p></body></html>", "page"))
    assert from_json(Cleaned, to_json(cleaned)) == cleaned
    stored = to_json(cleaned).replace(b'"attachments"', b'"another"')
    assert from_json(Cleaned, stored).document.attachments == ()
