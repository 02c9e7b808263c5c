"""``tiaowen add``: in go files and folders, out comes a line for each page that says what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.across.ingest import Outcome, ingest
from corpus.store import Corpus
from indexer.build import update_index
from search_cli.exit_codes import NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import form_options, workers_option
from search_cli.outcomes import OutcomePrinter
from search_cli.pages import count_pages, find_pages, pages_of
from search_cli.printing import tell_error
from search_cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_cli.manifest import Refused
    from search_cli.pages import Found


@click.command(
    epilog="""\b
Examples:
  tiaowen add page.html downloads/
  tiaowen --library ./health add raw
  tiaowen add --workers 4 crawl.warc.gz scraped.jsonl 'downloads/**/*.html'
  find downloads -name '*.htm' -print0 | tiaowen add -
  tiaowen add --jsonl downloads/ > outcomes.jsonl
"""
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@workers_option
@form_options(whole="Print all outcomes as one JSON document.", each="Print each outcome as a line of JSON.")
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], form: str | None, workers: int) -> int:
    """Clean pages and put them into the library.

    A PATH is a page, HTML or text in any usual encoding, a folder of pages, or a pattern. Of a folder everything is taken but hidden
    files, README.md, and manifest.jsonl, whose lines give the address a page came from:
    {"file": "page.html", "url": "https://…", "declared_encoding": "gbk", "fetched": "2026-11-03"}.

    Many pages in one file: lines of JSON in .jsonl ({"html": "…", "url": "https://…"}, or "text"), web archives in .warc and .warc.gz.
    The PATH - reads a list of paths from stdin.

    What cannot be taken is named with the reason, all else is added. Stopped or killed, the same call goes on where it was.
    """
    found = find_pages(paths)
    if not found.files and not found.refused:
        tell_error(f"no pages in {', '.join(map(str, paths))}; name a folder that holds some")
        return NOTHING_FOUND
    library = library_of(context)
    with Corpus.open(library) as corpus, progress("adding", count_pages(found.files)) as advance:
        printer = OutcomePrinter(corpus, form)
        for outcome in _outcomes(found, corpus, workers):
            printer.print(outcome)
            advance()
    counts = f"{printer.count('new')} new, {counted(printer.count('duplicate'), 'duplicate')}, {printer.count('rejected')} rejected"
    return printer.sum_up(counts, update_index(library, workers=workers))


def _outcomes(found: Found, corpus: Corpus, workers: int) -> Iterator[Outcome]:
    """Yield the outcome of every path: first what was refused while looking for pages, then the pages in order."""
    refused = found.refused
    yield from _rejections(refused)
    for outcome in ingest(pages_of(found.files, refused), corpus, workers=workers):
        yield from _rejections(refused)
        yield outcome
    yield from _rejections(refused)


def _rejections(refused: list[Refused]) -> Iterator[Outcome]:
    """Empty ``refused``, an outcome each."""
    while refused:
        path, why = refused.pop(0)
        yield Outcome(path, "", "rejected", why=why)
