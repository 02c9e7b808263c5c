"""``tiaowen search``: in goes a query, out come the clauses that answer it, each with where it stands and why it matched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.serial import to_plain
from indexer.errors import IndexUnusableError, QueryError
from indexer.facets import source_name
from indexer.filters import LANGUAGES
from indexer.manifest import MANIFEST_NAME
from indexer.search import INDEX_FOLDER, open_index
from search_cli.excerpt import EXCERPT_CELLS, EXCERPT_LINES, choose_excerpts
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.facets import print_facets, read_facets
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import check_date, form_options, timeout_option
from search_cli.printing import Styled, line_columns, say, say_json, tell
from search_cli.queries import explain_reading, search_file, show_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.model import CleanSpan
    from indexer.answer import Answer, Hit
    from indexer.search import Index

_QUOTES = frozenset('"“”„＂')
"""Any two of these enclose a phrase."""

_LIMITS = ("lang", "since", "until", "source", "issuer")
"""Options that leave clauses out."""

_COUNTERPART_INDENT = 2
_IN_LANGUAGE = {"zh": "in Chinese", "en": "in English"}

_SURE = 0.9
"""Confidence from which a counterpart is named without it: 16,937 of 17,343 such are right (``corpus.alignment``)."""

_MOST_HITS = 1000
"""More is an export, which reads the corpus, not the index."""


@click.command(
    epilog="""\b
Examples:
  tiaowen search "salary reform"
  tiaowen search --lang zh --since 2021 分级诊疗
  tiaowen search '"annual salary system"'
  tiaowen search '医联体 -薪酬 date:2017..2021'
  tiaowen search '(疫苗 OR 接种) AND title:通知'
  tiaowen search '学徒 NEAR/5 考核'
  tiaowen search --both --lang zh "medical alliance"
  tiaowen search --all-copies --source gov.cn 医联体
  tiaowen search --facet issuer,year 医联*
  tiaowen search --jsonl --limit 100 医联体 > hits.jsonl
  tiaowen search --file queries.txt --jsonl > answers.jsonl

\b
In a query:
  "…" exactly so · AND OR NOT -word · ( ) · NEAR/5 · prefix*
  title: heading: lang: source: issuer: number: cites: kind: flag: date:2017..2021
"""
)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1, _MOST_HITS), default=10, show_default=True, help="How many clauses at most.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many of the best clauses to leave out.")
@click.option("--page", type=click.IntRange(1), help="Which page of as many clauses as --limit says.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Only clauses in this language; mixed ones count as zh and en.")
@click.option(
    "--since", metavar="DATE", callback=check_date, help="Only pages published on this day or later: 2021, 2021-06 or 2021-06-17."
)
@click.option("--until", metavar="DATE", callback=check_date, help="Only pages published on this day or earlier.")
@click.option("--source", metavar="TEXT", help="Only pages whose address, file or publisher contains this.")
@click.option("--issuer", metavar="TEXT", help="Only pages of an issuer whose name contains this.")
@click.option("--exact", is_flag=True, help="Find nothing under another name: no concepts, no translations.")
@click.option("--both", is_flag=True, help="Print below each clause what says the same in the other language, where that is known.")
@click.option("--all-copies", is_flag=True, help="Show a clause on each copy of its page, not once.")
@click.option("--facet", "facets", metavar="NAMES", callback=read_facets, help="Count the clauses by issuer, year, lang, kind, source.")
@click.option("--count", is_flag=True, help="Print only how many clauses match.")
@click.option("--explain", "explained", is_flag=True, help="Print first how the query was read.")
@timeout_option
@click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Answer each line of a file; needs --jsonl.")
@form_options(whole="Print the whole answer as JSON.", each="Print each clause as a line of JSON.")
@click.pass_context
def command(  # noqa: PLR0913  # one for each option
    context: click.Context,
    /,
    query: tuple[str, ...],
    page: int | None,
    form: str | None,
    file: Path | None,
    *,
    both: bool,
    count: bool,
    explained: bool,
    **options: Any,  # noqa: ANN401  # what Index.search takes
) -> int:
    """Find clauses, in Chinese and in English.

    A policy concept is found under all its names in both languages: "medical alliance" finds 医联体. Words in double quotes must
    stand in the clause exactly so. Clauses with all the words come first, then those with some.
    """
    if bool(query) == (file is not None):
        raise click.UsageError("give a query, or --file with one on each line", context)
    if page is not None and options["offset"]:
        raise click.UsageError("--page and --offset exclude each other; give one of them", context)
    options["offset"] = options["offset"] if page is None else (page - 1) * options["limit"]
    with open_library(library_of(context)) as index:
        if file is not None:
            if form != "jsonl":
                raise click.UsageError("--file prints each answer as a line of JSON; add --jsonl", context)
            return search_file(index, file, plain_answer, **options)
        if explained:
            _explain(index, as_typed(query), exact=options["exact"])
        return _answer(index, as_typed(query), "count" if count else form, options, both=both)


def _explain(index: Index, query: str, *, exact: bool) -> None:
    try:
        explain_reading(index.describe(query, exact=exact))
    except QueryError as error:
        show_error(query, error)
        raise


def _answer(index: Index, query: str, form: str | None, options: dict[str, Any], *, both: bool) -> int:
    try:
        answer = index.search(query, **options)
    except QueryError as error:
        show_error(query, error)
        raise
    answer = replace(answer, notes=(*_lone_quote(answer.query), *answer.notes))
    _print(answer, form, options["offset"], both=both)
    for note in answer.notes:
        tell(f"note: {note}")
    return DONE if form == "count" and answer.total else _tell_outcome(answer, options)


def _tell_outcome(answer: Answer, options: Mapping[str, Any]) -> int:
    """Tell how many clauses there are beyond those shown, or what to do where there are none; return the exit code."""
    if not answer.total:
        for suggestion in answer.suggestions:
            tell(f"did you mean: {suggestion}")
        tell(f"nothing found for {answer.query}; {_advice(options)}")
        return NOTHING_FOUND
    if not answer.hits:
        tell(f"there are only {counted(answer.total, 'matching clause')}; --offset and --page lead past the last")
        return NOTHING_FOUND
    rest = answer.total - answer.complete
    if rest:
        have, more_have = ("has" if number == 1 else "have" for number in (answer.complete, rest))
        tell(f"{answer.complete} {have} all words; {rest} more {more_have} some" if answer.complete else "none has all words")
    shown = options["offset"] + len(answer.hits)
    if answer.total > len(answer.hits):
        where = f"{options['offset'] + 1}–{shown}" if options["offset"] else str(shown)
        further = f"; for more: {_further(answer.total, options['limit'], shown)}" if shown < answer.total else ""
        tell(f"{where} of {answer.total} matching clauses{further}")
    return DONE


def _further(total: int, limit: int, shown: int) -> str:
    return f"--limit {min(total, _MOST_HITS)}" if shown == limit and total <= _MOST_HITS else f"--offset {shown}"


def open_library(library: Path) -> Index:
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


def as_typed(words: tuple[str, ...]) -> str:
    """Return the query; where the locale is not UTF-8 (``LANG=C``), Python hands each byte of a Chinese one on as a surrogate."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lone_quote(query: str) -> Iterator[str]:
    """Yield a note on a double quote without a partner: the last of an odd number, as the index pairs them from the left."""
    places = [place for place, character in enumerate(query) if character in _QUOTES]
    if len(places) % 2:
        rest = query[places[-1] + 1 :].strip()
        read = f"{rest} was read as words, not as a phrase" if rest else "it was left out"
        yield f"a double quote in the query is never closed: {read}"


def _advice(options: Mapping[str, Any]) -> str:
    given = [f"--{name}" for name in _LIMITS if options[name] is not None]
    return f"leave out {' or '.join(given)}, or try fewer or other words" if given else "try fewer or other words"


def _print(answer: Answer, form: str | None, offset: int, *, both: bool) -> None:
    if form == "count":
        say(str(answer.total))
        return
    if form == "json":
        say_json(plain_answer(answer))
        return
    for number, hit in enumerate(answer.hits, start=offset + 1):
        if form == "jsonl":
            say_json(_plain(hit), indent=None)
        else:
            if number > offset + 1:
                say()
            print_hit(number, hit, both=both)
    if answer.facets and form is None:
        print_facets(answer.facets)


def plain_answer(answer: Answer) -> dict[str, Any]:
    """Return the answer as plain data for JSON, with the API's names as keys."""
    told = {"query": answer.query, "total": answer.total, "complete": answer.complete, "notes": answer.notes}
    if answer.facets:
        told["facets"] = {name: [{"value": value, "count": count} for value, count in counts] for name, counts in answer.facets.items()}
    if answer.suggestions:
        told["suggestions"] = answer.suggestions
    return {**told, "hits": list(map(_plain, answer.hits))}


def _plain(hit: Hit) -> dict[str, Any]:
    """Return the hit as plain data for JSON, in which a date that is not known is null, as everywhere."""
    return {**to_plain(hit), "published": hit.published or None}


def print_hit(number: int, hit: Hit, *, both: bool = False) -> None:
    """Print a hit: its title, where it stands, the best of its text, what it takes to cite it, and why it matched.

    ``both``: below its text, what says the same in the other language.
    """
    label = f"{number}. "
    margin = len(label)
    say(label, Styled(hit.title or "(untitled)", "title"), hanging=margin)
    if hit.heading_path:
        say(Styled(" > ".join(hit.heading_path), "faint"), indent=margin)
    say(*_marked_excerpt(hit.text, hit.highlights, margin), indent=margin)
    if both and hit.counterpart:
        for clause in hit.counterpart.clauses:
            excerpt = _marked_excerpt(clause.text, clause.highlights, margin + _COUNTERPART_INDENT)
            say(Styled(f"{clause.clause_id}  ", "faint"), *excerpt, indent=margin + _COUNTERPART_INDENT)
    say(Styled(" · ".join(_facts(hit)), "faint"), indent=margin)


def _facts(hit: Hit) -> Iterator[str]:
    """Yield what a reader needs to cite the clause and to know how far to trust it."""
    yield source_name(hit.publisher, hit.source)
    yield hit.published or "undated"
    yield from hit.doc_numbers
    yield hit.clause_id
    if hit.also_in:
        yield f"also in {counted(len(hit.also_in), 'page')}"
    if hit.counterpart:
        ids = " + ".join(clause.clause_id for clause in hit.counterpart.clauses)
        unsure = f" ({hit.counterpart.confidence:.2f} sure)" if hit.counterpart.confidence < _SURE else ""
        yield f"{_IN_LANGUAGE.get(hit.counterpart.clauses[0].lang, 'in both')}: {ids}{unsure}"
    if hit.flags:
        yield f"flagged: {', '.join(hit.flags)}"
    yield f"why: {'; '.join(hit.why)}"


def _marked_excerpt(text: str, highlights: Sequence[CleanSpan], indent: int) -> Iterator[str | Styled]:
    """Yield the excerpt of a clause in parts, those that matched marked, with an ellipsis where text was left out."""
    columns = line_columns()
    stretches = choose_excerpts(text, highlights, (columns - indent) * EXCERPT_LINES if columns else EXCERPT_CELLS)
    for number, (start, end) in enumerate(stretches):
        if text[:start].strip():
            yield " … " if number else "… "
        position = start
        for match in highlights:
            first, last = max(match.start, position), min(match.end, end)
            if first < last:
                yield text[position:first]
                yield Styled(text[first:last], "strong")
                position = last
        yield text[position:end]
    if stretches[-1].end < len(text.rstrip()):
        yield " …"
