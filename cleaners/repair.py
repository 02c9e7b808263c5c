"""A repair of characters, as the files on garbled text propose it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from corpus.model import RawSpan


class Repair(NamedTuple):
    """One change: the characters at ``span`` say ``after``, by undoing ``inverse``; None where a mark without its last byte is read."""

    span: RawSpan
    after: str
    inverse: str | None
