"""An index file that somebody changed must not run code, even if the manifest was made to fit it."""

from __future__ import annotations

import marshal
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus.model import Card, Clause
from indexer.build import build_index
from indexer.manifest import FileFacts, checksum, read_manifest, write_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLAUSES = [Clause(f"{doc}-{number}", f"salary of {number}", "en", doc_id=doc, card=Card(title="Rules")) for doc in "ab" for number in "123"]


class Payload:
    """What makes a folder when it is unpickled; a real one would do worse."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


PLANTS: dict[str, Callable[[bytes, Payload], bytes]] = {
    "pickle": lambda _, payload: pickle.dumps(payload),
    "pickle in front": lambda data, payload: pickle.dumps(payload) + data,
    "pickle behind the header": lambda data, payload: data[:16] + pickle.dumps(payload) + data[16:],
    "marshal": lambda _, payload: marshal.dumps(compile(f"import os; os.mkdir({str(payload.folder)!r})", "planted", "exec")),
}

# In a process of its own, which reads whatever a search, an explanation or a citation reads.
READ = """
import sys
from pathlib import Path
from corpus.errors import TiaowenError
from indexer.codec.segment import COLUMN_EXTENSION
from indexer.search import open_index
try:
    with open_index(Path(sys.argv[1])) as index:
        index.search("salary")
        for file in Path(sys.argv[1]).glob(f"0*/*{COLUMN_EXTENSION}"):
            name = file.name.split(".")[1]
            index._reader.shown(0) if name == "_stored" else [index._reader.value(name, number) for number in range(6)]
except TiaowenError as error:
    print(error)
"""


def fit_manifest(index_dir: Path) -> None:
    manifest = read_manifest(index_dir)
    folder = index_dir / manifest.generation
    facts = {name: FileFacts((folder / name).stat().st_size, checksum(folder / name)) for name in manifest.files}
    write_manifest(index_dir, replace(manifest, files=facts))


def read(index_dir: Path) -> str:
    run = subprocess.run([sys.executable, "-c", READ, str(index_dir)], capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in run.stderr
    return run.stdout


@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_planted_in_any_file_does_not_run_and_is_refused_by_name(tmp_path: Path, plant: str) -> None:
    index_dir, trace = tmp_path / "index", tmp_path / "it-ran"
    build_index(CLAUSES, index_dir)
    manifest = read_manifest(index_dir)
    read_by_search = [name for name in manifest.files if name.startswith(("MAIN", "_MAIN")) and not name.endswith(".pos")]
    assert len(read_by_search) > len(("terms", "postings", "contents", "stored fields"))
    for name in read_by_search:
        file = index_dir / manifest.generation / name
        before = file.read_bytes()
        file.write_bytes(PLANTS[plant](before, Payload(trace)))
        fit_manifest(index_dir)
        told = read(index_dir)
        assert not trace.exists(), name
        # Behind the header of the postings it only moves what the dictionary points to: nothing, or what is damaged, is read there.
        assert name in told or (plant == "pickle behind the header" and name.endswith(".pst")), (name, told)
        file.write_bytes(before)


def test_a_planted_pickle_runs_where_it_is_unpickled(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    pickle.loads(pickle.dumps(Payload(tmp_path / "it-ran")))  # noqa: S301  # ours
    assert (tmp_path / "it-ran").exists()


def test_a_search_has_no_pickle_at_hand(tmp_path: Path) -> None:
    build_index(CLAUSES, tmp_path)
    code = READ + "\nprint([name for name in ('pickle', '_pickle', 'whoosh.index') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == "[]\n"
