"""show: policies by id, number and title, places in them, their raw text and their citation; and what cannot be shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from search_cli.naming import split_name
from tests.search_cli.policy_pages import ENGLISH, NEWS, OPINIONS, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLE = "云泽省公立医院薪酬管理办法"
OF_TWO = "关于推进医联体建设的实施意见"
TEXTS_OF_TWO = [
    f"{name}省人民政府{OF_TWO}\n\n一、要求\n\n（一）经费。{name}省的财政安排专门的经费。\n\n（二）公开。医院每年公开价格。\n"
    for name in ("湖南", "湖北")
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    return make_library(tmp_path_factory.mktemp("policies"))


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


def shown(tiaowen: Callable, library: Path, *words: str) -> dict[str, Any]:
    result = tiaowen(library, "show", "--json", *words)
    assert result.code == 0, result.err
    return json.loads(result.out)


# Names of a policy


@pytest.mark.parametrize(
    "name",
    [
        "国办发〔2021〕18号",
        "国办发[2021]18号",
        "国办发（2021）18号",
        "国办发【2021】18号",
        "国办发［２０２１］１８号",
        "国办发〔2021〕第018号",
        "國辦發〔2021〕18號",
        "Guobanfa [2021] No. 18",
        "guobanfa (2021) no.18",
        "国务院办公厅关于推动公立医院高质量发展的意见",
        "《国务院办公厅关于推动公立医院高质量发展的意见》",
        "关于推动公立医院高质量发展的意见",
        "《关于推动公立医院高质量发展的意见》（国办发〔2021〕18号）",
        "  国办发〔2021〕18号  ",
        "Opinions on Promoting the High-Quality Development of Public Hospitals",
    ],
)
def test_one_policy_by_any_of_its_names(tiaowen: Callable, made: tuple[Path, dict[bytes, str]], name: str) -> None:
    library, ids = made
    work = shown(tiaowen, library, name)
    assert work["key"] == "国办发〔2021〕18号"
    places = [place["doc_id"] for expression in work["expressions"] for place in expression["manifestations"]]
    assert sorted(places) == sorted((ids[OPINIONS.encode()], ids[ENGLISH.encode()]))


def test_versions_in_order_with_the_evidence_and_the_repeal_with_its_source(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    result = tiaowen(library, "show", TITLE)
    assert result.code == 0
    lines = [line.strip() for line in result.out.splitlines()]
    assert lines[:2] == [TITLE, "numbers   泽卫规〔2019〕3号; 泽卫规〔2023〕4号"]
    trial, revised = (
        lines.index("Chinese, 试行  made 2019-03-12, effective 2019-05-01"),
        lines.index("Chinese, 2023年修订  revised 2023, made 2023-06-05, effective 2023-07-01"),
    )
    assert trial < revised
    assert lines[revised + 1] == "later, because made 2019-03-12 before made 2023-06-05"
    assert lines[trial + 1].startswith(f"{ids[TRIAL.encode()]}  7 clauses  https://health.yunze.example/2019/0312.txt")
    repealed = lines.index(f"repealed  《{TITLE}（试行）》（泽卫规〔2019〕3号）同时废止")
    assert trial < repealed < revised  # the version that is repealed, not the one that says so
    clause, title = lines[repealed + 1].split("  ")
    assert title == f"{TITLE}（2023年修订）"
    assert shown(tiaowen, library, clause)["path"] == "6"


def test_json_of_a_policy_tells_its_standing(tiaowen: Callable, library: Path) -> None:
    work = shown(tiaowen, library, "泽卫规〔2019〕3号")
    (said,) = work["standing"]
    assert (said["standing"], said["number"], said["title"]) == ("repealed", "泽卫规〔2019〕3号", f"{TITLE}（试行）")
    assert [expression["version"] for expression in work["expressions"]] == ["试行", "2023年修订"]
    assert said["expression"] == 0


def test_a_statement_that_may_mean_two_versions_stands_below_both(tiaowen: Callable, tmp_path: Path) -> None:
    versions = [f"医院公开办法\n\n第一条　医院{what}公开价格。\n\n第二条　医院审计。\n" for what in ("每年", "每月一次向全社会")]
    decision = "云泽省卫生健康委员会关于清理文件的决定\n\n一、《医院公开办法》继续有效。\n\n二、本决定自2024年5月6日起施行。\n"
    library, _ = make_library(tmp_path, {f"{at}.txt": text.encode() for at, text in enumerate((*versions, decision))})
    (said,) = shown(tiaowen, library, "医院公开办法")["standing"]
    assert (said["standing"], said["expression"]) == ("in-force", None)
    lines = tiaowen(library, "show", "医院公开办法").out.splitlines()
    assert lines[-4:-1] == ["", "said without telling which version is meant", "in-force  《医院公开办法》继续有效"]


def test_a_repeal_in_a_table_is_shown_with_its_heading(tiaowen: Callable, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{at}</td><td>{title}</td><td>{number}</td></tr>"
        for at, title, number in (
            ("序号", "文件名称", "文号"),
            (1, "关于印发医院审计办法的通知", "泽卫规〔2018〕2号"),
            (2, TITLE, "泽卫规〔2019〕3号"),
        )
    )
    decision = (
        '<html><head><meta charset="utf-8"><title>清理文件的公告</title></head><body><h1>清理文件的公告</h1><p>泽卫规〔2024〕9号</p>'
        f"<h2>一、失效的规范性文件目录（2件）</h2><table>{rows}</table></body></html>"
    )
    library, ids = make_library(tmp_path, {"a.txt": TRIAL.encode(), "b.html": decision.encode()})
    (said,) = shown(tiaowen, library, "泽卫规〔2019〕3号")["standing"]
    assert (said["standing"], said["heading"], said["expression"]) == ("lapsed", "一、失效的规范性文件目录", 0)
    assert said["words"] == f"一、失效的规范性文件目录 > {TITLE}"
    clause = shown(tiaowen, library, said["id"])
    assert (clause["doc_id"], clause["text"][slice(*said["span"])]) == (ids[decision.encode()], TITLE)


def test_a_title_of_two_bodies_shows_both_and_is_no_place(tiaowen: Callable, tmp_path: Path) -> None:
    library, ids = make_library(tmp_path, {f"{name}.txt": text.encode() for name, text in enumerate(TEXTS_OF_TWO)})
    works = shown(tiaowen, library, OF_TWO)["works"]
    assert sorted(work["expressions"][0]["manifestations"][0]["doc_id"] for work in works) == sorted(ids.values())
    for words in (["show", f"{OF_TWO}#1.1"], ["show", "--toc", OF_TWO], ["cites", OF_TWO], ["diff", OF_TWO, OF_TWO]):
        result = tiaowen(library, *words)
        assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
        assert all(doc_id in result.err for doc_id in ids.values())


# Places


def test_a_place_by_page_number_and_title(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    for name in (ids[REVISED.encode()], ids[REVISED.encode()][:4], "泽卫规〔2023〕4号", f"《{TITLE}（2023年修订）》", TITLE):
        clause = shown(tiaowen, library, f"{name}#4.1")
        assert (clause["doc_id"], clause["path"]) == (ids[REVISED.encode()], "4.1")
        assert clause["text"] == "（一）坚持公益性，收入分配不得与药品收入挂钩；"


def test_the_number_of_a_version_shows_that_version(tiaowen: Callable, library: Path) -> None:
    for name in ("泽卫规〔2019〕3号", f"{TITLE}（试行）"):
        assert shown(tiaowen, library, f"{name}#2")["text"].endswith("考核总量不超过基础总量的30%。")
    assert shown(tiaowen, library, "泽卫规〔2023〕4号#3")["text"].endswith("考核总量不超过基础总量的40%。")


def test_all_under_a_place_is_shown(tiaowen: Callable, library: Path) -> None:
    assert [clause["path"] for clause in shown(tiaowen, library, "泽卫规〔2023〕4号#4")["clauses"]] == ["4", "4.1", "4.2"]
    assert [clause["path"] for clause in shown(tiaowen, library, "国办发〔2021〕18号#2")["clauses"]] == ["2.1", "2.2"]
    assert [clause["path"] for clause in shown(tiaowen, library, "泽卫规〔2023〕4号#A1")["clauses"]] == ["A1:1", "A1:2"]
    out = tiaowen(library, "show", "泽卫规〔2023〕4号#4").out
    assert out.index("坚持下列原则") < out.index("坚持公益性") < out.index("坚持多劳多得")


@pytest.mark.parametrize("path", ["99", "4.3", "A2", "第四十条", "4.1.", "..", "1" * 10_000, "\x1b[2J"])
@pytest.mark.parametrize("of", ["page", "number", "title"])
def test_a_place_that_is_not_there_names_the_next_step(tiaowen: Callable, made: tuple[Path, dict[bytes, str]], of: str, path: str) -> None:
    library, ids = made
    name = {"page": ids[REVISED.encode()], "number": "泽卫规〔2023〕4号", "title": TITLE}[of]
    result = tiaowen(library, "show", f"{name}#{path}")
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert f"`tiaowen show --toc '{name}'`" in result.err
    assert "\x1b" not in result.err
    assert len(result.err) < 400
    assert tiaowen(library, "show", "--toc", name).code == 0  # the step that it names works


def test_a_clause_has_no_places_in_it(tiaowen: Callable, library: Path) -> None:
    clause = shown(tiaowen, library, "泽卫规〔2023〕4号#4.1")["id"]
    result = tiaowen(library, "show", f"{clause}#2")
    assert (result.code, result.out) == (2, "")
    assert f"{clause.partition('-')[0]}#2" in result.err


def test_an_empty_place_is_the_whole(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    assert shown(tiaowen, library, "泽卫规〔2023〕4号#")["key"] == TITLE
    assert shown(tiaowen, library, f"{ids[REVISED.encode()]}#")["doc_id"] == ids[REVISED.encode()]


# A clause with its neighbours


def test_context_stands_around_the_clause(tiaowen: Callable, library: Path) -> None:
    before, clause, after = "第三条　核定薪酬总量", "（一）坚持公益性", "（二）坚持多劳多得"
    out = tiaowen(library, "show", "--context", "泽卫规〔2019〕3号#3.1").out
    assert out.index(before) < out.index(clause) < out.index(after)
    alone = tiaowen(library, "show", "泽卫规〔2019〕3号#3.1").out
    assert (before in alone, after in alone) == (False, False)
    first = tiaowen(library, "show", "--context", "泽卫规〔2019〕3号#1").out
    assert "第一条" in first
    assert "第二条" in first


def test_a_clause_tells_its_place_as_its_text_counts(tiaowen: Callable, library: Path) -> None:
    assert "第三条第（一）项 (3.1))" in tiaowen(library, "show", "泽卫规〔2019〕3号#3.1").out
    assert "附件1 一 (A1:1))" in tiaowen(library, "show", "泽卫规〔2023〕4号#A1:1").out


# The raw page


RAW_PAGES = {
    "a.html": (
        '<html><head><meta charset="gb18030"><title>医院公开办法</title></head><body>\n<p>首段说明公开的理由。</p>\n'
        "<p>第一条　医院&amp;诊所应当<b>每年</b>公开&ldquo;价格&rdquo;，并\n接受审计。</p>\n<p>第二条　医院审计。</p></body></html>\n"
    ).encode("gb18030"),
    "b.txt": (
        "医院公开办法\r\n\r\n第一条　为了规范医院的价格公开和财务审计工作，根据有关法律、\r\n行政法规的规定，制定本办法。\r\n"
        "第二条　医院审计。\r\n"
    ).encode(),
    "c.txt": "医院公开办法\r第一条　医院公开。\r第二条　医院审计。\r".encode(),
    "d.txt": "医院公开办法（二）\n\n第一条　医院公开。\n\n第二条　医院审计。".encode(),
}


@pytest.fixture(scope="module")
def raw_pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    return make_library(tmp_path_factory.mktemp("raw"), RAW_PAGES)


class Raw(NamedTuple):
    """A page's place: in which lines it stands, what stands there, and whether cleaning changed any of it."""

    page: str
    path: str
    lines: tuple[int, int]
    raw: str
    edited: bool = False


@pytest.mark.parametrize(
    "case",
    [
        Raw("a.html", "1", (3, 4), "第一条　医院&amp;诊所应当<b>每年</b>公开&ldquo;价格&rdquo;，并\n接受审计。", edited=True),
        Raw("a.html", "2", (5, 5), "第二条　医院审计。"),
        Raw(
            "b.txt",
            "1",
            (3, 4),
            "第一条　为了规范医院的价格公开和财务审计工作，根据有关法律、\r\n行政法规的规定，制定本办法。",
            edited=True,
        ),
        Raw("b.txt", "2", (5, 5), "第二条　医院审计。"),
        Raw("c.txt", "2", (3, 3), "第二条　医院审计。"),
        Raw("d.txt", "2", (5, 5), "第二条　医院审计。"),
    ],
    ids=lambda case: f"{case.page}#{case.path}",
)
def test_raw_gives_the_characters_of_the_page_and_its_lines(tiaowen: Callable, raw_pages: tuple[Path, dict[bytes, str]], case: Raw) -> None:
    library, ids = raw_pages
    place = shown(tiaowen, library, "--raw", f"{ids[RAW_PAGES[case.page]]}#{case.path}")
    assert (place["first_line"], place["last_line"], place["raw"]) == (*case.lines, case.raw)
    assert bool(place["edits"]) == case.edited
    assert place["encoding"] == ("gb18030" if case.page == "a.html" else "utf-8")
    assert RAW_PAGES[case.page].decode(place["encoding"])[place["spans"][0][0] : place["spans"][-1][1]] == case.raw
    repairs = json.loads(tiaowen(library, "repairs", "--json", ids[RAW_PAGES[case.page]]).out)["edits"]
    assert set(place["edits"]) <= {edit["number"] for edit in repairs}


def test_people_read_where_it_stands_and_what(tiaowen: Callable, raw_pages: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = raw_pages
    out = tiaowen(library, "show", "--raw", f"{ids[RAW_PAGES['a.html']]}#1").out
    assert re.search(
        r"^lines 3 to 4, characters \d+ to \d+ of the page read as gb18030; \d+ changes made there: tiaowen repairs ", out, re.MULTILINE
    )
    assert "医院&amp;诊所应当<b>每年</b>公开&ldquo;价格&rdquo;，并\n接受审计。" in out
    assert "nothing was changed there" in tiaowen(library, "show", "--raw", f"{ids[RAW_PAGES['a.html']]}#2").out


def test_raw_json_of_a_place_with_several_clauses_is_one_document(tiaowen: Callable, library: Path) -> None:
    places = shown(tiaowen, library, "--raw", "泽卫规〔2019〕3号#3")["clauses"]
    assert [place["raw"][:3] for place in places] == ["第三条", "（一）", "（二）"]
    assert [place["first_line"] for place in places] == [11, 13, 15]


# Citations


def test_a_place_is_cited_in_the_words_of_the_page(tiaowen: Callable, library: Path) -> None:
    assert tiaowen(library, "show", "--cite", "plain", "泽卫规（2019）3号#3.1").out == (
        f"云泽省卫生健康委员会：《{TITLE}（试行）》（泽卫规〔2019〕3号），第三条第（一）项，2019-03-12，"
        "https://health.yunze.example/2019/0312.txt（2026-11-03访问）。\n"
    )


def test_every_style_in_both_languages(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    english = ids[ENGLISH.encode()]
    title = "Opinions of the General Office of the State Council on Promoting the High-Quality Development of Public Hospitals"
    assert tiaowen(library, "show", "--cite", "plain", f"{english}#2.1").out == (
        f"“{title}” (国办发〔2021〕18号), II(1). 2021-05-14. https://gov.example/en/2021/18.txt (accessed 2026-11-03).\n"
    )
    assert tiaowen(library, "show", "--cite", "gbt7714", "国办发〔2021〕18号#2.1").out == (
        "国务院办公厅. 国务院办公厅关于推动公立医院高质量发展的意见: 国办发〔2021〕18号: 二（一）[EB/OL]. (2021-05-14)[2026-11-03]."
        " https://gov.example/2021/18.txt.\n"
    )
    item = json.loads(tiaowen(library, "show", "--cite", "csl", f"{english}#2.1").out)
    assert (item["language"], item["section"], item["issued"]) == ("en", "II(1)", {"date-parts": [[2021, 5, 14]]})
    assert tiaowen(library, "show", "--cite", "bibtex", "国办发〔2021〕18号#2.1").out.startswith(
        "@legislation{国办发-2021-18号-2.1,\n  title = {{"
    )


def test_a_heading_is_cited_as_itself_not_as_its_first_unit(tiaowen: Callable, library: Path) -> None:
    def section(name: str) -> str:
        return json.loads(tiaowen(library, "show", "--cite", "csl", name).out)["section"]

    assert section("国办发〔2021〕18号#2") == "二"
    assert section("国办发〔2021〕18号#2.2") == "二（二）"
    assert section("泽卫规〔2023〕4号#4") == "第四条"
    assert section("泽卫规〔2023〕4号#A1") == "附件1"
    assert section("泽卫规〔2023〕4号#A1:2") == "附件1 二"


def test_a_clause_of_news_is_cited_with_the_pages_words_alone(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    news = ids[NEWS.encode("gb18030")]
    clause = shown(tiaowen, library, news)["clauses"][0]
    assert tiaowen(library, "show", "--cite", "plain", clause).out == (
        "《县级医院试行新的薪酬办法》，https://news.example/2023/pay.html（2026-11-03访问）。\n"
    )


def test_where_only_the_page_is_dated_the_date_is_the_pages(tiaowen: Callable, tmp_path: Path) -> None:
    library, ids = make_library(
        tmp_path, {"a.txt": "医院公开办法\n\n发布日期：2021-06-17\n\n第一条　医院公开。\n\n第二条　医院审计。\n".encode()}
    )
    (page,) = ids.values()
    marks = {"plain": "2021-06-17（页面日期）", "bibtex": "note = {date of the page}", "csl": '"note": "date of the page"'}
    for style, mark in marks.items():
        assert mark in tiaowen(library, "show", "--cite", style, f"{page}#1").out


# Errors in the call


@pytest.mark.parametrize(
    "words",
    [
        ["--cite", "plain", "--raw"], ["--toc", "--raw"], ["--context", "--toc"], ["--raw", "--context"], ["--context", "--cite", "csl"],
        ["--cite", "plain", "--json"], ["--context", "--json"], ["--cite", "mla"],
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_an_error_in_the_call(tiaowen: Callable, library: Path, words: list[str]) -> None:
    result = tiaowen(library, "show", "泽卫规〔2019〕3号#3.1", *words)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert result.err.rstrip().endswith("see: tiaowen show -h")


@pytest.mark.parametrize("words", [["--raw"], ["--context"], ["--cite", "plain"]])
def test_what_is_for_a_clause_is_not_for_a_page_or_a_policy(
    tiaowen: Callable, made: tuple[Path, dict[bytes, str]], words: list[str]
) -> None:
    library, ids = made
    for name in ("泽卫规〔2019〕3号", ids[TRIAL.encode()]):
        result = tiaowen(library, "show", name, *words)
        assert (result.code, result.out) == (2, "")
        assert "ID#PATH" in result.err


# Places as people cite them


@pytest.mark.parametrize(
    ("typed", "name", "path"),
    [
        ("海政发[2022]12号#二（三）", "海政发[2022]12号", "2.3"),
        ("海政发[2022]12号 二（三）", "海政发[2022]12号", "2.3"),
        ("海政发[2022]12号第三条", "海政发[2022]12号", "3"),
        ("公司法#第一百四十六条", "公司法", "146"),
        ("公司法＃第五条第（一）项", "公司法", "5.1"),
        ("公司法#第五條之一第二款", "公司法", "5-1"),
        ("《公司法》第十二条", "《公司法》", "12"),
        ("公司法#２．３", "公司法", "2.3"),
        ("公司法#5（2）", "公司法", "5.2"),
        ("公司法#五、（二）3.", "公司法", "5.2.3"),
        ("海政发【2022】12#2.1", "海政发【2022】12号", "2.1"),
        ("公司法#A1:2", "公司法", "A1:2"),
        ("公司法#5-1", "公司法", "5-1"),
        ("公司法#附则", "公司法", "附则"),
        ("《意见》（海政发〔2022〕12号）", "《意见》（海政发〔2022〕12号）", ""),
        ("hb57f-2", "hb57f-2", ""),
    ],
)
def test_place_is_read_as_people_cite_it(typed: str, name: str, path: str) -> None:
    assert split_name(typed) == (name, path)


def test_clause_is_found_at_a_place_written_in_chinese(tiaowen: Callable, library: Path) -> None:
    by_path = shown(tiaowen, library, "泽卫规〔2023〕4号#4.1")
    for place in ("号#四（一）", "号#第四条第（一）项", "号 第四条第一项", "#4.1"):
        assert shown(tiaowen, library, f"泽卫规【2023】4{place}") == by_path
