"""Fields whose terms are known beforehand: in go the words of a text, or how often each term stands in it, and no analyser sees them."""

from __future__ import annotations

from whoosh.fields import FieldType
from whoosh.formats import Existence

from indexer.codec.formats import PlainPositions


class Words(FieldType):  # type: ignore[misc]  # whoosh ships no types
    """A field whose value is a sequence of words, of which positions and the text's length are kept."""

    def __init__(self) -> None:
        """Set up postings with positions."""
        super().__init__(format=PlainPositions(), analyzer=None, scorable=True, stored=False)


class TermCounts(FieldType):  # type: ignore[misc]  # as above
    """A field whose value is a mapping from term to number of occurrences; it has no positions and no length."""

    def __init__(self) -> None:
        """Set up postings that hold the number of occurrences, as their weight, and nothing else."""
        super().__init__(format=Existence(), analyzer=None, scorable=False, stored=False)
