"""Reads the relevance tests, and says of one of them what a search got wrong; the format is told in README.md."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FOLDER = Path(__file__).parent
LIBRARY = FOLDER / "library"
HALVES = ("open", "sealed")
ANY_DOCUMENT = "*"
SHOWN_HITS = 12
SHOWN_CHARACTERS = 60

Kind: TypeAlias = Literal["precision", "recall", "order", "none"]
KEYS = {"name", "kind", "query", "options", "expect", "above", "not", "k", "suggests", "why"}
PLACE_KEYS = {"doc", "path", "says"}


class Hit(NamedTuple):
    """One clause found: the file it is from, its path ("" where nothing is numbered), its text."""

    doc: str
    path: str
    text: str


class Search(Protocol):
    """In go a query and a test's options as written there, out come the hits, best first; the README says how many."""

    def __call__(self, query: str, **options: str) -> Sequence[tuple[str, str, str]]: ...


@dataclass(frozen=True)
class Place:
    """Clauses of the library: of one file, or of all (``*``); those with the path, if one is given, whose text holds ``says``."""

    doc: str
    path: str | None = None
    says: str = ""

    def names(self, hit: Hit) -> bool:
        return self.doc in {hit.doc, ANY_DOCUMENT} and self.path in {hit.path, None} and squeeze(self.says) in squeeze(hit.text)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.doc, self.path, self.says and f"“{self.says}”")))


@dataclass(frozen=True)
class Judgement:
    """One test: a query, and what a reader expects of its hits. ``k`` is 0 where the kind needs none."""

    name: str
    kind: Kind
    query: str
    why: str
    options: Mapping[str, str] = field(default_factory=dict)
    expect: tuple[Place, ...] = ()
    above: tuple[Place, ...] = ()
    unwanted: tuple[Place, ...] = ()
    k: int = 0
    suggests: str = ""

    def diagnose(self, search: Search) -> str:
        """In goes a search, out comes "" where the test holds, else what is wrong and what stood where."""
        hits = [Hit(*hit) for hit in search(self.query, **self.options)]
        wrong = [*_DIAGNOSES[self.kind](self, hits), *self._unwanted(hits)]
        return "\n".join([f"{self.name}: {self.query!r} {dict(self.options) or ''}", *wrong, self.why, *_shown(hits)]) if wrong else ""

    def _precision(self, hits: Sequence[Hit]) -> list[str]:
        strays = [f"{rank}. is not expected" for rank, hit in enumerate(hits[: self.k], start=1) if not _named(hit, self.expect)]
        return strays or ([f"{len(hits)} hits, not {self.k}"] if len(hits) < self.k else [])

    def _recall(self, hits: Sequence[Hit]) -> list[str]:
        ranks = {place: _rank(place, hits) for place in self.expect}
        return [f"{place} is {_told(rank)}, not within {self.k}" for place, rank in ranks.items() if not 0 < rank <= self.k]

    def _order(self, hits: Sequence[Hit]) -> list[str]:
        first_below = min(filter(None, (_rank(place, hits) for place in self.above)), default=len(hits) + 1)
        ranks = {place: _rank(place, hits) for place in self.expect}
        return [f"{place} is {_told(rank)}, not above {first_below}." for place, rank in ranks.items() if not 0 < rank < first_below]

    def _unwanted(self, hits: Sequence[Hit]) -> list[str]:
        looked_at = hits[: self.k] if self.kind == "none" else hits
        return [f"{rank}. is not wanted" for rank, hit in enumerate(looked_at, start=1) if _named(hit, self.unwanted)]


# ``none`` finds what it expects within ``k`` as ``recall`` does; what it is about, the unwanted, every kind looks at.
_DIAGNOSES = {
    "precision": Judgement._precision,
    "recall": Judgement._recall,
    "order": Judgement._order,
    "none": Judgement._recall,
}


def squeeze(text: str) -> str:
    """In goes a text, out come its characters in one width and case, without white space: what a page and a test may differ in."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def read(half: str) -> list[Judgement]:
    """In goes the name of a half, out come its tests in the order of files and lines. Raises ``ValueError`` naming a malformed test."""
    return [_judgement(told) for path in sorted((FOLDER / half).glob("*.json")) for told in json.loads(path.read_text(encoding="utf-8"))]


def _judgement(told: dict[str, Any]) -> Judgement:
    name = told.get("name", "a test without a name")
    if strange := sorted(told.keys() - KEYS):
        raise ValueError(f"{name}: unknown {strange}")
    if missing := sorted({"name", "kind", "query", "why"} - told.keys()):
        raise ValueError(f"{name}: no {missing}")
    if told["kind"] not in get_args(Kind):
        raise ValueError(f"{name}: no such kind as {told['kind']}")
    places = {key: tuple(_place(name, place) for place in told.get(key, ())) for key in ("expect", "above", "not")}
    return Judgement(
        name=name,
        kind=told["kind"],
        query=told["query"],
        why=told["why"],
        options=told.get("options", {}),
        expect=places["expect"],
        above=places["above"],
        unwanted=places["not"],
        k=told.get("k", 0),
        suggests=told.get("suggests", ""),
    )


def _place(name: str, told: dict[str, str]) -> Place:
    if strange := sorted(told.keys() - PLACE_KEYS):
        raise ValueError(f"{name}: unknown {strange} of a place")
    return Place(**told)


def _named(hit: Hit, places: Iterable[Place]) -> bool:
    return any(place.names(hit) for place in places)


def _rank(place: Place, hits: Sequence[Hit]) -> int:
    """Return the rank of the first hit that the place names, from 1; 0 where there is none."""
    return next((rank for rank, hit in enumerate(hits, start=1) if place.names(hit)), 0)


def _told(rank: int) -> str:
    return f"{rank}." if rank else "no hit"


def _shown(hits: Sequence[Hit]) -> list[str]:
    return [f"  {rank}. {hit.doc} {hit.path or '-'} {hit.text[:SHOWN_CHARACTERS]}" for rank, hit in enumerate(hits[:SHOWN_HITS], start=1)]
