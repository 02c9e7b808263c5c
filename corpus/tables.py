"""Tables among the blocks of a page: in go blocks, out come which cells make a row, which stand side by side, and each row's headings.

A cell is a block of kind ``table-row``; its level is the number of its row, 0 where the whole row is one block. Where it stands in the
grid of its table ``Block.cell`` says; a page that older rules cleaned has rows alone, whose cells are counted from the left.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import Cell
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block

MAX_HEADER_CELL = 80
"""Letters of English in a cell of a table's header; a row with a longer one is text."""

MIN_TEXT_CELL = 30
"""Letters of English from which on a cell beside one in the other language is text (第一条 … | Article 1 …), not a name (CT | 台)."""

MAX_HEADER_ROWS = 4
"""Rows that name columns: 数量 above 2021年 | 2022年. More are no header."""

MAX_REACHING = 4
"""Cells from rows above that are named in a row."""

_NUMBER = re.compile(r"[\d\s.,，%％+-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL_END = (":", "：")


class _Placed(NamedTuple):
    """A cell with all that it says, its paragraphs parted by spaces, and the position of its first block."""

    cell: Cell
    text: str
    block: int

    @property
    def last(self) -> int:
        """The last column that it fills."""
        return self.cell.column + self.cell.columns - 1


_Row = list[_Placed]


def in_one_row(first: Block, second: Block) -> bool:
    """Return whether two neighbouring blocks are cells of one row that is read as one line."""
    return first.kind == second.kind == "table-row" and first.level == second.level > 0 and not _side_by_side(first, second)


def in_one_cell(first: Block, second: Block) -> bool:
    """Return whether two neighbouring blocks are paragraphs of one cell."""
    return first.cell is not None and first.cell == second.cell and first.kind == second.kind == "table-row"


def _side_by_side(first: Block, second: Block) -> bool:
    """Return whether two cells give one text in two languages."""
    return {first.lang, second.lang} == {"zh", "en"} and min(weight(first.text), weight(second.text)) >= MIN_TEXT_CELL


def text_cells(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the positions of the cells that stand side by side in two languages: they are read like paragraphs."""
    cells = [(position, block) for position, block in enumerate(blocks) if block.kind == "table-row" and block.level]
    pairs = [
        (one, other) for (one, first), (other, second) in pairwise(cells) if first.level == second.level and _side_by_side(first, second)
    ]
    return frozenset(position for pair in pairs for position in pair)


def row_headings(blocks: Sequence[Block]) -> dict[int, tuple[str, ...]]:
    """Return for the first block of every row the headings that it stands under, the outermost first.

    These are the table's caption and title; a row of its own that parts the table (二、公立医院); the cells that reach down into the row
    from rows above (医院 | 2021 / – | 2022); and last the header: the names of the columns of its cells, parted by tabs as these are.
    """
    found: dict[int, tuple[str, ...]] = {}
    for caption, rows in _tables(blocks):
        found.update(_headings(caption, rows))
    return {block: headings for block, headings in found.items() if headings}


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[str, list[_Row]]]:
    """Yield caption and rows of every table of a part; cells that know only their row make a table of those that stand together."""
    tables: dict[tuple[int, int], dict[int, _Row]] = {}
    captions: dict[tuple[int, int], list[str]] = {}
    before: Block | None = None
    run = 0
    for position, block in enumerate(blocks):
        if block.kind == "caption" and block.cell and not block.cell.row:
            captions.setdefault((block.part, block.cell.table), []).append(block.text.strip())
        if block.kind == "table-row":
            run -= before is None or (before.kind, before.part) != ("table-row", block.part)
            key = (block.part, block.cell.table if block.cell else run)
            _add(tables.setdefault(key, {}), before, block, position, run)
        before = block
    for key, rows in tables.items():
        yield " ".join(captions.get(key, ())), [rows[number] for number in sorted(rows)]


def _add(rows: dict[int, _Row], before: Block | None, block: Block, position: int, run: int) -> None:
    """Add a block to the rows of its table; without a grid it is a whole row, the cell right of the one before, or begins the next row."""
    cell, text = block.cell, block.text.strip()
    if cell is None:
        last = max(rows, default=0)
        if not block.level:
            said = enumerate(block.text.split("\t"), start=1)
            rows[last + 1] = [_Placed(Cell(run, last + 1, column), one.strip(), position) for column, one in said]
            return
        same = last and before is not None and before.level == block.level > 0
        cell = Cell(run, last, rows[last][-1].cell.column + 1) if same else Cell(run, last + 1, 1)
    row = rows.setdefault(cell.row, [])
    if row and row[-1].cell == cell:
        row[-1] = row[-1]._replace(text=f"{row[-1].text} {text}")
    else:
        row.append(_Placed(cell, text, position))


def _headings(caption: str, rows: Sequence[_Row]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the first block of every row of one table with its headings."""
    width = max(placed.last for row in rows for placed in row)
    outer = [caption] if caption else []
    first = 0
    while first < len(rows) - 1 and _parts_table(rows[first], width):
        yield rows[first][0].block, tuple(outer)
        outer.append(rows[first][0].text)
        first += 1
    depth = _header_rows(rows[first:])
    header = _Header(rows[first : first + depth])
    section: tuple[str, ...] = ()
    above: _Row = []
    for at, row in enumerate(rows[first:], start=first):
        if at < first + depth:
            yield row[0].block, tuple(outer)
        elif at < len(rows) - 1 and _parts_table(row, width):
            yield row[0].block, tuple(outer)
            section = (row[0].text,)
        elif depth and at < len(rows) - 1 and len(row) > 1 and _is_marked(row) and _is_marked(rows[first]):
            yield row[0].block, (*outer, *section)
            header = _Header([row])
        else:
            above = [placed for placed in above if _reaches(placed, row)]
            reaching = [header.named(placed, row) for placed in above[:MAX_REACHING]]
            named = () if row[0].cell.columns >= width > 1 else header.over(row)
            yield row[0].block, (*outer, *section, *reaching, *named)
            above += [placed for placed in row if placed.cell.rows > 1 and _is_name(placed.text)]
            above.sort(key=lambda placed: placed.cell.column)


class _Header:
    """The rows that name the columns of a table."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._names: dict[int, list[str]] = {}
        for placed in (placed for row in rows for placed in row):
            for column in range(placed.cell.column, placed.last + 1):
                self._names.setdefault(column, []).append(placed.text)
        # Rows without a grid have no places for empty cells: all that can be said of them is the whole header.
        self._whole = "\t".join(placed.text for row in rows for placed in row)

    def over(self, row: _Row) -> tuple[str, ...]:
        """Return the names of the columns of a row's cells in one line, empty where a column has none, or nothing."""
        line = "\t".join(map(self._over, row)) if row[0].cell.table > 0 else self._whole
        return (line,) if line.strip() else ()

    def named(self, placed: _Placed, row: _Row) -> str:
        """Return what a cell says of a row below it; right of the row's first cell it is a value, which goes by its column's name."""
        name = self._over(placed) if placed.cell.column > row[0].cell.column else ""
        return f"{name} {placed.text}".strip()

    def _over(self, placed: _Placed) -> str:
        columns = range(placed.cell.column, placed.last + 1)
        return " ".join(dict.fromkeys(name for column in columns for name in self._names.get(column, ())))


def _header_rows(rows: Sequence[_Row]) -> int:
    """Return how many rows at the head of a table name its columns; below them stands at least one row."""
    marked = next((at for at, row in enumerate(rows) if not _is_marked(row)), 0)
    first = rows[0]
    if marked:
        depth = marked
    elif any(placed.cell.names for placed in first) and not all(map(_is_marked, rows)):
        return 0  # 名称 | 县人民医院: it is the rows that are named
    elif not _names_columns(first):
        return 0
    else:
        depth = 1
        while depth < len(rows) and any(placed.cell.columns > 1 for placed in rows[depth - 1]) and _names_columns(rows[depth], years=True):
            depth += 1
    while depth < len(rows) and depth <= MAX_HEADER_ROWS and any(_reaches(placed, rows[depth]) for placed in first):
        depth += 1
    return depth if depth <= min(MAX_HEADER_ROWS, len(rows) - 1) else 0


def _reaches(placed: _Placed, row: _Row) -> bool:
    """Return whether a cell from above reaches down into a row, which has no cell of its own in that place: a ``tbody`` ends its reach."""
    if placed.cell.row + placed.cell.rows <= row[0].cell.row:
        return False
    return all(other.last < placed.cell.column or other.cell.column > placed.last for other in row)


def _is_marked(row: _Row) -> bool:
    """Return whether the cells of a row are headers, the corner on the left aside."""
    beyond = [placed for placed in row if placed.cell.column > 1]
    return bool(beyond) and all(placed.cell.names == "column" for placed in beyond)


def _names_columns(row: _Row, *, years: bool = False) -> bool:
    """Return whether a row that nobody marked reads like the names of columns, or of ``years``.

    Its cells reach into the row below only where another one has several columns there: else 医院 | 综合医院 / – | 中医院 are data.
    """
    if not years:
        if len(row) < 2 or row[0].text.endswith(_LABEL_END):  # noqa: PLR2004  # one cell names no columns
            return False
        if any(placed.cell.rows > 1 for placed in row) and not any(placed.cell.columns > 1 for placed in row):
            return False
    return all((years and _YEAR.fullmatch(placed.text)) or (_is_name(placed.text) and not _NUMBER.fullmatch(placed.text)) for placed in row)


def _parts_table(row: _Row, width: int) -> bool:
    """Return whether a row is one cell over all columns that names what stands below."""
    return len(row) == 1 and row[0].cell.columns >= width > 1 and _is_name(row[0].text)


def _is_name(text: str) -> bool:
    return weight(text) <= MAX_HEADER_CELL and not ends_sentence(text)
