"""The gold for the outline is well formed and agrees with itself: it is judged here by what it prints, not by any code of ours."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.gold.outline_gold import Mark, read

GOLD = Path(__file__).parent / "outline"
FILES = sorted(GOLD.glob("*/*.txt"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]
# Documents of each kind in both halves together, for a sealed one may be opened; the kind is the file name's first word.
KINDS = {"zh": 64, "hant": 8, "en": 34, "mt": 18, "bi": 12}
BARE = {"title", "text", "attachment", "signature", "date", "copy", "table"}
DIVISIONS = {"article", "chapter", "section", "part"}
PATH = re.compile(r"(?:A\d+:)?\d+(?:-\d+)?(?:\.\d+)*")
NUMBER = re.compile(r"(?:A\d+:)?\d+(?:-\d+)?")
INNER_OPENINGS = re.compile(r"⟦(?:heading|item|article|chapter|section|part) ")
LEAST_RUN_TOGETHER = {"open": 24, "sealed": 14}
LONGEST_SKIP = 2
LONG_LINE = 40

DIGITS = {digit: value for digits in ("一二三四五六七八九", "壹貳參肆伍陸柒捌玖") for value, digit in enumerate(digits, start=1)}
ROMAN = {"I": 1, "V": 5, "X": 10}
CARDINALS = "one two three four five six seven eight nine ten".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
WORDS = {word: value for words in (CARDINALS, ORDINALS, [f"{word}ly" for word in ORDINALS]) for value, word in enumerate(words, start=1)}
NUMERAL = f"[十{''.join(DIGITS)}]"
CLASS_WORD = rf"(?:(?!{NUMERAL})[一-鿿]){{2}}(?={NUMERAL}|\d)"  # 议题一 and whatever else is counted so
OPENING = re.compile(
    rf"\(?\s*(?:第|{CLASS_WORD}|[a-z]+\.?\s(?=\d)|the |article |art\. |chapter |section |§|part |q(?=\d))?\s*"
    rf"(?P<number>{NUMERAL}(?:\s?{NUMERAL})*|\d+(?:-\d+)?(?:\.\d+)*|[a-z]+)"
    rf"(?:\s*[條条]之(?P<inserted>{NUMERAL}+))?",
    re.IGNORECASE,
)


def chinese(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def roman(numeral: str) -> int:
    values = [ROMAN[letter] for letter in numeral]
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))


def printed(text: str) -> set[str]:
    """In goes the text from an opening on, out come all numbers that its first characters may stand for: (i) is the ninth or the first."""
    match = OPENING.match(unicodedata.normalize("NFKC", text))
    if match is None:
        return set()
    number = match["number"].replace(" ", "")
    if re.match(NUMERAL, number):
        inserted = f"-{chinese(match['inserted'])}" if match["inserted"] else ""
        return {f"{chinese(number)}{inserted}"}
    if number[0].isdigit():
        return {number, number.partition(".")[0], number.rpartition(".")[2]}  # 2.1 is a path, 1.42处 the first unit
    values = {WORDS[number.lower()]} if number.lower() in WORDS else set()
    if set(number.upper()) <= set(ROMAN):
        values.add(roman(number.upper()))
    if len(number) == 1:
        values.add(ord(number.lower()) - ord("a") + 1)
    return {str(value) for value in values}


def full_paths(marks: list[Mark]) -> list[str | None]:
    """In go the marks of a text, out come the paths in which numbers run on; sections count where there are no chapters (README)."""
    numbering = {"heading", "item", "article"} | (set() if any(mark.tag == "chapter" for mark in marks) else {"section"})
    return [mark.path if mark.tag in numbering and mark.path != "-" else None for mark in marks]


def split(path: str) -> tuple[str, int]:
    """In goes 2.1.3, out come 2.1. and 3; of an inserted article (5-1) the number that it follows."""
    cut = max(path.rfind("."), path.rfind(":")) + 1
    return path[:cut], int(path[cut:].partition("-")[0])


def openings(path: Path) -> list[tuple[Mark, str]]:
    text, marks = read(path)
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    return [(mark, text[mark.start : end]) for mark, end in zip(marks, ends, strict=True)]


def test_reads_offsets_tags_and_paths(tmp_path: Path) -> None:
    path = tmp_path / "tiny.txt"
    path.write_text("title\t某某通知\n\nheading 1\t　　一、目标\nitem 1.1\t（一）甲。⟦item 1.2⟧（二）乙。\n", encoding="utf-8")
    text, marks = read(path)
    assert text == "某某通知\n\n　　一、目标\n（一）甲。（二）乙。"
    assert marks == [(0, "title", ""), (8, "heading", "1"), (13, "item", "1.1"), (18, "item", "1.2")]
    assert text[18:] == "（二）乙。"


def test_keeps_tabs_and_refuses_a_line_without_a_tag(tmp_path: Path) -> None:
    path = tmp_path / "tiny.txt"
    path.write_text("table\t1\t甲\nitem A1:2.1\t(1) x;⟦date⟧ 2021.6.17\n", encoding="utf-8")
    assert read(path) == ("1\t甲\n(1) x; 2021.6.17", [(0, "table", ""), (4, "item", "A1:2.1"), (11, "date", "")])
    path.write_text("text\tone\nno tag\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2: no tab"):
        read(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二十一、总则", {"21"}),
        ("（十）其他", {"10"}),
        ("第五條之一　", {"5-1"}),
        ("⑶复核", {"3"}),
        ("１２．标准", {"12"}),
        ("Article IX The", {"9"}),
        ("(i) a", {"1", "9"}),
        ("Secondly, the", {"2"}),
        ("第 十 二 条", {"12"}),
        ("壹、依據", {"1"}),
        ("4.2.1　应当", {"4.2.1", "4", "1"}),
        ("§ 12.3 Fees", {"12.3", "12", "3"}),
        ("Q3. When", {"3"}),
        ("Step 2: Name", {"2"}),
        ("议题十一：研究", {"11"}),
        ("，", set()),
    ],
)
def test_reads_printed_numbers(text: str, expected: set[str]) -> None:
    assert printed(text) == expected


def test_every_sealed_document_has_an_open_twin_and_each_half_all_kinds() -> None:
    names = {half: {path.name for path in (GOLD / half).iterdir()} for half in ("open", "sealed")}
    assert names["sealed"] <= names["open"]
    assert all({name.split("-")[0] for name in half} == KINDS.keys() for half in names.values())
    assert Counter(path.name.split("-")[0] for path in FILES) == KINDS


def test_each_half_has_run_together_lines() -> None:
    for half in ("open", "sealed"):
        run_together = [path for path in (GOLD / half).iterdir() if INNER_OPENINGS.search(path.read_text(encoding="utf-8"))]
        assert len(run_together) >= LEAST_RUN_TOGETHER[half]


def test_no_line_of_text_stands_in_both_halves() -> None:
    seen = {half: {line for path in (GOLD / half).iterdir() for line in read(path)[0].splitlines()} for half in ("open", "sealed")}
    assert not [line for line in seen["open"] & seen["sealed"] if len(line) >= LONG_LINE]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_tags_and_paths_have_their_form(path: Path) -> None:
    for mark in read(path)[1]:
        if mark.tag in BARE:
            assert not mark.path, mark
        elif mark.tag in DIVISIONS:
            assert NUMBER.fullmatch(mark.path), mark
        else:
            assert mark.tag in {"heading", "item"}, mark
            assert PATH.fullmatch(mark.path) or (mark.tag == "heading" and mark.path == "-"), mark


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_text_is_clean_and_of_sensible_length(path: Path) -> None:
    text, marks = read(path)
    assert not re.search("[⟦⟧→\ufffd]", text)
    assert all(span.strip() and not span[0].isspace() for _, span in openings(path))
    assert marks == sorted(set(marks))
    if path.name.startswith(("en", "mt")):
        assert 150 <= len(text.split()) <= 500
    else:
        assert 400 <= len(text) <= 1800


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_path_ends_in_the_number_that_is_printed(path: Path) -> None:
    for mark, span in openings(path):
        if mark.path and mark.path != "-":
            assert re.split(r"[.:]", mark.path)[-1] in printed(span), (mark, span)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_parents_stand_and_numbers_run_on(path: Path) -> None:
    back = 1 if path.name.startswith("bi") else 0  # the other language repeats up to two units
    current: dict[str, int] = {}  # number of the unit that is open under each parent
    deepest: dict[int, int] = {}  # number read last at each depth: some texts number （一） through all of 一、二、三
    restart = True  # something stood here after which numbers may begin again
    spans = openings(path)
    for (mark, span), own in zip(spans, full_paths([mark for mark, _ in spans]), strict=True):
        if own is None:
            restart = restart or mark.tag != "table"
            continue
        parent, number = split(own)
        # a decimal number prints its own parents, which may be a chapter (Chapter 2, 2.1) or the part that § 12.3 stands in
        if parent.endswith(".") and own.rpartition(":")[2] not in printed(span):
            grandparent, above = split(parent[:-1])
            assert current.get(grandparent) == above, f"{own}: its parent is not open"
        before = current.get(parent, 0)
        allowed = set(range(before - back, before + 2 + LONGEST_SKIP)) | {deepest.get(own.count("."), 0) + 1} | ({1} if restart else set())
        assert number in allowed, f"{own}: comes after {before}"
        current = {known: value for known, value in current.items() if parent.startswith(known)} | {
            parent: number
        }  # other branches are closed
        deepest[own.count(".")] = number
        restart = False
