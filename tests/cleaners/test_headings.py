"""Headings on whole pages: they stand above their clauses, and no sentence is taken for one."""

from __future__ import annotations

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import RawPage

TEXT = [
    "The county pays its hospitals in advance and lets them keep what they save, as the board decided in spring of last year.",
    "In the first year the number of patients sent to the city fell by a fifth, and the board expects more of the second.",
]


def paths(*lines: str) -> list[tuple[str, ...]]:
    result = clean_page(RawPage("\n\n".join(lines), "page"))
    result.check()
    return [clause.heading_path for clause in split_clauses(result.document)]


def test_a_heading_stands_above_the_clauses_under_it() -> None:
    assert paths("County hospitals", TEXT[0], "what the board expects", TEXT[1]) == [(), ("what the board expects",)]


def test_questions_of_a_list_head_their_answers() -> None:
    assert paths("About the budget", "Who pays the hospitals?", TEXT[0], "What was the result?", TEXT[1]) == [
        ("Who pays the hospitals?",),
        ("What was the result?",),
    ]


@pytest.mark.parametrize(
    "line",
    ["医院应当履行下列职责：", "会议指出：", "2020年5月20日新省人民代表大会常务委员会通过", "（2020年5月20日公布）", "税额＝价格×税率"],
)
def test_a_line_that_heads_nothing_stays_a_clause(line: str) -> None:
    long = "县里提前向医院支付经费，结余归医院使用，超支由医院承担，医院有了节约的动力，群众的负担也减轻了。"
    result = clean_page(RawPage("\n\n".join(["新县医共体做法", long, line, long.replace("县里", "省里")]), "page"))
    assert line in "\n".join(clause.text for clause in split_clauses(result.document))


@pytest.mark.seeds
@pytest.mark.parametrize(("seed", "count"), [("000", 3), ("001", 0), ("003", 4)])
def test_the_seeds(seeds: list, seed: str, count: int) -> None:
    path = next(path for path in seeds if path.name.startswith(seed))
    document = clean_page(RawPage(path.read_bytes(), path.name)).document
    assert sum(block.kind == "heading" for block in document.blocks) == count
