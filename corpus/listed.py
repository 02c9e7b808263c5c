"""Lists of texts: in go the clauses of a text, out comes what it says of the standing of the texts that it lists under a heading.

Examples: 一、废止下列规范性文件 above 1.《甲办法》（卫医发〔2006〕3号）; a table or an attachment below 失效的规范性文件目录. What proposes
(拟废止的文件目录), tells two standings at once (废止和失效的文件目录) or speaks of parts (部分条款废止的文件目录) says nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.citing.words import kind_of
from corpus.doc_numbers import locate_doc_numbers
from corpus.editions import fold_title, read_version
from corpus.model import CleanSpan
from corpus.numbering import opening
from corpus.status import PART, STANDINGS, TITLE, VERB_ZH, Statement, blank_titles, is_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Clause
    from corpus.numbering import Opening
    from corpus.status import Standing

MAX_ITEM = 300
"""Characters of an item or a cell that is read as a title: the longest of State Council documents has 84, number and date follow."""

MAX_ANNOUNCEMENT = 400
"""Characters at the end of a clause in which it announces a list: a sentence with its reason (为了…，根据…，决定废止下列文件)."""

MIN_TITLE = 4
"""Characters of a title without marks; 通知 alone names no text."""

_VERB = r"(?:废止|失去效力|失效|作废|停止执行|停止施行|不再执行|暂停执行|继续有效|继续执行|继续施行|现行有效)"
_VERBS = rf"(?P<verbs>{_VERB}(?:[的、和及与或,]+[^,、。;《]{{0,4}}?{_VERB})*)"
_LIST = r"(?:目录|清单|名单|一览表|汇总表)"
_TEXTS = r"(?:文件|规章|法规|规定|条例|办法|政策|解释)"
_ANNOUNCES = (
    re.compile(rf"{_VERBS}(?:下列|以下)[^。;《]{{0,40}}\Z"),
    re.compile(rf"(?:下列|以下)[^。;《]{{0,80}}?{_VERBS}\Z"),
    re.compile(rf"{_VERBS}的?[^,。;《]{{0,30}}?{_LIST}(?:[^,。;《]{{0,6}}如下)?\Z"),
    re.compile(rf"(?<![^。;\n])[^。;\n]{{0,12}}?{_VERBS}的[^,。;《]{{0,20}}?{_TEXTS}\Z"),
)
"""废止下列文件, 下列文件予以废止, 废止的文件目录 (公布如下), 一、废止的文件."""

_NO_WHOLE = re.compile(r"部分(?!的?(?:规范性)?文件)|条款|修[改订正]|征求意见|草案|序号|附件|第.{1,8}[条款项]")
"""What makes a heading, or what stands behind an item, speak of parts, of other things too, or of what is only planned."""

_HIGH_NUMBER = re.compile(r"\s*\d{3,4}\s*[.．、]\s*")
"""The number of an item beyond 99, which stands in the clause of the 99th: no other text numbers so far."""

_BRACKETS_LAST = re.compile(r"\s*\([^()]*\)\s*\Z")
_PUNCTUATION_LAST = re.compile(r"[\s:;。,、]+\Z")
_LONGER = re.compile(r"关于|印发|转发|修[改订正]|废止")
"""What makes a title in marks a part of a longer one: 关于修改《甲办法》的决定."""


class Announcement(NamedTuple):
    """Words that announce a list, and the standing of all that is in it, None where they do not tell it."""

    words: str
    standing: Standing | None


class _Item(NamedTuple):
    """A text that an item names: its title, its number ("" where there is none), and where that stands in the clause."""

    title: str
    number: str
    span: CleanSpan


def find_listed(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Statement]]:
    """Yield what the clauses of one part of a page, in order, say of the texts that they list, each with its clause.

    The innermost heading decides, or, below it, a paragraph that announces the list, up to the first clause that is no item.
    """
    announcing: Clause | None = None
    first: Clause | None = None
    for clause in clauses:
        if announced(clause.text):
            announcing, first = clause, None
            continue
        items = list(_items(clause))
        if announcing and not (_goes_on(clause, announcing, first) and (items or clause.kind == "table-row" or "《" in clause.text)):
            announcing = None
        first = first or (clause if items else None)
        told = _announcement(clause, announcing)
        if told and told.standing:
            for item in items:
                yield clause, Statement(told.standing, item.title, item.number, item.span, told.words)
        if clause.kind != "table-row" and not all(map(_HIGH_NUMBER.match, clause.text.split("\n")[1:])):
            announcing = None  # below the item the text goes on


def _goes_on(clause: Clause, announcing: Clause, first: Clause | None) -> bool:
    """Return whether a clause stands under the headings, and in the attachment, of the one that announces a list.

    The list may be in groups (一、价格类); where its first item stands in none, a heading ends it.
    """
    outer = announcing.heading_path
    if first and len(clause.heading_path) > len(first.heading_path):
        return False
    return clause.heading_path[: len(outer)] == outer and _attachment(clause) == _attachment(announcing)


def _attachment(clause: Clause) -> str:
    """Return the number of the attachment in a clause's path, A2 of A2:1.1, or an empty string."""
    return re.split(r"[:.]", clause.path)[0] if clause.path.startswith("A") else ""


def _announcement(clause: Clause, announcing: Clause | None) -> Announcement | None:
    """Return what announces a clause as an item: its innermost heading that announces any, a clause under that, or the text's title."""
    label = next((label for label in reversed(clause.heading_path) if announced(label)), "")
    if announcing and (not label or label in announcing.heading_path):
        return announced(announcing.text)
    return announced(label or clause.card.title)


@lru_cache(maxsize=1024)
def announced(text: str) -> Announcement | None:
    """Return what the end of a heading or a clause announces of a list that follows, or None where it announces none."""
    text = text[-MAX_ANNOUNCEMENT:]
    plain = blank_titles(fold_title(text))
    end = _bare_end(plain, CleanSpan(0, len(plain)), with_version=False)
    start = max(plain.rfind(mark, 0, end) for mark in "。;\n") + 1
    found = next(filter(None, (form.search(plain, start, end) for form in _ANNOUNCES)), None)
    if not found or "关于" in plain[start : found.start("verbs")]:
        return None  # 关于公布废止的规章目录 is a title
    standings = {STANDINGS[word] for word in re.findall(_VERB, found["verbs"])}
    numbered = opening(plain)
    behind_number = max(start, numbered.end if numbered else 0)  # 第四十条　下列规定同时废止 speaks of no article
    is_told = len(standings) == 1 and is_said(plain, found.start("verbs")) and not _NO_WHOLE.search(plain, behind_number)
    return Announcement(text[start:end].strip(), standings.pop() if is_told else None)


def _bare_end(plain: str, stretch: CleanSpan, *, with_version: bool) -> int:
    """Return where a stretch ends without the punctuation and brackets behind it (失效的文件目录（23件）), but perhaps a version (试行)."""
    start, end = stretch
    while found := _PUNCTUATION_LAST.search(plain, start, end) or _BRACKETS_LAST.search(plain, start, end):
        if with_version and read_version(found[0].strip(" ()")):
            break
        end = found.start()
    return end


def _items(clause: Clause) -> Iterator[_Item]:
    """Yield the texts that the lines of a clause, or one cell of its row, name without saying more of them."""
    plain = blank_titles(fold_title(clause.text))
    is_row = clause.kind == "table-row"
    start = 0
    for place, cell in enumerate(plain.split("\t" if is_row else "\n")):
        numbered = _HIGH_NUMBER.match(cell) or (opening(cell) if is_row or not place else None)
        stretch = CleanSpan(start + (_end_of(numbered) if numbered else 0), start + len(cell))
        start += len(cell) + 1
        # 修改的文件目录, a line without a number or marks, is the name of another list.
        is_item = numbered or is_row or (not place and (clause.kind != "paragraph" or "《" in cell))
        if not is_item or len(cell) > MAX_ITEM or VERB_ZH.search(cell):
            continue
        found = list(_named(clause.text, plain, stretch))
        yield from found
        if found and is_row:
            return


def _end_of(numbered: Opening | re.Match[str]) -> int:
    """Return where the text behind a number begins."""
    return numbered.end() if isinstance(numbered, re.Match) else numbered.end


def _named(text: str, plain: str, cell: CleanSpan) -> Iterator[_Item]:
    """Yield the texts that a cell consists of: titles in marks, a title without them, or a number; with the number of each."""
    ahead = next(locate_doc_numbers(text[slice(*cell)]), None)
    begins = cell.start + ahead.end if ahead and not plain[cell.start : cell.start + ahead.start].strip() else cell.start
    end = _bare_end(plain, CleanSpan(begins, cell.end), with_version=True)
    begins += len(plain[begins:end]) - len(plain[begins:end].lstrip())
    marked = list(TITLE.finditer(plain, begins, end))
    is_longer = not marked or _LONGER.search(plain, begins, marked[0].start()) is not None
    if _NO_WHOLE.search(plain, end, cell.end) or (not is_longer and PART.match(plain, marked[-1].end())):
        return
    behind = text[marked[-1].end() : end].strip() if marked else ""
    line = text[:begins].rpartition("\n")[2], text[cell.end :].partition("\n")[0]
    elsewhere = "" if marked[1:] else "\t".join(line)
    if not is_longer and (not behind or read_version(behind.strip("()（）"))):
        for title, after in zip(marked, [*(one.start() for one in marked[1:]), cell.end], strict=True):
            last = title.end() + len(behind) if title is marked[-1] else title.end()
            name = text[title.start() + 1 : title.end() - 1] + text[title.end() : last]
            yield _item(text, name, CleanSpan(title.start(), last), text[last:after], elsewhere)
    elif end - begins >= MIN_TITLE and kind_of(text[begins:end]):
        yield _item(text, text[begins:end], CleanSpan(begins, end), text[end : cell.end], elsewhere)
    elif ahead and begins >= end and "\t" not in text:
        written = ahead.number.normalised or ahead.number.written
        yield _Item("", written, CleanSpan(cell.start + ahead.start, cell.start + ahead.end))


def _item(text: str, title: str, name: CleanSpan, behind: str, elsewhere: str) -> _Item:
    """Return the item of a title at ``name`` with the first number in what stands behind it, else ``elsewhere``."""
    number = next(locate_doc_numbers(behind), None)
    told = number or next(locate_doc_numbers(elsewhere), None)
    written = (told.number.normalised or told.number.written) if told else ""
    last = name.end + number.end if number else name.end
    return _Item(title, written, CleanSpan(name.start, last + (number is not None and text[last : last + 1] in {")", "）"})))
