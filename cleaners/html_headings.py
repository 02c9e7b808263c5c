"""Headings that HTML marks by look alone: in goes a page's shape, out come the paragraphs that are bold or called headings.

Examples: ``<p><strong>Speakers:</strong></p>`` · ``<p class="subtitle">录什么</p>`` · ``<p class="hd2">Is source code needed?</p>``, where
every paragraph of that class is a short line above text. Numbered ones are left to the outline grammar unless they are questions, and
what no text follows heads nothing: a signature is bold too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaners.facts import label_only
from cleaners.headings import DIVISION
from cleaners.html_shape import ATTACHMENT, BLOCKS, heading_of
from cleaners.parts import is_policy_title
from corpus.dates import first_date
from corpus.numbering import opening
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleaners.html_shape import Element, Paragraph, Shape
    from cleaners.main_text import Main

MAX_HEADING_WEIGHT = 160
"""As in ``cleaners.headings``."""

MAX_LABEL_WEIGHT = 40
"""Letters of English of a heading with a colon at its end (申报条件：, What has to be shown:)."""

MAX_STOPPED_WEIGHT = 60
"""Letters of English of a numbered heading with a stop (一、落实值守。), sixteen Han characters; a page has ``MIN_ALIKE`` of them."""

MIN_ALIKE = 2
"""Paragraphs of one look by which it shows itself as that of headings."""

MIN_OVER_TEXT = 0.5
"""Share of these that have a sentence or an item below them; figures in large type have a label (5% above 住院率)."""

_CALLED = re.compile(
    r"(?:^|[\s_-])(?:(?:sub|section|sec|para|chapter|chap|block|acc|topic|faq)?-?(?:title|tit|ttl|heading|headline)"
    r"|(?:sub|section|sec|para|chapter|chap|block|acc|topic|faq)-?(?:head|hd|h)|sub|h[1-6])\d?(?:$|[\s_-])",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\bff[0-9a-f]+ fs[0-9a-f]+\b")
"""Classes of a line of print that pdf2htmlEX writes, among them the line's height (h2)."""

_CAPTION = re.compile(r"caption|figure|img|image|photo|pic|source|credit|author|date|time|sign", re.IGNORECASE)
_ENDS_OPEN = ("，", ",", "、", "；", ";")
_ADDRESSES = re.compile(
    r"(?:各|尊敬的|dear\b|to\b|all\b).*|.*(?:单位|部门|政府|公司|[局厅院委办处所会校]|如下|通知|下列|以下|following|follows|below)[:：]",
    re.IGNORECASE,
)
"""Whom a letter is to, and what opens a list."""


class _Look(NamedTuple):
    """What a paragraph looks like: the element it is, its class and style, and whether all of it is bold."""

    name: str
    called: str
    style: str
    bold: bool


def find_marked_headings(shape: Shape, main: Main) -> Iterator[int]:
    """Yield the places of the paragraphs of the main text that look like headings and head text."""
    following = dict(pairwise(sorted(main.kept)))
    for at, after in following.items():
        paragraph = shape.paragraphs[at]
        marked = paragraph.bold or _asks_in_list(paragraph) or _is_called_heading(_block_of(paragraph))
        below = shape.paragraphs[after]
        heads = _is_text(below, shape) or _opens_list(below) or _is_title_inside(shape, at) or DIVISION.fullmatch(paragraph.said)
        if marked and _can_head(shape, paragraph) and heads:
            yield at
    yield from _stopped(shape, following)
    yield from _alike(shape, following)


def _stopped(shape: Shape, following: Mapping[int, int]) -> Iterator[int]:
    """Yield the bold numbered lines that are names with a stop, above text: 一、落实值守。 is a heading, where another is as well."""
    lines = [
        at
        for at, below in following.items()
        if (paragraph := shape.paragraphs[at]).bold
        and paragraph.text <= MAX_STOPPED_WEIGHT
        and paragraph.said.endswith("。")
        and "，" not in paragraph.said
        and opening(paragraph.said) is not None
        and _is_text(shape.paragraphs[below], shape)
    ]
    if len(lines) >= MIN_ALIKE:
        yield from lines


def _is_called_heading(element: Element) -> bool:
    """Return whether the class of an element says that it is a heading, or its name that it unfolds what follows."""
    if element.name in {"summary", "button"}:
        return True
    return _CALLED.search(element.marks) is not None and not _PRINTED.search(element.marks)


def _is_title_inside(shape: Shape, at: int) -> bool:
    """Return whether a line is the title of a text inside the page, whose first heading may follow, and not the end of a longer title."""
    said = shape.paragraphs[at].said
    before = shape.paragraphs[at - 1].said if at else ""
    return is_policy_title(said) and not ("关于" in before and not is_policy_title(before) and is_policy_title(before + said))


def _alike(shape: Shape, following: Mapping[int, int]) -> Iterator[int]:
    """Yield the paragraphs of a look of their own, each of which is a short line with text of another look below it."""
    looks = {at: _look(shape.paragraphs[at]) for at in {*following, *following.values()}}
    members: dict[_Look, list[int]] = {}
    for at, look in looks.items():
        if (look.called or look.style or look.bold) and look.name in {"p", "div", "span"} and not _CAPTION.search(look.called):
            members.setdefault(look, []).append(at)
    for look, places in members.items():
        if len(places) < MIN_ALIKE or not all(at in following and _can_head(shape, shape.paragraphs[at]) for at in places):
            continue
        below = [following[at] for at in places]
        told = sum(_is_text(shape.paragraphs[at], shape) or _opens_list(shape.paragraphs[at]) for at in below)
        if all(looks[at] != look for at in below) and told >= MIN_OVER_TEXT * len(below):
            yield from places


def _opens_list(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a line of text with a colon at its end."""
    return not paragraph.bold and paragraph.text > MAX_LABEL_WEIGHT and paragraph.said.endswith(("：", ":"))


def _look(paragraph: Paragraph) -> _Look:
    element = _block_of(paragraph)
    return _Look(element.name, element.attributes.get("class", ""), element.attributes.get("style", ""), paragraph.bold)


def _block_of(paragraph: Paragraph) -> Element:
    """Return the element that begins the paragraph's line, inline elements aside."""
    element = paragraph.element
    while element.name not in BLOCKS and element.parent is not None and element.parent.name:
        element = element.parent
    return element


def _asks_in_list(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a question in a list of questions and answers; other terms of such lists are defined there."""
    return paragraph.element.name == "dt" and paragraph.said.endswith(("？", "?"))


def _can_head(shape: Shape, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a short line that is no sentence, no link, no cell of data, no day and no label with its value."""
    said, element = paragraph.said, _block_of(paragraph)
    if heading_of(paragraph) or paragraph.text > MAX_HEADING_WEIGHT or paragraph.linked or said.endswith(_ENDS_OPEN):
        return False
    if element.name in {"th", "li", "caption"} or (element.name == "td" and element.position not in shape.layout):
        return False
    if said.endswith(("：", ":")):
        label = paragraph.text <= MAX_LABEL_WEIGHT and not ATTACHMENT.match(said) and not label_only(said)
        return label and opening(said) is None and _ADDRESSES.fullmatch(said) is None
    asks = said.endswith(("？", "?"))
    if not asks and (ends_sentence(said) or opening(said) is not None or first_date(said)):
        return False
    return any(map(str.isalpha, said))


def _is_text(paragraph: Paragraph, shape: Shape) -> bool:
    """Return whether a paragraph is what a heading heads: prose, an item of a list or of definitions, or a cell of a table of data."""
    element = paragraph.element
    if element.name in {"td", "th", "caption"}:
        return element.position not in shape.layout
    if element.name == "dt":
        return True
    return not paragraph.bold and (paragraph.prose > 0 or element.name in {"li", "dd"} or opening(paragraph.said) is not None)
