"""Title and dateline of an HTML page, wherever they stand."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Document, RawPage

SENTENCE = "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并按季度公开资金使用情况。"
ARTICLE = "".join(f"<p>第{number}段：{SENTENCE}</p>" for number in range(6))
ENGLISH = "".join(
    f"<p>Paragraph {number}: the county pays its hospitals in advance and lets them keep what they save.</p>" for number in range(6)
)


def document(title: str, body: str, meta: str = "") -> Document:
    result = clean_page(RawPage(f"<html><head><title>{title}</title>{meta}</head><body>{body}</body></html>", "page"))
    result.check()
    return result.document


@pytest.mark.parametrize(
    "name",
    [
        "County hospitals share one budget - Yunze Daily",
        "County hospitals share one budget | News | Yunze Daily",
        "County hospitals share one budget – Yunze Daily",
        "Yunze Daily: County hospitals share one budget",
    ],
)
@pytest.mark.parametrize("tag", ["h1", "h2", "div class=tt"])
def test_the_line_that_title_names_is_the_title(name: str, tag: str) -> None:
    heading = f"<{tag}>County hospitals share one budget</{tag.split(maxsplit=1)[0]}>"
    found = document(name, f"<h1>Yunze Daily</h1><div>{heading}<div class=article>{ENGLISH}</div></div>")
    assert found.title == "County hospitals share one budget"
    assert [block.text for block in found.blocks if block.kind == "title"] == ["County hospitals share one budget"]


def test_the_sites_name_is_not_the_title_although_it_is_longer() -> None:
    body = f"<div class=hd>临江高新技术产业开发区管理委员会</div><div><p class=t>稳岗补贴申报指南</p><div id=c>{ARTICLE}</div></div>"
    assert document("稳岗补贴申报指南-临江高新技术产业开发区管理委员会", body).title == "稳岗补贴申报指南"


def test_a_title_of_two_lines_is_joined() -> None:
    body = f"<div><h1>Rules on the Fund<br>for County Hospitals</h1><div id=c>{ENGLISH}</div></div>"
    assert document("Yunze Daily", body).title == "Rules on the Fund for County Hospitals"


def test_the_heading_of_the_text_comes_before_that_of_the_site() -> None:
    body = f"<div class=head><h1>信息公开专栏</h1></div><div id=c><h2>关于做好某项工作的通知</h2>{ARTICLE}</div>"
    assert document("某县政府信息公开目录", body).title == "关于做好某项工作的通知"


def test_where_no_line_says_it_the_page_is_called_what_its_title_element_says() -> None:
    found = document("县里怎样付费_某报", f"<div id=c><p>县里的医院</p>{ARTICLE}</div>")
    assert found.title == "县里怎样付费"
    assert [block.text for block in found.blocks if block.kind == "title"] == []


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2021-06-08　来源：健康报",
        "健康报 2021-06-08 10:20 记者 王某",
        "2021年6月8日",
        "發佈日期：2021年6月8日",
        "发表于 2021-6-8 08:15",
    ],
)
def test_a_dateline_between_title_and_text_is_metadata(line: str) -> None:
    found = document("县里怎样付费_某报", f"<h1>县里怎样付费</h1><div class=info>{line}</div><div id=c>{ARTICLE}</div>")
    assert found.published is not None
    assert found.published.isoformat() == "2021-06-08"
    assert line not in found.text


def test_dates_of_other_stories_are_not_the_pages() -> None:
    other = "<div class=zx><a href=1>另一条新闻</a> 2020-01-01</div>"
    found = document("县里怎样付费_某报", f"{other}<h1>县里怎样付费</h1><div id=c>{ARTICLE}</div>{other}")
    assert found.published is None


def test_a_table_of_metadata_above_the_text_is_read_as_such() -> None:
    rows = (("索引号", "A-1", "发文机关", "某县人民政府"), ("发文字号", "某政〔2021〕3号", "发布日期", "2021-06-08"))
    table = f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"
    found = document("某县政府", f"{table}<h1>关于做好某项工作的通知</h1><div id=c>{ARTICLE}</div>")
    assert found.published is not None
    assert found.published.isoformat() == "2021-06-08"
    assert [number.normalised for number in found.doc_numbers] == ["某政〔2021〕3号"]
    assert "索引号" not in found.text
