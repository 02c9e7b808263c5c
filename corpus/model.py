"""The data model: in go spans of one page's decoded text, out come documents that can prove where each character came from.

Every character of ``Decoded.text`` is claimed exactly once: *kept* by a piece, *edited* by an edit, or *markup*.
A block is a tuple of pieces that point into the decoded text, so a block can be moved for free, an edit is undone
by looking at its span, and a highlight finds its place in the raw page by bisection. Of ours this module imports only the
arithmetic of codecs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from urllib.parse import urljoin

from corpus.misreading import follows, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

BlockKind: TypeAlias = Literal["title", "heading", "paragraph", "list-item", "table-row", "caption", "metadata", "gap", "boilerplate"]
PartKind: TypeAlias = Literal["policy", "news", "other"]

_NO_WORD = re.compile(r"[\W_]+")

READ_KINDS: frozenset[str] = frozenset({"title", "heading", "paragraph", "list-item", "table-row", "caption"})
"""Kinds of block that are the page's own text; only these are read, split into clauses and indexed."""


class RawSpan(NamedTuple):
    """A stretch of ``Decoded.text``: ``start`` inclusive, ``end`` exclusive, counted in code points."""

    start: int
    end: int


class CleanSpan(NamedTuple):
    """A stretch of ``Block.text`` or ``Clause.text``; its own type, so that mypy tells it from a ``RawSpan``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """Bytes (or text) of one page, and where they came from: a URL or a file's path."""

    content: bytes | str
    origin: str
    declared_encoding: str | None = None
    fetched: date | None = None

    @property
    def data(self) -> bytes:
        """The page's bytes; a page given as text is its UTF-8 form, lone surrogates passed through."""
        if isinstance(self.content, bytes):
            return self.content
        return self.content.encode("utf-8", "surrogatepass")


class ByteException(NamedTuple):
    """Bytes that do not come back by re-encoding ``Decoded.text[span]``, kept here as they were."""

    span: RawSpan
    data: bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text of a page, the encoding it was read with, why that one, and what does not round-trip."""

    text: str
    encoding: str
    evidence: tuple[str, ...] = ()
    exceptions: tuple[ByteException, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the raw bytes of the page, exactly."""
        parts: list[bytes] = []
        position = 0
        for span, data in self.exceptions:
            parts += (self.text[position : span.start].encode(self.encoding), data)
            position = span.end
        parts.append(self.text[position:].encode(self.encoding))
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of characters: the decoded text at ``span`` is read as ``after``; what it was stays in the decoded text.

    ``inverse`` names the lossless operation that the change undoes (``html-entity``, ``utf-8 read as cp1252``); without one,
    ``after`` adds no Han character and no word. ``twin`` is the copy that stays when a repeat is dropped.
    """

    number: int
    rule: str
    version: int
    span: RawSpan
    after: str
    reason: str
    inverse: str | None = None
    twin: RawSpan | None = None
    confidence: float = 1.0


class Flag(NamedTuple):
    """A fault found and not repaired, with its place in the decoded text and what shows it."""

    name: str
    span: RawSpan
    evidence: str


class Piece(NamedTuple):
    """Characters of a block: the raw slice itself (``edit`` is None), or what edit number ``edit`` made of it."""

    text: str
    raw: RawSpan
    edit: int | None = None


class Cell(NamedTuple):
    """Where a cell stands in the grid of its table: which one of the page's tables, its first row and column, how many of each it spans.

    All count from 1; ``names`` says what the page's author marked the cell as the name of. The caption stands in row 0 and column 0.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    names: Literal["", "row", "column"] = ""


class _JoinedText:
    """Room for the text of a block once it is joined: no field, so it is neither compared nor stored."""

    __slots__ = ("_joined",)
    _joined: str


@dataclass(frozen=True, slots=True)
class Block(_JoinedText):
    """One block of a page: its kind, its pieces in raw order, its language and script variant, and the part it belongs to.

    ``lang`` is ``zh``, ``en``, ``mixed`` or ``und``; ``variant`` is ``Hans``, ``Hant`` or empty; ``level`` counts headings from 1, and of a
    ``table-row`` is the number of its row on the page, 0 where the block is the whole row. ``cell`` is None outside of HTML tables.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...]
    lang: str = "und"
    variant: str = ""
    part: int = 0
    level: int = 0
    flags: tuple[Flag, ...] = ()
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The block as people read it, joined once: of 100,000 pieces each joining takes 10 ms, and rules ask again and again."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0].text
        try:
            return self._joined
        except AttributeError:
            object.__setattr__(self, "_joined", "".join(piece.text for piece in pieces))
            return self._joined

    def to_raw(self, span: CleanSpan) -> tuple[RawSpan, ...]:
        """Return where ``span`` of the block's text stands in the decoded text: one span a piece, neighbours joined.

        Of an edited piece the whole raw span is given: its characters do not correspond one to one. An empty span is nowhere.
        """
        if span.start >= span.end:
            return ()
        ends = list(accumulate(len(piece.text) for piece in self.pieces))
        found: list[RawSpan] = []
        for index in range(bisect_right(ends, span.start), len(self.pieces)):
            piece = self.pieces[index]
            start = ends[index] - len(piece.text)
            if start >= span.end:
                break
            if piece.edit is None:
                raw = RawSpan(piece.raw.start + max(span.start - start, 0), piece.raw.start + min(span.end - start, len(piece.text)))
            else:
                raw = piece.raw
            if found and found[-1].end == raw.start:
                found[-1] = RawSpan(found[-1].start, raw.end)
            else:
                found.append(raw)
        return tuple(found)


class DocNumber(NamedTuple):
    """A document number as the page writes it and, where the issuing agency is named, in its normal form (国办发〔2021〕18号)."""

    written: str
    normalised: str | None


class Attachment(NamedTuple):
    """A file that the text links to: what the page calls it, and its address as the page writes it."""

    name: str
    address: str

    def url(self, source: str) -> str:
        """Return the address in full, for a page that came from ``source``; as it is written where that is no web address."""
        if not source.lower().startswith(("http://", "https://")):
            return self.address
        try:
            return urljoin(source, self.address)
        except ValueError:  # http://[: no address at all
            return self.address


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a page: a policy, the news that reports it, or other; with what the page says of that text.

    ``dates`` are ISO dates as precise as the page gives them (``2021-06`` or ``2021-06-17``), in page order.
    """

    kind: PartKind = "other"
    title: str = ""
    doc_numbers: tuple[DocNumber, ...] = ()
    issuers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One page after cleaning. ``source`` is the page's origin; ``publisher`` is whom the page itself names as its source.

    ``attachments`` are the files that its text links to.
    """

    doc_id: str
    title: str
    lang: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    source: str
    flags: tuple[Flag, ...] = ()
    published: date | None = None
    publisher: str = ""
    authors: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    doc_numbers: tuple[DocNumber, ...] = ()
    cited_titles: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """What the page says: its read blocks, a line each; gaps, boilerplate and metadata left out."""
        return "\n".join(block.text for block in self.blocks if block.kind in READ_KINDS)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned page with its proof: the document, every edit, every stretch of markup, and the decoded text."""

    document: Document
    edits: tuple[Edit, ...]
    markup: tuple[RawSpan, ...]
    decoded: Decoded

    def check(self) -> None:
        """Raise ``ValueError`` unless kept text, edits and markup partition the decoded text and every piece is proven."""
        text = self.decoded.text
        claims = [*self.markup, *(edit.span for edit in self.edits), *self._kept()]
        position = 0
        for span in sorted(claims):
            if span.start != position or span.end <= span.start:
                raise ValueError(f"characters {position}–{span.start} of the decoded text are claimed twice or not at all")
            position = span.end
        if position != len(text):
            raise ValueError(f"the decoded text ends at {len(text)}, its claims at {position}")
        proven: set[tuple[str, str, str | None]] = set()  # a page writes one reference, ``&nbsp;``, up to 200,000 times
        for edit in self.edits:
            claim = text[edit.span.start : edit.span.end], edit.after, edit.inverse
            if claim in proven:
                continue
            problem = invents(*claim)
            if problem:
                raise ValueError(f"edit {edit.number} ({edit.rule}) {problem}")
            proven.add(claim)

    def _kept(self) -> Iterator[RawSpan]:
        """Yield the raw span of every kept piece, after holding each piece against the raw text or the edit that made it.

        What an edit made stands in one block: in two it would be text that the page does not have, in none it would be lost.
        """
        unread = {edit.number: edit for edit in self.edits}
        if len(unread) != len(self.edits):
            raise ValueError("two edits have the same number")
        for block in self.document.blocks:
            last = -1
            for piece in block.pieces:
                if piece.raw.start < last:
                    raise ValueError(f"pieces out of raw order at {piece.raw}")
                last = piece.raw.end
                if piece.edit is None:
                    if piece.text != self.decoded.text[piece.raw.start : piece.raw.end]:
                        raise ValueError(f"piece {piece.text[:20]!r} is not the raw text at {piece.raw}")
                    yield piece.raw
                    continue
                edit = unread.pop(piece.edit, None)
                if edit is None or (edit.span, edit.after) != (piece.raw, piece.text):
                    raise ValueError(f"piece {piece.text[:20]!r} is not what edit {piece.edit} made, or stands twice")
        for edit in unread.values():
            if word_characters(edit.after):
                raise ValueError(f"what edit {edit.number} ({edit.rule}) made, {edit.after[:20]!r}, stands in no block")


def word_characters(text: str) -> str:
    """Return the letters, digits and Han characters of ``text``, in order: what an edit may never add to."""
    return text if text.isalnum() else _NO_WORD.sub("", text)


def invents(before: str, after: str, inverse: str | None) -> str:
    """Return what is wrong with reading ``before`` as ``after``, or an empty string where nothing is invented.

    With an ``inverse`` the change must follow exactly from it: ``html-entity`` is undone by Python's HTML5 entity table, however
    often ``before`` was escaped, ``A read as B`` by encoding with A and decoding with B, ``…, then C read as D`` by doing that
    once more, ``…, then html-entity`` by reading references first: an edit on what another edit made is one edit, which names the
    chain of damage in the order in which it was done. Where the name ends in ``bytes lost``, ``after`` must be what ``before``, read
    again, spells out in full, with U+FFFD for the rest. Without an inverse, the word characters of ``after`` must be those of
    ``before``, in order, some perhaps missing.
    """
    if inverse is None:
        remaining = iter(word_characters(before))
        return "" if all(character in remaining for character in word_characters(after)) else "adds a word"
    if inverse == "html-entity":
        return "" if after in unescaped(before) else "is not the entity's character"
    try:
        return "" if follows(before, after, inverse) else f"does not follow from {inverse!r}"
    except (UnicodeError, LookupError):
        return f"does not follow from {inverse!r}"


class Place(NamedTuple):
    """A stretch of one block, by the block's position in ``Document.blocks``."""

    block: int
    span: CleanSpan


@dataclass(frozen=True, slots=True)
class Card:
    """What search shows of a clause's document and filters by. ``published`` is an ISO date or empty.

    ``kind`` is that of the part in which the clause stands, of a page without parts ``other``; empty where nobody said.
    """

    title: str = ""
    source: str = ""
    publisher: str = ""
    published: str = ""
    issuers: tuple[str, ...] = ()
    doc_numbers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    kind: Literal["policy", "news", "other", ""] = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """The lowest numbered unit of a text, or a paragraph where nothing is numbered; ``Clause(id=…, text=…, lang=…)`` is enough.

    ``id`` is local to the page and does not change when other clauses of the page do; ``text_key`` is equal for equal text on
    any page; ``heading_path`` runs from the outermost heading to the clause's own; ``path`` is its number in normal form
    (``5.2``); ``where`` gives its places in the document's blocks.
    """

    id: str
    text: str
    lang: str
    kind: str = "paragraph"
    heading_path: tuple[str, ...] = ()
    path: str = ""
    doc_id: str = ""
    text_key: str = ""
    where: tuple[Place, ...] = ()
    card: Card = field(default_factory=Card)
