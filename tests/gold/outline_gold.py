"""Reads the gold for the outline of policy texts; its line format is told in outline/README.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

MARKER = re.compile(r"⟦([^⟦⟧]*)⟧")


class Mark(NamedTuple):
    """One opening of the gold: where it starts in the plain text, its tag, and its path ("" where the tag has none)."""

    start: int
    tag: str
    path: str


def read(path: Path) -> tuple[str, list[Mark]]:
    """In goes a gold file, out come its plain text and its marks in order; a mark starts at the first character that is not white space."""
    text = ""
    marks: list[Mark] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n")):
        text += "\n" if number else ""
        if not line:
            continue
        label, tab, rest = line.partition("\t")
        if not tab:
            raise ValueError(f"{path.name}, line {number + 1}: no tab")
        # split() with one group gives text, label, text, label, ..., text
        pieces = ["", label, *MARKER.split(rest)]
        for inner_label, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            tag, _, outline_path = inner_label.partition(" ")
            blanks = len(piece) - len(piece.lstrip())
            marks.append(Mark(len(text) + blanks, tag, outline_path))
            text += piece
    return text, marks
