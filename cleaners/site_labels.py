"""Labels of a site: in goes a line, out comes whether it is what stands on a site's buttons, menus, counters and in its foot.

The whole line is one label (无障碍, Skip to main content, 主办单位：…), or several side by side (关于我们 | 网站地图), in simplified
characters. A text may have a heading of that name, so most of them are believed only above its first sentence or below its last.
"""

from __future__ import annotations

import re

from cleaners.site_phrases import is_button
from corpus.scripts import has_han
from corpus.sentences import ends_sentence

_ANYWHERE = (
    "语音朗读|语音播报|收藏此页|收藏本页|转发微信|打印此页|打印文章|打印本文|关闭页面|回到顶部|返回上一页|返回上级|下载全文"
    "|下载文字版|下载图片版|word下载|pdf下载"
    "|文章纠错|我要纠错|政府网站找错|登录后才能评论|请登录后发表评论|登录后查看全文|没有更多了|到底啦|没有更多内容|我是有底线的"
    "|上一篇下一篇|扫描二维码分享到微信"
    "|评论仅代表网友个人观点|还没有评论快来抢沙发吧|暂无评论|点击阅读原文|适老化无障碍服务|网站支持ipv6|字体显示大中小|请输入关键词"
    "|请输入关键字"
    "|违法和不良信息举报中心|本文来源网络|你在看我吗"
    "|skip to (?:main )?content|skip navigation|back to top|print this page|email this (?:article|page)"
    "|share this (?:article|page|story)|cookie settings"
    "|accept all(?: cookies)?|reject all(?: cookies)?|manage cookies|log in to comment|no comments yet|sign me up"
    "|report a problem with this page"
    "|did you find what you were looking for"
    "|we will never share your (?:e-?mail|address)(?: address)?(?: with (?:anyone|third parties))?|sponsored content|read next"
    "|continue reading|keep reading"
    "|get the latest news in your inbox|you can unsubscribe at any time|loading|please wait|download the app|create (?:an )?account"
    "|forgot(?: your)? password"
    "|(?:original|chinese|english) (?:text|version)|on this page|in this (?:article|guide|section|report)|jump to section"
    r"|(?:related|citing|cited|similar) (?:documents|provisions|cases|laws|articles|rules) \(?\d+\)?|connect with us facebook.{0,40}"
    "|首发于|写文章|写回答|邀请回答|好问题|关注他|关注她|被浏览|等你来答"
    "|share your thoughts|toggle navigation|open menu|close menu|follow us|connect with us|contact now|send inquiry|get a quote"
)
_AT_EDGES = (
    "长者模式|长者版|适老版|老年模式|无障碍|无障碍浏览|无障碍阅读|关怀版|简体|简体版|繁体|繁体版|手机版|移动版|电脑版"
    "|触屏版|智能问答|智能客服|在线客服|人工客服|政务微博|政务微信|rss订阅|rss|english|en|english version"
    "|高级搜索|搜索|检索|站内搜索|原创|专栏作家|附件下载|相关附件|官方微博|官方微信|微信公众号|微信|微博|抖音|客户端|客户端下载"
    "|app下载|关注我们|发表评论|网友评论|我要评论|提交|取消|确定|重置|顶部|top|完|end|全文完"
    "|国务院部门网站|各省市政府网站|党政机关|网站导航|站点导航|常用链接|快速链接|收藏|点赞|转发|评论|分享|举报|打印|关闭|纠错|返回"
    "|更多|登录|注册|退出|个人中心|用户中心|会员中心|购物车|我的收藏|切换城市|切换区县|意见反馈|问题反馈|下载客户端|展开|收起"
    "|试听|收听|听新闻|听文章|听全文|听报道|在看|看一看|阅读|分享海报|海报|参考资料|词条图册|更多图册"
    "|扩展阅读|案例推荐|编辑推荐|关注|已关注|发?私信|申请转载|follow|following"
    "|网站首页|首页|主页|主页面|网页指南|联络我们|私隐政策|重要告示|跳至主要内容|跳到主要内容|字型大小|列印|列印版|网站导览|常见问答"
    "|常见问题|双语词汇|进阶搜寻|搜寻|友善列印|回上一页|回首页|意见信箱|隐私权政策|资讯安全政策|登入|隐私政策|隐私声明|用户协议|法律声明|版权声明|免责声明"
    "|使用条款|服务条款|广告服务|诚聘英才|加入我们|帮助中心|联系我们|关于我们|网站地图"
    "|法定主动公开内容|你可能错过的|站内热文|热门标签|安全中心|关于本站|人才招聘|版权保护|用户须知|不良信息举报|网警110|打印版|意见箱|免费试用|隐私条款"
    "|同意用户协议|数据加载失败请重试|网络不给力|暂无数据|复制成功|正在加载|微信客服|电邮给朋友|相关档案|附加档案|影音专区"
    "|privacy\\s+cookies|pin it|like this|like loading|comments are closed|recent (?:comments|posts)|archives|categories|meta"
    "|promoted content|get the app|ask a question|live chat|web accessibility|w3c wai-aa|bookmark the permalink"
    "|tweet|share|menu|search|close|home|login|log in|sign in|sign up|register|subscribe|download|download pdf|download this document"
    "|print|e-?mail|facebook|twitter|linkedin|instagram|youtube|whatsapp|privacy|privacy policy|privacy notice|privacy statement"
    "|terms|terms of use|terms of service|terms and conditions|cookies|cookie policy|accessibility|accessibility statement|imprint"
    "|sitemap|site map|feedback|help|faqs?|careers|about|about us|contact|contact us|advertise|press room|newsletter|newsletters"
    "|podcast|events|your e-?mail|sponsored|more|my account|subscribe|donate|close window|collapse|expand|copied|legal notice|disclaimer"
    "|toggle \\w+|select language.{0,60}|请选择\\S{1,6}|切换(?:站点|城市|地区|区划|语言).{0,20}|.{0,12}二维码"
    "|(?:今日|本地)天气.{0,20}|menu close"
    "|top of (?:the )?page|text only|printer friendly(?: version)?|important notices?"
    "|c (?:19|20)\\d\\d|(?:19|20)\\d\\d c|back to [\\w ]{2,40}"
    "|previous|next|previous article|next article|previous post|next post|older posts|newer posts|read more|learn more|load more"
    "|show more|view all|see all|trending|recommended|related|feedback form"
)
_ANY_LABEL = re.compile(f"(?:{_ANYWHERE})", re.IGNORECASE)
_EDGE_LABEL = re.compile(f"(?:{_ANYWHERE}|{_AT_EDGES})", re.IGNORECASE)
_NO_WORD = re.compile(r"[^\w\s。；-]+|[_—–]+")
_HAN_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_PARTS = re.compile(r"\s*[|｜丨/·•▏┊>]\s*|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")

_FORMS = (
    # counters, pages of a page, tags of a story
    (
        r"(?:网站|本站|本页|页面)?(?:总|累计|今日|昨日)?(?:访问|浏览|点击|阅读)(?:总?量|总?数|次数|人数"
        r"|人次)?\s?[:：]?\s?\d[\d,.]*\s?(?:万|次|人|人次)?"
    ),
    r"您?是?本?站?第\s?\d[\d,]*\s?位(?:访客|访问者|浏览者).{0,6}|本文(?:有用|没用).{0,30}",
    (
        r".{0,14}(?:上一页|下一页)(?:\W|\d|上一页|下一页|尾页|末页|首页)*|(?:共\s?\d+\s?页\W*)?当前第\s?\d+\s?页\W*"
        r"|第\s?\d+\s?页\s?[/／]\s?共\s?\d+\s?页|page \d+ of \d+"
    ),
    r"(?:#[^#\s]{2,24}#\s*)+|(?:#\w+\s+)*#[^\W\d]\w+",
    # credits of a picture, of editors, of a reprint
    r"[（(【\[]\s?(?:(?:责任|实习|网络)?编辑|责编|作者|校对|记者|(?:web )?editors?)\s?[:：丨|].{1,40}[）)】\]]",
    (
        r"(?:[一二三初复终]审|审核|审校|校对|编辑|责编|监制|供稿|签发)\s?[:：丨|]\s?\S{1,10}(?:\s+(?:[一二三初复终]审|审核"
        r"|审校|校对|编辑|责编|监制|供稿|签发)\s?[:：丨|]\s?\S{1,10})+"
    ),
    (
        r"[（(]?[^。，；]{0,16}(?:来源|源[自于]|取自)[^。；]{0,8}(?:网络|互联网)[^。；]{0,16}(?:侵.{0,3}删|联系).{0,8}"
        r"|.{0,12}侵(?:权)?(?:必|请?联系)?删除?\W{0,3}"
    ),
    r"(?:photos?|images?|pictures?)\s?(?:by|:|credits?:?|courtesy of)\s?[^.。]{2,60}",
    # the foot of a site and of a paper
    (
        r".{0,4}(?:公安|联网)备案(?:号|编号)?\s?[:：].{4,30}"
        r"|.{0,30}(?:违法和不良信息|网上有害信息|涉未成年人|违法不良信息).{0,12}举报[^。]{0,40}"
    ),
    (
        r"(?:互联网新闻信息服务|增值电信业务(?:经营)?|广播电视节目制作(?:经营)?|信息网络传播视听节目|网络(?:文化"
        r"|出版)\w{0,6}|互联网(?:药品|医疗)\w{2,8}|出版物经营|ICP经营)(?:许可证|资格证书?)\W{0,4}(?=.*\d)[^。]{4,40}"
    ),
    (
        r"(?:广告|新闻|发行|商务|商务合作|客服|投稿|合作|爆料|报料)(?:热线|电话|邮箱|微信|部)\s?[:：][^。]{5,40}"
        r"|(?:商务合作|投稿|转载|合作)\s?[|｜/丨][^。]{2,40}|24[- ]?hours? (?:service )?hotline\b.{0,30}"
    ),
    r"附?件?下载提示\s?[:：].{0,40}|(?:今日)?(?:热搜|热门搜索|大家都在搜|搜索热词|热点)(?:词|榜)?\s?[:：].{0,60}|星标我们.{0,20}",
    (
        r"(?:read (?:also|more|next)|also read|more on this(?: story)?)\s?[:：].{3,120}"
        r"|(?:this )?(?:page|content) (?:was )?last (?:updated|reviewed|modified)\b.{0,40}"
    ),
)
_BY_REPORTERS = (
    r"(?:文|图|文字|图片|摄影|视频)(?:/(?:图|文|视频))?\s?(?:[:：丨|]\s?|(?=记者|通讯员))(?:记者|通讯员|见习记者)?\s?[\u4e00-\u9fff]{2,4}"
    r"(?:\s+(?:图片?|文字|摄影|视频)\s?[:：]\s?[\u4e00-\u9fff]{2,4})*"
    r"|[^，。：\s]{2,12}(?:全媒体|融媒体?|日报|晚报|晨报|电视台|新闻网)记者\s?[\u4e00-\u9fff]{2,4}"
)
_FORM = re.compile("|".join(_FORMS), re.IGNORECASE)
_EDGE_FORM = re.compile(
    rf"{_BY_REPORTERS}|"
    r"[^，。；：:]{2,30}(?:主办|主管)[\s|｜]+[^，。；：:]{2,30}(?:承办|协办|维护|运维|技术支持).{0,40}|原创\s+[^\s，。]{2,16}(?:\s+[^\s，。]{2,20})?"
    r"|(?:网站)?(?:主办|承办|协办|主管|维护|建设|运维|运营|管理|运行(?:维护|管理)|建设维护)(?:单位|部门)?\s?[:：]\s?\S[^。；]{1,80}"
    r"|(?:本文)?(?:标签|关键[词字])\s?[:：].{1,80}"
    r"|(?:tags?|key ?words?|filed under|categor(?:y|ies)|topics?)\s?:\s?.{1,80}|posted in [A-Z][\w &]{2,40}|share\s?:.{0,60}"
    r"|(?:powered|designed|site|website|built|developed|hosted|maintained) by [^.]{2,40}|(?:translated|edited) by [^.]{2,60}\.?",
    re.IGNORECASE,
)
"""What a notice of an event may say amid its text too: 主办单位：某市卫生健康委员会."""

_LANGUAGE = (
    r"(?:(?:仅|只)?看?(?:繁体|简体|正体|繁|简|中文|英文|双语|中英|中英文|译文|原文)版?|english|eng?|chinese|bilingual"
    r"|(?:english|chinese|original) only|日本語|日文|한국어|韩文|français|deutsch|español|português|русский)"
)
_LANGUAGES = re.compile(rf"(?:显示|语言|language)?\W*{_LANGUAGE}(?:\W+{_LANGUAGE})+\W*", re.IGNORECASE)
_TWO_WORDS = re.compile(r"(contact|about) us|(privacy|terms)(?: policy| of use)", re.IGNORECASE)
_MENU_WORDS = frozenset(
    (
        "首页 新闻 视频 图片 专题 评论 政务 服务 互动 财经 体育 娱乐 科技 教育 健康 文化 旅游 法规 政策 公告 通知 动态 概况 机构 数据 公开"
        " 办事 信箱 专栏 论坛 直播 时政 社会 国际 国内 军事 汽车 房产 读书 图库 区县 县区 部门 要闻 党建 解读 招标 招聘 市场 监督 新媒体"
        " 信息公开目录 信息公开指南 依申请公开 年度报告 法定主动公开 主动公开 国务院 省政府 市政府 县政府 国务院部门 省直部门 市直部门"
        " home news policies policy services contact about events media resources publications careers research data laws"
        " regulations search login help topics business tourism culture government statistics press forum video photos opinion sports world"
        " china privacy terms sitemap menu close library projects programmes people education"
    ).split()
)
"""Words of menus that are words of texts too: a line at a page's edge is a menu where it has ``MIN_WORDS`` of them and nothing else."""

MIN_WORDS = 4

_ROOT = re.compile(r"(?:网站)?(?:首页|主页)|home(?:page)?", re.IGNORECASE)
_BARS = re.compile(r"\s*[|｜丨/／·•▏┊>»→\\]+\s*|\s*-{2,}\s*|\s+-\s+")

MIN_MENU = 3
"""Parts of a menu set in one line."""

MAX_PART_HAN, MAX_PART_WORDS = 8, 3
"""Characters, and words of English, of a part of a menu."""

MIN_SITES = 0.5
"""Share of a menu's parts that are a site's own."""

MAX_LABEL = 60
"""Characters of a line of labels."""

MAX_FORM = 140
"""Characters of a line with a label and a value."""


def is_site_label(text: str, *, at_edge: bool) -> bool:
    """Return whether a line is a site's label, or labels side by side; ``at_edge`` says that no sentence of the text is beyond it."""
    if len(text) > MAX_FORM:
        return False
    if _FORM.fullmatch(text) or (at_edge and _EDGE_FORM.fullmatch(text)):
        return True
    if len(text) > MAX_LABEL or "。" in text or "；" in text:  # no label has a sentence's end
        return False
    label = _EDGE_LABEL if at_edge else _ANY_LABEL
    if label.fullmatch(_words(text)):
        return True
    parts = [_words(part) for part in _PARTS.split(text)]
    return len(parts) > 1 and all(_EDGE_LABEL.fullmatch(part) for part in parts if part) and any(parts)


def is_menu(said: str) -> bool:
    """Return whether a line at a page's edge is a menu: short parts side by side, half of them a site's, or the first the way home."""
    if len(said) > MAX_FORM or ends_sentence(said):
        return False
    if _LANGUAGES.fullmatch(said):
        return True
    parts = [part for part in _BARS.split(said) if part]
    words = (
        _TWO_WORDS.sub(lambda match: match[1] or match[2], said).lower().split() if len(parts) == 1 else [part.lower() for part in parts]
    )
    if len(words) >= MIN_WORDS and _MENU_WORDS.issuperset(words):
        return True
    apart = len(parts) > 1 or has_han(said)
    parts = said.split() if len(parts) == 1 else parts
    if len(parts) < MIN_MENU or not all(map(_is_part, parts)):
        return False
    if apart and _ROOT.fullmatch(parts[0]):
        return True
    sites = sum(is_site_label(part, at_edge=True) or is_button(part, at_edge=True) for part in parts)
    return sites >= (MIN_SITES if apart else 1.0) * len(parts)


def _is_part(part: str) -> bool:
    return len(part) <= MAX_PART_HAN if has_han(part) else len(part.split()) <= MAX_PART_WORDS


def _words(text: str) -> str:
    """Return a label without the marks around it, but those of a sentence, and without the spaces that set Chinese characters apart."""
    return _HAN_SPACE.sub("", _NO_WORD.sub("", text).strip())
