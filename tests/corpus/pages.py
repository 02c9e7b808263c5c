"""Documents made by hand, so that a test of clauses tests no cleaner."""

from __future__ import annotations

from typing import NamedTuple

from corpus.clauses import split_clauses
from corpus.model import Block, BlockKind, Clause, Document, Part, Piece, RawSpan


class Line(NamedTuple):
    """One block: its text and, where it is no paragraph of the first part, what it is."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    part: int = 0
    lang: str = "und"


def heading(text: str, level: int = 1) -> Line:
    return Line(text, "heading", level)


def document(*lines: str | Line, parts: tuple[Part, ...] = (Part(),), doc_id: str = "p") -> Document:
    """Make a document of one block a line; the raw text is the lines, each with a line end."""
    blocks: list[Block] = []
    position = 0
    for line in lines:
        said = Line(line) if isinstance(line, str) else line
        piece = Piece(said.text, RawSpan(position, position + len(said.text)))
        blocks.append(Block(said.kind, (piece,), said.lang, "", said.part, said.level))
        position = piece.raw.end + 1
    return Document(doc_id, "", "und", tuple(blocks), parts, "a.html")


def clauses(*lines: str | Line) -> list[Clause]:
    return split_clauses(document(*lines))


def outline(*lines: str | Line) -> list[tuple[str, str]]:
    """Return path and text of every clause."""
    return [(clause.path, clause.text) for clause in clauses(*lines)]
