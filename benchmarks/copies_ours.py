"""Our own finder, and what only we tell: relations of pairs of laws, false ones among unrelated laws, what a page of a batch costs."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.copies_texts import chinese_laws, cleaned, of_usual_length, uncleaned
from benchmarks.data_sets import laws, plain_lines
from benchmarks.versions import Laws, read_pairs
from cleaners.across.duplicates import Batch, relations_of
from cleaners.across.relations import COPIES, Relation, relate
from cleaners.across.signatures import open_signature, sign
from corpus._schema import FILE_NAME, connect, transaction
from corpus.identities import identify
from corpus.ids import document_id
from corpus.signatures import Signature, SignatureTable, pack_marks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from benchmarks.copies_texts import Page
    from cleaners.across.signatures import Profile
    from corpus.model import Document

SEED = 20261126
UNRELATED = 300
BATCH = 1_000
REPLICAS = 29
"""Times 3,475 laws: 100,775 pages, each replica with passages of its own and the formulas of all."""

COMMON = 4
"""Laws that share a mark that is a formula: it stands in all replicas."""


class Ours:
    """The relations of ``cleaners.across`` to the pages of a batch."""

    name = "tiaowen"

    def __init__(self) -> None:
        """Begin with an empty batch."""
        self._batch = Batch()
        self._names: dict[str, str] = {}

    def add(self, name: str, page: Page) -> None:
        """Take a page in."""
        self._batch.add(page.document)
        self._names[page.document.doc_id] = name

    def relations(self, page: Page) -> list[Relation]:
        """Return what a page is to those that were taken in."""
        if page.document.doc_id in self._names:
            return relations_of(page.document.doc_id, self._batch)
        with closing(Batch()) as new:
            new.add(page.document)
            return relations_of(page.document.doc_id, new, self._batch)

    def partners(self, page: Page) -> list[str]:
        """Return the pages that a page is a copy, a part or the whole of; itself where it came unchanged."""
        own = [self._names[page.document.doc_id]] if page.document.doc_id in self._names else []
        return own + [self._names[one.other] for one in self.relations(page) if one.verdict in COPIES]


def signed(document: Document) -> Signature:
    """Return the signature of a document."""
    return sign(document, [identify(document, part) for part in range(len(document.parts))])


def profile(document: Document) -> Profile:
    """Return what a document is compared by."""
    return open_signature(document.doc_id, signed(document))


def measure_pairs(data: Path) -> dict[str, float]:
    """Print what copies, versions and other laws of related titles are taken for; return the shares that are right."""
    known = Laws(data)
    verdicts: dict[str, Counter[str]] = {}
    for pair in read_pairs(data):
        found = relate(profile(known.page(pair.one)), profile(known.page(pair.other)))
        kind = f"{pair.kind}, {'one date' if pair.dates[0] == pair.dates[1] else 'two dates'}"
        verdicts.setdefault(kind, Counter())[found.verdict if found else "new"] += 1
    for kind, counts in sorted(verdicts.items()):
        print(f"  {kind:40} {counts.total():4}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))

    def share(kind: str, *names: str) -> float:
        return sum(verdicts[kind][name] for name in names) / verdicts[kind].total()

    return {
        "copies": share("cross_source, one date", *COPIES),
        "revisions_kept": share("revision, two dates", "version", "new"),
        "others_kept": share("different_doc_related_title, two dates", "version", "new"),
    }


def measure_unrelated(data: Path) -> dict[str, float]:
    """Print what pairs of unrelated laws are taken for; return the share that nothing relates."""
    chooser = random.Random(SEED)  # noqa: S311  # samples, not secrets
    chosen = chooser.sample(of_usual_length(chinese_laws(data)), UNRELATED)
    pages = [profile(cleaned(text.text, text.name).document) for text in chosen]
    names = {page.doc_id: text.name for page, text in zip(pages, chosen, strict=True)}
    found = [one for pair in combinations(pages, 2) if (one := relate(*pair))]
    for one in found:
        print(f"  {one.verdict}: {names[one.one]} / {names[one.other]}: {one.why}")
    total = UNRELATED * (UNRELATED - 1) // 2
    print(f"  related: {len(found)} of {total} pairs of {UNRELATED} unrelated laws")
    return {"unrelated": 1 - len(found) / total}


def measure_batch(data: Path) -> dict[str, float]:
    """Print pages a second and core, cleaning aside: signed, looked up and written, in a library of 3,475 laws and one of 100,775."""
    documents = [
        uncleaned("\n".join(plain_lines(law["text"])), document_id(f"law {number}".encode())).document
        for number, law in enumerate(laws(data))
    ]
    identities = [[identify(one, part) for part in range(len(one.parts))] for one in documents]
    began = time.process_time()
    signatures = [sign(*pair) for pair in zip(documents, identities, strict=True)]
    signing = (time.process_time() - began) / len(documents)
    print(f"  signed: {1 / signing:.0f} pages a second, of {sum(len(one.text) for one in documents) / len(documents):.0f} characters")
    new = random.Random(SEED).sample(range(len(documents)), BATCH)  # noqa: S311
    costs: list[float] = []
    for replicas in (1, REPLICAS):
        with tempfile.TemporaryDirectory() as folder, closing(connect(Path(folder), create=True)) as connection:
            table = _filled(connection, signatures, replicas)
            size = (Path(folder) / FILE_NAME).stat().st_size / 1e6
            costs.append(_cost(connection, table, [documents[at] for at in new], [signatures[at] for at in new]))
        pages = replicas * len(documents)
        print(f"  in {pages} pages ({size:.0f} MB): {1 / (signing + costs[-1]):.0f} pages a second signed, written and compared")
    growth = (signing + costs[1]) / (signing + costs[0])
    print(f"  a page costs {growth:.2f} times as much there")
    return {"batch_pages_a_second": 1 / (signing + costs[0]), "batch_growth_kept": 1 / growth}


def _filled(connection: sqlite3.Connection, signatures: Sequence[Signature], replicas: int) -> SignatureTable:
    """Return a table of replicas: passages are their own, formulas, by the laws that share them, those of all."""
    columns = {name: [np.frombuffer(getattr(one, name), dtype="<u8") for one in signatures] for name in ("marks", "skeleton", "pairs")}
    different, times = np.unique(np.concatenate([marks for some in columns.values() for marks in some]), return_counts=True)
    common = different[times >= COMMON]
    table = SignatureTable(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    chooser = np.random.default_rng(SEED)
    for replica in range(replicas):
        other = np.uint64(chooser.integers(1 << 47))
        with transaction(connection):
            for number, signature in enumerate(signatures):
                renamed = {
                    name: pack_marks(np.where(np.isin(some[number], common), some[number], some[number] ^ other).tolist())
                    for name, some in columns.items()
                }
                table.write(document_id(f"{replica} {number}".encode()), signature._replace(**renamed))
    return table


def _cost(connection: sqlite3.Connection, table: SignatureTable, documents: Sequence[Document], signatures: Sequence[Signature]) -> float:
    """Return the seconds of processor time in which a page of a batch is written and compared."""

    class Pool:
        signature = staticmethod(table.get)
        sharing = staticmethod(table.sharing)

    began = time.process_time()
    for document, signature in zip(documents, signatures, strict=True):
        with transaction(connection):
            table.write(document.doc_id, signature)
        relations_of(document.doc_id, Pool)
    return (time.process_time() - began) / len(documents)
