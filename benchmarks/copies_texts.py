"""Laws as plain pages, for what compares pages: in goes the data folder, out come texts by id, one law of each title."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import laws, plain_lines, taiwan_articles
from cleaners import clean_page
from corpus import RawPage, split_clauses
from corpus.editions import split_version
from corpus.model import Block, Document, Part, Piece, RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.model import Clause

LENGTHS = (1_500, 30_000)
"""Characters. What is shorter has no fifth to quote; the few that are longer would take most of the time and show nothing else."""


class Text(NamedTuple):
    """A law as a plain page: its id, its text, and the same law in the other language, "" where there is none."""

    name: str
    text: str
    other: str = ""


def chinese_laws(data: Path) -> Iterator[Text]:
    """Yield the laws of the mainland, the first of those that bear one title, versions aside."""
    seen: set[str] = set()
    for law in laws(data):
        title, _ = split_version(law["title"])
        if title not in seen:
            seen.add(title)
            yield Text(law["id"], "\n".join(plain_lines(law["text"])))


def taiwan_laws(data: Path, language: str) -> Iterator[Text]:
    """Yield the laws of Taiwan in ``zh`` or ``en``, an article's number on a line of its own above it."""
    for law, articles in groupby(taiwan_articles(data), key=lambda article: str(article["id"]).partition("#")[0]):
        inside = list(articles)
        zh = "\n".join((inside[0]["law_zh"], *(f"第 {one['no']} 条\n{one['zh']}" for one in inside)))
        en = "\n".join((inside[0]["law_en"], *(f"Article {one['no']}\n{one['en']}" for one in inside)))
        yield Text(law, zh, en) if language == "zh" else Text(law, en, zh)


def of_usual_length(texts: Iterator[Text]) -> list[Text]:
    """Return the texts that are neither very short nor very long."""
    return [text for text in texts if LENGTHS[0] <= len(text.text) <= LENGTHS[1]]


class Page(NamedTuple):
    """A cleaned page with its clauses: what a new page is when it is compared."""

    document: Document
    clauses: list[Clause]


def cleaned(text: str, origin: str) -> Page:
    """Return what cleaning makes of a text."""
    document = clean_page(RawPage(text, origin)).document
    return Page(document, split_clauses(document))


def uncleaned(text: str, name: str) -> Page:
    """Return a page of a paragraph a line that no rule has seen: for measures of speed, which leave cleaning out."""
    document = plain_document(text, name)
    return Page(document, split_clauses(document))


def plain_document(text: str, name: str, lang: str = "zh") -> Document:
    """Return a document of a paragraph a line, its first the title."""
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        span = RawSpan(position, position + len(line))
        blocks.append(Block("paragraph" if blocks else "title", (Piece(line, span),), lang))
        position = span.end + 1
    part = Part("policy", text.partition("\n")[0])
    return Document(name, part.title, lang, tuple(blocks), (part,), name)
