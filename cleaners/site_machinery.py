"""Lines of a site's machinery: in goes a line, out comes whether a player, a survey, a form, a viewer or an error page says it.

Every form is the whole line, so that a policy on surveys, forms or reprints is not met: 您对本页面的内容是否满意？ is a survey,
群众是否满意 is not. The kinds are those of portals, share sites, law databases and news sites.
"""

from __future__ import annotations

import re

_BY = (
    r"(?:来源|文|图|图文|撰稿|采写|整理|出品|策划|设计|作者|编辑|责编|责任编辑|审核|校对|终审|初审|复审|审签|监制|记者|撰文|通讯员"
    r"|text|photos?|editor)"
)
_FORMS = (
    # survey on the page
    (
        r"您?对(?:本|该|此)(?:页面?|文|网页|站|网站|次).{0,12}(?:是否|感到)?满意.{0,24}|您?(?:认为|觉得)(?:本|该"
        r"|这)(?:页面?|文|条|篇)?.{0,12}(?:帮助|有用|怎么样).{0,20}"
    ),
    (
        r"(?:以上|本)(?:答复|回答|答案|解答|解读|回复).{0,10}(?:有帮助|有用|满意|解决).{0,24}"
        r"|(?:没有?)?(?:找到|解决).{0,8}[?？].{0,4}转?人工.{0,8}|请?(?:为|给)(?:本次|此次|这次|本篇).{0,10}打分.{0,30}"
    ),
    r"(?:was|is|did you find) (?:this|the) (?:page|article|answer|content|information)\b.{0,20}(?:helpful|useful)\b.{0,80}",
    r"(?:tell us )?how (?:we )?can (?:we )?improve(?: this page)?\W*|觉得.{0,10}译文.{0,8}",
    (
        r"您的(?:评分|评价|满意度)\s?[:：].{0,20}|感谢您?的?(?:反馈|评价|评分)\W*"
        r"|(?:还可以?|最多可?|已)输入\s?\d+\s?个?字.{0,8}|feedback on this page"
    ),
    # player
    r".{0,10}浏览器.{0,8}不支持.{0,16}(?:播放|视频|音频|video|audio).{0,10}|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}",
    r"\W*(?:倍速|清晰度)\W*(?:[\d.]+\s?[xX×]?\W*)*",
    r"your browser does not support .{0,60}|this is a modal window\W*|(?:beginning|end) of dialog window\b.*",
    r"(?:current|duration|remaining) time\W*[\d:-]+",
    r"(?:播放|暂停|静音|全屏|重播)(?:\W+(?:播放|暂停|静音|全屏|重播))+|智能(?:朗读|播报|语音)\W*|(?:智能)?机器人小\S{1,2}",
    # forms, login, comments
    r"(?:文章|网友|最新|全部|热门|精彩|发表|查看)?评论\s?(?:[(（]\d*[)）]|(?:登录|暂无|查看|抢|共).{0,10})",
    (
        r"我已(?:阅读|知晓).{0,6}同意.{0,60}|\W*(?:忘记密码|验证码|获取验证码|看不清.{0,6}换一张|其他登录方式|扫码登录"
        r"|密码登录|记住密码|还没有账号.{0,10})\W*"
    ),
    r"your e-?mail address will not be published\b.*|required fields are marked\b.*",
    r"enter your (?:e-?mail|name)(?: address)?\W*|notify me (?:of|when)\b.*",
    r"请?(?:遵守|文明).{0,16}(?:评论|发言|上网)\W{0,3}(?:公约|理性发言)?\W*|(?:文明上网|理性发言)\W.{0,20}",
    r".{0,12}(?:留言|信件|咨询|投诉)(?:编号|类型|人|时间)\s?[:：].{0,40}",
    # subscription
    r".{0,100}\b(?:subscribe|sign up)\b.{0,40}\b(?:newsletter|alerts?|updates|briefing)\b.{0,80}",
    r".{0,60}\b(?:newsletter|briefing) in your inbox\W*",
    r"view (?:this e-?mail )?in (?:your )?browser\W*|.{0,40}\bunsubscribe\b.{0,60}",
    r"you are receiving this e-?mail\b.*|.{0,30}(?:关注者|被浏览)\s?[\d,.]+\W*",
    # reprints and disclaimers of one line
    (
        r"(?:原创文章|本文(?:由|为)).{0,40}转载.{0,60}|(?:如需|如欲|欢迎|凡).{0,10}(?:转载|引用|摘编).{0,100}(?:授权|注明"
        r"|来源|出处|联系).{0,40}"
    ),
    r"仅供参考\W.{0,80}|.{0,40}(?:is|are|provided) for (?:your )?reference only\W*",
    (
        r".{0,20}(?:不构成|并非)(?:任何|对任何人)?.{0,12}(?:投资|法律|医疗)(?:建议|意见)\W*|风险提示\s?[:：].{0,80}"
        r"|.{0,20}由?(?:AI|人工智能|机器)(?:自动)?生成\W.{0,20}"
    ),
    r".{0,20}\b(?:does|do) not constitute (?:legal|investment|medical|professional) advice\W*|AI can make mistakes\b.*",
    r"translation failed\b.{0,30}|this article is an? \w+ version of an article\b.*",
    r"(?!.*应当).{0,24}(?:系|由|是)(?:用户|网友|会员)(?:自行)?上传.{0,40}(?:本站|我们|学习|交流).*|本站为.{0,12}交易模式.*",
    # credits: 来源 | 市教委官网　编辑 | 阿宁 · (Photo by …)
    rf"\W*{_BY}\s?[丨|｜/]\s?\S{{1,20}}(?: [^\s|｜丨/。，]{{1,12}}){{0,3}}(?:\s+{_BY}\s?[丨|｜/]\s?\S{{1,20}})*\W*",
    r"[(\[（【]\s?(?:photos?|pictures?|images?)\s?(?:by|from|:|：|courtesy of)\s?[^)\]）】]{2,60}[)\]）】]",
    # law databases and viewers of documents
    r"本条变迁史|显示条文主旨|目录导航|法宝联想.{0,80}",
    r"(?:关联资料|引用本[条篇法].{0,8})\s?[:：]?.{0,40}\d+\s?[篇条件].{0,60}",
    r".{0,4}引注码.{0,30}|cited by \d+ .{0,60}",
    (
        r"(?:阅读|预览)已结束.{0,20}|.{0,12}还剩\s?\d+\s?页未读.{0,12}|文档(?:标签|格式|星级|大小)\s?[:：].{0,40}"
        r"|下载积分\s?[:：].{0,20}|附件下载\s?[:：]\s?\d+\s?次|相关(?:文档|附件|文件)下载\W*"
    ),
    # pages that are not there
    r".{0,12}(?:访问|请求|查看|浏览)的?页面.{0,6}(?:不存在|已(?:被)?删除|找不到|无法).{0,20}|.{0,12}检查.{0,4}网址.{0,30}",
    r"页面.{0,8}秒.{0,10}(?:跳转|返回).{0,12}|404(?: not found)?",
    r".{0,60}使用[“\"「]?扫一扫.{0,40}|打开微信\W.{2,60}|附件\s?[:：].{1,60}\s下载次数\s?[:：]?\s?\d+",
    (
        r"(?:本?网站?|本站)?.{0,4}最佳(?:浏览|显示|观看)(?:效果|分辨率|方式)?\W.{2,50}"
        r"|best (?:viewed|experienced|seen) (?:with|in|on|using|at) .{2,50}"
        r"|this (?:web)?site is (?:optimi[sz]ed|designed|best) .{3,50}|ICP (?:no\.?|number|filing)\W{0,3}\S{4,30}"
    ),
    # steps from page to page
    r"[←‹«◀⟵]\s?\S.{0,60}|.{0,60}\S\s?[→›⟶]|(?:上次|最后|最近)更新(?:时间|日期)?\s?[:：].{0,30}",
    r"last (?:updated|reviewed|revision)\b(?: on)?\W.{0,30}",
    (
        r"(?:打开|下载|登录|尽在|使用).{0,14}(?:APP|客户端|小程序)[^\w。；]{0,3}[^。；]{0,12}|.{0,40}尽在.{0,12}(?:APP|客户端)\W?"
        r"|点击进入.{0,6}(?:专题|直播|讨论)\W.{0,40}"
    ),
)
_FORM = re.compile("|".join(_FORMS), re.IGNORECASE)

MAX_WEIGHT = 400
"""Letters of English, about 105 Han characters: a reprint notice with an author and an address."""


def is_site_line(text: str) -> bool:
    """Return whether the whole line has one of the forms."""
    return _FORM.fullmatch(text) is not None
