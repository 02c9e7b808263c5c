"""Renderings mined from aligned clauses: which are found, how they are kept, and what a search makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.model import Clause
from indexer import mining
from indexer.association import ASSOCIATIONS_NAME, Associations, Rendering, write_associations
from indexer.build import build_index
from indexer.errors import IndexUnusableError
from indexer.mining import AlignedPair, mine
from indexer.phrases_asked import chinese_phrases, english_phrases, phrases_asked
from indexer.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

SUBJECTS = (
    ("附加税", "surtax"),
    ("渔船", "trawler"),
    ("蜂蜜", "honey"),
    ("石棉", "asbestos"),
    ("灯塔", "lighthouse"),
    ("驯鹿", "reindeer"),
)
OFFICES = ("县长", "省厅", "乡村")
ACTIONS = (("缴纳", "paid"), ("登记", "recorded"), ("检查", "inspected"), ("禁止", "forbidden"))


def pairs_of(documents: int) -> list[AlignedPair]:
    """Return a clause on each subject and action from each document."""
    return [
        AlignedPair(f"{subject}由{OFFICES[number]}{action}。", f"The {english} is {done} by the magistrate.", f"d{number}")
        for number in range(documents)
        for subject, english in SUBJECTS
        for action, done in ACTIONS
    ]


@pytest.fixture
def few_suffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mining, "MINIMUM_PAIRS", 10)


def best(rows: list[Rendering]) -> dict[str, Rendering]:
    first: dict[str, Rendering] = {}
    for row in sorted(rows, key=lambda row: (-row.share, -len(row.term))):
        first.setdefault(row.source, row)
    return first


@pytest.mark.usefixtures("few_suffice")
def test_words_render_what_stands_where_they_do() -> None:
    found = best(mine(pairs_of(3)))
    assert found["surtax"].term == "附加税"
    assert found["附加税"].term == "surtax"
    assert found["paid"].term == "缴纳"
    assert found["检查"].term == "inspect"
    assert (found["surtax"].clauses, found["surtax"].documents) == (12, 3)  # four actions in each of three documents
    assert "magistr" not in found  # it stands in every clause


@pytest.mark.usefixtures("few_suffice")
def test_one_document_is_no_evidence() -> None:
    given = pairs_of(3) + [AlignedPair(f"麻雀{action}。", f"The sparrow is {done}.", "alone") for action, done in ACTIONS]
    found = best(mine(given))
    assert "sparrow" not in found
    assert "麻雀" not in found
    assert "surtax" in found


def test_few_pairs_give_nothing() -> None:
    assert mine(pairs_of(2)) == []


@pytest.mark.usefixtures("few_suffice")
def test_the_order_of_pairs_does_not_matter() -> None:
    assert mine(pairs_of(3)) == mine(reversed(pairs_of(3)))


def test_a_table_gives_back_the_renderings_of_a_term_alone_strongest_first(tmp_path: Path) -> None:
    rows = [Rendering("tax", "税", 0.5, 9, 3), Rendering("taxi", "出租车", 0.9, 4, 2), Rendering("tax", "税收", 0.75, 8, 3)]
    rows += [Rendering(f"word{number}", f"词{number}", 0.1, 3, 2) for number in range(200)]
    write_associations(tmp_path / "table", rows)
    table = Associations(tmp_path / "table")
    assert table.renderings("tax") == (rows[2], rows[0])
    assert all(table.renderings(row.source) == (row,) for row in rows[3:])
    assert table.renderings("ta") == table.renderings("zzz") == table.renderings("") == ()
    table.close()


def test_a_damaged_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "table").write_bytes("tax\t税\tmuch\t9\t3\n".encode())
    with pytest.raises(IndexUnusableError, match="tiaowen index"):
        Associations(tmp_path / "table").renderings("tax")


CLAUSES = (
    Clause("zh", "附加税每年缴纳一次。", "zh"),
    Clause("en", "A surtax on honey.", "en"),
    Clause("other", "渔船每年检查一次。", "zh"),
)


@pytest.mark.usefixtures("few_suffice")
def test_a_search_finds_the_rendering_after_the_word_itself_and_says_so(tmp_path: Path) -> None:
    build_index(CLAUSES, tmp_path / "index", pairs=pairs_of(3))
    with open_index(tmp_path / "index") as index:
        hits = index.search("surtax").hits
        assert [hit.clause_id for hit in hits] == ["en", "zh"]
        assert hits[0].why == ("words: surtax",)
        assert hits[1].why == ("mined: surtax ~ 附加税 (in 12 clauses of 3 documents)",)
        assert [hits[1].text[start:end] for start, end in hits[1].highlights] == ["附加税"]
        assert [hit.clause_id for hit in index.search("surtax", exact=True).hits] == ["en"]
        assert index.search("附加税").hits[1].why == ("mined: 附加税 ~ surtax (in 12 clauses of 3 documents)",)


@pytest.mark.usefixtures("few_suffice")
def test_an_index_made_again_without_pairs_has_no_table(tmp_path: Path) -> None:
    build_index(CLAUSES, tmp_path / "index", pairs=pairs_of(3))
    report = build_index(CLAUSES, tmp_path / "index")
    assert not (tmp_path / "index" / report.generation / ASSOCIATIONS_NAME).exists()


@pytest.mark.usefixtures("few_suffice")
def test_a_concept_weighs_in_the_other_language_as_the_renderings_of_the_words_beside_it(tmp_path: Path) -> None:
    """Else a clause with 疫苗, which a list has and which was mined, passes one with 附加税, which is rarer and was mined alone."""
    vaccines = [
        AlignedPair(f"疫苗由{OFFICES[number]}{action}。", f"The vaccine is {done} by the magistrate.", f"d{number}")
        for number in range(3)
        for action, done in ACTIONS
    ]
    clauses = (Clause("tax", "附加税每年登记。", "zh"), Clause("vaccine", "疫苗每年登记。", "zh"), Clause("en", "A vaccine.", "en"))
    build_index(clauses, tmp_path / "index", pairs=pairs_of(3) + vaccines)
    with open_index(tmp_path / "index") as index:
        scores = {hit.clause_id: hit.score for hit in index.search("surtax vaccine").hits}
        assert scores["vaccine"] < scores["tax"] < scores["en"]


@pytest.mark.usefixtures("few_suffice")
def test_a_word_and_its_rendering_that_stand_in_every_clause_are_found(tmp_path: Path) -> None:
    """Counted for each, they stand in more clauses than there are."""
    clauses = [Clause(f"c{number}", f"附加税 surtax {number}", "mixed") for number in range(4)]
    build_index(clauses, tmp_path / "index", pairs=pairs_of(3))
    with open_index(tmp_path / "index") as index:
        assert len(index.search("surtax").hits) == len(clauses)


PHRASES = (("黑箱", "black box"), ("黑熊", "black bear"), ("箱子", "wooden box"))


def pairs_of_phrases() -> list[AlignedPair]:
    """Return clauses in which 黑箱 renders "black box" alone: neither "black" nor "box" has a rendering of its own."""
    return [
        AlignedPair(f"{chinese}，由{OFFICES[number]}{action}。", f"The {english} is {done} by the magistrate.", f"d{number}")
        for number in range(3)
        for chinese, english in PHRASES
        for action, done in ACTIONS
    ]


@pytest.mark.usefixtures("few_suffice")
def test_a_phrase_has_renderings_of_its_own() -> None:
    found = best(mine(pairs_of_phrases() + pairs_of(3)))
    assert found["black box"].term == "黑箱"
    assert found["black bear"].term == "黑熊"
    assert (found["black box"].clauses, found["black box"].documents) == (12, 3)
    assert not any(" " in source and {"the", "is", "by"} & set(source.split()) for source in found)


@pytest.mark.usefixtures("few_suffice")
def test_a_clause_with_the_rendering_of_a_phrase_comes_before_those_with_renderings_of_its_words(tmp_path: Path) -> None:
    clauses = (
        Clause("words", "黑熊，箱子。", "zh"),
        Clause("phrase", "黑箱每年登记一次，每年检查一次，每年缴纳一次，每年修改一次，每年公布一次。", "zh"),
        Clause("typed", "The black box is kept.", "en"),
    )
    build_index(clauses, tmp_path / "index", pairs=pairs_of_phrases() + pairs_of(3))
    with open_index(tmp_path / "index") as index:
        hits = index.search("black box").hits
        assert [hit.clause_id for hit in hits] == ["typed", "phrase", "words"]
        assert "mined: black box ~ 黑箱 (in 12 clauses of 3 documents)" in hits[1].why
        assert [hit.clause_id for hit in index.search("black box", exact=True).hits] == ["typed"]


def test_phrases_of_a_text() -> None:
    assert english_phrases("Contact tracing, and the tracing of contacts (contact-tracing apps)") == {"contact trace", "trace app"}
    assert "附加税缴纳" in chinese_phrases("附加税缴纳的期限")
    assert chinese_phrases("附加税") == set()


def test_the_longest_mined_phrases_of_a_question_do_not_overlap() -> None:
    table = {"black box": (Rendering("black box", "黑箱", 1.0, 3, 2),), "box file": (Rendering("box file", "文件盒", 1.0, 3, 2),)}
    table |= {"黑箱子": (Rendering("黑箱子", "box", 1.0, 3, 2),), "箱子里": (Rendering("箱子里", "in", 1.0, 3, 2),)}
    found = list(phrases_asked(["black-box files", "黑箱子里"], lambda phrase: table.get(phrase, ())))
    assert [(one.written, one.weight, one.terms) for one in found] == [
        ("black box", 2.0, ("black", "box")),
        ("黑箱子", 3.0, ("黑箱", "箱子")),
    ]
