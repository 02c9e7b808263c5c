"""Interrupted sentences: in go lines of which some are a site's, out comes the join of the two halves of a sentence that these part.

``…80分以上不足90分为良，⏎未完待续，请翻页阅读⏎不足60分为差。`` Viewers put their page numbers, appeals and names in mid-sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from cleaners.lines import LINE_KINDS, separator
from cleaners.running_heads import goes_on
from corpus.model import RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BETWEEN = 4
"""A site's lines between the halves: a number of a page, a head, an appeal and a button."""

MAX_CHARACTERS = 2000
"""Raw characters between them, tags counted."""


def join_interrupted_sentences(draft: Draft) -> Iterator[Change]:
    """Yield the join of the halves, with the removal of what stands between them."""
    before = -1
    for at, block in enumerate(draft.blocks):
        if block.kind not in LINE_KINDS:
            if block.kind != "boilerplate":
                before = -1
            continue
        if before >= 0 and 1 < at - before <= MAX_BETWEEN + 1:
            first = draft.blocks[before]
            span = RawSpan(first.raw.end, block.raw.start)
            if 0 < span.end - span.start <= MAX_CHARACTERS and goes_on(first.text, block.text):
                between = draft.blocks[before + 1].text[:40]
                yield Replace(span, separator(first.text, block.text), f"a site's line in mid-sentence: {between}", joins=True)
        before = at
