"""Building: in go a library, or clauses alone, out comes a new generation of the index, or the old one where nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from corpus.concepts import concepts, library_concepts, using
from corpus.lock import library_lock
from indexer.analysing import ALONE, Analysts
from indexer.answer import IndexReport
from indexer.association import ASSOCIATIONS_NAME, write_associations
from indexer.copies import COPIES_NAME, copy_lines
from indexer.counterparts import COUNTERPARTS_NAME, FAMILIES_NAME, read_families, write_counterparts, write_families
from indexer.documents import DOCUMENTS_NAME, read_documents, write_documents
from indexer.errors import IndexUnusableError
from indexer.freshness import corpus_state
from indexer.generation import new_generation, prepare, remove_leftovers, restore_pin, seal, take_over
from indexer.labels import LABELS_NAME, write_labels
from indexer.lines import pack_lines
from indexer.manifest import Manifest, check_content, read_manifest, write_manifest
from indexer.segment import segmenter, segmenter_name
from indexer.tokens import ANALYSIS_VERSION
from indexer.writing import write_clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from corpus.aligned import AlignedText
    from corpus.model import Clause
    from corpus.store import Corpus
    from indexer.mining import AlignedPair

INDEX_FOLDER = "index"

NOT_SEARCHED = frozenset({"attachment", "signature", "copy"})
"""Kinds of clause that a library's index leaves out: a list of attachments is all names, and would stand above every clause that says
something of them. They are kept and shown (``tiaowen show``)."""

FAST_FROM = 200
"""Documents to be analysed from which the faster segmenter is worth the second that it takes to set up. 241 laws with 6,000 articles
take 14.9 s of CPU time with it, and 16.9 s without: most of the time goes into Whoosh's files."""

_GIVEN = ""
"""The fingerprint of a document of which only its clauses were given."""


class _Wanted(NamedTuple):
    """What the index is to hold: each document's fingerprint, how to get its clauses, and the corpus's revision and files.

    ``families`` are the texts in both languages, ``pairs`` gives their clauses, from which renderings of terms are mined; ``copies`` is the
    table of copies, ``analysts`` who reads a large change.
    """

    documents: Mapping[str, str]
    clauses_of: Callable[[str], Iterable[Clause]]
    revision: int
    corpus: str
    families: Mapping[str, Sequence[AlignedText]]
    pairs: Callable[[], Sequence[AlignedPair]]
    copies: bytes
    analysts: Analysts = ALONE


class _Standing(NamedTuple):
    """The generation that stands, if it can be built on, the fingerprints of its documents, its families and its table of copies."""

    manifest: Manifest | None = None
    documents: Mapping[str, str] = MappingProxyType({})
    families: Mapping[str, Sequence[AlignedText]] = MappingProxyType({})
    copies: bytes = b""

    def differs(self, wanted: _Wanted) -> bool:
        """Return whether what stands beside the clauses is not what is wanted."""
        return wanted.families.keys() != self.families.keys() or wanted.copies != self.copies


def update_index(library: Path | str, *, rebuild: bool = False, workers: int = 1) -> IndexReport:
    """Bring the index of ``library`` up to date with its corpus; documents that did not change are not analysed again.

    Everything is made again with ``rebuild``, where the index is missing or damaged, or where the tokens' version or the concepts
    changed, the library's own (``terms.tsv``) among them. Takes the library's lock. Raises ``CorpusError`` for a folder that is no
    library, ``LockTimeoutError`` when it stays locked, ``TiaowenError`` for a damaged ``terms.tsv``, or where a process is lost: so many
    ``workers`` read the clauses of a large change, and the index is the same for any number, see ``corpus.workers``.
    """
    from corpus.aligned import aligned_texts  # noqa: PLC0415  # an index made from clauses alone needs no SQLite
    from corpus.store import Corpus  # noqa: PLC0415  # as above

    started = perf_counter()
    folder = Path(library)
    index_dir = folder / INDEX_FOLDER
    with Corpus.open(folder, create=False) as corpus, library_lock(folder), using(library_concepts(folder)):
        prepare(index_dir)
        # Before the pages are read: what somebody adds meanwhile without the lock makes the index stale, never unnoticed.
        state, revision = corpus_state(folder), corpus.revision
        standing = _Standing() if rebuild else _standing(index_dir)
        families = aligned_texts(corpus, standing.families)
        texts = [text for key in sorted(families) for text in families[key]]
        documents = corpus.index_state()
        wanted = _Wanted(
            documents,
            lambda doc_id: _searched([*corpus.own_clauses(doc_id), *corpus.restored_clauses(doc_id)]),
            revision,
            state,
            families,
            lambda: _pairs(corpus, texts),
            pack_lines(copy_lines(corpus.clusters(), corpus.same_texts(), documents)),
            Analysts(workers, folder),
        )
        return _publish(index_dir, wanted, standing, started)


def _searched(clauses: Iterable[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.kind not in NOT_SEARCHED]


def _pairs(corpus: Corpus, texts: Sequence[AlignedText]) -> list[AlignedPair]:
    """Return the linked clauses of each text in both languages; none where they are too few to mine."""
    if not any(text.links for text in texts):
        return []
    from indexer.mining import MINIMUM_PAIRS  # noqa: PLC0415  # needs numpy, and most libraries have none
    from indexer.pairs import linked_clauses  # noqa: PLC0415  # as above

    return linked_clauses(corpus, texts) if sum(len(text.links) for text in texts) >= MINIMUM_PAIRS else []


def build_index(clauses: Iterable[Clause], index_dir: Path | str, *, pairs: Iterable[AlignedPair] = ()) -> IndexReport:
    """Make an index of ``clauses`` alone in the folder ``index_dir``, which is new, empty, or holds an index that it replaces.

    Clauses of one document need not be neighbours; a clause id that comes twice counts once, the last time. From aligned ``pairs``
    renderings of terms are mined, if there are enough (``indexer.mining``): a question in one language then finds more in the other. Raises
    ``IndexUnusableError`` for a folder that holds anything else, ``LockTimeoutError`` when it stays locked.
    """
    started = perf_counter()
    folder = Path(index_dir)
    by_document: dict[str, list[Clause]] = {}
    for clause in {clause.id: clause for clause in clauses}.values():
        by_document.setdefault(clause.doc_id, []).append(clause)
    given = list(pairs)
    wanted = _Wanted(dict.fromkeys(by_document, _GIVEN), by_document.__getitem__, 0, "", {}, lambda: given, b"")
    prepare(folder)
    with library_lock(folder):
        return _publish(folder, wanted, _Standing(), started)


def _publish(index_dir: Path, wanted: _Wanted, standing: _Standing, started: float) -> IndexReport:
    """Make a generation that differs from the one that stands by the documents and families that differ, and let it stand."""
    held = standing.documents
    added = sorted(doc_id for doc_id, fingerprint in wanted.documents.items() if held.get(doc_id) != fingerprint)
    removed = sorted(doc_id for doc_id, fingerprint in held.items() if wanted.documents.get(doc_id) != fingerprint)
    manifest = standing.manifest
    if manifest is None or added or removed or standing.differs(wanted):
        if len(added) >= FAST_FROM:
            segmenter().speed_up()
        else:
            wanted = wanted._replace(analysts=ALONE)
        with new_generation(index_dir) as folder:
            clauses = (clause for doc_id in added for clause in wanted.clauses_of(doc_id))
            manifest = _finish(folder, wanted, standing, clauses, removed)
        write_manifest(index_dir, manifest)
    elif (manifest.revision, manifest.corpus) != (wanted.revision, wanted.corpus):
        manifest = replace(manifest, revision=wanted.revision, corpus=wanted.corpus)
        write_manifest(index_dir, manifest)
    remove_leftovers(index_dir, manifest.generation)
    return IndexReport(
        generation=manifest.generation,
        documents=manifest.documents,
        clauses=manifest.clauses,
        added=len(added),
        removed=len(removed),
        revision=manifest.revision,
        seconds=perf_counter() - started,
    )


def _finish(folder: Path, wanted: _Wanted, standing: _Standing, clauses: Iterable[Clause], removed: Iterable[str]) -> Manifest:
    """Fill ``folder`` with what stands, less the documents ``removed``, plus ``clauses``; return its manifest."""
    old = standing.manifest
    made = [DOCUMENTS_NAME, COPIES_NAME]
    if old is None or wanted.families.keys() != standing.families.keys():
        made += [FAMILIES_NAME, COUNTERPARTS_NAME, ASSOCIATIONS_NAME]
    if old is not None:
        take_over(folder.parent, old, folder)
        for name in made:  # else writing it would change the old generation's, to which it is linked
            (folder / name).unlink(missing_ok=True)
    if not (folder / LABELS_NAME).exists():
        write_labels(folder / LABELS_NAME, concepts())
    if FAMILIES_NAME in made:
        _write_bilingual(folder, wanted)
    if wanted.copies:
        (folder / COPIES_NAME).write_bytes(wanted.copies)
    count, words = write_clauses(folder, clauses, removed, wanted.analysts)
    write_documents(folder / DOCUMENTS_NAME, wanted.documents)
    known = {} if old is None else {name: facts for name, facts in old.files.items() if name not in made}
    return Manifest(
        generation=folder.name,
        files=seal(folder, known),
        analysis=ANALYSIS_VERSION,
        segmenter=segmenter_name() + segmenter().cut_by,
        concepts=concepts().hash,
        revision=wanted.revision,
        corpus=wanted.corpus,
        documents=len(wanted.documents),
        clauses=count,
        words=words,
    )


def _write_bilingual(folder: Path, wanted: _Wanted) -> None:
    """Write what the texts in both languages give: their links, the counterparts, and the renderings mined from them."""
    if wanted.families:
        write_families(folder / FAMILIES_NAME, wanted.families)
        write_counterparts(folder / COUNTERPARTS_NAME, (text for texts in wanted.families.values() for text in texts))
    pairs = wanted.pairs()
    if pairs:
        from indexer.mining import mine  # noqa: PLC0415  # needs numpy, and few libraries have enough aligned clauses

        renderings = mine(pairs)
        if renderings:
            write_associations(folder / ASSOCIATIONS_NAME, renderings)


def _standing(index_dir: Path) -> _Standing:
    """Return the generation that stands, or none when there is none, it is damaged, or its tokens would differ from ours."""
    try:
        manifest = read_manifest(index_dir)
        check_content(index_dir, manifest)
        restore_pin(index_dir, manifest)
        documents = read_documents(index_dir / manifest.generation / DOCUMENTS_NAME)
        families = read_families(index_dir / manifest.generation / FAMILIES_NAME)
        copies = (index_dir / manifest.generation / COPIES_NAME).read_bytes() if COPIES_NAME in manifest.files else b""
    except (IndexUnusableError, OSError, ValueError):
        return _Standing()
    ours = (ANALYSIS_VERSION, segmenter_name(), concepts().hash)
    # Who cut for jieba, after the comma, makes no difference.
    if (manifest.analysis, manifest.segmenter.partition(",")[0], manifest.concepts) != ours:
        return _Standing()
    return _Standing(manifest, documents, families, copies)
