"""Policy concepts: in goes text in Chinese or English, out come the concepts that it names, by whichever of their labels.

The list is data: ``corpus/terms/*.tsv``, a concept a row, with a preferred label, alternative labels and negative labels in each
language (SKOS has the first two as ``prefLabel`` and ``altLabel``). A negative label is text that holds a label and means something
else: "Chinese Medical Association" is no medical association in the sense of 医联体.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from corpus.fold import fold
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MATCHING_VERSION = 1
"""Grows whenever the same text and the same list give other matches; part of ``Concepts.hash``."""

COLUMNS = ("concept", "zh", "zh_alternative", "zh_negative", "en", "en_alternative", "en_negative")
"""Header of every list. Labels in one column are separated by ``|``."""

_UNIT = re.compile(f"(?P<han>[{HAN_CLASS}])|(?P<word>[^\\W_{HAN_CLASS}]+)|(?P<space>[\\s+'·-]+)|.", re.DOTALL)
"""What labels are compared by: a Han character or a word. White space, hyphens, plus signs and apostrophes stand between units;
any other mark ends a match, so that no label runs across two sentences."""

_ARTICLES = frozenset({"a", "an", "the"})
_LONE_S = "s"
_BREAK = ""
_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))
_NO_PLURAL = ("ss", "us", "is")
_SHORTEST_PLURAL = 4
"""Letters. Shorter words in s are seldom plurals (gas, bus, yes)."""


class ConceptMatch(NamedTuple):
    """A concept and where one of its labels stands, in code points of the text as it was given."""

    concept_id: str
    start: int
    end: int


class Concept(NamedTuple):
    """One idea of policy language; each mapping goes from ``zh`` or ``en`` to labels."""

    concept_id: str
    preferred: dict[str, str]
    alternative: dict[str, tuple[str, ...]]
    negative: dict[str, tuple[str, ...]]

    def labels(self, lang: str) -> tuple[str, ...]:
        """Return the preferred and the alternative labels in one language."""
        return (self.preferred[lang], *self.alternative[lang])


class _Unit(NamedTuple):
    key: str
    start: int
    end: int


class _Node:
    """A node of the tree of labels: what the next unit may be, and which labels end here."""

    __slots__ = ("following", "named", "refuted")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.named: str | None = None
        self.refuted: set[str] = set()


class Concepts:
    """A list of concepts, ready to be found in text."""

    def __init__(self, concepts: Iterable[Concept], version: str = "") -> None:
        """Take the concepts; raise ``ValueError`` for a label that two of them have, or that holds no word."""
        self._by_id = {concept.concept_id: concept for concept in concepts}
        self._root = _Node()
        for concept in self._by_id.values():
            for lang in ("zh", "en"):
                for label in concept.labels(lang):
                    node = self._node(concept.concept_id, label)
                    if node.named not in {None, concept.concept_id}:
                        raise ValueError(f"{label!r} names two concepts: {node.named} and {concept.concept_id}")
                    node.named = concept.concept_id
                for label in concept.negative[lang]:
                    self._node(concept.concept_id, label).refuted.add(concept.concept_id)
        self.hash = sha256(f"{MATCHING_VERSION} {version}".encode()).hexdigest()

    def __len__(self) -> int:
        """Return how many concepts there are."""
        return len(self._by_id)

    def __iter__(self) -> Iterator[Concept]:
        """Yield every concept, in the order of the lists."""
        return iter(self._by_id.values())

    def preferred(self, concept_id: str, lang: str) -> str:
        """Return the preferred label of a concept in ``zh`` or ``en``."""
        return self._by_id[concept_id].preferred[lang]

    def zh_labels(self) -> Iterator[str]:
        """Yield every Chinese label of every concept: what a segmenter should know as a word."""
        for concept in self:
            yield from concept.labels("zh")

    def find(self, text: str) -> list[ConceptMatch]:
        """Return every concept named in ``text``, in order of place, the longer first.

        Labels inside labels of other concepts count too (公立医院 in 公立医院薪酬制度改革); of one concept's labels inside each other
        only the longest, and none that lies inside a negative label of its concept.
        """
        named, refuted = self._scan(text)
        kept: list[ConceptMatch] = []
        for match in sorted(named, key=lambda found: (found.start, -found.end)):
            if not any(_covers(other, match) for other in (*refuted, *reversed(kept))):
                kept.append(match)
        return kept

    def longest(self, text: str) -> list[ConceptMatch]:
        """Return the concepts that ``text`` names, none overlapping: the longest label first, of equal ones the first."""
        chosen: list[ConceptMatch] = []
        for match in sorted(self.find(text), key=lambda found: (found.start - found.end, found.start)):
            if all(match.end <= other.start or other.end <= match.start for other in chosen):
                chosen.append(match)
        return sorted(chosen, key=lambda found: found.start)

    def _node(self, concept_id: str, label: str) -> _Node:
        """Return the node of the tree where ``label`` ends, made where it is missing."""
        node = self._root
        keys = [unit.key for unit in _units(label)]
        if not keys or _BREAK in keys:
            raise ValueError(f"label {label!r} of {concept_id} is no run of words")
        for key in keys:
            node = node.following.setdefault(key, _Node())
        return node

    def _scan(self, text: str) -> tuple[list[ConceptMatch], list[ConceptMatch]]:
        """Return where labels stand, and where negative labels do, each with the concept that it refutes."""
        units = _units(text)
        named: list[ConceptMatch] = []
        refuted: list[ConceptMatch] = []
        for first, unit in enumerate(units):
            node = self._root.following.get(unit.key)
            last = first
            while node is not None:
                end = units[last].end
                if node.named:
                    named.append(ConceptMatch(node.named, unit.start, end))
                refuted += (ConceptMatch(concept_id, unit.start, end) for concept_id in node.refuted)
                last += 1
                node = node.following.get(units[last].key) if last < len(units) else None
        return named, refuted


@cache
def concepts() -> Concepts:
    """Return the concepts of ``corpus/terms``, read once a process."""
    found: list[Concept] = []
    lists = sorted((entry.name, entry.read_bytes()) for entry in (files("corpus") / "terms").iterdir() if entry.name.endswith(".tsv"))
    for name, data in lists:
        found += read_concepts(data.decode("utf-8"), name)
    return Concepts(found, sha256(b"\0".join(data for _, data in lists)).hexdigest())


def read_concepts(table: str, name: str) -> Iterator[Concept]:
    """Yield the concepts of a list given as TSV; ``name`` is its file's, for errors. Raises ``ValueError`` for a row that is none."""
    header, *rows = table.splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise ValueError(f"{name}: the first line is not {' '.join(COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        cells = row.split("\t")
        if len(cells) != len(COLUMNS) or not all(cells[COLUMNS.index(column)] for column in ("concept", "zh", "en")):
            raise ValueError(f"{name}, line {number}: not {len(COLUMNS)} columns with a concept and a label in each language")
        concept_id, zh, zh_alternative, zh_negative, en, en_alternative, en_negative = cells
        yield Concept(
            concept_id,
            {"zh": zh, "en": en},
            {"zh": _labels(zh_alternative), "en": _labels(en_alternative)},
            {"zh": _labels(zh_negative), "en": _labels(en_negative)},
        )


def _labels(cell: str) -> tuple[str, ...]:
    return tuple(label.strip() for label in cell.split("|") if label.strip())


def _covers(other: ConceptMatch, match: ConceptMatch) -> bool:
    return other.concept_id == match.concept_id and other.start <= match.start and match.end <= other.end


def _units(text: str) -> list[_Unit]:
    """Return the units of ``text``; a mark that ends a match is a unit that no label has. Articles and 's are left out."""
    folded = fold(text)
    units: list[_Unit] = []
    for match in _UNIT.finditer(folded.text):
        if match["space"] or (match["word"] and (match[0] in _ARTICLES or _is_possessive(folded.text, match))):
            continue
        key = match["han"] or (_singular(match["word"]) if match["word"] else _BREAK)
        units.append(_Unit(key, *folded.span(*match.span())))
    return units


def _is_possessive(text: str, match: re.Match[str]) -> bool:
    return match[0] == _LONE_S and text[match.start() - 1 : match.start()] == "'"


def _singular(word: str) -> str:
    """Return an English noun's singular by its ending; both sides are cut alike, so it need not be right, only the same."""
    if not word.isascii() or len(word) < _SHORTEST_PLURAL or word.endswith(_NO_PLURAL):
        return word
    for ending, singular in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + singular
    return word.removesuffix("s")
