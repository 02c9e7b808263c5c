"""Mojibake: in goes text, out comes the same text with what was decoded with the wrong codec read again.

Chinese first (``garbled_chinese``), then what single-byte codecs made of UTF-8 (``garbled_latin``). Each change is the smallest stretch
that was misread on its own, mostly one character, and names the misreading that it undoes, which ``Cleaned.check`` proves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleaners.draft import Replace
from cleaners.garbled_chinese import SAMPLE, Search, garbled_chinese
from cleaners.garbled_latin import garbled_latin
from cleaners.oversized import OVERSIZED
from cleaners.repair import Repair, problem_of
from corpus.misreading import BYTES_LOST, ESCAPED, MAX_ROUNDS, bare
from corpus.model import Edit, Flag, RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import Change, Draft, DraftBlock
    from corpus.model import Piece


VERSION = 3

MAX_STRETCH = 200_000
"""Characters of a line that is read again; the longest law has 175,000. A change for every character of a megabyte takes four seconds."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired text, and every edit with its span into the text that was given."""

    text: str
    edits: tuple[Edit, ...]


def repair_text(text: str) -> Repaired:
    """Return ``text`` with garbled characters put right, and the edits; clean text comes back as it is, without an edit."""
    repairs = garbled_runs(text)
    edits = tuple(
        Edit(number, "mojibake", VERSION, span, after, _reason(inverse), inverse)
        for number, (span, after, inverse) in enumerate(repairs, start=1)
    )
    return Repaired(_read_with(text, repairs), edits)


def repair_mojibake(draft: Draft) -> Iterator[Change]:
    """Yield a replacement for every garbled stretch inside a block, also where it was written as character references.

    ``&Atilde;&copy;`` became ``Ã©`` by another rule's edits. The replacement covers these, so that one edit stands for both and points to
    the raw text, and its inverse is the chain of both, the last damage last: ``utf-8 read as cp1252, then html-entity``. So does
    ``_fused`` name what was misread twice. Each name in a chain is undone exactly, and no edit needs another one to be proven.
    """
    search = Search()
    for block in draft.blocks:
        for pieces in _stretches(block):
            text = "".join(piece.text for piece in pieces)
            if len(text) > MAX_STRETCH:
                if garbled_runs(text[:SAMPLE], search):
                    yield Flag(OVERSIZED, RawSpan(pieces[0].raw.start, pieces[-1].raw.end), f"{len(text)} garbled characters in one line")
                continue
            ends = list(accumulate(len(piece.text) for piece in pieces))
            for span, after, inverse in garbled_runs(text, search):
                covered = pieces[bisect_right(ends, span.start) : bisect_left(ends, span.end) + 1]
                raw = RawSpan(_raw(pieces, ends, span.start), _raw(pieces, ends, span.end - 1, behind=True))
                name = inverse and inverse + ESCAPED * any(piece.edit is not None for piece in covered)
                if not problem_of(draft.text[raw.start : raw.end], after, name):
                    yield Replace(raw, after, _reason(name), inverse=name)


def _stretches(block: DraftBlock) -> Iterator[list[Piece]]:
    """Yield the pieces of a block that stand beside each other on the page."""
    stretch: list[Piece] = []
    for piece in block.pieces:
        if stretch and stretch[-1].raw.end != piece.raw.start:
            yield stretch
            stretch = []
        stretch.append(piece)
    if stretch:
        yield stretch


def _raw(pieces: Sequence[Piece], ends: Sequence[int], at: int, *, behind: bool = False) -> int:
    """Return the raw offset of character ``at`` of the joined pieces, or the one behind it; an edited piece is taken whole."""
    index = bisect_right(ends, at)
    piece = pieces[index]
    if piece.edit is not None:
        return piece.raw.end if behind else piece.raw.start
    return piece.raw.end - ends[index] + at + behind


def garbled_runs(text: str, search: Search | None = None, checks: int = MAX_ROUNDS) -> list[Repair]:
    """Return a change for each stretch of ``text`` that is mojibake beyond doubt, in order; what comes out has none.

    That is made sure of by reading what comes out in the same way, ``checks`` deep.
    """
    search = search or Search()
    repairs = list(_read_once(text, search))
    for _again in range(MAX_ROUNDS if repairs else 0):
        composed = _composed(text, repairs, search)
        if composed == repairs:
            break
        repairs = composed
    return _settled(text, repairs, search, checks) if repairs and checks else repairs


def _settled(text: str, repairs: list[Repair], search: Search, checks: int) -> list[Repair]:
    """Return the repairs without those of lines that would be changed again: what such a line was is in doubt.

    UTF-8 read as Shift-JIS and then as GBK, with bytes lost each time, comes back in part, and the rest then looks garbled in another way.
    """
    line_ends = _line_ends(text)
    while repairs:
        read = _read_with(text, repairs)
        ends_read = _line_ends(read)
        check = Search()
        check.go_on_from(search)
        unsettled = {bisect_left(ends_read, again.span.start) for again in garbled_runs(read, check, checks - 1)}
        search.go_on_from(check)
        kept = [repair for repair in repairs if bisect_left(line_ends, repair.span.start) not in unsettled]
        if not unsettled:
            break
        repairs = kept if len(kept) < len(repairs) else []
    return repairs


def _line_ends(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character == "\n"]


def _read_once(text: str, search: Search) -> Iterator[Repair]:
    if text.isascii():
        return
    position = 0
    for run in garbled_chinese(text, search):
        yield from garbled_latin(text, position, run.start)
        yield from run.repairs()
        position = run.end
    yield from garbled_latin(text, position, len(text))


def _composed(text: str, repairs: list[Repair], search: Search) -> list[Repair]:
    """Return the repairs, those fused whose results are garbled in their turn: part of a line may have been misread once more."""
    read = _read_with(text, repairs)
    every = list(_read_once(read, search))
    if not every:
        return repairs
    places = _places(text, repairs)
    starts = [place.start for place in places]
    clusters: list[tuple[int, int, list[Repair]]] = []
    for again in every:
        first, last = bisect_right(starts, again.span.start) - 1, bisect_left(starts, again.span.end)
        if clusters and first < clusters[-1][1]:
            first, _, others = clusters.pop()
            clusters.append((first, last, [*others, again]))
        else:
            clusters.append((first, last, [again]))
    for first, last, agains in clusters:
        end = places[last].start if last < len(places) else len(read)
        fused = _fused(text, [place.repair for place in places[first:last]], _again(read, places[first].start, end, agains))
        if fused:
            kept = [repair for repair in repairs if repair.span.end <= fused.span.start or repair.span.start >= fused.span.end]
            repairs = sorted([*kept, fused], key=lambda repair: repair.span)
        elif not any(place.repair for place in places[first:last]):  # ftfy judges what is left otherwise when the rest reads well
            shift = places[first].raw - places[first].start
            moved = (RawSpan(again.span.start + shift, again.span.end + shift) for again in agains)
            new = (Repair(span, again.after, again.inverse) for span, again in zip(moved, agains, strict=True))
            repairs = sorted([*repairs, *new], key=lambda repair: repair.span)
    return repairs


def _again(read: str, start: int, end: int, repairs: Sequence[Repair]) -> Repair:
    """Return several repairs of ``read`` as one that covers ``start`` to ``end``."""
    parts: list[str] = []
    position = start
    for repair in repairs:
        parts += (read[position : repair.span.start], repair.after)
        position = repair.span.end
    return Repair(RawSpan(start, end), "".join((*parts, read[position:end])), repairs[0].inverse)


class _Place(NamedTuple):
    """Where in the repaired text a repair, or one character that was kept, begins."""

    start: int
    repair: Repair | None
    raw: int


def _read_with(text: str, repairs: Sequence[Repair]) -> str:
    """Return the text with its repairs made."""
    parts: list[str] = []
    position = 0
    for (start, end), after, _ in repairs:
        parts += (text[position:start], after)
        position = end
    return "".join((*parts, text[position:]))


def _places(text: str, repairs: Sequence[Repair]) -> list[_Place]:
    """Return where in the repaired text each repair and each character that was kept begins."""
    places: list[_Place] = []
    position = length = 0
    for repair in repairs:
        kept = repair.span.start - position
        places += (_Place(length + at, None, position + at) for at in range(kept))
        places.append(_Place(length + kept, repair, repair.span.start))
        length += kept + len(repair.after)
        position = repair.span.end
    places += (_Place(length + at, None, position + at) for at in range(len(text) - position))
    return places


def _fused(text: str, covered: Sequence[Repair | None], again: Repair) -> Repair | None:
    """Return the one change for several and the one of their results, if it proves itself."""
    repairs = [repair for repair in covered if repair]
    inverses = {repair.inverse for repair in repairs}
    if len(repairs) < len(covered) or len(inverses) != 1 or again.inverse is None or None in inverses:
        return None
    span = RawSpan(repairs[0].span.start, repairs[-1].span.end)
    chain = f"{bare(again.inverse)}, then {bare(inverses.pop() or '')}"
    for ending in ("", BYTES_LOST):
        if not problem_of(text[slice(*span)], again.after, chain + ending):
            return Repair(span, again.after, chain + ending)
    return None


@cache
def _reason(inverse: str | None) -> str:
    if inverse is None:
        return "UTF-8 was read as cp1252, which has no character for its last byte"
    return inverse.replace(" read as ", " was read as ").replace("utf-8", "UTF-8")
