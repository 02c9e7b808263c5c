"""Stripped Chinese: a site removed every Han character and left the punctuation, so a paragraph reads ``,《》,,,、,。``.

Such a line is labelled a gap: text stood here and is lost on this page. Nothing is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.model import Flag, RawSpan
from corpus.scripts import count_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_MARK = "、。，；：！？《》〈〉「」『』〔〕【】（）“”‘’,;:()"
_WORD = re.compile(r"[A-Za-z]*[a-z]{2,}[A-Za-z]*")
_CHINESE_MARK = re.compile("[、。，；：！？《》〈〉「」『』〔〕【】（）“”‘’]")
_ORPHAN_CHINESE = re.compile(rf"(?:^|(?<=[{_MARK}\s\d]))[、。，；：！？《〈「『〔【（](?=[{_MARK}\s\d]|$)")
_DOUBLED = re.compile(r",\s?,|\(\s?\)|《\s?》|“\s?”|[、。][、。,]|[,;:][、。《“]")
_LIST_NUMBER = re.compile(r"\d{1,3}[、.]$")

MIN_MARKS = 2
"""A line of one mark is an orphan full stop, which belongs to the sentence before it."""


def label_gaps(draft: Draft) -> Iterator[Change]:
    """Yield a gap label for every line of stripped Chinese, and one flag for every run of such lines."""
    blocks = draft.blocks
    certain = [_is_skeleton(block.text) for block in blocks]
    gap = [sure or _belongs(blocks, certain, position) for position, sure in enumerate(certain)]
    run: list[DraftBlock] = []
    for block, is_gap in zip(blocks, gap, strict=True):
        if is_gap:
            yield Label(block.number, "gap")
            run.append(block)
        elif run:
            yield _flag(run)
            run = []
    if run:
        yield _flag(run)


def _is_skeleton(text: str) -> bool:
    """Return whether a line can only be Chinese without its characters: no Han, no lower-case word, marks that stand alone."""
    if count_han(text) or _WORD.search(text):
        return False
    marks = sum(character in _MARK for character in text)
    if marks < MIN_MARKS or not (_ORPHAN_CHINESE.search(text) or _DOUBLED.search(text)):
        return False
    return bool(_CHINESE_MARK.search(text)) or len(_DOUBLED.findall(text)) > 0


def _belongs(blocks: Sequence[DraftBlock], certain: Sequence[bool], position: int) -> bool:
    """Return whether a line without a word stands between skeletons: ``2015,4.`` alone is a figure, here it is a remnant."""
    text = blocks[position].text
    if count_han(text) or _WORD.search(text) or blocks[position].kind not in {"paragraph", "list-item"}:
        return False
    before = position > 0 and certain[position - 1]
    after = position + 1 < len(blocks) and certain[position + 1]
    return (before and after) or ((before or after) and not _LIST_NUMBER.match(text) and any(mark in text for mark in _MARK))


def _flag(run: Sequence[DraftBlock]) -> Flag:
    span = RawSpan(run[0].raw.start, run[-1].raw.end)
    return Flag("chinese-lost", span, f"{len(run)} lines of punctuation without its Chinese, such as {run[0].text[:20]}")
