"""Citations in questions: in goes a query that cites (刑法第232条, 国办发〔2021〕18号 五（二）), out come the clauses it cites, in order.

The name is looked up in the index: the longest that ends before the number (民法商法农民专业合作社法第三十三条 names 农民专业合作社法).
Nothing is guessed: 药品法 is not 药品管理法, unless the question itself says so (以下简称药品法).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.doc_numbers import find_doc_numbers, prefix_of
from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.scripts import count_han
from indexer.citable import ANY_AGENCY, CITATION_FIELD, UNKNOWN_AGENCY, clause_term, names_asked, number_name, order_of, read_place
from indexer.names import MAX_KEY, is_rule, name_after, name_before, names_issued, short_names
from indexer.numbers import find_numbers
from indexer.pins import find_pins
from indexer.time_limit import in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from indexer.citable import Place
    from indexer.pins import Pin
    from indexer.reader import ClauseReader

_SHOWN = 40
"""Characters of a name that nobody has, in a note: before 第N条 may stand a whole sentence."""

_NAME_BEFORE = 2 * MAX_KEY
"""Characters before a number in which the name is looked for, with its marks, gaps, version and definition."""

_GAP = re.compile(r"[\s,、:;。》\"')的]*(?:文件?|印发的通知)?[\s,、:;。》\"')的]*")
"""What may stand between a document number and a unit: 国办发〔2021〕18号文件第二条."""

_AND = re.compile(r"[\s,、;]*(?:和|与|及|或|以及|或者|至|到|-|—|~|and|or|to)?[\s,、;]*")
"""What may stand between two units of one work."""

_OF = re.compile(r"\s*,?\s*(?:of|in|under)?\s*")
_UNKNOWN_AFTER = re.compile(
    r"(?:of|in|under) (?:the )?(?P<name>(?:[a-z'-]+ ){0,8}?(?:law|code|regulations?|rules|measures|provisions|opinions?)\b"
    r"(?: (?:of|for|on|concerning) [^,;.?!]{1,100})?)"
)
_THIS = re.compile(r"(?:本|该|此|上述)..{0,2}$|\bthis [a-z]+$")
"""本法, 本条例, "this Law": no name."""

_UNKNOWN_BEFORE = re.compile(r"[^\s,;。?!]+(?: [a-z'-]+){0,8}$")


class Citation(NamedTuple):
    """A clause that is cited: as the query writes it, the name of the work as the index has it, the path."""

    written: str
    name: str
    path: str


class Cited(NamedTuple):
    """A query taken apart: what it cites, the stretches of it that are left, and what its reader should know."""

    citations: tuple[Citation, ...]
    rest: tuple[str, ...]
    notes: tuple[str, ...]


def read_citations(text: str, works: Callable[[str], bool]) -> Cited:
    """Return what ``text`` cites of ``works``, which tells whether the index has clauses of a work of a name."""
    reading = _Reading(text, works)
    return Cited(tuple(reading.citations), tuple(reading.rest), tuple(dict.fromkeys(reading.notes)))


def find_cited(reader: ClauseReader, citations: Sequence[Citation]) -> tuple[dict[int, str], list[str]]:
    """Return the reason for each clause that is cited, in the order in which they answer, and notes on citations that nothing has.

    Of a unit its own clause comes first, then those in it in order; of several versions of a work the newest; and before a
    translation, which is seldom older, what is in the language of the citation. A unit that a notice does not have is meant in the
    text that it issues.
    """
    reasons: dict[int, str] = {}
    notes: list[str] = []
    for citation in citations:
        found, path = _at(reader, citation.name, citation.path)
        issued = {} if found else _issued(reader, citation)
        if not (found or issued):
            notes.append(f'"{citation.written}": what is here under this name has no such clause')
        language = "zh" if count_han(citation.written) else "en"
        for exactness, asked in ((found, path), *issued.values()):
            ordered = _in_order({number: _place(reader, number) for number in in_time(exactness)}, exactness, asked)
            several = len({place.dated for _, place in ordered}) > 1
            for number, place in sorted(ordered, key=lambda item: reader.value("lang", item[0]).decode() not in {language, "mixed"}):
                told = (
                    f"here {place.path}" if place.path != citation.path else "",
                    f"in {reader.shown(number)['title']}, which the document issues" if issued else "",
                    f"version of {place.dated or 'unknown date'}" if several else "",
                )
                reasons.setdefault(number, _reason(citation, "; ".join(filter(None, told))))
    return reasons, notes


def _reason(citation: Citation, told: str) -> str:
    return f'cited as "{citation.written}"' + (f" ({told})" if told else "")


def _at(reader: ClauseReader, name: str, path: str) -> tuple[dict[int, float], str]:
    """Return the clauses of a work at a path, each by how exactly it names the work, and the path of the unit that has them.

    That is another where an article is one clause with its items.
    """
    found = dict(in_time(reader.postings(CITATION_FIELD, clause_term(name, path))))
    whole = "" if found else _whole(reader, name, path)
    if whole:
        found = dict(in_time(reader.postings(CITATION_FIELD, clause_term(name, whole))))
    return found, whole or path


def _issued(reader: ClauseReader, citation: Citation) -> dict[str, tuple[dict[int, float], str]]:
    """Return, as ``_at`` does, what the texts have at the cited path that notices of the cited name issue on their own pages."""
    pages: dict[str, set[str]] = {}
    for number, _ in in_time(reader.postings(CITATION_FIELD, citation.name)):
        for name in names_issued(reader.shown(number)["title"]):
            pages.setdefault(name, set()).add(_place(reader, number).doc_id)
    issued: dict[str, tuple[dict[int, float], str]] = {}
    seen: set[int] = set()
    for name, inside in pages.items():
        found, path = _at(reader, name, citation.path)
        here = {number: exactness for number, exactness in found.items() if number not in seen and _place(reader, number).doc_id in inside}
        if here:
            issued[name] = here, path
            seen |= here.keys()
    return issued


def _whole(reader: ClauseReader, name: str, path: str) -> str:
    """Return the path of the unit that holds the cited one undivided, or an empty string: an article may be one clause with its items."""
    above = path.rpartition(".")[0]
    while above:
        found = reader.postings(CITATION_FIELD, clause_term(name, above))
        paths = {_place(reader, number).path for number, _ in in_time(found)}
        if paths:
            return above if paths == {above} else ""
        above = above.rpartition(".")[0]
    return ""


def _in_order(places: dict[int, Place], exactness: Mapping[int, float], asked: str) -> list[tuple[int, Place]]:
    """Return the clauses in the order in which they answer, those of an attachment only where the text itself has none."""
    inside = {number: place for number, place in places.items() if _lies_in(place.path, asked)}
    ordered = sorted((inside or places).items(), key=lambda item: (-exactness[item[0]], item[1].doc_id, order_of(item[1].path), item[0]))
    return sorted(ordered, key=lambda item: item[1].dated, reverse=True)


def _lies_in(path: str, above: str) -> bool:
    return f"{path}.".startswith(f"{above}.")


def _place(reader: ClauseReader, number: int) -> Place:
    return read_place(reader.value("place", number))


class _Reading:
    """One text being read, from pin to pin."""

    def __init__(self, text: str, works: Callable[[str], bool]) -> None:
        """Read ``text``."""
        self._text = text
        self._folded = fold(text)
        self._numbers = list(find_numbers(self._folded))
        short = short_names(self._folded.text, works) if "(" in self._folded.text else {}
        self._works = cache(lambda key: key in short or works(key))
        self._short = short
        self.citations: list[Citation] = []
        self.rest: list[str] = []
        self.notes: list[str] = []
        self._read = 0
        """Where, in the folded text, what is not yet read begins."""
        self._name = ""
        """The work cited last."""
        pins = list(find_pins(self._folded.text))
        for pin, following in zip(pins, [*pins[1:], None], strict=False):
            # （十一） of 刑法修正案（十一）第一条 belongs to the name.
            if pin.is_article or following is None or not following.is_article or self._between(pin.end, following.start).strip(" 》\"'"):
                self._read_pin(pin, len(self._folded.text) if following is None else following.start)
        self.rest.append(self._text[self._place(self._read) :])

    def _read_pin(self, pin: Pin, after: int) -> None:
        """Add the citation that ends, or in English begins, with ``pin``; ``after`` is where the next one stands."""
        if self._name and _AND.fullmatch(self._between(self._read, pin.start)):
            self._cite(self._name, pin.path, pin.start, pin.end)
            return
        if self._read_number(pin) or pin.kind == "short":
            return
        follows = _OF.match(self._folded.text, pin.end) if pin.kind == "english" else None
        if follows:
            name = name_after(self._between(follows.end(), after), self._works)
            if name:
                self._cite(name.key, pin.path, pin.start, follows.end() + name.end)
                return
        begin = max(self._read, pin.start - _NAME_BEFORE)
        before = self._between(begin, pin.start)
        name = name_before(before, self._works)
        if name and name.longer:
            # 社会保险法 is another law than 保险法, which is here: its words are searched, but no article answers for another.
            self.notes.append(
                f'nothing here is called "{_shown(name.longer)}"; "{before[name.start : name.end]}" is here, and another name'
            )
        elif name:
            self._cite(name.key, pin.path, begin + name.start, pin.end)
        elif pin.is_article:
            unknown = _unknown(before, self._between(pin.end, after))
            if unknown:
                self.notes.append(f'nothing here is called "{_shown(unknown)}"')

    def _read_number(self, pin: Pin) -> bool:
        """Return whether ``pin`` points into the document whose number stands directly before it."""
        start = self._place(pin.start)
        for match in self._numbers:
            if self._place(self._read) <= match.agency and match.end <= start and _GAP.fullmatch(match_key(self._text[match.end : start])):
                name = next(filter(self._works, _number_names(self._text[match.agency : match.end], match.key)), "")
                if name:
                    self._cite(name, pin.path, self._folded.starts.index(match.agency), pin.end)
                else:
                    written = self._text[match.agency : match.end]
                    self.notes.append(f'the document "{written}" is not here')
                    self.rest.append(self._text[self._place(self._read) : start])
                    self._read = pin.end
                return True
        return False

    def _cite(self, name: str, path: str, start: int, end: int) -> None:
        """Add the citation that stands from ``start`` to ``end`` of the folded text."""
        self._name = self._short.get(name, name)
        written = " ".join(self._text[self._place(start) : self._place(end)].split())
        self.citations.append(Citation(written, self._name, path))
        self.rest.append(self._text[self._place(self._read) : self._place(start)])
        self._read = end

    def _between(self, start: int, end: int) -> str:
        return self._folded.text[start:end]

    def _place(self, folded: int) -> int:
        """Return where in the text a place of the folded text is."""
        return self._folded.starts[folded] if folded < len(self._folded.text) else len(self._text)


def _number_names(written: str, key: str) -> tuple[str, ...]:
    """Return what the document with the number ``key`` may be called: by the agency as written, or where that names none, by any."""
    normalised = next((number.normalised for number in find_doc_numbers(written) if number.normalised), "")
    if not normalised:
        return (number_name(ANY_AGENCY, key),)
    return (*names_asked(prefix_of(normalised), key), number_name(UNKNOWN_AGENCY, key))


def _unknown(before: str, after: str) -> str:
    """Return what reads like the name of a law beside a pin, or an empty string."""
    found = _UNKNOWN_AFTER.match(after.strip())
    if found:
        return found["name"]
    run = _UNKNOWN_BEFORE.search(before.rstrip(" ,"))
    return run[0] if run and is_rule(run[0]) and not _THIS.search(run[0]) else ""


def _shown(name: str) -> str:
    return name if len(name) <= _SHOWN else "…" + name[-_SHOWN:]
