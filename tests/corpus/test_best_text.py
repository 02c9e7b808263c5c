"""The best text of several copies: each clause whole, each with the page that it stands on, none made up."""

from __future__ import annotations

from corpus.best_text import best_text
from corpus.model import Clause

ARTICLES = [
    "第一条 为了规范药品采购，制定本办法。",
    "第二条 药品采购应当公开、公平，接受社会监督。",
    "第三条 牵头医院每年三月底前核定采购目录，报医保经办机构备案。",
    "第四条 违反本办法的，由卫生健康部门责令改正。",
]


def copy(page: str, *texts: str, first: int = 1) -> list[Clause]:
    return [Clause(f"{page}-{at}", text, "zh", path=str(at), doc_id=page) for at, text in enumerate(texts, start=first)]


def told(*copies: list[Clause]) -> list[tuple[str, str]]:
    return [(one.clause.doc_id, one.clause.text) for one in best_text(copies)]


def test_a_whole_copy_is_read_alone() -> None:
    found = best_text([copy("a", *ARTICLES), copy("b", *ARTICLES)])
    assert [(one.clause.id, one.copies, one.agreeing) for one in found] == [(f"a-{at}", 2, 2) for at in (1, 2, 3, 4)]


def test_a_clause_cut_off_or_with_lost_characters_comes_from_the_copy_that_has_it_whole() -> None:
    damaged = [ARTICLES[0], ARTICLES[1][:14], ARTICLES[2].replace("三月底", "???"), ARTICLES[3]]
    assert told(copy("a", *damaged), copy("b", *ARTICLES)) == [
        ("a", ARTICLES[0]),
        ("b", ARTICLES[1]),
        ("b", ARTICLES[2]),
        ("a", ARTICLES[3]),
    ]


def test_articles_that_a_copy_lacks_are_put_in_their_places() -> None:
    lacking = copy("a", ARTICLES[0]) + copy("a", ARTICLES[3], first=4)
    cut = copy("b", *ARTICLES[:2])
    other = copy("c", ARTICLES[2], first=3)
    whole = [("a", ARTICLES[0]), ("b", ARTICLES[1]), ("c", ARTICLES[2]), ("a", ARTICLES[3])]
    assert told(lacking, cut, copy("c", ARTICLES[1], first=2) + other) == whole
    assert told(copy("a", *ARTICLES[2:], first=3), copy("b", *ARTICLES[:3]))[:2] == [("b", ARTICLES[0]), ("b", ARTICLES[1])]


def test_what_most_copies_read_counts_and_lines_of_a_site_do_not() -> None:
    misread = ARTICLES[2].replace("牵头", "牵失")
    other = [*copy("b", *ARTICLES), Clause("b-9", "本站转载，仅供参考。", "zh", doc_id="b")]
    found = best_text([copy("a", *ARTICLES[:2], misread, ARTICLES[3]), other, copy("c", *ARTICLES)])
    assert [(one.clause.doc_id, one.agreeing) for one in found] == [("a", 3), ("a", 3), ("b", 2), ("a", 3)]
    assert [one.clause.text for one in found] == ARTICLES


def test_nothing_is_read_of_nothing() -> None:
    assert best_text([]) == best_text([[], []]) == []
