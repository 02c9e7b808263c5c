"""Signatures of pages: in goes a cleaned page, out comes all that it is compared by, small enough to be kept for every page.

Shingles and sentences tell copies, cuts and merges; what its parts say that they are tells versions; figures tell translations. Names
and numbers are marks too, so that a version that shares no passage is found.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleaners.across.lost_passages import LOST_WITHIN, lost_passages, runs_of, whole_lines
from cleaners.across.shingles import HASH_VERSION, mark, shingle
from cleaners.across.skeletons import marks_of
from cleaners.across.translations import read_figures, sections_of
from corpus.identities import Identity
from corpus.mark_lists import pack_marks, unpack_marks
from corpus.signatures import Signature
from corpus.titles import read_title
from corpus.typed_dates import TypedDate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from cleaners.across.shingles import Numbers
    from cleaners.across.translations import Figures
    from corpus.model import Document

DAMAGES = ("characters-lost", "chinese-lost", "truncated")
"""Flags of text that is not there: a page without them is the more complete one."""

HEAD = 1_000
"""Characters at either end of a text in which the years stand that it is from; a law amended ten times has a line each."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = np.dtype("<u8")


@dataclass(frozen=True)
class Profile:
    """A signature, opened: what two pages are compared by. ``names`` and ``marks`` find candidates."""

    doc_id: str
    text_key: str
    words: str
    lang: str
    title: str
    length: int
    rate: int
    sample: Numbers
    sentences: Numbers
    years: tuple[str, ...]
    damages: tuple[str, ...]
    told: tuple[list[object], ...]
    names: frozenset[int]
    told_marks: bytes
    told_pairs: bytes
    told_figures: bytes
    read: Callable[[str], str] = field(compare=False)

    @cached_property
    def text(self) -> str:
        """What the page says; read when first asked for: only pages that are nearly one are compared word by word."""
        return self.read(self.doc_id)

    @cached_property
    def marks(self) -> tuple[int, ...]:
        """By which candidates are found; asked of the page that is compared, not of these."""
        return unpack_marks(self.told_marks)

    @cached_property
    def pairs(self) -> tuple[int, ...]:
        """By which its translation is found."""
        return unpack_marks(self.told_pairs)

    @cached_property
    def figures(self) -> Figures:
        """What it has that its translation has."""
        return read_figures(unpack_marks(self.told_figures))

    @cached_property
    def parts(self) -> tuple[Identity, ...]:
        """What its parts that are policies say that they are; read when first asked for: most candidates share too little for that."""
        return tuple(_identity(self.doc_id, part) for part in self.told)


def sign(document: Document, identities: Sequence[Identity]) -> Signature:
    """Return the signature of a page, given what its parts say that they are."""
    text = document.text
    shingles = shingle(text)
    parts = [one for one in identities if one.is_policy]
    flags = {flag.name for block in document.blocks for flag in block.flags} | {flag.name for flag in document.flags}
    names, sections = names_of(parts), sections_of(document)
    marks = list(dict.fromkeys([*names, *shingles.anchors.tolist()]))
    facts = {
        "key": shingles.key if shingles.length else "",
        "words": shingles.words,
        "lang": document.lang,
        "title": document.title,
        "length": shingles.length,
        "rate": shingles.rate,
        "years": sorted({*_YEAR.findall(text[:HEAD]), *_YEAR.findall(text[-HEAD:])}),
        "damages": [name for name in DAMAGES if name in flags],
        "parts": [_plain(part) for part in parts],
        "names": names,
    }
    return Signature(
        version=HASH_VERSION,
        shingles=shingles.sample.astype(_NUMBERS).tobytes(),
        sentences=shingles.sentences.astype(_NUMBERS).tobytes(),
        figures=pack_marks(sections.figures),
        marks=pack_marks(marks),
        facts=json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
        skeleton=pack_marks(marks_of(whole_lines(document).skeleton.symbols)),
        lost=pack_marks(_marks_of_lost(document, flags, marks)),
        pairs=pack_marks(sections.marks),
    )


def _marks_of_lost(document: Document, flags: Collection[str], marks: Sequence[int]) -> list[int]:
    """Return the marks that a page may share which has what this one lost."""
    passages = [mark for run in runs_of(lost_passages(document)) for mark in marks_of(run)]
    return list(dict.fromkeys([*passages, *(marks if LOST_WITHIN.intersection(flags) else ())]))


def open_signature(doc_id: str, signature: Signature, read: Callable[[str], str]) -> Profile:
    """Return a signature as it is compared; ``read`` gives the text of a page."""
    facts = json.loads(signature.facts)
    return Profile(
        doc_id=doc_id,
        text_key=facts["key"],
        words=facts["words"],
        lang=facts["lang"],
        title=facts["title"],
        length=facts["length"],
        rate=facts["rate"],
        sample=np.frombuffer(signature.shingles, dtype=_NUMBERS),
        sentences=np.frombuffer(signature.sentences, dtype=_NUMBERS),
        years=tuple(facts["years"]),
        damages=tuple(facts["damages"]),
        told=tuple(facts["parts"]),
        names=frozenset(facts["names"]),
        told_marks=signature.marks,
        told_pairs=signature.pairs,
        told_figures=signature.figures,
        read=read,
    )


def names_of(parts: Iterable[Identity]) -> list[int]:
    """Return the marks by which texts of one number or one title are found."""
    names = [("number", one.number) for one in parts] + [("title", one.key) for one in parts]
    return [mark(kind, name) for kind, name in names if name]


def _plain(part: Identity) -> list[object]:
    """Return what a part says that it is, as JSON has it."""
    dates = [(date.kind, date.iso) for date in part.dates]
    return [part.part, part.kind, part.title.printed, part.lang, part.number, part.issuers, dates, part.realm]


def _identity(doc_id: str, plain: Iterable[object]) -> Identity:
    """Return what ``_plain`` wrote; where on the page its dates stand is left out."""
    part, kind, printed, lang, number, issuers, dates, realm = plain
    return Identity(
        doc_id=doc_id,
        part=part,  # type: ignore[arg-type]  # as they were written
        kind=kind,  # type: ignore[arg-type]
        title=read_title(printed),  # type: ignore[arg-type]
        lang=lang,  # type: ignore[arg-type]
        number=number,  # type: ignore[arg-type]
        issuers=tuple(issuers),  # type: ignore[arg-type]
        dates=tuple(TypedDate(date_kind, iso, None) for date_kind, iso in dates),  # type: ignore[attr-defined]
        realm=realm,  # type: ignore[arg-type]
    )
