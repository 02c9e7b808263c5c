"""How often a text is cited: in goes the column value that holds a text's names, out comes in how many clauses others name it.

What a library's texts cite is what they are made under: a statute before the notice that repeats it, a policy before the news of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.citable import CITATION_FIELD
from indexer.time_limit import in_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.reader import ClauseReader

NAMES_COLUMN = "names"
"""The column of the names by which citations mean a clause's text, see ``pack_names``."""

CITED_INFLUENCE = 0.2
"""Share by which the clauses of a text gain that very many clauses cite. MRR@10 of lay questions over statutes
(``benchmarks/search_quality.py``): 0 .427, .15 .448, .2 .454, .3 .458, on both halves alike; with texts counted in place of clauses
.451 at .2. Held out, 5-fold: on the folds .470, .437, .457, .439 and .466, without .442, .397, .436, .417 and .440; where each fold takes
the best of 19 pairs of values on the other four (.4 or .3, with 5) .459 in all. Small, so that what answers worse and is known better
stays behind."""

CITED_OFTEN = 2
"""Clauses that cite a text from which it gains half of that: with 5 in its place .452."""

_CITES = "→"
"""Begins the term of a cited name; no name of a work begins with it."""

_BETWEEN = "\n"


def cites_term(name: str) -> str:
    """Return the term of the clauses that cite a work of this name."""
    return _CITES + name


def pack_names(names: Iterable[str]) -> bytes:
    """Return what the index holds of a text's names."""
    return _BETWEEN.join(names).encode("utf-8", "surrogatepass")


def times_cited(reader: ClauseReader, names: bytes) -> int:
    """Return how many clauses cite a text of these names, as packed; a clause by two of its names counts for each."""
    terms = map(cites_term, names.decode("utf-8", "surrogatepass").split(_BETWEEN)) if names else ()
    if reader.count() == reader.size:
        return sum(reader.document_frequency(CITATION_FIELD, term) for term in terms)
    # What was removed stays in its segment until that is merged, and cites nothing any more.
    return sum(sum(1 for _ in reader.clauses_with(CITATION_FIELD, term)) for term in terms)


def lifts(reader: ClauseReader, numbers: Iterable[int]) -> Iterator[tuple[int, float]]:
    """Yield for each clause by what its score is multiplied: 1, or a little more where others cite its text."""
    names = reader.column(NAMES_COLUMN)
    known: dict[bytes, float] = {}
    for number in in_time(numbers):
        name = names[number]
        if name not in known:
            times = times_cited(reader, name)
            known[name] = 1 + CITED_INFLUENCE * times / (times + CITED_OFTEN)
        yield number, known[name]
