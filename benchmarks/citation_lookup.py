"""How often a question that cites an article finds that article first: in go 500 questions, out come hits@1, ours beside a stock peer's.

Run: ``python -m benchmarks.citation_lookup [--data DIR]``. Questions and articles are STARD's (``stard/citation_lookup``, ``corpus``):
"民法商法农民专业合作社法第三十三条的内容是什么？" over 55,389 articles of 1,263 laws. A question whose article the data do not name (20 on
amendments of the constitution) counts by its answer's text. The peer is Whoosh with ``jieba.analyse.ChineseAnalyzer`` over title and
text, any word being enough; it needs minutes for all articles, so both are asked over every tenth law and those that are cited, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.data_sets import records, statute_articles
from benchmarks.floors import hold
from corpus.matchkey import match_key
from corpus.model import Card, Clause, word_characters
from indexer import build_index, open_index

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

EVERY = 10
"""Of the laws that no question cites, how many are left out for one that stays in the small collection."""

Article = dict[str, Any]


def plain(text: str) -> str:
    """Return what must be equal in two prints of one article."""
    return word_characters(match_key(text))


def measure(articles: list[Article], questions: list[Article], ask: Callable[[str], str]) -> tuple[int, float]:
    """Return how many questions have their article first, and the milliseconds that one takes."""
    by_id = {article["id"]: article for article in articles}
    started = perf_counter()
    answers = [ask(question["text"]) for question in questions]
    took = (perf_counter() - started) * 1000 / len(questions)
    right = 0
    for question, answer in zip(questions, answers, strict=True):
        if question["doc"]:
            right += answer == question["doc"]
        elif answer:
            right += plain(by_id[answer]["text"]) == plain(question["answer"])
    return right, took


def ours(articles: list[Article], folder: Path, questions: list[Article]) -> tuple[int, float, float]:
    """Return hits, milliseconds a question, and the seconds that the index took; the law stands in the title, the number behind it."""
    clauses = [Clause(a["id"], a["text"], "zh", doc_id=a["law"], card=Card(title=a["title"])) for a in articles]
    seconds = build_index(clauses, folder).seconds
    with open_index(folder) as index:

        def ask(text: str) -> str:
            return next((hit.clause_id for hit in index.search(text).hits), "")

        ask(questions[0]["text"])  # loads the dictionary
        return *measure(articles, questions, ask), seconds


def peer(articles: list[Article], folder: Path, questions: list[Article]) -> tuple[int, float, float]:
    """Return the same of the peer."""
    import jieba  # noqa: PLC0415  # the peer's own analyser
    from jieba.analyse import ChineseAnalyzer  # noqa: PLC0415
    from whoosh.fields import ID, TEXT, Schema  # noqa: PLC0415
    from whoosh.index import create_in  # noqa: PLC0415
    from whoosh.qparser import MultifieldParser, OrGroup  # noqa: PLC0415

    jieba.setLogLevel("ERROR")
    folder.mkdir()
    started = perf_counter()
    analyser = ChineseAnalyzer()
    index = create_in(folder, Schema(id=ID(stored=True), title=TEXT(analyser), text=TEXT(analyser)))
    writer = index.writer()
    for article in articles:
        writer.add_document(id=article["id"], title=article["title"], text=article["text"])
    writer.commit()
    seconds = perf_counter() - started
    parser = MultifieldParser(["title", "text"], index.schema, group=OrGroup)
    with index.searcher() as searcher:

        def ask(text: str) -> str:
            return next((hit["id"] for hit in searcher.search(parser.parse(text), limit=10)), "")

        ask(questions[0]["text"])
        return *measure(articles, questions, ask), seconds


def main() -> int:
    """Print the table; return 1 when the floor is broken."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = arguments.parse_args().data / "stard"
    if not data.is_dir():
        print(f"citation_lookup: skipped, there is no {data}; give the folder of the evaluation data by --data")
        return 0
    articles, questions = statute_articles(data), records(data, "stard/citation_lookup")
    by_id = {article["id"]: article["law"] for article in articles}
    cited = {by_id.get(question["doc"], "") for question in questions}
    laws = [law for law in dict.fromkeys(by_id.values()) if law not in cited]
    some = cited | set(laws[::EVERY]) | {law for law in laws if "修正案" in law}
    small = [article for article in articles if article["law"] in some]
    print(f"{len(questions)} questions; the article that is cited comes first")
    print(f"{'':<28}{'articles':>9}{'hits@1':>9}{'share':>8}{'ms':>8}{'build s':>9}")
    shares: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, run, given in (("tiaowen", ours, articles), ("tiaowen", ours, small), ("whoosh + ChineseAnalyzer", peer, small)):
            right, took, seconds = run(given, folder / f"{len(shares)}", questions)
            shares.append(right / len(questions))
            print(f"{label:<28}{len(given):>9}{right:>5}/{len(questions)}{shares[-1]:>8.3f}{took:>8.1f}{seconds:>9.1f}")
    return hold("citation_lookup", {"first": shares[0]})


if __name__ == "__main__":
    sys.exit(main())
