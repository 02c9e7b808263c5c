"""Character references: ``&nbsp;``, ``&#x4E2D;`` and ``&amp;nbsp;`` are read as the characters they stand for, however often escaped.

Only references that end in a semicolon, an input method's full-width one too, and marks such as ``&nbsp`` and ``&ldquo``, which are met
without one: ``R&D`` and ``AT&T`` are what people write, and ``&copy=1`` is part of an address.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from cleaners.draft import Change, Draft, Replace
from corpus.model import RawSpan, invents

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE = re.compile(
    r"&(?P<escaped>(?:(?:amp|#0{0,4}38|#[xX]0{0,4}26);)*)(?P<name>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31}[;；]"
    r"|(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot)(?![A-Za-z0-9=]))",
)
_LINE_ENDS = frozenset("\t\n\v\f\r\u2028\u2029")
"""What a browser shows as a space, written as a reference or not."""


def read_entities(draft: Draft) -> Iterator[Change]:
    """Yield a replacement for every character reference inside a block."""
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.edit is not None or "&" not in piece.text:
                continue
            for match in _REFERENCE.finditer(piece.text):
                reading = _reading(match[0])
                if reading:
                    start = piece.raw.start + match.start()
                    yield Replace(RawSpan(start, start + reading.length), reading.after, reading.reason, reading.inverse)


class _Reading(NamedTuple):
    """How a reference is read: so many of its characters as ``after``, why, and the inverse that proves it."""

    length: int
    after: str
    reason: str
    inverse: str | None


@lru_cache(1 << 12)
def _reading(reference: str) -> _Reading | None:
    """Return how a reference is read, or None; remembered, because a page writes few references often."""
    match = _REFERENCE.fullmatch(reference)
    readings = _readings(match["escaped"], match["name"]) if match else ()
    return next((_Reading(len(said), after, f"character reference {said}", inverse) for said, after, inverse in readings), None)


def _readings(escaped: str, name: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield what may be replaced, by what, and the inverse that proves it: the whole reference, else the ``&amp;`` it begins with.

    A character that is no word needs no inverse.
    """
    candidates = [(f"&{escaped}", "&")] if escaped else []
    character = html.unescape(f"&{name}") if name[0] == "#" else html5.get(f"{name.rstrip(';；')};")
    if character is not None:
        candidates.insert(0, (f"&{escaped}{name}", " " if character in _LINE_ENDS else character))
    for reference, after in candidates:
        for inverse in ("html-entity", None):
            if not invents(reference, after, inverse):
                yield reference, after, inverse
