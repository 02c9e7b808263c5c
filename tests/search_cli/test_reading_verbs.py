"""show, repairs, clean, stats: what a library or a page says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from corpus.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def ids(small_library: Path) -> dict[str, str]:
    with Corpus.open(small_library, create=False) as corpus:
        return {corpus.cleaned(doc_id).document.lang: doc_id for doc_id in corpus.doc_ids()}


def test_a_page_is_shown_by_the_beginning_of_its_id(tiaowen: Callable, small_library: Path, page_folder: Path, ids: dict[str, str]) -> None:
    result = tiaowen(small_library, "show", ids["zh"][:6])
    assert result.code == 0
    lines = [line.strip() for line in result.out.splitlines()]
    assert lines[0] == "关于完善公立医院薪酬制度的指导意见"
    assert f"source     {page_folder / 'opinions.txt'}" in lines
    assert "published  2021-06-17" in lines
    assert "（二）建设紧密型医联体。推动优质医疗资源下沉到基层，方便群众就近就医。" in lines
    assert "left out: 1 metadata block" in lines


def test_a_page_as_json(tiaowen: Callable, small_library: Path, ids: dict[str, str]) -> None:
    page = json.loads(tiaowen(small_library, "show", "--json", ids["zh"]).out)
    assert (page["doc_id"], page["published"], page["duplicate_of"]) == (ids["zh"], "2021-06-17", None)
    assert {"kind": "metadata", "text": "发布日期：2021-06-17"}.items() <= page["blocks"][1].items()
    assert len(page["clauses"]) == 3


def test_a_page_tells_when_it_was_fetched_and_names_what_was_read(
    tiaowen: Callable, small_library: Path, page_folder: Path, ids: dict[str, str]
) -> None:
    source, read = "https://news.example.org/2026/pay.html", hashlib.sha256((page_folder / "news.html").read_bytes()).hexdigest()
    lines = tiaowen(small_library, "show", ids["en"]).out.splitlines()
    assert lines[2:4] == [f"source     {source}", "fetched    2026-11-03"]
    assert f"sha256     {read}" in lines
    page = json.loads(tiaowen(small_library, "show", "--json", ids["en"]).out)
    assert page["sha256"] == read
    assert page["origins"] == [{"origin": source, "declared_encoding": None, "fetched": "2026-11-03"}]
    assert "fetched" not in tiaowen(small_library, "show", ids["zh"]).out  # nobody said when
    page = json.loads(tiaowen(small_library, "show", "--json", ids["zh"]).out)
    assert [found["fetched"] for found in page["origins"]] == [None]


def test_a_clause_is_shown_with_its_neighbours(tiaowen: Callable, small_library: Path, ids: dict[str, str]) -> None:
    first, second, third = json.loads(tiaowen(small_library, "show", "--json", ids["zh"]).out)["clauses"]
    result = tiaowen(small_library, "show", second)
    facts = dict(line.split(maxsplit=1) for line in result.out.splitlines()[-6:] if line)
    assert (facts["previous"], facts["next"], facts["published"]) == (first, third, "2021-06-17")
    assert "（一）改革薪酬分配。允许公立医院自主确定内部分配办法，薪酬向临床一线倾斜。" in result.out
    clause = json.loads(tiaowen(small_library, "show", "--json", first).out)
    assert (clause["previous"], clause["next"]) == (None, second)
    clause = json.loads(tiaowen(small_library, "show", "--json", third).out)
    assert (clause["id"], clause["previous"], clause["next"]) == (third, second, None)
    assert clause["heading_path"][0] == "二、主要任务"


def test_an_unknown_date_is_null_in_every_json(tiaowen: Callable, small_library: Path, ids: dict[str, str]) -> None:
    page = json.loads(tiaowen(small_library, "show", "--json", ids["en"]).out)
    clause = json.loads(tiaowen(small_library, "show", "--json", page["clauses"][0]).out)
    answer = json.loads(tiaowen(small_library, "search", "--json", "treasury").out)
    line = json.loads(tiaowen(small_library, "search", "--jsonl", "treasury").out)
    dates = [page["published"], clause["card"]["published"], answer["hits"][0]["published"], line["published"]]
    assert dates == [None] * 4
    (dated, *_) = json.loads(tiaowen(small_library, "search", "--json", "医联体").out)["hits"]
    clause = json.loads(tiaowen(small_library, "show", "--json", dated["clause_id"]).out)
    assert (dated["published"], clause["card"]["published"]) == ("2021-06-17", "2021-06-17")


def test_lost_text_is_marked_and_not_read(tiaowen: Callable, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    skeleton = "，、、，。\n，，《》（〔2021〕18）、。\n，、：“，”。\n、、，。\n"
    page.write_text(
        f"County hospitals share their doctors\n\nThe county hospitals now share doctors with the towns.\n\n{skeleton}\n"
        "Townspeople say that they wait less.\n",
        encoding="utf-8",
    )
    added = json.loads(tiaowen(tmp_path / "library", "add", "--jsonl", page).out)
    shown = tiaowen(tmp_path / "library", "show", added["doc_id"]).out
    assert "⟦lost: " in shown
    assert "(4 lines)⟧" in shown
    assert "chinese-lost  " in tiaowen(tmp_path / "library", "repairs", added["doc_id"]).out


def test_cells_of_a_table_stand_below_their_header(tiaowen: Callable, tmp_path: Path) -> None:
    rows = (
        "<td>类别</td><td>年份</td><td>人次</td>",
        "<td rowspan=2>医院</td><td>2021</td><td>120</td>",
        "<td><p>2022</p><p>上半年</p></td><td>130</td>",
    )
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    prose = "<p>各地要加强组织领导，明确责任分工，确保各项任务落到实处，并总结推广好的经验做法，及时报告进展情况。</p>" * 2
    page = tmp_path / "table.html"
    page.write_text(f"<html><head><meta charset=utf-8></head><body>{prose}<table>{table}</table>{prose}</body></html>", encoding="utf-8")
    library = tmp_path / "library"
    assert tiaowen(library, "add", page).code == 0
    with Corpus.open(library, create=False) as corpus:
        (doc_id,) = corpus.doc_ids()
    lines = [line.strip() for line in tiaowen(library, "show", doc_id).out.splitlines()]
    assert [line for line in lines if "|" in line] == ["类别 | 年份 | 人次", "医院 | 2021 | 120", "| 2022 上半年 | 130"]


def test_the_files_that_a_page_links_to_are_shown_with_their_addresses(tiaowen: Callable, tmp_path: Path) -> None:
    prose = "<p>各地要加强组织领导，明确责任分工，确保各项任务落到实处，并总结推广好的经验做法，及时报告进展情况。</p>" * 2
    link = "<p>附件：<a href='./P02.doc'>任务分工表</a></p>"
    page = tmp_path / "notice.html"
    page.write_text(f"<html><head><meta charset=utf-8></head><body>{prose}{link}</body></html>", encoding="utf-8")
    line = json.dumps({"file": page.name, "url": "https://gov.example/zc/1.html"})
    (tmp_path / "manifest.jsonl").write_text(f"{line}\n", encoding="utf-8")
    library = tmp_path / "library"
    assert tiaowen(library, "add", tmp_path).code == 0
    with Corpus.open(library, create=False) as corpus:
        (doc_id,) = corpus.doc_ids()
    address = "https://gov.example/zc/P02.doc"
    assert f"attached   任务分工表 {address}" in tiaowen(library, "show", doc_id).out.splitlines()
    assert json.loads(tiaowen(library, "show", "--json", doc_id).out)["attachments"] == [{"name": "任务分工表", "address": address}]


def test_a_page_at_two_origins_shows_both(tiaowen: Callable, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("关于完善薪酬制度的通知", encoding="utf-8")
        added = json.loads(tiaowen(tmp_path / "library", "add", "--jsonl", tmp_path / name).out)
    shown = tiaowen(tmp_path / "library", "show", added["doc_id"]).out
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("source")] == [
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
    ]


def test_repairs_tell_encoding_rule_reason_and_change(tiaowen: Callable, small_library: Path, ids: dict[str, str]) -> None:
    lines = [line.strip() for line in tiaowen(small_library, "repairs", ids["en"]).out.splitlines()]
    assert any(re.match(r"encoding +Read as UTF-8: ", line) for line in lines)
    assert any(re.match(r"entities +A character that the HTML source spells out", line) for line in lines)
    assert any("of the health [-&amp;-]{+&+} labour departments" in line for line in lines)
    assert "no character was changed" in tiaowen(small_library, "repairs", ids["zh"]).out


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            "关于完善公立医院薪酬制度的指导意见".encode("gb18030"),
            "so read, it is clearly more like Chinese or English than in any other encoding tried",
        ),
        (
            "醫".encode("gb18030"),  # as Windows-1252 it is át
            "so read, it is hardly more like Chinese or English than in another encoding: look at the text before you cite it",
        ),
    ],
)
def test_a_guessed_encoding_is_told_in_words_and_proven_in_json(tiaowen: Callable, tmp_path: Path, page: bytes, words: str) -> None:
    (tmp_path / "page.txt").write_bytes(page)
    added = json.loads(tiaowen(tmp_path / "library", "add", "--jsonl", tmp_path / "page.txt").out)
    story = json.loads(tiaowen(tmp_path / "library", "repairs", "--json", added["doc_id"]).out)
    assert re.fullmatch(r"likeliest reading is \w+: \d+ bits, the next \d+", story["evidence"][1])
    told = tiaowen(tmp_path / "library", "repairs", added["doc_id"]).out
    assert f": the page does not say in which encoding it is; {words}." in told


def test_repairs_as_json_name_each_edit(tiaowen: Callable, small_library: Path, ids: dict[str, str]) -> None:
    clause = json.loads(tiaowen(small_library, "show", "--json", ids["en"]).out)["clauses"][0]
    story = json.loads(tiaowen(small_library, "repairs", "--json", clause).out)
    assert (story["doc_id"], story["encoding"]) == (ids["en"], "utf-8")
    assert [(edit["rule"], edit["before"], edit["after"], edit["inverse"]) for edit in story["edits"]] == [
        ("entities", "&amp;", "&", "html-entity")
    ]


def test_equal_repairs_are_counted_and_many_are_cut_short(tiaowen: Callable, tmp_path: Path) -> None:
    references = [f"&#{code};" for code in range(0x4E00, 0x4E0A)]
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><p>Reform{' &amp;' * 7} of the hospitals {' '.join(references)}</p></body></html>", encoding="utf-8")
    added = json.loads(tiaowen(tmp_path / "library", "add", "--jsonl", page).out)
    told = tiaowen(tmp_path / "library", "repairs", added["doc_id"]).out
    assert "17 characters that the HTML source spells out as codes" in told
    assert re.search(r"Reform \[-&amp;-\]\{\+&\+\}.*  ×7$", told, re.MULTILINE)
    assert "and 8 different ones more; all: --json" in told


@pytest.mark.parametrize("verb", ["show", "repairs"])
def test_an_unknown_id_is_one_line_with_the_next_step(tiaowen: Callable, small_library: Path, verb: str) -> None:
    result = tiaowen(small_library, verb, "zzzzz")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("tiaowen: ")
    assert "zzzzz" in result.err


def test_clean_prints_the_text_and_needs_no_library(tiaowen: Callable, tmp_path: Path, page_folder: Path) -> None:
    result = tiaowen(tmp_path / "library", "clean", page_folder / "news.html")
    assert result.code == 0
    assert "officials of the health & labour departments said." in result.out.splitlines()[1]
    assert not (tmp_path / "library").exists()
    cleaned = json.loads(tiaowen(tmp_path / "library", "clean", "--json", page_folder / "news.html").out)
    assert cleaned["document"]["title"] == "County hospitals test a new pay scheme"
    assert [edit["rule"] for edit in cleaned["edits"]] == ["entities"]
    assert cleaned["flags"] == []
    source = (page_folder / "news.html").read_text(encoding="utf-8")
    heading = cleaned["document"]["blocks"][0]
    assert "".join(source[start:end] for start, end in heading["spans"]) == heading["text"]
    assert [source[slice(*edit["span"])] for edit in cleaned["edits"]] == ["&amp;"]


def test_clean_as_json_tells_where_metadata_stands(tiaowen: Callable, tmp_path: Path, page_folder: Path) -> None:
    cleaned = json.loads(tiaowen(tmp_path / "library", "clean", "--json", page_folder / "opinions.txt").out)
    text = (page_folder / "opinions.txt").read_text(encoding="utf-8")
    start = text.index("发布日期")
    assert cleaned["metadata"] == [{"text": "发布日期：2021-06-17", "spans": [[start, start + len("发布日期：2021-06-17")]]}]
    claimed = sorted([*cleaned["markup"], *(span for block in cleaned["document"]["blocks"] for span in block["spans"])])
    assert [0, *(end for _, end in claimed)] == [*(start for start, _ in claimed), len(text)]  # all of the page is accounted for


def test_clean_tells_flags_apart_from_the_text(tiaowen: Callable, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("county hospitals share doctors\n\n，、、，。\n，，《》（〔2021〕18）、。\n，、：“，”。\n、、，。\n", encoding="utf-8")
    result = tiaowen(tmp_path, "clean", page)
    assert "chinese-lost" in result.err
    assert "chinese-lost" not in result.out


def test_clean_refuses_what_is_no_page(tiaowen: Callable, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    for name, why in (("paper.pdf", "a PDF"), ("absent", "no such file"), (".", "a folder")):
        result = tiaowen(tmp_path, "clean", tmp_path / name)
        assert (result.code, result.out) == (2, "")
        assert why in result.err


def test_stats_count_what_the_library_holds(tiaowen: Callable, small_library: Path) -> None:
    counts = json.loads(tiaowen(small_library, "stats", "--json").out)
    assert counts["pages"] == 2
    assert counts["clauses"] == {"en": 2, "zh": 3}
    assert counts["edits"] == {"entities": 1}
    assert counts["published"] == ["2021-06-17", "2021-06-17"]
    table = [line.split() for line in tiaowen(small_library, "stats").out.splitlines()]
    assert ["pages", "2"] in table
    assert ["clauses", "5"] in table
    assert ["zh", "3"] in table


@pytest.mark.parametrize("verb", [["show", "abc"], ["repairs", "abc"], ["remove", "abc"], ["stats"], ["reclean"], ["index"]])
def test_a_verb_that_needs_a_library_makes_none(tiaowen: Callable, tmp_path: Path, verb: list[str]) -> None:
    result = tiaowen(tmp_path / "absent", *verb)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert not (tmp_path / "absent" / "corpus.sqlite").exists()
