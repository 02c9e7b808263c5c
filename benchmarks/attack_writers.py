"""Many at once: in goes a folder for a library, out come the errors of processes that write to it and search it at the same time.

Each writer adds pages one by one and brings the index up to date after each; each reader opens the index, asks a few queries, and opens
it again. Nothing may be lost, and nobody may meet an error.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from cleaners import ingest
from corpus.model import RawPage
from corpus.store import Corpus
from corpus.verify import check_corpus
from indexer.build import update_index
from indexer.search import open_index
from indexer.verify import check_index, index_of, out_of_date

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = ("salary", "完善医联体", '"county rules"', "reim*")
ASKED_AT_ONCE = 10
"""Searches of one opened index."""


class Crowd(NamedTuple):
    """What came of it: errors as told, pages that were added and are not in the index, damages."""

    errors: tuple[str, ...]
    lost: tuple[str, ...]
    damages: tuple[str, ...]


def crowd(library: Path, writers: int, batches: int, readers: int, searches: int) -> Crowd:
    """Let so many writers add so many batches each, and readers search so often, all at once."""
    with Corpus.open(library) as corpus:
        list(ingest([_page(-1, 0)], corpus))
    update_index(library)
    with ProcessPoolExecutor(writers + readers, get_context("fork")) as pool:
        writing = [pool.submit(_write, library, writer, batches) for writer in range(writers)]
        reading = [pool.submit(_read, library, searches) for _ in range(readers)]
        errors = tuple(chain.from_iterable(done.result() for done in (*writing, *reading)))
    words = [_word(writer, batch) for writer in range(writers) for batch in range(batches)]
    with open_index(library, verify=True) as index:
        lost = tuple(word for word in words if index.search(f'"{word}"', timeout=60).total != 1)
    note = out_of_date(index_of(library))
    damages = [*map(str, check_corpus(library)), *map(str, check_index(index_of(library))), *([note] if note else [])]
    return Crowd(errors, lost, tuple(damages))


def _page(writer: int, batch: int) -> RawPage:
    word = _word(writer, batch)
    return RawPage(
        f"County rules {word}\n\n1. Salary\n\nBy county rules the salary of {word} hospitals rises.\n\n二、完善医联体建设。\n",
        f"w{writer}/{batch}",
    )


def _word(writer: int, batch: int) -> str:
    return f"x{'abcdefghijklmnopqrstuvwxyz'[writer]}q{batch:03}z".translate(str.maketrans("0123456789", "ghijkmnprs"))


def _write(library: Path, writer: int, batches: int) -> list[str]:
    errors = []
    for batch in range(batches):
        try:
            with Corpus.open(library) as corpus:
                outcomes = list(ingest([_page(writer, batch)], corpus))
            errors += [outcome.why for outcome in outcomes if outcome.verdict == "rejected"]
            update_index(library)
        except Exception as error:  # noqa: BLE001  # this is what is looked for
            errors.append(f"writer {writer}, batch {batch}: {type(error).__name__}: {error}")
    return errors


def _read(library: Path, searches: int) -> list[str]:
    errors = []
    for first in range(0, searches, ASKED_AT_ONCE):
        try:
            with open_index(library) as index:
                for number in range(first, min(first + ASKED_AT_ONCE, searches)):
                    answer = index.search(QUERIES[number % len(QUERIES)])
                    if not answer.hits and "reim" not in answer.query:
                        errors.append(f"{answer.query}: nothing found")
        except Exception as error:  # noqa: BLE001  # as above
            errors.append(f"search {first}: {type(error).__name__}: {error}")
    return errors
