"""``tiaowen dedup``: in go files and folders, out comes what each page is to the others and to the library; nothing is stored."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.across.ingest import Outcome, find_duplicates
from cleaners.rules import RULES_VERSION
from corpus._schema import FILE_NAME
from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.exit_codes import DONE, DONE_IN_PART, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import form_options, workers_option
from search_cli.pages import find_pages, pages_of
from search_cli.printing import Styled, say, say_csv, say_json, tell, tell_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CELLS = len("near-duplicate")
_COLUMNS = ("verdict", "origin", "doc_id", "of", "of_origin", "score", "keeper", "why")


@click.command(
    epilog="""\b
Examples:
  tiaowen dedup downloads/
  tiaowen --library ./health dedup --csv downloads/ > copies.csv
  tiaowen dedup --jsonl crawl.warc.gz | jq -r 'select(.verdict == "new") | .origin'
"""
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Print a table with a header for spreadsheets, a page a line.")
@workers_option
@form_options(whole="Print all outcomes as one JSON document.", each="Print each outcome as a line of JSON.")
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], form: str | None, workers: int, *, as_csv: bool) -> int:
    """Tell which pages are copies, parts or versions of others.

    Others are the pages that are given, and those of the library, if there is one. Nothing is stored. A PATH is what it is for
    `tiaowen add`.

    Exit codes: 0 some page is related to another, 1 every page is new, or there is none, 2 an error in the call, 3 some pages were
    refused; each is named with the reason.
    """
    if form and as_csv:
        raise click.UsageError("--csv and --json exclude each other; give one of them")
    found = find_pages(paths)
    library = library_of(context)
    refused = found.refused
    with Corpus.open(library, create=False) if (library / FILE_NAME).exists() else nullcontext() as corpus:
        outcomes = find_duplicates(pages_of(found.files, refused), corpus, workers=workers)
        older = len(corpus.stale(RULES_VERSION)) if corpus else 0
        origins = {one.of: corpus.origins(one.of)[0] for one in outcomes if corpus and one.of and one.of in corpus}
    outcomes += (Outcome(one.path, "", "rejected", why=one.why) for one in refused)
    if not outcomes:
        tell_error(f"no pages in {', '.join(map(str, paths))}; name a folder that holds some")
        return NOTHING_FOUND
    origins |= {one.doc_id: one.origin for one in reversed(outcomes) if one.doc_id}
    if form == "json":
        say_json({"outcomes": to_plain(tuple(outcomes))})
    elif form == "jsonl":
        for outcome in outcomes:
            say_json(to_plain(outcome), indent=None)
    elif as_csv:
        say_csv([_COLUMNS, *(_row(outcome, origins) for outcome in outcomes)])
    else:
        _say_lines(outcomes, origins)
    if older:
        tell(f"older rules cleaned {counted(older, 'page')} of the library, which may not be compared; run `tiaowen reclean`")
    related = sum(one.verdict not in ("new", "rejected") for one in outcomes)
    rejected = sum(one.verdict == "rejected" for one in outcomes)
    tell(f"{len(outcomes) - related - rejected} new, {related} related to others, {rejected} rejected")
    return DONE_IN_PART if rejected else DONE if related else NOTHING_FOUND


def _row(outcome: Outcome, origins: Mapping[str, str]) -> Sequence[str]:
    """Return an outcome as the columns of a table; empty what it does not have."""
    values = (
        outcome.verdict,
        outcome.origin,
        outcome.doc_id,
        outcome.of,
        origins.get(outcome.of or ""),
        outcome.score,
        outcome.keeper,
        outcome.why,
    )
    return ["" if value is None else str(value) for value in values]


def _say_lines(outcomes: Sequence[Outcome], origins: Mapping[str, str]) -> None:
    for outcome in outcomes:
        verdict = f"{outcome.verdict:<{_CELLS}} "
        if outcome.of is None:
            say(verdict, outcome.origin, f": {outcome.why}" if outcome.why else "", hanging=len(verdict))
            continue
        say(verdict, outcome.origin, hanging=len(verdict))
        kept = f"; keep {origins.get(outcome.keeper, outcome.keeper)}" if outcome.keeper else ""
        said = f"of {origins.get(outcome.of, outcome.of)} ({outcome.why}{kept})"
        say(" " * len(verdict), Styled(said, "faint"), hanging=len(verdict))
