"""What the store writes about one page: in goes a cleaned page with its clauses, out come the rows derived from it, and back.

The page's origin is left out of them: it stands in the table of origins alone, so that a second origin changes no row.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.ids import text_key
from corpus.matchkey import match_key
from corpus.model import Card, Clause, Cleaned, Place
from corpus.serial import from_json, from_plain, to_json, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus._policy_rows import CitedRow, PolicyRow
    from corpus.identities import Identity
    from corpus.model import Document, Flag
    from corpus.signatures import Signature

    Signer = Callable[[Document, Sequence[Identity]], Signature]


class ClauseRow(NamedTuple):
    """One row of ``clauses``, its columns in order; ``heading_path``, ``places`` and ``card`` are JSON."""

    id: str
    doc_id: str
    position: int
    text: str
    lang: str
    kind: str
    heading_path: str
    path: str
    text_key: str
    places: str
    card: str


class Tally(NamedTuple):
    """How often a page has a flag or an edit of one rule: ``what`` is ``flag`` or ``edit``."""

    what: str
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class Derived:
    """All rows that the rules of ``rules_version`` make of one page; ``text_key`` is None for a page that says nothing.

    ``site_text`` is the text that the page counts as among its site's, ``site_lines`` are the lines that may be the site's.
    """

    rules_version: str
    text_key: str | None
    published: str | None
    fingerprint: bytes
    cleaned: bytes
    clauses: tuple[ClauseRow, ...]
    tallies: tuple[Tally, ...]
    policies: tuple[PolicyRow, ...]
    cited: tuple[CitedRow, ...]
    site_text: int
    site_lines: frozenset[int]
    signature: Signature | None = None


def derive(doc_id: str, cleaned: Cleaned, clauses: Sequence[Clause], rules_version: str, sign: Signer | None = None) -> Derived:
    """Return the rows of page ``doc_id``. Raises ``ValueError`` when the document or a clause is another page's."""
    # Here, because who only reads a library need not wait for the grammar of citations.
    from corpus._policy_rows import cited_rows, identify_parts, policy_rows  # noqa: PLC0415
    from corpus.site_lines import line_keys, text_of_site  # noqa: PLC0415

    document = cleaned.document
    for owner in (document.doc_id, *(clause.doc_id or doc_id for clause in clauses)):
        if owner != doc_id:
            raise ValueError(f"what is to be stored for page {doc_id} belongs to page {owner}")
    rows = tuple(_clause_row(doc_id, position, clause) for position, clause in enumerate(clauses))
    key = match_key(document.text)
    identities = identify_parts(document)
    return Derived(
        rules_version=rules_version,
        text_key=text_key(key) if key else None,
        published=document.published.isoformat() if document.published else None,
        fingerprint=hashlib.sha256(to_json(rows)).digest(),
        cleaned=pack_cleaned(cleaned),
        clauses=rows,
        tallies=tuple(_tallies(cleaned)),
        policies=tuple(policy_rows(identities)),
        cited=tuple(cited_rows(document, clauses, identities)),
        site_text=text_of_site(document),
        site_lines=frozenset(line_keys(document)),
        signature=sign(document, identities) if sign else None,
    )


def pack_cleaned(cleaned: Cleaned) -> bytes:
    """Return ``cleaned`` as compressed JSON, without its origin."""
    return zlib.compress(to_json(replace(cleaned, document=replace(cleaned.document, source=""))))


def unpack_cleaned(data: bytes, source: str) -> Cleaned:
    """Return the cleaned page that ``pack_cleaned`` packed, with ``source`` as its origin."""
    cleaned = from_json(Cleaned, zlib.decompress(data))
    return replace(cleaned, document=replace(cleaned.document, source=source))


def restore_clause(row: ClauseRow, source: str) -> Clause:
    """Return the clause of ``row``, its card naming ``source`` as origin."""
    return Clause(
        id=row.id,
        text=row.text,
        lang=row.lang,
        kind=row.kind,
        heading_path=tuple(json.loads(row.heading_path)),
        path=row.path,
        doc_id=row.doc_id,
        text_key=row.text_key,
        where=tuple(from_plain(Place, place) for place in json.loads(row.places)),
        card=_restore_card(row.card, source),
    )


def flags_of(document: Document) -> list[Flag]:
    """Return every flag of the document and of its blocks once, by place in the decoded text."""
    flags = {*document.flags, *(flag for block in document.blocks for flag in block.flags)}
    return sorted(flags, key=lambda flag: (flag.span, flag.name, flag.evidence))


def _clause_row(doc_id: str, position: int, clause: Clause) -> ClauseRow:
    """Return the row of the clause at ``position`` of its page."""
    return ClauseRow(
        id=clause.id,
        doc_id=doc_id,
        position=position,
        text=clause.text,
        lang=clause.lang,
        kind=clause.kind,
        heading_path=_json_text(clause.heading_path),
        path=clause.path,
        text_key=clause.text_key,
        places=_json_text(clause.where),
        card=_card_text(clause.card),
    )


# Cached, because all clauses of one part have the same card.
@lru_cache(maxsize=16)
def _card_text(card: Card) -> str:
    """Return a card as JSON, without its source."""
    return _json_text(replace(card, source=""))


@lru_cache(maxsize=16)
def _restore_card(text: str, source: str) -> Card:
    """Return the card that ``_card_text`` wrote, with ``source``."""
    return replace(from_plain(Card, json.loads(text)), source=source)


def _json_text(value: object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def _tallies(cleaned: Cleaned) -> list[Tally]:
    """Return how often each flag and each rule of edits stands on a page."""
    flags = Counter(flag.name for flag in flags_of(cleaned.document))
    edits = Counter(edit.rule for edit in cleaned.edits)
    return [Tally(what, name, times) for what, counts in (("flag", flags), ("edit", edits)) for name, times in counts.items()]
