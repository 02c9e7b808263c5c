"""HTML to draft: what a reader sees as a block is a block, and no text of the source is lost on the way."""

from __future__ import annotations

import pytest

from cleaners.decode import decode_text
from cleaners.html_layout import lay_out_html
from cleaners.html_source import MAX_TAGS
from cleaners.pipeline import clean_page
from corpus.model import RawPage

PROSE = "<p>各地要加强组织领导，明确责任分工，确保各项任务落到实处。</p>"


def laid_out(body: str) -> list[tuple[str, str]]:
    """Return kind and text of every block of a page but its last one, which gives it some prose."""
    draft = lay_out_html(decode_text(f"<html><body>{body}{PROSE}</body></html>"))
    assert draft.flags == []
    *blocks, last = [(block.kind, block.text) for block in draft.blocks]
    assert last == ("paragraph", "各地要加强组织领导，明确责任分工，确保各项任务落到实处。")
    return blocks


def paragraphs(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", text) for text in texts]


def test_elements_are_what_their_names_say() -> None:
    body = (
        "<h1>办法</h1><h2>一、总则</h2><p>段落</p><ul><li>第一<li>第二</ul><dl><dt>词</dt><dd>解释</dd></dl><figcaption>图一</figcaption>"
    )
    assert laid_out(body) == [
        ("title", "办法"),
        ("heading", "一、总则"),
        ("paragraph", "段落"),
        ("list-item", "第一"),
        ("list-item", "第二"),
        ("paragraph", "词"),
        ("list-item", "解释"),
        ("caption", "图一"),
    ]


def test_headings_keep_their_level() -> None:
    draft = lay_out_html(decode_text(f"<html><body><h2>一、</h2><h4>（一）</h4>{PROSE}</body></html>"))
    assert [block.level for block in draft.blocks] == [2, 4, 0]


def test_cells_of_a_table_know_their_row() -> None:
    table = "<table><tr><th>医院<th>床位</tr><tr><td>新县<td>12</tr><tr><td>老县<td>30</table>"
    draft = lay_out_html(decode_text(f"<html><body>{table}{PROSE}</body></html>"))
    assert [(block.kind, block.level, block.text) for block in draft.blocks[:-1]] == [
        ("table-row", 1, "医院"),
        ("table-row", 1, "床位"),
        ("table-row", 2, "新县"),
        ("table-row", 2, "12"),
        ("table-row", 3, "老县"),
        ("table-row", 3, "30"),
    ]


def test_a_table_that_only_places_the_text_is_no_table() -> None:
    draft = lay_out_html(decode_text(f"<html><table><tr><td>{PROSE}<p>第二段。</p></td></tr></table></html>"))
    assert [block.kind for block in draft.blocks] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "body",
    [
        "<nav>首页</nav>",
        "<footer>版权所有</footer>",
        "<div class='breadcrumb'>首页</div>",
        "<div id=sidebar>排行</div>",
        "<select><option>北京</select>",
        "<button>提交</button>",
        "<p><a href=x>下一篇</a></p>",
        "<title>网站</title>",
        "<noscript>请启用</noscript>",
        "<iframe>框架</iframe>",
    ],
)
def test_what_is_the_sites_is_kept_and_not_read(body: str) -> None:
    assert [kind for kind, _ in laid_out(body)] == ["boilerplate"]


def test_an_article_in_an_element_with_the_name_of_a_menu_is_read() -> None:
    article = "".join(f"<p>第{number}段说明各地要加强组织领导，明确责任分工，确保各项任务落到实处。</p>" for number in range(9))
    draft = lay_out_html(decode_text(f"<html><body><div class='share-content'>{article}</div></body></html>"))
    assert {block.kind for block in draft.blocks} == {"paragraph"}


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>费用<br>标准<br/>如下</p>", ["费用", "标准", "如下"]),
        ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("<p>一<span>二</span><b>三</b><a href=x>四</a></p>", ["一二三四"]),
        ("<p>未关闭<p>的段落<div>文字", ["未关闭", "的段落", "文字"]),
        ("<p>错的</b></i>关闭</p>", ["错的关闭"]),
        ("<p>一</p>\u3000\n&nbsp;<p></p><p>\u3000\u3000二&nbsp;</p>", ["一", "二"]),
        ("<p>one <b> two </b> three</p>", ["one two three"]),
        ("<p>县里\n支付\n<b>\n经费</b></p>", ["县里支付经费"]),
        ("<p>“One card”\n“one price”</p>", ["“One card”\n“one price”"]),
        ("<p>The county\npays.</p>", ["The county\npays."]),
        ("<pre>第一行\n  第二行\r\n\r\n第三行</pre>", ["第一行", "第二行", "第三行"]),
        ("<p>甲<!-- <p>旧</p> -->乙</p><script>s = '<p>丙</p>'</script>", ["甲乙"]),
        ("<svg><text>图</text></svg>", ["图"]),
        ("<p>药品\x00耗材\x0b费用</p>", ["药品\x00耗材\x0b费用"]),
    ],
)
def test_text_is_cut_where_a_reader_sees_a_new_line(body: str, texts: list[str]) -> None:
    assert laid_out(body) == paragraphs(*texts)


@pytest.mark.parametrize("name", ["i", "div", "span"])
def test_text_deeper_than_a_fast_tree_reads_is_kept(name: str) -> None:
    assert laid_out(f"<{name}>" * 700 + "深处" + f"</{name}>" * 700) == paragraphs("深处")


def test_text_that_no_tree_holds_is_kept_and_flagged() -> None:
    """An attribute's quote that is never closed: the trees take the first paragraph for its value."""
    cleaned = clean_page(RawPage(f'<html><body><p class="a>第一段。</p><p class="b">第二段。</p>{PROSE}</body></html>', "page"))
    cleaned.check()
    assert [flag.name for flag in cleaned.document.flags] == ["structure-lost"]
    assert cleaned.document.text.startswith("第一段。\n第二段。")


@pytest.mark.parametrize("tag", ["<p {bind=x>", "<p {{ bind }}>", "<p {}>", "<p {:a=b>"])
def test_a_name_with_a_brace_costs_neither_the_page_nor_its_shape(tag: str) -> None:
    assert laid_out(f"<h2>一、总则</h2>{tag}费用</p>") == [("heading", "一、总则"), ("paragraph", "费用")]


def test_meta_elements_are_hints() -> None:
    head = "<meta name=PubDate content='2021-09-14'><meta property='og:title' content='办法'><meta name=author content=''>"
    draft = lay_out_html(decode_text(f"<html><head>{head}</head><body>{PROSE}</body></html>"))
    assert draft.hints == {"published": ["2021-09-14"], "title": ["办法"]}


def test_a_page_without_text_has_no_block() -> None:
    for source in ("<html><body></body></html>", "<p><p>", "<html><script>x</script> &nbsp;\n</html>"):
        assert lay_out_html(decode_text(source)).blocks == []


HIDING = ["div style='display:none'", "p hidden", "div style='font-size:0'", "p style='color:red; VISIBILITY : hidden'"]


@pytest.mark.parametrize("tag", HIDING)
def test_what_is_hidden_from_readers_is_kept_and_not_read(tag: str) -> None:
    assert laid_out(f"<{tag}>隐藏的关键词</{tag.split(maxsplit=1)[0]}>") == [("boilerplate", "隐藏的关键词")]


@pytest.mark.parametrize("style", ["font-size:0.8em", "font-size:0px", "border-display:none", "display:block", "opacity:0"])
def test_what_only_looks_hidden_is_read(style: str) -> None:
    """Whole pages stand in elements of font size 0, the elements inside with a size of their own; scripts fade text in."""
    assert laid_out(f"<div style='{style}'><p style='font-size:14px'>正文</p></div>") == paragraphs("正文")


def test_an_article_that_a_script_will_show_is_read() -> None:
    article = "".join(f"<p>第{number}段说明各地要加强组织领导，明确责任分工，确保各项任务落到实处。</p>" for number in range(9))
    draft = lay_out_html(decode_text(f"<html><body><div style='display:none'>{article}</div></body></html>"))
    assert {block.kind for block in draft.blocks} == {"paragraph"}


@pytest.mark.parametrize(
    ("body", "text", "removed"),
    [
        ("<p>医联<span style='display:none'>转自某网</span>体</p>", "医联体", ["转自某网"]),
        ("<p>医联<font style='font-size:0px'>, u8 x</font>体</p>", "医联体", [", u8 x"]),
        ("<p>The fund <i hidden>old</i> pays.</p>", "The fund pays.", ["old</i> "]),
        ("<p>Paid <i hidden>x</i> <i hidden>y</i> twice.</p>", "Paid twice.", ["x</i> <i hidden>y</i> "]),
        ("<p>Paid <i hidden>x</i> <rt>y</rt></p>", "Paid ", ["x</i> ", "y"]),
        ("<p>The fund pays. <i hidden>old text</i></p>", "The fund pays.", [" <i hidden>old text"]),
        ("<p><i hidden>旧</i> 新</p>", "新", ["旧</i> "]),
        ("<p><i hidden>旧</i><b>新</b></p>", "新", ["旧"]),
        ("<p><ruby>薪<rp>(</rp><rt>xīn</rt><rp>)</rp>酬<rt>chóu</rt></ruby>制度</p>", "薪酬制度", ["(</rp><rt>xīn</rt><rp>)", "chóu"]),
    ],
)
def test_what_is_hidden_in_a_line_is_an_edit_and_the_line_whole(body: str, text: str, removed: list[str]) -> None:
    source = f"<html><body>{body}{PROSE}</body></html>"
    cleaned = clean_page(RawPage(source, "page"))
    cleaned.check()
    assert cleaned.document.blocks[0].text == text
    assert [(edit.rule, edit.after, source[slice(*edit.span)]) for edit in cleaned.edits] == [("hidden-text", "", each) for each in removed]


def test_page_of_more_tags_than_any_real_one_is_laid_out_by_its_lines_and_flagged() -> None:
    flood = "<p>" * (MAX_TAGS + 1)
    cleaned = clean_page(
        RawPage(f"<html><body>\n<p>第一条 为了<b>规范</b>管理。</p>\n{flood}\n<p>第二条 本办法自公布之日起施行。</p>\n", "test")
    )
    cleaned.check()
    assert [block.text for block in cleaned.document.blocks] == ["第一条 为了规范管理。", "第二条 本办法自公布之日起施行。"]
    assert "structure-lost" in {flag.name for flag in cleaned.document.flags}


def test_text_of_more_less_than_signs_than_tags_on_any_page_is_still_read_as_a_tree() -> None:
    cleaned = clean_page(RawPage(f"<html><body><h1>办法</h1><p>{'< ' * (MAX_TAGS + 1)}</p></body></html>", "test"))
    assert "structure-lost" not in {flag.name for flag in cleaned.document.flags}
