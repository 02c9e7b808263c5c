"""Openings of a text: in go its lines, out come the numberings that open a unit, each with its path.

A numbering at the start of a line opens a unit unless it goes on like a citation or stands outside its row. Inside a line only one
that continues a row behind the end of a sentence does, or the first of a row that goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus._tokens import Token, Tokens, in_line_pairs, lines_above_articles
from corpus.numbering import DIVISIONS
from corpus.sentences import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.numbering import Numbering

_CITES = re.compile(r"[《》〈〉<>]|本(?:法|条例|办法|规定|细则|决定)|(?:依|按|参|遵)照|根据|违反|适用|符合|执行|[法例]第?$")

_LATIN_WORDS = re.compile(r"[A-Za-z]{3}")

MAX_SKIPPED = 3
"""Numbers that may be missing in a row (two lost lines); where more are, it is another number (12. 6亿元)."""


MAX_SHORT_NAME = 20
"""Characters of the name of a chapter or 节 in a line that goes on with its text."""

MAX_DEPTH = 12
"""Levels of a path. Rows announced in rows have five in policies; a page of 10,000 lines "1. x:" had as many."""

MAX_TWINS = 4
"""Units of a line that are looked through for the same unit in the other language."""

MAX_NAME = 120
"""Characters of a name; ``is_name`` counts Han characters for more."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An open unit: its style, its rank, its number and how that stands in a path."""

    kind: str
    style: str
    rank: int
    number: int
    label: str
    line: int


class Opened(NamedTuple):
    """A numbering that opens a unit, and the open units from the outermost to its own."""

    token: Token
    frames: tuple[Frame, ...]
    prefix: str

    @property
    def path(self) -> str:
        """The numbers from the outermost unit to the own (``5.2``); of a chapter its own."""
        return self.prefix + ".".join(frame.label for frame in self.frames)


@dataclass(slots=True)
class _Stack:
    """The open units of one language, and the last number of each kind that runs through the text."""

    frames: tuple[Frame, ...] = ()
    last: dict[str, int] = field(default_factory=dict)

    def find(self, style: str) -> int | None:
        """Return the place of the innermost open unit of ``style``."""
        return next((place for place in reversed(range(len(self.frames))) if self.frames[place].style == style), None)


def _begins_with_name(text: str) -> bool:
    """Return whether ``text`` is a name, or begins with one that a blank parts from the text (第一节　发展基础　2020年末，…)."""
    if not text.strip():
        return False
    first, blank, _ = text.partition("　")
    return is_name(text) or (bool(blank) and len(first) <= MAX_SHORT_NAME and is_name(first))


class Reader:
    """Reads a text line by line; ``begin`` and ``reset`` tell it what stands between the lines."""

    def __init__(self, texts: Sequence[str], left_out: frozenset[int]) -> None:
        """Take the lines of one text; in those ``left_out`` no numbering is looked for."""
        self._texts = texts
        self._tokens = Tokens(texts, left_out)
        self.above_articles = lines_above_articles(texts, self._tokens.all)
        """Lines 一、…, between articles whose numbering goes on behind them: they head articles, and open nothing."""
        self._of_line = {line: tokens for line, tokens in self._tokens.of_lines().items() if line not in self.above_articles}
        kinds = {token.numbering.kind for token in self._tokens.all if token.before in {"start", "stop", "colon"} and token.may_open}
        self._running = {"article"} | ({"section"} if not kinds & {"chapter", "article"} else set())
        self._in_pairs = in_line_pairs(self._tokens.all)
        self._stacks = {True: _Stack(), False: _Stack()} if self._in_pairs else dict.fromkeys((True, False), _Stack())
        self._above: tuple[Frame, ...] = ()
        self._above_chinese = False
        self._opened: list[Opened] = []
        self._prefix = ""

    def reset(self, *, articles: bool = False) -> None:
        """Let numbering begin again under a heading, that of ``articles`` too in a new text."""
        for stack in self._stacks.values():
            stack.frames = ()
            if articles:
                stack.last.clear()

    def begin_attachment(self, number: int) -> None:
        """Let a new text begin whose paths carry the attachment's place."""
        self.reset(articles=True)
        self._prefix = f"A{number}:"

    def openings(self, line: int) -> list[Opened]:
        """Return what opens a unit in ``line``; lines are asked for in order, each once."""
        self._opened = []
        for token in self._of_line.get(line, ()):
            if self._opened and self._opened[-1].token.numbering.end > token.numbering.start:
                continue
            stack = self._stacks[token.chinese]
            if self._opens(token, stack):
                self._opened.append(self._open(token, stack))
        return self._opened

    def _opens(self, token: Token, stack: _Stack) -> bool:
        numbering = token.numbering
        if numbering.kind in self._running:
            return not self._is_twin(numbering) and self._opens_article(token, stack)
        if token.before == "joined" or numbering.cited:
            return False
        if numbering.kind in DIVISIONS:
            return not self._is_twin(numbering) and self._opens_division(token, stack)
        if numbering.outer:
            return self._is_next_decimal(numbering, stack) and (token.before in {"start", "stop"} or self._after_name(token))
        place = stack.find(numbering.style)
        last = stack.frames[place].number if place is not None else 0
        if token.before != "start":
            return self._item_stands_inside(token, last)
        begins_list = numbering.number == 1 and bool(stack.frames) and self._announces(stack.frames[-1], token)
        return self._item_begins_line(token, 0 if begins_list else last)

    def _opens_division(self, token: Token, stack: _Stack) -> bool:
        numbering = token.numbering
        last = stack.last.get(numbering.kind, 0)
        if token.before == "start":
            # "The first chapter general rules": a sentence that goes on is longer than a name.
            return not numbering.goes_on or (numbering.number in {1, last + 1} and is_name(self._texts[token.line][numbering.end :]))
        if numbering.goes_on:
            return False
        following = self._tokens.next_in_line(token)
        rest = self._texts[token.line][numbering.end : following.numbering.start if following else numbering.end + MAX_NAME + 1]
        if token.before == "colon" or not _begins_with_name(rest):
            return False
        if following and following.numbering.kind == numbering.kind and self._tokens.stands_again(token):
            return False  # a contents page run together
        if following and following.numbering.kind == "article" and following.numbering.number == stack.last.get("article", 0) + 1:
            return True
        return numbering.number == 1 or last < numbering.number <= last + MAX_SKIPPED

    def _opens_article(self, token: Token, stack: _Stack) -> bool:
        numbering = token.numbering
        last = stack.last.get(numbering.kind, 0)
        follows = numbering.number == last + 1 or (numbering.inserted > 0 and numbering.number == last)
        blank = numbering.end > numbering.start + len(numbering.written)
        if numbering.cited and not (follows and blank and token.before == "stop"):
            return False
        if numbering.goes_on or numbering.weak:
            return token.before in {"start", "stop"} and (follows or (numbering.weak and self._tokens.starts_row(token)))
        if token.before == "start":
            return follows or numbering.number in {1, last} or not last or not self._tokens.next_is(token, last + 1)
        if follows:
            return token.before in {"stop", "colon"} or self._after_name(token) or (blank and self._after_heading(token))
        return token.before == "stop" and self._article_out_of_row(token, last, blank=blank)

    def _article_out_of_row(self, token: Token, last: int, *, blank: bool) -> bool:
        """Return whether an article inside a line begins another text, or follows on one that was lost."""
        if token.numbering.number == 1:
            return self._tokens.starts_row(token)
        return blank and last < token.numbering.number <= last + MAX_SKIPPED and not self._tokens.next_is(token, last + 1)

    def _item_begins_line(self, token: Token, last: int) -> bool:
        numbering = token.numbering
        due = numbering.number == last + 1
        if numbering.goes_on:
            return due and self._tokens.goes_on(token)
        if numbering.weak:
            return due and (last > 0 or self._tokens.starts_row(token))
        if 1 < numbering.number < last and self._texts[token.line][numbering.end : numbering.end + 1].isdecimal():
            return False  # 2. 5 hours: a decimal that a blank has cut
        if numbering.number <= last + MAX_SKIPPED or self._tokens.starts_row(token):
            return True
        return not self._tokens.next_is(token, last + 1)

    def _item_stands_inside(self, token: Token, last: int) -> bool:
        numbering = token.numbering
        if numbering.goes_on:
            return False
        if numbering.number == 1 and self._tokens.goes_on(token) and (token.before != "name" or self._after_name(token)):
            return True
        if not last:
            # The first of the row was lost: …进行视察：（二）讨论…；（三）…
            return token.before == "colon" and not numbering.weak and self._tokens.goes_on(token)
        if token.before == "stop":
            skipped = last < numbering.number <= last + MAX_SKIPPED and not numbering.weak
            return numbering.number == last + 1 or (skipped and self._tokens.starts_row(token))
        return token.before == "name" and numbering.number == last + 1 and numbering.style == "（一）" and self._after_name(token)

    def _is_next_decimal(self, numbering: Numbering, stack: _Stack) -> bool:
        """Return whether 4.3.1 is the first below 4.3, or 4.3.2 follows on 4.3.1."""
        depth = len(numbering.outer)
        if tuple(frame.number for frame in stack.frames[:depth]) != numbering.outer:
            return False
        if len(stack.frames) > depth and stack.frames[depth].style == numbering.style:
            return numbering.number == stack.frames[depth].number + 1
        return numbering.number == 1

    def _is_twin(self, numbering: Numbering) -> bool:
        """Return whether the line has opened this unit in the other language already (第一条 … Article 1 …)."""
        return any(
            opened.token.numbering.kind == numbering.kind
            and opened.token.numbering.number == numbering.number
            and opened.token.numbering.style != numbering.style
            for opened in self._opened[-MAX_TWINS:]
        )

    def _after_name(self, token: Token) -> bool:
        """Return whether nothing but a name stands between this and the unit before it: 二、执行标准（一）…, 第一章 总则第一条."""
        text = self._texts[token.line]
        if self._opened:
            begins = self._opened[-1].token.numbering.end
            return token.numbering.start - begins <= MAX_NAME and is_name(text[begins : token.numbering.start])
        # Before the first unit of a line stands the title, or who adopted the text and when.
        return token.numbering.kind == "article" and token.numbering.number == 1

    def _after_heading(self, token: Token) -> bool:
        """Return whether a heading without a number stands before (…工作。规划建设第七条 市人民政府…)."""
        text = self._texts[token.line][max(token.numbering.start - MAX_NAME, 0) : token.numbering.start]
        stop = max(text.rfind(mark) for mark in "。；;！!？?")
        return stop >= 0 and is_name(text[stop + 1 :]) and not _CITES.search(text, stop)

    def _open(self, token: Token, stack: _Stack) -> Opened:
        numbering = token.numbering
        frame = Frame(numbering.kind, numbering.style, numbering.rank, numbering.number, numbering.label, token.line)
        if numbering.kind in self._running or numbering.kind in DIVISIONS:
            stack.last[numbering.kind] = numbering.number
            if numbering.kind in {"part", "chapter"}:
                stack.last.pop("section", None)
            stack.frames = (frame,) if numbering.kind in self._running else ()
            return Opened(token, (frame,), self._prefix)
        stack.frames = (*self._outer(token, stack), frame)
        if self._in_pairs:
            self._pair(token, stack, frame)
        return Opened(token, stack.frames, self._prefix)

    def _pair(self, token: Token, stack: _Stack, frame: Frame) -> None:
        """Give the unit the path that it has in the other language, where that stands in the line above: a) 军事船舶； a) naval ships."""
        if self._above and self._above[-1].line != token.line and self._stands_above(token, frame):
            stack.frames = self._above
        elif token.chinese and _LATIN_WORDS.search(self._texts[token.line]):
            self._stacks[False].frames = stack.frames  # 2. 免收情形 Exemptions: one line for both languages
        self._above, self._above_chinese = stack.frames, token.chinese

    def _stands_above(self, token: Token, frame: Frame) -> bool:
        above = self._above[-1]
        near = frame.line - above.line <= MAX_TWINS
        return near and self._above_chinese != token.chinese and (above.number, above.style) == (frame.number, frame.style)

    def _outer(self, token: Token, stack: _Stack) -> tuple[Frame, ...]:
        """Return the open units that an item stands under."""
        numbering, frames = token.numbering, stack.frames
        if numbering.outer:
            return frames[: len(numbering.outer)]
        place = stack.find(numbering.style)
        announced = numbering.number == 1 and 0 < len(frames) < MAX_DEPTH and self._announces(frames[-1], token)
        if place is not None:
            inner = place == len(frames) - 1 or self._tokens.row_comes_back(token, numbering.style, frames[place].number + 1)
            return frames if announced and inner else frames[:place]
        if announced:
            return frames
        depth = len(frames)
        while depth and frames[depth - 1].kind == "item" and frames[depth - 1].rank >= numbering.rank:
            above = frames[depth - 1]
            if numbering.number == 1 and self._tokens.row_comes_back(token, above.style, above.number + 1):
                break
            depth -= 1
        return frames[:depth]

    def _announces(self, frame: Frame, token: Token) -> bool:
        """Return whether the line of the open unit ends, before this numbering, in a colon."""
        if token.before != "start":
            return token.before == "colon" and frame.line == token.line
        return frame.line == token.line - 1 and self._texts[frame.line].rstrip().endswith((":", "："))
