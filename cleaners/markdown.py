"""Markdown: in goes a text page that a scraper wrote in Markdown, out come its marks removed and its headings and rows labelled.

``## 甲市近视防控措施``, ``**一、每天户外活动**``, ``> 云教〔2020〕77号``, ``[教育发布](https://…)``, ``| 项目 | 标准 |``. A page is
Markdown where several lines can be nothing else. A line of nothing but links is a menu, and is left to the rules on sites.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label, Replace
from cleaners.facts import label_only, read_pairs
from cleaners.pieces import held
from cleaners.site_records import is_record
from corpus.matchkey import simplify
from corpus.model import CleanSpan
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock
    from corpus.model import BlockKind

_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?=[^\s#])")
_HEADING_END = re.compile(r"[ \t]+#{1,6}$")
_BULLET = re.compile(r"[-+*][ \t]+(?=[^\s*+-]|\*\*\S|-\d)")
_QUOTE = re.compile(r">[> \t]*")
_ADDRESS = (
    r"\((?:https?:|//?|\.|#|mailto:|javascript:|www\.|\w[\w/.-]{0,60}\.\w{2,5}\b)"
    r"[^\s()]*(?:\([^\s()]*\)[^\s()]*){0,3}(?:\s+[\"'“][^\"'”]{0,120}[\"'”])?\)"
)
_LINK = re.compile(rf"(?P<open>\[)(?P<said>[^\[\]\n]{{1,200}})(?P<close>\]{_ADDRESS})")
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,200}}\]{_ADDRESS}")
_STRONG = re.compile(r"(?<!\*)(?P<open>\*\*\*?)(?=[^\s*])(?P<said>[^*\n]{0,400}?[^\s*])(?P<close>(?P=open))(?!\*)")
_UNDERLINED = re.compile(r"(?<![_A-Za-z\d])(?P<open>__)(?=[^\s_])(?P<said>[^_\n]{0,400}?[^\s_])(?P<close>__)(?![_A-Za-z\d])")
_SLANTED = re.compile(r"(?<![*A-Za-z\d\\])(?P<open>\*)(?=[^\s*])(?P<said>[^*\n]{0,200}?[^\s*])(?P<close>\*)(?![*A-Za-z\d])")
_LIT = re.compile(r"(?<!=)(?P<open>==)(?=[^\s=])(?P<said>[^=\n]{0,200}?[^\s=])(?P<close>==)(?!=)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>~-])")
_RULE_OF_TABLE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?|\|\s*:?-{2,}:?\s*\|")
_BAR = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_KEY = re.compile(r"[a-z_-]{2,20}:(?:\s|$)")
_DAY_KEY = re.compile(r"(?:date|published|created|updated|modified)\w*:")
_MARK = frozenset("#>*_[!\\|=-")
"""What Markdown has somewhere in a line; most lines have none of it."""

MIN_SIGNS = 2
"""Lines that only Markdown has: headings, links with addresses, whole lines in bold; the rule of a table is enough by itself."""

MAX_MATTER = 40
"""Lines of the keys above a text, with the rules around them."""

MAX_LINE = 20_000
"""Characters of a line that is looked at: a paragraph of Markdown is one line, the longest clause has 6,000."""

MAX_HEADING_WEIGHT = 160
"""Letters of English of a bold line that is a heading, as in ``cleaners.headings``."""


def read_markdown(draft: Draft) -> Iterator[Change]:
    """Yield the removal of every mark, labels for headings, quoted text left to be what it is, and for the rows of tables."""
    if draft.markup_kind == "html":
        return
    matter = _front_matter(draft.blocks)
    yield from matter.values()
    rows = _rows(draft.blocks)
    if not rows and not matter and sum(map(_is_sign, draft.blocks)) < MIN_SIGNS:
        return
    levels = {number: level for number, level in _levels(draft) if number not in matter}
    only = [number for number, level in levels.items() if level == 1]
    for block in draft.blocks:
        if block.number in matter:
            continue
        if block.number in levels:
            yield Label(block.number, "title" if only == [block.number] else "heading", level=levels[block.number])
        if block.number in rows:
            yield from _row(block)
        elif len(block.text) <= MAX_LINE and not _MARK.isdisjoint(block.text) and not _stands_for_itself(block.text.strip()):
            if block.number not in levels:
                yield from _label(block)
            yield from _unmarked(block)


def _stands_for_itself(text: str) -> bool:
    """Return whether a line is nothing but links or a picture: a menu's, or all that an annex has."""
    return is_record(text) or _IMAGE.fullmatch(text) is not None


def _levels(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield number and level of every line that ``#`` or the line below it makes a heading."""
    for block, following in zip(draft.blocks, [*draft.blocks[1:], None], strict=True):
        quoted = _QUOTE.match(block.text)
        mark = _HEADING.match(block.text, quoted.end() if quoted else 0)
        if mark:
            yield block.number, len(mark["marks"])
        elif following is not None and _is_underlined(draft, block, following):
            yield block.number, 1 if following.text[0] == "=" else 2


def _front_matter(blocks: Sequence[DraftBlock]) -> dict[int, Label]:
    """Return the labels, by block, of what a clipper or a generator of pages writes above the text, between two rules."""
    texts = [block.text.strip() for block in blocks[:MAX_MATTER]]
    end = next((at for at, text in enumerate(texts) if at and text == "---"), 0)
    if not texts or texts[0] != "---" or sum(_KEY.match(text) is not None for text in texts[1:end]) < MIN_SIGNS:
        return {}
    kinds: list[BlockKind] = [
        "title" if text.startswith("title:") else "metadata" if _DAY_KEY.match(text) else "boilerplate" for text in texts
    ]
    return {block.number: Label(block.number, kind) for block, kind in zip(blocks[: end + 1], kinds, strict=False)}


def _is_sign(block: DraftBlock) -> bool:
    """Return whether a line has what only Markdown has."""
    text = block.text.strip()
    if len(text) > MAX_LINE or _MARK.isdisjoint(text):
        return False
    bold = _STRONG.fullmatch(text) or _UNDERLINED.fullmatch(text)
    return bool(bold or _HEADING.match(text) or _LINK.search(text) or _IMAGE.search(text))


def _rows(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the lines of tables: the one above a rule, the rule, and those with bars below it."""
    found: set[int] = set()
    for before, block in pairwise(blocks):
        if _RULE_OF_TABLE.fullmatch(block.text.strip()) and "|" in before.text:
            found |= {before.number, block.number}
        elif before.number in found and "|" in block.text:
            found.add(block.number)
    return found


def _row(block: DraftBlock) -> Iterator[Change]:
    """Yield the label of a table's row and a tab for each bar between its cells; its rule is left out."""
    text = block.text.strip()
    if _RULE_OF_TABLE.fullmatch(text):
        yield from _replaced(block, 0, len(block.text), "", "rule of a Markdown table")
        return
    yield Label(block.number, "table-row", level=0)
    for bar in _BAR.finditer(block.text):
        at_edge = bar.start() == 0 or bar.end() == len(block.text)
        yield from _replaced(block, *bar.span(), "" if at_edge else "\t", "bar of a Markdown table")


def _label(block: DraftBlock) -> Iterator[Label]:
    """Yield the label of an item, or of a short line all of which is bold; of a numbered one the outline tells what it is."""
    quoted = _QUOTE.match(block.text)
    text = block.text[quoted.end() if quoted else 0 :].strip()
    if _BULLET.match(text):
        yield Label(block.number, "list-item")
        return
    bold = _STRONG.fullmatch(text) or _UNDERLINED.fullmatch(text)
    said = simplify(bold["said"]) if bold else ""
    is_label = said.endswith(("：", ":", "，", ",")) or read_pairs(said) or label_only(said)
    if said and weight(said) <= MAX_HEADING_WEIGHT and not (ends_sentence(said) or is_label or opening(said)):
        yield Label(block.number, "heading", level=1)


def _unmarked(block: DraftBlock) -> Iterator[Replace]:
    """Yield the removal of the marks of a line, none of them twice."""
    text = block.text
    places: set[tuple[int, int]] = set()
    begins = 0
    quoted = _QUOTE.match(text)
    if quoted:
        places.add(quoted.span())
        begins = quoted.end()
    bullet = _BULLET.match(text, begins)
    if bullet:
        places.add(bullet.span())
        begins = bullet.end()
    heading = _HEADING.match(text, begins)
    if heading:
        places.add(heading.span())
        if end := _HEADING_END.search(text):
            places.add(end.span())
    places.update(image.span() for image in _IMAGE.finditer(text))
    for form in (_LINK, _STRONG, _UNDERLINED, _SLANTED, _LIT):
        places.update(pair.span(side) for pair in form.finditer(text) for side in ("open", "close"))
    places.update(mark.span() for mark in _ESCAPE.finditer(text))
    position = 0
    for begin, stop in sorted(places, key=lambda place: (place[0], -place[1])):
        if begin >= position:
            yield from _replaced(block, begin, stop, "", "mark of Markdown")
            position = stop


def _replaced(block: DraftBlock, start: int, end: int, after: str, reason: str) -> Iterator[Replace]:
    """Yield the reading of a stretch of a block as ``after``, where it stands in one piece that no edit made."""
    for one in held(block, [CleanSpan(start, end)]):
        (span,) = one.spans
        if one.piece.edit is None and span.end - span.start == end - start:
            yield Replace(one.raw(span), after, reason)


def _is_underlined(draft: Draft, block: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a line right below a short one underlines it (====), as the other form of a heading."""
    if not _UNDERLINE.fullmatch(following.text) or ends_sentence(block.text) or weight(block.text) > MAX_HEADING_WEIGHT:
        return False
    return draft.text[block.raw.end : following.raw.start].strip(" \t") in {"\n", "\r\n"}
