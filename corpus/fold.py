"""Folding with a map back: in goes text as people read it, out comes its match key, each character with its place in the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.matchkey import fold_characters
from corpus.model import CleanSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

_JOINED = re.compile(r"[\u0300-\u036f\u3099\u309a]")
_SEGMENT = re.compile(
    rf"(?P<run>[ -~\u2018\u2019\u201c\u201d\u3001-\u3015\u4e00-\u9fff\uff01-\uff5e]+(?!{_JOINED.pattern}))|\s|\S{_JOINED.pattern}*"
)
"""ASCII, Han characters and the usual marks in one go, since each folds to one character; else one character with the accents that follow
it: NFKC joins these (e + U+0301 is é), and of halfwidth kana a character with its voicing mark."""

_NOT_ALONE = "\uffff"
"""Stands for a character that does not fold to a single one, or changes the one before; it is none itself."""


class _Alone(dict[int, str]):
    """Translation table of characters that fold to one, whatever stands around them; each is folded when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = character.lower() if character.isascii() else _fold_segment(character)
        self[code] = folded if len(folded) == 1 and not _JOINED.match(character) else _NOT_ALONE
        return self[code]


_ALONE = _Alone()


class Folded(NamedTuple):
    """Folded text; its character ``i`` comes from ``starts[i]:ends[i]`` of the text as it was. White space is not collapsed."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> CleanSpan:
        """Return where the folded characters ``start`` to ``end`` stand in the text as it was; ``end`` exceeds ``start``."""
        return CleanSpan(self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """Return the match key of ``text``, character by character, with the place of each.

    NFKC may change the length: ㎏ is folded to kg, and both point at the one character. What folds to nothing (a soft hyphen)
    leaves no character.
    """
    if text.isascii():
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    alone = text.translate(_ALONE)
    if _NOT_ALONE not in alone:
        return Folded(alone, range(len(text)), range(1, len(text) + 1))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for segment in _SEGMENT.finditer(text):
        if segment.lastgroup:
            characters.append(fold_characters(segment[0]))
            starts.extend(range(segment.start(), segment.end()))
            ends.extend(range(segment.start() + 1, segment.end() + 1))
        else:
            folded = _fold_segment(segment[0])
            characters.append(folded)
            starts.extend([segment.start()] * len(folded))
            ends.extend([segment.end()] * len(folded))
    return Folded("".join(characters), starts, ends)


@lru_cache(maxsize=1 << 16)
def _fold_segment(segment: str) -> str:
    """Return the match key of one character; white space of any width is one space, line ends and tabs stay."""
    return " " if segment.isspace() and not segment.isascii() else fold_characters(segment)
