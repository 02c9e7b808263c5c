"""Retrieval over the open data: in goes the data folder, out come clauses to be indexed, questions, and what answers them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import health_sentences, records, statute_articles, taiwan_articles
from corpus.model import Card, Clause
from indexer.mining import AlignedPair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LANGUAGES = ("zh", "en")
_TERM_LISTS = ("f_en-zh_CN.csv", "g_en_zh-CN.csv", "g_zh-CN_en.csv")
_HAN_OR_LETTER = re.compile(r"[^\W_]")
_VARIANTS = re.compile(r"\s+[:：]\s+|[;；]")
_REMARK = re.compile(r"[（(][^（）()]*[）)]")


class Asked(NamedTuple):
    """A question, and the ids of the clauses that answer it."""

    question_id: str
    text: str
    answers: frozenset[str]


def _relevant(data: Path, name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (data / name / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, _, clause, _ = line.split("\t")
        found[question].add(clause)
    return {question: frozenset(clauses) for question, clauses in found.items()}


def statutes(data: Path) -> list[Clause]:
    """Return 55,389 articles of STARD as clauses, each under its law's title."""
    return [Clause(row["id"], row["text"], "zh", doc_id=row["law"], card=Card(title=row["law"])) for row in statute_articles(data)]


def statute_questions(data: Path) -> list[Asked]:
    """Return 1,235 lay questions; every other one, from the second on, was used in development."""
    answers = _relevant(data, "stard")
    return [Asked(row["id"], row["text"], answers[row["id"]]) for row in records(data, "stard/queries")]


def taiwan_health(data: Path, lang: str) -> list[Clause]:
    """Return the 4,436 articles of health laws that are searched, in one language."""
    wanted = {row["id"] for row in records(data, "mojlaw/health_ids")}
    return [
        Clause(row["id"], row[lang], lang, doc_id=row["id"].split("#")[0], card=Card(title=row[f"law_{lang}"]))
        for row in taiwan_articles(data)
        if row["id"] in wanted
    ]


def taiwan_questions(data: Path, lang: str) -> list[Asked]:
    """Return 600 questions in the other language, to articles in ``lang``."""
    answers = _relevant(data, "mojlaw")
    rows = [row for row in records(data, "mojlaw/queries") if row["dir"].endswith(f">{lang}")]
    return [Asked(row["id"], row["text"], answers[row["id"]]) for row in rows]


def other_laws(data: Path) -> list[AlignedPair]:
    """Return 21,307 pairs of articles of the laws of which no article is searched."""
    wanted = {row["id"] for row in records(data, "mojlaw/health_ids")}
    searched = {name.split("#")[0] for name in wanted}
    rows = [row for row in taiwan_articles(data) if row["id"].split("#")[0] not in searched]
    return [AlignedPair(row["zh"], row["en"], row["id"].split("#")[0]) for row in rows]


def health_pairs(data: Path) -> list[tuple[str, AlignedPair]]:
    """Return 3,071 aligned sentences on health, each with its id; the document is the text that the sentence is of."""
    return [(row["id"], AlignedPair(row["zh"], row["en"], row["id"].split(":")[0])) for row in health_sentences(data)]


def health_terms(data: Path, lang: str) -> Iterator[Asked]:
    """Yield the terms of the three lists in the language other than ``lang``, with the sentence pairs whose own side has the term.

    Terms that stand in no sentence are left out; variants behind " : " or a semicolon are terms of their own, remarks in brackets none.
    """
    asked = "en" if lang == "zh" else "zh"
    sides = [(name, pair.zh if asked == "zh" else pair.en.lower()) for name, pair in health_pairs(data)]
    for term in sorted(_terms(data, asked)):
        pattern = re.compile(re.escape(term.lower()) if asked == "zh" else rf"(?<!\w){re.escape(term.lower())}(?!\w)")
        answers = frozenset(name for name, text in sides if pattern.search(text if asked == "en" else text.lower()))
        if answers:
            yield Asked(term, term, answers)


def _terms(data: Path, lang: str) -> set[str]:
    terms = set()
    for name in _TERM_LISTS:
        with (data / "tico19" / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                from_lang = row["sourceLang"].startswith(lang)
                cell = row["sourceString" if from_lang else "targetString"] or ""
                terms |= {_REMARK.sub("", term).strip() for term in _VARIANTS.split(cell)}
    return {term for term in terms if _HAN_OR_LETTER.search(term)}
