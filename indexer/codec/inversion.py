"""Inversion: in go the postings of clauses in order, and segments to be merged, out come the posting lists of all, term by term.

Postings are gathered by term in memory, up to a bound; then what there is goes into a run on disk, which has a segment's own form, and
is merged with what comes later as an old segment is. Terms that need no such form are gathered in bulk, see ``indexer.codec.bulk``.
"""

from __future__ import annotations

from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from indexer.codec.bulk import Bulk
from indexer.codec.formats import PlainPositions
from indexer.codec.postings import POSITIONS_EXTENSION, POSTINGS_EXTENSION, Listed, PostingsFile, PostingsWriter
from indexer.codec.terms import EXTENSION as TERMS_EXTENSION
from indexer.codec.terms import TermsFile, TermsWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

MOST_IN_MEMORY = 1_500_000
"""Postings, a new term counted as ``_TERM`` of them. To build 100,000 clauses with positions takes 202 MB in all with this bound, 366 with
4 million, and the same time."""

MOST_IN_BULK = 2_000_000
"""Terms in documents, each of which takes some 50 bytes while they are sorted."""

_TERM = 12
"""What a term with its list, its name and its place in a dictionary take, in postings."""

ListedTerm = tuple[str, bytes, Listed]
"""A field, a term, and its posting list."""


class Posting(NamedTuple):
    """One posting as Whoosh gives it: the value is what the field's format made of counts and positions."""

    field: str
    term: bytes
    number: int
    weight: float
    value: bytes


class Inversion:
    """Takes postings and gives them back by field and term. Whoosh calls such a thing a pool, and these are a pool's methods."""

    def __init__(self, formats: Callable[[str], Any], folder: Path) -> None:
        """Take what gives the format of a field, and a folder for runs."""
        self._formats = formats
        self._folder = folder
        self._gathered: dict[str, dict[bytes, list[Any]]] = {}
        self._size = 0
        self._runs = 0
        self._sources: list[Iterable[ListedTerm]] = []
        self._bulks: dict[str, Bulk] = {}
        self._bulk_size = 0
        self._bulk_count = 0

    def add(self, posting: Posting | tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting; those of one term come in the order of their clauses."""
        field, term, number, weight, value = posting
        lists = self._gathered.setdefault(field, {})
        known = lists.get(term)
        if known is None:
            lists[term] = [number, weight, value]
            self._size += _TERM
        else:
            known += (number, weight, value)
            self._size += 1
        if self._size > MOST_IN_MEMORY:
            self._spill()

    def add_terms(self, field: str, number: int, terms: Iterable[str], times: Iterable[int] = ()) -> int:
        """Take the terms of a document, in the order in which they stand or with how often each does; return how many there are."""
        if field not in self._bulks:
            self._bulk_count += 1
            self._bulks[field] = Bulk(self._folder / f"bulk{self._bulk_count}", positions=self._formats(field).supports("positions"))
        count = self._bulks[field].add(number, terms, times)
        self._bulk_size += count
        if self._bulk_size > MOST_IN_BULK:
            for bulk in self._bulks.values():
                bulk.spill()
            self._bulk_size = 0
        return count

    def add_segment(self, terms: TermsFile, postings: PostingsFile, renumber: Callable[[Listed], Listed], fields: Iterable[str]) -> None:
        """Take the lists of ``fields`` of a segment, with the numbers that ``renumber`` gives its clauses: higher than any before."""
        self._freeze()
        self._sources.append(_renumbered(terms, postings, renumber, sorted(set(fields) & terms.fields.keys())))

    def iter_postings(self) -> Iterator[ListedTerm]:
        """Yield all lists, in the order of fields and terms."""
        self._freeze()
        if len(self._sources) == 1:
            yield from self._sources[0]
            return
        for (field, term), group in groupby(merge(*self._sources, key=itemgetter(0, 1)), key=itemgetter(0, 1)):
            lists = [listed for _, _, listed in group]
            yield field, term, lists[0] if len(lists) == 1 else _joined(lists)

    def cleanup(self) -> None:
        """Let go of everything; the runs are taken away with their folder."""
        self._gathered = {}
        self._bulks = {}
        self._sources = []

    def _freeze(self) -> None:
        """Make what was gathered a source of its own, before the next one's numbers."""
        if self._gathered:
            self._sources.append(_sorted(self._gathered, self._formats))
            self._gathered = {}
        if self._bulks:
            self._sources.append(_in_bulk(self._bulks))
            self._bulks = {}

    def _spill(self) -> None:
        """Write what was gathered into a run."""
        stem = f"run{self._runs}"
        paths = [self._folder / (stem + extension) for extension in (POSTINGS_EXTENSION, POSITIONS_EXTENSION, TERMS_EXTENSION)]
        with paths[0].open("wb") as postings, paths[1].open("wb") as positions:
            writer, terms = PostingsWriter(postings, positions), TermsWriter()
            for field, term, listed in _sorted(self._gathered, self._formats):
                terms.add(field, term, writer.add(listed))
        with paths[2].open("wb") as file:
            terms.write(file)
        dictionary = TermsFile(paths[2])
        self._sources.append(_renumbered(dictionary, PostingsFile(paths[0], paths[1]), lambda listed: listed, sorted(dictionary.fields)))
        self._gathered = {}
        self._size = 0
        self._runs += 1


def _in_bulk(bulks: dict[str, Bulk]) -> Iterator[ListedTerm]:
    for field in sorted(bulks):
        for term, listed in bulks[field].lists():
            yield field, term, listed


def _sorted(gathered: dict[str, dict[bytes, list[Any]]], formats: Callable[[str], Any]) -> Iterator[ListedTerm]:
    for field in sorted(gathered):
        field_format = formats(field)
        lists = gathered[field]
        for term in sorted(lists):
            flat = lists[term]
            yield field, term, _listed(flat[0::3], flat[1::3], flat[2::3], field_format)


def _listed(numbers: list[int], weights: list[float], values: list[bytes], field_format: Any) -> Listed:  # noqa: ANN401  # Whoosh's
    """Return the list; where the format keeps how often a term stands beside a weight that differs from it, that is kept, too."""
    if isinstance(field_format, PlainPositions):
        return Listed(numbers, weights, *field_format.decode_all(values))
    if field_format.supports("positions"):
        positions = [field_format.decode_positions(value) for value in values]
        return Listed(numbers, weights, [len(found) for found in positions], list(chain.from_iterable(positions)))
    if field_format.fixed_value_size():
        counts = [field_format.decode_frequency(value) for value in values]
        return Listed(numbers, weights, counts if counts != weights else ())
    return Listed(numbers, weights)


def _renumbered(
    terms: TermsFile, postings: PostingsFile, renumber: Callable[[Listed], Listed], fields: Iterable[str]
) -> Iterator[ListedTerm]:
    for field in fields:
        for number in range(*terms.fields[field]):
            listed = renumber(postings.at(terms.place(number)).listed())
            if len(listed.numbers):
                yield field, terms[number], listed


def _joined(lists: Sequence[Listed]) -> Listed:
    """Return one list of several, whose numbers follow upon each other."""
    numbers = [number for listed in lists for number in _plain(listed.numbers)]
    each_once = all(listed.frequencies is None for listed in lists)
    frequencies = None if each_once else [times for listed in lists for times in _times(listed)]
    counts: list[int] = []
    if any(len(listed.counts) for listed in lists):
        for listed in lists:
            counts += _plain(listed.counts) or map(int, _times(listed))
    return Listed(numbers, frequencies, counts, [position for listed in lists for position in _plain(listed.positions)])


def _plain(numbers: Any) -> list[Any]:  # noqa: ANN401  # a sequence of numbers, or an array
    return numbers.tolist() if hasattr(numbers, "tolist") else list(numbers)


def _times(listed: Listed) -> list[float]:
    return [1.0] * len(listed.numbers) if listed.frequencies is None else _plain(listed.frequencies)


def shifted(offset: int) -> Callable[[Listed], Listed]:
    """Return what renumbers the clauses of a segment of which all are kept."""
    return lambda listed: listed._replace(numbers=list(map(offset.__add__, listed.numbers)))


def remapped(numbers: dict[int, int]) -> Callable[[Listed], Listed]:
    """Return what gives the clauses that are kept their new numbers and leaves the others out."""

    def renumber(listed: Listed) -> Listed:
        kept = [place for place, number in enumerate(listed.numbers) if number in numbers]
        counts, positions = _kept_positions(listed, kept) if len(listed.counts) else ((), ())
        frequencies = None if listed.frequencies is None else [listed.frequencies[place] for place in kept]
        return Listed([numbers[listed.numbers[place]] for place in kept], frequencies, counts, positions)

    return renumber


def _kept_positions(listed: Listed, kept: Iterable[int]) -> tuple[list[int], list[int]]:
    starts = [0]
    for count in listed.counts:
        starts.append(starts[-1] + count)
    places = list(kept)
    positions = chain.from_iterable(listed.positions[starts[place] : starts[place + 1]] for place in places)
    return [listed.counts[place] for place in places], list(positions)
