"""What a page says about itself: dates as precise as they are given, publishers and authors who are somebody, nothing from the text."""

from __future__ import annotations

from datetime import date

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Document, RawPage

TITLE = "County hospitals share one budget"
TEXT = [
    "The county pays its hospitals in advance and lets them keep what they save, as the board decided in spring of last year.",
    "In the first year the number of patients sent to the city fell by a fifth, and the board expects more of the second.",
    "Residents may choose any of the health centres, and the board publishes its accounts every quarter, audited by the province.",
    "Other counties want to follow, but most of them have no board yet, and some have no money to pay anything in advance.",
]


def document(*lines: str, html: bool = False) -> Document:
    result = clean_page(RawPage("".join(lines) if html else "\n\n".join(lines), "page"))
    result.check()
    return result.document


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date:2021-07-10 Hits:333", date(2021, 7, 10)),
        ("• Last Update: 2021-06-17", date(2021, 6, 17)),
        ("source: new town daily | 2023-02-23 09:37:40 | author: wang xiao", date(2023, 2, 23)),
        ("Published on: June 7, 2021", date(2021, 6, 7)),
        ("发布时间：2021年6月8日 来源：健康日报", date(2021, 6, 8)),
        ("日期：2021/6/8", date(2021, 6, 8)),
        ("发布日期：二〇二一年六月八日", date(2021, 6, 8)),
        ("2021-06-08", date(2021, 6, 8)),
        ("2021年06月08日 10:15", date(2021, 6, 8)),
        ("2021-06-08 10:20 健康日报", date(2021, 6, 8)),
        ("健康日报 2021-06-08 10:20", date(2021, 6, 8)),
        ("2021-06-08 10:20 · 来自 健康日报", date(2021, 6, 8)),
        ("原创 健康观察 2021-06-08 10:20", date(2021, 6, 8)),
        ("2021-06-08 10:20来源：健康日报", date(2021, 6, 8)),
        ("发表于 2021-6-8 10:20", date(2021, 6, 8)),
        ("[2021-06-08]", date(2021, 6, 8)),
        ("民國110年6月8日", date(2021, 6, 8)),
        ("發布日期：110-06-08", date(2021, 6, 8)),
        ("【发布日期】2021-06-08", date(2021, 6, 8)),
        ("Updated: June 8, 2021 10:20", date(2021, 6, 8)),
        ("By Wang Xiao | 8 June 2021", date(2021, 6, 8)),
        ("Posted on June 8, 2021 by Wang Xiao", date(2021, 6, 8)),
        ("Thu, 08 Jul 2021 09:12:00 +0800", date(2021, 7, 8)),
    ],
)
def test_dates_of_a_dateline(line: str, day: date) -> None:
    found = document(TITLE, line, *TEXT)
    assert found.published == day
    assert found.blocks[1].kind == "metadata"


@pytest.mark.parametrize("line", ["昨天 09:12", "3小时前", "06-08 09:30", "三日前发布"])
def test_a_day_without_month_or_year_is_no_date(line: str) -> None:
    assert document(TITLE, line, *TEXT).published is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("更新时间：2021-07-01", "发布时间：2021-06-08"), date(2021, 6, 8)),
        (("时间：2021-07-01 10:20", "发布时间：2021-06-08"), date(2021, 6, 8)),
        (("【发布日期】2021-06-01", "【入库日期】2021-06-08"), date(2021, 6, 8)),
        (("成文日期：2021-05-01", "施行日期：2021-07-01"), None),
        (("Date of issue: 2021-05-01", "Date of publication: 2021-06-08"), date(2021, 6, 8)),
    ],
)
def test_of_several_dates_that_of_the_page(lines: tuple[str, ...], day: date | None) -> None:
    found = document(TITLE, *lines, *TEXT)
    assert found.published == day
    assert [block.kind for block in found.blocks[1:3]] == ["metadata"] * 2


def test_a_signature_is_metadata_with_the_name_above_its_day() -> None:
    lines = ("关于推进医共体建设的通知", "各县卫生健康局：", "一、明确目标。", "二、落实经费。", "新省卫生健康委", "2021年6月8日")
    found = document(*lines)
    assert found.parts[0].dates == ("2021-06-08",)
    assert [block.kind for block in found.blocks[-2:]] == ["metadata"] * 2


def test_a_day_below_the_news_is_the_pages() -> None:
    assert document(TITLE, *TEXT, "June 8, 2021").published == date(2021, 6, 8)


def news_page(info: str, foot: str = "") -> Document:
    head = f"<div class='nav'><a href='/'>Home</a><a href='/n'>News</a></div><h1>{TITLE}</h1><div class='bar'>{info}</div>"
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    return document(f"<html><body>{head}<div class='text'>{text}</div>{foot}</body></html>", html=True)


@pytest.mark.parametrize(
    "info",
    [
        "New Town News 2021-06-08 20:51 Reporter Wang",
        "newtown.example   2021-06-08 21:14:33   A+ A-",
        "4.6 points 1904 readers 2021-06-08 uploaded, posted by reader",
    ],
)
def test_a_sites_line_between_title_and_text_says_the_day(info: str) -> None:
    assert news_page(f"<span>{info}</span>").published == date(2021, 6, 8)


def test_a_day_right_behind_the_text_is_the_pages_and_those_of_other_stories_are_not() -> None:
    other = "".join(f"<div><a href='/{day}'>Another story of the county</a><span>2021-07-0{day}</span></div>" for day in (1, 2, 3))
    assert news_page("", f"<div class='end'><span>End</span></div><div>2021-06-08</div>{other}").published == date(2021, 6, 8)
    assert news_page("", f"<div class='related'>{other}</div>").published is None


def test_an_english_list_of_terms() -> None:
    terms = {
        "Document No.": "新卫发[２０２０]7号",
        "Issued by": "Health Commission of New Province",
        "Date of issue": "2020-05-02",
        "Date of publication": "2020-05-09",
        "Effective as of": "2020-06-01",
    }
    items = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in terms.items())
    text = "".join(f"<p>{number}. {line}</p>" for number, line in enumerate(TEXT, start=1))
    title = "Circular on Sharing the Budget of County Hospitals"
    found = document(f"<html><body><dl>{items}</dl><h1>{title}</h1><p>To all counties:</p>{text}</body></html>", html=True)
    assert found.published == date(2020, 5, 9)
    assert [number.normalised for number in found.doc_numbers] == ["新卫发〔2020〕7号"]
    assert [block.text for block in found.blocks if block.kind == "metadata"] == [text for pair in terms.items() for text in pair]


@pytest.mark.parametrize(
    "line",
    [
        "1996年10月3日 中华人民共和国交通部令第8号发布",
        "1987年4月1日 国务院发布",
        "门诊部 2020年12月30日",
        "2021年6月8日 县理事会",
    ],
)
def test_a_note_or_a_signature_on_one_line_is_no_dateline(line: str) -> None:
    found = document("县级医院管理办法", line, "第一条　县里预付经费。", "第二条　节余归医院使用。")
    assert line in found.text.split("\n")
    assert found.published is None


@pytest.mark.parametrize("name", ["https://example.org/people/wang-xiao", "news@example.org", "104363"])
def test_an_address_is_no_name(name: str) -> None:
    head = f'<meta name="author" content="{name}"><meta name="source" content="{name}">'
    found = document(f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p></body></html>", html=True)
    assert (found.authors, found.publisher) == ((), "")


@pytest.mark.parametrize("line", ["发布时间：06-08 09:30", "时间：6月8日", "Published: June 7"])
def test_a_date_without_a_year_stays_none(line: str) -> None:
    found = document(TITLE, line, *TEXT)
    assert found.published is None
    assert found.blocks[1].kind == "metadata"


@pytest.mark.parametrize("line", ["发布时间：2021年6月", "日期：2021-06"])
def test_a_month_is_no_day(line: str) -> None:
    assert document(TITLE, line, *TEXT).published is None


def test_a_date_in_the_text_is_not_the_pages() -> None:
    assert (
        document(TITLE, *TEXT, "The plan of June 7, 2021 was changed on July 1, 2022 by the board, which met twice in that year.").published
        is None
    )


@pytest.mark.parametrize(
    "line",
    [
        "發布日期：2021-06-08",
        "來源：健康日報 2021-06-08",
        "發文字號：嵐衛字第1100000001號",
        "發文日期：2021年6月8日",
        "發布時間：2021年6月8日　瀏覽次數：33",
        "責任編輯：林某",
    ],
)
def test_labels_in_traditional_characters_are_read_as_the_simplified_ones(line: str) -> None:
    text = ("縣裡每年向各醫院預付經費，節餘歸醫院使用，由理事會決定。", "居民可以自由選擇任何一所衛生所，理事會每季公布帳目，由省裡審計。")
    found = document("縣級醫院實行總額預付", line, *text)
    assert found.blocks[1].kind == "metadata"
    assert found.blocks[1].text == line
    assert [block.kind for block in found.blocks[2:]] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("value", ["Internet", "网络", "互联网", "本站", "unknown"])
def test_a_placeholder_is_no_publisher(value: str) -> None:
    assert document(TITLE, f"来源：{value} 2021-06-08", *TEXT).publisher == ""


@pytest.mark.parametrize("value", ["User", "admin", "佚名"])
def test_a_placeholder_is_no_author(value: str) -> None:
    assert document(TITLE, f"Author: {value} | Date: 2021-06-08", *TEXT).authors == ()


def test_publisher_authors_and_editor() -> None:
    found = document(TITLE, "来源：健康日报 作者：王某、李某 2021-06-08", *TEXT, "责任编辑：张某")
    assert found.publisher == "健康日报"
    assert found.authors == ("王某", "李某")
    assert found.blocks[-1].kind == "metadata"
    assert found.published == date(2021, 6, 8)


def test_a_byline_in_lower_case() -> None:
    found = document("county hospitals share one budget", "source: new town daily | 2023-02-23", "by wang xiao", *TEXT)
    assert found.authors == ("wang xiao",)


def test_label_and_value_on_two_lines() -> None:
    found = document(TITLE, "来源：", "健康日报", "发布时间：", "2021-06-08", *TEXT)
    assert (found.publisher, found.published) == ("健康日报", date(2021, 6, 8))
    assert [block.kind for block in found.blocks[1:5]] == ["metadata"] * 4


def test_the_table_of_a_government_site() -> None:
    cells = [
        ("索引号", "000-1/2020-7", "主题分类", "卫生、体育"),
        ("发文机关", "新省卫生健康委、新省财政厅", "成文日期", "2020年5月2日"),
        ("标题", "关于推进医共体建设的意见", "发文字号", "新卫发〔2020〕7号"),
        ("发布日期", "2020年5月9日", "主题词", "医共体"),
    ]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    body = "<p>各县卫生健康局：</p><p>一、明确目标。到年底全部建成。</p><p>二、落实经费。由县财政安排。</p>"
    found = document(f"<html><body><table>{rows}</table><h1>关于推进医共体建设的意见</h1>{body}</body></html>", html=True)
    assert found.published == date(2020, 5, 9)
    assert found.issuers == ("新省卫生健康委", "新省财政厅")
    assert [number.normalised for number in found.doc_numbers] == ["新卫发〔2020〕7号"]
    assert [block.text for block in found.blocks if block.kind == "metadata"] == [cell for row in cells for cell in row]
    assert "成文日期" not in found.text


def test_the_source_in_brackets_that_ends_a_page() -> None:
    assert document(TITLE, *TEXT, "(New Town Times)").publisher == "New Town Times"


@pytest.mark.parametrize(
    "line",
    [
        "来源：经过审核的各县数据是本报告的基础，各县对其质量负责，省里每年抽查一次。",
        "时间：上午九点到下午五点",
        "记者：下一步如何推进医共体建设？",
        "Source: the data were reported by the hospitals, checked by the county, and published every quarter.",
        "名称：新城医院",
        "审核：县级卫生健康部门",
        "资料来源：新省统计年鉴",
    ],
)
def test_a_line_of_the_text_that_looks_like_metadata_stays_text(line: str) -> None:
    found = document(TITLE, *TEXT, line, *TEXT[::-1], *(text.replace("board", "council") for text in TEXT))
    assert line in found.text.split("\n")
    assert (found.publisher, found.authors, found.published) == ("", (), None)


def test_meta_elements_fill_in_what_the_text_does_not_say() -> None:
    head = (
        '<meta name="PubDate" content="2021-06-08 10:20"><meta name="ContentSource" content="健康日报"><meta name="author" content="admin">'
    )
    found = document(f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p></body></html>", html=True)
    assert (found.published, found.publisher, found.authors) == (date(2021, 6, 8), "健康日报", ())


def test_chronicles_keep_their_dates() -> None:
    found = document(
        "县医改大事记",
        "2017年3月1日",
        "成立小组。",
        "2018年5月2日",
        "实行预付。",
        "2019年7月3日",
        "推广全县。",
        "2020年9月4日",
        "通过验收。",
    )
    assert "2018年5月2日" in found.text


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("seed", "published", "publisher", "authors"),
    [
        ("000", None, "Securities Times", ()),
        ("001", date(2023, 2, 23), "science and technology daily", ("chen chunyou",)),
        ("002", date(2021, 6, 17), "", ()),
        ("003", date(2021, 7, 10), "", ()),
        ("004", None, "", ()),
    ],
)
def test_the_seeds(seeds: list, seed: str, published: date | None, publisher: str, authors: tuple[str, ...]) -> None:
    path = next(path for path in seeds if path.name.startswith(seed))
    found = clean_page(RawPage(path.read_bytes(), path.name)).document
    assert (found.published, found.publisher, found.authors) == (published, publisher, authors)
