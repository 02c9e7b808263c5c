"""The reader of citations: in goes one clause after the other, out come drafts of its citations.

Candidates (titles in marks, English names, numbers, pointing words, pins) are taken in the order of the text; each that holds absorbs
what belongs to it, and what it covers is no candidate any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from corpus.citing.bare import law_begins
from corpus.citing.english import EnglishName
from corpus.citing.marks import Definition, Marked, definition_at
from corpus.citing.names import MIN_BARE, Antecedent, Names
from corpus.citing.page import Item, Page, fold_widths
from corpus.citing.pins import Pin, PinGroup
from corpus.citing.place import Place, counts_as_taiwan
from corpus.citing.pointers import Pointer
from corpus.citing.words import STATUTES, is_form, kind_of, own_kind
from corpus.model import CleanSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.doc_numbers import FoundNumber
    from corpus.model import Clause

_ARTICLE_OPENS = re.compile(r"\s*(?:第\s?(?:[〇零一二三四五六七八九十百千两]{1,9}|\d{1,4})\s?条|(?:Article|Section)\s\d)", re.IGNORECASE)
_LEVEL_OPENS = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[IVX]{1,4}\.\s)")
_PART_GOES_ON = re.compile(r"[由的规所中、,。)]")
_OF_ARTICLES = re.compile("条|article|section", re.IGNORECASE)
_IS_POINT = re.compile(r"[点分]\Z")


@dataclass(slots=True)
class Draft:
    """A citation before the clause's own words are cut out for it; ``antecedent`` counts citations in reading order."""

    kind: Literal["full", "short", "id", "pin"]
    span: CleanSpan
    number: str | None = None
    title: str = ""
    pins: list[Pin] = field(default_factory=list)
    antecedent: Antecedent = None
    definition: Definition | None = None


class Reader:
    """Reads the clauses of one text in order."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        """Look at the whole text for how it counts and what it has; ``clauses`` are then read one by one."""
        folded = [fold_widths(clause.text) for clause in clauses]
        self._names = Names(clauses[0].card.title if clauses else "")
        self._place = Place()
        self._taiwan = counts_as_taiwan(clauses, folded)
        kind = own_kind(clauses[0].card.title) if clauses else ""
        self._has_articles = any(_ARTICLE_OPENS.match(text) for text in folded) or (
            kind in STATUTES and not any(_LEVEL_OPENS.match(text) for text in folded)
        )
        self._has_paths = any(clause.path for clause in clauses)
        self._title_is_points = kind == "要点"
        self._count = 0
        self._last_pins: tuple[Antecedent, list[Pin]] = (None, [])

    def read(self, clause: Clause) -> list[Draft]:
        """Return the citations of the next clause, in order."""
        folded = fold_widths(clause.text)
        self._place.enter(clause, folded)
        page = Page(clause.text, folded, self._place.opening_end, taiwan=self._taiwan)
        self._page = page
        self._in_clause: int | None = None
        self._begin = self._count
        drafts: list[Draft] = []
        for item in page.candidates():
            if _start(item) < page.done:
                continue
            draft = self._draft(item)
            if draft:
                drafts.append(draft)
                page.done = max(page.done, draft.span.end)
                self._remember(draft)
        return drafts

    def _draft(self, item: Item) -> Draft | None:
        if isinstance(item, Marked):
            return self._marked(item)
        if isinstance(item, EnglishName):
            return self._english(item)
        if isinstance(item, Pointer):
            return self._pointer(item)
        if isinstance(item, PinGroup):
            return self._pin(item)
        if isinstance(item, re.Match):
            return self._bare(item)
        return self._number(item)

    def _marked(self, marked: Marked) -> Draft | None:
        """Return the citation of a title in marks or quotes. What is in 《》 and no policy text is passed over whole."""
        page = self._page
        number = page.number_inside(marked)
        if number:
            page.done = max(page.done, marked.end)
            return self._by_number(number, CleanSpan(marked.start, marked.end))
        known = self._names.look_up(marked.title)
        if marked.is_quote and not self._is_title(marked, known):
            return None
        draft = self._named(marked.start, marked.end, marked.title)
        if not marked.is_quote:
            page.done = max(page.done, marked.end)
        if draft.number or draft.pins or known is not None:
            return draft
        if is_form(marked.title) or not (kind_of(marked.title) or draft.definition):
            return None
        return draft

    def _is_title(self, quote: Marked, known: object) -> bool:
        """Return whether words in quotes are a title: known, or with more to them than “十四五”规划 and their like have."""
        if known is not None:
            return self._names.is_defined(quote.title) or self._page.group_before(quote.start) is not None
        kind = kind_of(quote.title)
        if quote.title[0].isascii():
            return bool(kind) and quote.title[0].isupper()
        return self._page.text[quote.start] == "「" and len(quote.title) > len(kind) + MIN_BARE and bool(kind)

    def _english(self, name: EnglishName) -> Draft | None:
        page = self._page
        title = page.text[name.start : name.end]
        known = self._names.look_up(title)
        defined = self._names.is_defined(title)
        if name.is_kind:
            if not defined or name.determiner != "the":
                return None  # a pointer: these Measures, the Opinions
            return self._named(name.determiner_start, name.end, title)
        if not defined and known is None and not name.is_sure:
            confirmed = self._named(name.start, name.end, title)
            if not (confirmed.number or confirmed.pins or confirmed.definition):
                return None
            return confirmed
        return self._named(name.determiner_start if defined else name.start, name.end, title)

    def _number(self, found: FoundNumber) -> Draft | None:
        """Return the citation of a number that stands before its title, or alone."""
        following = self._page.title_behind(found.end)
        if following:
            draft = self._named(found.start, following.end, following.title)
            draft.number = found.number.normalised
            return draft
        return self._by_number(found, CleanSpan(found.start, found.end))

    def _by_number(self, found: FoundNumber, span: CleanSpan) -> Draft:
        """Return the citation that a number alone makes, which stands at ``span`` with the marks around it, if any."""
        draft = self._with_pins(Draft("full", span, found.number.normalised))
        draft.antecedent = self._names.of_number(draft.number) if draft.number else None
        return draft

    def _bare(self, match: re.Match[str]) -> Draft | None:
        """Return the citation of a name without marks: known from before (药品管理法), or with a pin behind it (刑法第三百三十八条)."""
        page = self._page
        start = self._names.bare_ending_at(page.folded, match.end(), page.done)
        if start is None and page.has_pin_at(match.end()):
            start = law_begins(page.folded, match.end(), page.done)
        return None if start is None else self._named(start, match.end(), page.text[start : match.end()])

    def _pointer(self, pointer: Pointer) -> Draft | None:
        if self._names.is_defined(pointer.what) and pointer.role == "that" and not self._page.folded[pointer.start].isalpha():
            return None
        draft = self._with_pins(Draft("id", CleanSpan(pointer.start, pointer.end)))
        pinned = bool(draft.pins)
        if pointer.needs_pin and not pinned and not (pointer.role == "self" and self._names.is_own_kind(pointer.what)):
            return None
        if pointer.role == "self":
            draft.antecedent = self._names.of_own(self._page.folded[pointer.start : pointer.end], pointer.what)
        elif pointer.role in ("own", "preceding"):
            draft.antecedent = "self"
            draft.pins = self._own_pins(pointer, draft.pins)
        elif pointer.role == "same":
            draft.antecedent, draft.pins = self._same_pins(draft.pins)
        elif pointer.role == "above" and pointer.what in ("规定", "文件", ""):
            named = self._in_clause if pointer.what else self._names.last
            draft.antecedent = "self" if named is None else named
        else:
            draft.antecedent = self._names.of_kind(pointer.what, self._begin)
        return draft if draft.antecedent is not None else None

    def _own_pins(self, pointer: Pointer, below: list[Pin]) -> list[Pin]:
        level = pointer.what
        if self._taiwan:
            level = {"item": "paragraph", "paragraph": "item"}.get(level, level)
        places = [self._place.own(level)] if pointer.role == "own" else self._place.preceding(level, pointer.how_many, pointer.start)
        if below:
            return [
                place._replace(paragraph=pin.paragraph or place.paragraph, items=pin.items or place.items)
                for place in places[:1]
                for pin in below
            ]
        return [place for place in places if place != Pin()]

    def _same_pins(self, below: list[Pin]) -> tuple[Antecedent, list[Pin]]:
        """Return what 同条第三款 means: the article cited last."""
        antecedent, pins = self._last_pins
        last = pins[-1] if pins else Pin()
        return antecedent, [Pin(last.article, pin.paragraph, pin.items) for pin in below] or [Pin(last.article)]

    def _pin(self, group: PinGroup) -> Draft | None:
        """Return the citation of a place without a text: this one, if it has such units, else the text that was named last."""
        page = self._page
        if page.waits(group):
            return None
        written = page.folded[group.start : group.end]
        if _IS_POINT.search(written) and not (self._title_is_points or ("部分" in written and _PART_GOES_ON.match(page.folded, group.end))):
            return None
        has_units = self._has_articles or (self._has_paths and not _OF_ARTICLES.search(written))
        antecedent: Antecedent = self._names.last if not has_units and self._names.last is not None else "self"
        if not has_units and antecedent == "self" and not self._has_paths:
            return None
        pins = list(group.pins)
        if antecedent == "self" and self._place.article and not pins[0].article and not pins[0].division:
            pins = [pin if pin.article else pin._replace(article=self._place.article) for pin in pins]
        return Draft("pin", CleanSpan(group.start, group.end), pins=pins, antecedent=antecedent)

    def _named(self, start: int, end: int, title: str) -> Draft:
        """Return the citation that a title or name at ``start`` makes, with the number, version and pins that belong to it."""
        suffix = self._page.suffix(end)
        title += self._page.text[end : suffix.version_end].strip()
        known = self._names.look_up(title)
        draft = Draft("full", CleanSpan(start, suffix.end), title=title)
        if suffix.number:
            draft.number = suffix.number.number.normalised
        if known is not None:
            draft.kind, draft.antecedent = known
        return self._with_pins(draft)

    def _with_pins(self, draft: Draft) -> Draft:
        """Add the pins that stand behind the name (Chinese) or before it (English), and their words to the span."""
        page = self._page
        start, end = draft.span
        behind = page.group_behind(end)
        before = page.group_before(start)
        draft.definition = definition_at(page.folded, end) if draft.kind in ("full", "short") else None
        if draft.definition and page.group_behind(draft.definition.end):
            behind = page.group_behind(draft.definition.end)  # 《药品管理法》（以下简称本法）第三条
        if behind:
            draft.pins = list(behind.pins)
            draft.span = CleanSpan(start, behind.end)
        elif before:
            draft.pins = list(before.pins)
            draft.span = CleanSpan(before.start, end)
        return draft

    def _remember(self, draft: Draft) -> None:
        """Count the citation, learn the names it gives, and read past a definition that follows."""
        position = self._count
        self._count += 1
        root: Antecedent = position if draft.antecedent is None else draft.antecedent
        if draft.kind in ("full", "short") and isinstance(root, int):
            self._names.last = self._in_clause = root
            if draft.kind == "full" and draft.title:
                self._names.add_title(draft.title, root)
            if draft.number:
                self._names.add_number(draft.number, root)
            definition = draft.definition or definition_at(self._page.folded, draft.span.end)
            if definition:
                self._names.define(definition.name, root)
                self._page.done = max(definition.end, draft.span.end)
        self._last_pins = (root, draft.pins)


def _start(item: Item) -> int:
    """Return where a candidate begins, the determiner of an English name included."""
    if isinstance(item, EnglishName):
        return item.determiner_start
    return item.start() if isinstance(item, re.Match) else item.start
