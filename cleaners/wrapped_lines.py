"""Wrapped lines: in go the lines of a page, out comes whether they are prose that was broken at a width, and which of them go on.

A printer, a mail program or a converter of PDF files breaks lines at one width, or at widths that differ from line to line. Whether a
page was broken so the page says as a whole: its lines end in mid-sentence, and the characters that meet there are neighbours in
ordinary Chinese (``…常务会议研⏎究同意…``) or the next line goes on in a small letter. Headings, names of agencies, items of lists and
verses end without a stop, too; what follows them does not go on with them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaners.chunk_cuts import UNKNOWN_PAIR, is_heading, pair_evidence
from cleaners.lines import cells, separator
from corpus.numbering import opening
from corpus.scripts import HAN_CLASS, is_han
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line

MIN_CUTS = 2
"""Lines that were surely cut, by which the width of a page's lines is known."""

MIN_EVIDENCE = 3.8
"""Evidence (natural logarithm of a likelihood ratio), summed over the lines that end in mid-sentence, that they are one text: two
frequent pairs and a seldom one."""

MIN_MEAN = 0.5
"""The same per line that has any: of lines cut by width 1.3, of headings, names and items and what follows them -1.2."""

MIN_CELLS = 28
"""Cells. Shorter lines are verse, cells of tables, items: telephones show 16 to 24 Han characters a line."""

MIN_CELLS_ENGLISH = 40
"""Cells of a line before a small letter; shorter ones are items of a list."""

SMALL_LETTER, SMALL_LETTERS, CAPITAL = 2.0, 1.0, -1.0
"""Evidence of a line that begins with a small letter behind one that ends with a letter or a comma; of one behind another that begins
so, as items of a list do; of one that begins with a capital."""

FULL_LINE = 2.0
"""Evidence of a line on which the next one's first word would not have fitted, of lines of ``FULL_CELLS``: by chance one in ten is so.
None beside a comma or a figure: verses of one length end so, and dates stand below titles."""

FULL_CELLS = (50, 120)
"""Cells. Mail and terminals wrap at 72 to 80, printed pages at 60 to 100; shorter lines are verse or lists, longer ones paragraphs."""

MIN_SHARE_MARKED = 0.5
"""Share of the cut lines with a mark inside, or one of the small words of English: of lines of prose 9 in 10, of titles and names 1 in
10 of Chinese ones."""

MAX_DIGIT_SHARE = 0.3
"""Share of digits up to which lines are prose; tables of figures have more."""

MIN_SHARE_PROGRAM, MIN_CODE_LINES = 0.4, 3
"""Share of lines that end or begin as lines of a program do, and how many there are at least."""

MIN_SHARE_FULL = 0.75
"""Share of the cut lines that could not have held the next line's first word where lines have one width."""

SLACK = 4
"""Cells by which a wrapped line may fall short: an indent of two Han characters, or a stop that may not begin a line."""

MIN_SHARE_APART = 0.7
"""Share of the paragraphs that begin with an indent, or behind a blank line, where pages show them so."""

MIN_PARAGRAPHS = 2
"""Paragraphs that show so."""

MIN_SHARE_SET_IN, MIN_SET_IN = 0.9, 3
"""Share and number of the lines behind a full stop that are set in, where a line at the margin goes on."""

LONG_CELLS = 60
"""Cells of a line so long that it is no heading; whatever the next one at the margin begins with, it goes on."""

HANGING_CELLS = 12
"""Cells by which the lines below an item's number may be set in."""

LONGEST_NUMBER = 12
"""Characters of an item's number, behind which wide blanks are no column."""

_MARK = re.compile(r"[,;:，。；：、（）《》()“”]")
_SMALL_WORD = re.compile(r"\b(?:the|of|and|to|in|or|for)\b")
_CODE = re.compile(r"[{}\[\]<>=|\\]$|\)\s*;$|^[{}\[\]<>=|/\\#@$]|^\w+\(|</?\w+>|\s[=!]=?\s|=\"")
_CODE_MARK = re.compile(r"[{}\[\]<>=|\\/#@$;(!]")
"""What each of these has: most lines have none of it."""

_WEAK_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}[.、]?\s|(?:[A-Za-z]|[ivxIVX]{1,5})[.)]\s|\([A-Za-z]{1,4}\)")
_COLUMNS = re.compile(r"\S(?:\t|[ \u3000]{4,})\S")
_LETTER_OR_COMMA = re.compile(r"[A-Za-zÀ-ÿ,)”’\"-]$")
_WORD = re.compile(rf"\s|(?=[{HAN_CLASS}])")
_COLON = (":", "：")


class Wrap(NamedTuple):
    """How the lines of a page were broken: cells of a short and a usual line that was surely cut, and of a long one that may have been.

    ``fixed``: all were cut at one width. ``margin``: cells by which all lines are set in. ``set_in``: paragraphs begin with a
    further indent. ``spaced``: blank lines stand between them.
    """

    low: int
    usual: int
    high: int
    fixed: bool
    margin: int
    set_in: bool
    spaced: bool


class _Cut(NamedTuple):
    """A line that ends in mid-sentence, the next one, and the evidence that they are of one sentence."""

    before: Line
    line: Line
    evidence: float


def find_wrap(groups: Sequence[Sequence[Line]], *, capitals: bool) -> Wrap | None:
    """Return how the lines of a page were broken, or None where they are paragraphs as they stand.

    ``capitals``: the lines of the page begin with capitals, so that a small letter at the start of one says something.
    """
    cuts = [cut for group in groups for cut in _cuts(group, capitals=capitals)]
    if len(cuts) < MIN_CUTS:
        return None
    longest = max(_width(cut.before) for cut in cuts)
    in_words = [cut.before.text[-1].isalpha() and cut.line.text[0].isalpha() for cut in cuts]
    full = [FULL_CELLS[0] <= longest <= FULL_CELLS[1] and _is_full(cut.before, cut.line, longest) for cut in cuts]
    telling = [cut.evidence + FULL_LINE * is_full for cut, is_full, inside in zip(cuts, full, in_words, strict=True) if inside]
    sure = [cut for cut, is_full in zip(cuts, full, strict=True) if is_full or cut.evidence >= SMALL_LETTERS]
    certain = max(cut.evidence for cut in cuts) >= SMALL_LETTER
    if not certain or len(sure) < MIN_CUTS or sum(telling) < max(MIN_EVIDENCE, MIN_MEAN * len(telling)) or not _is_prose(sure):
        return None
    widths = sorted(_width(cut.before) for cut in sure)
    low, usual = widths[len(widths) // 10], widths[-1 - len(widths) // 5]
    widths = sorted(_width(cut.before) for cut in cuts if cut.evidence > UNKNOWN_PAIR)
    high = widths[-1 - len(widths) // 20]
    fixed = sum(_is_full(cut.before, cut.line, usual) for cut in sure) >= MIN_SHARE_FULL * len(sure)
    margin = min(line.indent for group in groups for line in group)
    return Wrap(low, usual, high, fixed, margin, _are_set_in(groups, sure, margin), _are_spaced(groups, low))


def goes_on(wrap: Wrap, group: Sequence[Line], position: int, *, joined: bool, capitals: bool) -> bool:
    """Return whether line ``position + 1`` of a group goes on with the line before it.

    ``joined``: that one itself goes on with the one before.
    """
    before, line = group[position], group[position + 1]
    if line.block.kind == "list-item" or _begins_paragraph(wrap, before, line):
        return False
    width = _width(before)
    if width > wrap.high + SLACK or width < MIN_CELLS // 2 or _COLUMNS.search(before.text, LONGEST_NUMBER) or _COLUMNS.search(line.text):
        return False
    full = _is_full(before, line, wrap.usual) if wrap.fixed else width >= wrap.low - SLACK
    ended = ends_sentence(before.text) or before.text.endswith(_COLON)
    if begins_item(line.text):
        return full and not ended and wrap.set_in
    if ended:
        return full and (wrap.set_in or wrap.spaced or (wrap.fixed and _is_full(before, line, wrap.usual, slack=0)))
    evidence = _evidence(before.text, line.text, capitals=capitals)
    if is_heading(before.text) and not (wrap.fixed and _MARK.search(before.text, LONGEST_NUMBER)):
        return full and evidence > 0
    inside = joined or _MARK.search(before.text) is not None
    return full or (inside and evidence >= SMALL_LETTERS) or (joined and UNKNOWN_PAIR < evidence < 0 and is_han(line.text[0]))


def paragraphs_are_set_in(groups: Sequence[Sequence[Line]]) -> bool:
    """Return whether hardly a line behind a full stop is not set in, so that one that is not goes on with the line before it."""
    behind = [line.indent > 0 for group in groups for before, line in pairwise(group) if ends_sentence(before.text)]
    return sum(behind) >= max(MIN_SET_IN, MIN_SHARE_SET_IN * len(behind))


def goes_on_at_margin(group: Sequence[Line], position: int, *, joined: bool) -> bool:
    """Return whether line ``position + 1`` stands at the margin of a page whose paragraphs are set in, behind one that is no whole one.

    ``joined``: the line before goes on with the one before that.
    """
    before, line = group[position], group[position + 1]
    if line.indent or not (before.indent or joined) or line.block.kind == "list-item" or begins_item(line.text):
        return False
    if not any(map(str.isalpha, line.text)):  # — 1 —
        return False
    following = group[position + 2] if position + 2 < len(group) else None
    if following and not following.indent and _width(line) < _width(before) - SLACK:  # a running head, and then the rest
        return False
    whole = ends_sentence(before.text) or before.text.endswith(_COLON) or _width(before) < MIN_CELLS
    return not whole and (_width(before) >= LONG_CELLS or _evidence(before.text, line.text, capitals=True) > CAPITAL)


def is_program(lines: Sequence[Line]) -> bool:
    """Return whether lines are a program's or a data file's: many end or begin in its brackets."""
    found = sum(_CODE_MARK.search(line.text) is not None and _CODE.search(line.text) is not None for line in lines)
    return found >= max(MIN_CODE_LINES, MIN_SHARE_PROGRAM * len(lines))


def begin_alike(before: str, line: str) -> bool:
    """Return whether two lines begin with one word, as items of a list do: ``in § 68 …``, ``in § 91 …``."""
    return before.split(maxsplit=1)[0].lower() == line.split(maxsplit=1)[0].lower()


def begins_item(line: str) -> bool:
    """Return whether a line opens with a number, also with one that opens a unit only in a row: ``12.1.2``, ``b)``, ``c.``."""
    return opening(line) is not None or _WEAK_NUMBER.match(line) is not None


def _cuts(group: Sequence[Line], *, capitals: bool) -> Iterator[_Cut]:
    """Yield the lines of a group that end in mid-sentence, each with the next, save those that begin a unit of their own."""
    for before, line in pairwise(group):
        text = before.text
        if len(text) < MIN_CELLS // 2 or ends_sentence(text) or text.endswith(_COLON) or line.block.kind == "list-item":
            continue
        evidence = _evidence(text, line.text, capitals=capitals)
        least = MIN_CELLS if is_han(text[-1]) or is_han(line.text[0]) else MIN_CELLS_ENGLISH
        if cells(text) >= least and not begins_item(line.text):
            yield _Cut(before, line, evidence)


def _evidence(before: str, line: str, *, capitals: bool) -> float:
    """Return the evidence that two lines are of one sentence; 0 where nothing speaks for or against it."""
    last, first = before[-1], line[0]
    if not first.isascii() and not last.isascii():
        return pair_evidence(last, first)
    if not capitals or not _LETTER_OR_COMMA.search(last):
        return 0.0
    if first.islower():
        if begin_alike(before, line):
            return 0.0
        return SMALL_LETTERS if before[0].islower() else SMALL_LETTER
    return CAPITAL if first.isupper() else 0.0


def _is_prose(sure: Sequence[_Cut]) -> bool:
    """Return whether cut lines are prose: with marks or small words inside, hardly a digit."""
    texts = [cut.before.text for cut in sure]
    if sum(bool(_MARK.search(text[:-1]) or _SMALL_WORD.search(text)) for text in texts) < MIN_SHARE_MARKED * len(texts):
        return False
    together = "".join(texts)
    return sum(map(str.isdecimal, together)) <= MAX_DIGIT_SHARE * len(together)


def _are_set_in(groups: Sequence[Sequence[Line]], sure: Sequence[_Cut], margin: int) -> bool:
    """Return whether paragraphs begin with an indent: most lines behind a full stop are set in, and hardly a line that goes on is."""
    within = sum(_is_set_in(cut.before, cut.line, margin) for cut in sure)
    behind = [_is_set_in(before, line, margin) for group in groups for before, line in pairwise(group) if ends_sentence(before.text)]
    return within <= (1 - MIN_SHARE_APART) * len(sure) and sum(behind) >= max(MIN_PARAGRAPHS, MIN_SHARE_APART * len(behind))


def _are_spaced(groups: Sequence[Sequence[Line]], low: int) -> bool:
    """Return whether blank lines part the paragraphs: hardly a line that is short and ends a sentence has another one below it."""
    several = [group for group in groups if len(group) > 1]
    ends = [_width(before) < low - SLACK for group in several for before, _ in pairwise(group) if ends_sentence(before.text)]
    return len(several) >= MIN_PARAGRAPHS and sum(ends) <= (1 - MIN_SHARE_APART) * len(several)


def _begins_paragraph(wrap: Wrap, before: Line, line: Line) -> bool:
    """Return whether an indent shows that a line begins a paragraph; below an item's number lines may be set in."""
    if wrap.set_in:
        return line.indent > wrap.margin and line.indent >= before.indent
    if line.indent < before.indent:
        return ends_sentence(before.text)
    return line.indent > before.indent and not (opening(before.text) is not None and line.indent - before.indent <= HANGING_CELLS)


def _is_set_in(before: Line, line: Line, margin: int) -> bool:
    return line.indent > margin and line.indent >= before.indent


def _is_full(before: Line, line: Line, longest: int, slack: int = SLACK) -> bool:
    """Return whether the first word of the next line would not have fitted on a line."""
    word = line.text[0] if is_han(line.text[0]) else _WORD.split(line.text, maxsplit=1)[0]
    return _width(before) + cells(word) + len(separator(before.text, line.text)) > longest - slack


def _width(line: Line) -> int:
    return line.indent + cells(line.text)
