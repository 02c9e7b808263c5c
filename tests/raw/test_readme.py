"""The samples' README: its table names every page, the encoding it is stored in, and every kind of damage the samples are there for."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import pytest

from search_cli.pages import find_pages
from tests.raw.expected import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.raw.expected import Expected

DAMAGES = (
    # characters and encodings
    "GBK, declared gb2312",
    "GBK-only characters",
    "wrong charset",
    "double mappings",
    "byte order mark",
    "UTF-8 read as Windows-1252",
    "GBK read as Latin-1",
    "UTF-8 read as GBK",
    "one byte lost",
    "锟斤拷",
    "????",
    "full-width digits",
    "full-width punctuation folded",
    "double-escaped entities",
    "soft hyphens",
    "zero-width spaces",
    "no-break spaces",
    "ideographic spaces",
    "en spaces",
    "pinyin injected",
    "traditional Chinese",
    # the faults of the pages this software is for
    "gambling-spam title",
    "breadcrumb",
    "all lower case",
    "teasers",
    "网站地图",
    "caption",
    "machine translation",
    "lower-case headings",
    "date without a year",
    "Advertisment",
    "contact boilerplate",
    "promotion line",
    "chunk markers",
    "title glued to the text",
    "lost closing quote",
    "truncated",
    "three times",
    "doubled headings",
    "stripped Chinese",
    "run-together digits",
    "orphan full stops",
    "cut numbers",
    "ambiguous document number",
    "disclaimers",
    # the shapes of pages
    "metadata table",
    "layout table",
    "data table",
    "bilingual table",
    "lines wrapped",
    "mail signature",
    "line ends inside paragraphs",
    "amended version",
    "clean Chinese",
    "clean English",
)
PYTHON_CODEC = {"ASCII": "ascii", "UTF-8": "utf-8", "UTF-16": "utf-16", "GBK": "gbk", "GB18030": "gb18030", "Big5": "cp950"}


@pytest.fixture(scope="module")
def rows(raw_folder: Path) -> dict[str, tuple[str, str]]:
    text = (raw_folder / "README.md").read_text(encoding="utf-8")
    return {file: (stored, wrong) for file, stored, wrong in re.findall(r"^\| `([^`]+)` \| ([^|]+) \| (.+) \|$", text, re.MULTILINE)}


def test_every_page_has_a_row(rows: dict[str, tuple[str, str]], raw_folder: Path) -> None:
    assert sorted(rows) == sorted(entry.file.name for entry in find_pages([raw_folder]).files)


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_kind_of_damage_has_a_page(rows: dict[str, tuple[str, str]], damage: str) -> None:
    assert any(damage in stored or damage in wrong for stored, wrong in rows.values())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_pages_are_stored_as_the_table_says(rows: dict[str, tuple[str, str]], raw_folder: Path, page: Expected) -> None:
    label = rows[page.file][0].split(",")[0]
    data = (raw_folder / page.file).read_bytes()
    if page.file == "mailing-list.txt":
        with pytest.raises(UnicodeDecodeError):
            data.decode(PYTHON_CODEC[label])
    else:
        data.decode(PYTHON_CODEC[label])
    assert data.isascii() == (label == "ASCII")
    assert data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF8)) == (label == "UTF-16")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_what_a_page_declares_of_its_charset_is_what_the_table_says(
    rows: dict[str, tuple[str, str]], raw_folder: Path, page: Expected
) -> None:
    stored = rows[page.file][0]
    declared = re.search(rb"charset=[\"']?([\w-]+)", (raw_folder / page.file).read_bytes())
    entry = next(entry for entry in find_pages([raw_folder]).files if entry.file.name == page.file)
    said = entry.declared_encoding or (declared[1].decode("ascii") if declared else "")
    assert said.lower() in stored.lower()
