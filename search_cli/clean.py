"""``tiaowen clean``: in goes one file, out comes its cleaned text, or how that came about; no library is read or written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaners.across.ingest import why_refused
from cleaners.pipeline import clean_page
from corpus.model import CleanSpan
from corpus.serial import to_plain
from search_cli.clean_diff import say_diff
from search_cli.exit_codes import DONE, ERROR
from search_cli.explain import say_explained
from search_cli.facts import flag_names
from search_cli.manifest import Refused
from search_cli.pages import find_pages, read_page
from search_cli.printing import say_json, say_text, tell, tell_error
from search_cli.repairs import plain_repairs
from search_cli.show_page import plain_document

if TYPE_CHECKING:
    from corpus.model import Block, Cleaned


@click.command(
    epilog="""\b
Examples:
  tiaowen clean page.html
  tiaowen clean --explain page.html | less -R
  tiaowen clean --diff page.html > page.diff
  tiaowen clean --json page.html | jq .flags
"""
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="The raw page and what became of it side by side, with every rule, reason and flag.")
@click.option("--diff", is_flag=True, help="A unified diff of the raw text, without markup and a block a line, against the cleaned text.")
@click.option("--json", "as_json", is_flag=True, help="Document, edits, flags and metadata as JSON, with their spans in the decoded text.")
def command(path: Path, *, explain: bool, diff: bool, as_json: bool) -> int:
    """Print the cleaned text of a file, without a library."""
    if explain + diff + as_json > 1:
        raise click.UsageError("--explain, --diff and --json exclude each other; give one of them")
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
        say_json(plain_cleaned(cleaned))
    elif explain:
        say_explained(cleaned)
    elif diff:
        if not say_diff(cleaned, path.name):
            tell("nothing changed: the clean text is the raw text")
    else:
        say_text(cleaned.document.text)
        flags = flag_names(cleaned.document)
        if flags:
            tell(f"flags: {flags}")
    return DONE


def plain_cleaned(cleaned: Cleaned) -> dict[str, Any]:
    """Return a cleaned page as plain data for JSON; every span is ``[start, end]`` in characters of the decoded text.

    ``metadata`` are the blocks in which the page tells of itself; what was read out of them stands in ``document``.
    """
    document = plain_document(cleaned.document)
    for plain, block in zip(document["blocks"], cleaned.document.blocks, strict=True):
        plain["spans"] = _spans(block)
    metadata = [{"text": plain["text"], "spans": plain["spans"]} for plain in document["blocks"] if plain["kind"] == "metadata"]
    return {"document": document, **plain_repairs(cleaned), "metadata": metadata, "markup": to_plain(cleaned.markup)}


def _spans(block: Block) -> list[list[int]]:
    """Return where the text of a block stands in the decoded text, in order."""
    return [list(span) for span in block.to_raw(CleanSpan(0, len(block.text)))]
