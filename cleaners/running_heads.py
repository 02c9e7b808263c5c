"""Running heads: in go pages of print put end to end, out come labels for page numbers and the removal of heads that cut a text.

``— 3 —``, ``第 3 页 共 12 页`` and ``Page 3 of 12`` say that they number pages, however few there are; numbers that need their row
are read by ``cleaners.chunk_markers``. A running head stands again and again, and most times it cuts a sentence in two: the title of
a law that heads its chapters, a question's ``答：`` and a column's label never do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from cleaners.chunk_cuts import is_heading, is_set_apart, pair_evidence
from cleaners.draft import Change, Draft, Drop, Label, Replace
from cleaners.lines import LINE_KINDS, separator
from corpus.model import RawSpan
from corpus.numbering import opening
from corpus.scripts import has_han
from corpus.sentences import ends_sentence, is_name, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.draft import DraftBlock

_PAGE_NUMBER = re.compile(
    r"[-—–―─·•\[(（【]?\s?第\s?\d{1,4}\s?[页頁]\s?(?:[/／，,、]?\s{0,4}共\s?\d{1,4}\s?[页頁])?\s?[-—–―─·•\])）】]?"
    r"|[-—–\[(]?\s?page\s\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\s?[-—–\])]?"
    r"|(?P<dash>[—–―─]|-(?=\s))\s?\d{1,4}\s?(?:[—–―─]|(?<=\s)-)",
    re.IGNORECASE,
)
"""What numbers a page and nothing else: it stands alone on its line."""

MAX_PAGE_NUMBER = 30
"""Characters of a page number's line."""

_NUMBERED_HEAD = re.compile(
    r"(?P<head>\D.{3,}?)(?:\s{2,}|\s*[|｜·•]\s*)(?P<number>\d{1,4})|(?P<first>\d{1,4})(?:\s{2,}|\s*[|｜·•]\s*)(?P<after>\D.{3,})"
)
MAX_NUMBERED_HEAD = 160

_ADDRESS = re.compile(r"https?://|\bwww\.\w|仅供.{0,4}(?:预览|参考|学习)|版权所有|文库|文档网|[资資]料[库庫]")
MAX_ADDRESS = 120
"""Letters of English of a share site's line on each page."""

MIN_PAGES = 2
"""Page numbers of one page: ``第 1 页`` alone may be what a table of contents says."""

MIN_HEADS = 3
"""Times that a running head without a number beside it stands at least."""

MIN_HEAD_WEIGHT = 16
"""Letters of English, or five Han characters: no title is shorter, but labels, cells and words of a program are."""

MIN_SHARE_CUT = 0.5
"""Share of these places at which it cuts a sentence: of 30 lines a page nearly all are cut in mid-paragraph, half of them in
mid-sentence. No line that stands three times in 3,475 laws cuts one."""

MIN_CUT_LENGTH = 12
"""Characters of a line that a page's end cut; shorter ones are names and rows."""

MIN_PROSE_LENGTH = 25
"""Characters of a line with a mark inside that no name of an agency and no signature reaches."""

_SMALL_WORD = re.compile(r"\b(?:the|of|and|to|in|or|for|by|on|with|an?|is|are|has|it)\b")
"""A word that every sentence of English has, and no line of a program."""

_PROSE = re.compile("[，。；,;]")
_COLON = (":", "：")


def label_running_heads(draft: Draft) -> Iterator[Change]:
    """Yield a boilerplate label for every page number, a removal for every running head, and the join of the lines that they cut."""
    # One of the heads may have been taken for the title; a page's number alone is navigation, too.
    kinds = LINE_KINDS | {"title"}
    blocks = [block for block in draft.blocks if block.kind in kinds or (block.kind == "boilerplate" and is_page_number(block.text))]
    numbers = {at for at, block in enumerate(blocks) if is_page_number(block.text)}
    numbers = (numbers if len(numbers) >= MIN_PAGES else set()) | _numbered_heads(blocks)
    heads = _heads(blocks, numbers) | _titles_again(blocks, numbers)
    place_of = {block.number: place for place, block in enumerate(draft.blocks)}
    at = 0
    while at < len(blocks):
        if not _is_of_page(blocks, at, numbers, heads):
            at += 1
            continue
        end = at
        while end < len(blocks) and _is_of_page(blocks, end, numbers, heads):
            end += 1
        # What else stands between (a day, a table) is the text's: it is not swallowed with the head.
        alone = at > 0 and end < len(blocks) and place_of[blocks[end].number] - place_of[blocks[at - 1].number] == end - at + 1
        if alone and goes_on(blocks[at - 1].text, blocks[end].text):
            before, after = blocks[at - 1], blocks[end]
            joint = separator(before.text, after.text)
            yield Replace(
                RawSpan(before.raw.end, after.raw.start), joint, f"page ended in mid-sentence: {blocks[at].text[:40]}", joins=True
            )
        else:
            for place in range(at, end):
                block = blocks[place]
                if place in numbers or (heads[place] == place and _is_printed(block.text)):
                    yield Label(block.number, "boilerplate")
                else:
                    yield Drop(block.number, "running head of a page", blocks[heads[place]].raw)
        at = end


def _numbered_heads(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the positions of heads with the page's number at the other edge: ``Paying for value        4``, page after page."""
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for at, block in enumerate(blocks):
        found = _NUMBERED_HEAD.fullmatch(block.text.strip()) if len(block.text) <= MAX_NUMBERED_HEAD else None
        if found and not ends_sentence(head := (found["head"] or found["after"]).strip()):
            places[head][int(found["number"] or found["first"])] = at
    rows = [pages for pages in places.values() if len(pages) >= MIN_PAGES and list(pages) == sorted(pages)]
    return {at for pages in rows for at in pages.values()}


def _is_of_page(blocks: Sequence[DraftBlock], at: int, numbers: set[int], heads: Mapping[int, int]) -> bool:
    """Return whether a line is a page's number or its head; of a head that stands again the first is kept, unless it is set apart."""
    return at in numbers or (at in heads and (heads[at] != at or _is_printed(blocks[at].text)))


def _is_printed(text: str) -> bool:
    """Return whether a line beside a page's number is never the text's: two names at two edges, or the site's address."""
    return is_set_apart(text) or (weight(text) <= MAX_ADDRESS and _ADDRESS.search(text) is not None)


def is_page_number(text: str) -> bool:
    """Return whether a line numbers a page and says nothing else."""
    return len(text) <= MAX_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None


def _heads(blocks: Sequence[DraftBlock], numbers: set[int]) -> dict[int, int]:
    """Return the positions of the running heads, each with that of the first line that says the same and is kept."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        places[block.text].append(at)
    found: dict[int, int] = {}
    for text, some in places.items():
        if _is_printed(text) and any(at - 1 in numbers or at + 1 in numbers for at in some):
            found.update(dict.fromkeys(some, some[0]))
            continue
        if len(some) < MIN_PAGES or some[0] in numbers or not is_name(text) or weight(text) < MIN_HEAD_WEIGHT or opening(text) is not None:
            continue
        inner = [at for at in some if 0 < at < len(blocks) - 1]
        beside = sum(at - 1 in numbers or at + 1 in numbers for at in inner)
        cut = sum(goes_on(blocks[at - 1].text, blocks[at + 1].text) for at in inner)
        least = MIN_SHARE_CUT * (len(some) - 1)
        if (beside and beside >= max(MIN_PAGES, least)) or (len(some) >= MIN_HEADS and cut >= max(MIN_PAGES, least)):
            found.update(dict.fromkeys(some, some[0]))
    return found


def _titles_again(blocks: Sequence[DraftBlock], numbers: set[int]) -> dict[int, int]:
    """Return the positions of lines beside a page's number that say again words of the title above them, with that of the title."""
    titles = [(at, block.text) for at, block in enumerate(blocks) if block.kind == "title"]
    found: dict[int, int] = {}
    for number in numbers:
        for at in (number - 1, number + 1):
            if not 0 <= at < len(blocks) or at in numbers or weight(blocks[at].text) < MIN_HEAD_WEIGHT or not is_name(blocks[at].text):
                continue
            title = next((place for place, said in titles if place < at and blocks[at].text.strip() in said), None)
            if title is not None:
                found[at] = title
    return found


def goes_on(before: str, after: str) -> bool:
    """Return whether a page's end cut a sentence between two lines: neither ends or begins as a paragraph does."""
    if len(before) < MIN_CUT_LENGTH or ends_sentence(before) or before.endswith(_COLON) or opening(after) is not None:
        return False
    evidence = pair_evidence(before[-1], after[0])
    if evidence:
        return not is_heading(before) and (evidence > 0 or _is_prose(before))
    if after[0].islower():
        return _SMALL_WORD.search(before) is not None and _SMALL_WORD.search(after) is not None
    return _is_prose(before) and has_han(before) and not is_name(after)


def _is_prose(text: str) -> bool:
    return len(text) >= MIN_PROSE_LENGTH and _PROSE.search(text) is not None
