"""The stock peer: in go clauses and questions, out comes what Whoosh with jieba's analyser finds, as their documentation has it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.retrieval_sets import Asked
    from corpus.model import Clause


def stock_ranking(clauses: Sequence[Clause], questions: Sequence[Asked], folder: Path, limit: int) -> dict[str, list[str]]:
    """Return the ids of the hits of each question: BM25F, any of the words of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's source has escapes that newer Pythons warn of
        from jieba.analyse import ChineseAnalyzer  # noqa: PLC0415
    from whoosh.fields import ID, TEXT, Schema  # noqa: PLC0415
    from whoosh.index import create_in  # noqa: PLC0415
    from whoosh.query import Or, Term  # noqa: PLC0415

    analyser = ChineseAnalyzer()
    folder.mkdir()
    index = create_in(str(folder), Schema(text=TEXT(analyzer=analyser), id=ID(stored=True)))
    writer = index.writer()
    for clause in clauses:
        writer.add_document(text=clause.text, id=clause.id)
    writer.commit()
    found = {}
    with index.searcher() as searcher:
        for question in questions:
            words = dict.fromkeys(token.text for token in analyser(question.text))
            hits = searcher.search(Or([Term("text", word) for word in words]), limit=limit)
            found[question.question_id] = [hit["id"] for hit in hits]
    return found
