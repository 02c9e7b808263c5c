"""Text lost within pages: in go laws, out come copies that break off, lost characters or opening quotation marks, and what stood there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

    from corpus.restorations import Restoration

LOST = 8
"""Places of a page that are damaged, at most."""

APART = 60
"""Characters from one to the next at least: where gaps stand closer together nothing is around them to be told by."""

_RUN = re.compile(f"[{HAN_CLASS}]{{12,}}")
_QUOTED = re.compile(r"“[^“”\n]{2,40}”")
_CUT = re.compile(f"(?<=[{HAN_CLASS}]{{8}})(?=[{HAN_CLASS}]{{8}})")


class Lost(NamedTuple):
    """A place of a damaged page, and what stood there on the whole one."""

    start: int
    end: int
    text: str


class Damaged(NamedTuple):
    """A page that lost text in places."""

    text: str
    lost: tuple[Lost, ...]

    def count_right(self, restored: Iterable[Restoration]) -> int:
        """Return how many restorations say what stood at their places, marks aside."""
        return sum(any(_is_of(one, place) and _words(one.text) == _words(place.text) for place in self.lost) for one in restored)


def cut_off(text: str, chooser: random.Random) -> Damaged | None:
    """Return a page that breaks off between two characters of a sentence, in its second half."""
    places = [match.start() for match in _CUT.finditer(text, len(text) // 2, len(text) * 9 // 10)]
    if not places:
        return None
    at = chooser.choice(places)
    return Damaged(text[:at], (Lost(at, at, text[at:]),))


def without_characters(text: str, chooser: random.Random) -> Damaged | None:
    """Return a page on which a decoder gave up on one to three characters in some places: a sign for each byte, or for each character."""
    runs = [(match.start() + 5, chooser.randrange(1, 4)) for match in _RUN.finditer(text)]
    return _damaged(text, [(at, text[at : at + size], "\ufffd" * size * chooser.choice((1, 3))) for at, size in runs], chooser)


def without_opening_marks(text: str, chooser: random.Random) -> Damaged | None:
    """Return a page that lost opening quotation marks."""
    return _damaged(text, [(match.start(), match[0], match[0][1:]) for match in _QUOTED.finditer(text)], chooser)


DAMAGES: dict[str, Callable[[str, random.Random], Damaged | None]] = {
    "end": cut_off,
    "characters": without_characters,
    "quotes": without_opening_marks,
}
"""By the kind of gap that restorations name."""


def _damaged(text: str, places: list[tuple[int, str, str]], chooser: random.Random) -> Damaged | None:
    """Return a text with some of these places (where, what stands there, what is left) damaged."""
    chosen: list[tuple[int, str, str]] = []
    for place in sorted(chooser.sample(places, min(len(places), LOST))):
        if not chosen or place[0] >= chosen[-1][0] + APART:
            chosen.append(place)
    made, done = "", 0
    lost: list[Lost] = []
    for at, before, after in chosen:
        made += text[done:at]
        lost.append(Lost(len(made), len(made) + len(after), before))
        made, done = made + after, at + len(before)
    return Damaged(made + text[done:], tuple(lost)) if lost else None


def _is_of(restored: Restoration, place: Lost) -> bool:
    return restored.gap.start <= place.end and place.start <= restored.gap.end


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, text))
