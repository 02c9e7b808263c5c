"""The furniture of sites, by kind of site and place on the page, is kept out of the index; what only looks like it stays.

The list was written down before the rules were, from what such sites show; ``head`` lines stand above the title, ``amid`` lines between
two paragraphs, ``tail`` lines below the last. ``text`` lines are what texts say: they stay wherever they stand.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from cleaners.pipeline import clean_page
from corpus.model import READ_KINDS, RawPage
from corpus.scripts import has_han

FURNITURE: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "furniture.json").read_text(encoding="utf-8"))
TEXTS = FURNITURE.pop("texts")["amid"]

KEPT_KINDS = READ_KINDS | {"metadata"}
"""A number or a date may be read as what the page says of itself."""

CHINESE = (
    "青川县人民政府办公室关于印发青川县乡村公共浴室管理办法的通知",
    "各乡镇人民政府，县直各部门：",
    "为了改善农村居民的洗浴条件，规范乡村公共浴室的建设和管理，根据有关法律法规，结合本县实际，制定本办法，请认真贯彻执行。",
    "乡村公共浴室由村民委员会负责日常管理，县财政按每座每年八千元给予运行补助，补助资金列入年度预算，任何单位不得截留。",
    "浴室每周至少开放三天，冬季水温不得低于四十摄氏度，六十周岁以上的老年人免费使用，其他村民收费标准由村民代表会议确定。",
    "每年十二月由县卫生健康局组织水质检测，检测结果在村务公开栏公布，不合格的应当停用整改，整改期间不得收费。",
    "本办法自2021年6月1日起施行。",
)
ENGLISH = (
    "Measures for the Administration of Public Bathhouses in Villages",
    "To all townships and departments of the county:",
    "These measures are made to improve bathing conditions of rural residents and to regulate public bathhouses in villages.",
    "The village committee manages the bathhouse from day to day, and the county pays eight thousand yuan a year for each of them.",
    "A bathhouse shall be open on three days a week at least, and its water shall not be colder than forty degrees in winter.",
    "Every December the county health bureau has the water tested and posts the result on the notice board of the village.",
    "These measures shall come into force on June 1, 2021.",
)
AMID = 4
"""The place, among the lines of a page, of what stands between two paragraphs."""


def page(line: str, place: str, *, html: bool) -> str:
    title, *body = CHINESE if has_han(line) else ENGLISH
    if place != "head":
        body.insert(AMID - 1 if place == "amid" else len(body), line)
    above = [line] if place == "head" else []
    if not html:
        return "\n".join([*above, title, *body])
    told = "".join(f"<p>{escape(text)}</p>" for text in body)
    menu = "".join(f"<div>{escape(text)}</div>" for text in above)
    return f"<html><head><title>{title}</title></head><body>{menu}<div><h1>{title}</h1>{told}</div></body></html>"


def stands_in(kinds: frozenset[str], line: str, place: str, *, html: bool) -> bool:
    """Return whether the line stands in a block of one of the kinds."""
    result = clean_page(RawPage(page(line, place, html=html), "page"))
    result.check()
    read = ["".join(block.text.split()) for block in result.document.blocks if block.kind in kinds]
    return any("".join(line.split()) in text for text in read)


@pytest.mark.parametrize("html", [False, True], ids=["text", "HTML"])
@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_is_not_read(kind: str, *, html: bool) -> None:
    assert [
        (place, line) for place, lines in FURNITURE[kind].items() for line in lines if stands_in(READ_KINDS, line, place, html=html)
    ] == []


@pytest.mark.parametrize("place", ["amid", "tail"])
@pytest.mark.parametrize("html", [False, True], ids=["text", "HTML"])
def test_what_texts_say_is_read(place: str, *, html: bool) -> None:
    assert [line for line in TEXTS if not stands_in(KEPT_KINDS, line, place, html=html)] == []
