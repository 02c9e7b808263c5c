"""What other pages tell of lost text, on the screen: in go restorations, out comes what stood there, and whose words they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus._policy_rows import identify_parts
from corpus.errors import CorpusError
from corpus.serial import to_plain
from search_cli.exit_codes import DONE
from search_cli.printing import Styled, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.restorations import Restoration
    from corpus.store import Corpus

_DATES = ("passed", "revised", "made", "published", "effective")


def say_restorations(corpus: Corpus, restorations: Iterable[Restoration]) -> None:
    """Print what stood at each gap, between the marks ⟦ ⟧ in which nothing is the page's own, with the source and its version."""
    for one in restorations:
        first, *more = one.text.split("\n")
        last = "⟧" if not more else ""
        say()
        unsure = "; another version may have stood here" if one.kind == "passage" else ""
        say(Styled(f"⟦restored from {named_source(corpus, one)}{unsure}: ", "faint"), first, Styled(last, "faint"), indent=2)
        for number, line in enumerate(more, start=1):
            say(line, Styled("⟧" if number == len(more) else "", "faint"), indent=2)


def named_source(corpus: Corpus, restoration: Restoration) -> str:
    """Return the id, the title and the dates of the text that a restoration is from: the page may have had another version of it."""
    document = corpus.cleaned(restoration.source).document
    start = restoration.source_span.start
    part = next((block.part for block in document.blocks if block.pieces and block.pieces[-1].raw.end > start), 0)
    identity = next((one for one in identify_parts(document) if one.part == part), None)
    title = identity.title.printed if identity and identity.title.printed else document.title
    dates = [f"{name} {iso}" for name in _DATES if identity and (iso := getattr(identity.timeline, name))]
    return ", ".join(filter(None, (f"{restoration.source} {title}".strip(), *dates)))


def show_restored(corpus: Corpus, doc_id: str, start: int, *, view: str, as_json: bool) -> int:
    """Print what stood at the gap of a page that begins at ``start``; a ``view`` of it is an error: it is no clause of that page."""
    found = [one for one in corpus.restorations(doc_id) if one.gap.start == start]
    if not found:
        raise CorpusError(f"nothing is restored at {start} of {doc_id}; what is restored in this library: tiaowen restore")
    if view:
        raise click.UsageError(f"text restored from another page is no clause of {doc_id}; cite its source: tiaowen show {found[0].source}")
    if as_json:
        say_json({"restorations": [to_plain(one) for one in found]})
    else:
        say(Styled(corpus.cleaned(doc_id).document.title or "(untitled)", "title"), f"  {doc_id}")
        say_restorations(corpus, found)
    return DONE
