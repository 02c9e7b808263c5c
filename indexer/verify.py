"""Verifying an index: in goes a library, or the folder of an index alone, out comes each damage with what to do about it.

An index is a cache: whatever is wrong with it, ``tiaowen index --rebuild`` makes it again from the corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.store import Corpus
from corpus.verify import Damage
from indexer.documents import DOCUMENTS_NAME, read_documents
from indexer.errors import IndexUnusableError
from indexer.freshness import staleness
from indexer.generation import PIN_NAME
from indexer.manifest import REMEDY, check_file, read_manifest
from indexer.reader import ClauseReader
from indexer.search import INDEX_FOLDER, check_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.manifest import Manifest


def check_index(index_dir: Path) -> list[Damage]:
    """Return the damages of the index in ``index_dir``, none for a sound one; one that was replaced meanwhile is checked again."""
    while True:
        try:
            manifest = read_manifest(index_dir)
        except IndexUnusableError as error:
            return [Damage.of(error)]
        found = list(_damages(index_dir, manifest))
        try:
            if not found or read_manifest(index_dir) == manifest:
                return found
        except IndexUnusableError:
            return found


def index_of(library: Path) -> Path:
    """Return the folder of a library's index."""
    return library / INDEX_FOLDER


def out_of_date(index_dir: Path) -> str:
    """Return what to tell about an index that is older than its library; empty for one that is not, or cannot be read."""
    try:
        return staleness(index_dir, read_manifest(index_dir))
    except IndexUnusableError:
        return ""


def _damages(index_dir: Path, manifest: Manifest) -> Iterator[Damage]:
    folder = index_dir / manifest.generation
    broken = False
    for name, facts in manifest.files.items():
        try:
            check_file(folder / name, facts)
        except IndexUnusableError as error:
            broken = True
            yield Damage.of(error)
    try:
        unknown = sorted({path.name for path in folder.iterdir()} - manifest.files.keys() - {PIN_NAME})
        missing = not (folder / PIN_NAME).exists()
    except OSError as error:
        yield Damage(f"{folder}: cannot be read ({error.strerror})", REMEDY)
        return
    broken |= bool(unknown)  # what is not ours is not to be opened
    if unknown:
        yield Damage(f"{folder / unknown[0]}: is no part of the index", REMEDY)
    if missing:
        yield Damage(f"{folder / PIN_NAME}: missing", REMEDY)
    if not broken:
        yield from _miscounts(index_dir, manifest)


def _miscounts(index_dir: Path, manifest: Manifest) -> Iterator[Damage]:
    """Yield where whole files do not hold what the manifest or the corpus says."""
    folder = index_dir / manifest.generation
    try:
        check_version(index_dir, manifest)
        reader = ClauseReader(folder)
        try:
            held = reader.count(), reader.count_words()
        finally:
            reader.close()
        documents = read_documents(folder / DOCUMENTS_NAME)
    except IndexUnusableError as error:
        yield Damage.of(error)
        return
    if held != (manifest.clauses, manifest.words):
        yield Damage(f"{folder}: holds {held[0]} clauses where {manifest.clauses} were written, or other words", REMEDY)
    if len(documents) != manifest.documents:
        yield Damage(f"{folder}: holds {len(documents)} pages where {manifest.documents} were written", REMEDY)
    if not manifest.corpus:
        return
    try:
        with Corpus.open(index_dir.parent, create=False) as corpus:
            if corpus.revision == manifest.revision and corpus.index_state() != documents:
                yield Damage(f"{folder}: is not made from the pages of the library", REMEDY)
    except CorpusError:
        return  # ``corpus.verify`` says what is the matter with it
