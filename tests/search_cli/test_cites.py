"""cites: what a page, a clause or a policy cites, what of it is here and where, and what is wanted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from corpus.store import Corpus
from tests.search_cli import policy_pages
from tests.search_cli.policy_pages import NEWS, OPINIONS, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEWS_PAGE = NEWS.encode("gb18030")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    return make_library(tmp_path_factory.mktemp("policies"))


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


@pytest.fixture
def news(made: tuple[Path, dict[bytes, str]]) -> str:
    return made[1][NEWS_PAGE]


def citations(result: tuple[int, str, str]) -> list[tuple[str, list[str], list[str]]]:
    """Return of each citation what is written, its pins and its works."""
    return [(one["written"], one["pins"], one["works"]) for one in json.loads(result[1])["citations"]]


def test_citations_by_number_and_title_with_their_places(tiaowen: Callable, library: Path, news: str) -> None:
    result = tiaowen(library, "cites", "--json", news)
    assert result.code == 0
    assert citations(result) == [
        ("国办发[2021]18号二（二）", ["2.2"], ["国办发〔2021〕18号"]),
        ("《云泽省公立医院薪酬管理办法》第三条", ["3"], ["云泽省公立医院薪酬管理办法"]),
        ("泽卫规〔2019〕3号第二条", ["2"], ["云泽省公立医院薪酬管理办法"]),
        ("人社部发〔2021〕52号", [], []),
        ("《云泽省医疗保障条例》", [], []),
        ("人社部发〔2021〕52号", [], []),
    ]


def test_places_are_clauses_of_the_version_that_is_named(
    tiaowen: Callable, library: Path, news: str, made: tuple[Path, dict[bytes, str]]
) -> None:
    cited = json.loads(tiaowen(library, "cites", "--json", news).out)["citations"]
    with Corpus.open(library, create=False) as corpus:
        places = [[(corpus.clause(one).doc_id, corpus.clause(one).path) for one in link["clauses"]] for link in cited]
    opinions, revised, trial = (made[1][text.encode()] for text in (OPINIONS, REVISED, TRIAL))
    assert places == [[(opinions, "2.2")], [(revised, "3")], [(trial, "2")], [], [], []]


def test_the_words_stand_where_the_span_says(tiaowen: Callable, library: Path, news: str) -> None:
    for link in json.loads(tiaowen(library, "cites", "--json", news).out)["citations"]:
        clause = json.loads(tiaowen(library, "show", "--json", link["clause_id"]).out)
        assert clause["text"][slice(*link["span"])] == link["written"]


def test_people_read_clause_words_and_meaning(tiaowen: Callable, library: Path, news: str) -> None:
    lines = tiaowen(library, "cites", news).out.splitlines()
    at = lines.index("  泽卫规〔2019〕3号第二条")
    assert lines[at + 1].startswith("    → 云泽省公立医院薪酬管理办法  ")
    assert lines[lines.index("  《云泽省医疗保障条例》") + 1] == "    → wanted: 云泽省医疗保障条例"
    assert lines.count("    → wanted: 人社部发〔2021〕52号") == 2
    assert sum(line.startswith(f"{news}-") for line in lines) == 4  # each clause once


@pytest.mark.parametrize(
    "name",
    ["泽卫规〔2023〕4号", "泽卫规[2023]4号", "《云泽省公立医院薪酬管理办法（2023年修订）》", "泽卫规〔2023〕4号#6", "泽卫规〔2023〕4号＃6"],
)
def test_own_number_and_pointers_are_no_citations_of_others(tiaowen: Callable, library: Path, name: str) -> None:
    result = tiaowen(library, "cites", "--json", name)
    assert citations(result) == [("《云泽省公立医院薪酬管理办法（试行）》（泽卫规〔2019〕3号）", [], ["云泽省公立医院薪酬管理办法"])]


@pytest.mark.parametrize("name", ["泽卫规〔2019〕3号", "泽卫规〔2023〕4号#1", "泽卫规〔2023〕4号#4", "泽卫规〔2023〕4号＃1"])
def test_a_text_that_cites_nothing(tiaowen: Callable, library: Path, name: str) -> None:
    result = tiaowen(library, "cites", name)
    assert (result.code, result.out, result.err) == (1, "", "nothing is cited there\n")
    assert json.loads(tiaowen(library, "cites", "--json", name).out) == {"citations": []}


def test_what_a_place_with_all_under_it_cites(tiaowen: Callable, library: Path) -> None:
    for path in ("2", "2.2"):
        ((written, _, _),) = citations(tiaowen(library, "cites", "--json", f"国办发〔2021〕18号#{path}"))
        assert written == "《关于深化公立医院薪酬制度改革的指导意见》（人社部发〔2021〕52号）"
    assert tiaowen(library, "cites", "国办发〔2021〕18号#2.1").code == 1


def test_wanted_is_one_line_a_number_most_cited_first(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "cites", "--wanted")
    assert result.code == 0
    assert result.out.splitlines() == ["   3  人社部发〔2021〕52号  关于深化公立医院薪酬制度改革的指导意见", "   1  云泽省医疗保障条例"]
    assert json.loads(tiaowen(library, "cites", "--wanted", "--json").out) == {
        "wanted": [
            {"number": "人社部发〔2021〕52号", "title": "关于深化公立医院薪酬制度改革的指导意见", "count": 3},
            {"number": None, "title": "云泽省医疗保障条例", "count": 1},
        ]
    }


def test_nothing_is_wanted_where_all_is_there(tiaowen: Callable, tmp_path: Path) -> None:
    library, _ = make_library(tmp_path, {"a.txt": TRIAL.encode(), "b.txt": REVISED.encode()})
    result = tiaowen(library, "cites", "--wanted")
    assert (result.code, result.out) == (1, "")
    assert "nothing is wanted" in result.err


@pytest.mark.parametrize("words", [[], ["--wanted", "abcde"], ["--nothing"], ["a", "b"]])
def test_a_call_that_asks_nothing_or_two_things_is_an_error(tiaowen: Callable, library: Path, words: list[str]) -> None:
    result = tiaowen(library, "cites", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.rstrip().endswith("see: tiaowen cites -h")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "#",
        "x#",
        "#5",
        "x" * 10_000,
        "x" * 10_000 + "#1",
        "5#" + "1." * 5_000,
        "zzzzz",
        "国办发〔2021〕19号",
        "\x1b[2J\x00",
        "\u202e#\u202e",
    ],
)
def test_what_names_nothing_is_one_safe_line_with_the_next_step(tiaowen: Callable, library: Path, name: str) -> None:
    for verb in ("cites", "cited-by", "show"):
        result = tiaowen(library, verb, name)
        assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
        assert "`tiaowen search" in result.err or "too short" in result.err
        assert len(result.err) < 400
        assert not {"\x1b", "\x00", "\u202e"} & set(result.err)


def test_a_page_without_clauses_cites_nothing(tiaowen: Callable, tmp_path: Path) -> None:
    library, ids = make_library(tmp_path, {"a.txt": "……\n".encode()})
    assert tiaowen(library, "cites", *ids.values()).code == 1


def test_a_library_that_older_rules_made_says_so(tiaowen: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaners.across.ingest.RULES_VERSION", "older")
    library, _ = policy_pages.make_library(tmp_path)
    assert "5 of its pages were cleaned by older rules: run `tiaowen reclean`" in tiaowen(library, "cites", "没有的办法").err


def test_what_is_no_title_is_not_wanted(tiaowen: Callable, tmp_path: Path) -> None:
    page = """云泽省卫生健康委员会关于诊所管理的意见

泽卫规〔2022〕7号

各市卫生健康委员会：

一、诊所应当持有《诊所备案凭证书》（以下简称凭证），并按照《国办发〔2017〕32号》和国办发〔2021〕18、19号的要求执行。

二、有关单位按《通知》第三条填写《诊所年度核验登记表》（以下简称登记表），并报《云泽健康日报》（以下简称日报）公布。

云泽省卫生健康委员会

2022年3月2日
"""
    library, _ = make_library(tmp_path / "forms", {"https://yunze.example/7.txt": page.encode()})
    wanted = json.loads(tiaowen(library, "cites", "--wanted", "--json").out)["wanted"]
    assert [(one["number"], one["title"]) for one in wanted] == [
        (f"国办发〔{year}〕{number}号", "") for year, number in ((2017, 32), (2021, 18), (2021, 19))
    ]
