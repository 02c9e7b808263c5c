from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Self

import pytest

import search_cli.search
from cleaners.across.ingest import ingest
from corpus.model import CleanSpan, RawPage
from corpus.store import Corpus
from indexer.answer import Answer, Hit
from indexer.build import update_index
from tests.search_cli.policy_pages import ENGLISH, OPINIONS, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = (
    "clause_id score text lang heading_path path title doc_id source publisher published issuers doc_numbers flags highlights why"
    " kind counterpart also_in"
).split()


def test_a_hit_shows_where_it_stands_and_why_it_matched(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "search", "紧密型医联体")
    assert result.code == 0
    title, path, text, facts = result.out.splitlines()[:4]
    assert title == "1. 关于完善公立医院薪酬制度的指导意见"
    assert path.strip() == "二、主要任务 > （二）建设紧密型医联体"
    assert text.strip() == "（二）建设紧密型医联体。推动优质医疗资源下沉到基层，方便群众就近就医。"
    source, date, clause, why = facts.strip().split(" · ")
    assert (source, date) == ("opinions.txt", "2021-06-17")
    assert why.startswith("why: ")
    assert tiaowen(small_library, "show", clause).code == 0


def test_an_undated_page_is_called_so_and_an_address_by_its_host(tiaowen: Callable, small_library: Path) -> None:
    assert "   news.example.org · undated · " in tiaowen(small_library, "search", "treasury").out


def test_a_hit_names_the_number_to_cite_and_the_faults_of_its_page(tiaowen: Callable, tmp_path: Path) -> None:
    page = tmp_path / "opinions.txt"
    page.write_text(
        "关于加强县域医共体建设的意见\n卫办发〔2023〕7号\n各县人民政府：\n一、总体要求\n坚持以基层为重点。\n"
        "二、主要任务\n统筹县域内的人员、经费和药品，推动优质资源下沉。做实家庭医生签约服务，提高基层首诊率。"
        "完善双向转诊办法，对慢性病患者实行分类管理，并且把健康管理的责任落实到每一个成员单位和每一名签约医生，"
        "对考核不合格的单位扣减总额预算，对考核优秀的单位予以奖励，具体办法由县医共体理事会制定，报县级卫生健康",
        encoding="utf-8",
    )
    assert tiaowen(tmp_path / "library", "add", page).code == 0
    facts = tiaowen(tmp_path / "library", "search", "基层首诊").out.splitlines()[-1]
    assert facts.strip().startswith("opinions.txt · undated · 卫办发〔2023〕7号 · ")
    assert " · flagged: truncated · why: " in facts


def test_words_need_no_quotes(tiaowen: Callable, small_library: Path) -> None:
    separate = json.loads(tiaowen(small_library, "search", "--json", "salary", "reform").out)
    assert separate == json.loads(tiaowen(small_library, "search", "--json", "salary reform").out)


def test_json_has_the_names_of_the_api(tiaowen: Callable, small_library: Path) -> None:
    answer = json.loads(tiaowen(small_library, "search", "--json", "salary").out)
    assert list(answer) == ["query", "total", "complete", "notes", "hits"]
    assert (answer["query"], answer["notes"]) == ("salary", [])
    assert answer["total"] == len(answer["hits"]) == 2
    hit = answer["hits"][0]
    assert list(hit) == KEYS
    assert all(hit["text"][start:end].lower() == "salary" for start, end in hit["highlights"])
    lines = tiaowen(small_library, "search", "--jsonl", "salary").out.splitlines()
    assert [json.loads(line) for line in lines] == answer["hits"]


@pytest.mark.parametrize(
    ("options", "sources"),
    [
        (["--lang", "zh"], {"opinions.txt"}),
        (["--lang", "en"], {"pay.html"}),
        (["--source", "news.example"], {"pay.html"}),
        (["--since", "2021"], {"opinions.txt"}),
        (["--until", "2021-06-17"], {"opinions.txt"}),
    ],
)
def test_filters(tiaowen: Callable, small_library: Path, options: list[str], sources: set[str]) -> None:
    hits = json.loads(tiaowen(small_library, "search", "--json", *options, "薪酬 salary").out)["hits"]
    assert {hit["source"].rpartition("/")[2] for hit in hits} == sources


def test_the_limit_holds_and_what_it_left_out_is_told(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "search", "--limit", "1", "salary")
    assert len(result.out.splitlines()) == 4 - ("Who pays" not in result.out)
    assert result.err == "1 of 2 matching clauses; for more: --limit 2\n"


@pytest.mark.parametrize("form", [["--json"], ["--jsonl"], []])
def test_nothing_found_is_valid_and_gives_a_hint(tiaowen: Callable, small_library: Path, form: list[str]) -> None:
    result = tiaowen(small_library, "search", "zzyzx", "--lang", "zh", *form)
    assert result.code == 1
    assert result.err == "nothing found for zzyzx; leave out --lang, or try fewer or other words\n"
    if form == ["--json"]:
        assert json.loads(result.out)["hits"] == []
    else:
        assert result.out == ""


@pytest.mark.parametrize(
    "words",
    [["--since", "June 2021", "薪酬"], ["--limit", "0", "薪酬"], ["--lang", "fr", "pay"], [], ["x" * 100_000], [" "], ["--colour", "x"]],
)
def test_a_call_that_cannot_be_answered_is_one_line(tiaowen: Callable, small_library: Path, words: list[str]) -> None:
    result = tiaowen(small_library, "search", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("tiaowen: ")
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize(
    "day", ["2021-02-30", "2021-06-31", "2021-13", "0000", "0000-01-01", "2021-6", "20210617", "2021-W01-1", "２０２１", ""]
)
def test_a_date_that_cannot_be_is_an_error_that_names_the_forms(tiaowen: Callable, small_library: Path, option: str, day: str) -> None:
    result = tiaowen(small_library, "search", option, day, "薪酬")
    assert (result.code, result.out) == (2, "")
    assert f"{option}': {day!r} is no date; write a year, month or day as 2021, 2021-06 or 2021-06-17" in result.err


@pytest.mark.parametrize("day", ["2020-02-29", "0001", "9999-12"])
def test_a_date_that_can_be_is_none(tiaowen: Callable, small_library: Path, day: str) -> None:
    assert tiaowen(small_library, "search", "--since", day, "薪酬").code in {0, 1}


def test_two_forms_at_once_are_an_error(tiaowen: Callable, small_library: Path) -> None:
    for words in (["search", "--json", "--jsonl", "薪酬"], ["add", "--jsonl", "--json", "raw"], ["reclean", "--json", "--jsonl"]):
        result = tiaowen(small_library, *words)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("tiaowen: --json and --jsonl exclude each other; give one of them")


def test_without_a_library_it_says_so_and_names_the_next_step(tiaowen: Callable, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    result = tiaowen(absent, "search", "salary")
    said = f"tiaowen: {absent}: no library is here; make one with `tiaowen add PATH`, or name another with --library\n"
    assert result == (2, "", said)
    assert tiaowen(absent, "index") == result
    assert not absent.exists()


def test_while_a_first_add_is_at_work_it_says_so(tiaowen: Callable, tmp_path: Path, page_folder: Path) -> None:
    library = tmp_path / "library"
    wait = "if `tiaowen add` is still at work, let it finish"
    with Corpus.open(library) as corpus:
        empty = f"tiaowen: {library}: has 0 pages and no index yet; {wait}, else add some with `tiaowen add PATH`\n"
        assert tiaowen(library, "search", "salary") == (2, "", empty)
        list(ingest([RawPage((page_folder / "news.html").read_bytes(), "news")], corpus))
        one = f"tiaowen: {library}: has 1 page and no index yet; {wait}, else run `tiaowen index`\n"
        assert tiaowen(library, "search", "salary") == (2, "", one)
        tiaowen(library, "index")
        assert tiaowen(library, "search", "salary").code == 0


def test_a_damaged_index_is_called_damaged(tiaowen: Callable, tmp_path: Path, page_folder: Path) -> None:
    tiaowen(tmp_path, "add", page_folder)
    (tmp_path / "index" / "manifest.json").write_text("{", encoding="utf-8")
    result = tiaowen(tmp_path, "search", "salary")
    assert (result.code, result.out) == (2, "")
    assert "damaged, not a manifest; make it again with `tiaowen index --rebuild`" in result.err


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ('"base salary', "base salary was read as words, not as a phrase"),
        ('hospitals "base salary" “county', "county was read as words, not as a phrase"),
        ('base salary"', "it was left out"),
    ],
)
def test_a_quote_that_is_never_closed_is_noted(tiaowen: Callable, small_library: Path, query: str, note: str) -> None:
    said = f"a double quote in the query is never closed: {note}"
    result = tiaowen(small_library, "search", query)
    assert result.code == 0
    assert result.err.splitlines()[0] == f"note: {said}"
    assert json.loads(tiaowen(small_library, "search", "--json", query).out)["notes"] == [said]


def test_quotes_in_pairs_are_no_matter(tiaowen: Callable, small_library: Path) -> None:
    assert tiaowen(small_library, "search", '"base salary" “service income”').err == ""


def test_all_words_first_and_it_is_said_how_many_have_them(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "search", "county treasury")
    assert "1 has all words; 1 more has some\n" in result.err
    assert "treasury" in result.out.splitlines()[2]


def test_an_error_shows_the_place_and_the_remedy(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "search", "医联体 AND (salary")
    assert (result.code, result.out) == (2, "")
    query, caret, error = result.err.splitlines()
    assert query == "  医联体 AND (salary"
    assert caret == "  " + " " * len("医联体 AND ") + " " * len("医联体") + "^"  # each Chinese character is two cells wide
    assert error.startswith("tiaowen: this bracket is never closed (character 9); write ")


def test_what_was_meant_is_offered_and_not_searched(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "search", "treasurry")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("did you mean: treasury\nnothing found for treasurry; ")
    assert json.loads(tiaowen(small_library, "search", "--json", "treasurry").out)["suggestions"] == ["treasury"]


def test_how_a_query_was_read_is_told_in_plain_words(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "search", "--explain", "salary AND -医联体 date:2020..2026")
    assert result.err.splitlines()[:6] == [
        "read as",
        '  word "salary"',
        "  without:",
        '    concept "医联体": 医联体 = medical alliance, under any of its names',
        "  dated from 2020 to 2026",
        "note: 2 matching clauses without a date left out",
    ]


def test_pages_of_an_answer_follow_each_other(tiaowen: Callable, small_library: Path) -> None:
    whole = json.loads(tiaowen(small_library, "search", "--json", "hospitals").out)["hits"]
    assert len(whole) == 2
    second = tiaowen(small_library, "search", "--json", "--limit", "1", "--page", "2", "hospitals")
    assert (
        json.loads(second.out)["hits"]
        == whole[1:]
        == json.loads(tiaowen(small_library, "search", "--json", "--offset", "1", "hospitals").out)["hits"]
    )
    assert "2–2 of 2 matching clauses\n" in second.err
    assert tiaowen(small_library, "search", "--limit", "1", "--offset", "1", "hospitals").out.startswith("2. ")
    beyond = tiaowen(small_library, "search", "--page", "9", "hospitals")
    assert (beyond.code, beyond.out) == (1, "")
    assert tiaowen(small_library, "search", "--page", "2", "--offset", "1", "hospitals").code == 2


def test_clauses_are_counted(tiaowen: Callable, small_library: Path) -> None:
    assert tiaowen(small_library, "search", "--count", "hospitals").out == "2\n"
    out = tiaowen(small_library, "search", "--facet", "lang,year", "lang:zh OR lang:en").out
    assert out.endswith("\nlang\n  3  zh\n  2  en\n\nyear\n  3  2021\n  2  (unknown)\n")
    kinds = json.loads(tiaowen(small_library, "search", "--json", "--facet", "kind", "kind:policy OR kind:other OR kind:news").out)
    assert {one["value"]: one["count"] for one in kinds["facets"]["kind"]} == Counter(hit["kind"] for hit in kinds["hits"])
    assert {"policy", "news"} & {hit["kind"] for hit in kinds["hits"]}
    assert tiaowen(small_library, "search", "--facet", "colour", "x").code == 2


def test_a_file_of_queries_is_answered_line_by_line(tiaowen: Callable, small_library: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_text("# salaries\nsalary\n\nzzyzx\n(salary OR\n", encoding="utf-8")
    result = tiaowen(small_library, "search", "--file", file, "--jsonl")
    found, nothing, refused = map(json.loads, result.out.splitlines())
    assert (found["query"], found["total"]) == ("salary", len(found["hits"]))
    assert (nothing["query"], nothing["hits"]) == ("zzyzx", [])
    assert "OR has nothing behind it" in refused["error"]
    assert result.code == 3
    assert tiaowen(small_library, "search", "--file", file).code == 2
    assert tiaowen(small_library, "search", "--jsonl").code == 2


def test_exact_finds_nothing_under_another_name(tiaowen: Callable, small_library: Path) -> None:
    assert tiaowen(small_library, "search", "--count", "medical alliance").out == "1\n"
    assert tiaowen(small_library, "search", "--count", "--exact", "medical alliance").out == "0\n"


def test_more_like_finds_the_neighbours_of_a_clause(tiaowen: Callable, small_library: Path) -> None:
    hits = json.loads(tiaowen(small_library, "search", "--json", "treasury").out)["hits"]
    result = tiaowen(small_library, "more-like", "--json", hits[0]["clause_id"])
    assert result.code == 0
    found = json.loads(result.out)["hits"]
    assert hits[0]["clause_id"] not in {hit["clause_id"] for hit in found}
    assert found[0]["title"] == "County hospitals test a new pay scheme"
    unknown = tiaowen(small_library, "more-like", "zzzz")
    assert (unknown.code, unknown.out) == (2, "")


def test_notes_and_a_long_clause(tiaowen: Callable, small_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "前文一二三四五。" * 60 + "完善薪酬制度。" + "后文六七八九十。" * 60
    start = text.index("薪酬")
    hit = Hit(
        "abc-de",
        1.0,
        text,
        "zh",
        (),
        "",
        "",
        "abc",
        "/pages/a.txt",
        "卫生报",
        "",
        (),
        (),
        (),
        (CleanSpan(start, start + 2),),
        ("words: 薪酬",),
    )
    answer = Answer("薪酬", (hit,), 1, ("the index is older than the corpus; run: tiaowen index",), complete=1)
    monkeypatch.setattr(search_cli.search, "open_index", lambda _library: _Index(answer))
    result = tiaowen(small_library, "search", "薪酬")
    title, shown, facts = result.out.splitlines()
    assert title == "1. (untitled)"
    assert shown.startswith("   … 前文一二三四五。")
    assert "完善薪酬制度。后文" in shown
    assert shown.endswith(" …")
    assert len(shown) < 180
    assert facts == "   卫生报 · undated · abc-de · why: words: 薪酬"
    assert result.err == "note: the index is older than the corpus; run: tiaowen index\n"


class _Index:
    """An index with one answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def search(self, _query: str, **_filters: object) -> Answer:
        return self._answer


def test_what_says_the_same_is_named_and_printed_where_asked_for(tiaowen: Callable, tmp_path: Path) -> None:
    library, _ = make_library(tmp_path / "library", {"https://a.example": OPINIONS.encode(), "https://b.example": ENGLISH.encode()})
    update_index(library)
    (hit,) = json.loads(tiaowen(library, "search", "--json", '"建立动态核增机制"').out)["hits"]
    (clause,) = hit["counterpart"]["clauses"]
    assert clause["text"].startswith("(1) Reform of staffing.")
    plain = tiaowen(library, "search", '"建立动态核增机制"').out
    assert f" · in English: {clause['clause_id']} · " in plain.replace(f" ({hit['counterpart']['confidence']:.2f} sure)", "")
    assert "Reform of staffing" not in plain
    both = tiaowen(library, "search", "--both", '"建立动态核增机制"').out.splitlines()
    assert [line for line in both if "Reform of staffing" in line] == [f"     {clause['clause_id']}  {clause['text']}"]
