"""Slips that stems hide: in goes a question, out comes the same with words that nobody wrote kept from finding what was meant.

Porter's stem cuts -ance and -ence alike, so that ambulence would silently find ambulance. What was meant is offered instead
(``indexer.suggest``), as for every other misspelt word.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from corpus.matchkey import match_key
from indexer.time_limit import in_time

if TYPE_CHECKING:
    from indexer.question import Question, Unit
    from indexer.reader import ClauseReader

_ENDING = re.compile("(?<=[a-z]{3})[ae](?=nc(?:e|es|y|ies)$)")

LOOKED_AT = 50
"""Clauses with the stem in which the word is looked for; each takes 55 µs to read. A word that stands in none of them is no usual one."""


def without_slips(reader: ClauseReader, question: Question) -> Question:
    """Return the question with each word that only its twin in -ance or -ence stands for finding nothing."""
    slips = {unit: _as_written(unit) for unit in question.units if unit.kind == "word" and _is_slip(reader, unit)}
    if not slips:
        return question
    units, asked = (tuple(slips.get(unit, unit) for unit in given) for given in (question.units, question.asked))
    return question._replace(units=units, asked=asked)


def _as_written(unit: Unit) -> Unit:
    """Return the unit of the word itself, unstemmed: no term of the index."""
    return unit._replace(terms=(unit.terms[0]._replace(text=match_key(unit.written)),))


def _is_slip(reader: ClauseReader, unit: Unit) -> bool:
    word = match_key(unit.written)
    ending = _ENDING.search(word)
    if ending is None:
        return False
    begins = re.escape(word[: ending.start()])
    typed, other = (re.compile(rf"\b{begins}{letter}nc(?:es?|y|ies)\b") for letter in (ending[0], "e" if ending[0] == "a" else "a"))
    met = False
    for number in in_time(islice(reader.clauses_with("text", unit.terms[0].text), LOOKED_AT)):
        text = match_key(reader.shown(number)["text"])
        if typed.search(text):
            return False
        met = met or other.search(text) is not None
    return met
