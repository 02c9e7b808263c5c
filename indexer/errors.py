"""What can go wrong when searching: in goes the thing and what is the matter with it, out comes a message with the next step."""

from __future__ import annotations

from corpus.errors import TiaowenError


class IndexUnusableError(TiaowenError):
    """The index is missing, damaged, or made by another version; its text says which, and how to make it again."""


class QueryError(TiaowenError):
    """The query or a filter cannot be answered as it stands; its text says why.

    ``place`` is the stretch of the query that is at fault, as code points, where there is one.
    """

    def __init__(self, message: str, place: tuple[int, int] | None = None) -> None:
        """Take what is wrong and what to do about it, and where."""
        super().__init__(message)
        self.place = place
