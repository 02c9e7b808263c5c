"""Agencies: one id under every name; the longest name wins; departments in general are no agency; the tables are sound."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.agencies import agencies, find_issuers, issuer_of_number
from corpus.editions import fold_title


def ids(text: str) -> list[str]:
    return [found.agency for found in find_issuers(text)]


@pytest.mark.parametrize(
    ("agency", "names"),
    [
        (
            "national-health-commission",
            [
                *"卫生部 国家卫生和计划生育委员会 国家卫生健康委员会 国家卫健委 國家衛生健康委 中华人民共和国卫生部 原卫生部 NHC".split(),
                "National Health Commission",
                "ministry of health",
            ],
        ),
        ("state-council-general-office", ["国务院办公厅", "General Office of the State Council", "General office of State Council"]),
        ("central-committee", ["中共中央", "中国共产党中央委员会", "CPC Central Committee"]),
        ("financial-regulation", ["中国银监会", "银保监会", "国家金融监督管理总局"]),
        ("hunan-government-general-office", ["湖南省人民政府办公厅", "General Office of the Hunan Provincial People’s Government"]),
        ("guangxi-health", ["广西壮族自治区卫生健康委员会", "广西卫健委", "Guangxi Autonomous Region Health Commission"]),
        ("shanghai-finance", ["上海市财政局", "Shanghai Municipal Finance Bureau"]),
        ("tw-health-and-welfare", ["衛生福利部"]),
    ],
)
def test_an_agency_has_one_id_under_all_its_names(agency: str, names: list[str]) -> None:
    assert {name: ids(name) for name in names} == {name: [agency] for name in names}


def test_a_joint_issue_gives_every_body_in_order() -> None:
    assert ids("国家卫生健康委 财政部、国家医保局关于印发") == ["national-health-commission", "ministry-of-finance", "healthcare-security"]
    assert ids("National Health Commission, Ministry of Finance and NHSA") == [
        "national-health-commission",
        "ministry-of-finance",
        "healthcare-security",
    ]


@pytest.mark.parametrize("name", ["全国人民代表大会常务委员会", "中华人民共和国卫生部", "原卫生部", "General Office of the State Council"])
def test_the_longest_name_wins_and_its_place_is_given(name: str) -> None:
    text = f"according to {name}, 制定"
    (found,) = find_issuers(text)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "财政部门应当",
        "教育部署工作",
        "公安部门和交通部门",
        "省人民政府",
        "我国办学条件",
        "其中办理的",
        "the cas number",
        "people's government",
        "卫生局长",
    ],
)
def test_departments_in_general_and_parts_of_words_are_no_agency(text: str) -> None:
    assert ids(text) == []


def test_the_name_of_a_year() -> None:
    health = agencies()["national-health-commission"]
    assert [health.name_in(year) for year in (2009, 2015, 2021)] == ["卫生部", "国家卫生和计划生育委员会", "国家卫生健康委员会"]
    assert health.zh == "国家卫生健康委员会"


@pytest.mark.parametrize(
    ("number", "agency"),
    [
        ("国办发〔2021〕18号", "state-council-general-office"),
        ("国发〔2021〕18号", "state-council"),
        ("国卫医发〔2020〕1号", "national-health-commission"),
        ("卫医政发〔2009〕1号", "national-health-commission"),
        ("国中医药医政发〔2019〕1号", "tcm-administration"),
        ("发改社会〔2020〕1号", "ndrc"),
        ("法释〔2023〕7号", "supreme-peoples-court"),
        ("湘政办发〔2021〕3号", "hunan-government-general-office"),
        ("沪府发〔2021〕3号", "shanghai-government"),
        # Nanjing and Ningxia share it.
        ("宁政发〔2021〕3号", None),
        ("泽政发〔2021〕3号", None),
    ],
)
def test_a_number_tells_its_agency(number: str, agency: str | None) -> None:
    assert issuer_of_number(number) == agency


def test_the_tables_are_sound() -> None:
    """No name and no prefix belongs to two agencies, years run forward, names are written as they are compared."""
    known = agencies().values()
    names = Counter(name for agency in known for name in {*(name.name for name in agency.names), *agency.zh_other})
    assert [name for name, count in names.items() if count > 1] == []
    prefixes = Counter(prefix.rstrip("*") for agency in known for prefix in agency.prefixes)
    assert [prefix for prefix, count in prefixes.items() if count > 1] == []
    assert [name for name in names if fold_title(name) != name or len(name) < 2] == []
    for agency in known:
        years = [name.since for name in agency.names if name.since]
        assert years == sorted(years)
        assert agency.en
        assert all(agency.en)
