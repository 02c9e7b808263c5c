"""Raw rows: in goes a cleaned page, out comes each of its blocks beside the raw text that it was made of, markup left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleaners.html_source import is_html, text_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import Block, Cleaned, Edit, RawSpan

_SPACE = re.compile(r"[ \t\r\n\f]+")
"""White space that HTML shows as one space (HTML Standard, ASCII whitespace)."""

_AROUND_LINE_END = re.compile(r" *\n[ \n]*")

_NEW_LINE = re.compile(
    r"</?(?:p|div|br|hr|t[rdh]|li|[uod]l|d[dt]|h[1-6]|table|caption|section|article|blockquote|pre|center)\b", re.IGNORECASE
)
"""Tags at which a browser begins a new line (HTML Standard, 15.3), or a new cell."""


class Part(NamedTuple):
    """A stretch of a row: the raw text, what became of it, and the edits that did so; none where the raw text was kept."""

    raw: str
    clean: str
    edits: tuple[Edit, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether a reader sees a change: of an HTML page's line end that is read as a space nobody does."""
        return self.raw != self.clean


class Row(NamedTuple):
    """A block of the page with its raw text. ``block`` is None where a whole block was taken out; ``start`` is its place in the raw text.

    ``moved`` says that the block is read in another place than the one it has on the raw page.
    """

    block: Block | None
    parts: tuple[Part, ...]
    start: int
    moved: bool = False

    @property
    def raw(self) -> str:
        """The raw text of the row."""
        return "".join(part.raw for part in self.parts)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that a reader sees, in raw order."""
        return tuple(edit for part in self.parts if part.changed for edit in part.edits)


def rows_of(cleaned: Cleaned) -> list[Row]:
    """Return the rows of the page in reading order; what was taken out whole stands behind the row that it follows on the raw page."""
    blocks = cleaned.document.blocks
    claims: dict[int, list[_Claim]] = {}
    taken: dict[int, list[_Claim]] = {}
    for claim in _placed(_claims(cleaned)):
        (taken if claim.out else claims).setdefault(claim.block, []).append(claim)
    part = _Reader(cleaned.decoded.text).part
    moved = _moved([claims[number][0].span.start for number in range(len(blocks))])
    rows: list[Row] = []
    for number in range(-1, len(blocks)):
        if number >= 0:
            rows.append(Row(blocks[number], _merged(map(part, claims[number])), claims[number][0].span.start, number in moved))
        rows += (Row(None, (part(claim),), claim.span.start) for claim in taken.get(number, ()))
    return rows


class _Claim(NamedTuple):
    """A stretch of the decoded text, the block it belongs to (-1: none), its edit, and whether it was taken out as a whole."""

    span: RawSpan
    block: int
    text: str | None
    edit: Edit | None = None
    out: bool = False


def _claims(cleaned: Cleaned) -> list[_Claim]:
    """Return all that is no markup, in raw order; what an edit removed has no block yet."""
    unread = {edit.number: edit for edit in cleaned.edits}
    claims = [
        _Claim(piece.raw, number, piece.text, None if piece.edit is None else unread.pop(piece.edit))
        for number, block in enumerate(cleaned.document.blocks)
        for piece in block.pieces
    ]
    return sorted([*claims, *(_Claim(edit.span, -1, "", edit) for edit in unread.values())], key=lambda claim: claim.span)


def _placed(claims: Sequence[_Claim]) -> Iterator[_Claim]:
    """Yield the claims, those that have no block with the one that they stand in or touch; else as taken out behind the one before."""
    following = _following(claims)
    before, end = -1, -1
    for claim, (after, touches_after) in zip(claims, following, strict=True):
        if claim.block >= 0:
            before, end = claim.block, claim.span.end
            yield claim
        elif claim.edit and claim.edit.twin:
            yield claim._replace(block=before, out=True)
        elif before >= 0 and (before == after or end == claim.span.start):
            end = claim.span.end if end == claim.span.start else end
            yield claim._replace(block=before)
        elif touches_after:
            yield claim._replace(block=after)
        else:
            yield claim._replace(block=before, out=True)


def _following(claims: Sequence[_Claim]) -> list[tuple[int, bool]]:
    """Return of each claim the block of the next one that has one, and whether nothing but removed text stands between."""
    found: list[tuple[int, bool]] = []
    after, start, touches = -1, -1, False
    for claim in reversed(claims):
        touches = touches and claim.span.end == start
        found.append((after, touches))
        if claim.block >= 0:
            after, touches = claim.block, True
        start = claim.span.start
    return found[::-1]


class _Reader:
    """Reads raw text as a person would see it: of HTML without tags, white space as one space."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._html = is_html(text)
        self._runs = list(text_runs(text)) if self._html else []
        self._ends = [run.end for run in self._runs]

    def part(self, claim: _Claim) -> Part:
        """Return the claim as a part of a row."""
        raw = self._text[slice(*claim.span)]
        if claim.edit is None:
            return Part(raw, raw)
        if not self._html:
            return Part(raw, claim.text or "", (claim.edit,))
        return Part(self._without_tags(claim.span), claim.text or "", (claim.edit,))

    def _without_tags(self, span: RawSpan) -> str:
        """Return the text of a span, a new line where a tag begins one: an edit may join what stood in two paragraphs."""
        pieces: list[str] = []
        position = span.start
        for index in range(bisect_right(self._ends, span.start), len(self._runs)):
            start, end = max(self._runs[index].start, span.start), min(self._runs[index].end, span.end)
            if start >= span.end:
                break
            pieces += (self._line_end(position, start), _SPACE.sub(" ", self._text[start:end]))
            position = end
        pieces.append(self._line_end(position, span.end))
        return _AROUND_LINE_END.sub("\n", "".join(pieces))

    def _line_end(self, start: int, end: int) -> str:
        return "\n" if _NEW_LINE.search(self._text, start, end) else ""


def _merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts, kept neighbours as one, and neighbours that one rule changed for one reason as one."""
    merged = []
    for _, group in groupby(parts, key=lambda part: part.changed and (part.edits[-1].rule, part.edits[-1].reason)):
        same = list(group)
        edits = tuple(edit for part in same for edit in part.edits)
        merged.append(same[0] if len(same) == 1 else Part("".join(p.raw for p in same), "".join(p.clean for p in same), edits))
    return tuple(merged)


def _moved(starts: Sequence[int]) -> set[int]:
    """Return the blocks that are not read in raw order: all but a longest run of ever later places, found by patience sorting."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, start in enumerate(starts):
        length = bisect_left(tails, start)
        before.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [start]
        at[length : length + 1] = [number]
    stays = set()
    number = at[-1] if at else -1
    while number >= 0:
        stays.add(number)
        number = before[number]
    return set(range(len(starts))) - stays
