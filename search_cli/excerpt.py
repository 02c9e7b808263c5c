"""Excerpts: in goes a clause's text with the spans that matched, out come the stretches of it that are worth showing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from corpus.sentences import sentence_ends
from search_cli.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXCERPT_LINES = 4
"""Lines of a terminal for one clause, so that three hits fit on one screen."""

EXCERPT_CELLS = 320
"""About 160 Chinese characters or 55 English words, four lines at 80 columns: what is shown where there is no terminal to tell."""

_CONTEXT_SHARE = 4
"""A quarter of the excerpt, at most, stands before the first match: enough for the half sentence that leads to it."""

_SENTENCE_END = re.compile(r"[。！？；]|[.!?;](?=\s)")
_BOUNDARY = re.compile(r"[，、：,:]|\s+")


_ELLIPSIS_CELLS = 3
"""Of " … " between two stretches."""


class Excerpt(NamedTuple):
    """A stretch of a text: from ``start`` to ``end``."""

    start: int
    end: int


def choose_excerpts(text: str, matches: Sequence[tuple[int, int]], cells: int = EXCERPT_CELLS) -> list[Excerpt]:
    """Return the best sentences of ``text``, in order, in at most ``cells`` cells with " … " between them; all of a short text.

    The best have the most that the better ones do not have, in whatever case; then those around them are taken in as far as there is
    room. A sentence that alone is too long is cut, as in ``choose_excerpt``. ``matches`` are spans of ``text`` in order.
    """
    before = [0, *accumulate(map(cell_width, text))]
    if before[-1] <= cells or not matches:
        return [choose_excerpt(text, matches, cells)]
    ends = [*sentence_ends(text), len(text)]
    sentences = [Excerpt(start, end) for start, end in zip([0, *ends], ends, strict=False)]
    chosen: set[int] = set()

    def fits(added: int) -> bool:
        stretches = _stretches(text, sentences, chosen | {added})
        return sum(before[end] - before[start] for start, end in stretches) + _ELLIPSIS_CELLS * (len(stretches) + 1) <= cells

    said = [Counter(text[first:last].casefold() for first, last in matches if start <= first < end) for start, end in sentences]
    for best in _by_worth(said):
        if fits(best):
            chosen.add(best)
        elif not chosen:
            return [choose_excerpt(text, matches, cells)]
    for distance in (1, -1) * len(sentences):
        for at in sorted(number + distance for number in chosen if 0 <= number + distance < len(sentences)):
            if at not in chosen and fits(at):
                chosen.add(at)
    return _stretches(text, sentences, chosen)


def _by_worth(said: Sequence[Counter[str]]) -> Iterator[int]:
    """Yield the numbers of the sentences that say something, each time the one that says most of what was not yet said."""
    left = [number for number, words in enumerate(said) if words]
    known: set[str] = set()
    while left:
        best = max(left, key=lambda number: (len(said[number].keys() - known), said[number].total(), -number))
        left.remove(best)
        known |= said[best].keys()
        yield best


def _stretches(text: str, sentences: Sequence[Excerpt], chosen: set[int]) -> list[Excerpt]:
    """Return the chosen sentences, neighbours made one, without the white space at their ends."""
    merged: list[Excerpt] = []
    for start, end in (sentences[number] for number in sorted(chosen)):
        if merged and merged[-1].end == start:
            merged[-1] = Excerpt(merged[-1].start, end)
        else:
            merged.append(Excerpt(start, end))
    trimmed = ((start + len(part) - len(part.lstrip()), part) for start, part in ((one.start, text[slice(*one)]) for one in merged))
    return [Excerpt(start, start + len(part.strip())) for start, part in trimmed]


def choose_excerpt(text: str, matches: Sequence[tuple[int, int]], cells: int = EXCERPT_CELLS) -> Excerpt:
    """Return the stretch of at most ``cells`` cells that holds the most matches, the earliest of equals; all of a short text.

    It begins at a sentence, else a word, with some context before its first match, and ends at a word. ``matches`` are spans of
    ``text`` in order.
    """
    before = [0, *accumulate(map(cell_width, text))]
    if before[-1] <= cells:
        return Excerpt(0, len(text))
    context = cells // _CONTEXT_SHARE
    held = {match: _held(matches, match[0], _reach(before, match[0], cells - context)) for match in matches}
    first = max(held, key=held.__getitem__, default=(0, 0))[0]
    start = _opening(text, _reach_back(before, first, context), first)
    if before[-1] - before[start] <= cells:
        return Excerpt(_opening(text, _reach_back(before, len(text), cells), len(text)), len(text))
    return Excerpt(start, _closing(text, start, _reach(before, start, cells)))


def _held(matches: Sequence[tuple[int, int]], start: int, end: int) -> int:
    return sum(start <= match[0] and match[1] <= end for match in matches)


def _reach(before: Sequence[int], start: int, cells: int) -> int:
    """Return how far the text goes from ``start`` within ``cells`` cells."""
    end = start
    while end + 1 < len(before) and before[end + 1] - before[start] <= cells:
        end += 1
    return end


def _reach_back(before: Sequence[int], end: int, cells: int) -> int:
    start = end
    while start and before[end] - before[start - 1] <= cells:
        start -= 1
    return start


def _opening(text: str, earliest: int, latest: int) -> int:
    """Return the best place to begin between two places: the text's own beginning, a sentence's, a word's, else the earlier."""
    if earliest == 0:
        return 0
    for pattern in (_SENTENCE_END, _BOUNDARY):
        found = pattern.search(text, earliest, latest)
        if found:
            return found.end() + len(text[found.end() : latest]) - len(text[found.end() : latest].lstrip())
    return earliest


def _closing(text: str, start: int, end: int) -> int:
    """Return where to end: at ``end``, but in no word, and not after white space."""
    if end < len(text) and text[end - 1].isascii() and text[end - 1].isalnum() and text[end].isalnum():
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return start + len(text[start:end].rstrip())
