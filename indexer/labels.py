"""Labels of concepts as the index keeps them: in goes the first unit of a label, out come the labels that begin with it.

The table lies in the index's folder as sorted lines: ``units<TAB>concept named<TAB>concepts refuted`` for each label, and the row of
each concept behind a mark. It is made of the list that the manifest names by its hash. A query reads a dozen of its 25,000 lines; to
read the lists takes 40 ms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.concept_rows import COLUMNS, row_of
from corpus.concepts import Label
from indexer.lines import SortedLines, pack_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.concepts import Concepts

LABELS_NAME = "labels.tsv"

_CONCEPT_MARK = "#"
"""Begins the row of a concept; no unit of a label begins with it."""

_BETWEEN_CONCEPTS = "|"


def write_labels(file: Path, concepts: Concepts) -> None:
    """Write the table of a list of concepts; the same list gives the same bytes."""
    file.write_bytes(_table(concepts))


@lru_cache(maxsize=2)
def _table(concepts: Concepts) -> bytes:
    lines = [f"{label.units}\t{label.named}\t{_BETWEEN_CONCEPTS.join(label.refuted)}" for label in concepts.labels()]
    return pack_lines([*lines, *(f"{_CONCEPT_MARK}{row_of(concept)}" for concept in concepts)])


class Labels:
    """A table of labels, mapped. What it is asked for it has, or it is damaged: then ``IndexUnusableError`` is raised."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``IndexUnusableError`` where it cannot be read."""
        self._lines = SortedLines(file)

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def beginning(self, unit: str) -> Iterator[Label]:
        """Yield the labels whose first unit this is."""
        for line in self._lines.beginning(unit):
            units, named, refuted = self._cells(line, len(Label._fields))
            yield Label(units, named, tuple(filter(None, refuted.split(_BETWEEN_CONCEPTS))))

    def row(self, concept_id: str) -> str:
        """Return the row of a concept, as ``corpus.concepts.row_of`` gives it."""
        for line in self._lines.beginning(f"{_CONCEPT_MARK}{concept_id}\t"):
            return "\t".join(self._cells(line.removeprefix(_CONCEPT_MARK), len(COLUMNS)))
        raise self._lines.damaged(f"the concept {concept_id!r} has no row")

    def _cells(self, line: str, count: int) -> list[str]:
        cells = line.split("\t")
        if len(cells) != count:
            raise self._lines.damaged(f"a line of {len(cells)} cells, not {count}")
        return cells
