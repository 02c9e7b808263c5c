"""Regions of a page: in go its blocks, out come where its head ends and where its foot begins.

A page's own title, dateline and navigation stand in its head, its source, editor and legal lines in its foot; the same words in
between are the text's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model import READ_KINDS
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock

HEAD_BLOCKS = 60
"""Blocks. The longest menu met above a dateline has 26 lines."""

HEAD_WEIGHT = 400
"""Letters of English in sentences. A headline that is a sentence and a promotion line weigh 200 together; two paragraphs weigh more."""

FOOT_BLOCKS = 6
"""Blocks. Source, author, editor, date and two lines more."""


def head_end(blocks: Sequence[DraftBlock]) -> int:
    """Return how many blocks the head has: up to the first numbered clause, or till some sentences were read."""
    read = 0.0
    for position, block in enumerate(blocks[:HEAD_BLOCKS]):
        if block.kind not in READ_KINDS:
            continue
        if ends_sentence(block.text):
            read += weight(block.text)
        if read > HEAD_WEIGHT or opening(block.text) is not None:
            return position
    return min(len(blocks), HEAD_BLOCKS)


def foot_start(blocks: Sequence[DraftBlock]) -> int:
    """Return the position of the first block of the foot: the last few blocks that are not a site's own voice."""
    own = [position for position, block in enumerate(blocks) if block.kind != "boilerplate"]
    return own[-FOOT_BLOCKS] if len(own) >= FOOT_BLOCKS else 0
