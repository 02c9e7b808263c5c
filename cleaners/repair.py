"""A repair of characters, as the files on garbled text propose it, and its proof, which is made of each pair of texts once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import invents

if TYPE_CHECKING:
    from corpus.model import RawSpan


class Repair(NamedTuple):
    """One change: the characters at ``span`` say ``after``, by undoing ``inverse``; None where a mark without its last byte is read."""

    span: RawSpan
    after: str
    inverse: str | None


MAX_MEMO = 1 << 15
"""Changes whose proof is remembered: a page writes one reference, ``&nbsp;``, up to 200,000 times, and has some 2,000 characters; a
megabyte of garbled laws has 25,000 different units, each proven three times."""

_SHORT = 64
"""Characters of a change that may be remembered."""

_invents_short = lru_cache(MAX_MEMO)(invents)


def problem_of(before: str, after: str, inverse: str | None) -> str:
    """Return what is wrong with reading ``before`` as ``after``, as ``corpus.model.invents`` does; of a short change it is remembered."""
    return _invents_short(before, after, inverse) if len(before) < _SHORT else invents(before, after, inverse)
