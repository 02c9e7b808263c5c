"""Reading a generation: in goes the folder of its files, out come postings, lengths and what is shown, by clause number.

A clause number counts through all segments; it is good for one opened generation only. Whoosh is not needed here: to import it alone
takes 40 ms, a fifth of a search.
"""

from __future__ import annotations

from bisect import bisect_right
from heapq import merge
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any

from indexer.association import ASSOCIATIONS_NAME, Associations
from indexer.codec.contents import find_contents, read_contents
from indexer.codec.mapped import DamagedFileError
from indexer.codec.segment import Segment
from indexer.copies import COPIES_NAME, Copies, Place
from indexer.counterparts import COUNTERPARTS_NAME, Counterparts
from indexer.errors import IndexUnusableError
from indexer.fields import DOCUMENT_COLUMN, FIELDS, length_column
from indexer.labels import LABELS_NAME, Labels
from indexer.manifest import REMEDY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from indexer.codec.postings import PostingList

INDEX_NAME = "MAIN"
"""The name of the index within the folder, with which Whoosh begins its files' names."""


class ClauseReader:
    """The clauses of one generation. Every method raises ``IndexUnusableError`` where the files are damaged.

    Damaged bytes raise whatever they lead to (zlib, json, struct, an index out of range), hence the broad ``except``.
    """

    def __init__(self, folder: Path) -> None:
        """Open the files in ``folder``."""
        self._folder = folder
        self._columns: dict[str, list[Any]] = {}
        self._associations: Associations | None = None
        self._counterparts: Counterparts | None = None
        self._labels: Labels | None = None
        self._copies: Copies | None = None
        self._asked_for_copies = False
        self.ranked_singly = 0
        """Postings that were ranked one by one, see ``indexer.ranking``."""
        try:
            facts, _ = read_contents(find_contents(folder, INDEX_NAME))
            self._segments = [Segment(folder, INDEX_NAME, segment) for segment in facts]
            for segment in self._segments:
                segment.open()
        except Exception as error:
            raise self._damaged(error) from error
        self._offsets = [0]
        for one in facts:
            self._offsets.append(self._offsets[-1] + one.count)

    def close(self) -> None:
        """Let go of the files."""
        self._segments = []
        self._columns = {}
        for table in (self._associations, self._counterparts, self._labels, self._copies):
            if table:
                table.close()

    def associations(self) -> Associations | None:
        """Return the table of mined renderings, mapped when it is first asked for; None where none were mined."""
        file = self._folder / ASSOCIATIONS_NAME
        if self._associations is None and file.exists():
            self._associations = Associations(file)
        return self._associations

    def labels(self) -> Labels | None:
        """Return the table of concepts' labels, mapped when it is first asked for; None in an index that was made without."""
        file = self._folder / LABELS_NAME
        if self._labels is None and file.exists():
            self._labels = Labels(file)
        return self._labels

    def copies_of(self, number: int) -> Place:
        """Return the cluster of copies that the page of clause ``number`` is of, and the pages that are left out for it."""
        if not self._asked_for_copies:
            self._asked_for_copies = True
            file = self._folder / COPIES_NAME
            self._copies = Copies(file) if file.exists() else None
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
        return sum(segment.facts.count - len(segment.removed) for segment in self._segments)

    def numbers(self) -> set[int]:
        """Return the numbers of all clauses."""
        found: set[int] = set()
        for segment, offset in zip(self._segments, self._offsets, strict=False):
            found.update(range(offset, offset + segment.facts.count))
            found.difference_update(map(offset.__add__, segment.removed))
        return found

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the terms of ``field`` that begin with ``prefix``, in order."""
        try:
            before = None
            for term in merge(*(segment.terms.beginning(field, prefix.encode()) for segment in self._segments)):
                if term != before:
                    yield term.decode()
                before = term
        except Exception as error:
            raise self._damaged(error) from error

    def count_words(self) -> dict[str, int]:
        """Return how many words all clauses together have in each field."""
        return {field: sum(self._sum(segment, length_column(field)) for segment in self._segments) for field in FIELDS}

    def _sum(self, segment: Segment, column: str) -> int:
        try:
            numbers: Any = segment.column(column) if segment.has_column(column) else [0] * segment.facts.count
            return int(sum(numbers) - sum(numbers[number] for number in segment.removed))
        except Exception as error:
            raise self._damaged(error) from error

    def document_frequency(self, field: str, term: str) -> int:
        """Return in how many clauses ``term`` stands in ``field``, at most: removed ones may count until they are merged away."""
        try:
            found = (segment.find(field, term.encode()) for segment in self._segments)
            return sum(postings.count for postings in found if postings)
        except Exception as error:
            raise self._damaged(error) from error

    def postings(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Yield the number of each clause that has ``term`` in ``field``, and how often."""
        return chain.from_iterable(zip(numbers, frequencies, strict=False) for numbers, frequencies in self._lists(field, term))

    def clauses_with(self, field: str, term: str) -> Iterator[int]:
        """Yield the number of each clause that has ``term`` in ``field``."""
        return chain.from_iterable(numbers for numbers, _ in self._lists(field, term))

    def _lists(self, field: str, term: str) -> Iterator[tuple[Iterable[int], Iterable[float]]]:
        """Yield the clause numbers of each segment's list, and their frequencies, of which there may be more."""
        for postings, (first, last), removed in self.posting_lists(field, term):
            try:
                numbers: Iterable[int] = postings.numbers()
                frequencies: Iterable[float] = postings.frequencies() or repeat(1.0)
                self.check_numbers(max(numbers), last - first)
            except Exception as error:
                raise self._damaged(error) from error
            if removed:
                kept = [pair for pair in zip(numbers, frequencies, strict=False) if pair[0] not in removed]
                numbers, frequencies = [number for number, _ in kept], [times for _, times in kept]
            yield map(first.__add__, numbers) if first else numbers, frequencies

    @property
    def size(self) -> int:
        """One more than the largest clause number; removed clauses have numbers, too."""
        return self._offsets[-1]

    def ranges(self) -> list[tuple[int, int]]:
        """Return the first clause number of each segment, and that behind its last."""
        return list(pairwise(self._offsets))

    def segment_columns(self, name: str) -> list[Any]:
        """Return each segment's column, see ``indexer.codec.columns``."""
        try:
            if name not in self._columns:
                self._columns[name] = [segment.column(name) for segment in self._segments]
        except Exception as error:
            raise self._damaged(error) from error
        return self._columns[name]

    def posting_lists(self, field: str, term: str) -> Iterator[tuple[PostingList, tuple[int, int], frozenset[int]]]:
        """Yield each segment's list of ``term`` in ``field``, the range of its clause numbers, and its own numbers of those removed."""
        try:
            for segment, numbers in zip(self._segments, self.ranges(), strict=True):
                postings = segment.find(field, term.encode())
                if postings is not None:
                    yield postings, numbers, segment.removed
        except Exception as error:
            raise self._damaged(error) from error

    def check_numbers(self, largest: int, count: int) -> None:
        """Raise ``IndexUnusableError`` where a list names a clause that a segment of ``count`` does not have."""
        if largest >= count:
            raise self._damaged(DamagedFileError(f"a posting list has clause {largest} of {count}"))

    def column(self, name: str) -> Any:  # noqa: ANN401  # values by clause number, of a kind that the column says
        """Return what gives the value of ``name`` for each clause number: to ask it is cheaper than ``value``."""
        columns = self.segment_columns(name)
        return columns[0] if len(columns) == 1 else _Joined(columns, self._offsets)

    def value(self, column: str, number: int) -> Any:  # noqa: ANN401  # a number or bytes, by column
        """Return what ``column`` holds for clause ``number``."""
        try:
            segment = bisect_right(self._offsets, number) - 1
            return self.segment_columns(column)[segment][number - self._offsets[segment]]
        except IndexUnusableError:
            raise
        except Exception as error:
            raise self._damaged(error) from error

    def shown(self, number: int) -> dict[str, Any]:
        """Return what is shown of clause ``number``."""
        try:
            segment = bisect_right(self._offsets, number) - 1
            fields = self._segments[segment].stored(number - self._offsets[segment])["shown"]
            return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
        except Exception as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> IndexUnusableError:
        return IndexUnusableError(f"{self._folder}: damaged ({type(error).__name__}: {error}); {REMEDY}")


class _Joined:
    """The columns of several segments as one."""

    def __init__(self, columns: list[Any], offsets: list[int]) -> None:
        """Take the columns, and the first clause number of each."""
        self._columns = columns
        self._offsets = offsets

    def __getitem__(self, number: int) -> Any:  # noqa: ANN401  # a number or bytes, by column
        """Return the value for clause ``number``."""
        segment = bisect_right(self._offsets, number) - 1
        return self._columns[segment][number - self._offsets[segment]]
