"""One clause and all in it that may be a citation: in goes its text, out come candidates in order and what stands beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus.citing.bare import LAW_END
from corpus.citing.english import EnglishName, english_names
from corpus.citing.english_pins import english_groups
from corpus.citing.marks import Marked, marked_titles, quoted_titles
from corpus.citing.numbers import locate_numbers
from corpus.citing.pins import PinGroup, chinese_groups, outline_path
from corpus.citing.pointers import Pointer, chinese_pointers, english_pointers
from corpus.citing.words import VERSION
from corpus.doc_numbers import FoundNumber
from corpus.matchkey import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_TIE = re.compile(r"\s?(?:文件|文)?(?:的|中的|中|之)?\s?(?=第|[一二三四五六七八九十]{1,3}(?:、|\(|[,。;)]))")
_ENGLISH_TIE = re.compile(r"\s?,?\s(?:of|in|under|to)\s(?P<article>(?:the|said)\s)?", re.IGNORECASE)
_THEREOF = re.compile(r"\s(?=(?:there|here)of\b)", re.IGNORECASE)
_STANDARD = re.compile(r"\s?\(\s?[A-Z]{2,8}(?:[ /-]?[A-Z]{1,3})?[ /]?\d[\d.]*(?:\s?[-—–]\s?\d{2,4})?\s?\)")
_CLOSE = re.compile(r"\s?[)\]]")
_OPEN = re.compile(r"\s?(?:[(\[]\s?(?:\d{4}年)?\s?)?")
_FILE = re.compile(r"\s?(?:文件|文)?\s?")

Item: TypeAlias = Marked | EnglishName | FoundNumber | Pointer | PinGroup | re.Match[str]
"""What may be a citation; a match is the end of a law's name without marks."""


def fold_widths(text: str) -> str:
    """Return ``text`` in simplified characters and half width, its length unchanged: an offset in the one is one in the other."""
    return text if text.isascii() else simplify(text).translate(_WIDTHS)


class _Candidate(NamedTuple):
    start: int
    rank: int
    item: Item


class Suffix(NamedTuple):
    """What belongs to a title and stands behind it: where the version ends, the number, where all ends."""

    version_end: int
    number: FoundNumber | None
    end: int


class Page:
    """One clause's candidates, and how far it is read (``done``); ``folded`` is ``text`` as ``fold_widths`` gives it."""

    def __init__(self, text: str, folded: str, done: int, *, taiwan: bool) -> None:
        """Look for all candidates; what stands before ``done`` is the clause's own number."""
        self.text, self.folded, self.done = text, folded, done
        self._marked = [*marked_titles(text), *quoted_titles(text)]
        self._names = english_names(text)
        self._numbers = locate_numbers(text, folded)
        self._pointers = [*chinese_pointers(folded), *english_pointers(folded)]
        self._groups = [*chinese_groups(folded, done, taiwan=taiwan), *english_groups(folded)]
        self._group_at = {group.start: group for group in self._groups}
        self._number_at = {number.start: number for number in self._numbers}
        self._marked_at = {marked.start: marked for marked in self._marked if not marked.is_quote}
        self._tied: dict[int, PinGroup] = {}
        self._waiting: set[int] = set()
        self._tie_groups()

    def _tie_groups(self) -> None:
        """Find the pins that stand before the name they belong to: Article 5 *of the* …."""
        starts = {name.start for name in self._names} | {name.determiner_start for name in self._names} | self._number_at.keys()
        starts |= {marked.start for marked in self._marked} | {pointer.start for pointer in self._pointers}
        for group in self._groups:
            for position in _names_behind(self.folded, group.end):
                if position in starts:
                    self._tied[position] = group
                    self._waiting.add(group.start)

    def candidates(self) -> list[Item]:
        """Return all candidates in the order of the text; of two that begin together the more telling first."""
        found = [_Candidate(marked.start, 0, marked) for marked in self._marked]
        found += [_Candidate(number.start, 1, number) for number in self._numbers]
        found += [_Candidate(name.determiner_start, 2, name) for name in self._names]
        found += [_Candidate(pointer.start, 3, pointer) for pointer in self._pointers]
        found += [_Candidate(match.start(), 4, match) for match in LAW_END.finditer(self.folded)]
        found += [_Candidate(group.start, 5, group) for group in self._groups]
        found.sort(key=lambda candidate: candidate[:2])
        return [candidate.item for candidate in found]

    def title_behind(self, position: int) -> Marked | None:
        """Return the title in marks that stands at ``position``, 文件 and white space passed over."""
        match = _FILE.match(self.folded, position)
        return self._marked_at.get(match.end()) if match else None

    def number_inside(self, marked: Marked) -> FoundNumber | None:
        """Return the number that is all that stands in marks (《国办发〔2017〕32号》, 《国办发〔2017〕32号文件》), else None."""
        begins = marked.start + 1
        end = marked.end - 1
        number = self._number_at.get(begins + len(marked.title) - len(marked.title.lstrip()))
        rest = _FILE.match(self.folded, number.end, end) if number else None
        return number if rest and rest.end() == end else None

    def suffix(self, end: int) -> Suffix:
        """Return the version, and the number or the code of a standard, behind a title that ends at ``end``."""
        version = VERSION.match(self.folded, end)
        version_end = version.end() if version else end
        opening = _OPEN.match(self.folded, version_end)
        number = self._number_at.get(opening.end()) if opening else None
        if opening and number:
            closing = _CLOSE.match(self.folded, number.end) if opening[0].strip() else None
            return Suffix(version_end, number, closing.end() if closing else number.end)
        standard = _STANDARD.match(self.folded, version_end)
        return Suffix(version_end, None, standard.end() if standard else version_end)

    def has_pin_at(self, position: int) -> bool:
        """Return whether pins begin at ``position``."""
        return position in self._group_at

    def group_behind(self, end: int) -> PinGroup | None:
        """Return the Chinese pins behind a name: 《…》第三条, 《…》的第三条, …五（二）."""
        tie = _TIE.match(self.folded, end)
        if not tie:
            return None
        return self._group_at.get(tie.end()) or outline_path(self.folded, tie.end())

    def group_before(self, start: int) -> PinGroup | None:
        """Return the English pins before a name, unless they are read already: Article 5 of the …."""
        group = self._tied.get(start)
        return group if group and group.start >= self.done else None

    def waits(self, group: PinGroup) -> bool:
        """Return whether English pins wait for the name that follows."""
        return group.start in self._waiting


def _names_behind(folded: str, end: int) -> Iterator[int]:
    """Yield where a name that English pins belong to may begin: behind "of the", at "the", at "thereof"."""
    tie = _ENGLISH_TIE.match(folded, end)
    if tie:
        yield tie.end()
        if tie["article"]:
            yield tie.start("article")
    thereof = _THEREOF.match(folded, end)
    if thereof:
        yield thereof.end()
