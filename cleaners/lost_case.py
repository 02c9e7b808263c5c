"""Lost case: in goes a page, out comes a flag where its English is all lower case; names cannot be capitalised again from the page alone.

A list of key words, code and a lower-case heading have no sentences; an abbreviation or a name that kept its capitals does not give a
page its case back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.model import READ_KINDS, Flag
from corpus.scripts import count_latin
from corpus.sentences import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Change, Draft

MIN_LETTERS = 200
"""Latin letters. A lower-case line or two is style; two hundred letters without capitals are not English as written."""

MIN_SENTENCES = 3
"""Sentences. Lists of key words and code have none."""

MIN_LOWER_SHARE = 0.9
"""Share of sentences that begin with a small letter; on a page as written it is next to none, even where iPhone or pH opens some."""

MAX_CAPITAL_SHARE = 0.02
"""Share of capitals among the letters; a page as written has .03 and more, one that kept its abbreviations .01."""

EXAMPLE = 30
"""Characters of a sentence that are shown as evidence."""

_INITIAL = re.compile(r"[\W\d_]*([A-Za-z])")


def flag_lost_case(draft: Draft) -> Iterator[Change]:
    """Yield a flag where the read text has several English sentences and hardly any of them begins with a capital."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    text = " ".join(block.text for block in blocks)
    letters = count_latin(text)
    if letters < MIN_LETTERS:
        return
    capitals = sum(map(str.isupper, text))
    if capitals > MAX_CAPITAL_SHARE * letters:
        return
    openings = [opening for block in blocks for opening in _openings(block.text)]
    if openings and openings[0][0].isupper():
        del openings[0]  # a style sheet or a person set the initial of the page
    lower = [opening for opening in openings if opening[0].islower()]
    if len(lower) >= MIN_SENTENCES and len(lower) >= MIN_LOWER_SHARE * len(openings):
        small = f"{len(lower)} of {len(openings)} sentences begin with a small letter, such as “{lower[0]}…”"
        yield Flag("case-lost", blocks[0].raw, f"{small}; {capitals} of {letters} letters are capitals")


def _openings(text: str) -> Iterator[str]:
    """Yield the first words of every Latin sentence of a block that ends like one, from the first letter on."""
    if not text.rstrip().endswith((".", "!", "?")):
        return
    for start in (0, *sentence_ends(text)):
        match = _INITIAL.match(text, start)
        if match:
            yield text[match.start(1) : match.start(1) + EXAMPLE]
