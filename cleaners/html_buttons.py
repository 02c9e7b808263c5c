"""Buttons and badges set into a line: in goes a walk over a tree, out come the texts that stand in a line and are not of it.

``<h3>一、支持对象<em>收起 ▲</em></h3>`` has a button behind its words, ``<dt><em class="ic">Q1</em>要交钱吗？</dt>`` a badge before them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.html_shape import BLOCKS, FILE, HEADINGS, NO_TEXT
from cleaners.site_labels import is_site_label
from cleaners.site_phrases import is_button
from cleaners.site_sections import heads_site_section
from cleaners.site_voice import says_a_site
from corpus.matchkey import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.html_shape import Event

_INLINE = frozenset("a abbr b button em font i label small span strong sub u".split())
_BADGED = frozenset({*HEADINGS, "dt", "dd", "summary"})
_BADGE = re.compile(r"[QA]\s?\d{0,2}[.、]?|[问答]|\d{1,2}|[❶-❿➊-➓⓵-⓾①-⑳]|PART\W{0,2}\d{1,2}|NO\.?\s?\d{1,2}", re.IGNORECASE)
"""What counts questions and sections in large type. A number with a stop (1.) is the text's own."""

_SIGN = re.compile(r"[\s▲▼△▽↑↓∧∨+−×✕﹀︿⌄⌃›»>]{1,4}|[¶#§🔗]")
"""Marks of buttons alone."""

MAX_PART = 80
"""Characters of a site's text beside others; the longest met, that a site keeps a reader's name for his next comment, has 78."""

MAX_BUTTON = 24
"""Characters of a button in a line."""


def find_buttons(events: Sequence[Event]) -> Iterator[int]:
    """Yield the positions of the text events that are a button behind the words of their line, or a badge before those of a heading."""
    line: list[tuple[int, str, int]] = []  # position, text, and the inline element that holds it, or -1: none, or a link to a file
    opened: list[tuple[int, str]] = []
    block, unread = "", 0
    for position, event in enumerate(events):
        name = event.name
        if name in NO_TEXT and event.kind != "text":
            unread += 1 if event.kind == "start" else -1
        if event.kind == "text":
            if not unread and not event.text.isspace():
                line.append((position, event.text.strip(), opened[-1][0] if opened else -1))
        elif name in BLOCKS or name == "br":
            if len(line) > 1:
                yield from _of_line(line, block)
            line.clear()
            opened.clear()
            block = name if event.kind == "start" and name != "br" else block if name == "br" else ""
        elif name in _INLINE:
            if event.kind == "start":
                opened.append((-1 if FILE.search(event.attributes.get("href", "")) else position, name))
            elif opened:
                opened.pop()


def _of_line(line: Sequence[tuple[int, str, int]], block: str) -> Iterator[int]:
    """Yield the buttons and the badge of one line: texts in an inline element of their own, with other words beside them."""
    first, second = line[0], line[1]
    if all(_is_sites(said) for _, said, _ in line):
        yield from (position for position, _, _ in line)
        return
    if block in _BADGED and first[2] != -1 and first[2] != second[2] and _BADGE.fullmatch(first[1]):
        yield first[0]
    at = len(line) - 1
    while at > 0 and line[at][2] != -1 and line[at][2] != line[at - 1][2] and _is_button(line[at][1]):
        yield line[at][0]
        at -= 1


@lru_cache(maxsize=1 << 12)
def _is_sites(said: str) -> bool:
    """Return whether a text beside others in a line is a site's: a line of nothing but such texts holds no word of the text."""
    if len(said) > MAX_PART:
        return False
    simplified = simplify(said)
    return says_a_site(simplified) or is_site_label(simplified, at_edge=True) or heads_site_section(simplified)


@lru_cache(maxsize=1 << 12)
def _is_button(said: str) -> bool:
    if len(said) > MAX_BUTTON:
        return False
    return _SIGN.fullmatch(said) is not None or is_button(simplify(said), at_edge=False)
