"""What stands beside the container of the main text and belongs to it: in go a page's shape and the container, out come branches.

Whole articles stand in several containers (one a section, one a page, one an attachment). Beside them stand sidebars, cards of doctors
and readers' comments, in sentences too. Where the page's title stands tells them apart: the smallest element around the container that
has the title above it is the article's, and what lies outside of that must prove itself: it is built alike, or goes on in numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.html_shape import MIN_PROSE, PARAGRAPHS, heading_of
from corpus.numbering import opening
from corpus.scripts import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.html_shape import Element, Paragraph, Shape

MAX_LINKED = 0.25
"""Share of text in links up to which a branch beside the container carries prose; teasers and menus have more."""

MAX_TEASERS = 0.3
"""Linked headlines, several in a row counted once, for each paragraph of prose: a branch with more is a list of other stories."""

MIN_HEADLINE = 12
"""Letters of an English headline; two Han characters may be one."""

MIN_CONTACTS = 2
"""Lines with a telephone number or a mail address and no sentence: a branch with so many is of people's cards."""

MIN_BRANCH_PROSE = 0.5
"""Share of prose in a branch's text."""

MIN_BESIDE = 80
"""Letters of English of prose beside the container itself."""

MIN_FAR = 0.2
"""Share of the container's prose that a branch farther out must have."""

MIN_HEADED = 0.35
"""The same of a box behind the container that opens with a heading of its own and is not numbered: authors, citation, hotline."""

MIN_LARGER = 2.0
"""Times the container's prose: a branch with more is the text, and the title's box holds but its beginning."""

MIN_CLASSES = 2
"""Classes that two elements have in common; one alone (``col``) is that of the sidebar too."""

MIN_RUN = 2
"""Paragraphs of prose by which a plain run shows itself."""

MIN_NUMBERED = 2
"""Numbered paragraphs by which a branch outside of the article's box shows that it is text: an attachment, a second notice."""

MAX_LIST_LINKED = 0.7
"""Share of text in links from which on a list, a table or a section inside the text is one of links."""

_CONTACT = re.compile(r"(?:电话|手机|邮箱|\btel\b|\bphone|\be-?mail)\W{0,3}[\w+]|\+\d[\d -]{7,}|[\w.]+@[\w.]+", re.IGNORECASE)
_MORE = re.compile(r"(?:learn|find out|see|read|know) more (?:about|on) ", re.IGNORECASE)
"""Below a paragraph, where more is said of its subject; above one stands the headline of another story."""


def branches_of(shape: Shape, top: Element, sited: set[int], titled: Sequence[int]) -> Iterator[Element]:
    """Yield what stands beside the container, or beside an element around it, and carries prose too, and what stands between.

    ``sited`` are the places that are the site's, ``titled`` those of the page's title, in order.
    """
    prose = shape.prose_of(top)
    box = _article_box(shape, top, titled)
    inside_box = box is not None and box is not top
    path = top
    children = _children_around(shape, top)
    past_article = False
    while path.parent is not None:
        past_article = past_article or path.name == "article"
        goes_on_inside = path.parent.name in {"main", "article"} and not past_article
        beside = children[path.parent]
        taken: list[int] = []
        for at, branch in enumerate(beside):
            inside = [shape.paragraphs[at] for at in range(branch.first, branch.last) if at not in sited]
            leads = path in {top, top.parent} and branch.position < path.position and not any(paragraph.linked for paragraph in inside)
            near = path is top or branch.name in PARAGRAPHS or leads
            alike = _are_alike(branch, path)
            # A consultation's announcement stands in plain paragraphs above the box of the draft, which has a title of its own.
            plain = path is top and branch.name in PARAGRAPHS
            least = MIN_BESIDE if plain or (near and (inside_box or box is None)) else MIN_FAR * prose
            if inside and not alike and branch.position > path.position and _has_own_heading(inside):
                least = max(least, MIN_HEADED * prose)
            trusted = (
                alike or plain or box is None or inside_box or goes_on_inside or (branch.position > path.position and _goes_on(inside))
            )
            trusted = trusted or sum(paragraph.prose for paragraph in inside) >= MIN_LARGER * prose
            if branch is path or (inside and _carries_prose(inside, least, alike=alike) and (trusted or _is_numbered(inside))):
                taken.append(at)
        first = taken[0] - (taken[0] > 0 and _heads(shape, beside[taken[0] - 1], sited, titled))
        for branch in beside[first : taken[-1] + 1]:
            if branch is not path and shape.linked_of(branch) <= MAX_LIST_LINKED * shape.text_of(branch):
                yield branch
        path = path.parent
        inside_box = inside_box and path is not box


def _heads(shape: Shape, branch: Element, sited: set[int], titled: Sequence[int]) -> bool:
    """Return whether what stands right before the text is a heading of it, below the page's title: a row of its own in a layout table."""
    if branch.name != "tr" or branch.last != branch.first + 1 or branch.first in sited or not titled or titled[-1] >= branch.first:
        return False
    paragraph = shape.paragraphs[branch.first]
    return not paragraph.linked and not paragraph.prose and (paragraph.bold or bool(heading_of(paragraph)))


def _article_box(shape: Shape, top: Element, titled: Sequence[int]) -> Element | None:
    """Return the smallest element with a text around the container that has the page's title above the container's first prose, or None.

    A title that stands with one sentence in a box of its own is in none: the text is in another.
    """
    start = next((at for at in range(top.first, top.last) if shape.paragraphs[at].prose and at not in titled), top.first)
    above = titled[: bisect_left(titled, start)]
    around: Element | None = top
    while around is not None and above:
        if above[-1] >= around.first and shape.prose_of(around) - sum(shape.paragraphs[at].prose for at in above) >= MIN_PROSE:
            return around
        around = around.parent
    return None


def _children_around(shape: Shape, top: Element) -> dict[Element, list[Element]]:
    """Return the children of every element around ``top``."""
    children: dict[Element, list[Element]] = {}
    around = top.parent
    while around is not None:
        children[around] = []
        around = around.parent
    for element in shape.elements:
        if element.parent in children:
            children[element.parent].append(element)
    return children


def _are_alike(branch: Element, path: Element) -> bool:
    """Return whether two elements side by side are of one name and class, as the sections of one text are.

    One of them may have a class more (``articleBodyText version-2 section``), where they have ``MIN_CLASSES`` in common.
    """
    if branch.name != path.name:
        return False
    called, other = (set(element.attributes.get("class", "").split()) for element in (path, branch))
    if called == other:
        return bool(called or path.name in {"section", "article"})
    return len(called & other) >= MIN_CLASSES and (called < other or other < called)


def _carries_prose(inside: Sequence[Paragraph], least: float, *, alike: bool) -> bool:
    text = sum(paragraph.text for paragraph in inside)
    if sum(paragraph.linked for paragraph in inside) > MAX_LINKED * text:
        return False
    if not alike and sum(_CONTACT.search(paragraph.said) is not None and not paragraph.prose for paragraph in inside) >= MIN_CONTACTS:
        return False
    prose = sum(paragraph.prose for paragraph in inside)
    headlines = [False, *map(_is_headline, inside)]
    runs = sum(after and not before for before, after in pairwise(headlines))
    if runs > MAX_TEASERS * sum(paragraph.prose > 0 for paragraph in inside):
        return False
    return alike or prose >= max(MIN_BRANCH_PROSE * text, least)


def _is_headline(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a link that may name another story; Next, Learn more and Download are buttons below the text's own."""
    if paragraph.linked <= 0.8 * paragraph.text or _MORE.match(paragraph.said):
        return False
    return paragraph.text >= MIN_HEADLINE or has_han(paragraph.said)


def _has_own_heading(inside: Sequence[Paragraph]) -> bool:
    """Return whether a box opens with a heading without a number, and has one paragraph of prose."""
    headed = bool(heading_of(inside[0])) or inside[0].bold
    return headed and opening(inside[0].said) is None and sum(paragraph.prose > 0 for paragraph in inside[1:]) == 1


def _goes_on(inside: Sequence[Paragraph]) -> bool:
    """Return whether a branch is a plain run of paragraphs side by side, as a text goes on in its next container; cards are nested."""
    if any(paragraph.linked or heading_of(paragraph) for paragraph in inside) or sum(paragraph.prose > 0 for paragraph in inside) < MIN_RUN:
        return False
    around = {paragraph.element.parent if paragraph.element.name in PARAGRAPHS else paragraph.element for paragraph in inside}
    return len(around) == 1


def _is_numbered(inside: Sequence[Paragraph]) -> bool:
    """Return whether some paragraphs open with numbers, as a text's do and cards of other stories do not."""
    return sum(opening(paragraph.said) is not None for paragraph in inside) >= MIN_NUMBERED
