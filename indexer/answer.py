"""Answers: what comes out of a search and of building an index. Plain data, with everything that is shown of a hit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.model import CleanSpan


@dataclass(frozen=True, slots=True)
class CounterpartClause:
    """A clause in the other language: its id, its language, its text, and the spans of it where what was asked for stands."""

    clause_id: str
    lang: str
    text: str
    highlights: tuple[CleanSpan, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The clauses that together say what a clause says, in the other language, in order; ``confidence`` is how sure that is, 0 to 1."""

    confidence: float
    clauses: tuple[CounterpartClause, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause that answers the query.

    ``highlights`` are spans of ``text`` that matched, in order, not overlapping; ``why`` says in words what matched, never empty;
    ``score`` compares hits of one answer only. ``published`` is an ISO date or empty, ``kind`` that of the text that the clause is
    of: ``policy``, ``news`` or ``other``, empty where its maker did not say. ``counterpart`` says the same in the other language; None
    where the library does not have that text, or the two do not tell which of their clauses go together. ``also_in`` are the ids of the
    copies of its page that have the clause too, and are no hits of their own.
    """

    clause_id: str
    score: float
    text: str
    lang: str
    heading_path: tuple[str, ...]
    path: str
    title: str
    doc_id: str
    source: str
    publisher: str
    published: str
    issuers: tuple[str, ...]
    doc_numbers: tuple[str, ...]
    flags: tuple[str, ...]
    highlights: tuple[CleanSpan, ...]
    why: tuple[str, ...]
    kind: str = ""
    counterpart: Counterpart | None = None
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hits first, how many clauses matched in all, and what the reader of the answer should know.

    ``complete`` of the ``total`` have all that was asked; they come first. ``facets`` count the matching clauses by value, the most
    first. ``suggestions`` are queries that would find something, where this one finds nothing: none of them was searched.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    notes: tuple[str, ...]
    complete: int = 0
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What building did: the generation that stands now, what it holds, and how many documents were added and removed for it."""

    generation: str
    documents: int
    clauses: int
    added: int
    removed: int
    revision: int
    seconds: float
