"""Shape of an HTML page: in goes a walk over its tree, out come its elements and its paragraphs, with how much prose each holds.

Names and classes lie: whole articles stand in ``<div class="share-content">``, in ``<aside>``, in one cell of a table. What an element
holds does not lie. Prose is text with a sentence end, outside of links: navigation, lists of headlines and forms have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html legend li main nav ol option p pre section select summary table tbody td tfoot th thead title tr ul button "
    "iframe noscript template textarea hgroup menu dir dialog search marquee xmp listing plaintext".split()
)
"""Elements whose start and end begin a new line; ``br`` does too."""

_MARKS = ("class", "id", "role")
NO_ATTRIBUTES: Mapping[str, str] = {}
"""What every event without attributes shares."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = frozenset({"p", "li", "dt", "dd", "pre", "blockquote", *HEADINGS})
"""Elements that hold one paragraph, if not several lines of it."""

_CELLS = frozenset({"td", "th"})
NO_TEXT = frozenset({"script", "style"})
_EMPTY = NO_TEXT | frozenset("area base br col embed hr img input link meta param path source track wbr".split())
"""Elements that hold no text, which are half of a page's: they are none of its shape."""

_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-family\s*:[^;]*?(?:黑体|simhei)", re.IGNORECASE)
"""Office programs and editors write bold so; 黑体 is the typeface of headings in Chinese documents."""

_UNREAD = NO_TEXT | {"title"}
FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|pptx?|wps|et|ofd|ceb|rtf|txt|zip|rar|7z)(?:\s*$|[?#&])", re.IGNORECASE)
ATTACHMENT = re.compile(r"\W*(?:附\s?[件表录]|(?:annex|attachment|appendix)\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[。！？；!?;…]|\.(?:\s|$)")

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


class Paragraph(NamedTuple):
    """What stands between two line starts: its number among them, the element it ends in, its words and its weights.

    ``text`` is all of it, ``linked`` what stands in links, ``prose`` what does not where that has a sentence end, else 0; ``attached``
    says that it links to a document's file or calls itself an attachment, ``bold`` that all of it is.
    """

    block: int
    element: Element
    said: str
    text: float
    linked: float
    prose: float
    attached: bool
    bold: bool


@dataclass(slots=True, eq=False)
class Element:
    """An element: where its start event and the paragraphs inside it are, and the element around it.

    No element knows what is inside it: in a circle of references each page's elements would wait for the garbage collector.
    """

    position: int
    name: str
    attributes: Mapping[str, str]
    parent: Element | None
    first: int
    last: int = 0
    blocks: int = 0
    tables: int = 0

    @property
    def marks(self) -> str:
        """What the page's author calls the element: its class, id and role."""
        said = self.attributes
        return " ".join([said[name] for name in _MARKS if name in said]) if said else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Elements and paragraphs in page order; ``layout`` are the cells, by position, that only place text on the page."""

    elements: Sequence[Element]
    paragraphs: Sequence[Paragraph]
    text: Sequence[float]
    linked: Sequence[float]
    prose: Sequence[float]
    layout: frozenset[int]

    def text_of(self, element: Element) -> float:
        """Return the weight of all text in an element."""
        return self.text[element.last] - self.text[element.first]

    def linked_of(self, element: Element) -> float:
        """Return the weight of the text in links."""
        return self.linked[element.last] - self.linked[element.first]

    def prose_of(self, element: Element) -> float:
        """Return the weight of prose."""
        return self.prose[element.last] - self.prose[element.first]

    def share(self, element: Element) -> float:
        """Return an element's share of the page's prose, 0 where it is too little to say anything."""
        prose = self.prose_of(element)
        return prose / self.prose[-1] if prose >= MIN_PROSE else 0.0


def heading_of(paragraph: Paragraph) -> str:
    """Return the name of the heading element that a paragraph stands in, inline elements aside, or an empty string."""
    element: Element | None = paragraph.element
    while element is not None:
        if element.name in HEADINGS:
            return element.name
        if element.name in BLOCKS:
            return ""
        element = element.parent
    return ""


@dataclass(slots=True)
class _Walk:
    """Where a walk stands; ``cells`` and ``rows`` are those of each row and table, by the position of these."""

    elements: list[Element] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    stack: list[Element] = field(default_factory=lambda: [Element(-1, "", NO_ATTRIBUTES, None, 0)])
    block: int = 0
    links: int = 0
    unread: int = 0
    texts: list[str] = field(default_factory=list)
    attached: bool = False
    bold: int = 0
    light: bool = False
    plain: list[str] = field(default_factory=list)
    cells: dict[int, list[Element]] = field(default_factory=dict)
    rows: dict[int, list[list[Element]]] = field(default_factory=dict)

    def end_paragraph(self) -> None:
        """Note the paragraph that ends here."""
        if self.texts:
            said = " ".join("".join(self.texts).split())
            text = weight(said)
            plain = " ".join("".join(self.plain).split())
            prose = weight(plain) if _SENTENCE_END.search(plain) else 0.0
            if text:
                self.paragraphs.append(
                    Paragraph(
                        self.block,
                        self.stack[-1],
                        said,
                        text,
                        text - weight(plain),
                        prose,
                        self.attached or ATTACHMENT.match(said) is not None,
                        not self.light,
                    )
                )
            self.texts.clear()
            self.plain.clear()
            self.attached = self.light = False


def read_shape(events: Sequence[Event]) -> Shape:
    """Return the shape of the page that ``events`` walk over."""
    walk = _Walk()
    for position, (kind, name, text, attributes) in enumerate(events):
        if kind == "text":
            if not walk.unread and (walk.texts or not text.isspace()):
                walk.texts.append(text)
                walk.light = walk.light or not (walk.bold or text.isspace())
                if not walk.links:
                    walk.plain.append(text)
        elif kind == "start":
            _enter(walk, name, attributes, position)
        else:
            _leave(walk, name)
    walk.end_paragraph()
    for element in walk.stack:
        element.last = len(walk.paragraphs)
    prose = sums_of([paragraph.prose for paragraph in walk.paragraphs])
    return Shape(
        walk.elements,
        walk.paragraphs,
        sums_of([paragraph.text for paragraph in walk.paragraphs]),
        sums_of([paragraph.linked for paragraph in walk.paragraphs]),
        prose,
        _layout(walk, prose),
    )


def sums_of(values: Iterable[float]) -> list[float]:
    """Return 0 and the sums of the first one, two and so on of ``values``."""
    total = 0.0
    return [0.0, *(total := total + value for value in values)]


def _enter(walk: _Walk, name: str, attributes: Mapping[str, str], position: int) -> None:
    if name in BLOCKS or name == "br":
        walk.end_paragraph()
        walk.block += 1
    if name == "a":
        walk.links += not _leads_nowhere(attributes)
        walk.attached = walk.attached or FILE.search(attributes.get("href", "")) is not None
    walk.unread += name in _UNREAD
    if name in _EMPTY:
        return
    walk.bold += _is_bold(name, attributes)
    element = Element(position, name, attributes, walk.stack[-1], len(walk.paragraphs))
    walk.elements.append(element)
    walk.stack.append(element)


def _leads_nowhere(attributes: Mapping[str, str]) -> bool:
    """Return whether an ``a`` is only led to (``<a name="art3">Article 3</a>``) or runs no script and has no other address."""
    if "href" in attributes:
        return "onclick" not in attributes and attributes["href"].strip().lower() == "javascript:"
    return "name" in attributes or "id" in attributes


def _is_bold(name: str, attributes: Mapping[str, str]) -> bool:
    """Return whether what stands in an element is bold, by its name, its style or its typeface."""
    if name in _BOLD or not attributes:
        return name in _BOLD
    return "font-" in attributes.get("style", "") and _BOLD_STYLE.search(attributes["style"]) is not None


def _leave(walk: _Walk, name: str) -> None:
    if name in BLOCKS:
        walk.end_paragraph()
        walk.block += 1
    walk.unread -= name in _UNREAD
    if name in _EMPTY:
        return
    attributes = walk.stack[-1].attributes
    walk.links -= name == "a" and not _leads_nowhere(attributes)
    walk.bold -= _is_bold(name, attributes)
    if len(walk.stack) > 1:
        element = walk.stack.pop()
        element.last = len(walk.paragraphs)
        outer = walk.stack[-1]
        outer.blocks += element.blocks + (name in {"p", "div"})
        outer.tables += element.tables + (name == "table")
        if name in _CELLS or name == "tr":
            _note_cell(walk, element)


def _note_cell(walk: _Walk, element: Element) -> None:
    """Note a row with its table, and a cell with its row; between a row and its table stand a tbody and, on old pages, a form."""
    if element.name == "tr":
        table = next((outer for outer in reversed(walk.stack[-4:]) if outer.name == "table"), None)
        if table:
            walk.rows.setdefault(table.position, []).append(walk.cells.get(element.position, []))
    elif walk.stack[-1].name == "tr":
        walk.cells.setdefault(walk.stack[-1].position, []).append(element)


def _layout(walk: _Walk, prose: Sequence[float]) -> frozenset[int]:
    """Return the positions of the cells, list items and definitions that only place text on the page."""
    large = max(LAYOUT_SHARE * prose[-1], MIN_PROSE)
    found: set[int] = set()
    for element in walk.elements:
        if element.name in {"li", "dd"} and element.blocks > 1 and prose[element.last] - prose[element.first] >= large:
            found.add(element.position)
        elif element.name == "table" and element.position in walk.rows:
            found |= _layout_cells(walk.rows[element.position], prose, large)
    return frozenset(found)


def _layout_cells(rows: Sequence[Sequence[Element]], prose: Sequence[float], large: float) -> set[int]:
    """Return the cells of a table that only place text on the page.

    Such a table has a cell with a table inside or with much of the page's prose, or never two filled cells in one row. Its rows of
    two and more filled cells may still be data, such as the number and date above the text.
    """
    columns = {cell.position for row in rows for cell in row if cell.tables or prose[cell.last] - prose[cell.first] >= large}
    filled = [[cell for cell in row if cell.last > cell.first] for row in rows]
    if columns or max(map(len, filled), default=0) == 1:
        columns.update(row[0].position for row in filled if len(row) == 1)
    return columns
