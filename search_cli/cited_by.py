"""``tiaowen cited-by``: in goes the name of a policy, or of a place in it, out come the clauses that cite it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from corpus.doc_numbers import normal_number
from corpus.errors import CorpusError
from corpus.policies import Policies
from corpus.store import Corpus
from search_cli.alike import Alike
from search_cli.cells import shorten
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.library import library_of
from search_cli.naming import find, is_id, split_name
from search_cli.printing import Styled, say, say_json, tell

if TYPE_CHECKING:
    from corpus.policies import CitedBy
    from corpus.works import Work

_CLAUSE_CELLS = 160
"""Two lines of 80 cells: enough to see what is said of the policy."""


@click.command(
    epilog="""\b
Examples:
  tiaowen cited-by 国办发〔2021〕18号
  tiaowen cited-by 药品管理法#33
  tiaowen cited-by k7mq2

An ID is a document number or a title, or the id of a page or clause that carries the policy; #PATH asks for a place in it.
"""
)
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, identifier: str, *, as_json: bool) -> int:
    """Tell which clauses cite a policy, in any of its versions, or a place in it; also of a policy that is not in the library."""
    with Corpus.open(library_of(context), create=False) as corpus:
        policies = Policies(corpus)
        works, path, found = _asked(corpus, policies, identifier)
    if as_json:
        say_json({"works": [work.key for work in works], "path": path, "cited_by": [_plain(one) for one in found]})
    else:
        _say(found)
    if not found:
        tell("no page of the library cites it")
    return DONE if found else NOTHING_FOUND


def _asked(corpus: Corpus, policies: Policies, identifier: str) -> tuple[list[Work], str, list[CitedBy]]:
    """Return the works that ``identifier`` names or that stand on the page it names, the place in them, and who cites it.

    A text that is wanted, which pages only cite, is no work here.
    """
    name, path = split_name(identifier)
    alike = Alike(corpus)
    number = normal_number(name)
    if not is_id(name) and not policies.find(name) and not (number and alike.here(number)):
        found = [one for other in (name, *(alike.cited(number) if number else ())) for one in policies.cited_by_name(other, path)]
        if found:
            tell("the text itself is not in the library")
            return [], path, found
    named = find(corpus, policies, identifier)
    page = named.page or (named.clauses[0].doc_id if named.clauses else "")
    works = list(named.works) or policies.of_page(page)
    if not works:
        raise CorpusError(f"{page}: the page carries no policy with a number or a title of its own, so nothing can cite it")
    path = named.path or (named.clauses[0].path if named.clauses else "")
    cited = [one for work in works for one in policies.cited_by(work, path)]
    read_alike = sorted({other for work in works for own in work.numbers for other in alike.cited(own)})
    return works, path, cited + [one for other in read_alike for one in policies.cited_by_name(other, path)]


def _plain(one: CitedBy) -> dict[str, object]:
    citation = one.citation
    return {
        "clause_id": one.clause.id,
        "title": one.clause.card.title,
        "kind": citation.kind,
        "written": citation.written,
        "span": list(citation.span),
        "pins": [str(pin) for pin in citation.pins],
        "text": one.clause.text,
    }


def _say(found: list[CitedBy]) -> None:
    for clause, inside in groupby(found, key=lambda one: one.clause):
        say(Styled(clause.id, "title"), Styled(f"  {clause.card.title}", "strong"), hanging=2)
        say(shorten(" ".join(clause.text.split()), _CLAUSE_CELLS), indent=2, hanging=2)
        written = dict.fromkeys(one.citation.written for one in inside)
        say(Styled(f"cites it as {'; '.join(written)}", "faint"), indent=2, hanging=4)
