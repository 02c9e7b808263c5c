"""Ingest: in go raw pages and a corpus, out comes an outcome for each page, in the order given; one bad page never stops the batch."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleaners.across.duplicates import Batch, relations_of, settle_page, signed, stored_relations
from cleaners.across.restore import catch_up
from cleaners.across.signatures import sign
from cleaners.decode import codec_of
from cleaners.euc_tw import is_euc_tw
from cleaners.pipeline import clean_page
from cleaners.rules import RULES_VERSION
from cleaners.utf16 import byte_order
from corpus._rows import Derived, derive
from corpus.clauses import split_clauses
from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.lock import library_lock
from corpus.store import Stored
from corpus.workers import Lost, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.across.relations import Relation, Verdict
    from corpus.model import Clause, Cleaned, RawPage
    from corpus.signatures import Signature
    from corpus.store import Corpus

MAX_PAGE_BYTES = 10 * 1024 * 1024
"""Ten MiB. The longest of 3,475 laws has 0.5 MiB; what is larger is a database dump or no text."""

MAX_MARKS = 250_000
"""Lines, tags and character references of a page. That law, each of its 175,000 characters a reference, has fewer; the slowest pages
tried, of as many lines or paragraphs, take 50 s, and one of 2.2 million 198 s."""

MAX_EDITS = 250_000
"""Changes that cleaning makes on a page: one for each character of that law and more. Each costs 50 µs and 2 kB to make, prove, store."""

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

MAX_STRAY_CONTROLS = 16
"""So many a short page may have, if they are at most a tenth of it and all else reads as text: a form field of 44 bytes with three NULs."""

_CODECS = ("utf-8", "gb18030", "big5hkscs")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: ``new``, ``rejected``, or what it is to page ``of``; ``why`` says so in words.

    It is a ``duplicate`` (the same text), ``near-duplicate``, ``contained`` in ``of``, ``contains`` it, or is a ``version`` or
    ``translation`` of it. ``score`` is how alike the two are: 1.0 for equal text, of a version their Jaccard index. ``keeper`` is
    whichever of the two has the text more completely, None where both are to be kept. ``relations`` are those to all pages that it is
    related to, the closest first.
    """

    origin: str
    doc_id: str
    verdict: Literal["new", "rejected"] | Verdict
    of: str | None = None
    why: str = ""
    score: float | None = None
    keeper: str | None = None
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a page cannot be taken; ``doc_id`` is empty for what is no page."""

    doc_id: str
    why: str


class _Job(NamedTuple):
    """A page, and whether it is known so that nothing need be done."""

    page: RawPage
    is_known: bool


def ingest(pages: Iterable[RawPage], corpus: Corpus, *, workers: int = 1) -> Iterator[Outcome]:
    """Clean each page, cut it into clauses and store it, one transaction a page; yield what became of it, in the order given.

    The library's lock is held for one page at a time, so that others may write between two pages. A page that cannot be taken is
    ``rejected`` with the reason; errors of the corpus itself (a full disk) are raised. At the end it is told again what stood where pages
    lost text, if any of these have it. Killed and called again with the same pages, it goes on: what is stored is not cleaned again.
    ``workers`` is how many processes clean, see ``corpus.workers``.
    """
    jobs = (_Job(page, corpus.has(page, RULES_VERSION)) for page in pages)
    for job, made in in_order(_derived, jobs, workers):
        refusal = _refusal(job.page, made)
        if refusal:
            yield Outcome(job.page.origin, refusal.doc_id, "rejected", why=refusal.why)
        else:
            yield _take(job.page, made if isinstance(made, Derived) else None, corpus)
    catch_up(corpus)


def _refusal(page: RawPage, made: object) -> _Refusal | None:
    if isinstance(made, Lost):
        return _Refusal(document_id(page.data), "the process that cleaned it was lost: killed, or out of memory")
    return made if isinstance(made, _Refusal) else None


def _derived(job: _Job) -> Derived | _Refusal | None:
    """Return what is stored of a page; done in a worker process."""
    made = None if job.is_known else _checked(job.page)
    return derive(document_id(job.page.data), *made, RULES_VERSION, sign) if isinstance(made, tuple) else made


def _signed(job: _Job) -> tuple[Signature, str] | _Refusal | None:
    """Return what a page is compared by; done in a worker process."""
    made = None if job.is_known else _checked(job.page)
    return signed(made[0].document, made[1]) if made and not isinstance(made, _Refusal) else made


def _checked(page: RawPage) -> tuple[Cleaned, list[Clause]] | _Refusal:
    refusal = why_refused(page.data, page.declared_encoding)
    if refusal:
        return _Refusal("", refusal)
    made = _make(page)
    return _Refusal(document_id(page.data), made) if isinstance(made, str) else made


def reclean(corpus: Corpus, doc_ids: Sequence[str] = ()) -> Iterator[Outcome]:
    """Clean again every page that older rules cleaned, or those of ``doc_ids``; yield an outcome a page, ``new`` where it was made anew.

    A page that the present rules choke on is ``rejected`` with the reason, and stays as older rules left it; one that was removed
    meanwhile is passed over.
    """
    for doc_id in doc_ids or corpus.stale(RULES_VERSION):
        if doc_id not in corpus:
            continue
        try:
            page = corpus.page(doc_id)
        except CorpusError as error:  # one damaged page must not keep the others from being cleaned
            yield Outcome("", doc_id, "rejected", why=str(error))
            continue
        made = _make(page)
        if isinstance(made, str):
            yield Outcome(page.origin, doc_id, "rejected", why=made)
            continue
        with library_lock(corpus.library):
            if doc_id not in corpus:
                continue
            corpus.replace(doc_id, *made, RULES_VERSION, sign=sign)
        yield Outcome(page.origin, doc_id, "new", why="cleaned again with the present rules")
    catch_up(corpus)


def why_refused(data: bytes, declared: str | None = None) -> str:
    """Return why these bytes are no page, or an empty string where they may be one; ``declared`` is the charset given with them."""
    if not data.strip():
        return "empty: nothing but white space"
    if len(data) > MAX_PAGE_BYTES:
        return f"too large: {len(data):,} bytes, the limit is {MAX_PAGE_BYTES:,}"
    why = _why_no_text(data, declared or "")
    if why:
        return f"not text: {why}"
    marks = max(data.count(b"\n"), data.count(b"\r")) + data.count(b"<") + data.count(b"&")
    return f"too many lines, tags and character references: {marks:,}, the limit is {MAX_MARKS:,}" if marks > MAX_MARKS else ""


def _why_no_text(data: bytes, declared: str) -> str:
    """Return what these bytes are instead of text, or an empty string."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return what
    if is_euc_tw(data):
        return "Chinese in EUC-TW, which cannot be read; convert it to UTF-8 first (iconv -f EUC-TW -t UTF-8)"
    head = data[:8192]
    if head.startswith(_UTF16_MARKS) or (codec_of(declared.strip()) or "").startswith("utf-16"):
        return ""
    rest = bytes(byte for byte in head if byte >= 32 or byte in b"\t\n\x0b\x0c\r\x1b")  # noqa: PLR2004  # C0 ends at 31
    controls = len(head) - len(rest)
    if controls <= MAX_CONTROL_SHARE * len(head) or byte_order(head):
        return ""
    if controls <= min(MAX_STRAY_CONTROLS, len(head) // 10) and any(_reads(rest, codec) for codec in _CODECS):
        return ""
    return f"{controls} of its first {len(head):,} bytes are control characters"


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _take(page: RawPage, derived: Derived | None, corpus: Corpus) -> Outcome:
    """Store a page, unless it is known, and return what it is to the others."""
    doc_id = document_id(page.data)
    with library_lock(corpus.library):
        stored = corpus.put_derived(page, derived) if derived else Stored(doc_id, "duplicate", doc_id)
        relations = tuple(settle_page(doc_id, corpus) if derived else stored_relations(doc_id, corpus))
    if stored.of == doc_id:
        return Outcome(page.origin, doc_id, "duplicate", doc_id, "the same page is already there", 1.0, doc_id, relations)
    found = judged(page.origin, doc_id, relations)
    if stored.verdict == "duplicate":
        return replace(found, verdict="duplicate", of=stored.of, why="another page with the same text is already there", score=1.0)
    return found


def judged(origin: str, doc_id: str, relations: Sequence[Relation]) -> Outcome:
    """Return the outcome of a page by its closest relation, the first; ``new`` where it has none."""
    if not relations:
        return Outcome(origin, doc_id, "new")
    first = relations[0]
    return Outcome(origin, doc_id, first.verdict, first.other, first.why, first.score, first.keeper or None, tuple(relations))


def find_duplicates(pages: Iterable[RawPage], corpus: Corpus | None = None, *, workers: int = 1) -> list[Outcome]:
    """Return what each page is to the others and to those of ``corpus``, in the order given; nothing is stored.

    It is a relation over the set: of two copies each is a copy of the other, ``keeper`` says which to keep. A page of bytes that are
    in the corpus, or came before, is a ``duplicate`` of itself. What is no page is ``rejected``. ``workers`` as for ``ingest``.
    """
    outcomes: list[Outcome] = []
    with closing(Batch()) as batch:
        pools = (batch, corpus) if corpus is not None else (batch,)
        jobs = (_Job(page, corpus is not None and document_id(page.data) in corpus) for page in pages)
        for (page, is_known), made in in_order(_signed, jobs, workers):
            refusal, doc_id = _refusal(page, made), document_id(page.data)
            if refusal:
                outcomes.append(Outcome(page.origin, refusal.doc_id, "rejected", why=refusal.why))
            elif is_known or batch.signature(doc_id):
                outcomes.append(Outcome(page.origin, doc_id, "duplicate", doc_id, "the same page is already there", 1.0, doc_id))
            else:
                if isinstance(made, tuple):
                    batch.put(doc_id, *made)
                outcomes.append(judged(page.origin, doc_id, ()))
        relations = {one.doc_id: tuple(relations_of(one.doc_id, *pools)) for one in outcomes if one.verdict != "rejected"}
    return [_with(one, relations.get(one.doc_id, ())) for one in outcomes]


def _with(outcome: Outcome, relations: tuple[Relation, ...]) -> Outcome:
    """Return an outcome with the relations of its page."""
    if outcome.verdict == "new":
        return judged(outcome.origin, outcome.doc_id, relations)
    return replace(outcome, relations=relations)


def _make(page: RawPage) -> tuple[Cleaned, list[Clause]] | str:
    """Return the cleaned page and its clauses, proven to lose nothing, or in words why it cannot be taken."""
    try:
        cleaned = clean_page(page)
        if len(cleaned.edits) > MAX_EDITS:
            return f"too damaged: cleaning makes {len(cleaned.edits):,} changes, the limit is {MAX_EDITS:,}"
        cleaned.check()
        clauses = split_clauses(cleaned.document)
        lossless = cleaned.decoded.to_bytes() == page.data
    except Exception as error:  # noqa: BLE001  # a page that our rules choke on must not stop the batch; it is named and left out
        return f"cleaning failed: {type(error).__name__}: {error}"
    return (cleaned, clauses) if lossless else "its bytes could not be read without loss"
