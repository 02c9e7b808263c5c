"""Restored clauses: in go a page and what stood where it lost text, out come clauses to be searched that say that they are restored.

They are no clauses of the page: ``split_clauses`` does not know them, their ids say what they are, and nothing is cited by them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.clauses import card_of
from corpus.ids import text_key
from corpus.matchkey import match_key
from corpus.model import Clause
from corpus.restorations import RESTORED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Document
    from corpus.restorations import Restoration

_ID = re.compile(rf"(?P<page>[2-9a-hjkmnp-z]+)-{RESTORED}-(?P<start>\d+)-\d+")


def restored_clauses(document: Document, restorations: Iterable[Restoration]) -> list[Clause]:
    """Return a clause for every line of what stood where a page lost text: ``7ktz6498fa-restored-1210-0``, by place and line."""
    clauses: list[Clause] = []
    for one in restorations:
        block = next((block for block in document.blocks if block.pieces and block.pieces[-1].raw.end > one.gap.start), None)
        card = card_of(document, block.part if block else 0)
        card = replace(card, flags=tuple(sorted({*card.flags, RESTORED})))
        for number, line in enumerate(one.text.split("\n")):
            if any(map(str.isalnum, line)):
                identity = f"{document.doc_id}-{RESTORED}-{one.gap.start}-{number}"
                key = text_key(match_key(line))
                clauses.append(Clause(identity, line, "zh", RESTORED, doc_id=document.doc_id, text_key=key, card=card))
    return clauses


def place_of_restored(clause_id: str) -> tuple[str, int] | None:
    """Return the page of a restored clause and where its gap begins, None for any other id."""
    match = _ID.fullmatch(clause_id)
    return (match["page"], int(match["start"])) if match else None
