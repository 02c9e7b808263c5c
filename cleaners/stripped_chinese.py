"""Stripped Chinese: in goes a page, out come gap labels for lines of which a site removed every Han character: ``,《》,,,、,。``.

Text stood there and is lost on this page; nothing is guessed. Only marks that cannot follow each other in any text prove a gap: rows of
figures, empty cells, boxes to tick and lines of dots have doubled marks too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.model import READ_KINDS, Flag, RawSpan
from corpus.scripts import count_han, count_latin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_CHINESE_MARK = re.compile("[、。，；：！？《》〈〉「」『』〔〕【】“”]")
_MARK = re.compile("[、。，；：！？《》〈〉「」『』〔〕【】（）“”‘’,;:()]")
_WORD = re.compile(r"[A-Za-z]*[a-z]{2,}[A-Za-z]*")
_BROKEN_OFF = re.compile(
    r"[、。，；：,;:]\s?[、。，；：,;:]"  # a stop behind a stop; ？！ may be meant
    r"|[《〈「『〔【（“(]\s?[、。，；,;]"  # or behind an opening mark
    r"|《\s?》|〈\s?〉|“\s?”|「\s?」|『\s?』|【\s?】"  # nothing between two quotes
    r"|^[、。，；：]\s?(?=[^\s、。，；：]|$)"  # a line that begins with a stop
    r"|(?:^|(?<=\s))[、，；](?=\s)"  # a stop that stands alone
)
_LIST_NUMBER = re.compile(r"\d{1,3}[、.]$")

MIN_MARKS = 2
"""A line of one mark is an orphan full stop, which belongs to the sentence before it."""

MIN_SURE = 3
"""Places where marks cannot follow each other: a line that has as many is a gap even with a word or two of Latin letters in it."""


def label_gaps(draft: Draft) -> Iterator[Change]:
    """Yield a gap label for every line of stripped Chinese, and one flag for every run of such lines."""
    for run in _runs([block for block in draft.blocks if block.kind in READ_KINDS]):
        yield from (Label(block.number, "gap") for block in run)
        span = RawSpan(run[0].raw.start, run[-1].raw.end)
        yield Flag("chinese-lost", span, f"{len(run)} lines of punctuation without its Chinese, such as {run[0].text[:20]}")


def _runs(blocks: Sequence[DraftBlock]) -> Iterator[list[DraftBlock]]:
    """Yield the stretches of stripped lines: those that prove it, and what stands beside them and has no word either."""
    sure = [_is_skeleton(block.text) for block in blocks]
    perhaps = [_may_be_skeleton(block) for block in blocks]
    for direction in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        step = direction.step
        for position in direction:
            if sure[position - step] and perhaps[position] and _MARK.search(blocks[position].text):
                sure[position] = True
    run: list[DraftBlock] = []
    for position, block in enumerate(blocks):
        between = perhaps[position] and 0 < position < len(blocks) - 1 and sure[position - 1] and sure[position + 1]
        if sure[position] or between:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_skeleton(text: str) -> bool:
    """Return whether a line can only be Chinese without its characters: no Han, marks that nothing stands between."""
    marks = _MARK.findall(text)
    if len(marks) < MIN_MARKS or len(set(marks)) == 1 or count_han(text) or not _CHINESE_MARK.search(text):
        return False
    broken = sum(1 for _ in _BROKEN_OFF.finditer(text))
    if _WORD.search(text):
        return broken >= MIN_SURE and count_latin(text) <= MIN_SURE * len(marks)
    return broken > 0


def _may_be_skeleton(block: DraftBlock) -> bool:
    """Return whether a line has no word: ``2015,4.`` alone is a figure, between skeletons it is what is left of one."""
    text = block.text
    return block.kind in {"paragraph", "list-item"} and not (count_han(text) or _WORD.search(text) or _LIST_NUMBER.match(text))
