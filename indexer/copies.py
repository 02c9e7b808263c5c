"""Copies: in goes the id of a page, out come the cluster of copies that it is of, and the pages with its text that the index leaves out.

The table lies in the index's folder as sorted lines ``page<TAB>cluster<TAB>pages left out``, beside the postings and not in them: where
pages turn out to be copies, no clause is analysed again. What is a copy comes from the corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from indexer.lines import SortedLines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

COPIES_NAME = "copies.tsv"


class Place(NamedTuple):
    """The cluster that a page is of, by its first page, itself where it has no copies; the pages that are left out for it."""

    cluster: str
    left_out: tuple[str, ...]


class Copies:
    """A table of copies, mapped."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``IndexUnusableError`` where it cannot be read."""
        self._lines = SortedLines(file)
        self._known: dict[str, Place] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def of(self, doc_id: str) -> Place:
        """Return the place of a page."""
        if doc_id not in self._known:
            self._known[doc_id] = self._read(doc_id)
        return self._known[doc_id]

    def _read(self, doc_id: str) -> Place:
        for line in self._lines.beginning(f"{doc_id}\t"):
            try:
                _, cluster, left_out = line.split("\t")
            except ValueError as error:
                raise self._lines.damaged(f"{line[:40]!r} is no line of copies") from error
            return Place(cluster, tuple(left_out.split()))
        return Place(doc_id, ())


def copy_lines(clusters: Iterable[tuple[str, ...]], same_texts: Iterable[tuple[str, ...]], held: Container[str]) -> list[str]:
    """Return the lines of the table: for each page that the index ``held``, its cluster and what was left out for it."""
    left_out = {pages[0]: pages[1:] for pages in same_texts}
    return [f"{page}\t{pages[0]}\t{' '.join(left_out.get(page, ()))}" for pages in clusters for page in pages if page in held]
