"""Chunk markers: in goes a page whose text a document-sharing site cut into numbered pieces, out come removals of the markers.

Such sites cut a text every few hundred characters and number the pieces: 1、…2、…3、….
Example: a line ends …所属航天中心医院入选国资委标, the next begins 6、杆创建行动. The numbers are no list of the author's: they count up
from 1, the pieces are equally long, and most are cut in mid-sentence. All three are demanded (on 8,232 legitimate numbered runs:
none joined).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from corpus.model import RawSpan
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_MARKER = re.compile(r"(\d{1,3})、")

MIN_CHUNKS = 3
"""Two numbered lines of one length happen by chance; three never did on the laws tried."""

MIN_CHUNK_LENGTH = 100
"""Characters. Share sites cut every 200 to 500; numbered lines of one length below 100 are tables and catalogues."""

LENGTH_TOLERANCE = 3
"""Characters by which the pieces may differ: white space that was trimmed at a cut."""

MIN_SHARE_CUT = 0.5
"""Share of the pieces that end in mid-sentence. Cutting by length ends one piece in 30 at a sentence end; authors nearly all."""


def join_chunks(draft: Draft) -> Iterator[Change]:
    """Yield the removal of every marker of a share site, with the line end before it, so that the text runs on."""
    for run in _numbered_runs(draft.blocks):
        if not _cut_by_length(run):
            continue
        for position, block in enumerate(run):
            marker = _MARKER.match(block.text)
            start = run[position - 1].raw.end if position else block.raw.start
            end = block.raw.start + (marker.end() if marker else 0)
            reason = f"share site's chunk marker {marker[0] if marker else ''}"
            yield Replace(RawSpan(start, end), "", reason, joins=position > 0)


def _numbered_runs(blocks: Sequence[DraftBlock]) -> Iterator[list[DraftBlock]]:
    run: list[DraftBlock] = []
    for block in blocks:
        marker = _MARKER.match(block.text)
        if marker and int(marker[1]) == len(run) + 1:
            run.append(block)
            continue
        if run:
            yield run
        run = [block] if marker and int(marker[1]) == 1 else []
    if run:
        yield run


def _cut_by_length(run: Sequence[DraftBlock]) -> bool:
    lengths = [len(_MARKER.sub("", block.text, count=1)) for block in run]
    inner = lengths[:-1]
    if len(run) < MIN_CHUNKS or min(inner) < MIN_CHUNK_LENGTH or max(inner) - min(inner) > LENGTH_TOLERANCE:
        return False
    if lengths[-1] > max(inner) + LENGTH_TOLERANCE:
        return False
    return sum(not ends_sentence(block.text) for block in run[:-1]) >= MIN_SHARE_CUT * len(inner)
