"""Pages without a text: in goes a page, out come labels that make all of it the site's, where it is an error, a login or a list of results.

They quote laws and carry announcements (Document of the week), but nothing of it is theirs. What the page is it says itself, near its
head: The page you are looking for cannot be found · 忘记密码？ · 共找到 37 条结果. A page that says who issued what it prints has a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.facts import read_pairs
from cleaners.parts import is_policy_title
from cleaners.site_voice import is_long_sentence, shown_lines
from corpus.model import READ_KINDS
from corpus.numbering import opening
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

_ERROR = re.compile(
    (
        r"(?:error\W*)?404|(?:error\W*)?(?:403|404|410|500|502|503)\W+(?:error|not found|forbidden|bad gateway"
        r"|page not found).{0,20}|.{0,10}\b(?:page|file|document|article)\b.{0,40}(?:\bnot|\bcan ?not|\bcould not) (?:be )?found\W*"
        r"|.{0,10}\b(?:page|file|document|article)\b.{0,40}\b(?:not found"
        r"|does ?n[o']t exist|no longer (?:exists?|available)|(?:has been|was) (?:removed|deleted|taken down))\W*"
        r"|(?:sorry\W+)?we (?:can ?not|can't|could ?n[o']t) find .{0,40}(?:page|document)\b.{0,40}"
        r"|access (?:to this page (?:has been )?)?denied\W*|(?:the )?(?:service|server"
        r"|site) (?:is )?(?:temporarily )?(?:unavailable|under maintenance|down for maintenance)\b.{0,40}"
        r"|(?:checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot)\b.{0,60}"
        r"|.{0,14}(?:页面?|网页|文章|内容|信息|文件|栏目|资源|网址|网站)[^，。；]{0,10}(?:不存在|已(?:被)?(?:删除|移除"
        r"|下线)|找不到|无法(?:查看|访问|显示|找到)|走丢了|没有找到|出错)(?!.{0,4}[的目库]).{0,30}|(?:页面|网页|链接|网址)已?失效\W*|(?:您?(?:没有|无)(?:访问)?权限"
        r"|无权访问|参数错误|系统(?:错误|维护|繁忙|升级)|访问(?:过于)?(?:频繁|受限)|请求超时|页面(?:出错|错误)).{0,30}"
    ),
    re.IGNORECASE,
)
_LOGIN = re.compile(
    (
        r"\W*(?:忘记|找回|重置)密码\W*|(?:请输入)?(?:图形|短信)?验证码.{0,10}|获取验证码|看不清.{0,6}|(?:扫码|密码|短信"
        r"|账号|手机号?|法人|个人|用户|管理员|单位)(?:验证码)?登录|记住(?:密码|我|账号)|.{0,6}没有(?:账号|帐号).{0,8}"
        r"|(?:立即|免费|用户)注册|我已阅读并同意.{0,80}|其他登录方式.{0,20}|统一(?:身份)?(?:认证|登录).{0,20}"
        r"|登\s?录(?:\s?(?:sign|log) ?in)?|.{0,30}(?:用户名|账号|手机号).{0,30}密码.{0,60}"
        r"|forgot(?:ten)? (?:your )?(?:password|username).{0,8}|remember me|(?:sign|log) ?in(?: with .{2,20}| to .{2,40})?"
        r"|(?:don't|do not) have an account.{0,20}|create (?:an )?account|(?:user ?name|e-?mail(?: address)?"
        r"|user id)(?:\W+password)?\W*|password\W*|keep me (?:signed|logged) in|enter the (?:code|captcha).{0,30}"
    ),
    re.IGNORECASE,
)
_RESULTS = re.compile(
    (
        r"(?:search )?results for\b.{2,60}|search results.{0,60}|(?:about |showing )?[\d,]+ (?:results?|documents|hits"
        r"|matches)(?: found)?(?: for)?\b.{0,40}|showing \d+\W+\d+ of .{1,30}|no results? (?:were )?found\b.{0,40}"
        r"|(?:previous|prev)\b.{0,30}\babout [\d,]+ results\b.{0,30}"
        r"|.{0,20}(?:搜索|检索|查询)结果.{0,30}|.{0,10}(?:共|约)?(?:为您)?(?:找到|检索到|搜索到|查询到"
        r"|搜到)[^，。]{0,12}\d[\d,]*\s?(?:条|个|篇|件|项).{0,20}|.{0,10}(?:没有|未)(?:找到|检索到|查询到).{0,20}(?:结果"
        r"|内容|记录|信息|文件).{0,10}"
    ),
    re.IGNORECASE,
)

_COUNTED = re.compile(
    r"\d[\d,]*\s?(?:条|个|篇|件|项)|[\d,]+ (?:results?|documents|hits|matches)|\d+\W+\d+ of|no results?|没有|未", re.IGNORECASE
)
"""What one line of a list of results says at least: how many there are."""

_PASSWORD = re.compile(r"密码|验证码|password", re.IGNORECASE)

HEAD = 30
"""Lines among which an error is told; menus stand above it."""

MIN_LOGIN = 3
"""Different lines of a form to log in; the box on the page of an article has two at most."""

MAX_PROSE = 600
"""Letters of English in sentences that an error page has beside it: hints, a teaser or two. A short law has more."""

MAX_UNITS = 2
"""Numbered units (第一条, 一、, 1.) that a page without a text has: what to try instead. A menu's 废止失效目录 made a law of nine articles
an error page."""

MAX_LOGIN_PROSE = 600
"""The same of a page to log in: an assurance and three steps."""

MAX_SNIPPETS = 4000
"""The same of the first lines of some ten results."""

MIN_RESULTS = 2
"""Lines that tell of results: the page's name and the count. One of them may be what a text is about."""

MAX_LINE = 120
"""Characters of a line that tells."""


def label_pages_without_text(draft: Draft) -> Iterator[Change]:
    """Yield a boilerplate label for every line of a page that says it is an error, a login or a list of results."""
    texts = shown_lines(draft.blocks)
    if not _has_no_text(draft, texts):
        return
    for block in draft.blocks:
        if block.kind in READ_KINDS or block.kind in {"title", "metadata"}:
            yield Label(block.number, "boilerplate")


def _has_no_text(draft: Draft, texts: Sequence[str]) -> bool:
    read = [text for block, text in zip(draft.blocks, texts, strict=True) if block.kind in READ_KINDS]
    prose = sum(weight(text) for text in read if is_long_sentence(text))
    if prose > MAX_SNIPPETS:
        return False
    lines = {text.lower() for text in texts if len(text) <= MAX_LINE}
    told = zip(draft.blocks[:HEAD], texts, strict=False)
    head = [text for block, text in told if len(text) <= MAX_LINE and block.kind != "table-row"]
    results = [line for line in lines if _RESULTS.fullmatch(line)]
    if len(results) >= MIN_RESULTS and any(map(_COUNTED.search, results)):
        return not _is_said(draft, {"number"})
    units = sum(opening(text) is not None for text in read)
    if units > MAX_UNITS or any(is_policy_title(text) for text in read if len(text) <= MAX_LINE):
        return False
    form = [line for line in lines if _LOGIN.fullmatch(line)]
    if len(form) >= MIN_LOGIN and any(_PASSWORD.search(line) for line in form) and prose <= MAX_LOGIN_PROSE:
        return True
    if any(_ERROR.fullmatch(line) for line in head) and prose <= MAX_PROSE:
        return not _is_said(draft, {"number", "issuer", "publisher", "published", "author"})
    return False


def _is_said(draft: Draft, facts: AbstractSet[str]) -> bool:
    """Return whether a line of metadata gives one of the facts, as those of a text do."""
    lines = (block.text for block in draft.blocks if block.kind == "metadata")
    return any(pair.name in facts and pair.value for line in lines for pair in read_pairs(line))
