from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import concepts as module
from corpus.concepts import LookedUpConcepts, concepts, library_concepts
from corpus.model import Clause
from indexer.build import build_index
from indexer.errors import IndexUnusableError
from indexer.labels import LABELS_NAME, Labels, write_labels
from indexer.manifest import read_manifest, write_manifest
from indexer.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.concept_rows import Concept

CLAUSES = (
    Clause("zh", "推进公立医院薪酬制度改革。", "zh"),
    Clause("en", "The medical consortia reform the salary system.", "en"),
    Clause("none", "The Chinese Medical Association met.", "en"),
)
LABELS = sorted({label for concept in concepts() for lang in ("zh", "en") for label in (*concept.labels(lang), *concept.negative[lang])})


@pytest.fixture(scope="module")
def looked_up(tmp_path_factory: pytest.TempPathFactory) -> LookedUpConcepts:
    file = tmp_path_factory.mktemp("labels") / LABELS_NAME
    write_labels(file, concepts())
    return LookedUpConcepts(concepts(), Labels(file))


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(LABELS) | st.sampled_from(["and", "的", "，", "Health-care", "卫", "2021"]), max_size=5),
    st.sampled_from(" -，"),
)
def test_what_is_looked_up_is_what_the_lists_have(looked_up: LookedUpConcepts, pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert looked_up.find(text) == concepts().find(text)
    for concept_id in {match.concept_id for match in concepts().find(text)}:
        assert looked_up.only(concept_id).find(text) == [match for match in concepts().find(text) if match.concept_id == concept_id]
        assert looked_up.preferred(concept_id, "en") == concepts().preferred(concept_id, "en")


def test_a_query_reads_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(CLAUSES, tmp_path)

    def read(_table: str, _name: str) -> list[Concept]:
        raise AssertionError("a list is read")

    module._concepts.cache_clear()
    monkeypatch.setattr(module, "read_concepts", read)
    with open_index(tmp_path) as index:
        assert index.search("medical alliance").hits[0].why == ('concept 医联体 = "medical consortia"',)
        assert {hit.clause_id for hit in index.search("salary reform").hits} == {"zh", "en"}
    module._concepts.cache_clear()


def test_labels_of_another_list_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(CLAUSES, tmp_path)
    monkeypatch.setattr(module, "MATCHING_VERSION", 0)
    module._concepts.cache_clear()
    with open_index(tmp_path) as index:
        assert index.concepts is library_concepts(None)
        assert index.search("medical alliance").notes == ("the index was made with another list of concepts; run: tiaowen index",)
    module._concepts.cache_clear()


def test_an_index_without_labels_is_asked_all_the_same(tmp_path: Path) -> None:
    """As one is that an older program made."""
    report = build_index(CLAUSES, tmp_path)
    with open_index(tmp_path) as index:
        hits = index.search("medical alliance").hits
    manifest = read_manifest(tmp_path)
    del manifest.files[LABELS_NAME]
    write_manifest(tmp_path, manifest)
    (tmp_path / report.generation / LABELS_NAME).unlink()
    with open_index(tmp_path) as index:
        assert index.search("medical alliance").hits == hits


@pytest.mark.parametrize(
    ("written", "damaged"), [("\nmedical consortium \t", "\nmedical consortium  "), ("#medical-alliance\t", "#medical-alliancf\t")]
)
def test_a_damaged_line_is_told(tmp_path: Path, written: str, damaged: str) -> None:
    report = build_index(CLAUSES, tmp_path)
    file = tmp_path / report.generation / LABELS_NAME
    data = file.read_bytes()
    assert data.count(written.encode()) == 1
    file.write_bytes(data.replace(written.encode(), damaged.encode()))
    with open_index(tmp_path) as index, pytest.raises(IndexUnusableError, match="tiaowen index"):
        index.search("medical consortium")
