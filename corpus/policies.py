"""Policies of a library: in go a document number, a title or an id, out come works, clauses at a path, and what cites what.

A work is put together from the pages that carry it when it is asked for, so that no order of adding matters.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus._alignment_alike import read_alike
from corpus._policy_rows import citations_of_others, part_of
from corpus.agencies import agencies
from corpus.citations import Citation, Link, Wanted, Works, resolve
from corpus.doc_numbers import normal_number
from corpus.listed import find_listed
from corpus.meant import Meant, Named, by_preference, find_meant
from corpus.status import Statement, find_status
from corpus.titles import read_title
from corpus.works import Identity, Manifestation, Work, group, identify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    """What a page says of the standing of a policy (废止, 失效, 现行有效): in which words, in which clause, or where on which page.

    ``words`` of a text in a list are the heading above it and its name: 一、废止下列文件 > 《甲办法》.
    ``expression`` is the position in the work's expressions of the version that it means, None where that is open.
    """

    statement: Statement
    words: str
    identifier: str
    title: str
    expression: int | None


class Policies:
    """What a library knows of policies. Reads the corpus, changes nothing; every method raises what ``Corpus`` raises."""

    def __init__(self, corpus: Corpus) -> None:
        """Look into ``corpus``, which stays open as long as this is used."""
        self._corpus = corpus
        self._page = lru_cache(CACHED_PAGES)(corpus.cleaned)
        self._clauses = lru_cache(CACHED_PAGES)(corpus.clauses)
        self.identity = lru_cache(CACHED_PAGES)(self._identity)
        self._works = lru_cache(CACHED_PAGES)(self._find_works)

    def find(self, name: str) -> list[Work]:
        """Return the works that ``name`` is the number or the title of, by key; a number decides where there is one."""
        number = normal_number(name)
        if number:
            return self._works("number", number)
        key = read_title(name).named.key
        return self._works("title_key", key) if key else []

    def read_alike(self, number: str) -> str:
        """Return the number of a policy here that is ``number`` in pinyin, or the other way round; "" unless there is exactly one."""
        return self._alike.get(number, "")

    @cached_property
    def _alike(self) -> dict[str, str]:
        return read_alike(self._corpus.policy_numbers())

    def of_page(self, doc_id: str) -> list[Work]:
        """Return the works that page ``doc_id`` carries, in the order of its parts."""
        found: dict[str, Work] = {}
        for _, part, number, key in self._corpus.policy_parts("doc_id", doc_id):
            works = self._works("number", number) if number else self._works("title_key", key)
            found |= {work.key: work for work in works if Manifestation(doc_id, part) in _manifestations(work)}
        return list(found.values())

    def clauses_at(self, work: Work, path: str, name: str = "") -> list[Clause]:
        """Return the clauses at ``path`` of ``work``, and those under it, from the first of its ``places`` that has any.

        An empty path gives every clause.
        """
        for place in self.places(work, name):
            found = [clause for clause in self.clauses_of(place) if is_under(clause.path, path)]
            if found:
                return found
        return []

    def places(self, work: Work, name: str = "") -> list[Manifestation]:
        """Return where ``work`` stands, in Chinese before translations, the newest version first.

        Of a ``name`` that means one version, its number or a title that says which (试行, 2019年修订), only where that one stands.
        """
        number, version = normal_number(name), read_title(name).named.version
        meant = [
            expression
            for expression in by_preference(work)
            for told in [[self.identity(place) for place in expression.manifestations]]
            if any(one.number == number if number else one.title.named.version == version for one in told)
        ]
        chosen = meant if number or version.label else []
        return [place for expression in chosen or by_preference(work) for place in expression.manifestations]

    def clauses_of(self, place: Manifestation) -> list[Clause]:
        """Return the clauses of one part of a page, in order."""
        document = self._page(place.doc_id).document
        return [clause for clause in self._clauses(place.doc_id) if part_of(document, clause) == place.part]

    def citations(self, identifier: str) -> list[Link]:
        """Return what the page or clause ``identifier`` cites, in reading order, each with the works and clauses that it means.

        Where a text points at itself (本办法, its own number at its head), it cites nothing.
        """
        doc_id, _, rest = identifier.partition("-")
        document = self._page(doc_id).document
        places = self._places(doc_id)
        identities = [self.identity(Manifestation(doc_id, part)) for part in range(len(document.parts))]
        found = citations_of_others(document, self._clauses(doc_id), identities)
        return [self._link(one, places[one.clause_id]) for one in found if not rest or one.clause_id == identifier]

    def cited_by(self, work: Work, path: str = "") -> list[CitedBy]:
        """Return every citation of ``work``, by page; with a ``path``, those of this place or of what stands under it.

        A later version that cites an earlier one (《…（试行）》同时废止) is among them.
        """
        keys = {self.identity(place).key for place in _manifestations(work)} - {""}
        pages = self._citing(work, keys)
        return [one for page in pages for one in self._cited_on(page, path, lambda link: work.key in link.works)]

    def cited_by_name(self, name: str, path: str = "") -> list[CitedBy]:
        """Return every citation of a text that is not here, by its number or title; as ``cited_by``."""
        number, key = normal_number(name), read_title(name).named.key
        pages = self._corpus.citing("number", number) if number else self._corpus.citing("title_key", key) if key else []
        return [one for page in pages for one in self._cited_on(page, path, lambda link: _is_of(link, number, key))]

    def _cited_on(self, page: str, path: str, means: Callable[[Link], bool]) -> list[CitedBy]:
        """Return the citations on a page that mean a text, of a place in it where there is a path."""
        by_id = {clause.id: clause for clause in self._clauses(page)}
        return [
            CitedBy(link.citation, by_id[link.citation.clause_id])
            for link in self.citations(page)
            if means(link) and (not path or any(is_under(pin.path, path) for pin in link.citation.pins))
        ]

    def standing(self, work: Work) -> list[Said]:
        """Return what the pages here say of whether ``work`` is in force: the work itself, and those that cite it; by page.

        What cannot mean a version that is here (said before it was passed, of another version or number) is left out, and so is what
        drafts say.
        """
        keys = {self.identity(place).key for place in _manifestations(work)} - {""}
        said = [
            one for at, expression in enumerate(work.expressions) for place in expression.manifestations for one in self._own(place, at)
        ]
        for page in self._citing(work, keys):
            for place in dict.fromkeys(self._places(page).values()):
                said += self._said_at(place, work, keys)
        return said

    def _own(self, place: Manifestation, expression: int) -> Iterator[Said]:
        """Yield what a part of a page, which carries this expression, says of its own standing."""
        document = self._page(place.doc_id).document
        told = [(clause.text, clause.id, one) for clause, one in self._statements(place)]
        labels = (block.text for block in document.blocks if block.kind == "metadata" and block.part == place.part)
        told += [(text, place.doc_id, one) for text in labels for one in find_status(text)]
        for text, identifier, one in told:
            if not (one.title or one.number):
                yield Said(one, text[slice(*one.span)], identifier, document.title, expression)

    def _said_at(self, place: Manifestation, work: Work, keys: set[str]) -> Iterator[Said]:
        """Yield what a part of a page says of ``work``, by its number or by a title with one of ``keys``, in a version that can be here."""
        title = self._page(place.doc_id).document.title
        for clause, one in self._statements(place):
            key = read_title(one.title).named.key if one.title else ""
            by_title = key in keys and [other.key for other in self._works("title_key", key)] == [work.key]
            if one.number not in work.numbers and not by_title:
                continue
            meant = self._meant(work, normal_number(one.number), one.title, place)
            if meant.versions:
                expression = None if meant.is_open else work.expressions.index(meant.versions[0])
                words = clause.text[slice(*one.span)]
                yield Said(one, f"{one.heading} > {words}" if one.heading else words, clause.id, title, expression)

    def _statements(self, place: Manifestation) -> list[tuple[Clause, Statement]]:
        """Return what the clauses of a part say of the standing of texts, in order; nothing where it only proposes."""
        if self._proposes(place):
            return []
        clauses = self.clauses_of(place)
        listed: dict[str, list[Statement]] = {}
        for clause, one in find_listed(clauses):
            listed.setdefault(clause.id, []).append(one)
        return [(clause, one) for clause in clauses for one in (*find_status(clause.text), *listed.get(clause.id, ()))]

    def _proposes(self, place: Manifestation) -> bool:
        """Return whether the text at ``place`` is a draft, or asks for opinions on one."""
        if not self._page(place.doc_id).document.parts:
            return False
        identity = self.identity(place)
        return identity.timeline.stage == "draft" or identity.title.action == "consult"

    def _meant(self, work: Work, number: str, title: str, place: Manifestation) -> Meant:
        """Return which version of ``work`` the text at ``place`` means by a number and a title."""
        return find_meant(work, Named(number, title, place, self._day_of(place)), self.identity)

    def _day_of(self, place: Manifestation) -> str:
        """Return the day by which the text at ``place`` was written, as far as it tells: its own, its number's, or its page's."""
        if not self._page(place.doc_id).document.parts:
            return ""
        timeline = self.identity(place).timeline
        return timeline.latest or timeline.number_year or timeline.page

    def _places(self, page: str) -> dict[str, Manifestation]:
        """Return the part in which each clause of a page stands, by the clause's id."""
        document = self._page(page).document
        return {clause.id: Manifestation(page, part_of(document, clause)) for clause in self._clauses(page)}

    def issuer_names(self, work: Work) -> list[str]:
        """Return the names of the issuers of ``work``, today's Chinese one of a known body, else as the page has it."""
        known = agencies()
        return [known[issuer].zh if issuer in known else issuer.removeprefix("name:") for issuer in work.issuers]

    def wanted(self) -> list[Wanted]:
        """Return the texts that pages cite and that are not here, most cited first; one number is one text, whatever it is called."""
        missing: dict[str, Wanted] = {}
        # Rows with a title first, for a number alone is no title.
        for number, key, title, times, _ in sorted(self._corpus.cited(), key=lambda row: not row[1]):
            if (number and self._corpus.policy_parts("number", number)) or (key and self._corpus.policy_parts("title_key", key)):
                continue
            before = missing.get(number or key)
            missing[number or key] = Wanted(number or None, before.title if before else title, times + (before.count if before else 0))
        return sorted(missing.values(), key=lambda one: (-one.count, one.number or "", one.title))

    def cleaned(self, doc_id: str) -> Cleaned:
        """Return the cleaned page ``doc_id``."""
        return self._page(doc_id)

    def _identity(self, place: Manifestation) -> Identity:
        """Return what a part of a page says that it is."""
        return identify(self._page(place.doc_id).document, place.part)

    def _citing(self, work: Work, keys: set[str]) -> list[str]:
        """Return the pages that cite ``work`` by one of its numbers or by one of the keys of its titles."""
        pages = {page for number in work.numbers for page in self._corpus.citing("number", number)}
        return sorted(pages | {page for key in keys for page in self._corpus.citing("title_key", key)})

    def _find_works(self, column: Column, value: str) -> list[Work]:
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
        works = group(map(self.identity, sorted(members)))
        return [work for work in works if self._has(work, column, value)]

    def _has(self, work: Work, column: Column, value: str) -> bool:
        """Return whether one of the texts that carry ``work`` has this number or title."""
        return value in work.numbers if column == "number" else any(self.identity(place).key == value for place in _manifestations(work))

    def _link(self, citation: Citation, place: Manifestation) -> Link:
        """Return ``citation``, made at ``place``, with the works that it means, and its clauses in the one version that it means."""
        root = citation.root
        if root == "self":
            return Link(citation, ())
        by_number = self._works("number", root.number) if root.number else []
        works = by_number or (self._works("title_key", root.title_key) if root.title_key else [])
        version = self._meant(works[0], root.number or "", root.title, place).likeliest if works and citation.pins else None

        def clause_at(_: str, path: str) -> str | None:
            """Return the id of the clause at a path of the version that is meant."""
            clauses = (clause for at in (version.manifestations if version else ()) for clause in self.clauses_of(at))
            return next((clause.id for clause in clauses if clause.path == path), None)

        keys = [work.key for work in works]
        known = Works({root.number: keys[0]} if by_number and root.number else {}, {root.title_key: keys}, clause_at)
        return resolve([citation], known).links[0]


def _is_of(link: Link, number: str, key: str) -> bool:
    """Return whether a citation is of the text with this number, or, where there is none, of one with this title's key."""
    root = link.citation.root
    return root != "self" and not link.works and (root.number == number if number else root.title_key == key)


def is_under(path: str, outer: str) -> bool:
    """Return whether ``path`` is ``outer`` or stands under it: 5.2.1 under 5.2, A1:3 under A1, everything under an empty path."""
    return not outer or path == outer or path.startswith((f"{outer}.", f"{outer}:"))


def _manifestations(work: Work) -> list[Manifestation]:
    """Return where every version of ``work`` stands."""
    return [place for expression in work.expressions for place in expression.manifestations]
