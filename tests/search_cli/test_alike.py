"""Numbers in pinyin: whoever has one form finds the text and its citations in the other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.search_cli.policy_pages import make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHINESE = """临州市卫生健康委员会关于家庭医生服务的意见

临卫发〔2022〕15号

各区卫生健康局：

一、签约服务应当覆盖全部居民。

二、费用由医保基金支付。

临州市卫生健康委员会

2022年5月16日
"""

ENGLISH = """Notice of the Haizhou Municipal Government on Village Clinics

Haizhengbanfa [2021] No. 27

1. Every village shall have a clinic, as set out in Linweifa [2022] No. 15.

2. Clinics shall keep essential medicines, as set out in Cheweifa [2020] No. 13.

Haizhou Municipal Government

May 16, 2021
"""

CITING = """海州市医疗保障局关于落实签约服务费的意见

海医保发〔2020〕7号

各区医疗保障局：

一、按照海政办发〔2021〕27号第二条的规定，基本药物由医保基金支付。

二、各区应当参照车卫发〔2020〕13号的要求，在六月底以前报送签约服务费的使用情况。

海州市医疗保障局

2020年3月2日
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    pages = {f"https://linzhou.example/{at}.txt": page.encode() for at, page in enumerate((CHINESE, ENGLISH, CITING))}
    return make_library(tmp_path_factory.mktemp("alike"), pages)


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


def written(result: tuple[int, str, str]) -> list[str]:
    return [one["written"] for one in json.loads(result[1])["cited_by"]]


@pytest.mark.parametrize(
    "name", ["Haizhengbanfa [2021] No. 27", "HAI ZHENG BAN FA (2021) No.27".title(), "haizhengbanfa〔2021〕27号", "海政办发〔2021〕27号"]
)
def test_a_text_numbered_in_pinyin_is_shown_by_either_form(tiaowen: Callable, library: Path, name: str) -> None:
    shown = json.loads(tiaowen(library, "show", "--json", f"{name}#2").out)
    assert shown["text"].startswith("2. Clinics shall keep essential medicines")


def test_a_text_numbered_in_chinese_is_shown_by_its_pinyin(tiaowen: Callable, library: Path) -> None:
    shown = json.loads(tiaowen(library, "show", "--json", "Linweifa [2022] No. 15#二").out)
    assert shown["text"] == "二、费用由医保基金支付。"


@pytest.mark.parametrize("name", ["Linweifa [2022] No. 15", "临卫发〔2022〕15号"])
def test_a_policy_is_cited_by_what_writes_its_number_in_pinyin(tiaowen: Callable, library: Path, name: str) -> None:
    assert written(tiaowen(library, "cited-by", "--json", name)) == ["Linweifa [2022] No. 15"]


@pytest.mark.parametrize("name", ["Haizhengbanfa [2021] No. 27", "海政办发〔2021〕27号#2"])
def test_a_policy_numbered_in_pinyin_is_cited_by_what_writes_it_in_chinese(tiaowen: Callable, library: Path, name: str) -> None:
    assert written(tiaowen(library, "cited-by", "--json", name)) == ["海政办发〔2021〕27号第二条"]


def test_a_text_that_is_not_here_is_cited_by_either_form(tiaowen: Callable, library: Path) -> None:
    for name in ("Cheweifa [2020] No. 13", "车卫发〔2020〕13号"):
        assert sorted(written(tiaowen(library, "cited-by", "--json", name))) == ["Cheweifa [2020] No. 13", "车卫发〔2020〕13号"]


def test_a_citation_in_pinyin_means_the_policy_here_and_nothing_is_wanted(tiaowen: Callable, made: tuple[Path, dict[bytes, str]]) -> None:
    library, ids = made
    cited = json.loads(tiaowen(library, "cites", "--json", ids[ENGLISH.encode()]).out)["citations"]
    assert [one["works"] for one in cited] == [["临卫发〔2022〕15号"], []]
    wanted = json.loads(tiaowen(library, "cites", "--wanted", "--json").out)["wanted"]
    assert {one["number"] for one in wanted} == {"Cheweifa [2020] No. 13", "车卫发〔2020〕13号"}


def test_another_prefix_is_another_number(tiaowen: Callable, library: Path) -> None:
    assert tiaowen(library, "show", "Haiweifa [2021] No. 27").code == 2
