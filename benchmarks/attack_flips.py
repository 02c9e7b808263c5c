"""Flipped bits: in goes a library, out comes for each of many single bits that were flipped in its files whether that is noticed.

A flip is *reported* where ``verify`` names a damage or tells that the index is out of date, *harmless* where every row of every table is
what it was (SQLite leaves parts of its pages unused), else *silent*. A *traceback* is any error but those that are told in a line.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus._schema import FILE_NAME
from corpus.errors import TiaowenError
from corpus.store import Corpus
from corpus.verify import check_corpus
from indexer.search import open_index
from indexer.verify import check_index, index_of, out_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

QUERIES = ("salary", "医联体", '"medical alliance"', "reim* OR 薪酬")


class Flip(NamedTuple):
    """One flipped bit: where, what ``verify`` made of it, whether a checked index gave other answers, and the first traceback."""

    file: str
    bit: int
    verdict: Literal["reported", "harmless", "silent"]
    wrong: bool
    traceback: str


def flips(library: Path, number: int, seed: int) -> Iterator[Flip]:
    """Flip so many bits, one at a time, one in each file and the others by size; ``library`` is as before afterwards."""
    files = sorted(path for path in (library / FILE_NAME, *index_of(library).rglob("*")) if path.is_file() and path.stat().st_size)
    chance = random.Random(seed)  # noqa: S311  # no secret
    chosen = files[:number]
    chosen += chance.choices(files, [file.stat().st_size for file in files], k=number - len(chosen))
    answers = _answers(library)
    rows = _rows(library)
    for file in chosen:
        whole, facts = file.read_bytes(), file.stat()
        bit = chance.randrange(8 * len(whole))
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        _write(file, data)
        try:
            yield _try(library, str(file.relative_to(library)), bit, answers, rows)
        finally:
            for log in library.glob(f"{FILE_NAME}-*"):
                log.unlink()
            _write(file, whole)
            os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def _write(file: Path, data: bytes | bytearray) -> None:
    """Write in place of the file, never into it: another generation may be linked to it, or a map be open."""
    new = file.with_name(f"{file.name}.flipped")
    new.write_bytes(data)
    shutil.copymode(file, new)
    new.replace(file)


def _try(library: Path, name: str, bit: int, answers: Sequence[object], rows: Sequence[object]) -> Flip:
    tracebacks: list[str] = []
    found: list[object] = []
    wrong = False
    try:
        found = [*check_corpus(library), *check_index(index_of(library)), *filter(None, [out_of_date(index_of(library))])]
    except TiaowenError as error:
        found = [error]
    except Exception as error:  # noqa: BLE001  # this is what is looked for
        tracebacks.append(f"verify: {type(error).__name__}: {error}")
    for verified in (True, False):
        try:
            wrong |= _answers(library, verify=verified) != answers and verified
        except TiaowenError:
            pass
        except Exception as error:  # noqa: BLE001  # as above
            tracebacks.append(f"search: {type(error).__name__}: {error}")
    try:
        _use(library)
    except TiaowenError:
        pass
    except Exception as error:  # noqa: BLE001  # as above
        tracebacks.append(f"corpus: {type(error).__name__}: {error}")
    verdict: Literal["reported", "harmless", "silent"] = "reported" if found else "harmless" if _rows(library) == rows else "silent"
    return Flip(name, bit, verdict, wrong, "; ".join(tracebacks))


def _answers(library: Path, *, verify: bool = False) -> list[object]:
    with open_index(library, verify=verify) as index:
        return [index.search(query, timeout=60).hits for query in QUERIES]


def _rows(library: Path) -> list[object]:
    """Return every row of every table of the corpus, read by SQLite alone."""
    try:
        connection = sqlite3.connect(library / FILE_NAME)
        connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
        try:
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            return [(table, sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))) for table in tables]  # noqa: S608  # names of tables
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter where SQLite's message holds damaged bytes of the schema
        return [str(error)]


def _use(library: Path) -> None:
    """Read all of the corpus as the verbs do."""
    with Corpus.open(library, create=False) as corpus:
        corpus.stats()
        corpus.index_state()
        for row in corpus.export():
            corpus.page(str(row["doc_id"]))
            corpus.own_clauses(str(row["doc_id"]))
            corpus.signature(str(row["doc_id"]))
