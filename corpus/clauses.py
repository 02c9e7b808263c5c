"""Clauses: in goes a cleaned document, out comes the list of its clauses, each the lowest numbered unit of the text.

Where nothing is numbered, a paragraph is a clause. What follows a numbered unit without a number of its own belongs to it (the
second paragraph of an article). What exceeds ``MAX_CLAUSE_WEIGHT`` is split at sentence ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from corpus.ids import clause_id, text_key
from corpus.matchkey import match_key
from corpus.model import READ_KINDS, Card, Clause, CleanSpan, Place
from corpus.outline import Opening, opening
from corpus.sentences import ends_sentence, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block, Document

MAX_CLAUSE_WEIGHT = 2000
"""Letters of English (526 Han characters). The longest numbered subsection of the State Council opinions we read has 1,577; split
smaller, several pieces of one subsection take the first places of an answer."""

PIECE_WEIGHT = 1000
"""What a clause above the limit is split into: about 260 Han characters, what a reader takes in at one look."""

HEADING_WEIGHT = 120
"""A numbered line up to this length, without a sentence end, is a heading; so is the first sentence of a numbered unit. The
longest heading run into the body of the opinions we read weighs 116."""

_COMMANDS = ("shall", "must", "may not", "应当", "不得", "必须", "可以")
_CLAUSE_KINDS = READ_KINDS - {"title", "caption"}
_FOLLOWS_NUMBER = frozenset({"paragraph", "list-item"})
_FOLLOWS_COLON = frozenset({"list-item"})


@dataclass(slots=True)
class _Heading:
    rank: float
    label: str
    number: int | None


@dataclass(slots=True)
class _Open:
    """A clause being gathered: its blocks' positions, and where it stands in the outline."""

    kind: str
    path: tuple[_Heading, ...]
    absorbs: frozenset[str]
    blocks: list[int] = field(default_factory=list)


def split_clauses(document: Document) -> list[Clause]:
    """Return the clauses of ``document`` in reading order; headings, titles, captions, gaps and boilerplate are none.

    Ids depend on the text of the clause and how often it has stood on the page before, so a rule that changes one clause leaves
    the ids of all others as they are.
    """
    seen: dict[str, int] = {}
    clauses: list[Clause] = []
    for gathered in _gather(document.blocks):
        if not gathered.blocks:
            continue
        for where in _cut(document.blocks, gathered.blocks):
            text = "\n".join(document.blocks[place.block].text[slice(*place.span)] for place in where).strip()
            if not any(character.isalnum() for character in text):
                continue
            key = text_key(match_key(text))
            occurrence = seen[key] = seen.get(key, -1) + 1
            clauses.append(
                Clause(
                    id=clause_id(document.doc_id, key, occurrence),
                    text=text,
                    lang=_language([document.blocks[place.block] for place in where]),
                    kind=gathered.kind,
                    heading_path=tuple(heading.label for heading in gathered.path),
                    path=".".join(str(heading.number) for heading in gathered.path if heading.number is not None),
                    doc_id=document.doc_id,
                    text_key=key,
                    where=tuple(where),
                    card=_card(document, document.blocks[where[0].block].part),
                )
            )
    return clauses


def _gather(blocks: Sequence[Block]) -> Iterator[_Open]:
    """Yield the clauses of a page as runs of blocks, following its headings and numbering from part to part."""
    headings: list[_Heading] = []
    current = _Open("", (), frozenset())
    part = -1
    readable = [position for position, block in enumerate(blocks) if block.kind in _CLAUSE_KINDS]
    for position, following in zip_longest(readable, readable[1:]):
        block = blocks[position]
        if block.part != part:
            headings, part = [], block.part
            yield current
            current = _Open("", (), frozenset())
        found = opening(block.text) if block.kind != "table-row" else None
        is_heading = block.kind == "heading" or (
            found is not None and _is_heading(block.text, found, blocks[following] if following is not None else None)
        )
        if not (found or is_heading) and block.kind in current.absorbs:
            current.blocks.append(position)
            continue
        yield current
        if found or is_heading:
            rank = found.rank if found else block.level / 10
            label = block.text if is_heading else _run_in_heading(block.text, found)
            headings = [heading for heading in headings if heading.rank < rank]
            headings.append(_Heading(rank, label, found.number if found else None))
        current = _begin(block, position, found, tuple(headings), is_heading=is_heading)
    yield current


def _begin(block: Block, position: int, found: Opening | None, path: tuple[_Heading, ...], *, is_heading: bool) -> _Open:
    """Return the clause that a block begins; a heading begins one without being part of it, an unnumbered heading begins none."""
    if found:
        return _Open(found.kind, path, _FOLLOWS_NUMBER, [] if is_heading else [position])
    if is_heading:
        return _Open("", path, frozenset())
    announces = block.kind == "paragraph" and block.text.rstrip().endswith((":", "："))
    return _Open(block.kind, path, _FOLLOWS_COLON if announces else frozenset(), [position])


def _is_heading(text: str, found: Opening, following: Block | None) -> bool:
    """Return whether a numbered block is a mere heading: short, no sentence, and what it heads comes next."""
    rest = text[found.end :]
    if weight(rest) > HEADING_WEIGHT or (rest and ends_sentence(rest)) or rest.endswith((":", "：", ",", "，", "、")):
        return False
    if found.kind in {"part", "chapter", "section"}:
        return True
    if following is None or following.kind not in {"paragraph", "heading", "list-item"}:
        return False
    deeper = opening(following.text)
    return (deeper.rank > found.rank) if deeper else weight(following.text) > weight(rest)


def _run_in_heading(text: str, found: Opening | None) -> str:
    """Return a numbered unit's own heading: its first sentence where that is short and more follows, else its number."""
    if found is None:
        return ""
    if found.kind == "article":
        return found.written
    first_end = next(sentence_ends(text[found.end :]), None)
    if first_end is None:
        return found.written
    heading = text[: found.end + first_end].strip()
    sentence = heading[found.end :]
    if weight(sentence) > HEADING_WEIGHT or any(command in sentence for command in _COMMANDS) or heading[-1] in "；;！!？?":
        return found.written
    return heading.rstrip(".。 ")


def _cut(blocks: Sequence[Block], positions: Sequence[int]) -> Iterator[list[Place]]:
    """Yield the places of one clause, or of its pieces where it is longer than ``MAX_CLAUSE_WEIGHT``."""
    whole = [Place(position, CleanSpan(0, len(blocks[position].text))) for position in positions]
    if sum(weight(blocks[position].text) for position in positions) <= MAX_CLAUSE_WEIGHT:
        yield whole
        return
    piece: list[Place] = []
    gathered = 0.0
    for position in positions:
        text = blocks[position].text
        for start, end in pairwise([0, *sentence_ends(text), len(text)]):
            length = weight(text[start:end])
            if piece and gathered + length > PIECE_WEIGHT:
                yield piece
                piece, gathered = [], 0.0
            if piece and piece[-1].block == position:
                piece[-1] = Place(position, CleanSpan(piece[-1].span.start, end))
            else:
                piece.append(Place(position, CleanSpan(start, end)))
            gathered += length
    yield piece


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
