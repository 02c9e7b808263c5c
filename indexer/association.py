"""Mined renderings: in goes a term of a question, out come the terms of the other language that stand where it does.

The table lies in the index's folder as sorted lines ``term<TAB>rendering<TAB>per mille<TAB>clauses<TAB>documents``. It is mapped and
searched by bisection, so that a question reads its own lines and nothing else; nothing in it is executed.
"""

from __future__ import annotations

import mmap
import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.scripts import count_han
from indexer.errors import IndexUnusableError
from indexer.manifest import REMEDY
from indexer.phrases import loose_pattern
from indexer.tokens import latin_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indexer.question import Question, Unit

ASSOCIATIONS_NAME = "associations.tsv"

REASONS_TOLD = 5
"""Mined reasons that a hit shows. A pasted sentence has one for each of its forty words."""

REASON_SHARE = 0.1
"""Least share of a rendering that is given as a reason; weaker ones add to the score, which needs no sentence each."""

_PER_MILLE = 1000
_COLUMNS = 5


class Rendering(NamedTuple):
    """A term of the other language that renders ``source``.

    ``share`` is how much of the source's occurrences it renders, 0 to 1; ``clauses`` and ``documents`` are those aligned ones in which
    the two stand side by side.
    """

    source: str
    term: str
    share: float
    clauses: int
    documents: int


def write_associations(file: Path, renderings: Iterable[Rendering]) -> None:
    """Write the table; the same renderings in any order give the same bytes."""
    lines = (f"{row.source}\t{row.term}\t{round(row.share * _PER_MILLE)}\t{row.clauses}\t{row.documents}\n" for row in renderings)
    file.write_bytes(b"".join(sorted(line.encode() for line in lines)))


class Associations:
    """A table of renderings, mapped."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``IndexUnusableError`` where it cannot be read."""
        self._file = file
        try:
            with file.open("rb") as stream:
                self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"{file}: cannot be read ({error}); {REMEDY}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()

    def renderings(self, term: str) -> tuple[Rendering, ...]:
        """Return the renderings of ``term``, the strongest first, of equal ones the longest; none where nothing was mined of it."""
        wanted = term.encode() + b"\t"
        low, high = 0, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = self._data.rfind(b"\n", 0, middle) + 1
            if self._line(start) < wanted:
                low = start + len(self._line(start)) + 1
            else:
                high = start
        found = []
        while low < len(self._data) and self._line(low).startswith(wanted):
            found.append(self._parse(self._line(low)))
            low += len(self._line(low)) + 1
        return tuple(sorted(found, key=lambda row: (-row.share, -len(row.term), row.term)))

    def _line(self, start: int) -> bytes:
        end = self._data.find(b"\n", start)
        return self._data[start : end if end >= 0 else len(self._data)]

    def _parse(self, line: bytes) -> Rendering:
        cells = line.decode("utf-8", "replace").split("\t")
        try:
            source, term, share, clauses, documents = cells
            return Rendering(source, term, int(share) / _PER_MILLE, int(clauses), int(documents))
        except ValueError as error:
            raise IndexUnusableError(f"{self._file}: damaged, a line of {len(cells)} cells, not {_COLUMNS}; {REMEDY}") from error


def renderings_of(associations: Associations, unit: Unit) -> list[tuple[Rendering, ...]]:
    """Return the renderings of what a unit stands for: of the whole, where there are any, else of each of its parts."""
    if not unit.breadth or unit.kind not in {"word", "concept"}:
        return []
    whole = associations.renderings(match_key(unit.written) if unit.kind == "concept" else unit.terms[0].text)
    if whole:
        return [whole]
    return [found for term in unit.terms[1:] if (found := associations.renderings(term.text))]


def mined_reasons(associations: Associations, question: Question, text: str) -> tuple[str, ...]:
    """Return the renderings that stand in ``text``, in words, the strongest first."""
    folded = fold(text)
    latin = {token.text for token in latin_tokens(folded)}
    told: list[tuple[float, str]] = []
    for unit in question.units:
        for group in renderings_of(associations, unit):
            standing = (row for row in group if row.share >= REASON_SHARE and _stands(row.term, folded.text, latin))
            told += [(-row.share, _told(row, unit)) for row in standing][:1]
    return tuple(dict.fromkeys(reason for _, reason in sorted(told)))[:REASONS_TOLD]


def _stands(term: str, folded: str, latin: set[str]) -> bool:
    return bool(re.search(loose_pattern(term), folded)) if count_han(term) else term in latin


def _told(row: Rendering, unit: Unit) -> str:
    written = unit.written if row.source in {unit.terms[0].text, match_key(unit.written)} else row.source
    places = f"{row.clauses} clause{'s' if row.clauses != 1 else ''} of {row.documents} documents"
    return f"mined: {written} ~ {row.term} (in {places})"
