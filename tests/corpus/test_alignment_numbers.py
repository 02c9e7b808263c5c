from __future__ import annotations

import pytest

from corpus._alignment_numbers import numbers_in


def numbers(text: str, *, chinese: bool) -> set[str]:
    return set(numbers_in(text, chinese=chinese))


@pytest.mark.parametrize(
    ("chinese", "english", "both"),
    [
        ("自2021年7月起施行", "effective from july 2021", {"2021", "2021-07"}),
        ("二〇二一年七月一日", "on 1 july 2021", {"2021", "2021-07", "2021-07-01"}),
        ("三分之一以上的代表", "one third of the deputies or more", {"1/3"}),
        ("出席委员三分之二同意", "two-thirds of the members present", {"2/3"}),
        ("不超过百分之三十", "no more than thirty per cent", {"30%"}),
        ("不低于30%", "no less than 30 percent", {"30%"}),
        ("百分之零点五", "0.5%", {"0.5%"}),
        ("罚款3.5万元", "a fine of 35,000 yuan", {"35000"}),
        ("投资1,500亿元", "an investment of 150 billion yuan", {"150000000000"}),
        ("十二万人", "one hundred and twenty thousand people", {"120000"}),
        ("两万五千人", "25,000 people", {"25000"}),
        ("依照第一百七十四条", "under article 174", {"174"}),
        ("满三个月", "after three months", {"3"}),
        ("第二十一届", "the twenty-first", {"21"}),
        ("过半数通过", "by more than half", {"1/2"}),
        ("民国八十五年", "in 1996", {"1996"}),
        ("办法如下:\n一、甲\n二、乙", "as follows:\n1. a\n2. b", {"1", "2"}),
    ],
)
def test_a_number_has_one_form_in_both_languages(chinese: str, english: str, both: set[str]) -> None:
    assert numbers(chinese, chinese=True) == both
    assert numbers(english, chinese=False) == both


@pytest.mark.parametrize("text", ["统一规划", "万一发生", "百姓", "十分重要", "进一步", "千方百计"])
def test_numerals_inside_other_words_are_no_numbers(text: str) -> None:
    assert numbers(text, chinese=True) == set()


@pytest.mark.parametrize("text", ["no one may leave", "one of them", "someone", "a weight"])
def test_the_pronoun_is_no_number(text: str) -> None:
    assert numbers(text, chinese=False) == set()


@pytest.mark.parametrize("text", ["0分之一", "百分之", "第", "三分之", "1,2,3,4", "１", "百分之点"])
def test_what_is_no_number_raises_nothing(text: str) -> None:
    assert all(isinstance(number, str) for number in numbers_in(text, chinese=True))
    assert all(isinstance(number, str) for number in numbers_in(text, chinese=False))
