"""Main text of a page: what readers came for is read, what is the site's is kept aside, and where that is unsure all is read."""

from __future__ import annotations

import pytest

from cleaners.decode import decode_text
from cleaners.html_layout import lay_out_html

SENTENCE = "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并按季度公开资金使用情况。"
MENU = "<div class='nav'><a href=1>首页</a><a href=2>政务公开</a><a href=3>办事服务</a></div>"


def article(count: int = 6) -> str:
    return "".join(f"<p>第{number}段：{SENTENCE}</p>" for number in range(1, count + 1))


def read(body: str) -> list[str]:
    """Return the text of every block that is read."""
    draft = lay_out_html(decode_text(f"<html><body>{body}</body></html>"))
    return [block.text for block in draft.blocks if block.kind not in {"boilerplate", "metadata"}]


def aside(body: str) -> list[str]:
    draft = lay_out_html(decode_text(f"<html><body>{body}</body></html>"))
    return [block.text for block in draft.blocks if block.kind == "boilerplate"]


TEXT = [f"第{number}段：{SENTENCE}" for number in range(1, 7)]


@pytest.mark.parametrize(
    "container",
    ["<div class='TRS_Editor'>{}</div>", "<div id='UCAP-CONTENT'>{}</div>", "<article>{}</article>", "<div>{}</div>", "<td>{}</td>"],
)
def test_the_container_is_found_by_what_it_holds(container: str) -> None:
    page = f"{MENU}<table><tr>{container.format(article())}</tr></table><div>主办：某县人民政府</div>"
    assert read(page) == TEXT


def test_what_stands_around_the_text_is_kept_aside() -> None:
    page = (
        f"<div>今日天气 晴</div><ul><li><a href=1>栏目一</a><li><a href=2>栏目二</a></ul><div id=c>{article()}</div><div>访问量统计</div>"
    )
    assert aside(page) == ["今日天气 晴", "栏目一", "栏目二", "访问量统计"]


def test_a_text_in_several_containers_is_read_whole() -> None:
    """One container a chapter, one a page, one for the introduction: each carries prose, none of them most of it."""
    sections = "".join(f"<div class='sec'><h3>{name}</h3>{article(2)}</div>" for name in ("总则", "任务", "附则"))
    page = f"{MENU}<div class=all><div class='lead'><p>引言。{SENTENCE}</p></div>{sections}</div>"
    assert len(read(page)) == 1 + 3 * 3


def test_a_table_between_two_parts_of_the_text_is_read() -> None:
    table = "<div class=tb><table><tr><td>县<td>床位</tr><tr><td>东县<td>12</tr></table></div>"
    page = f"{MENU}<div class=all><div class='s'>{article(3)}</div>{table}<div class='s'>{article(3)}</div></div>"
    assert [text for text in read(page) if text in {"县", "床位", "东县", "12"}] == ["县", "床位", "东县", "12"]


def test_an_article_in_an_element_with_a_sites_name_is_read() -> None:
    """Half of the page's prose is that of other stories, so the element's share alone does not tell."""
    others = "".join(f"<div class='x{number}'><h4><a href={number}>另一条新闻的标题</a></h4><p>{SENTENCE}</p></div>" for number in range(9))
    page = f"{MENU}<div class='modal share'>{article(8)}</div><div class=list>{others}</div>"
    assert set(TEXT) <= set(read(page))


@pytest.mark.parametrize(
    "related",
    [
        "<div class='rel-box'><h3>相关阅读</h3><h4>关于做好某项工作的通知</h4><p>各县：现将通知印发给你们，请遵照执行。</p></div>",
        "<section><h4>网友评论（2）</h4><p>用户一</p><p>终于等到了，很好！</p></section>",
        "<div><h3>Related articles</h3><p>The county pays its hospitals in advance.</p></div>",
        "<form><p>没有找到答案？请留言，我们将在五日内回复您。</p></form>",
        "<ul><li><a href=1>关于公布某年度某项目名单的公告</a><li><a href=2>关于延长某项优惠政策期限的公告</a></ul>",
    ],
)
def test_other_stories_and_forms_beside_the_text_are_kept_aside(related: str) -> None:
    assert read(f"{MENU}<div id=c>{article()}{related}</div>") == TEXT


def test_the_heading_of_a_list_that_is_left_out_goes_with_it() -> None:
    links = "".join(f"<li><a href={number}>某县关于某项工作的第{number}号通知</a>" for number in range(4))
    assert read(f"{MENU}<div id=c>{article()}<h3>文件导航</h3><ul>{links}</ul></div>") == TEXT


@pytest.mark.parametrize(
    "link", ["<a href='/files/1.docx'>任务分工表</a>", "<a href='/show.php?id=7'>附件：任务分工表</a>", "<a href='a.pdf?v=1'>1. 汇总表</a>"]
)
def test_links_to_attachments_are_text(link: str) -> None:
    assert len(read(f"{MENU}<div id=c>{article()}<p>{link}</p></div>")) == len(TEXT) + 1


def test_a_short_notice_below_the_title_is_read_although_the_sidebar_is_longer() -> None:
    notice = (
        "<div class=d><h2>停诊通知</h2><div class=c><p>因线路检修，一月二日全天停诊，急诊照常。</p><p>已预约的患者可改约。</p></div></div>"
    )
    side = f"<div class=r><h4>名医</h4><p>{SENTENCE}{SENTENCE}</p></div>"
    draft = lay_out_html(
        decode_text(f"<html><head><title>停诊通知_某医院</title></head><body><div>{notice}{side}</div>{MENU}</body></html>")
    )
    assert {"因线路检修，一月二日全天停诊，急诊照常。", "已预约的患者可改约。"} <= {
        block.text for block in draft.blocks if block.kind == "paragraph"
    }


def test_a_page_of_links_has_no_text() -> None:
    links = "".join(f"<li><a href={number}>关于某项工作的第{number}号通知</a></li>" for number in range(30))
    assert read(f"{MENU}<ul>{links}</ul>") == []


def test_a_page_with_too_little_prose_to_tell_is_read_whole() -> None:
    assert read(f"{MENU}<div>县里付费。</div><div>市里监督</div>") == ["县里付费。", "市里监督"]


def test_sections_deep_in_elements_of_one_class_are_one_text() -> None:
    sections = "".join(f"<div class='step'><div><div><div>{article(count)}</div></div></div></div>" for count in (6, 1, 1))
    assert len(read(f"{MENU}<div>{sections}</div>")) == 6 + 1 + 1


def test_a_list_of_long_headlines_in_the_text_is_kept_aside() -> None:
    links = "".join(
        f"<li><a href={number}>关于印发某县第{number}批重点工作任务分工方案和有关配套政策措施清单以及考核办法的通知</a>"
        for number in range(4)
    )
    assert read(f"{MENU}<div id=c>{article()}<ul>{links}</ul></div>") == TEXT


def test_attachments_in_a_box_of_their_own_behind_the_text_are_read() -> None:
    box = "<div class=fj><p>文件</p><p><a href='a.docx'>任务分工表</a></p></div>"
    assert read(f"{MENU}<div id=c>{article()}</div>{box}") == [*TEXT, "任务分工表"]


def test_a_short_notice_below_the_title_is_not_lost_beside_one_long_paragraph() -> None:
    lines = [
        "因供电线路检修，一月二日全天停诊，急诊照常，由值班医师负责接诊。",
        "已预约当日门诊的患者，可改约三日至十日任一天，不另收挂号费。",
        "住院患者不受影响，探视照常进行，请各位家属互相转告周知。",
    ]
    notice = f"<div class=d><h2>停诊通知</h2><div class=c>{''.join(f'<p>{line}</p>' for line in lines)}</div></div>"
    side = f"<div class=r><div><p>{SENTENCE * 20}</p></div></div>"
    draft = lay_out_html(decode_text(f"<html><title>停诊通知_某医院</title><body><div>{notice}{side}</div></body></html>"))
    assert [block.text for block in draft.blocks if block.text in lines and block.kind == "paragraph"] == lines


def test_a_section_is_not_the_sites_because_its_heading_has_a_sites_word() -> None:
    """Programs make an element's id of the words of its heading."""
    section = f"<div class=section id=trouble-with-shared-history><h2>Trouble with shared history</h2>{article(2)}</div>"
    assert read(f"<div class=section>{article()}{section}</div>").count(TEXT[0]) == 2
    share_bar = f"<div id=share-this-page-now><p>{SENTENCE}</p></div>"
    assert read(f"<div class=section>{article()}{share_bar}</div>") == TEXT


@pytest.mark.parametrize(
    ("attribute", "count"), [("name=t1", 3), ("href='javascript:'", 3), ("href=1", 0), ("href='javascript:' onclick='go()'", 0)]
)
def test_what_leads_nowhere_is_no_link(attribute: str, count: int) -> None:
    assert (
        len(read(f"{MENU}<div>" + "".join(f"<p><a {attribute}>第{number}条　各县负责。</a></p>" for number in "一二三") + "</div>"))
        == count
    )


def test_a_link_is_read_in_a_row_of_data_and_in_a_list_of_text() -> None:
    table = "<table><tr><td>办法<td>2021<td>有效</tr><tr><td><a href=1>某县养老服务管理办法</a><td>2019<td>失效</tr></table>"
    assert "某县养老服务管理办法" in read(f"{MENU}<div>{article()}{table}</div>")
    sources = f"<ol><li>{SENTENCE}<li><a href=1>某市统计年鉴第三章</a><li>{SENTENCE}</ol>"
    assert "某市统计年鉴第三章" in read(f"{MENU}<div>{article()}{sources}</div>")
    assert "某市统计年鉴第三章" not in read(f"{MENU}<div>{article()}<p><a href=1>某市统计年鉴第三章</a></p></div>")


SLIDES = "".join(f"<li><h2>{number}/4 图{number}</h2><p>图注{number}：{SENTENCE * 4}</p>" for number in range(1, 5))


@pytest.mark.parametrize(
    ("pictures", "paragraphs", "kept"), [("photo-gallery", 12, False), ("photo-gallery", 1, True), ("steps", 12, True)]
)
def test_captions_of_a_slide_show_in_an_article_are_kept_aside(pictures: str, paragraphs: int, *, kept: bool) -> None:
    """A show that is the page itself is read, and so are steps that are counted."""
    page = f"<div class=nr>{article(paragraphs)}<div class={pictures}><ul>{SLIDES}</ul></div></div>"
    assert any(text.startswith("图注") for text in read(page)) == kept
    assert TEXT[0] in read(page)
