"""What of a page's bytes is looked at to tell its charset: enough, and no more than so many."""

from __future__ import annotations

from cleaners.byte_sample import SAMPLE, telling_bytes
from cleaners.decode import decode

SCRIPT = b"<script>" + b"x = 1;\n" * 20_000 + b"</script>\n"


def test_a_short_page_is_looked_at_as_a_whole() -> None:
    assert telling_bytes(b"a\n\xd2\xbd\n") == b"a\n\xd2\xbd\n"


def test_of_a_long_page_only_lines_that_are_not_ascii_and_not_too_many() -> None:
    line = "县医院公布费用。\n".encode("gbk")
    assert telling_bytes(SCRIPT + line + SCRIPT + line) == line * 2
    assert telling_bytes(line * 5000) == (line * 5000)[:SAMPLE]
    assert telling_bytes(line.strip() * 5000) == (line.strip() * 5000)[:SAMPLE]
    assert telling_bytes(SCRIPT) == b""


def test_a_charset_is_told_behind_a_long_script() -> None:
    text = SCRIPT.decode() + "醫院公開收費"
    assert decode(text.encode("big5")).text == text
    assert decode(text.encode("gbk")).text == text
