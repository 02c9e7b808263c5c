"""What a policy document is, and where it is kept: in go raw and cleaned pages, out come documents and clauses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.alignment import align
    from corpus.clauses import split_clauses
    from corpus.model import Block, Clause, Document, Edit, RawPage
    from corpus.policies import Policies
    from corpus.store import Corpus

__all__ = ["Block", "Clause", "Corpus", "Document", "Edit", "Policies", "RawPage", "align", "split_clauses"]

_HOME = {"Corpus": "corpus.store", "Policies": "corpus.policies", "align": "corpus.alignment", "split_clauses": "corpus.clauses"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a search must not pay for SQLite or for cutting clauses."""
    if name in __all__:
        return getattr(import_module(_HOME.get(name, "corpus.model")), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
