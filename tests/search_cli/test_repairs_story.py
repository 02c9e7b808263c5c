"""repairs: the story of a page's cleaning, in the order in which it was done."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners.pipeline import PIPELINE
from corpus.model import Block, Cleaned, Decoded, Document, Edit, Part, Piece, RawSpan
from search_cli.repair_words import RULES, in_words
from search_cli.repairs import tell_story

if TYPE_CHECKING:
    from collections.abc import Callable

LECTURE = Path(__file__).resolve().parents[2] / "raw" / "share-site-lecture.txt"
"""Cut into numbered pieces by a share site; it breaks off in mid-sentence."""


@pytest.fixture
def story(tiaowen: Callable, tmp_path: Path) -> Callable[..., str]:
    """Give a function from the text of a page to its story."""

    def tell(text: str, name: str = "page.txt") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        added = json.loads(tiaowen(tmp_path / "library", "add", "--jsonl", tmp_path / name).out)
        return str(tiaowen(tmp_path / "library", "repairs", added["doc_id"]).out)

    return tell


def test_it_tells_what_was_done_with_the_words_around_it(story: Callable[..., str]) -> None:
    told = story(LECTURE.read_text(encoding="utf-8"))
    assert "chunk-markers     The site had cut the text into 5 pieces and numbered them; the numbers were taken out" in told
    assert "各的,好医生下不去,老百[-⏎2、-]姓上不来。" in told


def test_it_tells_what_a_fault_means_for_citing(story: Callable[..., str]) -> None:
    told = story(LECTURE.read_text(encoding="utf-8"))
    assert told.index("What was done") < told.index("could not be repaired")
    flagged = told[told.index("could not be repaired") :]
    assert re.search(r"^truncated +The page breaks off before its text does", flagged, re.MULTILINE)
    assert "To cite: what stands above the break can be cited; do not conclude from this page that the text lacks anything." in flagged


def test_a_fault_inside_a_paragraph_is_told_with_the_words_around_it(story: Callable[..., str]) -> None:
    told = story("关于医联体的通知\n\n各医院应当协作，乡镇卫生????院应当参与，方便群众就近就医。\n")
    assert "· 4 × ?, in “各医院应当协作，乡镇卫生????院应当参与，方便群…”" in told


def test_steps_stand_in_the_order_in_which_they_were_done(story: Callable[..., str]) -> None:
    told = story(
        "<html><body><h1>Pay of doctors</h1><p>The health &amp; labour departments pay the doc\u200btors\nof the county.</p></body></html>",
        "page.html",
    )
    order = [rule.name for rule in PIPELINE]
    steps = re.findall(r"^([a-z-]+) {2,}[A-Z\d]", told[told.index("What was done") :], re.MULTILINE)
    assert steps == ["line-ends", "entities", "invisible"]
    assert steps == sorted(steps, key=order.index)


def test_what_is_no_part_of_the_text_is_counted(story: Callable[..., str]) -> None:
    told = story("关于医联体的通知\n\n发布日期：2021-06-17\n\n各医院应当协作。\n")
    assert "What was done: no character was changed" in told
    assert re.search(r"^metadata +1 block, what the page says of itself", told, re.MULTILINE)
    assert "“发布日期：2021-06-17”" in told


def test_a_rule_that_has_no_words_tells_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    text = "a-b-c"
    pieces = (Piece("a", RawSpan(0, 1)), Piece("b", RawSpan(2, 3)), Piece("c", RawSpan(4, 5)))
    edits = tuple(Edit(number, "new-rule", 1, RawSpan(at, at + 1), "", "hyphen of a scan") for number, at in ((1, 1), (2, 3)))
    document = Document("page", "", "en", (Block("paragraph", pieces),), (Part(),), "page.txt")
    tell_story(Cleaned(document, edits, (), Decoded(text, "utf-8")))
    told = capsys.readouterr().out
    assert re.search(r"^new-rule +2 changes\.\n +· hyphen of a scan ×2\n +a\[---\]bc +×2$", told, re.MULTILINE)


def test_the_text_gives_the_examples_before_the_furniture_does(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Home*\nPay*"
    blocks = (Block("boilerplate", (Piece("Home", RawSpan(0, 4)),)), Block("paragraph", (Piece("Pay", RawSpan(6, 9)),)))
    edits = tuple(Edit(number, "entities", 1, RawSpan(at, at + 1), "", "why") for number, at in ((1, 4), (2, 9)))
    document = Document("page", "", "en", blocks, (Part(),), "page.txt")
    tell_story(Cleaned(document, edits, (RawSpan(5, 6),), Decoded(text, "utf-8")))
    told = capsys.readouterr().out
    assert "Pay[-*-]  ×2" in told
    assert "Home[-*-]" not in told


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("the page declares gb2312", "the page itself says gb2312"),
        ("likeliest reading is gb18030: 75 bits, the next 100", "so read, it is clearly more like Chinese or English than"),
        ("likeliest reading is gb18030: 76 bits, the next 100", "look at the text before you cite it"),
        ("evidence of a later version", "evidence of a later version"),
    ],
)
def test_evidence_of_an_encoding_in_words(evidence: str, words: str) -> None:
    assert words in in_words(evidence)


def test_every_rule_with_words_is_one_of_the_pipeline() -> None:
    assert RULES.keys() <= {"hidden-text", *(rule.name for rule in PIPELINE)}


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal(on_terminal: Callable[..., str], tmp_path: Path, tiaowen: Callable, width: int) -> None:
    added = json.loads(tiaowen(tmp_path / "library", "add", "--jsonl", LECTURE).out)
    shown = on_terminal(width, "--library", tmp_path / "library", "repairs", added["doc_id"], NO_COLOR="1")
    assert "[-⏎2、-]" in "".join(line.strip() for line in shown.splitlines())
    widths = [len(line) + len(re.findall(r"[\u3000-\u9fff\uff00-\uff60]", line)) for line in shown.splitlines()]
    assert max(widths) <= width


def test_it_tells_which_lines_are_the_sites_and_on_how_many_of_its_texts(tiaowen: Callable, tmp_path: Path) -> None:
    foot = "读到这里的人也读了同一栏目的其他文本。"
    rows = []
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, subject in enumerate(("停车场", "古树名木", "农贸市场", "自行车道")):
        opened = f"关于加强{subject}管理的通知\n{subject}与群众生活关系密切，现将{subject}的事项通知如下。"
        text = f"{opened}\n一、清点{subject}。\n二、修缮{subject}。\n{foot}"
        (pages / f"{number}.txt").write_text(text, encoding="utf-8")
        rows.append(json.dumps({"file": f"{number}.txt", "url": f"https://www.texts.example/{number}"}))
    (pages / "manifest.jsonl").write_text("\n".join(rows), encoding="utf-8")
    library = tmp_path / "library"
    added = [json.loads(line) for line in tiaowen(library, "add", "--jsonl", pages).out.splitlines()]
    told = tiaowen(library, "repairs", added[0]["doc_id"]).out
    assert "1 block that texts.example has on other texts too: shown with the text, not searched." in told
    assert f"· “{foot[:8]}" in told
    assert "”: on 4 of the 4 texts of the site that are in the library" in " ".join(told.split())
    assert "not searched: 1 block that texts.example has on other texts too" in tiaowen(library, "show", added[0]["doc_id"]).out
    (line,) = json.loads(tiaowen(library, "repairs", "--json", added[0]["doc_id"]).out)["site_lines"]
    assert (line["site"], line["texts"], line["of"]) == ("texts.example", 4, 4)
    assert tiaowen(library, "search", "其他文本").code == 1
    assert tiaowen(library, "search", "修缮停车场").code == 0
