"""Retrieval over the open data: in goes the data folder, out come clauses to be indexed, questions, and what answers them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import health_sentences, records, statute_articles, taiwan_articles
from corpus.matchkey import match_key
from corpus.model import Card, Clause
from indexer.mining import AlignedPair
from indexer.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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


class HealthTerm(NamedTuple):
    """A term, and the sentence pairs that have it, in three ways of reading that, each wider than the one before.

    ``written``: its own side has it as the list writes it. ``by_words``: whatever the number or tense of its words. ``in_lists``: or the
    other side has what the lists give for it, whatever its own side says instead.
    """

    text: str
    written: frozenset[str]
    by_words: frozenset[str]
    in_lists: frozenset[str]


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


def health_terms(data: Path, lang: str) -> Iterator[HealthTerm]:
    """Yield the terms of the three lists in the language other than ``lang`` that stand, as written, on their own side of any pair.

    Variants behind " : " or a semicolon are terms of their own, remarks in brackets none.
    """
    asked = "en" if lang == "zh" else "zh"
    pairs = health_pairs(data)
    own = _Sides({name: pair.zh if asked == "zh" else pair.en for name, pair in pairs}, asked)
    other = _Sides({name: pair.zh if lang == "zh" else pair.en for name, pair in pairs}, lang)
    for term, renderings in sorted(_terms(data, asked).items()):
        written = own.as_written(term)
        if written:
            by_words = written | own.by_words(term)
            yield HealthTerm(term, written, by_words, by_words.union(*map(other.by_words, renderings)))


class _Sides:
    """One side of each pair, as written and as its words: English by their stems, Chinese as characters without white space."""

    def __init__(self, texts: Mapping[str, str], lang: str) -> None:
        self._lang = lang
        self._texts = {name: text.lower() for name, text in texts.items()}
        self._words = {name: self._in_words(text) for name, text in texts.items()}

    def _in_words(self, text: str) -> str:
        if self._lang == "zh":
            return "".join(match_key(text).split())
        return f" {' '.join(token.text for token in tokenize(text) if token.kind == 'word')} "

    def as_written(self, term: str) -> frozenset[str]:
        escaped = re.escape(term.lower())
        pattern = re.compile(escaped if self._lang == "zh" else rf"(?<!\w){escaped}(?!\w)")
        return frozenset(name for name, text in self._texts.items() if pattern.search(text))

    def by_words(self, term: str) -> frozenset[str]:
        words = self._in_words(term)
        return frozenset(name for name, text in self._words.items() if words.strip() and words in text)


def _terms(data: Path, lang: str) -> dict[str, set[str]]:
    """Return the terms of the lists in one language, each with what the lists have for it in the other."""
    terms: dict[str, set[str]] = defaultdict(set)
    for name in _TERM_LISTS:
        with (data / "tico19" / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                sides = [_variants(row[column]) for column in ("sourceString", "targetString")]
                asked, other = sides if row["sourceLang"].startswith(lang) else reversed(sides)
                for term in asked:
                    terms[term] |= other
    return terms


def _variants(cell: str | None) -> set[str]:
    found = {_REMARK.sub("", term).strip() for term in _VARIANTS.split(cell or "")}
    return {term for term in found if _HAN_OR_LETTER.search(term)}
