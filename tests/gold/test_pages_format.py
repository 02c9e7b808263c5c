"""The gold pages are well formed and say nothing that does not stand on the page; no message shows what a sealed page holds."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "pages"
HALVES = ("open", "sealed", "fresh")
FILES = sorted(path for half in HALVES for path in (GOLD / half).glob("*.json"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]
LEAST_PAGES = 40
LISTS = ("with", "without", "headings", "cells", "numbers")
KEYS = {"layout", "title", "dates", "notes", *LISTS}
DATE_KEYS = {"published", "made", "effective"}
# Of the pages of a half, so many at least have each of these; all but a few pages have a text at all.
LEAST = {"with": 36, "without": 36, "title": 34, "headings": 14, "cells": 4, "numbers": 8, "dates": 20}
NUMBER = re.compile(r"(?!.*[\[［(（]\d{4}[\]］)）])(?=.*[0-9])[^０-９\n]{3,60}")  # the year stands in 〔〕, digits are half-width
HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]+>")
LONGEST_SHARED = 60  # characters without white space; below that are stock phrases: 各县（区）卫生健康局，委直属各单位：
FRAGMENT = 4  # characters by which a string is found again behind a mark that cuts it
LONGEST_MARK = 80  # characters of a mark that may stand in a string: a running head with a page number and a line of a share site


def squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def page_of(path: Path) -> Path:
    pages = [path.with_suffix(suffix) for suffix in (".html", ".txt") if path.with_suffix(suffix).is_file()]
    assert len(pages) == 1, "one page for each gold file"
    return pages[0]


def text_of(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return squeeze(html.unescape(TAG.sub("", HIDDEN.sub("", text))) if page.suffix == ".html" else text)


def stands_in(text: str, string: str) -> bool:
    """In go a page and a string, both squeezed; out comes whether it stands there whole, but for marks that cut it."""
    return string in text or any(_goes_on(text, start.start(), string) for start in re.finditer(re.escape(string[:FRAGMENT]), text))


def _goes_on(text: str, at: int, string: str) -> bool:
    done = 0
    while done < len(string):
        if at < len(text) and text[at] == string[done]:
            at, done = at + 1, done + 1
            continue
        rest = string[done : done + FRAGMENT]
        behind = text.find(rest, at, at + LONGEST_MARK + len(rest))
        if behind == -1:
            return False
        at = behind
    return True


def test_finds_a_string_across_marks_and_only_there() -> None:
    assert stands_in("甲乙丙丁戊2、己庚辛壬癸", "乙丙丁戊己庚辛壬")
    assert not stands_in("甲乙丙丁戊己庚辛壬癸", "乙丙丁戊子丑寅卯")
    assert not stands_in("甲乙丙丁" + "。" * 100 + "戊己庚辛", "甲乙丙丁戊己庚辛")


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_pages_of_every_kind(half: str) -> None:
    golds = [gold_of(path) for path in FILES if path.parent.name == half]
    assert len(golds) >= LEAST_PAGES
    for key, least in LEAST.items():
        assert sum(bool(gold[key]) for gold in golds) >= least, key


def test_every_page_has_its_gold_and_a_name_of_its_own() -> None:
    pages = sorted(path.stem for half in HALVES for suffix in ("html", "txt") for path in (GOLD / half).glob(f"*.{suffix}"))
    assert pages == sorted(path.stem for path in FILES)
    assert len(set(pages)) == len(pages)


@pytest.mark.parametrize(("first", "second"), list(combinations(HALVES, 2)))
def test_no_long_string_stands_in_two_sets(first: str, second: str) -> None:
    seen = {
        half: {squeeze(text) for path in FILES if path.parent.name == half for text in gold_of(path)["with"]} for half in (first, second)
    }
    assert not [len(text) for text in seen[first] & seen[second] if len(text) >= LONGEST_SHARED]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_keys_and_types(path: Path) -> None:
    gold = gold_of(path)
    assert set(gold) == KEYS
    assert isinstance(gold["title"], str)
    assert gold["layout"].strip()
    for key in LISTS:
        assert all(isinstance(text, str) and text == text.strip() != "" for text in gold[key]), key
    assert set(gold["dates"]) <= DATE_KEYS
    for day in filter(None, gold["dates"].values()):
        assert date.fromisoformat(day).isoformat() == day
    assert [place for place, number in enumerate(gold["numbers"]) if not NUMBER.fullmatch(number)] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_string_stands_on_the_page(path: Path) -> None:
    gold, text = gold_of(path), text_of(page_of(path))
    assert not gold["title"] or stands_in(text, squeeze(gold["title"])), "title"
    for key in ("with", "without", "headings", "cells"):
        missing = [place for place, string in enumerate(gold[key]) if not stands_in(text, squeeze(string))]
        assert missing == [], key


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_dates_and_numbers_stand_on_the_page_in_some_form(path: Path) -> None:
    gold, page = gold_of(path), page_of(path)
    digits = re.sub(r"\D+", " ", squeeze(html.unescape(page.read_text(encoding="utf-8")))).split()
    for number in gold["numbers"]:
        assert {part.lstrip("0") for part in re.findall(r"\d+", number)} <= {part.lstrip("0") for part in digits}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_nothing_is_both_kept_and_left_out(path: Path) -> None:
    gold = gold_of(path)
    kept = [squeeze(text) for key in ("with", "headings", "cells") for text in gold[key]]
    out = {squeeze(text) for text in gold["without"]}
    assert [place for place, text in enumerate(kept) if text in out] == []
    apart = {key: {squeeze(text) for text in gold[key]} for key in ("with", "headings")}
    assert len(apart["with"] & apart["headings"]) == 0
