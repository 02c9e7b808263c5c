"""``tiaowen show``: in goes the id of a page or a clause, out comes what it says and what is known of it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from corpus.model import READ_KINDS
from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.cells import shorten
from search_cli.exit_codes import DONE
from search_cli.facts import counted, facts_of
from search_cli.library import library_of
from search_cli.printing import Styled, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import Block, Clause, Document

_GAP_CELLS = 72
"""One line at 80 columns."""

_NAME_CELLS = len("published") + 2


@click.command(
    epilog="""\b
Examples:
  tiaowen show k7mq2
  tiaowen show k7mq2xw9pd-t4hvz
  tiaowen show --json k7mq2

An ID may be shortened as long as only one page or clause begins so.
"""
)
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, identifier: str, *, as_json: bool) -> int:
    """Show a page or a clause of the library.

    A page: its title, what is known of it, and its text; text that was lost before the page came to us stands as ⟦lost: …⟧, page
    furniture is left out and counted. A clause: its text, where it stands, and its neighbours.
    """
    with Corpus.open(library_of(context), create=False) as corpus:
        full = corpus.resolve(identifier)
        if full in corpus:
            _show_page(corpus, full, as_json=as_json)
        else:
            _show_clause(corpus, corpus.clause(full), as_json=as_json)
    return DONE


def _show_page(corpus: Corpus, doc_id: str, *, as_json: bool) -> None:
    document = corpus.cleaned(doc_id).document
    copied = corpus.duplicate_of(doc_id)
    if as_json:
        clauses = [clause.id for clause in corpus.clauses(doc_id)]
        say_json({**plain_document(document), "sources": corpus.origins(doc_id), "duplicate_of": copied, "clauses": clauses})
        return
    say(Styled(document.title or "(untitled)", "title"))
    _say_facts([("page", doc_id), *facts_of(document, corpus.origins(doc_id)), *([("same text as", copied)] if copied else [])])
    _say_blocks(document)


def plain_document(document: Document) -> dict[str, Any]:
    """Return the document as plain data for JSON: of each block its text instead of the pieces that prove it."""
    blocks = [
        {name: to_plain(getattr(block, name)) for name in ("kind", "text", "lang", "variant", "part", "level", "flags")}
        for block in document.blocks
    ]
    return {**to_plain(document), "blocks": blocks}


def _say_facts(facts: Iterable[tuple[str, str]]) -> None:
    for name, value in facts:
        say(Styled(f"{name:<{_NAME_CELLS}}", "faint"), value, hanging=_NAME_CELLS)


def _say_blocks(document: Document) -> None:
    shown = [block for block in document.blocks if block.kind in READ_KINDS or block.kind == "gap"]
    for number, in_part in groupby(shown, key=lambda block: block.part):
        if len(document.parts) > 1:
            say()
            say(Styled(_part_line(document, number), "faint"))
        for is_gap, blocks in groupby(in_part, key=lambda block: block.kind == "gap"):
            if is_gap:
                _say_gap([block.text for block in blocks])
            else:
                for block in blocks:
                    _say_block(block)
    left_out = Counter(block.kind for block in document.blocks) - Counter(block.kind for block in shown)
    if left_out:
        say()
        say(Styled("left out: " + ", ".join(counted(times, f"{kind} block") for kind, times in sorted(left_out.items())), "faint"))


def _part_line(document: Document, number: int) -> str:
    part = document.parts[number]
    numbers = [written.normalised or written.written for written in part.doc_numbers]
    return f"── part {number + 1} of {len(document.parts)}: {' · '.join((part.kind, *part.issuers, *numbers, *part.dates))} ──"


def _say_gap(lines: Sequence[str]) -> None:
    """Print what is left of lost lines that follow one another, its beginning where it is long: there is nothing to read in it."""
    say()
    count = f" ({counted(len(lines), 'line')})" if len(lines) > 1 else ""
    say(Styled(f"⟦lost: {shorten(' '.join(lines), _GAP_CELLS)}{count}⟧", "faint"), indent=2)


def _say_block(block: Block) -> None:
    if block.kind in {"title", "heading"}:
        say()
        say(Styled(block.text, "strong"), indent=2 * max(block.level - 1, 0))
        return
    if block.kind not in {"list-item", "table-row"}:
        say()
    for line in block.text.split("\n"):
        say(line, indent=2)


def _show_clause(corpus: Corpus, clause: Clause, *, as_json: bool) -> None:
    ids = [other.id for other in corpus.clauses(clause.doc_id)]
    position = ids.index(clause.id)
    neighbours = {
        "previous": ids[position - 1] if position else None,
        "next": ids[position + 1] if position + 1 < len(ids) else None,
    }
    if as_json:
        say_json({**to_plain(clause), **neighbours})
        return
    card = clause.card
    say(Styled(card.title or "(untitled)", "title"))
    for depth, heading in enumerate(clause.heading_path):
        say(heading, indent=2 * depth)
    say()
    for line in clause.text.split("\n"):
        say(line, indent=2)
    say()
    facts = {
        "clause": f"{clause.id}  ({position + 1} of {len(ids)}{', number ' + clause.path if clause.path else ''})",
        "source": card.source,
        "published": card.published or "undated",
        "publisher": card.publisher,
        "issuers": "; ".join(card.issuers),
        "numbers": "; ".join(card.doc_numbers),
        "language": clause.lang,
        "flags": ", ".join(card.flags),
        "previous": neighbours["previous"] or "",
        "next": neighbours["next"] or "",
    }
    _say_facts((name, value) for name, value in facts.items() if value)
