"""Our own finder, and what only we tell: relations of pairs of laws, false ones among unrelated laws, what a page of a batch costs."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from contextlib import closing
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.copies_texts import chinese_laws, cleaned, of_usual_length, uncleaned
from benchmarks.data_sets import laws, plain_lines
from benchmarks.versions import Laws, read_one_text, read_pairs
from cleaners.across.duplicates import Batch, relations_of, signed
from cleaners.across.relations import COPIES, Relation, relate
from cleaners.across.signatures import open_signature, sign
from corpus._schema import FILE_NAME, connect, transaction
from corpus.identities import identify
from corpus.ids import document_id
from corpus.signatures import SignatureTable, page_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmarks.copies_texts import Page
    from cleaners.across.signatures import Profile
    from corpus.model import Document
    from corpus.signatures import Signature

SEED = 20261126
UNRELATED = 300
BATCH = 1_000
REPLICAS = 29
"""Times 3,475 laws: 100,775 pages, each replica with passages of its own and the formulas of all."""

MOST_MEMORY = 500.0
"""Megabytes that comparing may take in a library of 100,000 pages."""

TEXTS = "CREATE TABLE texts (doc_id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"
"""What stands in the place of the clauses' table."""

MARK_TABLES = {"marks": "marks", "skeleton": "skeleton_marks", "pairs": "pair_marks"}
"""The columns of a signature by which pages are found, and their tables; the laws have lost nothing."""

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
        self._batch.add(page.document, page.clauses)
        self._names[page.document.doc_id] = name

    def relations(self, page: Page) -> list[Relation]:
        """Return what a page is to those that were taken in."""
        if page.document.doc_id in self._names:
            return relations_of(page.document.doc_id, self._batch)
        with closing(Batch()) as new:
            new.add(page.document, page.clauses)
            return relations_of(page.document.doc_id, new, self._batch)

    def partners(self, page: Page) -> list[str]:
        """Return the pages that a page is a copy, a part or the whole of; itself where it came unchanged."""
        own = [self._names[page.document.doc_id]] if page.document.doc_id in self._names else []
        return own + [self._names[one.other] for one in self.relations(page) if one.verdict in COPIES]


def profile(document: Document) -> Profile:
    """Return what a document is compared by."""
    return open_signature(document.doc_id, signed(document, ())[0], lambda _: document.text)


def measure_pairs(data: Path) -> dict[str, float]:
    """Print what copies, versions and other laws of related titles are taken for; return the shares that are right."""
    known = Laws(data)
    verdicts: dict[str, Counter[str]] = {}
    one_text = read_one_text()
    for pair in read_pairs(data):
        found = relate(profile(known.page(pair.one)), profile(known.page(pair.other)))
        kind = f"{pair.kind}, {'one date' if pair.dates[0] == pair.dates[1] else 'two dates'}"
        kind += ", one text" if (pair.one, pair.other) in one_text else ""
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
    """Print pages a second and core, cleaning aside: signed, written and compared, in a library of 3,475 laws and one of 100,775."""
    pages = [uncleaned("\n".join(plain_lines(law["text"])), document_id(f"law {number}".encode())) for number, law in enumerate(laws(data))]
    documents = [page.document for page in pages]
    identities = [[identify(one, part) for part in range(len(one.parts))] for one in documents]  # made for every page that is stored
    began = time.process_time()
    signatures = [sign(*pair) for pair in zip(documents, identities, strict=True)]
    signing = (time.process_time() - began) / len(pages)
    made = [(one, "\n".join(clause.text for clause in page.clauses)) for one, page in zip(signatures, pages, strict=True)]
    print(f"  signed: {1 / signing:.0f} pages a second, of {sum(len(text) for _, text in made) / len(made):.0f} characters")
    new = random.Random(SEED).sample(range(len(pages)), BATCH)  # noqa: S311
    costs: list[float] = []
    for replicas in (1, REPLICAS):
        with tempfile.TemporaryDirectory() as folder:
            _fill(Path(folder), made, replicas)
            size = (Path(folder) / FILE_NAME).stat().st_size / 1e6
            batch = [(pages[at].document.doc_id, *made[at]) for at in new]
            with get_context("spawn").Pool(1) as apart:  # so that its memory is that of a library, not of this program
                cost, memory = apart.apply(_cost, (Path(folder), batch))
            costs.append(cost)
        print(
            f"  in {replicas * len(pages)} pages ({size:.0f} MB on disk, {memory:.0f} MB of memory):"
            f" {1 / (signing + cost):.0f} pages a second signed, written and compared"
        )
    growth = (signing + costs[1]) / (signing + costs[0])
    print(f"  a page costs {growth:.2f} times as much there")
    return {"batch_pages_a_second": 1 / (signing + costs[0]), "batch_growth_kept": 1 / growth, "batch_memory_kept": MOST_MEMORY / memory}


def _fill(folder: Path, made: Sequence[tuple[Signature, str]], replicas: int) -> None:
    """Write a library of replicas: passages are their own, formulas, by the laws that share them, those of all."""
    columns = {name: [np.frombuffer(getattr(signature, name), dtype="<u8") for signature, _ in made] for name in MARK_TABLES}
    is_common = {name: _stand_in(COMMON, marks) for name, marks in columns.items()}
    chooser = np.random.default_rng(SEED)
    held: dict[str, list[NDArray[np.uint64]]] = {name: [] for name in columns}
    with closing(connect(folder, create=True)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(TEXTS)
        with transaction(connection):
            for replica in range(replicas):
                other = np.uint64(chooser.integers(1 << 46) << 1)  # the lowest bit of a pair's mark says the language
                for number, (signature, text) in enumerate(made):
                    doc_id = document_id(f"{replica} {number}".encode())
                    page = page_number(doc_id)
                    renamed = {
                        name: np.unique(np.where(is_common[name][number], marks[number], marks[number] ^ other))
                        for name, marks in columns.items()
                    }
                    row = (page, doc_id, *signature._replace(**{name: marks.tobytes() for name, marks in renamed.items()}))  # type: ignore[arg-type]  # three columns of bytes
                    connection.execute("INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                    connection.execute("INSERT INTO sizes VALUES (?, ?)", (page, len(renamed["marks"])))
                    for name, marks in renamed.items():
                        held[name].append(np.stack((marks, np.full(len(marks), page, dtype=np.uint64))))
                    if replica == 0:  # the others share no passage with what is compared, and are not read
                        connection.execute("INSERT INTO texts VALUES (?, ?)", (doc_id, text))
            for name, table in MARK_TABLES.items():
                every = np.concatenate(held[name], axis=1)
                in_order = every[:, np.lexsort((every[1], every[0]))].T.astype(np.int64)
                connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", (pair.tolist() for pair in in_order))  # noqa: S608  # of three names


def _stand_in(pages: int, marks: Sequence[NDArray[np.uint64]]) -> list[NDArray[np.bool_]]:
    """Return for each page which of its marks stand in so many pages or more."""
    different, times = np.unique(np.concatenate(marks), return_counts=True)
    return [np.isin(own, different[times >= pages]) for own in marks]


def _cost(folder: Path, batch: Sequence[tuple[str, Signature, str]]) -> tuple[float, float]:
    """Return the seconds of processor time in which a page of a batch is written and compared, and the megabytes that it took."""
    with closing(connect(folder, create=False)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        table = SignatureTable(connection)

        def text(doc_id: str) -> str:
            return "".join(row[0] for row in connection.execute("SELECT text FROM texts WHERE doc_id = ?", (doc_id,)))

        shelf = SimpleNamespace(signature=table.get, holders=table.holders, of_a_share=table.of_a_share, text=text)
        began = time.process_time()
        for doc_id, signature, own in batch:
            with transaction(connection):  # those that are behind are compared again where they are related to any: here none is
                table.write(doc_id, signature)
                connection.execute("INSERT INTO texts VALUES (?, ?)", (doc_id, own))
            relations_of(doc_id, shelf)
        with transaction(connection):  # a batch pays for all that it leaves to do, though fewer pages would leave it to the next one
            table.write_late()
        spent = time.process_time() - began
    # Of this process alone: getrusage counts in what the one that started it had.
    most = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return spent / len(batch), int(most[1]) / 1024 if most else 0.0
