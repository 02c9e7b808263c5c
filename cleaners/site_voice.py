"""A site's voice: in goes a line, out comes whether a site says it, by any of the forms that need no place on the page.

A player's, a form's and a survey's lines, buttons, records, notes and appeals; a line in two languages where both say so
(这条信息对您有用吗？ Was this useful?). A numbered line is the text's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.site_appeals import is_appeal
from cleaners.site_labels import is_site_label
from cleaners.site_machinery import MAX_WEIGHT, is_site_line
from cleaners.site_notes import is_note
from cleaners.site_phrases import is_button
from cleaners.site_records import is_record
from cleaners.site_sections import heads_site_section
from corpus.matchkey import simplify
from corpus.numbering import opening
from corpus.scripts import has_han
from corpus.sentences import LONGEST_KEPT, ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Block

MIN_LENGTH = 2
"""Characters. A lone stop is no site's."""

MIN_SENTENCE = 60
"""Letters of English. A shorter line that ends like a sentence may be a headline."""

_LETTER = re.compile(r"[A-Za-z]")
_COUNT = re.compile(r"[\W\d_]+$")


def shown_lines(blocks: Iterable[Block]) -> list[str]:
    """Return the text of each block as a site's lines are compared: without white space around it, in simplified characters.

    What is longer than ``LONGEST_KEPT`` is no site's line and stays as it is: a page may be one line of ten megabytes.
    """
    return [simplify(text) if len(text) <= LONGEST_KEPT else text for text in (block.text.strip() for block in blocks)]


def is_long_sentence(text: str) -> bool:
    """Return whether a line is a sentence of some length, as texts have them and what stands around them seldom has."""
    return weight(text) >= MIN_SENTENCE and ends_sentence(text)


def says_a_site(text: str) -> bool:
    """Return whether a site says a line, in simplified characters."""
    if len(text) < MIN_LENGTH or weight(text) > MAX_WEIGHT:
        return False
    return opening(text) is None and (_says(text) or _in_both_languages(text))


def is_sites_cell(text: str) -> bool:
    """Return the same of a cell of a table, in which buttons and records may be data."""
    return len(text) >= MIN_LENGTH and weight(text) <= MAX_WEIGHT and opening(text) is None and is_site_line(text)


def _says(text: str) -> bool:
    return is_site_line(text) or is_button(text, at_edge=False) or is_record(text) or is_note(text, at_edge=False) or is_appeal(text)


def _in_both_languages(text: str) -> bool:
    """Return whether a line has a Chinese and an English half, and each is a site's."""
    letter = _LETTER.search(text)
    if letter is None or letter.start() < MIN_LENGTH or not has_han(text[: letter.start()]) or has_han(text[letter.start() :]):
        return False
    halves = (text[: letter.start()].rstrip(" /|·"), _COUNT.sub("", text[letter.start() :]))
    return all(_says(half) or is_site_label(half, at_edge=True) or heads_site_section(half) for half in halves)
