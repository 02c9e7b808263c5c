"""Spam titles: a hacked or bought page opens with the name of a gambling site, and its own title comes later.

Example: line 1 is ``soe-凯发网``, line 5 the headline. The line is labelled boilerplate and the page is flagged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.model import READ_KINDS, Flag
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPAM = re.compile(
    r"凯发|博彩|娱乐城|娱乐场|百家乐|太阳城|葡京|威尼斯人|亚博|开元棋牌|棋牌游戏|六合彩|时时彩|彩票平台|真人荷官|投注|澳门(?:金沙|赌场|银河)"
    r"|bet365|\bcasino\b|\bslots?\b.{0,10}\bonline\b|\bsportsbook\b|\bviagra\b|\bcialis\b|\b(?:ag|k8|w88|m88|bwin)(?:旗舰|娱乐|真人|官网)",
    re.IGNORECASE,
)
"""Names and words of gambling and pill sites that search-engine spam puts into titles."""

HEAD_LINES = 5
"""Lines at the head of a page in which a title may stand."""

MAX_WEIGHT = 200
"""Letters of English: a title, not a paragraph on the control of gambling."""


def flag_spam_title(draft: Draft) -> Iterator[Change]:
    """Yield label and flag for a spam line at the head of a page, unless the page itself goes on about its words."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    body = " ".join(block.text for block in blocks[HEAD_LINES:])
    for block in blocks[:HEAD_LINES]:
        match = _SPAM.search(block.text)
        if match and weight(block.text) <= MAX_WEIGHT and not ends_sentence(block.text) and match[0] not in body:
            yield Label(block.number, "boilerplate")
            yield Flag("spam-title", block.raw, f"the page opens with a line of {match[0]}")
