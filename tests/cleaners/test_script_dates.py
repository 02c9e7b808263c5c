"""Days that scripts keep in variables."""

from __future__ import annotations

import pytest

from cleaners.script_dates import days_in_scripts


@pytest.mark.parametrize(
    "script",
    [
        "var ct = \"1620518400\"; var nickname = 'x';",
        '{"publishTime": 1620518400000, "now": 1700000000000}',
        "{publish_time: '2021-05-09 08:00:00'}",
        "var __$pubtime='2021-05-09 08:00';",
        '{"publish_date":"2021\\/05\\/09"}',
        '{"newsTime": "2021年5月9日"}',
        '{"ctime": 1600000000, "publishTime": 1620518400}',
        # A quarter past midnight in Beijing is the day before in Greenwich.
        "var ct = 1620490500;",
    ],
)
def test_a_variable_says_when_the_page_was_published(script: str) -> None:
    assert days_in_scripts([script], []) == ["2021-05-09"]


@pytest.mark.parametrize(
    "script",
    ["var time = '2021-05-09';", "setTimeout(1620518400)", '{"publishTime": 0, "duration": 162051}', '{"product": 1620518400}', "ct=abc"],
)
def test_other_variables_say_nothing(script: str) -> None:
    assert days_in_scripts([script], []) == []


def test_of_several_days_that_of_the_object_with_the_pages_title() -> None:
    script = '[{"title":"县医院共用预算","ctime":1620518400},{"title":"另一条新闻的标题","ctime":1600000000}]'
    assert days_in_scripts([script], ["县医院共用预算", "健康报"]) == ["2021-05-09"]
    assert days_in_scripts([script], ["第三条新闻的标题"]) == []
