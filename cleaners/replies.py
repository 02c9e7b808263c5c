"""Replies: in goes a page, out come labels for what others wrote below the first post of a forum.

A post has a head: who wrote it, when, how often he has posted (``by pillbox » Thu May 06, 2021 8:44 am``, ``Posts: 17``, ``发表于 2021-5-6
10:20 | 只看该作者``, ``3楼``). From the second head on a page is conversation; the text that it is about stands above.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.site_voice import is_long_sentence, shown_lines
from corpus.model import READ_KINDS
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_HEAD = re.compile(
    (
        r"\S{2,24}\s?[•·]\s?\d{1,3}\s?(?:y|yr|mo|w|d|h|hr|min|years?|months?|weeks?|days?|hours?)\.? ago"
        r"|(?:re:.{0,80})?(?:posted )?by \S.{0,30}\s[»›·|@-]+\s.{0,20}\d{4}.{0,20}|posts\s?:\s?\d[\d,]*"
        r"|[发寄]信人\s?[:：].{2,60}(?:信区|讨论区|版面)\s?[:：].{1,40}"
        r"|joined\s?:\s?.{6,40}|.{0,30}发表于\s?[:：]?\s?\d{4}.{4,40}|(?:帖子|积分|注册时间"
        r"|在线时间)\s?[:：]?\s?[\d-]{1,12}"
        r"|(?:第\s?)?\d{1,3}\s?(?:楼|#)|#\s?\d{1,3}(?:楼)?|(?:沙发|板凳|地板|楼主)|.{0,30}只看(?:该作者|楼主|TA).{0,20}"
        r"|(?:posted|replied|commented)(?: on)?\W{1,2}.{0,12}\d{4}.{0,20}"
    ),
    re.IGNORECASE,
)

MAX_HEAD = 120
"""Characters of a line of a post's head."""

MIN_LINES = 2
"""Lines of post heads of a page that is a forum's: one alone may be what a story was called by its site."""

NEAR = 4
"""Lines among which those of one head stand: name, rank, number of posts, date."""

MIN_STORY = 3
"""Long sentences above the first head by which they are a post of their own; a board describes itself in one."""

MAX_NAME = 24
"""Characters of a writer's name, which stands above the other lines of a head."""


def label_replies(draft: Draft) -> Iterator[Change]:
    """Yield a boilerplate label for every line from the head of the second post on."""
    texts = shown_lines(draft.blocks)
    heads = [at for at, text in enumerate(texts) if len(text) <= MAX_HEAD and _HEAD.fullmatch(text)]
    if len(heads) < MIN_LINES:
        return
    start = _second_post(draft, texts, heads)
    for block in draft.blocks[start:] if start else ():
        if block.kind in READ_KINDS or block.kind == "metadata":
            yield Label(block.number, "boilerplate")


def _second_post(draft: Draft, texts: Sequence[str], heads: Sequence[int]) -> int:
    """Return where the second post begins, its writer's name included; 0 where there is none."""
    if _sentences(draft, texts, 0, heads[0]) >= MIN_STORY:
        return heads[0]  # the first post has no head of that form
    for first, second in pairwise(heads):
        if _sentences(draft, texts, first, second):
            start = second
            while start > first + 1 and _is_name(draft.blocks[start - 1], texts[start - 1]):
                start -= 1
            return start
    return 0


def _sentences(draft: Draft, texts: Sequence[str], start: int, end: int) -> int:
    """Return how many lines between two places are sentences of some length."""
    between = zip(draft.blocks[start:end], texts[start:end], strict=True)
    return sum(block.kind in READ_KINDS and is_long_sentence(text) for block, text in between)


def _is_name(block: DraftBlock, text: str) -> bool:
    """Return whether a line may be a writer's name."""
    return block.kind in {"paragraph", "boilerplate"} and 0 < len(text) <= MAX_NAME and text.count(" ") <= 1 and not ends_sentence(text)
