"""Searching: in goes a query, out comes an answer whose hits say why they matched. No database is opened for it."""

from __future__ import annotations

import os
from collections import Counter
from functools import cached_property, wraps
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from corpus.concepts import LookedUpConcepts, library_concepts, using
from corpus.matchkey import match_key
from indexer.answer import Answer, Counterpart, CounterpartClause, Hit
from indexer.association import mined_reasons
from indexer.citable import CITATION_FIELD
from indexer.cited import NAMES_COLUMN, times_cited
from indexer.codec.mapped import DamagedFileError
from indexer.conditions import BODY_FIELDS, All, AnyOf, Has, Is
from indexer.errors import IndexUnusableError, QueryError
from indexer.explain import explain
from indexer.fields import FIELDS, RESTORED_TERM
from indexer.filters import Filters
from indexer.freshness import staleness
from indexer.generation import pin_generation
from indexer.manifest import MANIFEST_NAME, REMEDY, check_content
from indexer.matching import Matcher, limits_time
from indexer.question import understand
from indexer.ranking import Statistics, rank
from indexer.reader import ClauseReader
from indexer.slips import without_slips
from indexer.time_limit import DEFAULT_SECONDS, OutOfTimeError, check_time, in_time, time_limit
from indexer.tokens import ANALYSIS_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from corpus.concepts import Concepts
    from indexer.association import Mined
    from indexer.manifest import Manifest
    from indexer.question import Question, Unit

INDEX_FOLDER = "index"

_Method = TypeVar("_Method", bound="Callable[..., object]")


def open_index(library_or_index_dir: Path | str, *, verify: bool = False) -> Index:
    """Open the index of a library, or one that was made by ``build_index``; close it, or use it in a ``with`` block.

    The generation found now is read until then, whatever is published meanwhile. The files' sizes are checked, with ``verify`` every
    byte of them. Nothing in them is run as code. Raises ``IndexUnusableError`` when it is missing, damaged, or of another version,
    ``TiaowenError`` for a library's own list of terms that is damaged.
    """
    folder = Path(library_or_index_dir)
    index_dir = folder if (folder / MANIFEST_NAME).exists() else folder / INDEX_FOLDER
    manifest, pin = pin_generation(index_dir)
    try:
        if verify:
            check_content(index_dir, manifest)
        known = library_concepts(index_dir.parent if manifest.corpus else None, checked=manifest.concepts)
        check_version(index_dir, manifest)
        reader = ClauseReader(index_dir / manifest.generation)
        kept = reader.labels() if known.hash == manifest.concepts else None
    except BaseException:
        os.close(pin)
        raise
    return Index(index_dir, manifest, reader, pin, LookedUpConcepts(known, kept) if kept else known)


def check_version(index_dir: Path, manifest: Manifest) -> None:
    """Raise ``IndexUnusableError`` for an index whose words were made by other rules than ours."""
    if manifest.analysis != ANALYSIS_VERSION:
        versions = f"version {manifest.analysis} of the rules, this program has {ANALYSIS_VERSION}"
        raise IndexUnusableError(f"{index_dir}: its words were made by {versions}; {REMEDY}")


def _with_own_concepts(method: _Method) -> _Method:
    """Let a method of an index use the concepts of its library, and tell of damage as all others do."""

    @wraps(method)
    def inside(self: Index, *given: Any, **named: Any) -> Any:  # noqa: ANN401  # what the method takes and gives
        with using(self.concepts):
            try:
                return method(self, *given, **named)
            except (DamagedFileError, IndexError) as error:  # columns are read in loops that do not look after each value
                raise IndexUnusableError(f"{self.index_dir}: damaged ({type(error).__name__}: {error}); {REMEDY}") from error

    return cast("_Method", inside)


class Index:
    """One generation of an index, open for questions. Not to be shared between threads."""

    def __init__(self, index_dir: Path, manifest: Manifest, reader: ClauseReader, pin: int, concepts: Concepts) -> None:
        """Take over an open reader and the descriptor that keeps its generation; use ``open_index``."""
        self.index_dir = index_dir
        self.manifest = manifest
        self._reader = reader
        self._pin = pin
        self.concepts = concepts
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

    @_with_own_concepts
    def search(  # noqa: PLR0913  # the public API's options, each by its own name
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        lang: str | None = None,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        issuer: str | None = None,
        facets: Sequence[str] = (),
        exact: bool = False,
        all_copies: bool = False,
        timeout: float = DEFAULT_SECONDS,
    ) -> Answer:
        """Return the best ``limit`` clauses for ``query`` after the first ``offset``, and how many there are in all.

        ``lang`` is ``zh``, ``en``, ``mixed`` (which also counts for both) or ``und``; ``since`` and ``until`` are ISO years, months
        or days, and leave undated clauses out; ``source`` is a part of source or publisher, ``issuer`` of an issuer's name.
        ``facets`` names what to count the matching clauses by, see ``indexer.facets``. ``exact`` looks for nothing under another
        name. Of clauses with the same text on pages that are copies of one another only the best is a hit (``Hit.also_in`` names the other
        pages), unless ``all_copies``; an index made from clauses alone knows of no copies. Raises ``QueryError`` for what cannot be
        answered, or not within ``timeout`` seconds: an answer is never a part of one.
        """
        filters = Filters(lang, since, until, source, issuer)
        filters.check()
        if limit < 1 or offset < 0:
            raise QueryError(f"limit {limit} is too small; ask for at least one hit" if limit < 1 else f"offset {offset} is below 0")
        # To read a query takes milliseconds, whatever it is; but the first one in Chinese loads the dictionary, which may take a second.
        question = understand(query, self._has_work, exact=exact)
        with time_limit(timeout):
            question = without_slips(self._reader, question)
            return self._answer(query, question, filters, facets, slice(offset, offset + limit), all_copies=all_copies)

    def _answer(  # noqa: PLR0913  # what was asked for
        self, query: str, question: Question, filters: Filters, facets: Sequence[str], wanted: slice, *, all_copies: bool
    ) -> Answer:
        scores, undated = self._matching(question)
        cited, absent = self._cited(question, scores)
        admitted = [number for number in in_time(scores) if filters.admit(self._reader, number)] if filters.limiting else list(scores)
        admitted, out_of_date = self._dated(admitted, filters)
        complete = self._complete(question, admitted) | (cited.keys() & admitted)
        # Of a question in everyday words the clause that answers seldom has all: the share that it has is in its score.
        tiers = () if question.natural else (self._in_clause(question, complete), complete)
        sorted_by = self._sorted(admitted, scores, self._carrying(question, complete) | cited.keys(), *tiers)
        collapsed = {number: [] for number in sorted_by} if all_copies else self._collapsed(sorted_by)
        ordered = list(collapsed)
        hits = [self._hit(number, scores[number], question, cited.get(number, ""), collapsed[number]) for number in ordered[wanted]]
        counted = {}
        if facets:
            from indexer.facets import count_facets  # noqa: PLC0415  # most questions count nothing

            counted = count_facets(self._reader, ordered, facets)
        suggested, unsaid = ((), ()) if ordered else self._suggest(query)
        notes = (*question.notes, *absent, *self._notes(out_of_date + undated), *unsaid)
        return Answer(query, tuple(hits), len(ordered), notes, sum(number in complete for number in ordered), counted, suggested)

    @_with_own_concepts
    def describe(self, query: str, *, exact: bool = False) -> tuple[tuple[int, str], ...]:
        """Return how ``query`` is read, line by line in plain words, each with how deep it stands. Raises ``QueryError`` as ``search``."""
        from indexer.explain import describe  # noqa: PLC0415  # only who asks waits for it

        return tuple(describe(understand(query, self._has_work, exact=exact)))

    @_with_own_concepts
    def more_like(self, clause_id: str, *, limit: int = 10, timeout: float = DEFAULT_SECONDS) -> Answer:
        """Return the clauses most like one, which is given by its id or the beginning of one: those that share its rarest words.

        Raises ``QueryError`` where no clause, or more than one, has an id that begins so, or for what takes longer than ``timeout``.
        """
        from indexer.similar import question_of  # noqa: PLC0415  # no search needs it

        number = self._numbered(clause_id)
        question = question_of(self._reader, number)
        own = self._reader.value("text_key", number)
        with time_limit(timeout):
            scores = rank(self._reader, self._statistics, question)
            others = [other for other in in_time(scores) if self._reader.value("text_key", other) != own]
            collapsed = self._collapsed(self._sorted(others, scores))
            ordered = list(collapsed)
            hits = tuple(self._hit(other, scores[other], question, "", collapsed[other]) for other in ordered[:limit])
        return Answer(self._reader.shown(number)["clause_id"], hits, len(ordered), tuple(self._notes(0)))

    def _numbered(self, clause_id: str) -> int:
        """Return the number of the clause that has this id, or of the only one whose id begins so."""
        wanted = clause_id.encode("utf-8", "surrogatepass")
        ids = self._reader.column("clause_id")
        # A whole id begins with its page's: the ids of others need not be read.
        page = clause_id.partition("-")[0]
        of_page = self._reader.clauses_with("doc_id", page) if page.isascii() else ()
        found = [number for number in of_page if ids[number] == wanted]
        if not found:
            found = [number for number in in_time(self._reader.numbers()) if ids[number].startswith(wanted)]
            found = [number for number in found if ids[number] == wanted] or found
        if len(found) != 1:
            raise QueryError(f"{clause_id}: {len(found)} clauses have an id that begins so; give the id of one, as search shows it")
        return found[0]

    def _matching(self, question: Question) -> tuple[dict[int, float], int]:
        """Return the score of each clause that matches, and how many would, had their pages a date."""
        scores = rank(self._reader, self._statistics, question) if question.units or question.phrases else {}
        if not question.conditions:
            return scores, 0
        within = self._reader.numbers()
        if question.phrases:
            within &= scores.keys()
        elif question.asked:
            # What only an operator's words brought in has none of the plain words.
            plain = question._replace(units=question.asked)
            within &= rank(self._reader, self._statistics, plain).keys() if plain.units != question.units else scores.keys()
        matcher = Matcher(self._reader)
        condition = All(question.conditions)
        matched = matcher.find(condition, within)
        matcher.undated = set()
        undated = (matcher.find(condition, within) - matched) & matcher.undated if limits_time(question.conditions) else set()
        return {number: scores.get(number, 0.0) for number in matched}, len(undated)

    def _complete(self, question: Question, admitted: Collection[int]) -> set[int]:
        """Return the clauses that have all plain words, each in any field, and whatever else was asked."""
        return self._having(question, admitted, FIELDS)

    def _in_clause(self, question: Question, complete: Collection[int]) -> set[int]:
        """Return those of ``complete`` that have all plain words themselves or in their headings, and not by their page's title alone.

        A document number is the page's: what carries it has it as much as what cites it.
        """
        return self._having(question, complete, BODY_FIELDS)

    def _carrying(self, question: Question, complete: Collection[int]) -> set[int]:
        """Return those of ``complete`` whose page carries a document number asked for, agency and all: what cites it comes after them."""
        numbers = tuple(Is("number", match_key(unit.written)) for unit in question.asked if unit.kind == "number")
        return Matcher(self._reader).find(AnyOf(numbers), set(complete)) if numbers else set()

    def _having(self, question: Question, among: Collection[int], fields: tuple[str, ...]) -> set[int]:
        within = set(among)
        matcher = Matcher(self._reader)
        for unit in sorted(question.asked, key=self._commonness):
            if not within:
                break
            within = matcher.find(Has(unit, FIELDS if unit.kind == "number" else fields), within)
        return within

    def _commonness(self, unit: Unit) -> int:
        return self._reader.document_frequency("text", unit.terms[0].text)

    def _suggest(self, query: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what may have been meant, and a note where there was no time to find out: that nothing is found is known by then."""
        from indexer.suggest import suggest  # noqa: PLC0415  # only where nothing is found

        try:
            return suggest(self._reader, query, lambda other: bool(self._matching(understand(other, self._has_work))[0])), ()
        except OutOfTimeError:
            return (), ("no time was left to look for what may have been meant; give it more with --timeout",)

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

    def _dated(self, numbers: list[int], filters: Filters) -> tuple[list[int], int]:
        """Return the clauses within the limits of time, and how many have no date to tell."""
        if not filters.dated:
            return numbers, 0
        dates = {number: self._reader.value("published", number).decode() for number in in_time(numbers)}
        undated = sum(not date for date in dates.values())
        return [number for number, date in dates.items() if date and filters.in_time(date)], undated

    def _sorted(self, numbers: Iterable[int], scores: dict[int, float], *tiers: Collection[int]) -> list[int]:
        """Return clauses, those of an earlier tier first, then the best, equal ones by id.

        What another page tells of lost text comes behind what pages say themselves.
        """
        clause_ids = self._reader.column("clause_id")
        restored = self._restored
        left = sorted(numbers, key=scores.__getitem__, reverse=True)
        ordered: list[int] = []
        for tier in (*tiers, scores):
            here = [number for number in in_time(left) if number in tier]
            left = [number for number in left if number not in tier] if len(here) < len(left) else []
            parts = [[n for n in here if n not in restored], [n for n in here if n in restored]] if restored else [here]
            for part in parts:
                ordered += _equal_by_id(part, scores, clause_ids)
        return ordered

    @cached_property
    def _restored(self) -> set[int]:
        """Return the clauses that tell what a page lost by another page."""
        return set(self._reader.clauses_with("text", RESTORED_TERM))

    def _collapsed(self, numbers: Iterable[int]) -> dict[int, list[int]]:
        """Return the first clause of those with one text on one page or its copies, in order, with the others.

        A restored clause never takes the place of what a page says itself, and adds nothing to it.
        """
        text_keys = self._reader.column("text_key")
        keys = {number: text_keys[number] for number in in_time(numbers)}
        times = Counter(keys.values())
        restored = self._restored
        found: dict[int, list[int]] = {number: [] for number in keys}
        if len(times) == len(keys):
            return found
        first: dict[tuple[bytes, str], int] = {}
        said = {key for number, key in keys.items() if number not in restored} if restored else set()
        for number, key in in_time((number, key) for number, key in keys.items() if times[key] > 1):
            if number in restored and key in said:
                del found[number]
                continue
            cluster = RESTORED_TERM if number in restored else self._reader.copies_of(number).cluster
            kept = first.setdefault((key, cluster), number)
            if kept != number:
                del found[number]
                found[kept].append(number)
        return found

    def _hit(self, number: int, score: float, question: Question, cited: str, collapsed: Sequence[int]) -> Hit:
        check_time()
        shown = self._reader.shown(number)
        explanation = explain(
            question,
            shown["text"],
            shown["heading_path"],
            shown["title"],
            shown["doc_numbers"],
            cited=cited,
            mined=self._mined(question, shown["text"]),
        )
        times = times_cited(self._reader, self._reader.value(NAMES_COLUMN, number)) if question.units or question.phrases else 0
        why = (*explanation.why, f"its text is cited in {times} clause{'s' if times > 1 else ''}") if times else explanation.why
        counterpart = self._counterpart(shown["clause_id"], question)
        left_out = {page for one in (number, *collapsed) for page in self._reader.copies_of(one).left_out}
        also_in = tuple(sorted((left_out | {self._reader.shown(one)["doc_id"] for one in collapsed}) - {shown["doc_id"]}))
        return Hit(score=score, highlights=explanation.highlights, why=why, counterpart=counterpart, also_in=also_in, **shown)

    def _mined(self, question: Question, text: str) -> tuple[Mined, ...]:
        associations = None if question.exact else self._reader.associations()
        return mined_reasons(associations, question, text) if associations else ()

    def _counterpart(self, clause_id: str, question: Question) -> Counterpart | None:
        found = self._reader.counterpart(clause_id)
        if found is None:
            return None
        confidence, others = found
        marked = [explain(question, other["text"], (), "", mined=self._mined(question, other["text"])).highlights for other in others]
        clauses = (
            CounterpartClause(other["clause_id"], other["lang"], other["text"], spans) for other, spans in zip(others, marked, strict=True)
        )
        return Counterpart(confidence, tuple(clauses))

    def _notes(self, undated: int) -> Iterator[str]:
        stale = staleness(self.index_dir, self.manifest)
        if stale:
            yield stale
        if self.manifest.concepts != self.concepts.hash:
            yield "the index was made with another list of concepts; run: tiaowen index"
        if undated:
            yield f"{undated} matching clause{'s' if undated > 1 else ''} without a date left out"


def _equal_by_id(numbers: list[int], scores: dict[int, float], clause_ids: Any) -> list[int]:  # noqa: ANN401  # a column
    """Return clauses, the best first, with those of equal scores in the order of their ids: most have a score of their own."""
    check_time()
    values = map(scores.__getitem__, numbers)
    equal = [place for place, (one, other) in enumerate(pairwise(values)) if one == other]
    runs = groupby(enumerate(equal), key=lambda pair: pair[1] - pair[0])
    for places in ([place for _, place in run] for _, run in runs):
        here = slice(places[0], places[-1] + 2)
        numbers[here] = sorted(numbers[here], key=clause_ids.__getitem__)
    return numbers
