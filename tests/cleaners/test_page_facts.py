"""Facts of whole pages: title, days, number and issuers of pages of our own, in the many shapes that portals give them.

The pages are data in ``page_facts.json``; those whose metadata came without a table in ``page_facts_labels.json``, one of each kind of
text that offices issue in ``page_facts_kinds.json``, titles in every place and damage in ``page_facts_titles.json``: ``page`` is a list of
lines; every other key but ``name`` is what must be read. Of the pages in ``page_facts_not_in_force.json`` none is in force from a day:
news of a law, explanations, drafts, deadlines.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean_page
from corpus import Document, RawPage
from corpus.typed_dates import find_typed_dates

FILES = ("page_facts.json", "page_facts_labels.json", "page_facts_kinds.json", "page_facts_titles.json")
PAGES = [page for name in FILES for page in json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))]


def days_of(document: Document, kind: str) -> set[str]:
    return {date.iso for part in range(len(document.parts)) for date in find_typed_dates(document, part) if date.kind == kind}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in PAGES])
def test_a_page_says_its_title_days_number_and_issuers(case: dict[str, Any]) -> None:
    cleaned = clean_page(RawPage("\n".join(case["page"]), "page"))
    cleaned.check()
    document = cleaned.document
    said = {
        "title": "".join(document.title.split()),
        "published": document.published.isoformat() if document.published else "",
        "numbers": [number.normalised or number.written for part in document.parts for number in part.doc_numbers],
        "issuers": list(document.issuers),
        "part_kind": document.parts[0].kind,
        **{kind: case[kind] if case.get(kind) in days_of(document, kind) else "" for kind in ("made", "passed", "effective")},
    }
    expected = {**case, "title": "".join(case.get("title", "").split())}
    assert {key: said[key] for key in said if key in case} == {key: expected[key] for key in said if key in case}


NOT_IN_FORCE = json.loads(Path(__file__).with_name("page_facts_not_in_force.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in NOT_IN_FORCE])
def test_what_another_text_says_is_not_in_force_here(case: dict[str, Any]) -> None:
    document = clean_page(RawPage("\n".join(case["page"]), "page")).document
    assert document.published
    assert not days_of(document, "effective")


TITLE = "云州定点药店增加到三百家"
NEWS = (
    "记者昨日从市医疗保障局获悉，全市定点药店已经增加到三百家，参保人员可以就近购药。",
    "市医疗保障局有关负责人表示，药店名单每季度更新一次，群众可以在网站上查询，也可以打电话询问。",
    "下一步，该市还将把服务延伸到乡镇，让老年人少跑路，并且每年公布一次购药的费用和人数。",
)


@pytest.mark.parametrize(
    "line",
    [
        "2021年05月09日 第03版：要闻",
        "云州日报 2021年5月9日 星期日 第3版",
        "云州发布 2021-05-09 18:00 发表于云南",
        "2021年5月9日（星期日）香港時間15時30分",
        "資料更新：110/05/09",
        "本文发布于2021年5月9日",
        "【字体：大 中 小】 2021-05-09 来源：云州日报",
        "首次发布：2021-05-09　最近更新：2021-06-30",
        "发布日期2021-05-09　来源市医保局",
        "发布日期：20210509",
        "09 2021-05",
        "First published on Sunday 9 May 2021",
        "Updated 10:02 AM, May 9, 2021",
        "Last updated: 09/May/2021",
        "By LI MEI / Xinhua / Updated: 2021-05-09 10:02",
        "Posted by Li Mei on May 9, 2021 in Health",
        "MAY 9, 2021 · 5 MIN READ",
        "Last revision date : 9 May, 2021",
        "(Xinhua) 10:05, May 09, 2021",
        "2021 May 9",
        "Created: 9.5.2021",
        "Press release | 9 May 2021 | Geneva",
        "推送日期：2021-05-09",
        "回复时间：2021-05-09",
        "刊載日期：110-05-09",
        "公佈日期：110年5月9日",
        "发布 Posted: 2021/05/09 作者 By: Li Mei 点击 Views: 33",
        "云州新闻网 2021年5月9日讯",
        "于2021-05-09发布",
        "云州市水利局  发布时间：2021-05-09  浏览：3",
        "健康号 5月9日 2021年 原创 合集·每周速览",
        "Announced on: 9 May 2021",
        "Date of issue: 9 May 2021",
        "Filed: 9 May 2021",
        "2021–05–09 云州日报",
        "发布时间：2021年05月09",
        "發布日期：一一○年五月九日",
        "Published Sun, May 9 20214:29 AM EST",
    ],
)
def test_a_dateline_below_the_title(line: str) -> None:
    document = clean_page(RawPage("\n\n".join((TITLE, line, *NEWS)), "page")).document
    assert document.published is not None
    assert document.published.isoformat() == "2021-05-09"
    assert document.blocks[1].kind == "metadata"


@pytest.mark.parametrize(
    "line",
    [
        "Joined: Tue Mar 14, 2017",
        "注册时间：2017-03-14",
        "投标截止时间：2017-03-14",
        "打印时间：2017-03-14",
        "今天是2017年3月14日 星期二",
        "Closing date: 14 March 2017",
        "Version date: 14.3.2017",
        "Retrieved 14 March 2017",
    ],
)
def test_the_day_of_something_else_is_not_the_pages(line: str) -> None:
    for lines, published in (([line], ""), ([line, "Posted: 2021-05-09"], "2021-05-09")):
        document = clean_page(RawPage("\n\n".join((TITLE, *lines, *NEWS)), "page")).document
        assert (document.published.isoformat() if document.published else "") == published


@pytest.mark.parametrize(
    "line",
    [
        "1987年4月1日 国务院发布",
        "2021年5月9日 县理事会",
        "自2021年5月9日以来",
        "Since 9 May 2021",
        "2021年5月9日 第二次会议通过",
        "时间：2021年5月9日上午9:00",
    ],
)
def test_a_day_in_a_phrase_a_note_or_a_signature_is_no_dateline(line: str) -> None:
    document = clean_page(RawPage("\n\n".join((TITLE, line, "地点：县医院三楼", *NEWS)), "page")).document
    assert document.published is None


def test_a_share_sites_page_mark_is_no_part_of_the_title() -> None:
    name = "云州县全民健身促进方案"
    site = f"【最新】{name}.docx\n《【最新】{name}.docx》由会员分享，更多相关《{name}.docx（6页珍藏版）》请搜索。"
    text = "为推动全民健身，结合我县实际，制定本方案。\n一、办好运动会。每年五月举行，各乡镇轮流承办。\n二、开放学校操场。周末向居民开放。"
    assert clean_page(RawPage(f"{site}\n1、{name}\n{text}", "page")).document.title == name


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("停诊通知", "<div>文号：云医保发〔2021〕12号　发布时间：2021-05-09</div>"),
        ("关于搬迁门诊大楼的请示", "<p>云医保发〔2021〕12号　　　签发人：王某</p>"),
        ("关于搬迁门诊大楼的通知 云医保发〔2021〕12号", ""),
    ],
)
def test_a_number_with_its_label_beside_who_signs_and_behind_the_title(title: str, line: str) -> None:
    text = "".join(
        f"<p>{one}</p>" for one in ("门诊大楼从六月一日起搬迁，旧楼不再接诊。", "新楼在人民路三号，请大家互相转告，不便之处敬请谅解。")
    )
    document = clean_page(
        RawPage(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{line}{text}</body></html>", "page")
    ).document
    assert [number.normalised for number in document.doc_numbers] == ["云医保发〔2021〕12号"]
