"""Writing a generation: in go clauses, out come Whoosh's files in a folder of their own."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from indexer.analysing import ALONE, documents
from indexer.codec.index import ArrayIndex
from indexer.codec.writing import ArrayCodec
from indexer.reader import INDEX_NAME, ClauseReader
from indexer.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.model import Clause
    from indexer.analysing import Analysts

_GROWTH = 4
"""A segment stays as it is only while it has this many times the clauses of all smaller ones and the new ones together: then n
clauses, added one page at a time, lie in at most log₅ n + 1 segments (8 for 100,000), and each is copied as often. Whoosh's own
rule never merges segments of fifty clauses: a thousand pages added singly gave a thousand segments."""


def write_clauses(
    folder: Path, clauses: Iterable[Clause], removed: Iterable[str], analysts: Analysts = ALONE
) -> tuple[int, dict[str, int]]:
    """Take the documents ``removed`` out of the index in ``folder`` (made if missing), add ``clauses``.

    Returns how many clauses it holds now, and how many words they have in each field.
    """
    storage = FileStorage(str(folder))
    # Named by its generation: random names, as Whoosh's, are alike in two programs that seed them alike, and the new files would be
    # written into the old ones, to which they are linked.
    writer = _open_or_create(storage).writer(codec=ArrayCodec(folder.name))
    try:
        for doc_id in removed:
            writer.delete_by_term("doc_id", doc_id)
        for document in documents(clauses, analysts):
            writer.add_document(**document)
        writer.commit(mergetype=_merge)
    except BaseException:
        with suppress(Exception):  # on a full disk this fails too, and the reason is the first failure
            writer.cancel()
        raise
    for leftover in (folder / f"{INDEX_NAME}_WRITELOCK", folder / f"{INDEX_NAME}.tmp"):
        shutil.rmtree(leftover, ignore_errors=True) if leftover.is_dir() else leftover.unlink(missing_ok=True)
    reader = ClauseReader(folder)
    try:
        return reader.count(), reader.count_words()
    finally:
        reader.close()


def _open_or_create(storage: FileStorage) -> ArrayIndex:
    try:
        return ArrayIndex(storage, schema(), INDEX_NAME)
    except FileNotFoundError:
        return ArrayIndex.create(storage, schema(), INDEX_NAME)


def _merge(writer: Any, segments: list[Any]) -> list[Any]:  # noqa: ANN401  # whoosh ships no types
    """Merge the smaller segments into the one being written, by Whoosh's protocol; return those that stay."""
    gathered = writer.doc_count()
    staying = []
    for segment in sorted(segments, key=lambda segment: (segment.doc_count(), segment.segment_id())):
        if segment.doc_count() > _GROWTH * gathered and 2 * segment.doc_count() > segment.doc_count_all():
            staying.append(segment)
            continue
        gathered += segment.doc_count()
        if segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return staying
