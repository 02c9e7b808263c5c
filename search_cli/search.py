"""``tiaowen search``: in goes a query, out come the clauses that answer it, each with where it stands and why it matched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from corpus.serial import to_plain
from indexer.errors import IndexUnusableError
from indexer.filters import LANGUAGES
from indexer.manifest import MANIFEST_NAME
from indexer.search import INDEX_FOLDER, open_index
from search_cli.excerpt import choose_excerpt
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import check_date, form_options
from search_cli.printing import Styled, say, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from indexer.answer import Answer, Hit
    from indexer.search import Index

_QUOTES = frozenset('"“”„＂')
"""Any two of these enclose a phrase."""

_MOST_HITS = 1000
"""More is an export, which reads the corpus, not the index."""


@click.command(
    epilog="""\b
Examples:
  tiaowen search "salary reform"
  tiaowen search --lang zh --since 2021 分级诊疗
  tiaowen search '"annual salary system"'
  tiaowen search --jsonl --limit 100 医联体 > hits.jsonl
"""
)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, _MOST_HITS), default=10, show_default=True, help="How many clauses at most.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Only clauses in this language; mixed ones count as zh and en.")
@click.option(
    "--since", metavar="DATE", callback=check_date, help="Only pages published on this day or later: 2021, 2021-06 or 2021-06-17."
)
@click.option("--until", metavar="DATE", callback=check_date, help="Only pages published on this day or earlier.")
@click.option("--source", metavar="TEXT", help="Only pages whose address, file or publisher contains this.")
@form_options(whole="Print the whole answer as JSON.", each="Print each clause as a line of JSON.")
@click.pass_context
def command(context: click.Context, /, query: tuple[str, ...], limit: int, form: str | None, **filters: str | None) -> int:
    """Find clauses, in Chinese and in English.

    A policy concept is found under all its names in both languages: "medical alliance" finds 医联体. Words in double quotes must
    stand in the clause exactly so.
    """
    with _open(library_of(context)) as index:
        answer = index.search(_as_typed(query), limit=limit, **filters)
    answer = replace(answer, notes=(*_lone_quote(answer.query), *answer.notes))
    _print(answer, form)
    for note in answer.notes:
        tell(f"note: {note}")
    if not answer.hits:
        tell(f"nothing found for {answer.query}; {_advice(filters)}")
        return NOTHING_FOUND
    if answer.total > len(answer.hits):
        tell(f"{len(answer.hits)} of {answer.total} matching clauses; for more: --limit {min(answer.total, _MOST_HITS)}")
    return DONE


def _open(library: Path) -> Index:
    """Return the library's index; where it has none yet, raise an error that says what there is instead."""
    try:
        return open_index(library)
    except IndexUnusableError:
        if (library / INDEX_FOLDER / MANIFEST_NAME).exists() or (library / MANIFEST_NAME).exists():
            raise
    from corpus.store import Corpus  # noqa: PLC0415  # a search that finds its index needs no SQLite

    with Corpus.open(library, create=False) as corpus:
        pages = len(corpus.doc_ids())
    raise IndexUnusableError(
        f"{library}: has {counted(pages, 'page')} and no index yet; if `tiaowen add` is still at work, let it finish,"
        f" else {'run `tiaowen index`' if pages else 'add some with `tiaowen add PATH`'}"
    )


def _as_typed(words: tuple[str, ...]) -> str:
    """Return the query; where the locale is not UTF-8 (``LANG=C``), Python hands each byte of a Chinese one on as a surrogate."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lone_quote(query: str) -> Iterator[str]:
    """Yield a note on a double quote without a partner: the last of an odd number, as the index pairs them from the left."""
    places = [place for place, character in enumerate(query) if character in _QUOTES]
    if len(places) % 2:
        rest = query[places[-1] + 1 :].strip()
        read = f"{rest} was read as words, not as a phrase" if rest else "it was left out"
        yield f"a double quote in the query is never closed: {read}"


def _advice(filters: Mapping[str, str | None]) -> str:
    given = [f"--{name}" for name, value in filters.items() if value is not None]
    return f"leave out {' or '.join(given)}, or try fewer or other words" if given else "try fewer or other words"


def _print(answer: Answer, form: str | None) -> None:
    if form == "json":
        say_json({"query": answer.query, "total": answer.total, "notes": answer.notes, "hits": list(map(_plain, answer.hits))})
        return
    for number, hit in enumerate(answer.hits, start=1):
        if form == "jsonl":
            say_json(_plain(hit), indent=None)
        else:
            if number > 1:
                say()
            _print_hit(number, hit)


def _plain(hit: Hit) -> dict[str, Any]:
    """Return the hit as plain data for JSON, in which a date that is not known is null, as everywhere."""
    return {**to_plain(hit), "published": hit.published or None}


def _print_hit(number: int, hit: Hit) -> None:
    label = f"{number}. "
    margin = len(label)
    say(label, Styled(hit.title or "(untitled)", "title"), hanging=margin)
    if hit.heading_path:
        say(Styled(" > ".join(hit.heading_path), "faint"), indent=margin)
    say(*_marked_excerpt(hit), indent=margin)
    say(Styled(" · ".join(_facts(hit)), "faint"), indent=margin)


def _facts(hit: Hit) -> Iterator[str]:
    """Yield what a reader needs to cite the clause and to know how far to trust it."""
    yield _source(hit)
    yield hit.published or "undated"
    yield from hit.doc_numbers
    yield hit.clause_id
    if hit.flags:
        yield f"flagged: {', '.join(hit.flags)}"
    yield f"why: {'; '.join(hit.why)}"


def _marked_excerpt(hit: Hit) -> Iterator[str | Styled]:
    """Yield the excerpt of the clause in parts, those that matched marked, with an ellipsis where text was left out."""
    start, end = choose_excerpt(hit.text, hit.highlights)
    if start:
        yield "… "
    position = start
    for match in hit.highlights:
        first, last = max(match.start, position), min(match.end, end)
        if first < last:
            yield hit.text[position:first]
            yield Styled(hit.text[first:last], "strong")
            position = last
    yield hit.text[position:end]
    if end < len(hit.text):
        yield " …"


def _source(hit: Hit) -> str:
    """Return the publisher's name, else the address's host, else the file's name."""
    if hit.publisher:
        return hit.publisher
    try:
        host = urlsplit(hit.source).hostname
    except ValueError:  # an address such as http://[::1
        host = None
    return host or PurePath(hit.source).name or hit.source
