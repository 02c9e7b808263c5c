"""Exact phrases: in go phrases, out come the clauses that hold all of them in text or headings, checked on the text itself.

Postings give the candidates, which have all terms of a phrase; their match key decides. So nothing depends on how the segmenter
cut a sentence, and a phrase on two sides of a full stop is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS, count_han, is_han
from indexer.time_limit import in_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import CleanSpan
    from indexer.question import Phrase
    from indexer.reader import ClauseReader

PHRASE_FIELDS = ("text", "heading")
"""Where a phrase may stand; a title stands over clauses that do not hold it."""

_CHECK_COST = 50
"""How many postings are read in the time in which one clause's text is fetched, folded and searched: 1 µs against 55."""

_UNIT = re.compile(rf"[{HAN_CLASS}]|[^\s{HAN_CLASS}]+")
_LETTER = re.compile(rf"[^\W_{HAN_CLASS}]")

_heading_key = lru_cache(maxsize=4096)(match_key)
"""A heading stands over many clauses."""

Occurrences = dict[str, dict[int, float]]
"""By field, how often a phrase stands in each clause that holds it."""


def find_phrases(reader: ClauseReader, phrases: Sequence[Phrase]) -> list[Occurrences]:
    """Return for each phrase where it stands, in clauses that may hold all the others too."""
    candidates = [{field: find_candidates(reader, field, phrase) for field in PHRASE_FIELDS} for phrase in phrases]
    common = set.intersection(*(set().union(*by_field.values()) for by_field in candidates)) if phrases else set()
    found = [_only(by_field, common) if phrase.is_sure else _empty() for phrase, by_field in zip(phrases, candidates, strict=True)]
    checked = [place for place, phrase in enumerate(phrases) if not phrase.is_sure]
    for number in in_time(sorted(common if checked else ())):
        shown = reader.shown(number)
        keys = {"text": [match_key(shown["text"])], "heading": [_heading_key(heading) for heading in shown["heading_path"]]}
        for place in checked:
            for field in PHRASE_FIELDS:
                times = sum(_count(phrases[place].key, key) for key in keys[field])
                if times:
                    found[place][field][number] = float(times)
    return found


def _count(phrase: str, key: str) -> int:
    """Return how often a phrase stands in a match key, where one blank lies between words: most texts are told without a pattern."""
    return len(phrase_pattern(phrase).findall(key)) if count_han(phrase) or phrase in key else 0


def phrase_spans(text: str, phrase: Phrase) -> Iterator[CleanSpan]:
    """Yield where ``phrase`` stands in ``text``: same match key, white space of any kind and length between its words."""
    folded = fold(text)
    for match in phrase_pattern(phrase.key).finditer(folded.text):
        yield folded.span(match.start(), match.end())


@lru_cache(maxsize=256)
def loose_pattern(key: str) -> str:
    """Return the regular expression for a match key; beside a Han character white space may stand or not: it means nothing there."""
    units = _UNIT.findall(key)
    parts = [re.escape(units[0])]
    for before, after in pairwise(units):
        parts += (r"\s*" if is_han(before) or is_han(after) else r"\s+", re.escape(after))
    return "".join(parts)


def find_candidates(reader: ClauseReader, field: str, phrase: Phrase) -> dict[int, float]:
    """Return the clauses that have all terms of the phrase, or so few of them more that checking these is faster."""
    if phrase.is_lone:
        return _with_character(reader, field, phrase)
    lengths = sorted((reader.document_frequency(field, term), term) for term in phrase.terms)
    (_, rarest), *others = lengths
    candidates = dict(in_time(reader.postings(field, rarest)))
    for length, term in others:
        if length > _CHECK_COST * len(candidates):
            break
        having = set(reader.clauses_with(field, term))
        candidates = {number: frequency for number, frequency in candidates.items() if number in having}
    return candidates


def _with_character(reader: ClauseReader, field: str, phrase: Phrase) -> dict[int, float]:
    """Return the clauses that have one Han character, and how often: in pairs that it begins, and at the ends of runs."""
    found: defaultdict[int, float] = defaultdict(float)
    pairs = [term for term in reader.terms(field, phrase.key) if len(term) == count_han(term) == len("医院")]
    for term in (*phrase.terms, *pairs):
        for number, times in in_time(reader.postings(field, term)):
            found[number] += times
    return found


def _only(by_field: Occurrences, numbers: set[int]) -> Occurrences:
    return {field: {n: times for n, times in found.items() if n in numbers} for field, found in by_field.items()}


def _empty() -> Occurrences:
    return {field: {} for field in PHRASE_FIELDS}


@lru_cache(maxsize=256)
def phrase_pattern(key: str) -> re.Pattern[str]:
    """Return the compiled pattern of a phrase, whose first and last words end there, as ``indexer.tokens`` cuts them.

    "annual salary" is not in "biannual salary", "200" not in "1,200" or "200%"; "hospital" is in "hospital's".
    """
    before = f"(?<!{_LETTER.pattern})(?<![^\\W_]')" if _LETTER.match(key) else ""
    after = f"(?!{_LETTER.pattern})(?!'(?!s\\b)[^\\W_])" if _LETTER.match(key[-1]) else ""
    before += r"(?<![0-9][.,])" if key[0].isdigit() else ""
    after += r"(?![.,][0-9]|%)" if key[-1].isdigit() else ""
    return re.compile(before + loose_pattern(key) + after)
