"""Sentence ends and text length: in goes text, out come the places where a sentence ends and how much a reader has to read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.scripts import count_han

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN_WEIGHT = 3.8
"""One Han character says as much as 3.8 letters of English: measured on 3,071 sentence pairs of TICO-19 (see
``benchmarks/measure_han_weight.py``)."""

TERMINAL = "。．｡.!！?？;；…"
_TERMINALS = tuple(TERMINAL)
CLOSING = "”’\"')）」』》】]"

_END = re.compile(rf"[。｡！？!?；;…]+[{re.escape(CLOSING)}]*\s*|[.．][{re.escape(CLOSING)}]*(?:\s+|$)")
_ABBREVIATION = re.compile(
    r"(?:(?<![A-Za-z])(?:No|Nos|Art|Arts|Sec|Co|Ltd|Inc|Corp|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|Fig|Vol|pp?|cf|approx|[A-Z])|^\s*\(?\d{1,3})\.$"
)
_NUMBER_SIGN = re.compile(r"(?<![a-z])(?:nos?|arts?|sec|vol|fig)\.$", re.IGNORECASE)
_WINDOW = 8
"""Characters before a full stop in which the longest abbreviation and the blank before it stand."""


def weight(text: str) -> float:
    """Return the length of ``text`` in letters of English: a Han character counts ``HAN_WEIGHT``, every other one 1."""
    return _weight(text) if len(text) <= LONGEST_KEPT else len(text) + (HAN_WEIGHT - 1) * count_han(text)


LONGEST_KEPT = 1000
"""Characters of a text whose weight is remembered: a dozen rules ask for that of each line of a page."""


@lru_cache(maxsize=8192)
def _weight(text: str) -> float:
    return len(text) + (HAN_WEIGHT - 1) * count_han(text)


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends where a sentence may end, closing quotes and brackets aside."""
    return text.rstrip().rstrip(CLOSING).endswith(_TERMINALS)


def sentence_ends(text: str) -> Iterator[int]:
    """Yield the offsets at which a sentence of ``text`` ends, white space behind it included; the end of the text is not yielded.

    "No. 18", "etc., " and a numbering such as "2." do not end a sentence, nor does the point of 3.14.
    """
    for match in _END.finditer(text):
        if match.end() == len(text):
            return
        if match[0][0] in ".．" and _is_abbreviation(text, match.start(), match.end()):
            continue
        yield match.end()


def _is_abbreviation(text: str, stop: int, end: int) -> bool:
    """Return whether the full stop at ``stop`` belongs to the word before it; ``end`` is where the next word begins."""
    start = max(stop - _WINDOW, 0)
    if _ABBREVIATION.search(text, start, stop + 1):
        return True
    # Of a page in lower case "no." may be a word; before a number it is a sign.
    return text[end].isdecimal() and _NUMBER_SIGN.search(text, start, stop + 1) is not None


NAME_WEIGHT = 120
"""Letters of English up to which words without a sentence end may be a heading. The longest heading run into the body of the opinions
we read weighs 116."""

_IN_NO_NAME = re.compile(r"[。；;：:！!？?]")


def is_name(text: str) -> bool:
    """Return whether ``text`` may be the name of a unit: short, without anything that ends or opens a sentence."""
    if weight(text) > NAME_WEIGHT or _IN_NO_NAME.search(text) or ends_sentence(text):
        return False
    return next(sentence_ends(text), None) is None
