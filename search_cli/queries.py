"""Queries on the command line: in goes a query, or a file of them, out come how it was read, what is wrong with it, or the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indexer.errors import QueryError
from search_cli.cells import width_of
from search_cli.exit_codes import DONE, DONE_IN_PART, NOTHING_FOUND
from search_cli.printing import say_json, tell, tell_text
from search_cli.terminal import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from indexer.answer import Answer
    from indexer.search import Index

_STEP = 2
"""Cells by which a part of a query stands deeper than what it is a part of."""

_CONTEXT_CELLS = 24
"""Of the query before the place at fault, and half as many characters behind it: both lines fit into 60 columns, mostly into 40."""


def explain_reading(lines: Iterable[tuple[int, str]]) -> None:
    """Print how a query was read, as a tree in plain words: lines, each with how deep it stands."""
    tell("read as")
    for depth, line in lines:
        tell(line, indent=_STEP * (depth + 1))


def show_error(query: str, error: QueryError) -> None:
    """Print the query with a caret under the place at fault, where the error has one."""
    if error.place is None:
        return
    start, end = error.place
    first = start
    while first and width_of(safe_text(query[first - 1 : start])) <= _CONTEXT_CELLS:
        first -= 1
    before, at_fault = safe_text(query[first:start]), safe_text(query[start:end])
    line = "…" * bool(first) + before + at_fault + safe_text(query[end : end + _CONTEXT_CELLS // 2])
    tell_text(f"  {line}\n  {' ' * (bool(first) + width_of(before))}{'^' * max(1, min(width_of(at_fault), _CONTEXT_CELLS))}")


def search_file(index: Index, file: Path, plain: Callable[[Answer], dict[str, Any]], **options: Any) -> int:  # noqa: ANN401
    """Print the answer to each line of a file as a line of JSON; a query that cannot be read has ``error`` instead of hits.

    Empty lines, and those that begin with ``#``, are left out.
    """
    found = refused = 0
    for line in file.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        query = line.strip()
        if not query or query.startswith("#"):
            continue
        try:
            answer = index.search(query, **options)
        except QueryError as error:
            refused += 1
            say_json({"query": query, "error": str(error)}, indent=None)
            tell(f"{query}: {error}")
            continue
        found += bool(answer.hits)
        say_json(plain(answer), indent=None)
    return DONE_IN_PART if refused else DONE if found else NOTHING_FOUND
