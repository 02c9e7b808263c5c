"""Long posting lists are added up in arrays; the scores are the very same, so that no clause moves when a library grows."""

from __future__ import annotations

import random
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause
from indexer import ranking
from indexer.association import ASSOCIATIONS_NAME, Rendering, write_associations
from indexer.question import understand
from indexer.ranking import Statistics, rank
from indexer.reader import ClauseReader
from indexer.writing import write_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "salary reform county hospital medical alliance rules the of annual 薪酬 制度 改革 医联体 医院 规定 县级 分级诊疗".split()
CITED = "医院规定"
FILLING = [f"《{CITED}》", *(f"filler{number}" for number in range(60))]
QUESTIONS = (
    "salary",
    "the rules of county hospitals",
    "medical alliance",
    "医联体",
    "薪酬制度改革怎么规定",
    "分级诊疗 salary reform 医院",
    '"salary reform"',
    '"county" "医院" rules',
    "salary reform medical alliance annual 医院",
    "nothing of this",
    "the",
)


def written(count: int, seed: str) -> list[Clause]:
    chance = random.Random(seed)  # noqa: S311  # no secret

    def text(least: int, most: int) -> str:
        return " ".join(chance.choice(WORDS + FILLING) for _ in range(chance.randint(least, most)))

    return [
        Clause(
            f"{seed}{number}",
            text(0, 40),
            "mixed",
            heading_path=tuple(text(0, 5) for _ in range(chance.randint(0, 2))),
            doc_id="" if number % 11 == 0 else f"{seed}-{number // 7}",
            card=Card(title=CITED if number % 5 == 0 else text(0, 4)),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClauseReader]:
    """Three segments with removed clauses, texts that others cite, and mined renderings."""
    base = tmp_path_factory.mktemp("long")
    folder = base / "0"
    folder.mkdir()
    write_clauses(folder, written(400, "a"), [])
    for generation, count in ((1, 60), (2, 10)):
        shutil.copytree(folder, base / str(generation))
        folder = base / str(generation)
        write_clauses(folder, written(count, "ab"[generation - 1] * 2), [f"a-{generation}", f"a-{generation + 9}"])
    mined = [Rendering("salari", "薪酬", 0.7, 5, 3), Rendering("salari", "医院", 0.2, 5, 3), Rendering("医院", "hospit", 0.9, 5, 3)]
    mined += [Rendering("salari reform", "薪酬", 0.6, 5, 3), Rendering("salari reform", "改革", 0.4, 5, 3)]
    mined += [Rendering("酬制度", "salari", 0.6, 5, 3), Rendering("酬制度", "annual", 0.2, 5, 3)]
    write_associations(folder / ASSOCIATIONS_NAME, mined)
    opened = ClauseReader(folder)
    assert len(opened.ranges()) == 3
    assert opened.count() < opened.size
    yield opened
    opened.close()


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("written_question", QUESTIONS)
def test_arrays_give_the_same_scores_to_the_last_bit(
    reader: ClauseReader, monkeypatch: pytest.MonkeyPatch, written_question: str, *, exact: bool
) -> None:
    question = understand(written_question, lambda _: False, exact=exact)
    statistics = Statistics(reader.count(), {field: words / reader.count() for field, words in reader.count_words().items()})

    def scores(long: int) -> dict[int, float]:
        monkeypatch.setattr(ranking, "LONG", long)
        monkeypatch.setattr(ranking, "LONG_ENOUGH_TO_IMPORT", long)
        return rank(reader, statistics, question)

    short = scores(10**9)
    assert scores(-1) == short
    assert bool(short) == ("nothing" not in written_question)


def test_where_numpy_is_not_there_yet_it_is_imported_once_questions_together_are_long(
    reader: ClauseReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = understand("salary", lambda _: False)
    postings = sum(reader.document_frequency(field, question.units[0].terms[0].text) for field in ("text", "heading", "title"))
    monkeypatch.delitem(sys.modules, "numpy")
    monkeypatch.setattr(ranking, "LONG", postings - 1)
    monkeypatch.setattr(ranking, "LONG_ENOUGH_TO_IMPORT", 2 * postings)
    monkeypatch.setattr(reader, "ranked_singly", 0)
    assert [ranking._are_long(reader, question) for _ in range(3)] == [False, False, True]
    monkeypatch.setattr(ranking, "LONG", postings)
    assert not ranking._are_long(reader, question)
