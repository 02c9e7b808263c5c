"""Evidence that text is garbled Chinese: in go its units as read again, out come the bits that speak for each, and what is plausible.

The likelihood of what stands there is weighed against that of what it says. See ``garbled_chinese`` for who asks.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.likelihood import IMPROBABLE_BITS, attested_pairs, codes_of, costs, costs_as_found
from corpus.misreading import GAP, most_said
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.misreading import Reading, Step, Unit

_CUT_BITS = 12
"""What it costs to begin or end a run inside a line: garbled text mostly fills its line."""

_ASCII_END = 0x80
ASCII_BITS = 5
"""An ASCII character that is half of a garbled one: ``¥H`` for 以."""

_UNMARKED_BITS = 26
"""A gap where the page has no hole speaks against a reading: more than two cuts of the line do."""

_GAP_BITS = 12
"""A gap where the page has a hole. It neither speaks for a reading nor against it: a hole costs a few bits less."""

_HOLE = re.compile(f"[{GAP}?锟€]")
"""What stands for lost bytes, or may: 锟斤拷 is two U+FFFD, and the euro sign is byte 80 or the bytes A2 E3."""

_FOREIGN = re.compile("[\u3040-\u30ff\u3131-\u318e\uac00-\ud7a3\uff66-\uff9f]")
"""Kana and Hangul. No garbled Chinese says them, but Japanese read as Chinese does."""

_FOREIGN_SHARE = 10
"""Han characters to one kana, from which on a text is Chinese."""

FOREIGN_BITS = 12
"""A kana or Hangul that a reading says: Japanese pages are garbled too, and must not be taken for Chinese in another codec."""

_GAP = re.compile(GAP)
_HAN = re.compile(f"[{HAN_CLASS}]")
_WITNESS = re.compile(f"[{HAN_CLASS}\u2500-\u257f]")
"""What a run must say: Han characters, or the lines of a table that is drawn: ``鈹溾攢鈹�`` is ├─ and a torn one."""


class Guard(NamedTuple):
    """What a run must say: so many Han characters, at so many bits a character at most, with such a share of attested pairs.

    In UTF-8, whose bytes show where they are a torn character's, torn ones count too.
    """

    witnesses: int
    mean: float
    attested: float


_GUARDS = {"utf-8": Guard(4, 16.0, 0.0)}
_GUARD_OF_PAIRS = Guard(6, 11.5, 0.3)
"""Nothing but UTF-8 reads as UTF-8 by chance for long, so lists of rare names may be read. Any pairs of bytes read as GBK or Big5: the
Korean of EUC-KR as hundreds of common characters, none of whose pairs is attested."""

PAIR_BITS = 4
"""Bits that an attested pair gains: of two readings that differ in one character, the one that makes a word is right."""


def gains_of(reading: Reading, *, tolerant: bool) -> NDArray[np.float64]:
    """Return for each unit the bits that it is likelier as read again than as it stands.

    A gap where the page has a hole is no evidence in UTF-8, which shows where the next character begins; behind a hole in GBK and Big5
    all pairs of bytes may be shifted, up to the next character that is the same in both.
    """
    before, after, begins, says = reading.before, reading.after, np.array(reading.begins), np.array(reading.says)
    gains = _sums(_with_ascii(costs_as_found(before), before), begins) - _sums(_with_ascii(_costs_read(after), after), says)
    unmarked = np.zeros(len(gains), dtype=bool)
    unmarked[_with_gap(after, says)] = True
    if tolerant and _HOLE.search(before):
        for at in np.flatnonzero(unmarked).tolist():
            (unit,) = reading.units(at, at + 1)
            if _HOLE.search(unit.before):
                unmarked[at] = False
                gains[at] += unit.after.count(GAP) * (IMPROBABLE_BITS - _GAP_BITS)
                gains[at] = min(gains[at], 0.0) if not _WITNESS.search(unit.after) else gains[at]
    if not tolerant and GAP in before:
        unmarked |= _shifted(reading.units())
    gains[unmarked] = np.minimum(gains[unmarked], -_UNMARKED_BITS)
    gains[_unchanged(before, after, begins, says)] = 0.0
    return gains


def _with_gap(text: str, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers of the units in which ``text`` has a gap."""
    gaps = [match.start() for match in _GAP.finditer(text)]
    return np.searchsorted(starts, gaps, side="right") - 1


def _shifted(units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Return which units stand in a hole or behind one, up to the next that is the same as read again."""
    shifted = [False]
    for before, after in units:
        shifted.append(GAP in before or (shifted[-1] and before != after))
    return np.array(shifted[1:], dtype=bool)


def _unchanged(before: str, after: str, begins: NDArray[np.int64], says: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which units are the same as read again, gaps aside."""
    lengths = np.diff(begins)
    alike = lengths == np.diff(says)
    codes, codes_said = codes_of(before), codes_of(after)
    found: NDArray[np.bool_] = alike & (codes[begins[:-1]] == codes_said[says[:-1]]) & (codes[begins[:-1]] != ord(GAP))
    for at in np.flatnonzero(found & (lengths > 1)).tolist():
        unit = before[begins[at] : begins[at + 1]]
        found[at] = unit == after[says[at] : says[at + 1]] and GAP not in unit
    return found


def _costs_read(after: str) -> NDArray[np.uint8]:
    bits = costs(after)
    bits[[match.start() for match in _FOREIGN.finditer(after)]] = FOREIGN_BITS
    return bits


def _with_ascii(bits: NDArray[np.uint8], text: str) -> NDArray[np.float64]:
    counted = bits.astype(np.float64)
    counted[codes_of(text) < _ASCII_END] = ASCII_BITS
    return counted


def _sums(values: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.diff(np.concatenate(([0.0], values.cumsum()))[starts])


def segments_of(gains: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the stretches that are garbled in the likeliest way to cut the line; each cut inside it costs ``_CUT_BITS``."""
    sums = np.concatenate(([0.0], gains.cumsum()))
    if sums[-1] <= 0 and float((sums - np.minimum.accumulate(sums)).max()) <= _CUT_BITS:
        return []  # no stretch is worth a cut: so nearly all readings are
    clean, garbled = 0.0, 0.0
    begins_garbled: list[bool] = []  # whether the best way to be garbled here was garbled one unit before
    stays_clean: list[bool] = []
    for at, gain in enumerate(gains.tolist()):
        cut = _CUT_BITS if at else 0.0
        begins_garbled.append(garbled >= clean - cut)
        stays_clean.append(clean >= garbled - cut)
        clean, garbled = max(clean, garbled - cut), max(garbled, clean - cut) + gain
    segments: list[tuple[int, int]] = []
    is_garbled, end = garbled > clean, len(gains)
    for at in range(len(gains) - 1, -1, -1):
        if is_garbled and not begins_garbled[at]:
            segments.append((at, end))
            is_garbled = False
        elif not is_garbled and not stays_clean[at]:
            is_garbled, end = True, at
    if is_garbled and end:
        segments.append((0, end))
    return segments[::-1]


def merit_of(units: Sequence[Unit], actual: str) -> float:
    """Return the bits that what a run says is likelier for its attested pairs; minus infinity where it is no ordinary Chinese."""
    guard = _GUARDS.get(actual, _GUARD_OF_PAIRS)
    after = _said(units)
    bits = _costs_read("".join(character for character in after if character > "\x7f" and character != GAP))
    said = len(_WITNESS.findall(after))
    torn = sum(map(_is_torn, units)) if actual == "utf-8" and said >= _LEAST_WHOLE else 0
    if said + torn < guard.witnesses or is_mostly_gaps(units) or float(bits.mean()) > guard.mean:
        return -math.inf
    attested, pairs = attested_pairs(after)
    return PAIR_BITS * attested if attested >= guard.attested * pairs else -math.inf


def may_say(line: str, text: str, step: Step) -> bool:
    """Return whether undoing ``step`` in ``text``, the line or what it says by another step, may say as much as a run must.

    On a clean line with rare characters most of the readings cannot, and need not be made.
    """
    least = _GUARDS.get(step.actual, _GUARD_OF_PAIRS).witnesses
    if step.actual == "utf-8" and _HOLE.search(line):
        least = min(least, _LEAST_WHOLE)  # torn ones count too
    return most_said(text, step) >= least


def says_enough(after: str, actual: str) -> bool:
    """Return whether all that a line says may have the witnesses that one run of it must have."""
    least = min(_GUARDS[actual].witnesses, _LEAST_WHOLE) if actual in _GUARDS else _GUARD_OF_PAIRS.witnesses
    return len(_WITNESS.findall(after)) >= least


def _said(units: Sequence[Unit]) -> str:
    return "".join(unit.after for unit in units if unit.after != unit.before or unit.after.isascii())


_LEAST_WHOLE = 2
"""Characters that came back whole, from which on those that are torn count as much: ``2006�9�1日起施�`` has three, and
two torn ones."""


def is_mostly_gaps(units: Sequence[Unit]) -> bool:
    """Return whether what a run says is no Han character, or fewer than it has gaps: then the misreading is another one.

    A gap that stands for a hole and what is left of its character around it speaks for the reading as much as a whole one:
    ``鏈�`` is two bytes of 本, 月 or 末, of three.
    """
    gaps = sum(max(unit.after.count(GAP) - len(_HOLE.findall(unit.before)), 0) for unit in units if unit.after != unit.before)
    return gaps >= len(_WITNESS.findall(_said(units)))


def _is_torn(unit: Unit) -> bool:
    return unit.after == GAP and len(unit.before) > 1 and len(_HOLE.findall(unit.before)) == 1


def is_foreign(after: str) -> bool:
    """Return whether what a run says is Japanese or Korean."""
    return _FOREIGN_SHARE * len(_FOREIGN.findall(after)) > len(_HAN.findall(after))


def has_foreign(after: str) -> bool:
    """Return whether there is a kana or Hangul in what a unit says."""
    return _FOREIGN.search(after) is not None
