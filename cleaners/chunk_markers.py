"""Chunk markers: in goes a page whose text a document-sharing site or a printer cut into numbered pieces, out comes the text in one.

Such sites cut a text every few hundred characters and number the pieces: 1、…2、…3、….
Example: a line ends …所属航天中心医院入选国资委标, the next begins 6、杆创建行动. The numbers are no list of the author's: they count up
from 1, and most of the pieces are cut in mid-sentence. Pages of a printed text are numbered on lines of their own (``- 7 -``), often
with a running head beside the number.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaners.chunk_chains import find_chains
from cleaners.chunk_cuts import UNKNOWN_PAIR, is_heading, is_set_apart, kinship, pair_evidence
from cleaners.chunk_marks import find_marks
from cleaners.draft import Change, Draft, Drop, Label, Replace
from cleaners.lines import LINE_KINDS, count_line_ends, separator
from cleaners.pieces import held
from cleaners.running_heads import is_page_number
from cleaners.site_voice import says_a_site
from corpus.dates import find_dates
from corpus.matchkey import simplify
from corpus.model import CleanSpan, RawSpan
from corpus.numbering import opening
from corpus.sentences import ends_sentence, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.chunk_chains import Chain
    from cleaners.chunk_marks import Mark
    from cleaners.draft import DraftBlock

MIN_SHARE_HEAD = 0.5
"""Share of the pages beside whose number a line must stand to be their running head."""

MAX_SITES_LINE = 80
"""Characters of a line above a mark that may be the site's."""

MIN_HEADS = 2
"""Pages beside whose number it must stand at least."""


class _Place(NamedTuple):
    """A mark, its raw span, the positions of the blocks before and behind it (its own, where text stands beside it), and line ends.

    ``before`` and ``after`` are the texts that meet where the mark is taken out; ``heads`` the positions of the running heads beside it.
    """

    mark: Mark
    own: RawSpan
    first: int
    last: int
    before: str
    after: str
    ends: tuple[int, int]
    heads: Sequence[int]


def join_chunks(draft: Draft) -> Iterator[Change]:
    """Yield the removal of every marker of a share site, with the line end before it, so that the text runs on.

    Where a paragraph ended at the cut the marker alone goes; the number of a page that stands on its own line becomes boilerplate.
    """
    blocks = [block for block in draft.blocks if block.kind != "boilerplate"]
    changes = [change for chain in find_chains(blocks, find_marks(blocks)) for change in _changes(draft, blocks, chain)]
    done = -1
    for span, change in sorted(changes, key=lambda one: one[0]):
        if span.start >= done:
            yield change
            done = span.end


def _changes(draft: Draft, blocks: Sequence[DraftBlock], chain: Chain) -> Iterator[tuple[RawSpan, Change]]:
    """Yield the changes that take one series of marks out, each with the raw span that it touches."""
    heads = _running_heads(blocks, chain)
    places = [_place(draft, blocks, mark, heads) for mark in chain.marks]
    told = [place for place in places if place is not None]
    if not told:
        return
    usual = [Counter(place.ends[side] for place in told).most_common(1)[0][0] for side in (0, 1)]
    extra = [place is not None and (place.ends[0] > usual[0] or place.ends[1] > usual[1]) for place in places]
    one_line = all(other.first <= one.last for one, other in pairwise(told))
    runs_on = one_line or any(ended and cut for ended, cut in zip(extra, chain.cuts, strict=True))
    for place, cut, ended in zip(places, chain.cuts, extra, strict=True):
        if place is None:
            continue
        apart = ended or not cut or _is_sites(place.before) or not {blocks[place.first].kind, blocks[place.last].kind} <= LINE_KINDS
        kept = any(heads[position] == position for position in place.heads)
        goes_on = (runs_on or _goes_on(place.before, place.after)) if chain.torn else kinship(place.before, place.after) > 0
        if apart or not goes_on or (kept and ends_sentence(place.before)):
            yield from _take_out(blocks, place, heads)
        else:
            yield _join(draft, blocks, place, chain)


def _place(draft: Draft, blocks: Sequence[DraftBlock], mark: Mark, heads: Mapping[int, int]) -> _Place | None:
    """Return where a mark stands, or None where an edit holds it together with other text."""
    block = blocks[mark.block]
    found = list(held(block, [CleanSpan(mark.start, mark.end)]))
    if len(found) != 1 or found[0].piece.edit is not None:
        return None
    own = found[0].raw(found[0].spans[0])
    first = last = mark.block
    beside: list[int] = []
    if mark.edge in {"alone", "start"}:
        first = max(mark.block - 1, 0)
        while first and (first in heads or is_page_number(blocks[first].text)):
            beside += [first] * (first in heads)
            first -= 1
    if mark.edge in {"alone", "end"}:
        last = min(mark.block + 1, len(blocks) - 1)
        while last in heads and last + 1 < len(blocks):
            beside.append(last)
            last += 1
    before = block.text[: mark.start] if first == mark.block else blocks[first].text
    after = block.text[mark.end :] if last == mark.block else blocks[last].text
    ends = (0, 0)
    if draft.markup_kind == "text":
        ends = (
            count_line_ends(draft.text[blocks[first].raw.end : own.start]),
            count_line_ends(draft.text[own.end : blocks[last].raw.start]),
        )
    return _Place(mark, own, first, last, before.rstrip(), after.lstrip(), ends, beside)


def _running_heads(blocks: Sequence[DraftBlock], chain: Chain) -> dict[int, int]:
    """Return the lines that stand beside the numbers of pages again and again: the position of each, and of the one that is kept."""
    alone = [mark.block for mark in chain.marks if mark.edge == "alone"]
    found: dict[int, int] = {}
    for side in (-1, 1):
        lines = [position + side for position in alone if 0 <= position + side < len(blocks)]
        times = Counter(blocks[position].text for position in lines)
        for position in lines:
            text = blocks[position].text
            repeated = times[text] >= max(MIN_HEADS, MIN_SHARE_HEAD * (len(chain.marks) - 1)) and is_name(text)
            if repeated or is_set_apart(text):
                found[position] = next(at for at, block in enumerate(blocks) if block.text == text)
    return found


def _is_sites(before: str) -> bool:
    """Return whether the line above a mark is the site's: 下载此文档需 3 元 above 第1页, behind which the text begins."""
    return len(before) <= MAX_SITES_LINE and says_a_site(simplify(before))


def _goes_on(before: str, after: str) -> bool:
    """Return whether a line was cut in two, where nothing but its words says so: neither half ends or begins as a paragraph does."""
    if not before or not after or opening(after) is not None:
        return False
    if ends_sentence(before) or before.endswith((":", "：")):
        return True
    dates = list(find_dates(before))
    if dates and dates[-1][1] == len(before) and is_name(before):
        return False
    return not is_heading(before) or pair_evidence(before[-1], after[0]) > UNKNOWN_PAIR


def _join(draft: Draft, blocks: Sequence[DraftBlock], place: _Place, chain: Chain) -> tuple[RawSpan, Change]:
    """Return the change that joins the text before a mark to the text behind it."""
    block, mark = blocks[place.mark.block], place.mark
    start = blocks[place.first].raw.end if place.first != mark.block else place.own.start
    end = blocks[place.last].raw.start if place.last != mark.block else place.own.end
    if place.first == mark.block:
        start -= len(draft.text[block.raw.start : start]) - len(draft.text[block.raw.start : start].rstrip())
    if place.last == mark.block:
        end += len(draft.text[end : block.raw.end]) - len(draft.text[end : block.raw.end].lstrip())
    between = draft.text[start : place.own.start] + draft.text[place.own.end : end]
    blank = any(character.isspace() and character not in "\r\n" for character in between)
    letters = mark.edge != "alone" or chain.equal
    joint = "" if letters and not blank else separator(place.before, place.after)
    span = RawSpan(start, end)
    return span, Replace(span, joint, f"share site's chunk marker {_shown(block, mark)}", joins=mark.edge != "inside")


def _take_out(blocks: Sequence[DraftBlock], place: _Place, heads: Mapping[int, int]) -> Iterator[tuple[RawSpan, Change]]:
    """Yield the changes that take out a mark and the running heads beside it, and leave apart what they part."""
    block, mark = blocks[place.mark.block], place.mark
    if mark.edge == "alone":
        yield block.raw, Label(block.number, "boilerplate")
    else:
        yield place.own, Replace(place.own, "", f"share site's chunk marker {_shown(block, mark)}")
    for position in place.heads:
        if heads[position] != position:
            head = blocks[position]
            yield head.raw, Drop(head.number, "running head of a page", blocks[heads[position]].raw)
        elif is_set_apart(blocks[position].text):
            yield blocks[position].raw, Label(blocks[position].number, "boilerplate")


def _shown(block: DraftBlock, mark: Mark) -> str:
    return block.text[mark.start : mark.end]
