"""The draft of a page: in go changes proposed by cleaners, out comes the page with each of them applied and proven.

The only file that touches offsets. The decoded text is held as a list of segments in raw order, each of them kept text of a
block, an edit, or markup; together they cover the text exactly once, before and after every change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from corpus.model import Block, BlockKind, Edit, Flag, Piece, RawSpan, invents

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


@dataclass(frozen=True, slots=True)
class Label:
    """Say what block ``block`` is; what is None stays as it was."""

    block: int
    kind: BlockKind | None = None
    level: int | None = None
    part: int | None = None
    lang: str | None = None
    variant: str | None = None


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


@dataclass(slots=True)
class Segment:
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
        return RawSpan(self.pieces[0].raw.start, self.pieces[-1].raw.end)


@dataclass(slots=True)
class Draft:
    """A page being cleaned. ``blocks`` is in reading order and made anew by every ``apply``.

    ``markup_kind`` is ``html`` or ``text``; ``hints`` holds what an HTML page's meta elements say, by fact.
    """

    decoded: Decoded
    segments: list[Segment]
    labels: dict[int, Label]
    order: list[int]
    markup_kind: str = "text"
    edits: dict[int, Edit] = field(default_factory=dict)
    flags: list[Flag] = field(default_factory=list)
    hints: dict[str, list[str]] = field(default_factory=dict)
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
        """
        said = list(changes)
        if not said:
            return
        known = {block.number: block for block in self.blocks}
        replaces = [change for change in said if isinstance(change, Replace)]
        replaces += [Replace(known[drop.block].raw, "", drop.reason, twin=drop.twin) for drop in said if isinstance(drop, Drop)]
        self.flags += [change for change in said if isinstance(change, Flag)]
        for change in said:
            if isinstance(change, Label):
                self._relabel(change)
        for split in sorted((change for change in said if isinstance(change, Split)), key=lambda one: one.at):
            self._split(split)
        if replaces:
            self._replace(rule, version, sorted(replaces, key=lambda one: one.span))
        for change in said:
            if isinstance(change, Order):
                self.order.remove(change.block)
                self.order.insert(self.order.index(change.after) + 1, change.block)
        self._refresh()

    def _relabel(self, change: Label) -> None:
        old = self.labels[change.block]
        names = ("kind", "level", "part", "lang", "variant")
        said = {name: getattr(change, name) for name in names if getattr(change, name) is not None}
        self.labels[change.block] = replace(old, **said)

    def _split(self, split: Split) -> None:
        starts = [segment.start for segment in self.segments]
        position = bisect_right(starts, split.at) - 1
        segment = self.segments[position]
        old = segment.block
        if old is None or segment.edit is not None:
            raise ValueError(f"no text of a block stands at raw offset {split.at}")
        number = max(self.labels) + 1
        self.labels[number] = replace(self.labels[old], block=number, kind=split.kind)
        self.order.insert(self.order.index(old) + 1, number)
        if segment.start < split.at:
            self.segments.insert(position, Segment(segment.start, split.at, old))
            segment.start = split.at
            position += 1
        for following in self.segments[position:]:
            if following.block == old:
                following.block = number

    def _replace(self, rule: str, version: int, replaces: Sequence[Replace]) -> None:
        """Rebuild the segments in one pass: what a change covers becomes one edit, all else stays."""
        merged: dict[int, int] = {}
        result: list[Segment] = []
        rest = deque(self.segments)
        for change in replaces:
            start, end = change.span
            while rest and rest[0].end <= start:
                result.append(rest.popleft())
            if not rest or start >= end or end > len(self.text) or (result and result[-1].end > start):
                raise ValueError(f"{rule}: the change at {change.span} overlaps another or lies outside the page")
            if rest[0].start < start:
                result.append(_cut(rule, rest[0], start))
            covered: list[Segment] = []
            while rest and rest[0].end <= end:
                covered.append(rest.popleft())
            if rest and rest[0].start < end:
                covered.append(_cut(rule, rest[0], end))
            block = self._join(result, covered, rest, merged) if change.joins else _block_of(covered)
            result.append(Segment(start, end, block, self._log(rule, version, change, covered)))
        result.extend(rest)
        for segment in result:
            while segment.block in merged:
                segment.block = merged[segment.block]
        self.segments = result

    def _join(self, before: list[Segment], covered: list[Segment], after: deque[Segment], merged: dict[int, int]) -> int:
        """Return the block that the text on both sides of a change now belongs to, and note that the right one is merged into it."""
        inside = [segment.block for segment in covered if segment.block is not None]
        left = next((segment.block for segment in reversed(before) if segment.block is not None), None)
        right = after[0].block if after and after[0].block is not None else (inside[-1] if inside else None)
        if left is None or right is None:
            raise ValueError("a change that joins needs a block on either side")
        while left in merged:
            left = merged[left]
        if right != left:
            merged[right] = left
            self.order.remove(right)
        return left

    def _log(self, rule: str, version: int, change: Replace, covered: list[Segment]) -> int:
        before = self.text[change.span.start : change.span.end]
        problem = invents(before, change.after, change.inverse)
        if problem:
            raise ValueError(f"{rule}: reading {before[:40]!r} as {change.after[:40]!r} {problem}")
        for segment in covered:
            if segment.edit is not None:
                del self.edits[segment.edit]
        number = max(self.edits, default=0) + 1
        self.edits[number] = Edit(
            number, rule, version, change.span, change.after, change.reason, change.inverse, change.twin, change.confidence
        )
        return number

    def _refresh(self) -> None:
        pieces: dict[int, list[Piece]] = {}
        for start, end, block, edit in _runs(self.segments):
            text = self.text[start:end] if edit is None else self.edits[edit].after
            if text:
                pieces.setdefault(block, []).append(Piece(text, RawSpan(start, end), edit))
        self.order = [number for number in self.order if pieces.get(number)]
        self.blocks = [
            DraftBlock(
                kind=self.labels[number].kind or "paragraph",
                pieces=tuple(pieces[number]),
                lang=self.labels[number].lang or "und",
                variant=self.labels[number].variant or "",
                part=self.labels[number].part or 0,
                level=self.labels[number].level or 0,
                number=number,
            )
            for number in self.order
        ]


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


def _cut(rule: str, segment: Segment, at: int) -> Segment:
    """Return the part of ``segment`` before raw offset ``at``; the segment keeps the rest. An edit cannot be cut."""
    if segment.edit is not None:
        raise ValueError(f"{rule}: a change cuts edit {segment.edit} at raw offset {at}")
    head = Segment(segment.start, at, segment.block)
    segment.start = at
    return head


def _block_of(covered: Sequence[Segment]) -> int | None:
    blocks = {segment.block for segment in covered if segment.block is not None}
    if len(blocks) > 1:
        raise ValueError(f"a change covers {len(blocks)} blocks without joining them")
    return next(iter(blocks), None)
