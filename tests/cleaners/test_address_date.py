"""Days in web addresses."""

from __future__ import annotations

import pytest

from cleaners.address_date import days_in_address
from cleaners.pipeline import clean_page
from corpus.model import RawPage


@pytest.mark.parametrize(
    "path",
    [
        "/gk/2021/0708/c123.html",
        "/xw/202107/t20210708_123456.html",
        "/art/2021/7/8/art_12_34.html",
        "/2021-07/08/content_5623741.htm",
        "/news/20210708.html",
        "/n/2021_07_08/1.shtml",
        "/c/2021-07-08/9.shtml?page=20200101",
    ],
)
def test_a_day_in_a_path_is_found(path: str) -> None:
    assert days_in_address(f"https://www.example.cn{path}") == ["2021-07-08"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.example.cn/2021/07/index.html",
        "https://www.example.cn/content_20219999.html",
        "https://www.example.cn/id/1202107081.html",
        "https://www.example.cn/?day=20210708",
        "/home/me/20210708/page.html",
        "https://20210708.example.cn/",
    ],
)
def test_what_is_no_day_of_the_page_is_none(origin: str) -> None:
    assert days_in_address(origin) == []


@pytest.mark.parametrize(("head", "day"), [("", "2021-07-08"), ("<meta name=PubDate content='2021-07-06'>", "2021-07-06")])
def test_the_address_dates_a_page_that_does_not_date_itself(head: str, day: str) -> None:
    page = f"<html><head>{head}</head><body><p>县里提前向医院支付经费。</p></body></html>"
    published = clean_page(RawPage(page, "https://www.example.cn/2021/0708/c1.html")).document.published
    assert published is not None
    assert published.isoformat() == day
