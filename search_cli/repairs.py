"""``tiaowen repairs``: in goes the id of a page, out comes what was changed there, by which rule and why, and what was only flagged."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import click

from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.cells import shorten
from search_cli.exit_codes import DONE
from search_cli.facts import counted, flags_of
from search_cli.library import library_of
from search_cli.printing import Styled, say, say_json

if TYPE_CHECKING:
    from corpus.model import Cleaned, Edit

_EXAMPLES = 8
"""Different changes shown of each rule; all of them stand in ``--json``. A page of 1,400 lines then fills two screens, not forty."""

_QUOTED_CELLS = 44
"""Two quotations and their count fit on a line of 100 cells."""


_COMPARED = re.compile(r"likeliest reading is \S+: (?P<best>\d+) bits, the next (?P<next>\d+)", re.ASCII)

_CLEAR = 0.75
"""On strings of 8 characters in GBK, Big5 and Windows-1252 the right reading cost at most this share of the next one's bits."""


class _Change(NamedTuple):
    """What an edit did, in words; equal for edits that did the same."""

    before: str
    after: str
    reason: str


@click.command(
    epilog="""\b
Examples:
  tiaowen repairs k7mq2
  tiaowen repairs --json k7mq2
"""
)
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print every change as JSON, with its place in the decoded text.")
@click.pass_context
def command(context: click.Context, identifier: str, *, as_json: bool) -> int:
    """Tell what was changed on a page, and why.

    How its bytes were read, the changes by the rule that made them, equal ones counted, and the faults that were found and not
    repaired. The id of a clause stands for its page.
    """
    with Corpus.open(library_of(context), create=False) as corpus:
        full = corpus.resolve(identifier)
        cleaned = corpus.cleaned(full if full in corpus else corpus.clause(full).doc_id)
    if as_json:
        say_json(plain_repairs(cleaned))
    else:
        _tell_story(cleaned)
    return DONE


def plain_repairs(cleaned: Cleaned) -> dict[str, object]:
    """Return how the page was read, its edits, each with the text ``before``, and its flags, as plain data for JSON."""
    decoded = cleaned.decoded
    return {
        "doc_id": cleaned.document.doc_id,
        "encoding": decoded.encoding,
        "evidence": list(decoded.evidence),
        "edits": [{**to_plain(edit), "before": decoded.text[slice(*edit.span)]} for edit in cleaned.edits],
        "flags": [to_plain(flag) for flag in flags_of(cleaned.document)],
    }


def _tell_story(cleaned: Cleaned) -> None:
    document = cleaned.document
    say(Styled(document.title or "(untitled)", "title"), Styled(f"  {document.doc_id}", "faint"))
    evidence = "; ".join(map(_in_words, cleaned.decoded.evidence))
    say(f"read as {cleaned.decoded.encoding}{': ' + evidence if evidence else ''}", hanging=2)
    by_rule: dict[str, list[Edit]] = {}
    for edit in cleaned.edits:
        by_rule.setdefault(edit.rule, []).append(edit)
    if not by_rule:
        say("no character was changed")
    for rule, edits in by_rule.items():
        say()
        say(Styled(rule, "strong"), f": {counted(len(edits), 'change')}")
        _say_changes(Counter(_Change(cleaned.decoded.text[slice(*edit.span)], edit.after, edit.reason) for edit in edits))
    _say_flags(Counter((flag.name, flag.evidence) for flag in flags_of(document)))


def _in_words(evidence: str) -> str:
    """Return why the page was read in its encoding, a comparison of readings in words instead of bits."""
    compared = _COMPARED.fullmatch(evidence)
    if not compared:
        return evidence
    if int(compared["best"]) <= _CLEAR * int(compared["next"]):
        return "so read, it is clearly more like Chinese or English than in any other encoding tried"
    return "so read, it is hardly more like Chinese or English than in another encoding: look at the text before you cite it"


def _say_changes(changes: Counter[_Change]) -> None:
    """Print the changes of one rule, the most frequent first, each reason above those that it holds for."""
    shown = changes.most_common(_EXAMPLES)
    for reason in dict.fromkeys(change.reason for change, _ in shown):
        say(Styled(reason, "faint"), indent=2, hanging=4)
        for change, times in shown:
            if change.reason == reason:
                after = f"→ {_quoted(change.after)}" if change.after else "removed"
                say(f"{_quoted(change.before)} {after}{f'  ×{times}' if times > 1 else ''}", indent=4, hanging=6)
    if len(changes) > len(shown):
        say(Styled(f"and {len(changes) - len(shown)} different ones more; all: --json", "faint"), indent=2)


def _say_flags(flags: Counter[tuple[str, str]]) -> None:
    if flags:
        say()
        say(Styled("flagged, not repaired", "strong"))
    for (name, evidence), times in flags.most_common():
        say(f"{name}: {evidence}{f'  ×{times}' if times > 1 else ''}", indent=2, hanging=4)


def _quoted(text: str) -> str:
    """Return ``text`` in quotation marks, its beginning where it is long, with characters that cannot be seen spelled out."""
    visible = "".join(character if character.isprintable() else _SEEN.get(character, f"U+{ord(character):04X}") for character in text)
    return f"“{shorten(visible, _QUOTED_CELLS)}”"


_SEEN = {"\n": "⏎", "\t": "⇥"}
"""Signs that readers of text editors know."""
