"""``tiaowen restore``: in goes nothing, out comes what stood where pages of the library lost text, as its other pages have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleaners.across.restore import restore_all
from corpus.serial import to_plain
from corpus.store import Corpus
from indexer.build import update_index
from search_cli.cells import shorten
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.printing import Styled, say, say_json, tell
from search_cli.restored import named_source

if TYPE_CHECKING:
    from cleaners.across.restore import Account

_TEXT_CELLS = 200


@click.command(
    epilog="""\b
Examples:
  tiaowen restore
  tiaowen restore --json
"""
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> int:
    """Tell what stood where pages lost text, by other pages.

    Adding and removing pages does so for the pages that it concerns; this does it for all, and says why, or why not. Nothing is put
    into the text of a page: show prints it as ⟦restored from …⟧, search finds it with the flag restored.

    Exit code 1 means that nothing is restored.
    """
    library = library_of(context)
    with Corpus.open(library, create=False) as corpus:
        accounts = list(restore_all(corpus))
        if as_json:
            say_json(
                {"pages": [{**account._asdict(), "restorations": [to_plain(one) for one in account.restorations]} for account in accounts]}
            )
        else:
            for account in accounts:
                _say(corpus, account)
    report = update_index(library)
    restored = [account for account in accounts if account.restorations]
    tell(
        f"{counted(len(accounts), 'page')} lost text; restored: {counted(sum(len(one.restorations) for one in restored), 'gap')}"
        f" of {counted(len(restored), 'page')}; index: {counted(report.clauses, 'clause')}"
    )
    return DONE if restored else NOTHING_FOUND


def _say(corpus: Corpus, account: Account) -> None:
    say(Styled(corpus.cleaned(account.doc_id).document.title or "(untitled)", "title"), f"  {account.doc_id}")
    for why in account.why:
        say(Styled(why, "faint"), indent=2, hanging=4)
    for one in account.restorations:
        said = f"{one.kind} at {one.gap.start}–{one.gap.end}, {one.score:.0f} bits, {one.margin:.0f} ahead"
        say(
            Styled(f"{said}, from {named_source(corpus, one)}: ", "faint"),
            shorten(" ".join(one.text.split()), _TEXT_CELLS),
            indent=2,
            hanging=4,
        )
