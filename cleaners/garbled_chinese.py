"""Garbled Chinese: in goes a text, out come the runs in which Chinese was decoded with the wrong codec, and what they say.

``鍏充簬鎺ㄨ繘`` (UTF-8 read as GBK), ``¹ØÓÚÍÆ½ø`` (GBK read as Latin-1), ``壽衾芢輛`` (GBK read as Big5), once or twice. Whether a run is
garbled is decided by likelihood: it is of rare characters as it stands and of common ones as it is read again. The guards matter more
than the repairs: on 77,000 clean items and windows none is touched (``benchmarks/characters.py``).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.garbled_evidence import (
    PAIR_BITS,
    gains_of,
    has_foreign,
    is_foreign,
    is_mostly_gaps,
    may_say,
    merit_of,
    says_enough,
    segments_of,
)
from cleaners.likelihood import attested_at, attested_pairs, costs, costs_as_found, frequent_pairs, rare_characters
from cleaners.repair import Repair, problem_of
from corpus.misreading import BYTES_LOST, GAP, Step, Unit, read_again
from corpus.model import RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.misreading import Reading


_AS_CHINESE = tuple(
    Step(actual, mistaken)
    for actual, mistaken in (
        ("utf-8", "gbk"),
        ("utf-8", "gb18030"),
        ("utf-8", "cp932"),
        ("utf-8", "big5hkscs"),
        ("gbk", "big5hkscs"),
        ("gbk", "big5"),
        ("big5hkscs", "gb18030"),
    )
)
"""Misreadings whose result is Han and kana, the likelier name of one reading first."""

_CLEAR_BITS = 4
"""Bits by which the reading of a run must be likelier than that of the other table. Of 2,000 windows 1,992 then came back exactly, none
with a wrong character, 8 with one left as it stands; with 3 bits 1,995, one and 4."""

_SIBLINGS = {"big5": "big5hkscs", "big5hkscs": "big5"}

_AS_LATIN = tuple(Step(actual, mistaken) for actual in ("utf-8", "gbk", "gb18030", "big5hkscs") for mistaken in ("latin-1", "cp1252"))
"""Misreadings whose result is accented letters."""

MIN_GAIN = 40
"""Bits by which a run must be likelier as read again. Runs of six characters gain 55 or more; no clean window gained 20."""

MIN_GAIN_BESIDE = 15
"""The same for a short run of UTF-8 in a line that has another one with the same misreading."""

MAX_IN_VAIN = 400_000
"""Characters times readings that are looked at after the last success, half a second: a page of rare characters may be clean."""

MAX_LOOKED_AT = 8_000_000
"""The same from the page's beginning, eight seconds: each line may say a little, and a hundred readings of the rest nothing. Of GBK
read as Big5, where each line leaves something suspect, 32,000 characters are read; of UTF-8 read as GBK, two million."""

SAMPLE = 3000
"""Characters of a line from which its misreading is found out; the whole line is then read so."""

_SUSPECT_BITS = 14
"""Of clean simplified and traditional text, one character in 100 costs as much; of garbled text, two of three."""

_RARE_IN_STRETCH = 4
_SUSPECT_WINDOW = 9
_SUSPECT_MEAN = 11.5
"""Nine characters outside ASCII in a row that cost 11.5 bits each, less what attested pairs gain: ordinary text costs 8 bits, garbled
text 14 and more."""

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_LATIN_RUN = re.compile("(?:[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]+[!-~\ufffd]?){6}")
"""Six groups of accented letters with one ASCII character between them at most; no language is written so."""


class Run(NamedTuple):
    """A garbled run: it starts at ``start`` of the text, and its units say what it was before the misreadings ``steps``."""

    start: int
    units: tuple[Unit, ...]
    steps: tuple[Step, ...]

    def repairs(self) -> Iterator[Repair]:
        """Yield the change of each unit that proves itself; what does not stays as it stands."""
        inverse, other = map(_name, (self.steps, _sibling(self.steps)))
        names = (inverse, inverse + BYTES_LOST, other)
        proofs: dict[Unit, str | None] = {}
        start = self.start
        for unit in self.units:
            before, after = unit
            if unit not in proofs:
                stays = before == after or (self.guessed and has_foreign(after))
                proofs[unit] = None if stays else next((name for name in names if not problem_of(before, after, name)), None)
            proof = proofs[unit]
            if proof:
                yield Repair(RawSpan(start, start + len(before)), after, proof)
            start += len(before)

    @property
    def guessed(self) -> bool:
        """Whether any bytes could be read so; UTF-8 proves itself."""
        return self.steps[0].actual != "utf-8"

    @property
    def end(self) -> int:
        """Where the run ends in the text."""
        return self.start + sum(len(unit.before) for unit in self.units)


class _Found(NamedTuple):
    """Runs of one reading of a line, and the bits that they gain together."""

    gain: float
    runs: tuple[Run, ...]


_NOTHING = _Found(0, ())


class Search:
    """A search through one page: which misreadings were undone last, and how much was looked at, in vain since, and in all."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.steps: tuple[Step, ...] = ()
        self.in_vain = 0
        self.looked_at = 0

    @property
    def given_up(self) -> bool:
        """Whether so much was looked at that no more will be."""
        return self.in_vain > MAX_IN_VAIN or self.looked_at > MAX_LOOKED_AT

    def look_at(self, characters: int) -> None:
        """Note that so many characters are read once."""
        self.in_vain += characters
        self.looked_at += characters

    def found_in(self, steps: tuple[Step, ...]) -> None:
        """Note what misreadings were undone."""
        self.steps, self.in_vain = steps, 0

    def go_on_from(self, other: Search) -> None:
        """Count what another search of the same page looked at."""
        self.in_vain, self.looked_at = max(self.in_vain, other.in_vain), max(self.looked_at, other.looked_at)

    def found(self, line: str, steps: tuple[Step, ...]) -> _Found:
        """Return the runs of one reading of a line."""
        self.look_at(len(line) * len(steps))
        return _found(read_again(line, steps), steps) if len(steps) > 1 or may_say(line, line, steps[0]) else _NOTHING

    def likeliest(self, line: str) -> _Found:
        """Return the runs of the likeliest reading of a line: as the last one was read, if that leaves nothing suspect."""
        if self.steps:
            found = self.found(line, self.steps)
            if found.runs and not _candidates(_read_with(line, found.runs)):
                return found
        for start in range(0, len(line), SAMPLE):
            found = self._likeliest_of(line[start : start + SAMPLE])
            if found.runs:
                return found if len(line) <= SAMPLE else self.found(line, found.runs[0].steps)
            if self.given_up:
                break
        return _NOTHING

    def _likeliest_of(self, sample: str) -> _Found:
        steps = _candidates(sample)
        found = max((self.found(sample, (step,)) for step in steps), key=lambda one: one.gain, default=_NOTHING)
        if _candidates(_read_with(sample, found.runs)):
            found = max(found, self._twice(sample, steps), key=lambda one: one.gain)
        return found

    def _twice(self, line: str, steps: Iterable[Step]) -> _Found:
        """Return the runs of the likeliest reading that undoes two misreadings."""
        best = _NOTHING
        for last in steps:
            once = read_again(line, (last,))
            self.look_at(len(line))
            for first in _candidates(once.after):
                self.look_at(2 * len(line))
                if may_say(line, once.after, first):
                    best = max(best, _found(once.further(first), (first, last)), key=lambda one: one.gain)
        return best


def garbled_chinese(text: str, search: Search | None = None) -> Iterator[Run]:
    """Yield the garbled runs of ``text`` in order; none of them crosses a line end. Clean text is scanned once.

    The texts of one page share one ``search``.
    """
    if text.isascii() or not (_has_rare(text) or _LATIN_RUN.search(text)):
        return
    search = search or Search()
    start = 0
    for line in text.split("\n"):
        yield from _runs_of(line, start, search)
        start += len(line) + 1


def is_suspect(text: str) -> bool:
    """Return whether ``text`` has a stretch of characters that are rare, and make no pair that ordinary Chinese has."""
    return _has_rare(text) and _has_suspect_window(text)


def _has_rare(text: str) -> bool:
    """Return whether ``text`` has four rare characters near each other; most lines have not even four of them."""
    rare, near = _suspect()
    return sum(1 for _ in islice(rare.finditer(text), _RARE_IN_STRETCH)) == _RARE_IN_STRETCH and near.search(text) is not None


@cache
def _suspect() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rare = rare_characters(_SUSPECT_BITS)
    return re.compile(f"[{rare}]"), re.compile(f"(?:[{rare}][^{rare}]{{0,4}}){{{_RARE_IN_STRETCH - 1}}}[{rare}]")


def _runs_of(line: str, offset: int, search: Search) -> Iterator[Run]:
    """Yield the runs of the likeliest reading of one line, then those of what stands before and behind them."""
    if search.given_up or not _candidates(line):
        return
    found = search.likeliest(line)
    if not found.runs:
        return
    search.found_in(found.runs[0].steps)
    position = 0
    for run in found.runs:
        yield from _runs_of(line[position : run.start], offset + position, search)
        yield _settled(run)._replace(start=run.start + offset)
        position = run.end
    yield from _runs_of(line[position:], offset + position, search)


def _settled(run: Run) -> Run:
    """Return the run with all units that two tables of Big5 read differently read as the pairs around tell, or else not at all.

    A run that says Japanese stays as it stands, and nobody else may read it. Kana stand at two places of Big5: ``ロ`` is 千 or 情.
    五千元 has two attested pairs, 五情元 none.
    """
    if run.guessed and is_foreign("".join(unit.after for unit in run.units)):
        return run._replace(units=tuple(Unit(unit.before, unit.before) for unit in run.units))
    other = _sibling(run.steps)
    if other == run.steps:
        return run
    rivals = {
        at: reading for at, unit in enumerate(run.units) if (reading := _read(unit.before, other)) != unit.after and GAP not in reading
    }
    lead = sum(_lead(run.units, at, rival) for at, rival in rivals.items())
    units = list(run.units)
    for at, rival in rivals.items():
        if lead < _CLEAR_BITS:
            units[at] = Unit(units[at].before, rival if -lead >= _CLEAR_BITS else units[at].before)
    return run._replace(units=tuple(units))


def _read(before: str, steps: tuple[Step, ...]) -> str:
    return read_again(before, steps).after


def _lead(units: Sequence[Unit], at: int, rival: str) -> float:
    """Return the bits by which a unit's reading is likelier between its neighbours than another one."""
    before = units[at - 1].after[-1:] if at else ""
    behind = units[at + 1].after[:1] if at + 1 < len(units) else ""
    ours, theirs = (_standing(before + reading + behind) - float(costs(reading).sum()) for reading in (units[at].after, rival))
    return ours - theirs


def _standing(text: str) -> float:
    return PAIR_BITS * (attested_pairs(text)[0] + 2 * frequent_pairs(text))


def _name(steps: Iterable[Step]) -> str:
    return ", then ".join(f"{step.actual} read as {step.mistaken}" for step in steps)


def _sibling(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the same misreadings with the other table of Big5."""
    return tuple(step._replace(mistaken=_SIBLINGS.get(step.mistaken, step.mistaken)) for step in steps)


def _read_with(line: str, runs: Sequence[Run]) -> str:
    """Return the line with its runs read again."""
    parts: list[str] = []
    position = 0
    for run in runs:
        parts += (line[position : run.start], *(unit.after for unit in run.units))
        position = run.end
    return "".join((*parts, line[position:]))


def _candidates(line: str) -> tuple[Step, ...]:
    """Return the misreadings that the look of a line admits."""
    latin = _AS_LATIN if _LATIN_RUN.search(line) else ()
    if not _has_rare(line):
        return latin
    return latin + (_AS_CHINESE if _has_suspect_window(line) else ())


def _has_suspect_window(line: str) -> bool:
    characters = "".join(_BEYOND_ASCII.findall(line))
    bits = costs_as_found(characters) - PAIR_BITS * np.array(attested_at(characters), dtype=np.float64)
    if len(bits) < _SUSPECT_WINDOW:
        return bool(len(bits)) and float(bits.mean()) >= _SUSPECT_MEAN
    sums = np.concatenate(([0.0], bits.cumsum()))
    return float((sums[_SUSPECT_WINDOW:] - sums[:-_SUSPECT_WINDOW]).max()) >= _SUSPECT_MEAN * _SUSPECT_WINDOW


def _found(reading: Reading, steps: tuple[Step, ...]) -> _Found:
    """Return the runs of one reading of a line, whose misreadings were ``steps``."""
    if not says_enough(reading.after, steps[0].actual):
        return _NOTHING
    tolerant = all(step.actual == "utf-8" for step in steps)
    gains = gains_of(reading, tolerant=tolerant)
    runs: list[tuple[float, Run]] = []
    beside: list[tuple[float, Run]] = []
    for first, last in segments_of(gains):
        run = Run(reading.begins[first], tuple(reading.units(first, last)), steps)
        gain = float(gains[first:last].sum())
        merit = gain + merit_of(run.units, steps[0].actual)
        if merit >= MIN_GAIN:
            runs.append((merit, run))
        elif tolerant and gain >= MIN_GAIN_BESIDE and not is_mostly_gaps(run.units):
            beside.append((gain, run))
    if runs:
        runs = sorted(runs + beside, key=lambda one: one[1].start)
    return _Found(sum(gain for gain, _ in runs), tuple(run for _, run in runs))
