"""Clauses: in goes a cleaned document, out comes the list of its clauses, each the lowest numbered unit of the text.

Where nothing is numbered, a paragraph is a clause. What follows a numbered unit without a number of its own belongs to it (the
second paragraph of an article), unless text was lost between them. Of a table each row is a clause, its header the last of the
headings above it. The list of attachments is one clause, so are signature and date, and the copy lines. What is too long is cut
as ``corpus._pieces`` says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, takewhile
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from corpus._marks import unmarked, without_marks
from corpus._pieces import cut, text_of
from corpus.ids import clause_id, text_key
from corpus.matchkey import match_key
from corpus.model import READ_KINDS, Card, Clause, CleanSpan, Place
from corpus.numbering import DIVISIONS
from corpus.outline import ATTACHMENT, Unit, is_command, read_outline
from corpus.sentences import NAME_WEIGHT, sentence_ends, weight
from corpus.tables import in_one_row, row_headings, text_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block, Document

_CLAUSE_KINDS = READ_KINDS - {"title", "caption"}
_END_KINDS = {"attachment": "attachment", "signature": "signature", "date": "signature", "copy": "copy"}
"""What ends a text, and the kind of clause that its lines make together."""

_FOLLOWS_NUMBER = frozenset({"paragraph", "list-item"})
_FOLLOWS_COLON = frozenset({"list-item"})


class _Heading(NamedTuple):
    """What a clause stands under: its words and the unit that it is."""

    label: str
    unit: Unit
    level: int

    def contains(self, unit: Unit, level: int) -> bool:
        """Return whether ``unit``, which comes later, stands under this heading."""
        if unit.kind == ATTACHMENT:
            return False
        if self.level and level and self.level != level:
            return self.level < level
        if self.unit.depth and unit.depth:
            return self.unit.depth < unit.depth
        if unit.kind == "heading":
            return self.unit.kind in DIVISIONS or self.unit.kind == ATTACHMENT
        if unit.kind in DIVISIONS and self.unit.kind in DIVISIONS:
            return self.unit.rank < unit.rank
        return not self.unit.depth


@dataclass(slots=True)
class _Open:
    """A clause being gathered: its places, and where it stands in the outline; of a table's row, what stands ``above`` it in the table."""

    kind: str = ""
    headings: tuple[_Heading, ...] = ()
    absorbs: frozenset[str] = frozenset()
    places: list[Place] = field(default_factory=list)
    above: tuple[str, ...] = ()
    lang: str = ""


def split_clauses(document: Document) -> list[Clause]:
    """Return the clauses of ``document`` in reading order; headings, titles, captions, gaps and boilerplate are none.

    Ids depend on the text of the clause and how often it has stood on the page before, so a rule that changes one clause leaves
    the ids of all others as they are; save where the page has its text again: the next copy takes over its id, the one after that
    the next one's, and so on. No other scheme keeps both copies' ids: the first changed, the second is a text that stands once,
    and the id of such a text is made of nothing but the text. To count from what stands around a copy would change the ids of
    copies wherever a paragraph is put in or numbers shift. An id that is taken over still names the text that was cited.
    """
    occurrences: dict[str, int] = {}
    taken: set[str] = set()
    cards: dict[int, Card] = {}
    clauses: list[Clause] = []
    for gathered in _gather(document.blocks):
        for where in cut(document.blocks, gathered.places):
            text = text_of(document.blocks, where)
            if not any(character.isalnum() for character in text):
                continue
            key = text_key(match_key(text))
            part = document.blocks[where[0].block].part
            if part not in cards:
                cards[part] = card_of(document, part)
            clauses.append(
                Clause(
                    id=_new_id(document.doc_id, key, occurrences, taken),
                    text=text,
                    lang=_language([document.blocks[place.block] for place in where]),
                    kind=gathered.kind,
                    heading_path=(*(heading.label for heading in gathered.headings), *gathered.above),
                    path=_path(gathered.headings),
                    doc_id=document.doc_id,
                    text_key=key,
                    where=tuple(where),
                    card=cards[part],
                )
            )
    return clauses


def _new_id(doc_id: str, key: str, occurrences: dict[str, int], taken: set[str]) -> str:
    """Return the id of the next clause with text key ``key``; where another text's id is the same, count on."""
    while True:
        occurrence = occurrences[key] = occurrences.get(key, -1) + 1
        identity = clause_id(doc_id, key, occurrence)
        if identity not in taken:
            taken.add(identity)
            return identity


def _gather(blocks: Sequence[Block]) -> Iterator[_Open]:
    """Yield the clauses of a page, following its outline from part to part."""
    units = {position: list(some) for position, some in groupby(read_outline(blocks), key=lambda unit: unit.block)}
    tables, texts = row_headings(blocks), text_cells(blocks)
    current = _Open()
    before = -1
    for position, block in enumerate(blocks):
        if block.kind not in _CLAUSE_KINDS:
            continue
        following = _across(blocks, before, position, current)
        if following is not None:
            yield current
            current = following
        before = position
        if block.kind == "table-row" and position not in texts:
            if not (current.places and in_one_row(blocks[current.places[-1].block], block)):
                yield current
                current = _Open(block.kind, current.headings, above=tables.get(position, ()))
            current.places.append(_whole(position, block))
            continue
        for begun in _read(block, position, units.get(position, []), current):
            yield current
            current = begun
    yield current


def _across(blocks: Sequence[Block], before: int, position: int, current: _Open) -> _Open | None:
    """Return what is open where the block at ``position`` begins, if that is not what was open at the end of the block ``before``."""
    if before < 0 or blocks[before].part != blocks[position].part:
        return _Open()
    if any(blocks[between].kind == "gap" for between in range(before + 1, position)):
        # A numbering may have been lost with the text: what follows is not the last unit's.
        return _Open(headings=tuple(heading for heading in current.headings if heading.unit.is_heading))
    return None


def _read(block: Block, position: int, units: Sequence[Unit], current: _Open) -> Iterator[_Open]:
    """Yield each clause that begins in a block; what belongs to the one before is added to that."""
    first = units[0].start if units else len(block.text)
    if block.text[:first].strip():
        if block.kind not in current.absorbs or _in_other_language(block, current):
            current = _paragraph(block, current.headings)
            yield current
        current.places.append(Place(position, CleanSpan(0, first)))
    for unit in units:
        if _END_KINDS.get(unit.kind) == current.kind:
            current.places.append(_span(unit))
            continue
        current = _begin(block, unit, current.headings)
        yield current


def _in_other_language(block: Block, current: _Open) -> bool:
    """Return whether a block is in Chinese below a clause in English, or the other way round: it is not that clause's."""
    return {block.lang, current.lang} == {"zh", "en"}


def _begin(block: Block, unit: Unit, headings: tuple[_Heading, ...]) -> _Open:
    """Return the clause that a unit begins; a heading begins one without being part of it, what only ends a text begins none."""
    if unit.kind == "closing":
        return _Open("paragraph", (), frozenset(), [_span(unit)])
    if unit.kind in _END_KINDS:
        return _Open(_END_KINDS[unit.kind], (), frozenset(), [_span(unit)])
    level = block.level if block.kind == "heading" else 0
    outer = tuple(takewhile(lambda heading: heading.contains(unit, level), headings))
    path = (*outer, _Heading(_label(block.text, unit), unit, level))
    if unit.kind in {"heading", ATTACHMENT}:
        return _Open(headings=path)
    return _Open(unit.kind, path, _FOLLOWS_NUMBER, [] if unit.is_heading else [_span(unit)], lang=block.lang)


def _paragraph(block: Block, headings: tuple[_Heading, ...]) -> _Open:
    announces = block.kind == "paragraph" and block.text.rstrip().endswith((":", "："))
    return _Open(block.kind, headings, _FOLLOWS_COLON if announces else frozenset())


def _span(unit: Unit) -> Place:
    return Place(unit.block, CleanSpan(unit.start, unit.end))


def _whole(position: int, block: Block) -> Place:
    return Place(position, CleanSpan(0, len(block.text)))


def _label(text: str, unit: Unit) -> str:
    """Return a heading's words; of a unit with text of its own its first sentence where that is short and more follows, else its number."""
    own, number = text[unit.start : unit.end], max(unit.text_start - unit.start, 0)
    whole = without_marks(own)
    begins = number if whole == own else sum(map(eq, own[:number], unmarked(own)))
    written = whole[:begins].strip()
    if unit.is_heading:
        return whole.strip()
    first_end = next(sentence_ends(whole[begins:].rstrip()), None) if unit.kind != "article" else None
    if first_end is None:
        return written
    sentence = whole[begins : begins + first_end].strip()
    if weight(sentence) > NAME_WEIGHT or is_command(sentence) or sentence[-1] in "；;！!？?":
        return written
    return whole[: begins + first_end].strip().rstrip(".。 ")


def _path(headings: Sequence[_Heading]) -> str:
    """Return the path of the innermost numbered unit; of a text in an attachment that numbers nothing, the attachment's."""
    path = next((heading.unit.path for heading in reversed(headings) if heading.unit.depth), "")
    return path or next((heading.unit.path.removesuffix(":") for heading in headings if heading.unit.kind == ATTACHMENT), "")


def _language(blocks: Sequence[Block]) -> str:
    languages = {block.lang for block in blocks if block.lang != "und"}
    return languages.pop() if len(languages) == 1 else ("mixed" if languages else "und")


def card_of(document: Document, part: int) -> Card:
    """Return what search shows of the part that a clause belongs to, filled up from the page."""
    said = document.parts[part] if part < len(document.parts) else None
    published = document.published.isoformat() if document.published else ""
    return Card(
        title=(said.title if said and said.title else document.title),
        source=document.source,
        publisher=document.publisher,
        published=published,
        issuers=said.issuers if said else document.issuers,
        doc_numbers=tuple(number.normalised or number.written for number in (said.doc_numbers if said else document.doc_numbers)),
        flags=tuple(sorted({flag.name for flag in document.flags})),
        kind=said.kind if said else "other",
    )
