"""``tiaowen clean --explain``: in goes a cleaned page, out come its raw text and what became of it, block by block, side by side."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from search_cli.cells import shorten
from search_cli.changed import changes_in, marked_clean, marked_raw, marks_of, times
from search_cli.facts import counted, facts_of
from search_cli.printing import RULE, Styled, page_columns, say, say_columns
from search_cli.raw_rows import rows_of
from search_cli.terminal import visible_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.model import Cleaned, Document
    from search_cli.raw_rows import Row

_MARGIN = len("boilerplate") + 1
"""Cells. The longest name of a kind."""

_NARROWEST_PAIR = 76
"""Cells. Below that a column would have fewer than 30, 5 English words or 15 Chinese characters: stacked instead."""

_STACKED = len("clean") + 2

_BEGINNINGS = 4
"""Blocks of a run left out whose beginnings are shown: enough to see what it is."""

_NOTES = 6
"""Different changes told below one block; all of them are marked in the text and stand in ``--json``."""

_LEFT_OUT = {
    "boilerplate": "page furniture, left out of the text",
    "gap": "what is left of lost text; nothing to read",
    "metadata": "read for dates, source, numbers; not part of the text",
    "taken out": "",
}
"""What became of blocks that are no part of the clean text; of those taken out their edits say why."""


def say_explained(cleaned: Cleaned) -> None:
    """Print the page: what is known of it, how much was changed, then each block with its raw text, changes, reasons and flags."""
    rows = rows_of(cleaned)
    _say_head(cleaned, rows)
    if any(row.edits for row in rows):
        say(
            Styled(f"{'marks':<{_MARGIN}}", "faint"),
            Styled("[-on the raw page-]", "removed"),
            " ",
            Styled("{+in the clean text+}", "added"),
        )
    width = page_columns()
    show = _side_by_side(width) if width >= _NARROWEST_PAIR else _stacked(width)
    part = 0
    for kind, group in groupby(rows, key=_kind):
        run = list(group)
        if run[0].block and run[0].block.part != part:
            part = run[0].block.part
            say()
            say(Styled(_part_line(cleaned.document, part), "faint"))
        for together in [run] if kind in _LEFT_OUT else [[row] for row in run]:
            say()
            show(kind, together)
            _say_notes(together, width)


def _kind(row: Row) -> str:
    return row.block.kind if row.block else "taken out"


def _part_line(document: Document, number: int) -> str:
    part = document.parts[number]
    return f"── part {number + 1} of {len(document.parts)}: {part.kind}{', ' + part.title if part.title else ''} ──"


def _say_head(cleaned: Cleaned, rows: Sequence[Row]) -> None:
    document, decoded = cleaned.document, cleaned.decoded
    say(Styled(document.title or "(untitled)", "title"))
    kinds = Counter(map(_kind, rows))
    rules = Counter(edit.rule for edit in cleaned.edits)
    markup = sum(span.end - span.start for span in cleaned.markup)
    facts = [
        *facts_of(document, ()),
        ("read as", f"{decoded.encoding}: {'; '.join(decoded.evidence)}" if decoded.evidence else decoded.encoding),
        ("blocks", ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())),
        ("changes", ", ".join(f"{number:,} {rule}" for rule, number in rules.most_common()) or "none"),
        ("markup", f"{markup:,} of {len(decoded.text):,} characters, not shown"),
    ]
    for name, value in facts:
        say(Styled(f"{name:<{_MARGIN}}", "faint"), value, hanging=_MARGIN)


def _side_by_side(width: int) -> Callable[[str, Sequence[Row]], None]:
    """Print the heads of the columns; return what prints rows in them: the kind, the raw text, the clean text."""
    column = (width - _MARGIN - len(RULE)) // 2
    say()
    say_columns("", _MARGIN, [(column, ["raw page, markup left out"]), (column, ["clean text"])])

    def show(kind: str, rows: Sequence[Row]) -> None:
        raw, clean = _sides(kind, rows, column)
        say_columns(Styled(kind, "faint"), _MARGIN, [(column, raw), (column, clean)])

    return show


def _stacked(width: int) -> Callable[[str, Sequence[Row]], None]:
    """Return what prints rows for a narrow window: the kind, the raw text, below it the clean text; once where they are the same."""
    column = width - _STACKED

    def show(kind: str, rows: Sequence[Row]) -> None:
        raw, clean = _sides(kind, rows, column)
        say(Styled(kind, "faint"))
        if raw == clean:
            say_columns(Styled("same", "faint"), _STACKED, [(column, raw)])
            return
        say_columns(Styled("raw", "faint"), _STACKED, [(column, raw)])
        say_columns(Styled("clean", "faint"), _STACKED, [(column, clean)])

    return show


def _sides(kind: str, rows: Sequence[Row], column: int) -> tuple[list[str | Styled], list[str | Styled]]:
    """Return the raw and the clean side of a block, or of a run of blocks that are left out: their beginnings, and what became of them."""
    if kind not in _LEFT_OUT:
        return [side for part in rows[0].parts for side in marked_raw(part)], [
            side for part in rows[0].parts for side in marked_clean(part)
        ]
    shown = rows if kind == "metadata" else rows[:_BEGINNINGS]
    lines = [shorten(visible_text(row.raw[: column + 1]), column) for row in shown]
    if len(rows) > len(shown):
        lines.append(f"… and {len(rows) - len(shown):,} more")
    return ["\n".join(lines)], [Styled(f"{counted(len(rows), 'block')}: {_LEFT_OUT[kind] or _taken_out(rows)}", "faint")]


def _taken_out(rows: Iterable[Row]) -> str:
    return "taken out, " + "; ".join(dict.fromkeys(edit.reason for row in rows for edit in row.edits))


def _say_notes(rows: Sequence[Row], width: int) -> None:
    """Print below a block what was changed in it, by which rule and why, and what was only flagged there."""
    indent = _MARGIN if width >= _NARROWEST_PAIR else _STACKED
    changes = changes_in(row for row in rows if row.block and row.block.kind != "boilerplate")
    notes: list[list[str | Styled]] = [
        [Styled(change.rule, "strong"), ": ", *marks_of(change), f"{times(number)}  {change.reason}"]
        for change, number in changes.most_common(_NOTES)
    ]
    if len(changes) > _NOTES:
        notes.append([Styled(f"and {len(changes) - _NOTES} different changes more; all: --json", "faint")])
    if any(row.moved for row in rows):
        notes.append([Styled("moved", "strong"), ": on the raw page it stands elsewhere"])
    flags = dict.fromkeys(flag for row in rows if row.block for flag in row.block.flags)
    notes += ([Styled(f"flagged {flag.name}", "strong"), f": {flag.evidence}"] for flag in flags)
    for note in notes:
        say_columns("", indent, [(width - indent, note)])
