"""Boilerplate: navigation, contact blocks, disclaimers, teasers and a share site's own lines are labelled, kept and never indexed.

By form alone and from this page alone. Formulas that many laws repeat are not boilerplate; what a rule here names is a site's voice,
not an author's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.model import READ_KINDS
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import DraftBlock

_SHORT = 240
"""Letters of English. A navigation line or a contact line is no longer; a paragraph that mentions a hotline is."""

_SHARE_SITE_WEIGHT = 1000
"""Letters of English: a title of 80 Han characters three times over."""

_DISCLAIMER_WEIGHT = 1500
"""Letters of English. The longest disclaimer met has 1,100."""

_LINE_RULES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # breadcrumbs: "Home > Medical News > …", "position: englishchannel > policy > article", 当前位置：首页 > 政策
        r"(?:[^>›»]{1,40}[>›»]\s?){2,}.*",
        r"(?:position|location|you are here|当前位置|您(?:的|所在的?)位置|所在位置|现在位置)\s*[:：].*",
        # site map, tools and legal lines
        r"\W*(?:网站地图|站点地图|设为首页|加入收藏|返回顶部|返回首页|打印(?:本页)?|关闭(?:窗口|本页)?|联系我们|关于我们|收藏本站)\W*",
        r"\W*(?:扫一扫.{0,20}|分享(?:到|至)?.{0,40})\W*",
        r"(?:上一篇|下一篇|上一条|下一条)\s*[:：].*|(?:[A-Z]?ICP备|京公网安备|版权所有|copyright\b|©).*|.*all rights reserved\W*",
        r"\W*(?:contact us|about us|site ?map|home|back to top|print|share(?: (?:to|on|this).{0,60})?|subscribe|sign (?:in|up)|log ?in)\W*",
        r"\W*adverti[sz]e?ments?\W*|\W*广告\W*",
        # contact blocks: "24-Hour Hotline+86 …", "• export@…", a telephone number alone
        r"\W*(?:[\w&. -]{0,20}(?:hotline|tel|fax|phone|e-?mail|whatsapp)|电话|传真|邮箱|热线|邮编|地址)\s*[:：+.]?[^。]*(?:\d{3}|@).*",
        r"[\W_]*(?:\+?\d[\d ()-]{6,}[\W_]*)+|\W*[\w.+-]+@[\w-]+\.[\w.-]+\W*",
        r".{2,80}(?:Co\.?\s?,? ?Ltd\.?|Inc\.|有限(?:责任)?公司)",
        # promotion
        r".{0,160}\b(?:visit|go to|log on to)\s+(?:https?://|www\.)\S+\W*|(?:please )?(?:take a look (?:with|at)|follow us|click here)\b.*",
        r".{0,20}(?:关注.{0,20}(?:公众号|微信|官微)|扫码|点击(?:查看|下载|进入|阅读)|更多(?:精彩|资讯|内容)).{0,40}",
        # one word again and again: what is left of a picture's or a tag cloud's labels
        r"(?:\b(\w+)\b(?:[\s,]+\1\b){2,}[\s,]*)+",
    )
)

_SHARE_SITE_LINE = re.compile(
    r".*由(?:会员|用户|网友).{0,20}(?:分享|上传|提供).{0,200}|.*(?:珍藏版|完整版|全文)\)?》?请在.{2,20}搜索.*"
    r"|[《【]?.{2,120}\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)[》】]?",
    re.IGNORECASE,
)
"""A share site's line about the document, which says its file's name up to three times, and that name alone."""

_DISCLAIMER = re.compile(
    r"免责声明|版权声明|转载请?(?:须)?注明|如有侵权|(?:涉及|若有?|如涉).{0,8}侵权.{0,12}(?:联系|删除|告知)|不代表本(?:站|网|平台|公众号)"
    r"|for informational? purposes only|makes no (?:representation|warrant)"
    r"|(?:doesn't|does not|don't|do not) (?:represent|reflect) .{0,30}(?:opinion|view)s?"
    r"|instances of plagiarism|disclaimer\s*[:：]",
    re.IGNORECASE,
)

_TEASERS = re.compile(
    r"\W*(?:top news|hot news|latest news|related (?:articles?|news|stories|reading|links|content)|more (?:news|stories|articles)"
    r"|recommended(?: (?:for you|reading|articles))?|you may (?:also )?like|most (?:read|popular)|further reading"
    r"|(?:相关|热门|推荐|最新|更多)(?:阅读|新闻|链接|文章|推荐|报道|资讯|稿件)|延伸阅读|猜你喜欢|为您推荐|热点新闻|精彩推荐)\W*",
    re.IGNORECASE,
)

_SHARE_SITE_NOTES = re.compile(
    r"\W*(?:配套讲稿|特殊限制|关\s?键\s?词|资源描述|下载(?:提示|说明|声明)|版权提示|文档描述|文档说明)\s*[:：].*"
)

TAIL_SHARE = 0.3
"""Teasers and a share site's notes end a page: they are believed only behind this share of its text."""


def label_boilerplate(draft: Draft) -> Iterator[Change]:
    """Yield a boilerplate label for every line that is a site's own voice, and for all that follows its teasers."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    total = sum(weight(block.text) for block in blocks)
    read = 0.0
    tail = False
    for block in blocks:
        ends_text = _TEASERS.fullmatch(block.text) or _SHARE_SITE_NOTES.fullmatch(block.text)
        tail = tail or bool(ends_text and read >= TAIL_SHARE * total)
        if tail or _is_site_line(block):
            yield Label(block.number, "boilerplate")
        read += weight(block.text)


def _is_site_line(block: DraftBlock) -> bool:
    text = block.text.strip()
    length = weight(text)
    if length <= _SHORT and any(rule.fullmatch(text) for rule in _LINE_RULES):
        return True
    if length <= _SHARE_SITE_WEIGHT and _SHARE_SITE_LINE.fullmatch(text):
        return True
    return length <= _DISCLAIMER_WEIGHT and _DISCLAIMER.search(text) is not None
