"""More like this: in goes a clause, out comes the question that its own rarest concepts and words ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.limits import MAX_QUERY_LENGTH
from indexer.question import Question, units_of
from indexer.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from indexer.question import Unit
    from indexer.reader import ClauseReader

TELLING_UNITS = 20
"""As many words as a long question has; Lucene's MoreLikeThis takes 25."""


def question_of(reader: ClauseReader, number: int) -> Question:
    """Return the question for the units of a clause that stand in the fewest others, of those that stand in any."""
    text = reader.shown(number)["text"][:MAX_QUERY_LENGTH]
    units = {unit.terms: unit for unit in units_of(text) if unit.breadth and unit.written not in STOP_WORDS}

    def others(unit: Unit) -> int:
        return reader.document_frequency("text", unit.terms[0].text) - 1

    telling = sorted((unit for unit in units.values() if others(unit) > 0), key=lambda unit: (others(unit) / unit.breadth, unit.written))
    return Question(tuple(telling[:TELLING_UNITS]), ())
