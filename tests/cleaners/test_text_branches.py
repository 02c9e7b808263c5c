"""What stands beside the container of the text: the article's other parts are read, boxes of other things are not."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.model import READ_KINDS, Document, RawPage

TITLE = "关于做好养老机构防暑降温工作的通知"
SENTENCE = "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并按季度公开资金使用情况。"


def paragraphs(first: int, last: int) -> str:
    return "".join(f"<p>第{number}段：{SENTENCE}</p>" for number in range(first, last + 1))


TEXT = paragraphs(1, 6)
DOCTOR = "<div class=ys><p>孟怀远 主任医师</p><p>从事心血管内科临床工作三十余年，擅长冠心病介入治疗，完成手术四千余例。</p></div>"


def document(body: str, title: str = f"{TITLE}_某市") -> Document:
    result = clean_page(RawPage(f"<html><head><title>{title}</title></head><body>{body}</body></html>", "page"))
    result.check()
    assert result.decoded.to_bytes().decode() == f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return result.document


def read(body: str) -> str:
    return "\n".join(block.text for block in document(body).blocks if block.kind in READ_KINDS)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=zj>{DOCTOR * 3}</div>",
        "<div class=fw><h5>社保卡补办</h5><p>携带身份证到一楼三号窗口，当场制卡，十分钟取卡。工本费十六元，低保对象免费。</p></div>",
        "<div class=yj><b>市民周先生</b><p>建议第二条提高到每户一点五个，现在很多家庭有两辆车，停车位远远不够用。</p></div>",
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_prose_outside_of_the_elements_that_hold_title_and_text_is_not_the_text(box: str, *, behind: bool) -> None:
    page = f"<div class=wz><div class=bt>{TITLE}</div><div class=nr>{TEXT}</div></div>"
    said = read(page + box if behind else box + page)
    assert said.count(SENTENCE) == 6
    assert "主任医师" not in said
    assert "十分钟取卡" not in said
    assert "停车位" not in said


def test_a_second_text_outside_of_them_shows_itself_by_its_numbers() -> None:
    rules = "".join(f"<p>第{number}条　{SENTENCE}</p>" for number in "一二三四")
    said = read(f"<div class=wz><div class=bt>{TITLE}</div><div class=nr>{TEXT}</div></div><div class=fj><p>某办法</p>{rules}</div>")
    assert said.count(SENTENCE) == 10


def test_parts_of_one_class_are_read_wherever_the_title_stands() -> None:
    parts = "".join(f"<div class=part>{paragraphs(first, first)}</div>" for first in range(7, 10))
    assert read(f"<div class=part><h2>{TITLE}</h2>{TEXT}</div>{parts}").count(SENTENCE) == 9


def test_a_box_with_a_heading_of_its_own_behind_the_text_is_not_the_text() -> None:
    box = "<div class=box><h5>作者简介</h5><p>某某长期研究医疗保障，著有论文二十余篇，现居某市。</p></div>"
    assert "著有论文" not in read(f"<div class=wz><h1>{TITLE}</h1><div class=nr>{TEXT}</div>{box}</div>")


def test_a_lead_and_a_note_without_a_heading_beside_the_text_are_read() -> None:
    lead = "<div class=lead><p>为保障入住老年人安全度夏，现就有关工作通知如下，请遵照执行。</p></div>"
    note = "<div class=note><p>本通知由某局养老服务处负责解释，执行中的问题请及时报告。</p></div>"
    said = read(f"<div class=wz><h1>{TITLE}</h1>{lead}<div class=nr>{TEXT}</div>{note}</div>")
    assert "安全度夏" in said
    assert "负责解释" in said


def test_sources_linked_at_the_end_do_not_make_a_part_a_list_of_other_stories() -> None:
    sources = "".join(f"<li><a href={number}>https://data.example/report/{number}</a></li>" for number in range(5))
    first = f"<div class=s><div class=c><h2>{TITLE}</h2>{paragraphs(1, 12)}</div></div>"
    second = f"<div class=s><div class=c>{paragraphs(13, 18)}<ul>{sources}</ul></div></div>"
    assert read(f"<section>{first}{second}</section>").count(SENTENCE) == 18


def test_teasers_with_linked_headlines_are_one() -> None:
    teasers = "".join(f"<h4><a href={number}>新闻{number}</a></h4><p>{SENTENCE}</p>" for number in range(5))
    parts = f"<div class=s><div class=c><h2>{TITLE}</h2>{paragraphs(1, 12)}</div></div><div class=s><div class=c>{teasers}</div></div>"
    assert read(f"<section>{parts}</section>").count(SENTENCE) == 12


def test_a_headline_with_one_sentence_in_a_box_of_its_own_does_not_shut_the_text_out() -> None:
    title = "So Many Ways to Play… and Pay, in Every County of the Province"
    dek = "There are many fees in hospitals now. Which should a patient who comes for an hour pay, and which may the county waive for good?"
    first = (
        "The board waives fees for children, so the clinics of the county see more of them than they did before the reform of last spring."
    )
    second = (
        "It has not yet said what it will do about the old, who pay most of what is paid, and who come twice as often as anybody else, "
        "nor about the villages, whose clinics have no means of charging fees and no wish to do so either."
    )
    head = f"<header><div class=zone><div class=wrap><h1>{title}</h1><h2>{dek}</h2></div></div></header>"
    body = f"<div class=mod><div class=zone><div class=snip><div class=inner><p>{first}</p><p>{second}</p></div></div></div></div>"
    blocks = document(f"<article>{head}{body}</article>", title).blocks
    assert {first, second} <= {block.text for block in blocks if block.kind in READ_KINDS}


def test_the_page_as_a_whole_is_not_the_container_because_it_holds_the_title() -> None:
    menu = "<div class=hd><div>惠企通</div><div>政策匹配</div><div>免申即享</div></div>"
    asks = "您可以这样问我：奖励什么时候申报？大概多少？什么人可以得到？还有哪些材料要一起交？"
    chat = f"<div class=m>您好，我是政策助手小惠，请问今天有什么可以帮到您？</div><div class=m>{asks}</div>"
    said = read(f"{menu}<div class=tt>{TITLE}</div><div class=panel>{paragraphs(1, 2)}</div>{chat}")
    assert "政策匹配" not in said


def test_a_heading_in_a_row_of_its_own_above_the_text_of_a_layout_table_is_read() -> None:
    rows = f"<tr><td><b>一件大事</b></td></tr><tr><td>{SENTENCE}{SENTENCE}{SENTENCE}</td></tr>"
    page = f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td><table>{rows}</table></td></tr></table>"
    assert [block.kind for block in document(page).blocks if block.text == "一件大事"] == ["heading"]


def test_number_and_signature_beside_the_container_are_kept() -> None:
    rows = "".join(f"<tr><td class=tx>第{number}段：{SENTENCE}</td></tr>" for number in range(6))
    foot = "<tr><td align=right>江东市医疗保障局</td></tr><tr><td align=right>2023年10月12日</td></tr><tr><td>【关闭窗口】</td></tr>"
    page = f"<div class=bt>{TITLE}</div><div class=wh>江医保发〔2023〕9号</div><table>{rows}</table><table>{foot}</table>"
    kinds = {block.text: block.kind for block in document(page).blocks}
    assert kinds["江东市医疗保障局"] != "boilerplate"
    assert kinds["2023年10月12日"] != "boilerplate"
    assert kinds["江医保发〔2023〕9号"] != "boilerplate"
    assert kinds["【关闭窗口】"] == "boilerplate"


HALF, REST = paragraphs(1, 3), paragraphs(4, 6)
NAV = "<ul class=x1><li>首页概况</li><li>政务公开</li></ul><div class=dq>当前位置：首页 &gt; 政策文件</div>"
ROWS = TEXT.replace("<p>", "<tr><td>").replace("</p>", "</td></tr>")
LAYOUTS = {
    "two elements without a class": f"<div><h2>{TITLE}</h2>{HALF}</div><div>{REST}</div>",
    "two classes": f"<div class=part1><h2>{TITLE}</h2>{HALF}</div><div class=part2>{REST}</div>",
    "title apart": f"<div class=tt>{TITLE}</div><div class=part1>{HALF}</div><div class=part2>{REST}</div>",
    "an advertisement between": f"<h2>{TITLE}</h2><div class=s1>{HALF}</div><div class=ad>扫码</div><div class=s2>{REST}</div>",
    "rows of a table": f"<table><tr><td>{TITLE}</td></tr>{ROWS}</table>",
    "two tables": f"<table><tr><td>{TITLE}</td></tr><tr><td>{HALF}</td></tr></table><table><tr><td>{REST}</td></tr></table>",
    "sections": f"<section><h1>{TITLE}</h1>{HALF}</section><section><h3>部分之二</h3>{REST}</section>",
    "columns": f"<h1>{TITLE}</h1><div class=row><div class=left>{HALF}</div><div class=right>{REST}</div></div>",
    "an element each": f"<h2>{TITLE}</h2>{TEXT.replace('<p>', '<div class=b><div class=i>').replace('</p>', '</div></div>')}",
    "lines in body": f"<center>{TITLE}</center>{TEXT.replace('<p>', '<br>　　').replace('</p>', '')}",
}


@pytest.mark.parametrize("title", [f"{TITLE}_某市", "某市人民政府"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_paragraph_is_lost_however_a_page_is_laid_out(layout: str, title: str) -> None:
    blocks = document(f"{NAV}{LAYOUTS[layout]}<div class=y1>主办：某市人民政府办公室</div>", title).blocks
    said = "\n".join(block.text for block in blocks if block.kind in READ_KINDS)
    assert [number for number in range(1, 7) if f"第{number}段：{SENTENCE}" not in said] == []


def test_a_container_without_a_sentence_is_none() -> None:
    names = "".join(f"<div class=n><p>第{number}批公布的定点医疗机构和定点零售药店名单（按行政区划排列）</p></div>" for number in range(30))
    assert read(f"<div class=all>{names}</div><div class=q><p>{SENTENCE}{SENTENCE}</p></div>").count("定点医疗机构") == 30


def test_cards_of_people_with_their_telephones_beside_the_text_are_not_the_text() -> None:
    card = "<div class=lw><p>秦朗</p><p>电话：86 21 6088 1290</p><p>业务领域为劳动法和数据合规，曾代表多家企业处理集体协商事务。</p></div>"
    said = read(f"<div class=wz><h1>{TITLE}</h1><div class=nr>{TEXT}</div><div class=lawyers>{card * 2}</div></div>")
    assert "集体协商" not in said


def test_a_part_may_have_a_class_more_than_the_others() -> None:
    """One class in common is none: col is the text's column and the sidebar's."""
    first = f"<div class='body-text first section'><h2>{TITLE}</h2>{TEXT}</div>"
    assert read(f"{first}<div class='body-text section'>{paragraphs(7, 7)}</div>").count(SENTENCE) == 7
    assert read(f"<div class='col first'><h2>{TITLE}</h2>{TEXT}</div><div class=col>{paragraphs(7, 7)}</div>").count(SENTENCE) == 6


SECTION = "".join(f"<li><h4>任务{number}</h4><p>{SENTENCE}</p><a href={number}>Learn more about this task</a>" for number in range(7, 10))


@pytest.mark.parametrize(("page", "count"), [("<main>{}{}</main>", 9), ("<main><article>{}</article>{}</main>", 6), ("{}{}", 6)])
def test_what_stands_in_the_pages_main_element_goes_on_with_the_text(page: str, count: int) -> None:
    """Not where an article of its own holds the text: what follows that are other stories."""
    assert read(page.format(f"<section><h1>{TITLE}</h1>{TEXT}</section>", f"<div><ul>{SECTION}</ul></div>")).count(SENTENCE) == count
