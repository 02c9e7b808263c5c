"""Tables of contents: in go a page's blocks and clauses, out come its units by level, each with its path and its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.outline import read_outline
from search_cli.cells import shorten
from search_cli.printing import Styled, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Clause, Document

_LABEL_CELLS = 60
_DIVISION_DEPTH = {"part": 0, "chapter": 1, "section": 2}


class Entry(NamedTuple):
    """A line of the table: how deep it stands, its path ("" where it has none), its words, the clause that begins there."""

    depth: int
    kind: str
    path: str
    label: str
    clause_id: str | None


def contents(document: Document, clauses: Sequence[Clause], part: int | None = None) -> list[Entry]:
    """Return the units of ``document``, of one part where ``part`` is given."""
    begins = {(clause.where[0].block, clause.where[0].span.start): clause.id for clause in reversed(clauses) if clause.where}
    units = [unit for unit in read_outline(document.blocks) if part is None or document.blocks[unit.block].part == part]
    # Of a text without parts the chapters stand outermost.
    outermost = min((_DIVISION_DEPTH[unit.kind] for unit in units if unit.kind in _DIVISION_DEPTH), default=0)
    entries: list[Entry] = []
    base = 0
    for unit in units:
        block = document.blocks[unit.block]
        if not unit.depth:
            base = max(_DIVISION_DEPTH.get(unit.kind, 0) - outermost, 0) + 1
        depth = base + unit.depth - 1 if unit.depth else base - 1
        words = " ".join(block.text[unit.start : unit.end].split())
        path = unit.path.removesuffix(":") if unit.depth or unit.kind == "attachment-heading" else ""
        entries.append(Entry(max(depth, 0), unit.kind, path, words, begins.get((unit.block, unit.start))))
    return entries


def say_contents(entries: Sequence[Entry]) -> None:
    """Print the table, a line for each unit: path, words, id of the clause."""
    width = max((len(entry.path) for entry in entries), default=0)
    for entry in entries:
        label = shorten(entry.label, _LABEL_CELLS)
        where = f"  {entry.clause_id}" if entry.clause_id else ""
        say(f"{entry.path:<{width}}  ", "  " * entry.depth, Styled(label, "plain" if entry.clause_id else "strong"), Styled(where, "faint"))
