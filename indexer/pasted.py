"""Pasted sentences: in go the parts of a query, out come the same parts, of a sentence that somebody pasted without its quotation marks.

They are the sentence's, as in: the term "labels" in Article 25 of the Act includes …, and ask for no phrase. A phrase that is asked for
stands among few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.syntax import Quoted, Words
from indexer.tokens import tokenize

if TYPE_CHECKING:
    from indexer.syntax import Node

PASTED_WORDS = 16
"""Words beside the quotations from which a query is a pasted sentence; sentences of law have 20 to 40. Of 600 English sentences asked of
Chinese laws 31 have quotation marks, and found nothing."""

PASTED_NOTE = "a whole sentence: its quotation marks ask for no phrase"


def without_quotes(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the parts with words for quotations where they are a pasted sentence, else as they are."""
    quotes = any(isinstance(part, Quoted) for part in parts)
    if not quotes or not all(isinstance(part, (Words, Quoted)) for part in parts):
        return parts
    words = sum(token.kind == "word" for part in parts if isinstance(part, Words) for token in tokenize(part.text))
    return tuple(Words(part.text, part.place) if isinstance(part, Quoted) else part for part in parts) if words >= PASTED_WORDS else parts
