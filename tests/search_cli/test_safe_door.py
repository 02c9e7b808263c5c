"""What a page, a file name or a query may hold, and a terminal must never obey."""

from __future__ import annotations

import ast
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search_cli
from search_cli.printing import Styled, say_columns, say_unbroken
from search_cli.terminal import safe_json, safe_lines, safe_text, visible_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Lone surrogates included, which hypothesis leaves out unless told."""

REORDERING = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def obeyed(text: str) -> set[str]:
    """Return the characters of ``text`` that a terminal would act on, told by their Unicode properties."""
    return {character for character in text if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}} | REORDERING & set(text)


@given(ANY_TEXT)
def test_a_line_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = safe_text(text)
    assert not obeyed(shown)
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


@given(ANY_TEXT)
def test_lines_hold_only_line_feeds_and_tabs(text: str) -> None:
    shown = safe_lines(text)
    assert obeyed(shown) <= {"\n", "\t"}
    shown.encode("utf-8")


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)), st.sampled_from([None, 2]))
def test_json_keeps_its_value(value: object, indent: int | None) -> None:
    document = safe_json(json.dumps(value, ensure_ascii=False, indent=indent))
    assert obeyed(document) <= {"\n"}
    document.encode("utf-8")
    # Two lone surrogates that make a pair are one character once JSON has spelled them out.
    assert json.dumps(json.loads(document)) == json.dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        "《关于推动公立医院高质量发展的意见》(国办发〔2021〕18号)",
        "薪酬制度，改革。 “salary” – naïve, 50 % …",
        "👩‍⚕️ 👍🏽 🇨🇳",  # joiner, variation selector, skin tone, flag
        "ﷲ עברית",  # letters of right-to-left scripts are no controls
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert safe_text(text) == text
    assert safe_lines(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\x00b\x7f", "a\\x00b\\x7f"),
        ("exe.\u202etxt", "exe.\\u202etxt"),
        ("\ud83d", "\\ud83d"),
        ("one\r\ntwo\tthree\u2028four\x85five", "one two three four five"),
    ],
)
def test_what_a_terminal_would_obey_is_spelled_out(text: str, shown: str) -> None:
    assert safe_text(text) == shown


def test_what_cannot_be_seen_is_named() -> None:
    assert visible_text("老百\r\n2、\u200b\t\x1b[2J\u202e") == "老百⏎2、U+200B⇥U+001B[2JU+202E"
    assert visible_text("第一条　薪酬\u00a0pay") == "第一条　薪酬\u00a0pay"  # blanks look like blanks


def test_columns_and_unbroken_lines_go_through_the_door_and_stay_straight(capsys: pytest.CaptureFixture[str]) -> None:
    say_columns("kind\x1b[2J", 14, [(10, ["a\x1b[2Jb\u202e\n薪酬"]), (10, [Styled("one\x07", "strong"), "\ntwo"])])
    say_unbroken("+one\x1b[2J\u2028two\tthree")
    out = capsys.readouterr().out
    assert obeyed(out) == {"\n", "\t"}
    assert [line.split(" │ ")[-1] for line in out.splitlines()[:2]] == ["one\\x07", "two"]
    assert out.splitlines()[-1] == "+one\\x1b[2J\\u2028two\tthree"
    assert "薪酬       │" in out  # four cells, as many blanks as are left of ten, and one


def test_only_one_module_writes_to_a_stream() -> None:
    folder = Path(search_cli.__file__).parent
    writers = {file.name for file in folder.glob("*.py") if _writes(ast.parse(file.read_text(encoding="utf-8")))}
    assert writers == {"printing.py"}


def _writes(tree: ast.AST) -> bool:
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {function.id for function in called if isinstance(function, ast.Name)}
    methods = {function.attr for function in called if isinstance(function, ast.Attribute)}
    return bool(names & {"print", "echo"} or methods & {"write", "writelines", "echo", "secho", "style", "echo_via_pager"})
