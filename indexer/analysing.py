"""Analysis by several processes: in go clauses, out come the documents that Whoosh keeps of them, in order, the same for any number."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.concepts import concepts, library_concepts, using
from corpus.errors import TiaowenError
from corpus.workers import Lost, in_order
from indexer.schema import whoosh_document
from indexer.segment import segmenter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from corpus.model import Clause

BATCH = 200
"""Clauses that a process gets at a time: a fifth of a second's work."""


class Analysts(NamedTuple):
    """How many processes there are, and whose list of concepts they read; None for the built-in one."""

    workers: int = 1
    library: Path | None = None


ALONE = Analysts()


class _Batch(NamedTuple):
    clauses: Sequence[Clause]
    library: Path | None
    concepts: str
    fast: bool


def documents(clauses: Iterable[Clause], analysts: Analysts) -> Iterator[dict[str, Any]]:
    """Yield ``whoosh_document`` of each clause.

    Raises ``TiaowenError`` where a process is lost over some, or the list of concepts changes meanwhile.
    """
    if analysts.workers == 1:
        yield from map(whoosh_document, clauses)
        return
    for batch, made in in_order(_analysed, _batches(iter(clauses), analysts.library), analysts.workers):
        if isinstance(made, Lost) or len(made) != len(batch.clauses):
            raise TiaowenError(
                f"a process was lost over {len(batch.clauses)} clauses from {batch.clauses[0].id} on; the index is as it was,"
                " try again with fewer workers, each needs some 300 MB"
            )
        yield from made


def _batches(clauses: Iterator[Clause], library: Path | None) -> Iterator[_Batch]:
    fast = bool(segmenter().cut_by)
    while batch := list(islice(clauses, BATCH)):
        yield _Batch(batch, library, concepts().hash, fast)


def _analysed(batch: _Batch) -> list[dict[str, Any]]:
    with using(library_concepts(batch.library)):
        if concepts().hash != batch.concepts:
            raise TiaowenError("the library's terms changed while its index was made; run it again")
        if batch.fast and not segmenter().cut_by:
            segmenter().speed_up()
        return [whoosh_document(clause) for clause in batch.clauses]
