"""Shape of an HTML page: in goes a walk over its tree, out comes how much prose each element holds and which cells are layout.

Names and classes lie: whole articles stand in ``<div class="share-content">``, in ``<aside>``, in one cell of a table. What an element
holds does not lie. Prose is text with a sentence end, outside of links: navigation, lists of headlines and forms have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SENTENCE_END = re.compile(r"[。！？；!?;…]|\.(?:\s|$)")
NO_TEXT = frozenset({"script", "style"})
_NO_PROSE = NO_TEXT | {"title"}

LAYOUT_SHARE = 0.4
"""Share of the page's prose: the cell or list item that holds more is the page's column, not one of its data."""

MIN_PROSE = 200
"""Letters of English, about two sentences: shares of less prose say nothing."""


class Event(NamedTuple):
    """What a walk over a tree meets: the start or end of an element, or text."""

    kind: str
    name: str
    text: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """Elements by the position of their start event: the share of the page's prose that each holds, and the layout cells."""

    shares: Mapping[int, float]
    layout: frozenset[int]


@dataclass(slots=True)
class _Element:
    """An element of the walk: its prose, its text, the elements inside that matter, and the cells of its rows if it is a table."""

    position: int
    name: str
    prose: float
    text: int
    blocks: int = 0
    tables: int = 0
    rows: list[list[_Element]] = field(default_factory=list)


def read_shape(events: Sequence[Event]) -> Shape:
    """Return the shape of the page that ``events`` walk over."""
    elements = _elements(events)
    total = max((element.prose for element in elements), default=0.0)
    large = max(LAYOUT_SHARE * total, MIN_PROSE)
    shares = {element.position: element.prose / total for element in elements if element.prose >= MIN_PROSE}
    layout = {element.position for element in elements if element.name in {"li", "dd"} and element.prose >= large and element.blocks > 1}
    for table in elements:
        layout.update(_layout_cells(table.rows, large))
    return Shape(shares, frozenset(layout))


def _layout_cells(rows: Sequence[Sequence[_Element]], large: float) -> set[int]:
    """Return the cells of a table that only place text on the page.

    Such a table has a cell with a table inside or with much of the page's prose, or never two filled cells in one row. Its rows of
    two and more filled cells may still be data, such as the number and date above the text.
    """
    columns = {cell.position for row in rows for cell in row if cell.tables or cell.prose >= large}
    filled = [[cell for cell in row if cell.text] for row in rows]
    if columns or max(map(len, filled), default=0) == 1:
        columns.update(row[0].position for row in filled if len(row) == 1)
    return columns


def _elements(events: Sequence[Event]) -> list[_Element]:
    found: list[_Element] = []
    stack: list[_Element] = [_Element(-1, "", 0.0, 0)]
    prose, text, blocks, tables = 0.0, 0, 0, 0
    links = skipping = 0
    for position, event in enumerate(events):
        if event.kind == "text":
            content = event.text.strip()
            if not skipping and content:
                text += 1
                if not links and _SENTENCE_END.search(content):
                    prose += weight(" ".join(content.split()))
            continue
        step = 1 if event.kind == "start" else -1
        links += step * (event.name == "a")
        skipping += step * (event.name in _NO_PROSE)
        if event.kind == "start":
            stack.append(_Element(position, event.name, prose, text, blocks, tables))
            blocks += event.name in {"p", "div"}
            tables += event.name == "table"
        elif len(stack) > 1:
            element = stack.pop()
            element.prose, element.text = prose - element.prose, text - element.text
            element.blocks, element.tables = blocks - element.blocks, tables - element.tables
            found.append(element)
            _note_cell(stack, element)
    return found


def _note_cell(stack: Sequence[_Element], element: _Element) -> None:
    """Note a row with its table, and a cell with its row; between a row and its table stand a tbody and, on old pages, a form."""
    if element.name == "tr":
        table = next((outer for outer in reversed(stack[-4:]) if outer.name == "table"), None)
        if table:
            table.rows.append(element.rows[0] if element.rows else [])
    elif element.name in {"td", "th"} and stack[-1].name == "tr":
        row = stack[-1]
        row.rows = row.rows or [[]]
        row.rows[0].append(element)
