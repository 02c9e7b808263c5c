"""Posting lists and columns as numpy's arrays: in goes a reader, out come the clauses that have a term, with numbers of all segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from indexer.codec.postings import CHUNK_BITS

if TYPE_CHECKING:
    from indexer.codec.postings import PostingList
    from indexer.reader import ClauseReader

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]


def list_arrays(postings: PostingList) -> tuple[Numbers, NDArray[Any] | None]:
    """Return the clauses of one list, by their numbers in their segment, and how often each has the term; None where each has it once.

    How often is as narrow as it was written.
    """
    frequencies = postings.frequencies()
    values = None if frequencies is None else np.asarray(frequencies)
    if postings.is_single:
        return np.array(postings.numbers(), np.int64), values
    lower, chunks = postings.parts()
    if chunks is None:
        return np.asarray(lower).astype(np.int64), values
    uppers = np.asarray(chunks)
    numbers = np.repeat(uppers[::2].astype(np.int64) << CHUNK_BITS, uppers[1::2])
    numbers += np.asarray(lower)
    return numbers, values


def posting_arrays(reader: ClauseReader, field: str, term: str) -> tuple[Numbers, Values]:
    """Return the clauses that have ``term`` in ``field``, in order, and how often each has it; without those that were removed."""
    found = []
    for postings, (first, last), removed in reader.posting_lists(field, term):
        numbers, frequencies = list_arrays(postings)
        reader.check_numbers(int(numbers.max()), last - first)
        if removed:
            kept = ~np.isin(numbers, np.fromiter(removed, np.int64, len(removed)))
            numbers, frequencies = numbers[kept], frequencies if frequencies is None else frequencies[kept]
        found.append((numbers + first, np.ones(len(numbers)) if frequencies is None else frequencies.astype(np.float64)))
    if not found:
        return np.empty(0, np.int64), np.empty(0)
    return np.concatenate([numbers for numbers, _ in found]), np.concatenate([frequencies for _, frequencies in found])


def number_column(reader: ClauseReader, name: str) -> Any:  # noqa: ANN401  # an array of unsigned numbers
    """Return a column of numbers for all clauses."""
    columns = [np.asarray(column) for column in reader.segment_columns(name)]
    return columns[0] if len(columns) == 1 else np.concatenate(columns) if columns else np.empty(0, np.uint32)
