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

from cleaners.html_shape import NO_TEXT, Event, read_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.html_shape import Shape
    from corpus.model import BlockKind

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html legend li main nav ol option p pre section select summary table tbody td tfoot th thead title tr ul button "
    "iframe noscript template textarea hgroup menu dir dialog search marquee xmp listing plaintext".split()
)
_PREFORMATTED = frozenset({"pre", "xmp", "listing", "plaintext"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "list-item",
    "dd": "list-item",
    "td": "table-row",
    "th": "table-row",
    "figcaption": "caption",
    "caption": "caption",
    **dict.fromkeys(("nav", "footer", "aside", "select", "option", "button", "title", "noscript", "iframe", "template"), "boilerplate"),
}
_SITE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|share|sidebar|copyright|related|comments?|toolbar|pagination|pager|ad|ads|advert"
    r"|login|search|topbar|friendlink|links|weixin|qrcode|sitemap)(?:$|[\s_-])",
    re.IGNORECASE,
)

_COMMENTS = re.compile(r"(?:^|[\s_-])comments?(?:$|[\s_-])", re.IGNORECASE)

MAX_SITE_SHARE = 0.5
"""Share of the page's prose: what holds more is no navigation, whatever it is called. On 367 news pages, elements with such a name
hold at most .42 where they are the site's, at least .51 where the article stands in them; five sidebars of nearly empty pages differ."""

MAX_COMMENTS_SHARE = 0.95
"""The same for readers' comments, which hold up to .89 of a page's prose."""

_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
"""On 367 news pages 1,147 elements with text are hidden so: menus, scripts' templates, lists for search engines; two hold the article,
and a second time."""

_SIZE_ZERO = re.compile(r"(?:^|[;\s])font-size\s*:\s*0(?:\.0*)?\s*(?:px|pt|r?em|%)?\s*(?:;|!|$)", re.IGNORECASE)
"""Of an element's own text only: whole pages stand in such elements, whose elements inside have a size of their own."""

_META_NAMES = {
    "published": (
        "pubdate",
        "publishdate",
        "publishtime",
        "article:published_time",
        "date",
        "dc.date",
        "firstpublishedtime",
        "og:release_date",
    ),
    "author": ("author", "article:author"),
    "publisher": ("contentsource", "source", "og:site_name", "sitename"),
    "title": ("articletitle", "og:title"),
}


@dataclass(frozen=True, slots=True)
class TextNode:
    """Text of the tree and the block it stands in: nodes of equal ``block`` are one block, unless line ends count in them.

    ``aside`` says why readers of the page do not see the text in its line, and is empty where they do.
    """

    text: str
    block: int
    kind: BlockKind
    level: int
    linked: bool
    preformatted: bool
    aside: str


class _Open(NamedTuple):
    """An open element: what it makes of the text inside it, and why its own text, and that of elements inside, is not seen."""

    name: str
    kind: BlockKind
    level: int
    own_aside: str = ""
    inner_aside: str = ""


@dataclass(slots=True)
class _State:
    """Where a walk stands: the open elements with what they make of the text inside them."""

    block: int = 0
    row: int = 0
    links: int = 0
    preformatted: int = 0
    open: list[_Open] = field(default_factory=lambda: [_Open("", "paragraph", 0)])


def lxml_events(markup: str) -> Iterator[Event]:
    """Yield the events of lxml's tree; comments and processing instructions only by the text behind them."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=False)
    root = etree.fromstring(markup.encode("utf-8"), parser) if markup.strip() else None
    if root is None:
        return
    for action, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        named = isinstance(element.tag, str)
        if action == "start" and named:
            yield Event("start", element.tag.lower(), "", dict(element.items()))
            if element.text:
                yield Event("text", element.tag.lower(), element.text, {})
            continue
        if named:
            yield Event("end", element.tag.lower(), "", {})
        if element.tail and element is not root:
            yield Event("text", "", element.tail, {})


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
                yield Event("text", node.parent.name if node.parent else "", str(node), {})
        elif isinstance(node, str):
            yield Event("end", node[1:], "", {})


def text_nodes(events: list[Event]) -> Iterator[TextNode]:
    """Yield the text nodes of a walk, each with its block; script and style are no text."""
    shape = read_shape(events)
    state = _State()
    skipping = 0
    for position, event in enumerate(events):
        if event.name in NO_TEXT:
            skipping += {"start": 1, "end": -1}.get(event.kind, 0)
            if event.kind != "text":
                continue
        if event.kind == "text":
            if not skipping:
                _, kind, level, aside, _ = state.open[-1]
                yield TextNode(event.text, state.block, kind, level, state.links > 0, state.preformatted > 0, aside)
        elif event.kind == "start":
            _enter(state, event, position, shape)
        else:
            _leave(state, event)


def hints(events: list[Event]) -> dict[str, list[str]]:
    """Return what the page's meta elements say about its date, author, publisher and title."""
    found: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "start" and event.name == "meta":
            name = (event.attributes.get("name") or event.attributes.get("property") or "").lower()
            value = event.attributes.get("content", "").strip()
            for fact, names in _META_NAMES.items():
                if name in names and value:
                    found.setdefault(fact, []).append(value)
    return found


def _enter(state: _State, event: Event, position: int, shape: Shape) -> None:
    name, (_, kind, level, _, aside) = event.name, state.open[-1]
    state.links += name == "a"
    state.preformatted += name in _PREFORMATTED
    if name == "tr":
        state.row += 1
    if name in _BLOCKS or name == "br":
        state.block += 1
    if kind != "boilerplate":
        if _is_site(event, shape.shares.get(position, 0.0)):
            kind, level = "boilerplate", 0
        elif name in _HEADINGS:
            kind, level = ("title" if name == "h1" else "heading"), _HEADINGS[name]
        elif position in shape.layout or (name in _KINDS and _KINDS[name] == "boilerplate"):
            kind, level = "paragraph", 0
        elif name in _KINDS:
            kind, level = _KINDS[name], state.row if name in {"td", "th"} else 0
    aside = aside or _aside(event, shape.shares.get(position, 0.0))
    own = aside or ("text of size 0" if _SIZE_ZERO.search(event.attributes.get("style", "")) else "")
    state.open.append(_Open(name, kind, level, own, aside))


def _aside(event: Event, share: float) -> str:
    """Return why readers do not see what stands in an element; what holds most of the page's prose, a script shows to them."""
    if event.name in {"rt", "rp"}:
        return "ruby annotation"
    hidden = "hidden" in event.attributes or _HIDDEN.search(event.attributes.get("style", ""))
    return "hidden from readers" if hidden and share <= MAX_SITE_SHARE else ""


def _is_site(event: Event, share: float) -> bool:
    """Return whether an element is the site's by its name or class, and does not hold most of the page's prose all the same."""
    marked = f"{event.attributes.get('class', '')} {event.attributes.get('id', '')}"
    classed = event.name not in {"body", "html"} and _SITE_CLASS.search(marked) is not None
    if not classed and _KINDS.get(event.name) != "boilerplate":
        return False
    return share <= (MAX_COMMENTS_SHARE if _COMMENTS.search(marked) else MAX_SITE_SHARE)


def _leave(state: _State, event: Event) -> None:
    state.links -= event.name == "a"
    state.preformatted -= event.name in _PREFORMATTED
    if event.name in _BLOCKS:
        state.block += 1
    if len(state.open) > 1:
        state.open.pop()
