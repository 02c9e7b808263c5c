"""HTML source → text runs: in goes decoded markup, out come the stretches of it that are text, in one linear pass.

Everything between the runs is markup: tags, comments, doctypes, and what stands inside script and style. Entities stay as written.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from corpus.model import RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

_HTML = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|title|div|p|table|tr|td|span|br|meta|article|h[1-6]|ul|li|font|center))\b[^<>]*>",
    re.IGNORECASE,
)
_HEAD = 20_000
MIN_TAGS = 2
"""Known tags within the first 20,000 characters that make a page HTML: a text about HTML quotes one."""

_RAW_TEXT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_RAW_TEXT_END = {name: re.compile(rf"</{name}(?=[\s/>]|$)", re.IGNORECASE) for name in ("script", "style")}
_TAG = re.compile(r"</?[A-Za-z]")
_TEXT_AND_TAGS = re.compile(
    r"""[^<]*+(?:<(?!(?i:script|style)\b)/?[A-Za-z][^<>"'=]*+(?:=\s*+(?:"[^"]*+"(?=[>\s/])|'[^']*+'(?=[>\s/])|[^\s"'<>=]++)[^<>"'=]*+)*+>)++""",
)
"""Text, and behind it tags as they should be written, which nearly all are, but for those of scripts and styles: what it matches, the slow
reading below ends at the same place."""
_MARKUP = re.compile(r"<(?:/?[A-Za-z]|[!?])")
_FLOOD = re.compile(r"(<[A-Za-z][^\s<>/]*+)(?:\s++[^\s<>]++){2000,}+\s*+>")
"""A tag with more attributes than anybody writes; the most on 367 news pages is 70."""

_MIN_FLOOD = 2 * 2000
"""Characters than which such a tag has more, up to the next ``<``."""

_END_OR_QUOTE = re.compile("[>\"']")
_BEHIND_VALUE = frozenset("> \t\r\n\f/") | {""}


MAX_TAGS = 60_000
"""Tags, opening and closing, and comments of a page that is read as a tree; real pages have 9,888 elements at most, a third of that."""


def has_flood_of_tags(markup: str) -> bool:
    """Return whether ``markup`` has more tags or comments than any real page: its tree would take seconds and hundreds of megabytes."""
    return markup.count("<") > MAX_TAGS and sum(1 for _ in islice(_MARKUP.finditer(markup), MAX_TAGS + 1)) > MAX_TAGS


def without_floods(markup: str) -> str:
    """Return ``markup`` without the attributes of tags that have thousands: the parser compares each of them with every other."""
    parts = markup.split("<")
    if any(_FLOOD.match(f"<{part}") for part in parts[1:] if len(part) > _MIN_FLOOD):
        return _FLOOD.sub(r"\1>", markup)
    return markup


def is_html(text: str) -> bool:
    """Return whether ``text`` is HTML source rather than plain text."""
    return sum(1 for _ in zip(range(MIN_TAGS), _HTML.finditer(text, 0, _HEAD), strict=False)) == MIN_TAGS


def text_runs(text: str) -> Iterator[RawSpan]:
    """Yield the span of every non-empty stretch of text between the tags of ``text``; time grows with its length, not its nesting."""
    position = 0
    scanner = _Scanner(text)
    new = tuple.__new__  # as in ``html_tree``
    while position < len(text):
        match = _TEXT_AND_TAGS.match(text, position)
        start = text.index("<", position) if match else scanner.next_markup(position)
        if position < start:
            yield new(RawSpan, (position, start))
        position = match.end() if match else scanner.markup_end(start)


class _Scanner:
    """Finds where a piece of markup ends; what was once looked for in vain is not looked for again, which keeps the pass linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def next_markup(self, position: int) -> int:
        """Return where the next tag, comment or declaration starts, or the end of the text; a bare ``<`` is text."""
        text = self._text
        start = text.find("<", position)
        while start != -1:
            if text[start + 1 : start + 2] in {"!", "?"} or _TAG.match(text, start):
                return start
            start = text.find("<", start + 1)
        return len(text)

    def markup_end(self, start: int) -> int:
        """Return where the markup that starts at ``start`` ends."""
        text = self._text
        if start == len(text):
            return start
        if text.startswith("<!--", start):
            return self._find("-->", start + 2) or self._find(">", start + 2) or len(text)
        raw = _RAW_TEXT.match(text, start)
        end = self._tag_end(start) if text[start + 1] not in "!?" else (self._find(">", start) or len(text))
        if raw and text[end - 2 : end] != "/>":
            return self._raw_text_end(raw[1].lower(), end)
        return end

    def _find(self, what: str, position: int) -> int | None:
        if what in self._absent:
            return None
        found = self._text.find(what, position)
        if found == -1:
            self._absent.add(what)
            return None
        return found + len(what)

    def _tag_end(self, start: int) -> int:
        position = start + 1
        while True:
            match = _END_OR_QUOTE.search(self._text, position)
            if match is None:
                return self._find(">", start) or len(self._text)
            if match[0] == ">":
                return match.end()
            position = match.end()
            if self._text[match.start() - 1] in "= \t\r\n":
                position = self._value_end(match[0], position) or position

    def _value_end(self, quote: str, position: int) -> int | None:
        """Return where a quoted attribute value ends, or None where its quote was never closed.

        Of ``<p class="a>Text</p><p class="b">`` the second quote opens another value: a letter follows it. Browsers take what stands
        between for the value and do not show it; here it is text.
        """
        end = self._find(quote, position)
        if end is None or self._text[end : end + 1] in _BEHIND_VALUE:
            return end
        return None if self._text.find(">", position, end) != -1 else end

    def _raw_text_end(self, name: str, position: int) -> int:
        match = _RAW_TEXT_END[name].search(self._text, position)
        return self._tag_end(match.start()) if match else len(self._text)
