"""Plain text → draft: in goes decoded text, out comes a draft with one block for every line that is not blank.

Line ends, blank lines and the white space at a line's edges, also where it is written as references, are layout and are claimed as
markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Draft, Label, Segment

if TYPE_CHECKING:
    from corpus.model import BlockKind, Decoded

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
"""U+0085 ends no line: on the web it is the ellipsis of a Windows-1252 page that was read as Latin-1."""
_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060\x1c\x1d\x1e\x1f"
_NOTHING = dict.fromkeys(map(ord, _UNSEEN))
_EDGE = " \t\r\n\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000" + _UNSEEN
"""Characters that are layout at the edges of a line or of an HTML block."""

_EDGE_REFERENCE = re.compile(r"&(?:amp;){0,2}(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x3000|#xa0);", re.IGNORECASE)
_LAYOUT = re.compile(rf"(?:[{_EDGE}]++|{_EDGE_REFERENCE.pattern})*+", re.IGNORECASE)
_MAY_BE_LAYOUT = frozenset(_EDGE + "&;")
"""What layout begins or ends with; nearly no text does."""

_LONGEST_REFERENCE = len("&amp;amp;#12288;")
_WINDOW = 64
"""Characters that are looked at in one step; any number will do, the whole run would take time with its square."""

_HALVES = re.compile("[\u0080-\u009fÂÃ€]\u00a0")
"""A no-break space behind one of these may be half a character: ``Ã`` and a no-break space are à in UTF-8 read as Windows-1252."""

_BULLETS = "•●▪■◆◇○·‣∙*-–"
_BULLET = re.compile(rf"[{re.escape(_BULLETS)}]\s+(?=\S)")


MAX_LINES = 40_000
"""Lines of a page that are told apart; the longest of 3,786 laws has 2,550. Of more each would cost a kilobyte."""


def lay_out_text(decoded: Decoded) -> Draft:
    """Return the draft of a plain-text page: each line a paragraph, or a list item where it opens with a bullet.

    What follows the first ``MAX_LINES`` lines is one paragraph, its line ends kept.
    """
    text = decoded.text
    segments: list[Segment] = []
    labels: dict[int, Label] = {}
    position = 0
    for line in _LINE.finditer(text):
        start = text_start(text, *line.span())
        end = text_end(text, start, len(text) if len(labels) == MAX_LINES else line.end())
        if start == end:
            continue
        if position < start:
            segments.append(Segment(position, start))
        number = len(labels)
        kind: BlockKind = "list-item" if text[start] in _BULLETS and _BULLET.match(text, start, end) else "paragraph"
        labels[number] = Label(number, kind)
        segments.append(Segment(start, end, number))
        position = end
        if number == MAX_LINES:
            break
    if position < len(text):
        segments.append(Segment(position, len(text)))
    return Draft(decoded, segments, labels, list(labels))


def text_start(text: str, start: int, end: int) -> int:
    """Return where the text of ``text[start:end]`` starts, behind white space, written as references (``&nbsp;``) or not."""
    if start < end and text[start] not in _MAY_BE_LAYOUT:
        return start
    layout = _LAYOUT.match(text, start, end)
    return layout.end() if layout else start


def text_end(text: str, start: int, end: int) -> int:
    """Return where the text of ``text[start:end]`` ends, before white space, written as references or not."""
    if start < end and text[end - 1] not in _MAY_BE_LAYOUT:
        return end
    while start < end:
        first = max(start, end - _WINDOW)
        before = first + len(text[first:end].rstrip(_EDGE))
        if before < end:
            before += text[before] == "\u00a0" and _is_half(text, before)
        else:
            at = text.rfind("&", max(start, end - _LONGEST_REFERENCE), end)
            before = at if at != -1 and _EDGE_REFERENCE.fullmatch(text, at, end) else end
        if before == end:
            break
        end = before
    return end


def is_layout(text: str) -> bool:
    """Return whether ``text`` is nothing but layout: white space, written as references or not, and what shows nothing."""
    return text_start(text, 0, len(text)) == len(text)


def shown(layout: str) -> str:
    """Return what a stretch of layout shows: a blank for a reference, nothing for a zero-width space or a byte order mark."""
    return _EDGE_REFERENCE.sub(" ", layout).translate(_NOTHING)


def _is_half(text: str, at: int) -> bool:
    """Return whether ``text[at]`` looks like white space, but may be the second half of a garbled character."""
    return at > 0 and _HALVES.match(text, at - 1) is not None
