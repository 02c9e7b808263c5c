"""Ingest: in go raw pages and a corpus, out comes an outcome for each page, in the order given; one bad page never stops the batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cleaners.pipeline import clean_page
from cleaners.rules import RULES_VERSION
from corpus.clauses import split_clauses
from corpus.ids import document_id
from corpus.lock import library_lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.model import Clause, Cleaned, RawPage
    from corpus.store import Corpus

MAX_PAGE_BYTES = 10 * 1024 * 1024
"""Ten MiB. The longest of 3,475 laws has 0.5 MiB; what is larger is a database dump or no text."""

_SIGNATURES = (
    (b"%PDF-", "a PDF; extract its text first"),
    (b"PK\x03\x04", "a ZIP or Office file; extract its text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; extract its text first"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

MAX_CONTROL_SHARE = 0.02
"""Share of control bytes in the first 8,192. Text has none but white space; programs, images and archives have 5 % and more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: ``new``, ``duplicate`` of page ``of``, or ``rejected``; ``why`` says so in words.

    ``score`` is how alike the page and ``of`` are, 1.0 for equal text.
    """

    origin: str
    doc_id: str
    verdict: Literal["new", "duplicate", "rejected"]
    of: str | None = None
    why: str = ""
    score: float | None = None


def ingest(pages: Iterable[RawPage], corpus: Corpus) -> Iterator[Outcome]:
    """Clean each page, cut it into clauses and store it, one transaction a page; yield what became of it.

    The library's lock is held for one page at a time, so that others may write between two pages. A page that cannot be taken is
    ``rejected`` with the reason; errors of the corpus itself (a full disk) are raised.
    """
    for page in pages:
        refusal = why_refused(page.data)
        if refusal:
            yield Outcome(page.origin, "", "rejected", why=refusal)
        else:
            yield _take(page, corpus)


def reclean(corpus: Corpus) -> Iterator[Outcome]:
    """Clean again every page that older rules cleaned; yield an outcome a page, ``new`` where the result was made anew.

    A page that the present rules choke on is ``rejected`` with the reason, and stays as older rules left it; one that was removed
    meanwhile is passed over.
    """
    for doc_id in corpus.stale(RULES_VERSION):
        if doc_id not in corpus:
            continue
        page = corpus.page(doc_id)
        made = _make(page)
        if isinstance(made, str):
            yield Outcome(page.origin, doc_id, "rejected", why=made)
            continue
        with library_lock(corpus.library):
            if doc_id not in corpus:
                continue
            corpus.replace(doc_id, *made, RULES_VERSION)
        yield Outcome(page.origin, doc_id, "new", why="cleaned again with the present rules")


def why_refused(data: bytes) -> str:
    """Return why these bytes are no page, or an empty string where they may be one."""
    if not data.strip():
        return "empty: nothing but white space"
    if len(data) > MAX_PAGE_BYTES:
        return f"too large: {len(data):,} bytes, the limit is {MAX_PAGE_BYTES:,}"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return f"not text: {what}"
    head = data[:8192]
    if head.startswith(_UTF16_MARKS):
        return ""
    controls = sum(byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1b" for byte in head)  # noqa: PLR2004  # C0 ends at 31
    if controls > MAX_CONTROL_SHARE * len(head):
        return f"not text: {controls} of its first {len(head):,} bytes are control characters"
    return ""


def _take(page: RawPage, corpus: Corpus) -> Outcome:
    doc_id = document_id(page.data)
    made = _make(page)
    if isinstance(made, str):
        return Outcome(page.origin, doc_id, "rejected", why=made)
    with library_lock(corpus.library):
        stored = corpus.put(page, *made, RULES_VERSION)
    if stored.verdict == "new":
        return Outcome(page.origin, doc_id, "new")
    same = "the same page is already there" if stored.of == doc_id else "another page with the same text is already there"
    return Outcome(page.origin, doc_id, "duplicate", stored.of, same, 1.0)


def _make(page: RawPage) -> tuple[Cleaned, list[Clause]] | str:
    """Return the cleaned page and its clauses, proven to lose nothing, or in words why it cannot be taken."""
    try:
        cleaned = clean_page(page)
        cleaned.check()
        clauses = split_clauses(cleaned.document)
        lossless = cleaned.decoded.to_bytes() == page.data
    except Exception as error:  # noqa: BLE001  # a page that our rules choke on must not stop the batch; it is named and left out
        return f"cleaning failed: {type(error).__name__}: {error}"
    return (cleaned, clauses) if lossless else "its bytes could not be read without loss"
