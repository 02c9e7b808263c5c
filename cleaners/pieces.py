"""Pieces of a block: in go spans of its text, out come the pieces that hold them, so that a rule can look across edits and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.model import CleanSpan, RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block, Piece


class Held(NamedTuple):
    """What one piece holds of the spans asked for: spans into the piece's own text."""

    piece: Piece
    spans: list[CleanSpan]

    def raw(self, span: CleanSpan) -> RawSpan:
        """Return where ``span`` stands in the decoded text; of what an edit made, the whole of the edit."""
        if self.piece.edit is not None:
            return self.piece.raw
        return RawSpan(self.piece.raw.start + span.start, self.piece.raw.start + span.end)


def held(block: Block, spans: Sequence[CleanSpan]) -> Iterator[Held]:
    """Yield every piece that holds something of ``spans``, which are sorted and apart; one pass over both."""
    position = start = 0
    for piece in block.pieces:
        end = start + len(piece.text)
        while position < len(spans) and spans[position].end <= start:
            position += 1
        inside: list[CleanSpan] = []
        at = position
        while at < len(spans) and spans[at].start < end:
            inside.append(CleanSpan(max(spans[at].start, start) - start, min(spans[at].end, end) - start))
            at += 1
        if inside:
            yield Held(piece, inside)
        start = end
