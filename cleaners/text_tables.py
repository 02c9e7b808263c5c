"""Tables of text pages: in go lines whose cells a tab parts, out come labels that say that they are rows.

A scraper that takes the text of a page writes a table's row as a line, its cells parted by tabs (``序号⇥项目⇥价格``). Rows stand below
each other and have as many cells; a menu is one such line, a signature and its date another.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

MIN_ROWS = 3
"""Rows of a table, its header counted."""

MIN_SHARE = 0.6
"""Share of the lines that have the usual number of cells; a cell that reaches down leaves the rows below it one short."""

MIN_COLUMNS = 3
"""Columns from which on cells may hold sentences; two may be a text in two languages side by side."""

MAX_SHORT_CELL = 80
"""Letters of English in a cell of a table of two columns, as in ``corpus.tables``."""

KINDS = frozenset({"paragraph", "list-item", "heading"})
_TAB = "\t"


def label_text_tables(draft: Draft) -> Iterator[Change]:
    """Yield the label of every row: ``table-row`` of level 0, the whole row one block, its cells parted by tabs."""
    for has_cells, run in groupby(draft.blocks, key=lambda block: block.kind in KINDS and _TAB in block.text.strip()):
        rows = list(run)
        if has_cells and _is_table(rows):
            yield from (Label(row.number, "table-row", level=0) for row in rows)


def _is_table(rows: Sequence[DraftBlock]) -> bool:
    """Return whether lines with tabs are rows of one table."""
    cells = [row.text.split(_TAB) for row in rows]
    columns, times = Counter(map(len, cells)).most_common(1)[0]
    if times < MIN_ROWS or times < MIN_SHARE * len(rows):
        return False
    return columns >= MIN_COLUMNS or all(weight(cell) <= MAX_SHORT_CELL for row in cells for cell in row)
