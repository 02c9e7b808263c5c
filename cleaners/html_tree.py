"""HTML tree → text nodes: in goes markup, out come its text nodes in page order, each knowing what block it belongs to.

Two trees can be asked: lxml's, fast, and BeautifulSoup's, slower, which keeps text that stands deeper than lxml reads.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from lxml import etree

from cleaners.html_buttons import find_buttons
from cleaners.html_grid import Grid
from cleaners.html_head import read_head
from cleaners.html_headings import find_marked_headings
from cleaners.html_shape import BLOCKS, HEADINGS, MIN_PROSE, NO_ATTRIBUTES, NO_TEXT, Event, read_shape
from cleaners.main_text import find_main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.html_shape import Shape
    from corpus.model import BlockKind, Cell

_PREFORMATTED = frozenset({"pre", "xmp", "listing", "plaintext"})
_KINDS: dict[str, BlockKind] = {
    "li": "list-item",
    "dd": "list-item",
    "figcaption": "caption",
    "caption": "caption",
}
_TABLE_PARTS = frozenset({"caption", "tr", "td", "th", "thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_LISTED = frozenset({"li", "dd"})
"""Items that in a cell are part of it, unless it holds ``MIN_PROSE``, and is text set in a table."""

_BESIDE_HEADING = re.compile(r"\b(?:mw-editsection|headerlink)\b")
"""Classes of [编辑] and ¶ inside a heading, which MediaWiki and Sphinx write for those who edit or cite a page."""

_SIZE_ZERO = re.compile(r"(?:^|[;\s])font-size\s*:\s*0(?:\.0*)?\s*(?:px|pt|r?em|%)?\s*(?:;|!|$)", re.IGNORECASE)
"""Of an element's own text only: whole pages stand in such elements, whose elements inside have a size of their own."""


class TextNode(NamedTuple):
    """Text of the tree and the block it stands in: nodes of equal ``block`` are one block, unless line ends count in them.

    ``aside`` says why readers of the page do not see the text in its line, and is empty where they do. ``cell`` is where it stands in a
    table that is no layout, ``link`` where it leads to, or empty.
    """

    text: str
    block: int
    kind: BlockKind
    level: int
    preformatted: bool
    aside: str
    cell: Cell | None
    link: str


class _Open(NamedTuple):
    """An open element: what it makes of the text inside it, and why its own text, and that of elements inside, is not seen."""

    name: str
    kind: BlockKind
    level: int
    own_aside: str = ""
    inner_aside: str = ""
    cell: Cell | None = None
    link: str = ""


@dataclass(slots=True)
class _State:
    """Where a walk stands: the open elements with what they make of the text inside them, and the open tables."""

    block: int = 0
    row: int = 0
    preformatted: int = 0
    open: list[_Open] = field(default_factory=lambda: [_Open("", "paragraph", 0)])
    tables: int = 0
    grids: list[Grid] = field(default_factory=list)


def lxml_events(markup: str) -> Iterator[Event]:
    """Yield the events of lxml's tree; comments and processing instructions only by the text behind them."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=False)
    root = etree.fromstring(markup.encode("utf-8"), parser) if markup.strip() else None
    if root is None:
        return
    names: list[str] = []
    new = tuple.__new__  # what a NamedTuple's own makes in half the time: a page has thousands of events
    for action, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if action == "start":
            attributes = element.items()
            name = element.tag.lower()
            names.append(name)
            yield new(Event, ("start", name, "", dict(attributes) if attributes else NO_ATTRIBUTES))
            text = element.text
            if text:
                yield new(Event, ("text", name, text, NO_ATTRIBUTES))
            continue
        if action == "end":
            yield new(Event, ("end", names.pop(), "", NO_ATTRIBUTES))
        text = element.tail
        if text and element is not root:
            yield new(Event, ("text", "", text, NO_ATTRIBUTES))


def soup_events(markup: str) -> Iterator[Event]:
    """Yield the events of BeautifulSoup's tree, walked without recursion, so that no nesting is too deep."""
    with warnings.catch_warnings():  # an XHTML page is parsed as HTML on purpose, as browsers do
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        stack: list[PageElement | str] = [BeautifulSoup(markup, "lxml")]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            yield Event(
                "start",
                node.name.lower(),
                "",
                {name: " ".join(value) if isinstance(value, list) else str(value) for name, value in node.attrs.items()},
            )
            stack.append(f"/{node.name.lower()}")
            stack.extend(reversed(node.contents))
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                yield Event("text", node.parent.name if node.parent else "", str(node), NO_ATTRIBUTES)
        elif isinstance(node, str):
            yield Event("end", node[1:], "", NO_ATTRIBUTES)


def text_nodes(events: Sequence[Event], names: Sequence[str]) -> Iterator[TextNode]:
    """Yield the text nodes of a walk, each with its block, white space aside; script and style are no text.

    ``names`` are what the page is called.
    """
    shape = read_shape(events)
    main = find_main(shape, names)
    head = read_head(shape, main, names)
    kinds: dict[int, BlockKind | None] = {shape.paragraphs[at].block: None for at in main.kept}
    kinds.update({shape.paragraphs[at].block: "heading" for at in find_marked_headings(shape, main)})
    kinds.update({shape.paragraphs[at].block: "metadata" for at in head.metadata})
    kinds.update({shape.paragraphs[at].block: "title" for at in head.title})
    items = frozenset(_items_of_text(shape))
    buttons = frozenset(find_buttons(events))
    state = _State()
    skipping = 0
    for position, event in enumerate(events):
        action, name, text, _ = event
        if action == "text":
            if not skipping and not text.isspace():
                _, kind, level, aside, _, cell, link = state.open[-1]
                kind = kinds.get(state.block, "boilerplate") or kind
                block = state.block
                if position in buttons and cell is None:
                    kind, block = "boilerplate", -position  # a line of its own
                yield TextNode(text, block, kind, level, state.preformatted > 0, aside, cell, link)
        elif name in NO_TEXT:
            skipping += 1 if action == "start" else -1
        elif action == "start":
            _enter(state, event, layout=position in shape.layout, hidden=position in main.hidden, item=position in items)
        else:
            _leave(state, name)


def _items_of_text(shape: Shape) -> Iterator[int]:
    """Yield the items, by position, of lists in cells that are no data but text."""
    end = 0
    for element in shape.elements:
        if element.name in _CELLS and shape.prose_of(element) >= MIN_PROSE:
            end = max(end, element.last)
        elif element.name in _LISTED and element.first < end:
            yield element.position


def _enter(state: _State, event: Event, *, layout: bool, hidden: bool, item: bool) -> None:
    _, name, _, attributes = event
    outer = state.open[-1]
    state.preformatted += name in _PREFORMATTED
    if name == "table":
        state.tables += 1
        state.grids.append(Grid(state.tables))
    elif name == "tr":
        state.row += 1
    if name in BLOCKS or name == "br":
        state.block += 1
    cell = state.grids[-1].enter(name, attributes, state.row) if name in _TABLE_PARTS and state.grids else outer.cell
    kind, level = outer.kind, outer.level
    if name in HEADINGS:
        kind, level, cell = "heading", HEADINGS[name], None
    elif layout:
        kind, level, cell = "paragraph", 0, None
    elif name in _CELLS:
        kind, level = "table-row", state.grids[-1].level if state.grids else state.row
    elif name in _KINDS and (item or not (cell and name in _LISTED)):
        kind, level, cell = _KINDS[name], 0, cell if name == "caption" else None
    own, aside = _asides(name, attributes, outer.inner_aside, hidden=hidden)
    link = attributes.get("href", "") if name == "a" else outer.link
    state.open.append(_Open(name, kind, level, own, aside, cell, link))


def _asides(name: str, attributes: Mapping[str, str], aside: str, *, hidden: bool) -> tuple[str, str]:
    """Return why readers do not see an element's own text, and that of the elements inside it."""
    if name in {"rt", "rp"}:
        aside = "ruby annotation"
    elif hidden:
        aside = aside or "hidden from readers"
    elif attributes.get("class") == "google-src-text":
        aside = aside or "original behind a translation"
    elif "class" in attributes and _BESIDE_HEADING.search(attributes["class"]):
        aside = aside or "link beside a heading"
    return aside or ("text of size 0" if "style" in attributes and _SIZE_ZERO.search(attributes["style"]) else ""), aside


def _leave(state: _State, name: str) -> None:
    state.preformatted -= name in _PREFORMATTED
    if name in BLOCKS:
        state.block += 1
    if name == "table" and state.grids:
        state.grids.pop()
    elif name == "thead" and state.grids:
        state.grids[-1].leave_head()
    if len(state.open) > 1:
        state.open.pop()
