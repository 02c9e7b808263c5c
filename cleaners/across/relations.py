"""Relations: in go two pages as their signatures have them, out comes what the one is to the other, with the evidence.

A relation depends on its two pages alone, so that neither order nor batch matters. What the texts say of themselves goes before how
alike they are: two versions of a law, or two notices of different numbers, are never copies, however little was changed.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from cleaners.across.differences import Differences, differences
from cleaners.across.shingles import HAN_SHINGLE, LATIN_SHINGLE, MAX_LENGTH, below
from cleaners.across.translations import LANGUAGES, is_translation, likeness
from cleaners.across.translations import why as why_translation
from corpus.versions import compare_versions
from corpus.works import same_version, same_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaners.across.signatures import Profile
    from corpus.identities import Identity

Verdict: TypeAlias = Literal["duplicate", "near-duplicate", "contained", "contains", "version", "translation"]

Standing: TypeAlias = Literal["one version", "one work", "versions", "unsaid", "other titles", "other works"]
"""What two pages say of themselves: that they carry one version of a text, one text of which they do not say which version, two versions,
nothing, texts of two titles, two texts by their numbers, years or bodies."""

_DIGITS = re.compile(r"\d+")

COPIES: frozenset[str] = frozenset({"duplicate", "near-duplicate", "contained", "contains"})
"""Verdicts by which one page carries the text of the other."""

SAME_TEXT: dict[Standing, float] = {"one version": 0.6, "unsaid": 0.7, "other titles": 0.9, "one work": 0.975, "other works": 0.975}
"""Share of the shorter page's shingles that the longer one has, from which it carries its text, by what the pages say that they are. Each
page has its site's own lines around the text. A headline may stand in the place of a title; a notice of another number, body or year
is another text, and at most a part of the page. Of two texts of one title that say nothing of their dates each may be a version of the
other: of 119 revisions of Chinese laws a third share .9 and more (``benchmarks/copies.py``)."""

LEAST_SHARE = 0.4
"""Share below which no two texts are one, however noisy."""

MIN_RIGHT = 0.925
"""Share of the characters that are right where the difference is noise, a wrong one here and there, reckoned from the shingles that are:
of one wrong in twenty .77 of them are right in Chinese, .60 in English."""

NOISE_SPREAD = 1.25
"""Noise falls on every sentence alike, so that the share of shingles that are right tells how many sentences are; where people rewrote a
text, more of them stayed whole. So many times as many as told, and two more, may be."""

MOST_SPARED = 0.75
"""Share of the sentences that noise would spare, above which noise cannot be told from a few changes."""

SAME_LENGTH = 0.95
"""Share of the longer page's length that the shorter one has where noise has to explain why they say that they are two texts."""

SAME_TITLE = 0.75
"""How alike the titles must be there (``difflib``): 上海市志愿服务条例 is not 志愿服务条例 read badly."""

SAME_PATTERN = 0.5
"""How alike titles are that are of one pattern, so that their figures tell them apart: 2020年工作要点, 2021年工作要点."""

HALF = 0.5
"""Share of a page; only one text can be more of it."""

SAME_SIZE = 0.8
"""Share of the longer page's shingles that the shorter one has as many of: from here they are one text, below it a part of another."""

BY_FIGURES = 0.9
"""Score of a translation that is told by figures; that of one by a document number is 1. Of 300 laws of Taiwan whose other text was taken
out one passed for the translation of another, a twin that differs in what it is about alone (``benchmarks/translations.py``)."""

MIN_SHINGLES = 30
"""Shingles of a page that is compared; of shorter ones only equal ones are told."""

MIN_SAMPLE = 24
"""Shingles by which shares are told; where the longer page is so long that fewer are left of the shorter one, its sentences decide."""


class Evidence(NamedTuple):
    """What shows a relation: sentences of both pages and of the shorter one, Jaccard index and shares of shingles, own document number."""

    shared_sentences: int
    sentences: int
    jaccard: float
    share_of_one: float
    share_of_other: float
    number: str = ""


class Relation(NamedTuple):
    """What page ``one`` is to page ``other``: ``contained`` in it, a ``version`` of it; how alike they are, why, and which to keep.

    ``keeper`` is the id of the page that has the text more completely, "" where both are to be kept. ``is_copy``: the two are copies of
    one text, and the longer is no page that has the other among texts of its own.
    """

    one: str
    other: str
    verdict: Verdict
    score: float
    evidence: Evidence
    why: str
    keeper: str = ""
    is_copy: bool = False

    @property
    def by_figures(self) -> bool:
        """Whether it is a translation that is told by figures alone."""
        return self.verdict == "translation" and not self.evidence.number

    @property
    def inverse(self) -> Relation:
        """The same relation, seen from the other page."""
        verdicts: dict[Verdict, Verdict] = {"contained": "contains", "contains": "contained"}
        evidence = self.evidence._replace(share_of_one=self.evidence.share_of_other, share_of_other=self.evidence.share_of_one)
        verdict = verdicts.get(self.verdict, self.verdict)
        return self._replace(one=self.other, other=self.one, verdict=verdict, evidence=evidence)


def relate(one: Profile, other: Profile) -> Relation | None:
    """Return what ``one`` is to ``other``, None where nothing relates them; the same seen from the other page."""
    if one.doc_id <= other.doc_id:
        return _relate(one, other)
    found = _relate(other, one)
    return found.inverse if found else None


def _relate(one: Profile, other: Profile) -> Relation | None:
    evidence = compare(one, other)
    if one.text_key and one.text_key == other.text_key:
        return Relation(one.doc_id, other.doc_id, "duplicate", 1.0, evidence, "the same text", keeper(one, other), is_copy=True)
    share = max(evidence.share_of_one, evidence.share_of_other)
    if share < LEAST_SHARE and not one.names & other.names:
        return _translation_by_figures(one, other, evidence)
    standing, why = _standing(one, other)
    carries, why = _carries(one, other, evidence, standing, why)
    if not carries:
        if standing in ("versions", "one work", "one version"):
            return Relation(one.doc_id, other.doc_id, "version", round(evidence.jaccard, 3), evidence, why)
        return _translation(one, other, evidence) or _translation_by_figures(one, other, evidence)
    if standing == "other works" and not _is_another_size(one, other):
        return None
    verdict: Verdict = "contained" if one.length < other.length else "contains"
    verdict = verdict if _is_another_size(one, other) else "near-duplicate"
    is_copy = verdict == "near-duplicate" or _is_most(one, other, standing)
    return Relation(one.doc_id, other.doc_id, verdict, round(share, 3), evidence, why, keeper(one, other), is_copy)


def _carries(one: Profile, other: Profile, evidence: Evidence, standing: Standing, why: str) -> tuple[bool, str]:
    """Return whether one of two pages carries the text of the other, and why or why not, in words."""
    said = f"{evidence.shared_sentences} of {evidence.sentences} sentences, Jaccard {evidence.jaccard:.2f}"
    share = max(evidence.share_of_one, evidence.share_of_other)
    if min(one.length, other.length) < MIN_SHINGLES:
        return False, why
    if one.words == other.words:
        return True, said
    may_be_one = share >= LEAST_SHARE and not _is_another_size(one, other)
    is_alike = standing != "versions" and share >= SAME_TEXT[standing]
    looks_noisy = _is_noise(one, other, evidence)

    @cache
    def found() -> Differences:
        """Compare the texts where that decides: it takes longer than all else."""
        if not may_be_one:
            return Differences()
        return differences(one.text, other.text, (one.title, other.title), noise_alone=not is_alike and not looks_noisy)

    is_noisy = _explains(one, other, standing, found) and (looks_noisy or found().only_noise)
    if not is_noisy and not is_alike:
        return False, why
    is_changed = standing != "one version" and found().changed
    return (False, f"{why or 'one template'}; changed: {found().changed}") if is_changed else (True, said)


def _is_another_size(one: Profile, other: Profile) -> bool:
    """Return whether one of two pages is too long to be the text of the other and nothing else."""
    return min(one.length, other.length) < SAME_SIZE * max(one.length, other.length)


def _is_most(one: Profile, other: Profile, standing: Standing) -> bool:
    """Return whether the longer of two pages is mostly the text of the shorter, or the only text that it holds, cut off in the other."""
    if min(one.length, other.length) > HALF * max(one.length, other.length):
        return True
    return standing in ("one version", "one work") and len(one.parts) == len(other.parts) == 1


def compare(one: Profile, other: Profile) -> Evidence:
    """Return how much of the text of two pages is common."""
    rate = max(one.rate, other.rate)
    ours, theirs = below(one.sample, rate), below(other.sample, rate)
    common = len(np.intersect1d(ours, theirs, assume_unique=True))
    shared = len(np.intersect1d(one.sentences, other.sentences, assume_unique=True))
    sentences = min(len(one.sentences), len(other.sentences))
    numbers = {part.number for part in one.parts} & {part.number for part in other.parts} if one.names & other.names else set()
    shares = [common / (len(own) or 1) for own in (ours, theirs)]
    if min(len(ours), len(theirs)) < MIN_SAMPLE and rate:
        shares = [shared / (len(own) or 1) for own in (one.sentences, other.sentences)]
    return Evidence(
        shared, sentences, common / (len(ours) + len(theirs) - common or 1), shares[0], shares[1], min(filter(None, numbers), default="")
    )


def keeper(one: Profile, other: Profile) -> str:
    """Return which of two pages has the text more completely: without lost text, then the longer one, then the smaller id."""
    return min(one, other, key=completeness).doc_id


def completeness(page: Profile) -> tuple[int, int, str]:
    """Return what pages with one text are sorted by, the one that has it most completely first."""
    return len(page.damages), -page.length, page.doc_id


def _is_noise(one: Profile, other: Profile, evidence: Evidence) -> bool:
    """Return whether two texts differ by wrong characters here and there: no more sentences are whole than these would spare."""
    shorter = min((one, other), key=lambda page: (len(page.sentences), page.doc_id))
    size = LATIN_SHINGLE if shorter.lang == "en" else HAN_SHINGLE
    right = max(evidence.share_of_one, evidence.share_of_other) ** (1 / size)
    if right < MIN_RIGHT:
        return False
    spared = float(np.sum(right ** (shorter.sentences & np.uint64(MAX_LENGTH)).astype(np.float64)))
    return spared <= MOST_SPARED * len(shorter.sentences) and evidence.shared_sentences <= NOISE_SPREAD * spared + 2


def _explains(one: Profile, other: Profile, standing: Standing, found: Callable[[], Differences]) -> bool:
    """Return whether noise may be why two pages say that they are two texts: a title misread, a date not read.

    A text cannot name a year that comes after it: one that does is no earlier version.
    """
    if standing in ("one version", "unsaid", "other works"):
        return standing != "other works"
    if min(one.length, other.length) < SAME_LENGTH * max(one.length, other.length):
        return False
    if standing == "one work":
        return True
    pairs = [*product(one.parts, other.parts)]
    if standing == "other titles":
        return any(_alike(*pair) >= SAME_TITLE for pair in pairs) or found().mostly_noise
    latest = {max(part.timeline.latest for part in page.parts)[:4] for page in (one, other)}
    return latest <= set(one.years) & set(other.years)


def _standing(one: Profile, other: Profile) -> tuple[Standing, str]:
    """Return what two pages say of themselves and each other, and why, in words."""
    pairs = [*product(one.parts, other.parts)]
    if not pairs:
        return "unsaid", ""
    same = [pair for pair in pairs if same_work(*pair) and pair[0].lang == pair[1].lang]
    if not same:
        return ("other works" if all(_clash(*pair) for pair in pairs) else "other titles"), ""
    told = [same_version(*pair) for pair in same]
    if True in told:
        return "one version", "another text of the same policy"
    if None in told:
        return "one work", "another text of the same policy; its dates are not told"
    return "versions", _difference(*same[0])


def _translation(one: Profile, other: Profile, evidence: Evidence) -> Relation | None:
    """Return that two pages carry a text of one document number in two languages, else None."""
    numbers = [ours.number for ours, theirs in product(one.parts, other.parts) if ours.number == theirs.number and ours.lang != theirs.lang]
    number = min(filter(None, numbers), default="")
    if not number:
        return None
    return Relation(one.doc_id, other.doc_id, "translation", 1.0, evidence._replace(number=number), f"both are numbered {number}")


def _translation_by_figures(one: Profile, other: Profile, evidence: Evidence) -> Relation | None:
    """Return that one of two pages translates the other, by what both have at the same places, else None."""
    if {one.lang, other.lang} != LANGUAGES:
        return None
    chinese, english = (one, other) if one.lang == "zh" else (other, one)
    if not is_translation(chinese.figures, english.figures):
        return None
    return Relation(one.doc_id, other.doc_id, "translation", BY_FIGURES, evidence, why_translation(chinese.figures, english.figures))


def likeness_of(one: Profile, other: Profile) -> float:
    """Return how much the figures of two pages in two languages agree, see ``cleaners.across.translations.likeness``."""
    chinese, english = (one, other) if one.lang == "zh" else (other, one)
    return likeness(chinese.figures, english.figures)


def _alike(one: Identity, other: Identity) -> float:
    """Return how alike two titles are, from 0 to 1."""
    return SequenceMatcher(None, one.key, other.key, autojunk=False).ratio()


def _clash(one: Identity, other: Identity) -> bool:
    """Return whether two texts cannot be one: by the figures of their numbers or titles, which noise spares, or by their issuers."""
    if _DIGITS.findall(one.key) != _DIGITS.findall(other.key) and _alike(one, other) >= SAME_PATTERN:
        return True
    if one.number and other.number and _DIGITS.findall(one.number) != _DIGITS.findall(other.number):
        return True
    known = [{issuer for issuer in part.issuers if not issuer.startswith("name:")} for part in (one, other)]
    return all(known) and not known[0] & known[1]


def _difference(one: Identity, other: Identity) -> str:
    """Return in words why two texts of one work are two versions."""
    _, evidence = compare_versions(one.timeline, other.timeline)
    if evidence:
        return f"versions of one policy: {evidence}"
    if one.number != other.number:
        return f"versions of one policy: numbered {' and '.join(sorted((one.number, other.number)))}"
    return "versions of one policy: what they say of their dates differs"
