"""Readable, deterministic ids: in goes what a thing is made of, out comes a short name that a person can copy by hand."""

from __future__ import annotations

import hashlib

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""31 characters; i, l, 1, o and 0 are left out because they are mistaken for one another on paper."""

DOCUMENT_ID_LENGTH = 10
"""31^10 ≈ 8·10^14: among 100,000 pages the chance of one collision is 6·10^-6."""

CLAUSE_ID_LENGTH = 5
"""31^5 ≈ 2.9·10^7: only the clauses of one page must differ; a collision within the page is resolved by counting on."""

TEXT_KEY_LENGTH = 16
"""31^16 ≈ 7·10^23: among 10^8 clauses the chance of one collision is 7·10^-9."""


def readable_hash(data: bytes, length: int) -> str:
    """Return ``length`` characters of ``ALPHABET`` that depend on nothing but ``data`` (SHA-256)."""
    number = int.from_bytes(hashlib.sha256(data).digest(), "big") % len(ALPHABET) ** length  # the digits told, of a smaller number
    characters = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[digit])
    return "".join(characters)


def document_id(data: bytes) -> str:
    """Return the id of the page that consists of these raw bytes, wherever it was found."""
    return readable_hash(data, DOCUMENT_ID_LENGTH)


def text_key(match_key: str) -> str:
    """Return the key of a text given as its match key: equal for equal text on any page."""
    return readable_hash(match_key.encode("utf-8", "surrogatepass"), TEXT_KEY_LENGTH)


def clause_id(doc_id: str, key: str, occurrence: int) -> str:
    """Return the id of the ``occurrence``-th clause (from 0) with text key ``key`` on page ``doc_id``."""
    return f"{doc_id}-{readable_hash(f'{key} {occurrence}'.encode(), CLAUSE_ID_LENGTH)}"
