"""Text lost within a page: in go a page and copies of it, out comes what stood there, by what stands before and behind it on both.

That is the end of a page that breaks off, characters that a decoder gave up, and a quotation mark without its partner. Only copies are
looked at, and all that have the place must say the same: another version of a text has other words in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.matchkey import simplify
from corpus.model import READ_KINDS, RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block, Document, Flag
    from corpus.restorations import GapKind

CONTEXT = 24
"""Letters, figures and characters by which a place is found again."""

LEAST_CONTEXT = 8
"""So many where another gap is near, on one side; of two sides both have them."""

MOST_WORDS = 4
"""Characters that stood there for each sign that is left: a decoder leaves one for one to three bytes."""

MOST_QUOTED = 60
"""Characters of a quoted phrase, as in ``cleaners.lost_quotes``."""

MAX_GAPS = 64
"""Gaps of a page that are looked for, from the first on; a page with more of them is hardly a text."""

KINDS: dict[str, GapKind] = {"truncated": "end", "characters-lost": "characters", "quotes-lost": "quotes"}
_QUOTES = {"”": "“", "」": "「"}
_OPENING = "“「『《〈（(【〔["


class Stream(NamedTuple):
    """The text of a page as one string, the place and the part of each character; what is compared of it, and where that stands."""

    text: str
    raw: list[RawSpan]
    words: str
    at: list[int]
    parts: list[int]


class Told(NamedTuple):
    """What stood at a gap: the gap, its kind, where the copy has it and what it says, and how many characters around are the same."""

    gap: RawSpan
    kind: GapKind
    span: RawSpan
    text: str
    around: int


def stream(document: Document) -> Stream:
    """Return what a page says as one string."""
    text: list[str] = []
    raw: list[RawSpan] = []
    parts: list[int] = []
    for block in document.blocks:
        if block.kind in READ_KINDS:
            for character, span in _characters(block):
                text.append(character)
                raw.append(span)
                parts.append(block.part)
            if raw:
                text.append("\n")
                raw.append(RawSpan(raw[-1].end, raw[-1].end))
                parts.append(block.part)
    whole = "".join(text)
    folded = simplify(whole)
    at = [place for place, character in enumerate(folded) if character.isalnum()]
    return Stream(whole, raw, "".join(folded[place].lower()[0] for place in at), at, parts)


def _characters(block: Block) -> Iterator[tuple[str, RawSpan]]:
    for piece in block.pieces:
        for number, character in enumerate(piece.text):
            start = piece.raw.start + number
            yield character, piece.raw if piece.edit is not None else RawSpan(start, start + 1)


def gaps_within(document: Document) -> list[Flag]:
    """Return the flags of a page at which text was lost between, behind or before others, in page order; of a line of nothing else none."""
    whole_lines = {
        (block.pieces[0].raw.start, block.pieces[-1].raw.end) for block in document.blocks if block.kind == "gap" and block.pieces
    }
    flags = {*document.flags, *(flag for block in document.blocks for flag in block.flags)}
    within = (flag for flag in flags if flag.name in KINDS and tuple(flag.span) not in whole_lines)
    return sorted(within, key=lambda flag: (flag.span, flag.name))[:MAX_GAPS]


def tell(page: Stream, gaps: Sequence[Flag], gap: Flag, copy: Stream) -> Told | None:
    """Return what stood at one of the gaps of a page, as a copy of it has it; None where that has no such place, or several."""
    before, after = _around(page, gaps, gap)
    places = _all(copy.words, before)
    if len(before) < LEAST_CONTEXT or len(places) != 1:
        return None
    last = places[0] + len(before) - 1
    kind = KINDS[gap.name]
    found: tuple[int, int] | None
    if kind == "end":
        end = max(place for place in copy.at if copy.parts[place] == copy.parts[copy.at[last]]) + 1
        found = (copy.at[last] + 1, _with_marks(copy.text, end))
    elif kind == "characters":
        found = _until(copy, last, after, gap)
    else:
        found = _quoted(copy, copy.at[last] + 1)
    if not found:
        return None
    start, end = found
    if kind != "quotes":
        start, end = _trimmed(copy.text, start, end, behind=kind == "characters")
    if not any(map(str.isalnum, copy.text[start:end])):
        return None
    span = RawSpan(copy.raw[start].start, copy.raw[end - 1].end)
    return Told(gap.span, kind, span, copy.text[start:end].strip("\n"), len(before) + (len(after) if kind == "characters" else 0))


def _around(page: Stream, gaps: Sequence[Flag], gap: Flag) -> tuple[str, str]:
    """Return what stands before and behind a gap, up to the next one on either side."""
    start, end = (gap.span.end, gap.span.end) if gap.name == "truncated" and not gap.evidence.startswith("a note") else gap.span
    others = [flag.span for flag in gaps if flag.name == "characters-lost" and flag.span != gap.span]
    low = max((span.end for span in others if span.end <= start), default=0)
    high = min((span.start for span in others if span.start >= end), default=page.raw[-1].end if page.raw else 0)
    before = [
        word for word, place in zip(page.words, page.at, strict=True) if low <= page.raw[place].start and page.raw[place].end <= start
    ]
    after = [word for word, place in zip(page.words, page.at, strict=True) if end <= page.raw[place].start and page.raw[place].end <= high]
    return "".join(before[-CONTEXT:]), "".join(after[:CONTEXT])


def _all(words: str, sought: str) -> list[int]:
    places = []
    place = words.find(sought) if sought else -1
    while place >= 0:
        places.append(place)
        place = words.find(sought, place + 1)
    return places


def _until(copy: Stream, last: int, after: str, gap: Flag) -> tuple[int, int] | None:
    """Return the stretch between what stands before lost characters and what stands behind them."""
    most = MOST_WORDS * (gap.span.end - gap.span.start)
    place = copy.words.find(after, last + 1, last + 1 + most + len(after)) if len(after) >= LEAST_CONTEXT else -1
    return (copy.at[last] + 1, copy.at[place]) if place > last + 1 else None


def _quoted(copy: Stream, closing: int) -> tuple[int, int] | None:
    """Return the quoted phrase that the mark at ``closing`` ends."""
    opening = _QUOTES.get(copy.text[closing : closing + 1])
    start = copy.text.rfind(opening, max(closing - MOST_QUOTED, 0), closing) if opening else -1
    return (start, closing + 1) if start >= 0 and "\n" not in copy.text[start:closing] else None


def _with_marks(text: str, end: int) -> int:
    """Return where the line ends in which the last word stands."""
    line_end = text.find("\n", end)
    return line_end if line_end >= 0 else len(text)


def _trimmed(text: str, start: int, end: int, *, behind: bool) -> tuple[int, int]:
    """Return a stretch without the marks at its ends, which the page may have itself; opening ones before it are its own."""
    while start < end and not text[start].isalnum() and text[start] not in _OPENING:
        start += 1
    while behind and start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end
