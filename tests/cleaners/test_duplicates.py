"""Duplicates of a set of pages: the same relations in any order, batch and library; what is stored is what was asked to be."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import find_duplicates, ingest
from cleaners.across.duplicates import MAX_COMPARED, Batch, relations_of
from cleaners.pipeline import clean_page
from corpus.model import RawPage
from corpus.store import Corpus
from tests.cleaners.copies_pages import english, policy

if TYPE_CHECKING:
    from cleaners.across.relations import Relation
    from corpus.model import Document

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "whole": policy(1),
    "cut": policy(1)[:900],
    "quoted": policy(1)[500:800],
    "merged": f"{policy(2)}\n{policy(1)}",
    "other": policy(2),
    "later": policy(1, year=2023),
    "apart": policy(3),
    "english": english(1),
    "part": english(1)[:1500],
}
EXPECTED = {
    "whole": "contained",
    "cut": "contained",
    "quoted": "contained",
    "merged": "contains",
    "other": "contained",
    "later": "version",
    "apart": "new",
    "english": "contains",
    "part": "contained",
}


def pages(*names: str) -> list[RawPage]:
    return [RawPage(PAGES[name], name) for name in names or PAGES]


@cache
def document(name: str) -> Document:
    return clean_page(RawPage(PAGES[name], name)).document


def told(batch: list[RawPage], corpus: Corpus | None = None) -> dict[str, object]:
    return {one.origin: (one.verdict, one.of, one.score, one.keeper, one.relations) for one in find_duplicates(batch, corpus)}


@pytest.fixture(scope="module")
def whole_set() -> dict[str, tuple[Relation, ...]]:
    return {one.origin: one.relations for one in find_duplicates(pages())}


def test_each_page_is_told_what_it_is() -> None:
    assert {one.origin: one.verdict for one in find_duplicates(pages())} == EXPECTED


@settings(deadline=None)
@given(st.permutations(list(PAGES)), st.integers(0, len(PAGES)))
def test_any_order_and_any_split_give_the_same(whole_set: dict[str, tuple[Relation, ...]], order: list[str], first: int) -> None:
    with closing(Batch()) as here, closing(Batch()) as there:
        for name in order[:first]:
            here.add(document(name))
        for name in order[first:]:
            there.add(document(name))
        for name in order:
            assert tuple(relations_of(document(name).doc_id, here, there)) == whole_set[name]


def test_pages_that_are_there_and_pages_that_come_give_the_same(tmp_path: Path, whole_set: dict[str, tuple[Relation, ...]]) -> None:
    names = list(PAGES)
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages(*names[5:]), corpus))
        assert {one.origin: one.relations for one in find_duplicates(pages(*names[:5]), corpus)} == {
            name: whole_set[name] for name in names[:5]
        }
        list(ingest(pages(*names[:5]), corpus))
        assert {name: tuple(relations_of(document(name).doc_id, corpus)) for name in names} == whole_set


def test_what_one_page_is_to_the_other_the_other_is_to_it() -> None:
    relations = {(one.one, one.other): one for found in find_duplicates(pages()) for one in found.relations}
    assert relations
    for relation in relations.values():
        assert relations[relation.other, relation.one] == relation.inverse


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "from tests.cleaners.test_duplicates import pages, told\n"
        "print(sorted((origin, str(found)) for origin, found in told(pages('whole', 'cut', 'later', 'apart')).items()))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_nothing_is_stored(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages("whole"), corpus))
        before = list(corpus.export())
        (cut,) = find_duplicates(pages("cut"), corpus)
        assert (cut.verdict, cut.of, cut.keeper) == ("contained", corpus.doc_ids()[0], corpus.doc_ids()[0])
        assert (list(corpus.export()), corpus.revision) == (before, 1)


def test_a_page_that_comes_twice_and_what_is_no_page_are_named() -> None:
    first, again, empty = find_duplicates([*pages("apart"), RawPage(PAGES["apart"], "again"), RawPage("", "empty")])
    assert (first.verdict, again.verdict, again.of, empty.verdict) == ("new", "duplicate", first.doc_id, "rejected")


def test_pages_of_a_removed_page_are_new_again(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        (whole,) = ingest(pages("whole"), corpus)
        assert [one.verdict for one in find_duplicates(pages("cut"), corpus)] == ["contained"]
        corpus.remove(whole.doc_id)
        assert [one.verdict for one in find_duplicates(pages("cut"), corpus)] == ["new"]


def test_ingest_tells_what_a_page_is_to_those_that_are_there(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        outcomes = list(ingest(pages("cut", "whole", "later"), corpus))
        assert [one.verdict for one in outcomes] == ["new", "contains", "version"]
        assert (outcomes[1].of, outcomes[1].keeper) == (outcomes[0].doc_id, outcomes[1].doc_id)
        assert (outcomes[2].of, outcomes[2].keeper) == (outcomes[1].doc_id, None)


def test_of_many_copies_some_are_named(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        copies = [
            RawPage(f"{policy(1)}\n第99条　第{number}家网站转载，供读者参考，以原文为准。", str(number))
            for number in range(2 * MAX_COMPARED)
        ]
        outcomes = list(ingest(copies, corpus))
        assert [one.verdict for one in outcomes] == ["new", *["near-duplicate"] * (len(copies) - 1)]
        assert len(outcomes[-1].relations) >= MAX_COMPARED


def test_signatures_of_another_version_are_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages("whole"), corpus))
        monkeypatch.setattr("cleaners.across.duplicates.HASH_VERSION", 2)
        monkeypatch.setattr("cleaners.across.signatures.HASH_VERSION", 2)
        assert [one.verdict for one in find_duplicates(pages("cut"), corpus)] == ["new"]
