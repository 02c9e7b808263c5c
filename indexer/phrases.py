"""Exact phrases: in goes a phrase, out come the clauses in whose text or headings it stands, checked on the text itself.

Postings give the candidates, which have all terms of the phrase; their match key decides. So nothing depends on how the segmenter
cut a sentence, and a phrase on two sides of a full stop is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import CleanSpan
    from indexer.question import Phrase
    from indexer.reader import ClauseReader

PHRASE_FIELDS = ("text", "heading")
"""Where a phrase may stand; a title stands over clauses that do not hold it."""


def find_phrase(reader: ClauseReader, phrase: Phrase) -> dict[str, dict[int, float]]:
    """Return, by field, how often ``phrase`` stands in each clause that holds it."""
    found: dict[str, dict[int, float]] = {}
    for field in PHRASE_FIELDS:
        found[field] = {}
        for number in sorted(_candidates(reader, field, phrase)):
            shown = reader.shown(number)
            written = (shown["text"],) if field == "text" else shown["heading_path"]
            occurrences = sum(1 for text in written for _ in phrase_spans(text, phrase))
            if occurrences:
                found[field][number] = float(occurrences)
    return found


def phrase_spans(text: str, phrase: Phrase) -> Iterator[CleanSpan]:
    """Yield where ``phrase`` stands in ``text``: same match key, white space of any kind and length between its words."""
    folded = fold(text)
    for match in _pattern(phrase.key).finditer(folded.text):
        yield folded.span(match.start(), match.end())


def _candidates(reader: ClauseReader, field: str, phrase: Phrase) -> set[int]:
    candidates: set[int] | None = None
    for term in phrase.terms:
        having = {number for number, _ in reader.postings(field, term)}
        candidates = having if candidates is None else candidates & having
    return candidates or set()


@lru_cache(maxsize=256)
def _pattern(key: str) -> re.Pattern[str]:
    """Return the pattern of a match key; at a Latin end the word must end too, so "annual salary" is not in "biannual salary"."""
    words = r"\s+".join(map(re.escape, key.split()))
    before = "(?<![a-z0-9])" if _is_latin(key[0]) else ""
    after = "(?![a-z0-9])" if _is_latin(key[-1]) else ""
    return re.compile(before + words + after)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
