"""Bulk inversion: in go the terms of documents, one after the other, out come the posting lists of a field, term by term, by one sort.

Each term has a number, in the order in which terms came. What is gathered is sorted by it, and goes into a run on disk when there is too
much to be held; of a term, its pieces of the runs follow upon each other.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from indexer.codec.postings import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from indexer.vectors import Numbers

_SHORT = 32
"""Postings up to which a list of Python's numbers is faster to write than an array."""


class _Run(NamedTuple):
    """Postings sorted by term: where each term's begin, and its positions; then documents, how often it stands there, and positions."""

    starts: list[int]
    position_starts: list[int]
    numbers: NDArray[np.uint32]
    times: NDArray[np.uint32]
    positions: NDArray[np.uint32]


class Bulk:
    """The terms of one field."""

    def __init__(self, stem: Path, *, positions: bool) -> None:
        """Take what names of runs begin with, and whether the places of terms are kept."""
        self._stem = stem
        self._positions = positions
        self._known: defaultdict[str, int] = defaultdict()
        self._known.default_factory = self._known.__len__
        self._runs: list[_Run] = []
        self._begin()

    def _begin(self) -> None:
        self._codes, self._times, self._documents, self._sizes = (array("I") for _ in range(4))

    def add(self, number: int, terms: Iterable[str], times: Iterable[int] = ()) -> int:
        """Take the terms of a document, in the order in which they stand or with how often each does; return how many there are."""
        before = len(self._codes)
        self._codes.extend(map(self._known.__getitem__, terms))
        self._times.extend(times)
        self._documents.append(number)
        self._sizes.append(len(self._codes) - before)
        return self._sizes[-1]

    def spill(self) -> None:
        """Write what was gathered into a run."""
        if self._codes:
            run = self._sorted()
            arrays = []
            for name, values in zip(run._fields[2:], run[2:], strict=True):
                path = self._stem.with_name(f"{self._stem.name}.{len(self._runs)}.{name}.npy")
                np.save(path, values, allow_pickle=False)
                # A plain view: to slice a map as numpy's own class takes three times as long.
                arrays.append(np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)))
            self._runs.append(_Run(run.starts, run.position_starts, *arrays))
            self._begin()

    def lists(self) -> Iterator[tuple[bytes, Listed]]:
        """Yield all terms, in order, with their posting lists."""
        if self._codes:
            self._runs.append(self._sorted())
            self._begin()
        for term in sorted(self._known):
            code = self._known[term]
            pieces = [
                piece for run in self._runs if code + 1 < len(run.starts) for piece in (self._piece(run, code),) if len(piece.numbers)
            ]
            if pieces:
                yield term.encode(), pieces[0] if len(pieces) == 1 else _joined(pieces)

    def _piece(self, run: _Run, code: int) -> Listed:
        here = slice(run.starts[code], run.starts[code + 1])
        numbers: Any = run.numbers[here]
        times: Any = run.times[here]
        if len(numbers) <= _SHORT:
            numbers, times = numbers.tolist(), times.tolist()
        if not self._positions:
            return Listed(numbers, times)
        return Listed(numbers, times, times, run.positions[run.position_starts[code] : run.position_starts[code + 1]])  # type: ignore[arg-type]  # an array

    def _sorted(self) -> _Run:
        """Return what was gathered, by term; the documents of each, and its positions in these, stay in order."""
        codes = np.frombuffer(self._codes, np.uint32)
        many = len(self._known)
        # By 16 bits at a time, since numpy sorts those by radix.
        order = np.argsort(codes.astype(np.uint16), kind="stable")
        if many > 1 << 16:
            order = order[np.argsort((codes >> 16).astype(np.uint16)[order], kind="stable")]
        sizes = np.frombuffer(self._sizes, np.uint32)
        owners = np.repeat(np.frombuffer(self._documents, np.uint32), sizes)[order]
        entries = np.concatenate(([0], np.cumsum(np.bincount(codes, minlength=many))))
        if not self._positions:
            return _Run(entries.tolist(), [], owners, np.frombuffer(self._times, np.uint32)[order], np.empty(0, np.uint32))
        places = np.arange(len(codes), dtype=np.uint32) - np.repeat(np.cumsum(sizes) - sizes, sizes).astype(np.uint32)
        sorted_codes = codes[order]
        another = (sorted_codes[1:] != sorted_codes[:-1]) | (owners[1:] != owners[:-1])
        first: Numbers = np.concatenate(([0], another.nonzero()[0] + 1))
        times = np.diff(first, append=len(codes)).astype(np.uint32)
        return _Run(np.searchsorted(first, entries).tolist(), entries.tolist(), owners[first], times, places[order])


def _joined(pieces: list[Listed]) -> Listed:
    numbers, times, positions = (np.concatenate([piece[which] for piece in pieces]) for which in (0, 1, 3))
    counts: Any = times if len(positions) else ()
    joined: Any = (numbers, times, counts, positions)
    return Listed(*joined)
