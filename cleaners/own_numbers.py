"""Own numbers: in go the blocks of one text with its title, out come the document numbers that the text bears itself.

They stand on the lines round the title, behind their label or in the note below it; numbers further down are cited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.facts import label_only, read_pairs
from cleaners.number_lines import is_issue_note, is_number_line, is_own_file, read_announcement, read_number, read_unbracketed, split_number
from corpus.citing.numbers import locate_numbers
from corpus.dates import find_dates
from corpus.editions import fold_title
from corpus.matchkey import simplify
from corpus.model import READ_KINDS, DocNumber
from corpus.scripts import HAN_CLASS
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock
    from corpus.doc_numbers import FoundNumber

HEAD_BLOCKS = 4
"""Blocks at the head of a policy, its title the first, in which its own number stands, and as many above it; numbers further down are
cited. Lines of metadata between them do not count."""

MAX_HEAD = 12
"""Blocks from the title on that the head has at most, lines of metadata counted."""

MAX_HEAD_LINE = 600
"""Characters of a line that holds a number of the text itself; the note of a law amended ten times has some 500."""

MAX_BESIDE_NUMBER = 12
"""Characters beside a policy's own number on its line: brackets, a date; a sentence that cites one has more."""

_OPENS_NUMBER = re.compile(r"(?:令|公告|[〔\[（(【]\s?\d{4}\s?[〕\])）】])\s*$|^(?:order|decree)\b", re.IGNORECASE)
_CUT_NUMBER = re.compile(r"第?\s?(?:\d{1,5}|[〇零一二三四五六七八九十百]{1,6})\s?[号號]|no\.? ?\d{1,4}", re.IGNORECASE)
"""What a line end has cut from its year, or an order's number from the words above it."""

_PUBLISHED = re.compile(r"\s*(?:公布|发布|颁布)")
"""What a note says behind the number of the order that made a text public: （2021年12月28日财政部令第45号公布）."""

_NOTED = re.compile(r"\s?[,，;；\s]\s?.{0,40}(?:adopted|issued|promulgated|通过|印发|公布|发布|批准)", re.IGNORECASE)
"""What stands behind the number that opens a note below the title: (甲府规〔2022〕1号, adopted at the 158th meeting …)."""

_MADE = re.compile(r"[函令公告书書]{0,2}\s?(?:订定|制定|修[正订]|[发公]布|订颁|颁布|核定|备查|实施)")
"""What notes of Taiwan say behind it: 中華民國110年3月9日府農漁字第1100041883號函訂定."""

_ISSUER = re.compile(rf"[{HAN_CLASS}]{{0,16}}")
"""Who made it stands between the day and the number, if anything does."""

_PUBLISHED_BY = re.compile(r"\W*(?:promulgated|issued|published|released)\b.{0,40}\b(?:by|as|under|in) (?:the )?$", re.IGNORECASE)
"""The same in English, before the number: (Promulgated by Decree No. 764 of the State Council on …)."""


def _head(blocks: Sequence[DraftBlock]) -> list[str]:
    """Return the lines round the title of a part, the second half of a number (第45号 below 财政部令) put to its first."""
    lines: list[str] = []
    told = [block for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    title = next((at for at, block in enumerate(told) if block.kind == "title"), 0)
    read = 0
    for block in told[max(title - HEAD_BLOCKS, 0) : title + MAX_HEAD]:
        read += block.kind in READ_KINDS and bool(read or block.kind == "title" or not title)
        if read > HEAD_BLOCKS:
            break
        line = block.text.strip()
        if lines and _CUT_NUMBER.fullmatch(line.strip("（()）")) and _OPENS_NUMBER.search(lines[-1]):
            lines[-1] += f"{' ' if line.isascii() else ''}{line.strip('（()）')}"
        else:
            lines.append(line)
    return lines


def is_numbered(blocks: Sequence[DraftBlock]) -> bool:
    """Return whether a document number stands alone on a line at the head of a part, or behind its label: only official texts have one."""
    announced = False  # the value of a label in a cell of its own (Doc. No.) is the next cell
    for block in blocks:
        said = read_pairs(block.text) if block.kind == "metadata" else []
        values = [pair.value for pair in said if pair.name == "number"]
        if any(number.normalised or is_own_file(block.text) for value in values for number in read_number(value)):
            return True
        if announced and locate_numbers(block.text, fold_title(block.text)):
            return True
        announced = block.kind == "metadata" and label_only(simplify(block.text)) == "number"
    if any(split_number(block.text.strip())[0] for block in blocks if block.kind == "title"):
        return True
    return any(is_number_line(line) or read_announcement(line) for line in _head(blocks))


def own_numbers(blocks: Sequence[DraftBlock], title: str) -> list[DocNumber]:
    """Return the numbers that a policy's title and the lines below it give it; one may be glued to the title."""
    own: list[DocNumber] = []
    for line in (_without_dates(line) for line in _head(blocks) if len(line) <= MAX_HEAD_LINE):
        told = [number for pair in read_pairs(line) if pair.name == "number" for number in read_number(pair.value)]
        standard, name = split_number(line)
        if standard and name == title:
            told.append(DocNumber(standard, None))
        announced = read_announcement(line) or read_unbracketed(line)
        if told or (announced and line.strip() != title):
            own += told or ([announced] if announced else [])
            continue
        places = locate_numbers(line, fold_title(line))
        found = [one.number for one in places]
        rest = len(line) - sum(len(number.written) for number in found)
        beside = "".join(line.split(found[0].written)) if found else ""
        alone = (rest <= MAX_BESIDE_NUMBER and not ends_sentence(line)) or is_issue_note(line)
        if found and (alone or line == title or beside.strip("（）() ") == title or read_pairs(line)):
            own += found
        elif not own:
            own += [one.number for one in places if (line[0] in "（(" and _publishes(line, one)) or _makes(line, one)][:1]
    return own


def _publishes(line: str, found: FoundNumber) -> bool:
    if found.start == 1 and _NOTED.match(line, found.end):
        return True
    return bool(_PUBLISHED.match(line, found.end) or _PUBLISHED_BY.match(line[: found.start]))


def _makes(line: str, found: FoundNumber) -> bool:
    """Return whether a note of a text's making opens with its day and the number of the letter or order by which it was made."""
    before = line[: found.start].strip(" （(")
    return _ISSUER.fullmatch(before) is not None and _MADE.match(simplify(line), found.end) is not None


def _without_dates(line: str) -> str:
    """Return a line with its dates blanked: （2021年12月28日财政部令第45号公布）, of which 日 is no part of the name."""
    for start, end, _ in find_dates(line):
        line = f"{line[:start]}{' ' * (end - start)}{line[end:]}"
    return line
