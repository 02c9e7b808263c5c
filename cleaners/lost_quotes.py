"""Lost quotation marks: in goes a page, out comes the mark again where the quoted phrase stands whole on the same page, else a flag.

Example: ``推进三医联动”改革`` on a page that has ``“三医联动”`` elsewhere lost an opening mark, and where it stood is known. A page that
has ``the  three medicines linkage  reform`` and, elsewhere, ``“three medicines linkage”`` lost both: the doubled blanks are the trace.
A phrase that is quoted once and then used without marks shows no trace and is left alone. Straight marks (") have no side, so nothing
tells which one is lost; single ones (’) are apostrophes as often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaners.draft import Change, Draft, Replace
from corpus.model import READ_KINDS, CleanSpan, Flag, RawSpan
from corpus.numbering import opening
from corpus.scripts import HAN_CLASS, count_han

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cleaners.draft import DraftBlock

MIN_PHRASE = 2
MAX_PHRASE = 60
"""Characters of a quoted phrase; what is longer, or is a sentence, is speech or the wording of a law, which may go on."""

MIN_HAN = 3
MIN_WORDS = 2
"""Length of a phrase that says where its quotation began. Of laws with one mark taken out of a phrase that stands nowhere else, 10 of 776
were mended in the wrong place with phrases of two characters, 4 with three."""

MAX_PARAGRAPHS = 40
"""Paragraphs over which speech may run on: each opens with a mark, only the last has the closing one."""

_QUOTED = re.compile(rf"“([^“”]{{{MIN_PHRASE},{MAX_PHRASE}}})”|「([^「」]{{{MIN_PHRASE},{MAX_PHRASE}}})」")
_BLANKS = re.compile(rf"(?<! )(?:  +|(?<=[{HAN_CLASS}]) )(?=[^ ])")
"""Blanks that stand for more than the space between two words."""

_SENTENCE = re.compile(r"[。；！？;!?]|\.(?:\s|$)")
_MARK = re.compile("[“”「」]")
_CLOSES = {"”": "“", "」": "「"}
_OPENS = {opening: closing for closing, opening in _CLOSES.items()}
_OTHER_MARK = re.compile("[\"„″＂〝〞]|''")
_CLOSING_PLACE = re.compile(r"[A-Za-z0-9.,!?]“(?=[\s,.;:)]|$)")
"""An opening mark behind a word and before none closes: ``the Act“)``."""

_OPENING_PLACE = re.compile(r"(?:^|[\s:：])”(?=[A-Za-z])")
"""A closing mark before a word and behind none opens: ``as follows: ”I swear``."""

_LATIN = re.compile(r"[A-Za-z0-9]")
_SUM = re.compile(r"\w{1,4}(?:[+＋×]\w{1,4})+")
"""``6+1+N``, ``1+X``: what plans are called."""

_MEASURE = re.compile(r"\d\s?$")
_STOP = "，。；：、！？,.;:!?)）"


class _Lone(NamedTuple):
    """A mark without its partner: where it stands in which block."""

    block: DraftBlock
    at: int
    mark: str


def restore_quotes(draft: Draft) -> Iterator[Change]:
    """Yield the lost mark of every phrase that stands whole on the page, and a flag for each other closing mark without a partner.

    An opening mark without one proves no loss: speech that runs on over paragraphs has one at the head of each, and some laws quote so
    and close nothing.
    """
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    marked = [(position, block) for position, block in enumerate(blocks) if _MARK.search(block.text)]
    phrases = {phrase.casefold() for _, block in marked for phrase in _phrases(block.text)}
    taken: set[int] = set()
    for lone in _lone_marks(marked):
        change = _partner(lone, phrases)
        where = lone.block.to_raw(CleanSpan(lone.at, lone.at + 1))
        if change and change.span.start not in taken:
            taken.update(range(*change.span))
            yield change
        elif where and lone.mark in _CLOSES:
            yield Flag("quotes-lost", where[0], f"{lone.mark} without its partner: {_around(lone)}")
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)
    for block in blocks if phrases else ():
        for change in _blanks_for_marks(block, phrases, lengths):
            if not taken.intersection(range(*change.span)):
                taken.update(range(*change.span))
                yield change


def _phrases(text: str) -> Iterator[str]:
    """Yield the phrases that stand in ``text`` between two marks and are long enough to be known again."""
    for match in _QUOTED.finditer(text):
        phrase = match[1] or match[2]
        if phrase == phrase.strip() and not _SENTENCE.search(phrase) and _is_known_again(phrase):
            yield phrase


def _is_known_again(phrase: str) -> bool:
    """Return whether a phrase is long enough to be no chance meeting: ``王 平`` may stand in a column of names."""
    words = len(phrase.split()) if _LATIN.search(phrase) else 1
    return count_han(phrase) >= MIN_HAN or words >= MIN_WORDS or _SUM.fullmatch(phrase) is not None


def _lone_marks(blocks: Iterable[tuple[int, DraftBlock]]) -> Iterator[_Lone]:
    """Yield the marks without a partner on the page; speech over several paragraphs has its closing mark in the last of them."""
    running: dict[str, tuple[int, _Lone]] = {}
    for position, block in blocks:
        closing, still_open = _unpaired(block)
        for mark in closing:
            since, _ = running.pop(_CLOSES[mark.mark], (-MAX_PARAGRAPHS - 1, mark))
            if position - since > MAX_PARAGRAPHS:
                yield mark
        yield from still_open[:-1]
        for mark in still_open[-1:]:
            before = running.get(mark.mark)
            if before and mark.at > 0:
                yield before[1]
            running[mark.mark] = (position, mark)
    yield from (mark for _, mark in running.values())


def _unpaired(block: DraftBlock) -> tuple[list[_Lone], list[_Lone]]:
    """Return the closing and the opening marks of a block that have no partner in it.

    A mark at the head of a block that closes stands for the line above (``”, 2020: 45``). Nothing is known of a block that has other
    marks too (``“Trader"``, ``„Vivy“``), nor where both sides of a phrase were typed alike or the wrong way round (``”三医联动”``,
    ``”三医联动“``).
    """
    closing: list[_Lone] = []
    still_open: list[_Lone] = []
    if _OTHER_MARK.search(block.text):
        return [], []
    for match in _MARK.finditer(block.text):
        mark = _Lone(block, match.start(), match[0])
        if match[0] in _OPENS and not _CLOSING_PLACE.match(block.text, max(match.start() - 1, 0)):
            still_open.append(mark)
        elif still_open and match[0] in (still_open[-1].mark, _OPENS[still_open[-1].mark]):
            still_open.pop()
        elif match[0] in _CLOSES and not _is_measure(mark):
            closing.append(mark)
    lone = _without_mistyped(block.text, sorted(closing + still_open, key=lambda mark: mark.at))
    lone = [mark for mark in lone if mark.mark not in _CLOSES or block.text[: mark.at].strip()]
    return [mark for mark in lone if mark.mark in _CLOSES], [mark for mark in lone if mark.mark in _OPENS]


def _without_mistyped(text: str, marks: Sequence[_Lone]) -> list[_Lone]:
    """Return the marks but for two with a phrase between them, or speech, typed alike or the wrong way round."""
    kept: list[_Lone] = []
    for mark in marks:
        between = text[kept[-1].at + 1 : mark.at] if kept else ""
        opens = bool(kept) and _OPENING_PLACE.match(text, max(kept[-1].at - 1, 0)) is not None
        if between and (opens or (len(between) <= MAX_PHRASE and not _SENTENCE.search(between))):
            kept.pop()
        else:
            kept.append(mark)
    return kept


def _is_measure(mark: _Lone) -> bool:
    """Return whether the mark stands for inches or seconds: ``27”``."""
    return _MEASURE.search(mark.block.text, max(mark.at - len("7 "), 0), mark.at) is not None


def _partner(lone: _Lone, phrases: Collection[str]) -> Replace | None:
    """Return the change that puts a mark's partner at the other end of the phrase it belongs to, or None where none is known."""
    text = lone.block.text
    if lone.mark in _CLOSES:
        starts = range(lone.at - MIN_PHRASE, max(lone.at - MAX_PHRASE, 0) - 1, -1)
        fits = [at for at in starts if text[at : lone.at].casefold() in phrases]
    else:
        stops = range(lone.at + 1 + MIN_PHRASE, min(lone.at + 1 + MAX_PHRASE, len(text)) + 1)
        fits = [at for at in stops if text[lone.at + 1 : at].casefold() in phrases]
    ends = [at for at in fits if _is_word_edge(text, at)]
    if not ends:
        return None
    opens = lone.mark in _CLOSES
    at = min(ends) if opens else max(ends)
    mark = _CLOSES[lone.mark] if opens else _OPENS[lone.mark]
    first, last = (at, at + 1) if opens else (at - 1, at)
    after = mark + text[first:last] if opens else text[first:last] + mark
    phrase = text[at : lone.at] if opens else text[lone.at + 1 : at]
    return _replace(
        lone.block, CleanSpan(first, last), after, f"quotation mark of {_quoted(phrase, lone.mark)}, which stands whole on the page"
    )


def _blanks_for_marks(block: DraftBlock, phrases: Collection[str], lengths: Sequence[int]) -> Iterator[Replace]:
    """Yield the marks of a known phrase where blanks stand in their places, on both sides; ``lengths`` are those of the phrases."""
    text = block.text
    unit = opening(text)
    for blanks in _BLANKS.finditer(text):
        start = blanks.end()
        if unit and start <= unit.end:
            continue  # 第三条　 has blanks behind it anyway
        stops = (start + length for length in lengths)
        end = next((at for at in stops if text[at : at + 1] == " " and text[start:at].casefold() in phrases), None)
        if end:
            yield from _marks_around(block, start, end)


def _marks_around(block: DraftBlock, start: int, end: int) -> Iterator[Replace]:
    """Yield the two marks of the phrase at ``start`` to ``end`` where the blanks beside it are more than words need."""
    text = block.text
    before = len(text[:start]) - len(text[:start].rstrip(" "))
    behind = len(text[end:]) - len(text[end:].lstrip(" "))
    following = text[end + behind : end + behind + 1]
    previous = text[start - before - 1 : start - before]
    han = count_han(text[start] + text[end - 1]) == len("首尾")
    needed = 0 if han and count_han(previous) else 1
    if before <= needed or not previous or not behind:
        return
    if behind <= (0 if (han and count_han(following)) or following in _STOP else 1):
        return
    reason = f"blanks stand for the marks of {_quoted(text[start:end], '”')}, which stands whole on the page"
    left = _replace(block, CleanSpan(start - before, start), " " * needed + "“", reason)
    spaced = "" if not following or following in _STOP or (han and count_han(following)) else " "
    right = _replace(block, CleanSpan(end, end + behind), f"”{spaced}", reason)
    if left and right:
        yield from (left, right)


def _is_word_edge(text: str, at: int) -> bool:
    """Return whether a Latin word is not cut at ``at``."""
    pair = text[max(at - 1, 0) : at + 1]
    return len(pair) < len("ab") or not (pair.isascii() and pair.isalnum())


def _replace(block: DraftBlock, span: CleanSpan, after: str, reason: str) -> Replace | None:
    """Return the change of a stretch of a block that is kept text of the page, or None where something made it already."""
    where = block.to_raw(span)
    if len(where) != 1 or where[0].end - where[0].start != span.end - span.start:
        return None
    made = any(piece.edit is not None and piece.raw.start < where[0].end and where[0].start < piece.raw.end for piece in block.pieces)
    return None if made else Replace(RawSpan(*where[0]), after, reason)


def _quoted(phrase: str, mark: str) -> str:
    return f"「{phrase}」" if mark in "「」" else f"“{phrase}”"


def _around(lone: _Lone) -> str:
    return lone.block.text[max(lone.at - 15, 0) : lone.at + 15]
