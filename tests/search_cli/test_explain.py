"""clean --explain: the raw page and what became of it, side by side or stacked."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage
from search_cli.explain import say_explained
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable

LECTURE = Path(__file__).resolve().parents[2] / "raw" / "share-site-lecture.txt"
"""Cut into numbered pieces by a share site; it breaks off in mid-sentence."""

HTML = """<html><body><div><a href="/">Home</a> | <a href="/a">About us</a></div><h1>Pay of doctors</h1>
<p>The health &amp; labour <b>departments</b> pay the doctors of the county.</p></body></html>"""


def cells(line: str) -> int:
    """Count cells by a rule of our own: Han characters and full-width punctuation take two."""
    return len(line) + len(re.findall(r"[\u3000-\u9fff\uff00-\uff60]", line))


def columns(shown: str) -> tuple[str, str]:
    """Return the text of both columns: what stands left and right of the rule, without the margin."""
    beside = [line.split(" │ ") if " │ " in line else [line.removesuffix(" │"), ""] for line in shown.splitlines() if "│" in line][1:]
    return "".join(left[12:].strip() for left, _ in beside), "".join(right.strip() for _, right in beside)


@pytest.mark.parametrize("width", [80, 100, 160])
def test_raw_and_clean_stand_side_by_side(on_terminal: Callable[..., str], width: int) -> None:
    shown = on_terminal(width, "clean", "--explain", LECTURE, NO_COLOR="1")
    rules = {cells(line.split("│")[0]) for line in shown.splitlines() if "│" in line}
    assert len(rules) == 1  # display cells, not characters: the rule between the columns is one straight line
    assert width * 3 // 4 < max(map(cells, shown.splitlines())) <= width
    raw, clean = columns(shown)
    assert "老百[-⏎2、-]姓上不来" in raw
    assert "老百姓上不来" in clean
    assert "[-" not in clean


@pytest.mark.parametrize("width", [40, 60])
def test_a_narrow_terminal_stacks_them(on_terminal: Callable[..., str], width: int) -> None:
    shown = on_terminal(width, "clean", "--explain", LECTURE, NO_COLOR="1")
    assert "│" not in shown
    assert max(map(cells, shown.splitlines())) <= width
    joined = "".join(line.strip() for line in shown.splitlines())
    assert joined.index("[-⏎2、-]姓上不来") < joined.index("老百姓上不来")


def test_changes_have_rule_and_reason_and_flags_stand_beside_their_block(tiaowen: Callable, tmp_path: Path) -> None:
    lines = [line.strip() for line in tiaowen(tmp_path, "clean", "--explain", LECTURE).out.splitlines()]
    assert "chunk-markers: [-⏎2、-]  share site's chunk marker 2、" in lines
    last = lines.index("chunk-markers: [-⏎5、-]  share site's chunk marker 5、")
    below = lines[last + 1 : lines.index("", last)]
    assert any(line.startswith("flagged truncated: ") for line in below)


def test_furniture_and_markup_are_named_and_counted(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML, encoding="utf-8")
    out = tiaowen(tmp_path, "clean", "--explain", tmp_path / "page.html").out
    assert re.search(r"^boilerplate Home \| About us .*│ 1 block: page furniture", out, re.MULTILINE)
    text = len("Home | About us") + len("Pay of doctors") + len("The health &amp; labour departments pay the doctors of the county.")
    assert f"{len(HTML) - text} of {len(HTML)} characters, not shown" in out
    assert "<b>" not in out


def test_without_colour_there_are_no_codes_and_with_it_changes_have_their_own(on_terminal: Callable[..., str]) -> None:
    assert "\x1b" not in on_terminal(100, "clean", "--explain", LECTURE, NO_COLOR="1")
    assert "\x1b[31m[-1、-]\x1b[0m" in on_terminal(100, "clean", "--explain", LECTURE)


def test_a_page_without_changes_says_so(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("关于医联体的通知\n\n各医院应当协作。\n", encoding="utf-8")
    out = tiaowen(tmp_path, "clean", "--explain", tmp_path / "page.txt").out
    assert re.search(r"^changes +none$", out, re.MULTILINE)
    assert columns(out) == ("关于医联体的通知各医院应当协作。",) * 2


@pytest.mark.parametrize("options", [["--explain", "--diff"], ["--diff", "--json"], ["--explain", "--json"]])
def test_one_view_at_a_time(tiaowen: Callable, tmp_path: Path, options: list[str]) -> None:
    result = tiaowen(tmp_path, "clean", *options, LECTURE)
    assert (result.code, result.out) == (2, "")
    assert "exclude each other" in result.err


def test_a_page_of_a_megabyte_takes_time_with_its_length_only(capsys: pytest.CaptureFixture[str]) -> None:
    def showing(count: int) -> Callable[[], object]:
        paragraphs = (f"<p>Rule {number} of the county &amp; its towns: hospitals share doctors.</p>\n" for number in range(count))
        return partial(say_explained, clean_page(RawPage(f"<html><body>{''.join(paragraphs)}</body></html>", "page.html")))

    assert is_linear(showing, 3_500)
    assert "Rule 13999 of the county" in capsys.readouterr().out
