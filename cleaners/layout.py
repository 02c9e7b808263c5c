"""Plain text → draft: in goes decoded text, out comes a draft with one block for every line that is not blank.

Line ends, blank lines and the white space at a line's edges are layout and are claimed as markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Draft, Label, Segment

if TYPE_CHECKING:
    from corpus.model import BlockKind, Decoded

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_EDGE = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\x1c\x1d\x1e\x1f"
_BULLET = re.compile(r"[•●▪■◆◇○·‣∙*\-–]\s+(?=\S)")


def lay_out_text(decoded: Decoded) -> Draft:
    """Return the draft of a plain-text page: each line a paragraph, or a list item where it opens with a bullet."""
    text = decoded.text
    segments: list[Segment] = []
    labels: dict[int, Label] = {}
    position = 0
    for line in _LINE.finditer(text):
        content = line[0].strip(_EDGE)
        if not content:
            continue
        start = line.start() + line[0].index(content[0])
        if position < start:
            segments.append(Segment(position, start))
        number = len(labels)
        kind: BlockKind = "list-item" if _BULLET.match(content) else "paragraph"
        labels[number] = Label(number, kind)
        position = start + len(content)
        segments.append(Segment(start, position, number))
    if position < len(text):
        segments.append(Segment(position, len(text)))
    return Draft(decoded, segments, labels, list(labels))
