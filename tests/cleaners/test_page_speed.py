"""Hostile and merely long pages: time grows with length, not with its square.

Twice the lines may take three times as long on a busy machine; with a quadratic rule they would take four times.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cleaners.pipeline import clean_page
from corpus.model import RawPage

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 10.0
"""CPU seconds for the long page; 3 to 6 were measured on a busy core."""

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
    "one long line": (1, lambda _: "县里提前向医院支付经费，结余归医院使用。" * 20_000),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_long_page_takes_seconds(name: str) -> None:
    count, make = PAGES[name]
    page = RawPage(make(count), name)
    start = time.process_time()
    clean_page(page).check()
    assert time.process_time() - start < LIMIT
