"""Lost case: a page whose English is all lower case is flagged; names cannot be capitalised again from the page alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model import READ_KINDS, Flag
from corpus.scripts import count_latin
from corpus.sentences import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Change, Draft

MIN_LETTERS = 200
"""Latin letters. A lower-case line or two is style; two hundred letters without one capital are not English as written."""

MIN_SENTENCES = 3
"""Sentences. Lists of key words and code have none."""


def flag_lost_case(draft: Draft) -> Iterator[Change]:
    """Yield a flag where the read text has several English sentences and not one capital letter."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    text = " ".join(block.text for block in blocks)
    if any(character.isupper() for character in text) or count_latin(text) < MIN_LETTERS:
        return
    sentences = sum(1 + sum(1 for _ in sentence_ends(block.text)) for block in blocks if block.text.endswith((".", "!", "?")))
    if sentences >= MIN_SENTENCES:
        yield Flag("case-lost", blocks[0].raw, f"{count_latin(text)} letters in {sentences} sentences, none a capital")
