"""Posting lists: in go the clauses that have a term, and how often, out come plain arrays in a file, and from it the same.

Of a clause's number the lower 16 bits are written; where a segment has more than 65,536 clauses, the upper ones stand once for all that
share them (Chambi and others 2014, "Roaring bitmaps"). So a list of a small segment is an array as it lies on disk. The numbers of 3.6
million postings of 40,000 clauses take 7.2 MB so and 14.4 in 32 bits; packed bit by bit in blocks of 128 differences they would take 4.9,
and numpy 23 ns a posting to unpack them, instead of 4. Frequencies follow behind the numbers, as narrow as they fit, and not at all where
each is 1. Positions lie in a file of their own.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from itertools import accumulate, chain, islice, repeat
from operator import add
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from indexer.codec.mapped import HEADER, header, open_mapped, padding, slice_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

POSTINGS_KIND, POSITIONS_KIND = b"post", b"posi"
POSTINGS_EXTENSION, POSITIONS_EXTENSION = ".pst", ".pos"

_SINGLE, _CHUNKED, _POSITIONS, _RANGES = 4, 8, 16, 32
"""Bits that say how a list is written, above two that say how its frequencies are."""
_WIDTH_BITS = 3
_WIDTHS = ("", "B", "H", "f")
"""How frequencies are written: not at all, since each is 1, as narrow numbers, or as floats, as Whoosh's weights are."""

_LEAD = struct.Struct("=BBBxI")
"""How the list is written, Whoosh's bytes for the shortest and longest text with the term, and the clause, or how many there are."""
_SUMS = struct.Struct("=ff")
"""The sum of frequencies and the largest one."""
_POINTER = struct.Struct("=Q")
"""Where its positions begin in their file."""
_POSITIONS_LEAD = struct.Struct("=cc?xI")
"""How numbers of positions are written, how positions are, whether marks follow them, and how many positions there are."""
MARKED, _LEAST_MARKED = 32, 4096
"""Postings between two marks, and those of a list that has marks. So a phrase adds up the 32 counts before each of its clauses, and not
those of all: of 389,091 clauses a phrase of two words takes .24 ms so, .36 without (p50). Marks take an eighth of a byte a posting."""
CHUNK_BITS = 16
"""The lower bits of a clause number, which each posting has."""
_CHUNK = 1 << CHUNK_BITS
RANGE_BITS = 4
"""The lower bits of a clause number, which tell the clauses of a range apart, see ``indexer.codec.ranges``."""


class Listed(NamedTuple):
    """A posting list: clause numbers in order, how often each has the term (None: each once), and where.

    ``counts`` are the numbers of positions of each clause, ``positions`` those of all clauses one behind the other; both empty where
    the field keeps none.
    """

    numbers: Sequence[int]
    frequencies: Sequence[float] | None
    counts: Sequence[int] = ()
    positions: Sequence[int] = ()


class PostingsWriter:
    """Writes the posting lists of one segment."""

    def __init__(self, postings: IO[bytes], positions: IO[bytes]) -> None:
        """Take the two files."""
        self._postings = postings
        self._positions = positions
        self._place = self._positions_place = HEADER.size
        postings.write(header(POSTINGS_KIND))
        positions.write(header(POSITIONS_KIND))

    def add(self, listed: Listed, lengths: tuple[int, int] = (0, 0), table: Callable[[Listed], bytes] | None = None) -> int:
        """Write a list, and the bytes for the shortest and longest text that has the term; return the byte at which it begins.

        ``table`` makes the table of its ranges, see ``indexer.codec.ranges``, where its frequencies are whole numbers.
        """
        numbers, frequencies = listed.numbers, listed.frequencies
        width = _width(frequencies)
        ranges = table(listed) if table and len(numbers) > 1 and width != _WIDTHS.index("f") else b""
        flags = width | (_POSITIONS if len(listed.counts) else 0) | (_RANGES if ranges else 0)
        if len(numbers) == 1:
            lead = _LEAD.pack(flags | _SINGLE, *lengths, numbers[0])
            body = b"" if frequencies is None or not width else struct.pack("=f", frequencies[0])
        else:
            chunked = numbers[-1] >= _CHUNK
            lead = _LEAD.pack(flags | (_CHUNKED if chunked else 0), *lengths, len(numbers))
            if frequencies is None or not width:
                lead += _SUMS.pack(len(numbers), 1.0)
                body = _encoded(numbers, chunked=chunked)
            else:
                lead += _SUMS.pack(_sum(frequencies), _largest(frequencies))
                whole = _WIDTHS[width] != "f" and not _is_array(frequencies)
                body = _encoded(numbers, chunked=chunked) + _packed(_WIDTHS[width], map(int, frequencies) if whole else frequencies)
        if len(listed.counts):
            lead += _POINTER.pack(self._positions_place)
            self._add_positions(listed)
        place = self._place
        body += padding(len(body)) + ranges
        self._postings.write(lead + body)
        self._place += len(lead) + len(body)
        return place

    def _add_positions(self, listed: Listed) -> None:
        """Write how many positions each clause has, then the positions, each as narrow as they fit."""
        counts_type, positions_type = map(_narrowest, (listed.counts, listed.positions))
        marks = _marks(listed.counts)
        lead = _POSITIONS_LEAD.pack(counts_type.encode(), positions_type.encode(), bool(marks), len(listed.positions))
        body = _packed(counts_type, listed.counts) + _packed(positions_type, listed.positions)
        body += padding(len(body)) + marks
        self._positions.write(lead + body)
        self._positions_place += len(lead) + len(body)


def _is_array(numbers: object) -> bool:
    """Return whether numbers are numpy's, of which this file knows nothing else: whoever reads postings need not import it."""
    return hasattr(numbers, "astype")


def _packed(typecode: str, numbers: Any) -> bytes:  # noqa: ANN401  # a sequence of numbers, or an array
    if _is_array(numbers):
        return bytes(numbers.astype(typecode).tobytes())
    return array(typecode, numbers).tobytes()


def _sum(numbers: Any) -> float:  # noqa: ANN401  # as above
    return float(numbers.sum() if _is_array(numbers) else sum(numbers))


def _largest(numbers: Any) -> float:  # noqa: ANN401  # as above
    return float(numbers.max() if _is_array(numbers) and len(numbers) else max(numbers, default=0))


def _width(frequencies: Any) -> int:  # noqa: ANN401  # as above, or None
    if frequencies is None:
        return 0
    largest = _largest(frequencies)
    if _is_array(frequencies):
        whole, single = True, largest == 1 and bool((frequencies == 1).all())
    else:
        distinct = set(frequencies)
        whole, single = all(float(frequency).is_integer() and frequency >= 0 for frequency in distinct), distinct == {1}
    if single:
        return 0
    return _WIDTHS.index("f" if largest >= _CHUNK or not whole else "B" if largest < 1 << 8 else "H")


def _marks(counts: Any) -> bytes:  # noqa: ANN401  # as above
    """Return where the positions of each posting begin that is the first of ``MARKED``; nothing for a list of few postings."""
    if len(counts) < _LEAST_MARKED:
        return b""
    sums = counts.cumsum(dtype="Q")[MARKED - 1 :: MARKED] if _is_array(counts) else islice(accumulate(counts), MARKED - 1, None, MARKED)
    return _packed("I", sums if _is_array(counts) else list(sums))


def _narrowest(numbers: Sequence[int]) -> str:
    largest = _largest(numbers)
    return "B" if largest < 1 << 8 else "H" if largest < _CHUNK else "I"


def _encoded(numbers: Any, *, chunked: bool) -> bytes:  # noqa: ANN401  # as above
    if not chunked:
        return _packed("H", numbers)
    chunks: list[tuple[int, int]] = []
    start = 0
    while start < len(numbers):
        upper = int(numbers[start]) >> CHUNK_BITS
        end = bisect_left(numbers, (upper + 1) << CHUNK_BITS, start)
        chunks.append((upper, end - start))
        start = end
    directory = array("I", [len(chunks), *(part for chunk in chunks for part in chunk)])
    lower: Any = numbers & (_CHUNK - 1) if _is_array(numbers) else [number & (_CHUNK - 1) for number in numbers]
    return directory.tobytes() + _packed("H", lower)


class PostingsFile:
    """The posting lists of one segment."""

    def __init__(self, postings: Path, positions: Path) -> None:
        """Map the files; raise ``DamagedFileError`` if they are none of posting lists."""
        self.view = open_mapped(postings, POSTINGS_KIND)
        self.name = postings.name
        self._positions_path = positions
        self._positions: memoryview | None = None

    @property
    def positions(self) -> memoryview:
        """The file of positions, mapped when it is first asked for: ranking never does."""
        if self._positions is None:
            self._positions = open_mapped(self._positions_path, POSITIONS_KIND)
        return self._positions

    def at(self, place: int) -> PostingList:
        """Return the list that begins at byte ``place``."""
        return PostingList(self, place)


class PostingList:
    """One posting list, of which only what is asked for is read."""

    __slots__ = ("_body", "_file", "_flags", "_positions_place", "_single", "count", "largest", "lengths", "total")

    def __init__(self, file: PostingsFile, place: int) -> None:
        """Read how the list is written; ``count`` is how many clauses it has, ``total`` and ``largest`` are of their frequencies."""
        self._file = file
        self._flags, shortest, longest, number = _LEAD.unpack_from(file.view, place)
        self.lengths: tuple[int, int] = (shortest, longest)
        place += _LEAD.size
        self.count: int = number
        self.total = self.largest = 1.0
        if not self._flags & _SINGLE:
            self.total, self.largest = _SUMS.unpack_from(file.view, place)
            place += _SUMS.size
        self._positions_place = 0
        if self._flags & _POSITIONS:
            (self._positions_place,) = _POINTER.unpack_from(file.view, place)
            place += _POINTER.size
        self._body = place
        self._single = number
        if self._flags & _SINGLE:
            self.count = 1
            if self._flags & _WIDTH_BITS:
                (self.total,) = struct.unpack_from("=f", file.view, place)
                self.largest = self.total

    @property
    def is_single(self) -> bool:
        """Whether only one clause has the term."""
        return bool(self._flags & _SINGLE)

    def numbers(self) -> Sequence[int]:
        """Return the clauses' numbers, in order."""
        if self._flags & _SINGLE:
            return (self._single,)
        lower, chunks = self.parts()
        if not chunks:
            return lower
        uppers = chain.from_iterable(repeat(upper << CHUNK_BITS, count) for upper, count in zip(chunks[::2], chunks[1::2], strict=True))
        return array("I", map(add, lower, uppers))

    def parts(self) -> tuple[memoryview, memoryview | None]:
        """Return the lower halves of the numbers, and each upper half behind which is how many have it; None where all are 0.

        Not of a single one.
        """
        view, name = self._file.view, self._file.name
        if not self._flags & _CHUNKED:
            return slice_of(view, name, "H", self._body, self.count), None
        (many,) = slice_of(view, name, "I", self._body, 1)
        chunks = slice_of(view, name, "I", self._body + 4, 2 * many)
        return slice_of(view, name, "H", self._body + 4 + 8 * many, self.count), chunks

    def frequencies(self) -> Sequence[float] | None:
        """Return how often each clause has the term, None where each has it once."""
        width = self._flags & _WIDTH_BITS
        if not width:
            return None
        if self._flags & _SINGLE:
            return (self.total,)
        return slice_of(self._file.view, self._file.name, _WIDTHS[width], self._behind_numbers(), self.count)

    def _behind_numbers(self) -> int:
        lower, chunks = self.parts()
        return self._body + (4 + chunks.nbytes if chunks else 0) + lower.nbytes

    def table(self) -> tuple[memoryview, str, int] | None:
        """Return the file, its name and the byte at which the table of ranges begins, None where the list has none."""
        if not self._flags & _RANGES:
            return None
        width = _WIDTHS[self._flags & _WIDTH_BITS]
        end = self._behind_numbers() + (self.count * array(width).itemsize if width else 0)
        return self._file.view, self._file.name, end + len(padding(end))

    def counted_positions(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return how many positions each clause has, and the positions of all; both empty where the field keeps none."""
        return self.marked_positions()[:2] if self._flags & _POSITIONS else ((), ())

    def marked_positions(self) -> tuple[memoryview, memoryview, memoryview | None]:
        """Return the same, of a field that keeps positions, and where those of every ``MARKED``th posting begin, but for the first.

        A short list has no such marks.
        """
        view, name, place = self._file.positions, "positions", self._positions_place
        counts_type, positions_type, marked, many = _POSITIONS_LEAD.unpack_from(view, place)
        place += _POSITIONS_LEAD.size
        counts = slice_of(view, name, counts_type.decode(), place, self.count)
        place += counts.nbytes
        positions = slice_of(view, name, positions_type.decode(), place, many)
        place += positions.nbytes
        marks = slice_of(view, name, "I", place + len(padding(place)), self.count // MARKED) if marked else None
        return counts, positions, marks

    def listed(self) -> Listed:
        """Return the whole list, to be written again."""
        return Listed(self.numbers(), self.frequencies(), *self.counted_positions())
