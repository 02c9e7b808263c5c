"""Tables of contents: in go a page's blocks and clauses, out come its units by level, each with its path and its clause.

Paragraphs and table rows without a number stand among them, with a dash for a path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.numbering import DIVISIONS
from corpus.outline import read_outline
from search_cli.cells import shorten
from search_cli.printing import Styled, say

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from corpus.model import Clause, Document
    from corpus.outline import Unit

_LABEL_CELLS = 60
_DIVISION_DEPTH = {"part": 0, "chapter": 1, "section": 2}
_NUMBERED = DIVISIONS | {"article", "item"}
_UNNUMBERED = "–"


class Entry(NamedTuple):
    """A line of the table: how deep it stands, its path ("" where it has none), its words, the clause that begins there.

    ``numbered`` is false of a paragraph or a table row that has no number of its own; a heading is none of these.
    """

    depth: int
    kind: str
    path: str
    label: str
    clause_id: str | None
    numbered: bool = True


def contents(document: Document, clauses: Sequence[Clause], part: int | None = None) -> list[Entry]:
    """Return the units of ``document`` and its unnumbered clauses in reading order, of one part where ``part`` is given."""
    within = [clause for clause in clauses if clause.where and part in {None, document.blocks[clause.where[0].block].part}]
    begins = {_place(clause): clause.id for clause in reversed(within)}
    units = [unit for unit in read_outline(document.blocks) if part is None or document.blocks[unit.block].part == part]
    numbered = {(unit.block, unit.start): entry for unit, entry in zip(units, _entries(document, units, begins), strict=True)}
    unnumbered = {_place(clause): clause for clause in _unnumbered(document, within, numbered)}
    entries: list[Entry] = []
    above: Entry | None = None
    for place in sorted(numbered.keys() | unnumbered.keys()):
        if place in numbered:
            above = numbered[place]
            entries.append(above)
        else:
            entries.append(_unnumbered_entry(unnumbered[place], document.blocks[place[0]].kind, above))
    return entries


def _place(clause: Clause) -> tuple[int, int]:
    return clause.where[0].block, clause.where[0].span.start


def _entries(document: Document, units: Sequence[Unit], begins: Mapping[tuple[int, int], str]) -> Iterator[Entry]:
    # Of a text without parts the chapters stand outermost.
    outermost = min((_DIVISION_DEPTH[unit.kind] for unit in units if unit.kind in _DIVISION_DEPTH), default=0)
    base = 0
    for unit in units:
        block = document.blocks[unit.block]
        if not unit.depth:
            base = max(_DIVISION_DEPTH.get(unit.kind, 0) - outermost, 0) + 1
        depth = base + unit.depth - 1 if unit.depth else base - 1
        words = " ".join(block.text[unit.start : unit.end].split())
        path = unit.path.removesuffix(":") if unit.depth or unit.kind == "attachment-heading" else ""
        yield Entry(max(depth, 0), unit.kind, path, words, begins.get((unit.block, unit.start)))


def _unnumbered(document: Document, clauses: Sequence[Clause], numbered: Container[tuple[int, int]]) -> Iterator[Clause]:
    """Yield the clauses that no unit begins, the later pieces of a long clause aside."""
    for before, clause in zip([None, *clauses], clauses, strict=False):
        block, start = _place(clause)
        same = before and (before.kind, before.path, before.heading_path) == (clause.kind, clause.path, clause.heading_path)
        is_piece = document.blocks[block].text[:start].strip() or (same and clause.kind in _NUMBERED)
        if (block, start) not in numbered and not is_piece:
            yield clause


def _unnumbered_entry(clause: Clause, kind: str, above: Entry | None) -> Entry:
    depth = above.depth + 1 if above and clause.heading_path else 0
    words = " | ".join(" ".join(cell.split()) for cell in clause.text.split("\t"))
    return Entry(depth, kind, "", words, clause.id, numbered=False)


def say_contents(entries: Sequence[Entry]) -> None:
    """Print the table, a line for each unit: path, words, id of the clause."""
    paths = [entry.path if entry.numbered else _UNNUMBERED for entry in entries]
    width = max(map(len, paths), default=0)
    for entry, path in zip(entries, paths, strict=True):
        label = shorten(entry.label, _LABEL_CELLS)
        where = f"  {entry.clause_id}" if entry.clause_id else ""
        say(f"{path:<{width}}  ", "  " * entry.depth, Styled(label, "plain" if entry.clause_id else "strong"), Styled(where, "faint"))
