"""``tiaowen show``: in goes the name of a page, a clause or a policy, out comes what it says and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from corpus.policies import Policies
from corpus.references import Style
from corpus.restored import place_of_restored
from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.contents import contents, say_contents
from search_cli.exit_codes import DONE
from search_cli.library import library_of
from search_cli.naming import find, place_of
from search_cli.printing import say, say_json
from search_cli.restored import show_restored
from search_cli.show_best import show_best
from search_cli.show_clause import plain_clause, say_citation, say_clause, show_raw
from search_cli.show_page import show_page
from search_cli.show_work import plain_work, say_work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.model import Clause
    from search_cli.naming import Named

_Command = TypeVar("_Command", bound="Callable[..., object]")

_INSTEAD = {"cite": "--cite csl is JSON", "context": "JSON names the clauses before and after"}


_VIEWS = ("--toc", "--best", "--raw", "--context", "--cite")


def _view(name: str, text: str, values: Sequence[str] = ()) -> Callable[[_Command], _Command]:
    """Return an option that says how a thing is looked at; a second one is an error in the call. The verb is given ``view``."""
    kind = click.Choice(values) if values else None
    return click.option(name, expose_value=False, callback=_choose_view, is_flag=not values, default=None, type=kind, help=text)


def _choose_view(context: click.Context, option: click.Parameter, given: str | None) -> None:
    """Note the option and its value as the ``view``; raise ``UsageError`` where another one was given before."""
    chosen = context.params.setdefault("view", None)
    if given and chosen:
        raise click.UsageError(f"{', '.join(_VIEWS)} exclude each other; give one of them", context)
    if given:
        context.params["view"] = (option.name, given)


@click.command(
    epilog="""\b
Examples:
  tiaowen show k7mq2
  tiaowen show k7mq2xw9pd-t4hvz --context
  tiaowen show 国办发〔2021〕18号
  tiaowen show 国办发〔2021〕18号#5.2 --cite gbt7714
  tiaowen show --toc k7mq2
  tiaowen show --best 国办发〔2021〕18号

An ID is that of a page or a clause, shortened to three characters or more as long as only one begins so, or a document number in
any bracket, or a title. #PATH is a place in it: 5.2 is 五（二）, 33.2 Article 33 (2), A1:3 the third unit of the first attachment.
"""
)
@click.argument("identifier", metavar="ID")
@_view("--toc", "The table of contents: paths, headings, ids of clauses.")
@_view("--best", "A text put together from all its copies: each clause from the one that has it whole, with its page.")
@_view("--raw", "The place of a clause in the page as it came, and what stands there.")
@_view("--context", "A clause with the ones before and after it.")
@_view("--cite", "The line with which a clause is cited, in its own language.", get_args(Style))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, identifier: str, *, view: tuple[str, Any] | None, as_json: bool) -> int:
    """Show a page, a clause or a policy of the library.

    A page: its title, what is known of it, and its text; text that was lost before the page came to us stands as ⟦lost: …⟧, page
    furniture is left out and counted. A clause: its text, where it stands, and its neighbours. A policy: its titles, versions and
    pages, and what is said of whether it is in force.
    """
    asked = view[0] if view else ""
    if as_json and asked in {"cite", "context"}:
        raise click.UsageError(f"--json and --{asked} exclude each other; {_INSTEAD[asked]}")
    with Corpus.open(library_of(context), create=False) as corpus:
        restored = place_of_restored(identifier)
        if restored:
            return show_restored(corpus, *restored, view=asked, as_json=as_json)
        _show(corpus, identifier, view, as_json=as_json)
    return DONE


def _show(corpus: Corpus, identifier: str, view: tuple[str, Any] | None, *, as_json: bool) -> None:
    """Show what is named, in the view that was chosen."""
    asked = view[0] if view else ""
    policies = Policies(corpus)
    named = find(corpus, policies, identifier)
    if asked == "toc":
        _show_contents(corpus, policies, named, as_json=as_json)
    elif asked == "best":
        if named.clauses:
            raise click.UsageError("--best is for a page or a policy: give its id, its number or its title")
        show_best(corpus, policies, named, as_json=as_json)
    elif asked and not named.clauses:
        raise click.UsageError(f"--{asked} is for a clause: give its id, or ID#PATH (paths: tiaowen show --toc ID)")
    elif view and asked == "cite":
        say_citation(corpus, policies, named.clauses[0], named.path, view[1])
    elif asked == "raw":
        show_raw(policies, named.clauses, as_json=as_json)
    elif named.clauses:
        _show_clauses(corpus, named.clauses, context=asked == "context", as_json=as_json)
    elif named.page:
        show_page(corpus, named.page, as_json=as_json)
    else:
        _show_works(policies, named, as_json=as_json)


def _show_contents(corpus: Corpus, policies: Policies, named: Named, *, as_json: bool) -> None:
    """Show the contents of the page, or of the part of it that is the policy named."""
    place = place_of(policies, named)
    page = place.doc_id if place else named.page or named.clauses[0].doc_id
    entries = contents(policies.cleaned(page).document, corpus.clauses(page), place.part if place else None)
    if as_json:
        say_json({"doc_id": page, "contents": [to_plain(entry) for entry in entries]})
    else:
        say_contents(entries)


def _show_clauses(corpus: Corpus, clauses: tuple[Clause, ...], *, context: bool, as_json: bool) -> None:
    """Show each clause; of a place that has units under it (第三条 with its items) each of them."""
    if as_json:
        plain = [plain_clause(corpus, clause) for clause in clauses]
        say_json(plain[0] if len(plain) == 1 else {"clauses": plain})
        return
    for number, clause in enumerate(clauses):
        if number:
            say()
        say_clause(corpus, clause, context=context)


def _show_works(policies: Policies, named: Named, *, as_json: bool) -> None:
    """Show each work; several bodies may have texts of one title."""
    if as_json:
        plain = [plain_work(work, policies) for work in named.works]
        say_json(plain[0] if len(plain) == 1 else {"works": plain})
        return
    for number, work in enumerate(named.works):
        if number:
            say()
        say_work(work, policies)
