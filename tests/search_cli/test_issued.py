"""A notice and the text that it issues on its page: the number is the notice's, the articles that people cite by it are the text's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.search_cli.policy_pages import make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEASURES = "海州市家庭医生签约服务管理办法"
NUMBER = "海卫发〔2019〕33号"

_NOTICE = """海州市卫生健康委员会关于印发《海州市家庭医生签约服务管理办法》的通知

{number}

各区卫生健康局，各医疗机构：

现将《海州市家庭医生签约服务管理办法》印发给你们，请遵照执行。

海州市卫生健康委员会

{made}

海州市家庭医生签约服务管理办法

第一条　为了规范家庭医生签约服务，根据《基本医疗卫生与健康促进法》，制定本办法。

第二条　居民可以自愿选择一名家庭医生，协议期为{years}年。

第三条　本办法自{effective}起施行。
"""
NOTICE = _NOTICE.format(number=NUMBER, made="2019年5月6日", years="一", effective="2019年7月1日")
LATER = _NOTICE.format(number="海卫发〔2022〕8号", made="2022年4月1日", years="三", effective="2022年6月1日")

ATTACHED = """关于印发海州市村卫生室管理办法的通知

海卫发〔2020〕12号

各区卫生健康局：

为了加强管理，现印发给你们，并就有关事项通知如下：

一、各区应当在六月底以前完成登记。

二、本通知自印发之日起执行。

附件：海州市村卫生室管理办法

海州市卫生健康委员会

2020年5月6日

附件

海州市村卫生室管理办法

第一条　为了规范村卫生室，制定本办法。

第二条　村卫生室由乡镇卫生院管理。

第三条　村卫生室应当配备基本药物。
"""

CITING = """海州市医疗保障局关于落实签约服务费的意见

海医保发〔2020〕7号

各区医疗保障局：

一、按照海卫发〔2019〕33号第二条的规定，签约服务费由医保基金支付。

二、本意见自印发之日起执行。

海州市医疗保障局

2020年3月2日
"""

PAGES = {
    f"https://haizhou.example/{name}.txt": page.encode()
    for name, page in (("notice", NOTICE), ("later", LATER), ("attached", ATTACHED), ("citing", CITING))
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[bytes, str]]:
    return make_library(tmp_path_factory.mktemp("issued"), PAGES)


@pytest.fixture
def library(made: tuple[Path, dict[bytes, str]]) -> Path:
    return made[0]


@pytest.mark.parametrize("name", [f"{NUMBER}#2", f"{NUMBER}第二条", "海卫发[2019]33号#第二条"])
def test_a_place_that_the_notice_does_not_have_is_the_issued_texts(tiaowen: Callable, library: Path, name: str) -> None:
    shown = tiaowen(library, "show", "--json", name)
    assert json.loads(shown.out)["text"] == "第二条　居民可以自愿选择一名家庭医生，协议期为一年。"
    assert MEASURES in shown.err  # which text answered


def test_each_number_means_the_text_on_its_own_page(tiaowen: Callable, library: Path) -> None:
    shown = tiaowen(library, "show", "--json", "海卫发〔2022〕8号#2")
    assert json.loads(shown.out)["text"].endswith("协议期为三年。")


def test_the_notices_own_place_comes_first_and_an_attachments_last(tiaowen: Callable, library: Path) -> None:
    own = tiaowen(library, "show", "--json", "海卫发〔2020〕12号#2")
    assert json.loads(own.out)["path"] == "2"
    attached = tiaowen(library, "show", "--json", "海卫发〔2020〕12号#3")
    assert json.loads(attached.out)["path"] == "A1:3"
    assert "A1" in attached.err


def test_a_place_that_neither_has_is_said(tiaowen: Callable, library: Path) -> None:
    shown = tiaowen(library, "show", f"{NUMBER}#30")
    assert (shown.code, shown.out) == (2, "")
    assert "has no place 30" in shown.err


def test_the_number_alone_names_the_text_it_issues(tiaowen: Callable, library: Path) -> None:
    shown = tiaowen(library, "show", NUMBER)
    assert shown.code == 0
    assert f"{NUMBER} issues {MEASURES}" in shown.err


def test_the_contents_of_a_notice_without_places_are_those_of_the_text(tiaowen: Callable, library: Path) -> None:
    told = json.loads(tiaowen(library, "show", "--toc", "--json", NUMBER).out)["contents"]
    assert [entry["path"] for entry in told if entry["path"]] == ["1", "2", "3"]


def test_what_the_issued_text_cites_the_number_cites(tiaowen: Callable, library: Path) -> None:
    cited = json.loads(tiaowen(library, "cites", "--json", NUMBER).out)["citations"]
    assert [one["title"] for one in cited] == ["基本医疗卫生与健康促进法"]


@pytest.mark.parametrize("name", [f"{NUMBER}#2", NUMBER])
def test_who_cites_the_issued_text_by_the_number_of_the_notice_is_found(tiaowen: Callable, library: Path, name: str) -> None:
    found = json.loads(tiaowen(library, "cited-by", "--json", name).out)["cited_by"]
    assert [one["written"] for one in found] == ["海卫发〔2019〕33号第二条"]


def test_two_numbers_are_compared_by_the_texts_they_issue(tiaowen: Callable, library: Path) -> None:
    result = tiaowen(library, "diff", "海卫发〔2022〕8号", NUMBER)
    assert result.code == 0
    assert "[-一-]{+三+}" in result.out  # the earlier first, whatever the order given
    assert "各区卫生健康局" not in result.out  # the notices are not compared
