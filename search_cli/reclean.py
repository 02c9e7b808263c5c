"""``tiaowen reclean``: in go ids, or none, out come the pages that were cleaned again because the rules are newer than they."""

from __future__ import annotations

import click

from cleaners.across.ingest import reclean
from cleaners.rules import RULES_VERSION
from corpus.store import Corpus
from indexer.build import update_index
from search_cli.library import library_of
from search_cli.options import form_options
from search_cli.outcomes import OutcomePrinter
from search_cli.progress import progress


@click.command(
    epilog="""\b
Examples:
  tiaowen reclean
  tiaowen reclean k7mq2
  tiaowen reclean --json
"""
)
@click.argument("identifiers", metavar="[ID...]", nargs=-1)
@form_options(whole="Print all outcomes as one JSON document.", each="Print each outcome as a line of JSON.")
@click.pass_context
def command(context: click.Context, /, identifiers: tuple[str, ...], form: str | None) -> int:
    """Clean pages again that older rules cleaned, or those that are named, and bring the index up to date.

    They are made from the bytes in the library; an ID makes again what "tiaowen verify" found damaged.
    """
    library = library_of(context)
    with Corpus.open(library, create=False) as corpus:
        doc_ids = [corpus.resolve(identifier).partition("-")[0] for identifier in identifiers] or corpus.stale(RULES_VERSION)
        with progress("cleaning", len(doc_ids)) as advance:
            printer = OutcomePrinter(corpus, form)
            for outcome in reclean(corpus, doc_ids):
                printer.print(outcome)
                advance()
    return printer.sum_up(f"{printer.count('new')} cleaned again", update_index(library))
