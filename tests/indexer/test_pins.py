from __future__ import annotations

import pytest

from corpus.matchkey import match_key
from indexer.pins import PATH, find_pins


def found(text: str) -> list[tuple[str, str]]:
    return [(pin.path, pin.kind) for pin in find_pins(match_key(text))]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("第三十三条", "33"),
        ("第33条", "33"),
        ("第３３條", "33"),
        ("第 33 条", "33"),
        ("33条", "33"),
        ("第一百零三条", "103"),
        ("第一百二十条之一", "120-1"),
        ("第十七条之规定", "17"),
        ("第四十五条第二款", "45"),
        ("第三十三条第（二）项", "33.2"),
        ("第三十三条第二项", "33.2"),
        ("第三十三条（二）", "33.2"),
        ("第四十五条第二款第（三）项", "45.3"),
        ("第33条第2款第3项第1目", "33.3.1"),
        ("第五条（2018年修正）", "5"),
        ("附件2第三条", "A2:3"),
        ("附件第三条", "A1:3"),
    ],
)
def test_chinese_articles(written: str, path: str) -> None:
    assert found(written) == [(path, "article")]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Article 33", "33"),
        ("ARTICLE 33", "33"),
        ("Art. 33", "33"),
        ("Article 33(2)", "33.2"),
        ("Article 33 (b)", "33.2"),
        ("Article 33, paragraph 2", "33"),
        ("Article 33, Item 2", "33.2"),
        ("Article 17-1", "17-1"),
        ("Section V(2)", "5.2"),
        ("Section 5.2", "5.2"),
        ("Annex 2 Article 3", "A2:3"),
    ],
)
def test_english_articles(written: str, path: str) -> None:
    assert found(written) == [(path, "english")]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("五（二）", "5.2"),
        ("五、（二）", "5.2"),
        ("五、(二)1.", "5.2.1"),
        ("五（二）1（3）", "5.2.1.3"),
        ("第五部分（二）", "5.2"),
        ("第五部分", "5"),
        ("5.2", "5.2"),
        ("#5", "5"),
        ("#A1:2.1", "A1:2.1"),
        ("5(2)", "5.2"),
    ],
)
def test_outline_numbers(written: str, path: str) -> None:
    assert found(written) == [(path, "outline")]


@pytest.mark.parametrize(("written", "path"), [("（二）", "2"), ("五", "5")])
def test_short_numbers(written: str, path: str) -> None:
    assert found(written) == [(path, "short")]


@pytest.mark.parametrize(
    "written", ["第三条例", "五条件", "三条款项", "salary 18", "2021年18号", "particle 3", "article x1", "第二章", "1.5%", "十四五规划", ""]
)
def test_other_numbers_are_no_pins(written: str) -> None:
    assert found(written) == []


def test_several_pins_come_in_order_with_their_places() -> None:
    text = "刑法第232条、第233条和五(二)"
    assert [text[pin.start : pin.end] for pin in find_pins(text)] == ["第232条", "第233条", "五(二)"]


@pytest.mark.parametrize("path", ["33", "5-1", "A1:2.1", "5.2.1"])
def test_paths_in_normal_form(path: str) -> None:
    assert PATH.fullmatch(path)


@pytest.mark.parametrize("path", ["", "五", "5.", "第五条", "A1:"])
def test_other_paths(path: str) -> None:
    assert not PATH.fullmatch(path)
