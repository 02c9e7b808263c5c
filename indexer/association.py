"""Mined renderings: in goes a term of a question, out come the terms of the other language that stand where it does.

The table lies in the index's folder as sorted lines ``term<TAB>rendering<TAB>per mille<TAB>clauses<TAB>documents``, see
``indexer.lines``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.model import CleanSpan
from corpus.scripts import count_han
from indexer.lines import SortedLines, write_lines
from indexer.phrases import loose_pattern
from indexer.phrases_asked import phrases_asked
from indexer.tokens import latin_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from corpus.fold import Folded
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
    write_lines(file, (f"{row.source}\t{row.term}\t{round(row.share * _PER_MILLE)}\t{row.clauses}\t{row.documents}" for row in renderings))


class Associations:
    """A table of renderings, mapped."""

    def __init__(self, file: Path) -> None:
        """Map ``file``; raise ``IndexUnusableError`` where it cannot be read."""
        self._lines = SortedLines(file)

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def renderings(self, term: str) -> tuple[Rendering, ...]:
        """Return the renderings of ``term``, the strongest first, of equal ones the longest; none where nothing was mined of it."""
        found = map(self._parse, self._lines.beginning(f"{term}\t"))
        return tuple(sorted(found, key=lambda row: (-row.share, -len(row.term), row.term)))

    def _parse(self, line: str) -> Rendering:
        cells = line.split("\t")
        try:
            source, term, share, clauses, documents = cells
            return Rendering(source, term, int(share) / _PER_MILLE, int(clauses), int(documents))
        except ValueError as error:
            raise self._lines.damaged(f"a line of {len(cells)} cells, not {_COLUMNS}") from error


def renderings_of(associations: Associations, unit: Unit) -> list[tuple[Rendering, ...]]:
    """Return the renderings of what a unit stands for: of the whole, where there are any, else of each of its parts."""
    if not unit.breadth or unit.kind not in {"word", "concept"}:
        return []
    whole = associations.renderings(match_key(unit.written) if unit.kind == "concept" else unit.terms[0].text)
    if whole:
        return [whole]
    return [found for term in unit.terms[1:] if (found := associations.renderings(term.text))]


class Mined(NamedTuple):
    """Why a mined rendering answers a question, in words, and where it stands in the clause's text."""

    reason: str
    spans: tuple[CleanSpan, ...]


def mined_reasons(associations: Associations, question: Question, text: str) -> tuple[Mined, ...]:
    """Return the renderings that stand in ``text``, the strongest first."""
    folded = fold(text)
    latin: dict[str, list[CleanSpan]] = {}
    for token in latin_tokens(folded):
        latin.setdefault(token.text, []).append(CleanSpan(token.start, token.end))
    told: dict[str, tuple[float, Mined]] = {}
    groups = [(unit, group) for unit in question.units for group in renderings_of(associations, unit)]
    phrases = [(None, mined.renderings) for mined in phrases_asked(question.plain, associations.renderings)]
    for unit, group in (*phrases, *groups):
        standing = ((row, _places(row.term, folded, latin)) for row in group if row.share >= REASON_SHARE)
        best = next(((row, spans) for row, spans in standing if spans), None)
        if best:
            row, spans = best
            told.setdefault(_told(row, unit), (-row.share, Mined(_told(row, unit), spans)))
    return tuple(mined for _, mined in sorted(told.values()))[:REASONS_TOLD]


def _places(term: str, folded: Folded, latin: Mapping[str, Sequence[CleanSpan]]) -> tuple[CleanSpan, ...]:
    if not count_han(term):
        return tuple(latin.get(term, ()))
    return tuple(folded.span(*match.span()) for match in re.finditer(loose_pattern(term), folded.text))


def _told(row: Rendering, unit: Unit | None) -> str:
    written = unit.written if unit and row.source in {unit.terms[0].text, match_key(unit.written)} else row.source
    places = f"{row.clauses} clause{'s' if row.clauses != 1 else ''} of {row.documents} documents"
    return f"mined: {written} ~ {row.term} (in {places})"
