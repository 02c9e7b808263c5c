"""Whoosh's codec and writers over our files: in go documents by Whoosh's protocol, out come the files of a segment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.base import Codec, FieldWriter, PerDocumentWriter
from whoosh.codec.whoosh3 import W3Segment
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.codec.columns import ColumnWriter, NumberWriter, VariableWriter
from indexer.codec.contents import SegmentFacts
from indexer.codec.postings import POSITIONS_EXTENSION, POSTINGS_EXTENSION, PostingsWriter
from indexer.codec.ranges import range_table
from indexer.codec.reading import SegmentDocuments, SegmentTerms, length_column
from indexer.codec.segment import COLUMN_EXTENSION, Segment
from indexer.codec.stored import STORED_COLUMN, pack_fields
from indexer.codec.terms import EXTENSION as TERMS_EXTENSION
from indexer.codec.terms import TermsWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from indexer.codec.inversion import ListedTerm
    from indexer.codec.postings import Listed

_FEW = 32
"""Postings up to which Python's numbers are faster than an array."""

_LEAST_POSTINGS = 2_000
_CLAUSES_A_POSTING = 32
"""Postings, and how many clauses there may be to each, for which a table of ranges pays; it takes a byte for eight clauses. A shorter
list is scored whole."""


class ArraySegment(W3Segment):  # type: ignore[misc]  # whoosh ships no types
    """A segment as Whoosh knows it: its id, how many documents it has, and which of them were removed."""

    def __init__(self, codec: Codec, index_name: str, facts: SegmentFacts) -> None:
        """Take what the table of contents says of it."""
        super().__init__(codec, index_name, facts.count, facts.segment_id, set(facts.removed))
        self._fieldlengths: dict[str, int] = dict(facts.field_lengths)

    @property
    def facts(self) -> SegmentFacts:
        """What the table of contents is to say of it."""
        return SegmentFacts(self.segid, self._doccount, tuple(sorted(self.deleted_docs())), dict(self._fieldlengths))


class ArrayCodec(Codec):  # type: ignore[misc]  # as above
    """Whoosh's codec for our files. Fields keep existence, frequencies or positions; vectors and places of characters have no form."""

    def __init__(self, segment_id: str | None = None) -> None:
        """Take the id of the segment that will be written; random letters, as Whoosh's, where none is given."""
        self._segment_id = segment_id

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> DocumentsWriter:  # noqa: ANN401  # whoosh's
        """Return what writes columns and stored fields."""
        return DocumentsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> ListsWriter:  # noqa: ANN401  # as above
        """Return what writes terms and postings."""
        return ListsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> SegmentTerms:  # noqa: ANN401  # as above
        """Return the terms of a segment."""
        return SegmentTerms(opened(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> SegmentDocuments:  # noqa: ANN401  # as above
        """Return the documents of a segment."""
        return SegmentDocuments(storage, segment, opened(storage, segment))

    def new_segment(self, _storage: object, index_name: str) -> ArraySegment:
        """Return a segment to be written."""
        return ArraySegment(self, index_name, SegmentFacts(self._segment_id or ArraySegment._random_id(), 0))  # noqa: SLF001  # Whoosh has no other name for it


def opened(storage: Any, segment: ArraySegment) -> Segment:  # noqa: ANN401  # whoosh's
    """Return the files of a segment."""
    return Segment(Path(storage.folder), segment.index_name(), segment.facts)


class DocumentsWriter(PerDocumentWriter):  # type: ignore[misc]  # as above
    """Writes columns, lengths and stored fields, document by document."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:  # noqa: ANN401  # as above
        """Take where to write."""
        self._storage = storage
        self._segment = segment
        self._files: list[Any] = []
        self._columns: dict[str, ColumnWriter] = {}
        self._field_lengths: dict[str, int] = {}
        self._stored: dict[str, Any] = {}
        self._number = -1
        self.is_closed = False

    def start_doc(self, number: int) -> None:
        """Begin a document."""
        if number != self._number + 1:
            raise ValueError(f"document {number} comes after {self._number}")
        self._number = number

    def add_field(self, field: str, _type: object, value: Any, length: int | None) -> None:  # noqa: ANN401  # what is stored
        """Take what is stored of a field, None for nothing, and how many words it has."""
        if value is not None:
            self._stored[field] = value
        if length:
            self._add(length_column(field), _length_writer, length_to_byte(length))
            self._field_lengths[field] = self._field_lengths.get(field, 0) + length

    def add_column_value(self, field: str, column: Any, value: Any) -> None:  # noqa: ANN401  # whoosh's, and by column
        """Take the document's value in a column."""
        self._add(field, column.writer, value)

    def finish_doc(self) -> None:
        """End the document."""
        if self._stored:
            self._add(STORED_COLUMN, VariableWriter, pack_fields(self._stored))
            self._stored = {}

    def copy(self, documents: SegmentDocuments, numbers: Sequence[int], columns: Mapping[str, Any]) -> None:
        """Take the documents of another segment that have these numbers, with those ``columns``, without looking into what is stored."""
        segment = documents.segment
        first = self._number + 1
        sources = [(name, column.writer, documents.column_reader(name, column)) for name, column in columns.items()]
        if segment.has_column(STORED_COLUMN):
            sources.append((STORED_COLUMN, VariableWriter, segment.column(STORED_COLUMN)))
        for field in segment.facts.field_lengths:
            lengths = segment.column(length_column(field))
            if not any(lengths[number] for number in numbers):
                continue
            sources.append((length_column(field), _length_writer, lengths))
            # Sums of what is left of the lengths, as Whoosh has them after a merge.
            self._field_lengths[field] = self._field_lengths.get(field, 0) + sum(byte_to_length(lengths[number]) for number in numbers)
        for name, make, values in sources:
            for self._number, number in enumerate(numbers, start=first):
                self._add(name, make, values[number])
        self._number = first + len(numbers) - 1  # where they have no column at all, too

    def _add(self, name: str, make: Callable[[Any], ColumnWriter], value: Any) -> None:  # noqa: ANN401  # by column
        if name not in self._columns:
            file = self._segment.create_file(self._storage, f".{name}{COLUMN_EXTENSION}")
            self._files.append(file)
            self._columns[name] = make(file)
        self._columns[name].add(self._number, value)

    def close(self) -> None:
        """Write what is left of every column."""
        for column in self._columns.values():
            column.finish(self._number + 1)
        for file in self._files:
            file.close()
        self._segment._fieldlengths = self._field_lengths  # noqa: SLF001  # Whoosh's own name for it
        self.is_closed = True


def _length_writer(file: Any) -> NumberWriter:  # noqa: ANN401  # whoosh's
    return NumberWriter(file, "B")


class ListsWriter(FieldWriter):  # type: ignore[misc]  # as above
    """Writes the dictionary and the posting lists of a segment; whole lists, not Whoosh's one posting after the other."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:  # noqa: ANN401  # as above
        """Take where to write."""
        self._terms = TermsWriter()
        extensions = (TERMS_EXTENSION, POSTINGS_EXTENSION, POSITIONS_EXTENSION)
        self._files = [segment.create_file(storage, extension) for extension in extensions]
        self._postings = PostingsWriter(*self._files[1:])
        self.is_closed = False

    def add_postings(self, _schema: object, documents: SegmentDocuments | None, lists: Iterable[ListedTerm]) -> None:
        """Write the lists; the lengths of the texts with a term, which bound its scores, are looked up in ``documents``."""
        field, lengths = "", None
        for name, term, listed in lists:
            if name != field:
                field, lengths = name, documents.lengths(name) if documents else None
            bounds = _bounds(listed.numbers, lengths) if lengths is not None else (0, 0)
            table = _table(lengths) if lengths is not None else None
            self._terms.add(name, term, self._postings.add(listed, bounds, table))

    def close(self) -> None:
        """Write the dictionary."""
        self._terms.write(self._files[0])
        for file in self._files:
            file.close()
        self.is_closed = True


def _table(lengths: Sequence[int]) -> Callable[[Listed], bytes]:
    """Return what makes the table of a list's ranges; short lists have none."""

    def made(listed: Listed) -> bytes:
        count = len(listed.numbers)
        if count < _LEAST_POSTINGS or count * _CLAUSES_A_POSTING < listed.numbers[-1]:
            return b""
        return range_table(listed.numbers, listed.frequencies, lengths)

    return made


def _bounds(numbers: Sequence[int], lengths: Sequence[int]) -> tuple[int, int]:
    """Return the shortest and the longest of the documents' lengths, as Whoosh's bytes; texts without a length do not count."""
    if len(numbers) > _FEW:
        here = np.asarray(lengths)[np.asarray(numbers)]
        known = here[here > 0]
        return (int(known.min()), int(known.max())) if len(known) else (0, 0)
    few = set(map(lengths.__getitem__, numbers)) - {0}
    return (min(few), max(few)) if few else (0, 0)
