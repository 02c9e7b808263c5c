"""``tiaowen clusters``: in goes a library, or a page of it, out come the copies of one text, which to keep, why, and how a copy differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cleaners.across.clusters import cluster_of, clusters
from corpus.changes import compare
from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.diff import plain_changes, say_changes
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import form_options
from search_cli.printing import Styled, say, say_csv, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.across.clusters import Cluster
    from corpus.changes import ClauseChange

_COLUMNS = ("cluster", "doc_id", "role", "origin", "title", "verdict", "of", "score", "why")


@click.command(
    epilog="""\b
Examples:
  tiaowen clusters
  tiaowen clusters k7mq2
  tiaowen clusters --csv > copies.csv

Exit code 1 means that there are no copies.
"""
)
@click.argument("identifier", metavar="[ID]", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table with a header for spreadsheets, a page a line.")
@form_options(whole="Print all clusters as one JSON document.", each="Print each cluster as a line of JSON.")
@click.pass_context
def command(context: click.Context, identifier: str | None, form: str | None, *, as_csv: bool) -> int:
    """Tell which pages of the library are copies, and which to keep.

    Of each cluster the page to keep comes first: without lost text, then the longest. Under it stand its copies and why they are.
    With the ID of a page, its cluster alone, and how that page differs from the one to keep, clause by clause.
    """
    if form and as_csv:
        raise click.UsageError("--csv and --json exclude each other; give one of them")
    with Corpus.open(library_of(context), create=False) as corpus:
        waiting = len(corpus.waiting())
        doc_id = _page(corpus, identifier) if identifier else ""
        one = cluster_of(doc_id, corpus) if doc_id else None
        found = ([one] if one else []) if doc_id else clusters(corpus)
        changes = compare(corpus.clauses(found[0].keeper), corpus.clauses(doc_id)) if one and doc_id != one.keeper else None
        if form == "json":
            told: dict[str, Any] = {"clusters": [_plain(cluster, corpus) for cluster in found]}
            say_json({**told, "changes": plain_changes(changes)} if changes is not None else told)
        elif form == "jsonl":
            for cluster in found:
                say_json(_plain(cluster, corpus), indent=None)
        elif as_csv:
            say_csv([_COLUMNS, *(row for cluster in found for row in _rows(cluster, corpus))])
        else:
            _say_clusters(found, corpus)
            if changes is not None and found:
                _say_differences(changes, found[0].keeper, doc_id, corpus)
    if waiting:
        tell(f"{counted(waiting, 'page')} not compared yet; run `tiaowen index`")
    pages = sum(1 + len(cluster.copies) for cluster in found)
    tell(f"{counted(len(found), 'cluster')} of {counted(pages, 'page')}" if found else f"{identifier or 'the library'} has no copies")
    return DONE if found else NOTHING_FOUND


def _page(corpus: Corpus, identifier: str) -> str:
    """Return the page that an id, or the beginning of one, names; of a clause its page."""
    found = corpus.resolve(identifier)
    return found if found in corpus else corpus.clause(found).doc_id


def _say_clusters(found: Sequence[Cluster], corpus: Corpus) -> None:
    for number, cluster in enumerate(found):
        if number:
            say()
        title = corpus.cleaned(cluster.keeper).document.title or "(untitled)"
        say("keep  ", cluster.keeper, "  ", Styled(title, "title"), f"  {corpus.origins(cluster.keeper)[0]}", hanging=6)
        for copy in cluster.copies:
            say("copy  ", copy.doc_id, "  ", corpus.origins(copy.doc_id)[0], hanging=6)
            if copy.relation:
                of = "" if copy.relation.other == cluster.keeper else f" of {copy.relation.other}"
                say(Styled(f"{copy.relation.verdict}{of} ({copy.relation.why})", "faint"), indent=6, hanging=2)


def _say_differences(changes: list[ClauseChange], keeper: str, doc_id: str, corpus: Corpus) -> None:
    say()
    tell(f"from {keeper}, the page to keep, to {doc_id}:")
    say_changes(changes, {clause.id: clause for one in (keeper, doc_id) for clause in corpus.clauses(one)})


def _plain(cluster: Cluster, corpus: Corpus) -> dict[str, Any]:
    """Return a cluster as plain data for JSON."""
    copies = [
        {"doc_id": copy.doc_id, "source": corpus.origins(copy.doc_id)[0], "relation": to_plain(copy.relation)} for copy in cluster.copies
    ]
    return {"keeper": cluster.keeper, "source": corpus.origins(cluster.keeper)[0], "copies": copies}


def _rows(cluster: Cluster, corpus: Corpus) -> Iterator[list[str]]:
    """Yield a row for each page, the one to keep first."""
    for doc_id, relation in ((cluster.keeper, None), *cluster.copies):
        role = "keeper" if doc_id == cluster.keeper else "copy"
        facts = [relation.verdict, relation.other, str(relation.score), relation.why] if relation else [""] * 4
        yield [cluster.keeper, doc_id, role, corpus.origins(doc_id)[0], corpus.cleaned(doc_id).document.title, *facts]
