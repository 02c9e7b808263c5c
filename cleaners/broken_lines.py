"""Broken lines: in goes a page, out come joins of lines that were cut apart at full stops, numbers and line ends.

Examples: ``value of knowledge⏎.⏎Within the total`` · ``(2021 ) No.⏎18`` · ``reached 305.⏎6 billion yuan`` · ``etc.⏎, and compile``.
Lines are joined only where nothing but one line end stands between them; a lone full stop finds its sentence across blank lines.
Poems, addresses, lists and tables have short lines too, so length alone is never a reason.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaners.draft import Change, Draft, Replace
from cleaners.hyphenation import Hyphens
from cleaners.lines import LINE_KINDS, cells, element_groups, gap_between, line_groups, separator
from cleaners.running_heads import is_page_number
from cleaners.wrapped_lines import begin_alike, begins_item, find_wrap, goes_on, goes_on_at_margin, is_program, paragraphs_are_set_in
from corpus.matchkey import match_key
from corpus.model import RawSpan
from corpus.numbering import opening
from corpus.scripts import HAN_CLASS
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaners.lines import Line

_HAN = f"[{HAN_CLASS}]"
_ONLY_CLOSERS = re.compile(r"(?:[,.;:!?)\]}”’»，。、；：！？）」』》】〉\"']\s?){1,3}")
_NEVER_FIRST = ",.;:!?)]}”’»，。、；：！？）」』》】〉\"'%％"
_STARTS_WITH_STOP = re.compile(rf"[，。、；：！？]|[,;](?=[\s”’\"')）」』》】]|{_HAN}|$)")
_STARTS_WITH_PERIOD = re.compile(r"\.(?=[\s”’\"')]|$)")
_BRACKETS = {"”": "“", "’": "‘", "》": "《", "）": "（", ")": "(", "】": "【", "」": "「", "』": "『"}
_CLOSING = {opening_mark: closing for closing, opening_mark in _BRACKETS.items()}
_ANY_BRACKET = re.compile("[" + re.escape("".join((*_BRACKETS, *_CLOSING))) + "]")
_NUMBER_SIGN = re.compile(r"\b(?:No|Nos|Vol|pp)\.$|第$")
_NUMBER_SIGN_LOWER = re.compile(r"\bnos?\.$")
_NUMBER = re.compile(r"\d{1,5}(?!\d)|[一二三四五六七八九十百]")
_CUT_DECIMAL = re.compile(r"[^\d.,](\d{1,3}(?:,\d{3})*)\.$")
_CUT_DECIMAL_AFTER_HAN = re.compile(rf"{_HAN}\s?(\d{{1,3}}(?:,\d{{3}})*)\.$")
_SCALE = "per ?cent|hundred|thousand|million|billion|trillion|percentage|times|yuan|RMB|US|dollars?|km|kg|mg|ml|m|g"
_REST_OF_DECIMAL = re.compile(rf"\d+(?:\s?[%％]|\s+(?:{_SCALE})\b)")
_REST_OF_DECIMAL_BEFORE_HAN = re.compile(rf"\d+(?:\s?[%％]|\s?{_HAN})")
_CUT_HOST = re.compile(r"[A-Za-z0-9-]+\.$")
_REST_OF_HOST = re.compile(r"(?:com|cn|org|gov|edu)\b|net(?=[/.,;:!?)\]]|$)")
_BARE_NUMBER = re.compile(r"(?:\d{1,2}[.、．]|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])")
_ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|vs|Co|Ltd|Inc|Dr|Mr|Ms|Mrs|Prof|St|U\.S)\.$")
_OPEN_END = re.compile(r"[（(《“‘【\[]$|(?<!;)\s(?:and|or)$|\b(?:the|a|an|of|which|whose)$")
_PERHAPS_OPEN_END = re.compile(r"[,，、]$|[—-]$|\b(?:to|in|on|for|by|with|from|at|as|that|is|are|be)$")
_MAY_BE_OPEN = frozenset("（(《“‘【[,，、—-\nabcdefghijklmnopqrstuvwxyz")
"""Last characters of the lines with one of the ends above: of most lines they need not be looked for."""

_ENDS_NUMBER = frozenset(".．第、)）\n")
"""Last characters of the lines whose next one may begin with the rest of a number, or with what it numbers."""

_QUOTES = "“‘\"'「『"
_FIGURE = re.compile(r"\d{1,4}(?:\s?/\s?\d{1,4})?")
_HYPHENATED = re.compile(r"[A-Za-z]{2}-$")
_RANGE_END = re.compile(r"\d\s?[—-]$")

MIN_CUT_CELLS = 40
"""Cells. A line that was cut in mid-sentence is longer: verses have up to 34, lines of an address and items of a list about 20 to 30."""

MIN_HYPHENATED_CELLS = 20
"""Cells of a line that ends in a letter and a hyphen, before a small letter; in narrow columns lines have 30."""

SURE_CUT_CELLS = 60
"""Cells. A line of this length that ends in a comma or a preposition was cut, whatever the next one begins with."""

MIN_STOP_SHARE = 0.125
"""Share of a paragraph's lines that are a lone stop or begin with a comma where a splitter cut it: .17 and more in every paragraph met."""

MAX_PARAGRAPH_LINES = 40
"""Lines without a blank one between them that may be one paragraph of sentences; the longest met has 16, a page without any has all."""

LONGEST_TAIL = 80
"""Characters of a line's end that are looked at: no number, host name or abbreviation is longer, and a page may be one line."""

MIN_TITLE_WEIGHT, MAX_TITLE_WEIGHT = 40, 400
"""Letters of English: two shorter lines may stand side by side in a menu by chance; the longest title met weighs 320."""

MIN_CAPITAL_SHARE = 0.5
"""Share of Latin lines behind a sentence end that begin with a capital; below, the page has lost its case, and a small letter opens
sentences too."""


class _Group(NamedTuple):
    """Lines without a blank one between them, and what holds for each.

    ``indented[i]``: line ``i`` is set in and begins a paragraph; ``cut_at_stops[i]``: a splitter cut the paragraph of line ``i``.
    """

    lines: Sequence[Line]
    indented: Sequence[bool]
    cut_at_stops: Sequence[bool]


def join_broken_lines(draft: Draft) -> Iterator[Change]:
    """Yield a join for every line that goes on with the one before it."""
    every = list(line_groups(draft))
    programs = list(map(is_program, every))
    groups = [group for group, program in zip(every, programs, strict=True) if not program]
    capitals = _has_capitals(groups)
    done = {line.block.number for group, program in zip(every, programs, strict=True) if program for line in group}
    elsewhere = cache(lambda: _said_of_the_page(draft))
    hyphens = Hyphens(block.text for block in draft.blocks)
    wrap = find_wrap(groups, capitals=capitals)
    set_in = paragraphs_are_set_in(groups)
    for group in map(_measure, groups):
        opened: dict[str, int] = dict.fromkeys(_BRACKETS, 0)
        for position, (before, line) in enumerate(pairwise(group.lines)):
            for mark in _ANY_BRACKET.findall(before.text) if len(before.text) > 1 else before.text:
                if mark in _BRACKETS or mark in _CLOSING:
                    opened[_CLOSING.get(mark, mark)] += 1 if mark in _CLOSING else -1
            if is_page_number(line.text) or is_page_number(before.text):
                continue  # cleaners.running_heads joins what a page's end cut
            found = _join(group, position, opened, capitals=capitals)
            joined = before.block.number in done
            wrapped = wrap is not None and goes_on(wrap, group.lines, position, joined=joined, capitals=capitals)
            if found is None and (wrapped or (set_in and goes_on_at_margin(group.lines, position, joined=joined))):
                found = separator(before.text, line.text), "line end inside a paragraph"
            found = found or _join_title(before.text, line.text, elsewhere)
            if found is not None and line.gap is not None:
                done.add(line.block.number)
                yield _replaced(before, line, found, hyphens)
    yield from _orphan_stops(draft, done)
    yield from _lines_of_print(draft, done, capitals=capitals)


def _lines_of_print(draft: Draft, done: set[int], *, capitals: bool) -> Iterator[Change]:
    """Yield the joins of the elements of an HTML page that each hold one line of print; a line that ends a sentence goes on with none."""
    groups = list(element_groups(draft))
    wrap = find_wrap(groups, capitals=capitals)
    if wrap is None:
        return
    wrap = wrap._replace(fixed=False, set_in=False, spaced=False)
    joined: set[int] = set()
    for group in groups:
        for position, (before, line) in enumerate(pairwise(group)):
            if line.gap is None or line.block.number in done:
                continue
            if goes_on(wrap, group, position, joined=before.block.number in joined, capitals=capitals):
                joined.add(line.block.number)
                yield Replace(line.gap.span, separator(before.text, line.text), "line of print in an element of its own", joins=True)


def _replaced(before: Line, line: Line, found: tuple[str, str], hyphens: Hyphens) -> Replace:
    """Return the join of two lines, with the hyphen at the end of the first where a printer put it there."""
    span = line.gap.span if line.gap else RawSpan(before.block.raw.end, line.block.raw.start)
    last = before.block.pieces[-1]
    if before.text.endswith("-") and last.edit is None and hyphens.are_of_printer(before.text, line.text):
        return Replace(RawSpan(span.start - 1, span.end), "", "word hyphenated at a line end", joins=True)
    return Replace(span, found[0], found[1], joins=True)


def _join(group: _Group, position: int, opened: dict[str, int], *, capitals: bool) -> tuple[str, str] | None:
    """Return separator and reason where line ``position + 1`` goes on with line ``position``."""
    before, line = group.lines[position].text, group.lines[position + 1]
    if _is_closed_by(before, line.text, opened):
        return "", "closing mark cut off its sentence"
    found = _join_by_number(before[-LONGEST_TAIL:], line.text, capitals=capitals)
    if found is not None or line.block.kind == "list-item":
        return found
    cut = _is_cut(group, position, capitals=capitals)
    inside = not group.indented[position + 1] and group.cut_at_stops[position + 1]
    if not (cut or inside) or begins_item(line.text):
        return None
    return separator(before, line.text), "sentence cut apart" if cut else "line end inside a paragraph"


def _said_of_the_page(draft: Draft) -> str:
    """Return the match key of what the page says of itself outside its text: its window's title, its metadata, its breadcrumbs."""
    said = [block.text for block in draft.blocks if block.kind in {"boilerplate", "metadata", "table-row"}]
    return match_key("\n".join((*draft.hints.get("title", ()), *said)))


def _join_title(before: str, line: str, elsewhere: Callable[[], str]) -> tuple[str, str] | None:
    """Return separator and reason where two short lines stand as one in what the page says of itself: a title broken in two."""
    if not MIN_TITLE_WEIGHT <= weight(before) + weight(line) <= MAX_TITLE_WEIGHT or ends_sentence(before):
        return None
    joint = separator(before, line)
    if not elsewhere() or match_key(f"{before}{joint}{line}") not in elsewhere():
        return None
    return joint, "title broken in two, whole elsewhere on the page"


def _is_closed_by(before: str, line: str, opened: dict[str, int]) -> bool:
    """Return whether a line is or begins with a mark that ends the one before: no line begins with a closing mark.

    Examples: ``…the value of knowledge⏎.`` and ``…etc.⏎, and encourage``. A bracket or quote must have been opened.
    """
    if line[0] not in _NEVER_FIRST:
        return False
    if _ONLY_CLOSERS.fullmatch(line) or _STARTS_WITH_STOP.match(line):
        return True
    if _STARTS_WITH_PERIOD.match(line):
        return not ends_sentence(before)
    if line[0] == '"':
        return line[1:2].isspace() and before.count('"') % 2 == 1
    if line[0] in "%％":
        return before[-1].isdecimal() and not before[0].isdecimal()
    return opened.get(line[0], 0) > 0


def _join_by_number(before: str, line: str, *, capitals: bool) -> tuple[str, str] | None:
    """Return separator and reason where a number was cut apart or cut from what it numbers."""
    if before[-1] not in _ENDS_NUMBER:
        return None
    # CASE 1: "(2021) No.⏎18": the number was taken for the start of a sentence.
    sign = _NUMBER_SIGN.search(before) or (None if capitals else _NUMBER_SIGN_LOWER.search(before))
    if sign and sign.start() > 0 and _NUMBER.match(line):
        return ("" if before.endswith("第") else " "), "number cut from its sign"
    # CASE 2: "reached 305.⏎6 billion": but "in 2019." and "by June 30." end a line, and "12 provinces" begins the next.
    cut = _CUT_DECIMAL.search(before) and _REST_OF_DECIMAL.match(line)
    if cut or (_CUT_DECIMAL_AFTER_HAN.search(before) and _REST_OF_DECIMAL_BEFORE_HAN.match(line)):
        return "", "decimal number cut apart"
    # CASE 3: "data from Minai.⏎com, drug sales".
    if _CUT_HOST.search(before) and _REST_OF_HOST.match(line):
        return "", "host name cut apart"
    # CASE 4: "2.⏎Constructing a new system": numbering on a line of its own.
    if _BARE_NUMBER.fullmatch(before) and opening(line) is None and not line[0].isdecimal():
        return separator(before, line), "numbering cut from its text"
    return None


def _is_cut(group: _Group, position: int, *, capitals: bool) -> bool:
    """Return whether a line breaks off in mid-sentence: ``public institutions, etc.⏎as members``, ``a cut at the⏎State Council``."""
    before, line = group.lines[position].text, group.lines[position + 1].text
    if before[-1] not in _MAY_BE_OPEN and not (capitals and line[0].islower()):
        return False
    tail = before[-LONGEST_TAIL:]
    width = cells(before)
    if _OPEN_END.search(tail) or (_HYPHENATED.search(tail) and line[0].islower() and width >= MIN_HYPHENATED_CELLS):
        return True
    if _FIGURE.fullmatch(line):
        return False
    if _PERHAPS_OPEN_END.search(tail) and not _RANGE_END.search(tail) and not (tail[-1] in "-—" and line[0] in _QUOTES):
        return width >= SURE_CUT_CELLS or (width >= MIN_CUT_CELLS and not line[0].isupper())
    if not (capitals and line[0].islower()):
        return False
    ended = ends_sentence(before) or before.endswith((":", "：")) or width < MIN_CUT_CELLS
    return _ABBREVIATION.search(tail) is not None or not (ended or _is_lower_case_list(group, position))


def _is_lower_case_list(group: _Group, position: int) -> bool:
    """Return whether a line in small letters stands among others, or begins as the one before: such lines are items of a list."""
    before, line = group.lines[position].text, group.lines[position + 1].text
    following = group.lines[position + 2].text if position + 2 < len(group.lines) else ""
    return before[0].islower() or begin_alike(before, line) or (following[:1].islower() and not ends_sentence(line))


def _measure(lines: Sequence[Line]) -> _Group:
    margin = min((line.indent for line in lines[1:]), default=0)
    indented = [line.gap is not None and line.indent > margin for line in lines]
    return _Group(lines, indented, _cut_at_stops([line.text for line in lines], indented))


def _cut_at_stops(texts: Sequence[str], indented: Sequence[bool]) -> list[bool]:
    """Return for each line whether a splitter cut its paragraph, which begins where a line is set in."""
    starts = [0, *(position for position, inset in enumerate(indented) if inset and position), len(texts)]
    found: list[bool] = []
    for start, end in pairwise(starts):
        stops = sum(bool(_ONLY_CLOSERS.fullmatch(text) or _STARTS_WITH_STOP.match(text)) for text in texts[start + 1 : end])
        found += [0 < stops >= MIN_STOP_SHARE * (end - start) and end - start <= MAX_PARAGRAPH_LINES] * (end - start)
    return found


def _has_capitals(groups: Sequence[Sequence[Line]]) -> bool:
    """Return whether sentences of a page begin with capitals, so that a small letter at the start of a line says something."""
    first = [group[0].text[0] for group in groups]
    first += [line.text[0] for group in groups for before, line in pairwise(group) if ends_sentence(before.text)]
    initials = [letter for letter in first if letter.isascii() and letter.isalpha()]
    return bool(initials) and sum(map(str.isupper, initials)) >= MIN_CAPITAL_SHARE * len(initials)


def _orphan_stops(draft: Draft, done: set[int]) -> Iterator[Change]:
    """Yield a join for every stop that blank lines part from its sentence."""
    for before, block in pairwise(draft.blocks):
        if block.number in done or not {before.kind, block.kind} <= LINE_KINDS or ends_sentence(before.text):
            continue
        if _ONLY_CLOSERS.fullmatch(block.text) or _STARTS_WITH_STOP.match(block.text):
            gap = gap_between(draft, before, block)
            if gap is not None:
                yield Replace(gap.span, "", "closing mark cut off its sentence", joins=True)
