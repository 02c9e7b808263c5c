"""Pairs of clauses: in go a library's texts in both languages, out come the clauses of each that say the same."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.aligned import aligned_texts
from corpus.store import Corpus
from indexer.counterparts import FAMILIES_NAME, read_families
from indexer.errors import IndexUnusableError
from indexer.manifest import check_content, read_manifest
from indexer.mining import AlignedPair
from indexer.search import INDEX_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.aligned import AlignedText


def library_pairs(library: Path | str) -> list[AlignedPair]:
    """Return the linked clauses of every text that ``library`` has in both languages; what its index has aligned is not aligned again.

    Raises ``CorpusError`` for a folder that is no library.
    """
    index_dir = Path(library) / INDEX_FOLDER
    with Corpus.open(library, create=False) as corpus:
        known: dict[str, list[AlignedText]] = {}
        with suppress(IndexUnusableError, OSError, ValueError):  # a damaged index saves no work, and loses none
            manifest = read_manifest(index_dir)
            check_content(index_dir, manifest)
            known = read_families(index_dir / manifest.generation / FAMILIES_NAME)
        families = aligned_texts(corpus, known)
        return linked_clauses(corpus, [text for key in sorted(families) for text in families[key]])


def linked_clauses(corpus: Corpus, texts: Iterable[AlignedText]) -> list[AlignedPair]:
    """Return the linked clauses of each text in both languages; several that say together what one says are one."""

    @lru_cache(maxsize=8)
    def texts_of(page: str) -> dict[str, str]:
        return {clause.id: clause.text for clause in corpus.clauses(page)}

    def joined(ids: Iterable[str]) -> str:
        return "\n".join(texts_of(one.partition("-")[0])[one] for one in ids)

    return [AlignedPair(joined(link.zh_ids), joined(link.en_ids), text.work) for text in texts for link in text.links]
