"""Workers: in go items and a function, out come its results in the order of the items, made by so many processes.

The results are the same for any number of processes. A process that is lost (killed, out of memory) takes those down that work beside
it: what was under way is then done again one by one, and the item that takes its process along is named.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Items under way for each process: enough that none waits, few enough that memory holds them."""


class Lost:
    """Stands in the place of a result whose process was lost."""


def in_order(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[tuple[Item, Result | Lost]]:
    """Yield each item with its result, or with ``Lost``. With one worker all is done in this process.

    ``work`` is a function of a module, its items and results can be pickled; what it raises is raised here. Processes are started anew
    and not forked, so that a program that calls this must be a module that can be imported without running (``if __name__ == …``).
    """
    if workers == 1:
        for item in items:
            yield item, work(item)
        return
    crew = _Crew(work, workers)
    try:
        yield from crew.results(iter(items))
    finally:
        crew.dismiss()


class _Crew(Generic[Item, Result]):
    """A pool of processes that is replaced when one of them is lost."""

    def __init__(self, work: Callable[[Item], Result], workers: int) -> None:
        self._work = work
        self._workers = workers
        self._pool = self._hired()

    def results(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | Lost]]:
        """Yield each item with its result; as many as were taken from ``items`` come out again."""
        under_way: deque[tuple[Item, Future[Result]]] = deque()
        while True:
            try:
                for item in islice(items, AHEAD * self._workers - len(under_way)):
                    under_way.append((item, self._submitted(item)))
                if not under_way:
                    return
                item, future = under_way[0]
                result = future.result()
            except BrokenProcessPool:
                yield from self._one_by_one([item for item, _ in under_way])
                under_way.clear()
            else:
                under_way.popleft()
                yield item, result

    def dismiss(self) -> None:
        """Let the processes go; what is under way is given up."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(self, item: Item) -> Future[Result]:
        try:
            return self._pool.submit(self._work, item)
        except BrokenProcessPool:
            self._pool = self._hired()
            return self._pool.submit(self._work, item)

    def _one_by_one(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result | Lost]]:
        self.dismiss()
        self._pool = self._hired()
        for item in items:
            try:
                yield item, self._pool.submit(self._work, item).result()
            except BrokenProcessPool:
                self._pool = self._hired()
                yield item, Lost()

    def _hired(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed; else it would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
