"""The table of contents: in go the segments of an index, out comes a file that names them, in JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from indexer.codec.mapped import DamagedFileError

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = ".toc"
_VERSION = 1
_SEGMENT_ID = re.compile(r"[0-9a-z]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """What is known of a segment: its id, its clauses, those removed since, and how long each of Whoosh's fields is in all."""

    segment_id: str
    count: int
    removed: tuple[int, ...] = ()
    field_lengths: dict[str, int] = field(default_factory=dict)


def contents_name(index_name: str, generation: int) -> str:
    """Return the name of the file; Whoosh finds the latest by it."""
    return f"_{index_name}_{generation}{EXTENSION}"


def find_contents(folder: Path, index_name: str) -> Path:
    """Return the file of the latest generation in ``folder``; raise ``FileNotFoundError`` where there is none."""
    pattern = re.compile(rf"_{re.escape(index_name)}_(\d+){re.escape(EXTENSION)}", re.ASCII)
    found = {int(match[1]): path for path in folder.iterdir() if (match := pattern.fullmatch(path.name))}
    if not found:
        raise FileNotFoundError(f"{folder}: no table of contents")
    return found[max(found)]


def write_contents(segments: list[SegmentFacts], generation: int) -> bytes:
    """Return the table of contents."""
    plain = {"version": _VERSION, "generation": generation, "segments": [asdict(segment) for segment in segments]}
    return json.dumps(plain, sort_keys=True).encode()


def read_contents(path: Path) -> tuple[list[SegmentFacts], int]:
    """Return the segments and the generation; raise ``DamagedFileError`` where the file says anything else."""
    try:
        plain = json.loads(path.read_bytes())
        segments = [SegmentFacts(**{**one, "removed": tuple(one["removed"])}) for one in plain["segments"]]
        generation = plain["generation"]
        sound = plain["version"] == _VERSION and type(generation) is int and all(map(_is_sound, segments))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise DamagedFileError(f"{path.name}: not a table of contents") from error
    if not sound:
        raise DamagedFileError(f"{path.name}: not a table of contents of this version")
    return segments, generation


def _is_sound(segment: SegmentFacts) -> bool:
    numbers = [segment.count, *segment.removed, *segment.field_lengths.values()]
    return (
        isinstance(segment.segment_id, str)
        and _SEGMENT_ID.fullmatch(segment.segment_id) is not None
        and all(type(number) is int and number >= 0 for number in numbers)
        and all(number < segment.count for number in segment.removed)
    )
