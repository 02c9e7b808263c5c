"""Statements below a text: in go the lines of a page, out come those of a site's statement of several lines, and cards of those who wrote.

网站声明⏎一、凡本网注明…⏎二、本网转载… · a name, an office (partner, 律师), a telephone number and a line on who that is. They end a
page, and say of the site and of people what no line alone would give away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = re.compile(
    (
        r"\W*(?:(?:网站|免责|版权|本[站网刊]|转载|特别|郑重|法律|重要|平台)(?:声明|说明|提示|公告)|版权(?:信息|所有"
        r"|与免责声明)|(?:disclaimer|copyright|legal|important) ?(?:notice|statement)?|about us)\W*"
    ),
    re.IGNORECASE,
)
_SITES = re.compile(
    (
        r"本(?:站|网|平台|刊|公众号|网站|数据库)|版权|转载|侵权|著作权|来源|稿件|原作者|摘编|copyright|permission"
        r"|this (?:web)?site|our (?:web)?site|liab|reproduc|reprint|republish|licen[cs]e|accuracy|third part"
    ),
    re.IGNORECASE,
)

MIN_SITES = 0.5
"""Share of the sentences of a statement that speak of the site, of copying and of sources."""

_OFFICE = re.compile(
    (
        r".{0,24}(?:合伙人|律师|顾问|法务|研究员|分析师|撰稿人|专栏作[家者]|编辑|记者|\b(?:partner|associate|counsel"
        r"|lawyer|attorney|advis[eo]r|analyst|consultant|editor|columnist|fellow|researcher)\b).{0,40}"
    ),
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:电话|手机|邮箱|传真|微信|tel|phone|e-?mail|fax|T|M|E)\W{0,3}[\w+(].{4,60}|\+?\d[\d\s()-]{7,}|\S+@\S+\.\w+", re.IGNORECASE
)
_BIO = re.compile(
    r"(?:[Aa]bout (?:[Uu]s|the (?:author|firm|writer)|[A-Z][\w ]{2,30})|关于(?:我们|作者|本所)|[作译]者(?:简介|介绍))\s?[:：].{10,}"
    r"|(?:[A-Z][\w.'’-]+ ){2,4}(?:covers|writes (?:about|on|for)|reports (?:on|for|from)|contributes to|joined)\b.*"
    r"|(?:[A-Z][\w.'’-]+ ){2,4}(?:is|was|has been) (?:an? |the )?(?:[\w-]+ ){0,4}(?:partner|associate|counsel|lawyer"
    r"|attorney|editor|reporter|journalist|researcher|fellow|professor|analyst|correspondent|founder|writer|translator"
    r"|columnist|consultant)\b.*"
)
MAX_NAME = 24
"""Characters of a line with a name alone."""

CARD = 4
"""Lines of a card: name, office, telephone, mail."""

MAX_BIO = 500
"""Letters of English of what a card says of a person."""


def site_statements(texts: Sequence[str], found: set[int], tail: int) -> set[int]:
    """Return the places of statements, cards and biographies from ``tail`` on that end the page; ``found`` is what a site says anyhow."""
    lines: set[int] = set()
    for at in range(tail, len(texts)):
        if at not in lines and _HEAD.fullmatch(texts[at]) and _is_statement(texts[at + 1 :]):
            return lines | set(range(at, len(texts)))
        if _is_card(texts, at):
            lines |= _card(texts, at)
    last = len(texts)
    while last > tail and (last - 1 in found or last - 1 in lines or _BIO.fullmatch(texts[last - 1])):
        last -= 1
        lines |= {last}
    return lines


def _is_statement(below: Sequence[str]) -> bool:
    told = [text for text in below if ends_sentence(text)]
    return bool(told) and sum(_SITES.search(text) is not None for text in told) >= MIN_SITES * len(told)


def _is_card(texts: Sequence[str], at: int) -> bool:
    """Return whether a name stands in a line, an office in the next and a telephone number or a mail address below it."""
    if len(texts[at]) > MAX_NAME or ends_sentence(texts[at]) or at + 2 >= len(texts) or any(map(str.isdigit, texts[at])):
        return False
    below = texts[at + 2 : at + CARD]
    return _OFFICE.fullmatch(texts[at + 1]) is not None and not ends_sentence(texts[at + 1]) and any(map(_CONTACT.fullmatch, below))


def _card(texts: Sequence[str], at: int) -> set[int]:
    end = at + 2
    while end < len(texts) and _CONTACT.fullmatch(texts[end]):
        end += 1
    return set(range(at, end + (end < len(texts) and ends_sentence(texts[end]) and weight(texts[end]) <= MAX_BIO)))
