"""Terms of citations: in go a work's name and a path, out come the term of the clause there, and its place among others.

The names of works are terms too: every numbered clause of a work has them.
"""

from __future__ import annotations

from typing import NamedTuple

from corpus.pinyin import letters_of, spellings
from indexer.numbers import number_term

CITATION_FIELD = "citation"
"""The field of the index that holds names of works, as terms that all their numbered clauses have, and ``clause_term``s."""

ANY_AGENCY, UNKNOWN_AGENCY = "", "?"
"""In place of an agency's prefix: what every document with a number is also called, and one whose page names no agency."""

_READ_AS = "~"
"""Before the letters that a prefix in Chinese is read as."""


class Place(NamedTuple):
    """Where a clause that can be cited belongs: the date of its version (ISO, or a year, or empty), its path, its document."""

    dated: str
    path: str
    doc_id: str


def clause_term(name: str, path: str) -> str:
    """Return the term of the clause at ``path``, and of those under it, of works of this name."""
    return f"{name} {path}"


def names_written(prefix: str, key: str) -> list[str]:
    """Return the names of a document whose page writes this prefix: in Chinese as it stands and as it is read, in pinyin by its letters."""
    if prefix.isascii():
        return [number_name(letters_of(prefix), key)]
    return [number_name(one, key) for one in (prefix, *(f"{_READ_AS}{letters}" for letters in spellings(prefix)))]


def names_asked(prefix: str, key: str) -> list[str]:
    """Return the names that a question with this prefix may mean, the surest first.

    A question in pinyin may mean a document in Chinese and the other way round, but 临卫发 is not 林卫发, which is read alike.
    """
    if prefix.isascii():
        letters = letters_of(prefix)
        return [number_name(letters, key), number_name(f"{_READ_AS}{letters}", key)]
    return [number_name(one, key) for one in (prefix, *spellings(prefix))]


def number_name(prefix: str, key: str) -> str:
    """Return the name of the document with a number: agency's prefix, or one of the two words for it, and ``year/number``."""
    return prefix + number_term(key)


def pack_place(place: Place) -> bytes:
    """Return what the index holds of a place."""
    return "\t".join(place).encode("utf-8", "surrogatepass")


def read_place(packed: bytes) -> Place:
    """Return what ``pack_place`` packed."""
    return Place(*packed.decode("utf-8", "surrogatepass").split("\t", 2))


def order_of(path: str) -> tuple[tuple[int, ...], ...]:
    """Return what sorts paths in reading order: 5, 5.1, 5-1, 6, 10, A1:1."""
    attached, _, own = path.rpartition(":")
    attachment = (int(attached[1:] or "1"),) if attached else (0,)
    return (attachment, *(tuple(map(int, label.split("-"))) for label in own.split(".")))
