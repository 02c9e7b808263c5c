"""Headings that HTML marks by look alone: in goes a page's shape, out come the paragraphs that are bold or called headings.

Examples: ``<p><strong>Speakers</strong></p>`` · ``<p class="subtitle">录什么</p>``. Numbered ones are left to the outline grammar, and
what no text follows heads nothing: a signature is bold too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.html_shape import heading_of
from corpus.numbering import opening
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.html_shape import Paragraph, Shape
    from cleaners.main_text import Main

MAX_HEADING_WEIGHT = 160
"""As in ``cleaners.headings``."""

_CALLED = re.compile(r"(?:^|[\s_-])(?:(?:sub|section|para)?-?(?:title|tit|heading|headline)|sub|h[1-6])\d?(?:$|[\s_-])", re.IGNORECASE)
_ENDS_OPEN = ("：", ":", "，", ",", "、", "；", ";")


def find_marked_headings(shape: Shape, main: Main) -> Iterator[int]:
    """Yield the places of the paragraphs of the main text that look like headings and head text."""
    for at, after in pairwise(sorted(main.kept)):
        paragraph, following = shape.paragraphs[at], shape.paragraphs[after]
        if _looks_like_heading(paragraph) and _is_text(following, shape):
            yield at


def _looks_like_heading(paragraph: Paragraph) -> bool:
    said, element = paragraph.said, paragraph.element
    if not (paragraph.bold or (element.name in {"p", "div"} and _CALLED.search(element.marks))) or heading_of(paragraph):
        return False
    if paragraph.text > MAX_HEADING_WEIGHT or paragraph.linked or said.endswith(_ENDS_OPEN) or element.name in {"td", "th", "li", "a"}:
        return False
    return (not ends_sentence(said) or said.endswith(("？", "?"))) and any(map(str.isalpha, said)) and opening(said) is None


def _is_text(paragraph: Paragraph, shape: Shape) -> bool:
    """Return whether a paragraph is what a heading heads: prose, an item of a list or of definitions, or a cell of a table of data."""
    element = paragraph.element
    if element.name in {"td", "th", "caption"}:
        return element.position not in shape.layout
    if element.name == "dt":
        return True
    return not paragraph.bold and (paragraph.prose > 0 or element.name in {"li", "dd"} or opening(paragraph.said) is not None)
