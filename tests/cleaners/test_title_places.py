"""Titles that no <title> says, and titles over several elements."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage

SENTENCE = "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并按季度公开资金使用情况。"
TEXT = "".join(f"<p>第{number}段：{SENTENCE}</p>" for number in range(1, 7))
ENGLISH = "".join(
    f"<p>Article {number} The county pays its hospitals in advance and audits them once a year.</p>" for number in range(1, 7)
)


def title(name: str, body: str) -> str:
    result = clean_page(RawPage(f"<html><head><title>{name}</title></head><body>{body}</body></html>", "page"))
    result.check()
    titles = [block.text for block in result.document.blocks if block.kind == "title"]
    assert titles[:1] == [result.document.title]
    return result.document.title


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("招标公告详情_阳光采购网", "<div class=yg>{}</div><div>发布时间：2024-02-26</div>"),
        ("信息公开-岚山市市场监督管理局", "<p class=wjbt>{}</p>"),
        (
            "云泽省政府采购网 | 监督检查",
            "<h1>云泽省政府采购网</h1><a href=/>首页</a><table><tr><td class=tt>{}</td></tr></table>",
        ),
        ("打印页面", "<table><tr><td><h3>{}</h3></td></tr></table>"),
        ("网民留言办理 - 泽川市人民政府", "<div class=letter><h2>{}</h2></div>"),
        ("惠企通-政策详情", "<div>惠企通</div><div class=qz-top><div>{}</div></div>"),
    ],
)
def test_where_the_title_element_names_a_section_the_page_tells_its_title_by_its_place(name: str, head: str) -> None:
    said = "关于支持科技型中小企业研发的若干措施"
    assert title(name, f"<div>通知公告</div>{head.format(said)}<div id=c>{TEXT}</div>") == said


@pytest.mark.parametrize("gap", ["</p><p align=center>", "</p>\n<p class=t2><strong>", "<br>"])
def test_the_issuer_on_a_line_of_its_own_belongs_to_the_title(gap: str) -> None:
    body = f"<div id=c><p align=center>东岭省民政厅{gap}关于做好高温期间养老机构安全管理工作的通知</p>{TEXT}</div>"
    assert title("东岭省民政厅 通知公告", body) == "东岭省民政厅关于做好高温期间养老机构安全管理工作的通知"


def test_the_issuers_line_outside_of_the_text_belongs_to_the_title_too() -> None:
    head = "<div class=t><p>东岭省民政厅</p><p>关于做好高温期间养老机构安全管理工作的通知</p></div>"
    said = title("关于做好高温期间养老机构安全管理工作的通知_东岭省民政厅", f"{head}<div>2023-05-16</div><div id=c>{TEXT}</div>")
    assert said == "东岭省民政厅关于做好高温期间养老机构安全管理工作的通知"


def test_a_title_over_two_elements_is_what_they_say_together() -> None:
    name = "Notice on Issuing the Measures for Skill Grading in Elderly Care_Ministry of Civil Services"
    body = f"<div class=t><p>Notice on Issuing the Measures</p><p>for Skill Grading in Elderly Care</p></div><div id=c>{ENGLISH}</div>"
    assert title(name, body) == "Notice on Issuing the Measures for Skill Grading in Elderly Care"


def test_the_sites_name_above_the_title_is_not_joined_to_it() -> None:
    body = f"<h1>Yunze Daily</h1><h1>County hospitals share one budget</h1><div id=c>{ENGLISH}</div>"
    assert title("Yunze Daily: County hospitals share one budget", body) == "County hospitals share one budget"


def test_a_title_in_two_languages_is_one() -> None:
    english = "Citizens' Home to Stay Open at Weekends"
    body = f"<div class=bt1>市民之家周末照常办理业务</div><div class=bt2>{english}</div><div id=c>{TEXT}</div>"
    assert title("市民之家周末照常办理业务-双语新闻-云埠市人民政府", body) == f"市民之家周末照常办理业务 {english}"


def test_a_short_title_in_a_heading_stays_the_title() -> None:
    body = f"<h2>停诊通知</h2><div class=sub>县中医医院门诊楼供电线路检修安排</div><div id=c>{TEXT}</div>"
    assert title("停诊通知_桐岭县中医医院", body) == "停诊通知"


def test_a_salutation_with_a_date_below_it_is_no_title() -> None:
    body = f"<p>各县（市）劳动保障局，市直各企业：</p><p>经批准，从2003年7月1日起调整待遇，通知如下：</p>{TEXT}"
    page = f"<html><head><title>云门市劳动保障网</title></head><body><div>{body}</div></body></html>"
    assert clean_page(RawPage(page, "page")).document.title == "云门市劳动保障网"
