"""Limits of queries: in goes a question, out comes nothing, or a refusal of one that would cost more than a person waits for.

Its depth is limited where it is parsed (``indexer.syntax``), its time where it is searched (``indexer.time_limit``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.conditions import All, AnyOf, Without
from indexer.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.conditions import Condition
    from indexer.question import Question

MAX_QUERY_LENGTH = 1000
"""Code points. The longest title of a State Council document that we met has 112."""

MAX_UNITS = 128
"""A pasted sentence of law has 20 to 40 words, a long one 90; each unit costs a pass over its postings."""

MAX_TERMS = 320
"""A sentence of 40 Chinese words has up to 200: words, the parts of long ones, neighbours. A chain of 300 hyphens has more."""

MAX_PHRASES = 8
"""Each is looked for in the text of every clause that has its terms: 55 µs a clause."""

MAX_CONDITIONS = 128
"""Things that must or must not be there, as many as words: ``-a -b -c`` to the end of the query has 333. Each is a pass over postings,
and what a page says of itself (``-source:a``) one over clauses."""

MAX_EXPANSIONS = 1024
"""Words that a prefix may stand for, Lucene's limit of clauses; each costs a pass over its postings."""


def check_size(question: Question) -> None:
    """Raise ``QueryError`` for a question of too many parts."""
    for what, count, limit in (
        ("phrases", len(question.phrases), MAX_PHRASES),
        ("citations", len(question.citations), MAX_UNITS),
        ("words and phrases", sum(unit.breadth > 0 for unit in question.units) + len(question.phrases), MAX_UNITS),
        ("words and parts of words", sum(len(unit.terms) for unit in question.units), MAX_TERMS),
        ("conditions", _count(question.conditions), MAX_CONDITIONS),
    ):
        if count > limit:
            raise QueryError(f"the query has {count} {what}, at most {limit} are read; shorten it")


def _count(conditions: Iterable[Condition]) -> int:
    return sum(
        _count((condition.part,))
        if isinstance(condition, Without)
        else _count(condition.parts)
        if isinstance(condition, (All, AnyOf))
        else 1
        for condition in conditions
    )
