"""Headings that only look like headings in HTML."""

from __future__ import annotations

import pytest

from cleaners.decode import decode_text
from cleaners.html_layout import lay_out_html

TEXT = "<p>县里提前向医院支付经费，结余归医院使用，超支由医院承担，医院有了节约的动力，群众的负担也减轻了。</p>"


def kinds(body: str) -> list[str]:
    draft = lay_out_html(decode_text(f"<html><body><div id=c>{TEXT}{body}</div></body></html>"))
    return [block.kind for block in draft.blocks[1:]]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><strong>录什么</strong></p>",
        "<p align=center><b><span>谁来录</span></b></p>",
        "<p class='subtitle'>录了有什么好处？</p>",
        "<div class='section-title'>Speakers</div>",
        "<p><strong>申报条件：</strong></p>",
        "<p><strong>一、谁来录？</strong></p>",
        "<p><span style='font-weight: 700'>录什么</span></p>",
        "<p style='font-family:黑体'>录什么</p>",
    ],
)
def test_a_bold_line_or_one_that_is_called_a_heading_heads_the_text_below(heading: str) -> None:
    assert kinds(heading + TEXT) == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>各县人民政府：</strong></p>",
        "<p><strong>云州市卫生健康委员会：</strong></p>",
        "<p><strong>附件：</strong></p>",
        "<p><strong>决定如下：</strong></p>",
        "<p><strong>（一）建立账户。</strong></p>",
        "<p><b>经费</b>由县里支付</p>",
        "<p><strong>经费由县里支付。</strong></p>",
        "<p class='text'>经费</p>",
    ],
)
def test_what_opens_a_list_or_is_a_sentence_heads_nothing(line: str) -> None:
    assert kinds(line + TEXT) == ["paragraph", "paragraph"]


@pytest.mark.parametrize("empty", ["<img style='font-weight:bold'>", "<br style='font-weight: 700'>"])
def test_a_bold_picture_or_line_break_makes_nothing_behind_it_bold(empty: str) -> None:
    """An element without text has no end, and bold text below a bold line is no text that it heads."""
    assert kinds(f"<p>{empty}经费由县里支付。</p><p><b>录什么</b></p>{TEXT}") == ["paragraph", "heading", "paragraph"]


def test_a_bold_signature_heads_nothing() -> None:
    assert kinds("<p><b>某县人民政府</b></p><p><b>2021年6月8日</b></p>") == ["paragraph", "paragraph"]


SHORT = "<p>不收钱。</p>"


def test_a_class_of_short_lines_above_text_is_that_of_headings() -> None:
    assert kinds("".join(f"<p class=hd>{said}</p>{SHORT}" for said in ("谁来录", "录什么"))) == ["heading", "paragraph"] * 2


@pytest.mark.parametrize(
    "lines",
    [
        f"<p class=hd>谁来录</p>{SHORT}",
        "<p class=it>保健食品</p><p class=it>化妆品</p>" + SHORT,
        f"<p class=pic-caption>医院门口</p>{SHORT}<p class=pic-caption>病房里</p>{SHORT}",
        f"<p class=hd>谁来录</p>{SHORT}<p class=hd>经费由县里支付。</p>{SHORT}",
        f"<p class=day>2021年6月8日</p>{SHORT}<p class=day>2021年6月9日</p>{SHORT}",
        "<p class=num>5%</p><p>住院率</p><p class=num>八成</p><p>满意率</p>",
    ],
)
def test_a_line_alone_items_captions_sentences_days_and_figures_are_no_headings(lines: str) -> None:
    assert "heading" not in kinds(lines)


def test_a_question_in_a_list_of_questions_is_a_heading_and_a_term_that_is_defined_is_none() -> None:
    assert kinds(f"<dl><dt>谁可以申请？</dt><dd>{TEXT}</dd></dl>")[0] == "heading"
    assert kinds(f"<dl><dt>医联体</dt><dd>{TEXT}</dd></dl>")[0] == "paragraph"


@pytest.mark.parametrize("beside", ["<span class=mw-editsection>[<a href=1>编辑</a>]</span>", "<a class=headerlink href=1>¶</a>"])
def test_the_link_beside_a_heading_is_none_of_it(beside: str) -> None:
    draft = lay_out_html(decode_text(f"<html><body><div id=c>{TEXT}<h2>录什么{beside}</h2>{TEXT}</div></body></html>"))
    assert [block.text for block in draft.blocks if block.kind == "heading"] == ["录什么"]


def test_bold_names_with_a_stop_are_headings_where_there_are_several() -> None:
    """One alone may be a sentence that the author stressed, as above."""
    assert kinds(f"<p><b>一、落实值守。</b></p>{TEXT}<p><b>二、严管火源。</b></p>{TEXT}") == ["heading", "paragraph"] * 2
    assert kinds(f"<p><b>一、值守，巡查。</b></p>{TEXT}<p><b>二、火源，柴草。</b></p>{TEXT}") == ["paragraph"] * 4


def test_buttons_that_unfold_text_are_its_headings_and_one_alone_is_the_sites() -> None:
    folded = f"<button>谁可以申请</button><div class='panel' style='display:none'>{TEXT}</div>"
    assert kinds(folded + folded) == ["heading", "paragraph"] * 2
    assert "heading" not in kinds(f"<button>收藏</button>{TEXT}")


def test_a_line_of_print_is_no_heading_because_its_height_is_called_h2() -> None:
    line = "<div class='t m0 x3 h2 y3 ff2 fs0 fc0'>为规范收费行为，维护群众的合法权益</div>"
    assert kinds(line + f"<div class='t m0 x0 h2 y4 ff2 fs0 fc0'>{TEXT[3:-4]}</div>")[0] == "paragraph"


def test_the_title_of_a_text_inside_heads_its_first_chapter() -> None:
    assert kinds(f"<p><b>甲县水井管理办法</b></p><p><b>1　总则</b></p>{TEXT}")[0] == "heading"
