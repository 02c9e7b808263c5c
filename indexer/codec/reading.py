"""Whoosh's readers over our files: in goes a segment, out comes what Whoosh asks of its terms and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.codec.base import FieldCursor, PerDocumentReader, TermsReader
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from indexer.codec.matcher import PostingMatcher, term_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.codec.segment import Segment

Term = tuple[str, bytes]


def length_column(field: str) -> str:
    """Return the name of the column with a field's lengths, each rounded to a byte as Whoosh rounds them."""
    return f"_{field}_len"


class SegmentTerms(TermsReader):  # type: ignore[misc]  # whoosh ships no types
    """The terms of a segment."""

    def __init__(self, segment: Segment) -> None:
        """Take the segment."""
        self._segment = segment
        self._terms = segment.terms

    def __contains__(self, term: Term) -> bool:
        """Return whether the field has the term."""
        return self._terms.find(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """Return the names of the fields that have terms."""
        return self._terms.fields.keys()

    def cursor(self, field: str, field_type: Any) -> Cursor:  # noqa: ANN401  # whoosh's
        """Return a cursor at the field's first term."""
        return Cursor(self._segment, field, field_type)

    def terms(self) -> Iterator[Term]:
        """Yield all terms of all fields, in order."""
        return ((field, self._terms[number]) for field in self._terms.fields for number in range(*self._terms.fields[field]))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms of ``field`` from ``prefix`` on, then those of the fields behind it; none where it has none."""
        return ((name, self._terms[number]) for name, number in self._numbers_from(field, prefix))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield all terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield the terms of ``terms_from`` with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def _numbers_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, int]]:
        for name, (first, last) in self._terms.fields.items():
            if name >= field in self._terms.fields:
                start = self._terms.first(field, prefix) if name == field else first
                yield from ((name, number) for number in range(start, last))

    def _postings(self, field: str, term: bytes) -> Any:  # noqa: ANN401  # a PostingList
        found = self._segment.find(field, term)
        if found is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return found

    def term_info(self, field: str, term: bytes) -> TermInfo:
        """Return what is known of a term; raise ``TermNotFound`` where the field lacks it."""
        return term_info(self._postings(field, term))

    def frequency(self, field: str, term: bytes) -> float:
        """Return the sum of the term's weights."""
        found = self._segment.find(field, term)
        return found.total if found else 0

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Return in how many documents the term stands, removed ones among them."""
        found = self._segment.find(field, term)
        return found.count if found else 0

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> PostingMatcher:  # noqa: ANN401  # whoosh's
        """Return a matcher over the term's postings."""
        return PostingMatcher(self._postings(field, term), format_, (field, term), scorer)


class Cursor(FieldCursor):  # type: ignore[misc]  # as above
    """Walks through the terms of one field; fuzzy queries jump about with it."""

    def __init__(self, segment: Segment, field: str, field_type: Any) -> None:  # noqa: ANN401  # whoosh's
        """Stand at the first term."""
        self._segment = segment
        self._field = field
        self._type = field_type
        self._first, self._last = segment.terms.fields.get(field, (0, 0))
        self._number = self._first

    def first(self) -> str | None:
        """Go back to the first term and return it."""
        self._number = self._first
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before ``term`` and return it."""
        self._number = self._segment.terms.first(self._field, term if isinstance(term, bytes) else self._type.to_bytes(term))
        return self.text()

    def next(self) -> str | None:
        """Go on by one and return the term there."""
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term here, None behind the last."""
        return str(self._type.from_bytes(self._segment.terms[self._number])) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """Return what is known of the term here."""
        return term_info(self._segment.postings.at(self._segment.terms.place(self._number))) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Return whether there is a term here."""
        return self._number < self._last


class SegmentDocuments(PerDocumentReader):  # type: ignore[misc]  # as above
    """What a segment keeps of each document: columns, lengths, stored fields."""

    def __init__(self, storage: Any, whoosh_segment: Any, segment: Segment) -> None:  # noqa: ANN401  # whoosh's
        """Take the segment, as Whoosh knows it and as its files have it."""
        self._storage = storage
        self._whoosh_segment = whoosh_segment
        self.segment = segment
        self._opened: list[Any] = []

    def close(self) -> None:
        """Let go of the files."""
        for file in self._opened:
            file.close()

    def doc_count(self) -> int:
        """Return the number of documents without the removed ones."""
        return int(self._whoosh_segment.doc_count())

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return int(self._whoosh_segment.doc_count_all())

    def has_deletions(self) -> bool:
        """Return whether documents were removed."""
        return bool(self._whoosh_segment.has_deletions())

    def is_deleted(self, number: int) -> bool:
        """Return whether a document was removed."""
        return bool(self._whoosh_segment.is_deleted(number))

    def deleted_docs(self) -> Iterable[int]:
        """Return the removed documents."""
        return tuple(self._whoosh_segment.deleted_docs())

    def supports_columns(self) -> bool:
        """Return that there are columns."""
        return True

    def has_column(self, name: str) -> bool:
        """Return whether any document has a value in the column."""
        return self.segment.has_column(name)

    def column_reader(self, name: str, column: Any) -> Any:  # noqa: ANN401  # whoosh's
        """Return a reader of the column's values."""
        path = self.segment.path(f".{name}.col")
        file = self._storage.open_file(path.name)
        self._opened.append(file)
        return column.reader(file, 0, path.stat().st_size, self.doc_count_all())

    def lengths(self, field: str) -> Sequence[int] | None:
        """Return Whoosh's bytes for the lengths of a field, None where it keeps none."""
        column: Any = self.segment.column(length_column(field)) if self.segment.has_column(length_column(field)) else None
        return column  # type: ignore[no-any-return]  # a column of numbers is the numbers

    def doc_field_length(self, number: int, field: str, default: int | None = 0) -> int | None:
        """Return how many words a document has in the field, None for one without."""
        lengths = self.lengths(field)
        if lengths is None:
            return default
        return int(byte_to_length(lengths[number])) or None

    def field_length(self, field: str) -> int:
        """Return how many words all documents have in the field, removed ones among them."""
        return self.segment.facts.field_lengths.get(field, 0)

    def min_field_length(self, field: str) -> int:
        """Return the length of the shortest."""
        return int(byte_to_length(min(self.lengths(field) or (0,))))

    def max_field_length(self, field: str) -> int:
        """Return the length of the longest."""
        return int(byte_to_length(max(self.lengths(field) or (0,))))

    def stored_fields(self, number: int) -> dict[str, Any]:
        """Return the stored fields of a document."""
        return self.segment.stored(number)
