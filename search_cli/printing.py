"""Printing: in go lines and values, out they come on stdout (data) or stderr (talk), every one through the safe door.

The only module of the command that writes to a stream, so that nothing of a page passes by ``terminal``.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
from bisect import bisect_left, bisect_right
from contextlib import contextmanager
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from search_cli.cells import break_lines, width_of
from search_cli.terminal import safe_json, safe_lines, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

Style: TypeAlias = Literal["plain", "strong", "title", "faint", "removed", "added"]

_CODES = {"strong": "\x1b[1m", "title": "\x1b[36m", "faint": "\x1b[2m", "removed": "\x1b[31m", "added": "\x1b[32m"}
_RESET = "\x1b[0m"

_WIDEST = 100
"""Cells. Longer lines are hard to read: the eye loses the next one beyond about 100 characters (WCAG 2.1, 1.4.8, has 80)."""

_WIDEST_PAGE = 200
"""Cells. Two texts side by side, each in lines of not much less than the 100 cells above."""

RULE = " │ "
"""Between texts side by side."""

_NARROWEST = 20
"""Cells. Below that nothing readable can be done; the terminal breaks the lines itself."""


_RECKONED = ("=", "+", "-", "@")
"""What a cell begins with that a spreadsheet takes for a formula (OWASP, CSV injection)."""


class Styled(NamedTuple):
    """Text and how it is to look on a terminal."""

    text: str
    style: Style = "plain"


def say(*parts: str | Styled, indent: int = 0, hanging: int | None = None) -> None:
    """Print data, one line of it: on a terminal broken to its width, lines after the first indented by ``hanging`` cells."""
    _write("stdout", _rendered(sys.stdout, parts, indent, indent if hanging is None else hanging))


def say_unbroken(*parts: str | Styled) -> None:
    """Print one line of data that must stay one line, such as one of a diff; it keeps its tabs."""
    pieces = [Styled(safe_lines(text), style) for text, style in map(_styled, parts)]
    text = "".join(piece.text for piece in pieces)
    _write("stdout", (_slices(pieces, [(0, len(text))])[0] if _is_coloured(sys.stdout) else text) + "\n")


def say_columns(margin: str | Styled, indent: int, columns: Sequence[tuple[int, Sequence[str | Styled]]]) -> None:
    r"""Print texts side by side, each broken to its own width in cells, also in a file or pipe; ``\n`` in a text ends a line of it.

    ``margin`` stands left of the first line, in ``indent`` cells.
    """
    coloured = _is_coloured(sys.stdout)
    beside = _column([margin], indent, coloured=coloured)
    rendered = [_column(parts, width, coloured=coloured) for width, parts in columns]
    for (name, taken), *lines in zip_longest(beside, *rendered, fillvalue=("", 0)):
        padded = (line + " " * (width - used) for (line, used), (width, _) in zip(lines, columns, strict=True))
        _write("stdout", f"{name}{' ' * (indent - taken)}{RULE.join(padded)}".rstrip() + "\n")


def page_columns() -> int:
    """Return how many cells a page of columns may have: those of the terminal that shows it, or on which a pager will; else 100."""
    shown_on = next((stream for stream in (sys.stdout, sys.stderr) if is_terminal(stream)), None)
    return _terminal_columns(shown_on, _WIDEST_PAGE) or _WIDEST


def line_columns() -> int:
    """Return how many cells a line of data may have; 0 where lines are not broken, in a file or pipe."""
    return _columns(sys.stdout)


def tell(*parts: str | Styled, indent: int = 0) -> None:
    """Print talk for people: notes, hints, errors."""
    _flush("stdout")
    _write("stderr", _rendered(sys.stderr, parts, indent, indent))
    _flush("stderr")


def tell_error(message: str) -> None:
    """Print ``message`` as one line of this program's errors."""
    tell(f"tiaowen: {message}")


def say_text(text: str) -> None:
    """Print text of several lines as it is."""
    _write("stdout", safe_lines(text) + "\n")


def tell_text(text: str) -> None:
    """Print talk of several lines as it is."""
    _write("stderr", safe_lines(text) + "\n")


def say_json(value: object, *, indent: int | None = 2) -> None:
    """Print plain data as JSON; with ``indent=None`` on one line, as JSONL has it."""
    document = json.dumps(value, ensure_ascii=not _is_unicode(sys.stdout), indent=indent)
    _write("stdout", safe_json(document) + "\n")


def say_csv(rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV (RFC 4180). A cell that a spreadsheet would reckon (``=1+1``) begins with an apostrophe."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    for row in rows:
        cells = [safe_text(cell) for cell in row]
        writer.writerow(["'" + cell if cell.startswith(_RECKONED) else cell for cell in cells])
    _write("stdout", table.getvalue())


def prepare_streams() -> None:
    """Make sure that a character which the streams' encoding lacks is spelled out instead of raising an error."""
    _failures.clear()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def finish_streams() -> None:
    """Write out what is still held back; raise the first ``OSError`` of all the writing there was."""
    _flush("stdout")
    _flush("stderr")
    if _failures:
        raise _failures[0]


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a person looks at the stream."""
    return stream is not None and stream.isatty()


def is_dumb() -> bool:
    """Return whether the terminal says of itself that it can only print (an editor's shell, a log)."""
    return os.environ.get("TERM") == "dumb"


def _styled(part: str | Styled) -> Styled:
    return Styled(part) if isinstance(part, str) else part


def _column(parts: Iterable[str | Styled], width: int, *, coloured: bool) -> list[tuple[str, int]]:
    """Return the lines of one column, each with how many cells it takes."""
    lines: list[list[Styled]] = [[]]
    for text, style in map(_styled, parts):
        first, *rest = text.split("\n")
        lines[-1].append(Styled(safe_text(first), style))
        lines += ([Styled(safe_text(one), style)] for one in rest)
    rendered: list[tuple[str, int]] = []
    for pieces in lines:
        text = "".join(piece.text for piece in pieces)
        broken = break_lines(text, width, width)
        shown = _slices(pieces, broken) if coloured else [text[slice(*line)] for line in broken]
        rendered += zip(shown, (width_of(text[slice(*line)]) for line in broken), strict=True)
    return rendered


def _rendered(stream: TextIO | None, parts: Iterable[str | Styled], indent: int, hanging: int) -> str:
    pieces = [Styled(safe_text(text), style) for text, style in map(_styled, parts)]
    text = "".join(piece.text for piece in pieces)
    columns = _columns(stream)
    lines = break_lines(text, columns - indent, columns - hanging) if columns else [(0, len(text))]
    coloured = _is_coloured(stream)
    margins = [" " * indent, *[" " * hanging] * (len(lines) - 1)]
    shown = _slices(pieces, lines) if coloured else [text[slice(*line)] for line in lines]
    return "\n".join(map("".join, zip(margins, shown, strict=True))) + "\n"


def _slices(pieces: Sequence[Styled], lines: Iterable[tuple[int, int]]) -> list[str]:
    """Return the characters of the pieces from start to end of each line, with the codes of their styles."""
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    shown: list[str] = []
    for start, end in lines:
        line = ""
        for index in range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end, hi=len(pieces))):
            text, style = pieces[index]
            part = text[max(start - starts[index], 0) : end - starts[index]]
            line += part if style == "plain" or not part else _CODES[style] + part + _RESET
        shown.append(line)
    return shown


def _columns(stream: TextIO | None) -> int:
    """Return how many cells a line may have; 0 where lines are not to be broken: in a file, a pipe, a very narrow window."""
    return _terminal_columns(stream, _WIDEST)


def _terminal_columns(stream: TextIO | None, widest: int) -> int:
    """Return how many columns the terminal has, ``widest`` at most; 0 for a stream that is none, or a very narrow one."""
    if stream is None or not is_terminal(stream):
        return 0
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return 0
    return 0 if columns < _NARROWEST else min(columns, widest)


def _is_coloured(stream: TextIO | None) -> bool:
    """Return whether styles are shown: on a terminal that can, unless NO_COLOR is set (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and not is_dumb()


def _is_unicode(stream: TextIO | None) -> bool:
    return stream is not None and (stream.encoding or "").lower().replace("-", "").startswith("utf")


_Stream: TypeAlias = Literal["stdout", "stderr"]

_failures: list[OSError] = []
"""What went wrong in writing. Raised at the end, not at once: no page must be left out because the line about another was lost."""


def _write(name: _Stream, text: str) -> None:
    stream = _stream(name)
    if stream is not None:
        with _kept(name):
            stream.write(text)
    elif name == "stdout":
        _failures.append(OSError(errno.EBADF, "is closed, and there was something to say", name))


def _flush(name: _Stream) -> None:
    stream = _stream(name)
    if stream is not None:
        with _kept(name):
            stream.flush()


def _stream(name: _Stream) -> TextIO | None:
    """Return the stream, or None where the caller's shell has closed it (``tiaowen stats >&-``)."""
    return sys.stdout if name == "stdout" else sys.stderr


@contextmanager
def _kept(name: _Stream) -> Iterator[None]:
    """Keep an error of writing for the end. That the reader has gone, as in ``| head``, is none."""
    try:
        yield
    except BrokenPipeError:
        pass
    except OSError as error:
        _failures.append(OSError(error.errno, error.strerror, name))
