from __future__ import annotations

import pytest

from corpus.model import Card, Clause
from indexer.citable import Place, clause_term, names_asked, order_of, read_place
from indexer.identity import count_citable
from indexer.names import SHORT, WHOLE


def clause(text: str = "完善薪酬制度。", *, title: str = "", path: str = "", headings: tuple[str, ...] = (), **card: object) -> Clause:
    return Clause("c", text, "zh", heading_path=headings, path=path, doc_id="doc", card=Card(title=title, **card))


LAW = "中华人民共和国刑法"
ARTICLE_33 = {
    "title and path": clause(title=LAW, path="33"),
    "title and a path in words": clause(title="刑法", path="第三十三条"),
    "one title": clause(title="刑法第三十三条"),
    "one title with a name for the article": clause(title="《刑法》第三十三条【主刑的种类】"),
    "headings": clause(headings=(LAW, "第三章 刑罚", "第三十三条")),
    "headings on a page of another title": clause(title="法律法规库", headings=(LAW, "第三章 刑罚", "第三十三条")),
    "title and text": clause("第三十三条 主刑的种类如下：", title=LAW, headings=("第三章 刑罚",)),
    "text": clause("刑法第三十三条 主刑的种类如下："),
    "text run together": clause("《中华人民共和国刑法》第三十三条主刑的种类如下："),
    "text on a page of another title": clause("刑法第三十三条 主刑的种类如下：", title="page33.txt"),
    "traditional": clause(title="中華人民共和國刑法", path="第三十三條"),
}


@pytest.mark.parametrize("shape", ARTICLE_33)
def test_an_article_is_the_same_in_every_shape(shape: str) -> None:
    terms, place = count_citable(ARTICLE_33[shape])
    assert terms["刑法"]
    assert terms[clause_term("刑法", "33")]
    assert read_place(place).path == "33"


def test_an_english_article_is_known_by_title_and_path_or_text() -> None:
    for given in (
        clause("The State shall", title="Drug Administration Law of the PRC", path="33"),
        clause("Article 33 The State shall", title="Drug Administration Law"),
        clause("The State shall", title="Drug Administration Law, Article 33"),
    ):
        assert count_citable(given)[0][clause_term("drugadministrationlaw", "33")] == WHOLE


@pytest.mark.parametrize(
    ("given", "path"),
    [
        (clause(title="刑法第一百二十条之一"), "120-1"),
        (clause(headings=("刑法", "第一百二十条之一")), "120-1"),
        (clause("第一百二十条之一　资助恐怖活动的", title="刑法"), "120-1"),
        (clause(headings=("某意见", "五、健全制度", "（二）薪酬")), "5.2"),
        (clause(title="某意见", path="5.2"), "5.2"),
        (clause(title="某意见", path="A1:2.1"), "A1:2.1"),
    ],
)
def test_paths_in_normal_form(given: Clause, path: str) -> None:
    assert read_place(count_citable(given)[1]).path == path


@pytest.mark.parametrize(
    "given",
    [
        clause(title=LAW),
        clause(path="33"),
        clause("依照刑法第六十四条的规定处理。"),
        clause("本法第六十四条 处理。"),
        clause("刑法第六十四条规定的财物，应当没收。"),
        clause("第六十四条规定的财物，应当没收。", title=LAW),
        clause(title="最高人民法院关于适用刑法第六十四条有关问题的批复"),
        clause(headings=("第三章 刑罚",), path=""),
    ],
)
def test_what_has_no_name_or_no_number_cannot_be_cited(given: Clause) -> None:
    assert count_citable(given) == ({}, b"")


def test_an_amendment_is_no_article_of_what_it_amends() -> None:
    terms, _ = count_citable(clause("宪法第二十九条 修改为：", title="宪法修正案（2004年）第二十九条"))
    assert clause_term("宪法", "29") not in terms
    assert terms[clause_term("宪法修正案", "29")] == SHORT


def test_an_item_is_found_by_its_article_too() -> None:
    terms, _ = count_citable(clause(title="刑法", path="33.2"))
    assert set(terms) == {"刑法", clause_term("刑法", "33"), clause_term("刑法", "33.2")}


def test_what_stands_in_an_attachment_is_found_with_and_without_it() -> None:
    terms, _ = count_citable(clause(title="某通知", path="A1:2"))
    assert set(terms) == {"某通知", clause_term("某通知", "2"), clause_term("某通知", "A1:2")}


def test_a_document_is_named_by_its_number_too() -> None:
    terms, _ = count_citable(clause(path="2", doc_numbers=("国办发〔2021〕18号",)))
    names = {"国办发№2021/18", "№2021/18", "~guobanfa№2021/18"}  # as written, without its agency, as it is read
    assert set(terms) == names | {clause_term(name, "2") for name in names}
    assert "?№2021/18" in count_citable(clause(path="2", doc_numbers=("(2021) No. 18",)))[0]


def test_a_number_in_pinyin_names_a_document_by_its_letters() -> None:
    terms, _ = count_citable(clause(path="2", doc_numbers=("LINWEIFA (2022) No. 15",)))
    assert set(names_asked("Linweifa", "2022/15")) & set(terms) == {"linweifa№2022/15"}
    assert set(names_asked("临卫发", "2022/15")) & set(terms) == {"linweifa№2022/15"}
    assert not set(names_asked("临函", "2022/15")) & set(terms)


def test_what_is_read_alike_in_chinese_is_another_document() -> None:
    terms, _ = count_citable(clause(path="2", doc_numbers=("林卫发〔2022〕15号",)))
    assert set(names_asked("Linweifa", "2022/15")) & set(terms) == {"~linweifa№2022/15"}
    assert not set(names_asked("临卫发", "2022/15")) & set(terms)


def test_a_notice_without_numbered_clauses_is_known_by_its_number() -> None:
    terms, place = count_citable(clause(title="关于印发《某办法》的通知", doc_numbers=("国办发〔2021〕18号",)))
    assert "国办发№2021/18" in terms
    assert read_place(place) == Place("", "", "doc")


@pytest.mark.parametrize(
    ("title", "published", "dated"),
    [
        ("公司法（2018年修正）", "", "2018"),
        ("公司法（2018年修正）", "2018-10-26", "2018-10-26"),
        ("公司法（2018年修正）", "2023-12-29", "2018"),  # the day on which the page was put up
        ("公司法", "2023-12-29", "2023-12-29"),
        ("公司法（修订草案征求意见稿）", "2024-01-01", ""),  # in force at no time
        ("公司法", "", ""),
    ],
)
def test_the_place_tells_version_path_and_document(title: str, published: str, dated: str) -> None:
    _, place = count_citable(clause(title=title, path="3", published=published))
    assert read_place(place) == Place(dated, "3", "doc")


def test_paths_sort_in_reading_order() -> None:
    paths = ["5", "5.1", "5.2", "5.10", "5-1", "5-1.1", "6", "10", "A1:1", "A2:1"]
    by_character = sorted(paths)
    assert by_character != paths
    assert sorted(by_character, key=order_of) == paths


@pytest.mark.parametrize("title", ["法" * 70_000, "第一条" * 30_000, "\ud800法第一条", "\t\n", "（" * 5_000])
def test_any_title_is_read(title: str) -> None:
    terms, place = count_citable(clause(title=title, path="1", published="20\t21"))
    assert all(term.encode() for term in terms)
    assert not place or read_place(place).doc_id == "doc"
