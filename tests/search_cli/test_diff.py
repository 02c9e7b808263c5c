"""diff: what changed from the earlier version of a text to the later, clause by clause, the words marked."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.search_cli.policy_pages import NEWS, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEW = "泽卫规〔2019〕3号", "泽卫规〔2023〕4号"
UNDATED = "县级医院公开办法\n\n第一条　医院应当公开价格。\n\n第二条　医院每年审计{}次。\n"
COUNTY = UNDATED.format("一")
CITY = UNDATED.replace("县级", "市级").format("两")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    pages = {
        "https://yunze.example/2019": TRIAL.encode(),
        "https://yunze.example/2023": REVISED.encode(),
        "https://copy.example/2023": f"转载\n\n{REVISED}".encode(),
        "https://yunze.example/county": COUNTY.encode(),
        "https://yunze.example/city": CITY.encode(),
        "https://news.example": NEWS.encode("gb18030"),
    }
    return make_library(tmp_path_factory.mktemp("versions"), pages)


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


def test_changed_words_are_marked_and_what_came_and_went_stands_whole(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "diff", OLD, NEW)
    assert result.code == 0
    lines = [line.strip() for line in result.out.splitlines()]
    assert "第[-二-]{+三+}条　公立医院薪酬总量由基础总量和考核总量组成，考核总量不超过基础总量的[-30%-]{+40%+}。" in lines
    assert "+ 第二条　牵头组建医联体的公立医院，派驻基层人员的薪酬单独列支。" in lines
    assert "+ 一、医院于每年三月底以前提出申请，并附上年度决算报表。" in lines
    places = [line.split("  ")[0] for line in lines if line.split(" ")[0] in {"changed", "added", "removed"}]
    assert places == ["added 2", "changed 2 → 3", "changed 5 → 6", "added A1:1", "added A1:2"]


def test_an_inserted_article_renumbers_the_others_and_does_not_change_them(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "diff", OLD, NEW)
    for stayed in ("制定本办法", "坚持公益性", "年薪标准"):
        assert stayed not in result.out
    assert result.err.splitlines()[-1] == "2 clauses changed, 3 clauses added, 4 clauses renumbered, 1 clause same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OLD, NEW),
        (NEW, OLD),
        (NEW, "云泽省公立医院薪酬管理办法（试行）"),
        ("《云泽省公立医院薪酬管理办法》", OLD),
        (TRIAL, REVISED),
        (REVISED, TRIAL),
    ],
)
def test_the_earlier_version_comes_first_whatever_the_order_of_asking(
    tiaowen: Callable, made: tuple[Path, dict[bytes, str]], one: str, other: str
) -> None:
    library, ids = made
    told = json.loads(tiaowen(library, "diff", "--json", *(ids.get(name.encode(), name) for name in (one, other))).out)
    assert told["earlier"] == ids[TRIAL.encode()]
    assert told["later"] != told["earlier"]
    assert told["evidence"] == "made 2019-03-12 before made 2023-06-05"


def test_the_evidence_of_the_order_is_told(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    old, new = ids[TRIAL.encode()], ids[REVISED.encode()]
    assert tiaowen(library, "diff", new, old).err.splitlines()[0] == f"from {old} to {new}: made 2019-03-12 before made 2023-06-05"


def test_without_dates_the_order_is_that_of_asking_and_said_so(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    county, city = ids[COUNTY.encode()], ids[CITY.encode()]
    for one, other, line in ((county, city, "审计[-一-]{+两+}次"), (city, county, "审计[-两-]{+一+}次")):
        result = tiaowen(library, "diff", one, other)
        assert result.err.startswith(f"from {one} to {other}: in the order given")
        assert line in result.out


def test_equal_versions_say_so(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    copy, page = ids[f"转载\n\n{REVISED}".encode()], ids[REVISED.encode()]
    result = tiaowen(library, "diff", page, copy)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-1] == "nothing changed: 10 clauses same"
    told = tiaowen(library, "diff", "--json", page, copy)
    assert told.code == 1
    assert {change["op"] for change in json.loads(told.out)["changes"]} == {"same"}


def test_json_tells_the_fate_of_every_clause(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    told = json.loads(tiaowen(library, "diff", "--json", OLD, NEW).out)
    assert Counter(change["op"] for change in told["changes"]) == {"changed": 2, "added": 3, "renumbered": 4, "same": 1}
    for side, page in (("earlier", ids[TRIAL.encode()]), ("later", told["later"])):
        clauses = json.loads(tiaowen(library, "show", "--json", page).out)["clauses"]
        assert [one for one in clauses if one not in {change[side] for change in told["changes"]}] == []


@pytest.mark.parametrize(
    "names",
    [
        (NEW, NEW),
        (NEW, "云泽省公立医院薪酬管理办法（2023年修订）"),
        (OLD, f"{NEW}#1"),
        (f"{OLD}#1", f"{NEW}#1"),
        (OLD,),
        (OLD, NEW, OLD),
        (OLD, "没有"),
    ],
)
def test_what_cannot_be_compared_is_an_error(tiaowen: Callable, library: Path, names: tuple[str, ...]) -> None:
    result = tiaowen(library, "diff", *names)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)


def test_a_page_that_is_no_policy_is_compared_too(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    result = tiaowen(library, "diff", ids[NEWS.encode("gb18030")], ids[COUNTY.encode()])
    assert result.code == 0
    assert "4 clauses removed" in result.err


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            "Hospitals publish their prices once a year, and pay 30% of it.",
            "Hospitals publish their price twice a year, and pay 30.5% of it.",
            "Hospitals publish their [-prices-]{+price+} [-once-]{+twice+} a year, and pay [-30%-]{+30.5%+} of it.",
        ),
        (
            "医院每年公开１２０％的价格，  并接受审计。",
            "医院每年公开120%的价格， 并接受监督。",
            "医院每年公开120%的价格， 并接受[-审计-]{+监督+}。",
        ),
    ],
)
def test_words_and_numbers_are_marked_whole_and_their_width_not_at_all(
    tiaowen: Callable, tmp_path: Path, before: str, after: str, marked: str
) -> None:
    pages = {name: f"第一条　{text}\n".encode() for name, text in (("a", before), ("b", after))}
    library, ids = make_library(tmp_path, pages)
    assert f"  第一条　{marked}" in tiaowen(library, "diff", *(ids[page] for page in pages.values())).out.splitlines()
