"""Spam titles: in goes a hacked or bought page that opens with the name of a gambling site, out come its label as boilerplate and a flag.

Example: line 1 is ``soe-凯发网``, line 5 the headline. An article on the control of gambling says these words again in its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.model import READ_KINDS, Flag
from corpus.sentences import CLOSING, ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

_SITE = r"(?:体育|娱乐|官网|平台|棋牌|真人|app|入口|登录|旗舰)"
_SPAM = re.compile(
    r"凯发(?!电气)|尊龙凯时|博彩|娱乐城|娱乐场|百家乐|太阳城|葡京|威尼斯人|亚博(?!会)|九游会|华体会|开元棋牌|棋牌游戏|六合彩|时时彩|彩票平台|真人荷官"
    r"|体彩app|足彩|老虎机|首存|波音平台|真人视讯|电竞下注|投注|澳门(?:金沙|赌场|银河)|博天堂|pg电子|mg电子"
    r"|(?:官方|官网|安卓|苹果|手机|电脑|最新)版(?:官方|官网|免费|最新)?下载(?:安装|入口)?(?=\s*(?:[-_|–—，,]|$))"
    rf"|(?:尊龙|乐鱼|爱游戏|必威|万博|永利|金沙|利来|和记|米乐|半岛|江南|开云|星空|云顶|优发|必发|bob|\b(?:ag|k8|w88|m88|bwin|ky|hth)){_SITE}"
    r"|bet365|\bcasinos?\b|\bonline slots?\b|\bslot (?:games?|machines?)\b|\bsportsbooks?\b|\bviagra\b|\bcialis\b",
    re.IGNORECASE,
)
"""Names and words of gambling and pill sites that search-engine spam puts into titles; a name that is a word needs the site behind it,
and a download (官方版下载) the end of the name."""

_STOPS = ("。", ".", "；", ";", "：", ":")

_PARTS = re.compile(r"\s*[-_|–—]\s*")

HEAD_LINES = 5
"""Lines at the head of a page in which a title may stand."""

MAX_STUB_WEIGHT = 60
"""Letters of English of a line that is but a site's name; a longer one holds the page's headline, and stays unless that stands below."""

MAX_WEIGHT = 200
"""Letters of English: a title, not a paragraph on the control of gambling."""


def flag_spam_title(draft: Draft) -> Iterator[Change]:
    """Yield label and flag for a spam line at the head of a page, unless the page itself goes on about its words."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    words = {
        block.number: match[0]
        for block in blocks[:HEAD_LINES]
        if weight(block.text) <= MAX_WEIGHT and (match := _SPAM.search(block.text)) and not ends_sentence(block.text)
    }
    lines = {block.text for block in blocks if block.number in words}
    others = [block.text for block in blocks if block.text not in lines]
    body = " ".join(filter(_is_said, others)).casefold()
    spam = {number: word for number, word in words.items() if word.casefold() not in body}
    if not spam:
        return
    below = " ".join(others).casefold()
    for block in blocks:
        word = spam.get(block.number)
        if word is not None:
            headline = max(_PARTS.split(block.text), key=weight).strip()
            if weight(block.text) <= MAX_STUB_WEIGHT or headline.casefold() in below:
                yield Label(block.number, "boilerplate")
            yield Flag("spam-title", block.raw, f"the page opens with a line of {word}")
    yield from (Label(block.number, "boilerplate") for block in blocks[HEAD_LINES:] if _advertises(block.text))


def _is_said(text: str) -> bool:
    """Return whether a line ends as an article's sentences do, closing quotes aside; an advertisement between them shouts."""
    return text.rstrip().rstrip(CLOSING).endswith(_STOPS)


def _advertises(text: str) -> bool:
    """Return whether a line below a spam title is of its kind: 首存即送88%，提款秒到账！ between two paragraphs."""
    return weight(text) <= MAX_WEIGHT and not _is_said(text) and _SPAM.search(text) is not None
