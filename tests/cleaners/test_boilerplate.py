"""Boilerplate on whole pages: a site's voice is hidden, the text never is."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import RawPage

TEXT = [
    "The county pays its hospitals in advance and lets them keep what they save, as the board decided in spring of last year.",
    "In the first year the number of patients sent to the city fell by a fifth, and the board expects more of the second.",
    "Residents may choose any of the health centres, and the board publishes its accounts every quarter, audited by the province.",
    "Other counties want to follow, but most of them have no board yet, and some have no money to pay anything in advance.",
]


def hidden(*lines: str) -> list[str]:
    result = clean_page(RawPage("\n\n".join(lines), "page"))
    result.check()
    return [block.text for block in result.document.blocks if block.kind == "boilerplate"]


def test_teasers_are_hidden_and_the_site_map_behind_them() -> None:
    tail = [
        "top news",
        "satellite sent into orbit",
        "the mission will watch the wind of the sun, the two agencies said.",
        "port opens again",
        "网站地图",
    ]
    assert hidden("county hospitals share one budget", *TEXT, *tail) == tail


def test_an_article_that_goes_on_behind_links_keeps_its_text() -> None:
    links = ["Related articles", "Port opens again", "Bridge closed for repair"]
    assert hidden("County hospitals", *TEXT[:3], *links, "What the board expects", *TEXT) == links


def test_numbered_sections_behind_links_are_the_articles() -> None:
    lines = ["一、什么是医共体", "县里的医院和卫生院统一管理，就是医共体。", "二、什么是总额预付", "县里提前支付经费，就是总额预付。"]
    assert hidden("县医院实行总额预付", *TEXT, "相关阅读", *lines) == ["相关阅读"]


@pytest.mark.parametrize("line", ["延伸阅读", "Further reading"])
def test_background_to_an_article_is_the_articles(line: str) -> None:
    lines = ["什么是医共体", "县里的医院和卫生院统一管理，就是医共体，居民在家门口就能看好常见病。"]
    assert hidden("县医院实行总额预付", *TEXT, line, *lines) == []


def test_a_long_text_behind_teasers_is_no_teaser() -> None:
    assert " ".join(TEXT) not in hidden("County hospitals", *TEXT, "Related news", "The law of the county", " ".join(TEXT))


def test_teasers_at_the_head_of_a_page_hide_nothing_behind_them() -> None:
    assert hidden("Top news", "County hospitals share one budget", *TEXT) == []


def test_clauses_of_a_law_on_sites_are_found() -> None:
    lines = [
        "新省网络平台管理办法",
        "第一条 平台经营者应当在显著位置公示免责声明，不得以此排除自己的责任。",
        "第二条 如有侵权，权利人可以通知平台，平台应当及时删除。",
        "第三条 平台上的电话、传真、邮箱应当真实有效，服务热线每天开通不少于12小时。",
        "第四条 广告应当显著标明“广告”字样。",
        "第五条 用户可以分享、上传内容，平台应当提供查询和下载服务，并注明来源。",
    ]
    result = clean_page(RawPage("\n\n".join(lines), "page"))
    assert [clause.text for clause in split_clauses(result.document)] == lines[1:]


def test_an_annex_of_companies_above_a_copyright_line_is_not_hidden_with_it() -> None:
    companies = ["新城制药有限公司", "东县医药股份有限公司", "西县器械有限公司", "北县药业有限公司", "南县生物有限公司"]
    lines = hidden("关于公布入围企业的通知", "各县：", "现将入围企业公布如下。", *companies, "Copyright © 2021 New Province")
    assert set(lines) <= {"Copyright © 2021 New Province", companies[-1]}


def test_figures_above_a_print_button_are_not_hidden_with_it() -> None:
    rows = ["2018 2019 2020", "12 345 678 901", "1 234 567 890"]
    assert hidden("各县床位数", TEXT[0], *rows, "打印本页") == ["打印本页"]


def test_a_share_sites_notes_hide_only_on_a_share_site() -> None:
    assert hidden("分级诊疗研究", *TEXT, "关键词：分级诊疗；医联体", *TEXT[::-1]) == []


@pytest.mark.parametrize("line", ["1" * 230 + "x", "+1 " * 75 + "x", "word " * 45 + "1", "> " * 110, "a>" * 100, "@" * 230])
def test_no_line_takes_long_to_judge(line: str) -> None:
    assert hidden("County hospitals", line, *TEXT) in ([], [line.strip()])


@pytest.mark.seeds
@pytest.mark.parametrize(("seed", "count"), [("000", 1), ("001", 10), ("002", 14), ("003", 9), ("004", 8)])
def test_the_seeds(seeds: list, seed: str, count: int) -> None:
    path = next(path for path in seeds if path.name.startswith(seed))
    document = clean_page(RawPage(path.read_bytes(), path.name)).document
    assert sum(block.kind == "boilerplate" for block in document.blocks) == count
