"""cited-by: the clauses that cite a policy, or a place in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.search_cli.policy_pages import ENGLISH, NEWS, OPINIONS, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEASURES = "云泽省公立医院薪酬管理办法"
REPEALS = "《云泽省公立医院薪酬管理办法（试行）》（泽卫规〔2019〕3号）"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    return make_library(tmp_path_factory.mktemp("policies"))


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


def pages(result: tuple[int, str, str]) -> set[tuple[str, str]]:
    """Return page and words of each citation."""
    return {(one["clause_id"].partition("-")[0], one["written"]) for one in json.loads(result[1])["cited_by"]}


@pytest.mark.parametrize("name", [MEASURES, f"《{MEASURES}》", "泽卫规〔2019〕3号", "泽卫规（2023）4号", TRIAL, REVISED])
def test_a_policy_is_cited_by_whatever_names_it(tiaowen: Callable, made: tuple[Path, dict[bytes, str]], name: str) -> None:
    library, ids = made
    asked = ids.get(name.encode(), name)  # a page stands for the policy on it
    result = tiaowen(library, "cited-by", "--json", asked)
    assert result.code == 0
    news, revised = ids[NEWS.encode("gb18030")], ids[REVISED.encode()]
    assert pages(result) == {(news, f"《{MEASURES}》第三条"), (news, "泽卫规〔2019〕3号第二条"), (revised, REPEALS)}
    assert json.loads(result.out)["works"] == [MEASURES]


def test_a_translation_is_cited_by_what_cites_the_policy(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    for name in (ids[ENGLISH.encode()], ids[OPINIONS.encode()], "Guobanfa [2021] No. 18"):
        assert pages(tiaowen(library, "cited-by", "--json", name)) == {(ids[NEWS.encode("gb18030")], "国办发[2021]18号二（二）")}


def test_a_place_is_cited_by_what_names_it_or_what_stands_under_it(tiaowen: Callable, library: Path) -> None:
    def written(name: str) -> set[str]:
        return {one for _, one in pages(tiaowen(library, "cited-by", "--json", name))}

    assert written("国办发〔2021〕18号#2") == written("国办发〔2021〕18号#2.2") == {"国办发[2021]18号二（二）"}
    assert written(f"{MEASURES}#3") == {f"《{MEASURES}》第三条"}
    assert written("泽卫规〔2019〕3号#2") == {"泽卫规〔2019〕3号第二条"}
    for name in ("国办发〔2021〕18号#2.1", f"{MEASURES}#4", f"{MEASURES}#4.1"):
        assert tiaowen(library, "cited-by", name).code == 1


def test_a_clause_asks_for_its_place(tiaowen: Callable, library: Path) -> None:
    clause = json.loads(tiaowen(library, "show", "--json", "国办发〔2021〕18号#2.2").out)["id"]
    result = json.loads(tiaowen(library, "cited-by", "--json", clause).out)
    assert (result["path"], len(result["cited_by"])) == ("2.2", 1)


def test_json_names_the_clause_and_its_words(tiaowen: Callable, library: Path) -> None:
    (one,) = json.loads(tiaowen(library, "cited-by", "--json", "国办发〔2021〕18号").out)["cited_by"]
    assert (one["kind"], one["pins"], one["title"]) == ("full", ["2.2"], "县级医院试行新的薪酬办法")
    assert one["text"][slice(*one["span"])] == one["written"] == "国办发[2021]18号二（二）"


def test_people_read_each_clause_once_with_all_its_words(tiaowen: Callable, library: Path) -> None:
    out = tiaowen(library, "cited-by", MEASURES).out
    assert out.count("会议要求，各地要认真落实") == 1
    assert f"cites it as 《{MEASURES}》第三条; 泽卫规〔2019〕3号第二条" in out


def test_a_text_that_is_not_here_is_cited_by_number_and_title(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    news, opinions = ids[NEWS.encode("gb18030")], ids[OPINIONS.encode()]
    result = tiaowen(library, "cited-by", "--json", "人社部发[2021]52号")
    assert (result.code, result.err) == (0, "the text itself is not in the library\n")
    assert pages(result) == {
        (opinions, "《关于深化公立医院薪酬制度改革的指导意见》（人社部发〔2021〕52号）"),
        (news, "人社部发〔2021〕52号"),
    }
    assert [one["written"] for one in json.loads(result.out)["cited_by"]].count("人社部发〔2021〕52号") == 2
    by_title = tiaowen(library, "cited-by", "--json", "《云泽省医疗保障条例》")
    assert pages(by_title) == {(news, "《云泽省医疗保障条例》")}
    for name in ("人社部发〔2021〕52号#3", "人社部发〔2021〕53号", "云泽省医疗条例"):  # no place in it is cited, nor another text
        assert tiaowen(library, "cited-by", name).code == 2


def test_nobody_cites_it(tiaowen: Callable, tmp_path: Path) -> None:
    library, _ = make_library(tmp_path, {"a.txt": OPINIONS.encode(), "b.txt": TRIAL.encode()})
    for name in ("国办发〔2021〕18号", "泽卫规〔2019〕3号"):  # each prints its own number, and speaks of itself
        result = tiaowen(library, "cited-by", name)
        assert (result.code, result.out, result.err) == (1, "", "no page of the library cites it\n")
    assert json.loads(tiaowen(library, "cited-by", "--json", "国办发〔2021〕18号").out)["cited_by"] == []


def test_a_page_that_is_no_policy_cannot_be_cited(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    result = tiaowen(library, "cited-by", ids[NEWS.encode("gb18030")])
    assert (result.code, result.out) == (2, "")
    assert "carries no policy" in result.err


def test_a_place_that_is_not_there_names_the_next_step(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "cited-by", f"{MEASURES}#99")
    assert (result.code, result.out) == (2, "")
    assert f"`tiaowen show --toc '{MEASURES}'`" in result.err
