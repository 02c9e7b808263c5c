"""What may never happen, whatever the page: an error, an invented word, a lost character, bytes that do not come back.

Pages are made of what scraped pages are made of, in any order, and of arbitrary characters, markup and bytes between them.
"""

from __future__ import annotations

import html
import os
import subprocess
import sys
import unicodedata
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleaners.decode import decode
from cleaners.mojibake import repair_text
from cleaners.pipeline import clean_page
from corpus.misreading import MAX_ROUNDS
from corpus.model import RawPage
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Cleaned, Edit

few = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No deadline: the machine may be busy. Hypothesis keeps what failed and tries it first."""

many = settings(few, max_examples=300)
"""For what looks at one string and not at a whole page."""

ROOT = Path(__file__).resolve().parents[2]

FRAGMENTS = (
    "关于进一步完善县域医疗服务的实施意见",
    "各地要加强组织领导，明确责任分工，确保各项任务落到实处。",
    "一、总体要求",
    "（二）改革薪酬分配。",
    "第三条　医疗机构应当公开收费标准",
    "雲澤省人民政府辦公廳關於推進緊密型醫療聯合體建設的通知",
    "泽政办发〔2021〕36号",
    "来源：新县日报　发布时间：2021-09-14　作者：某某",
    "Hospitals of the county share one budget, and keep what they save.",
    "Article 3 The county pays its hospitals in advance.",
    "No.",
    "18 of the General Office",
    "305.",
    "6 billion yuan",
    ",、,。《》,,",
    "“",
    "”",
    ".",
    "1、",
    "2、",
    "首页 > 新闻 > 政策",
    "soe-某某娱乐网",
    "上一篇：无",
    "责任编辑：某某",
    "â€œdouble firstâ€\x9d",
    "ä¸\xadå›½åŒ»ç–—",
    "cafÃ©",
    "Ã\u00a0",
    "China\x92s",
    "鍒嗙骇璇婄枟",
    "锟斤拷锟斤拷",
    "????",
    "\ufffd",
    "服務(wù)",
    "re\u00adform health\u200bcare",
    "\u202etxt\u202c",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "&nbsp;",
    "&amp;amp;nbsp;",
    "&#x4E2D;&#22269;",
    "&#xAD;",
    "&#0;",
    "&#x110000;",
    "&NotEqualTilde;",
    "R&D AT&T &copy=1",
    "10 °C ①②③ ℃ ㎏",
)
"""Our own words in the shape of what is found on scraped pages."""

SEPARATORS = ("\n", "\n\n", "\r\n", "\r", " ", "", "\u2028", "\u00a0", "\u3000", "\x85", "\f", "\t")

MARKUP = (
    "<p>",
    "</p>",
    "<div class=nav>",
    "<div class='share-content'>",
    "</div>",
    "<br>",
    "<br/>",
    "<table><tr><td>",
    "</td><td colspan=2>",
    "</td></tr></table>",
    "<li>",
    "<h1>",
    "</h1>",
    "<h3>",
    "</h3>",
    "<pre>",
    "</pre>",
    "<p hidden>",
    "<span style='display:none'>",
    "<div style='font-size:0'>",
    "<ruby>",
    "<rt>",
    "</rt>",
    "<a href='/x?a=1&b=2'>",
    "</a>",
    "<span>",
    "</span>",
    "<script>if (a < b) { x = '<p>'; }</script>",
    "<style>p { color: red }</style>",
    "<!-- hidden -->",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    '<p class="a>',
    "<p title='1 > 0'>",
    "<p {{ bind }}>",
    "<![CDATA[",
    "]]>",
    "<?php echo 1 ?>",
    "<textarea>",
    "</textarea>",
    "<noscript>",
    "</noscript>",
    "<svg><text>",
    "<plaintext>",
    "<template>",
    "<meta name=author content='某某'>",
    "<meta charset=gb2312>",
    "<",
    ">",
    "</",
    '"',
    "&",
    "<select><option>",
    "<font></p></table>",
)

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "big5hkscs", "cp1252", "utf-16", "utf-16-be", "latin-1", "shift_jis")
LABELS = (None, "", "utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "utf-16", "x-unknown", "'gb18030';", "\udcff")

CLEAN = (
    "县域医疗服务工作要点（试行）",
    "各地要加强组织领导，明确责任分工，确保各项任务落到实处。",
    "２０２１年，全县药品费用下降了百分之三——这是十年来的第一次……",
    "室温保持在18℃以上，每批样品取500㎎，按①②③三步检验。",
    "村医说：“病人少跑路了，我们也有了底气。”",
    "第一季度共有１２家医院参加，合格率为98.5%；其余各家限期整改。",
    "醫療機構應當公開收費標準，並接受社會監督。",
    "患者可向衛生主管部門提出申訴；受理期限為三十日。",
    "The county’s hospitals share one budget – and keep what they save.",
    "“Does the fund pay for travel?” asked one resident; it does.",
    "R&D costs of AT&T rose by 3% (see Table 2).",
    "The café on the ward serves naïve visitors a soufflé at 60 °C for €5.",
    "医院与 WHO 合作开展培训（training of trainers），为期三周。",
)
"""Clean lines with all that a careless cleaner takes for damage: full-width forms, curly quotes, dashes, ℃, accents, ampersands."""

FAITHFUL = ("utf-8", "gb18030", "utf-8-sig")
"""Encodings that hold every line of ``CLEAN``."""

CHINESE = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?()\"'-&/。，；：？！（）《》“”‘’—…　１２３①②③℃€é"

CONTAINERS = ("div", "section", "span", "b", "blockquote", "article", "h2", "pre", "li", "center", "a", "aside", "footer", "font")
BETWEEN = ("", " ", "\n", "<br>", "<!-- a > b -->", "<script>if (a < b) { s = '</p>' }</script>")

characters = st.text(st.characters(), max_size=12)
texts = st.lists(st.sampled_from(FRAGMENTS) | st.sampled_from(SEPARATORS) | characters, max_size=30).map("".join)
pieces_of_markup = st.sampled_from(MARKUP) | st.sampled_from(FRAGMENTS) | st.sampled_from(SEPARATORS) | characters
markup = st.lists(pieces_of_markup, max_size=40).map(lambda pieces: "<html><body>" + "".join(pieces))


@st.composite
def byte_pages(draw: st.DrawFn) -> RawPage:
    """Bytes of a page in some encoding, perhaps with bytes lost, added or changed, perhaps declared as what they are not."""
    data = draw(st.binary(max_size=40) | (texts | markup).flatmap(_encoded))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=2)) + data[at + draw(st.integers(0, 2)) :]
    return RawPage(data, "page", draw(st.sampled_from(LABELS)))


def _encoded(text: str) -> st.SearchStrategy[bytes]:
    return st.sampled_from(ENCODINGS).map(lambda encoding: text.encode(encoding, "ignore"))


def proven(page: RawPage) -> Cleaned:
    """Clean a page and hold what came out against the laws of the house."""
    cleaned = clean_page(page)
    cleaned.check()
    assert cleaned.decoded.to_bytes() == page.data
    assert undone(cleaned) == cleaned.decoded.text
    for edit in cleaned.edits:
        assert invented(cleaned, edit) == ""
    return cleaned


def undone(cleaned: Cleaned) -> str:
    """Put the page together again, from what the blocks keep, the markup, and the edits taken back."""
    text = cleaned.decoded.text
    kept = [(piece.raw.start, piece.text) for block in cleaned.document.blocks for piece in block.pieces if piece.edit is None]
    markup = [(span.start, text[span.start : span.end]) for span in cleaned.markup]
    edited = [(edit.span.start, before(cleaned, edit)) for edit in cleaned.edits]
    return "".join(stretch for _, stretch in sorted([*kept, *markup, *edited]))


def before(cleaned: Cleaned, edit: Edit) -> str:
    """Return what an edit was made of; where it names the misreadings that it undoes, by misreading once more.

    References and folded spaces, of which one text has several forms, are taken from the page, if they say the same.
    """
    raw = cleaned.decoded.text[edit.span.start : edit.span.end]
    inverse = edit.inverse or ""
    if " read as " not in inverse or "bytes lost" in inverse:
        return raw
    plain = unescaped(raw) if inverse.endswith(", then html-entity") else raw
    steps = [step.split(" read as ") for step in named(inverse).split(", then ")]
    text = edit.after
    for _ in range(MAX_ROUNDS):
        for actual, mistaken in steps:
            text = misread(text.encode(actual), mistaken)
        if text == plain or ("spaces folded" in inverse and text.replace("\xa0", " ").split() == plain.replace("\xa0", " ").split()):
            return raw
    return text


def named(inverse: str) -> str:
    """Return the misreadings that an inverse names, without what it says besides."""
    for ending in (", then html-entity", ", bytes lost", ", spaces folded"):
        inverse = inverse.removesuffix(ending)
    return inverse


def misread(data: bytes, encoding: str) -> str:
    """Decode; where Windows-1252 has no character, browsers see the control of the same number, and for byte 80 of GBK the euro sign."""
    if encoding in {"gbk", "gb18030"}:
        return data.decode(encoding, "surrogateescape").replace("\udc80", "€")
    if encoding in {"cp932", "big5", "big5hkscs"}:
        return data.decode(encoding)
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in data)


def spelled_out(raw: str, inverse: str, after: str) -> bool:
    """Whether each Han character that was read from damaged text stands in it with all of its bytes, side by side."""
    steps = [step.split(" read as ") for step in named(inverse).split(", then ")]
    if len(steps) > 1:
        return True  # what was read in between is not kept; the model proves these
    actual, mistaken = steps[0]
    data = b"".join(character.encode(mistaken, "replace").replace(b"?", b"\xff") for character in unescaped(raw))
    return all(character.encode(actual) in data or character in raw for character in after if "\u4e00" <= character <= "\u9fff")


def invented(cleaned: Cleaned, edit: Edit) -> str:
    """Return the characters of an edit that neither stand in the page nor follow from its rule; white space is no text."""
    raw = cleaned.decoded.text[edit.span.start : edit.span.end]
    if edit.rule == "mojibake" and "bytes lost" in (edit.inverse or ""):
        return "" if spelled_out(raw, edit.inverse or "", edit.after) else edit.after
    if edit.rule == "mojibake":
        return "" if before(cleaned, edit) == raw else edit.after
    if edit.rule == "lost-quotes":  # one mark of a phrase that stands whole elsewhere on the page, and nothing else
        phrase = edit.reason.partition(" of ")[2].partition(", which")[0]
        times = sum(block.text.count(phrase) for block in cleaned.document.blocks)
        return "" if edit.after.strip("“”‘’「」『』\"'") == raw and times > 1 else edit.after
    if edit.rule in {"entities", "invisible"}:
        raw = unescaped(raw)
    rest = iter(raw)
    return "".join(character for character in edit.after if not character.isspace() and character not in rest)


def unescaped(text: str) -> str:
    """Read references as often as they were escaped."""
    once = html.unescape(text)
    return text if once == text else unescaped(once)


@few
@given(texts)
@example("â€œdouble firstâ€\x9d\x98â€œdouble firstâ€\x9d")  # the mark that is put back was garbled where the phrase stands whole
def test_any_text_is_cleaned_and_proven(text: str) -> None:
    proven(RawPage(text, "page"))


@few
@given(markup)
def test_any_markup_is_cleaned_and_proven(markup: str) -> None:
    proven(RawPage(markup, "page"))


@few
@given(byte_pages())
def test_any_bytes_are_cleaned_and_proven(page: RawPage) -> None:
    proven(page)


@many
@given(byte_pages())
def test_bytes_come_back_exactly_and_decode_to_characters(page: RawPage) -> None:
    assert isinstance(page.content, bytes)
    decoded = decode(page.content, page.declared_encoding)
    assert decoded.to_bytes() == page.content
    decoded.text.encode("utf-8")


def test_a_name_with_a_brace_loses_no_page() -> None:
    """Templates leave such attributes; lxml's tree holds them and raises where they are read."""
    cleaned = proven(RawPage("<html {{ lang }}><body><p {bind=x class=text>各地要落实责任。</p></body></html>", "page"))
    assert cleaned.document.text == "各地要落实责任。"


@few
@given(texts)
def test_plain_text_is_all_read_but_for_what_shows_nothing(text: str) -> None:
    cleaned = clean_page(RawPage(text, "page"))
    layout = unescaped("".join(cleaned.decoded.text[span.start : span.end] for span in cleaned.markup))
    assert [character for character in layout if unicodedata.category(character) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}] == []


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    """Well-formed markup around numbered words: ``word`` and the length of the page so far stand for any text."""
    name = draw(st.sampled_from(CONTAINERS))
    inside = [draw(trees(depth - 1) if depth else st.just("§")) for _ in range(draw(st.integers(0, 3)))]
    return f"<{name}>§{draw(st.sampled_from(BETWEEN)).join(inside)}§</{name}>"


@few
@given(trees())
def test_each_word_of_a_page_is_read_once_and_in_order(tree: str) -> None:
    words = [f"word{at}" for at in range(tree.count("§"))]
    page = "<html><body>" + "".join(map("".join, zip_longest(tree.split("§"), words, fillvalue=""))) + "</body></html>"
    cleaned = proven(RawPage(page, "page"))
    assert "".join("".join(block.text.split()) for block in cleaned.document.blocks) == "".join(words)
    assert cleaned.document.flags == ()


@few
@given(st.lists(st.sampled_from(CLEAN), unique=True, min_size=1), st.sampled_from(("\n\n", "\r\n\r\n")), st.sampled_from(FAITHFUL))
def test_clean_text_is_neither_edited_nor_flagged(lines: list[str], blank: str, encoding: str) -> None:
    cleaned = proven(RawPage(blank.join(lines).encode(encoding), "page", encoding))
    assert (cleaned.edits, cleaned.document.flags) == ((), ())
    assert [block.text for block in cleaned.document.blocks] == lines


@many
@given(st.text(CHINESE + LATIN))
def test_no_text_of_ordinary_characters_is_mojibake(text: str) -> None:
    assert repair_text(text).edits == ()


@many
@given(st.lists(st.sampled_from(CLEAN), min_size=1).map(" ".join), st.integers(1, 2))
def test_utf_8_read_as_latin_1_comes_back_however_often(text: str, rounds: int) -> None:
    garbled = text
    for _ in range(rounds):
        garbled = garbled.encode("utf-8").decode("latin-1")
    repaired = repair_text(garbled)
    assert repaired.text == text
    for edit in repaired.edits:
        assert edit.span.start < edit.span.end


PRINT_DIGESTS = """
import hashlib, sys
from pathlib import Path
from cleaners.pipeline import clean_page
from corpus.model import RawPage
for path in sys.argv[1:]:
    print(Path(path).name, hashlib.sha256(repr(clean_page(RawPage(Path(path).read_bytes(), "page"))).encode()).hexdigest())
"""


def test_the_same_page_in_any_order_and_under_any_hash_seed_gives_the_same(raw_folder: Path) -> None:
    paths = sorted(str(path) for path in raw_folder.iterdir() if path.suffix != ".jsonl")
    first, second = (
        subprocess.run(
            [sys.executable, "-c", PRINT_DIGESTS, *order],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed, order in (("1", paths), ("2", paths[::-1]))
    )
    assert len(first) == len(paths)
    assert first == second[::-1]


HTML = "<html><body><p>"
BOMBS = {
    "question marks": ("", "????中", 4_000),
    "boxes between characters": ("", "中□□", 5_000),
    "replacement characters": ("", "\ufffd", 30_000),
    "garbled letters": ("", "Ã¤", 15_000),
    "half a garbled character": ("", "Ã", 30_000),
    "controls of Windows-1252": ("", "a\x92", 2_000),
    "invisible characters": ("", "a\u200b", 3_000),
    "references": ("", "&#x4E2D;", 2_500),
    "references escaped ever again": ("&", "amp;", 30_000),
    "ampersands": ("", "&#1", 15_000),
    "line ends of three kinds": ("", "\r\n \r\u2028", 30_000),
    "full-width spaces": ("中", "\u3000", 100_000),
    "opened quotes": ("", "“", 20_000),
    "unclosed comments": (HTML, "<!-- >", 10_000),
    "unclosed scripts": (HTML, "<script>", 5_000),
    "unclosed tags": (HTML, "<a ", 20_000),
    "unclosed attribute values": (HTML, '<p a="b>c', 800),
    "quotes of two kinds": (HTML, "<p a='\">x", 800),
    "closing tags": (HTML, "</span>中", 2_500),
    "nested elements": (HTML, "<b>", 10_000),
    "nested tables": (HTML, "<table><tr><td>中", 500),
    "nested navigation": (HTML, "<div class=nav>中", 1_000),
    "line ends of the source": (HTML, "中\n文 ", 3_000),
    "names with braces": (HTML, "<p {a}>中", 600),
}
"""Page, what is repeated on it, and how often: at most a twentieth of a CPU second each."""


@pytest.mark.parametrize("name", BOMBS)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    start, repeated, count = BOMBS[name]

    def cleaning(times: int) -> Callable[[], object]:
        return partial(clean_page, RawPage(start + repeated * times, "page"))

    assert is_linear(cleaning, count)
