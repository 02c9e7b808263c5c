"""Reads the gold for citations; its format is told in citations/README.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import Card, Clause

if TYPE_CHECKING:
    from pathlib import Path

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧⟨(full|short|id|pin)\|([^|⟩]+)\|([^|⟩]*)⟩")


class Marked(NamedTuple):
    """One citation of the gold: clause by position, span in its text, kind, what it means, its places."""

    clause: int
    start: int
    end: int
    kind: str
    target: str
    pins: tuple[str, ...]


def read(path: Path) -> tuple[list[Clause], list[Marked]]:
    """In goes a gold file, out come its clauses, their citations unmarked, and the citations in reading order."""
    head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    title = head.removeprefix("title\t")
    clauses: list[Clause] = []
    marks: list[Marked] = []
    for position, line in enumerate(lines):
        outline_path, tab, marked = line.partition("\t")
        if not tab:
            raise ValueError(f"{path.name}, line {position + 2}: no tab")
        text = ""
        last = 0
        for match in _MARK.finditer(marked := marked.replace("⏎", "\n")):
            text += marked[last : match.start()]
            pins = tuple(filter(None, match[4].split(",")))
            marks.append(Marked(position, len(text), len(text) + len(match[1]), match[2], match[3], pins))
            text += match[1]
            last = match.end()
        text += marked[last:]
        if set(text) & set("⟦⟧⟨⟩"):
            raise ValueError(f"{path.name}, line {position + 2}: a mark is not closed")
        clauses.append(Clause(f"c{position}", text, "und", path="" if outline_path == "-" else outline_path, card=Card(title=title)))
    return clauses, marks
