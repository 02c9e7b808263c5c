"""``tiaowen repairs``: in goes the id of a page, out comes the story of its cleaning: what was read, done, left out, and only flagged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from corpus.serial import to_plain
from corpus.store import Corpus
from search_cli.cells import shorten, shorten_front
from search_cli.changed import CONTEXT_CELLS, change_of, marks_of, quoted
from search_cli.exit_codes import DONE
from search_cli.facts import counted, flags_of
from search_cli.library import library_of
from search_cli.printing import Styled, page_columns, say, say_json
from search_cli.raw_rows import rows_of
from search_cli.repair_words import ENCODINGS, FLAGS, LEFT_OUT, RULES, Words, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import Block, Cleaned, Document, Edit, Flag
    from corpus.site_lines import SiteLine
    from search_cli.changed import Change
    from search_cli.raw_rows import Row

_MARGIN = len("stripped-chinese") + 2
"""Cells. The longest name of a rule or flag, and a gap."""

_NARROW = 60
"""Cells. Below that the margin would take a third of the line: names stand above instead."""

_REASONS = 4
_EVIDENCE = 3
_BEGINNINGS = 3
"""Different reasons, pieces of evidence, beginnings of blocks told; all stand in ``--json``. A page then fills a screen or two."""


@click.command(
    epilog="""\b
Examples:
  tiaowen repairs k7mq2
  tiaowen repairs --json k7mq2
"""
)
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print every change as JSON, with its place in the decoded text.")
@click.pass_context
def command(context: click.Context, identifier: str, *, as_json: bool) -> int:
    """Tell what was changed on a page, and why.

    How its bytes were read, what was done to the text in the order in which it was done, what was left out of it, and the faults
    that were found and not repaired, with what they mean for citing. The rule stands in the margin. A change is shown as
    [-what the page has-]{+what is read+}. The id of a clause stands for its page.
    """
    with Corpus.open(library_of(context), create=False) as corpus:
        full = corpus.resolve(identifier)
        page = full if full in corpus else corpus.clause(full).doc_id
        cleaned, site_lines = corpus.cleaned(page), corpus.site_lines(page)
    if as_json:
        say_json({**plain_repairs(cleaned), "site_lines": [line._asdict() for line in site_lines]})
    else:
        tell_story(cleaned, site_lines)
    return DONE


def plain_repairs(cleaned: Cleaned) -> dict[str, object]:
    """Return how the page was read, its edits, each with the text ``before``, and its flags, as plain data for JSON."""
    decoded = cleaned.decoded
    return {
        "doc_id": cleaned.document.doc_id,
        "encoding": decoded.encoding,
        "evidence": list(decoded.evidence),
        "edits": [{**to_plain(edit), "before": decoded.text[slice(*edit.span)]} for edit in cleaned.edits],
        "flags": [to_plain(flag) for flag in flags_of(cleaned.document)],
    }


def tell_story(cleaned: Cleaned, site_lines: Sequence[SiteLine] = ()) -> None:
    """Print how the page was read, what was done, what was left out of the text or of searching, and what was only flagged."""
    document = cleaned.document
    say(Styled(document.title or "(untitled)", "title"), Styled(f"  {document.doc_id}", "faint"))
    say()
    say(Styled("How it was read", "strong"))
    encoding = ENCODINGS.get(cleaned.decoded.encoding, cleaned.decoded.encoding)
    evidence = "; ".join(map(in_words, cleaned.decoded.evidence))
    _say_item("encoding", [f"Read as {encoding}{': ' + evidence if evidence else ''}."])
    rows = rows_of(cleaned)
    _tell_changes(cleaned, rows)
    _tell_left_out(document, site_lines)
    _tell_flags(document)
    say()
    kept = "The page is kept byte for byte, and every change can be undone. Every change with its place: tiaowen repairs --json"
    say(Styled(f"{kept} {document.doc_id}", "faint"))


def _say_item(name: str, lines: Iterable[str | Sequence[str | Styled]]) -> None:
    """Print lines with a name in the margin; above them in a narrow window."""
    narrow = page_columns() < _NARROW
    indent = 2 if narrow else _MARGIN
    if narrow:
        say(Styled(name, "faint"))
    for number, line in enumerate(lines):
        parts = [line] if isinstance(line, str) else line
        margin = f"{name if number == 0 else '':<{_MARGIN}}"
        if narrow:
            say(*parts, indent=indent, hanging=indent)
        else:
            say(Styled(margin, "faint"), *parts, hanging=indent)


def _tell_changes(cleaned: Cleaned, rows: Sequence[Row]) -> None:
    """Tell what was done: edits are numbered in the order of the pipeline, so the first edit of a rule tells when it was at work."""
    say()
    say(Styled("What was done, in this order" if cleaned.edits else "What was done: no character was changed", "strong"))
    by_rule: dict[str, list[Edit]] = {}
    for edit in cleaned.edits:
        by_rule.setdefault(edit.rule, []).append(edit)
    moved = sum(row.moved for row in rows)
    for rule, edits in by_rule.items():
        words = RULES.get(rule, Words("One change.", "{n} changes.", reasons=True))
        lines: list[str | Sequence[str | Styled]] = [words.one if len(edits) == 1 else words.many.format(n=f"{len(edits):,}")]
        if words.reasons:
            lines += _counted_lines(Counter(edit.reason for edit in edits), _REASONS)
        _say_item(rule, [*lines, *_examples(rows, rule, words.examples)])
    if moved:
        _say_item("order", [f"{counted(moved, 'passage')} stood in another place on the page than the one where the text has it."])


def _counted_lines(what: Counter[str], most: int) -> list[str]:
    """Return the most frequent of ``what``, a line each, with how often, and how many more there are."""
    lines = [f"· {text}{f' ×{number:,}' if number > 1 else ''}" for text, number in what.most_common(most)]
    return [*lines, f"· and {len(what) - most:,} more"] if len(what) > most else lines


def _examples(rows: Iterable[Row], rule: str, most: int) -> list[Sequence[str | Styled]]:
    """Return the first places of the most frequent changes of a rule, each with the words around it, and how often it was made."""
    first: dict[Change, tuple[Row, int]] = {}
    number: Counter[Change] = Counter()
    for row in sorted(rows, key=_is_left_out):
        for index, part in enumerate(row.parts):
            if part.changed and part.edits[0].rule == rule:
                change = change_of(part)
                first.setdefault(change, (row, index))
                number[change] += 1
    chosen = {change for change, _ in number.most_common(most)}
    lines: list[Sequence[str | Styled]] = [
        [*_in_context(*place), Styled(f"  ×{number[change]:,}" if number[change] > 1 else "", "faint")]
        for change, place in first.items()
        if change in chosen
    ]
    more = len(first) - len(lines)
    if lines and more:
        lines.append([Styled(f"and {more:,} different ones more; all: --json", "faint")])
    return lines


def _is_left_out(row: Row) -> bool:
    """Return whether the row is no part of the text: examples from the text come first."""
    return row.block is None or row.block.kind in LEFT_OUT


def _in_context(row: Row, index: int) -> list[str | Styled]:
    """Return a change with the clean text before and behind it."""
    if not row.block:
        return [quoted(row.raw, 2 * CONTEXT_CELLS), " left out"]
    before = after = ""
    for earlier in reversed(row.parts[:index]):
        before = earlier.clean[-CONTEXT_CELLS - 1 :] + before
        if len(before) > CONTEXT_CELLS:
            break
    for later in row.parts[index + 1 :]:
        after += later.clean[: CONTEXT_CELLS + 1]
        if len(after) > CONTEXT_CELLS:
            break
    return [shorten_front(before, CONTEXT_CELLS), *marks_of(change_of(row.parts[index])), shorten(after, CONTEXT_CELLS)]


def _tell_left_out(document: Document, site_lines: Sequence[SiteLine]) -> None:
    kinds: dict[str, list[Block]] = {}
    for block in document.blocks:
        if block.kind in LEFT_OUT:
            kinds.setdefault(block.kind, []).append(block)
    if kinds or site_lines:
        say()
        say(Styled("Kept, but no part of the text", "strong"))
    for kind, blocks in kinds.items():
        what, became = LEFT_OUT[kind]
        begins = ", ".join(quoted(block.text) for block in blocks[:_BEGINNINGS])
        more = f" and {len(blocks) - _BEGINNINGS:,} more" if len(blocks) > _BEGINNINGS else ""
        _say_item(kind, [f"{counted(len(blocks), 'block')}, {what}: {became}.", f"{begins}{more}"])
    if site_lines:
        found = f"{counted(len(site_lines), 'block')} that {site_lines[0].site} has on other texts too: shown with the text, not searched."
        _say_item("site", [found, *(_site_line(document, line) for line in site_lines)])


def _site_line(document: Document, line: SiteLine) -> str:
    return f"· {quoted(document.blocks[line.block].text)}: on {line.texts:,} of the {line.of:,} texts of the site that are in the library"


def _tell_flags(document: Document) -> None:
    by_name: dict[str, list[Flag]] = {}
    for flag in flags_of(document):
        by_name.setdefault(flag.name, []).append(flag)
    if by_name:
        say()
        say(Styled("What was found and could not be repaired", "strong"))
    places = {flag: block for block in reversed(document.blocks) for flag in block.flags}
    for name, flags in by_name.items():
        evidence = Counter(f"{flag.evidence}{_place(flag, places.get(flag))}" for flag in flags)
        what, citing = FLAGS.get(name, ("", ""))
        _say_item(name, [*filter(None, [what]), *_counted_lines(evidence, _EVIDENCE), *([f"To cite: {citing}"] if citing else [])])


def _place(flag: Flag, block: Block | None) -> str:
    """Return the words around a flag that stands within a block; nothing where it is about the whole block."""
    position = 0
    for piece in block.pieces if block else ():
        if piece.raw.end > flag.span.start:
            at = position + max(flag.span.start - piece.raw.start, 0)
            break
        position += len(piece.text)
    else:
        return ""
    if not block or block.pieces[0].raw.start >= flag.span.start:
        return ""
    before = shorten_front(block.text[max(at - CONTEXT_CELLS - 1, 0) : at], CONTEXT_CELLS)
    return f", in “{before}{shorten(block.text[at : at + CONTEXT_CELLS + 1], CONTEXT_CELLS)}”"
