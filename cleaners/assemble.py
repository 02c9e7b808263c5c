"""The last step: in goes a finished draft, out comes the document, its parts described by what the page says of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from cleaners.facts import read_facts
from cleaners.language import identify_language
from cleaners.parts import PROOF_BLOCKS, is_policy
from corpus.dates import find_dates, to_day
from corpus.doc_numbers import find_doc_numbers, resolve
from corpus.ids import document_id
from corpus.model import READ_KINDS, Block, Cleaned, Document, Part
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import Draft, DraftBlock
    from cleaners.facts import Facts
    from corpus.model import DocNumber, Flag, PartKind, RawPage

HEAD_BLOCKS = 4
"""Blocks at the head of a policy in which its own number stands; numbers further down are cited."""

MAX_BESIDE_NUMBER = 12
"""Characters beside a policy's own number on its line: brackets, a date; a sentence that cites one has more."""

_GENRE_TAG = re.compile(r"^\s*【[^】]{1,12}】\s*")
_CITED = re.compile(r"《([^《》]{2,120})》")
_ISSUER_ZH = re.compile(r"(?P<issuer>[^《》]{2,60}?(?:国务院|办公厅|办公室|委员会|政府|法院|检察院|党组|[部委局署院厅会]))(?:关于|印发)")
_ISSUER_EN = re.compile(r"\bof the (?P<issuer>.{4,120}?) on\b", re.IGNORECASE)
_LIST = re.compile(r"[、,，\s]+")


def assemble(draft: Draft, page: RawPage) -> Cleaned:
    """Return the cleaned page: blocks with their flags, parts with titles, numbers and dates, and the facts of the page itself."""
    facts = read_facts(draft.blocks)
    for name, values in draft.hints.items():
        for value in values:
            facts.add(name, value)
    parts = _parts(draft.blocks, facts)
    blocks = tuple(_blocks(draft))
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


def _blocks(draft: Draft) -> Iterator[Block]:
    """Yield the blocks of the page, each with the flags that touch it."""
    by_place = sorted(draft.blocks, key=lambda block: block.raw)
    starts = [block.raw.start for block in by_place]
    flags: dict[int, list[Flag]] = {}
    for flag in draft.flags:
        first = max(bisect_right(starts, flag.span.start) - 1, 0)
        for block in by_place[first : bisect_left(starts, flag.span.end)]:
            if flag.span.start < block.raw.end:
                flags.setdefault(block.number, []).append(flag)
    for block in draft.blocks:
        yield Block(block.kind, block.pieces, block.lang, block.variant, block.part, block.level, tuple(flags.get(block.number, ())))


def _main_part(blocks: Sequence[Block]) -> int:
    """Return the number of the part with the most text; the first of equals."""
    sizes: dict[int, float] = {0: 0.0}
    for block in blocks:
        if block.kind in READ_KINDS:
            sizes[block.part] = sizes.get(block.part, 0.0) + weight(block.text)
    return max(sizes, key=lambda part: (sizes[part], -part))


def _parts(blocks: Sequence[DraftBlock], facts: Facts) -> tuple[Part, ...]:
    """Return the parts of a page. What the page says of itself (发文字号：…) is said of its policy, where it has but one."""
    by_part: dict[int, list[DraftBlock]] = {0: []}
    for block in blocks:
        by_part.setdefault(block.part, []).append(block)
    seen = [number for block in blocks for number in find_doc_numbers(block.text)]
    titles = {part: _title(inside) for part, inside in by_part.items()}
    policies = {part for part, inside in by_part.items() if is_policy(titles[part], _told(inside))}
    found: list[Part] = []
    for part in range(max(by_part) + 1):
        title, inside = titles.get(part, ""), by_part.get(part, [])
        if part not in policies:
            kind: PartKind = "news" if facts.published or facts.author or facts.publisher else "other"
            found.append(Part(kind, title))
            continue
        own = _numbers(inside)
        issuers = _issuers(title)
        if len(policies) == 1:
            own = own or list(find_doc_numbers(" ".join(facts.number)))[:1]
            issuers = tuple(_LIST.split(facts.issuer[0])) if facts.issuer else issuers
        found.append(Part("policy", title, resolve(own, seen), issuers, _dates(inside)))
    return tuple(found)


def _title(blocks: Sequence[DraftBlock]) -> str:
    return _GENRE_TAG.sub("", next((block.text for block in blocks if block.kind == "title"), "")).strip()


def _told(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the first blocks that follow the title of a part."""
    told = [block for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    at = next((at for at, block in enumerate(told) if block.kind == "title"), -1)
    return told[at + 1 : at + 1 + PROOF_BLOCKS]


def _numbers(blocks: Sequence[DraftBlock]) -> list[DocNumber]:
    """Return the numbers that a policy's title and the lines below it give it."""
    own: list[DocNumber] = []
    for block in [block for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"][:HEAD_BLOCKS]:
        found = list(find_doc_numbers(block.text))
        beside = len(block.text) - sum(len(number.written) for number in found)
        alone = beside <= MAX_BESIDE_NUMBER and not ends_sentence(block.text)
        if found and (block.kind in {"title", "metadata"} or alone):
            own += found
    return own


def _issuers(title: str) -> tuple[str, ...]:
    found = _ISSUER_ZH.match(title)
    if found:
        return tuple(filter(None, _LIST.split(found["issuer"])))
    found = _ISSUER_EN.search(title)
    return (found["issuer"],) if found else ()


def _dates(blocks: Sequence[DraftBlock]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iso for block in blocks if block.kind == "metadata" for _, _, iso in find_dates(block.text)))
