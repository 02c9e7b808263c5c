"""A clause on the screen: in goes a clause, out come its text and neighbours, its place in the raw page, how it is cited."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus._policy_rows import part_of
from corpus.references import cite, pin_of, reference_to
from corpus.serial import to_plain
from corpus.works import Manifestation
from search_cli.facts import counted
from search_cli.printing import Styled, say, say_json, say_text
from search_cli.show_page import say_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Clause, Cleaned, RawSpan
    from corpus.policies import Policies
    from corpus.references import Style
    from corpus.store import Corpus

_LINE_END = re.compile(r"\r\n?|\n")
"""As every editor counts them, old Mac files too."""


def say_clause(corpus: Corpus, clause: Clause, *, context: bool) -> None:
    """Print a clause, with ``context`` between the clauses before and after it."""
    before, position, after = _neighbours(corpus, clause)
    card = clause.card
    say(Styled(card.title or "(untitled)", "title"))
    for depth, heading in enumerate(clause.heading_path):
        say(" | ".join(heading.split("\t")), indent=2 * depth)
    for other in (before, clause, after):
        if other and (context or other is clause):
            say()
            for line in other.text.split("\n"):
                say(line if other is clause else Styled(line, "faint"), indent=2)
    say()
    total = len(corpus.clauses(clause.doc_id))
    pin = pin_of(clause)
    numbered = f", {pin}{f' ({clause.path})' if pin != clause.path else ''}" if clause.path else ""
    facts = {
        "clause": f"{clause.id}  ({position + 1} of {total}{numbered})",
        "source": card.source,
        "published": card.published or "undated",
        "publisher": card.publisher,
        "issuers": "; ".join(card.issuers),
        "numbers": "; ".join(card.doc_numbers),
        "language": clause.lang,
        "flags": ", ".join(card.flags),
        "previous": before.id if before else "",
        "next": after.id if after else "",
    }
    say_facts((name, value) for name, value in facts.items() if value)


def plain_clause(corpus: Corpus, clause: Clause) -> dict[str, Any]:
    """Return a clause with the ids of its neighbours as plain data for JSON; a date that is not known is null."""
    before, _, after = _neighbours(corpus, clause)
    card = {**to_plain(clause.card), "published": clause.card.published or None}
    return {**to_plain(clause), "card": card, "previous": before.id if before else None, "next": after.id if after else None}


def _neighbours(corpus: Corpus, clause: Clause) -> tuple[Clause | None, int, Clause | None]:
    clauses = corpus.clauses(clause.doc_id)
    position = [other.id for other in clauses].index(clause.id)
    before = clauses[position - 1] if position else None
    return before, position, clauses[position + 1] if position + 1 < len(clauses) else None


def say_citation(corpus: Corpus, policies: Policies, clause: Clause, path: str, style: Style) -> None:
    """Print the line with which the clause is cited, or the place at ``path`` under which it is the first."""
    place = Manifestation(clause.doc_id, part_of(policies.cleaned(clause.doc_id).document, clause))
    inside = policies.clauses_of(place)
    deeper = len(re.findall("[.:]", clause.path.removeprefix(path))) if path else 0
    if deeper:
        clause, inside = replace(clause, path=path, heading_path=clause.heading_path[:-deeper]), []
    say_text(cite(reference_to(clause, policies.identity(place), corpus.page(clause.doc_id).fetched, inside), style))


def show_raw(policies: Policies, clauses: Sequence[Clause], *, as_json: bool) -> None:
    """Print the places of clauses in the page as it came: where each is, and the characters that stand there, markup and all."""
    places = [_raw_place(policies.cleaned(clause.doc_id), clause) for clause in clauses]
    if as_json:
        say_json(places[0] if len(places) == 1 else {"clauses": places})
        return
    for number, (clause, place) in enumerate(zip(clauses, places, strict=True)):
        if number:
            say()
        _say_raw(clause, place)


def _say_raw(clause: Clause, place: dict[str, Any]) -> None:
    first, last, edits = place["first_line"], place["last_line"], place["edits"]
    start, end = place["spans"][0][0], max(end for _, end in place["spans"])
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    say(Styled(f"{clause.id}  {clause.card.source}", "faint"))
    changed = f"; {counted(len(edits), 'change')} made there: tiaowen repairs {clause.doc_id}" if edits else "; nothing was changed there"
    say(Styled(f"{lines}, characters {start:,} to {end:,} of the page read as {place['encoding']}{changed}", "faint"))
    say_text(place["raw"])


def _raw_place(cleaned: Cleaned, clause: Clause) -> dict[str, Any]:
    """Return where the clause stands in the decoded text of its page, by characters and lines, and the text from there to its end."""
    spans = raw_spans(cleaned, clause)
    text, start, end = cleaned.decoded.text, spans[0].start, max(span.end for span in spans)
    return {
        "clause_id": clause.id,
        "source": clause.card.source,
        "encoding": cleaned.decoded.encoding,
        "spans": [list(span) for span in spans],
        "first_line": len(_LINE_END.findall(text, 0, start)) + 1,
        "last_line": len(_LINE_END.findall(text, 0, end)) + 1,
        "edits": [edit.number for edit in cleaned.edits if start <= edit.span.start < end],
        "raw": text[start:end],
    }


def raw_spans(cleaned: Cleaned, clause: Clause) -> Sequence[RawSpan]:
    """Return where the clause stands in the decoded text of its page, in order."""
    blocks = cleaned.document.blocks
    return sorted(span for place in clause.where for span in blocks[place.block].to_raw(place.span))
