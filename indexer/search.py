"""Searching: in goes a query, out comes an answer whose hits say why they matched. No database is opened for it."""

from __future__ import annotations

import os
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from corpus.concepts import concepts
from indexer.answer import Answer, Hit
from indexer.citable import CITATION_FIELD
from indexer.errors import IndexUnusableError, QueryError
from indexer.explain import explain
from indexer.filters import Filters
from indexer.freshness import staleness
from indexer.generation import pin_generation
from indexer.manifest import MANIFEST_NAME, REMEDY
from indexer.question import understand
from indexer.ranking import Statistics, rank
from indexer.reader import ClauseReader
from indexer.tokens import ANALYSIS_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.manifest import Manifest
    from indexer.question import Question

INDEX_FOLDER = "index"


def open_index(library_or_index_dir: Path | str) -> Index:
    """Open the index of a library, or one that was made by ``build_index``; close it, or use it in a ``with`` block.

    The generation found now is read until then, whatever is published meanwhile. Open only indexes that you made yourself:
    Whoosh's files hold pickled data. Raises ``IndexUnusableError`` when it is missing, damaged, or of another version.
    """
    folder = Path(library_or_index_dir)
    index_dir = folder if (folder / MANIFEST_NAME).exists() else folder / INDEX_FOLDER
    manifest, pin = pin_generation(index_dir)
    try:
        reader = _open_reader(index_dir, manifest)
    except BaseException:
        os.close(pin)
        raise
    return Index(index_dir, manifest, reader, pin)


def _open_reader(index_dir: Path, manifest: Manifest) -> ClauseReader:
    if manifest.analysis != ANALYSIS_VERSION:
        versions = f"version {manifest.analysis} of the rules, this program has {ANALYSIS_VERSION}"
        raise IndexUnusableError(f"{index_dir}: its words were made by {versions}; {REMEDY}")
    return ClauseReader(index_dir / manifest.generation)


class Index:
    """One generation of an index, open for questions. Not to be shared between threads."""

    def __init__(self, index_dir: Path, manifest: Manifest, reader: ClauseReader, pin: int) -> None:
        """Take over an open reader and the descriptor that keeps its generation; use ``open_index``."""
        self.index_dir = index_dir
        self.manifest = manifest
        self._reader = reader
        self._pin = pin
        clauses = max(1, manifest.clauses)
        self._statistics = Statistics(manifest.clauses, {name: words / clauses for name, words in manifest.words.items()})

    def close(self) -> None:
        """Let go of the generation; the index cannot be asked afterwards."""
        if self._pin >= 0:
            self._reader.close()
            os.close(self._pin)
            self._pin = -1

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the generation."""
        self.close()

    def search(  # noqa: PLR0913  # the public API's filters, each by its own name
        self,
        query: str,
        *,
        limit: int = 10,
        lang: str | None = None,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        issuer: str | None = None,
    ) -> Answer:
        """Return the best ``limit`` clauses for ``query``, and how many there are in all.

        ``lang`` is ``zh``, ``en``, ``mixed`` (which also counts for both) or ``und``; ``since`` and ``until`` are ISO years, months
        or days, and leave undated clauses out; ``source`` is a part of source or publisher, ``issuer`` of an issuer's name. Of
        clauses with the same text only the best is shown. Raises ``QueryError`` for what cannot be answered.
        """
        filters = Filters(lang, since, until, source, issuer)
        filters.check()
        if limit < 1:
            raise QueryError(f"limit {limit} is too small; ask for at least one hit")
        question = understand(query, self._has_work)
        scores = rank(self._reader, self._statistics, question)
        cited, absent = self._cited(question, scores)
        admitted = [number for number in scores if filters.admit(self._reader, number)]
        admitted, undated = self._in_time(admitted, filters)
        best = islice(self._distinct(admitted, scores), limit)
        hits = [self._hit(number, scores[number], question, cited.get(number, "")) for number in best]
        total = len({self._reader.value("text_key", number) for number in admitted})
        return Answer(query, tuple(hits), total, (*question.notes, *absent, *self._notes(undated)))

    def _has_work(self, name: str) -> bool:
        """Return whether the index has numbered clauses of a work of this name; without citations in the query it is not asked."""
        return next(self._reader.postings(CITATION_FIELD, name), None) is not None

    def _cited(self, question: Question, scores: dict[int, float]) -> tuple[dict[int, str], list[str]]:
        """Put what is cited above all ``scores``, in order; return the reason for each such clause, and notes on what is absent.

        A phrase must stand in what is cited too.
        """
        if not question.citations:
            return {}, []
        from indexer.citations import find_cited  # noqa: PLC0415  # most questions cite nothing

        reasons, notes = find_cited(self._reader, question.citations)
        if question.phrases:
            reasons = {number: reason for number, reason in reasons.items() if number in scores}
        top = max(scores.values(), default=0.0)
        scores.update({number: top + place for place, number in enumerate(reversed(reasons), start=1)})
        return reasons, notes

    def _in_time(self, numbers: list[int], filters: Filters) -> tuple[list[int], int]:
        """Return the clauses within the limits of time, and how many have no date to tell."""
        if not filters.dated:
            return numbers, 0
        dates = {number: self._reader.value("published", number).decode() for number in numbers}
        undated = sum(not date for date in dates.values())
        return [number for number, date in dates.items() if date and filters.in_time(date)], undated

    def _distinct(self, numbers: Iterable[int], scores: dict[int, float]) -> Iterator[int]:
        """Yield clauses, best first, equal ones by id; of those with the same text only the first."""
        seen: set[bytes] = set()
        for _, group in groupby(sorted(numbers, key=lambda number: -scores[number]), key=lambda number: scores[number]):
            for number in sorted(group, key=lambda number: self._reader.value("clause_id", number)):
                key = self._reader.value("text_key", number)
                if key not in seen:
                    seen.add(key)
                    yield number

    def _hit(self, number: int, score: float, question: Question, cited: str) -> Hit:
        shown = self._reader.shown(number)
        explanation = explain(question, shown["text"], shown["heading_path"], shown["title"], shown["doc_numbers"], cited=cited)
        return Hit(score=score, highlights=explanation.highlights, why=explanation.why, **shown)

    def _notes(self, undated: int) -> Iterator[str]:
        stale = staleness(self.index_dir, self.manifest)
        if stale:
            yield stale
        if self.manifest.concepts != concepts().hash:
            yield "the index was made with another list of concepts; run: tiaowen index"
        if undated:
            yield f"{undated} matching clause{'s' if undated > 1 else ''} without a date left out"
