"""Character references: ``&nbsp;``, ``&#x4E2D;`` and ``&amp;nbsp;`` are read as the characters they stand for, to a fixpoint.

Only references that end in a semicolon: ``R&D`` and ``AT&T`` are what people write, and ``&copy=1`` is part of an address.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from corpus.model import RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def read_entities(draft: Draft) -> Iterator[Change]:
    """Yield a replacement for every character reference inside a block."""
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.edit is not None or "&" not in piece.text:
                continue
            for match in _REFERENCE.finditer(piece.text):
                character = html.unescape(match[0])
                if character != match[0]:
                    span = RawSpan(piece.raw.start + match.start(), piece.raw.start + match.end())
                    yield Replace(span, character, f"character reference {match[0]}", inverse="html-entity")
