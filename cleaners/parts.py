"""Parts: a page may hold a news story and the whole policy it reports; each becomes a part with its own title.

A policy begins at a line that names itself one (Opinions of … on …, 关于…的意见, …办法) and is borne out by what follows: a document
number, a salutation, or numbered clauses. It ends where the page ends or where news takes the word again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.dates import is_bare_date
from corpus.doc_numbers import find_doc_numbers
from corpus.model import READ_KINDS
from corpus.outline import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

MAX_TITLE_WEIGHT = 400
"""As in ``cleaners.title``."""

PROOF_BLOCKS = 12
"""Blocks behind a policy's title in which its number, salutation or first numbered clauses must come."""

MIN_NUMBERED = 2
"""Numbered blocks among them that bear a title out by themselves."""

_KIND_EN = (
    r"(?:opinions?|notices?|circulars?|measures|provisions|regulations?|rules|decisions?|plans?|programmes?|programs?|guidelines|outline|announcement"
    r"|reply|law|code|specifications?|catalogues?)"
)
_ENGLISH = re.compile(
    rf"(?:the )?(?:[\w’'-]+ ){{0,4}}{_KIND_EN}\b.{{0,60}}?\b(?:of|on|for|concerning|regarding|to)\b.+"
    rf"|.{{4,200}}\b{_KIND_EN}(?: \((?:trial|interim)[^)]*\))?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r".{2,100}(?:意见|通知|通告|公告|决定|办法|规定|条例|细则|方案|规划|纲要|计划|批复|函|指南|规则|章程|法|目录|标准)"
    r"(?:[（(](?:试行|暂行|草案|征求意见稿|修订|修正|\d{4}.{0,8})[）)])?"
)
_NEWS = re.compile(r"(?:本报|新华社|记者|.{0,30}(?:讯|电)[（(\s]|.{0,60}\b(?:News|reporter|Xinhua)\b)")
_SALUTATION_END = (":", "：")


def label_parts(draft: Draft) -> Iterator[Change]:
    """Yield part numbers for every block, a title label for each policy's title, metadata labels for its signature."""
    blocks = list(draft.blocks)
    read = [block for block in blocks if block.kind in READ_KINDS]
    starts = {block.number for position, block in enumerate(read) if _starts_policy(read, position)}
    part = -1
    inside_policy = False
    numbered = 0
    for block in blocks:
        if block.kind in READ_KINDS:
            if block.number in starts:
                part, inside_policy, numbered = part + 1, True, 0
                yield Label(block.number, "title")
            elif part < 0 or (inside_policy and numbered and opening(block.text) is None and _NEWS.match(block.text)):
                part, inside_policy = part + 1, False
            numbered += opening(block.text) is not None
        yield Label(block.number, part=max(part, 0))
    for start in starts:
        yield from _signature(read, start, starts)


def _starts_policy(read: Sequence[DraftBlock], position: int) -> bool:
    block = read[position]
    text = block.text.strip()
    if block.kind not in {"title", "heading", "paragraph"} or not is_policy_title(text):
        return False
    ahead = read[position + 1 : position + 1 + PROOF_BLOCKS]
    if sum(opening(other.text) is not None for other in ahead) >= MIN_NUMBERED:
        return True
    return any(other.text.rstrip().endswith(_SALUTATION_END) or next(find_doc_numbers(other.text), None) for other in ahead[:2])


def is_policy_title(text: str) -> bool:
    """Return whether a line reads like the title of a policy: short, no sentence, and named after its kind."""
    if weight(text) > MAX_TITLE_WEIGHT or ends_sentence(text) or text.endswith(_SALUTATION_END) or opening(text) is not None:
        return False
    return bool(_ENGLISH.fullmatch(text) or _CHINESE.fullmatch(text))


def _signature(read: Sequence[DraftBlock], start: int, starts: set[int]) -> Iterator[Change]:
    """Yield metadata labels for the date under a policy and for the issuer's name above that date."""
    position = next(at for at, block in enumerate(read) if block.number == start) + 1
    for at in range(position, len(read)):
        if read[at].number in starts:
            return
        if is_bare_date(read[at].text.strip("（）() ")) and at > position:
            yield Label(read[at].number, "metadata")
            above = read[at - 1]
            if weight(above.text) <= MAX_TITLE_WEIGHT // 2 and not ends_sentence(above.text) and opening(above.text) is None:
                yield Label(above.number, "metadata")
