"""Appeals of a site to its readers: in goes a line, out comes whether it asks them to read on, pay, follow, share or help.

亲，该文档总共4页，喜欢就下载吧！ · 后台回复“补贴”获取申报表 · Scan the QR code below to join our group. A text tells people what to do
as well (扫描二维码报名), so what a line asks for must be the site's own: its account, its pages, its readers' money. Texts are in
simplified characters.
"""

from __future__ import annotations

import re

from corpus.scripts import has_han

_OURS = (
    r"(?:我们|本号|本公众号|本站|本网|小编|公众号|视频号|服务号|订阅号|官微|官方微[信博]|微信(?:公众)?号|客户端|app"
    r"|[“\"「『][^”\"」』]{2,16}[”\"」』])"
)
_DOCUMENT = r"(?:本|该|此|原|整[篇份])?(?:文档|全文|原文|文件|资料|文章|内容)"
_FORMS = (
    # share sites: pages that are paid for
    (
        r"亲.{0,3}[,，].{0,30}(?:下载|预览|文档).{0,30}|.{0,20}(?:超出|已?结束).{0,8}(?:免费)?(?:预览|阅读"
        r"|试读).{0,30}|(?:免费)?(?:预览|试读|试看).{0,4}(?:已结束|完[了毕]).{0,30}"
    ),
    (
        r"(?:还剩|剩余|余下|还有)\s?\d+\s?[页字%].{0,24}|.{0,12}(?:剩余|余下)(?:全文|内容|部分|\d+\s?%).{0,12}|.{0,8}(?:共"
        r"|总共)\s?\d+\s?页.{0,12}(?:预览|下载|阅读).{0,20}"
    ),
    r"(?:非会员|游客|未登录(?:用户)?|普通用户).{0,8}(?:仅|只)(?:可|能|限)?.{0,20}|(?:您?还?(?:不是|未成为)会员).{0,20}",
    (
        r"(?=[^。；]{4,30}$)(?:登录|注册|付费|购买|开通(?:会员|VIP)?|加入(?:会员|VIP)|升级(?:会员|VIP)?|成为会员"
        r"|充值).{0,8}[,，后]?.{0,4}(?:可|即可|查看|阅读|下载|参与|才能|专享|免费).{0,24}"
    ),
    (
        rf"{_DOCUMENT}(?:为|是|属于|需要?)?.{{0,6}}(?:会员|付费|VIP|登录).{{0,30}}"
        rf"|下载{_DOCUMENT}.{{0,3}}[,，]?.{{0,12}}(?:登录|付费|方便|编辑|打印|修改|可以?|即可).{{0,24}}"
    ),
    (
        r"下载(?:遇到|有|出现)?.{0,4}(?:问题|失败|帮助).{0,12}(?:客服|联系|点击)?.{0,8}|上传(?:文档|资料|我的)?.{0,6}(?:赚"
        r"|得|换|领).{0,12}|.{0,16}(?:扫码|付费|支付)(?:后)?(?:可|即可)?(?:下载|查看|阅读)\W*"
    ),
    (
        r"(?:立即|马上|免费|点击)?(?:下载|购买|试用|抢购|领取)\W{0,2}[(（]?\s?(?:[¥￥]\s?)?\d+(?:\.\d+)?\s?(?:积分|金币|元"
        r"|下载券|币|点|折).{0,8}|.{1,30}[¥￥]\s?\d+(?:\.\d+)?\s?(?:/\s?[年月期])?\s?(?:查看|购买|订阅|下载|立即.{0,4})"
    ),
    (
        r"(?:更多|海量|精品).{0,10}(?:文档|资料|模板|范文|课件|内容|资讯).{0,12}(?:请?访问|就?[上在到]|尽在|搜索|下载|点击"
        r"|关注).{0,30}|未完(?:待续)?\W.{0,16}(?:页|继续|阅读|关注).{0,10}"
    ),
    (
        rf"(?:本|此|该){_DOCUMENT}?由.{{1,24}}(?:整理|上传|分享|提供|收集|转载)(?:发布|上传)?(?:[,，].{{0,24}})?\W*"
        r"|.{0,12}(?:仅供|供).{0,6}(?:个人|网友|会员)?(?:学习|交流|研究)(?:使用|之用|参考)?[,，].{0,24}"
    ),
    # an account that wants to be followed
    (
        rf"(?:更多.{{0,16}})?(?:欢迎|请|记得|点击|搜索|扫码|长按.{{0,6}})?关注.{{0,12}}{_OURS}(?:[,，!！:：~][^。；]{{0,30}})?"
        r"|.{0,12}(?:设为|加|添加|点亮)\W{0,2}星标.{0,24}|星标.{2,20}[,，].{0,20}"
    ),
    (
        r".{0,20}(?:扫描?|长按|识别|扫一扫)(?:上方|下方|右侧|左侧|文末|上图|下图|图中)?.{0,6}(?:二维码"
        r"|小程序码)\W{0,2}(?:[,，、]?\s?(?:随时|即可|可|添加|关注|加入|进群|订阅|下载|分享|查看|了解|看|获取|领取"
        r"|阅读).{0,24})?"
    ),
    (
        r"(?:在?(?:公众号)?后台|私信|留言|评论区?)(?:直接)?(?:发送|回复)\s?[“\"「『【].{1,12}[”\"」』】].{0,30}"
        r"|回复\s?[“\"「『【].{1,12}[”\"」』】]\W{0,2}(?:即?可|获取|领取|查看|加入|进群|免费).{0,24}"
    ),
    (
        r"(?:添加|加|联系).{0,8}(?:小编|客服|小助手|管理员|助理).{0,30}|(?:扫码|点击|申请)?(?:加|进|入"
        r"|加入).{0,8}(?:交流群|读者群|微信群|粉丝群|社群|QQ群|进群).{0,20}|进群.{0,6}加.{0,20}"
    ),
    (
        r"(?:快|赶紧|赶快|欢迎|请|记得|一键|动动手指|帮忙)?(?:转发|分享)(?:扩散|出去|给|让|到朋友圈|至朋友圈"
        r"|起来).{0,16}(?:朋友|身边|需要|更多|大家|他们|TA|家人|知道|看到|看见|吧).{0,8}|.{0,20}(?:分享"
        r"|转发)让更多人.{0,6}"
    ),
    (
        r".{0,20}(?:点(?:个|亮|一?下|击)?|来个|求)\W{0,3}(?:在看|赞|关注|分享|收藏|小心心|爱心|星标)\W{0,3}.{0,3}(?:在看"
        r"|赞|收藏|分享|吧|支持|呀|再走|哦|[↓⬇👇]).{0,16}"
    ),
    (
        r".{0,30}(?:欢迎|快来|可以|期待您?|请)?(?:在|到)?(?:评论区|留言区|文末|下方)(?:给我们)?(?:留言|评论|告诉|说说|聊聊"
        r"|互动|分享|见|参与).{0,24}|(?:文末|今日|留言|互动)(?:有|福利|话题|互动|抽奖|送).{0,24}"
    ),
    (
        r"投票\s?[:：丨|].{0,40}[?？]\W*|(?:小程序|视频号|公众号|订阅号)\s?[:：丨|].{1,40}|(?:商务|广告|转载|投稿"
        r"|合作).{0,4}(?:请?联系|微信|事宜请|加微).{0,30}|商务合作\s?[:：丨|].{2,40}|转载.{0,6}(?:请|需|须).{0,4}(?:联系|授权|注明).{0,30}"
    ),
    (
        r"(?:喜欢作者|赞赏作者|给作者.{0,6}|打赏.{0,6}|\d*\s?人(?:喜欢|赞赏|打赏))|喜欢此内容的人还喜欢|人划线"
        r"|.{0,4}轻点两下取消.{0,4}|预览时标签不可点|即将打开.{2,16}小程序|名称已清空|已无更多(?:数据|内容)|我?知道了|(?:已)?发送中?|已同步到看一看|写下你的想法|[\d.]+万?个(?:内容)?"
    ),
    (
        r"戳.{0,16}[↓⬇👇▼>].{0,4}|[↑↓←→⬆⬇👇👆▲▼\s]*(?:上滑|下滑|左滑|右滑|滑动|点击|戳).{0,10}(?:查看|看|阅读|进入|播放"
        r"|放大|更多|下一篇|大图).{0,12}|.{0,6}不迷路.{0,6}|防(?:止)?失联.{0,20}|返回.{2,8}[,，]\s?查看更多"
        r"|订阅[“「『].{2,20}[”」』][,，].{0,30}|在小说阅读器.{0,12}|发表评论.{0,4}(?:可|即可|获得).{0,16}|(?:加入"
        r"|开通)\s?VIP.{0,16}|你可能喜欢\s.{4,60}"
        r"|猜你(?:喜欢|想看)\s.{4,60}"
    ),
    (
        r".{0,10}(?:测一测|算一算|查一查).{0,20}(?:[>›»]|\?|？|吗)\s?\W?|(?:填写|只需).{0,16}(?:秒|分钟)(?:测|查|算|匹配"
        r"|搞定|完成).{0,24}|测一测.{2,16}|距离?.{0,6}(?:截止|结束).{0,4}还?[有剩].{0,10}|申报(?:已截止|中"
        r"|未开始)(?:\W*(?:剩余|还剩)\s?\d+\s?[天日小时]+)?|智能匹配\s?[:：].{0,30}"
    ),
    (
        r"(?:炒股|理财|开户|投资).{0,4}(?:就看|就上|就用|就选|上).{2,40}|广告位.{0,6}(?:招租|招商|出租).{0,30}"
        r"|.{0,16}(?:限时|特惠|秒杀|立减|包邮|买一送一|优惠券).{0,10}(?:抢|购|领|免费|折|元).{0,16}"
    ),
    r"小编(?:提醒|温馨提示|有话说|寄语|总结|推荐|说|注|按)\s?[:：]?.{2,70}",
    # readers who pay, listen, write
    (
        r"(?:本|此)?文?(?:章|共计?|全文){0,2}.{0,4}\d+\s?字.{0,8}(?:已(?:阅读|读|免费)|剩余|还剩|付费).{0,12}"
        r"|(?:连续)?(?:月付|年付|季付|包月|包年|包季|单篇|单期|月卡|年卡|季卡)\W{0,3}[¥￥]?\s?\d+(?:\.\d+)?\s?元?.{0,24}"
        r"|(?:企业|集体|团体)(?:团购|团订|订阅).{0,8}(?:致电|联系|电话|咨询).{0,24}|成为(?:会员|订户|VIP)后?[,，].{0,60}"
        r"|.{0,12}(?:赞赏|打赏)(?:一下|作者|支持|激励).{0,10}|请?您?(?:戴上|佩戴|使用)耳机.{0,20}"
    ),
    (
        r"导读\s?[:：].{0,10}(?:点击|关注|扫码|分享|转发|订阅).{0,24}|.{0,40}(?:拉|邀)(?:您|你)(?:进|入)群.{0,40}"
        r"|点击(?:上方|下方|文末|左下角|右上角|图中).{0,4}(?:小程序|名片|卡片|蓝字|阅读原文).{0,40}"
        r"|前往“发现”.{0,40}|在“设置”.{0,40}|最多\d+字.{0,10}|请输入.{2,16}|输入关键[词字].{0,10}"
        r"|.{0,20}打卡.{0,12}(?:送|领|赢|抽).{0,20}"
    ),
    (r"以下文章来源于.{1,40}|[\W_]*(?:收起|展开)全文\w?|ñ?(?:转发|评论|赞)\s?\d+"),
    (r"点击打开.{1,24}的主页|(?:点击|进入).{0,6}(?:主页|空间|专栏)(?:查看|看).{0,16}"),
    # lures: gambling, pills, sellers
    (
        r"(?=.*(?:官网|注册送|首存|入口|下载|客服|信誉|app))(?=.*(?:彩金|葡[京萄]|娱乐城|百家乐|时时彩|老虎机|真人(?:视讯|荷官|娱乐)"
        r"|菠菜|开云体育|威尼斯人|金沙|凯发|必威|亚博|万博|米兰体育))[^。]{6,80}"
        r"|.{0,30}(?:专业|一站式).{0,12}(?:生产|制造|供应|销售)(?:厂家|商|企业).{0,20}(?:欢迎|来电|咨询|选购|致电).{0,20}"
    ),
    # leaving dialogs, assistants, surveys
    (
        r".{0,24}即将(?:离开|跳转|前往).{0,30}(?:网站|网页|页面|平台|链接).{0,24}|您好[,，]?我是.{0,20}(?:助手|客服|机器人"
        r"|小\w).{0,40}|.{0,12}(?:机器人|智能助手|数字人).{0,10}为您(?:服务|解答).{0,10}"
    ),
    (
        r"您?对(?:本|该|此|这)(?:篇|次|条|项)?(?:页面?|网页|网站|文章?|政策|内容|信息|服务|站|答复).{0,8}(?:评价|满意度?"
        r"|打分|评分|意见|帮助|看法).{0,40}|(?:本|该|这)(?:篇|条|份)?(?:页面?|文|信息|内容|文章|文档|政策).{0,6}(?:对您?"
        r"|对你).{0,4}(?:是否)?(?:有用|有帮助|有无帮助).{0,20}"
    ),
    (
        r"政策是否.{2,10}\W*|(?:请)?(?:填写|参与|参加).{0,6}满意度.{0,8}|(?:满意|基本满意|不满意|非常满意|一般|很好|较好"
        r"|较差|好|差|有|没有)(?:\W+(?:满意|基本满意|不满意|非常满意|不太满意|一般|很好|较好|较差|好|差|有|没有)){2,5}\W*"
        r"|为(?:保障|了).{0,10}账号安全.{0,40}"
    ),
)
_ENGLISH = (
    (
        r"(?:[^.]{0,60}[?!] )?(?:please |simply |just )?(?:scan|follow|add)\b[^.]{0,40}\b(?:(?:the|qr) code|wechat|weibo"
        r"|our (?:account|channel|page))\b.{0,140}"
    ),
    (
        r"(?:[^.]{0,60}[?!.] )?(?:please |do |don't forget to )?(?:join|subscribe to|sign up (?:for|to)|register for"
        r"|follow|support|like) (?:us\b|our\b|the (?:newsletter|mailing list|conversation)\b"
        r"|(?:over )?[\d,.]+k? (?:readers|subscribers|people|members)).{0,120}"
    ),
    (
        r".{0,80}\b(?:buy(?:ing)? (?:us|me) (?:a|one)\b|consider (?:buying|donating|supporting|subscribing|becoming)"
        r"|(?:donate|tip jar|patreon|ko-?fi|paypal)\b\s?(?:today|now|here|[:.!]|$)).{0,80}"
    ),
    (
        r"(?:get|receive) (?:e-?mails? about|our (?:latest|weekly|free)|the latest|(?:an? )?(?:free )?(?:latest price"
        r"|quote|quotation|demo|consultation))\b.{0,80}|(?:request|book|schedule) an? (?:demo|call|quote|consultation"
        r"|meeting).{0,30}"
    ),
    (
        r"(?:stay|keep) (?:in the loop|updated|informed|connected|in touch|tuned|up to date).{0,40}|don't (?:leave without"
        r"|miss)\b.{0,60}|(?:no|zero) spam\b.{0,30}|.{0,40}\bno spam, ever\W*"
    ),
    (
        r"you (?:have|'ve) (?:\d+|one|two|three|no|reached|read)\b.{0,24}\b(?:free )?(?:articles?|limit|documents?"
        r"|views?)\b.{0,40}|(?:this|the) (?:article|content|page|document|text) is (?:only )?(?:for|available to"
        r"|reserved for|exclusive to) .{0,10}(?:subscribers|members|users)\b.{0,30}"
    ),
    (
        r"(?:to (?:continue|keep) reading|to read (?:more|on|the (?:rest|full))|for full access|to view (?:the"
        r"|this))\b.{0,60}\b(?:subscribe|log ?in|sign ?(?:in|up)|register|purchase)\b.{0,30}|already (?:a|an"
        r"|have)\b.{0,30}\b(?:subscriber|member|account|registered)\b.{0,30}"
    ),
    (
        r"(?:start|begin|try)\b.{0,16}\b(?:free )?trial\b.{0,30}|(?:subscribe|sign up|register|log ?in|sign in|buy|order"
        r"|download|enrol|apply|unlock) (?:now|today|here|free|for free)\b.{0,40}|(?:subscribers?|members?) only|(?:log"
        r"|sign) ?in to .{2,40}"
    ),
    (
        r"(?:sponsored|advertis(?:e?ment|ing)|promoted|paid (?:post|content)|partner content|from our (?:sponsors?"
        r"|partners?))(?:\s?(?:by|:|\||-)\s?.{0,140})?|(?:recommended|featured|hot) (?:products?|suppliers?|offers?)(?: (?:near|for) you"
        r"|\s?[:|].{0,120})?|.{0,30}\b(?:article|story|content|reading) continues? (?:below|after)\b.{0,30}"
        r"|.{0,20}continue reading below"
    ),
    (
        r"forward (?:this |it )?to a (?:friend|colleague)\b.{0,40}|.{0,60}\bforward to a friend\W*|tweet this(?: issue)?"
        r"|(?:un)?subscribe\s?:.{2,100}|you (?:are |have )?(?:receiv|got|signed up|subscribed)(?:e|ing"
        r"|ed)?\b.{0,30}\b(?:because|e-?mail|newsletter|list)\b.{0,80}|update your (?:e-?mail )?preferences.{0,30}"
    ),
    (
        r"dear (?:visitor|user|reader|guest)s?\W(?=.*\b(?:subscri|log ?in|sign in|this (?:site|page)|subscription)).{20,220}"
        r"|if you (?:are|do) not (?:yet )?(?:have|a)\b.{0,20}\b(?:subscriber|subscription)\b.{0,160}|open (?:the|in|our"
        r"|it in) .{0,12}\bapp\b.{0,60}|why you can trust .{2,40}"
        r"|to help us (?:to )?improve\b.{0,120}"
        r"|by (?:submitting|signing up|subscribing|clicking|continuing)\b.{0,20}\byou (?:agree|consent|accept)\b.{0,140}"
        r"|(?:as an? |we are an? )(?:[\w-]+ ){0,3}(?:manufacturer|supplier|exporter|factory|wholesaler)\b.{0,220}"
    ),
    (
        r"(?:monthly|annual|yearly|digital) (?:plan|subscription|access|pass)\W{0,3}[$€£¥].{1,60}|cancel any ?time\b.{0,40}"
        r"|(?:listen|watch|play) (?:to )?(?:this )?(?:article|story|audio|video)\b.{0,20}"
    ),
    (
        r"(?:chat|talk|speak) (?:with|to) (?:the )?(?:supplier|us|an? (?:expert|agent|advis[eo]r)|our (?:team"
        r"|experts?)).{0,20}|(?:send|post) (?:your |an? )?(?:message|inquiry|inquiries)\b.{0,40}|enter between \d.{0,40}"
        r"|(?:best|cheap) .{3,40}, (?:cheap|best|fast|free)\b.{0,60}"
    ),
    (
        r"(?:was|is|did you find) (?:this|the) (?:\w+ )?(?:useful|helpful|explainer|guide|document|page|article|answer"
        r"|translation|notice|summary|post)\b.{0,40}\??.{0,30}|(?:rate|how would you rate) this .{2,30}"
        r"|thank you for (?:your (?:feedback|rating|vote)|subscribing|voting|signing up).{0,20}"
        r"|.{0,24}\b(?:buy us a coffee|leave a tip)\b.{0,40}"
    ),
    (
        r"(?:report|suggest) an? (?:error|translation error|problem|mistake|correction|bug|typo|edit)\b.{0,30}"
        r"|help (?:us )?(?:to )?improve \S.{0,40}|(?:please )?don't include (?:any )?personal\b.{0,120}"
        r"|(?:.{0,12} )?this is a new service\b.{0,80}|download (?:our|your free)\b.{3,60}|(?:get|be) in touch"
        r"|contact (?:the )?(?:webmaster|editors?"
        r"|us)\s?(?:[:|].{0,60})?|republish (?:this|our) .{0,30}"
    ),
)
_APPEAL = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_ENGLISH_APPEAL = re.compile("|".join(f"(?:{form})" for form in _ENGLISH), re.IGNORECASE)
_TO_READERS = re.compile(
    r"亲|预览|耳机|赞赏|打赏|[月年季]付|[月年季]卡|单[篇期]|包[月年季]|团[购订]|成为[会订V]|前往“|在“设|最多\d|输入|打卡|官网|首存|信誉|入口|厂家|一站式|知道了|同步到|写下你"
    r"|个(?:内容)?$|发送|导读|[拉邀][您你]|\d\s?字|主页|来源于|全文|小程序|升级|同步|剩余|余下|还剩|还有|会员|游客|登录|注册|付费|购买"
    r"|充值|下载|上传|文档|更多|海量|未完|整理|关注|星标|扫"
    r"|长按|识别|回复|客服|小编|助手|群|转发|分享|点|留言|评论|投票|小程序|视频号|VIP"
    r"|公众号|转载|投稿|合作|赞|喜欢|划线|标签|清空|戳|滑|不迷路|失联|测|算一|秒|截止|申报|匹配|炒股|理财|广告位|限时"
    r"|特惠|优惠|离开|跳转|您|你|满意|很好|账号|有用|政策是否|订阅号|[¥￥]|文末|互动"
)
"""A word of every form: most lines have none."""


MAX_APPEAL = 260
"""Characters; the longest appeal met, to scan a code and join a group, has 160."""

MAX_CHINESE_APPEAL = 80
"""The same in Chinese; the longest met has 52."""


def is_appeal(said: str) -> bool:
    """Return whether the whole line has one of the forms."""
    if not has_han(said):
        return len(said) <= MAX_APPEAL and _ENGLISH_APPEAL.fullmatch(said) is not None
    return len(said) <= MAX_CHINESE_APPEAL and _TO_READERS.search(said) is not None and _APPEAL.fullmatch(said) is not None
