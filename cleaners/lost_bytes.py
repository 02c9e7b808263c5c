"""Lost bytes: in go the bytes of a page in GB 18030 or Big5, out come those bytes that are half a character whose other half is gone.

Where one byte is missing, all pairs behind it are shifted by one, to the next ASCII character: ``县医院实行`` without its first byte reads
``匾皆菏敌小``. The half that is left is found by reading each suspect line in the likeliest way, where a half that stands alone costs
as much as ``HALF_BITS`` says; around it the line is in step again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from cleaners.garbled_chinese import is_suspect
from cleaners.likelihood import IMPROBABLE_BITS, attested_pairs, bits

HALF_BITS = 30
"""What a half character costs. A line that is out of step costs 8 bits a character more than one in step."""

MIN_GAIN = 12
"""Bits that a line must gain by leaving halves out. Of 40,000 clean articles, simplified and traditional, none is touched."""

MIN_PAIRS = 2
"""Attested pairs that a line must gain with it."""

MAX_LINE = 20_000
"""Bytes of a line that is looked at; longer ones are no text."""

_HALVES = re.compile("[\udc80-\udcff\ue000-\uf8ff]")
"""Bytes that are no character, and private-use characters, which pairs out of step often are."""


def half_characters(data: bytes, encoding: str) -> tuple[int, ...]:
    """Return the offsets of the bytes of ``data`` that are half a character; all between them reads in ``encoding``, in step."""
    read = data.decode(encoding, "surrogateescape").split("\n")
    suspect = [number for number, line in enumerate(read) if _HALVES.search(line) or is_suspect(line)]
    if not suspect:
        return ()
    lines = data.split(b"\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return tuple(
        starts[number] + at
        for number in suspect
        if len(lines[number]) <= MAX_LINE
        for at in _halves_of(lines[number], encoding, read[number])
    )


def _halves_of(line: bytes, encoding: str, read: str) -> list[int]:
    """Return the halves of the likeliest reading of one line, if it is likelier than the one in step from the start."""
    cost = [0.0]
    length = [0]
    for at in range(len(line)):
        ways = [(cost[at] + (0.0 if line[at] < 0x80 else HALF_BITS), 1)]  # noqa: PLR2004  # ASCII
        if at:
            ways.append((cost[at - 1] + _cost(line[at - 1 : at + 1], encoding), 2))
        best, step = min(ways)
        cost.append(best)
        length.append(step)
    halves: list[int] = []
    at = len(line)
    while at:
        if length[at] == 1 and line[at - 1] >= 0x80:  # noqa: PLR2004  # ASCII
            halves.append(at - 1)
        at -= length[at]
    halves.reverse()
    if not halves or bits(read.translate(_AS_HALF)) - cost[-1] < MIN_GAIN:
        return []
    mended = "\ufffd".join(part.decode(encoding, "replace") for part in _between(line, halves))
    return halves if attested_pairs(mended)[0] >= attested_pairs(read)[0] + MIN_PAIRS else []


_AS_HALF = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")


def _between(line: bytes, halves: list[int]) -> list[bytes]:
    starts = [0, *(at + 1 for at in halves)]
    return [line[start:end] for start, end in zip(starts, [*halves, len(line)], strict=True)]


@lru_cache(maxsize=1 << 16)
def _cost(pair: bytes, encoding: str) -> float:
    """Return the bits of two bytes as one character; those of ASCII are none."""
    if pair[0] < 0x80:  # noqa: PLR2004  # ASCII
        return float("inf")
    try:
        character = pair.decode(encoding)
    except UnicodeDecodeError:
        return float("inf")
    return float(bits(character)) if len(character) == 1 else 2 * IMPROBABLE_BITS
