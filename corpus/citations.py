"""Citations: in go the clauses of one text in reading order, out come the places where it cites policy texts, and which text each means.

In the manner of eyecite: full citations by title or number; short ones by a name that was given (以下简称《办法》, hereinafter
"the Rules"); ids that point (本办法, 前款, this Law); pins (第三十三条第二款, Article 33). What a citation means is its ``root``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from corpus.citing.reader import Draft, Reader
from corpus.citing.words import base_key, is_title, kind_of
from corpus.doc_numbers import find_doc_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.citing.pins import Pin
    from corpus.model import Clause, CleanSpan

CitationKind: TypeAlias = Literal["full", "short", "id", "pin"]


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """One citation, ``written`` at ``span`` of the text of clause ``clause_id``.

    ``number`` is the document number in normal form, where one is written and its agency is known; ``title`` the title or name as
    written, without marks; ``title_key`` the key by which titles are one work's; ``text_kind`` what its last word says (办法, law);
    ``pins`` the places cited. ``antecedent`` is the citation that first named what this one means, ``"self"`` for the text that
    cites, None where nothing was named before or the text does not tell.
    """

    kind: CitationKind
    span: CleanSpan
    clause_id: str
    written: str
    number: str | None = None
    title: str = ""
    title_key: str = ""
    text_kind: str = ""
    pins: tuple[Pin, ...] = ()
    antecedent: Citation | Literal["self"] | None = None

    @property
    def root(self) -> Citation | Literal["self"]:
        """What is cited in the end: the citation that names it in full, ``"self"``, or this one."""
        return self if self.antecedent is None else self.antecedent


def find_citations(clauses: Sequence[Clause]) -> list[Citation]:
    """Return the citations in the clauses of one part, in reading order; linear in the length of the text.

    The names of texts are known from where they are given on. ``clauses[0].card.title`` is taken for the title of the text.
    """
    reader = Reader(clauses)
    found: list[Citation] = []
    for clause in clauses:
        for draft in reader.read(clause):
            found.append(_citation(draft, clause, found))
    return found


_NUMBER_BEHIND = re.compile(r"\s*[（(][^（()）]*(?:\[[^\]]*\]|〔[^〕]*〕)[^（()）]*[)）]\s*$")
"""The number in brackets that ends a title: "… Public Hospitals (Guobanfa [2021] No. 18)"."""


def _citation(draft: Draft, clause: Clause, found: Sequence[Citation]) -> Citation:
    antecedent = found[draft.antecedent] if isinstance(draft.antecedent, int) else draft.antecedent
    behind = _NUMBER_BEHIND.search(draft.title)
    number = next((one.normalised for one in find_doc_numbers(behind[0]) if one.normalised), None) if behind else None
    title = draft.title[: behind.start()] if behind and number else draft.title
    return Citation(
        draft.kind,
        draft.span,
        clause.id,
        clause.text[slice(*draft.span)],
        draft.number or number,
        title,
        base_key(title) if title else "",
        kind_of(title),
        tuple(draft.pins),
        antecedent,
    )


@dataclass(frozen=True, slots=True)
class Works:
    """What is known of policies: the work of a document number, the works of a title's key, the clause at a path of a work.

    ``own`` is the work that cites. Several works may have one title (versions, provinces).
    """

    by_number: Mapping[str, str]
    by_title: Mapping[str, Sequence[str]]
    clause_at: Callable[[str, str], str | None]
    own: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A citation and the works it may mean: none, the one, or those among which its title does not decide.

    ``clause_ids`` are the clauses of the one work at the citation's pins, as far as they are there.
    """

    citation: Citation
    works: tuple[str, ...]
    clause_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that is cited and not there: its number in normal form, its title (without one, what is written), how often it is cited."""

    number: str | None
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """Every citation with what it means, and the texts that are wanted, most cited first."""

    links: tuple[Link, ...]
    wanted: tuple[Wanted, ...]


def resolve(citations: Sequence[Citation], works: Works) -> Resolved:
    """Return what ``citations`` mean among ``works``: by number, else by title; a number that is not there leaves the title to decide."""
    links: list[Link] = []
    missing: dict[str, list[Citation]] = {}
    for citation in citations:
        root = citation.root
        keys = _works_of(root, works)
        clauses = [_clause_at(keys[0], pin, works) for pin in citation.pins] if len(keys) == 1 else []
        links.append(Link(citation, keys, tuple(dict.fromkeys(clause for clause in clauses if clause))))
        if not keys and root != "self" and (root.number or is_title(root.title)):
            missing.setdefault(root.number or root.title_key, []).append(root)
    wanted = [Wanted(roots[0].number, _spelling(roots), len(roots)) for roots in missing.values()]
    return Resolved(tuple(links), tuple(sorted(wanted, key=lambda one: (-one.count, one.number or "", one.title))))


def _spelling(roots: Sequence[Citation]) -> str:
    """Return the title by which most citations name a text, of several the first by codepoint; where none has one, what is written."""
    titles = Counter(root.title for root in roots if root.title) or Counter(root.written for root in roots)
    return min(titles, key=lambda title: (-titles[title], title))


def _clause_at(work: str, pin: Pin, works: Works) -> str | None:
    """Return the clause at a pin's path, else the one of its article: an item may stand inside the article's own clause."""
    return next((clause for path in (pin.path, pin.article) if path and (clause := works.clause_at(work, path))), None)


def _works_of(root: Citation | Literal["self"], works: Works) -> tuple[str, ...]:
    if root == "self":
        return (works.own,) if works.own else ()
    if root.number and root.number in works.by_number:
        return (works.by_number[root.number],)
    return tuple(works.by_title.get(root.title_key, ())) if root.title_key else ()
