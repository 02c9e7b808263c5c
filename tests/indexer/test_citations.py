"""Questions that cite: the clause that is cited comes first, whatever the words find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.data_sets import records, statute_articles
from corpus.model import Card, Clause
from indexer.build import build_index
from indexer.errors import QueryError
from indexer.limits import MAX_UNITS
from indexer.search import open_index
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from indexer import Answer, Index


def clause(id_: str, text: str, title: str = "", path: str = "", headings: tuple[str, ...] = (), **card: object) -> Clause:
    lang = "en" if text.isascii() else "zh"
    return Clause(id_, text, lang, heading_path=headings, path=path, doc_id=f"doc of {title}", card=Card(title=title, **card))


DRUGS = "中华人民共和国药品管理法"
OPINIONS: dict[str, Any] = {"title": "关于深化改革的意见", "doc_numbers": ("国办发〔2021〕18号",)}
CLAUSES = (
    clause("farm33", "设理事长一名，职责如下：", "中华人民共和国农民专业合作社法", "33"),
    clause("farm33.10", "其他职责。", "中华人民共和国农民专业合作社法", "33.10"),
    clause("farm33.1", "召集理事会；", "中华人民共和国农民专业合作社法", "33.1"),
    clause("farm33.2", "签署合同；", "中华人民共和国农民专业合作社法", "33.2"),
    clause("farm34", "设执行监事：（一）一名；（二）两名。", "中华人民共和国农民专业合作社法", "34"),
    clause("crime232", "故意杀人的，依法处罚。", "刑法第二百三十二条"),
    clause("crime120", "组织恐怖活动的。", "刑法第一百二十条"),
    clause("crime120-1", "资助恐怖活动的。", "刑法第一百二十条之一"),
    clause("drugs45old", "旧的许可。", headings=(f"{DRUGS}（2001年修订）", "第四章 生产", "第四十五条"), published="2001-02-28"),
    clause("drugs45new", "新的许可。", headings=(f"{DRUGS}（2019年修订）", "第四章 生产", "第四十五条"), published="2019-08-26"),
    clause("education33", "第三十三条 受教育者平等。", "教育法"),
    clause("sea33", "海商法第三十三条 船长的职责。", "page.txt"),
    clause("insurance10", "保险合同。", "保险法", "10"),
    clause("law33", "The State keeps drugs in reserve.", "Drug Administration Law of the People's Republic of China", "33"),
    clause("op5.2", "（二）完善薪酬。", path="5.2", **OPINIONS),
    clause("op5.3", "（三）完善考核。", path="5.3", **OPINIONS),
    clause("op2", "二、完善服务。", path="2", **OPINIONS),
    clause("other2", "二、另一机关的。", path="2", title="另一意见", doc_numbers=("国发〔2021〕18号",)),
    clause("unsaid7", "Seventh, reform.", path="7", title="News", doc_numbers=("(2020) No. 3",)),
    clause("annex2", "附件第二条。", path="A1:2", title="某通知"),
    clause("amended", "农民专业合作社法第三十四条的规定适用于联合社，薪酬除外。", "解答", "1"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("citations")
    build_index(CLAUSES, folder)
    with open_index(folder) as opened:
        yield opened


def ids(answer: Answer) -> list[str]:
    return [hit.clause_id for hit in answer.hits]


def cited(answer: Answer) -> list[str]:
    return [hit.clause_id for hit in answer.hits if hit.why[0].startswith("cited as")]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("民法商法农民专业合作社法第三十三条的内容是什么？", "farm33"),
        ("刑法第232条", "crime232"),
        ("刑法232条", "crime232"),
        ("请问我国刑法的第二百三十二条怎么说", "crime232"),
        ("中華人民共和國刑法第２３２條", "crime232"),
        ("《中华人民共和国刑法》第一百二十条", "crime120"),
        ("刑法第一百二十条之一第二款", "crime120-1"),
        ("药品管理法 第四十五条第二款", "drugs45new"),
        ("药品管理法（2001年修订）第四十五条", "drugs45old"),
        ("药品管理法(2015年修正)第四十五条", "drugs45new"),
        ("教育法第三十三条", "education33"),
        ("海商法第三十三条", "sea33"),
        ("Article 33 of the Drug Administration Law", "law33"),
        ("What does article 33 of the drug administration law of the PRC say?", "law33"),
        ("Drug Administration Law, Art. 33", "law33"),
        ("国办发〔2021〕18号 五（二）", "op5.2"),
        ("国办发〔2021〕18号第五部分第（二）项", "op5.2"),
        ("國辦發[２０２１]１８號五、(二)", "op5.2"),
        ("国办发〔2021〕18号文件5.2", "op5.2"),
        ("国办发〔2021〕18号#5.2", "op5.2"),
        ("《意见》（国办发〔2021〕18号）第二条", "op2"),
        ("国办发〔2021〕18号第二条", "op2"),
        ("国办发〔2021〕18号 二", "op2"),
        ("国发〔2021〕18号第二条", "other2"),
        ("Guobanfa [2021] No. 18, Section 5(2)", "op5.2"),
        ("关于深化改革的意见第二条", "op2"),
        ("关于深化改革的意见 五（二）", "op5.2"),
        ("关于深化改革的意见5.2", "op5.2"),
        ("国办发〔2020〕3号第七条", "unsaid7"),
        ("某通知第二条", "annex2"),
        ("某通知附件1第二条", "annex2"),
        ("药品管理法（以下简称“药品法”）很重要。药品法第四十五条", "drugs45new"),
    ],
)
def test_what_is_cited_comes_first(index: Index, query: str, first: str) -> None:
    answer = index.search(query)
    assert ids(answer)[0] == first
    assert answer.hits[0].why[0].startswith("cited as")


def test_the_reason_shows_the_citation_as_it_was_written(index: Index) -> None:
    (hit,) = index.search("刑法第232条").hits
    assert hit.why == ('cited as "刑法第232条"',)


def test_an_article_comes_with_its_items_in_order(index: Index) -> None:
    answer = index.search("农民专业合作社法第33条")
    assert ids(answer) == ["farm33", "farm33.1", "farm33.2", "farm33.10"]
    assert "33.2" in answer.hits[2].why[0]
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert ids(index.search("国办发〔2021〕18号第五条")) == ["op5.2", "op5.3"]


def test_an_item_is_found_by_itself_or_in_its_undivided_article(index: Index) -> None:
    assert ids(index.search("农民专业合作社法第三十三条第（二）项")) == ["farm33.2"]
    answer = index.search("农民专业合作社法第三十四条第（二）项")
    assert ids(answer) == ["farm34"]
    assert "here 34" in answer.hits[0].why[0]


def test_of_several_versions_all_are_found_the_newest_first(index: Index) -> None:
    assert ids(index.search("药品管理法第四十五条")) == ["drugs45new", "drugs45old"]


def test_an_undated_version_is_as_old_as_its_title_says(indexed: Callable) -> None:
    index = indexed(
        clause("b", "二", "公司法（2013年修正）", "1"),
        clause("c", "三", "公司法（2018年修正）", "1"),
        clause("a", "一", "公司法（1999年）", "1"),
    )
    assert ids(index.search("公司法第一条")) == ["c", "b", "a"]


def test_the_version_that_a_title_tells_counts_more_than_the_day_of_its_page(indexed: Callable) -> None:
    index = indexed(
        clause("old", "旧的。", "公司法（2013年修正）", "146", published="2024-05-01"),
        clause("new", "新的。", "公司法（2018年修正）", "146", published="2018-10-26"),
        clause("draft", "草案的。", "公司法（修订草案）", "146", published="2025-01-01"),
        clause("unknown", "不知何时的。", "公司法", "146"),
    )
    answer = index.search("公司法第一百四十六条")
    assert ids(answer) == ["new", "old", "unknown", "draft"]
    told = [hit.why[0].partition("(")[2] for hit in answer.hits]
    assert told == ["version of 2018-10-26)", "version of 2013)", "version of unknown date)", "version of unknown date)"]


def test_a_unit_that_a_notice_does_not_have_is_that_of_the_text_it_issues(indexed: Callable) -> None:
    notice = Card(title="某委关于印发《某办法》的通知", doc_numbers=("海卫发〔2019〕33号",))
    index = indexed(
        Clause("notice", "现予印发。", "zh", doc_id="page", card=notice),
        Clause("notice1", "一、认真执行。", "zh", path="1", doc_id="page", card=notice),
        Clause("text1", "目的。", "zh", path="1", doc_id="page", card=Card(title="某办法")),
        Clause("text8", "处罚。", "zh", path="8", doc_id="page", card=Card(title="某办法")),
        Clause("other8", "另一页上的。", "zh", path="8", doc_id="other", card=Card(title="某办法")),
    )
    answer = index.search("海卫发〔2019〕33号第八条")
    assert cited(answer) == ["text8"]
    assert "某办法" in answer.hits[0].why[0]
    assert cited(index.search("海卫发〔2019〕33号第一条")) == ["notice1"]
    assert any("no such clause" in note for note in index.search("海卫发〔2019〕33号第九条").notes)


@pytest.mark.parametrize("query", ["Linweifa [2022] No. 15, Section 2", "Lin Wei Fa (2022) No. 15 二", "临卫发〔2022〕15号第二条"])
@pytest.mark.parametrize("number", ["Linweifa [2022] No. 15", "临卫发〔2022〕15号"])
def test_a_number_in_pinyin_and_in_chinese_is_one(indexed: Callable, query: str, number: str) -> None:
    index = indexed(
        clause("this", "其一。", "甲意见", "2", doc_numbers=(number,)),
        clause("that", "其二。", "乙意见", "2", doc_numbers=("海卫发〔2022〕15号",)),
    )
    assert cited(index.search(query)) == ["this"]


def test_each_number_of_a_list_is_asked_for(indexed: Callable) -> None:
    index = indexed(
        *(
            clause(f"{number}", f"完善{number}。", f"意见{number}", "3", doc_numbers=(f"国办发〔2021〕{number}号",))
            for number in (18, 19, 20)
        )
    )
    assert cited(index.search("国办发〔2021〕18、19号第三条")) == ["19"]
    assert set(ids(index.search("国办发〔2021〕18、19号"))) == {"18", "19"}
    assert set(ids(index.search("〔2021〕18号、20号"))) == {"18", "20"}


def test_of_undated_works_the_one_of_this_very_title_is_first(indexed: Callable) -> None:
    index = indexed(
        Clause("trial", "试行的。", "zh", path="3", doc_id="a", card=Card(title="诉讼规则（试行）")),
        Clause("formal", "正式的。", "zh", path="3", doc_id="b", card=Card(title="诉讼规则")),
    )
    assert ids(index.search("诉讼规则第三条")) == ["formal", "trial"]
    assert ids(index.search("诉讼规则（试行）第三条")) == ["trial"]


def test_the_citation_s_language_comes_before_a_later_translation(indexed: Callable) -> None:
    number = {"doc_numbers": ("国办发〔2021〕18号",), "path": "2"}
    index = indexed(
        clause("zh", "完善服务。", "意见", published="2021-06-04", **number),
        clause("en", "Improve.", "Opinions", published="2022", **number),
    )
    assert ids(index.search("国办发〔2021〕18号第二条")) == ["zh", "en"]
    assert ids(index.search("Guobanfa [2021] No. 18, Section 2")) == ["en", "zh"]


def test_a_document_number_without_agency_finds_those_of_all(index: Index) -> None:
    assert set(cited(index.search("〔2021〕18号第二条"))) == {"op2", "other2"}


def test_an_attachment_s_unit_is_found_where_the_text_has_none_or_it_is_named(indexed: Callable) -> None:
    index = indexed(
        clause("a2", "附件的。", "某通知", "A1:2"), clause("m2", "正文的。", "某通知", "2"), clause("a3", "附件的三。", "某通知", "A1:3")
    )
    assert ids(index.search("某通知第二条")) == ["m2"]
    assert ids(index.search("某通知附件1第二条")) == ["a2"]
    assert ids(index.search("某通知第三条")) == ["a3"]


def test_several_units_of_one_law_and_other_laws_come_as_asked(index: Index) -> None:
    assert ids(index.search("刑法第232条、第120条和药品管理法第四十五条")) == ["crime232", "crime120", "drugs45new", "drugs45old"]


def test_further_words_find_what_they_find_below(index: Index) -> None:
    answer = index.search("农民专业合作社法第三十四条 薪酬")
    assert ids(answer)[0] == "farm34"
    assert cited(answer) == ["farm34"]
    assert {"amended", "op5.2"} <= set(ids(answer)[1:])


def test_a_phrase_must_stand_in_what_is_cited_too(index: Index) -> None:
    assert ids(index.search('农民专业合作社法第33条 "签署合同"')) == ["farm33.2"]


def test_filters_hold_for_what_is_cited(index: Index) -> None:
    assert ids(index.search("药品管理法第四十五条", until="2010")) == ["drugs45old"]
    assert ids(index.search("刑法第232条", lang="en")) == []


def test_a_quoted_citation_is_a_phrase(index: Index) -> None:
    assert ids(index.search('"农民专业合作社法第三十四条"')) == ["amended"]


@pytest.mark.parametrize(
    "query", ["药品法第四十五条", "《社会保险法》第十条", "社会保险法第十条", "军人保险法第10条和第11条", "Article 33 of the Vaccine Law"]
)
def test_a_law_that_is_not_here_is_told_and_its_words_are_searched(index: Index, query: str) -> None:
    answer = index.search(query)
    assert answer.total > 0
    assert not cited(answer)
    assert any("nothing here is called" in note for note in answer.notes)


def test_a_law_whose_name_is_the_end_of_another_s_does_not_answer_for_it(index: Index) -> None:
    answer = index.search("社会保险法第十条")
    assert not cited(answer)
    assert any('"社会保险法"' in note and '"保险法" is here' in note for note in answer.notes)


@pytest.mark.parametrize(
    "query", ["想知道保险法第十条", "请问保险法第十条", "民法商法保险法第十条", "贯彻落实保险法第十条", "这部保险法第十条"]
)
def test_words_before_a_name_that_are_no_part_of_it_do_not_hide_it(index: Index, query: str) -> None:
    assert cited(index.search(query)) == ["insurance10"]


@pytest.mark.parametrize("query", ["刑法第999条", "国办发〔2021〕18号第九十九条", "农民专业合作社法第三十三条第九项"])
def test_a_unit_that_the_work_does_not_have_finds_nothing_and_is_told(index: Index, query: str) -> None:
    answer = index.search(query)
    assert answer.total == 0
    assert any("no such clause" in note for note in answer.notes)
    assert ids(index.search(f"{query} 薪酬"))[0] == "op5.2"


def test_a_document_that_is_not_here_is_told(index: Index) -> None:
    answer = index.search("国办发〔2021〕99号第二条")
    assert answer.total == 0
    assert any("国办发〔2021〕99号" in note for note in answer.notes)


@pytest.mark.parametrize("query", ["第三十三条", "本法第三十三条", "五（二）", "完善 5.2", "薪酬 国办发〔2021〕18号", "刑法", "article 33"])
def test_other_questions_cite_nothing(index: Index, query: str) -> None:
    answer = index.search(query)
    assert not cited(answer)
    assert answer.notes == ()


def test_too_many_citations_are_refused(index: Index) -> None:
    units = "、".join(f"第{number}条" for number in range(1, MAX_UNITS + 2))
    with pytest.raises(QueryError, match=f"{MAX_UNITS + 1} citations"):
        index.search("刑法" + units)


def test_removed_works_are_not_here(library: Any) -> None:  # noqa: ANN401  # conftest's
    from indexer.build import update_index  # noqa: PLC0415

    library.put("a", "第一条 甲。", title="甲法")
    library.put("b", "第一条 乙。", "第二条 丙。", "第三条 丁。", title="乙法")
    update_index(library.folder)
    library.remove("a")
    update_index(library.folder)
    with open_index(library.folder) as opened:
        assert not cited(opened.search("甲法第一条"))
        assert len(cited(opened.search("乙法第一条"))) == 1


@pytest.mark.data
def test_laws_by_others_are_found_by_article(tmp_path: Path) -> None:
    """A sample of benchmarks/citation_lookup.py: every fiftieth question, over the articles of all laws that these cite."""

    questions = records(DATA, "stard/citation_lookup")[::50]
    laws = {question["law"] for question in questions}
    articles = [article for article in statute_articles(DATA) if article["law"] in laws]
    build_index([Clause(a["id"], a["text"], "zh", card=Card(title=a["title"])) for a in articles], tmp_path)
    with open_index(tmp_path) as opened:
        assert [ids(opened.search(question["text"]))[0] for question in questions] == [question["doc"] for question in questions]
