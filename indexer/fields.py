"""The names of fields, columns and special terms of the index."""

from __future__ import annotations

from corpus.restorations import RESTORED

FIELDS = ("text", "heading", "title")
"""The fields that are searched: a clause's own text, its heading path, and its document's title and numbers."""

DOCUMENT_COLUMN = "document"
"""The column of document ids; the field ``doc_id`` finds clauses, and does not say what a clause has there."""

_CONCEPT_MARK = "#"
"""Begins the term of a concept; no word of a text begins with it."""

_LAST_MARK = "$"
"""Begins the term of a character that ends a run of Han characters; no word of a text begins with it."""


def length_column(field: str) -> str:
    """Return the name of the column that holds how many words a clause has in ``field``."""
    return f"{field}_length"


RESTORED_TERM = f"{_LAST_MARK}{RESTORED}"
"""Begins as the term of a character does and is longer: finds the clauses that another page tells of (``corpus.restored``)."""


def concept_term(concept_id: str) -> str:
    """Return the term by which the concept is found in any field."""
    return _CONCEPT_MARK + concept_id


def last_of_run(character: str) -> str:
    """Return the term of a Han character that ends a run of them.

    With the pairs that a character begins it finds every clause that has the character, in a dozen postings instead of a scan.
    """
    return _LAST_MARK + character
