"""``tiaowen stats``: in goes a library, out come counts of what it holds and of what cleaning found there."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from corpus.store import Corpus
from search_cli.exit_codes import DONE
from search_cli.library import library_of
from search_cli.printing import Styled, say, say_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.stats import Stats

_NAME_CELLS = 24
_NUMBER_CELLS = 12


@click.command(
    epilog="""\b
Examples:
  tiaowen stats
  tiaowen stats --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> int:
    """Count what the library holds: pages, clauses by language, flags, changes by rule, bytes."""
    with Corpus.open(library_of(context), create=False) as corpus:
        stats = corpus.stats()
    if as_json:
        say_json(asdict(stats))
    else:
        _say_table(stats)
    return DONE


def _say_table(stats: Stats) -> None:
    _say_count("pages", stats.pages)
    _say_count("duplicates", stats.duplicates)
    _say_count("bytes as they came", stats.raw_bytes)
    _say_count("bytes on disk", stats.stored_bytes)
    first, last = stats.published or ("", "")
    say(f"{'published':<{_NAME_CELLS}}", f"{first} to {last}" if first else "no page has a date")
    _say_section("clauses", stats.clauses)
    _say_section("flags", stats.flags)
    _say_section("changes by rule", stats.edits)


def _say_section(title: str, counts: Mapping[str, int]) -> None:
    if counts:
        say()
        say(Styled(f"{title:<{_NAME_CELLS}}", "strong"), f"{sum(counts.values()):>{_NUMBER_CELLS},}")
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            _say_count(f"  {name}", count)


def _say_count(name: str, count: int) -> None:
    say(f"{name:<{_NAME_CELLS}}{count:>{_NUMBER_CELLS},}")
