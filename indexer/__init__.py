"""Clauses made searchable: in go clauses and questions in Chinese or English, out come answers that say why they matched."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.answer import Answer, Hit
    from indexer.build import build_index, update_index
    from indexer.search import Index, open_index

__all__ = ["Answer", "Hit", "Index", "build_index", "open_index", "update_index"]

_HOME = {
    "Answer": "indexer.answer",
    "Hit": "indexer.answer",
    "Index": "indexer.search",
    "build_index": "indexer.build",
    "open_index": "indexer.search",
    "update_index": "indexer.build",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: searching must not pay for building."""
    if name in __all__:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
