"""The index's files and searcher beside peers: in go statutes in Chinese and English, out come CPU times, sizes and memory.

Run ``make bench-engine`` (``CLAUSES="10000 100000 400000"``: the last takes half an hour, stock Whoosh most of it), and
``make bench-engine-1m`` for a million: there are 389,091 clauses, the others are these again, every tenth word replaced by one of another
clause, so that no two are the same and words are as frequent as before. All get the same
tokens, cut by us beforehand, in the same order: stock Whoosh 2.7.4, SQLite FTS5 (both with positions) and tantivy, which is written in
Rust. A query is asked of one after the other, so that a slow moment of the machine falls on all; so each finds the processor's caches full
of what the others left there. Times are CPU of the process, milliseconds, of the best 10 documents by BM25; tantivy, as it does unless it
is told not to, also counts those that match (a tenth of its time). Denominators: 20 queries of each class, each asked three times.
Building runs in a process of its own; its peak memory holds the tokens, too.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import chain, zip_longest
from pathlib import Path
from statistics import geometric_mean, median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.data_sets import laws, plain_lines, taiwan_articles
from benchmarks.floors import hold
from indexer.segment import segmenter
from indexer.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Ask = Callable[[str, Sequence[str]], int]

QUERIES = 20
TURNS = 3
BEST = 10
CLASSES = ("rare", "common", "and2", "or2", "or6", "phrase")
SIZES = (10_000, 100_000, 400_000, 1_000_000)
"""Numbers of clauses, each with its floors. There are 389,091 in all; only the last has more, by repetition with changes."""
REPEATED = 1_000_000
REPLACED = 10
"""Every so manyth word, on the average, of a clause that comes again."""
ENGINES = ("ours", "whoosh", "fts5", "tantivy")


def clauses(data: Path, count: int) -> Iterator[list[str]]:
    """Yield the words of ``count`` lines of Chinese laws and English articles, turn by turn."""
    segmenter().speed_up()
    chinese = chain.from_iterable(plain_lines(law["text"]) for law in laws(data))
    english = (article["en"] for article in taiwan_articles(data))
    texts = (text for pair in zip_longest(chinese, english) for text in pair if text)
    for number, text in enumerate(texts):
        if number == count:
            return
        yield [token.text for token in tokenize(text) if token.kind == "word" and token.text.isalnum()]


def changed(texts: list[str], count: int) -> Iterator[str]:
    """Yield ``count`` texts: those that there are, then these again and again, with other words here and there."""
    chance = random.Random(1)  # noqa: S311  # no secret
    yield from texts[:count]
    for place in range(len(texts), count):
        words = texts[place % len(texts)].split()
        others = chance.choice(texts).split()
        for _ in range(-(-len(words) // REPLACED) if others else 0):
            words[chance.randrange(len(words))] = chance.choice(others)
        yield " ".join(words)


def schema() -> Any:  # noqa: ANN401  # whoosh's
    """Return Whoosh's schema of a text with positions."""
    from whoosh.analysis import SpaceSeparatedTokenizer  # noqa: PLC0415  # each engine is imported where it runs
    from whoosh.fields import STORED, TEXT, Schema  # noqa: PLC0415  # as above

    return Schema(id=STORED, text=TEXT(analyzer=SpaceSeparatedTokenizer()))


def our_schema() -> Any:  # noqa: ANN401  # as above
    """Return the same with our field of words."""
    from whoosh.fields import STORED, Schema  # noqa: PLC0415  # as above

    from indexer.codec.fields import Words  # noqa: PLC0415  # as above

    return Schema(id=STORED, text=Words())


def build(engine: str, folder: Path, texts: list[str]) -> None:
    """Index the texts, of each its words with blanks between."""
    if engine in {"ours", "whoosh"}:
        from whoosh.filedb.filestore import FileStorage  # noqa: PLC0415  # as above
        from whoosh.index import create_in  # noqa: PLC0415  # as above

        from indexer.codec.index import ArrayIndex  # noqa: PLC0415  # as above

        made = ArrayIndex.create(FileStorage(str(folder)), our_schema(), "MAIN") if engine == "ours" else create_in(str(folder), schema())
        writer = made.writer()
        for number, text in enumerate(texts):
            writer.add_document(id=number, text=text.split() if engine == "ours" else text)
        writer.commit()
    elif engine == "fts5":
        with sqlite3.connect(folder / "fts5") as database:
            database.execute("CREATE VIRTUAL TABLE clauses USING fts5(text, content='')")
            database.executemany("INSERT INTO clauses(rowid, text) VALUES (?, ?)", enumerate(texts))
            database.execute("INSERT INTO clauses(clauses) VALUES ('optimize')")
        database.close()
    else:
        import tantivy  # noqa: PLC0415  # as above

        fields = tantivy.SchemaBuilder().add_unsigned_field("id", stored=True).add_text_field("text", tokenizer_name="default").build()
        index = tantivy.Index(fields, path=str(folder))
        heap = 64_000_000
        writer = index.writer(heap, 1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(id=number, text=text))
        writer.commit()
        writer.wait_merging_threads()


def opened(engine: str, folder: Path) -> Ask:
    """Return what asks a query of a class and returns how many documents it gave."""
    if engine in {"ours", "whoosh"}:
        from whoosh import query  # noqa: PLC0415  # as above
        from whoosh.filedb.filestore import FileStorage  # noqa: PLC0415  # as above
        from whoosh.index import open_dir  # noqa: PLC0415  # as above

        from indexer.codec.index import ArrayIndex  # noqa: PLC0415  # as above

        index = ArrayIndex(FileStorage(str(folder)), our_schema(), "MAIN") if engine == "ours" else open_dir(str(folder))
        searcher = index.searcher()

        def whoosh(kind: str, words: Sequence[str]) -> int:
            parts = [query.Term("text", word) for word in words]
            join = {"and2": query.And, "or2": query.Or, "or6": query.Or}
            asked = query.Phrase("text", list(words)) if kind == "phrase" else join[kind](parts) if kind in join else parts[0]
            return len(searcher.search(asked, limit=BEST).top_n)

        return whoosh
    if engine == "fts5":
        database = sqlite3.connect(folder / "fts5")

        def fts5(kind: str, words: Sequence[str]) -> int:
            quoted = [f'"{word}"' for word in words]
            asked = f'"{" ".join(words)}"' if kind == "phrase" else (" OR " if kind.startswith("or") else " AND ").join(quoted)
            return len(database.execute("SELECT rowid FROM clauses WHERE clauses MATCH ? ORDER BY rank LIMIT ?", (asked, BEST)).fetchall())

        return fts5
    import tantivy  # noqa: PLC0415  # as above

    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def rust(kind: str, words: Sequence[str]) -> int:
        terms = [tantivy.Query.term_query(index.schema, "text", word) for word in words]
        occur = tantivy.Occur.Should if kind.startswith("or") else tantivy.Occur.Must
        phrase = kind == "phrase"
        asked = (
            tantivy.Query.phrase_query(index.schema, "text", list(words))
            if phrase
            else tantivy.Query.boolean_query([(occur, term) for term in terms])
        )
        return len(searcher.search(asked, BEST).hits)

    return rust


def questions(texts: list[str]) -> dict[str, list[list[str]]]:
    """Return the queries of each class, by how many documents have their words; a phrase is two neighbours of a clause."""
    chance = random.Random(1)  # noqa: S311  # no secret
    frequencies = Counter(word for text in texts for word in set(text.split()))
    many = len(texts)
    rare = sorted(word for word, times in frequencies.items() if 3 <= times <= 20)  # noqa: PLR2004  # stated here
    common = sorted(word for word, times in frequencies.most_common(40))
    middling = sorted(word for word, times in frequencies.items() if times >= many / 500)
    phrases: list[list[str]] = []
    while len(phrases) < QUERIES:
        words = chance.choice(texts).split()
        place = chance.randrange(max(1, len(words) - 1))
        pair = words[place : place + 2]
        if len(set(pair)) == 2 and all(frequencies[word] >= many / 500 for word in pair):  # noqa: PLR2004  # two words
            phrases.append(pair)
    return {
        "rare": [[chance.choice(rare)] for _ in range(QUERIES)],
        "common": [[chance.choice(common)] for _ in range(QUERIES)],
        "and2": [chance.sample(common, 2) for _ in range(QUERIES)],
        "or2": [chance.sample(common, 2) for _ in range(QUERIES)],
        "or6": [chance.sample(middling, 6) for _ in range(QUERIES)],
        "phrase": phrases,
    }


def measure(folder: Path, texts: list[str]) -> dict[str, dict[str, list[float]]]:
    """Return the milliseconds of every query, by engine and class."""
    ask = {engine: opened(engine, folder / engine) for engine in ENGINES}
    times: dict[str, dict[str, list[float]]] = {engine: {kind: [] for kind in CLASSES} for engine in ENGINES}
    for turn in range(TURNS + 1):
        for kind, asked in questions(texts).items():
            for words in asked:
                for engine in ENGINES:
                    started = time.process_time()
                    ask[engine](kind, words)
                    if turn:  # the first turn warms the caches
                        times[engine][kind].append((time.process_time() - started) * 1000)
    return times


def run(data: Path, count: int) -> dict[str, float]:
    """Build, ask and print; return the figures that have floors."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = [" ".join(words) for words in clauses(data, count)]
        if count == REPEATED:
            texts = list(changed(texts, count))
        (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        print(f"\n{len(texts):,} clauses, {sum(text.count(' ') + 1 for text in texts):,} words")
        print(f"{'':<9}{'build s':>9}{'MB':>7}{'peak MB':>9}" + "".join(f"{kind:>15}" for kind in CLASSES))
        built = {}
        for engine in ENGINES:
            (folder / engine).mkdir()
            words = [sys.executable, "-m", "benchmarks.engine", "--build", engine, str(folder)]
            built[engine] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)  # noqa: S603  # ourselves
        times = measure(folder, texts)
        for engine in ENGINES:
            size = sum(file.stat().st_size for file in (folder / engine).iterdir() if file.is_file()) / 1e6
            cells = [(median(found), quantiles(found, n=20)[-1]) for found in times[engine].values()]
            row = "".join(f"{f'{middle:.2f} {high:.2f}':>15}" for middle, high in cells)
            print(f"{engine:<9}{built[engine]['cpu']:>9.1f}{size:>7.1f}{built[engine]['peak']:>9.0f}{row}")
        ratios = {
            engine: geometric_mean(median(times[engine][kind]) / median(times["ours"][kind]) for kind in CLASSES) for engine in ENGINES
        }
        print("p50 against ours, geometric mean: " + ", ".join(f"{engine} {ratio:.2f}" for engine, ratio in ratios.items()))
        figures |= {f"{engine}_queries": ratio for engine, ratio in ratios.items()}
        figures["whoosh_build"] = built["whoosh"]["cpu"] / built["ours"]["cpu"]
    return figures


def peak() -> float:
    """Return the most megabytes that this process has held; ``ru_maxrss`` would count those of the process that started it."""
    return int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))[0]) / 1024


def main() -> int:
    """Print a table for each size; return 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--clauses", type=int, nargs="+", choices=SIZES, default=SIZES[:2])
    parser.add_argument("--build", nargs=2, metavar=("ENGINE", "FOLDER"))
    given = parser.parse_args()
    if given.build:
        engine, folder = given.build
        texts = json.loads((Path(folder) / "texts.json").read_text(encoding="utf-8"))
        started = time.process_time()
        build(engine, Path(folder) / engine, texts)
        cpu = time.process_time() - started
        print(json.dumps({"cpu": cpu, "peak": peak()}))
        return 0
    return max(hold(f"engine_{count}", run(given.data, count)) for count in given.clauses)


if __name__ == "__main__":
    sys.exit(main())
