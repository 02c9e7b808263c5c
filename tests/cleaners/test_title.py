"""The title of a page, and that looking for it hides nothing of the text."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Document, RawPage

TEXT = [
    "The county pays its hospitals in advance and lets them keep what they save, as the board decided in spring of last year.",
    "In the first year the number of patients sent to the city fell by a fifth, and the board expects more of the second.",
    "Residents may choose any of the health centres, and the board publishes its accounts every quarter, audited by the province.",
]


def document(text: str) -> Document:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result.document


def page(*lines: str) -> Document:
    return document("\n\n".join(lines))


def test_behind_a_menu_and_above_the_dateline() -> None:
    found = page(
        "portal logo", "Product", "• Supplier", "Home > News > County", "County hospitals share one budget", "Date:2021-07-10 Hits:3", *TEXT
    )
    assert found.title == "County hospitals share one budget"
    assert [block.kind for block in found.blocks[:5]] == ["boilerplate"] * 4 + ["title"]


def test_lines_above_the_title_are_text_where_no_site_speaks() -> None:
    found = page(
        "预付卡余额应当返还",
        "消费者权益保护案例",
        "王某诉某公司服务合同纠纷案",
        "2022-03-15",
        "王某办理了预付卡，后公司停业，王某要求返还余额。",
    )
    assert found.title == "王某诉某公司服务合同纠纷案"
    assert found.text.split("\n")[:3] == ["预付卡余额应当返还", "消费者权益保护案例", "王某诉某公司服务合同纠纷案"]


def test_paragraphs_above_a_dateline_are_never_a_menu() -> None:
    found = page("Home > News", *TEXT, "County hospitals share one budget", "Date:2021-07-10", TEXT[0].replace("county", "province"))
    assert set(TEXT) <= set(found.text.split("\n"))


def test_a_date_in_the_midst_of_a_text_makes_no_title_of_the_line_above() -> None:
    lines = [
        "关于适用新法的通知",
        "各级法院：",
        "现就有关问题通知如下：",
        "一、按照旧法处理。",
        "二、按照新法处理。",
        "请遵照执行",
        "1997年10月6日",
        "三、其他问题另行通知。",
    ]
    found = page(*lines)
    assert found.title == "关于适用新法的通知"
    assert [block.text for block in found.blocks if block.kind == "boilerplate"] == []


def test_a_signature_gives_no_title_to_a_text_without_one() -> None:
    lines = [
        "各县人民政府：",
        *(f"请认真落实第{number}项要求，明确责任，定期检查，并按时报告落实情况和存在的问题。" for number in range(9)),
    ]
    assert page(*lines, "新县人民政府", "2021年6月8日").title == ""


def test_a_shared_document_is_named_by_its_file_and_cut_from_its_first_sentence() -> None:
    name = "县医院实行总额预付的做法"
    body = "县里提前向医院支付经费，结余归医院使用，超支由医院承担，医院有了节约的动力，群众的负担也减轻了，住院的人少了。" * 6
    pieces = [f"【经验材料】{name}{body}"[at : at + 120] for at in range(0, 360, 120)]
    lines = [
        f"【经验材料】{name}.docx",
        f"《【经验材料】{name}.docx》由会员分享,可在线阅读,更多相关《【经验材料】{name}.docx(5页珍藏版)》请在某某文库上搜索。",
    ]
    found = document("\n".join([*lines, *(f"{number}、{piece}" for number, piece in enumerate(pieces, 1))]))
    assert found.title == name
    assert found.text == f"【经验材料】{name}\n{''.join(pieces).removeprefix(f'【经验材料】{name}')}"


def test_a_title_on_two_lines_is_one() -> None:
    found = document("新省高级法院\n关于案件管辖的规定\n第一条 管辖如下。\n第二条 自五月起施行。")
    assert found.title == "新省高级法院关于案件管辖的规定"
    assert found.issuers == ("新省高级法院",)


def test_an_issuer_without_a_title_below_it_is_not_joined() -> None:
    assert document("新省高级法院\n管辖有新规定\n法院今天公布了案件管辖的新规定。").title == "新省高级法院"


def test_the_main_heading_of_html() -> None:
    found = document(f"<html><body><div>Portal of the county</div><h1>County hospitals</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p></body></html>")
    assert found.title == "County hospitals"
    assert found.text.split("\n") == ["County hospitals", *TEXT[:2]]


def test_headings_of_html_without_a_main_one() -> None:
    found = document(f"<html><body><h2>County hospitals</h2><p>{TEXT[0]}</p><h2>关于药品的通知</h2><p>{TEXT[1]}</p></body></html>")
    assert found.title == "County hospitals"


@pytest.mark.parametrize("text", ["", "one line", "。", "\n\n\n", "1. item\n2. item", "<p></p>"])
def test_pages_without_a_title(text: str) -> None:
    assert document(text).title == ""


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("seed", "title"),
    [
        ("000", "The reform of medical institutions run by central enterprises has been basically completed"),
        ("001", "soe-run medical institutions gain new momentum"),
        ("002", "Opinions of the General Office of the State Council"),
        ("003", "2021 what are the aspects of medical reform?"),
        ("004", "积极服务健康中国战略"),
    ],
)
def test_the_seeds(seeds: list, seed: str, title: str) -> None:
    path = next(path for path in seeds if path.name.startswith(seed))
    assert clean_page(RawPage(path.read_bytes(), path.name)).document.title.startswith(title)


SENTENCES = "各地要加强组织领导，明确责任分工，按季度公开资金使用情况。\n县级财政应当足额安排资金，任何单位和个人不得挪用。"


@pytest.mark.parametrize(
    "above",
    [
        "首页\n机构概况\n政务公开\n当前位置：首页 > 政务公开\n{}",
        "云州市民政局\n{}",
        "云州市民政局文件\n云民发〔2021〕12号\n{}",
        "{}\n——云州市适老化改造侧记\n发布时间：2021-05-09",
    ],
)
@pytest.mark.parametrize("title", ["云州市困难老年人家庭适老化改造补贴实施方案", "云州市民政局关于做好护理员培训工作的通知"])
def test_finds_the_title_below_a_sites_or_an_issuers_lines_and_above_its_second_one(above: str, title: str) -> None:
    assert clean_page(RawPage(f"{above.format(title)}\n{SENTENCES}", "page")).document.title == title


def test_the_first_line_is_the_title_where_nothing_above_the_text_is_a_sites() -> None:
    assert clean_page(RawPage(f"县医院的账本\n钱从哪里来\n{SENTENCES}", "page")).document.title == "县医院的账本"
