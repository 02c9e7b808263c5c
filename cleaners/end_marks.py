"""End marks: in go the lines of a page, out come those below a mark with which a site ends a text.

What stands below 上一篇：…, 责任编辑：张三, （完）, 精选留言 or, in plain text, below the signature with its day is the site's: comments,
other stories, a foot, known words or not. A mark is believed where little of the page's text is told below it and nothing is numbered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.facts import read_pairs
from cleaners.html_shape import ATTACHMENT
from cleaners.parts import is_policy_title, signs
from cleaners.site_sections import heads_site_section
from corpus.dates import is_bare_date
from corpus.matchkey import simplify
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from cleaners.draft import Draft, DraftBlock

_STEP = re.compile(
    r"[上下]一?[篇条條则則个個](?:文章|新闻|新聞|信息|公告|通知)?\s*[:：]|(?:previous|next) (?:article|post|story|news|page)\s?[:：]",
    re.IGNORECASE,
)
_PERSON = r"[^\s，。；：:]{1,12}(?:[\s、/／]+[^\s，。；：:]{1,6}){0,4}"
_ROLE = (
    r"(?:责任|值班|本[期版]|版面|见习|实习|执行|网络|新媒体|微信|文字|图文|总|主)?(?:编辑|編輯)|[责責][编編校]|[总主]编|[審审][核校稿读]|校[對对]|[一二三初复复終终][審审校]"
    r"|排版|监制|監製|美编|(?:web |copy |chief |duty )?editor(?:-in-chief)?"
)
_EDITORS = re.compile(
    rf"[（(【\[]?\s?(?:(?:本文)?(?:来源|來源|稿源|作者|[记記]者)\s?[:：丨｜|/／]\s?{_PERSON}[\s|｜丨/／，,；;]+){{0,3}}(?:{_ROLE})\s?[:：丨｜|/／]\s?{_PERSON}(?:[\s|｜丨/／，,；;]+(?:{_ROLE}|来源|來源|作者|记者|記者)\s?[:：丨｜|/／]\s?{_PERSON}){{0,6}}\s?[）)】\]]?",
    re.IGNORECASE,
)
_ROLE_SIGN = re.compile("[编編责責审審校监監][^:：|｜丨/／]{0,6}[:：|｜丨/／]|[Ee]ditor")
"""What a line of editors has; most long lines have nothing of it."""

_END = re.compile(
    r"[—–\-_=*~·…（(【\[「『<《■◆●]+\s?(?:(?:全文|本文|正文|文章?)?[完终終]毕?|结束|結束|the end|ends?|fin|-?30-?)\s?"
    r"[—–\-_=*~·…）)】\]」』>》■◆●]+"
    r"|(?:[编編][辑輯]|[发發][布佈表]|修改)[于於]\s?(?:19|20)\d\d[-年/.].{4,40}|(?:全文完|本文完|THE END|END|ENDS|-30-|#{3,}|完)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W*(?:(?:精选|热门|最新|全部|网友|读者|用户|发表|查看)?(?:留言|评论|跟[帖贴]|回复)区?|写(?:下)?(?:留言|评论|你的想法|想法).{0,6}"
    r"|[发發]表(?:意[见見]|看法)|(?:我要|我来)(?:留言|评论|说两句)|已同步到看一看|写留言|赞赏|喜欢作者|阅读原文|发现页管理"
    r"|(?:reader |user |all |latest )?comments?|(?:leave|post|add|write) (?:a |your )?(?:comments?|reply)"
    r"|join the (?:discussion|conversation)|\d+ comments?)\W*(?:[(（]?\d+[)）]?)?\W*(?:请?登录后.{2,8})?",
    re.IGNORECASE,
)

MAX_MARK = 160
"""Characters of a line that steps to another page, with its title; names of editors are shorter."""

MAX_BELOW = 0.3
"""Share of the page's sentences below a mark up to which they are the site's: tips, comments, teasers with a summary."""

MAX_LISTED = 100
"""Letters of English of a numbered line of a ranking (1 骨科脊柱类耗材集采规则出炉)."""

MAX_SECTION = 40
"""Characters of a line that heads other stories (Next up, 相关阅读)."""

_END_MATTER = re.compile(
    r"[（(【\[]?\s?(?:联系(?:人|电话|方式)|聯[絡系]|咨询|諮詢|监督|附[件表录錄注]|抄[送报報]|主送|此件|信息公开|公开(?:属性|方式|选项)|印[发發]|备?注[:：])"
)
"""What an official text has below its day: （联系人：钟敏，电话：…）, （此件公开发布）, 抄送：…."""

_OPENS = frozenset("上下pPnN")


def below_end(draft: Draft, blocks: Sequence[DraftBlock], texts: Sequence[str], found: AbstractSet[int]) -> set[int]:
    """Return the places of the lines below the first mark that is believed; ``found`` is what a site says anyhow."""
    own = [weight(text) if at not in found and ends_sentence(text) else 0.0 for at, text in enumerate(texts)]
    places = {block.number: at for at, block in enumerate(blocks)}
    plain = draft.markup_kind != "html"
    start = 0
    above = ""
    for block in draft.blocks:
        start = places.get(block.number, start - 1) + 1
        text, before = block.text.strip(), above
        above = text
        if not text or len(text) > MAX_MARK or start >= len(texts):
            continue
        step = text[0] in _OPENS and _STEP.match(text)
        signed = plain and is_bare_date(text) and signs(before) and any(at in found for at in range(start, len(texts)))
        listed = _is_mark(text)
        if not (step or signed or listed or _heads_section(text)):
            continue
        while start < len(texts) - 1 and _END_MATTER.match(texts[start]):
            start += 1
        ends = (at for at in range(start, len(texts)) if _goes_on(blocks[at], texts[at]) or (signed and is_policy_title(texts[at])))
        below = range(start, next(ends, len(texts)))
        if sum(map(own.__getitem__, below)) <= MAX_BELOW * sum(own) and not any(_is_numbered(texts[at], listed=listed) for at in below):
            here = places.get(block.number)
            # Who edited, under a known label, is a fact of the page: cleaners.metadata reads it.
            told = step or signed or (listed and read_pairs(text))
            return {*below, here} if here is not None and not told else set(below)
    return set()


def _is_mark(text: str) -> bool:
    if len(text) > MAX_SECTION and not _ROLE_SIGN.search(text):
        return False
    return any(form.fullmatch(text) is not None for form in (_EDITORS, _END, _COMMENTS))


def _heads_section(text: str) -> bool:
    return len(text) <= MAX_SECTION and heads_site_section(simplify(text))


def _goes_on(block: DraftBlock, text: str) -> bool:
    """Return whether a line below a mark is the text's again: a table or an attachment."""
    return block.kind == "table-row" or ATTACHMENT.match(text) is not None


def _is_numbered(text: str, *, listed: bool) -> bool:
    if opening(text) is None:
        return False
    return not listed or weight(text) > MAX_LISTED or ends_sentence(text) or is_policy_title(text)
