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
    ],
)
def test_a_bold_line_or_one_that_is_called_a_heading_heads_the_text_below(heading: str) -> None:
    assert kinds(heading + TEXT) == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>各县人民政府：</strong></p>",
        "<p><strong>（一）建立账户。</strong></p>",
        "<p><b>经费</b>由县里支付</p>",
        "<p><strong>经费由县里支付。</strong></p>",
        "<p class='text'>经费</p>",
    ],
)
def test_what_opens_a_list_or_is_a_sentence_heads_nothing(line: str) -> None:
    assert kinds(line + TEXT) == ["paragraph", "paragraph"]


def test_a_bold_signature_heads_nothing() -> None:
    assert kinds("<p><b>某县人民政府</b></p><p><b>2021年6月8日</b></p>") == ["paragraph", "paragraph"]
