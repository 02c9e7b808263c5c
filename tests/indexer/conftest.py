"""Libraries and indexes whose clauses are given, so that a test of the index tests no cleaner."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING

import pytest

from corpus.ids import document_id
from corpus.model import Card, Clause, Cleaned, Decoded, Document, RawPage
from corpus.store import Corpus
from indexer.build import build_index
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from indexer.search import Index


class Library:
    """A library of pages, each named by a word and given as its clauses' texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with Corpus.open(folder):
            pass

    def put(self, name: str, *texts: str, **card: object) -> str:
        """Add the page, or give a page that is there other clauses; return its id."""
        page = RawPage(name, f"https://example.org/{name}")
        doc_id = document_id(page.data)
        document = Document(doc_id, name, "zh", (), (), page.origin)
        cleaned = Cleaned(document, (), (), Decoded(name, "utf-8"))
        clauses = [
            Clause(f"{doc_id}-{number}", text, "en" if text.isascii() else "zh", doc_id=doc_id, card=Card(**card))
            for number, text in enumerate(texts)
        ]
        with Corpus.open(self.folder) as corpus:
            if doc_id in corpus:
                corpus.replace(doc_id, cleaned, clauses, "1")
            else:
                corpus.put(page, cleaned, clauses, "1")
        return doc_id

    def remove(self, name: str) -> None:
        with Corpus.open(self.folder) as corpus:
            corpus.remove(document_id(RawPage(name, "").data))

    def clauses(self) -> list[Clause]:
        with Corpus.open(self.folder) as corpus:
            return [clause for doc_id in corpus.index_state() for clause in corpus.clauses(doc_id)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def indexed(tmp_path: Path) -> Iterator[Callable[..., Index]]:
    """Give a function from clauses, or from texts alone, to an open index of them."""
    opened: list[Index] = []

    def index(*clauses: Clause | str) -> Index:
        given = [
            Clause(f"c{number}", clause, "en" if clause.isascii() else "zh") if isinstance(clause, str) else clause
            for number, clause in enumerate(clauses)
        ]
        folder = tmp_path / f"index-{len(opened)}"
        build_index(given, folder)
        opened.append(open_index(folder))
        return opened[-1]

    yield index
    for index_ in opened:
        index_.close()


@pytest.fixture
def _files_left_open() -> Iterator[None]:
    """Let Whoosh leave files open where it fails, and collect them here: their warning would strike any later test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()
