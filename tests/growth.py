"""Growth: in goes work of any size, out comes whether four times as much takes four times as long, on a fast, slow or busy machine."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_RATIO = 9.0
"""CPU time of four times as much: 4 when it is linear, 16 when it is quadratic; 2.5 to 5.7 were measured."""

SHORTEST = 0.01
"""CPU seconds; what is shorter is timed badly."""

ATTEMPTS = 3


def is_linear(work_of: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Return whether work of four times ``size`` takes about four times as long, in one of three attempts.

    ``work_of`` makes, for a size, what is to be done and timed; the making of it is not timed.
    """
    return any(_seconds(work_of(4 * size)) < MAX_RATIO * max(_seconds(work_of(size)), SHORTEST) for _ in range(ATTEMPTS))


def _seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that the work takes, without those of the collector, which depend on what ran before."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
