"""Facts of a page: in goes a document, out come the lines that say where it is from and what it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.model import Document, Flag
    from corpus.store import Origin


def flags_of(document: Document) -> list[Flag]:
    """Return every flag of the document and of its blocks once, in page order."""
    return sorted({*document.flags, *(flag for block in document.blocks for flag in block.flags)}, key=lambda flag: (flag.span, flag.name))


def flag_names(document: Document) -> str:
    """Return the names of the document's flags with how often each stands, as a phrase: ``chinese-lost ×3, truncated``."""
    counts = Counter(flag.name for flag in flags_of(document))
    return ", ".join(f"{name} ×{times}" if times > 1 else name for name, times in sorted(counts.items()))


def facts_of(document: Document, found_at: Iterable[Origin]) -> Iterator[tuple[str, str]]:
    """Yield what is known of the page as (name, value), nothing of what is not known; an undated page is called so.

    The day on which it was fetched follows the place that it was fetched from.
    """
    for found in found_at:
        yield "source", found.origin
        if found.fetched:
            yield "fetched", found.fetched.isoformat()
    yield "published", document.published.isoformat() if document.published else "undated"
    known = {
        "publisher": document.publisher,
        "authors": "; ".join(document.authors),
        "issuers": "; ".join(document.issuers),
        "numbers": "; ".join(number.normalised or number.written for number in document.doc_numbers),
        "language": document.lang,
        "flags": flag_names(document),
    }
    yield from ((name, value) for name, value in known.items() if value)
    yield from (("attached", f"{each.name} {each.url(document.source)}".strip()) for each in document.attachments)


def counted(number: int, noun: str) -> str:
    """Return the number with its noun: ``1 clause``, ``1,200 clauses``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
