"""``tiaowen index``: in goes a library, out comes its index, up to date."""

from __future__ import annotations

import click

from cleaners.across.restore import catch_up
from corpus.serial import to_plain
from corpus.store import Corpus
from indexer.build import update_index
from search_cli.exit_codes import DONE
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import workers_option
from search_cli.printing import say, say_json


@click.command(
    epilog="""\b
Examples:
  tiaowen index
  tiaowen index --rebuild --workers 4
  tiaowen --library ./health index --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@workers_option
@click.option("--rebuild", is_flag=True, help="Make all of it again, whatever stands.")
@click.pass_context
def command(context: click.Context, *, workers: int, rebuild: bool, as_json: bool) -> int:
    """Bring the index up to date with the library.

    The verbs that change a library do so themselves; this makes a missing or damaged index again, or one of another version.
    """
    library = library_of(context)
    with Corpus.open(library, create=False) as corpus:
        catch_up(corpus)
    report = update_index(library, rebuild=rebuild, workers=workers)
    if as_json:
        say_json(to_plain(report))
    else:
        held = f"{counted(report.clauses, 'clause')} of {counted(report.documents, 'page')}"
        say(f"generation {report.generation}: {held}; {report.added} added, {report.removed} removed; {report.seconds:.1f} s")
    return DONE
