"""HTML source to text runs: what stands between tags is text, whatever stands inside them is not."""

from __future__ import annotations

import pytest

from cleaners.html_source import is_html, text_runs, without_floods


def runs(source: str) -> list[str]:
    return [source[start:end] for start, end in text_runs(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("药品<b>耗材</b>费用", ["药品", "耗材", "费用"]),
        ("<p>费用</p>", ["费用"]),
        ("床位 < 50 且 <3 张", ["床位 < 50 且 <3 张"]),
        ("床位<", ["床位<"]),
        ("<>费用</ p>", ["<>费用</ p>"]),
        ("<p title='1 > 0'>费用", ["费用"]),
        ('<p title="it\'s > 0">费用', ["费用"]),
        ("<a href=/x?q='1>费用</a>", ["费用"]),
        ("<p a='b\"c>费用", ["费用"]),
        ("<p\n class='a\nb'\n>费用", ["费用"]),
        ("费用<p", ["费用"]),
    ],
)
def test_tags_are_no_text_and_a_bare_less_than_is(source: str, expected: list[str]) -> None:
    assert runs(source) == expected


def test_a_quote_that_was_never_closed_hides_no_text() -> None:
    """Browsers take what stands up to the next quote for the value and show nothing of it."""
    assert runs('<p class="a>第一段。</p><p class="b">第二段。</p>') == ["第一段。", "第二段。"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!-- <p>旧文</p> -->新文", ["新文"]),
        ("<!-- a > b -->新文", ["新文"]),
        ("<!-->新文<!-- 旧文 -->再文", ["新文", "再文"]),
        ("<!--->新文<!-- 旧文 -->再文", ["新文", "再文"]),
        ("<!--[if IE]><p>旧文</p><![endif]-->新文", ["新文"]),
        ("<!--[if !IE]><!-->新文<!--<![endif]-->", ["新文"]),
        ("<!-- never closed > 新文", [" 新文"]),
        ("<!DOCTYPE html>新文", ["新文"]),
        ("<?xml version='1.0'?>新文", ["新文"]),
        ("<![endif]>新文", ["新文"]),
    ],
)
def test_comments_and_declarations_are_no_text(source: str, expected: list[str]) -> None:
    assert runs(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>if (a < b) { s = '</p>文'; }</script>费用", ["费用"]),
        ("<script>s = '<!--'</script>费用", ["费用"]),
        ("<style>p > a { content: '文' }</style>费用", ["费用"]),
        ("<SCRIPT type=x>文</Script >费用", ["费用"]),
        ("<script>文</scripting>文</script>费用", ["费用"]),
        ("费用<script>文 never closed", ["费用"]),
        ("<script src=x />费用", ["费用"]),
        ("<scripted>费用</scripted>", ["费用"]),
    ],
)
def test_scripts_and_styles_are_no_text(source: str, expected: list[str]) -> None:
    assert runs(source) == expected


def test_references_stay_as_they_are_written() -> None:
    assert runs("<p>&lt;p&gt;&nbsp;R&amp;D</p>") == ["&lt;p&gt;&nbsp;R&amp;D"]


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>费用",
        "<!DOCTYPE html><title>x</title>",
        "<P>费用</P>",
        "费用<br>如下<br>",
        "<table border=1><tr><td>费用",
        "x" * 19_000 + "<div></div>",
    ],
)
def test_pages_with_known_tags_are_html(source: str) -> None:
    assert is_html(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "费用如下",
        "床位 < 50 且 > 20",
        "The tag <p> opens a paragraph.",
        "<见附件> <另见> <表一>",
        "<rss><item>费用</item></rss>",
        "x" * 21_000 + "<div></div>",
    ],
)
def test_a_text_that_quotes_one_tag_is_none(source: str) -> None:
    assert not is_html(source)


def test_a_tag_with_thousands_of_attributes_loses_them_and_no_other_does() -> None:
    flood = " ".join(f"a{number}=1" for number in range(5000))
    kept = "<a href=x title='1 2'>费用</a>"
    assert without_floods(f"<p {flood}>{kept}</p>") == f"<p>{kept}</p>"
