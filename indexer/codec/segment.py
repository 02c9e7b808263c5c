"""One segment: in goes its folder and what the table of contents says of it, out come its terms, postings, columns and stored fields."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from indexer.codec.columns import open_column
from indexer.codec.postings import POSITIONS_EXTENSION, POSTINGS_EXTENSION, PostingsFile
from indexer.codec.stored import STORED_COLUMN, unpack_fields
from indexer.codec.terms import EXTENSION as TERMS_EXTENSION
from indexer.codec.terms import TermsFile

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.codec.columns import Column
    from indexer.codec.contents import SegmentFacts
    from indexer.codec.postings import PostingList

COLUMN_EXTENSION = ".col"


class Segment:
    """The files of one segment, each mapped when it is first asked for."""

    def __init__(self, folder: Path, index_name: str, facts: SegmentFacts) -> None:
        """Take where the segment lies."""
        self.facts = facts
        self.removed = frozenset(facts.removed)
        self._stem = folder / f"{index_name}_{facts.segment_id}"
        self._columns: dict[str, Column] = {}

    def path(self, extension: str) -> Path:
        """Return the path of the segment's file with this extension."""
        return self._stem.with_name(self._stem.name + extension)

    @cached_property
    def terms(self) -> TermsFile:
        """The dictionary."""
        return TermsFile(self.path(TERMS_EXTENSION))

    @cached_property
    def postings(self) -> PostingsFile:
        """The posting lists."""
        return PostingsFile(self.path(POSTINGS_EXTENSION), self.path(POSITIONS_EXTENSION))

    def open(self) -> None:
        """Map the dictionary and the postings, so that damage to them is found at once."""
        _ = self.terms, self.postings

    def find(self, field: str, term: bytes) -> PostingList | None:
        """Return the postings of ``term`` in ``field``, those of removed clauses among them; None where it has none."""
        number = self.terms.find(field, term)
        return None if number is None else self.postings.at(self.terms.place(number))

    def has_column(self, name: str) -> bool:
        """Return whether any clause has a value in the column."""
        return self.path(f".{name}{COLUMN_EXTENSION}").exists()

    def column(self, name: str) -> Column:
        """Return a column; raise ``FileNotFoundError`` where the segment has none of that name."""
        if name not in self._columns:
            self._columns[name] = open_column(self.path(f".{name}{COLUMN_EXTENSION}"))
        return self._columns[name]

    def stored(self, number: int) -> dict[str, Any]:
        """Return the stored fields of a clause."""
        packed = self.column(STORED_COLUMN)[number]
        return unpack_fields(packed if isinstance(packed, bytes) else b"")
