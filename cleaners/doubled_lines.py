"""Doubled lines: in go the blocks of a page, out comes which of them only say again what their neighbour says.

Two faults. A page prints a heading twice (``1. Budget``, ``1. Budget``), or all of its lines. Or two or three copies of a text stand
passage beside passage, and some are damaged: below ``二、气温达到40摄氏度的，停止作业。`` stands ``气温达到摄氏度的停止作业``.
One paragraph that stands twice is the page's own: a chorus, a designer's sample text, a slip of the drafter.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.copies import READABLE
from corpus.numbering import opening
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from cleaners.draft import DraftBlock

MIN_DOUBLED_WEIGHT = 12
"""A line that stands twice, directly below itself, is a rendering fault from this length on; below, it is a cell or a mark."""

MIN_DOUBLED_ALONE = 100
"""Letters of English. A shorter line that stands twice must be numbered or head a passage of this length: cells of a table repeat too."""

MIN_DOUBLED_PASSAGES = 2
"""Different passages of that length that stand twice where the page doubles its lines. Of 6,277 laws and pages 12
have one, by their own will or a slip."""

MIN_ECHO_WEIGHT = 30
"""Letters of English of a line that may be the damaged copy of the one beside it."""

MIN_ECHO_LENGTH = 8
"""Characters of such a line: eight Han characters weigh as much."""

MAX_LONGER = 20
"""Characters by which such a line may be the longer one: two pieces of a passage stand behind one another in it."""

MIN_ECHOES = 3
"""Passages with copies beside them, one of them damaged, that show that the page is copies side by side."""

_MARKS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_PIECE_ENDS = re.compile(r"[，。；：！？,;:!?|│]+|\.(?=\s|$)")
SAMPLES = 5
"""Pairs of characters that are looked for first."""


def doubled_lines(blocks: Sequence[DraftBlock]) -> dict[int, DraftBlock]:
    """Return the number of every block that only says again what its neighbour says, with that neighbour."""
    return _doubled(blocks) | _echoes(blocks)


def _doubled(blocks: Sequence[DraftBlock]) -> dict[int, DraftBlock]:
    """Return every block that is equal to the one directly above it, with the first of them."""
    found: dict[int, DraftBlock] = {}
    passages: dict[int, DraftBlock] = {}
    below: list[DraftBlock] = []
    for run in reversed([list(run) for _, run in groupby(blocks, key=lambda block: (block.kind in READABLE, block.text))]):
        if len(run) > 1 and run[0].kind in READABLE:
            length = weight(run[0].text)
            again = {block.number: run[0] for block in run[1:]}
            twice = len(run) == 2 and length >= MIN_DOUBLED_WEIGHT and _is_passage(below, found)  # noqa: PLR2004  # three of a kind are data
            if twice or _is_numbered(run[0].text):
                found |= again
            elif length >= MIN_DOUBLED_ALONE:
                passages |= again
        below = run
    if found or len({block.text for block in passages.values()}) >= MIN_DOUBLED_PASSAGES:
        found |= passages
    return found


def _is_passage(run: Sequence[DraftBlock], doubled: Container[int]) -> bool:
    """Return whether equal lines are a passage, or a line and its double above one."""
    return bool(run) and run[0].kind in READABLE and (run[-1].number in doubled or weight(run[0].text) >= MIN_DOUBLED_ALONE)


def _is_numbered(text: str) -> bool:
    """Return whether a line is a number with words behind it: ``2. Staff``, not the cell ``2.``."""
    numbering = opening(text)
    return numbering is not None and any(map(str.isalpha, text[numbering.end :]))


def _echoes(blocks: Sequence[DraftBlock]) -> dict[int, DraftBlock]:
    """Return every block that says the same as its neighbour or less, with that one, where the page is copies side by side."""
    found: dict[int, DraftBlock] = {}
    shown = set()
    damaged = False
    for group in _groups(blocks):
        fullest = max(group, key=lambda block: weight(block.text))
        for block in group:
            above = block.text != fullest.text and block.raw < fullest.raw
            if block is fullest or (above and _may_be_heading(block.text)):
                continue
            found[block.number] = fullest
            if not above:
                shown.add(fullest.text)
                damaged = damaged or block.text != fullest.text
    return found if damaged and len(shown) >= MIN_ECHOES else {}


def _may_be_heading(text: str) -> bool:
    """Return whether a line above a passage that begins with its words may head it: it has no number and no stop."""
    return opening(text) is None and not _PIECE_ENDS.search(text[-1:])


def _groups(blocks: Sequence[DraftBlock]) -> Iterator[list[DraftBlock]]:
    """Yield the neighbours, two and more, of which one says all that the others say."""
    group: list[DraftBlock] = []
    for block in blocks:
        readable = group and group[0].kind in READABLE and block.kind in READABLE
        if readable and (_is_echo(block.text, group[0].text) or _is_echo(group[0].text, block.text)):
            group = [*group, block] if weight(block.text) <= weight(group[0].text) else [block, *group]
            continue
        if len(group) > 1:
            yield group
        group = [block]
    if len(group) > 1:
        yield group


def _is_echo(lesser: str, fuller: str) -> bool:
    """Return whether ``lesser`` has only what ``fuller`` has, but for numbers and marks that were lost."""
    if not _may_be_echo(lesser, fuller) or weight(lesser) < MIN_ECHO_WEIGHT:
        return False
    own, other = opening(lesser), opening(fuller)
    if own and (other is None or (own.kind, own.number) != (other.kind, other.number)):
        return False
    if lesser == fuller:
        return True
    said = lesser[own.end if own else 0 :]
    whole = _MARKS.sub("", fuller)
    without_digits = _DIGITS.sub("", whole)
    figures = {piece for piece in _pieces(fuller) if piece.isdecimal()}
    pieces = _pieces(said)
    if weight("".join(pieces)) - sum(map(len, _DIGITS.findall(said))) < MIN_ECHO_WEIGHT:
        return False
    return all(piece in figures if piece.isdecimal() else piece in whole or piece in without_digits for piece in pieces)


def _pieces(text: str) -> list[str]:
    """Return what stands between stops, commas and the like, without blanks and marks: ``12`` and ``30`` of 12:30."""
    return [piece for piece in (_MARKS.sub("", piece) for piece in _PIECE_ENDS.split(text)) if piece]


def _may_be_echo(lesser: str, fuller: str) -> bool:
    """Return whether most of a few pairs of characters come again; of most neighbours hardly one does."""
    if len(lesser) < MIN_ECHO_LENGTH or len(lesser) > len(fuller) + MAX_LONGER:
        return False
    step = len(lesser) // (SAMPLES + 1)
    missing = 0
    for at in range(step, step * SAMPLES + 1, step):
        missing += lesser[at : at + 2] not in fuller
        if missing > SAMPLES // 2:
            return False
    return True
