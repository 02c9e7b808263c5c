"""Tokens of an outline: in go the lines of one text, out comes every numbering in them with what stands before it and what comes later."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.numbering import Numbering, numberings
from corpus.scripts import has_han
from corpus.sentences import ends_sentence, is_name, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Before: TypeAlias = Literal["start", "stop", "colon", "name", "joined"]

LINE_WEIGHT = 160
"""Letters of English: what is longer is no line of a contents page."""

MAX_ENTRY = 500
"""Characters of a line of a contents page, its leaders included; in 40,000 dots the search for a page number took 34 s."""

MAX_QUOTED = 40
"""Lines of one quotation of a law; a chapter that a decision inserts is shorter."""

MIN_PAIRS = 2
"""Numbered lines whose number stands in the other language too, from which on a text is read as one of two languages."""

LOOK_AHEAD = 32
"""Later numbers of a row that are kept; enough to find the next one behind a list in the same style."""

MAX_ROW = 120
"""Numberings that a row inside another may have; behind more, the outer row is not looked for."""

MAX_LINES_OF_PAIR = 2
"""Lines from a unit to itself in the other language; between them may stand the end of a sentence that was broken."""

MAX_CONTENTS = 200
"""Lines below the word 目录 that are looked through; what a contents page names begins by then."""

MAX_CONTENTS_PAGES = 3
"""Contents pages of one text: of the whole, of an attachment, and one more."""

MIN_ENTRIES = 2
"""Numbers in one line of a contents page that is run together."""

MIN_HEADED = 2
"""Names in a row above articles; one alone may be the only member of an article's list."""

_LOOK_BACK = 24
_STOPS = frozenset("。．.；;！!？?…")
_COLONS = frozenset(":：")
_CLOSING = "”’\"'」』"
_JOINERS = frozenset("、，,和及与與或至到第按照依據据对對将將于於")
_JOINING_WORD = re.compile(
    r"(?P<mark>[；;]?)\s*(?:\b(?:and|or|to|of|in|by|with|for|from|through|under|both|either|see|also|per|paragraphs?|items?|points?)|以及|或者|和|及|或|并|並)"
    r"\s*$",
    re.IGNORECASE,
)
_QUOTES_LAW = re.compile(r"(?:\A\s*|[:：]\s?)“")
"""修改为：“第十二条 …, or a line that begins with the mark."""

_MARKS = re.compile("[“”]")
_ANNOUNCES_QUOTATION = re.compile(r"[:：]\s?“")

_CONTENTS = re.compile(r"(?=[目tc])(?:目\s*[录錄次]|(?:table of )?contents)", re.IGNORECASE)
_LEADERS = re.compile(r"(?:[.…·]\s?){3,}\s*\d*\s*$")
_PAGE = re.compile(r"(?:[.…·]\s?)*\s*\d{0,3}\s*$")
_BLANK = re.compile(r"\s+")
_BESIDE = " \u3000:："
"""What may stand behind the word 目录."""

_IN_TEXT = re.compile("[。；;]")


class Token(NamedTuple):
    """A numbering with its line and with what stands before it.

    ``start`` nothing, ``stop`` the end of a sentence or of a member of a list, ``colon``, ``name`` other text, ``joined`` what joins
    it to a sentence (、 and 第).
    """

    line: int
    numbering: Numbering
    before: Before
    chinese: bool
    place: int
    """Which of the tokens of the text it is."""

    @property
    def may_open(self) -> bool:
        """Whether nothing in the line speaks against it."""
        return self.before != "joined" and not self.numbering.cited and not (self.numbering.goes_on and self.before != "start")


def _read(texts: Sequence[str], left_out: frozenset[int]) -> Iterator[Token]:
    """Yield every numbering in ``texts``, the lines in ``left_out`` aside."""
    index = 0
    quoted = _quoted(texts)
    for line, text in enumerate(texts):
        if line in left_out:
            continue
        chinese = has_han(text)
        for numbering in numberings(text):
            if numbering.start < quoted.get(line, 0):
                continue
            yield Token(line, numbering, _before(text, numbering.start), chinese, index)
            index += 1


def _quoted(texts: Sequence[str]) -> dict[int, int]:
    """Return up to where each line stands inside a quotation that an earlier line began: the law that an amending decision words anew.

    A mark that is not closed within ``MAX_QUOTED`` lines was lost, and quotes nothing.
    """
    ends: dict[int, int] = {}
    line = 0
    while line < len(texts):
        text = texts[line]
        last = _closing(texts, line + 1) if "“" in text and _QUOTES_LAW.search(text, text.rfind("”") + 1) else None
        if last is None:
            line += 1
            continue
        ends |= {within: len(texts[within]) for within in range(line + 1, last[0])}
        line, ends[last[0]] = last
    return ends


def _closing(texts: Sequence[str], first: int) -> tuple[int, int] | None:
    """Return line and place at which a quotation begun before line ``first`` is closed; each paragraph may begin with “ again."""
    for line in range(first, min(first + MAX_QUOTED, len(texts))):
        text = texts[line]
        if _ANNOUNCES_QUOTATION.search(text):
            closes = text.find("”", 0, text.index("“"))
            return (line, closes) if closes >= 0 else None
        inner = 0
        for mark in _MARKS.finditer(text, 1):
            if mark[0] == "“":
                inner += 1
            elif not inner:
                return line, mark.start()
            else:
                inner -= 1
    return None


def _before(text: str, start: int) -> Before:
    prefix = text[max(start - _LOOK_BACK, 0) : start].rstrip()
    if not prefix:
        return "start" if start <= _LOOK_BACK or not text[:start].strip() else "name"
    word = _JOINING_WORD.search(prefix)
    if word:
        return "stop" if word["mark"] else "joined"
    if prefix[-1] in _JOINERS:
        return "joined"
    if prefix[-1] in _COLONS:
        return "colon"
    return "stop" if prefix.rstrip(_CLOSING)[-1:] in _STOPS else "name"


class Tokens:
    """The tokens of a text, each with what comes after it in its own style."""

    def __init__(self, texts: Sequence[str], left_out: frozenset[int]) -> None:
        """Read the lines ``texts``, those ``left_out`` aside."""
        self.all = list(_read(texts, left_out))
        self._next = _next_of_style(self.all)
        self._later = _later_numbers(self.all)

    def of_lines(self) -> dict[int, list[Token]]:
        """Return the tokens by line."""
        return {line: list(tokens) for line, tokens in groupby(self.all, key=attrgetter("line"))}

    def starts_row(self, token: Token) -> bool:
        """Return whether the number after this one comes later, before the style counts back."""
        return token.numbering.number + 1 in self._later[token.place]

    def goes_on(self, token: Token) -> bool:
        """Return whether the next number of this style is the one after this and may open: of （一）姓名、（二）… it may not."""
        following = self._next[token.place]
        return following is not None and following.may_open and following.numbering.number == token.numbering.number + 1

    def next_is(self, token: Token, number: int) -> bool:
        """Return whether the next number of this style that may open is ``number``."""
        following = self._next[token.place]
        while following is not None and not following.may_open:
            following = self._next[following.place]
        return following is not None and following.numbering.number == number

    def stands_again(self, token: Token) -> bool:
        """Return whether the same number of the same style comes once more and may open."""
        following = self._next[token.place]
        for _ in range(MAX_ROW):
            if following is None or following.numbering.number == token.numbering.number:
                break
            following = self._next[following.place]
        return following is not None and following.may_open and following.numbering.number == token.numbering.number

    def row_comes_back(self, token: Token, style: str, number: int) -> bool:
        """Return whether ``number`` of another style comes behind the row that this token begins."""
        return any(
            other.may_open and other.numbering.style == style and other.numbering.number == number
            for other in self.all[token.place + 1 : token.place + MAX_ROW]
        )

    def next_in_line(self, token: Token) -> Token | None:
        """Return the next token of the line if it may open a unit; an article may behind a name (证据第五十九条: 据 joins nothing)."""
        following = self.all[token.place + 1] if token.place + 1 < len(self.all) else None
        if following is None or following.line != token.line:
            return None
        return following if following.may_open or (following.numbering.kind == "article" and not following.numbering.cited) else None


def _next_of_style(tokens: Sequence[Token]) -> list[Token | None]:
    """Return for each token the next one of its style that may open a unit or is joined to a sentence."""
    following: list[Token | None] = [None] * len(tokens)
    last: dict[str, Token] = {}
    for token in reversed(tokens):
        following[token.place] = last.get(token.numbering.style)
        if token.may_open or (token.before == "joined" and not token.numbering.goes_on):
            last[token.numbering.style] = token
    return following


def _later_numbers(tokens: Sequence[Token]) -> list[frozenset[int]]:
    """Return for each token the numbers above its own that its style has later on, up to where the style counts back to its own."""
    later: list[frozenset[int]] = [frozenset()] * len(tokens)
    runs: dict[str, list[int]] = {}
    for index in range(len(tokens) - 1, -1, -1):
        if not tokens[index].may_open or _reads_twice(tokens, index):
            continue
        number, style = tokens[index].numbering.number, tokens[index].numbering.style
        run = [other for other in runs.get(style, []) if other > number][-LOOK_AHEAD:]
        later[index] = frozenset(run)
        runs[style] = [*run, number]
    return later


def _reads_twice(tokens: Sequence[Token], index: int) -> bool:
    """Return whether this is the second reading of one numbering: of "(i)" as a letter, which it is only behind (h)."""
    if not index:
        return False
    first, second = tokens[index - 1], tokens[index]
    return first.line == second.line and first.numbering.start == second.numbering.start


def contents_lines(texts: Sequence[str]) -> frozenset[int]:
    """Return the lines of contents pages: under 目录 what stands again further down, and every line with leaders and a page number."""
    found = {line for line, text in enumerate(texts) if weight(text) <= LINE_WEIGHT and _LEADERS.search(text)}
    heads = [line for line, text in enumerate(texts) if _CONTENTS.fullmatch(text.strip())]
    for line in heads[:MAX_CONTENTS_PAGES]:
        found |= _entries(texts, line)
    named = [line for line, text in enumerate(texts) if _CONTENTS.search(text, 0, MAX_ENTRY)]
    for line in named[:MAX_CONTENTS_PAGES]:
        found |= _run_together(texts, line)
    return frozenset(found)


def _entries(texts: Sequence[str], line: int) -> set[int]:
    """Return the lines of the contents page under the word 目录 in ``line``: up to where its first entry comes again."""
    keys = [_BLANK.sub("", _PAGE.sub("", text[:MAX_ENTRY])) for text in texts[line + 1 : line + MAX_CONTENTS]]
    paged = line + 1 < len(texts) and texts[line + 1].rstrip()[-1:].isdecimal()
    entries: list[str] = []
    for key, text in zip(keys, texts[line + 1 :], strict=False):
        if key in entries or weight(key) > LINE_WEIGHT or ends_sentence(key) or (paged and not text.rstrip()[-1:].isdecimal()):
            break
        entries.append(key)
    comes_again = bool(entries) and any(other.startswith(entries[0]) for other in keys[len(entries) :])
    return set(range(line, line + len(entries) + 1)) if comes_again else set()


def in_line_pairs(tokens: Sequence[Token]) -> bool:
    """Return whether a text has its units in two languages side by side, line under line or in one line."""
    starts = [token for token in tokens if token.before == "start" and token.may_open]
    pairs = sum(_says_the_same(first, second) for first, second in pairwise(starts))
    return pairs >= MIN_PAIRS


def _says_the_same(first: Token, second: Token) -> bool:
    near = second.line - first.line <= MAX_LINES_OF_PAIR
    return near and first.chinese != second.chinese and first.numbering.number == second.numbering.number


def _run_together(texts: Sequence[str], line: int) -> set[int]:
    """Return the lines of a contents page of several entries a line (目录 第一章 总则 第二章 监督), if the first comes again below them."""
    head = _CONTENTS.search(texts[line], 0, MAX_ENTRY)
    beside = texts[line][head.end() if head else 0 :]
    below = texts[line + 1 : line + MAX_CONTENTS]
    entries: list[str] = []
    after = line if beside.strip(_BESIDE) else line + 1
    for text in [beside] if after == line else below:
        found = _entries_of(text)
        if not found:
            break
        entries += found
        after += 1
    comes_again = bool(entries) and any(_BLANK.sub("", text[:MAX_ENTRY]).startswith(entries[0]) for text in texts[after:])
    return set(range(line, after)) if comes_again else set()


def _entries_of(text: str) -> list[str]:
    """Return the entries of a line that consists of two and more, each without its page number and blanks; else nothing."""
    if _IN_TEXT.search(text):
        return []
    found = list(numberings(text))
    starts = sorted({numbering.start for numbering in found})
    if len(starts) < MIN_ENTRIES or text[: starts[0]].strip(_BESIDE):
        return []
    names = {numbering.start: numbering.end for numbering in found}
    entries = [(text[names[start] : end], text[start:end]) for start, end in pairwise([*starts, len(text)])]
    if not all(_PAGE.sub("", name).strip() and is_name(_PAGE.sub("", name)) for name, _ in entries):
        return []
    return [_BLANK.sub("", _PAGE.sub("", entry)) for _, entry in entries]


def lines_above_articles(texts: Sequence[str], tokens: Sequence[Token]) -> frozenset[int]:
    """Return the lines of rows (一、总则 … 二、监督) whose members are names, each above articles whose numbering goes on through the row.

    Of a list inside an article the members follow on one another, and what stands behind the list is another article.
    """
    starts = [token for token in tokens if token.before == "start" and token.may_open and not token.numbering.weak]
    if not any(token.numbering.kind == "article" for token in starts):
        return frozenset()
    found: set[int] = set()
    for style in {token.numbering.style for token in starts if token.numbering.kind == "item"}:
        for row in _rows_of(style, texts, starts):
            found |= {token.line for token in row} if len(row) >= MIN_HEADED else set()
    return frozenset(found)


def _rows_of(style: str, texts: Sequence[str], starts: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the rows of a style's names, each name with articles behind it."""
    row: list[Token] = []
    waiting: Token | None = None
    last = 0
    for token in starts:
        number = token.numbering.number
        if token.numbering.kind == "article":
            if waiting and (number == last + 1 or (number == 1 and not row)):
                row.append(waiting)
            waiting, last = None, number
        elif token.numbering.style == style:
            goes_on = waiting is None and row and number == row[-1].numbering.number + 1
            if not goes_on:
                yield row
                row = []
            waiting = token if (goes_on or number == 1) and is_name(texts[token.line][token.numbering.end :]) else None
    yield row
