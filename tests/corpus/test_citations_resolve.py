"""Resolving citations: by number before title, never by guess; what is missing is told, most cited first."""

from __future__ import annotations

from corpus.citations import Link, Wanted, Works, find_citations, resolve
from corpus.model import Clause

CLAUSES = {("opinions", "5.2"): "o52", ("law", "58"): "l58", ("law", "33.1"): "l331"}
WORKS = Works(
    by_number={"国办发〔2021〕18号": "opinions"},
    by_title={"关于甲病防治意见": ["opinions", "older"], "药品管理法": ["law"], "甲费条例": ["yunze", "lingxi"]},
    clause_at=lambda work, path: CLAUSES.get((work, path)),
    own="self-work",
)


def links(text: str) -> tuple[Link, ...]:
    return resolve(find_citations([Clause("c", text, "zh")]), WORKS).links


def test_a_number_decides_where_a_title_does_not() -> None:
    (link,) = links("《关于甲病防治的意见》（国办发〔2021〕18号）")
    assert link.works == ("opinions",)


def test_a_number_that_is_not_there_leaves_the_title_to_decide() -> None:
    (link,) = links("《药品管理法》（国发〔1999〕9号）")
    assert link.works == ("law",)


def test_the_states_name_and_the_version_do_not_matter() -> None:
    for title in ("《中华人民共和国药品管理法》", "《药品管理法（2019年修订）》", "《药品管理法》（2019年修订）"):
        assert [link.works for link in links(title)] == [("law",)]


def test_several_works_of_one_title_are_all_told_and_not_wanted() -> None:
    resolved = resolve(find_citations([Clause("c", "《甲费条例》第三条", "zh")]), WORKS)
    assert [(link.works, link.clause_ids) for link in resolved.links] == [(("yunze", "lingxi"), ())]
    assert resolved.wanted == ()


def test_pins_lead_to_clauses_and_an_item_inside_its_article_to_the_article() -> None:
    first, second, third = links(
        "《药品管理法》第三十三条第二款第（一）项、国办发〔2021〕18号五（二）和药品管理法第五十八条第（九）项、第六十条"
    )
    assert first.clause_ids == ("l331",)
    assert second.clause_ids == ("o52",)
    assert third.clause_ids == ("l58",)


def test_short_citations_mean_what_the_full_one_means() -> None:
    text = "《药品管理法》（以下简称《甲法》）。《甲法》第五十八条、该法第五十八条"
    assert [(link.works, link.clause_ids) for link in links(text)] == [(("law",), ()), (("law",), ("l58",)), (("law",), ("l58",))]


def test_this_text_is_the_own_work() -> None:
    assert [link.works for link in links("本办法第三条")] == [("self-work",)]


def test_what_is_missing_is_wanted_most_cited_first() -> None:
    text = "《乙法》，《丙办法（试行）》，丙办法第三条，《丙办法》第四条，财社〔2020〕1号，Linweifa [2016] No. 31；《药品管理法》"
    assert resolve(find_citations([Clause("c", text, "zh")]), WORKS).wanted == (
        Wanted(None, "丙办法（试行）", 3),
        Wanted(None, "乙法", 1),
        Wanted("Linweifa [2016] No. 31", "Linweifa [2016] No. 31", 1),
        Wanted("财社〔2020〕1号", "财社〔2020〕1号", 1),
    )


def test_what_tells_no_text_from_others_is_not_wanted() -> None:
    text = "持《出版物经营许可证》（以下简称许可证）的，应当填写《年度核验登记表》。按《通知》第三条办理。"
    assert resolve(find_citations([Clause("c", text, "zh")]), WORKS).wanted == ()


def test_of_several_spellings_the_most_frequent_is_told() -> None:
    texts = ["《中华人民共和国甲病防治法》规定。", "《甲病防治法》规定。", "《甲病防治法》适用。"]
    found = [one for text in texts for one in find_citations([Clause("c", text, "zh")])]
    assert resolve(found, WORKS).wanted == (Wanted(None, "甲病防治法", 3),)
    assert resolve(found[:2], WORKS).wanted == (Wanted(None, "中华人民共和国甲病防治法", 2),)  # 中 before 甲
