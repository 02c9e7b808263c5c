"""Boilerplate: in goes a page, out come labels for navigation, contact blocks, disclaimers, teasers and a share site's own lines.

They are kept and never indexed, so a line is labelled only where nothing but a site can say it: by its whole form, by its place, or
beside such a line. Laws speak of copyright, disclaimers, hotlines and advertisements; policies list companies and share results.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.chunk_cuts import is_set_apart
from cleaners.contents_lists import contents_lists
from cleaners.dated_headlines import dated_headlines
from cleaners.draft import Change, Draft, Label
from cleaners.end_marks import below_end
from cleaners.html_shape import ATTACHMENT
from cleaners.regions import head_end
from cleaners.running_heads import is_page_number
from cleaners.site_labels import is_menu, is_site_label
from cleaners.site_notes import is_note
from cleaners.site_phrases import is_button
from cleaners.site_sections import heads_site_section
from cleaners.site_statements import site_statements
from cleaners.site_voice import MIN_LENGTH, is_long_sentence, is_sites_cell, says_a_site, shown_lines
from corpus.model import READ_KINDS
from corpus.numbering import opening
from corpus.scripts import HAN_CLASS
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleaners.draft import DraftBlock

MAX_LINE_WEIGHT = 240
"""Letters of English. A navigation line or a contact line is no longer; a paragraph that mentions a hotline is."""

MAX_SHARE_SITE_WEIGHT = 1000
"""Letters of English: a title of 80 Han characters three times over."""

MAX_DISCLAIMER_WEIGHT = 1500
"""Letters of English. The longest disclaimer met has 1,100."""

MAX_SPREAD = 6
"""Lines beside a certain one that a contact block may have; the longest met has six."""

_ANSWER = re.compile(r"\W*(?:yes|no|maybe|是|否|有|没有|满意|基本满意|不满意|很好|一般|较差|有用|没用|提交)\W*", re.IGNORECASE)

TAIL_SHARE = 0.3
"""Teasers and a share site's notes end a page: they are believed only behind this share of its text."""

MAX_TEASER_WEIGHT = 400
"""Letters of English of a teaser's summary; the longest met has 260. What is longer is an article."""

MAX_SECTION = 12
"""Lines of a list of other pages above the text."""

MAX_FOOT_WEIGHT = 100
"""Letters of English of a line in a site's foot; what is longer is text again."""

_ROOT = r"(?:(?:front|main|home)\s?page|home|首\s?页|网站首页|主\s?页)"
_HERE = (
    r"(?:(?:当前|目前)(?:所在)?(?:位置|页面)|[您你]?(?:现在|目前)?(?:的|所在的?)位置|现在位置|[您你]在(?:此处|这里)"
    r"|you are (?:now )?(?:here|at|in)"
    r"|(?:(?:the |your )?(?:current|present)|your) (?:location|position|place)|where you are|(?:浏览)?路径|导览列)"
)
_CARD = r"(?:微信|(?:新浪|腾讯)?微博|朋友圈|QQ|空间|好友|人人网|豆瓣|脸书|facebook|line|twitter|plurk|x)"
_NETWORK = r"(?:facebook|twitter|linkedin|wechat|weibo|whatsapp|e-?mail|print|copy link|reddit|telegram|x\b)"
_TOOL = (
    r"(?:(?:我要|本[页文])?(?:打印|纠错|收藏|转发|分享|评论|提问)(?:本[页文])?|关闭(?:窗口|本页)?|(?:推荐|告诉|发送|发|转)(?:给)?(?:朋友|好友)|(?:打印|收藏|复制)此[文页]|我要(?:打印|收藏)|(?:加入|设为)(?:收藏|首页)"
    r"|返回(?:首页|顶部|列表|上页|上一级)?|(?:下载|导出)\s?(?:word|pdf|文字|图片)?\s?版?|文件下载|(?:展开|阅读|查看)(?:阅读)?(?:全文|原文|更多)|加载更多"
    r"|无障碍(?:浏览|阅读)?|(?:繁体|简体)(?:版|中文)?|语音播报|(?:使用)?帮助(?:中心|文档)?|隐私(?:声明|政策)|(?:法律|网站|免责|版权)声明|使用条款|友情链接|站点地图|(?:关于|联系)我们|网站地图|举报|登录|注册"
    r"|上一页|下一页|尾页|末页|详细|print|close|e-?mail|download|bookmark|copy link|report|save"
    r"|(?:sign|log) ?(?:in|out|up)|join(?: free| now)?|register|my (?:orders?|account|favou?rites|cart)|(?:shopping )?cart|help|messages)"
)
_SPACED = re.compile(f"(?<=[{HAN_CLASS}])[ \u3000](?=[{HAN_CLASS}])")
"""[ 打 印 ]　[ 字号：大 中 小 ]: characters set apart for looks."""

_SIZES = r"字[号体]\W*(?:(?:默认|超?大|中|小|A[+-]?)\W*){1,6}"
_TALLY = (
    r"(?:(?:已有|共|累计|总)?\s?(?:阅读|浏览|点击|访问|播放|收藏|点赞|转发|评论|回复|下载|有用|没用|赞|踩|views?|reads?|hits|likes?|shares?|comments?)"
    r"(?:次数|人数|量|数)?\s?[:：(（]?\s?\d[\d,.]*\s?[万k+]?\s?[)）]?(?:次|人|条)?"
    r"|\d[\d,.]*\s?万?\s?(?:人|次|条)(?:阅读|浏览|下载|评论|点赞|回复)|\d[\d,.]*k? (?:views|reads|hits|likes|shares|comments))"
)
_CREDIT = r"(?:图源|图片来源|制图|文案|策划|设计|摄影|供图|美编|排版|监制|审校|终审|统筹|出品)\s?[:：／/丨|]\s?[^\s，。；]{2,16}"
_CERTAIN = re.compile(
    "|".join(
        (
            # breadcrumbs: "Home > Medical News > …", "position: englishchannel > policy > article", 当前位置：首页 > 政策
            rf"(?:\S{{2,12}}\s)?{_ROOT}\s?(?:>{{1,2}}|[›»→]).*|(?:{_HERE}|position|location)\s*[:：]?\s*[^>›»]{{1,40}}[>›»].*|{_HERE}\s*[:：].{{0,60}}",
            # site map, tools and legal lines
            r"\W*(?:网站地图|站点地图|设为首页|加入收藏|返回(?:顶部|首页|列表|上页)|打印(?:本页|本文)?|关闭(?:窗口|本页)?|联系我们|关于我们|收藏本[站页])\W*",
            r"[上下](?:一)?[篇条则个页](?:文章|新闻|信息|公告|通知|资讯|主题)?\s*[:：].*",
            r"(?:previous|next)(?: (?:article|post|page|story|news))?\s*[:：] ?[^.;]*",
            r"(?:copyright\s*(?:©|\(c\)|:|：|\d{4}|by\b)|©).*|.*\ball rights reserved\W*",
            r"版权所有\s*(?:[:：©]|\(c\)|[^者人权的]{0,30}$).*|.{0,12}ICP[备证]\s*\d+.*|.{0,40}公网安备\s*\d+.*",
            r"\W*(?:contact us|about us|site ?map|back to top|print(?: (?:this )?page)?|subscribe|sign (?:in|up)|log ?in)\W*",
            rf"[\W_]*(?:{_TOOL}|{_SIZES})(?:[\W_]+(?:{_TOOL}|{_SIZES})){{1,8}}[\W_]*|[【〖\[［「]\s?{_TOOL}\s?[】〗\]］」]|(?:展开|阅读|查看)(?:阅读)?(?:全文|原文)|加载更多|文件下载",
            rf"\W*{_TALLY}(?:\W*{_TALLY})*\W*",
            rf"\W*{_CREDIT}(?:\s+{_CREDIT})*\W*",
            rf"\W*{_SIZES}|font size\W*(?:(?:small|medium|large|A[+-]?)\W*){{0,6}}",
            r"[—–\-_=*~·…(（]+\s?(?:全文完|本文完|完|the end|end)\s?[—–\-_=*~·…)）]+|[*_=~#—–-]{3,}",
            r"\d{1,2}:\d{2}:\d{2}|本帖最后由 .{1,40} 于 .{4,20} 编辑|(?:reading time\W*)\d+ min(?:ute)?s?|\d+ min(?:ute)?s? read",
            r".{0,30}(?:建议|推荐)使用.{2,40}浏览器.{0,40}|.{0,40}分辨率.{0,10}\d{3,4}\s?[*x×]\s?\d{3,4}.{0,20}",
            r"(?:您好)?\W?欢迎您?(?:访问|光临|来到|使用).{2,30}(?:网站?|平台|门户|中心)\W?.{0,24}|技术支持\s?[:：].{2,40}|.{0,30}网站标识码.*",
            r"(?:we|(?:this|our) (?:web)?site) uses? cookies\b.*|译文由.{0,8}(?:机器|翻译).{0,20}",
            # sharing and scanning
            rf"\W*分享(?:到|至)?\W*(?:{_CARD}\W*)*",
            rf"\W*share (?:this(?: (?:page|article|story|post))?|to|on)\W*(?:{_NETWORK}\W*)*",
            r"\W*扫一扫\W*(?:[,，]?\s?(?:在?手机|关注|分享|下载|查看|打开|更多|添加|进入|看).{0,16})?",
            r".{0,20}(?:扫码(?:关注|下载|查看|阅读|添加|进群|加群)|关注.{0,16}(?:公众号|官微)|点击(?:查看|下载|进入|阅读)(?:更多|原文|全文|详情)).{0,30}",
            r"\W*点击(?:上方|下方|文末|左下角|右上角|蓝字).{0,30}(?:关注|订阅|阅读|查看|加入).{0,20}|.{0,16}点(?:个|亮|一下)?\W{0,2}(?:在看|赞|关注|星标)\W.{0,12}",
            r"\W*adverti(?:[sz]e?ments?|sing)\W*|\W*广告\W*",
            # promotion
            r"(?:(?:search|find|get|learn|read|see|for) more|looking for|interested in)\b.{0,140}\b(?:visit|go to|log on to)\s+(?:https?://|www\.)\S+\W*",
            r"(?:please )?(?:follow us|click here)\b.{0,80}|take a (?:closer )?look with .{0,60}[:：]",
            # one long word again and again: what is left of a picture's or a tag cloud's labels
            r"(?P<word>[a-z]{6,})(?:[\s,]+(?P=word)){2,}(?:[\s,]+[a-z]{6,})*\W*",
        )
    ),
    re.IGNORECASE,
)
"""What only a site says; the whole line has the form."""

_TRAIL = re.compile(r"(?:[^>›»＞\d，。；：,;:]{1,30}[>›»＞]\s?){2,30}[^。]*")
"""Breadcrumbs without a root: believed in a page's head only, because "A > B > C" may rank something."""

_CONTACT_WORDS = re.compile(
    r"24[- ]?hours?|\bhours?\b|hotline|\btel(?:ephone)?\b|\bfax\b|\b(?:mobile|phone)\b|\be-?mail\b|whatsapp|wechat|skype"
    r"|(?:联系|咨询|客服)?(?:电话|热线|传真|手机)|服务热线|(?:电子)?邮箱|邮编|邮政编码|\bQQ\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
_TELEPHONE = re.compile(r"\+\d|\b0\d{2,3}[- )]|\b[48]00[- ]?\d|\b1[3-9]\d{9}\b")
_COMPANY_OR_ADDRESS = re.compile(
    r".{2,80}(?:\bCo\b\.?\s?,? ?Ltd\b\.?|\bInc\b\.?|有限(?:责任)?公司)|(?:地址|add(?:ress)?)\s*[:：].{4,100}", re.IGNORECASE
)

_NUMBER = r"\s?[:：]?\s?\+?\d[\d()\s-]{6,24}"
_PHONE = rf"(?:(?:service )?hotline|tel(?:ephone)?\.?|phone|mobile|(?:联系|咨询|客服|服务)?(?:电话|热线|手机)){_NUMBER}"
_FAX_OR_MAIL = rf"(?:fax|传真){_NUMBER}|(?:e-?mail|(?:电子)?邮箱)\s?[:：]\s?{_MAIL.pattern}"
_ADDRESS = r"(?:add(?:ress)?|地址)\s?[:：][^:：;；。]{4,100}?"
_CARD_LINE = re.compile(
    rf"\W*(?=.*(?:{_PHONE}))(?=.*(?:{_ADDRESS}))(?:(?:{_PHONE}|{_FAX_OR_MAIL}|{_ADDRESS})(?:[\s|｜/,，]+|$)){{2,5}}", re.IGNORECASE
)
"""A company's telephone and address on one line ("Hotline: … Add: …"): believed above a page's text only, which may say whom to ask."""

_SHARE_SITE_LINE = re.compile(
    r"由(?:会员|用户|网友).{0,20}(?:分享|上传|提供).{0,40}(?:在线阅读|下载|更多相关)|(?:珍藏版|完整版|全文)\)?》?请在.{2,20}搜索"
)
_FILE_NAME = re.compile(r"[《【]?(.{2,120})\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)[》】]?", re.IGNORECASE)
_SHARE_SITE_NOTES = re.compile(
    r"\W*(?:配套讲稿|特殊限制|关\s?键\s?词|资源描述|下载(?:提示|说明|声明)|版权提示|文档描述|文档说明)\s*[:：].*"
)

_DISCLAIMS = re.compile(
    r"转载请?(?:须|务必)?注明|(?:如|若|有|涉及|涉嫌).{0,8}侵(?:权|犯)|不代表本?[\w网站平台号]{0,12}(?:观点|立场)|仅供(?:参考|学习|研究|交流)"
    r"|uploaded and posted by|originally in the chinese language|concerns or complaints"
    r"|(?:不|未经?).{0,12}真实性|真实性.{0,16}(?:不|未经)|for informational? purposes|no (?:representation|warrant)"
    r"|(?:n't|\bnot) (?:necessarily )?(?:represent|reflect) .{0,40}(?:opinion|view|position)s?|plagiarism|infringing content",
    re.IGNORECASE,
)
_SITE_VOICE = re.compile(
    r"本(?:站|刊|网(?!讯)|平台|公众号)|编者[注按]|小编|来源[于自]?网络|(?:请|可|及时)(?:与我们|和我们)?联系|联系(?:我们|删除)|(?:告知|通知)我们|予以删除"
    r"|this (?:web)?(?:site|page)|(?:from|of) the page|social media platform|contact us"
    r"|please (?:write|send|contact|e-?mail|inform|tell us|let us)",
    re.IGNORECASE,
)
_DISCLAIMER_HEAD = re.compile(r"\W*(?:(?:免责|版权|特别|郑重|本[站刊网])声明|disclaimer)\s*(?:[:：].*|\W*)", re.IGNORECASE)
_COMMANDS = re.compile(r"应当|不得|\bshall\b")


def label_boilerplate(draft: Draft) -> Iterator[Change]:
    """Yield a boilerplate label for every line that is a site's own voice."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    texts = shown_lines(blocks)
    head = head_end(blocks)
    found = {
        at
        for at, text in enumerate(texts)
        if _is_certain(text, in_head=at < head)
        or (is_sites_cell(text) if blocks[at].kind == "table-row" else says_a_site(text))
        or _is_disclaimer(text)
    }
    first, last = _sentences(texts, found)
    found |= {
        at
        for at, text in enumerate(texts)
        if at not in found
        and opening(text) is None
        and (
            is_site_label(text, at_edge=False)
            or (at < min(head, first) and weight(text) <= MAX_LINE_WEIGHT and _CARD_LINE.fullmatch(text))
            or (not first <= at <= last and blocks[at].kind != "table-row" and _is_at_edge(text))  # English: the name of a column
        )
    }
    tail = _tail(texts)
    found |= _head_sections(texts, found, first)
    found |= _page_heads(texts)
    found |= contents_lists(texts)
    found |= _share_site(texts, tail)
    found |= _beside(texts, found)
    found |= _teasers(blocks, texts, tail)
    found |= dated_headlines(blocks, texts, tail)
    found |= site_statements(texts, found, tail)
    found |= below_end(draft, blocks, texts, found)
    found |= _foot(blocks, texts, found)
    yield from (Label(blocks[at].number, "boilerplate") for at in sorted(found))


def _head_sections(texts: Sequence[str], found: AbstractSet[int], first: int) -> set[int]:
    """Return the short lines above the text between the heading of other pages (该用户还上传了这些文档) and the site's next line."""
    lines: set[int] = set()
    for at in (place for place in found if place < first and heads_site_section(texts[place])):
        end = next((place for place in range(at + 1, min(at + MAX_SECTION, first)) if place in found), at)
        if all(weight(texts[place]) <= MAX_FOOT_WEIGHT for place in range(at + 1, end)):
            lines.update(range(at + 1, end))
    return lines


def _sentences(texts: Sequence[str], found: AbstractSet[int]) -> tuple[int, int]:
    """Return the places of the first and the last sentence of a page's text; where it has none, of its first and last line."""
    places = [at for at, text in enumerate(texts) if at not in found and is_long_sentence(text)]
    while places and _is_note(texts[places[-1]]):
        places.pop()
    first = next((at for at in places if not (_is_note(texts[at]) or _asks(texts[at]))), 0)
    return (first, places[-1]) if places else (0, len(texts) - 1)


def _asks(text: str) -> bool:
    """Return whether a line may be a headline that asks or calls out, below which a site may speak again."""
    return text.endswith(("？", "?", "！", "!")) and "。" not in text and weight(text) <= MAX_LINE_WEIGHT


def _is_note(text: str) -> bool:
    return opening(text) is None and is_note(text, at_edge=True)


def _is_at_edge(text: str) -> bool:
    """Return whether a line that no sentence of the text is beyond is a site's."""
    return is_site_label(text, at_edge=True) or _is_note(text) or is_button(text, at_edge=True) or is_menu(text)


def _is_certain(text: str, *, in_head: bool) -> bool:
    if len(text) < MIN_LENGTH or weight(text) > MAX_LINE_WEIGHT:
        return False
    if _CERTAIN.fullmatch(text) or (in_head and _TRAIL.fullmatch(text)):
        return True
    closed = _SPACED.sub("", text) if " " in text or "\u3000" in text else text
    return closed != text and _CERTAIN.fullmatch(closed) is not None


def _is_disclaimer(text: str) -> bool:
    """Return whether a site disclaims something in its own voice; a law that rules on disclaimers commands."""
    if len(text) < MIN_LENGTH or weight(text) > MAX_DISCLAIMER_WEIGHT:
        return False
    if opening(text) is not None or _COMMANDS.search(text):
        return False
    headed = _DISCLAIMER_HEAD.fullmatch(text) is not None
    return headed or (_DISCLAIMS.search(text) is not None and _SITE_VOICE.search(text) is not None)


def _page_heads(texts: Sequence[str]) -> set[int]:
    """Return the lines beside a page's number that are two names at the two edges of the page."""
    numbers = {at for at, text in enumerate(texts) if is_page_number(text)}
    return {at for at, text in enumerate(texts) if (at - 1 in numbers or at + 1 in numbers) and is_set_apart(text)}


def _beside(texts: Sequence[str], certain: set[int]) -> set[int]:
    """Return the contact lines beside certain ones, in a policy's own text they say whom to ask, and the answers to a survey."""
    found = {at for at in range(len(texts)) if _ANSWER.fullmatch(texts[at]) and (at - 1 in certain or at - 2 in certain)}
    for at in certain:
        for step in (-1, 1):
            companies = 0
            for distance in range(1, MAX_SPREAD + 1):
                near = at + step * distance
                if not 0 <= near < len(texts) or near in certain:
                    break
                companies += not _is_contact(texts[near])
                if companies > 1 or not (_is_contact(texts[near]) or _COMPANY_OR_ADDRESS.fullmatch(texts[near])):
                    break
                found.add(near)
    return found


def _is_contact(text: str) -> bool:
    """Return whether a line is a telephone number or a mail address and nothing else, its label aside."""
    if weight(text) > MAX_LINE_WEIGHT or not (_MAIL.search(text) or _TELEPHONE.search(text)):
        return False
    return not any(map(str.isalpha, _MAIL.sub("", _CONTACT_WORDS.sub("", text))))


def _share_site(texts: Sequence[str], tail: int) -> set[int]:
    """Return a share site's lines about a document: who shared it, its file's name, and the notes that end the page."""
    lines = {at for at, text in enumerate(texts) if weight(text) <= MAX_SHARE_SITE_WEIGHT and _SHARE_SITE_LINE.search(text)}
    if not lines:
        return set()
    said = " ".join(texts[at] for at in lines)
    names = {at for at, text in enumerate(texts) if (name := _FILE_NAME.fullmatch(text)) and name[1] in said}
    notes = next((at for at in range(tail, len(texts)) if _SHARE_SITE_NOTES.fullmatch(texts[at])), len(texts))
    return lines | names | set(range(notes, len(texts)))


def _foot(blocks: Sequence[DraftBlock], texts: Sequence[str], found: set[int]) -> set[int]:
    """Return the short lines below the first certain one behind the text's last sentence, up to an attachment, a number or a table."""
    text = [at for at, line in enumerate(texts) if at not in found and (is_long_sentence(line) or line.endswith(("。", "；")))]
    start = next((at for at in sorted(found) if text and at > text[-1]), len(texts))
    lines: set[int] = set()
    for at in range(start + 1, len(texts)):
        if at in found:
            continue
        if weight(texts[at]) > MAX_FOOT_WEIGHT:
            return set()  # the text goes on
        if blocks[at].kind == "table-row" or ATTACHMENT.match(texts[at]) or opening(texts[at]) is not None:
            break
        lines.add(at)
    return lines


def _tail(texts: Sequence[str]) -> int:
    """Return where the end of a page begins, behind ``TAIL_SHARE`` of its text."""
    total = sum(map(weight, texts))
    read = 0.0
    for at, text in enumerate(texts):
        if read >= TAIL_SHARE * total:
            return at
        read += weight(text)
    return len(texts)


def _teasers(blocks: Sequence[DraftBlock], texts: Sequence[str], tail: int) -> set[int]:
    """Return the teasers of other stories: the line that announces them, and what follows as long as it has their form."""
    found: set[int] = set()
    for at in range(tail, len(texts)):
        if at not in found and heads_site_section(texts[at]):
            found.update(range(at, _teasers_end(blocks, texts, at + 1)))
    return found


def _teasers_end(blocks: Sequence[DraftBlock], texts: Sequence[str], start: int) -> int:
    """Return where teasers end: headlines, each with one short summary at most. Else the article goes on behind them.

    Where it does, the line before its first paragraph may be its heading, and is left to it.
    """
    summaries = 0
    for at in range(start, len(texts)):
        text = texts[at]
        length = weight(text)
        is_sentence = blocks[at].kind == "paragraph" and is_long_sentence(text)
        summaries = summaries + 1 if is_sentence else 0
        numbered = opening(text) is not None and blocks[at].kind != "list-item"
        if numbered or length > MAX_TEASER_WEIGHT or summaries > 1:
            return max(start, at - max(summaries, 1))
    return len(texts)
