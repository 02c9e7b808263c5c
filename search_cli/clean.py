"""``tiaowen clean``: in goes one file, out comes its cleaned text; no library is read or written."""

from __future__ import annotations

from pathlib import Path

import click

from cleaners.across.ingest import why_refused
from cleaners.pipeline import clean_page
from search_cli.exit_codes import DONE, ERROR
from search_cli.facts import flag_names
from search_cli.pages import Refused, find_pages, read_page
from search_cli.printing import say_json, say_text, tell, tell_error
from search_cli.repairs import plain_repairs
from search_cli.show_page import plain_document


@click.command(
    epilog="""\b
Examples:
  tiaowen clean page.html
  tiaowen clean --json page.html | jq .flags
"""
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print document, edits and flags as JSON.")
def command(path: Path, *, as_json: bool) -> int:
    """Print the cleaned text of a file, without a library."""
    if path.is_dir():
        tell_error(f"{path}: a folder; name one file, or add the folder to a library with: tiaowen add")
        return ERROR
    page = read_page(find_pages([path]).files[0])
    refusal = page.why if isinstance(page, Refused) else why_refused(page.data, page.declared_encoding)
    if isinstance(page, Refused) or refusal:
        tell_error(f"{path}: {refusal}")
        return ERROR
    cleaned = clean_page(page)
    if as_json:
        say_json({"document": plain_document(cleaned.document), **plain_repairs(cleaned)})
        return DONE
    say_text(cleaned.document.text)
    flags = flag_names(cleaned.document)
    if flags:
        tell(f"flags: {flags}")
    return DONE
