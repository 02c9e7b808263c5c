"""clean --diff: a unified diff that turns the raw lines of a page into its clean text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.model import Block, Cleaned, Decoded, Document, Part, Piece, RawSpan
from search_cli.clean_diff import say_diff

if TYPE_CHECKING:
    from collections.abc import Callable

LECTURE = Path(__file__).resolve().parents[2] / "raw" / "share-site-lecture.txt"
"""Cut into numbered pieces by a share site."""

HUNK = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@")


def patched(raw: list[str], diff: list[str]) -> list[str]:
    """Apply a unified diff as ``patch`` does, and hold every line that it takes against the text, and every count against the lines."""
    result: list[str] = []
    taken = 0
    lines = iter(diff[2:])
    for head in lines:
        match = HUNK.fullmatch(head)
        assert match, head
        start, old, new_start, new = map(int, match.groups())
        first = start - 1 if old else start
        result += raw[taken:first]
        taken = first
        assert len(result) == (new_start - 1 if new else new_start)
        while old or new:
            line = next(lines)
            if line[0] in " -":
                assert raw[taken] == line[1:]
                taken, old = taken + 1, old - 1
            if line[0] in " +":
                result.append(line[1:])
                new -= 1
    return result + raw[taken:]


PAGES = {
    "broken.txt": "Pay of doctors\n\nThe county hospitals share their doctors with the\ntowns, and the towns pay for them .\n\n"
    + "\n\n".join(f"Clause {number} of the scheme stays as it was written." for number in range(10))
    + "\n\nThe scheme of the county begins in spring, and it\nends in autumn.\n",
    "marked.txt": LECTURE.read_text(encoding="utf-8").replace("做法与体会同志们", "做法与体会\n同志们"),
    "clean.txt": "关于医联体的通知\n\n各医院应当协作。\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_diff_makes_the_clean_text_of_the_raw_lines(tiaowen: Callable, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGES[name], encoding="utf-8")
    raw = [line for line in PAGES[name].splitlines() if line]
    clean = tiaowen(tmp_path, "clean", tmp_path / name).out.splitlines()
    result = tiaowen(tmp_path, "clean", "--diff", tmp_path / name)
    assert result.code == 0
    assert patched(raw, result.out.splitlines()) == clean
    if name == "clean.txt":
        assert (result.out, result.err) == ("", "nothing changed: the clean text is the raw text\n")
    else:
        assert raw != clean
        assert result.out.splitlines()[:2] == [f"--- {name}\traw text", f"+++ {name}\tclean text"]


def test_a_page_of_which_nothing_is_left_has_an_empty_clean_side(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = (Block("boilerplate", (Piece("Home", RawSpan(0, 4)),)),)
    document = Document("page", "", "und", blocks, (Part(),), "page.txt")
    assert say_diff(Cleaned(document, (), (), Decoded("Home", "utf-8")), "page.txt")
    assert capsys.readouterr().out.splitlines()[2:] == ["@@ -1,1 +0,0 @@", "-Home"]


def test_markup_is_left_out_and_furniture_goes(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html><body><div><a href='/'>Home</a> | <a href='/about'>About</a></div><h1>Pay of doctors</h1>"
        "<p>The health &amp; labour <b>departments</b> pay\nthe doctors of the county.</p></body></html>",
        encoding="utf-8",
    )
    lines = tiaowen(tmp_path, "clean", "--diff", tmp_path / "page.html").out.splitlines()
    assert lines[-2:] == [
        "-The health &amp; labour departments pay the doctors of the county.",
        "+The health & labour departments pay the doctors of the county.",
    ]
    assert "<" not in "".join(lines)
    assert " Pay of doctors" in lines


def test_a_terminal_does_not_break_its_lines(on_terminal: Callable[..., str]) -> None:
    shown = on_terminal(40, "clean", "--diff", LECTURE, NO_COLOR="1")
    (longest,) = [line for line in shown.splitlines() if line.startswith("+同志们")]
    assert longest.endswith("我们打算从三个")
    assert "\x1b[31m-2、姓上" in on_terminal(40, "clean", "--diff", LECTURE)
