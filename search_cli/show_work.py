"""A policy on the screen: in goes a work, out come its titles, its versions in order, their pages, and what is said of their standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.serial import to_plain
from search_cli.facts import counted
from search_cli.printing import Styled, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.policies import Policies, Said
    from corpus.works import Expression, Work

_DATES = ("passed", "revised", "made", "published", "effective", "page")
_LANGUAGES = {"zh": "Chinese", "en": "English", "mixed": "both languages"}


def say_work(work: Work, policies: Policies) -> None:
    """Print the work: titles, numbers, versions from the earliest on with the evidence of their order, under each its standing."""
    say(Styled(work.titles[0] if work.titles else work.key, "title"))
    for title in work.titles[1:]:
        say(Styled("also      ", "faint"), title, hanging=10)
    if work.numbers:
        say(Styled("numbers   ", "faint"), "; ".join(work.numbers), hanging=10)
    if work.issuers:
        say(Styled("issuers   ", "faint"), "; ".join(policies.issuer_names(work)), hanging=10)
    standing = policies.standing(work)
    for at, expression in enumerate(work.expressions):
        _say_expression(expression, policies)
        _say_standing([said for said in standing if said.expression == at], indent=2)
    open_ones = [said for said in standing if said.expression is None]
    if open_ones:
        say()
        say(Styled("said without telling which version is meant", "faint"))
        _say_standing(open_ones, indent=0)


def _say_standing(standing: Sequence[Said], indent: int) -> None:
    """Print each statement with the clause or page that makes it."""
    for said in standing:
        say(Styled(f"{said.statement.standing}  ", "strong"), said.words, indent=indent, hanging=indent + 2)
        say(Styled(f"{said.identifier}  {said.title}", "faint"), indent=indent + 2)


def _say_expression(expression: Expression, policies: Policies) -> None:
    """Print a version: language, dates, why it comes after the one before, and the pages that carry it."""
    say()
    dates = [f"{name} {iso}" for name in _DATES if (iso := getattr(expression.timeline, name))]
    version = f", {expression.version}" if expression.version else ""
    say(Styled(f"{_LANGUAGES.get(expression.lang, expression.lang)}{version}", "strong"), f"  {', '.join(dates)}" if dates else "")
    if expression.evidence:
        say(Styled(f"later, because {expression.evidence}", "faint"), indent=2)
    for place in expression.manifestations:
        document = policies.cleaned(place.doc_id).document
        part = f", part {place.part + 1}" if len(document.parts) > 1 else ""
        clauses = counted(len(policies.clauses_of(place)), "clause")
        say(f"{place.doc_id}{part}  ", Styled(f"{clauses}  {document.source}", "faint"), indent=2, hanging=4)


def plain_work(work: Work, policies: Policies) -> dict[str, Any]:
    """Return the work as plain data for JSON; ``expression`` of a statement is the position of the version meant, null if open."""
    standing = [
        {**to_plain(said.statement), "words": said.words, "id": said.identifier, "expression": said.expression}
        for said in policies.standing(work)
    ]
    return {**to_plain(work), "standing": standing}
