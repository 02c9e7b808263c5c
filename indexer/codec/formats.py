"""Positions as plain numbers: in go the positions of a term in a document, out come bytes, and from them the positions."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from whoosh.formats import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class PlainPositions(Positions):  # type: ignore[misc]  # whoosh ships no types
    """Whoosh's positions, which it pickles on their way to the postings, without the pickle: a fifth of a build from tokens."""

    def encode(self, positions: Iterable[int]) -> bytes:
        """Return the positions as bytes."""
        return array("I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions."""
        return memoryview(value).cast("I").tolist()

    def decode_all(self, values: Sequence[bytes]) -> tuple[Sequence[int], Sequence[int]]:
        """Return how many positions each value has, and the positions of all, one behind the other."""
        positions = array("I", b"".join(values))
        return [len(value) // positions.itemsize for value in values], positions

    def decode_frequency(self, value: bytes) -> int:
        """Return how many there are."""
        return len(value) // array("I").itemsize
