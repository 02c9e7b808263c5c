"""Time limits: in goes how long a search may take, out comes a refusal once that is over, wherever the work is by then.

The loops that grow with the library (postings, texts looked at, words tried as suggestions) ask ``check_time``; nothing else depends
on the clock, so that a query is answered whole or not at all. The time is what the processor spends on it: a machine that is busy
with other things refuses nothing for it.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import thread_time
from typing import TYPE_CHECKING, TypeVar

from indexer.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEFAULT_SECONDS = 1.0
"""Above a second people lose the thread (Nielsen 1993, Miller 1968)."""

_EVERY = 64
"""Items between two looks at the clock: 4 ms where each is a text to be searched (55 µs), and 5 ns each where they are postings."""

_Item = TypeVar("_Item")


class OutOfTimeError(QueryError):
    """A search was not done when its time was over; its text says what to do."""


_limit: ContextVar[tuple[float, float]] = ContextVar("seconds, and when they end", default=(inf, inf))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let ``check_time`` raise inside the ``with`` block, in this thread, once ``seconds`` have passed.

    Raises ``QueryError`` for what is no length of time; ``math.inf`` is one.
    """
    if not seconds > 0:
        raise QueryError(f"a time limit of {seconds:g} s leaves no time to search; give more than 0 seconds")
    token = _limit.set((seconds, thread_time() + seconds))
    try:
        yield
    finally:
        _limit.reset(token)


def check_time() -> None:
    """Raise ``OutOfTimeError`` where the time is over."""
    seconds, end = _limit.get()
    if thread_time() > end:
        raise OutOfTimeError(
            f"the search was not done after {seconds:g} s; ask for less (rarer words, longer prefixes, fewer alternatives),"
            f" or give it more time: --timeout {max(2, round(4 * seconds))}"
        )


def in_time(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield the items, looking at the clock every now and then, the first time before the first of them."""
    for place, item in enumerate(items):
        if not place % _EVERY:
            check_time()
        yield item
