"""Grid of an HTML table: in go its parts as they open, out comes of each cell in which row and column it stands, as browsers place it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from corpus.model import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_COLUMNS = 100
"""Columns of a table that are told apart; HTML's own bound is 1,000 for one cell, and a page of 20,000 such cells a bomb."""

MAX_ROWS = 65_534
"""Rows that a cell may span, as the HTML standard says."""

_ROW_SCOPES = frozenset({"row", "rowgroup"})
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})


@dataclass(slots=True)
class Grid:
    """One table: its number on the page, the row and column reached, and for each column down to which row a cell above fills it.

    ``level`` is the number of the row among all rows of the page.
    """

    table: int
    level: int = 0
    row: int = 0
    column: int = 0
    head: bool = False
    filled: list[int] = field(default_factory=lambda: [0] * (MAX_COLUMNS + 2))

    def enter(self, name: str, attributes: Mapping[str, str], level: int) -> Cell | None:
        """Return the cell that opens here, the caption as one, or None; ``level`` is the number of the page's last row."""
        if name == "caption":
            return Cell(self.table, 0, 0)
        if name in _SECTIONS:
            self.head = name == "thead"
            self.filled = [0] * (MAX_COLUMNS + 2)
        elif name == "tr":
            self.row += 1
            self.column = 1
            self.level = level
        else:
            return self._place(name, attributes)
        return None

    def leave_head(self) -> None:
        """Note that the rows of a ``thead`` are over: the table's other rows may stand in no section of their own."""
        self.head = False
        self.filled = [0] * (MAX_COLUMNS + 2)

    def _place(self, name: str, attributes: Mapping[str, str]) -> Cell | None:
        """Return the next cell of the row, in the first column that no cell from above fills; None beyond ``MAX_COLUMNS``."""
        while self.column <= MAX_COLUMNS and self.filled[self.column] >= self.row:
            self.column += 1
        if not self.row or self.column > MAX_COLUMNS:
            return None
        rows = _span(attributes.get("rowspan", ""), MAX_ROWS, MAX_ROWS) if attributes else 1
        columns = _span(attributes.get("colspan", ""), MAX_COLUMNS - self.column + 1, 1) if attributes else 1
        if rows > 1:
            self.filled[self.column : self.column + columns] = [self.row + rows - 1] * columns
        names: Literal["", "row", "column"] = "column" if self.head else ""
        if name == "th":
            names = "row" if attributes.get("scope", "").strip().lower() in _ROW_SCOPES else "column"
        cell = Cell(self.table, self.row, self.column, rows, columns, names)
        self.column += columns
        return cell


def _span(said: str, most: int, zero: int) -> int:
    """Return how many rows or columns a cell spans, ``most`` at most; what is no number says one. Of rows, 0 are all that are left."""
    digits = said.strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return min(int(digits[:6]) or zero, most)
