"""A sample of real laws as clean plain-text pages: title, then a paragraph a line."""

from __future__ import annotations

import base64
import re

import pytest

from benchmarks.data_sets import records
from tests.conftest import DATA

LONGEST = 6000
"""Characters. Longer laws say nothing new and take long."""


EUC_TW = (
    "x9bx7MbL7uzG7cn989zN9crkyKHE+sXMzbXQqcT8ycv13dm099DY4cTmyK3itu265O2hosvk2MrE48bBxeTqp/Gi+cPerNHnoaf30Njh/MjK1cit4rbtuuTtz6/HqcfR"
    "oaTW6cSp2rXH1/fQ2OHXxMy9zfzc2KGk"
)


@pytest.fixture(scope="session")
def euc_tw() -> bytes:
    """Return, as iconv writes them, the bytes in EUC-TW of a text that begins 各縣市衛生局應於每年六月底前公告轄區醫院之收費標準."""
    return base64.b64decode(EUC_TW)


@pytest.fixture(scope="session")
def laws() -> list[dict[str, str]]:
    """Return 520 laws of two sources as title and text; the marks of Markdown, which the collections added, are taken off."""
    sample: list[dict[str, str]] = []
    for name, count in (("lawrefbook", 440), ("just_laws", 80)):
        short = [law for law in records(DATA, f"{name}/docs") if len(law["text"]) <= LONGEST]
        step = max(len(short) // count, 1)
        sample += [{"title": law["title"], "text": _plain(law["text"])} for law in short[::step][:count]]
    return sample


def _plain(text: str) -> str:
    text = re.sub(r"<!--.*?-->|^#+\s*|\*\*|\u200b|\u200d|\ufeff|<[^<>\n]{1,80}>", "", text, flags=re.MULTILINE)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())
