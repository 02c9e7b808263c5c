"""pair: a policy in both languages, clause beside clause, with how sure that is and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from search_cli.cells import width_of
from tests.search_cli.policy_pages import ENGLISH, OPINIONS, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NUMBER = "国办发〔2021〕18号"

SHORTER = ENGLISH.replace("(2) Reform of salaries.", "(3) Reform of salaries.").replace("Guobanfa [2021] No. 18\n\n", "")

BILINGUAL = """<html><body><h1>泽城市家庭医生签约办法</h1>
<p>第一条　为了推进分级诊疗制度建设，制定本办法。</p>
<p>Article 1 These Measures are formulated to promote graded diagnosis and treatment.</p>
<p>第二条　签约服务费由医保基金和签约居民分担，协议期为三年。</p>
<p>Article 2 The contract fee is shared by the medical insurance fund and the residents; an agreement has a term of three years.</p>
<p>第三条　本办法自2021年1月1日起施行。</p>
<p>Article 3 These Measures shall come into force as of January 1, 2021.</p>
</body></html>
"""

TWO_COLUMNS = """<html><body><h1>泽城市转诊办法</h1>
<p>泽城市卫生健康委员会于2021年12月公布，全文如下。</p>
<p>Made public by the Zecheng Municipal Health Commission in December 2021. The full text reads as follows.</p>
<table>
<tr><td>第一条　为了规范双向转诊，制定本办法。</td><td>Article 1 These Measures are formulated to regulate two-way referral.</td></tr>
<tr><td>第二条　转诊平台每年公布两次名单。</td><td>Article 2 The platform publishes its list twice a year.</td></tr>
<tr><td>第三条　本办法自2022年3月1日起施行。</td><td>Article 3 These Measures come into force on March 1, 2022.</td></tr>
</table></body></html>
"""


ONE_BELOW_THE_OTHER = (
    TRIAL.replace("公立医院薪酬管理", "县级医院公开")
    + """
Measures of Yunze Province for the Disclosure of County Hospitals

Article 1 These Measures are formulated to regulate the salaries of public hospitals.

Article 2 The payroll consists of a base and a bonus pool, which shall not exceed 30 percent of the base.

Article 4 The head of a hospital draws an annual salary, which the competent department approves every year.

Article 5 These Measures shall come into force on May 1, 2019.
"""
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    texts = (OPINIONS, ENGLISH, TRIAL, REVISED, SHORTER, BILINGUAL, TWO_COLUMNS, ONE_BELOW_THE_OTHER)
    return make_library(tmp_path_factory.mktemp("pairs"), {f"https://gov.example/{at}": text.encode() for at, text in enumerate(texts)})


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


def page_of(made: tuple[Path, dict[bytes, str]], text: str) -> str:
    return made[1][text.encode()]


def told(result: object) -> dict[str, object]:
    return json.loads(result.out)  # type: ignore[attr-defined]


def test_the_translation_in_the_library_is_found_from_either_side(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library = made[0]
    zh, en = page_of(made, OPINIONS), page_of(made, ENGLISH)
    answers = [told(tiaowen(library, "pair", "--json", name)) for name in (NUMBER, zh, en)]
    assert answers[0] == answers[1] == answers[2]
    assert (answers[0]["zh"]["doc_id"], answers[0]["en"]["doc_id"]) == (zh, en)


def test_json_holds_every_clause_once_with_score_and_evidence(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library = made[0]
    answer = told(tiaowen(library, "pair", "--json", NUMBER))
    for side, text in (("zh", OPINIONS), ("en", ENGLISH)):
        shown = json.loads(tiaowen(library, "show", "--json", page_of(made, text)).out)["clauses"]
        assert [one for group in answer["alignments"] for one in group[f"{side}_ids"]] == shown
    groups = [group for group in answer["alignments"] if "both are number 2.1" in group["evidence"]]
    assert len(groups) == 1
    assert 0.9 < groups[0]["score"] <= 1


def test_the_texts_stand_side_by_side_in_columns_of_cells(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "pair", NUMBER)
    assert result.code == 0
    beside = [line for line in result.out.splitlines() if " │" in line]
    assert {width_of(line[: line.index("│")]) for line in beside} == {49}
    (line,) = [line for line in beside if line.startswith("（一）改革人事管理制度")]
    assert "│ (1) Reform of staffing." in line
    assert ": both are number 2.1" in result.out


def test_a_narrow_terminal_has_one_below_the_other(on_terminal: Callable, library: Path) -> None:
    shown = on_terminal(60, "--library", library, "pair", NUMBER)
    assert "│" not in shown
    assert max(map(width_of, shown.replace("\x1b[2m", "").replace("\x1b[36m", "").replace("\x1b[0m", "").splitlines())) <= 60
    assert shown.index("（一）改革人事管理制度") < shown.index("    (1) Reform of staffing.") < shown.index("（二）改革薪酬分配制度")


def test_a_place_shows_its_own_pair_alone(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "pair", f"{NUMBER}#2.2")
    assert "(2) Reform of salaries." in result.out
    assert "Reform of staffing" not in result.out
    assert result.err == "1 pair\n"


def test_what_only_one_language_has_is_shown_as_such(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library = made[0]
    result = tiaowen(library, "pair", page_of(made, TRIAL), page_of(made, ENGLISH))
    assert result.code == 0
    assert "no clause in English fits here" in result.out
    assert "only in Chinese" in result.err


def test_a_second_id_names_a_text_that_does_not_say_what_it_translates(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library = made[0]
    answer = told(tiaowen(library, "pair", "--json", page_of(made, SHORTER), NUMBER))
    assert (answer["zh"]["doc_id"], answer["en"]["doc_id"]) == (page_of(made, OPINIONS), page_of(made, SHORTER))


@pytest.mark.parametrize(("text", "pairs"), [(BILINGUAL, 3), (TWO_COLUMNS, 4)])
def test_a_page_in_two_languages_is_its_own_pair(tiaowen: Callable, made: tuple[Path, dict[bytes, str]], text: str, pairs: int) -> None:
    library = made[0]
    page = page_of(made, text)
    result = tiaowen(library, "pair", page)
    assert (result.code, result.err) == (0, f"{pairs} pairs\n")
    for at in range(1, 4):
        assert f": both are Article {at}" in result.out


def test_a_page_with_the_translation_below_the_text_is_its_own_pair(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    page = ids[ONE_BELOW_THE_OTHER.encode()]
    answer = told(tiaowen(library, "pair", "--json", page))
    linked = [group for group in answer["alignments"] if group["zh_ids"] and group["en_ids"]]
    assert [group["evidence"][0] for group in linked] == [f"both are Article {at}" for at in (1, 2, 4, 5)]


def test_where_there_is_no_other_language_that_is_said(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library = made[0]
    result = tiaowen(library, "pair", page_of(made, TRIAL))
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("the library has no other language of 云泽省公立医院薪酬管理办法")
    answer = tiaowen(library, "pair", "--json", page_of(made, TRIAL))
    assert (answer.code, told(answer)) == (1, {"zh": None, "en": None, "alignments": []})


def test_two_texts_in_one_language_are_sent_to_diff(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library = made[0]
    result = tiaowen(library, "pair", page_of(made, TRIAL), page_of(made, REVISED))
    assert (result.code, result.out) == (1, "")
    assert "tiaowen diff" in result.err


@pytest.mark.parametrize("names", [("没有",), (NUMBER, "没有"), (NUMBER, f"{NUMBER}#1"), ()])
def test_what_names_no_text_is_an_error(tiaowen: Callable, library: Path, names: tuple[str, ...]) -> None:
    result = tiaowen(library, "pair", *names)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
