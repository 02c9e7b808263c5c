"""``tiaowen remove``: in go ids of pages, out they go of the library and its index."""

from __future__ import annotations

import click

from cleaners.across.restore import catch_up
from corpus.errors import CorpusError
from corpus.lock import library_lock
from corpus.store import Corpus
from indexer.build import update_index
from search_cli.exit_codes import DONE, DONE_IN_PART, ERROR
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.printing import Styled, say, tell, tell_error


@click.command(
    epilog="""\b
Examples:
  tiaowen remove k7mq2
  tiaowen remove k7mq2 9xw4t bhv7d
"""
)
@click.argument("identifiers", metavar="ID...", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, identifiers: tuple[str, ...]) -> int:
    """Take pages out of the library, with their clauses; the files that they were added from stay."""
    library = library_of(context)
    refused = 0
    with Corpus.open(library, create=False) as corpus:
        for identifier in identifiers:
            try:
                _remove(corpus, identifier)
            except CorpusError as error:
                tell_error(str(error))
                refused += 1
        catch_up(corpus)
    if refused == len(identifiers):
        return ERROR
    report = update_index(library)
    tell(f"{len(identifiers) - refused} removed; index: {counted(report.clauses, 'clause')}")
    return DONE_IN_PART if refused else DONE


def _remove(corpus: Corpus, identifier: str) -> None:
    """Take one page out and say so; raise ``CorpusError`` for what is no page."""
    with library_lock(corpus.library):
        doc_id = corpus.resolve(identifier)
        if doc_id not in corpus:
            raise CorpusError(f"{identifier} is a clause; remove its page with: tiaowen remove {corpus.clause(doc_id).doc_id}")
        title, source = _title_and_source(corpus, doc_id)
        corpus.remove(doc_id)
    say("removed  ", doc_id, "  ", Styled(title or "(untitled)", "title"), f"  ({source})", hanging=len("removed  "))


def _title_and_source(corpus: Corpus, doc_id: str) -> tuple[str, str]:
    """Return the title and the source of a page; of a damaged one, which must go all the same, what can be read."""
    try:
        return corpus.cleaned(doc_id).document.title, corpus.origins(doc_id)[0]
    except CorpusError:
        return "", "damaged"
