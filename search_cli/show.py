"""``tiaowen show``: in goes the name of a page, a clause or a policy, out comes what it says and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from corpus.policies import Policies
from corpus.references import Style
from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.contents import contents, say_contents
from search_cli.exit_codes import DONE
from search_cli.library import library_of
from search_cli.naming import find, page_of
from search_cli.printing import say, say_json
from search_cli.show_clause import plain_clause, say_citation, say_clause, say_raw
from search_cli.show_page import show_page
from search_cli.show_work import plain_work, say_work

if TYPE_CHECKING:
    from corpus.model import Clause
    from search_cli.naming import Named


@click.command(
    epilog="""\b
Examples:
  tiaowen show k7mq2
  tiaowen show k7mq2xw9pd-t4hvz --context
  tiaowen show 国办发〔2021〕18号
  tiaowen show 国办发〔2021〕18号#5.2 --cite gbt7714
  tiaowen show --toc k7mq2

An ID is that of a page or a clause, shortened to three characters or more as long as only one begins so, or a document number in
any bracket, or a title. #PATH is a place in it: 5.2 is 五（二）, 33.2 Article 33 (2), A1:3 the third unit of the first attachment.
"""
)
@click.argument("identifier", metavar="ID")
@click.option("--toc", "asked", flag_value="toc", help="The table of contents: paths, headings, ids of clauses.")
@click.option("--raw", "asked", flag_value="raw", help="The place of a clause in the page as it came, and what stands there.")
@click.option("--context", "asked", flag_value="context", help="A clause with the ones before and after it.")
@click.option("--cite", "style", type=click.Choice(get_args(Style)), help="The line with which a clause is cited, in its own language.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, identifier: str, *, asked: str | None, style: Style | None, as_json: bool) -> int:
    """Show a page, a clause or a policy of the library.

    A page: its title, what is known of it, and its text; text that was lost before the page came to us stands as ⟦lost: …⟧, page
    furniture is left out and counted. A clause: its text, where it stands, and its neighbours. A policy: its titles, versions and
    pages, and what is said of whether it is in force.
    """
    if style and (asked or as_json):
        raise click.UsageError("--cite stands alone")
    with Corpus.open(library_of(context), create=False) as corpus:
        policies = Policies(corpus)
        if asked == "toc":
            _show_contents(corpus, policies, page_of(corpus, policies, identifier), as_json=as_json)
            return DONE
        named = find(corpus, policies, identifier)
        if (asked or style) and not named.clauses:
            raise click.UsageError(f"--{asked or 'cite'} is for a clause: give its id, or ID#PATH (paths: tiaowen show --toc ID)")
        if named.clauses:
            _show_clauses(corpus, policies, named.clauses, asked, style, as_json=as_json)
        elif named.page:
            show_page(corpus, named.page, as_json=as_json)
        else:
            _show_works(policies, named, as_json=as_json)
    return DONE


def _show_contents(corpus: Corpus, policies: Policies, page: str, *, as_json: bool) -> None:
    entries = contents(policies.cleaned(page).document, corpus.clauses(page))
    if as_json:
        say_json({"doc_id": page, "contents": [to_plain(entry) for entry in entries]})
    else:
        say_contents(entries)


def _show_clauses(  # noqa: PLR0913  # one for each option
    corpus: Corpus, policies: Policies, clauses: tuple[Clause, ...], asked: str | None, style: Style | None, *, as_json: bool
) -> None:
    """Show each clause; of a place that has units under it (第三条 with its items) each of them."""
    if as_json and asked != "raw":
        plain = [plain_clause(corpus, clause) for clause in clauses]
        say_json(plain[0] if len(plain) == 1 else {"clauses": plain})
        return
    for number, clause in enumerate(clauses if not style else clauses[:1]):
        if number:
            say()
        if style:
            say_citation(corpus, policies, clause, style)
        elif asked == "raw":
            say_raw(policies, clause, as_json=as_json)
        else:
            say_clause(corpus, clause, context=asked == "context")


def _show_works(policies: Policies, named: Named, *, as_json: bool) -> None:
    if as_json:
        plain = [plain_work(work, policies) for work in named.works]
        say_json(plain[0] if len(plain) == 1 else {"works": plain})
        return
    for number, work in enumerate(named.works):
        if number:
            say()
        say_work(work, policies)
