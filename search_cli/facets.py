"""Facets on the command line: in go names or counts, out come the names checked, or a table of the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.facets import FACETS
from search_cli.printing import Styled, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_SHOWN = 10
"""Values of a facet; ``--json`` has all."""


def read_facets(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return the names of ``issuer,year``; raise ``click.BadParameter`` for an unknown one."""
    names = tuple(dict.fromkeys(name.strip() for name in (value or "").split(",") if name.strip()))
    for name in names:
        if name not in FACETS:
            raise click.BadParameter(f"{name!r} is no facet; use {', '.join(FACETS)}")
    return names


def print_facets(facets: Mapping[str, Sequence[tuple[str, int]]]) -> None:
    """Print each facet with its commonest values, a line each."""
    for name, counts in facets.items():
        say()
        say(Styled(name, "title"))
        width = len(str(max((count for _, count in counts), default=0)))
        for value, count in counts[:_MOST_SHOWN]:
            say(f"  {count:>{width}}  ", value, hanging=width + 4)
        if len(counts) > _MOST_SHOWN:
            say(Styled(f"  {'':>{width}}  and {len(counts) - _MOST_SHOWN} more", "faint"))
