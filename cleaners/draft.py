"""The draft of a page: in go changes proposed by cleaners, out comes the page with each of them applied and proven.

The only file that touches offsets. The decoded text is held as a list of segments in raw order, each of them kept text of a
block, an edit, or markup; together they cover the text exactly once, before and after every change.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cleaners.repair import problem_of
from corpus.model import Block, BlockKind, Cell, Edit, Flag, Piece, RawSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from corpus.model import Decoded


@dataclass(frozen=True, slots=True)
class Replace:
    """Read the raw text at ``span`` as ``after``; with ``joins`` the blocks on either side of the span become one."""

    span: RawSpan
    after: str
    reason: str
    inverse: str | None = None
    joins: bool = False
    twin: RawSpan | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Drop:
    """Leave out the whole block ``block``, which stands again at ``twin``."""

    block: int
    reason: str
    twin: RawSpan


class Label(NamedTuple):
    """Say what block ``block`` is; what is None stays as it was. Only the layout of a page knows its cells."""

    block: int
    kind: BlockKind | None = None
    level: int | None = None
    part: int | None = None
    lang: str | None = None
    variant: str | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """End a block before raw offset ``at``; what follows becomes a block of its own, of kind ``kind``."""

    at: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Order:
    """Read block ``block`` directly after block ``after``."""

    block: int
    after: int


Change: TypeAlias = Replace | Drop | Label | Split | Order | Flag
Cleaner: TypeAlias = "Callable[[Draft], Iterable[Change]]"


class Segment(NamedTuple):
    """A stretch of the decoded text: kept text of ``block``, or edit ``edit``, or markup where both are None."""

    start: int
    end: int
    block: int | None = None
    edit: int | None = None


@dataclass(frozen=True, slots=True)
class DraftBlock(Block):
    """A block of a draft: a block that can be named in a change by its ``number``."""

    number: int = -1

    @property
    def raw(self) -> RawSpan:
        """From the block's first raw character to its last."""
        pieces = self.pieces
        return pieces[0].raw if len(pieces) == 1 else RawSpan(pieces[0].raw.start, pieces[-1].raw.end)


class Link(NamedTuple):
    """A stretch of the decoded text that the page links to ``address``."""

    span: RawSpan
    address: str


@dataclass(slots=True)
class Draft:
    """A page being cleaned. ``blocks`` is in reading order and made anew by every ``apply``.

    ``markup_kind`` is ``html`` or ``text``; ``hints`` holds what an HTML page's meta elements say, by fact; ``links`` are in raw order.
    """

    decoded: Decoded
    segments: list[Segment]
    labels: dict[int, Label]
    order: list[int]
    markup_kind: str = "text"
    edits: dict[int, Edit] = field(default_factory=dict)
    flags: list[Flag] = field(default_factory=list)
    hints: dict[str, list[str]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    blocks: list[DraftBlock] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Build the blocks of the page as it was read."""
        self._refresh()

    @property
    def text(self) -> str:
        """The decoded text of the page, never edited."""
        return self.decoded.text

    @property
    def markup(self) -> tuple[RawSpan, ...]:
        """The stretches of the decoded text that are markup or layout, neighbours joined."""
        spans: list[RawSpan] = []
        for segment in self.segments:
            if segment.block is None and segment.edit is None:
                if spans and spans[-1].end == segment.start:
                    spans[-1] = RawSpan(spans[-1].start, segment.end)
                else:
                    spans.append(RawSpan(segment.start, segment.end))
        return tuple(spans)

    def flag_names(self) -> set[str]:
        """Return the names of all flags raised so far."""
        return {flag.name for flag in self.flags}

    def apply(self, rule: str, version: int, changes: Iterable[Change]) -> None:
        """Apply the changes of one cleaner; raise ``ValueError`` where they overlap, invent text or name no block.

        Labels first, then splits, then replacements and drops, then moves: each cleaner saw the page as it was before all of them.
        All of the changes are applied, or, where one is refused, none.
        """
        said = list(changes)
        if not said:
            return
        before = self.segments, dict(self.labels), self.order, dict(self.edits), list(self.flags)
        try:
            self._apply(rule, version, said)
        except ValueError:
            self.segments, self.labels, self.order, self.edits, self.flags = before
            raise
        if all(isinstance(change, (Label, Flag)) for change in said):
            self._refresh_labels({change.block for change in said if isinstance(change, Label)})
        else:
            self._refresh()

    def _apply(self, rule: str, version: int, said: Sequence[Change]) -> None:
        known = {block.number: block for block in self.blocks}
        replaces = [change for change in said if isinstance(change, Replace)]
        moves = [change for change in said if isinstance(change, Order)]
        for change in said:
            if isinstance(change, (Drop, Label, Order)) and change.block not in known:
                raise ValueError(f"{rule}: the page has no block {change.block}")
            if isinstance(change, Drop):
                replaces.append(Replace(known[change.block].raw, "", change.reason, twin=change.twin))
            elif isinstance(change, Label):
                self._relabel(change)
            elif isinstance(change, Flag):
                if not 0 <= change.span.start <= change.span.end <= len(self.text):
                    raise ValueError(f"{rule}: the flag at {change.span} lies outside the page")
                self.flags.append(change)
        self._split(rule, sorted((change for change in said if isinstance(change, Split)), key=lambda one: one.at))
        merged = self._replace(rule, version, sorted(replaces, key=lambda one: one.span))
        self.order = _moved(self.order, [(move.block, merged.get(move.after, move.after)) for move in moves])

    def _relabel(self, change: Label) -> None:
        number, kind, level, part, lang, variant, _ = change
        old = self.labels[number]
        self.labels[number] = Label(
            number,
            old.kind if kind is None else kind,
            old.level if level is None else level,
            old.part if part is None else part,
            old.lang if lang is None else lang,
            old.variant if variant is None else variant,
            old.cell,
        )

    def _split(self, rule: str, splits: Sequence[Split]) -> None:
        """Rebuild the segments in one pass: what follows a split in its block belongs to a new block."""
        if not splits:
            return
        result: list[Segment] = []
        rest = deque(splits)
        number = max(self.labels)
        new: dict[int, list[int]] = {}
        for start, end, old, edit in self.segments:
            position = start
            while rest and rest[0].at < end:
                split = rest.popleft()
                if old is None or split.at < position or (split.at > start and edit is not None):
                    raise ValueError(f"{rule}: no text of a block stands at raw offset {split.at}")
                if position < split.at:
                    result.append(Segment(position, split.at, new.get(old, [old])[-1]))
                    position = split.at
                number += 1
                self.labels[number] = self.labels[old]._replace(block=number, kind=split.kind)
                new.setdefault(old, []).append(number)
            result.append(Segment(position, end, None if old is None else new.get(old, [old])[-1], edit))
        if rest:
            raise ValueError(f"{rule}: raw offset {rest[0].at} lies outside the page")
        self.segments = result
        self.order = [number for old in self.order for number in (old, *new.get(old, ()))]

    def _replace(self, rule: str, version: int, replaces: Sequence[Replace]) -> dict[int, int]:
        """Rebuild the segments in one pass: what a change covers becomes one edit, all else stays.

        Return which block each block that was joined to another is now part of.
        """
        merged: dict[int, int] = {}
        if not replaces:
            return merged
        result: list[Segment] = []
        rest = deque(self.segments)
        number = max(self.edits, default=0)
        for change in replaces:
            start, end = change.span
            while rest and rest[0].end <= start:
                result.append(rest.popleft())
            if not rest or not 0 <= start < end <= len(self.text) or (result and result[-1].end > start):
                raise ValueError(f"{rule}: the change at {change.span} overlaps another or lies outside the page")
            covered: list[Segment] = []
            block = None if change.joins else _inside(result, rest, start, end)
            if block is None:
                if rest[0].start < start:
                    result.append(_cut(rule, rest, start))
                while rest and rest[0].end <= end:
                    covered.append(rest.popleft())
                if rest and rest[0].start < end:
                    covered.append(_cut(rule, rest, end))
                block = _joined(result, covered, rest, merged) if change.joins else _block_of(covered)
            number += 1
            self._log(number, rule, version, change, covered)
            result.append(Segment(start, end, block, number))
        result.extend(rest)
        if merged:
            result = [segment._replace(block=merged[segment.block]) if segment.block in merged else segment for segment in result]
            self.order = [block for block in self.order if block not in merged]
        self.segments = result
        return merged

    def _log(self, number: int, rule: str, version: int, change: Replace, covered: Sequence[Segment]) -> None:
        before = self.text[change.span.start : change.span.end]
        problem = problem_of(before, change.after, change.inverse)
        if problem:
            raise ValueError(f"{rule}: reading {before[:40]!r} as {change.after[:40]!r} {problem}")
        for segment in covered:
            if segment.edit is not None:
                del self.edits[segment.edit]
        self.edits[number] = Edit(
            number, rule, version, change.span, change.after, change.reason, change.inverse, change.twin, change.confidence
        )

    def _refresh(self) -> None:
        pieces: dict[int, list[Piece]] = {}
        for start, end, block, edit in _runs(self.segments):
            text = self.text[start:end] if edit is None else self.edits[edit].after
            if text:
                pieces.setdefault(block, []).append(Piece(text, RawSpan(start, end), edit))
        self.blocks = [_labelled(self.labels[number], tuple(pieces[number])) for number in self.order if number in pieces]

    def _refresh_labels(self, numbers: set[int]) -> None:
        """Make anew the blocks that were labelled, whose text stays: most rules do nothing else, and a page has thousands of pieces."""
        self.blocks = [_labelled(self.labels[block.number], block.pieces) if block.number in numbers else block for block in self.blocks]


def _labelled(label: Label, pieces: tuple[Piece, ...]) -> DraftBlock:
    number, kind, level, part, lang, variant, cell = label
    return DraftBlock(kind or "paragraph", pieces, lang or "und", variant or "", part or 0, level or 0, (), cell, number)


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[int, int, int, int | None]]:
    """Yield start, end, block and edit of every stretch of a block's text, neighbouring kept segments as one."""
    start = end = -1
    block: int | None = None
    for segment in segments:
        if segment.edit is None and block is not None and segment.block == block and segment.start == end:
            end = segment.end
            continue
        if block is not None:
            yield start, end, block, None
            block = None
        if segment.block is not None and segment.edit is not None:
            yield segment.start, segment.end, segment.block, segment.edit
        elif segment.block is not None:
            start, end, block = segment.start, segment.end, segment.block
    if block is not None:
        yield start, end, block, None


def _cut(rule: str, rest: deque[Segment], at: int) -> Segment:
    """Return the part of the first segment before raw offset ``at`` and leave the other part there. An edit cannot be cut."""
    start, end, block, edit = rest.popleft()
    if edit is not None:
        raise ValueError(f"{rule}: a change cuts edit {edit} at raw offset {at}")
    rest.appendleft(Segment(at, end, block))
    return Segment(start, at, block)


def _inside(before: list[Segment], rest: deque[Segment], start: int, end: int) -> int | None:
    """Return the block of a change inside one stretch of kept text, and cut that in two; None where it is not inside one.

    Nearly all are: a page may have 200,000 references.
    """
    first, last, block, edit = rest[0]
    if edit is not None or block is None or end > last:
        return None
    rest.popleft()
    if first < start:
        before.append(Segment(first, start, block))
    if end < last:
        rest.appendleft(Segment(end, last, block))
    return block


def _block_of(covered: Sequence[Segment]) -> int:
    blocks = {segment.block for segment in covered if segment.block is not None}
    if len(blocks) != 1:
        raise ValueError(f"a change that does not join covers text of {len(blocks)} blocks")
    return blocks.pop()


def _joined(before: Sequence[Segment], covered: Sequence[Segment], after: Sequence[Segment], merged: dict[int, int]) -> int:
    """Return the block that the text on both sides of a change now belongs to, and note that the right one is merged into it."""
    inside = [segment.block for segment in covered if segment.block is not None]
    left = next((segment.block for segment in reversed(before) if segment.block is not None), None)
    right = after[0].block if after and after[0].block is not None else (inside[-1] if inside else None)
    if left is None or right is None:
        raise ValueError("a change that joins needs a block on either side")
    left = merged.get(left, left)
    if right != left:
        merged[right] = left
    return left


def _moved(order: list[int], moves: Sequence[tuple[int, int]]) -> list[int]:
    """Return the blocks of ``order`` with each first block of ``moves`` directly after its second one, by a linked list."""
    if not moves:
        return order
    head = -1
    following = dict(pairwise([head, *order, head]))
    preceding = {second: first for first, second in following.items()}
    for block, after in moves:
        if block == after or block not in following or after not in following:
            raise ValueError(f"block {block} cannot be read after block {after}")
        first, second = preceding[block], following[block]
        following[first], preceding[second] = second, first
        second = following[after]
        following[after], following[block] = block, second
        preceding[block], preceding[second] = after, block
    result: list[int] = []
    block = following[head]
    while block != head:
        result.append(block)
        block = following[block]
    return result
