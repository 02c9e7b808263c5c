"""``tiaowen verify``: in goes a library, out comes each damage of its corpus and its index, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus.verify import check_corpus
from indexer.manifest import MANIFEST_NAME
from indexer.verify import check_index, index_of, out_of_date
from search_cli.exit_codes import DONE, ERROR
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.printing import say, say_json, tell

if TYPE_CHECKING:
    from corpus.verify import Damage


@click.command(
    epilog="""\b
Examples:
  tiaowen verify
  tiaowen --library ./health verify --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="Print the damages as JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> int:
    """Check the library and its index for damage, byte by byte.

    A damaged index is made again with "tiaowen index --rebuild". What is damaged of the pages themselves is named page by page.
    """
    library = library_of(context)
    alone = (library / MANIFEST_NAME).exists()  # an index without a library
    index_dir = library if alone else index_of(library)
    damages = [*([] if alone else check_corpus(library)), *check_index(index_dir)]
    note = out_of_date(index_dir)
    if as_json:
        say_json({"sound": not damages, "damages": [damage._asdict() for damage in damages]})
    else:
        _say(damages)
    if note:
        tell(f"note: {note}")
    if damages and not as_json:
        tell(f"{counted(len(damages), 'damage')} found")
    return ERROR if damages else DONE


def _say(damages: list[Damage]) -> None:
    for damage in damages:
        say(f"damaged  {damage.what}; {damage.remedy}", hanging=len("damaged  "))
    if not damages:
        say("sound")
