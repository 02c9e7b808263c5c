"""The last step: in goes a finished draft, out comes the document, its parts described by what the page says of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.language import identify_language
from cleaners.metadata import read_facts
from cleaners.parts import is_policy_title
from corpus.dates import find_dates, to_day
from corpus.doc_numbers import find_doc_numbers, resolve
from corpus.ids import document_id
from corpus.model import READ_KINDS, Block, Cleaned, Document, Part
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import Draft, DraftBlock
    from cleaners.metadata import Facts
    from corpus.model import DocNumber, PartKind, RawPage

HEAD_BLOCKS = 4
"""Blocks at the head of a policy in which its own number stands; numbers further down are cited."""

_GENRE_TAG = re.compile(r"^\s*【[^】]{1,12}】\s*")
_SITE_SUFFIX = re.compile(r"\s*(?:[_|]|\s[-–—]\s).{2,40}$")
_CITED = re.compile(r"《([^《》]{2,120})》")
_ISSUER_ZH = re.compile(r"(?P<issuer>[^《》]{2,60}?(?:国务院|办公厅|办公室|委员会|人民政府|部|委|局|署|院|厅|会))(?:关于|印发)")
_ISSUER_EN = re.compile(r"\bof the (?P<issuer>.{4,120}?) on\b", re.IGNORECASE)
_LIST = re.compile(r"[、,，\s]+")


def assemble(draft: Draft, page: RawPage) -> Cleaned:
    """Return the cleaned page: blocks with their flags, parts with titles, numbers and dates, and the facts of the page itself."""
    facts = read_facts(draft.blocks)
    for name, values in draft.hints.items():
        for value in values:
            facts.add(name, value)
    parts = tuple(_part(draft, number, facts) for number in range(1 + max((block.part for block in draft.blocks), default=0)))
    blocks = tuple(_block(block, draft) for block in draft.blocks)
    main = _main_part(blocks)
    title = parts[main].title or next(iter(facts.title), "")
    text = "\n".join(block.text for block in blocks if block.kind in READ_KINDS)
    published = facts.published or facts.issued or list(parts[main].dates)
    document = Document(
        doc_id=document_id(page.data),
        title=title,
        lang=identify_language(text),
        blocks=blocks,
        parts=parts,
        source=page.origin,
        flags=tuple(draft.flags),
        published=next((day for day in map(to_day, published) if day), None),
        publisher=next(iter(facts.publisher), ""),
        authors=tuple(dict.fromkeys(facts.author)),
        issuers=parts[main].issuers,
        doc_numbers=parts[main].doc_numbers,
        cited_titles=tuple(dict.fromkeys(_CITED.findall(text))),
    )
    return Cleaned(document, tuple(draft.edits[number] for number in sorted(draft.edits)), draft.markup, draft.decoded)


def _block(block: DraftBlock, draft: Draft) -> Block:
    flags = tuple(flag for flag in draft.flags if flag.span.start < block.raw.end and block.raw.start < flag.span.end)
    return Block(block.kind, block.pieces, block.lang, block.variant, block.part, block.level, flags)


def _main_part(blocks: Sequence[Block]) -> int:
    """Return the number of the part with the most text; the first of equals."""
    sizes: dict[int, float] = {0: 0.0}
    for block in blocks:
        if block.kind in READ_KINDS:
            sizes[block.part] = sizes.get(block.part, 0.0) + weight(block.text)
    return max(sizes, key=lambda part: (sizes[part], -part))


def _part(draft: Draft, number: int, facts: Facts) -> Part:
    blocks = [block for block in draft.blocks if block.part == number]
    title = next((block.text for block in blocks if block.kind == "title"), "")
    title = _GENRE_TAG.sub("", title).strip()
    policy = is_policy_title(title)
    if not policy:
        kind: PartKind = "news" if facts.published or facts.author or facts.publisher else "other"
        return Part(kind, title)
    return Part("policy", title, _numbers(draft, blocks, facts), _issuers(title, facts), _dates(blocks))


def _numbers(draft: Draft, blocks: Sequence[DraftBlock], facts: Facts) -> tuple[DocNumber, ...]:
    """Return the numbers that stand at the head of a policy, resolved by what the page says elsewhere."""
    head = [block for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"][:HEAD_BLOCKS]
    own = [number for block in head if weight(block.text) < 2 * weight(head[0].text) for number in find_doc_numbers(block.text)]
    if not own and number_of_table(facts):
        own = list(find_doc_numbers(" ".join(facts.number)))[:1]
    seen = [number for block in draft.blocks for number in find_doc_numbers(block.text)]
    return resolve(own, seen)


def number_of_table(facts: Facts) -> str:
    """Return the document number that the page's metadata gives, or an empty string."""
    return next(iter(facts.number), "")


def _issuers(title: str, facts: Facts) -> tuple[str, ...]:
    if facts.issuer:
        return tuple(_LIST.split(facts.issuer[0]))
    found = _ISSUER_ZH.match(title) or _ISSUER_EN.search(title)
    return (found["issuer"],) if found else ()


def _dates(blocks: Sequence[DraftBlock]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iso for block in blocks if block.kind == "metadata" for _, _, iso in find_dates(block.text)))
