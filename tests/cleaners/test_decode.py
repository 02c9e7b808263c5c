"""Decoding: the right charset whatever was declared, the reason kept, the bytes given back exactly."""

from __future__ import annotations

import base64
import re

import pytest

from benchmarks.data_sets import records
from cleaners.decode import decode, decode_text
from cleaners.euc_tw import is_euc_tw
from corpus.model import ByteException, RawPage, RawSpan
from corpus.scripts import count_han
from tests.conftest import DATA

DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?[\w-]+""", re.IGNORECASE)

SIMPLIFIED = "各地要加强组织领导，明确责任分工，确保各项任务落到实处。"
TRADITIONAL = "醫療機構應當公開收費標準，並接受社會監督。"
WESTERN = "The café’s “fee” is €30 – or £26."


def read(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return encoding and text, after proof that the bytes come back."""
    decoded = decode(data, declared)
    assert decoded.to_bytes() == data
    return decoded.encoding, decoded.text


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
def test_a_byte_order_mark_decides(encoding: str, mark: bytes) -> None:
    data = mark + SIMPLIFIED.encode(encoding)
    assert read(data, "big5") == (encoding, "\ufeff" + SIMPLIFIED)
    assert decode(data, "big5").evidence == (f"byte order mark {mark.hex(' ').upper()}",)


@pytest.mark.parametrize(
    ("label", "written", "encoding"),
    [
        ("gb2312", "gbk", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("x-gbk", "gbk", "gb18030"),
        ("GB18030", "gb18030", "gb18030"),
        ("chinese", "gbk", "gb18030"),
        ("cp936", "gbk", "gb18030"),
        ("Big5", "big5", "big5hkscs"),
        ("big5-hkscs", "big5hkscs", "big5hkscs"),
        ("cp950", "big5", "big5hkscs"),
        ("windows-1252", "cp1252", "cp1252"),
        ("ISO-8859-1", "cp1252", "cp1252"),
        ("latin1", "cp1252", "cp1252"),
        ("us-ascii", "cp1252", "cp1252"),
        ("utf-16", "utf-16-le", "utf-16-le"),
        ("UTF-16BE", "utf-16-be", "utf-16-be"),
        ("utf-16-le", "utf-16-le", "utf-16-le"),
        ("UTF_16_BE", "utf-16-be", "utf-16-be"),
        ("gb_2312-80", "gbk", "gb18030"),
        ("EUC-CN", "gbk", "gb18030"),
        ("Big5_HKSCS", "big5hkscs", "big5hkscs"),
        ("ISO_8859-1:1987", "cp1252", "cp1252"),
        ("utf8", "utf-8", "utf-8"),
        ("unicode-1-1-utf-8", "utf-8", "utf-8"),
    ],
)
def test_a_declared_charset_is_read_as_browsers_read_it(label: str, written: str, encoding: str) -> None:
    text = {"gb18030": SIMPLIFIED, "big5hkscs": TRADITIONAL, "cp1252": WESTERN}.get(encoding, SIMPLIFIED + WESTERN)
    assert read(text.encode(written), label) == (encoding, text)
    assert decode(text.encode(written), label).evidence[0] == f"its source declares {label}"
    assert encoding == "utf-8" or len(decode(text.encode(written), label).evidence) == 1, "no other reading was tried"


@pytest.mark.parametrize("label", [" GB2312 ", '"gbk"', "'gbk';", "gb2312\r\n"])
def test_a_label_may_be_quoted_or_spaced(label: str) -> None:
    decoded = decode(SIMPLIFIED.encode("gbk"), label)
    assert decoded.encoding == "gb18030"
    assert decoded.evidence[0].lower().startswith("its source declares gb")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="gb2312">',
        "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=GB2312'>",
        '<?xml version="1.0" encoding="GB2312"?>',
        "<meta charset = gbk>",
        "<script>" + "x" * 3000 + "</script><meta charset=gb2312>",
    ],
)
def test_the_page_itself_may_declare(head: str) -> None:
    decoded = decode((head + SIMPLIFIED).encode("gbk"))
    assert (decoded.encoding, decoded.text) == ("gb18030", head + SIMPLIFIED)
    assert decoded.evidence[0].lower().startswith("the page declares gb")


def test_the_header_is_believed_before_the_page() -> None:
    data = f'<meta charset="big5">{SIMPLIFIED}'.encode("gbk")
    assert decode(data, "gbk").evidence == ("its source declares gbk",)


@pytest.mark.parametrize(
    ("text", "written", "label", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "gb2312", "utf-8"),
        (SIMPLIFIED, "gbk", "utf-8", "gb18030"),
        (TRADITIONAL, "big5", "gb2312", "big5hkscs"),
        (SIMPLIFIED, "gbk", "big5", "gb18030"),
        (SIMPLIFIED, "gbk", "iso-8859-1", "gb18030"),
        (WESTERN, "cp1252", "gb2312", "cp1252"),
        (WESTERN, "utf-8", "iso-8859-1", "utf-8"),
        (SIMPLIFIED, "gbk", "utf-16", "gb18030"),
        (SIMPLIFIED, "gbk", "x-user-defined", "gb18030"),
        (SIMPLIFIED, "utf-8", "no-such-charset", "utf-8"),
    ],
)
def test_a_wrong_declaration_is_overruled_and_kept_as_evidence(text: str, written: str, label: str, encoding: str) -> None:
    decoded = decode(text.encode(written), label)
    assert (decoded.encoding, decoded.text) == (encoding, text)
    assert decoded.evidence[0] == f"its source declares {label}"
    assert len(decoded.evidence) == 2


@pytest.mark.parametrize(
    ("text", "written", "encoding"),
    [
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (WESTERN, "cp1252", "cp1252"),
        ("医院与㐂𠮷", "gb18030", "gb18030"),
        ("县医院总额预付", "gbk", "gb18030"),
        ("醫院公開收費", "big5", "big5hkscs"),
        ("Müller, 20 °C", "cp1252", "cp1252"),
    ],
)
def test_without_a_declaration_the_likeliest_charset_is_taken(text: str, written: str, encoding: str) -> None:
    decoded = decode(text.encode(written))
    assert (decoded.encoding, decoded.text) == (encoding, text)
    assert decoded.evidence[0] == "no charset declared"
    assert decoded.evidence[1].startswith(f"likeliest reading is {encoding}: ")


def test_valid_utf_8_needs_no_declaration() -> None:
    assert read((SIMPLIFIED + TRADITIONAL + WESTERN).encode()) == ("utf-8", SIMPLIFIED + TRADITIONAL + WESTERN)


@pytest.mark.parametrize("word", ["药品", "医院", "医药", "同时", "通知", "学医"])
def test_a_word_in_gbk_that_is_valid_utf_8_by_chance_is_gbk_where_it_is_declared(word: str) -> None:
    data = f"<title>{word}</title>".encode("gbk")
    assert data.decode("utf-8") != f"<title>{word}</title>"
    assert read(data, "gb2312") == ("gb18030", f"<title>{word}</title>")


@pytest.mark.parametrize("word", ["é", "café", "中", "薪酬", "“", "Łódź", "nǚ", "½"])
def test_a_word_in_utf_8_stays_so_where_gbk_is_declared(word: str) -> None:
    assert read(f"<title>{word}</title>".encode(), "gb2312") == ("utf-8", f"<title>{word}</title>")


def test_utf_8_with_a_damaged_byte_stays_utf_8() -> None:
    data = (SIMPLIFIED * 3).encode().replace("明".encode(), b"\xe6\x98", 1)
    encoding, text = read(data, "utf-8")
    assert encoding == "utf-8"
    assert text.startswith("各地要加强组织领导，\ufffd")
    assert text.endswith("落到实处。")


def test_gbk_with_a_lost_byte_comes_back_and_the_rest_is_read() -> None:
    data = (SIMPLIFIED * 3).encode("gbk") + b"\xb8"
    decoded = decode(data, "gb2312")
    assert decoded.text == SIMPLIFIED * 3 + "\ufffd"
    assert decoded.exceptions == ((RawSpan(len(decoded.text) - 1, len(decoded.text)), b"\xb8"),)
    assert decoded.to_bytes() == data


def test_byte_80_is_the_euro_sign_of_windows() -> None:
    data = "每次收费".encode("gbk") + b"\x80" + "三十，由县里承担。".encode("gbk")
    assert read(data, "gb2312") == ("gb18030", "每次收费€三十，由县里承担。")


def test_of_two_byte_forms_of_one_character_the_unusual_one_stands_in_the_exceptions() -> None:
    """A2 CC and A4 51 are both read as 十, but only one of them is written."""
    data = b"\xa2\xcc\xa4\x51" + TRADITIONAL.encode("big5")
    decoded = decode(data, "big5")
    assert (decoded.encoding, decoded.text) == ("big5hkscs", "十十" + TRADITIONAL)
    assert decoded.exceptions == ((RawSpan(0, 1), b"\xa2\xcc"),)
    assert decoded.to_bytes() == data


@pytest.mark.parametrize("tail", [b"", b"\x4e", b"\xd8", b"\x00\xd8", b"\x00\xdc"])
def test_utf_16_with_half_a_character_comes_back(tail: bytes) -> None:
    data = b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + tail
    encoding, text = read(data)
    assert encoding == "utf-16-le"
    assert text == "\ufeff" + SIMPLIFIED + ("\ufffd" if tail else "")


def test_utf_16_declared_of_a_page_that_has_none_is_not_believed() -> None:
    assert read(b"<meta charset=utf-16><p>Fees</p>") == ("utf-8", "<meta charset=utf-16><p>Fees</p>")


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xff", b"\x80\x81", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-1.4\xe2\xe3\xcf\xd3", bytes(range(256))]
)
def test_no_bytes_raise(data: bytes) -> None:
    """What is no text is refused by ingest; decoding has an answer for everything."""
    read(data)
    for label in ("gbk", "big5", "utf-16", "iso-8859-1", "\udcff", "\0"):
        read(data, label)


def test_the_empty_page_is_empty() -> None:
    assert read(b"") == ("utf-8", "")


def test_ascii_is_utf_8_and_says_so() -> None:
    assert decode(b"Fees", "gb2312").evidence == ("its source declares gb2312", "all bytes are ASCII")


def test_a_page_given_as_text_keeps_lone_surrogates_as_exceptions() -> None:
    page = RawPage("费用\ud800如下", "page")
    decoded = decode_text("费用\ud800如下")
    assert decoded.text == "费用\ufffd如下"
    assert decoded.to_bytes() == page.data


@pytest.mark.data
def test_feeds_and_pages_of_three_charsets_are_read_as_what_they_are() -> None:
    """46 of 47, with their declarations and without: for EUC-TW, of which there is one, Python has no codec."""
    files = records(DATA, "encoding_files/chinese")
    assert len(files) == 47
    encodings = {"GB2312": "gb18030", "Big5": "big5hkscs"}
    wrong = []
    for file in files:
        data = base64.b64decode(file["bytes_b64"])
        for page in (data, DECLARATION.sub(b"", data)):
            decoded = decode(page)
            assert decoded.to_bytes() == page
            if decoded.encoding != encodings.get(file["label"]):
                wrong.append((file["id"], decoded.encoding))
    assert {name for name, _ in wrong} == {"tests/EUC-TW/_ude_euc-tw1.txt"}
    assert [file["id"] for file in files if is_euc_tw(base64.b64decode(file["bytes_b64"]))] == ["tests/EUC-TW/_ude_euc-tw1.txt"]


@pytest.mark.data
def test_sentences_of_laws_in_any_charset_and_any_length(laws: list[dict[str, str]]) -> None:
    """Eight Han characters and more, undeclared, as in a short headline of a page without a meta element."""
    lines = [line for law in laws for line in law["text"].split("\n\n") if 8 <= count_han(line) <= 40][::10]
    assert len(lines) >= 500
    for line in lines:
        assert decode(line.encode("gb18030")).text == line


AGENCY = "主管機關得委託醫療機構辦理轉診業務"


@pytest.mark.parametrize(("text", "encoding", "lost"), [(SIMPLIFIED, "gb18030", 12), (AGENCY, "big5hkscs", 13)])
def test_behind_a_lost_byte_the_line_is_read_in_step_again(text: str, encoding: str, lost: int) -> None:
    """Without one byte of its seventh character; a plain reading pairs the other with the next one's first."""
    data = text.encode(encoding)
    damaged, half = data[:lost] + data[lost + 1 :], data[25 - lost : 26 - lost]
    assert text[7:9] not in damaged.decode(encoding, "replace")
    decoded = decode(damaged, encoding)
    assert decoded.text == f"{text[:6]}\ufffd{text[7:]}"
    assert decoded.exceptions == (ByteException(RawSpan(6, 7), half),)
    assert decoded.evidence[-1] == "bytes lost: halves of characters 1"
    assert decoded.to_bytes() == damaged


def test_a_lost_byte_beside_a_character_that_big5_has_twice() -> None:
    """``十`` stands at A451 and at A2CC, and Python writes the first: both need an exception."""
    data = AGENCY.encode("big5hkscs")
    damaged = b"\xa2\xcc\n" + data[:13] + data[14:]
    decoded = decode(damaged, "big5")
    assert decoded.text == f"十\n{AGENCY[:6]}\ufffd{AGENCY[7:]}"
    assert [exception.data for exception in decoded.exceptions] == [b"\xa2\xcc", data[12:13]]
    assert decoded.to_bytes() == damaged
