"""Chunk marks: in go the blocks of a page, out comes every number that is written like the mark of a piece or of a page.

Examples: ``2、`` ``【4】`` ``（3）`` ``第3页`` ``第 3 页 共 12 页`` ``5/12`` ``- 7 -`` ``Page 3 of 12`` ``•3•``. Whether they count
pieces, or are an author's own numbers, ``cleaners.chunk_chains`` decides from all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.,:：])(\d{1,4})(?!\d)")
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "〖": "〗", "{": "}", "<": ">", "＜": "＞", "［": "］"}
_HYPHENS = "-—–－―─"
_LINES = _HYPHENS + "_~=*•·●・|｜#"
_BEFORE = re.compile(
    rf"(?:第|(?:[{re.escape(''.join(_BRACKETS))}]|(?<![A-Za-z]))(?:[Pp]age|PAGE|[Pp]g?\.)|[{re.escape(''.join(_BRACKETS))}]|[{re.escape(_LINES)}]{{1,3}})\s?$",
)
_OF = re.compile(r"\s?(?:[/／]\s?|\s+of\s+)(?:共\s?)?(\d{1,4})(?!\d)(?:\s?[页頁])?")
_PAGE_OF = re.compile(r"\s?[页頁](?:\s?[/／，,、]?\s?共\s?(\d{1,4})\s?[页頁])?")
_LONGEST_BEFORE = 8

MIN_HEADS = 3
"""Pages on which the same words stand beside the number."""

MAX_HEAD = 120
"""Characters of a running head with the number of the page."""

PAGE, LIST = "page", "list"
"""A mark that numbers pages and nothing else, and one that authors number their items with as well."""


class Mark(NamedTuple):
    """A number with what makes it a mark: its style (``第N页``), its place in block ``block``, and how much text stands before it.

    ``edge`` says where in its block it stands: ``alone``, ``start``, ``end`` or ``inside``. ``offset`` counts the letters of all blocks.
    """

    style: str
    kind: str
    number: int
    block: int
    start: int
    end: int
    edge: str
    offset: int


def find_marks(blocks: Sequence[DraftBlock]) -> Iterator[Mark]:
    """Yield every mark of the page in order; ``block`` is the block's position in ``blocks``.

    A page's number beside a running head, one line for both, is a mark alone on its line.
    """
    found = list(_marks(blocks))
    heads = Counter((mark.style, rest) for mark in found if (rest := _rest(blocks, mark)))
    for mark in found:
        rest = _rest(blocks, mark)
        if rest and heads[mark.style, rest] >= MIN_HEADS:
            mark = mark._replace(start=0, end=len(blocks[mark.block].text), edge="alone", offset=mark.offset - mark.start)  # noqa: PLW2901
        yield mark


def _rest(blocks: Sequence[DraftBlock], mark: Mark) -> str:
    """Return what stands on the line of a page's number beside it, where that is short."""
    text = blocks[mark.block].text
    if mark.kind != PAGE or mark.edge not in {"start", "end"} or len(text) > MAX_HEAD:
        return ""
    return (text[: mark.start] + text[mark.end :]).strip()


def _marks(blocks: Sequence[DraftBlock]) -> Iterator[Mark]:
    offset = 0
    for position, block in enumerate(blocks):
        text = block.text
        taken = 0
        for found in _NUMBER.finditer(text) if _DIGIT.search(text) else ():
            written = _written(text, found) if found.start() >= taken else None
            if written is None:
                continue
            style, kind, start, end = written
            edge = _edge(text, start, end)
            if style == "N" and edge != "alone":
                continue
            taken = end
            yield Mark(style, kind, int(found[1]), position, start, end, edge, offset + start)
        offset += len(text)


def _written(text: str, found: re.Match[str]) -> tuple[str, str, int, int] | None:
    """Return style, kind, start and end of the mark that a number is part of, or None; a number alone is of style ``N``."""
    start, end = found.span()
    before = _BEFORE.search(text, max(start - _LONGEST_BEFORE, 0), start)
    if before:
        opened = before[0].strip()
        following = (_PAGE_OF if opened == "第" else _OF).match(text, end)
        if opened[-2:-1].isalpha() or (opened == "第" and following):
            return _page(text, before, following, end)
        closed = _closed(text, opened, following.end() if following else end)
        if closed:
            kind = PAGE if following or opened not in _BRACKETS else LIST
            return f"{opened}N{following[1] if following else ''}{_BRACKETS.get(opened, opened)}", kind, before.start(), closed
        if opened in _BRACKETS:
            return None
    if text.startswith("、", end):
        return "N、", LIST, start, end + 1
    of = _OF.match(text, end)
    if of and 0 < int(found[1]) <= int(of[1]):
        return f"N/{of[1]}", PAGE, start, of.end()
    return "N", PAGE, start, end


def _page(text: str, before: re.Match[str], following: re.Match[str] | None, end: int) -> tuple[str, str, int, int] | None:
    """Return style, kind, start and end of a mark that says it is a page's: ``第3页``, ``Page 3 of 12``, ``[Page 3]``."""
    opened = before[0].strip()
    stop = following.end() if following else end
    if opened[0] in _BRACKETS:
        stop = _closed(text, opened[0], stop)
    return (f"{opened}N{(following[1] or '') if following else ''}", PAGE, before.start(), stop) if stop else None


def _closed(text: str, opened: str, end: int) -> int:
    """Return where a mark ends that ``opened`` opens, its number ending at ``end``; 0 where nothing closes it: ``2019-3-12`` is a date."""
    closing = _BRACKETS.get(opened, opened)
    stop = end + text[end : end + 1].isspace()
    after = stop + len(closing)
    if not text.startswith(closing, stop) or (opened[0] in _HYPHENS and text[after : after + 1].isdecimal()):
        return 0
    return after


def _edge(text: str, start: int, end: int) -> str:
    first, last = not text[:start].strip() if start < _LONGEST_BEFORE else False, end >= len(text.rstrip())
    if first:
        return "alone" if last else "start"
    return "end" if last else "inside"
