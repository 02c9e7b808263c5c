"""Oversized pages: in goes a draft as it was laid out, out comes a flag where it is larger than any real page.

What looks at neighbouring lines, or for copies of a passage, takes seconds on such a page and finds nothing that a reader would miss: only
rules that look at one line at a time are run. The text is kept and searched all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model import Flag, RawSpan

if TYPE_CHECKING:
    from cleaners.draft import Draft

OVERSIZED = "oversized"

MAX_BLOCKS = 20_000
"""Lines, paragraphs and cells. 3,786 laws have 2,550 at most, 367 pages of news 1,761."""

MAX_CHARACTERS = 1_000_000
"""Characters that are read. The longest law has 175,000, the longest of 367 pages 178,784."""

MAX_CHANGES = 200_000
"""Changes that one rule may make: one for each character of the longest law, were they all written as references."""


def flag_oversized(draft: Draft) -> bool:
    """Flag a draft that is larger than any real page, and return whether it is."""
    blocks, characters = len(draft.blocks), sum(len(block.text) for block in draft.blocks)
    if blocks <= MAX_BLOCKS and characters <= MAX_CHARACTERS:
        return False
    evidence = f"{blocks} blocks of {characters} characters"
    draft.flags.append(Flag(OVERSIZED, RawSpan(0, len(draft.text)), evidence))
    return True


def flag_too_many(draft: Draft, rule: str) -> Flag:
    """Return the flag of a rule that would change more than any real page needs, and so changes nothing."""
    return Flag(OVERSIZED, RawSpan(0, len(draft.text)), f"{rule}: more than {MAX_CHANGES} changes")
