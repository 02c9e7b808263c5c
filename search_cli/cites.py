"""``tiaowen cites``: in goes the name of a page, a clause or a policy, out comes what it cites, and what of that is not here."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from corpus.policies import Policies
from corpus.store import Corpus
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.library import library_of
from search_cli.naming import find, place_of
from search_cli.printing import Styled, say, say_json, tell

if TYPE_CHECKING:
    from corpus.citations import Link, Wanted


@click.command(
    epilog="""\b
Examples:
  tiaowen cites k7mq2
  tiaowen cites 国办发〔2021〕18号#5.2
  tiaowen cites --wanted

An ID is that of a page or a clause, a document number or a title, with #PATH a place in it.
"""
)
@click.argument("identifier", metavar="[ID]", required=False)
@click.option("--wanted", is_flag=True, help="List the texts that pages cite and that are not in the library, most cited first.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, identifier: str | None, *, wanted: bool, as_json: bool) -> int:
    """Tell what a page, a clause or a policy cites.

    Each citation with its clause, the words, and the work that it means; "wanted" stands behind what is not in the library.
    """
    if (identifier is None) != wanted:
        raise click.UsageError("give an ID, or --wanted alone")
    with Corpus.open(library_of(context), create=False) as corpus:
        policies = Policies(corpus)
        if identifier is None:
            return _tell_wanted(policies.wanted(), as_json=as_json)
        links = _links(corpus, policies, identifier)
    if as_json:
        say_json({"citations": [plain_link(link) for link in links]})
    else:
        _say_links(links)
    if not links:
        tell("nothing is cited there")
    return DONE if links else NOTHING_FOUND


def _links(corpus: Corpus, policies: Policies, identifier: str) -> list[Link]:
    """Return the citations of what ``identifier`` names."""
    named = find(corpus, policies, identifier)
    place = place_of(policies, named)
    clauses = named.clauses or (policies.clauses_of(place) if place else corpus.clauses(named.page))
    if not clauses:
        return []
    inside = {clause.id for clause in clauses}
    return [link for link in policies.citations(clauses[0].doc_id) if link.citation.clause_id in inside]


def plain_link(link: Link) -> dict[str, Any]:
    """Return a citation as plain data for JSON."""
    citation, root = link.citation, link.citation.root
    named = citation if root == "self" else root
    return {
        "clause_id": citation.clause_id,
        "span": list(citation.span),
        "kind": citation.kind,
        "written": citation.written,
        "number": named.number,
        "title": named.title,
        "pins": [str(pin) for pin in citation.pins],
        "works": list(link.works),
        "clauses": list(link.clause_ids),
    }


def _say_links(links: list[Link]) -> None:
    for clause_id, inside in groupby(links, key=lambda link: link.citation.clause_id):
        say(Styled(clause_id, "title"))
        for link in inside:
            say(link.citation.written, indent=2, hanging=4)
            say(Styled(f"→ {_meant(link)}", "faint"), indent=4, hanging=6)


def _meant(link: Link) -> str:
    root = link.citation.root
    name = (root.number or root.title) if root != "self" else ""
    if not link.works:
        return f"wanted: {name or link.citation.written}"
    clauses = f"  {', '.join(link.clause_ids)}" if link.clause_ids else ""
    return (" or ".join(link.works) if len(link.works) > 1 else link.works[0]) + clauses


def _tell_wanted(wanted: list[Wanted], *, as_json: bool) -> int:
    if as_json:
        say_json({"wanted": [{"number": one.number, "title": one.title, "count": one.count} for one in wanted]})
    for one in wanted if not as_json else ():
        number = f"{one.number}  " if one.number else ""
        say(f"{one.count:>4}  ", Styled(number, "strong"), one.title, hanging=6)
    if not wanted:
        tell("nothing is wanted: every text that the pages cite is here")
    return DONE if wanted else NOTHING_FOUND
