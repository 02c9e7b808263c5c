"""Questions: in goes a query as it was typed, out come the units that a clause should hold and the conditions that it must meet.

A unit is what a person would call one thing asked for: a concept, by whatever label it was named, a document number, or a word. It
counts once, however many terms stand for it in the index. Words side by side, outside of operators, need not all be there; whatever
``indexer.syntax`` reads (operators, fields, dates, phrases, prefixes) is a condition, true or false of a clause.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from corpus.concepts import concepts
from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS, count_han
from indexer.conditions import BODY_FIELDS, All, AnyOf, Begins, Close, Dated, Has, Is, Stands, Without
from indexer.errors import QueryError
from indexer.fields import concept_term, last_of_run
from indexer.filters import LANGUAGES, PART_KINDS, Filters
from indexer.limits import MAX_QUERY_LENGTH, check_size
from indexer.natural import drop_question_words
from indexer.numbers import find_numbers, number_term
from indexer.pasted import PASTED_NOTE, without_quotes
from indexer.stop_words import STOP_WORDS
from indexer.syntax import And, Field, Near, Not, Or, Prefix, Quoted, Sequence, Words, parse, read_dates
from indexer.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.concepts import ConceptMatch
    from indexer.citations import Citation
    from indexer.conditions import Condition
    from indexer.syntax import Leaf, Node
    from indexer.tokens import Token

PART_WEIGHT = 0.7
BORDER_WEIGHT = 1.5
"""What the parts of a word and its pairs of characters weigh beside the word, and the pairs across the border of two words. MRR@10 of
lay questions over statutes (``benchmarks/search_quality.py``), without concepts: parts 1 .423, .7 .427; borders 0 .378, .5 .394, 1 .406,
1.5 .410, all else as it was then. Runs of three and four characters on top, .25 to 1 each, lose .006 to .025."""

CONCEPT_WORD_SHARE = 0.5
"""How much of a concept counts as found where all words of its label stand in a clause, but not as a label."""

_NUMBER_BREADTH = 2.0
"""A document number counts as its year and its number."""

_PAIR = 2

_HAN_PER_WORD = 2
"""Chinese words of policy language have 2.0 characters on average; a concept weighs as much as the words of its label."""

_MAY_CITE = re.compile(
    r"[条條第号號#\]〕]|\b(?:art|sec|no)\b|\b(?:article|section)|[一二三四五六七八九十\d][、.．]?\s?[（(]|\d\.\d", re.IGNORECASE
)
"""Without one of these nothing is cited: 第N条, 第二部分, 五（二）, 5.2, Article, a document's number."""

_QUOTED_SHORT_NAME = re.compile('((?:以下|简|簡)[称稱]为?|hereinafter [a-z ]*)["“”„＂]([^"“”„＂]{1,60})["“”„＂]')
"""（以下简称“药品法”） defines a name; its quotes ask for no phrase."""

_NAMED_VALUES = {"lang": ("language of clauses", LANGUAGES), "kind": ("kind of text", PART_KINDS)}
"""Fields that have a few values only, each with what it is called and the values."""

_Item = TypeVar("_Item")

_HAN_STRETCH = f"[{HAN_CLASS}](?:\\s*[{HAN_CLASS}])*"
_LINKS = "的了和与及或在是为等之"
"""Characters that link what stands on both sides of them, at the ends of a stretch: 医联体的章程 AND … asks for 医联体 and 章程."""
_LINKS_AT_ENDS = re.compile(rf"^[{_LINKS}\s]+|[{_LINKS}\s]+$")

_CONNECTS_OPENING = r"\s*(?:['’]+[^\W_]+|[.,，．]+[0-9]+(?:[.,][0-9]+)*)"
_CONNECTS_CLOSING = r"(?:[^\W_]+['’]+|[0-9]+(?:[.,][0-9]+)*[.,，．]+)\s*$"
"""A word, or a number, of which the text may have more on the other side of a mark at a phrase's end."""

Kind: TypeAlias = Literal["concept", "number", "word", "text"]
"""``text`` only adds to the score of what a condition found: a phrase in an OR, the words of a prefix."""


class Term(NamedTuple):
    """A term of the index that stands for a unit: its weight in the score, and the share of the unit that it is."""

    text: str
    weight: float
    share: float


class Unit(NamedTuple):
    """One thing asked for. ``breadth`` is how many words it stands for; 0 for a hint, which adds to the score and finds nothing.

    The first of its terms is the unit itself, the others are parts of it. Hints are the pairs of Han characters across the border
    of two words, which tell 薪酬制度 from 制度 … 薪酬, and the agency before a document number.
    """

    kind: Kind
    written: str
    terms: tuple[Term, ...]
    breadth: float
    concept_id: str = ""


class Phrase(NamedTuple):
    """Text that must stand in a clause exactly: its match key, and the terms that every such clause has."""

    written: str
    key: str
    terms: tuple[str, ...]

    @property
    def is_lone(self) -> bool:
        """Whether it is one Han character: a clause has it in a pair that it begins, or as the last of a run, which is its term."""
        return len(self.key) == count_han(self.key) == 1

    @property
    def is_sure(self) -> bool:
        """Whether it is one or two Han characters: then each clause with its terms holds it, and no text needs to be looked at."""
        return 1 <= len(self.key) == count_han(self.key) <= len("医院")


class Question(NamedTuple):
    """A query, understood; ``notes`` tell what of it the index cannot answer.

    ``units`` make the score. ``asked`` are those of them that were typed as plain words: a clause has some of them, at best all.
    ``phrases`` and ``conditions`` hold of every hit. ``exact``: by no other name than was typed. ``natural``: asked as one asks people.
    ``plain`` is the text that was typed as plain words.
    """

    units: tuple[Unit, ...]
    phrases: tuple[Phrase, ...]
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    asked: tuple[Unit, ...] = ()
    exact: bool = False
    natural: bool = False
    plain: tuple[str, ...] = ()


def _no_works(_name: str) -> bool:
    return False


def understand(query: str, works: Callable[[str], bool] = _no_works, *, exact: bool = False) -> Question:
    """Return what ``query`` asks for: conditions, ``"phrases"`` in quotes, citations, concepts by longest match, and other words.

    ``works`` tells whether the index has a work of a name (see ``indexer.names``): only what it has is cited. ``exact`` leaves
    concepts out: words find what is called so.

    Raises ``QueryError`` for a query that is empty, has nothing but punctuation, is too long, or is put together wrongly.
    """
    if len(query) > MAX_QUERY_LENGTH:
        raise QueryError(f"the query has {len(query)} characters, at most {MAX_QUERY_LENGTH} are read; shorten it")
    if not query.strip():
        raise QueryError('the query is empty; give words, a concept, or a "phrase" in quotes')
    tree = parse(_QUOTED_SHORT_NAME.sub(r"\1 \2 ", query))
    typed = tree.parts if isinstance(tree, Sequence) else (tree,) if tree else ()
    parts = without_quotes(typed)
    phrases = tuple(_distinct(filter(None, map(_phrase, (part for part in parts if isinstance(part, Quoted))))))
    conditions = [condition for part in parts if not isinstance(part, (Words, Quoted)) for condition in _conditions(part, exact=exact)]
    _check_positive(parts, phrases)
    plain = [part.text for part in parts if isinstance(part, Words)]
    telling = list(map(drop_question_words, plain))
    stretches, citations, notes = _cut_citations(telling, works)
    notes = notes if parts is typed else (*notes, PASTED_NOTE)
    asked = _asked(stretches, alone=not (phrases or conditions), exact=exact)
    scored = _distinct([*asked, *(unit for part in parts if not isinstance(part, (Words, Quoted)) for unit in _scored(part, exact=exact))])
    if not (scored or phrases or citations or conditions):
        raise QueryError(f'the query {query.strip()[:40]!r} has no word in it; give words, a concept, or a "phrase" in quotes')
    found = tuple(unit for unit in asked if unit.breadth)
    question = Question(tuple(scored), phrases, citations, notes, tuple(conditions), found, exact, telling != plain, tuple(stretches))
    check_size(question)
    return question


def _asked(stretches: Iterable[str], *, alone: bool, exact: bool) -> list[Unit]:
    """Return the units of plain words, each once; without stop words, unless there is nothing else and they stand ``alone``."""
    units: dict[tuple[Term, ...], Unit] = {}
    lone: set[str] = set()
    for stretch in stretches:
        if not stretch.isascii():
            lone |= {run[0] for run in re.finditer(_HAN_STRETCH, stretch) if len(run[0]) == 1}
        for unit in units_of(stretch, exact=exact):
            units.setdefault(unit.terms, unit)
    telling = [unit for unit in units.values() if unit.written not in STOP_WORDS]
    kept = telling if not alone or any(unit.breadth for unit in telling) else list(units.values())
    # What the segmenter leaves over of a run, 改 of 薪酬制度怎么改, says too little to be found by; it still adds to the score.
    cut_off = [
        unit for unit in kept if unit.kind == "word" and len(unit.written) == count_han(unit.written) == 1 and unit.written not in lone
    ]
    if any(unit.breadth and unit not in cut_off for unit in kept):
        return [unit._replace(breadth=0.0) if unit in cut_off else unit for unit in kept]
    return kept


def _check_positive(parts: Iterable[Node], phrases: tuple[Phrase, ...]) -> None:
    """Raise ``QueryError`` for a query that only says what to leave out: nearly all of the library would be its answer."""
    parts = list(parts)
    if parts and not phrases and not any(_is_positive(part) for part in parts):
        place = parts[0].place
        raise QueryError(f"the query only says what to leave out (character {place.start + 1}); say what to find, too", place)


def _is_positive(node: Node) -> bool:
    if isinstance(node, Or):
        return all(map(_is_positive, node.parts))
    if isinstance(node, (And, Sequence)):
        return any(map(_is_positive, node.parts))
    return not isinstance(node, Not)


def _conditions(node: Node, *, exact: bool) -> list[Condition]:
    """Return what must hold for ``node`` to hold; nothing for what has no word in it."""
    if isinstance(node, (Words, Quoted, Prefix)):
        return _leaf(node, BODY_FIELDS, exact=exact)
    if isinstance(node, Field):
        return _field(node, exact=exact)
    if isinstance(node, Near):
        left, right = (_side(side, exact=exact) for side in (node.left, node.right))
        return [Close(left, right, node.distance)]
    if isinstance(node, Not):
        parts = _conditions(node.part, exact=exact)
        return [Without(_one(parts))] if parts else []
    gathered = [_conditions(part, exact=exact) for part in node.parts]
    if isinstance(node, Or):
        return [AnyOf(tuple(_one(parts) for parts in gathered if parts))] if any(gathered) else []
    return [condition for parts in gathered for condition in parts]


def _one(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else All(tuple(conditions))


def _leaf(node: Leaf, fields: tuple[str, ...], *, exact: bool) -> list[Condition]:
    if isinstance(node, Prefix):
        return [Begins(node.text, match_key(node.text), fields)]
    if isinstance(node, Quoted):
        phrase = _phrase(node)
        return [Stands(phrase, fields)] if phrase else []
    found = list(_words_asked(node.text, fields, exact=exact))
    telling = [one for one in found if not (isinstance(one, Has) and one.unit.written in STOP_WORDS)]
    return list(telling or found)


def _words_asked(text: str, fields: tuple[str, ...], *, exact: bool) -> Iterator[Condition]:
    """Yield a condition for each concept, number and word of ``text``; Chinese between them must stand as it is typed.

    Where words must be there, how a segmenter cuts them must not decide: 县管乡用 is cut into four.
    """
    position = 0
    for unit, start, end in _placed(text, exact=exact):
        yield from _between(text[position:start], fields)
        yield Has(unit, fields)
        position = end
    yield from _between(text[position:], fields)


def _placed(text: str, *, exact: bool) -> Iterator[tuple[Unit, int, int]]:
    """Yield the numbers and concepts of ``text`` with their places, none overlapping."""
    numbers = [(match.start, match.end, match.key, match.agency) for match in find_numbers(fold(text))]
    placed = [(Unit("number", text[start:end], (Term(number_term(key), _NUMBER_BREADTH, 1.0),), _NUMBER_BREADTH), min(agency, start), end)
              for start, end, key, agency in numbers]  # fmt: skip
    if not exact:
        for match in concepts().longest(text):
            if all(match.end <= start or end <= match.start for _, start, end in placed):
                placed.append((_concept(match, text[match.start : match.end]), match.start, match.end))
    position = 0
    for unit, start, end in sorted(placed, key=lambda found: found[1]):
        yield unit, max(start, position), end
        position = end


def _between(text: str, fields: tuple[str, ...]) -> Iterator[Condition]:
    position = 0
    for stretch in re.finditer(_HAN_STRETCH, text):
        yield from (Has(unit, fields) for unit in _words(text[position : stretch.start()]) if unit.breadth)
        written = _LINKS_AT_ENDS.sub("", stretch[0]) or stretch[0]
        if not STOP_WORDS.issuperset(match_key(written).split()):
            yield Stands(certain_phrase(written), fields)
        else:
            yield from (Has(unit, fields) for unit in _words(written) if unit.breadth)
        position = stretch.end()
    yield from (Has(unit, fields) for unit in _words(text[position:]) if unit.breadth)


def _side(node: Leaf, *, exact: bool) -> Has | Stands | Begins:
    """Return what one side of NEAR looks for: one thing, so that several words stand as they are typed."""
    found = _leaf(node, BODY_FIELDS, exact=exact)
    if len(found) == 1 and isinstance(found[0], (Has, Stands, Begins)):
        return found[0]
    phrase = _phrase(node)
    if phrase is None:
        raise QueryError(f"NEAR has no word on one side (character {node.place.start + 1}); write word NEAR/5 word", node.place)
    return Stands(phrase)


def _field(node: Field, *, exact: bool) -> list[Condition]:
    value = node.value
    if node.name == "date":
        since, until = read_dates(value)
        try:
            Filters(since=since or None, until=until or None).check()
        except QueryError as error:
            raise QueryError(f"{error} (character {value.place.start + 1})", value.place) from error
        return [Dated(since, until)]
    if node.name in {"title", "heading"}:
        found = _leaf(value, (node.name,), exact=exact)
    elif node.name == "cites":
        found = list(_cited(value))
    elif node.name in _NAMED_VALUES and match_key(value.text) not in _NAMED_VALUES[node.name][1]:
        what, values = _NAMED_VALUES[node.name]
        raise QueryError(f"{value.text!r} is no {what} (character {value.place.start + 1}); use {', '.join(values)}", value.place)
    else:
        found = [Is(node.name, match_key(value.text))] if match_key(value.text) else []
    if not found:
        raise QueryError(f"{node.name}: has no word behind it (character {value.place.start + 1}); write {node.name}:word", value.place)
    return found


def _cited(value: Words | Quoted) -> Iterator[Condition]:
    """Yield that a clause cites a document's number, or names a title; in Chinese, within 《 》."""
    numbers = list(find_numbers(fold(value.text)))
    if numbers:
        written = value.text
        for match in numbers:
            unit = Unit("number", written[match.start : match.end], (Term(number_term(match.key), _NUMBER_BREADTH, 1.0),), _NUMBER_BREADTH)
            yield Has(unit)
        return
    name = value.text.strip("《》 ")
    phrase = _phrase(value._replace(text=name))
    if phrase:
        yield Stands(phrase, titled=count_han(name) > 0)


def _scored(node: Node, *, exact: bool) -> Iterator[Unit]:
    """Yield what a clause that meets ``node`` is scored by: nothing of what must not be there."""
    if isinstance(node, Words):
        yield from (unit for unit in units_of(node.text, exact=exact) if unit.written not in STOP_WORDS)
    elif isinstance(node, (Quoted, Prefix)):
        terms = _distinct(token.text for token in tokenize(node.text) if token.kind != "part")
        if terms:
            yield Unit("text", node.text, tuple(Term(text, 1.0, 1.0 / len(terms)) for text in terms), 1.0)
    elif isinstance(node, Field):
        if node.name in {"title", "heading", "cites"}:
            yield from _scored(node.value, exact=exact)
    elif isinstance(node, Near):
        yield from _scored(node.left, exact=exact)
        yield from _scored(node.right, exact=exact)
    elif not isinstance(node, Not):
        for part in node.parts:
            yield from _scored(part, exact=exact)


def _cut_citations(stretches: list[str], works: Callable[[str], bool]) -> tuple[list[str], tuple[Citation, ...], tuple[str, ...]]:
    """Return unquoted text without its citations, these, and notes on what is cited and not there."""
    if not any(_MAY_CITE.search(stretch) for stretch in stretches):
        return stretches, (), ()
    from indexer.citations import read_citations  # noqa: PLC0415  # most questions cite nothing

    read = [read_citations(stretch, works) for stretch in stretches]
    citations = _distinct(citation for cited in read for citation in cited.citations)
    notes = _distinct(note for cited in read for note in cited.notes)
    return [rest for cited in read for rest in cited.rest], tuple(citations), tuple(notes)


def _distinct(items: Iterable[_Item]) -> list[_Item]:
    return list(dict.fromkeys(items))


def _phrase(quoted: Leaf) -> Phrase | None:
    """Return the phrase, or None where there is no word in it; raise ``QueryError`` where no term is sure to be there."""
    if not any(True for _ in tokenize(quoted.text)):
        return None
    phrase = certain_phrase(quoted.text)
    if not phrase.terms:
        where = f"(character {quoted.place.start + 1}); give two neighbours, or leave out the quotes"
        raise QueryError(f'the phrase "{phrase.written}" is too short to be found {where}', quoted.place)
    return phrase


def certain_phrase(written: str) -> Phrase:
    """Return the phrase with the terms that any clause with it has.

    The text around a phrase may make other words of it: of Han characters only the pairs are certain, of a-b-c the parts, of a word
    behind an apostrophe or a comma that opens the phrase ('s annual, ,000 yuan) nothing.
    """
    opening, closing = re.match(_CONNECTS_OPENING, written), re.search(_CONNECTS_CLOSING, written)
    first, last = opening.end() if opening else 0, closing.start() if closing else len(written)
    certain = [
        token.text
        for token in tokenize(written)
        if token.kind == "bigram" or (not (count_han(token.text) or "-" in token.text) and first <= token.start and token.end <= last)
    ]
    phrase = Phrase(written.strip(), match_key(written), tuple(_distinct(certain)))
    return phrase._replace(terms=(last_of_run(phrase.key),)) if phrase.is_lone else phrase


def units_of(stretch: str, *, exact: bool = False) -> Iterator[Unit]:
    """Yield the units of unquoted text: each document number is one, the agency before it a hint."""
    cut = _words if exact else _concepts_and_words
    position = 0
    for match in find_numbers(fold(stretch)):
        agency = max(match.agency, position)
        yield from cut(stretch[position:agency])
        yield Unit("number", stretch[agency : match.end], (Term(number_term(match.key), _NUMBER_BREADTH, 1.0),), _NUMBER_BREADTH)
        yield from (word._replace(breadth=0.0) for word in _words(stretch[agency : match.start]))
        position = match.end
    yield from cut(stretch[position:])


def _concepts_and_words(stretch: str) -> Iterator[Unit]:
    """Yield the units of text without numbers: each concept's span is one, the text between them is cut into words."""
    position = 0
    for match in concepts().longest(stretch):
        yield from _words(stretch[position : match.start])
        yield from _border(stretch, match.start)
        yield _concept(match, stretch[match.start : match.end])
        yield from _border(stretch, match.end)
        position = match.end
    yield from _words(stretch[position:])


def _border(stretch: str, place: int) -> Iterator[Unit]:
    """Yield the hint for the Han characters on both sides of ``place``, if there are two: 地继 of 宅基地 and 继承."""
    pair = stretch[max(0, place - 1) : place + 1]
    if count_han(pair) == _PAIR:
        key = match_key(pair)
        yield Unit("word", key, (Term(key, BORDER_WEIGHT, 0.0),), 0.0)


def _concept(match: ConceptMatch, written: str) -> Unit:
    """Return the unit of a concept: its term, and the words by which it was named, weighing what they would by themselves."""
    tokens = list(tokenize(written))
    words = sum(token.kind == "word" for token in tokens if not count_han(token.text))
    breadth = words + math.ceil(count_han(written) / _HAN_PER_WORD)
    weights: dict[str, float] = {}
    for unit in _words(written):
        for term in unit.terms:
            if not len(term.text) == count_han(term.text) == 1:
                weights[term.text] = weights.get(term.text, 0.0) + term.weight
    share = CONCEPT_WORD_SHARE / max(1, len(weights))
    terms = [Term(concept_term(match.concept_id), float(breadth), 1.0), *(Term(text, weight, share) for text, weight in weights.items())]
    return Unit("concept", written, tuple(terms), float(breadth), match.concept_id)


def _words(stretch: str) -> Iterator[Unit]:
    tokens = sorted(tokenize(stretch), key=lambda token: token.start)
    starts = [token.start for token in tokens]
    inside: set[int] = set()
    for word in (token for token in tokens if token.kind == "word"):
        near = range(bisect_left(starts, word.start), bisect_left(starts, word.end))
        parts = [place for place in near if tokens[place].kind != "word" and tokens[place].end <= word.end]
        inside.update(parts)
        yield _word(word, [tokens[place] for place in parts], match_key(stretch[word.start : word.end]))
    for place, token in enumerate(tokens):
        if token.kind == "bigram" and place not in inside:
            yield Unit("word", match_key(stretch[token.start : token.end]), (Term(token.text, BORDER_WEIGHT, 0.0),), 0.0)


def _word(word: Token, inner: list[Token], written: str) -> Unit:
    """Return the unit of a word: itself, and its parts, which share what the word itself would count.

    Each weighs as often as it was cut out: 医院 is a word and a pair of characters, and counts twice beside 的.
    """
    times = Counter(token.text for token in inner)
    own = 1 + times.pop(word.text, 0)
    terms = [Term(word.text, float(own), 1.0), *(Term(text, PART_WEIGHT * count, 1.0 / len(times)) for text, count in times.items())]
    return Unit("word", written, tuple(terms), 1.0)
