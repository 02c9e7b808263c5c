"""The query language: in goes a query as it was typed, out comes how it is put together, each part with its place.

    医联体 -薪酬                    a word that must not be there            (疫苗 OR 接种) AND 冷链
    "annual salary"                 exactly so                               title:薪酬  lang:en  date:2017..2021
    学徒 NEAR/5 考核                at most five words apart                 医联*  reimburs*

Operators are written in capitals; 和, 或, 非 and "and" are words. OR binds loosest, then AND; parts side by side belong together
before either. Width makes no difference: （ ） ： ＂ － ＊ are read as ( ) : " - *. A bracket that hangs on a word, as in
药品管理法（2019年修订）, groups nothing. Nor does any bracket of a query without an operator, a field or a prefix: people paste titles.
A word is found by its beginning, never by its end: *form is refused, *word* is how people write with stress.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus.fold import fold
from corpus.scripts import HAN_CLASS, count_han
from indexer.errors import QueryError
from indexer.numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("title", "heading", "lang", "source", "issuer", "number", "cites", "kind", "flag")
"""What may stand before a colon, beside ``date``."""

MAX_DEPTH = 20
"""Brackets within brackets. Strategies of systematic reviews, the deepest queries that people write, nest four or five deep."""

NEAR_WORDS = 10
"""Of NEAR without a number, as in Westlaw's and EBSCO's defaults of the same order."""

MAX_NEAR = 100
"""Farther apart than a paragraph is long, two words are merely both there."""

MIN_HAN, MIN_LATIN = 2, 3
"""Characters of a prefix: with fewer it stands for a large part of the dictionary."""


class Place(NamedTuple):
    """A stretch of the query, in code points."""

    start: int
    end: int


class Words(NamedTuple):
    """Words side by side, as typed."""

    text: str
    place: Place


class Quoted(NamedTuple):
    """What stands between quotation marks."""

    text: str
    place: Place


class Prefix(NamedTuple):
    """How a word begins."""

    text: str
    place: Place


class Field(NamedTuple):
    """``name:value``."""

    name: str
    value: Words | Quoted
    place: Place


class Near(NamedTuple):
    """Two things in one text, at most ``distance`` words between them."""

    left: Leaf
    right: Leaf
    distance: int
    place: Place


class Not(NamedTuple):
    """What must not be there."""

    part: Node
    place: Place


class And(NamedTuple):
    """All parts, joined by AND."""

    parts: tuple[Node, ...]
    place: Place


class Or(NamedTuple):
    """At least one of the parts."""

    parts: tuple[Node, ...]
    place: Place


class Sequence(NamedTuple):
    """Parts side by side."""

    parts: tuple[Node, ...]
    place: Place


Leaf: TypeAlias = Words | Quoted | Prefix
Node: TypeAlias = Words | Quoted | Prefix | Field | Near | Not | And | Or | Sequence

_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "“”„"), '"') | {0x3000: " "}
"""Full-width forms, and the quotation marks that any other may close, as in ``corpus.matchkey``."""

_NO_LETTER_BEFORE, _NO_LETTER_AFTER = "(?<![A-Za-z0-9_-])", "(?![A-Za-z0-9_-])"
_FIELD_BEGINS = r"(?:(?<![\w-])|(?<=^-)|(?<=[\s(]-))"
"""A minus may stand before a field; the title in sub-title: is none."""

_MAY_BE_SYNTAX = re.compile('["“”„＂「『:：*＊－-]|AND|OR|NOT|NEAR|[Ａ-Ｚ]')
"""Without one of these a query is words and nothing else, and the token's pattern need not be compiled: 5 ms of a search's 180."""


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<quoted>"[^"]*"|「[^」]*」|『[^』]*』)
        |(?P<operator>{_NO_LETTER_BEFORE}(?:AND|OR|NOT|NEAR(?:/[0-9]*)?){_NO_LETTER_AFTER})
        |(?P<field>{_FIELD_BEGINS}(?:(?i:{"|".join(FIELDS)}|date):(?=\S)|(?:{"|".join(FIELDS)}|date):))\s*
        |(?P<minus>(?<![^\s(])-(?=[^\s-]))
        |(?P<open>\()|(?P<close>\))
        |(?P<prefix>(?<!\*)(?<![^\W_])(?:[{HAN_CLASS}]+|[^\W_{HAN_CLASS}]+)\*(?![\w*]))
        |(?P<leading>(?<![\w*])\*(?=[^\W_]+(?![\w*])))
        |(?P<space>\s+)
        |(?P<text>[^\W_]+(?=\*)|[{HAN_CLASS}]+|[^\W{HAN_CLASS}]+(?:[-'.,/][^\W{HAN_CLASS}]+)*|.)
        """,
        re.VERBOSE | re.DOTALL,
    )


_MISTYPED = r"(?<![\w:/])([a-z]{4,8}):(?=[^\s/])"
_RANGE = r"(?P<since>[0-9-]*)\.\.(?P<until>[0-9-]*)|(?P<one>[0-9-]+)"
_INSTEAD_OF_DATE = {"year", "since", "until", "published", "before", "after"}


class _Token(NamedTuple):
    kind: str
    place: Place


def parse(query: str) -> Node | None:
    """Return how ``query`` is put together; None where nothing but white space is left.

    Raises ``QueryError`` with the place for brackets without partner, operators without something to join, and values that cannot be.
    """
    if not _MAY_BE_SYNTAX.search(query):
        text = query.strip()
        start = len(query) - len(query.lstrip())
        return Words(text, Place(start, start + len(text))) if text else None
    tokens = _tokens(query)
    if not any(token.kind in {"operator", "field", "minus", "prefix"} for token in tokens):
        tokens = [token._replace(kind="text") if token.kind in {"open", "close"} else token for token in tokens]
        _check_names(query, tokens)
    return _Parser(query, tokens).parse()


def _tokens(query: str) -> list[_Token]:
    """Return the tokens of a query without the white space. Document numbers (国办发(2021)18号) are text, whatever brackets they have."""
    plain = query.translate(_ASCII)
    numbers = [(match.start, match.end) for match in find_numbers(fold(query))] if re.search("[0-9]", plain) else []
    tokens: list[_Token] = []
    attached: list[bool] = []  # for each open bracket whether it hangs on a word
    position = 0
    while position < len(query):
        number = next((end for start, end in numbers if start <= position < end), None)
        match = _token().match(plain, position)
        if match is None or match.lastgroup is None:
            raise AssertionError(f"no token at {position}")
        kind = "text" if number else match.lastgroup
        place = Place(position, number or match.end(kind))
        position = number or match.end()
        if kind == "space":
            continue
        if kind == "leading":
            raise QueryError(
                f"* stands before a word (character {place.start + 1}); a word is found by its beginning: write word*, or leave the * out",
                place,
            )
        if kind == "open":
            before = tokens[-1] if tokens else None
            hangs = before is not None and before.place.end == place.start and before.kind in {"text", "quoted", "close"}
            attached.append(hangs)
            kind = "text" if hangs else kind
        elif kind == "close" and attached and attached.pop():
            kind = "text"
        tokens.append(_Token(kind, place))
    return tokens


def _check_names(query: str, tokens: list[_Token]) -> None:
    """Raise ``QueryError`` for what looks like a field and has no such name: titel:薪酬, year:2020."""
    plain = query.translate(_ASCII)
    if any(token.kind == "quoted" for token in tokens):
        return
    for match in re.finditer(_MISTYPED, plain):
        meant = "date" if match[1] in _INSTEAD_OF_DATE else next((name for name in FIELDS if _one_slip(match[1], name)), None)
        if meant:
            hint = "date:2021, date:2017..2021 or date:..2021-06" if meant == "date" else f"{meant}:"
            raise QueryError(f"there is no field {match[1]}: (character {match.start() + 1}); did you mean {hint}?", match.span(1))


def _one_slip(written: str, name: str) -> bool:
    """Return whether ``written`` is ``name`` with one letter more, less or other, or two neighbours changed."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(name[:cut], name[cut:]) for cut in range(len(name) + 1)]
    return (
        any(head + tail[1:] == written or head + tail[1:2] + tail[:1] + tail[2:] == written for head, tail in cuts if tail)
        or any(head + letter + tail[1:] == written or head + letter + tail == written for head, tail in cuts for letter in letters)
    ) and written != name


class _Parser:
    """A recursive descent over the tokens, one method a level of the grammar."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self._query = query
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def parse(self) -> Node | None:
        """Return all tokens as one tree, None where there are none. Raises ``QueryError`` with the place of what cannot be read."""
        if not self._tokens:
            return None
        node = self._alternatives()
        if self._next < len(self._tokens):
            raise self._error('")" closes nothing', "leave it out", self._tokens[self._next].place)
        return node

    def _alternatives(self) -> Node:
        parts = [self._conjunction()]
        while self._operator("OR"):
            self._next += 1
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts), _around(parts))

    def _conjunction(self) -> Node:
        parts = [self._sequence()]
        while self._operator("AND"):
            self._next += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else And(tuple(parts), _around(parts))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind == "close" or self._operator("AND") or self._operator("OR"):
                break
            parts.extend(self._item(parts))
        if not parts:
            raise self._missing()
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts), _around(parts))

    def _item(self, before: list[Node]) -> Iterator[Node]:
        token = self._tokens[self._next]
        if token.kind == "operator" and self._written(token) == "NOT":
            self._next += 1
            part = self._primary(run=True)
            yield Not(part, Place(token.place.start, part.place.end))
        elif token.kind == "operator":
            yield self._near(token, before.pop() if before else None)
        elif token.kind == "minus":
            self._next += 1
            part = self._primary(run=False)
            yield Not(part, Place(token.place.start, part.place.end))
        else:
            yield self._primary(run=True)

    def _near(self, token: _Token, left: Node | None) -> Node:
        """Return ``left`` NEAR what follows; in A NEAR B NEAR C, B is near both."""
        self._next += 1
        if left is None:
            raise self._error("NEAR has nothing before it", "write word NEAR/5 word", token.place)
        number = self._written(token)[len("NEAR/") :]
        distance = int(number) if number else NEAR_WORDS
        if len(number) > len(str(MAX_NEAR)) or not 0 < distance <= MAX_NEAR:
            raise self._error(f"{self._written(token)} is too far", f"write NEAR/1 to NEAR/{MAX_NEAR}", token.place)
        right = self._primary(run=True)
        earlier: tuple[Node, ...] = (left,) if isinstance(left, Near) else left.parts if isinstance(left, And) else ()
        last = earlier[-1].right if earlier and isinstance(earlier[-1], Near) else left
        for side in (last, right):
            if not isinstance(side, (Words, Quoted, Prefix)):
                raise self._error('NEAR joins words, "phrases" and prefixes', "write word NEAR/5 word", side.place)
        near = Near(last, right, distance, _around([last, right]))  # type: ignore[arg-type]  # both were looked at
        return And((*earlier, near), _around([left, right])) if earlier else near

    def _primary(self, *, run: bool) -> Node:
        """Return the next thing; words side by side are one where a ``run`` is asked for."""
        if self._next >= len(self._tokens):
            raise self._missing()
        token = self._tokens[self._next]
        self._next += 1
        if token.kind == "open":
            return self._group(token)
        if token.kind == "quoted":
            return Quoted(self._query[token.place.start + 1 : token.place.end - 1], token.place)
        if token.kind == "prefix":
            return self._prefix(token)
        if token.kind == "field":
            return self._field(token)
        if token.kind == "text":
            return self._words(token, run=run)
        self._next -= 1
        raise self._missing()

    def _group(self, token: _Token) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"brackets stand more than {MAX_DEPTH} deep", "leave some out", token.place)
        if self._next < len(self._tokens) and self._tokens[self._next].kind == "close":
            raise self._error("nothing stands between these brackets", "leave them out", token.place)
        node = self._alternatives()
        if self._next >= len(self._tokens):
            raise self._error("this bracket is never closed", 'write ")" where the group ends', token.place)
        self._next += 1
        self._depth -= 1
        return node

    def _words(self, token: _Token, *, run: bool) -> Words:
        last = token
        while self._next < len(self._tokens):
            following = self._tokens[self._next]
            if following.kind != "text" or not (run or following.place.start == last.place.end):
                break
            last = following
            self._next += 1
        place = Place(token.place.start, last.place.end)
        return Words(self._query[slice(*place)], place)

    def _prefix(self, token: _Token) -> Prefix:
        written = self._written(token)
        text = self._query[token.place.start : token.place.end - 1]
        if len(text) < (MIN_HAN if count_han(text) else MIN_LATIN):
            least = f"{MIN_HAN} Chinese characters or {MIN_LATIN} letters"
            raise self._error(f"{written} stands for too many words", f"give at least {least} before the *", token.place)
        return Prefix(text, token.place)

    def _field(self, token: _Token) -> Field:
        name = self._written(token).rstrip(":").lower()
        following = self._tokens[self._next] if self._next < len(self._tokens) else None
        if following is None or following.kind not in {"text", "quoted", "minus"}:
            example = "date:2017..2021" if name == "date" else f'{name}:word or {name}:"several words"'
            raise self._error(f"{name}: has no value", f"write {example}", token.place)
        if following.kind == "minus":
            raise self._error(f"{name}: has no value", f"to leave something out write -{name}:value", token.place)
        value = self._primary(run=False)
        if not isinstance(value, (Words, Quoted)):
            raise AssertionError(f"{value} is no value")  # noqa: TRY004  # the tokens were looked at
        if isinstance(value, Words):
            value = _without_marks(value)
        return Field(name, value, Place(token.place.start, value.place.end))

    def _operator(self, name: str) -> bool:
        if self._next >= len(self._tokens):
            return False
        token = self._tokens[self._next]
        return token.kind == "operator" and self._written(token) == name

    def _written(self, token: _Token) -> str:
        return self._query[slice(*token.place)].translate(_ASCII)

    def _missing(self) -> QueryError:
        """Return the error for an operator, or an opening bracket, with nothing behind it or before it."""
        here = self._tokens[self._next] if self._next < len(self._tokens) else None
        before = self._tokens[self._next - 1] if self._next else None
        if before is not None and before.kind in {"operator", "minus"}:
            name = self._written(before)
            return self._error(f"{name} has nothing behind it", f'write a word there, or "{name}" in quotes to look for it', before.place)
        if before is not None and before.kind == "open" and here is None:
            return self._error("this bracket is never closed", "leave it out", before.place)
        if here is None:
            raise AssertionError("an end without a beginning")
        name = self._written(here)
        if here.kind == "close":
            return self._error('")" closes nothing', "leave it out", here.place)
        return self._error(f"{name} has nothing before it", f'write a word there, or "{name}" in quotes to look for it', here.place)

    def _error(self, what: str, correction: str, place: Place) -> QueryError:
        return QueryError(f"{what} (character {place.start + 1}); {correction}", place)


def read_dates(value: Words | Quoted) -> tuple[str, str]:
    """Return the first and the last ISO year, month or day of ``2017..2021``, ``2017..``, ``..2021-06`` or ``2021``; "" where open."""
    match = re.fullmatch(_RANGE, value.text.translate(_ASCII).strip())
    since, until = (match["one"] or match["since"] or "", match["one"] or match["until"] or "") if match else ("", "")
    if not since and not until:
        forms = "date:2021, date:2017..2021, date:2017.. or date:..2021-06"
        raise QueryError(f"{value.text} is no date (character {value.place.start + 1}); write {forms}", value.place)
    return since, until


def _without_marks(value: Words) -> Words:
    text = value.text.rstrip("，。；、,;?？!！")
    return Words(text, Place(value.place.start, value.place.start + len(text))) if text else value


def _around(parts: list[Node]) -> Place:
    return Place(min(part.place.start for part in parts), max(part.place.end for part in parts))
