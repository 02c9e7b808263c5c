"""``tiaowen diff``: in go the names of two versions of a text, out comes clause by clause what changed from the earlier to the later."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from typing import TYPE_CHECKING

import click

from corpus.changes import compare
from corpus.editions import fold_title
from corpus.policies import Policies
from corpus.scripts import HAN_CLASS
from corpus.store import Corpus
from corpus.versions import compare_versions
from corpus.works import Manifestation
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.naming import find, place_of, text_at
from search_cli.printing import Styled, say, say_json, tell

if TYPE_CHECKING:
    from corpus.changes import ClauseChange
    from corpus.model import Clause

_WORD = re.compile(rf"[^\W{HAN_CLASS}]+(?:[.,'’-][^\W{HAN_CLASS}]+)*[%％‰]?|\s+|.")
"""What is compared as one: a word or number whole, of Chinese each character."""

_NOT_SHOWN = frozenset({"same", "renumbered"})


@click.command(
    epilog="""\b
Examples:
  tiaowen diff k7mq2 x8cwz
  tiaowen diff --json 卫规〔2019〕3号 卫规〔2023〕4号

An ID is that of a page, or the number or title of a policy.
"""
)
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print every clause's fate as JSON, also of those that stayed.")
@click.pass_context
def command(context: click.Context, one: str, other: str, *, as_json: bool) -> int:
    """Tell what changed between two versions of a text, clause by clause.

    The earlier version comes first, by what the texts say of their dates; where they do not say, by the order given.
    """
    with Corpus.open(library_of(context), create=False) as corpus:
        policies = Policies(corpus)
        places = [_place(corpus, policies, name) for name in (one, other)]
        if places[0] == places[1]:
            raise click.UsageError(f"{one} and {other} name one text, page {places[0].doc_id}; name a version by its number or page")
        order, evidence = compare_versions(*(policies.identity(place).timeline for place in places))
        earlier, later = reversed(places) if order > 0 else places
        clauses = {clause.id: clause for place in places for clause in policies.clauses_of(place)}
        changes = compare(policies.clauses_of(earlier), policies.clauses_of(later))
    if as_json:
        say_json({"earlier": earlier.doc_id, "later": later.doc_id, "evidence": evidence, "changes": plain_changes(changes)})
    else:
        tell(
            f"from {earlier.doc_id} to {later.doc_id}: "
            + (evidence or "in the order given, for the texts do not tell which of them is earlier")
        )
        say_changes(changes, clauses)
    counts = Counter(change.op for change in changes)
    differs = bool(counts.keys() - {"same"})
    told = [f"{counted(counts[op], 'clause')} {op}" for op in ("changed", "added", "removed", "renumbered", "same") if counts[op]]
    tell(("" if differs else "nothing changed: ") + (", ".join(told) or "neither has any clauses"))
    return DONE if differs else NOTHING_FOUND


def _place(corpus: Corpus, policies: Policies, name: str) -> Manifestation:
    """Return the part that ``name`` names: of a page the one that is a policy, else its first; of a notice the one text that it issues."""
    named = find(corpus, policies, name)
    if named.clauses:
        raise click.UsageError(f"{name} is a clause or a place; diff compares whole texts")
    place = place_of(policies, named)
    if place:
        return text_at(policies, place)
    parts = [place for work in policies.of_page(named.page) for e in work.expressions for place in e.manifestations]
    return min((place for place in parts if place.doc_id == named.page), default=Manifestation(named.page, 0))


def plain_changes(changes: list[ClauseChange]) -> list[dict[str, object]]:
    """Return the fate of every clause as plain data for JSON."""
    return [{"op": c.op, "earlier": c.earlier, "later": c.later, "similarity": round(c.similarity, 3)} for c in changes]


def say_changes(changes: list[ClauseChange], clauses: dict[str, Clause]) -> None:
    """Print what changed, clause by clause; ``clauses`` are those of both texts, by id."""
    for change in changes:
        if change.op in _NOT_SHOWN:
            continue
        before, after = (clauses[one] if one else None for one in (change.earlier, change.later))
        place = " → ".join(dict.fromkeys(clause.path or clause.id for clause in (before, after) if clause))
        say()
        say(Styled(f"{change.op} {place}", "title"), Styled(f"  {' '.join(one for one in (change.earlier, change.later) if one)}", "faint"))
        if before and after:
            _say_words(before.text, after.text)
        else:
            _say_lines("-" if before else "+", (before or after).text)  # type: ignore[union-attr]  # one of the two is there


def _say_lines(sign: str, text: str) -> None:
    for line in text.split("\n"):
        say(f"{sign} {line}", hanging=2)


def _say_words(before: str, after: str) -> None:
    """Print both texts, what went in [-…-] and what came in {+…+}, as ``git diff --word-diff`` does: it reads well without colour."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: list[str | Styled] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, list(map(_key, old)), list(map(_key, new)), autojunk=False).get_opcodes():
        gone, come = (" ".join("".join(words).split("\n")) for words in (old[a:b], new[c:d]))
        if op == "equal":
            parts.append(come)
            continue
        if gone:
            parts.append(Styled(f"[-{gone}-]", "faint"))
        if come:
            parts.append(Styled(f"{{+{come}+}}", "strong"))
    say(*parts, indent=2, hanging=2)


def _key(word: str) -> str:
    """Return what a word is compared by: how wide a digit is, and how much white space stands there, changes nothing."""
    return " " if word.isspace() else fold_title(word)
