"""Whoosh's index over our files: in goes a folder, out come Whoosh's readers, searchers and writers, without a pickle in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.columns import CompressedBlockColumn, PickleColumn
from whoosh.formats import Existence, Frequency, Positions
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from indexer.codec.contents import contents_name, find_contents, read_contents, write_contents
from indexer.codec.fields import TermCounts, Words
from indexer.codec.formats import PlainPositions
from indexer.codec.inversion import Inversion, remapped, shifted
from indexer.codec.reading import SegmentDocuments
from indexer.codec.writing import ArrayCodec, ArraySegment

if TYPE_CHECKING:
    from whoosh.fields import Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.searching import Searcher

_FORMATS = {Existence, Frequency, Positions, PlainPositions}
"""What postings can say beside the clause's number. Places of characters, which Whoosh can keep, are found again in the text."""


class ArrayIndex(FileIndex):  # type: ignore[misc]  # whoosh ships no types
    """An index whose table of contents is JSON; the schema is not in it, and always given."""

    def __init__(self, storage: FileStorage, schema: Schema, index_name: str) -> None:
        """Open the index in ``storage``; raise ``FileNotFoundError`` where there is none."""
        self.storage = storage
        self.indexname = index_name
        self._schema = schema
        find_contents(Path(storage.folder), index_name)

    @classmethod
    def create(cls, storage: FileStorage, schema: Schema, index_name: str) -> ArrayIndex:
        """Make an index without documents."""
        _put_contents(storage, index_name, [], 0)
        return cls(storage, schema, index_name)

    def _read_toc(self) -> TOC:
        facts, generation = read_contents(find_contents(Path(self.storage.folder), self.indexname))
        return TOC(self._schema, [ArraySegment(ArrayCodec(), self.indexname, one) for one in facts], generation)

    def searcher(self, **options: Any) -> Searcher:  # noqa: ANN401  # Whoosh's: weighting
        """Return a searcher that works in arrays."""
        from indexer.codec.searcher import ArraySearcher  # noqa: PLC0415  # to write takes no numpy

        return ArraySearcher(self.reader(), fromindex=self, **options)

    def writer(self, codec: ArrayCodec | None = None, **options: Any) -> ArrayWriter:  # noqa: ANN401  # Whoosh's: timeout, delay
        """Return a writer; its ``codec`` names the segment."""
        return ArrayWriter(self, codec=codec or ArrayCodec(), compound=False, **options)


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # as above
    """Whoosh's writer, which gathers postings by term and merges segments list by list."""

    def __init__(self, index: ArrayIndex, **options: Any) -> None:  # noqa: ANN401  # as above
        """Begin a segment; raise ``TypeError`` for a field that has no form in our files."""
        for name, field in index.schema.items():
            _check_field(name, field)
        super().__init__(index, **options)
        self.pool = Inversion(lambda field: self.schema[field].format, Path(self._tempstorage.folder))

    def add_document(self, **fields: Any) -> None:  # noqa: ANN401  # what each field takes
        """Add a document; words and counted terms go to the pool as they are, all else as Whoosh does it."""
        known = {
            name: fields.pop(name) for name in list(fields) if name in self.schema and isinstance(self.schema[name], (TermCounts, Words))
        }
        number = self.docnum
        super().add_document(**fields)
        for name, value in known.items():
            if isinstance(self.schema[name], TermCounts):
                self.pool.add_terms(name, number, value.keys(), value.values())
            else:
                self.perdocwriter.add_field(name, None, None, self.pool.add_terms(name, number, value))

    def add_reader(self, reader: Any) -> None:  # noqa: ANN401  # whoosh's
        """Add all documents of another index, or of a segment that is to be merged into the new one."""
        documents = reader._perdoc if isinstance(reader, SegmentReader) else None  # noqa: SLF001  # Whoosh has no public name for it
        if not isinstance(documents, SegmentDocuments):
            super().add_reader(reader)
            return
        kept = list(documents.all_doc_ids())
        columns = {name: field.column_type for name, field in self.schema.items() if field.column_type and documents.has_column(name)}
        self.perdocwriter.copy(documents, kept, columns)
        all_kept = len(kept) == documents.doc_count_all()
        renumber = shifted(self.docnum) if all_kept else remapped({old: new for new, old in enumerate(kept, start=self.docnum)})
        self.pool.add_segment(documents.segment.terms, documents.segment.postings, renumber, self.schema.names())
        self.docnum += len(kept)
        self._added = True

    def _commit_toc(self, segments: list[ArraySegment]) -> None:
        _put_contents(self.storage, self.indexname, segments, self.generation)
        clean_files(self.storage, self.indexname, self.generation, segments)


def _check_field(name: str, field: Any) -> None:  # noqa: ANN401  # whoosh's
    if isinstance(field.column_type, (PickleColumn, CompressedBlockColumn)):
        raise TypeError(f"field {name}: a {type(field.column_type).__name__} would be pickled; use another kind of column")
    if field.format is not None and type(field.format) not in _FORMATS:
        raise TypeError(f"field {name}: postings have no place for {type(field.format).__name__}; use Frequency or Positions")
    if field.vector:
        raise TypeError(f"field {name}: vectors have no place in the index")


def _put_contents(storage: FileStorage, index_name: str, segments: list[ArraySegment], generation: int) -> None:
    """Write the table of contents under another name first, so that it stands there whole or not at all."""
    name = contents_name(index_name, generation)
    with storage.create_file(f"{name}.new") as file:
        file.write(write_contents([segment.facts for segment in segments], generation))
    storage.rename_file(f"{name}.new", name, safe=True)
