"""Writing a generation: in go clauses, out come Whoosh's files in a folder of their own."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader

from indexer.reader import ClauseReader
from indexer.schema import schema, whoosh_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.model import Clause

INDEX_NAME = "MAIN"

_GROWTH = 4
"""A segment stays as it is only while it has this many times the clauses of all smaller ones and the new ones together: then n
clauses, added one page at a time, lie in at most log₅ n + 1 segments (8 for 100,000), and each is copied as often. Whoosh's own
rule never merges segments of fifty clauses: a thousand pages added singly gave a thousand segments."""


def write_clauses(folder: Path, clauses: Iterable[Clause], removed: Iterable[str]) -> tuple[int, dict[str, int]]:
    """Take the documents ``removed`` out of the index in ``folder`` (made if missing), add ``clauses``.

    Returns how many clauses it holds now, and how many words they have in each field.
    """
    storage = FileStorage(str(folder))
    index = _open_or_create(storage)
    writer = index.writer(compound=False, codec=_Codec(folder.name))
    try:
        for doc_id in removed:
            writer.delete_by_term("doc_id", doc_id)
        for clause in clauses:
            writer.add_document(**whoosh_document(clause))
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


class _Codec(W3Codec):  # type: ignore[misc]  # whoosh ships no types
    """Whoosh's own codec, except for what it costs and what it risks; the files that it writes are the same."""

    length_stats = False
    """Our fields have no lengths of Whoosh's, but it would look for their file at every posting: a quarter of the time."""

    def __init__(self, segment_id: str) -> None:
        """Take the id of the segment to be written."""
        super().__init__()
        self._segment_id = segment_id

    def new_segment(self, _storage: object, index_name: str) -> W3Segment:
        """Return a segment named by its generation.

        Whoosh names it by the shared random numbers: a program that seeds these names two generations' files alike, and the new
        one is written into the old one, to which it is linked.
        """
        return W3Segment(self, index_name, segid=self._segment_id)

    def __reduce__(self) -> tuple[type[W3Codec], tuple[()]]:
        """Stand in Whoosh's files as its own codec: to read them takes nothing of ours."""
        return W3Codec, ()


def _open_or_create(storage: FileStorage) -> FileIndex:
    if TOC._latest_generation(storage, INDEX_NAME) < 0:  # noqa: SLF001  # whoosh has no public name for it
        return FileIndex.create(storage, schema(), INDEX_NAME)
    return FileIndex(storage, schema=schema(), indexname=INDEX_NAME)


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
