"""Whoosh's matcher over one of our posting lists: in goes a list, out comes what Whoosh's queries walk through."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.codec.postings import PostingList


def term_info(postings: PostingList) -> TermInfo:
    """Return what Whoosh's scorers ask of a term."""
    numbers = postings.numbers()
    shortest, longest = map(byte_to_length, postings.lengths)
    return TermInfo(postings.total, postings.count, shortest, longest, postings.largest, numbers[0], numbers[-1])


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # whoosh ships no types
    """Walks through a posting list, which counts as one block."""

    def __init__(self, postings: PostingList, format_: Any, term: tuple[str, bytes], scorer: Any) -> None:  # noqa: ANN401  # Whoosh's
        """Stand at the first posting."""
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._postings = postings
        self._numbers = postings.numbers()
        self._frequencies = postings.frequencies()
        self._counts: Sequence[int] = ()
        self._positions: Sequence[int] = ()
        self._ends: list[int] = []
        self._place = 0
        self._ended = False
        """Set where a jump leads behind the last posting; the place stays, because Whoosh's queries ask for the number there even then."""

    def is_active(self) -> bool:
        """Return whether there is a posting here."""
        return not self._ended and self._place < len(self._numbers)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._place = 0
        self._ended = False

    def copy(self) -> PostingMatcher:
        """Return another matcher that stands here."""
        other = PostingMatcher(self._postings, self.format, self._term, self.scorer)
        other._place, other._ended = self._place, self._ended
        return other

    def id(self) -> int:
        """Return the number of the clause."""
        return self._numbers[self._place]

    def all_ids(self) -> Iterator[int]:
        """Return the numbers of all clauses."""
        return iter(self._numbers)

    def next(self) -> bool:
        """Go on by one; return whether this was the last."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return not self.is_active()

    def skip_to(self, number: int) -> None:
        """Go on to the first clause that is not before ``number``."""
        if not self.is_active():
            raise ReadTooFar
        place = bisect_left(self._numbers, number, self._place)
        self._ended = place == len(self._numbers)
        if not self._ended:
            self._place = place

    def weight(self) -> float:
        """Return how often the term stands in the clause, times what the field boosts it by."""
        return float(self._frequencies[self._place]) if self._frequencies is not None else 1.0

    def value(self) -> bytes:
        """Return the posting's value as the field's format has it."""
        if self.format.supports("positions"):
            return bytes(self.format.encode(self._positions_here()))
        if self.format.fixed_value_size():
            self._read_positions()
            return bytes(pack_uint(self._counts[self._place] if self._counts else int(self.weight())))
        return b""

    def value_as(self, kind: str) -> Any:  # noqa: ANN401  # by kind
        """Return what the posting says of the clause: its positions or its frequency."""
        return self._positions_here() if kind == "positions" else self.format.decoder(kind)(self.value())

    def _read_positions(self) -> None:
        if not self._ends:
            self._counts, self._positions = self._postings.counted_positions()
            self._ends = list(accumulate(self._counts, initial=0))

    def _positions_here(self) -> list[int]:
        self._read_positions()
        return list(self._positions[self._ends[self._place] : self._ends[self._place + 1]])

    def block_quality(self) -> float:
        """Return the best score that any posting may have."""
        return float(self.max_quality())

    def skip_to_quality(self, least: float) -> int:
        """Go to the end if no posting can score more than ``least``; return how many blocks were left out."""
        if self.block_quality() > least:
            return 0
        self._ended = True
        return 1

    def block_min_length(self) -> int:
        """Return the length of the shortest text with the term."""
        return int(byte_to_length(self._postings.lengths[0]))

    def block_max_length(self) -> int:
        """Return the length of the longest text with the term."""
        return int(byte_to_length(self._postings.lengths[1]))

    def block_max_weight(self) -> float:
        """Return the largest weight."""
        return self._postings.largest
