"""``tiaowen clean --diff``: in goes a cleaned page, out comes a unified diff of its raw text, markup left out, against its clean text."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import READ_KINDS
from search_cli.printing import Style, Styled, say_unbroken
from search_cli.raw_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Cleaned
    from search_cli.raw_rows import Row

_CONTEXT = 3
"""Unchanged lines around a change, as ``diff -u`` has them."""

_STYLES: dict[str, Style] = {"-": "removed", "+": "added", " ": "plain"}


class _Line(NamedTuple):
    """A line of the diff: ``-`` only raw, ``+`` only clean, a space for both."""

    sign: str
    text: str


def say_diff(cleaned: Cleaned, name: str) -> bool:
    """Print the diff, a block a line, with ``name`` as that of the file; return whether there is a difference."""
    lines = list(_lines(rows_of(cleaned)))
    hunks = list(_hunks(lines))
    if hunks:
        say_unbroken(Styled(f"--- {name}\traw text", "strong"))
        say_unbroken(Styled(f"+++ {name}\tclean text", "strong"))
    raw, clean, at = 1, 1, 0
    for start, end in hunks:
        skipped = start - at  # all of them stand on both sides
        raw, clean, at = raw + skipped, clean + skipped, end
        old, new = (sum(line.sign != other for line in lines[start:end]) for other in "+-")
        say_unbroken(Styled(f"@@ -{_range(raw, old)} +{_range(clean, new)} @@", "title"))
        for line in lines[start:end]:
            say_unbroken(Styled(line.sign + line.text, _STYLES[line.sign]))
        raw, clean = raw + old, clean + new
    return bool(hunks)


def _range(start: int, length: int) -> str:
    """Return the lines of a hunk as ``diff -u`` writes them: an empty range is named by the line before it."""
    return f"{start if length else start - 1},{length}"


def _lines(rows: Sequence[Row]) -> Iterator[_Line]:
    """Yield all lines of both texts: a block that is read in another place goes out where it stood and comes in where it is read."""
    raw = deque(sorted(rows, key=lambda row: row.start))
    for row in rows:
        clean = row.block.text.split("\n") if row.block and row.block.kind in READ_KINDS else None
        if clean is None or row.moved:
            yield from (_Line("+", text) for text in clean or ())
            continue
        while raw[0] is not row:
            yield from (_Line("-", text) for text in _raw_lines(raw.popleft()))
        before = _raw_lines(raw.popleft())
        if before == clean:
            yield from (_Line(" ", text) for text in clean)
        else:
            yield from (_Line("-", text) for text in before)
            yield from (_Line("+", text) for text in clean)
    yield from (_Line("-", text) for row in raw for text in _raw_lines(row))


def _raw_lines(row: Row) -> list[str]:
    """Return the raw text of a row in the lines that it had, blank ones left out."""
    return [line for line in row.raw.split("\n") if line.strip()]


def _hunks(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of lines that hold changes, with the context of each; those whose contexts meet are one."""
    changed = [number for number, line in enumerate(lines) if line.sign != " "]
    if not changed:
        return
    first = changed[0]
    for last, following in pairwise([*changed, len(lines) + 2 * _CONTEXT + 1]):
        if following - last > 2 * _CONTEXT + 1:
            yield max(first - _CONTEXT, 0), min(last + _CONTEXT + 1, len(lines))
            first = following
