"""Names of things in a library: in goes what a person typed, out comes the page, the clauses or the works that it names.

An id, or the beginning of one; a document number in any bracket; a title; each of them with a place behind #: 国办发〔2021〕18号#5.2,
hb57f#5.2, 《公立医院薪酬办法》#3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.model import Clause
    from corpus.policies import Policies
    from corpus.store import Corpus
    from corpus.works import Work

_ID = re.compile(r"[2-9a-hjkmnp-z]{3,10}(?:-[2-9a-hjkmnp-z]{0,5})?")


class Named(NamedTuple):
    """What was named: a page, clauses in reading order, or works; of clauses of a work also the work."""

    page: str = ""
    clauses: tuple[Clause, ...] = ()
    works: tuple[Work, ...] = ()


def find(corpus: Corpus, policies: Policies, typed: str) -> Named:
    """Return what ``typed`` names. Raises ``CorpusError`` with the next step where it names nothing."""
    name, _, path = typed.partition("#")
    name, path = name.strip(), path.strip()
    if _ID.fullmatch(name):
        full = corpus.resolve(name)
        if full not in corpus:
            return Named(clauses=(corpus.clause(full),))
        return Named(page=full) if not path else Named(clauses=_at(corpus.clauses(full), path, typed))
    works = policies.find(name)
    if not works:
        raise CorpusError(
            f"{name!r} is no id, number or title of a policy in this library; find one with `tiaowen search`; "
            "texts that pages only cite: `tiaowen cites --wanted`"
        )
    if not path:
        return Named(works=tuple(works))
    for work in works:
        clauses = policies.clauses_at(work, path)
        if clauses:
            return Named(clauses=tuple(clauses), works=(work,))
    raise CorpusError(f"{typed}: the text has no place {path}; its places: `tiaowen show --toc '{name}'`")


def _at(clauses: list[Clause], path: str, typed: str) -> tuple[Clause, ...]:
    found = tuple(clause for clause in clauses if clause.path == path or clause.path.startswith(f"{path}."))
    if not found:
        raise CorpusError(f"{typed}: the page has no place {path}; its places: `tiaowen show --toc {typed.partition('#')[0]}`")
    return found


def page_of(corpus: Corpus, policies: Policies, typed: str) -> str:
    """Return the page that ``typed`` names, or that carries the clause or the newest Chinese version of the policy it names."""
    named = find(corpus, policies, typed)
    if named.page:
        return named.page
    if named.clauses:
        return named.clauses[0].doc_id
    return policies.preferred(named.works[0]).doc_id
