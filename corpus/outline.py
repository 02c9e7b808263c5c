"""The outline of a page: in go its blocks, out come its units in order: chapters, articles, items, headings, attachments, signature, date.

A path is made of the numbers as printed, from the outermost unit to the own (``5.2``, ``3.2.1``, ``A1:2``). Chapters and their like do
not enter it, and under each of them numbering begins again, save that of articles. Levels follow from what stands in what, not from
the style of a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus._marks import unmarked
from corpus._openings import Reader
from corpus._tokens import contents_lines
from corpus.endmatter import end_inside, end_lines
from corpus.model import READ_KINDS
from corpus.numbering import DIVISIONS, opening
from corpus.scripts import HAN_CLASS, count_han, has_han
from corpus.sentences import NAME_WEIGHT, ends_sentence, is_name, sentence_ends, weight
from corpus.tables import text_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Block

ATTACHMENT = "attachment-heading"

_COMMANDS = re.compile(r"\b(?:shall|must|may not)\b|应当|應當|不得|必须|必須|可以", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"下列|以下|如下|其中|包括|[，,、应應须須请請由将將]|要求|做到|议定|議定|决定"
    r"|\b(?:following|includ\w+|below|namely|follows|such|is|are|be|may|will|can|should|if|where|when|on|to|needs?|ha[sd]|have)\b",
    re.IGNORECASE,
)
"""What makes of words before a colon more than a name (The documents are: …, 会议要求做到：…)."""

_NOT_NUMBERED = frozenset({"table-row", "title", "caption"})
_BAR = re.compile(r"\s[|｜]\s")
_COLUMNS = re.compile(r"[ \u3000]{2,}")
_SET_WIDE = re.compile(rf"(?<=(?<!\S)[{HAN_CLASS}])[ \u3000]{{2,4}}(?=[{HAN_CLASS}](?!\S))")
"""Blanks inside a word that is set wide: 第一章  总  则 is no row of three cells."""

MIN_CELLS = 3
MAX_ROW = 200
"""Characters of a row whose cells are parted by blanks."""

_BULLET = re.compile(r"\s*[◆●■▲★◇◎※▌█▍]\s*(?=\S)")
MIN_HEADINGS = 3
"""Lines that look like headings between numbered paragraphs, from which on they are."""

MAX_NUMBERING = 6
"""Characters of a number that a tab follows (第十二条)."""

_LABEL_WEIGHT = 60
_LABEL_HAN = 8
"""Letters of English, and Han characters: a mere name before a colon (二、補助對象：) is short."""

_FOLLOWS_NUMBER = frozenset({"paragraph", "list-item", "table-row", "caption"})


class Unit(NamedTuple):
    """One unit of a page: what it is, its path, and where it stands.

    ``kind`` is ``part``, ``chapter``, ``section``, ``article``, ``item``, ``heading`` (without a number), ``attachment`` (a line of
    the list), ``attachment-heading``, ``closing``, ``signature``, ``date`` or ``copy``. It begins at ``start`` of block ``block``,
    its own text at ``text_start``; in this block it ends at ``end``. ``depth`` counts from 1 what it stands in, ``outermost`` is the
    kind of the first of these; ``is_heading`` tells a mere heading from a unit with text of its own.
    """

    kind: str
    path: str
    block: int
    start: int
    text_start: int
    end: int
    rank: int = 0
    depth: int = 0
    outermost: str = ""
    is_heading: bool = False

    @property
    def number(self) -> str:
        """The unit's own number as it stands in the path."""
        return self.path.rpartition(":")[2].rpartition(".")[2]


class _Line(NamedTuple):
    """A line of a text as it is read, with blanks for marks of Markdown, and as it is ``written``."""

    position: int
    text: str
    kind: str
    level: int
    written: str


def read_outline(blocks: Sequence[Block]) -> list[Unit]:
    """Return the units of ``blocks`` in reading order; each part of the page is a text of its own."""
    units: list[Unit] = []
    lines: list[_Line] = []
    part = -1
    texts = text_cells(blocks)
    for position, block in enumerate(blocks):
        if block.kind not in READ_KINDS or not block.text.strip():
            continue
        if block.part != part:
            units += _read_text(lines)
            lines = []
        part = block.part
        kind = "paragraph" if position in texts else block.kind
        lines.append(_Line(position, unmarked(block.text), kind, block.level, block.text))
    return units + _read_text(lines)


def _read_text(lines: Sequence[_Line]) -> list[Unit]:
    if not lines:
        return []
    texts = [line.text for line in lines]
    ends = end_lines([text.strip() for text in texts])
    unnumbered = frozenset(
        number for number, line in enumerate(lines) if line.kind in _NOT_NUMBERED or number in ends or _is_row(line.written)
    )
    reader = Reader(texts, unnumbered | contents_lines(texts))
    headings = _unnumbered_headings(lines) | reader.above_articles
    attachments = 0
    units: list[Unit] = []
    for number, line in enumerate(lines):
        if number in ends:
            whole = _whole(line)
            if ends[number] == ATTACHMENT:
                attachments += 1
                reader.begin_attachment(attachments)
                whole = whole._replace(path=f"A{attachments}:")
            elif ends[number] == "date":
                reader.reset(articles=True)
            units.append(whole._replace(kind=ends[number]))
            continue
        found = list(_units(reader, number, line))
        is_heading = line.kind == "heading" or (not found and number in headings)
        if (is_heading or line.kind == "title") and not found:
            reader.reset()
            found = [_whole(line)._replace(kind="heading")] if is_heading else []
        units += found
    return _with_headings(_with_ends(units, lines), lines)


def _whole(line: _Line) -> Unit:
    """Return a unit that is the whole line."""
    indent = len(line.written) - len(line.written.lstrip())
    return Unit("", "", line.position, indent, indent, len(line.text), is_heading=True)


def _unnumbered_headings(lines: Sequence[_Line]) -> frozenset[int]:
    """Return the short lines without a number that head rows: those with a bullet, and those between a finished sentence and an item.

    Where the item is not the first of its row (paragraphs numbered through the text), only if the text has several such lines: one
    alone may be the end of the item before it.
    """
    heads = {number: above for number in range(len(lines)) if (above := _heads(lines, number))}
    return frozenset(number for number, above in heads.items() if above == "first" or len(heads) >= MIN_HEADINGS)


def _heads(lines: Sequence[_Line], number: int) -> Literal["", "first", "other"]:
    """Return whether a line may head the first item of a row, or, without a bullet, another item."""
    text = lines[number].text.strip()
    if lines[number].kind != "paragraph" or not is_name(text) or text.endswith((",", "，", "、")):
        return ""
    if _BULLET.match(text):
        return "first"
    if not number or number + 1 == len(lines) or weight(text) > _LABEL_WEIGHT or _is_row(text) or opening(text):
        return ""
    before = lines[number - 1].text.rstrip()
    if not ends_sentence(before) and not before.endswith((":", "：")):
        return ""
    following = opening(lines[number + 1].text.strip())
    if following is None or following.kind != "item":
        return ""
    return "first" if following.number == 1 else "other"


def _is_row(text: str) -> bool:
    """Return whether a line of plain text is a row of a table: cells parted by tabs or bars, not a number and its text."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()] if "\t" in text else []
    if (
        len(cells) >= MIN_CELLS
        or text.count("\t") >= MIN_CELLS - 1
        or (len(cells) > 1 and len(cells[0]) > MAX_NUMBERING)
        or _BAR.search(text)
    ):
        return True
    return len(text) <= MAX_ROW and len(_COLUMNS.split(_SET_WIDE.sub("", text.strip()))) >= MIN_CELLS and not ends_sentence(text)


def _units(reader: Reader, number: int, line: _Line) -> Iterator[Unit]:
    opened = list(reader.openings(number))
    starts = [_with_marks(line, unit.token.numbering.start) for unit in opened]
    for unit, start, stop in zip(opened, starts, [*starts, len(line.text)][1:], strict=True):
        numbering = unit.token.numbering
        depth = 0 if numbering.kind in DIVISIONS else len(unit.frames)
        path = unit.path if numbering.kind == "item" else unit.prefix + numbering.label
        yield Unit(numbering.kind, path, line.position, start, numbering.end, stop, numbering.rank, depth, unit.frames[0].kind)


def _with_marks(line: _Line, start: int) -> int:
    """Return where the marks before a number begin, for they go with it."""
    if not line.text[:start].strip():
        return len(line.written) - len(line.written.lstrip())
    while line.written[start - 1] != line.text[start - 1]:
        start -= 1
    return start


def _with_ends(units: list[Unit], lines: Sequence[_Line]) -> list[Unit]:
    """Add what ends the text inside its last line: attachments, signature, date."""
    last = lines[-1]
    ends = end_inside(last.text, lines[0].text.strip()) if not units or units[-1].kind not in {"date", "copy"} else []
    if not ends:
        return units
    # 附件：1.清单 2.标准: what follows is no row of the text.
    kept = [unit for unit in units if unit.block != last.position or (unit.start < ends[0][0] and unit.kind != "signature")]
    if kept and kept[-1].block == last.position:
        kept[-1] = kept[-1]._replace(end=ends[0][0])
    stops = [*(start for start, _ in ends[1:]), len(last.text)]
    return kept + [
        Unit(kind, "", last.position, start, start, stop, is_heading=True) for (start, kind), stop in zip(ends, stops, strict=True)
    ]


def _with_headings(units: Sequence[Unit], lines: Sequence[_Line]) -> list[Unit]:
    """Return the units, those that only head what follows marked as headings."""
    place = {line.position: number for number, line in enumerate(lines)}
    marked: list[Unit] = []
    following: Unit | None = None
    for unit in reversed(units):
        if unit.kind in DIVISIONS or unit.kind in {"article", "item"}:
            line = lines[place[unit.block]]
            after = lines[place[unit.block] + 1] if unit.end == len(line.text) and place[unit.block] + 1 < len(lines) else None
            if following and after and following.block == after.position and _is_twin(unit, line.text, following, after.text):
                # Printed twice, or in two languages: it heads what follows the second one.
                is_heading = following.is_heading
            else:
                is_heading = _is_heading(unit, line, following, after)
            following = unit._replace(is_heading=True) if is_heading else unit
        else:
            following = unit
        marked.append(following)
    return marked[::-1]


def _is_twin(unit: Unit, text: str, following: Unit, next_text: str) -> bool:
    """Return whether the next line is the same unit once more, word for word or in the other language."""
    if (unit.kind, unit.path) != (following.kind, following.path):
        return False
    return text.strip() == next_text.strip() or has_han(text) != has_han(next_text)


def _is_heading(unit: Unit, line: _Line, following: Unit | None, after: _Line | None) -> bool:
    """Return whether a numbered unit is a mere heading: a name, and what it heads comes next; else it is a clause itself."""
    rest = line.text[unit.text_start : unit.end].strip()
    if line.text.startswith("§"):
        rest = rest.removesuffix(".")  # § 12.3 Permit required.
    alone = line.kind == "heading" and unit.end == len(line.text)
    may_head = alone or _reads_as_heading(rest)
    if unit.kind in DIVISIONS:
        return may_head
    if not may_head or unit.outermost == "article":
        return False
    comes_next = following is not None and following.start == unit.end and following.block == unit.block
    if following and after and following.block == after.position:
        comes_next = not after.text[: following.start].strip()
    if comes_next and following:
        if following.kind == "heading":
            return alone and after is not None and after.level > line.level
        return following.kind in {"item", "article"} and following.depth > unit.depth
    if after is None or not any(map(str.isalnum, after.text)):
        return False
    return after.kind in _FOLLOWS_NUMBER and (
        after.kind != "paragraph" or weight(after.text) > weight(rest) or after.text.rstrip().endswith((":", "："))
    )


def is_command(text: str) -> bool:
    """Return whether ``text`` commands something (shall, 应当), as no heading does."""
    return _COMMANDS.search(text) is not None


def _reads_as_heading(text: str) -> bool:
    """Return whether text behind a number is short, no sentence, commands nothing and does not announce what follows."""
    if weight(text) > NAME_WEIGHT or is_command(text) or next(sentence_ends(text), None) is not None:
        return False
    if text.endswith(("—", "――", "–")):
        return False
    if text.endswith((":", "：")):
        return weight(text) <= _LABEL_WEIGHT and count_han(text) <= _LABEL_HAN and not text[0].islower() and not _ANNOUNCES.search(text)
    return not (ends_sentence(text) or text.endswith((",", "，", "、")))
