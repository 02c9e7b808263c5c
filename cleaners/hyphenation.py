"""Hyphenation: in go two lines that are one sentence, out comes whether the hyphen at the end of the first was a printer's.

``regu-⏎lation`` was one word and becomes one again; ``long-⏎term`` had its hyphen before it was broken. What stands elsewhere on the
page decides, else whether one of the two parts is of those that words with a hyphen have.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z-])")
_CUT_WORD = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]+-)*[A-Za-z]{2,}-$")
_REST = re.compile(r"[a-z]{2,}(?:-[a-z]+)*(?![A-Za-z-])")
_LONGEST_WORD = 60

_FIRST_PARTS = frozenset(
    (
        "non self long short well one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
        "full half anti semi cross first third ultra single dual double vice middle upper urban fixed medium newly community government "
        "authority company risk value skills safety science disaster home life higher paid profit year"
    ).split()
)
_SECOND_PARTS = frozenset(
    (
        "based term related level year third thirds owned funded run free type class linked oriented profit purpose approved managed made "
        "making sized scale seeking designated established affected added powered certified specific government regulatory controlling "
        "department departmental two three four five round wide effective exempt financed run"
    ).split()
)
"""Parts of words with a hyphen. Of 17,004 such words in the English of 25,743 articles of Taiwan's laws (``mojlaw``) those with one of
these first or second parts are more than of the words without a hyphen that begin or end so; added are numbers and five words of their
kind. Parts of one syllable that begin other words (``re-``, ``co-``, ``pre-``, ``sub-``) are none."""


class Hyphens:
    """The words of a page, counted when the first hyphen at a line's end asks for them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the texts of a page's lines."""
        self._texts = list(texts)

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(word.lower() for text in self._texts for word in _WORD.findall(text))

    def are_of_printer(self, before: str, line: str) -> bool:
        """Return whether a line ends in a hyphen that only its end asked for; the next line goes on with the word."""
        cut = _CUT_WORD.search(before[-_LONGEST_WORD:])
        rest = _REST.match(line[:_LONGEST_WORD])
        if cut is None or rest is None:
            return False
        first, second = cut[0][:-1].lower(), rest[0]
        whole, apart = self._words[first + second], self._words[f"{first}-{second}"]
        if whole != apart:
            return whole > apart
        if first in _FIRST_PARTS or second in _SECOND_PARTS or "-" in first + second:
            return False
        return not (self._words[first] and self._words[second])
