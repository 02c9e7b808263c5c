"""``tiaowen cites``: in goes the name of a page, a clause or a policy, out comes what it cites, and what of that is not here."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from corpus.citing.words import is_title
from corpus.doc_numbers import locate_doc_numbers, normal_number
from corpus.policies import Policies
from corpus.store import Corpus
from search_cli.alike import Alike
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.issued import issued_at, texts_first
from search_cli.library import library_of
from search_cli.naming import find, only
from search_cli.printing import Styled, say, say_json, tell

if TYPE_CHECKING:
    from corpus.citations import Link, Wanted
    from corpus.model import Clause
    from search_cli.naming import Named


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
            alike = Alike(corpus)
            missing = [one for one in policies.wanted() if (not alike.here(one.number) if one.number else is_title(one.title))]
            return _tell_wanted([replace(one, title=_plain_title(one)) for one in missing], as_json=as_json)
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
    clauses = named.clauses or tuple(_clauses_of(policies, named) if named.works else corpus.clauses(named.page))
    if not clauses:
        return []
    inside = {clause.id for clause in clauses}
    alike = Alike(corpus)
    return [_read_alike(link, alike, policies) for link in policies.citations(clauses[0].doc_id) if link.citation.clause_id in inside]


def _read_alike(link: Link, alike: Alike, policies: Policies) -> Link:
    """Return a citation whose number no page has with the works whose number is read so, if there are any."""
    root = link.citation.root
    if link.works or root == "self" or not root.number:
        return link
    return replace(link, works=tuple(work.key for work in policies.find(alike.here(root.number))))


def _clauses_of(policies: Policies, named: Named) -> list[Clause]:
    """Return the clauses of the work that was named, of a notice with those of the texts that it issues."""
    places = policies.places(only(named.works, named.name), named.name)
    place = places[0] if normal_number(named.name) else texts_first(policies, places)[0]
    return [clause for one in (place, *issued_at(policies, place)) for clause in policies.clauses_of(one)]


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


def _plain_title(wanted: Wanted) -> str:
    """Return the title of a wanted text, "" where only its number is written (19号, 《国办发〔2017〕32号》)."""
    rest = wanted.title
    # Of 国办发〔2021〕18、19号 the first is written without 号.
    for found in (*locate_doc_numbers(wanted.title), *locate_doc_numbers(f"{wanted.title}号")):
        rest = rest.replace(found.number.written.removesuffix("号"), "")
    return wanted.title if not wanted.number or is_title(rest) else ""


def _tell_wanted(wanted: list[Wanted], *, as_json: bool) -> int:
    if as_json:
        say_json({"wanted": [{"number": one.number, "title": one.title, "count": one.count} for one in wanted]})
    for one in wanted if not as_json else ():
        number = f"{one.number}  " if one.number else ""
        say(f"{one.count:>4}  ", Styled(number, "strong"), one.title, hanging=6)
    if not wanted:
        tell("nothing is wanted: every text that the pages cite is here")
    return DONE if wanted else NOTHING_FOUND
