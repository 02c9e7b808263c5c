"""Aligned texts of a library: in goes a corpus, out come its texts that stand in both languages, and which of their clauses say the same.

Pages that may carry one work, by a shared title or number, in pinyin too, are a *family*, and so is a page in two languages. What is
found in a family depends on its pages alone, so it can be kept until one of them changes, comes or goes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from corpus._alignment_alike import read_alike
from corpus._alignment_texts import MIN_CLAUSES, find_pair
from corpus.alignment import SURE_ENOUGH, align
from corpus.concepts import concepts
from corpus.policies import Policies
from corpus.works import Manifestation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus._alignment_texts import Pair
    from corpus.store import Corpus

ALIGNMENT_VERSION = "1"
"""Grows whenever the same texts give other links."""


class Linked(NamedTuple):
    """Clauses that say the same, by id, at least one in each language, and how sure that is, from 0 to 1."""

    zh_ids: tuple[str, ...]
    en_ids: tuple[str, ...]
    score: float


class AlignedText(NamedTuple):
    """A text in both languages: the key of its work, or the page where it is none, the pages whose counterpart it is, and its links."""

    work: str
    pages: tuple[str, ...]
    links: tuple[Linked, ...]


def aligned_texts(corpus: Corpus, known: Mapping[str, Sequence[AlignedText]]) -> dict[str, Sequence[AlignedText]]:
    """Return the aligned texts of each family, by a key that changes with its pages, the concepts and the rules of alignment.

    A family whose key is ``known`` is not aligned again. Links less sure than ``SURE_ENOUGH`` are left out. Raises what ``Corpus``
    raises.
    """
    states = corpus.page_states()
    found: dict[str, Sequence[AlignedText]] = {}
    policies = Policies(corpus)
    for pages in _families(corpus):
        facts = [ALIGNMENT_VERSION, concepts().hash, *(f"{page} {states[page]}" for page in pages)]
        key = sha256("\n".join(facts).encode()).hexdigest()
        found[key] = known[key] if key in known else _align_family(policies, pages)
    return found


def _align_family(policies: Policies, pages: Sequence[str]) -> list[AlignedText]:
    """Return the texts of a family that have a counterpart; two parts of a page, or two pages, that have the same one are together."""
    pairs: dict[tuple[tuple[str, ...], ...], Pair] = {}
    pages_of: dict[tuple[tuple[str, ...], ...], dict[str, None]] = {}
    for page in pages:
        for part in range(max(len(policies.cleaned(page).document.parts), 1)):
            pair = find_pair(policies, Manifestation(page, part))
            if pair is not None:
                key = tuple(tuple(clause.id for clause in side) for side in (pair.zh_clauses, pair.en_clauses))
                pairs.setdefault(key, pair)
                pages_of.setdefault(key, {})[page] = None
    return [AlignedText(_work(policies, pair), tuple(pages_of[key]), _links(pair)) for key, pair in pairs.items()]


def _links(pair: Pair) -> tuple[Linked, ...]:
    return tuple(
        Linked(one.zh_ids, one.en_ids, one.score)
        for one in align(pair.zh_clauses, pair.en_clauses)
        if one.zh_ids and one.en_ids and one.score >= SURE_ENOUGH
    )


def _work(policies: Policies, pair: Pair) -> str:
    works = policies.of_page(pair.zh.doc_id)
    here = (work.key for work in works if any(pair.zh in expression.manifestations for expression in work.expressions))
    return next(here, pair.zh.doc_id)


def _families(corpus: Corpus) -> list[list[str]]:
    """Return the families that may have a text in both languages, the pages of each sorted, by the first of them.

    Most libraries hold few: how many clauses a page has in each language tells without a look at any of them.
    """
    counts = corpus.page_languages()
    whole = [page for page, count in counts.items() if min(_chinese(count), _english(count)) >= MIN_CLAUSES]
    keys = corpus.policy_keys()
    alike = read_alike(number for _, number, _ in keys if number)
    joined = _joined([*keys, *((page, alike[number], "") for page, number, _ in keys if number in alike)])
    families = [pages for pages in joined if not {True, False} - {_english(counts[page]) > _chinese(counts[page]) for page in pages}]
    families += [pages for pages in joined if pages not in families and not set(pages).isdisjoint(whole)]
    inside = {page for pages in families for page in pages}
    return sorted([*families, *([page] for page in whole if page not in inside)])


def _chinese(count: Mapping[str, int]) -> int:
    """Return how many clauses may be in Chinese; one without letters, a row of numbers, counts as it does in ``language_of``."""
    return sum(count.get(lang, 0) for lang in ("zh", "mixed", "und"))


def _english(count: Mapping[str, int]) -> int:
    return sum(count.get(lang, 0) for lang in ("en", "mixed"))


def _joined(keys: Iterable[tuple[str, str, str]]) -> list[list[str]]:
    """Return the sets of two pages or more that hang together by numbers or titles, given as page, number and title key."""
    pages_by: dict[str, list[str]] = {}
    names_of: dict[str, list[str]] = {}
    for page, number, title in keys:
        for name in (f"number {number}" if number else "", f"title {title}" if title else ""):
            if name:
                pages_by.setdefault(name, []).append(page)
                names_of.setdefault(page, []).append(name)
    families: list[list[str]] = []
    seen: set[str] = set()
    for first in sorted(names_of):
        if first in seen:
            continue
        family, to_look_at = {first}, [first]
        while to_look_at:
            others = {other for name in names_of[to_look_at.pop()] for other in pages_by.pop(name, ())} - family
            family |= others
            to_look_at += others
        seen |= family
        if len(family) > 1:
            families.append(sorted(family))
    return families
