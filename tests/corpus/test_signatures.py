"""Signatures in the corpus: written with the page, found by what pages share, gone with the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cleaners.across.duplicates import settle
from cleaners.across.ingest import ingest, reclean
from cleaners.rules import RULES_VERSION
from corpus._schema import MIGRATIONS
from corpus.ids import document_id
from corpus.mark_lists import pack_marks
from corpus.model import RawPage
from corpus.signatures import PAGES_OF_A_MARK, Signature, page_id, page_number
from corpus.store import Corpus
from tests.cleaners.copies_pages import policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


BEFORE_SIGNATURES = next(at for at, step in enumerate(MIGRATIONS) if "CREATE TABLE signatures" in step)
"""The version of a library that has none."""
RESTORATIONS = ("pair_marks", "skeleton_marks", "lost_marks", "restorations_due", "restorations", "late_pages", "late_stamp")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path) as opened:
        yield opened


def marks_of(corpus: Corpus, doc_id: str) -> list[int]:
    signature = corpus.signature(doc_id)
    assert signature is not None
    return [int.from_bytes(signature.marks[at : at + 8], "little") for at in range(0, len(signature.marks), 8)]


def rows(corpus: Corpus) -> dict[str, int]:
    names = ("signatures", "marks")
    return {name: corpus._connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608  # own names


def test_pages_are_found_by_what_they_share(corpus: Corpus) -> None:
    whole, half, other = ingest([RawPage(policy(1), "a"), RawPage(policy(1)[:900], "b"), RawPage(policy(2), "c")], corpus)
    shared = Counter(page_id(page) for pages in corpus.holders(set(marks_of(corpus, half.doc_id))).values() for page in pages)
    assert shared[half.doc_id] == len(set(marks_of(corpus, half.doc_id)))
    assert shared[whole.doc_id] > 0.6 * shared[half.doc_id]
    assert shared[other.doc_id] < 0.5 * shared[half.doc_id]


@pytest.mark.parametrize("is_late", [True, False])
def test_a_page_that_goes_takes_its_signature_along(corpus: Corpus, is_late: bool) -> None:  # noqa: FBT001  # as pytest gives it
    first, second = ingest([RawPage(policy(1), "a"), RawPage(policy(2), "b")], corpus)
    if not is_late:
        corpus._signatures.write_late()
    marks = {*marks_of(corpus, first.doc_id), *marks_of(corpus, second.doc_id)}
    corpus.remove(first.doc_id)
    assert corpus.signature(first.doc_id) is None
    assert corpus.of_a_share({page_number(one.doc_id): 99 for one in (first, second)}, 1.0) == {page_number(second.doc_id)}
    assert corpus.holders(marks) == {mark: [page_number(second.doc_id)] for mark in marks_of(corpus, second.doc_id)}
    corpus._signatures.write_late()
    assert rows(corpus) == {"signatures": 1, "marks": len(set(marks_of(corpus, second.doc_id)))}
    corpus.remove(second.doc_id)
    assert rows(corpus) == {"signatures": 0, "marks": 0}


def test_the_same_page_again_changes_nothing(corpus: Corpus) -> None:
    list(ingest([RawPage(policy(1), "b")], corpus))
    before = rows(corpus)
    list(ingest([RawPage(policy(1), "a"), RawPage(policy(1), "c")], corpus))
    assert rows(corpus) == before


def test_pages_that_move_among_the_first_of_a_mark_are_to_be_compared(corpus: Corpus) -> None:
    ids = sorted(document_id(str(number).encode()) for number in range(PAGES_OF_A_MARK + 2))
    corpus._connection.execute("PRAGMA foreign_keys = OFF")
    signature = Signature(1, b"", b"", b"", pack_marks([7, 2**47]), "{}")
    for doc_id in ids[1:]:
        assert corpus._signatures.write(doc_id, signature) == set()
    pages = [page_number(one) for one in ids[1:]]
    assert corpus.holders([7, 8, 2**47]) == {7: pages, 2**47: pages}
    assert corpus.holders([7, 8], 3) == {7: pages[:3]}
    assert corpus.holders([7], 99) == {7: pages}
    assert corpus._signatures.write(ids[0], signature) == {ids[PAGES_OF_A_MARK]}
    assert corpus._signatures.delete(ids[0]) == {ids[PAGES_OF_A_MARK]}
    assert corpus._signatures.delete(ids[-1]) == set()


def test_an_older_library_gets_signatures_when_it_is_cleaned_again(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        (outcome,) = ingest([RawPage(policy(1), "a")], corpus)
        whole = corpus.signature(outcome.doc_id)
        for name in ("signatures", "marks", "sums", "relations", "waiting", "sizes", *RESTORATIONS):
            corpus._connection.execute(f"DROP TABLE {name}")
        corpus._connection.execute(f"PRAGMA user_version = {BEFORE_SIGNATURES}")
    with Corpus.open(tmp_path) as corpus:
        assert corpus.signature(outcome.doc_id) is None
        assert corpus.stale(RULES_VERSION) == [outcome.doc_id]
        list(reclean(corpus))
        assert corpus.signature(outcome.doc_id) == whole


def test_pages_of_a_library_that_had_no_relations_wait_to_be_compared(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        found = sorted(one.doc_id for one in ingest([RawPage(policy(1), "a"), RawPage(policy(1)[:900], "b")], corpus))
        corpus._signatures.write_late()
        for name in ("relations", "waiting", "sizes", *RESTORATIONS):
            corpus._connection.execute(f"DROP TABLE {name}")
        for name in ("skeleton", "lost", "pairs"):
            corpus._connection.execute(f"ALTER TABLE signatures DROP COLUMN {name}")
        corpus._connection.execute(f"PRAGMA user_version = {BEFORE_SIGNATURES + 2}")
    with Corpus.open(tmp_path) as corpus:
        assert corpus.waiting() == found
        settle(corpus)
        assert corpus.clusters() == [tuple(found)]
