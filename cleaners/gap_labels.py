"""Labels of gaps: in goes a page with stripped Chinese, out come flags that name the English of the page that translates a gap.

Two ways of standing on a page prove a translation. Chinese and English take turns, each passage with its translation below or above
it, and the sentences and figures of the pairs agree. Or the English stands elsewhere, and figures and names of a gap that are rare on
the page (``20183056``, ``COPD``) stand in one English passage, in the same order as those of other gaps. The gap stays empty: nothing
is put into the text, the flag says where the English stands and what shows it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import READ_KINDS, Flag, RawSpan
from corpus.scripts import count_latin, has_han
from corpus.sentences import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import Change, Draft, DraftBlock

MIN_TURNS = 3
"""Pairs of gap and English from which a page is taken to have the two languages in turn."""

MIN_AGREEING = 0.6
"""Share of those pairs that must agree."""

MIN_LEAD = 0.2
"""By which share the pairs of the other direction must agree less. On 300 simulated pages of one half of Taiwan's laws .1 gave 9 wrong
labels of 3,787 and .2 two of 3,471."""

MIN_LINES = 6
"""Lines of each language from which as many lines on both sides are no accident."""

MAX_SENTENCES_APART = 1
"""Sentences by which a pair may differ, or a third of them where there are many: translators join and cut some."""

MIN_BITS = 5.0
"""Information of the figures and names that a gap and a passage share: one that only one of 32 lines has, or two of eight."""

MIN_LEAD_BITS = 2.0
"""By how much the best passage for a gap must lead the next best one."""

MIN_TELLING = 3
"""Characters of a figure or name that English would repeat; a 1 or 12 may be written as a word."""

MAX_LINES_WITH_IT = 3
"""Lines on either side that have a figure or name; one that more have tells none of them."""

MAX_RUN_TOGETHER = 3
"""Figures that stand together in one once the characters between them are gone: ``20183056`` was 2018, 30 and 56."""

_MONTHS = dict(
    zip("january february march april may june july august september october november december".split(), range(1, 13), strict=True)
)
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?: (\d{{1,2}})\b)?(?:,? (\d{{4}})\b)?", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*\d*(?:-\d+)?(?![a-z])")
_SENTENCE = re.compile(r"[。！？；;]")


class _Line(NamedTuple):
    """A gap or an English passage: its block, how many sentences it has, its figures and Latin names."""

    block: DraftBlock
    sentences: int
    items: frozenset[str]


class _Pair(NamedTuple):
    """Lines of a gap, the English that translates them, and what shows it."""

    gap: Sequence[_Line]
    english: Sequence[_Line]
    evidence: str


def label_gaps_with_english(draft: Draft) -> Iterator[Change]:
    """Yield a flag ``translation-of-gap`` for every gap whose English stands on the page; its span is the gap's."""
    if not any(block.kind == "gap" for block in draft.blocks):
        return
    lines = [line for line in map(_read, draft.blocks) if line]
    pairs = list(_in_turn(lines)) or list(_line_by_line(lines)) or list(_by_rare_items(lines))
    for pair in pairs:
        first, last = pair.english[0].block, pair.english[-1].block
        span = RawSpan(min(line.block.raw.start for line in pair.gap), max(line.block.raw.end for line in pair.gap))
        where = f"characters {first.raw.start}–{last.raw.end} of the page, “{first.text[:40]}…”"
        yield Flag("translation-of-gap", span, f"in English at {where}: {pair.evidence}")


def _read(block: DraftBlock) -> _Line | None:
    """Return a gap or a passage of English, or None for any other block."""
    text = block.text
    if block.kind == "gap":
        return _Line(block, len(_SENTENCE.findall(text)), frozenset(_items(text)))
    if block.kind not in READ_KINDS or has_han(text) or count_latin(text) <= len(text) / 2:
        return None
    return _Line(block, 1 + sum(1 for _ in sentence_ends(text)), frozenset((*_items(text), *_run_together(text))))


def _items(text: str) -> Iterator[str]:
    """Yield the figures and the names in capitals of a line."""
    for match in _FIGURE.finditer(text):
        yield match[0].replace(",", "")
    for match in _NAME.finditer(text):
        if sum(map(str.isupper, match[0])) > 1:
            yield match[0]


def _run_together(text: str) -> Iterator[str]:
    """Yield the figures of English as stripping leaves them: neighbours without a space, dates as year, month and day."""
    figures = [match[0].replace(",", "") for match in _FIGURE.finditer(text)]
    for length in range(2, MAX_RUN_TOGETHER + 1):
        for start in range(len(figures) - length + 1):
            yield "".join(figures[start : start + length])
    for match in _DATE.finditer(text):
        month, day, year = str(_MONTHS[match[1].lower()]), match[2] or "", match[3] or ""
        yield from (year + month + day, month + day)


def _in_turn(lines: Sequence[_Line]) -> Iterator[_Pair]:
    """Yield the pairs of a page on which gaps and English take turns, in the direction in which more of them agree."""
    runs = [(is_gap, list(run)) for is_gap, run in groupby(lines, key=lambda line: line.block.kind == "gap")]
    below = [(runs[at][1], runs[at + 1][1]) for at in range(len(runs) - 1) if runs[at][0]]
    above = [(runs[at][1], runs[at - 1][1]) for at in range(1, len(runs)) if runs[at][0]]
    shares = [sum(map(_agree, *zip(*pairs, strict=True))) / len(pairs) if pairs else 0.0 for pairs in (below, above)]
    best = 0 if shares[0] >= shares[1] else 1
    pairs = (below, above)[best]
    if len(pairs) < MIN_TURNS or shares[best] < MIN_AGREEING or shares[best] - shares[1 - best] < MIN_LEAD:
        return
    side = ("below", "above")[best]
    for gap, english in pairs:
        if _agree(gap, english):
            said = f"{_sentences(gap)} sentences, there {_sentences(english)}"
            shared = _shared(gap, english)
            figures = f"; both have {', '.join(sorted(shared))}" if shared else ""
            yield _Pair(gap, english, f"the page has each passage's English {side} it; {said}{figures}")


def _line_by_line(lines: Sequence[_Line]) -> Iterator[_Pair]:
    """Yield the pairs of a page on which all gaps stand before or behind all English, with as many lines, where they agree in order."""
    runs = [list(run) for _, run in groupby(lines, key=lambda line: line.block.kind == "gap")]
    if len(runs) != len(("gaps", "English")) or len(runs[0]) != len(runs[1]) or len(runs[0]) < MIN_LINES:
        return
    gaps, english = runs if runs[0][0].block.kind == "gap" else runs[::-1]
    share, *shifted = (_share_alike(gaps, english, shift) for shift in (0, 1, -1))
    if share >= MIN_AGREEING and share - max(shifted) >= MIN_LEAD:
        for gap, there in zip(gaps, english, strict=True):
            if gap.sentences == there.sentences and _agree([gap], [there]):
                said = f"the page has as many English lines as lost ones; this has {gap.sentences} sentences in both"
                yield _Pair([gap], [there], said)


def _share_alike(gaps: Sequence[_Line], english: Sequence[_Line], shift: int) -> float:
    """Return the share of lines with as many sentences as the English line at the same place, ``shift`` further down."""
    alike = [gap.sentences == english[at + shift].sentences for at, gap in enumerate(gaps) if 0 <= at + shift < len(english)]
    return sum(alike) / len(alike)


def _agree(gap: Sequence[_Line], english: Sequence[_Line]) -> bool:
    """Return whether two passages have about as many sentences, and the English most names and long figures of the gap."""
    here, there = _sentences(gap), _sentences(english)
    telling = {item for line in gap for item in line.items if len(item) >= MIN_TELLING}
    return abs(here - there) <= max(MAX_SENTENCES_APART, here / 3) and len(telling & _shared(gap, english)) >= len(telling) / 2


def _sentences(lines: Sequence[_Line]) -> int:
    return sum(line.sentences for line in lines)


def _shared(gap: Sequence[_Line], english: Sequence[_Line]) -> set[str]:
    ours = {item for line in gap for item in line.items}
    return ours & {item for line in english for item in line.items}


def _by_rare_items(lines: Sequence[_Line]) -> Iterator[_Pair]:
    """Yield the pairs that share what is rare on the page, in one order: the longest chain of them."""
    gaps = [line for line in lines if line.block.kind == "gap"]
    english = [line for line in lines if line.block.kind != "gap"]
    bits = _information(gaps, english)
    where: dict[str, list[int]] = {}
    for at, line in enumerate(english):
        for item in line.items & bits.keys():
            where.setdefault(item, []).append(at)
    found: list[tuple[int, int]] = []
    for at, line in enumerate(gaps):
        scores: dict[int, float] = {}
        for item in line.items & bits.keys():
            for there in where[item]:
                scores[there] = scores.get(there, 0.0) + bits[item]
        ranked = sorted(scores, key=lambda there: (-scores[there], there))
        lead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0.0) if ranked else 0.0
        if ranked and scores[ranked[0]] >= MIN_BITS and lead >= MIN_LEAD_BITS:
            found.append((at, ranked[0]))
    for here, there in _longest_chain(found):
        shared = _shared([gaps[here]], [english[there]]) & bits.keys()
        yield _Pair([gaps[here]], [english[there]], f"hardly another line of the page has {', '.join(sorted(shared))}")


def _information(gaps: Sequence[_Line], english: Sequence[_Line]) -> dict[str, float]:
    """Return the bits that each item tells which both sides have, neither of them in many lines."""
    here = Counter(item for line in gaps for item in line.items)
    there = Counter(item for line in english for item in line.items)
    return {
        item: math.log2(max(len(gaps), len(english)) / max(count, there[item]))
        for item, count in here.items()
        if len(item) >= MIN_TELLING and 0 < max(count, there[item]) <= MAX_LINES_WITH_IT and there[item]
    }


def _longest_chain(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs of which both members rise (patience sorting); their first members rise already."""
    last: list[int] = []
    before: list[int] = []
    tops: list[int] = []
    for at, (_, there) in enumerate(found):
        pile = bisect_right(last, there)
        if pile == len(last):
            last.append(there)
            tops.append(at)
        else:
            last[pile] = there
            tops[pile] = at
        before.append(tops[pile - 1] if pile else -1)
    chain: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]
