"""Progress: in goes how many steps there are, out comes a bar on stderr, where a person looks at it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from search_cli.printing import is_dumb, is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """Give the function to call after each step, of a ``total`` that may not be known.

    Shows nothing where stderr is no terminal, or one that cannot move its cursor.
    """
    if not is_terminal(sys.stderr) or is_dumb():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # a third of a tenth of a second that nobody who pipes need wait
    from rich.progress import Progress  # noqa: PLC0415

    # Lines on stdout pass above the bar only if both are on the terminal; in a pipe they must stay as they are.
    bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=is_terminal(sys.stdout))
    with bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
