"""What others cite comes before its like: by title in book marks or by number, not where a text names itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause
from indexer import open_index, update_index
from indexer.identity import cited_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.search import Index
    from tests.indexer.conftest import Library

ALIKE = (
    Clause("known", "采石场复绿", "zh", doc_id="a", card=Card(title="采石场管理办法")),
    Clause("unknown", "采石场复绿", "zh", doc_id="b", card=Card(title="砂石场管理办法")),
)

ALIKE_TEXTS = ("采石场复绿", "采石场关闭", "采石场开业", "采石场爆破", "采石场运输")


def cites(*texts: str) -> list[Clause]:
    return [Clause(f"c{number}", text, "zh", doc_id=f"c{number}") for number, text in enumerate(texts)]


def scores(index: Index, query: str) -> dict[str, float]:
    return {hit.clause_id: hit.score for hit in index.search(query, all_copies=True).hits}


def test_a_text_gains_a_tenth_from_two_clauses_that_cite_it(indexed: Callable) -> None:
    """1 + .2·2/(2 + 2) = 1.1; whatever the version, and with the country's name or without."""
    index = indexed(*ALIKE, *cites("根据《采石场管理办法（2019年修订）》处罚。", "违反《中华人民共和国采石场管理办法》的"))
    found = scores(index, "复绿")
    assert found["known"] == pytest.approx(1.1 * found["unknown"])
    hits = {hit.clause_id: hit.why for hit in index.search("复绿", all_copies=True).hits}
    assert hits["known"][-1] == "its text is cited in 2 clauses"
    assert "cited" not in " ".join(hits["unknown"])


def test_a_text_is_cited_by_its_number_in_either_language(indexed: Callable) -> None:
    numbers = ("国办发〔2021〕18号", "国办发〔2021〕81号")
    numbered = [replace(clause, card=Card(doc_numbers=(number,))) for clause, number in zip(ALIKE, numbers, strict=True)]
    found = scores(indexed(*numbered, *cites("按国办发[2021]18号执行。", "See Guobanfa [2021] No. 18.")), "复绿")
    assert found["known"] == pytest.approx(1.1 * found["unknown"])


def test_a_notice_is_cited_by_the_text_that_it_issues(indexed: Callable) -> None:
    notice = replace(ALIKE[0], card=Card(title="关于印发《采石场复绿方案》的通知"))
    found = scores(indexed(notice, ALIKE[1], *cites("按照《采石场复绿方案》的要求，", "《采石场复绿方案》")), "采石场")
    assert found["known"] > found["unknown"]


def test_a_text_that_names_itself_cites_nothing() -> None:
    card = Card(title="采石场管理办法", doc_numbers=("国办发〔2021〕18号",))
    assert cited_names(Clause("a", "《采石场管理办法》（国办发〔2021〕18号，Guobanfa [2021] No. 18）已经通过。", "zh", card=card)) == set()
    assert cited_names(Clause("a", "《采石场管理办法》", "zh", card=Card(title="关于《砂石场管理办法》的解释"))) == {
        "采石场管理办法",
        "砂石场管理办法",
    }


def test_what_was_removed_cites_nothing(library: Library) -> None:
    """The clause stays in its segment until that is merged."""
    library.put("known", *ALIKE_TEXTS, title="采石场管理办法")
    library.put("citing", "根据《采石场管理办法》处罚。")
    update_index(library.folder)
    library.remove("citing")
    update_index(library.folder)
    with open_index(library.folder) as index:
        assert "cited" not in " ".join(why for hit in index.search("复绿").hits for why in hit.why)
