"""Stripped Chinese: in goes a page, out come gap labels for lines of which a site removed every Han character: ``,《》,,,、,。``.

Text stood there and is lost on this page; nothing is guessed. Only marks that cannot follow each other in any text prove a gap: rows of
figures, empty cells, boxes to tick and lines of dots have doubled marks too. Where a page has proven ones, what alone would be an
orphan mark, a list's number or an abbreviation in brackets is what is left of other lines. The blank lines beside a run, more than the
page has elsewhere, held lines without a mark, such as headings: they belong to its flag.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaners.draft import Change, Draft, Label
from cleaners.lines import count_line_ends
from corpus.model import READ_KINDS, Flag, RawSpan
from corpus.scripts import count_han, count_latin, has_han
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
_SMILEY = re.compile(r"(?:[：；:;]\s?[-－]?[（）()]+\s*)+")
_LIST_NUMBER = re.compile(r"\d{1,3}[、.]$")
_LEADING_NUMBER = re.compile(r"\d{1,3}[、.．]\s?")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_MARKS_ONLY = re.compile(r"[^\w\s]+(?:\s+[^\w\s]+)*")
_BULLETS = re.compile(r"[•●▪■◆◇○·‣∙*\-–—=_~.…|+#<>/\\☆★□\s]*")

MIN_MARKS = 2
"""A line of one mark is an orphan full stop, which belongs to the sentence before it."""

MIN_SURE = 3
"""Places where marks cannot follow each other: a line that has as many is a gap even with a word or two of Latin letters in it."""

MIN_PROVEN = 3
"""Lines of a page that prove themselves, from which a line of nothing but marks anywhere on it is one too."""

PARAGRAPH_DISTANCE = 2
"""Line ends between two paragraphs with a blank line between them."""


class _Look(NamedTuple):
    """What a block looks like: a proven skeleton; what beside one is another; the number of the line below it."""

    sure: bool
    beside: bool
    number: bool


def label_gaps(draft: Draft) -> Iterator[Change]:
    """Yield a gap label for every line of stripped Chinese, and one flag for every run of such lines."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    usual = _usual_line_ends(draft, blocks)
    for run in _runs(blocks):
        yield from (Label(blocks[position].number, "gap") for position in run)
        span, blank = _with_blank_lines(draft, blocks, run, usual)
        lines = "line" if len(run) == 1 else "lines"
        beside = f" and {blank} blank ones beside them" if blank else ""
        example = blocks[run.start].text[:20]
        yield Flag("chinese-lost", span, f"{len(run)} {lines} of punctuation without its Chinese{beside}, such as {example}")


def _runs(blocks: Sequence[DraftBlock]) -> Iterator[range]:
    """Yield the stretches of stripped lines, as positions of blocks."""
    looks = [_look(block) for block in blocks]
    lost = [look.sure for look in looks]
    if sum(lost) >= MIN_PROVEN:
        _add_lone_marks(blocks, lost)
    _spread(lost, looks, lambda position: looks[position].beside and _MARK.search(blocks[position].text) is not None)
    for position in range(len(blocks) - 2, -1, -1):
        lost[position] |= looks[position].number and lost[position + 1]
    start = 0
    for position in range(len(blocks) + 1):
        inside = position < len(blocks) and (lost[position] or _is_between(lost, looks, position))
        if not inside:
            if start < position:
                yield range(start, position)
            start = position + 1


def _look(block: DraftBlock) -> _Look:
    text = block.text
    if has_han(text):
        return _Look(sure=False, beside=False, number=False)
    readable = block.kind in {"paragraph", "list-item"}
    bare = _IN_BRACKETS.sub("", text)
    in_brackets = bare != text and _CHINESE_MARK.search(bare) is not None
    number = readable and _LIST_NUMBER.fullmatch(text) is not None
    wordless = readable and not number and (not _WORD.search(text) or (in_brackets and not _WORD.search(bare)))
    return _Look(_is_skeleton(text), wordless, number)


def _is_skeleton(text: str) -> bool:
    """Return whether a line can only be Chinese without its characters: no Han, marks that nothing stands between.

    The mark of a number at its head is none of them: ``5、。`` is an orphan stop behind the marker of a share site.
    """
    text = _LEADING_NUMBER.sub("", text, count=1) if _LEADING_NUMBER.match(text) else text
    marks = _MARK.findall(text)
    if len(marks) < MIN_MARKS or len(set(marks)) == 1 or count_han(text) or not _CHINESE_MARK.search(text) or _SMILEY.fullmatch(text):
        return False
    broken = sum(1 for _ in _BROKEN_OFF.finditer(text))
    if _WORD.search(text):
        return broken >= MIN_SURE and count_latin(text) <= MIN_SURE * len(marks)
    return broken > 0


def _add_lone_marks(blocks: Sequence[DraftBlock], lost: list[bool]) -> None:
    """Note the lines of nothing but marks, save one that ends the sentence of the line above it: ``The plan ends here⏎。``."""
    for position, block in enumerate(blocks):
        text = block.text
        if lost[position] or not _MARKS_ONLY.fullmatch(text) or _BULLETS.fullmatch(text):
            continue
        marks = len(_MARK.findall(text))
        orphan = marks < MIN_MARKS and position > 0 and not lost[position - 1] and not ends_sentence(blocks[position - 1].text)
        lost[position] = marks > 0 and not orphan


def _spread(lost: list[bool], looks: Sequence[_Look], may: Callable[[int], bool]) -> None:
    """Note what stands beside a lost line and is one where ``may`` says so, downwards and upwards."""
    for direction in (range(1, len(looks)), range(len(looks) - 2, -1, -1)):
        for position in direction:
            lost[position] |= lost[position - direction.step] and may(position)


def _is_between(lost: Sequence[bool], looks: Sequence[_Look], position: int) -> bool:
    """Return whether a line without a word stands between two lost ones: ``20183056`` alone is a figure."""
    return looks[position].beside and 0 < position < len(lost) - 1 and lost[position - 1] and lost[position + 1]


def _usual_line_ends(draft: Draft, blocks: Sequence[DraftBlock]) -> int:
    """Return how many line ends the page most often has between two lines; 0 where it is no plain text."""
    if draft.markup_kind == "html":
        return 0
    counts = Counter(count_line_ends(draft.text[first.raw.end : second.raw.start]) for first, second in pairwise(blocks))
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _with_blank_lines(draft: Draft, blocks: Sequence[DraftBlock], run: range, usual: int) -> tuple[RawSpan, int]:
    """Return the span of a run with the blank lines that belong to it, and how many of them stand beside its lines.

    Those are what exceeds the page's usual distance of two lines; before and behind the run, where it may border on text of another
    layout, one blank line is a distance like any other.
    """
    start, end = blocks[run.start].raw.start, blocks[run.stop - 1].raw.end
    blank = 0
    if not usual:
        return RawSpan(start, end), 0
    for position in range(run.start, run.stop + 1):
        above = blocks[position - 1].raw.end if position else 0
        below = blocks[position].raw.start if position < len(blocks) else len(draft.text)
        inside = run.start < position < run.stop
        more = count_line_ends(draft.text[above:below]) - (usual if inside else max(usual, PARAGRAPH_DISTANCE))
        if more <= 0 or not 0 < position < len(blocks):
            continue
        blank += more
        start = above if position == run.start else start
        end = below if position == run.stop else end
    return RawSpan(start, end), blank
