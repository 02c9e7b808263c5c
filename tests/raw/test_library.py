"""The sample pages as a library: manifest and files agree, no order matters, versions stay apart, the demo's questions are answered."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cleaners import ingest
from cleaners.pipeline import PIPELINE
from corpus import Corpus
from corpus.matchkey import match_key
from indexer import open_index, update_index
from search_cli.manifest import MANIFEST_NAME, read_manifest
from search_cli.pages import find_pages, read_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from corpus.model import RawPage

RESERVED_HOST = re.compile(r"https://(?:[a-z-]+\.)*(?:example(?:\.(?:com|org|net|cn))?)/\S+")
EDITING = {
    *("line-ends", "entities", "mojibake", "invisible", "spaced-han", "chunk-markers", "broken-lines", "lost-quotes", "repeats"),
    *("injected-pinyin", "running-heads", "title", "lone-numbers", "interrupted-sentences"),
}
ONLY_LOOKING = {
    *("lost-characters", "stripped-chinese", "spam-title", "metadata", "boilerplate", "glued-credits", "replies", "text-tables"),
    *("account-cards", "page-name", "pages-without-text"),
    *("headings", "parts", "gap-labels", "truncated", "lost-case", "machine-translation", "language"),
}
CONVERTED = {"markdown", "link-numbers"}
"""None of these pages came through a converter: their cases are whole pages in ``tests/cases`` and ``tests/cleaners/page_facts*.json``."""

FLAGS = {"chinese-lost", "truncated", "case-lost", "spam-title", "characters-lost"}
VERSIONS = ("pay-measures-trial.txt", "pay-measures-revised.html")


@pytest.fixture(scope="module")
def pages(raw_folder: Path) -> list[RawPage]:
    return [page for page in map(read_page, find_pages([raw_folder]).files) if hasattr(page, "content")]


@pytest.fixture(scope="module")
def library(pages: list[RawPage], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    fill(folder, pages)
    update_index(folder)
    return folder


def fill(library: Path, pages: Sequence[RawPage]) -> Counter[str]:
    with Corpus.open(library) as corpus:
        return Counter(outcome.verdict for outcome in ingest(pages, corpus))


def exported(library: Path) -> list[str]:
    with Corpus.open(library) as corpus:
        return [json.dumps(page, ensure_ascii=False, sort_keys=True) for page in corpus.export()]


def test_manifest_and_files_agree(raw_folder: Path) -> None:
    entries, broken = read_manifest(raw_folder / MANIFEST_NAME)
    named = [entry.file.name for entry in entries]
    there = [file.name for file in raw_folder.iterdir() if file.name not in {MANIFEST_NAME, "README.md"} and file.name[0] != "."]
    assert broken == []
    assert sorted(named) == sorted(there)


def test_every_page_has_a_day_and_an_address_of_its_own_that_leads_nowhere(raw_folder: Path) -> None:
    entries, _ = read_manifest(raw_folder / MANIFEST_NAME)
    assert [entry.file.name for entry in entries if not entry.url or not RESERVED_HOST.fullmatch(entry.url) or not entry.fetched] == []
    assert len({entry.url for entry in entries}) == len(entries)


def test_no_sample_page_is_refused(raw_folder: Path, pages: list[RawPage], tmp_path: Path) -> None:
    found = find_pages([raw_folder])
    assert found.refused == []
    assert fill(tmp_path, pages) == {"new": len(found.files) - 2, "contained": 1, "version": 1}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_adding_does_not_matter(pages: list[RawPage], library: Path, tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(pages, len(pages))  # noqa: S311  # an order, not a secret
    middle = len(shuffled) // 2
    fill(tmp_path, shuffled[:middle])
    fill(tmp_path, shuffled[middle:])
    assert exported(tmp_path) == exported(library)


def test_adding_again_adds_nothing(pages: list[RawPage], tmp_path: Path) -> None:
    fill(tmp_path, pages)
    with Corpus.open(tmp_path) as corpus:
        before = corpus.revision
    once = exported(tmp_path)
    assert fill(tmp_path, pages) == {"duplicate": len(pages)}
    assert exported(tmp_path) == once
    with Corpus.open(tmp_path) as corpus:
        assert corpus.revision == before


def test_the_amended_version_is_no_duplicate(raw_folder: Path, tmp_path: Path) -> None:
    versions = [read_page(entry) for entry in find_pages([raw_folder / name for name in VERSIONS]).files]
    with Corpus.open(tmp_path) as corpus:
        ids = [outcome.doc_id for outcome in ingest(versions, corpus)]
        assert [corpus.duplicate_of(doc_id) for doc_id in ids] == [None, None]
        old, new = ("\n".join(clause.text for clause in corpus.clauses(doc_id)) for doc_id in ids)
    assert "公示不少于７个工作日" in old
    assert "公示不少于10个工作日" not in old
    assert "公示不少于10个工作日" in new
    assert "公示不少于７个工作日" not in new


def test_every_rule_that_edits_has_work_on_these_pages(library: Path) -> None:
    assert {rule.name for rule in PIPELINE} == EDITING | ONLY_LOOKING | CONVERTED
    with Corpus.open(library) as corpus:
        at_work = {edit.rule for doc_id in corpus.doc_ids() for edit in corpus.cleaned(doc_id).edits}
    assert at_work == EDITING


def test_every_kind_of_flag_stands_on_some_page(library: Path) -> None:
    with Corpus.open(library) as corpus:
        raised = {flag.name for doc_id in corpus.doc_ids() for flag in corpus.cleaned(doc_id).document.flags}
    assert raised >= FLAGS


@pytest.mark.parametrize(
    ("query", "in_chinese", "in_english"),
    [("salary reform", "薪酬制度改革", "salary reform"), ("医联体", "医联体", "medical alliance")],
)
def test_the_questions_of_the_demo_are_answered_from_many_pages(library: Path, query: str, in_chinese: str, in_english: str) -> None:
    with open_index(library) as index:
        hits = index.search(query, limit=50).hits
    assert all(match_key(in_chinese) in match_key(hit.text) or in_english in hit.text.lower() for hit in hits[:3])
    assert len({hit.doc_id for hit in hits}) >= 6
    assert {hit.lang for hit in hits} >= {"zh", "en"}
