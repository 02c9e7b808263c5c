"""Signatures in the corpus: written with the page, found by what pages share, gone with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners.across.ingest import ingest, reclean
from cleaners.rules import RULES_VERSION
from corpus._schema import MIGRATIONS
from corpus.ids import document_id
from corpus.model import RawPage
from corpus.signatures import PAGES_OF_A_MARK, Signature, pack_marks
from corpus.store import Corpus
from tests.cleaners.copies_pages import policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
    shared = corpus.sharing(marks_of(corpus, half.doc_id))
    assert shared[half.doc_id] == len(set(marks_of(corpus, half.doc_id)))
    assert shared[whole.doc_id] > 0.6 * shared[half.doc_id]
    assert shared[other.doc_id] < 0.5 * shared[half.doc_id]


def test_a_page_that_goes_takes_its_signature_along(corpus: Corpus) -> None:
    first, second = ingest([RawPage(policy(1), "a"), RawPage(policy(2), "b")], corpus)
    corpus.remove(first.doc_id)
    assert corpus.signature(first.doc_id) is None
    assert rows(corpus) == {"signatures": 1, "marks": len(set(marks_of(corpus, second.doc_id)))}
    corpus.remove(second.doc_id)
    assert rows(corpus) == {"signatures": 0, "marks": 0}


def test_the_same_page_again_changes_nothing(corpus: Corpus) -> None:
    list(ingest([RawPage(policy(1), "b")], corpus))
    before = rows(corpus)
    list(ingest([RawPage(policy(1), "a"), RawPage(policy(1), "c")], corpus))
    assert rows(corpus) == before


def test_of_a_mark_of_many_pages_the_first_by_id_are_told(corpus: Corpus) -> None:
    ids = sorted(document_id(str(number).encode()) for number in range(PAGES_OF_A_MARK + 6))
    corpus._connection.execute("PRAGMA foreign_keys = OFF")
    for doc_id in reversed(ids):
        corpus._signatures.write(doc_id, Signature(1, b"", b"", b"", pack_marks([7, 2**47]), "{}"))
    assert sorted(corpus.sharing([7, 8])) == ids[:PAGES_OF_A_MARK]


def test_an_older_library_gets_signatures_when_it_is_cleaned_again(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        (outcome,) = ingest([RawPage(policy(1), "a")], corpus)
        whole = corpus.signature(outcome.doc_id)
        for name in ("signatures", "marks"):
            corpus._connection.execute(f"DROP TABLE {name}")
        corpus._connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    with Corpus.open(tmp_path) as corpus:
        assert corpus.signature(outcome.doc_id) is None
        assert corpus.stale(RULES_VERSION) == [outcome.doc_id]
        list(reclean(corpus))
        assert corpus.signature(outcome.doc_id) == whole
