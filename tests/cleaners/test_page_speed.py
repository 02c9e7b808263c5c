"""Long pages, hostile or not: time grows with length, not with its square."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES: dict[str, tuple[int, Callable[[int], str]]] = {
    "lone full stops": (100_000, lambda count: "First sentence of the page\n" + ".\n" * count),
    "repeated short lines": (50_000, lambda count: "合格项目\n" * count),
    "two short lines in turn": (20_000, lambda count: "合格项目\n不合格\n" * (count // 2)),
    "numbered lines": (20_000, lambda count: "".join(f"{at}、第{at}项工作由各地卫生健康部门负责推进落实；\n" for at in range(1, count))),
    "wrapped lines": (
        15_000,
        lambda count: "".join(f"line {at:6} of a paragraph that is wrapped at a fixed width by a mailer and\n" for at in range(count)),
    ),
    "one paragraph again and again": (
        10_000,
        lambda count: "各地要加强组织领导，明确责任分工，确保各项任务落到实处，并总结推广好的经验做法。\n\n" * count,
    ),
    "a long text twice": (
        6_000,
        lambda count: (
            "".join(f"第{at}段讲述某项改革在某地的推进情况，涉及医院管理、药品采购和医保支付等方面的安排。\n\n" for at in range(count // 2))
            * 2
        ),
    ),
    "titles of policies": (10_000, lambda count: "".join(f"关于推进第{at}项改革的意见\n各省人民政府：\n" for at in range(count // 2))),
    "stripped lines": (20_000, lambda count: ",、,。《》,,\n" * count),
    "opened quotes": (10_000, lambda count: "他说：“各地要抓紧\n" * count),
    "one long line": (20_000, lambda count: "县里提前向医院支付经费，结余归医院使用。" * count),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_long_page_takes_time_with_its_length_only(name: str) -> None:
    count, make = PAGES[name]

    def cleaning(lines: int) -> Callable[[], object]:
        return partial(clean_page, RawPage(make(lines), name))

    cleaning(count)().check()
    assert is_linear(cleaning, count // 4)
