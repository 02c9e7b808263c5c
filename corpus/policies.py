"""Policies of a library: in go a document number, a title or an id, out come works, clauses at a path, and what cites what.

A work is put together from the pages that carry it when it is asked for, so that no order of adding matters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus._policy_rows import part_of, parts_of
from corpus.agencies import agencies
from corpus.citations import Citation, Link, Wanted, Works, find_citations, resolve
from corpus.doc_numbers import find_doc_numbers
from corpus.status import Statement, find_status
from corpus.titles import read_title
from corpus.works import Identity, Manifestation, Work, group, identify

if TYPE_CHECKING:
    from corpus.model import Clause, Cleaned
    from corpus.store import Corpus

Column: TypeAlias = Literal["number", "title_key"]

CACHED_PAGES = 64
"""Pages kept at hand while one question is answered; the works of a question stand on a few."""


class CitedBy(NamedTuple):
    """A citation of a policy, and the clause in which it stands."""

    citation: Citation
    clause: Clause


class Said(NamedTuple):
    """What a page says of the standing of a policy (废止, 失效, 现行有效): in which words, in which clause, or where on which page."""

    statement: Statement
    words: str
    identifier: str
    title: str


class Policies:
    """What a library knows of policies. Reads the corpus, changes nothing; every method raises what ``Corpus`` raises."""

    def __init__(self, corpus: Corpus) -> None:
        """Look into ``corpus``, which stays open as long as this is used."""
        self._corpus = corpus
        self._page = lru_cache(CACHED_PAGES)(corpus.cleaned)
        self._clauses = lru_cache(CACHED_PAGES)(corpus.clauses)

    def find(self, name: str) -> list[Work]:
        """Return the works that ``name`` is the number or the title of, by key; a number decides where there is one."""
        number = next((found.normalised for found in find_doc_numbers(name) if found.normalised), None)
        if number:
            return self._works("number", number)
        key = read_title(name).named.key
        return self._works("title_key", key) if key else []

    def of_page(self, doc_id: str) -> list[Work]:
        """Return the works that page ``doc_id`` carries, in the order of its parts."""
        found: dict[str, Work] = {}
        for _, part, number, key in self._corpus.policy_parts("doc_id", doc_id):
            works = self._works("number", number) if number else self._works("title_key", key)
            found |= {work.key: work for work in works if Manifestation(doc_id, part) in _manifestations(work)}
        return list(found.values())

    def clauses_at(self, work: Work, path: str) -> list[Clause]:
        """Return the clauses at ``path`` of ``work``: of the original's newest version, else of the next one that has the path.

        What stands under the path follows it. An empty path gives every clause.
        """
        for place in _by_preference(work):
            clauses = self.clauses_of(place)
            found = [clause for clause in clauses if clause.path == path or clause.path.startswith(f"{path}.")] if path else clauses
            if found:
                return found
        return []

    def clauses_of(self, place: Manifestation) -> list[Clause]:
        """Return the clauses of one part of a page, in order."""
        document = self._page(place.doc_id).document
        return [clause for clause in self._clauses(place.doc_id) if part_of(document, clause) == place.part]

    def citations(self, identifier: str) -> list[Link]:
        """Return what the page or clause ``identifier`` cites, in reading order, each with the works and clauses that it means."""
        doc_id, _, rest = identifier.partition("-")
        document = self._page(doc_id).document
        links: list[Link] = []
        for clauses in parts_of(document, self._clauses(doc_id)):
            part = part_of(document, clauses[0])
            found = [one for one in find_citations(clauses) if not rest or one.clause_id == identifier]
            links += resolve(found, self._known(found, Manifestation(doc_id, part))).links
        return links

    def cited_by(self, work: Work, path: str = "") -> list[CitedBy]:
        """Return every citation of ``work`` in other works, by page; with a ``path``, those of this place or of what stands under it."""
        keys = {self._identity(place).key for place in _manifestations(work)} - {""}
        found: list[CitedBy] = []
        for page in self._citing(work, keys):
            by_id = {clause.id: clause for clause in self._clauses(page)}
            for link in self.citations(page):
                means = work.key in link.works and link.citation.root != "self"
                if means and (not path or any(_under(pin.path, path) for pin in link.citation.pins)):
                    found.append(CitedBy(link.citation, by_id[link.citation.clause_id]))
        return found

    def standing(self, work: Work) -> list[Said]:
        """Return what the pages here say of whether ``work`` is in force: the work itself, and those that cite it; by page."""
        keys = {self._identity(place).key for place in _manifestations(work)} - {""}
        said: list[Said] = []
        for place in _manifestations(work):
            document = self._page(place.doc_id).document
            told = [(clause.text, clause.id) for clause in self.clauses_of(place)]
            told += [(block.text, place.doc_id) for block in document.blocks if block.kind == "metadata"]
            said += [
                Said(one, text[slice(*one.span)], identifier, document.title)
                for text, identifier in told
                for one in find_status(text)
                if not (one.title or one.number)
            ]
        for page in self._citing(work, keys):
            said += [
                Said(one, clause.text[slice(*one.span)], clause.id, clause.card.title)
                for clause in self._clauses(page)
                for one in find_status(clause.text)
                if one.number in work.numbers or (one.title and read_title(one.title).named.key in keys)
            ]
        return said

    def preferred(self, work: Work) -> Manifestation:
        """Return where ``work`` is best read: in Chinese before translations, the newest version first."""
        return _by_preference(work)[0]

    def issuer_names(self, work: Work) -> list[str]:
        """Return the names of the issuers of ``work``, today's Chinese one of a known body, else as the page has it."""
        known = agencies()
        return [known[issuer].zh if issuer in known else issuer.removeprefix("name:") for issuer in work.issuers]

    def wanted(self) -> list[Wanted]:
        """Return the texts that pages cite and that are not here, most cited first; one number is one text, whatever it is called."""
        missing: dict[str, Wanted] = {}
        for number, key, title, times, _ in self._corpus.cited():
            if (number and self._corpus.policy_parts("number", number)) or (key and self._corpus.policy_parts("title_key", key)):
                continue
            before = missing.get(number or key)
            missing[number or key] = Wanted(number or None, before.title if before else title, times + (before.count if before else 0))
        return sorted(missing.values(), key=lambda one: (-one.count, one.number or "", one.title))

    def identity(self, place: Manifestation) -> Identity:
        """Return what a part of a page says that it is."""
        return self._identity(place)

    def cleaned(self, doc_id: str) -> Cleaned:
        """Return the cleaned page ``doc_id``."""
        return self._page(doc_id)

    def _identity(self, place: Manifestation) -> Identity:
        return identify(self._page(place.doc_id).document, place.part)

    def _citing(self, work: Work, keys: set[str]) -> list[str]:
        """Return the pages that cite ``work`` by one of its numbers or by one of the keys of its titles."""
        pages = {page for number in work.numbers for page in self._corpus.citing("number", number)}
        return sorted(pages | {page for key in keys for page in self._corpus.citing("title_key", key)})

    def _works(self, column: Column, value: str) -> list[Work]:
        """Return the works that have this number or title, put together from every part that shares a number or a title with them."""
        members: set[Manifestation] = set()
        asked: set[tuple[Column, str]] = set()
        to_ask: set[tuple[Column, str]] = {(column, value)}
        while to_ask:
            asked |= to_ask
            rows = [row for name, one in sorted(to_ask) for row in self._corpus.policy_parts(name, one)]
            members |= {Manifestation(page, part) for page, part, _, _ in rows}
            named: set[tuple[Column, str]] = {("number", number) for _, _, number, _ in rows if number}
            named |= {("title_key", key) for _, _, _, key in rows if key}
            to_ask = named - asked
        works = group(map(self._identity, sorted(members)))
        return [work for work in works if self._has(work, column, value)]

    def _has(self, work: Work, column: Column, value: str) -> bool:
        return value in work.numbers if column == "number" else any(self._identity(place).key == value for place in _manifestations(work))

    def _known(self, citations: list[Citation], own: Manifestation) -> Works:
        """Return what is known of the works that ``citations`` name."""
        roots = [citation.root for citation in citations if isinstance(citation.root, Citation)]
        by_number = {number: self._works("number", number) for number in {root.number for root in roots if root.number}}
        by_title = {key: self._works("title_key", key) for key in {root.title_key for root in roots if root.title_key}}
        here = next((work for work in self.of_page(own.doc_id) if own in _manifestations(work)), None)
        all_works = {work.key: work for works in (*by_number.values(), *by_title.values(), [here] if here else []) for work in works}

        def clause_at(key: str, path: str) -> str | None:
            if here and key == here.key:
                return next((clause.id for clause in self.clauses_of(own) if clause.path == path), None)
            return next((clause.id for clause in self.clauses_at(all_works[key], path) if clause.path == path), None)

        return Works(
            {number: works[0].key for number, works in by_number.items() if works},
            {key: [work.key for work in works] for key, works in by_title.items()},
            clause_at,
            here.key if here else "",
        )


def _manifestations(work: Work) -> list[Manifestation]:
    return [place for expression in work.expressions for place in expression.manifestations]


def _by_preference(work: Work) -> list[Manifestation]:
    """Return where a work stands: in Chinese before translations, the newest version first."""
    languages = sorted({expression.lang for expression in work.expressions}, key=lambda lang: (lang != "zh", lang))
    newest_first = [expression for lang in languages for expression in reversed(work.expressions) if expression.lang == lang]
    return [place for expression in newest_first for place in expression.manifestations]


def _under(path: str, outer: str) -> bool:
    return path == outer or path.startswith(f"{outer}.")
