"""Tables among the blocks of a page: in go blocks, out come which cells make a row, which stand side by side, and each row's header.

A cell is a block of kind ``table-row``; its level is the number of its row, 0 where the whole row is one block.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Block

MAX_HEADER_CELL = 80
"""Letters of English in a cell of a table's header; a row with a longer one is text."""

MIN_TEXT_CELL = 30
"""Letters of English from which on a cell beside one in the other language is text (第一条 … | Article 1 …), not a name (CT | 台)."""

_NUMBER = re.compile(r"[\d\s.,，%％+-]*")


def in_one_row(first: Block, second: Block) -> bool:
    """Return whether two neighbouring blocks are cells of one row that is read as one line."""
    return first.kind == second.kind == "table-row" and first.level == second.level > 0 and not _side_by_side(first, second)


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


def table_headers(blocks: Sequence[Block]) -> dict[int, tuple[int, ...]]:
    """Return for the first cell of every row below a table's header the positions of the header's cells."""
    headers: dict[int, tuple[int, ...]] = {}
    for (is_table, _), cells in groupby(enumerate(blocks), key=lambda numbered: (numbered[1].kind == "table-row", numbered[1].part)):
        if not is_table:
            continue
        first, *others = [tuple(position for position, _ in row) for _, row in groupby(cells, key=lambda numbered: numbered[1].level)]
        if len(first) > 1 and others and all(_names_column(blocks[position].text.strip()) for position in first):
            headers |= {row[0]: first for row in others}
    return headers


def _names_column(cell: str) -> bool:
    return weight(cell) <= MAX_HEADER_CELL and not ends_sentence(cell) and not _NUMBER.fullmatch(cell)
