"""Restoring: in goes a library, out comes for each page that lost text what stood there, as another page of the library has it.

It is a relation over the set of pages: a page is told again when one comes, changes or goes that may have what it lost, or may contradict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleaners.across.duplicates import Signatures, profile_of, relations_of, settle
from cleaners.across.lost_passages import lost_passages, runs_of, whole_lines
from cleaners.across.lost_within import gaps_within, stream, tell
from cleaners.across.relations import COPIES, relate
from cleaners.across.restoration import place_of, restore_passages, words_of
from cleaners.across.shingles import HASH_VERSION
from cleaners.across.skeletons import marks_of
from corpus.lock import library_lock
from corpus.model import CleanSpan, RawSpan
from corpus.restorations import Restoration

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.across.lost_passages import Whole
    from cleaners.across.lost_within import Told
    from cleaners.across.relations import Relation
    from cleaners.across.skeleton_matches import Match
    from corpus.model import Cleaned, Document
    from corpus.signatures import Column
    from corpus.store import Corpus

RESTORATION_VERSION = 1
"""Grows with every change of what is restored."""

MAX_SOURCES = 8
"""Pages in which passages are looked for, those that share most with them. Of 300 laws with 3 % of the symbols wrong 296 are among them."""

CHARACTER_BITS = 4.0
"""What a character tells that stands before or behind a gap on both pages; of a copy of the page, where few places are alike, enough."""


class Pages(Signatures, Protocol):
    """Pages with their signatures: a corpus."""

    def sharing(self, marks: Iterable[int], column: Column = "marks") -> Counter[str]:
        """Return how many of these marks each page has."""

    def cleaned(self, doc_id: str) -> Cleaned:
        """Return a page."""


class Account(NamedTuple):
    """What is told of a page that lost text: its restorations, and why, or why not, in words."""

    doc_id: str
    restorations: tuple[Restoration, ...]
    why: tuple[str, ...]


def catch_up(corpus: Corpus) -> None:
    """Do what is left to do since pages of a corpus came, changed or went: compare them, and tell again what stood where text was lost.

    Where this is not reached (a process that was killed), who calls it next does it.
    """
    settle(corpus)
    restore_due(corpus)


def restore_due(corpus: Corpus) -> list[Account]:
    """Tell again what stood where pages lost text since pages came, changed or went; store it; return an account a page."""
    return list(_restored(corpus, corpus.restorations_due()))


def restore_all(corpus: Corpus) -> Iterator[Account]:
    """Tell of all pages what stood where they lost text; store it; yield an account a page."""
    yield from _restored(corpus, corpus.damaged())


def _restored(corpus: Corpus, pages: Sequence[str]) -> Iterator[Account]:
    for doc_id in pages:
        with library_lock(corpus.library):
            account = account_of(doc_id, corpus)
            if doc_id in corpus:
                corpus.restore(doc_id, account.restorations)
        yield account


def account_of(doc_id: str, corpus: Pages) -> Account:
    """Return what stood where page ``doc_id`` lost text, as the library's other pages have it; nothing is stored."""
    signature = corpus.signature(doc_id)
    if not signature or signature.version != HASH_VERSION or not signature.lost:
        return Account(doc_id, (), ())
    document = corpus.cleaned(doc_id).document
    passages, why = _passages(document, corpus)
    within, more = _within(document, corpus)
    return Account(doc_id, tuple(sorted([*passages, *within], key=lambda one: one.gap)), (*why, *more))


def _passages(document: Document, corpus: Pages) -> tuple[list[Restoration], list[str]]:
    """Return what stood in the lines of which only marks are left."""
    passages = lost_passages(document)
    if not passages:
        return [], []
    sharing = corpus.sharing([mark for run in runs_of(passages) for mark in marks_of(run)], "skeleton")
    ranked = sorted(sharing.keys() - {document.doc_id}, key=lambda doc_id: (-sharing[doc_id], doc_id))[:MAX_SOURCES]
    sources = [whole_lines(corpus.cleaned(doc_id).document) for doc_id in sorted(ranked)]
    verdict = restore_passages(passages, sources)
    if not verdict.found:
        named = f"{sources[verdict.source].doc_id}: " if verdict.source >= 0 else ""
        return [], [f"passages: {named}{verdict.why}"]
    source = sources[verdict.source]
    relation = _relation(document.doc_id, source.doc_id, corpus)
    if relation and relation.verdict == "version":
        return [], [f"passages: {source.doc_id} is another version of the text: {relation.why}"]
    made = [
        Restoration(
            document.doc_id, passages[one.passage].span, "passage", source.doc_id, _span(source, one.match), one.text,
            round(one.match.bits, 1), round(one.margin, 1), RESTORATION_VERSION,
        )
        for one in verdict.found
    ]  # fmt: skip
    return made, [f"passages: {source.doc_id}: {verdict.why}"]


def _span(source: Whole, match: Match) -> RawSpan:
    (first, start), (last, end) = place_of(source, match)
    spans = [
        span
        for number in range(first, last + 1)
        for span in source.blocks[number].to_raw(
            CleanSpan(start if number == first else 0, end if number == last else len(source.blocks[number].text))
        )
    ]
    return RawSpan(min(spans)[0], max(span.end for span in spans))


def _relation(one: str, other: str, corpus: Pages) -> Relation | None:
    profiles = [profile for doc_id in (one, other) if (profile := profile_of(doc_id, corpus))]
    return relate(*profiles) if len(profiles) == len((one, other)) else None


def _within(document: Document, corpus: Pages) -> tuple[list[Restoration], list[str]]:
    """Return what stood at the other gaps of a page, and what of them no copy tells."""
    gaps = gaps_within(document)
    if not gaps:
        return [], []
    copies = sorted(one.other for one in relations_of(document.doc_id, corpus) if one.verdict in COPIES)
    damages = {doc_id: profile.damages for doc_id in copies if (profile := profile_of(doc_id, corpus))}
    page, others = stream(document), {doc_id: corpus.cleaned(doc_id).document for doc_id in copies}
    whole = {doc_id: (stream(other), [flag.span for flag in gaps_within(other)]) for doc_id, other in others.items()}
    made: dict[RawSpan, Restoration] = {}
    why: list[str] = []
    for gap in gaps:
        found = {doc_id: tell(page, gaps, gap, other) for doc_id, (other, _) in whole.items()}
        told = {doc_id: one for doc_id, one in found.items() if one and not any(_overlap(one.span, span) for span in whole[doc_id][1])}
        if told and _agree(list(told.values())):
            source = min(told, key=lambda doc_id: (len(damages[doc_id]), -len(told[doc_id].text), doc_id))
            one = told[source]
            score = CHARACTER_BITS * one.around
            made.setdefault(
                gap.span, Restoration(document.doc_id, gap.span, one.kind, source, one.span, one.text, score, score, RESTORATION_VERSION)
            )
        else:
            said = (
                f"{', '.join(told)} say different things"
                if told
                else "no copy of the page has the place"
                if copies
                else "no copy of the page"
            )
            why.append(f"{gap.name} at {gap.span.start}: {said}")
    return list(made.values()), why


def _overlap(one: RawSpan, other: RawSpan) -> bool:
    return one.start < other.end and other.start < one.end


def _agree(told: Sequence[Told]) -> bool:
    """Return whether all copies say the same, of an end as far as the shortest goes."""
    words = sorted((words_of(one.text) for one in told), key=len)
    if told[0].kind == "end":
        return all(one.startswith(words[0]) for one in words)
    return len(set(words)) == 1
