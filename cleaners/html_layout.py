"""HTML → draft: in goes decoded markup, out comes a draft whose blocks are those of the page's tree and whose text is its source's.

The text runs of the source are matched in order to the text nodes of the tree. Where lxml's tree does not hold all of the text,
BeautifulSoup's is asked; what neither holds is kept all the same, as paragraphs, and flagged.
"""

from __future__ import annotations

import html
import re
from itertools import accumulate, chain, groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from cleaners.draft import Draft, Label, Link, Replace, Segment
from cleaners.html_hints import read_hints
from cleaners.html_shape import BLOCKS
from cleaners.html_source import MAX_TAGS, has_flood_of_tags, text_runs, without_floods
from cleaners.html_tree import TextNode, lxml_events, soup_events, text_nodes
from cleaners.layout import text_end, text_start
from corpus.model import Flag, RawSpan
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import BlockKind, Cell, Decoded

_CONTROL = re.compile("[\x00-\x08\v\f\x0e-\x1f\x7f]")
"""libxml2 ends a document at NUL and drops other controls; for the tree each is replaced by a character that it keeps."""

_UNSURE = dict.fromkeys((*range(9), *range(14, 28), 127, 0xFEFF, 0xFFFE, 0xFFFF, *range(0xFDD0, 0xFDF0)))
_UNSURE.update({code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)})
_UNUSUAL = re.compile("[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""Any of both; nearly no page has one."""

_IS_UNSURE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""Characters that a parser may keep, drop or, like Windows-1252's, replace when they are written as references: they are not compared."""

_WHITE = " \t\r\n\f\v\u2028\u2029"
_STRETCH = re.compile(rf"(?P<white>[{_WHITE}]+)|[^{_WHITE}]+(?:(?<=\S) [^{_WHITE}]+)*")
"""White space, or words with one space between them: most text needs no cut at its spaces."""
_LINE_END = re.compile(r"\r\n|[\r\n]")
_WIDE = re.compile(f"[{HAN_CLASS}\u3001-\u303f\uff01-\uff65]")
_BOTH = re.compile(f"[{HAN_CLASS}\u3001-\u303f\uff01-\uff65“”‘’…—·]{{2}}")
"""Han characters and the punctuation that stands among them; quotes and dashes are common to both languages."""

_LINE_START = re.compile(rf"\n|</?(?:{'|'.join(sorted(BLOCKS | {'br'}))})(?=[\s/>])", re.IGNORECASE)
"""What begins a new line where no tree says so: a line end of the source, and the tag of an element that is a block."""

_CELL_TAGS = frozenset({"<td", "<th", "</td", "</th"})
_ROW_TAGS = frozenset({"<tr", "</tr", "<table", "</table"})

MAX_RUNS = 30_000
"""Stretches of text that are told apart; 367 pages of news have 10,000 at most. Each costs a kilobyte."""

MAX_SKIP = 4000
"""Characters of the tree within which a run must be found again after one that the tree dropped."""


class _Run(NamedTuple):
    """A text run of the source with the tree's node it belongs to, or None where the tree dropped it; its line where these count."""

    span: RawSpan
    node: TextNode | None
    line: int = 0

    @property
    def aside(self) -> str:
        """Why readers do not see it, or an empty string."""
        return self.node.aside if self.node else ""


def lay_out_html(decoded: Decoded) -> Draft:
    """Return the draft of an HTML page: every character of text in a block, all else markup.

    A page of more than ``MAX_TAGS`` tags is laid out by its source, without a tree, and flagged; what follows the first ``MAX_RUNS``
    stretches of text is one block, tags and all.
    """
    text = decoded.text
    found: dict[str, list[str]] = {}
    if has_flood_of_tags(text):
        matched: Iterable[_Run] = _by_lines(text, text_runs(text))
        problem = f"more than {MAX_TAGS} tags: laid out by the lines of the source"
        flags = [Flag("structure-lost", RawSpan(0, len(text)), problem)]
    else:
        runs = list(text_runs(text))
        lost, matched, found = _match(text, runs)
        first = next((run.span for run in matched if run.node is None), None) if lost else None
        flags = [Flag("structure-lost", first, f"{lost} stretches of text that the HTML tree does not hold")] if first else []
    draft = _drafted(decoded, matched, found)
    draft.flags.extend(flags)
    return draft


def _by_lines(text: str, runs: Iterable[RawSpan]) -> Iterator[_Run]:
    """Yield every run with a node of the line in which it starts, as a reader would see it; cells of a table by their row."""
    line = row = position = 0
    in_cell = False
    for span in runs:
        for start in _LINE_START.finditer(text, position, span.start):
            name = start[0].lower()
            if name in _CELL_TAGS:
                in_cell = name[1] != "/" and row > 0
            elif name in _ROW_TAGS:
                in_cell = False
                row += name == "<tr"
            elif in_cell and name == "\n":
                continue
            line += 1
        position = span.start
        kind: BlockKind = "table-row" if in_cell else "paragraph"
        yield _Run(span, TextNode("", line, kind, row if in_cell else 0, preformatted=False, aside="", cell=None, link=""))


def _drafted(decoded: Decoded, matched: Iterable[_Run], found: dict[str, list[str]]) -> Draft:
    """Return the draft whose blocks are those of the runs' nodes."""
    text = decoded.text
    segments: list[Segment] = []
    labels: dict[int, Label] = {}
    unseen: list[Replace] = []
    links: list[Link] = []
    position = told = 0
    for group in _blocks(text, matched):
        spans = _without_edges(text, [run.span for run in group])
        kept = list(islice(_kept(text, spans), MAX_RUNS + 1 - told))
        if not kept:
            continue
        told += len(kept)
        if told > MAX_RUNS:
            kept[-1] = RawSpan(kept[-1].start, text_end(text, kept[-1].start, len(text)))
        number = len(labels)
        kind, level, cell = _kind(text, group)
        labels[number] = Label(number, kind, level, cell=cell)
        if kind != "boilerplate":
            links.extend(_links(group))
            unseen.extend(_unseen(text, group, kept))
        for start, end in kept:
            if position < start:
                segments.append(Segment(position, start))
            segments.append(Segment(start, end, number))
            position = end
        if told > MAX_RUNS:
            break
    if position < len(text):
        segments.append(Segment(position, len(text)))
    draft = Draft(decoded, segments, labels, list(labels), "html", hints=found, links=links)
    draft.apply("hidden-text", 1, unseen)
    if told > MAX_RUNS:
        draft.flags.append(Flag("structure-lost", kept[-1], f"behind {MAX_RUNS} stretches of text: kept with its tags"))
    return draft


def _match(text: str, runs: Sequence[RawSpan]) -> tuple[int, list[_Run], dict[str, list[str]]]:
    """Return how many runs the tree does not hold, every run with its node, and the tree's hints.

    The tree is lxml's where it holds all of the text, else the one that holds more.
    """
    unusual = _UNUSUAL.search(text) is not None
    squeezed = [_squeeze(text[start:end]) for start, end in runs] if unusual else _squeezed(text, runs)
    source = "".join(squeezed)
    markup = without_floods(_CONTROL.sub("\ufffd", text) if unusual else text)
    best: tuple[int, list[_Run], dict[str, list[str]]] = (len(runs) + 1, [], {})
    for walk in (lxml_events, soup_events):
        events = list(walk(markup))
        found = read_hints(events)
        nodes = list(text_nodes(events, found.names))
        words = [_squeeze_text(node.text) for node in nodes]
        tree = "".join(words)
        matched = _assign(runs, squeezed, nodes, list(accumulate(map(len, words))), tree)
        lost = sum(run.node is None for run in matched)
        if lost < best[0]:
            best = (lost, matched, found.facts)
        if tree == source:
            break
    return best


def _assign(runs: Sequence[RawSpan], squeezed: Sequence[str], nodes: Sequence[TextNode], ends: Sequence[int], tree: str) -> list[_Run]:
    """Match runs to nodes in page order by their characters. White space belongs to what precedes it: at a block's end it is layout."""
    matched: list[_Run] = []
    new = tuple.__new__  # as in ``html_tree``
    cursor = node = 0
    for span, characters in zip(runs, squeezed, strict=True):
        if not characters:
            if nodes:
                matched.append(new(_Run, (span, nodes[node], 0)))
            continue
        at = cursor if tree.startswith(characters, cursor) else tree.find(characters, cursor, cursor + MAX_SKIP + len(characters))
        if at == -1:
            matched.append(_Run(span, None))
            continue
        while node < len(nodes) - 1 and ends[node] <= at:
            node += 1
        matched.append(new(_Run, (span, nodes[node], 0)))
        cursor = at + len(characters)
    return matched


def _squeezed(text: str, runs: Sequence[RawSpan]) -> list[str]:
    """Return the characters of each run as a tree has them, without white space; of a page without unusual ones."""
    sources = (text[start:end] for start, end in runs)
    return ["".join(source.split()) if "&" not in source else _squeeze_text(html.unescape(source)) for source in sources]


def _squeeze(source: str) -> str:
    if "&" in source or _CONTROL.search(source):
        source = html.unescape(_CONTROL.sub("\ufffd", source))
    return _squeeze_text(source)


def _squeeze_text(text: str) -> str:
    return "".join((text.translate(_UNSURE) if _IS_UNSURE.search(text) else text).split())


def _blocks(text: str, matched: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Yield the runs of every block; where line ends count, each line is a block."""
    for _, group in groupby(_with_lines(text, matched), key=lambda run: (run.line, run.node.block if run.node else run.span)):
        yield list(group)


def _with_lines(text: str, matched: Iterable[_Run]) -> Iterator[_Run]:
    """Yield the runs; what is preformatted is cut at its line ends, and each line of the page numbered."""
    line = 0
    for run in matched:
        if run.node is None or not run.node.preformatted:
            yield run
            continue
        start = run.span.start
        for end in _LINE_END.finditer(text, *run.span):
            if start < end.start():
                yield _Run(RawSpan(start, end.start()), run.node, line)
            line, start = line + 1, end.end()
        if start < run.span.end:
            yield _Run(RawSpan(start, run.span.end), run.node, line)


def _kind(text: str, group: Sequence[_Run]) -> tuple[BlockKind, int, Cell | None]:
    """Return kind, level and cell of a block, which are those of its first text that readers see; what they do not see is not read."""
    filled = (run for run in group if not text[slice(*run.span)].isspace())
    first = next(filled, None)
    seen = (run for run in (chain((first,), filled) if first else group) if not run.aside)
    run = next(seen, None)
    if run is None:
        return "boilerplate", 0, None
    node = run.node
    if node is None:
        return "paragraph", 0, None
    return node.kind, node.level, node.cell


def _links(group: Sequence[_Run]) -> Iterator[Link]:
    """Yield the links of a block, what stands side by side in one as one."""
    for address, runs in groupby(group, key=lambda run: run.node.link if run.node else ""):
        if address:
            spans = [run.span for run in runs]
            yield Link(RawSpan(spans[0].start, spans[-1].end), address)


def _unseen(text: str, group: Sequence[_Run], kept: Sequence[RawSpan]) -> Iterator[Replace]:
    """Yield a removal for what readers do not see inside a paragraph, with one of the spaces around it, so that words stay whole."""
    if not any(run.aside for run in group):
        return
    taken = -1
    for aside, runs in groupby(group, key=lambda run: run.aside):
        spans = [run.span for run in runs]
        start, end = spans[0].start, spans[-1].end
        inside = [position for position, span in enumerate(kept) if start <= span.start and span.end <= end]
        if not aside or not inside:
            continue
        first, last = inside[0], inside[-1]
        before = first == 0 or text[kept[first - 1].start].isspace()
        if before and last + 1 < len(kept) and text[kept[last + 1].start].isspace():
            last += 1
        elif before and first - 1 > taken and last + 1 == len(kept):
            first -= 1
        taken = last
        yield Replace(RawSpan(kept[first].start, kept[last].end), "", aside)


def _without_edges(text: str, spans: Sequence[RawSpan]) -> list[RawSpan]:
    """Return the runs of a block without the white space at its start and end, which is layout, written as references or not."""
    first, last = 0, len(spans) - 1
    while first <= last and (start := text_start(text, *spans[first])) == spans[first].end:
        first += 1
    if first > last:
        return []
    while (end := text_end(text, *spans[last])) == spans[last].start:
        last -= 1
    if first == last:
        return [RawSpan(start, end)]
    return [RawSpan(start, spans[first].end), *spans[first + 1 : last], RawSpan(spans[last].start, end)]


def _kept(text: str, spans: Sequence[RawSpan]) -> Iterator[RawSpan]:
    """Yield what is kept of a block's runs: of white space inside, one character is text, the rest layout.

    Inside Chinese (``经费，⏎结余``) a line end of the source is layout too: browsers show a space there that no author wrote.
    """
    previous = ""
    white: list[RawSpan] = []
    for start, end in spans:
        for stretch in _STRETCH.finditer(text, start, end):
            if stretch["white"]:
                white.append(RawSpan(*stretch.span()))
                continue
            if white and previous and not previous.isspace():
                wrapped = any(text.find("\n", *span) != -1 for span in white) and _is_chinese(previous, text[stretch.start()])
                if not wrapped:
                    blank = next((at for span in white if (at := text.find(" ", *span)) != -1), white[0].start)
                    yield RawSpan(blank, blank + 1)
            white.clear()
            yield RawSpan(*stretch.span())
            previous = text[stretch.end() - 1]


def _is_chinese(previous: str, following: str) -> bool:
    """Return whether what stands between two characters stands inside Chinese: one of them says so and the other allows it."""
    both = previous + following
    return bool(_WIDE.search(both)) and _BOTH.fullmatch(both) is not None
