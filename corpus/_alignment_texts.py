"""Two texts to align: in go a library's policies and the place of a text, out comes the same text in the other language, if it is there.

It stands on the same page (Article by article, in two columns, or as another part), or on another page as an expression of the same work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus._alignment_alike import names_place
from corpus.scripts import count_han, count_latin
from corpus.sentences import HAN_WEIGHT, weight
from corpus.works import Manifestation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Clause
    from corpus.policies import Policies

MIN_SHARE = 0.2
"""Share of a text, by weight, that its lesser language must have for it to be a text in two languages: an English abstract below a
Chinese text has less, a translation without its annexes more."""

MIN_CLAUSES = 2
"""Clauses of that language at least; one may be a title or a quotation."""


class Pair(NamedTuple):
    """A text in both languages: where each stands, and its clauses in order. Of a text in two languages both places are one."""

    zh: Manifestation
    en: Manifestation
    zh_clauses: list[Clause]
    en_clauses: list[Clause]


def language_of(clause: Clause) -> str:
    """Return ``zh`` or ``en``, whichever a clause has more of; ``zh`` for one that has neither, such as a row of numbers."""
    return "en" if count_latin(clause.text) > HAN_WEIGHT * count_han(clause.text) else "zh"


def find_pair(policies: Policies, place: Manifestation) -> Pair | None:
    """Return the text at ``place`` with the same text in the other language; None where the library does not have it.

    A text in two languages is its own; else an expression of the same work counts, of the same number and version where there is one;
    else the text of the number that is read like its own (Lanweigui [2023] No. 6 and 岚卫规〔2023〕6号), from the same place; else what the
    other parts of the page have in the other language.
    """
    own = policies.clauses_of(place)
    if _has_both(own):
        return _within(place, own)
    whole = [clause for part in _parts(policies, place.doc_id) for clause in policies.clauses_of(part)]
    for other in _other_expressions(policies, place):
        return pair_of(policies, place, other)
    return _within(place, whole) if _has_both(whole) else None


def pair_of(policies: Policies, one: Manifestation, other: Manifestation) -> Pair | None:
    """Return two texts as a pair, the Chinese one first; None where both are in one language."""
    texts = {text_language(policies.clauses_of(place)): place for place in (one, other)}
    if len(texts) == 1:
        return None
    return Pair(texts["zh"], texts["en"], policies.clauses_of(texts["zh"]), policies.clauses_of(texts["en"]))


def text_language(clauses: Sequence[Clause]) -> str:
    """Return the language of most of a text, ``zh`` or ``en``."""
    zh, en = _weights(clauses)
    return "en" if en > zh else "zh"


def _other_expressions(policies: Policies, place: Manifestation) -> Iterator[Manifestation]:
    """Yield where the work at ``place`` stands in the other language, those with its number and its version first."""
    works = policies.of_page(place.doc_id)
    if not works:  # nor need the page have any part to identify
        return
    identity = policies.identity(place)
    own_language = text_language(policies.clauses_of(place))

    def unlike(other: Manifestation) -> tuple[bool, bool]:
        there = policies.identity(other)
        return there.number != identity.number, there.title.named.version != identity.title.named.version

    for work in works:
        places = policies.places(work)
        if place in places:
            others = [other for other in places if text_language(policies.clauses_of(other)) != own_language]
            yield from sorted(others, key=unlike)
    for work in policies.find(policies.read_alike(identity.number)):
        for other in sorted(policies.places(work), key=unlike):
            titles = {text_language(policies.clauses_of(one)): _titles(policies, one) for one in (place, other)}
            if len(titles) > 1 and names_place(titles["zh"], titles["en"]):
                yield other


def _titles(policies: Policies, place: Manifestation) -> tuple[str, ...]:
    """Return what names the place from which a text comes: the titles and issuers of its page and part."""
    document = policies.cleaned(place.doc_id).document
    part = document.parts[place.part]
    return (document.title, part.title, *document.issuers, *part.issuers)


def _within(place: Manifestation, clauses: Sequence[Clause]) -> Pair:
    sides: dict[str, list[Clause]] = {"zh": [], "en": []}
    for clause in clauses:
        sides[language_of(clause)].append(clause)
    return Pair(place, place, sides["zh"], sides["en"])


def _has_both(clauses: Sequence[Clause]) -> bool:
    zh, en = _weights(clauses)
    languages = [language_of(clause) for clause in clauses]
    few = min(languages.count("zh"), languages.count("en")) < MIN_CLAUSES
    return not few and min(zh, en) >= MIN_SHARE * (zh + en)


def _weights(clauses: Sequence[Clause]) -> tuple[float, float]:
    """Return how much of a text is in clauses in Chinese, and in English."""
    english = sum(weight(clause.text) for clause in clauses if language_of(clause) == "en")
    return sum(weight(clause.text) for clause in clauses) - english, english


def _parts(policies: Policies, doc_id: str) -> list[Manifestation]:
    return [Manifestation(doc_id, part) for part in range(max(len(policies.cleaned(doc_id).document.parts), 1))]
