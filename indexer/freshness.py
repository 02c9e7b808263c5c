"""Freshness: in goes an index and the library around it, out comes whether pages came or went since the index was made.

SQLite is not opened for it as long as the corpus's files are those that the index was made from, by size and time of change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.manifest import Manifest

_CORPUS_FILES = ("corpus.sqlite", "corpus.sqlite-wal")
"""The store's file and its log: while the log is not empty, the newest pages stand there."""


def corpus_state(library: Path) -> str:
    """Return size and time of change of the corpus's files; empty where there is no corpus."""
    facts = []
    for name in _CORPUS_FILES:
        try:
            found = (library / name).stat()
        except OSError:
            continue
        if found.st_size:
            facts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return ", ".join(facts)


def staleness(index_dir: Path, manifest: Manifest) -> str:
    """Return what to tell about an index that is, or may be, older than its library; empty for one that is up to date.

    Other files than those that the index was made from (a copied library, a log that was written back) may hold the same pages:
    then the corpus's revision decides.
    """
    library = index_dir.parent
    state = corpus_state(library)
    if not manifest.corpus or state in {"", manifest.corpus}:
        return ""
    from corpus.store import Corpus  # noqa: PLC0415  # seldom needed, and a search must not pay for SQLite

    try:
        with Corpus.open(library, create=False) as corpus:
            changed = corpus.revision != manifest.revision
    except CorpusError as error:
        return f"cannot tell whether the index is up to date: {error}"
    return "the library has changed since the index was made; run: tiaowen index" if changed else ""
