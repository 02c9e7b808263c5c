"""HTML → draft: in goes decoded markup, out comes a draft whose blocks are those of the page's tree and whose text is its source's.

The text runs of the source are matched in order to the text nodes of the tree. Where lxml's tree does not hold all of the text,
BeautifulSoup's is asked; what neither holds is kept all the same, as paragraphs, and flagged.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaners.draft import Draft, Label, Segment
from cleaners.html_source import text_runs
from cleaners.html_tree import TextNode, hints, lxml_events, soup_events, text_nodes
from corpus.model import Flag, RawSpan
from corpus.scripts import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import BlockKind, Decoded

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "�")
"""libxml2 ends a document at NUL and drops other controls; for the tree each is replaced by a character that it keeps."""

_LAYOUT = r"(?:[\s\u3000]|&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x3000|#xa0);)"
_EDGE_START = re.compile(rf"{_LAYOUT}+", re.IGNORECASE)
_EDGE_END = re.compile(rf"{_LAYOUT}+\Z", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")

MAX_SKIP = 4000
"""Characters of the tree within which a run must be found again after one that the tree dropped."""

LINKED_WEIGHT = 60
"""Characters. A shorter block that is all link is navigation; a longer one is a headline or a reference."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A text run of the source with the tree's node it belongs to, or None where the tree dropped it."""

    span: RawSpan
    node: TextNode | None


def lay_out_html(decoded: Decoded) -> Draft:
    """Return the draft of an HTML page: every character of text in a block, all else markup."""
    text = decoded.text
    runs = [RawSpan(start, end) for start, end in text_runs(text) if text[start:end].strip()]
    squeezed = [_squeeze(text[start:end]) for start, end in runs]
    matched, found = _match(text, runs, squeezed)
    blocks = list(_blocks(matched))
    segments: list[Segment] = []
    labels: dict[int, Label] = {}
    position = 0
    for kind, level, spans in blocks:
        kept = list(_kept(text, spans))
        if not kept:
            continue
        number = len(labels)
        labels[number] = Label(number, kind, level)
        for start, end in kept:
            if position < start:
                segments.append(Segment(position, start))
            segments.append(Segment(start, end, number))
            position = end
    if position < len(text):
        segments.append(Segment(position, len(text)))
    draft = Draft(decoded, segments, labels, list(labels), "html", hints=found)
    lost = [run.span for run in matched if run.node is None]
    if lost:
        draft.flags.append(Flag("structure-lost", lost[0], f"{len(lost)} stretches of text that the HTML tree does not hold"))
    return draft


def _match(text: str, runs: Sequence[RawSpan], squeezed: Sequence[str]) -> tuple[list[_Run], dict[str, list[str]]]:
    """Return every run with its node: from lxml's tree where it holds all of the text, else from the tree that holds more."""
    source = "".join(squeezed)
    markup = text.translate(_CONTROLS)
    best: tuple[int, list[_Run], dict[str, list[str]]] | None = None
    for walk in (lxml_events, soup_events):
        events = list(walk(markup))
        nodes = [node for node in text_nodes(events) if node.text.strip()]
        tree = "".join(_squeeze_text(node.text) for node in nodes)
        matched = _assign(runs, squeezed, nodes, tree)
        lost = sum(run.node is None for run in matched)
        if best is None or lost < best[0]:
            best = (lost, matched, hints(events))
        if tree == source:
            break
    return (best[1], best[2]) if best else ([], {})


def _assign(runs: Sequence[RawSpan], squeezed: Sequence[str], nodes: Sequence[TextNode], tree: str) -> list[_Run]:
    """Match runs to nodes in page order by their characters, white space aside."""
    ends = list(accumulate(len(_squeeze_text(node.text)) for node in nodes))
    matched: list[_Run] = []
    cursor = node = 0
    for span, characters in zip(runs, squeezed, strict=True):
        at = cursor if tree.startswith(characters, cursor) else tree.find(characters, cursor, cursor + MAX_SKIP + len(characters))
        if at == -1 or not characters:
            matched.append(_Run(span, None if characters else (nodes[min(node, len(nodes) - 1)] if nodes else None)))
            continue
        while node < len(nodes) - 1 and ends[node] <= at:
            node += 1
        matched.append(_Run(span, nodes[node]))
        cursor = at + len(characters)
    return matched


def _squeeze(source: str) -> str:
    return _squeeze_text(html.unescape(source.translate(_CONTROLS)))


def _squeeze_text(text: str) -> str:
    return "".join(text.split())


def _blocks(matched: Sequence[_Run]) -> Iterator[tuple[BlockKind, int, list[RawSpan]]]:
    """Yield kind, level and runs of every block; a short block that is all link is navigation."""
    group: list[_Run] = []
    for run in matched:
        if group and (run.node is None or group[-1].node is None or run.node.block != group[-1].node.block):
            yield _block(group)
            group = []
        group.append(run)
    if group:
        yield _block(group)


def _block(group: Sequence[_Run]) -> tuple[BlockKind, int, list[RawSpan]]:
    spans = [run.span for run in group]
    node = group[0].node
    if node is None:
        return "paragraph", 0, spans
    length = sum(end - start for start, end in spans)
    if node.kind in {"paragraph", "list-item"} and length <= LINKED_WEIGHT and all(run.node and run.node.linked for run in group):
        return "boilerplate", 0, spans
    return node.kind, node.level, spans


def _kept(text: str, spans: Sequence[RawSpan]) -> Iterator[RawSpan]:
    """Yield what is kept of a block's runs: white space at its edges is layout, and of white space inside one character is text.

    Between Han characters a line end of the source is layout too: browsers show a space there that no author wrote.
    """
    start, end = spans[0].start, spans[-1].end
    first = _EDGE_START.match(text, start, spans[0].end)
    start = first.end() if first else start
    last = _EDGE_END.search(text, spans[-1].start, end)
    end = last.start() if last else end
    previous = ""
    for span in spans:
        position, stop = max(span.start, start), min(span.end, end)
        if position >= stop:
            continue
        for space in [*_SPACE.finditer(text, position, stop), None]:
            until = space.start() if space else stop
            if position < until:
                yield RawSpan(position, until)
                previous = text[until - 1]
            if space is None:
                break
            position = space.end()
            following = text[position : position + 1]
            wrapped = "\n" in space[0] and is_han(previous or " ") and is_han(following or " ")
            if previous and not previous.isspace() and not wrapped:
                at = max(space[0].find(" "), 0) + space.start()
                yield RawSpan(at, at + 1)
                previous = " "
