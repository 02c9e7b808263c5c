"""Pages that lost text: in go laws, out come pages stripped of their Chinese, what stood there, and a library in memory.

Only symbols are wrong, by chance: left out, doubled by another, or another; letters and figures of Chinese are all lost.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Literal, NamedTuple

from benchmarks.copies_texts import plain_document
from cleaners.across.lost_passages import PASSAGE
from cleaners.across.signatures import sign
from cleaners.across.skeletons import skeleton
from corpus.identities import identify
from corpus.ids import document_id
from corpus.model import Cleaned, Decoded
from corpus.scripts import HAN_CLASS
from corpus.signatures import ALL_TABLES, SignatureTable, page_number

if TYPE_CHECKING:
    import random
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.model import Document, RawSpan
    from corpus.signatures import Column, Signature

PASSAGES = 8
"""Passages of a page, of 20 symbols each or more; of a short law fewer."""

_HAN = re.compile(f"[{HAN_CLASS}]+")
_SENTENCE_END = re.compile(r"(?<=[。；：])")
_SYMBOLS = "，，，、、。。；：（）《》"


class Library:
    """What ``account_of`` asks of a corpus, in memory; ``hidden`` are pages that are not there for now."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.executescript(ALL_TABLES.replace("REFERENCES documents ON DELETE CASCADE", ""))
        self._table = SignatureTable(self._connection)
        self._pages: dict[str, tuple[Document, str]] = {}
        self.hidden: frozenset[str] = frozenset()

    def add(self, document: Document, text: str, signature: Signature | None = None) -> None:
        """Take a page in; ``signature`` is its own where that is made already."""
        identities = [identify(document, part) for part in range(len(document.parts))]
        self._table.write(document.doc_id, signature or sign(document, identities))
        self._pages[document.doc_id] = (document, text)

    def remove(self, doc_id: str) -> None:
        """Take a page out."""
        self._table.delete(doc_id)
        del self._pages[doc_id]

    def signature(self, doc_id: str) -> Signature | None:
        """Return the signature of a page."""
        return self._table.get(doc_id)

    def sharing(self, marks: Iterable[int], column: Column = "marks") -> Counter[str]:
        """Return how many of these marks each page has that is there."""
        found = self._table.sharing(marks, column)
        for doc_id in self.hidden:
            found.pop(doc_id, None)
        return found

    def holders(self, marks: Iterable[int], limit: int = 0, column: Column = "marks") -> dict[int, list[int]]:
        """Return the numbers of the pages that are there and have each mark, in order."""
        gone = set(map(page_number, self.hidden))
        held = self._table.holders(marks, 0, column)
        return {mark: [page for page in pages if page not in gone][: limit or None] for mark, pages in held.items()}

    def of_a_share(self, marks: Mapping[int, int], share: float) -> set[int]:
        """Return those of these pages of whose marks so many are a ``share`` or more; those that are not here are left out."""
        return self._table.of_a_share(marks, share)

    def text(self, doc_id: str) -> str:
        """Return the text of a page; "" for a page that is not here."""
        return self._pages[doc_id][1] if doc_id in self._pages else ""

    def cleaned(self, doc_id: str) -> Cleaned:
        """Return a page."""
        document, text = self._pages[doc_id]
        return Cleaned(document, (), (), Decoded(text, "utf-8"))


def id_of(name: str) -> str:
    """Return the id under which a law is in the library."""
    return document_id(name.encode())


def intact(name: str, text: str) -> Document:
    """Return a law as a page of the library."""
    return plain_document(text, id_of(name))


class Stripped(NamedTuple):
    """A page of which all Chinese was taken: its text, and for each line of it which line of the law it is of."""

    text: str
    lines: tuple[int, ...]
    law: tuple[str, ...]

    def truth(self, gap: RawSpan) -> set[str]:
        """Return the words that stood at a gap; a line of the law whose symbols are all lost may belong to the gap before or behind."""
        ends = 0
        inside: list[int] = []
        for line, number in zip(self.text.split("\n"), self.lines, strict=True):
            if ends < gap.end and ends + len(line) > gap.start:
                inside.append(number)
            ends += len(line) + 1
        kept = set(self.lines)
        firsts, lasts = [inside[0]], [inside[-1]]
        while firsts[-1] > self.lines[0] and firsts[-1] - 1 not in kept:
            firsts.append(firsts[-1] - 1)
        while lasts[-1] < self.lines[-1] and lasts[-1] + 1 not in kept:
            lasts.append(lasts[-1] + 1)
        return {told("\n".join(self.law[first : last + 1])) for first in firsts for last in lasts}


def told(text: str) -> str:
    """Return the words of the lines that leave symbols; whether a heading between two passages belongs to either is not asked."""
    lines = (line for line in text.split("\n") if skeleton([line]).length)
    return "".join(filter(str.isalnum, "".join(lines)))


def strip(law: Sequence[str], noise: float, chooser: random.Random, cut: Literal["no", "sentences"] = "no") -> Stripped | None:
    """Return some passages of a law without their Chinese, None where it is too short for one."""
    lengths = [skeleton([line]).length for line in law]
    start = chooser.randrange(1, max(len(law) - PASSAGES - 2, 2))
    text: list[str] = []
    numbers: list[int] = []
    passages = length = 0
    for number in range(start, len(law)):
        if passages == PASSAGES:
            break
        left = noisy(_HAN.sub("", law[number]), noise, chooser)
        for line in _SENTENCE_END.split(left) if cut == "sentences" else [left]:
            if line.strip():
                text.append(line.strip())
                numbers.append(number)
        length += lengths[number]
        if length >= PASSAGE:
            passages, length = passages + 1, 0
    return Stripped("\n".join(text), tuple(numbers), tuple(law)) if passages else None


def noisy(line: str, noise: float, chooser: random.Random) -> str:
    """Return a line of which this share of the symbols is lost, doubled by another, or another."""
    made: list[str] = []
    for character in line:
        if character.isspace() or chooser.random() >= noise:
            made.append(character)
            continue
        kind = chooser.randrange(3)
        made += ([], [chooser.choice(_SYMBOLS)], [character, chooser.choice(_SYMBOLS)])[kind]
    return "".join(made)
