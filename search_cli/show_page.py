"""A page on the screen: in goes its id, out comes what it says and what is known of it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.model import READ_KINDS
from corpus.serial import to_plain
from corpus.tables import in_one_cell, in_one_row
from search_cli.cells import shorten
from search_cli.facts import counted, facts_of
from search_cli.printing import Styled, say, say_json
from search_cli.restored import say_restorations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import Block, Document
    from corpus.restorations import Restoration
    from corpus.store import Corpus

_GAP_CELLS = 72
"""One line at 80 columns."""

_NAME_CELLS = len("published") + 2


def show_page(corpus: Corpus, doc_id: str, *, as_json: bool) -> None:
    """Print a page, or its plain data as JSON."""
    document = corpus.cleaned(doc_id).document
    copied = corpus.duplicate_of(doc_id)
    found_at, digest = corpus.found_at(doc_id), corpus.sha256(doc_id)
    site_lines = corpus.site_lines(doc_id)
    if as_json:
        origins = {"sources": [found.origin for found in found_at], "origins": to_plain(tuple(found_at)), "sha256": digest}
        clauses = [clause.id for clause in corpus.clauses(doc_id)]
        say_json(
            {
                **plain_document(document),
                **origins,
                "duplicate_of": copied,
                "site_lines": [line._asdict() for line in site_lines],
                "clauses": clauses,
                "restorations": [to_plain(one) for one in corpus.restorations(doc_id)],
            }
        )
        return
    say(Styled(document.title or "(untitled)", "title"))
    copy = [("same text as", copied)] if copied else []
    say_facts([("page", doc_id), *facts_of(document, found_at), *copy, ("sha256", digest)])
    _say_blocks(corpus, document)
    if site_lines:
        found = f"not searched: {counted(len(site_lines), 'block')} that {site_lines[0].site} has on other texts too"
        say(Styled(f"{found}; which: tiaowen repairs {doc_id}", "faint"))


def plain_document(document: Document) -> dict[str, Any]:
    """Return the document as plain data for JSON: of each block its text instead of the pieces that prove it.

    The addresses of attachments are given in full.
    """
    blocks = [
        {name: to_plain(getattr(block, name)) for name in ("kind", "text", "lang", "variant", "part", "level", "cell", "flags")}
        for block in document.blocks
    ]
    attachments = [{"name": each.name, "address": each.url(document.source)} for each in document.attachments]
    return {**to_plain(document), "blocks": blocks, "attachments": attachments}


def say_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Print facts, a line each: name and value."""
    for name, value in facts:
        say(Styled(f"{name:<{_NAME_CELLS}}", "faint"), value, hanging=_NAME_CELLS)


def _say_blocks(corpus: Corpus, document: Document) -> None:
    shown = [block for block in document.blocks if block.kind in READ_KINDS or block.kind == "gap"]
    restored = corpus.restorations(document.doc_id)
    for number, in_part in groupby(shown, key=lambda block: block.part):
        if len(document.parts) > 1:
            say()
            say(Styled(_part_line(document, number), "faint"))
        for is_gap, blocks in _stretches(list(in_part), restored):
            if is_gap:
                _say_gap([block.text for block in blocks])
            else:
                _say_readable(blocks)
            say_restorations(corpus, [one for one in restored if any(_holds(block, one) for block in blocks)])
    left_out = Counter(block.kind for block in document.blocks) - Counter(block.kind for block in shown)
    if left_out:
        say()
        say(Styled("left out: " + ", ".join(counted(times, f"{kind} block") for kind, times in sorted(left_out.items())), "faint"))


def _stretches(blocks: Sequence[Block], restored: Sequence[Restoration]) -> Iterator[tuple[bool, list[Block]]]:
    """Yield the blocks of a part in stretches of gaps and of text; what is restored of one in a text stands behind that block."""
    for is_gap, some in groupby(blocks, key=lambda block: block.kind == "gap"):
        stretch: list[Block] = []
        for block in some:
            stretch.append(block)
            if not is_gap and any(_holds(block, one) for one in restored):
                yield is_gap, stretch
                stretch = []
        if stretch:
            yield is_gap, stretch


def _holds(block: Block, restoration: Restoration) -> bool:
    return bool(block.pieces) and block.pieces[0].raw.start <= restoration.gap.start < block.pieces[-1].raw.end


def _part_line(document: Document, number: int) -> str:
    part = document.parts[number]
    numbers = [written.normalised or written.written for written in part.doc_numbers]
    return f"── part {number + 1} of {len(document.parts)}: {' · '.join((part.kind, *part.issuers, *numbers, *part.dates))} ──"


def _say_gap(lines: Sequence[str]) -> None:
    """Print what is left of lost lines that follow one another, its beginning where it is long: there is nothing to read in it."""
    say()
    count = f" ({counted(len(lines), 'line')})" if len(lines) > 1 else ""
    say(Styled(f"⟦lost: {shorten(' '.join(lines), _GAP_CELLS)}{count}⟧", "faint"), indent=2)


def _say_readable(blocks: Sequence[Block]) -> None:
    """Print blocks, the cells of one row of a table in one line."""
    row: list[Block] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        row.append(block)
        if after is not None and in_one_row(block, after):
            continue
        if block.kind == "table-row":
            say(" | ".join(_cells(row)), indent=2, hanging=4)
        else:
            _say_block(block)
        row = []


def _cells(row: Sequence[Block]) -> list[str]:
    """Return what the cells of a row say, the paragraphs of one in one, and nothing for a cell that is empty or reaches down from above."""
    cells: list[str] = []
    for block, before in zip(row, [None, *row], strict=False):
        text = " ".join(block.text.split("\n"))
        if before and in_one_cell(before, block):
            cells[-1] += f" {text}"
            continue
        cells += [*[""] * (block.cell.column - 1 - len(cells) if block.cell else 0), text]
    return cells


def _say_block(block: Block) -> None:
    if block.kind in {"title", "heading"}:
        say()
        say(Styled(block.text, "strong"), indent=2 * max(block.level - 1, 0))
        return
    if block.kind != "list-item":
        say()
    for line in block.text.split("\n"):
        say(line, indent=2)
