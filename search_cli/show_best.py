"""The best text of several copies on the screen: in goes what was named, out comes each clause, with the page that it is taken from."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from cleaners.across.clusters import cluster_of, most_complete_first
from corpus.best_text import best_text
from search_cli.facts import counted
from search_cli.printing import Styled, say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.best_text import BestClause
    from corpus.model import Clause
    from corpus.policies import Policies
    from corpus.store import Corpus
    from search_cli.naming import Named


def show_best(corpus: Corpus, policies: Policies, named: Named, *, as_json: bool) -> None:
    """Print the best text of each expression of the works that were named, or of the page and its copies."""
    texts = _texts_of_page(corpus, named.page) if named.page else _texts_of_works(corpus, policies, named)
    if as_json:
        say_json({"texts": [_plain(pages, clauses, corpus) for pages, clauses in texts]})
        return
    for number, (pages, clauses) in enumerate(texts):
        if number:
            say()
        _say(pages, clauses, corpus)


def _texts_of_page(corpus: Corpus, page: str) -> list[tuple[list[str], list[BestClause]]]:
    cluster = cluster_of(page, corpus)
    pages = most_complete_first([cluster.keeper, *(copy.doc_id for copy in cluster.copies)] if cluster else [page], corpus)
    return [(pages, best_text([corpus.clauses(one) for one in pages]))]


def _texts_of_works(corpus: Corpus, policies: Policies, named: Named) -> list[tuple[list[str], list[BestClause]]]:
    texts = []
    for work in named.works:
        for expression in work.expressions:
            places: dict[str, list[Clause]] = {}
            for place in expression.manifestations:
                places.setdefault(place.doc_id, []).extend(policies.clauses_of(place))
            pages = most_complete_first(list(places), corpus)
            texts.append((pages, best_text([places[one] for one in pages])))
    return texts


def _say(pages: Sequence[str], clauses: Sequence[BestClause], corpus: Corpus) -> None:
    title = next((one.clause.card.title for one in clauses if one.clause.doc_id == pages[0]), "")
    say(Styled(title or "(untitled)", "title"))
    if len(pages) > 1:
        say(Styled(f"put together from {counted(len(pages), 'page')}; this is the text of none of them", "faint"))
    for doc_id, taken in groupby(clauses, key=lambda one: one.clause.doc_id):
        say()
        say(Styled(f"── from {doc_id}  {corpus.origins(doc_id)[0]} ──", "faint"))
        for one in taken:
            say()
            for line in one.clause.text.split("\n"):
                say(line, indent=2)
            of = f" · so in {one.agreeing} of {counted(one.copies, 'page')}" if len(pages) > 1 else ""
            say(Styled(f"{one.clause.id}{of}", "faint"), indent=2)


def _plain(pages: Sequence[str], clauses: Sequence[BestClause], corpus: Corpus) -> dict[str, Any]:
    """Return a best text as plain data for JSON: the pages that it is put together from, and its clauses with theirs."""
    return {
        "pages": [{"doc_id": doc_id, "source": corpus.origins(doc_id)[0]} for doc_id in pages],
        "clauses": [
            {
                "clause_id": one.clause.id,
                "doc_id": one.clause.doc_id,
                "source": one.clause.card.source,
                "path": one.clause.path,
                "heading_path": one.clause.heading_path,
                "text": one.clause.text,
                "copies": one.copies,
                "agreeing": one.agreeing,
            }
            for one in clauses
        ],
    }
