"""Clauses: in goes a cleaned document, out comes the list of its clauses, each the lowest numbered unit of the text.

Where nothing is numbered, a paragraph is a clause. What follows a numbered unit without a number of its own belongs to it (the
second paragraph of an article), unless text was lost between them. What is too long is cut as ``corpus._pieces`` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus._pieces import cut, text_of
from corpus.ids import clause_id, text_key
from corpus.matchkey import match_key
from corpus.model import READ_KINDS, Card, Clause
from corpus.numbering import Opening, opening
from corpus.sentences import ends_sentence, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block, Document

HEADING_WEIGHT = 120
"""A numbered line up to this length, without a sentence end, is a heading; so is the first sentence of a numbered unit. The
longest heading run into the body of the opinions we read weighs 116."""

_COMMANDS = re.compile(r"\b(?:shall|must|may not)\b|应当|應當|不得|必须|必須|可以", re.IGNORECASE)
_CLAUSE_KINDS = READ_KINDS - {"title", "caption"}
_DIVISIONS = frozenset({"part", "chapter", "section"})
_FOLLOWS_NUMBER = frozenset({"paragraph", "list-item"})
_FOLLOWS_COLON = frozenset({"list-item"})


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a clause stands under: its words, its place among numberings and among the page's headings, where it has one.

    ``is_unit`` tells a numbered unit with text of its own from a mere heading.
    """

    label: str
    number: int | None = None
    rank: int | None = None
    level: int = 0
    is_unit: bool = False

    def contains(self, other: _Heading) -> bool:
        """Return whether ``other``, which comes later, stands under this heading."""
        if self.level and other.level and self.level != other.level:
            return self.level < other.level
        if self.rank is not None and other.rank is not None:
            return self.rank < other.rank
        return self.rank is None and other.rank is not None


@dataclass(slots=True)
class _Open:
    """A clause being gathered: its blocks' positions, and where it stands in the outline."""

    kind: str = ""
    path: tuple[_Heading, ...] = ()
    absorbs: frozenset[str] = frozenset()
    blocks: list[int] = field(default_factory=list)


def split_clauses(document: Document) -> list[Clause]:
    """Return the clauses of ``document`` in reading order; headings, titles, captions, gaps and boilerplate are none.

    Ids depend on the text of the clause and how often it has stood on the page before, so a rule that changes one clause leaves
    the ids of all others as they are.
    """
    occurrences: dict[str, int] = {}
    taken: set[str] = set()
    cards: dict[int, Card] = {}
    clauses: list[Clause] = []
    for gathered in _gather(document.blocks):
        for where in cut(document.blocks, gathered.blocks):
            text = text_of(document.blocks, where)
            if not any(character.isalnum() for character in text):
                continue
            key = text_key(match_key(text))
            part = document.blocks[where[0].block].part
            if part not in cards:
                cards[part] = _card(document, part)
            clauses.append(
                Clause(
                    id=_new_id(document.doc_id, key, occurrences, taken),
                    text=text,
                    lang=_language([document.blocks[place.block] for place in where]),
                    kind=gathered.kind,
                    heading_path=tuple(heading.label for heading in gathered.path),
                    path=".".join(str(heading.number) for heading in gathered.path if heading.number is not None),
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
    """Yield the clauses of a page as runs of blocks, following its headings and numbering from part to part."""
    headings: tuple[_Heading, ...] = ()
    current = _Open()
    before = -1
    readable = [position for position, block in enumerate(blocks) if block.kind in _CLAUSE_KINDS]
    for position, after in zip(readable, [*readable[1:], None], strict=False):
        block = blocks[position]
        following = blocks[after] if after is not None and blocks[after].part == block.part else None
        if before < 0 or blocks[before].part != block.part:
            headings, absorbs = (), frozenset[str]()
        elif any(blocks[between].kind == "gap" for between in range(before + 1, position)):
            # A numbering may have been lost with the text: what follows is not the last unit's.
            headings, absorbs = tuple(heading for heading in headings if not heading.is_unit), frozenset[str]()
        else:
            absorbs = current.absorbs
        before = position
        found = opening(block.text.strip()) if block.kind != "table-row" else None
        is_heading = _is_heading(block, found, following)
        if not (found or is_heading) and block.kind in absorbs:
            current.blocks.append(position)
            continue
        yield current
        if found or is_heading:
            heading = _heading(block, found, is_heading=is_heading)
            headings = (*(outer for outer in headings if outer.contains(heading)), heading)
        current = _begin(block, position, found, headings, is_heading=is_heading)
    yield current


def _begin(block: Block, position: int, found: Opening | None, path: tuple[_Heading, ...], *, is_heading: bool) -> _Open:
    """Return the clause that a block begins; a heading begins one without being part of it, an unnumbered heading begins none."""
    if found:
        return _Open(found.kind, path, _FOLLOWS_NUMBER, [] if is_heading else [position])
    if is_heading:
        return _Open(path=path)
    announces = block.kind == "paragraph" and block.text.rstrip().endswith((":", "："))
    return _Open(block.kind, path, _FOLLOWS_COLON if announces else frozenset(), [position])


def _is_heading(block: Block, found: Opening | None, following: Block | None) -> bool:
    """Return whether a block is a mere heading: for a numbered one, that what it heads comes next; else it is a clause itself."""
    if found is None:
        return block.kind == "heading"
    rest = block.text.strip()[found.end :]
    may_head = block.kind == "heading" or _reads_as_heading(rest)
    if found.kind in _DIVISIONS or following is None or not may_head:
        return may_head and found.kind in _DIVISIONS
    deeper = opening(following.text.strip()) if following.kind != "table-row" else None
    if deeper:
        return deeper.rank > found.rank
    if block.kind == "heading":
        return following.kind != "heading" or following.level > block.level
    return following.kind in _FOLLOWS_NUMBER and weight(following.text) > weight(rest)


def _reads_as_heading(text: str) -> bool:
    """Return whether text behind a number is short, no sentence, commands nothing and does not announce what follows."""
    if weight(text) > HEADING_WEIGHT or _COMMANDS.search(text):
        return False
    return not text or not (ends_sentence(text) or text.endswith((":", "：", ",", "，", "、")))


def _heading(block: Block, found: Opening | None, *, is_heading: bool) -> _Heading:
    level = block.level if block.kind == "heading" else 0
    if found is None:
        return _Heading(block.text.strip(), level=level)
    label = block.text.strip() if is_heading else _run_in_heading(block.text.strip(), found)
    return _Heading(label, found.number, found.rank, level, is_unit=not is_heading)


def _run_in_heading(text: str, found: Opening) -> str:
    """Return a numbered unit's own heading: its first sentence where that is short and more follows, else its number."""
    first_end = next(sentence_ends(text[found.end :]), None) if found.kind != "article" else None
    if first_end is None:
        return found.written
    heading = text[: found.end + first_end].strip()
    sentence = heading[found.end :]
    if weight(sentence) > HEADING_WEIGHT or _COMMANDS.search(sentence) or heading[-1] in "；;！!？?":
        return found.written
    return heading.rstrip(".。 ")


def _language(blocks: Sequence[Block]) -> str:
    languages = {block.lang for block in blocks if block.lang != "und"}
    return languages.pop() if len(languages) == 1 else ("mixed" if languages else "und")


def _card(document: Document, part: int) -> Card:
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
    )
