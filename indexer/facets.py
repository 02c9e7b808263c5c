"""Facets: in go the clauses that match, out comes how many there are of each issuer, year, language, kind of text or source."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indexer.errors import QueryError
from indexer.time_limit import in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from indexer.reader import ClauseReader

UNKNOWN = "(unknown)"
"""Counted under it: clauses of pages that name no issuer, or no date; those given without a kind."""


def source_name(publisher: str, source: str) -> str:
    """Return the publisher's name, else the address's host, else the file's name."""
    if publisher:
        return publisher
    try:
        host = urlsplit(source).hostname
    except ValueError:  # an address such as http://[::1
        host = None
    return host or PurePath(source).name or source


_VALUES: Mapping[str, Callable[[Mapping[str, Any]], Sequence[str]]] = {
    "issuer": lambda shown: tuple(dict.fromkeys(shown["issuers"])) or (UNKNOWN,),
    "year": lambda shown: (shown["published"][:4] or UNKNOWN,),
    "lang": lambda shown: (shown["lang"],),
    "kind": lambda shown: (shown["kind"] or UNKNOWN,),
    "source": lambda shown: (source_name(shown["publisher"], shown["source"]),),
}

FACETS = tuple(_VALUES)
"""What clauses can be counted by. A clause of several issuers counts for each."""


def count_facets(reader: ClauseReader, numbers: Iterable[int], names: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return by facet how many of the clauses have each value, the commonest first, equal ones by name.

    Raises ``QueryError`` for an unknown facet.
    """
    for name in names:
        if name not in _VALUES:
            raise QueryError(f"{name!r} is no facet; use {', '.join(FACETS)}")
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for number in in_time(numbers):
        shown = reader.shown(number)
        for name, counter in counts.items():
            counter.update(_VALUES[name](shown))
    return {name: tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0]))) for name, counter in counts.items()}
