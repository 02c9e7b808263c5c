"""Printing: in go lines and values, out they come on stdout (data) or stderr (talk), every one through the safe door.

The only module of the command that writes to a stream, so that nothing of a page passes by ``terminal``.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from search_cli.cells import break_lines
from search_cli.terminal import safe_json, safe_lines, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

Style: TypeAlias = Literal["plain", "strong", "title", "faint"]

_CODES = {"strong": "\x1b[1m", "title": "\x1b[36m", "faint": "\x1b[2m"}
_RESET = "\x1b[0m"

_WIDEST = 100
"""Cells. Longer lines are hard to read: the eye loses the next one beyond about 100 characters (WCAG 2.1, 1.4.8, has 80)."""

_NARROWEST = 20
"""Cells. Below that nothing readable can be done; the terminal breaks the lines itself."""


class Styled(NamedTuple):
    """Text and how it is to look on a terminal."""

    text: str
    style: Style = "plain"


def say(*parts: str | Styled, indent: int = 0, hanging: int | None = None) -> None:
    """Print data, one line of it: on a terminal broken to its width, lines after the first indented by ``hanging`` cells."""
    _write("stdout", _rendered(sys.stdout, parts, indent, indent if hanging is None else hanging))


def tell(*parts: str | Styled) -> None:
    """Print talk for people: notes, hints, errors."""
    _flush("stdout")
    _write("stderr", _rendered(sys.stderr, parts, 0, 0))
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


def _rendered(stream: TextIO | None, parts: Iterable[str | Styled], indent: int, hanging: int) -> str:
    pieces = [Styled(safe_text(part)) if isinstance(part, str) else Styled(safe_text(part.text), part.style) for part in parts]
    text = "".join(piece.text for piece in pieces)
    columns = _columns(stream)
    lines = break_lines(text, columns - indent, columns - hanging) if columns else [(0, len(text))]
    coloured = _is_coloured(stream)
    margins = [" " * indent, *[" " * hanging] * (len(lines) - 1)]
    rendered = [margin + (_slice(pieces, *line) if coloured else text[slice(*line)]) for margin, line in zip(margins, lines, strict=True)]
    return "\n".join(rendered) + "\n"


def _slice(pieces: Iterable[Styled], start: int, end: int) -> str:
    """Return characters ``start`` to ``end`` of the pieces, with the codes of their styles."""
    shown: list[str] = []
    position = 0
    for text, style in pieces:
        part = text[max(start - position, 0) : max(end - position, 0)]
        position += len(text)
        shown.append(part if style == "plain" or not part else _CODES[style] + part + _RESET)
    return "".join(shown)


def _columns(stream: TextIO | None) -> int:
    """Return how many cells a line may have; 0 where lines are not to be broken: in a file, a pipe, a very narrow window."""
    if stream is None or not is_terminal(stream):
        return 0
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return 0
    return 0 if columns < _NARROWEST else min(columns, _WIDEST)


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
