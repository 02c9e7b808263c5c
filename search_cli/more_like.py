"""``tiaowen more-like``: in goes the id of a clause, out come the clauses that are most like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.library import library_of
from search_cli.options import form_options, timeout_option
from search_cli.printing import say, say_json, tell
from search_cli.search import open_library, plain_answer, print_hit

if TYPE_CHECKING:
    from indexer.answer import Answer


@click.command(
    epilog="""\b
Examples:
  tiaowen more-like ht9udv5sp9-xpsx5
  tiaowen more-like ht9udv5sp9-xpsx5 --limit 3 --jsonl
"""
)
@click.argument("clause_id", metavar="ID")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many clauses at most.")
@timeout_option
@form_options(whole="Print the whole answer as JSON.", each="Print each clause as a line of JSON.")
@click.pass_context
def command(context: click.Context, /, clause_id: str, limit: int, timeout: float, form: str | None) -> int:
    """Find the clauses that are most like one.

    They share its concepts, in both languages, and its rare words. Clauses with equal text are left out.
    """
    with open_library(library_of(context)) as index:
        answer = index.more_like(clause_id, limit=limit, timeout=timeout)
    _print(answer, form)
    for note in answer.notes:
        tell(f"note: {note}")
    if not answer.hits:
        tell(f"nothing is like {answer.query}")
        return NOTHING_FOUND
    return DONE


def _print(answer: Answer, form: str | None) -> None:
    plain = plain_answer(answer)
    if form == "json":
        say_json(plain)
    elif form == "jsonl":
        for hit in plain["hits"]:
            say_json(hit, indent=None)
    else:
        for number, hit in enumerate(answer.hits, start=1):
            if number > 1:
                say()
            print_hit(number, hit)
