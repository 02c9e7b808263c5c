"""Reading a generation: in goes a folder of Whoosh's files, out come postings, lengths and what is shown, by clause number.

A clause number counts through all segments; it is good for one opened generation only.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from whoosh.index import open_dir

from indexer.association import ASSOCIATIONS_NAME, Associations
from indexer.copies import COPIES_NAME, Copies, Place
from indexer.counterparts import COUNTERPARTS_NAME, Counterparts
from indexer.errors import IndexUnusableError
from indexer.manifest import REMEDY
from indexer.schema import DOCUMENT_COLUMN, FIELDS, length_column, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ClauseReader:
    """The clauses of one generation. Every method raises ``IndexUnusableError`` where the files are damaged.

    On damaged bytes Whoosh raises whatever they lead to (zlib, pickle, struct, assertions), hence the broad ``except``.
    """

    def __init__(self, folder: Path) -> None:
        """Open the files in ``folder``."""
        self._folder = folder
        self._columns: dict[str, list[Any]] = {}
        self._associations: Associations | None = None
        self._counterparts: Counterparts | None = None
        self._copies: Copies | None = None
        try:
            self._whoosh = open_dir(str(folder), schema=schema()).reader()
            self._segments: list[Any] = [segment for segment, _ in self._whoosh.leaf_readers()]
            self._offsets: list[int] = [offset for _, offset in self._whoosh.leaf_readers()]
        except Exception as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Let go of the files."""
        self._whoosh.close()
        for table in (self._associations, self._counterparts, self._copies):
            if table:
                table.close()

    def associations(self) -> Associations | None:
        """Return the table of mined renderings, mapped when it is first asked for; None where none were mined."""
        file = self._folder / ASSOCIATIONS_NAME
        if self._associations is None and file.exists():
            self._associations = Associations(file)
        return self._associations

    def copies_of(self, number: int) -> Place:
        """Return the cluster of copies that the page of clause ``number`` is of, and the pages that are left out for it."""
        file = self._folder / COPIES_NAME
        if self._copies is None and file.exists():
            self._copies = Copies(file)
        doc_id = self.value(DOCUMENT_COLUMN, number).decode("utf-8", "surrogatepass")
        return self._copies.of(doc_id) if self._copies else Place(doc_id, ())

    def counterpart(self, clause_id: str) -> tuple[float, list[dict[str, Any]]] | None:
        """Return what is shown of the clauses that say the same in the other language, and how sure that is; None without any."""
        file = self._folder / COUNTERPARTS_NAME
        if self._counterparts is None and file.exists():
            self._counterparts = Counterparts(file)
        aligned = self._counterparts.of(clause_id) if self._counterparts else None
        if aligned is None:
            return None
        page = aligned.clause_ids[0].partition("-")[0]
        on_page = {self.value("clause_id", number): number for number, _ in self.postings("doc_id", page)}
        # What is not searched, a list of attachments, is no counterpart that could be shown.
        found = [self.shown(on_page[one.encode()]) for one in aligned.clause_ids if one.encode() in on_page]
        return (aligned.confidence, found) if found else None

    def count(self) -> int:
        """Return the number of clauses."""
        return int(self._whoosh.doc_count())

    def numbers(self) -> set[int]:
        """Return the numbers of all clauses."""
        return set(self._whoosh.all_doc_ids())

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the terms of ``field`` that begin with ``prefix``, in order."""
        try:
            for term in self._whoosh.expand_prefix(field, prefix):
                yield term.decode()
        except Exception as error:
            raise self._damaged(error) from error

    def count_words(self) -> dict[str, int]:
        """Return how many words all clauses together have in each field."""
        numbers = list(self._whoosh.all_doc_ids())
        return {name: sum(self.value(length_column(name), number) for number in numbers) for name in FIELDS}

    def document_frequency(self, field: str, term: str) -> int:
        """Return in how many clauses ``term`` stands in ``field``, at most: removed ones may count until they are merged away."""
        try:
            return int(self._whoosh.doc_frequency(field, term))
        except Exception as error:
            raise self._damaged(error) from error

    def postings(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Yield the number of each clause that has ``term`` in ``field``, and how often."""
        try:
            for segment, offset in zip(self._segments, self._offsets, strict=True):
                if (field, term) not in segment:
                    continue
                matcher = segment.postings(field, term)
                while matcher.is_active():
                    yield matcher.id() + offset, matcher.weight()
                    matcher.next()
        except Exception as error:
            raise self._damaged(error) from error

    def value(self, column: str, number: int) -> Any:  # noqa: ANN401  # a number or bytes, by column
        """Return what ``column`` holds for clause ``number``."""
        try:
            if column not in self._columns:
                self._columns[column] = [segment.column_reader(column, translate=False) for segment in self._segments]
            segment = bisect_right(self._offsets, number) - 1
            return self._columns[column][segment][number - self._offsets[segment]]
        except Exception as error:
            raise self._damaged(error) from error

    def shown(self, number: int) -> dict[str, Any]:
        """Return what is shown of clause ``number``."""
        try:
            fields: dict[str, Any] = self._whoosh.stored_fields(number)["shown"]
        except Exception as error:
            raise self._damaged(error) from error
        return fields

    def _damaged(self, error: Exception) -> IndexUnusableError:
        return IndexUnusableError(f"{self._folder}: damaged ({type(error).__name__}: {error}); {REMEDY}")
