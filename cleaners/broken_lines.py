"""Broken lines: sentences that were cut apart at full stops, numbers and line ends are put together again.

Examples: ``value of knowledge⏎.⏎Within the total`` · ``(2021 ) No.⏎18`` · ``reached 305.⏎6 billion yuan`` · ``etc.⏎, and compile``.
Lines are joined only where nothing but one line end stands between them; a lone full stop finds its sentence across blank lines.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from cleaners.lines import LINE_KINDS, cells, gap_between, line_groups
from corpus.outline import opening
from corpus.scripts import is_han
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock
    from cleaners.lines import Gap

_CLOSERS = ",.;:!?)]}”’»，。、；：！？）」』》】〉%％"
_ONLY_CLOSERS = re.compile(rf"[{re.escape(_CLOSERS)}\"'\s]+")
_STARTS_CLOSED = re.compile(rf"[{re.escape(_CLOSERS)}](?!\d)|\"(?:\s|$)")
_NUMBER_SIGN = re.compile(r"\b(?:No|Nos|Art|Vol|pp?)\.$|第$", re.IGNORECASE)
_CUT_DECIMAL = re.compile(r"(?:^|[^\d.,])(\d{1,3}(?:,\d{3})*)\.$")
_REST_OF_DECIMAL = re.compile(r"\d+(?:\s?[%％]|\s+[a-z]|\s?[㐀-鿿])")
_CUT_HOST = re.compile(r"[A-Za-z0-9-]+\.$")
_REST_OF_HOST = re.compile(r"(?:com|cn|org|net|gov|edu)\b")
_BARE_NUMBER = re.compile(r"(?:\d{1,2}[.、．]|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])")
_ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|vs|Co|Ltd|Inc|Dr|Mr|Ms|Mrs|Prof|St|U\.S)\.$")
_OPEN_END = re.compile(r"[,，、（(《“‘—-]$|\b(?:and|or|of|the|a|an|to|in|on|for|by|with|from|at|as|that|which|is|are|be)$")
_NOT_OPEN = re.compile(r"(?<=\d)-$")

MIN_WRAPPED_LINES = 3
"""Two lines of one width happen by chance."""

WRAPPED_WIDTH = 0.8
"""Share of the longest line's width that every line but the last of a wrapped paragraph has."""

MAX_WRAP_CELLS = 120
"""Cells. Mail and terminals wrap at 72 to 80, printed pages at 60 to 100; longer lines are paragraphs of their own."""

MIN_SHARE_CUT = 0.6
"""Share of the lines of a wrapped paragraph that end in mid-sentence; of lines that are paragraphs of their own nearly none do."""


def join_broken_lines(draft: Draft) -> Iterator[Change]:
    """Yield a join for every line that goes on with the one before it."""
    lower_case_counts = any(character.isupper() for block in draft.blocks for character in block.text)
    joined: set[int] = set()
    for group in line_groups(draft):
        cut_at_stops = _is_cut_at_stops(group)
        wrapped = _is_wrapped(group)
        for (before, _), (block, gap) in itertools.pairwise(group):
            if gap is None:
                continue
            found = _join_by_form(before.text, block.text, lower_case_counts=lower_case_counts)
            if found is None and not _opens(block, gap, group) and (cut_at_stops or (wrapped and _is_full(before, group))):
                found = _separator(before.text, block.text), "line end inside a paragraph"
            if found is not None:
                joined.add(block.number)
                yield Replace(gap.span, found[0], found[1], joins=True)
    yield from _orphan_stops(draft, joined)


def _join_by_form(before: str, line: str, *, lower_case_counts: bool) -> tuple[str, str] | None:  # noqa: PLR0911  # a return a case
    """Return separator and reason where the two lines show by themselves that they are one."""
    # CASE 1: "…the value of knowledge⏎." and "…etc.⏎, and encourage": no line begins with a closing mark.
    if _ONLY_CLOSERS.fullmatch(line) or _STARTS_CLOSED.match(line):
        return "", "closing mark cut off its sentence"
    # CASE 2: "(2021) No.⏎18": the number was taken for the start of a sentence.
    if _NUMBER_SIGN.search(before) and line[0].isdecimal():
        return ("" if before.endswith("第") else " "), "number cut from its sign"
    # CASE 3: "reached 305.⏎6 billion": but a line that ends "in 2019." may well end there.
    cut = _CUT_DECIMAL.search(before)
    if cut and cut.start() > 0 and _REST_OF_DECIMAL.match(line):
        return "", "decimal number cut apart"
    # CASE 4: "data from Minai.⏎com, drug sales".
    if _CUT_HOST.search(before) and _REST_OF_HOST.match(line):
        return "", "host name cut apart"
    # CASE 5: "2.⏎Constructing a new system": numbering on a line of its own.
    if _BARE_NUMBER.fullmatch(before) and not _BARE_NUMBER.match(line):
        return _separator(before, line), "numbering cut from its text"
    # CASE 6: "public health institutions, etc.⏎as members", "a cut at the⏎State Council".
    if line[0].islower() and lower_case_counts and (not ends_sentence(before) or _ABBREVIATION.search(before)):
        return _separator(before, line), "sentence cut apart"
    if _OPEN_END.search(before) and not _NOT_OPEN.search(before) and opening(line) is None:
        return _separator(before, line), "sentence cut apart"
    return None


def _separator(before: str, line: str) -> str:
    """Return what stands between two joined lines: nothing beside a Han character or full-width mark, else a space."""
    wide = any(
        is_han(character) or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" for character in (before[-1], line[0])
    )
    return "" if wide else " "


def _is_cut_at_stops(group: Sequence[tuple[DraftBlock, Gap | None]]) -> bool:
    """Return whether a splitter cut this paragraph: one of its lines is a full stop or begins with a comma."""
    return any(_ONLY_CLOSERS.fullmatch(block.text) or _STARTS_CLOSED.match(block.text) for block, _ in group[1:])


def _is_wrapped(group: Sequence[tuple[DraftBlock, Gap | None]]) -> bool:
    """Return whether the lines of the group are one paragraph, wrapped at a fixed width."""
    widths = [cells(block.text) for block, _ in group]
    longest = max(widths)
    if len(group) < MIN_WRAPPED_LINES or longest > MAX_WRAP_CELLS:
        return False
    full = [block for (block, _), width in zip(group[:-1], widths, strict=False) if width >= WRAPPED_WIDTH * longest]
    cut = [block for block in full if not ends_sentence(block.text)]
    return len(full) >= WRAPPED_WIDTH * (len(group) - 1) and len(cut) >= MIN_SHARE_CUT * len(full)


def _is_full(block: DraftBlock, group: Sequence[tuple[DraftBlock, Gap | None]]) -> bool:
    return cells(block.text) >= WRAPPED_WIDTH * max(cells(other.text) for other, _ in group)


def _opens(block: DraftBlock, gap: Gap, group: Sequence[tuple[DraftBlock, Gap | None]]) -> bool:
    """Return whether a line opens a paragraph of its own: it is indented further than the others, numbered, or a list item."""
    margin = min(other.indent for _, other in group if other is not None)
    return gap.indent > margin or opening(block.text) is not None or block.kind == "list-item"


def _orphan_stops(draft: Draft, joined: set[int]) -> Iterator[Change]:
    """Yield a join for every line of nothing but closing marks that blank lines part from its sentence."""
    for before, block in zip(draft.blocks, draft.blocks[1:], strict=False):
        if block.number in joined or not _ONLY_CLOSERS.fullmatch(block.text):
            continue
        if {before.kind, block.kind} <= LINE_KINDS and not ends_sentence(before.text):
            gap = gap_between(draft, before, block)
            if gap is not None:
                yield Replace(gap.span, "", "closing mark cut off its sentence", joins=True)
