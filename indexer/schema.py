"""The index's fields: in goes a clause, out comes the document that Whoosh keeps of it.

Terms are counted by us, not by Whoosh's analysers: a field is given as a mapping from term to how often it occurs. A concept is a
term beside the words, so that 医联体 and "medical alliance" are one term with one frequency. Lengths count words, not terms, and
stand in columns: Whoosh's own are rounded to a byte, and rounded again whenever segments are merged.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from whoosh.fields import COLUMN, ID, STORED, Schema

from corpus.concepts import concepts
from corpus.fold import fold
from corpus.ids import TEXT_KEY_LENGTH, text_key
from corpus.matchkey import match_key
from corpus.restorations import RESTORED
from corpus.scripts import HAN_CLASS
from indexer.citable import CITATION_FIELD
from indexer.cited import NAMES_COLUMN, cites_term, pack_names
from indexer.codec.fields import TermCounts
from indexer.columns import CountColumn, KeyColumn, NameColumn, TextColumn
from indexer.fields import DOCUMENT_COLUMN, FIELDS, RESTORED_TERM, concept_term, last_of_run, length_column
from indexer.numbers import find_numbers, number_term
from indexer.tokens import cut

if TYPE_CHECKING:
    from corpus.model import Clause

_HAN_RUN_END = re.compile(f"[{HAN_CLASS}](?![{HAN_CLASS}])")


@cache
def schema() -> Schema:
    """Return the Whoosh schema of every index of this version."""
    fields: dict[str, Any] = {name: TermCounts() for name in FIELDS}
    fields[CITATION_FIELD] = TermCounts()
    fields |= {length_column(name): COLUMN(CountColumn()) for name in FIELDS}
    return Schema(
        **fields,
        doc_id=ID(),
        clause_id=COLUMN(TextColumn()),
        **{DOCUMENT_COLUMN: COLUMN(NameColumn())},
        text_key=COLUMN(KeyColumn(TEXT_KEY_LENGTH)),
        **{NAMES_COLUMN: COLUMN(NameColumn())},
        lang=COLUMN(NameColumn()),
        published=COLUMN(NameColumn()),
        place=COLUMN(TextColumn()),
        shown=STORED(),
    )


def whoosh_document(clause: Clause) -> dict[str, Any]:
    """Return the fields of ``clause`` for ``writer.add_document``."""
    from indexer.identity import cited_names, count_citable, own_names  # noqa: PLC0415  # a search must not pay for the forms of numbering

    document: dict[str, Any] = {}
    for name, counted in _counted(clause).items():
        # Text by text, as the reasons are found: no concept has one half in one heading and one in the next.
        document[name] = sum((terms for terms, _ in counted), Counter())
        document[length_column(name)] = sum(words for _, words in counted)
    if clause.kind == RESTORED:
        document["text"][RESTORED_TERM] = 1
    citable, document["place"] = count_citable(clause)
    document[CITATION_FIELD] = citable + Counter(map(cites_term, cited_names(clause)))
    return document | {
        "doc_id": clause.doc_id,
        "clause_id": clause.id.encode("utf-8", "surrogatepass"),
        DOCUMENT_COLUMN: clause.doc_id.encode("utf-8", "surrogatepass"),
        "text_key": text_key(match_key(clause.text)).encode(),
        NAMES_COLUMN: pack_names(own_names(clause.card.title, clause.card.doc_numbers)),
        "lang": clause.lang.encode(),
        "published": clause.card.published.encode(),
        "shown": _shown(clause),
    }


def _counted(clause: Clause) -> dict[str, list[tuple[Counter[str], int]]]:
    return {
        "text": [count_terms(clause.text)],
        "heading": [_count_again(heading, concepts().hash) for heading in clause.heading_path],
        "title": [_count_again(text, concepts().hash) for text in (clause.card.title, *clause.card.doc_numbers)],
    }


def count_terms(text: str) -> tuple[Counter[str], int]:
    """Return how often each term occurs in ``text``, and how many words it has."""
    folded = fold(text)
    tokens = list(cut(folded.text))
    counts = Counter([term for term, *_ in tokens])
    words = tokens[-1][2] + 1 if tokens else 0
    counts.update(last_of_run(match[0]) for match in _HAN_RUN_END.finditer(folded.text))
    counts.update(number_term(match.key) for match in find_numbers(folded))
    counts.update(concept_term(match.concept_id) for match in concepts().find_folded(folded))
    return counts, words


@lru_cache(maxsize=256)
def _count_again(text: str, _list: str) -> tuple[Counter[str], int]:
    """Return ``count_terms`` of a heading or title, which stands over many clauses; ``_list`` is the hash of the concepts in use."""
    return count_terms(text)


def _shown(clause: Clause) -> dict[str, Any]:
    card = clause.card
    return {
        "clause_id": clause.id,
        "text": clause.text,
        "lang": clause.lang,
        "heading_path": clause.heading_path,
        "path": clause.path,
        "title": card.title,
        "doc_id": clause.doc_id,
        "source": card.source,
        "publisher": card.publisher,
        "published": card.published,
        "issuers": card.issuers,
        "doc_numbers": card.doc_numbers,
        "flags": card.flags,
        "kind": card.kind,
    }
