"""Counterparts: in goes the id of a clause, out come the ids of those that say the same in the other language.

The table lies in the index's folder as sorted lines ``clause<TAB>per mille<TAB>counterparts``; what is aligned comes from
``corpus.aligned``, and is kept in the same folder by family, so that only families whose pages changed are aligned again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from indexer.lines import SortedLines, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from corpus.aligned import AlignedText

COUNTERPARTS_NAME = "counterparts.tsv"
FAMILIES_NAME = "families.json"

_PER_MILLE = 1000


class Aligned(NamedTuple):
    """The clauses of the other language that together say what a clause says, by id, and how sure that is, 0 to 1."""

    clause_ids: tuple[str, ...]
    confidence: float


class Counterparts:
    """A table of counterparts, mapped."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``IndexUnusableError`` where it cannot be read."""
        self._lines = SortedLines(file)

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def of(self, clause_id: str) -> Aligned | None:
        """Return the counterparts of a clause; None where it has none."""
        for line in self._lines.beginning(f"{clause_id}\t"):
            try:
                _, confidence, ids = line.split("\t")
                return Aligned(tuple(ids.split(" ")), int(confidence) / _PER_MILLE)
            except ValueError as error:
                raise self._lines.damaged(f"{line[:40]!r} is no line of counterparts") from error
        return None


def write_counterparts(file: Path, texts: Iterable[AlignedText]) -> None:
    """Write the table of the clauses on the pages of each text, the surest link of each; no file where there are none."""
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    for text in texts:
        for link in text.links:
            for ours, theirs in ((link.zh_ids, link.en_ids), (link.en_ids, link.zh_ids)):
                for clause_id in ours:
                    found = (-round(link.score * _PER_MILLE), theirs)
                    if clause_id.partition("-")[0] in text.pages and found < best.get(clause_id, (1, ())):
                        best[clause_id] = found
    if best:
        write_lines(file, (f"{clause_id}\t{-score}\t{' '.join(ids)}" for clause_id, (score, ids) in best.items()))


def write_families(file: Path, families: Mapping[str, Sequence[AlignedText]]) -> None:
    """Write what ``read_families`` reads; the same families in any order give the same file."""
    file.write_text(json.dumps(families, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def read_families(file: Path) -> dict[str, list[AlignedText]]:
    """Return the aligned texts of each family; raise ``ValueError`` or ``OSError`` for a file that cannot be read."""
    from corpus.aligned import AlignedText, Linked  # noqa: PLC0415  # an index made from clauses alone has no such file

    if not file.exists():
        return {}
    try:
        return {
            key: [
                AlignedText(work, tuple(pages), tuple(Linked(tuple(zh), tuple(en), score) for zh, en, score in links))
                for work, pages, links in texts
            ]
            for key, texts in json.loads(file.read_bytes()).items()
        }
    except (AttributeError, TypeError, RecursionError) as error:
        raise ValueError(f"{file}: no list of aligned texts") from error
