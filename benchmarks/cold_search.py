"""How long one search takes from nothing: in go the sample pages, out come medians of whole commands, ours beside a stock peer's.

Run: ``make bench``. Every figure is a new process, from start to exit, the disk's cache warm. The runs are interleaved, so that a
slow moment of the machine falls on all of them. The peer is Whoosh with ``jieba.analyse.ChineseAnalyzer``, as its documentation has
it, over the same clauses; it finds no other language's pages, explains nothing and checks no file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
COMMAND = str(Path(sys.executable).parent / "tiaowen")
RUNS = 9

PEER_BUILD = """
import sys
from whoosh.index import create_in
from whoosh.fields import Schema, TEXT, STORED
from jieba.analyse import ChineseAnalyzer
from corpus import Corpus
library, folder = sys.argv[1:]
writer = create_in(folder, Schema(text=TEXT(analyzer=ChineseAnalyzer(), stored=True), id=STORED)).writer()
with Corpus.open(library) as corpus:
    for doc_id in corpus.doc_ids():
        for clause in corpus.clauses(doc_id):
            writer.add_document(text=clause.text, id=clause.id)
writer.commit()
"""
PEER_SEARCH = """
import sys
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    for hit in searcher.search(QueryParser("text", index.schema).parse(sys.argv[2]), limit=10):
        print(hit["id"], hit["text"][:200])
"""
QUERIES = {"english": "salary reform", "chinese": "薪酬制度改革"}


def timed(words: list[str], environment: dict[str, str]) -> float:
    """Return the milliseconds that a process took; raise when it failed or found nothing."""
    started = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, env=environment)  # noqa: S603  # our own command lines
    return (time.perf_counter() - started) * 1000


def measure(folder: Path) -> dict[str, float]:
    """Return the median of every figure, in milliseconds."""
    library, peer = folder / "library", folder / "peer"
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "TMPDIR": str(folder), "PYTHONWARNINGS": "ignore"}
    subprocess.run([COMMAND, "--library", str(library), "add", str(ROOT / "raw")], check=False, capture_output=True, env=environment)  # noqa: S603
    peer.mkdir()
    subprocess.run([sys.executable, "-c", PEER_BUILD, str(library), str(peer)], check=True, capture_output=True, env=environment)  # noqa: S603
    lines = {"python": [sys.executable, "-c", "pass"]}
    for name, query in QUERIES.items():
        lines[name] = [COMMAND, "--library", str(library), "search", query]
        lines[f"{name}, peer"] = [sys.executable, "-c", PEER_SEARCH, str(peer), query]
    times: dict[str, list[float]] = {name: [] for name in lines}
    for turn in range(RUNS + 1):
        for name, words in lines.items():
            took = timed(words, environment)
            if turn:  # the first turn warms the caches
                times[name].append(took)
    return {name: median(values) for name, values in times.items()}


def main() -> int:
    """Print the table; return 1 when a bound is broken."""
    bounds = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))["cold_search"]
    with tempfile.TemporaryDirectory() as folder:
        medians = measure(Path(folder))
    print(f"whole command, cold process, median of {RUNS}, milliseconds; python itself: {medians['python']:.0f}")
    print(f"{'query':<24}{'tiaowen':>9}{'peer':>9}{'ratio':>8}{'bound':>8}")
    broken = 0
    for name, query in QUERIES.items():
        ours, peer, bound = medians[name], medians[f"{name}, peer"], bounds[f"{name}_ms"]
        broken += ours > bound
        print(f"{name + ' ' + query:<24}{ours:>9.0f}{peer:>9.0f}{ours / peer:>8.2f}{bound:>8.0f}{'  BROKEN' if ours > bound else ''}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
