"""Policy concepts: in goes text in Chinese or English, out come the concepts that it names, by whichever of their labels.

The list is data: ``corpus/terms/*.tsv``, a concept a row, with a preferred label, alternative labels and negative labels in each
language (SKOS has the first two as ``prefLabel`` and ``altLabel``). A negative label is text that holds a label and means something
else: "Chinese Medical Association" is no medical association in the sense of 医联体.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from hashlib import sha256
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from corpus.concept_rows import BETWEEN_LABELS, Concept, concept_of, read_concepts
from corpus.errors import TiaowenError
from corpus.fold import fold
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.fold import Folded

MATCHING_VERSION = 2
"""Grows whenever the same text and the same list give other matches; part of ``Concepts.hash``."""

_TERMS = Path(__file__).with_name("terms")

OWN_TERMS = "terms.tsv"
"""A library's own terms, in its folder."""

_UNITS = re.compile(
    f"(?P<han>[{HAN_CLASS}]+)"
    f"|(?!(?<=')s(?![^\\W_{HAN_CLASS}]))(?P<word>[^\\W_{HAN_CLASS}]+)"
    f"|(?P<mark>_|(?<!\\w)[–—]|[–—](?!\\w)|[^\\w\\s+'\"·‐–—-])"
)
"""What labels are compared by: Han characters, each a unit, and words. White space, hyphens, dashes between two words, plus signs and
quotation marks stand between units, as do apostrophes, with the s of a possessive; any other mark ends a match, so that no label runs
across two sentences."""

_HAN = re.compile(f"[{HAN_CLASS}]")
_LATIN = re.compile("[a-z]")
"""Every label in Chinese has a Han character, every one in English a Latin letter."""

_ONE_WORD = re.compile("[a-z0-9]+")
_ONLY_HAN = re.compile(f"[{HAN_CLASS}]+")

_KEPT = re.compile(f"([{HAN_CLASS}])|([^ ]+) ")
"""The units of a label as it is kept: Han characters, and words with a space behind them."""

_ARTICLES = frozenset({"a", "an", "the"})
_BREAK = "\0"
_FIRST_CODE = 0xF0000
"""A word is compared by a private code point, given in the order in which the labels have them: labels and texts are then strings of
one code point a unit, which are looked up by slices."""

_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))
_NO_PLURAL = ("ss", "us", "is")
_SHORTEST_PLURAL = 4
"""Letters. Shorter words in s are seldom plurals (gas, bus, yes)."""
_BRITISH_ENDING = re.compile("(?<=..)is(?=(?:e|ed|ing|ation)$)")
_SAME_WORD = {
    "centre": "center",
    "labour": "labor",
    "programme": "program",
    "consortia": "consortium",
    "diagnoses": "diagnosis",
    "ups": "up",  # of mark-ups
}
_WRITTEN_APART = {
    "healthcare": ("health", "care"),
    "grassroot": ("grass", "root"),
    "markup": ("mark", "up"),
    "multidisciplinary": ("multi", "disciplinary"),
    "bidirectional": ("bi", "directional"),
    "prehospital": ("pre", "hospital"),
    "copayment": ("co", "payment"),
}
"""Words that one page writes in one and the next in two, or with a hyphen; keys are normal forms."""


class ConceptMatch(NamedTuple):
    """A concept and where one of its labels stands, in code points of the text as it was given."""

    concept_id: str
    start: int
    end: int


class Label(NamedTuple):
    """A label as it is kept: its units, the concept that it names, if any, and those that it refutes as a negative label."""

    units: str
    named: str
    refuted: tuple[str, ...]


class KeptLabels(Protocol):
    """The labels of a list, kept where the few that a query needs are found without the others (``indexer.labels``)."""

    def beginning(self, unit: str) -> Iterable[Label]:
        """Yield the labels whose first unit this is."""

    def row(self, concept_id: str) -> str:
        """Return what ``row_of`` gives of a concept."""


class _Codes(dict[str, str]):
    """The units of labels, or of words in them, as code points; a word that is met first gets a new one."""

    def __init__(self) -> None:
        super().__init__({BETWEEN_LABELS: BETWEEN_LABELS})
        self.of_unit: dict[str, str] = {}

    def __missing__(self, written: str) -> str:
        if _ONE_WORD.fullmatch(written):
            self[written] = self._of_word(written)
        else:
            units = (han or (_BREAK if mark else self._of_word(word)) for han, word, mark in _UNITS.findall(written))
            self[written] = "".join(units)
        return self[written]

    def _of_word(self, word: str) -> str:
        return "".join(map(self.of, _word_units(word)))

    def of(self, unit: str) -> str:
        """Return the code of a word in its normal form."""
        return self.of_unit.setdefault(unit, chr(_FIRST_CODE + len(self.of_unit)))


class _Labels:
    """The labels of one language, by their keys: their units as code points."""

    def __init__(self, concepts: Iterable[Concept], lang: str, codes: _Codes) -> None:
        rows = [(label, concept) for concept in concepts for label in concept.labels(lang)]
        keys = _keys([label for label, _ in rows], lang, codes)
        negative_rows = [(label, concept) for concept in concepts for label in concept.negative[lang]]
        negative_keys = _keys([label for label, _ in negative_rows], lang, codes)
        _check_keys(rows + negative_rows, keys + negative_keys)
        self.named = dict(zip(keys, (concept.concept_id for _, concept in rows), strict=True))
        if len(self.named) < len(keys):
            _raise_for_twice(rows, keys)
        self.refuted: defaultdict[str, list[str]] = defaultdict(list)
        for key, (_, concept) in zip(negative_keys, negative_rows, strict=True):
            self.refuted[key].append(concept.concept_id)
        self._alone: set[str] = set()  # labels of one unit
        self._pairs: set[str] = set()  # labels of two
        self._begun: set[str] = set()  # the first two units of all labels of more than one
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)  # how many units these have, by the first three
        for key in keys + negative_keys:
            self._know(key)

    def _know(self, key: str) -> None:
        if len(key) == 1:
            self._alone.add(key)
            return
        self._begun.add(key[:2])
        if len(key) == 2:  # noqa: PLR2004  # a pair
            self._pairs.add(key)
        else:
            self._lengths[key[:3]].add(len(key))

    def add(self, key: str, label: Label) -> None:
        """Take a label that was kept."""
        if label.named:
            self.named[key] = label.named
        if label.refuted:
            self.refuted[key] = list(label.refuted)
        self._know(key)

    def scan(self, codes: str) -> Iterator[tuple[int, int, str]]:
        """Yield the keys that stand in a text of units, each with the number of its first unit and of that after its last."""
        alone, pairs, begun, lengths = self._alone, self._pairs, self._begun, self._lengths
        both = map(add, codes, f"{codes[1:]}{_BREAK}")
        for first in [at for at, (unit, pair) in enumerate(zip(codes, both, strict=True)) if pair in begun or unit in alone]:
            if codes[first] in alone:
                yield first, first + 1, codes[first]
            if codes[first : first + 2] in pairs:
                yield first, first + 2, codes[first : first + 2]
            for length in lengths.get(codes[first : first + 3], ()):  # of two units every fourth begins a label, of three every sixteenth
                key = codes[first : first + length]
                if len(key) == length and (key in self.named or key in self.refuted):
                    yield first, first + length, key


class Concepts:
    """A list of concepts, ready to be found in text."""

    def __init__(self, concepts: Iterable[Concept], version: str = "", *, checked: bool = False) -> None:
        """Take the concepts; raise ``ValueError`` for a concept or a label given twice, and for a label that is no run of words.

        A list that was ``checked`` before is read when it is needed, and its labels when the first text in their language comes: most
        processes answer one query, and it is in one language.
        """
        self._given = concepts
        self._codes = _Codes()
        self._alone: dict[str, Concepts] = {}
        self.hash = _hash(version)
        if not checked:
            _ = self._chinese, self._english

    def labels(self) -> Iterator[Label]:
        """Yield every label as it may be kept."""
        for labels in (self._chinese, self._english):
            written = {code: f"{unit} " for unit, code in self._codes.of_unit.items()}
            for key in labels.named | labels.refuted:
                units = "".join(written.get(code, code) for code in key)
                yield Label(units, labels.named.get(key, ""), tuple(labels.refuted.get(key, ())))

    @cached_property
    def _by_id(self) -> dict[str, Concept]:
        found: dict[str, Concept] = {}
        for concept in self._given:
            known = found.get(concept.concept_id)
            if known is not None and known.where.startswith(OWN_TERMS) >= concept.where.startswith(OWN_TERMS):
                raise ValueError(f"{concept.where}: the concept {concept.concept_id} stands twice")
            # A library's own list may give a built-in concept further names.
            found[concept.concept_id] = concept if known is None else known.with_names_of(concept)
        return found

    @cached_property
    def _chinese(self) -> _Labels:
        return _Labels(self._by_id.values(), "zh", self._codes)

    @cached_property
    def _english(self) -> _Labels:
        return _Labels(self._by_id.values(), "en", self._codes)

    def __len__(self) -> int:
        """Return how many concepts there are."""
        return len(self._by_id)

    def __iter__(self) -> Iterator[Concept]:
        """Yield every concept, in the order of the lists."""
        return iter(self._by_id.values())

    def preferred(self, concept_id: str, lang: str) -> str:
        """Return the preferred label of a concept in ``zh`` or ``en``."""
        return self._concept(concept_id).preferred[lang]

    def only(self, concept_id: str) -> Concepts:
        """Return a list of this concept alone, which is all that a text needs to be read for where it names the concept."""
        if concept_id not in self._alone:
            self._alone[concept_id] = Concepts([self._concept(concept_id)], checked=True)
        return self._alone[concept_id]

    def _concept(self, concept_id: str) -> Concept:
        return self._by_id[concept_id]

    def zh_labels(self) -> Iterator[str]:
        """Yield every Chinese label of every concept: what a segmenter should know as a word."""
        for concept in self:
            yield from concept.labels("zh")

    def find(self, text: str) -> list[ConceptMatch]:
        """Return every concept named in ``text``, in order of place, the longer first.

        Labels inside labels of other concepts count too (公立医院 in 公立医院薪酬制度改革); of one concept's labels inside each other
        only the longest, and none that lies inside a negative label of its concept.
        """
        return self.find_folded(fold(text))

    def find_folded(self, folded: Folded) -> list[ConceptMatch]:
        """Return what ``find`` does, of a text that was folded."""
        covered: dict[str, int] = {}  # concept -> where its labels, negative ones too, reach to so far
        kept: list[ConceptMatch] = []
        for start, neg_end, is_named, concept_id in sorted(self._scan(folded)):
            if covered.get(concept_id, 0) < -neg_end:
                covered[concept_id] = -neg_end
                if is_named:
                    kept.append(ConceptMatch(concept_id, start, -neg_end))
        return kept

    def longest(self, text: str) -> list[ConceptMatch]:
        """Return the concepts that ``text`` names, none overlapping: the longest label first, of equal ones the first."""
        chosen: list[ConceptMatch] = []
        for match in sorted(self.find(text), key=lambda found: (found.start - found.end, found.start)):
            if all(match.end <= other.start or other.end <= match.start for other in chosen):
                chosen.append(match)
        return sorted(chosen, key=lambda found: found.start)

    def _scan(self, folded: Folded) -> Iterator[tuple[int, int, bool, str]]:
        """Yield where labels and negative labels stand: start, end times -1, whether it is no negative one, and the concept."""
        sources = self._sources(folded.text)
        codes, starts, ends = self._units(folded.text)
        for labels in sources:
            for first, after, key in labels.scan(codes):
                if _within_words(starts, first, after):
                    continue
                start, end = folded.span(starts[first], ends[after - 1])
                yield from ((start, -end, False, concept_id) for concept_id in labels.refuted.get(key, ()))
                if key in labels.named:
                    yield start, -end, True, labels.named[key]

    def _sources(self, folded: str) -> list[_Labels]:
        """Return where the labels are that may stand in a folded text."""
        languages = [self._chinese] if _HAN.search(folded) else []
        return languages + ([self._english] if _LATIN.search(folded) else [])

    def _units(self, folded: str) -> tuple[str, list[int], list[int]]:
        """Return the units of folded text, a code point each, and where each starts and ends. Articles are left out."""
        codes: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _UNITS.finditer(folded):
            start, end = match.span()
            if match.lastgroup == "han":
                codes.append(match[0])
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
                continue
            for unit in _word_units(match[0]) if match.lastgroup == "word" else (_BREAK,):
                codes.append(self._codes.of_unit.get(unit, _BREAK))
                starts.append(start)
                ends.append(end)
        return "".join(codes), starts, ends


class LookedUpConcepts(Concepts):
    """A list of concepts whose labels are looked up where they are kept, each when a text has its first unit."""

    def __init__(self, concepts: Concepts, kept: KeptLabels) -> None:
        """Take the list, which is read only for what ``kept``, made of its ``labels``, does not tell."""
        super().__init__(concepts, checked=True)
        self.hash = concepts.hash
        self._kept = kept
        self._known = _Labels([], "", self._codes)
        self._learned: set[str] = set()

    def _concept(self, concept_id: str) -> Concept:
        return concept_of(self._kept.row(concept_id), "")

    def _sources(self, folded: str) -> list[_Labels]:
        for match in _UNITS.finditer(folded):
            written = match[0] if match.lastgroup == "han" else [f"{unit} " for unit in _word_units(match["word"] or "")]
            for unit in set(written) - self._learned:
                self._learned.add(unit)
                for label in self._kept.beginning(unit):
                    self._known.add("".join(self._codes.of(word) if word else han for han, word in _KEPT.findall(label.units)), label)
        return [self._known]


def label_key(label: str) -> str:
    """Return what a label is compared by: medical-alliances and "the Medical Alliance" are one name."""
    matches = _UNITS.finditer(fold(label).text)
    return " ".join(unit for match in matches for unit in (match[0] if match["han"] else _word_units(match["word"] or "")))


def _keys(labels: list[str], lang: str, codes: _Codes) -> list[str]:
    """Return each label's key. English labels are cut as one text: one by one it takes twice the time."""
    if lang == "zh":
        return [label if _ONLY_HAN.fullmatch(label) else codes[label.lower()] for label in labels]
    words = f" {BETWEEN_LABELS} ".join(labels).lower().replace("-", " ").split()
    return "".join(map(codes.__getitem__, words)).split(BETWEEN_LABELS) if labels else []


def _check_keys(rows: list[tuple[str, Concept]], keys: list[str]) -> None:
    """Raise ``ValueError`` for a label without a word, or with a mark that ends every match."""
    if not all(keys) or _BREAK in "".join(keys):
        for (label, concept), key in zip(rows, keys, strict=True):
            if not key or _BREAK in key:
                raise ValueError(f"{concept.where}: the label {label!r} is no run of words")


def _raise_for_twice(rows: list[tuple[str, Concept]], keys: list[str]) -> None:
    """Raise ``ValueError`` for the first label that was given before."""
    given: dict[str, Concept] = {}
    for (label, concept), key in zip(rows, keys, strict=True):
        if key in given:
            raise ValueError(f"{concept.where}: {label!r} is a label of {given[key].concept_id} already ({given[key].where})")
        given[key] = concept


_in_use: ContextVar[Concepts | None] = ContextVar("concepts in use", default=None)


def concepts() -> Concepts:
    """Return the concepts in use: the built-in ones, or inside ``using`` those that it was given."""
    found = _in_use.get()
    return library_concepts(None) if found is None else found


@contextmanager
def using(found: Concepts) -> Iterator[None]:
    """Let ``concepts`` give these inside the ``with`` block, in this thread.

    What a text is cut into depends on the list, far down below what opens a library; two libraries of one process have two lists.
    """
    token = _in_use.set(found)
    try:
        yield
    finally:
        _in_use.reset(token)


def library_concepts(library: Path | None, *, checked: str = "") -> Concepts:
    """Return the built-in concepts, with those of the library's own list (``OWN_TERMS``) where it has one.

    A list with the hash ``checked`` was read before, and is not checked again. Raises ``TiaowenError`` for a file that is no list of terms,
    or has a name that another concept has.
    """
    if library is None:
        return _concepts(None, "")
    own = own_table(library)
    return _concepts(own, "" if own is None else checked)


def own_table(library: Path) -> str | None:
    """Return the library's own list as text, None where it has none. Raises ``TiaowenError`` where it cannot be read."""
    file = library / OWN_TERMS
    try:
        return file.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise TiaowenError(f"{file}: cannot be read ({error.strerror}); make it a file that you may read, or remove it") from error
    except UnicodeDecodeError as error:
        raise TiaowenError(f"{file}: is no UTF-8 from byte {error.start + 1} on; correct the file, or remove it") from error


@lru_cache(maxsize=8)
def _concepts(own: str | None, checked: str) -> Concepts:
    lists = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(_TERMS.glob("*.tsv"))]
    lists += [] if own is None else [(OWN_TERMS, own)]
    found = (concept for name, table in lists for concept in read_concepts(table, name))
    version = sha256("\0".join(table for _, table in lists).encode()).hexdigest()
    try:
        return Concepts(found, version, checked=own is None or _hash(version) == checked)  # the built-in ones by the tests
    except ValueError as error:
        raise TiaowenError(f"the library's own terms: {error}; correct the file, or remove it") from error


def _hash(version: str) -> str:
    return sha256(f"{MATCHING_VERSION} {version}".encode()).hexdigest()


def _within_words(starts: list[int], first: int, after: int) -> bool:
    """Return whether the units begin or end within a word that is two units, as "care worker" does in "healthcare worker"."""
    return starts[first - 1 : first] == [starts[first]] or starts[after : after + 1] == [starts[after - 1]]


@lru_cache(maxsize=1 << 14)
def _word_units(word: str) -> tuple[str, ...]:
    """Return what a word is compared by: none for an article, two for some compounds, else its normal form."""
    if not word or word in _ARTICLES:
        return ()
    normal = _normal(word)
    return _WRITTEN_APART.get(normal) or (normal,)


def _normal(word: str) -> str:
    """Return an English noun's singular by its ending, in American spelling.

    Labels and texts are treated alike, so it need not be right, only the same.
    """
    if not word.isascii() or len(word) < _SHORTEST_PLURAL:
        return _SAME_WORD.get(word, word)
    if word.endswith("s") and not word.endswith(_NO_PLURAL):
        ending, singular = next((pair for pair in _PLURALS if word.endswith(pair[0])), ("s", ""))
        word = word.removesuffix(ending) + singular
    return _SAME_WORD.get(word) or (_BRITISH_ENDING.sub("iz", word) if "is" in word else word)
